"""Which formulas one occasion kept, varied, dropped or took up over the years.

What is compared is made like with like before (`recurrence`). Presence is evidence wherever it
stands; absence only where the text is held whole and its outlet completely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Literal

from dragoman import lore
from dragoman.article import Article, Covered, Naming, Span
from dragoman.shingles import words_of
from dragoman.weigh.alignment import SMALL, Text, align
from dragoman.weigh.communications import SCHEMA
from dragoman.weigh.coverage import cover
from dragoman.weigh.recurrence import Recurrence, Time
from dragoman.weigh.told import day
from dragoman.weigh.uses import Use, names_of_states

Status = Literal["kept", "varied", "new", "dropped", "revived", "first_seen", "not_covered"]
STATUSES: tuple[Status, ...] = (
    "kept",
    "varied",
    "new",
    "dropped",
    "revived",
    "first_seen",
    "not_covered",
)
# A year without a message is looked for in the coverage so far on both sides of its day.
_AROUND = timedelta(days=15)
# Letters by which "tradition" is the word of "traditional".
_STEM = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """Of how many times of the occasion is spoken.

    Args:
        times: how often it is held at all.
        whole: how often the message's whole text is.
        used: how often the formula stands in it.
    """

    times: int
    whole: int
    used: int


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a formula at one time of an occasion.

    Args:
        now: None for a year of which no message is held.
        against: the time with which it is compared; None where there is none.
        here: the words now; empty for what is dropped or not known.
        before: the words at the time it is compared with.
        skipped: years between the two at which nothing can be said.
        since: of what is first seen, the day from which all is held.
        why: of what is not covered, why.
    """

    formula: str
    status: Status
    occasion: Recurrence
    year: str
    n: Counts
    now: Time | None = None
    against: Time | None = None
    here: tuple[Use, ...] = ()
    before: tuple[Use, ...] = ()
    skipped: tuple[str, ...] = ()
    since: date | None = None
    why: str | None = None

    def in_place(self) -> tuple[tuple[Span, Span | None], ...]:
        """For words that one of the two texts lacks: their sentence, and what stands for it there.

        Of what is dropped the sentence of the text before, with its place in the text now; of what
        came, the other way round.
        """
        if self.now is None or self.against is None or bool(self.here) == bool(self.before):
            return ()
        own = self.here or self.before
        lacking = (self.against if self.here else self.now).told.article
        return tuple(_in_other(own, lacking))

    def to_json(self) -> dict[str, Any]:
        """A `change` of `dragoman.weighed/1`."""
        return {
            "schema": SCHEMA,
            "kind": "change",
            "formula": self.formula,
            "status": self.status,
            "year": self.year,
            "occasion": self.occasion.to_json(),
            "n": {"times": self.n.times, "whole": self.n.whole, "used": self.n.used},
            "now": self.now.to_json() if self.now else None,
            "against": self.against.to_json() if self.against else None,
            "here": [u.to_json() for u in self.here],
            "before": [u.to_json() for u in self.before],
            "in_place": [
                {"sentence": a.to_json(), "other": b.to_json() if b else None}
                for a, b in self.in_place()
            ],
            "skipped": list(self.skipped),
            "since": self.since.isoformat() if self.since else None,
            "why": self.why,
        }


def _in_other(own: Sequence[Use], lacking: Article) -> Iterator[tuple[Span, Span | None]]:
    places = [s for u in own for s in u.wording.evidence]
    for row in align(Text(lacking), Text(own[0].article), once=True):
        if any(row.here.meets(s) for s in places):
            yield row.here, row.there


def changes(
    occasions: Iterable[Recurrence],
    some: Iterable[Use],
    namings: Iterable[Naming],
    covered: Iterable[Covered],
) -> list[Change]:
    """Every change of every formula, occasion by occasion, then by formula and year.

    A formula counts where the side that writes uses it of the two sides in that message's text.
    """
    held = list(some)
    by_message: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for u in held:
        if u.message is not None:
            by_message[u.key[0], u.message.id].append(u)
    ever = _Ever(held, namings, list(covered))
    return [c for o in occasions for c in _of_occasion(o, by_message, ever)]


class _Ever:
    """What is known beyond the occasion: who used what first, and from when on all is held."""

    def __init__(
        self, held: Iterable[Use], namings: Iterable[Naming], covered: list[Covered]
    ) -> None:
        self.covered = covered
        self._uses: dict[tuple[str, tuple[str, ...], str | None], list[Use]] = defaultdict(list)
        for u in held:
            for side in {u.holder.state, u.holder.key} - {None}:
                self._uses[u.wording.formula or "", u.sides, side].append(u)
        for some in self._uses.values():
            some.sort(key=lambda u: u.days.first if u.days else date.min)
        self._from: dict[str | None, date] = {}
        for t in namings:
            published = day(t.published)
            if published and published < self._from.get(t.outlet, date.max):
                self._from[t.outlet] = published

    def is_complete(self, outlet: str | None, first: date, last: date) -> bool:
        """True if a person says that all of the outlet is held from the first to the last day."""
        return cover(outlet, first, last, self.covered) == "complete"

    def since(self, formula: str, side: str, here: Sequence[Use], now: Time) -> date | None:
        """From when on all is held, if the side never used the formula of the pair before."""
        outlet, published = now.told.outlet, now.told.published
        start = self._from.get(outlet)
        if start is None or published is None or not self.is_complete(outlet, start, published):
            return None
        days = [u.days.first for u in here if u.days]
        origins = {u.origin for u in here}
        if len(days) < len(here):
            return None
        for u in self._uses[formula, here[0].sides, side]:  # by day, undated ones first
            if u.days and u.days.first >= min(days):
                break
            if u.origin not in origins:
                return None
        return start


# ---- one occasion


