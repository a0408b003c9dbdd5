"""Commands that give the record out: report, exports, checks of the record, the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.listing import put
from dragoman.cli.options import (
    BROKEN,
    DEFAULT,
    DONE,
    USAGE,
    ArticleOption,
    Between,
    Csv,
    Json,
    Outlet,
    RecordOption,
    Since,
    Until,
    opened,
    pair,
    published,
    say,
)
from dragoman.listings.row import Row
from dragoman.record import Filter

if TYPE_CHECKING:
    from dragoman.lore import Formula


def report(
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")],
    record: RecordOption = DEFAULT,
    since: Since = None,
    until: Until = None,
    between: Between = None,
    brief: Annotated[
        bool,
        typer.Option("--brief", help="Messages only, with the paragraphs that speak of them."),
    ] = False,
    new_since: Annotated[
        int | None,
        typer.Option(
            help="The run since which things are new; by default the one before the last."
        ),
    ] = None,
) -> None:
    """\b
    Examples:
      dragoman report -o report.html
      dragoman report -o messages.html --brief
      dragoman report -o prk-chn.html --between PRK CHN --since 2018-01-01

    One self-contained page; every line opens at its sentence.
    """
    want = published(since, until, between=pair(between))
    try:
        write_report(record, output, want, brief=brief, new_since=new_since)
    except LookupError as error:
        say(f"dragoman: {error.args[0]}; dragoman diff compares two runs")
        raise typer.Exit(USAGE) from None
    say(f"written: {output}")


def write_report(
    record: Path,
    output: Path,
    want: Filter,
    *,
    brief: bool = False,
    new_since: int | None = None,
) -> None:
    """Write the page of a record."""
    from dragoman.report import FORMS

    view = opened(record)
    page = FORMS["page"](view, want, brief=brief, new_since=new_since)
    view.close()
    _write(output, page)


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        say(f"dragoman: {output} can't be written ({error.strerror}); give another place")
        raise typer.Exit(USAGE) from None


def export(
    to: Annotated[str, typer.Option("--to", help="Format: jsonl.")],
    destination: Annotated[
        Path | None, typer.Argument(help="File; standard output if left out.")
    ] = None,
    record: RecordOption = DEFAULT,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    article: ArticleOption = None,
) -> None:
    """\b
    Examples:
      dragoman export --to jsonl readings.jsonl

    The record in another form.
    """
    from dragoman.export import EXPORTS

    if to not in EXPORTS:
        say(f"dragoman: no format {to!r}; there is {', '.join(EXPORTS)}")
        raise typer.Exit(USAGE)
    want = published(since, until, outlet=outlet, article=article)
    view = opened(record)
    try:
        lines = EXPORTS[to](view, want)
        if destination is None:
            for line in lines:
                typer.echo(line)
        else:
            _write_lines(destination, lines)
    finally:
        view.close()


def _write_lines(destination: Path, lines: Iterator[str]) -> None:
    try:
        with destination.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        say(f"dragoman: {destination} can't be written ({error.strerror}); give another place")
        raise typer.Exit(USAGE) from None
    say(f"written: {destination}")


def verify(record: RecordOption = DEFAULT) -> None:
    """\b
    Examples:
      dragoman verify

    Every stored text against its hash, every span against its text.
    """
    view = opened(record)
    faults = 0
    for fault in view.verify():
        faults += 1
        say(f"{fault.article[:19]} {fault.finding or ''}: {fault.why}")
    counts = dict(view.counts(as_read=True))
    view.close()
    held = counts.pop("article")
    typer.echo(f"{held:,} articles, {sum(counts.values()):,} findings: " + (
        f"{faults:,} do not agree with their text" if faults else "all agree with their text"
    ))  # fmt: skip
    raise typer.Exit(BROKEN if faults else DONE)


def codebook(
    term: Annotated[str | None, typer.Argument(help="A code or label.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman codebook
      dragoman codebook "verbal message"
      dragoman codebook "lips and teeth"

    The terms in use: definition, examples, counter-examples, source, version; and the formulas for
    relationships with their forms, native forms, source and counts.
    """
    from dragoman import lore
    from dragoman.lore import formula

    book = lore.codebook()
    terms = list(book.terms) if term is None else book.find(term)
    known = formula.found(term) if term is not None and not terms else []
    if known:
        _formulas(known, as_json=as_json, as_csv=as_csv)
        return
    if not terms:
        say(f"dragoman: no term {term!r}; dragoman codebook lists all")
        raise typer.Exit(USAGE)
    if as_json or as_csv or (term is None):
        lines = [
            Row(
                {"list": t.list, "code": t.code, "label": t.label, "definition": t.definition,
                 "examples": " | ".join(t.examples),
                 "counter_examples": " | ".join(t.counter_examples), "source": t.source},
                {"list": t.list, "code": t.code, "label": t.label, "definition": t.definition,
                 "native": t.native, "examples": list(t.examples),
                 "counter_examples": list(t.counter_examples), "source": t.source,
                 "version": book.version},
            )
            for t in terms
        ]  # fmt: skip
        put(lines, as_json=as_json, as_csv=as_csv, columns=["list", "code", "definition"])
        return
    for t in terms:
        native = "  ".join(f"{k}: {v}" for k, v in t.native.items())
        typer.echo(f"{t.code}  ({t.list})   {native}".rstrip())
        typer.echo(f"  {t.definition}")
        for e in t.examples:
            typer.echo(f"  example: {e}")
        for e in t.counter_examples:
            typer.echo(f"  not: {e}")
        typer.echo(f"  source: {t.source}   codebook {book.version}")


def _formulas(known: list[Formula], *, as_json: bool, as_csv: bool) -> None:
    """Formulas of the table, with what counts as a use of them."""
    from dragoman.lore import formula

    objects = [formula.as_json(f, formula.counts().get(f.key, ())) for f in known]
    if as_json or as_csv:
        columns = ["key", "type", "phrase", "source"]
        rows = [Row({c: str(o[c]) for c in columns}, o) for o in objects]
        put(rows, as_json=as_json, as_csv=as_csv, columns=columns)
        return
    held = formula.counted_in()
    for f, o in zip(known, objects, strict=True):
        native = "  ".join(f"{k}: {v}" for k, v in f.native.items())
        typer.echo(f"{f.phrase}  ({f.type}, {f.key})   {native}".rstrip())
        for form in f.forms:
            typer.echo(f"  form: {form}")
        for name, states in (("at home in texts of", f.said_by), ("policy of", f.holders)):
            if states:
                typer.echo(f"  {name}: {', '.join(states)}")
        if f.note:
            typer.echo(f"  {f.note}")
        for e in f.counter_examples:
            typer.echo(f"  not: {e}")
        for c in o["counts"]:
            typer.echo(f"  {c['corpus']}: {c['hits']} in {c['texts']} of {held[c['corpus']]} texts")
        if not o["counts"]:
            typer.echo(f"  in none of the texts of {', '.join(held)}")
        typer.echo(f"  source: {f.source}")
