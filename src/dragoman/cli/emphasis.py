"""The command that lists which states texts name, in which order and with how many words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from dragoman.cli.options import (
    DEFAULT,
    ArticleOption,
    Between,
    Csv,
    Json,
    Outlet,
    RecordOption,
    Since,
    Until,
    known,
    listing,
    pair,
    published,
)
from dragoman.listings.row import Row
from dragoman.listings.table import LISTINGS
from dragoman.record import Filter, View


def emphasis(
    record: RecordOption = DEFAULT,
    between: Between = None,
    state: Annotated[str | None, typer.Option(help="Only this state (alpha-3).")] = None,
    by_year: Annotated[
        bool, typer.Option("--by-year", help="Order and words per state and year, like with like.")
    ] = False,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    article: ArticleOption = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman emphasis --article 002
      dragoman emphasis --outlet "UN General Debate" --state USA
      dragoman emphasis --by-year --csv > years.csv

    Emphasis: which states a text names, in which order, and how many of its words each gets.

    Words in a sentence that names several states count for each of them. What an article itself
    reports of another document stands in columns of its own (stated_...).
    """
    from dragoman import lore

    only = state.upper() if state else None
    if only:
        known("--state", only, list(lore.states()))
    want = published(since, until, between=pair(between), outlet=outlet, article=article)
    of = LISTINGS["emphasis/years" if by_year else "emphasis"]

    def make(view: View, wanted: Filter) -> Iterator[Row]:
        from dragoman.listings import emphasis as rows
        from dragoman.weighing import emphases_of, emphasis_of

        if by_year:
            for series in emphases_of(view, wanted):
                yield from rows.years(series, only)
        else:
            yield from map(rows.emphasis, emphasis_of(view, wanted, state=only))

    listing(make, of.columns, record, want, as_json, as_csv, "dragoman show ID", of.cut)
