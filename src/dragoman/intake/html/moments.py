"""Days and moments as pages write them, for machines and for people."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dragoman.intake.metadata import iso

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}[ -,]{{1,2}}(?P<year>(?:19|20)\d\d)\b",
    r"\b(?P<year>(?:19|20)\d\d)(?P<s>[-./])(?P<month>\d\d?)(?P=s)(?P<day>\d\d?)\b",
    r"\b(?P<day>\d{1,2})\.(?P<month>\d\d?)\.(?P<year>(?:19|20)\d\d)\b",
    r"(?P<year>(?:19|20)\d\d) ?[年년] ?(?P<month>\d\d?) ?[月월] ?(?P<day>\d\d?) ?[日일]",
)
_DAYS = tuple(re.compile(p, re.I) for p in _DAY)
_CLOCK = re.compile(
    r"[\s,.)|·T-]{0,4}(?:\([^()]{1,9}\) ?)?(?:at )?(?P<half>[오]?[전후] ?)?(?P<h>\d{1,2})[:.](?P<m>\d\d)(?!\d)(?::(?P<s>\d\d))?"
    r"(?: ?(?P<pm>[ap])\.?m\b\.?)?(?: ?\(?(?P<zone>KST|JST|GMT|UTC|Z|[+-]\d\d:?\d\d)\b)?",
    re.I,
)
_ZONES = {"KST": 9, "JST": 9, "GMT": 0, "UTC": 0, "Z": 0}
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")


def stamp(value: str) -> str | None:
    """A machine's date (ISO, RFC 2822 or bare figures) as ISO, else what a person could read.

    >>> stamp("2018-04-27T21:14:00.000Z"), stamp("20180427211400"), stamp("soon")
    ('2018-04-27T21:14:00+00:00', '2018-04-27T21:14:00', None)
    """
    value = value.strip()[:80]
    if m := _DIGITS.fullmatch(value):
        value = f"{m[1]}-{m[2]}-{m[3]}" + (f"T{m[4]}:{m[5]}:{m[6] or '00'}" if m[4] else "")
    understood = iso(value) if re.match(r"\d{4}-\d\d-\d\d", value) else None
    if understood is None and re.match(
        r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d", value
    ):
        try:
            understood = parsedate_to_datetime(value).isoformat()
        except (ValueError, OverflowError):
            understood = None
    found = understood or next((when for _, _, when in moments(value)), None)
    return re.sub(r"\.\d+", "", found) if found else None


def moments(words: str) -> list[tuple[int, int, str]]:
    """Where full dates stand in words, each with its value in ISO, in order.

    >>> moments("Posted on : 2022-04-03 18:10 KST")
    [(12, 32, '2022-04-03T18:10:00+09:00')]
    >>> moments("Monday, April 14, 2025, 8:30 p.m. in Hanoi")
    [(8, 33, '2025-04-14T20:30:00')]
    """
    days = (m for pattern in _DAYS for m in pattern.finditer(words[:2_000]))
    return sorted((m.start(), *made) for m in days if (made := _moment(m, words)))


def _moment(m: re.Match[str], words: str) -> tuple[int, str] | None:
    month = m["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        day = datetime(int(m["year"]), number, int(m["day"]))  # noqa: DTZ001 - as written, no zone
    except ValueError:
        return None
    clock = _CLOCK.match(words, m.end())
    if clock is None or int(clock["h"]) > 23 or int(clock["m"]) > 59:
        return m.end(), day.date().isoformat()
    hour = int(clock["h"])
    if ((clock["pm"] or "").lower() == "p" or "후" in (clock["half"] or "")) and hour < 12:
        hour += 12
    moment = day.replace(hour=hour, minute=int(clock["m"]), second=min(int(clock["s"] or 0), 59))
    return clock.end(), moment.replace(tzinfo=_zone(clock["zone"])).isoformat()


def _zone(words: str | None) -> timezone | None:
    if not words:
        return None
    if words.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[words.upper()]))
    sign = -1 if words[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(words[1:3]), minutes=int(words[-2:])))


def with_clock(day: str, words: str) -> str:
    """The moment that words give for a day known without its time, else the day."""
    if len(day) > 10:
        return day
    return next((when for _, _, when in moments(words) if when[:10] == day and len(when) > 10), day)