@dataclass(frozen=True)
class _Slot:
    """A time of the occasion, or a year of which it is not known whether it was one.

    Args:
        unknown: why absence there means nothing; None where it means something.
    """

    year: str
    time: Time | None
    uses: tuple[Use, ...]
    unknown: str | None

    @cached_property
    def by_formula(self) -> dict[str | None, tuple[Use, ...]]:
        """Its uses by formula."""
        found: dict[str | None, list[Use]] = defaultdict(list)
        for u in self.uses:
            found[u.wording.formula].append(u)
        return {key: tuple(some) for key, some in found.items()}


def _of_occasion(
    o: Recurrence, by_message: Mapping[tuple[str, str], Sequence[Use]], ever: _Ever
) -> Iterator[Change]:
    slots = _slots(o, by_message, ever)
    keys = sorted({key for s in slots for key in s.by_formula if key})
    for key in keys:
        used = sum(key in s.by_formula for s in slots)
        yield from _of_formula(key, o, slots, Counts(len(o.times), o.whole, used), ever)


def _slots(
    o: Recurrence, by_message: Mapping[tuple[str, str], Sequence[Use]], ever: _Ever
) -> list[_Slot]:
    made = []
    for t in o.times:
        own = by_message.get(t.told.key, ())
        uses = tuple(sorted((u for u in own if _is_sides(u, o)), key=lambda u: u.order))
        made.append(_Slot(t.year, t, uses, _unknown(t, o, ever)))
    for a, b in pairwise(o.times) if o.is_yearly else ():
        made += [
            _Slot(f"{y:04}", None, (), f"no message is held, and {_not_complete(o)}")
            for y in range(int(a.year) + 1, int(b.year))
            if not _is_covered(a, y, o, ever)
        ]
    return sorted(made, key=lambda s: (s.year, s.time.day if s.time else date.min))


def _is_sides(u: Use, o: Recurrence) -> bool:
    """True if the side that writes says it of itself and the other, or of its own policy."""
    if o.direction[0] not in (u.holder.state, u.holder.key):
        return False
    return set(u.sides) == set(o.direction) if u.sides else u.wording.type == "slogan"


def _unknown(t: Time, o: Recurrence, ever: _Ever) -> str | None:
    if t.told.lacking:
        return t.told.lacking
    published = t.told.published
    if published is None:
        return "the article has no day"
    return None if ever.is_complete(o.outlet, published, published) else _not_complete(o)


def _not_complete(o: Recurrence) -> str:
    return f"{o.outlet or 'its outlet'} is not said to be held completely there"


def _is_covered(a: Time, year: int, o: Recurrence, ever: _Ever) -> bool:
    """True if all of the outlet is held around the day of that year: then the occasion did not recur."""
    years = year - int(a.year)
    around = a.day + timedelta(days=round(365.25 * years))
    return ever.is_complete(o.outlet, around - _AROUND, around + _AROUND)


def _of_formula(
    key: str, o: Recurrence, slots: Sequence[_Slot], n: Counts, ever: _Ever
) -> Iterator[Change]:
    """One formula through all times: each compared with the last at which it is known."""
    known: _Slot | None = None  # the last time of which it is known whether it was there
    held: tuple[Use, ...] = ()  # its words there
    was_there = False
    skipped: list[str] = []  # since then
    unsure = False  # if anything was skipped before
    for s in slots:
        here = s.by_formula.get(key, ())
        reworded = () if here or not held else reworded_in(held, s.uses)
        against = known.time if known else None
        bare = Change(key, "not_covered", o, s.year, n, s.time, against, (), held, tuple(skipped))
        if here or reworded:
            yield _there(bare, here or reworded, known, was_there, None if unsure else ever)
            known, held, was_there, skipped = s, here or reworded, True, []
        elif s.unknown:
            yield replace(bare, why=s.unknown)
            skipped.append(s.year)
            unsure = True
        else:
            if held:
                yield replace(bare, status="dropped")
            known, held, skipped = s, (), []


def _there(
    bare: Change,
    here: tuple[Use, ...],
    known: _Slot | None,
    was_there: bool,
    ever: _Ever | None,
) -> Change:
    """What it means that the words stand there.

    Args:
        ever: None if they may have stood in an earlier text of the occasion that is not held whole.
    """
    made = replace(bare, here=here)
    if bare.before:
        both = {u.variant for u in here} & {u.variant for u in bare.before}
        return replace(made, status="kept" if both else "varied")
    if known and (before := reworded_in(here, known.uses)):
        return replace(made, status="varied", before=before)
    if known and was_there:
        return replace(made, status="revived")
    assert made.now is not None
    side = made.occasion.direction[0]
    if ever and (since := ever.since(made.formula, side, here, made.now)):
        return replace(made, status="first_seen", since=since)
    if known:
        return replace(made, status="new")
    return replace(made, why="nothing earlier can be compared")


# ---- other words for the same


def reworded_in(formula: Sequence[Use], some: Iterable[Use]) -> tuple[Use, ...]:
    """Words outside the tables that say what a formula says: half of its telling words, or more."""
    wanted = [_telling(u.wording.phrase) for u in formula]
    return tuple(
        u
        for u in some
        if u.wording.formula is None
        and u.sides == formula[0].sides
        and any(w and 2 * len(w & _telling(u.wording.phrase)) >= len(w) for w in wanted)
    )


@cache
def _telling(phrase: str) -> frozenset[str]:
    """The words that tell a phrase from others, by their first letters.

    >>> sorted(_telling("the traditional friendship between the two countries"))
    ['tradi']
    """
    passed = lore.weighing("wording")["relation"]["words"].split()
    small = set(passed) | names_of_states() | SMALL
    return frozenset(w[:_STEM] for w in words_of(phrase) if w not in small)
