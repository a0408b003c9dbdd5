"""The command that corrects: what a person says of a finding goes into the file of corrections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dragoman.cli.options import DEFAULT, USAGE, Json, RecordOption, next_step, opened, say
from dragoman.record import Record

if TYPE_CHECKING:
    from dragoman.correct import Signature
    from dragoman.corrections import Statement

CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        help="The file of corrections; corrections.jsonl beside the record if left out.",
        envvar="DRAGOMAN_CORRECTIONS",
    ),
]

_WAYS = ("accept", "reject", "not_stated", "add", "merge", "split", "reviewed", "undo")


def fix(
    what: Annotated[
        list[str],
        typer.Argument(
            help="ID field=value ...; with --add KIND ARTICLE START END field=value ...; with "
            "--merge A B; with --split ID [FIELD]; with --undo STATEMENT; with --reviewed ARTICLE [KIND]."
        ),
    ],
    accept: Annotated[bool, typer.Option("--accept", help="It is right as it stands.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is no such finding.")] = False,
    not_stated: Annotated[
        list[str] | None,
        typer.Option("--not-stated", metavar="FIELD", help="The text says nothing of this field."),
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="A finding that was missed.")] = False,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Two persons are one: actor ids or names; the first stays."),
    ] = False,
    split: Annotated[
        bool, typer.Option("--split", help="Who is named there is not the actor it was given.")
    ] = False,
    reviewed: Annotated[
        bool,
        typer.Option("--reviewed", help="You have looked at the whole article for all of a kind."),
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take a statement's effect away.")] = False,
    because: Annotated[str, typer.Option(help="The reason.")] = "",
    source: Annotated[str, typer.Option(help="What it rests on: a work, an address.")] = "",
    by: Annotated[
        str | None,
        typer.Option(help="Who says so; else $DRAGOMAN_AUTHOR, else git's user.name."),
    ] = None,
    record: RecordOption = DEFAULT,
    corrections: CorrectionsOption = None,
    as_json: Json = False,
) -> None:
    """\b
    Examples:
      dragoman fix m1a2b3c4 form=verbal_message sent=2021-01-11 --because "named so in line 2"
      dragoman fix m1a2b3c4 --accept
      dragoman fix --add message 002_joongang 783 861 form=note --because "missed"
      dragoman fix --merge kim-jong-un "Kim Jong Eun" --because "a misspelling"
      dragoman fix --undo x0a1b2c3d4e5

    Correct a finding; the correction is kept in a file and outlives every reading.

    A statement with author, time and reason goes to the end of the file. Values are those of the
    codebook; a date is EDTF; characters are START-END. not_stated, stated_unknown, withheld stand
    for a value that is not there.
    """
    from dragoman.correct import Signature
    from dragoman.corrections import CorrectionsError, append, author

    asked = [w for w in _WAYS if {"accept": accept, "reject": reject, "not_stated": not_stated,
             "add": add, "merge": merge, "split": split, "reviewed": reviewed, "undo": undo}[w]]  # fmt: skip
    if len(asked) > 1:
        stop(f"--{asked[0].replace('_', '-')} or --{asked[1].replace('_', '-')}, not both")
    view = opened(record, corrections)
    try:
        sign = Signature(by=author(by), because=because, source=source)
        made = _said(view, asked[0] if asked else "edit", what, not_stated or [], sign)
        if view.corrections is None:
            stop("a record in memory has no file of corrections; give --corrections FILE")
        append(view.corrections, made)
        _tell(view, made, as_json=as_json)
    except (CorrectionsError, LookupError) as error:
        stop(str(error.args[0] if error.args else error))
    finally:
        view.close()
    next_step(f"dragoman show {made.finding}" if made.finding else "dragoman review --history")


def stop(line: str) -> NoReturn:
    """The end with one line: the command line is wrong."""
    say(f"dragoman: {line}")
    raise typer.Exit(USAGE)


def _said(
    view: Record, does: str, what: list[str], fields: Sequence[str], sign: Signature
) -> Statement:
    """The statement that the command line makes."""
    from dragoman import correct

    first, rest = what[0], what[1:]
    if does == "edit":
        return correct.edit(view, first, _values(rest), sign)
    if does == "accept":
        _none(rest)
        return correct.accept(view, first, sign)
    if does == "reject":
        _none(rest)
        return correct.reject(view, first, sign)
    if does == "not_stated":
        _none(rest)
        return correct.not_stated(view, first, fields, sign)
    if does == "add":
        return _added(view, what, sign)
    if does == "merge":
        if len(what) != 2:
            stop("--merge takes two: dragoman fix --merge STAYS GOES")
        return correct.merge(view, first, what[1], sign)
    if does == "split":
        return correct.split(view, first, rest, sign)
    if does == "reviewed":
        return correct.reviewed(view, first, rest, sign)
    _none(rest)
    return correct.undo(view, first, sign)


def _added(view: Record, what: list[str], sign: Signature) -> Statement:
    from dragoman import correct
    from dragoman.article import Span

    if len(what) < 4 or not (what[2].isdecimal() and what[3].isdecimal()):
        stop("--add takes a kind, an article and characters: fix --add message 002 783 861")
    kind, article, start, end = what[:4]
    spans = (Span(int(start), int(end)),)
    return correct.add(view, kind, article, spans, _values(what[4:]), sign)


def _none(rest: list[str]) -> None:
    if rest:
        stop(f"what is {rest[0]!r} for? One finding at a time")


def _values(pieces: list[str]) -> dict[str, str]:
    """field=value, each."""
    out: dict[str, str] = {}
    for piece in pieces:
        path, sign, value = piece.partition("=")
        if not sign or not path:
            stop(f"{piece!r} sets nothing; write field=value")
        if path in out:
            stop(f"{path} is set twice")
        out[path] = value
    return out


def _tell(view: Record, made: Statement, *, as_json: bool) -> None:
    """What was said, and what became of it."""
    import json

    now = next(s for s in view.standings() if s.statement.id == made.id)
    if as_json:
        typer.echo(json.dumps({**made.to_json(), "fate": now.fate, "why": now.why},
                              ensure_ascii=False, indent=1))  # fmt: skip
        return
    said = ", ".join(f"{k} = {v}" for k, v in made.set.items()) or ", ".join(made.of[:3])
    about = f"{made.kind or ''} {now.finding or made.key or ''}".strip()
    line = "  ".join(x for x in (made.does.replace("_", " "), about, said) if x)
    typer.echo(f"{made.id}  {line}  by {made.author}: {now.fate}")
    say(f"written: {view.corrections}")
