"""The same occasion again: recognised by itself, over the years, like with like only.

Messages are grouped by direction of states, outlet, language and whether they are replies; within
a group by the occasion without rank and year, by season where it is a yearly one, by family of
forms, and by who writes to whom.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from dragoman.finding import Name
from dragoman.grammar.numerals import ORDINAL_DIGITS, ORDINAL_WORDS
from dragoman.weigh.communications import Communication, digest
from dragoman.weigh.likeness import (
    Yearly,
    family,
    offices_agree,
    recurs,
    without_states,
    yearly,
)
from dragoman.weigh.occasions import SAME_TIME
from dragoman.weigh.told import Told, direction, sides_agree

# Days between two years' messages on one yearly occasion: feasts of the moon move by thirty, and
# reports trail by some more.
SEASON = 45
_YEAR = 365
# An occasion as it is known again, and the states named in it.
_Node = tuple[Yearly, frozenset[str]]
_RANK = re.compile(rf"\b(?:{ORDINAL_DIGITS}|{ORDINAL_WORDS})\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Time:
    """The message of one time, as one outlet tells it.

    Args:
        day: as stated, else of the first report.
        year: of the occasion: a New Year's greeting of December is next year's.
    """

    communication: Communication
    told: Told
    day: date
    year: str

    @property
    def is_whole(self) -> bool:
        """True if the article holds the message's whole text."""
        return self.told.lacking is None

    def to_json(self) -> dict[str, Any]:
        """Which message, in which article, of which day."""
        return {
            "year": self.year,
            "day": self.day.isoformat(),
            "article": self.told.article.id,
            "finding": self.told.message.id,
            "whole": self.is_whole,
            "lacking": self.told.lacking,
        }


@dataclass(frozen=True)
class Recurrence:
    """An occasion on which one side wrote to the other at several times, as one outlet tells it.

    Args:
        form: the form that stands for the family.
        name: the occasion as the last time names it, without its rank.
        times: two or more, by day.
    """

    direction: tuple[str, str]
    form: str
    name: str
    outlet: str | None
    language: str | None
    is_yearly: bool
    times: tuple[Time, ...]

    @cached_property
    def id(self) -> str:
        """A hash of its messages."""
        return digest("o", (t.told.key for t in self.times))

    @cached_property
    def whole(self) -> int:
        """At how many times the text is held whole."""
        return sum(t.is_whole for t in self.times)

    @property
    def order(self) -> tuple[int, tuple[str, str], str, str, str]:
        """Sort key: the one with most times first."""
        return -len(self.times), self.direction, self.name, self.outlet or "", self.id

    def to_json(self) -> dict[str, Any]:
        """What makes its times like with like."""
        return {
            "id": self.id,
            "name": self.name,
            "direction": list(self.direction),
            "form": self.form,
            "outlet": self.outlet,
            "language": self.language,
            "yearly": self.is_yearly,
            "times": [t.to_json() for t in self.times],
        }


class _Like(NamedTuple):
    """What must be one before occasions are looked at."""

    direction: tuple[str, str]
    outlet: str | None
    language: str | None
    is_reply: bool


@dataclass(frozen=True)
class _Entry:
    """A message as one outlet tells it, with its occasion."""

    communication: Communication
    told: Told
    day: date
    said: str
    occasion: Yearly
    states: frozenset[str]

    @property
    def order(self) -> tuple[date, str, tuple[str, str]]:
        return self.day, self.communication.id, self.told.key


def recurrences(
    held: Iterable[Communication], names: Mapping[tuple[str, str], Sequence[Name]] | None = None
) -> list[Recurrence]:
    """Every occasion that came again, the one with most times first.

    A message without a day, or whose article names no occasion, is in none; nor is one that an
    article only looks back at, one of unknown parties, and one that stays within a state.

    Args:
        names: for tellings, what is named within the words for the occasion.
    """
    groups: dict[_Like, list[_Entry]] = defaultdict(list)
    for c in held:
        for e in _entries(c, names or {}):
            article = e.told.article
            way = direction(e.told.message)
            if "?" in way or way[0] == way[1]:
                continue
            groups[_Like(way, e.told.outlet, article.value("language"), c.is_reply)].append(e)
    made = [
        r
        for like, some in groups.items()
        for same in _same_occasion(some)
        for alike in _same_form(same)
        for r in _tracks(alike, like)
    ]
    return sorted(made, key=lambda r: r.order)


def _entries(c: Communication, names: Mapping[tuple[str, str], Sequence[Name]]) -> Iterator[_Entry]:
    """The best telling of each outlet: a whole text before others, then the first."""
    by_outlet: dict[str | None, list[Told]] = defaultdict(list)
    for t in c.reports:
        by_outlet[t.outlet].append(t)
    for some in by_outlet.values():
        best = min(some, key=lambda t: (t.lacking is not None, not t.headlined, some.index(t)))
        named = next((t for t in (best, *some, *c.told) if t.message.occasion.known), None)
        if named is None or c.day is None:
            continue
        said = str(named.message.occasion.value or named.message.occasion.text)
        inside = names.get(named.key, ())
        occasion, states = without_states(yearly(said), inside)
        if occasion.recurs:
            yield _Entry(c, best, c.day, said, occasion, states)


# ---- one occasion


