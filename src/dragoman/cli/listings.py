"""Commands that list: one kind of finding each, the articles, places where words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated, get_args, get_type_hints

import typer

from dragoman.cli.options import (
    DEFAULT,
    DONE,
    TO_LOOK_AT,
    ArticleOption,
    Between,
    Csv,
    Json,
    Outlet,
    RecordOption,
    Since,
    Until,
    known,
    listed_as,
    listing,
    next_step,
    one_of,
    opened,
    pair,
    published,
)
from dragoman.listings import rows
from dragoman.listings.row import Row
from dragoman.listings.table import LISTINGS
from dragoman.record import Filter, View

Who = Annotated[str | None, typer.Option(help="Words in the sender.")]
To = Annotated[str | None, typer.Option(help="Words in the recipient.")]
Form = Annotated[str | None, typer.Option(help="A form, as in the codebook.")]
Scope = Annotated[str, typer.Option(help="outward (interstate and party), domestic, or all.")]


def wanted_messages(
    between: tuple[str, str] | None,
    who: str | None,
    to: str | None,
    form: str | None,
    scope: str,
    since: str | None,
    until: str | None,
    outlet: str | None,
    article: str | None,
) -> Filter:
    """What a listing of messages wants, each value checked."""
    from dragoman import lore

    known("--scope", scope, ["outward", "all", "interstate", "party", "domestic"])
    if form is not None:
        codes = [t.code for t in lore.codebook().terms if t.list == "form"]
        known("--form", form.replace(" ", "_"), codes)
    scopes = {"outward": (*rows.OUTWARD, None), "all": None}.get(scope, (scope,))
    return published(
        since,
        until,
        between=pair(between),
        who=who,
        to=to,
        form=form.replace(" ", "_") if form else None,
        scope=scopes,
        outlet=outlet,
        article=article,
    )


def messages(
    record: RecordOption = DEFAULT,
    between: Between = None,
    who: Who = None,
    to: To = None,
    form: Form = None,
    scope: Scope = "outward",
    thread: Annotated[
        str | None, typer.Option(help="A thread, as `threads` names it, or its beginning.")
    ] = None,
    by_year: Annotated[
        bool, typer.Option("--by-year", help="Count them by pair of states and year.")
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
      dragoman messages --between PRK CHN --since 2018-01-01
      dragoman messages --who "Kim Jong Un" --form verbal_message
      dragoman messages --scope all --csv > messages.csv
      dragoman messages --by-year --csv > years.csv

    Messages: who to whom, in which form, when, and what is not known.
    """
    want = wanted_messages(between, who, to, form, scope, since, until, outlet, article)
    if by_year:
        listed_as(
            "messages/years", record, want, as_json, as_csv, "dragoman messages --between A B"
        )
    elif thread is not None:
        of = LISTINGS["messages"]
        columns = (of.columns[0], "thread", *of.columns[1:])
        make = partial(rows.messages_of, thread)
        listing(make, columns, record, want, as_json, as_csv, "dragoman show ID", of.cut)
    else:
        listed_as("messages", record, want, as_json, as_csv)


