"""Commands on what stays and what changes: wording, two texts side by side, one occasion."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import (
    DEFAULT,
    USAGE,
    ArticleOption,
    Between,
    Csv,
    Json,
    Outlet,
    RecordOption,
    Since,
    Until,
    next_step,
    opened,
    pair,
    published,
    say,
)


def wording(
    formula: Annotated[
        str | None,
        typer.Argument(help="A formula or slogan: its key, its phrase, or the beginning of one."),
    ] = None,
    record: RecordOption = DEFAULT,
    between: Between = None,
    who: Annotated[
        str | None, typer.Option(help="Words in the speaker's name, actor id, office or state.")
    ] = None,
    by_year: Annotated[
        bool, typer.Option("--by-year", help="Shares of texts by year, or by month.")
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="What became of formulas on occasions that recur.")
    ] = False,
    slogans: Annotated[
        bool, typer.Option("--slogans", help="Slogans and policy terms by holder.")
    ] = False,
    each: Annotated[
        bool, typer.Option("--uses", help="Each use, also of words that stand in no table.")
    ] = False,
    propose: Annotated[
        bool,
        typer.Option("--propose", help="Recurrent phrases that the table of formulas lacks."),
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
      dragoman wording
      dragoman wording "lips and teeth" --between PRK CHN
      dragoman wording traditional --by-year --csv > shares.csv
      dragoman wording --changes --between PRK CHN
      dragoman wording --propose --outlet KCNA

    Formulas for a relationship, and slogans: who uses them of whom, how often, since when.

    Without an option each formula with its pair; with a formula each use; --by-year, --changes and
    --slogans take a formula too.
    """
    asked = [name for name, on in (("--by-year", by_year), ("--changes", changes),
                                   ("--slogans", slogans), ("--uses", each), ("--propose", propose)) if on]  # fmt: skip
    if len(asked) > 1:
        raise typer.BadParameter(f"give one of {', '.join(asked)}")
    if propose and (formula or who or between):
        raise typer.BadParameter(
            "--propose goes with --since, --until, --outlet and --article only"
        )
    want = published(since, until, between=pair(between), who=who, outlet=outlet, article=article)
    from dragoman.cli.wording import put_wording

    view = opened(record)
    try:
        mode = asked[0] if asked else ""
        put_wording(view, mode, formula, want, as_json=as_json, as_csv=as_csv)
    finally:
        view.close()
    next_step("dragoman wording FORMULA")


def compare(
    a: Annotated[
        str | None,
        typer.Argument(metavar="A", help="The earlier: a message's id, or an article's key or id."),
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="The later.")] = None,
    occasion: Annotated[
        str | None, typer.Option(help="Words in the occasion's name, each or its beginning.")
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Compare unlike texts too, and say so.")
    ] = False,
    record: RecordOption = DEFAULT,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman compare 2023.txt 2024.txt
      dragoman compare m2aacd75 maec1617 --json
      dragoman compare --occasion "founding anniversary" --between PRK CHN
      dragoman compare --occasion "New Year" --csv > new-year.csv

    Two texts side by side, or one occasion over the years: what was kept, varied, new, dropped.

    Like with like only: texts of one form, direction, outlet, language and occasion. Of an occasion
    messages of one direction and of like form are compared, and the text only of those that have an
    article of their own.
    """
    if (a is None or b is None) == (not occasion):
        say("dragoman: give two texts, dragoman compare A B, or an occasion: "
            'dragoman compare --occasion "founding anniversary"')  # fmt: skip
        raise typer.Exit(USAGE)
    from dragoman.cli.comparing import put_comparison, put_occasions

    want = published(since, until, between=pair(between))
    view = opened(record)
    try:
        if occasion:
            put_occasions(view, occasion, want, as_json=as_json, as_csv=as_csv)
        else:
            put_comparison(view, str(a), str(b), anyway=anyway, as_json=as_json, as_csv=as_csv)
    finally:
        view.close()
    next_step("dragoman show ID")
