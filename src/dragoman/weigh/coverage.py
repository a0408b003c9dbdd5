"""What is held of each outlet, month by month, against what a person says is covered.

Without a table of coverage nothing may be called absent, first or dropped.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
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

    A month is complete if one row that is complete holds all its days; partial if rows hold only
    a part of it, or are not complete.
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


def _month(outlet: str, month: str, counts: Counter[tuple[str, str]], said: list[Covered]) -> Month:
    own = [c for c in said if c.outlet == outlet and c.since[:7] <= month <= c.until[:7]]
    first, last = f"{month}-01", _last(month)
    whole = any(c.complete and c.since <= first and last <= c.until for c in own)
    cover: Cover = "complete" if whole else "partial" if own else "none"
    return Month(month, counts[outlet, month], cover)


def _last(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]:02}"
