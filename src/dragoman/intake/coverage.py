"""Coverage, as a person fills it in: of which outlet, from when to when, whether all is held."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.article import Coverage, Covered
from dragoman.intake.problem import Problem
from dragoman.intake.saved import Saved

NAME = "coverage.toml"
_WAY_OUT = (
    'write [[coverage]] with outlet = "...", from = 2011-01-01, to = 2011-12-31, complete = true'
)


def read_coverage(saved: Saved) -> Iterator[Coverage | Problem]:
    """The rows of a coverage table; one that says nothing is named, the others count."""
    try:
        table = tomllib.loads(saved.raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        yield Problem(saved.place, f"coverage not read ({error})", "mend it as TOML")
        return
    rows = []
    given = table.get("coverage", [])
    for number, row in enumerate(given if isinstance(given, list) else [], 1):
        covered = _covered(row)
        if covered is None:
            where = f"{saved.place}, row {number}"
            yield Problem(
                where, "outlet, from and to are needed, from before to", _WAY_OUT, lost=False
            )
        else:
            rows.append(covered)
    if not rows:
        yield Problem(saved.place, "no coverage in it", _WAY_OUT)
        return
    yield Coverage(saved.place, tuple(rows))


def _covered(row: Any) -> Covered | None:
    if not isinstance(row, dict) or not isinstance(row.get("outlet"), str):
        return None
    since, until = _day(row.get("from")), _day(row.get("to"))
    if since is None or until is None or since > until:
        return None
    return Covered(row["outlet"], since, until, row.get("complete") is True)


def _day(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None
