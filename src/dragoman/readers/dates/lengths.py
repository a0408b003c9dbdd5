"""Durations, sets and vague words: time without a place on the calendar."""

from __future__ import annotations

import re

from dragoman.grammar.numerals import number
from dragoman.readers.dates import values
from dragoman.readers.dates.groups import Match, count_of, group, unit_of
from dragoman.readers.dates.patterns import DAYS, MONTHS
from dragoman.readers.dates.place import Place
from dragoman.readers.dates.values import Made

_LETTER = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W",
           "weekend": "WE", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y",
           "decade": "DE", "century": "CE"}  # fmt: skip


def _length(n: float | int | None, unit: str) -> str:
    if n is not None and unit == "fortnight":
        n *= 2
    shown = "X" if n is None else f"{n:g}" if isinstance(n, float) else str(n)
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{shown}{_LETTER[unit]}"


# "200 pilots a year", "$24 billion a year"
_RATE = re.compile(
    r"(?<![\d,.])(?!(?:1\d|20)\d\d )\d[\d,.]*(?: (?:million|billion|percent|per cent))?(?: [a-z]+){0,2} \Z|(?:times|once|twice) \Z"
)


# "a minute detail" is no length of time.
_LENGTH_ENDS = re.compile(
    r"\Z|[.,;:)]|\s(?:of|in|or|and|for|to|by|when|as|at|a|per|while|but|with|before|after|later|on)\b"
)


def _agrees(m: Match) -> bool:
    """Number and noun agree: "a second message" and "some day" hold no durations."""
    count, noun = group(m, "n"), m["unit"].casefold()
    one = count in ("a", "an", "one")
    if noun == "minute" and one and not _LENGTH_ENDS.match(m.string[m.end() : m.end() + 9]):
        return False
    if noun in ("second", "quarter", "quarters") or (noun == "night" and one):
        return False
    if one or not count:
        return bool(not count or not noun.endswith("s"))
    return noun.endswith(("s", "ies")) or number(count) is not None


def duration(m: Match, p: Place) -> Made | None:
    """A length of time: "three weeks", "one or two days", "half an hour"."""
    if not _agrees(m):
        return None
    if group(m, "n") in ("a", "an") and _RATE.search(m.string[max(0, m.start() - 40) : m.start()]):
        return Made("SET", value=_length(1, unit_of(m)))
    n = count_of(m.groupdict().get("n"))
    if n and p.tense == "future" and p.today and m.string[: m.start()].endswith((" in ", "In ")):
        # "will meet in two weeks" is a day, not a length
        made = values.moved(
            values.Point(p.today.year, p.today.month, p.today.day), int(n), unit_of(m)
        )
        return made.on(p.kind) if made else Made("DURATION", value=_length(n, unit_of(m)))
    half = group(m, "half") or group(m, "half_after")
    if half and n is None and not group(m, "n"):
        n = 0
    if half and n is not None:
        n += 0.5
    unit = unit_of(m)
    low = count_of(m.groupdict().get("low"))
    value = _length(n, unit)
    if low is not None and n is not None:
        value = f"{_length(low, unit)}/{value}"
    return Made("DURATION", value=value)


def repeated(m: Match, _p: Place) -> Made | None:
    """A set: every Friday, each spring, every two years."""
    if group(m, "weekday"):
        return Made("SET", value=f"XXXX-WXX-{DAYS[m['weekday']] + 1}")
    if group(m, "season"):
        return Made("SET", value=f"XXXX-{values.SEASONS[group(m, 'season')][0]}")
    if group(m, "daypart"):
        return Made("SET", value=f"XXXX-XX-XXT{values.PARTS_OF_DAY[group(m, 'daypart')][0]}")
    if group(m, "month"):
        day = f"-{int(m['day']):02}" if group(m, "day") else ""
        return Made("SET", value=f"XXXX-{MONTHS[m['month']]:02}{day}")
    n = 2 if group(m, "other") else count_of(m.groupdict().get("n")) or 1
    return Made("SET", value=_length(n, unit_of(m)))


_ADVERBS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
            "annual": "P1Y", "nightly": "P1D", "hourly": "PT1H", "biweekly": "P2W",
            "biannual": "P6M", "quarterly": "P1Q"}  # fmt: skip


def adverb(m: Match, _p: Place) -> Made | None:
    """Daily, annually."""
    return Made("SET", value=_ADVERBS[m.group().casefold()])


def per(m: Match, _p: Place) -> Made | None:
    """Per day, twice a week."""
    return Made("SET", value=_length(1, unit_of(m)))


def whole(m: Match, _p: Place) -> Made | None:
    """The whole year, all day."""
    return Made("DURATION", value=_length(1, unit_of(m)))


_PRESENT = ("now", "current", "currently", "present", "present-day", "nowadays", "these")


def vague(m: Match, _p: Place) -> Made | None:
    """Now, recently, in future: a reference without bounds."""
    word = m.group().casefold()
    first, last = word.split()[0], word.split()[-1]
    if (first == "the" and last == "past") or last in (
        "recent",
        "recently",
        "late",
        "former",
        "formerly",
        "ago",
    ):
        ref = "PAST_REF"
    elif last in ("future", "soon"):
        ref = "FUTURE_REF"
    elif first in _PRESENT or last in (*_PRESENT, "day", "time", "moment", "being", "days", "date"):
        ref = "PRESENT_REF" if "that" not in word else "PAST_REF"
    else:
        ref = "PAST_REF"
    return Made(value=ref, optional=True)
