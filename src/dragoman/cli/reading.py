"""Commands that take articles in: the sample, files and folders."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.options import (
    BROKEN,
    DEFAULT,
    DONE,
    TO_LOOK_AT,
    RecordOption,
    day,
    next_step,
    say,
)
from dragoman.cli.out import write_report
from dragoman.record import Filter, RecordError, open_record


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
    write_report(record, folder / "report.html", Filter())
    say(f"record: {record}\nreport: {folder / 'report.html'} (open it in a browser)")
    next_step(f"dragoman messages --record {record}")


def read(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Files, folders, - for standard input.")],
    published: Annotated[
        str | None,
        typer.Option(help="Day of publication, YYYY-MM-DD; its month or year if no more is known."),
    ] = None,
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
    day(published, "--published", wider=True)
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
