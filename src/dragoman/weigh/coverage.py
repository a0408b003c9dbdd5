"""What is held of each outlet, month by month, against what a person says is covered.

Without a table of coverage nothing may be called absent, first or dropped.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.article import Article, Covered

_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")
Cover = Literal["complete", "partial", "none"]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of an outlet: how many articles, and how far it is covered."""

    month: str
    articles: int
    cover: Cover


@dataclass(frozen=True, slots=True)
class Year:
    """The twelve months of an outlet's year."""

    outlet: str
    year: str
    months: tuple[Month, ...]


def years(articles: Iterable[Article], covered: Iterable[Covered]) -> list[Year]:
    """Every outlet and year of which something is held or said, in order.

    A month is complete if rows that are complete hold all its days; partial if rows hold only a
    part of it, or are not complete.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for a in articles:
        if a.published and _MONTH.match(a.published):
            counts[a.value("outlet") or "", a.published[:7]] += 1
    said = list(covered)
    wanted = {(outlet, month[:4]) for outlet, month in counts}
    for c in said:
        wanted |= {(c.outlet, f"{y:04}") for y in range(int(c.since[:4]), int(c.until[:4]) + 1)}
    return [
        Year(
            outlet,
            year,
            tuple(_month(outlet, f"{year}-{m:02}", counts, said) for m in range(1, 13)),
        )
        for outlet, year in sorted(wanted)
    ]


def cover(outlet: str | None, since: date, until: date, said: Iterable[Covered]) -> Cover:
    """How far an outlet is covered from the first day to the last, both included.

    >>> rows = [Covered("A", "2011-01-01", "2011-06-30", True), Covered("A", "2011-07-01", "2011-12-31", True)]
    >>> year = date(2011, 1, 1), date(2011, 12, 31)
    >>> cover("A", *year, rows), cover("A", *year, rows[:1]), cover("B", *year, rows)
    ('complete', 'partial', 'none')
    """
    first, last = since.isoformat(), until.isoformat()
    own = [c for c in said if c.outlet == outlet and c.since <= last and first <= c.until]
    if not own:
        return "none"
    return "complete" if _no_gap(since, until, [c for c in own if c.complete]) else "partial"


def _no_gap(since: date, until: date, rows: Sequence[Covered]) -> bool:
    """True if the rows together hold every day from the first to the last."""
    day = timedelta(days=1)
    reached = since - day
    for r in sorted(rows, key=lambda r: r.since):
        if date.fromisoformat(r.since) <= reached + day:
            reached = max(reached, date.fromisoformat(r.until))
    return reached >= until


def _month(outlet: str, month: str, counts: Counter[tuple[str, str]], said: list[Covered]) -> Month:
    first, last = bounds(month)
    return Month(month, counts[outlet, month], cover(outlet, first, last, said))


def bounds(period: str) -> tuple[date, date]:
    """First and last day of a year or of a month.

    >>> [d.isoformat() for d in bounds("2012-02")]
    ['2012-02-01', '2012-02-29']
    """
    year, *month = map(int, period.split("-"))
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month[0], 1), date(year, month[0], calendar.monthrange(year, month[0])[1])
