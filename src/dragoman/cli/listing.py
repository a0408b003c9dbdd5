"""Rows to a terminal, to CSV or to JSON; every listing goes through here."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from dragoman.listings.row import Row
from dragoman.listings.row import as_csv as csv_of
from dragoman.listings.row import as_json as json_of

NOTHING_CUT: Mapping[str, int] = {}


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
        sys.stdout.write(json_of(held))
    elif as_csv:
        sys.stdout.write(csv_of(held, columns))
    else:
        _table(held, columns, cut)
    return len(held)


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
