"""How many messages went between two states in each year, with how far the record covers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.article import Article, Covered
from dragoman.weigh import coverage
from dragoman.weigh.communications import SCHEMA, Communication


@dataclass(frozen=True, slots=True)
class Cell:
    """The messages of one pair of states in one year, by direction.

    Args:
        forth: from the first state of the pair to the second; `back` the other way.
        total: how many articles of the year are held, of whatever outlet: the denominator.
        complete: months of the year of which some outlet is said to be held completely.
    """

    year: str
    forth: tuple[Communication, ...]
    back: tuple[Communication, ...]
    total: int
    complete: int

    @property
    def n(self) -> int:
        """How many messages."""
        return len(self.forth) + len(self.back)


@dataclass(frozen=True, slots=True)
class Series:
    """A pair of states, in alphabetical order of their codes, over all years of the record."""

    pair: tuple[str, str]
    cells: tuple[Cell, ...]

    @property
    def n(self) -> int:
        """How many messages in all years."""
        return sum(c.n for c in self.cells)

    def to_json(self) -> dict[str, Any]:
        """A `series` of `dragoman.weighed/1`."""
        return {
            "schema": SCHEMA,
            "kind": "series",
            "of": "messages",
            "by": list(self.pair),
            "period": "year",
            "points": [
                {
                    "period": c.year,
                    "n": c.n,
                    "forth": [x.id for x in c.forth],
                    "back": [x.id for x in c.back],
                    "total": c.total,
                    "months_complete": c.complete,
                }
                for c in self.cells
            ],
        }


def series(
    held: Iterable[Communication], articles: Iterable[Article], covered: Iterable[Covered]
) -> list[Series]:
    """A series for each pair of states, the one with most messages first.

    A message counts in the year of its stated day, else of its first report; one without either,
    and one within a state, counts nowhere. A message told by several articles counts once. Every
    year from the first to the last has a cell, also where nothing was found: whether that means anything is
    what `total` and `complete` are for.
    """
    known = coverage.years(articles, covered)
    pairs: dict[tuple[str, str], list[Communication]] = defaultdict(list)
    for c in held:
        one, other = c.first.states
        if one and other and one != other and c.day is not None:
            pairs[min(one, other), max(one, other)].append(c)
    seen = {y.year for y in known} | {_year(c) for some in pairs.values() for c in some}
    # Without a hole: a year of which nothing is held is no neighbour of the next.
    years = [f"{y:04}" for y in range(int(min(seen)), int(max(seen)) + 1)] if seen else []
    by_year = {y: [k for k in known if k.year == y] for y in years}
    made = [
        Series(pair, tuple(_cell(y, pair, some, by_year[y]) for y in years))
        for pair, some in pairs.items()
    ]
    return sorted(made, key=lambda s: (-s.n, s.pair))


def _year(c: Communication) -> str:
    return str(c.day)[:4]


def _cell(
    year: str, pair: tuple[str, str], held: Sequence[Communication], known: Sequence[coverage.Year]
) -> Cell:
    own = [c for c in held if _year(c) == year]
    forth = tuple(c for c in own if c.first.states[0] == pair[0])
    back = tuple(c for c in own if c.first.states[0] == pair[1])
    total = sum(m.articles for k in known for m in k.months)
    return Cell(year, forth, back, total, _months(known))


def _months(years: Sequence[coverage.Year]) -> int:
    """Months of which at least one outlet is held completely."""
    return sum(any(y.months[i].cover == "complete" for y in years) for i in range(12))
