"""Reading the data files that stand beside this module: text, TOML and tab-separated tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

_HERE = files("dragoman.lore")


def text(name: str) -> str:
    """A data file as text."""
    return _HERE.joinpath(*name.split("/")).read_text(encoding="utf-8")


def toml(name: str) -> dict[str, Any]:
    """A data file in TOML."""
    return tomllib.loads(text(name))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table by column; lines that begin with # are remarks.

    Quotation marks mean nothing: a cell is what stands between two tabs.
    """
    lines = (line for line in text(name).split("\n") if line and line[0] != "#")
    columns = next(lines).split("\t")
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{name}: row {number} has {len(cells)} cells for {len(columns)}")
        yield dict(zip(columns, cells, strict=True))


def cells(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by |."""
    return tuple(x for x in cell.split("|") if x)


def names() -> list[str]:
    """Every data file, in a lasting order."""
    words = sorted(f"words/{f.name}" for f in (_HERE / "words").iterdir() if f.is_file())
    roster = sorted(f"roster/{f.name}" for f in (_HERE / "roster").iterdir() if f.is_file())
    return ["states.tsv", "places.tsv", *roster, "codebook.toml", "formulas.toml", *words]
