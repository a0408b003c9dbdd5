"""JSON Lines of the reading format, one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from dragoman.finding import Reading
from dragoman.record import EVERYTHING, Filter, View


def line(reading: Reading) -> str:
    """One reading as a line."""
    return json.dumps(reading.to_json(), ensure_ascii=False)


def export(view: View, want: Filter = EVERYTHING) -> Iterator[str]:
    """All readings, older versions too, in the order of the record."""
    for reading in view.readings(replace(want, versions=True)):
        yield line(reading)