def _same_occasion(some: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Entries whose occasions recur in each other, yearly ones parted by season."""
    nodes: dict[_Node, list[_Entry]] = defaultdict(list)
    for e in some:
        nodes[e.occasion, e.states].append(e)
    for group in _joined(list(nodes)):
        own = [e for node in group for e in nodes[node]]
        yield from _seasons(own) if own[0].occasion.is_yearly else [own]


def _recurs(a: _Node, b: _Node) -> bool:
    if a[1] and b[1]:
        if not a[1] & b[1]:
            return False
        if a[0].is_yearly and b[0].is_yearly and a[0].kinds & b[0].kinds:
            return True
    return recurs(a[0], b[0])


def _joined(nodes: Sequence[_Node]) -> list[list[_Node]]:
    """Put together wherever two recur in each other, whatever their order."""
    root = {n: n for n in nodes}

    def found(n: _Node) -> _Node:
        while root[n] != n:
            n = root[n]
        return n

    for a, b in combinations(nodes, 2):
        if found(a) != found(b) and _recurs(a, b):
            root[found(b)] = found(a)
    groups: dict[_Node, list[_Node]] = defaultdict(list)
    for n in nodes:
        groups[found(n)].append(n)
    return list(groups.values())


def _seasons(some: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Parted wherever more than a season of the circle of the year is empty."""
    held = sorted(some, key=lambda e: (_of_year(e.day), e.order))
    cuts = [
        i
        for i in range(len(held))
        if (_of_year(held[i].day) - _of_year(held[i - 1].day)) % _YEAR > SEASON
    ]
    if not cuts:
        yield list(held)
        return
    turned = [*held[cuts[0] :], *held[: cuts[0]]]
    ends = [c - cuts[0] for c in cuts] + [len(held)]
    for first, last in pairwise(ends):
        yield turned[first:last]


def _of_year(day: date) -> int:
    return min(day.timetuple().tm_yday, _YEAR)


def _same_form(some: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """By family of forms; a form that goes with every other joins the only family there is."""
    families: dict[str | None, list[_Entry]] = defaultdict(list)
    for e in some:
        families[family(e.told.message.form)].append(e)
    loose = families.pop(None, [])
    if len(families) == 1:
        next(iter(families.values())).extend(loose)
    elif loose:
        families["other"] = [*families.get("other", ()), *loose]
    yield from families.values()


# ---- one line of messages


def _tracks(some: Sequence[_Entry], like: _Like) -> Iterator[Recurrence]:
    """Who writes to whom over the times: the leader's message is not compared with the premier's."""
    tracks: list[list[_Entry]] = []
    for now in _times(some):
        pairs = _same_parties(tracks, now)
        rest = [i for i in range(len(tracks)) if i not in pairs.values()]
        left = [k for k in range(len(now)) if k not in pairs]
        pairs |= _successors(tracks, now, rest, left)
        for k, e in enumerate(now):
            if k in pairs:
                tracks[pairs[k]].append(e)
            else:
                tracks.append([e])
    for t in tracks:
        if len(t) > 1:
            yield _recurrence(t, like)


def _same_parties(tracks: Sequence[Sequence[_Entry]], now: Sequence[_Entry]) -> dict[int, int]:
    """For messages of a time the track of the same two parties, the surest first."""
    fits = [(sides_agree(t[-1].told, e.told), i, k) for i, t in enumerate(tracks) for k, e in enumerate(now)]  # fmt: skip
    out: dict[int, int] = {}
    for _, i, k in sorted((-2 * a - b, i, k) for (a, b), i, k in fits if a and b):
        if k not in out and i not in out.values():
            out[k] = i
    return out


def _successors(
    tracks: Sequence[Sequence[_Entry]],
    now: Sequence[_Entry],
    rest: Sequence[int],
    left: Sequence[int],
) -> dict[int, int]:
    """A new leader goes on where the old one ended, if only one can follow and only one be followed."""
    may = [(i, k) for i in rest for k in left if _may_succeed(tracks[i][-1], now[k])]
    return {
        k: i
        for i, k in may
        if sum(a == i for a, _ in may) == 1 and sum(b == k for _, b in may) == 1
    }


def _may_succeed(old: _Entry, new: _Entry) -> bool:
    """True unless their kinds or offices say that one does not follow the other."""
    sides = zip(old.told.sides, new.told.sides, strict=True)
    pairs = [(a[0], b[0]) for a, b in sides if a and b]
    return all(
        a.type == b.type and not (a.office and b.office and not offices_agree(a.office, b.office))
        for a, b in pairs
    )


def _times(some: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    now: list[_Entry] = []
    for e in sorted(some, key=lambda e: e.order):
        if now and e.day - now[-1].day > SAME_TIME:
            yield now
            now = []
        now.append(e)
    if now:
        yield now


def _recurrence(track: Sequence[_Entry], like: _Like) -> Recurrence:
    forms = [f for e in track if (f := family(e.told.message.form))]
    last = track[-1]
    every = last.occasion.is_yearly
    times = tuple(Time(e.communication, e.told, e.day, _year(e)) for e in track)
    name = " ".join(_RANK.sub("", last.said).split())
    form = forms[0] if forms else last.told.message.form
    return Recurrence(like.direction, form, name, like.outlet, like.language, every, times)


def _year(e: _Entry) -> str:
    ahead = "new_year" in e.occasion.kinds and e.day.month == 12
    return f"{(e.day + timedelta(days=31 if ahead else 0)).year:04}"
