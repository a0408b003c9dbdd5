"""The listings of wording, printed."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from dragoman.cli.listing import put
from dragoman.cli.options import USAGE, say
from dragoman.cli.proposing import put_proposals
from dragoman.listings.row import Row
from dragoman.listings.table import LISTINGS
from dragoman.listings.wording import LISTINGS as MAKES
from dragoman.listings.wording import keys_of
from dragoman.record import Filter, View
from dragoman.weigh.tiers import tiers

_NAMES = {
    "": "wording",
    "--uses": "wording/uses",
    "--by-year": "wording/years",
    "--changes": "wording/changes",
    "--slogans": "wording/slogans",
}


def put_wording(
    view: View, mode: str, formula: str | None, want: Filter, *, as_json: bool, as_csv: bool
) -> None:
    """Print a listing of wording.

    Args:
        mode: the option that asks for it; "" for each use of a formula, or without one all formulas.
    """
    if mode == "--propose":
        put_proposals(view, want, as_json=as_json, as_csv=as_csv)
        return
    try:
        keys = keys_of(view, formula)
    except LookupError as error:
        say(f"dragoman: {error.args[0]}; dragoman wording lists those in use")
        raise typer.Exit(USAGE) from None
    asked = mode or ("--uses" if keys else "")
    of = LISTINGS[_NAMES[asked]]
    rows = list(MAKES[asked](view, want, keys, "json" if as_json else "csv" if as_csv else "table"))
    put(rows, as_json=as_json, as_csv=as_csv, columns=of.columns, cut=of.cut)
    if not (as_json or as_csv):
        _notes(mode, rows)


def _notes(mode: str, rows: Sequence[Row]) -> None:
    """What a table's figures rest on, below it."""
    if not rows:
        say("nothing of that kind in this record")
        return
    if "tier" in rows[0].cells:
        if any(r.cells.get("pair") for r in rows):
            say(f"tiers by share of the texts that name both sides: {tiers('pair').told()}")
        if any(r.cells["tier"] and not r.cells.get("pair") for r in rows):
            say(f"tiers of slogans by share of all texts: {tiers('all').told()}")
    if mode == "--changes" and not any(r.cells["status"] not in _HELD for r in rows):
        say("nothing is called new, dropped, revived or first seen without a table of coverage and "
            "whole texts: docs/coverage.md")  # fmt: skip


_HELD = ("kept", "varied", "not covered")
