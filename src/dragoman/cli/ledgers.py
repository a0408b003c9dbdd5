"""Commands that list who holds which office, and what is not known."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from dragoman.cli.options import (
    DEFAULT,
    ArticleOption,
    Csv,
    Json,
    Outlet,
    RecordOption,
    Since,
    Until,
    listed_as,
    listing,
    one_of,
    pair,
    published,
)
from dragoman.listings import rows
from dragoman.listings.table import LISTINGS


def offices(
    record: RecordOption = DEFAULT,
    between: Annotated[
        tuple[str, str] | None, typer.Option(help="Two states (alpha-3): offices of either.")
    ] = None,
    who: Annotated[
        str | None, typer.Option(help="Words in the person, its actor id, or the office.")
    ] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    article: ArticleOption = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman offices --between PRK CHN --since 2021-01-01
      dragoman offices --who "Kim Song-nam"
      dragoman offices --csv > offices.csv

    Offices: who was named or elected to one, left it or holds it, and when the text says so.

    `role` is what the roster has somebody hold on the day of the article; it is not from the text.
    """
    want = published(since, until, between=pair(between), who=who, outlet=outlet, article=article)
    listed_as("offices", record, want, as_json, as_csv)


def unknowns(
    record: RecordOption = DEFAULT,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            help="Two states (alpha-3): messages and quotes between them, and what else is open where "
            "one paragraph names both."
        ),
    ] = None,
    who: Annotated[
        str | None, typer.Option(help="Words in the sender, the speaker, the person, or the line.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            help="stated_unknown, withheld, not_stated, not_resolved, ambiguous, conflicting or "
            "out_of_corpus."
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    article: ArticleOption = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman unknowns --article 002
      dragoman unknowns --between PRK CHN --since 2021-01-01
      dragoman unknowns --state withheld --csv > withheld.csv

    The ledger of what is not known, with the words that leave it open.

    One list for an article, a pair of states or a stretch of time: what a text says is unknown, what
    it keeps back, what it leaves unsaid where a message or a change of office has it, what waits
    for something, and what the record lacks.
    """
    from dragoman.weigh.unknowns import STATES

    want = published(since, until, between=pair(between), who=who, outlet=outlet, article=article)
    make = partial(rows.unknown, state=one_of("--state", state, STATES))
    columns = LISTINGS["unknowns"].columns
    listing(make, columns, record, want, as_json, as_csv, "dragoman show FINDING")
