"""Rows to a terminal, to CSV or to JSON; every listing goes through here."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.finding import Field

NOTHING_CUT: Mapping[str, int] = {}


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


def put(
    rows: Iterable[Row],
    *,
    as_json: bool,
    as_csv: bool,
    columns: Sequence[str],
    cut: Mapping[str, int] = NOTHING_CUT,
) -> int:
    """Write the rows to standard output and give their number.

    Args:
        columns: the cells that a terminal shows; CSV has all.
        cut: how many characters of a column a table shows; CSV and JSON have them all.
    """
    held = list(rows)
    if as_json:
        json.dump([r.data for r in held], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif as_csv:
        names = list(dict.fromkeys(k for r in held for k in r.cells)) or list(columns)
        writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _safe(v) for k, v in r.cells.items()} for r in held)
    else:
        _table(held, columns, cut)
    return len(held)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@") and len(cell) > 1 else cell


def _line(text: str, most: int | None) -> str:
    """A cell on one line, with a mark where it was cut."""
    line = " ".join(text.split())
    return line if most is None or len(line) <= most else line[: most - 1].rstrip() + "…"


def _table(rows: list[Row], columns: Sequence[str], cut: Mapping[str, int]) -> None:
    lines = [[_line(r.cells.get(c, ""), cut.get(c)) for c in columns] for r in rows]
    if sys.stdout.isatty():
        _folded(lines, columns)
        return
    # A pipe has no width: each row on one line, and nothing to import for it.
    widths = [max(map(len, column)) for column in zip(columns, *lines, strict=True)]
    for line in ([*columns], *lines):
        cells = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def _folded(lines: list[list[str]], columns: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    for line in lines:
        table.add_row(*map(Text, line))
    Console(file=sys.stdout).print(table)
