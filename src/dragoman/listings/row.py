"""One line of a listing, and how a field stands in a cell."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.finding import Field


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a listing: cells for people and for CSV, the whole object for JSON."""

    cells: dict[str, str]
    data: Any


def cell(value: Field) -> str:
    """A field in a table: its value, or which kind of silence stands there.

    >>> cell(Field(state="stated_unknown")), cell(Field("KCNA", "stated")), cell(Field())
    ('NOT KNOWN, says the text', 'KCNA', '-')
    """
    if value.state == "stated":
        return str(value.value)
    if value.state == "implied":
        return f"{value.value} (implied)"
    if value.state == "not_resolved":
        return f"{value.text or ''} ?".strip()
    return {
        "stated_unknown": "NOT KNOWN, says the text",
        "withheld": "withheld",
        "not_stated": "-",
        "not_looked_for": "not looked for",
    }.get(value.state, f"{value.state}: {', '.join(map(str, value.values))}")


def as_json(rows: Iterable[Row]) -> str:
    """The whole objects of rows, as every listing prints them."""
    return json.dumps([r.data for r in rows], ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    """All cells of rows, with a head; only the head, of these columns, where there is no row."""
    names = list(dict.fromkeys(k for r in rows for k in r.cells)) or list(columns)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: _safe(v) for k, v in r.cells.items()} for r in rows)
    return out.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@") and len(cell) > 1 else cell
