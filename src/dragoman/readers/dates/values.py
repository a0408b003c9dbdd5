"""Values of time expressions: TIMEX3, EDTF, first and last day; years before Christ included.

Years are astronomical inside (480 BC is -479), as in EDTF (ISO 8601-2); TIMEX3 writes BC0480.
Thirds of a month or year ("early", "mid", "late") are conventions of ours, see the codebook.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dragoman.finding import State

Anchored = Literal["publication", "utterance", "event", "none"]


class Point(NamedTuple):
    """A place on the calendar, as fine as it is known; `month` 0 and `day` 0 are not known."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def as_date(self) -> date | None:
        """The day, if it is one that `datetime` can hold."""
        return safe(self.year, self.month, self.day) if self.day else None


@dataclass(frozen=True, slots=True)
class Made:
    """What a rule makes of its words.

    Args:
        point: where the story stands after it, for "that year" and "two days later".
        until: the last day or year of a range of which this is the first.
        hangs: what the value depends on.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    state: State = "stated"
    needs: str | None = None
    optional: bool = False
    candidates: tuple[str, ...] = ()
    why: str | None = None
    point: Point | None = None
    until: Made | None = None
    hangs: Anchored = "none"

    def on(self, anchor: Anchored) -> Made:
        """The same, hanging on something."""
        return replace(self, hangs=anchor)


def safe(year: int, month: int, day: int) -> date | None:
    """The day, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> int:
    """The number of days of a month, in any year."""
    return calendar.monthrange(2000 + year % 400, month)[1]


def year_in_timex(year: int) -> str:
    """A year as TIMEX3 has it.

    >>> year_in_timex(1944), year_in_timex(-479)
    ('1944', 'BC0480')
    """
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def year_in_edtf(year: int) -> str:
    """A year as EDTF has it: 480 BC is -0479."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _edtf(p: Point) -> str:
    out = year_in_edtf(p.year)
    if p.month:
        out += f"-{p.month:02}"
    return out + (f"-{p.day:02}" if p.day else "")


def between(first: Point, last: Point, value: str, edtf: str | None = None) -> Made:
    """A stretch with its two outermost days."""
    a, b = _edtf(first), _edtf(last)
    return Made(value=value, earliest=a, latest=b, edtf=edtf or (a if a == b else f"{a}/{b}"))


def on_day(day: date) -> Made:
    """One day."""
    p = Point(day.year, day.month, day.day)
    return replace(between(p, p, day.isoformat()), point=p)


def in_day(year: int, month: int, day: int) -> Made | None:
    """One day by its numbers, also before Christ; None if there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= last_day(year, month):
        return None
    p = Point(year, month, day)
    return replace(between(p, p, f"{year_in_timex(year)}-{month:02}-{day:02}"), point=p)


def in_month(year: int, month: int, part: str | None = None) -> Made:
    """A month, or a third of it: early 1-10, mid 11-20, late from 21."""
    last = last_day(year, month)
    a, b = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part or "", (1, last))
    value = f"{year_in_timex(year)}-{month:02}"
    edtf = None if part else f"{year_in_edtf(year)}-{month:02}"
    made = between(Point(year, month, a), Point(year, month, b), value, edtf)
    return replace(made, point=Point(year, month))


def in_year(year: int, part: str | None = None) -> Made:
    """A year, or a third of it, by months."""
    a, b = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part or "", (1, 12))
    edtf = year_in_edtf(year)
    if part:
        edtf = f"{edtf}-{a:02}/{edtf}-{b:02}"
    first, last = Point(year, a, 1), Point(year, b, last_day(year, b))
    return replace(between(first, last, year_in_timex(year), edtf), point=Point(year))


# TIMEX3 code, EDTF code, first month, months; of the north. Winter is open to both sides: "the
# winter of 1944" may begin in December 1943 or in December 1944.
SEASONS = {
    "spring": ("SP", 21, 3), "summer": ("SU", 22, 6), "autumn": ("FA", 23, 9),
    "fall": ("FA", 23, 9), "winter": ("WI", 24, 12),
}  # fmt: skip


def in_season(year: int, season: str) -> Made:
    """A season of a year."""
    timex, edtf, month = SEASONS[season]
    if season == "winter":
        first, last = Point(year - 1, 12, 1), Point(year + 1, 2, last_day(year + 1, 2))
    else:
        first, last = Point(year, month, 1), Point(year, month + 2, last_day(year, month + 2))
    made = between(first, last, f"{year_in_timex(year)}-{timex}", f"{year_in_edtf(year)}-{edtf}")
    return replace(made, point=Point(year))


