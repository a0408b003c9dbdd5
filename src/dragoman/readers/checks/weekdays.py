"""A weekday that stands with a day of a month, against the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.article import Span
from dragoman.finding import Check, Date
from dragoman.grammar import Grammar

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)})\b", re.IGNORECASE)
# "12 June 2018, a Tuesday", "3 October 2014 (Friday)": the reader of dates leaves it outside.
_BEHIND = re.compile(rf"\A(?:,? (?:which was )?(?:a|on a) | ?\()(?P<day>{'|'.join(_DAYS)})\b\)?")
# "Saturday, 14 March", "Sat. 2018-03-14"; not "3:42 am on Saturday", whose day hangs on the article.
_DAY_OF_MONTH = re.compile(
    r"\d\S* (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d|\d[-/.]\d",
    re.IGNORECASE,
)
# "Fri., 3 May 2019", inside the words of the date or before them.
_SHORT = r"(?<![\w.])(?P<day>Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?,? "
_WITHIN = re.compile(rf"{_SHORT}(?=\w)")
_BEFORE = re.compile(rf"{_SHORT}\Z")
_YEAR = re.compile(r"\d{4}")


def day_of(one: Date) -> date | None:
    """The day that a date is, if it is one day."""
    if (
        one.earliest is None
        or one.earliest.startswith("-")
        or one.earliest[:10] != (one.latest or "")[:10]
    ):
        return None
    return date.fromisoformat(one.earliest[:10])


def weekdays(text: Grammar, dates: list[Date]) -> Iterator[Check]:
    """A weekday with its date: "Monday, January 11, 2021", "11 January 2021, a Monday".

    Without a year in the words a difference decides nothing: the year may be another.
    """
    for one in dates:
        place = one.evidence[0]
        words, day = text.words(place), day_of(one)
        if day is None or not _DAY_OF_MONTH.search(words):
            continue
        m = _WEEKDAY.search(words) or _WITHIN.search(words)
        if m is None:
            plain = text.plain[place.where]
            lead = plain[max(0, place.start - 8) : place.start]
            if m := _BEHIND.match(plain[place.end : place.end + 24]):
                place = Span(place.start, place.end + m.end(), place.where)
            elif m := _BEFORE.search(lead):
                place = Span(place.start - len(lead) + m.start(), place.end, place.where)
            else:
                continue
        told = next(d for d in _DAYS if d.startswith(m["day"].title()[:3]))
        real = _DAYS[day.weekday()]
        stated = _YEAR.search(words) is not None
        result = "agrees" if told == real else "differs" if stated else "cannot_tell"
        yield Check(
            evidence=(place,),
            rule="calendar",
            check="weekday_vs_date",
            result=result,  # type: ignore[arg-type]
            why=f"{day.isoformat()} is a {real}" + ("" if stated else "; the text gives no year"),
        )
