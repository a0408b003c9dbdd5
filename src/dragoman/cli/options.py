"""What commands share: options, exit codes, talk, the record opened, a listing printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.listing import NOTHING_CUT, put
from dragoman.listings.row import Row
from dragoman.listings.table import LISTINGS
from dragoman.record import Filter, Record, RecordError, View, open_record

DONE, TO_LOOK_AT, USAGE, BROKEN = 0, 1, 2, 3

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


def say(line: str) -> None:
    """Talk, as against data: to standard error."""
    typer.echo(line, err=True)


def next_step(command: str) -> None:
    """Suggest one next command, on a terminal only."""
    if sys.stderr.isatty():
        say(f"next:  {command}")


def opened(record: Path, corrections: Path | None = None) -> Record:
    """The record, or the end with a line that says why not."""
    try:
        return open_record(record, corrections=corrections)
    except RecordError as error:
        say(f"dragoman: {error}")
        raise typer.Exit(BROKEN) from None


def day(value: str | None, option: str, *, wider: bool = False) -> str | None:
    """A day given as an option, checked.

    Args:
        wider: a month or a year will do.
    """
    if value is None:
        return None
    from dragoman.intake import iso, iso_or_wider

    if (iso_or_wider if wider else iso)(value) is None:
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
        known("--between", state.upper(), list(lore.sides()))
    return tuple(s.upper() for s in between or ())


def known(option: str, value: str, values: list[str]) -> None:
    """The end with one line if a value stands in no table."""
    if value not in values:
        near = [v for v in values if v.startswith(value[:2])] or values
        say(f"dragoman: {option} {value!r} is not known; for example {', '.join(near[:8])}")
        raise typer.Exit(USAGE)


def one_of(option: str, value: str | None, values: tuple[str, ...]) -> str | None:
    """A value of a closed list, or the end with one line that names all of them."""
    if value is None or (code := value.casefold().replace(" ", "_")) in values:
        return value and code
    say(f"dragoman: {option} {value!r} is not known; it is one of {', '.join(values)}")
    raise typer.Exit(USAGE)


def listed_as(
    name: str,
    record: Path,
    want: Filter,
    as_json: bool,
    as_csv: bool,
    then: str = "dragoman show ID",
) -> None:
    """A listing of the table, printed."""
    of = LISTINGS[name]
    to = "json" if as_json else "csv" if as_csv else "table"

    def make(view: View, wanted: Filter) -> Iterable[Row]:
        return of.make(view, wanted, to)

    listing(make, of.columns, record, want, as_json, as_csv, then, of.cut)


def listing(
    make: Callable[[View, Filter], Iterable[Row]],
    columns: Sequence[str],
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
