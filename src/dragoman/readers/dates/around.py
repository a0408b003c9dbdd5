"""Words around a date that belong to it: parts of it, parts of the day, the time of the clock."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.readers.dates import values
from dragoman.readers.dates.patterns import CLOCK, PART_OF_DAY, ZONE, ZONES, spaced
from dragoman.readers.dates.values import Made

# How far before a date a word may stand that belongs to it.
_REACH = 44

_PART = re.compile(
    spaced(
        r"(?:\b(?:the )?(?:very )?(?P<part>early|mid|late)(?:[- ]to[- ](?:mid|late))?(?:-| in | )?(?:the )?"
        r"|\b(?:the )?(?P<of>beginning|start|middle|end|close|first half|second half|first part|"
        r"latter half|latter part|early part|second part|first days|last days|early days|final days|"
        r"first week|second week|last week|first weeks|last weeks|first months|last months|"
        r"early months|final months|rest|remainder)"
        r" of (?:the (?:month of )?)?)\Z"
    ),
    re.IGNORECASE,
)
_PARTS = {"early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early",
          "middle": "mid", "end": "late", "close": "late", "first days": "early",
          "early days": "early", "last days": "late", "final days": "late", "first week": "early",
          "first weeks": "early", "last week": "late", "last weeks": "late",
          "first months": "early", "early months": "early", "last months": "late",
          "final months": "late"}  # fmt: skip
_DAYPART_BEFORE = re.compile(
    spaced(
        rf"\b(?:(?:early|late)(?: on| in)? )?(?:the )?(?:early |late )?{PART_OF_DAY} (?:of |on )(?:the )?\Z"
    ),
    re.IGNORECASE,
)
_LATE_ON = re.compile(spaced(r"\b(?:early|late|later|earlier) (?:on )?\Z"), re.IGNORECASE)
_DAYPART_AFTER = re.compile(
    spaced(rf"\A(?:,? (?:early |late )?|, in the ){PART_OF_DAY}\b"), re.IGNORECASE
)
_CLOCK_BEFORE = re.compile(spaced(rf"(?<![\d:.,$-])\b{CLOCK}{ZONE}?,? (?:on )?(?:the )?\Z"))
_CLOCK_AFTER = re.compile(spaced(rf"\A(?:,? at|,)? {CLOCK}(?:{ZONE})?(?!\d)"))

# Rules whose dates may have a part ("early 2009"), and those that may have a time of day.
_PARTED = {
    "month", "month BC", "that month named", "the month of",
    "season year", "season", "that season", "year", "years", "decade",
    "century", "BC", "BC, shared", "bare BC", "AD", "this unit", "that unit", "the unit", "era",
    "short year", "part of year", "weekend",
}  # fmt: skip
_DAYS = {"month day", "day month", "weekday", "named day", "iso", "numeric", "deictic", "era day"}


def start_with_part(words: str, start: int, name: str) -> int:
    """Where the date begins if the words of a part before it belong to it."""
    found = _before(words, start, name)
    return found.start() + max(0, start - _REACH) if found else start


def _before(words: str, start: int, name: str) -> re.Match[str] | None:
    lead = words[max(0, start - _REACH) : start]
    if name in _PARTED:
        return _PART.search(lead)
    if name in _DAYS:
        found = _DAYPART_BEFORE.search(lead) or _clock(_CLOCK_BEFORE.search(lead))
        return found or (_LATE_ON.search(lead) if name == "weekday" else None)
    return None


def _after(words: str, end: int, name: str) -> re.Match[str] | None:
    if name not in _DAYS:
        return None
    rest = words[end : end + _REACH]
    return _DAYPART_AFTER.match(rest) or _clock(_CLOCK_AFTER.match(rest))


def _clock(m: re.Match[str] | None) -> re.Match[str] | None:
    """A number is a time of the clock if it has minutes, a half of the day or a zone."""
    if m is None:
        return None
    return m if (m["minute"] and m["sep"]) or m["half_only"] or m["half"] or m["zone"] else None


def end_with_time(words: str, end: int, name: str) -> int:
    """Where the date ends if a time of day behind it belongs to it."""
    found = _after(words, end, name)
    return end + found.end() if found else end


def narrowed(made: Made, words: str, start: int, end: int, name: str) -> Made:
    """The date with what the words around it say; `start` and `end` are its own."""
    before, after = _before(words, start, name), _after(words, end, name)
    if before and name in _PARTED:
        word = before["part"] or before["of"]
        return in_part(made, _PARTS.get(" ".join(word.casefold().split())))
    for found in (before, after):
        if found is None:
            continue
        if "daypart" in found.re.groupindex:
            made = _in_part_of_day(made, found["daypart"].casefold())
        elif "hour" in found.re.groupindex:
            made = _at(made, found)
    return made


def in_part(made: Made, part: str | None) -> Made:
    """A month or year narrowed to its early, middle or late third; other stretches stay whole."""
    point = made.point
    if part is None or point is None or made.type != "DATE" or point.day:
        return made
    narrow = None
    if point.month and made.value == values.in_month(*point[:2]).value:
        narrow = values.in_month(*point[:2], part)
    elif not point.month and made.value == values.year_in_timex(point.year):
        narrow = values.in_year(point.year, part)
    return narrow.on(made.hangs) if narrow else made


def _in_part_of_day(made: Made, part: str) -> Made:
    if made.value is None:
        return replace(made, type="TIME")
    return values.at_part_of_day(made, part)


def _at(made: Made, m: re.Match[str]) -> Made:
    if made.value is None:
        return replace(made, type="TIME")
    hour, minute = clock_of(m)
    timed = values.at_clock(made, hour, minute, ZONES.get(m["zone"] or ""))
    return timed.on(made.hangs) if timed else made


def clock_of(m: re.Match[str]) -> tuple[int, str]:
    """Hour of 24 and minute of a match of CLOCK."""
    hour, half = int(m["hour"]), (m["half"] or m["half_only"] or "").casefold()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return hour, m["minute"] or "00"
