"""Where the roster dates an office to somebody else: a doubt, never a correction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from dragoman import lore
from dragoman.finding import About, Doubt, Office
from dragoman.grammar.bearers import offices_said

# A winner takes office within this; a roster's day may be that of either.
_TAKES_OFFICE = timedelta(days=400)
_SMALL = frozenset("of the for and to in a an".split())
_SAME = {"chairwoman": "chairman", "chairperson": "chairman", "pm": "premier", "defense": "defence"}
# Offices that several hold at a time.
_MANY = re.compile(
    r"\b(?:member|deputy|vice|ambassador|envoy|adviser|advisor|assistant|senator|judge|representative|"
    r"secretary of the (?:c\.c|central committee))\b",
    re.IGNORECASE,
)


def conflicts(some: list[Office]) -> Iterator[Doubt]:
    """A doubt for each dated change after or before which the roster has somebody else for long."""
    for one in some:
        day = one.date.earliest if one.date.known else None
        if not day or len(day) < 10 or day.startswith("-") or _MANY.search(one.office):
            continue
        why = _conflict(one, day[:10])
        if why:
            yield Doubt(evidence=one.evidence, about=About("office", "person"), why=why, rule="roster")  # fmt: skip


def _conflict(one: Office, day: str) -> str | None:
    actor = lore.roster().get(one.actor or "")
    own = offices_said(actor, one.office) if actor else ()
    names = {t.office for t in own} or set(_called(one))
    if not names:
        return None
    if one.change == "dismissed":
        return _still(one, own, day)
    later = (date.fromisoformat(day) + _TAKES_OFFICE).isoformat()
    if any(t.on(day) != "not" or t.on(later) != "not" for t in own):
        return None
    if any(t.since and day <= t.since <= later for t in own):
        return None
    for name in sorted(names):
        both = [
            who
            for who, t in _holders().get(name, ())
            if who != one.actor and t.on(later) == "held" and (own or t.on(day) == "held")
        ]
        if len(both) == 1:
            held = lore.roster()[both[0]].name
            return f"the roster has {held} as {name} a year after {day}"
    return None


def _still(one: Office, own: tuple[lore.Tenure, ...], day: str) -> str | None:
    """Somebody who left, and holds the office a year later."""
    later = (date.fromisoformat(day) + _TAKES_OFFICE).isoformat()
    if own and all(t.on(day) == "held" and t.on(later) == "held" for t in own):
        return f"the roster has {one.person} as {own[0].office} a year after {day}"
    return None


@cache
def _holders() -> dict[str, tuple[tuple[str, lore.Tenure], ...]]:
    """Who held each office of the roster, by its name."""
    held: dict[str, list[tuple[str, lore.Tenure]]] = {}
    for actor in lore.roster().values():
        for t in actor.offices:
            held.setdefault(t.office, []).append((actor.id, t))
    return {k: tuple(v) for k, v in held.items()}


def _telling(office: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", office.casefold().replace("prime minister", "premier"))
    return frozenset(_SAME.get(w, w) for w in words) - _SMALL


@cache
def _by_words() -> dict[frozenset[str], tuple[str, ...]]:
    found: dict[frozenset[str], list[str]] = {}
    for name in _holders():
        found.setdefault(_telling(name), []).append(name)
    return {k: tuple(v) for k, v in found.items()}


def _called(one: Office) -> tuple[str, ...]:
    """The offices of the roster with just these words."""
    return _by_words().get(_telling(one.office), ())
