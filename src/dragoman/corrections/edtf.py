"""First and last day of an EDTF date (ISO 8601-2), as far as the reading format has them."""

from __future__ import annotations

import calendar
import re

_POINT = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def bounds(value: str) -> tuple[str, str] | None:
    """First and last day of a year, month, day or interval of these; None for anything else.

    >>> bounds("2021-01-11"), bounds("2020-02"), bounds("2020-01-21/2020-01-31")
    (('2021-01-11', '2021-01-11'), ('2020-02-01', '2020-02-29'), ('2020-01-21', '2020-01-31'))
    >>> bounds("2021-13"), bounds("last Friday"), bounds("2021/2020")
    (None, None, None)
    """
    begin, _, end = value.partition("/")
    first, last = _days(begin), _days(end or begin)
    if first is None or last is None or _order(first[0]) > _order(last[1]):
        return None
    return first[0], last[1]


def _days(point: str) -> tuple[str, str] | None:
    m = _POINT.fullmatch(point)
    if m is None:
        return None
    year, month, day = m["year"], int(m["month"] or 0), int(m["day"] or 0)
    if m["month"] is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= month <= 12:
        return None
    # The calendar has no year 0; a cycle of 400 years later the months are the same.
    length = calendar.monthrange(2000 + int(year) % 400, month)[1]
    if m["day"] is None:
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{length:02}"
    return (point, point) if 1 <= day <= length else None


def _order(day: str) -> tuple[int, str]:
    return int(day[:-6]), day[-5:]