def in_part_of_year(year: int, number: int, parts: int) -> Made | None:
    """The half or quarter of that number."""
    if not 1 <= number <= parts:
        return None
    months = 12 // parts
    first = (number - 1) * months + 1
    end = first + months - 1
    value = f"{year_in_timex(year)}-{'H' if parts == 2 else 'Q'}{number}"
    made = between(Point(year, first, 1), Point(year, end, last_day(year, end)), value,
                   f"{year_in_edtf(year)}-{first:02}/{year_in_edtf(year)}-{end:02}")  # fmt: skip
    return replace(made, point=Point(year))


def in_years(first: int, last: int, value: str) -> Made:
    """A stretch of whole years."""
    edtf = f"{year_in_edtf(first)}/{year_in_edtf(last)}"
    return replace(between(Point(first, 1, 1), Point(last, 12, 31), value, edtf))


def in_decade(first: int, *, bc: bool = False) -> Made:
    """A decade by its first year as written: 1990, or 470 before Christ."""
    if bc:
        return in_years(1 - first - 9, 1 - first, f"BC{first // 10:03}")
    return in_years(first, first + 9, f"{first // 10:03}")


def in_century(n: int, *, bc: bool = False) -> Made | None:
    """A century by its number."""
    if not 1 <= n <= 30:
        return None
    if bc:
        return in_years(1 - 100 * n, -100 * (n - 1), f"BC{n - 1:02}")
    return in_years(100 * (n - 1) + 1, 100 * n, f"{n - 1:02}")


def in_week(day: date) -> Made:
    """The week of a day, Monday to Sunday (ISO 8601)."""
    week = day.isocalendar()
    first = date.fromisocalendar(week.year, week.week, 1)
    last = first + timedelta(days=6)
    a, b = (Point(d.year, d.month, d.day) for d in (first, last))
    return replace(between(a, b, f"{week.year}-W{week.week:02}"), point=Point(a.year, a.month))


def moved(p: Point, n: int, unit: str) -> Made | None:
    """So many days, weeks, months or years from a point; None where the point is not so fine.

    >>> moved(Point(2018, 6, 12), 2, "day").value, moved(Point(2018, 6), 2, "day")
    ('2018-06-14', None)
    >>> moved(Point(2018, 6), -1, "year").value, moved(Point(-479), 1, "year").value
    ('2017', 'BC0479')
    """
    try:
        if unit in ("day", "week"):
            day = p.as_date
            return on_day(day + timedelta(days=n * (7 if unit == "week" else 1))) if day else None
        if unit == "month":
            if not p.month:
                return None
            months = p.year * 12 + p.month - 1 + n
            return in_month(months // 12, months % 12 + 1)
        return in_year(p.year + n * {"year": 1, "decade": 10, "century": 100}[unit])
    except (KeyError, OverflowError):
        return None


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Butcher's rule, Nature 13, 1876, p. 487).

    >>> easter(2024).isoformat(), easter(1972).isoformat()
    ('2024-03-31', '1972-04-02')
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


# Parts of a day: TIMEX3 code, first and last hour.
PARTS_OF_DAY = {
    "morning": ("MO", 4, 12), "noon": ("12:00", 12, 12), "midday": ("MI", 11, 14),
    "afternoon": ("AF", 12, 18), "evening": ("EV", 17, 23), "night": ("NI", 18, 24),
    "midnight": ("24:00", 24, 24), "daytime": ("DT", 6, 18), "dawn": ("MO", 4, 8),
    "dusk": ("EV", 17, 21),
}  # fmt: skip


def at_part_of_day(made: Made, part: str) -> Made:
    """A day narrowed to its morning or evening; its bounds stay days."""
    code = PARTS_OF_DAY[part][0]
    value = made.value or "XXXX-XX-XX"
    if made.value and made.point and not made.point.day:
        value += "-XX" if made.point.month else ""
    return replace(made, type="TIME", value=f"{value}T{code}")


def at_clock(made: Made | None, hour: int, minute: str, zone: str | None) -> Made | None:
    """A day at a time of the clock, with the offset of its zone where one is given."""
    if not 0 <= hour <= 24 or not 0 <= int(minute) < 60:
        return None
    day = made.value if made and made.point and made.point.day else "XXXX-XX-XX"
    value = f"{day}T{hour:02}:{minute}"
    if made is None or not (made.point and made.point.day):
        return Made("TIME", value=value)
    full = value + (zone or "")
    return replace(made, type="TIME", value=value, edtf=full, earliest=full, latest=full)