def quotes(
    record: RecordOption = DEFAULT,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            help="Two states (alpha-3), either direction: the speaker is of one, and the content or "
            "the addressee names the other or somebody of it."
        ),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(help="Words in a speaker's name, actor id, office or affiliation."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(help="Words that begin so in the content; of several, each."),
    ] = None,
    act: Annotated[str | None, typer.Option(help="An act, as in the codebook.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="A status of a speaker or a form, as in the codebook.")
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
      dragoman quotes --who "Xi Jinping" --since 2018-01-01
      dragoman quotes --about "sanctions trade" --act predict
      dragoman quotes --kind anonymous --csv > sources.csv

    Quotes: who is said to have said what, in which form, and what is quoted within what.
    """
    from dragoman.finding import Act, Quote, SpeakerStatus

    forms = get_args(get_type_hints(Quote)["form"])
    want = published(
        since,
        until,
        between=pair(between),
        who=who,
        about=about,
        act=one_of("--act", act, get_args(Act)),
        kind=one_of("--kind", kind, (*get_args(SpeakerStatus), *forms)),
        outlet=outlet,
        article=article,
    )
    listed_as("quotes", record, want, as_json, as_csv)


def threads(
    record: RecordOption = DEFAULT,
    between: Between = None,
    who: Who = None,
    to: To = None,
    form: Form = None,
    scope: Scope = "outward",
    several: Annotated[
        bool,
        typer.Option("--several", help="Also messages without a reply that several articles tell."),
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
      dragoman threads --between PRK CHN
      dragoman threads --several --outlet KCNA
      dragoman threads --csv > threads.csv

    Which message answers which, after how many days, and which answers have no question here.
    """
    from dragoman.cli.threads import put_threads

    want = wanted_messages(between, who, to, form, scope, since, until, outlet, article)
    view = opened(record)
    try:
        put_threads(view, want, several=several, as_json=as_json, as_csv=as_csv)
    finally:
        view.close()
    next_step("dragoman messages --thread ID")


def plain(name: str, alarm: Callable[[Row], bool] | None = None) -> Callable[..., None]:
    """A listing with the common filters, as a command of its own; ends with 1 at an alarm."""
    of = LISTINGS[name]

    def listed(
        record: RecordOption = DEFAULT,
        since: Since = None,
        until: Until = None,
        outlet: Outlet = None,
        article: ArticleOption = None,
        as_json: Json = False,
        as_csv: Csv = False,
    ) -> None:
        want = published(since, until, outlet=outlet, article=article)
        alarmed = False

        def watched(view: View, wanted: Filter) -> Iterator[Row]:
            nonlocal alarmed
            for row in of.make(view, wanted, ""):
                alarmed = alarmed or (alarm is not None and alarm(row))
                yield row

        listing(watched, of.columns, record, want, as_json, as_csv, "dragoman show ID", of.cut)
        raise typer.Exit(TO_LOOK_AT if alarmed else DONE)

    listed.__doc__ = (
        f"\b\nExamples:\n  dragoman {name}\n  dragoman {name} --article 002 --csv\n\n{of.purpose}"
    )
    return listed


def held(name: str) -> Callable[..., None]:
    """A listing of what somebody holds, as a command of its own."""
    of = LISTINGS[name]

    def listed(
        record: RecordOption = DEFAULT,
        between: Annotated[
            tuple[str, str] | None,
            typer.Option(
                help="Two states (alpha-3): the words name both, or one, and the holder is of the other."
            ),
        ] = None,
        who: Annotated[
            str | None,
            typer.Option(help="Words in the holder's name, actor id, office or affiliation."),
        ] = None,
        since: Since = None,
        until: Until = None,
        outlet: Outlet = None,
        article: ArticleOption = None,
        as_json: Json = False,
        as_csv: Csv = False,
    ) -> None:
        want = published(
            since, until, between=pair(between), who=who, outlet=outlet, article=article
        )
        listed_as(name, record, want, as_json, as_csv)

    listed.__doc__ = (
        f"\b\nExamples:\n  dragoman {name} --between PRK CHN\n"
        f'  dragoman {name} --who "Xi Jinping" --csv > {name}.csv\n\n{of.purpose}'
    )
    return listed


def articles(
    record: RecordOption = DEFAULT,
    versions: Annotated[
        bool, typer.Option("--versions", help="Only those in several versions.")
    ] = False,
    copies: Annotated[
        bool, typer.Option("--copies", help="Only those whose text another article has too.")
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
      dragoman articles
      dragoman articles --versions --json
      dragoman articles --copies

    Articles held, with dates and sources.
    """
    if versions and copies:
        raise typer.BadParameter("give either --versions or --copies")
    want = published(since, until, outlet=outlet, article=article, versions=versions)
    name = "articles/copies" if copies else "articles/versions" if versions else "articles"
    listed_as(name, record, want, as_json, as_csv, "dragoman messages")


def search(
    words: Annotated[list[str], typer.Argument(help="Words; in quotes, a phrase.")],
    record: RecordOption = DEFAULT,
    limit: Annotated[int, typer.Option(min=1)] = 100,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman search friendship
      dragoman search '"lips and teeth"' Beijing

    Full text, each hit with what stands around it.
    """

    def make(view: View, _want: Filter) -> Iterator[Row]:
        for h in view.search(" ".join(words), limit=limit):
            flat = {k: " ".join(getattr(h, k).split()) for k in ("left", "match", "right")}
            cells = {"article": h.key, "characters": f"{h.start}-{h.end}", **flat}
            yield Row(cells, {**cells, "id": h.article, "start": h.start, "end": h.end})

    listing(make, ["article", "characters", "left", "match", "right"], record, Filter(), as_json,
            as_csv, "dragoman messages")  # fmt: skip
