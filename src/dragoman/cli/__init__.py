"""The command line: parses, calls pipeline, report or export, phrases errors.

Nothing that a command doesn't need is imported for it: listings start without the readers.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import typer
import typer.core

from dragoman.cli import rows
from dragoman.cli.listing import NOTHING_CUT, Row, put
from dragoman.record import Filter, Record, RecordError, View, open_record

# Plain help: with Rich found, typer writes its square brackets as "\\[".
typer.core.HAS_RICH = False

DONE, TO_LOOK_AT, USAGE, BROKEN = 0, 1, 2, 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""\b
Examples:
  dragoman read articles/ --published 2021-01-13
  dragoman messages --between PRK CHN
  dragoman report -o report.html

Reads articles about relations between states and keeps who sent which message to whom,
with the sentence behind every cell.""",
)

RecordOption = Annotated[
    Path, typer.Option("--record", help="The record.", envvar="DRAGOMAN_RECORD", show_default=True)
]
DEFAULT = Path("dragoman.db")
Json = Annotated[bool, typer.Option("--json", help="Whole objects as JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="All columns as CSV.")]
Between = Annotated[
    tuple[str, str] | None, typer.Option(help="Two states (alpha-3), either direction.")
]
Since = Annotated[str | None, typer.Option(help="First day of publication, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(help="Last day of publication, YYYY-MM-DD.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet as given.")]
ArticleOption = Annotated[str | None, typer.Option("--article", help="Beginning of a key or id.")]


def command(name: str | None = None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose line in the list of commands is the purpose that follows its examples."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        purpose = inspect.cleandoc(function.__doc__ or "").split("\n\n")[1]
        app.command(name, short_help=" ".join(purpose.split()))(function)
        return function

    return register


def say(line: str) -> None:
    """Talk, as against data: to standard error."""
    typer.echo(line, err=True)


def next_step(command: str) -> None:
    """Suggest one next command, on a terminal only."""
    if sys.stderr.isatty():
        say(f"next:  {command}")


def opened(record: Path) -> Record:
    """The record, or the end with a line that says why not."""
    try:
        return open_record(record)
    except RecordError as error:
        say(f"dragoman: {error}")
        raise typer.Exit(BROKEN) from None


def day(value: str | None, option: str) -> str | None:
    """A day given as an option, checked."""
    if value is None:
        return None
    from dragoman.intake import iso

    if iso(value) is None:
        say(f"dragoman: {option} {value!r} is no date; write it as YYYY-MM-DD")
        raise typer.Exit(USAGE)
    return value


def published(since: str | None, until: str | None, **more: Any) -> Filter:
    """What a listing wants, its days checked."""
    return Filter(since=day(since, "--since"), until=day(until, "--until"), **more)


def pair(between: tuple[str, str] | None) -> tuple[str, ...]:
    """The states given with --between, checked."""
    from dragoman import lore

    for state in between or ():
        _known("--between", state.upper(), list(lore.sides()))
    return tuple(s.upper() for s in between or ())


def _known(option: str, value: str, values: list[str]) -> None:
    """The end with one line if a value stands in no table."""
    if value not in values:
        near = [v for v in values if v.startswith(value[:2])] or values
        say(f"dragoman: {option} {value!r} is not known; for example {', '.join(near[:8])}")
        raise typer.Exit(USAGE)


def _one_of(option: str, value: str | None, values: tuple[str, ...]) -> str | None:
    """A value of a closed list, or the end with one line that names all of them."""
    if value is None or (code := value.casefold().replace(" ", "_")) in values:
        return value and code
    say(f"dragoman: {option} {value!r} is not known; it is one of {', '.join(values)}")
    raise typer.Exit(USAGE)


def listing(
    make: Callable[[View, Filter], Iterable[Row]],
    columns: list[str],
    record: Path,
    want: Filter,
    as_json: bool,
    as_csv: bool,
    then: str,
    cut: Mapping[str, int] = NOTHING_CUT,
) -> None:
    """Open, list, close; says when nothing is there."""
    view = opened(record)
    try:
        n = put(make(view, want), as_json=as_json, as_csv=as_csv, columns=columns, cut=cut)
    finally:
        view.close()
    if not n and not (as_json or as_csv):
        say("nothing of that kind in this record")
    next_step(then)


# ---- reading


@command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to write.")] = Path("dragoman-demo"),
) -> None:
    """\b
    Examples:
      dragoman demo
      dragoman demo somewhere/

    Read the embedded sample; write a record and a report; say where.
    """
    sample = Path(__file__).parent.parent / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "dragoman.db"
    _read_into(record, [str(sample)], {}, 1)
    _report(record, folder / "report.html", Filter())
    say(f"record: {record}\nreport: {folder / 'report.html'} (open it in a browser)")
    next_step(f"dragoman messages --record {record}")


@command()
def read(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Files, folders, - for standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published.")] = None,
    language: Annotated[str | None, typer.Option(help="Language, as in 'en'.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print readings as JSON Lines.")] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="Leave the encoder out: fewer quotes, sooner.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
    record: RecordOption = DEFAULT,
) -> None:
    """\b
    Examples:
      dragoman read article.txt --published 2020-05-08
      dragoman read folder/ wire.jsonl.gz --workers 2
      dragoman read --json - < article.txt

    Take articles in and read them into the record: only what is new or changed.

    With --json the readings are printed, and stored only if --record is given. Metadata may also
    stand in a sidecar NAME.toml.
    """
    given = {"published": published, "outlet": outlet, "language": language}
    day(published, "--published")
    said = {k: v for k, v in given.items() if v}
    source = context.get_parameter_source("record")
    stored = source is not None and source.name == "COMMANDLINE"
    if as_json and not stored:
        raise typer.Exit(_print_readings(paths, said, workers, fast=fast))
    raise typer.Exit(_read_into(record, paths, said, workers, as_json=as_json, fast=fast))


def _print_readings(paths: list[str], given: dict[str, str], workers: int, *, fast: bool) -> int:
    from dragoman.article import Article
    from dragoman.export.jsonl import line
    from dragoman.intake import Problem, intake
    from dragoman.pipeline import readings, why_no_encoder

    lost = 0
    if why := why_no_encoder(fast=fast):
        say(f"! {why}")

    def taken() -> Iterator[Article]:
        nonlocal lost
        for item in intake(paths, given):
            if isinstance(item, Problem):
                say(str(item))
                lost += item.lost
            elif isinstance(item, Article):
                yield item

    for reading in readings(taken(), workers=workers, fast=fast):
        typer.echo(line(reading))
    return TO_LOOK_AT if lost else DONE


def _read_into(
    record: Path,
    paths: list[str],
    given: dict[str, str],
    workers: int,
    *,
    as_json: bool = False,
    fast: bool = False,
) -> int:
    from dragoman.cli.summary import summary
    from dragoman.export.jsonl import line
    from dragoman.pipeline import read_into

    try:
        store = open_record(record, create=True)
    except RecordError as error:
        say(f"dragoman: {error}")
        return BROKEN
    try:
        with _progress() as advance:
            outcome = read_into(
                store,
                paths,
                given=given,
                workers=workers,
                fast=fast,
                seen=lambda reading: advance(),
                noted=lambda problem: say(str(problem)),
            )
        if as_json:
            for own in dict.fromkeys(outcome.articles):
                for reading in store.readings(Filter(article=own)):
                    typer.echo(line(reading))
        else:
            for text in summary(store, outcome):
                typer.echo(text)
    except RecordError as error:
        say(f"dragoman: {error}")
        return BROKEN
    finally:
        store.close()
    next_step(f"dragoman report -o report.html --record {record}")
    return TO_LOOK_AT if outcome.lost else DONE


class _progress:  # noqa: N801 - used as a context manager, like a function
    """A count of articles on a terminal; nothing elsewhere."""

    def __enter__(self) -> Callable[[], None]:
        self._bar: Any = None
        if not sys.stderr.isatty():
            return lambda: None
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            TextColumn("reading"),
            MofNCompleteColumn(),
            TextColumn("articles"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        task = self._bar.add_task("read", total=None)
        return lambda: self._bar.advance(task)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


# ---- listings


@command()
def messages(
    record: RecordOption = DEFAULT,
    between: Between = None,
    who: Annotated[str | None, typer.Option(help="Words in the sender.")] = None,
    to: Annotated[str | None, typer.Option(help="Words in the recipient.")] = None,
    form: Annotated[str | None, typer.Option(help="A form, as in the codebook.")] = None,
    scope: Annotated[
        str, typer.Option(help="outward (interstate and party), domestic, or all.")
    ] = "outward",
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

    Messages: who to whom, in which form, when, and what is not known.
    """
    from dragoman import lore

    _known("--scope", scope, ["outward", "all", "interstate", "party", "domestic"])
    if form is not None:
        codes = [t.code for t in lore.codebook().terms if t.list == "form"]
        _known("--form", form.replace(" ", "_"), codes)
    scopes = {"outward": (*rows.OUTWARD, None), "all": None}.get(scope, (scope,))
    want = published(
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
    columns = [
        "no",
        "sender",
        "recipient",
        "form",
        "sent",
        "received",
        "reported",
        "channel",
        "article",
        "id",
    ]
    listing(rows.messages, columns, record, want, as_json, as_csv, "dragoman show ID")


@command()
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
        act=_one_of("--act", act, get_args(Act)),
        kind=_one_of("--kind", kind, (*get_args(SpeakerStatus), *forms)),
        outlet=outlet,
        article=article,
    )
    columns = [
        "no",
        "speaker",
        "role",
        "status",
        "act",
        "form",
        "depth",
        "content",
        "article",
        "id",
    ]
    cut = {"speaker": 48, "role": 48, "content": 60}
    listing(rows.quotes, columns, record, want, as_json, as_csv, "dragoman show ID", cut)


def _plain(
    name: str,
    make: Callable[[View, Filter], Iterable[Row]],
    columns: list[str],
    text: str,
    then: str = "dragoman show ID",
    alarm: Callable[[Row], bool] | None = None,
) -> None:
    """A listing with the common filters, as a command of its own; ends with 1 at an alarm."""

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
            for row in make(view, wanted):
                alarmed = alarmed or (alarm is not None and alarm(row))
                yield row

        listing(watched, columns, record, want, as_json, as_csv, then)
        raise typer.Exit(TO_LOOK_AT if alarmed else DONE)

    listed.__doc__ = (
        f"\b\nExamples:\n  dragoman {name}\n  dragoman {name} --article 002 --csv\n\n{text}"
    )
    command(name)(listed)


_plain("dates", rows.dates, ["words", "value", "type", "state", "anchor", "article", "id"],
       "Time expressions and what they are read as; what hangs on an unknown day says so.")  # fmt: skip
_plain("amounts", rows.amounts, ["words", "type", "value", "unit", "of", "article", "id"],
       "Numbers with what they count or measure; dates and durations are no amounts.")  # fmt: skip
_plain("checks", rows.checks, ["result", "check", "why", "words", "article", "id"],
       "Where an article's own figures and dates agree or differ; ends with 1 if something differs.",
       alarm=lambda row: row.cells["result"] == "differs")  # fmt: skip
_plain("names", rows.names, ["name", "type", "state", "mentions", "forms", "article", "id"],
       "Persons, bodies, states and places named, with the forms that name them.")  # fmt: skip
_plain("credits", rows.credits, ["role", "name", "article", "id"],
       "Who reported, wrote, translated or supplied the articles.")  # fmt: skip
_plain("unknowns", rows.unknown, ["what", "why", "words", "characters", "article", "finding"],
       "The ledger of what is not known, with the words that leave it open.",
       "dragoman show FINDING")  # fmt: skip


@command()
def articles(
    record: RecordOption = DEFAULT,
    versions: Annotated[
        bool, typer.Option("--versions", help="Only those in several versions.")
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

    Articles held, with dates and sources.
    """
    want = published(since, until, outlet=outlet, article=article, versions=versions)
    columns = ["key", "title", "outlet", "published", "words", "version_of"]
    columns += ["changed"] if versions else []

    def make(view: View, wanted: Filter) -> Iterator[Row]:
        return rows.articles(view, wanted, versions=versions)

    listing(make, columns, record, want, as_json, as_csv, "dragoman messages")


@command()
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


# ---- one finding


def _found(record: Path, prefix: str) -> tuple[Record, Any, Any]:
    view = opened(record)
    try:
        article, finding = view.finding(prefix)
    except LookupError as error:
        view.close()
        say(f"dragoman: {prefix}: {error}; dragoman messages lists them with their ids")
        raise typer.Exit(USAGE) from None
    return view, article, finding


@command()
def show(finding: str, record: RecordOption = DEFAULT, as_json: Json = False) -> None:
    """\b
    Examples:
      dragoman show m1a2b3c4

    A finding: its sentence with the characters marked, and every field with its state.
    """
    from dragoman.cli.explain import described, marked
    from dragoman.finding import spans_of, to_json

    view, article, found = _found(record, finding)
    view.close()
    if as_json:
        import json

        typer.echo(
            json.dumps({"article": article.id, **to_json(found)}, ensure_ascii=False, indent=1)
        )
        return
    bright = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    on, off = ("\x1b[7m", "\x1b[0m") if bright else ("[[", "]]")
    typer.echo(f"{found.kind} {found.id}   {article.key}   {article.title or ''}")
    for line in marked(article, found.evidence or tuple(spans_of(found)), on, off):
        typer.echo(f"  {line}")
    for name, value in described(article, found):
        typer.echo(f"{name:18} {value}")
    next_step(f"dragoman why {found.id}")


@command()
def why(finding: str, record: RecordOption = DEFAULT) -> None:
    """\b
    Examples:
      dragoman why m1a2b3c4

    What a finding rests on: reader and version, what fired, the day that dates hung on.
    """
    from dragoman.cli.explain import reasons

    view, article, found = _found(record, finding)
    for name, value in reasons(view, article, found):
        typer.echo(f"{name:18} {value}")
    view.close()


# ---- out


@command()
def report(
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")],
    record: RecordOption = DEFAULT,
    since: Since = None,
    until: Until = None,
    between: Between = None,
) -> None:
    """\b
    Examples:
      dragoman report -o report.html
      dragoman report -o prk-chn.html --between PRK CHN --since 2018-01-01

    One self-contained page; every line opens at its sentence.
    """
    want = published(since, until, between=pair(between))
    _report(record, output, want)
    say(f"written: {output}")


def _report(record: Path, output: Path, want: Filter) -> None:
    from dragoman.report import FORMS

    view = opened(record)
    page = FORMS["page"](view, want)
    view.close()
    _write(output, page)


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        say(f"dragoman: {output} can't be written ({error.strerror}); give another place")
        raise typer.Exit(USAGE) from None


@command()
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


@command()
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
    counts = dict(view.counts())
    view.close()
    held = counts.pop("article")
    typer.echo(f"{held:,} articles, {sum(counts.values()):,} findings: " + (
        f"{faults:,} do not agree with their text" if faults else "all agree with their text"
    ))  # fmt: skip
    raise typer.Exit(BROKEN if faults else DONE)


@command()
def codebook(
    term: Annotated[str | None, typer.Argument(help="A code or label.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman codebook
      dragoman codebook "verbal message"

    The terms in use: definition, examples, counter-examples, source, version.
    """
    from dragoman import lore

    book = lore.codebook()
    terms = list(book.terms) if term is None else book.find(term)
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


def main() -> None:
    """The program."""
    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe has left: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
