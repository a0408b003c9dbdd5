"""The figures behind a drawing as CSV, in the page: to be read, copied, or saved without a script."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from urllib.parse import quote

from markupsafe import Markup


def data(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """The rows in a fold, with a link that saves them as NAME.csv; nothing without rows."""
    held = [[_safe(cell) for cell in row] for row in rows]
    if not held:
        return Markup("")
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(held)
    number = f"{len(held):,} row{'' if len(held) == 1 else 's'}"
    return Markup(
        '<details class="data"><summary>The figures as CSV, {}</summary>'
        '<p><a download="{}.csv" href="data:text/csv;charset=utf-8,{}">Save as {}.csv</a></p>'
        '<pre class="csv" tabindex="0">{}</pre></details>'
    ).format(number, name, quote(out.getvalue()), name, out.getvalue())


def _safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return "'" + text if text[:1] in ("=", "+", "-", "@") and len(text) > 1 else text
