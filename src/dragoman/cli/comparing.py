"""The same occasion over the years, one line a message."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from dragoman.cli import rows
from dragoman.cli.listing import Row, put
from dragoman.cli.options import (
    DEFAULT,
    USAGE,
    Between,
    Csv,
    Json,
    RecordOption,
    Since,
    Until,
    next_step,
    opened,
    pair,
    published,
    say,
)
from dragoman.weigh.occasions import Difference, Occasion, Occurrence
from dragoman.weighing import occasions_of

COLUMNS = ["day", "sender", "recipient", "form", "words", "kept", "varied", "new", "dropped",
           "otherwise", "article", "id"]  # fmt: skip


def compare(
    occasion: Annotated[
        str | None, typer.Option(help="Words in the occasion's name, each or its beginning.")
    ] = None,
    record: RecordOption = DEFAULT,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman compare --occasion "founding anniversary" --between PRK CHN
      dragoman compare --occasion "New Year" --csv > new-year.csv

    One occasion over the years: what each message kept of the one before, and what it dropped.

    Messages of one direction and of like form are compared, and the text only of those that have
    an article of their own. Words count in sentences: kept as they were, varied, new, dropped.
    """
    if not occasion:
        say('dragoman: give the occasion: dragoman compare --occasion "founding anniversary"')
        raise typer.Exit(USAGE)
    want = published(since, until, between=pair(between))
    view = opened(record)
    try:
        found = occasions_of(view, occasion, want)
    finally:
        view.close()
    if as_json:
        put((Row({}, o.to_json()) for o in found), as_json=True, as_csv=False, columns=COLUMNS)
    elif as_csv:
        put(_lines(found), as_json=False, as_csv=True, columns=COLUMNS)
    else:
        _tables(found)
        if not found:
            say(f"no message in this record is said to be on {occasion!r}")
    next_step("dragoman show ID")


def _tables(found: Iterable[Occasion]) -> None:
    """A block for each direction and form."""
    for o in found:
        number = f"{len(o.times)} message" + ("" if len(o.times) == 1 else "s")
        sys.stdout.write(f"{' -> '.join(o.direction)}, {o.form.replace('_', ' ')}: {number}\n")
        for t in o.times:
            cells = _cells(o, t)
            who = f"{cells['sender']} -> {cells['recipient']}"
            text = f"{cells['words']} words" if cells["words"] else "no text of its own"
            sys.stdout.write(f"  {cells['day'] or '?':12}{who}   {text}   {cells['id']}\n")
            if t.difference:
                sys.stdout.write(f"{'':14}{_said(t.difference)}\n")
        sys.stdout.write("\n")


def _said(d: Difference) -> str:
    """A difference in words."""
    parts = []
    if d.passages:
        counts = [f"{n} {fate}" for fate in ("kept", "varied", "new", "dropped") if (n := d.count(fate))]  # fmt: skip
        parts.append("sentences: " + ", ".join(counts))
    if d.shorter:
        parts.append(f"{abs(d.shorter)} words {'shorter' if d.shorter > 0 else 'longer'}")
    parts += [_field(*f) for f in d.fields]
    return "; ".join(parts) or "as the one before"


def _field(name: str, before: str, now: str) -> str:
    name = name.replace("_", " ")
    if not now:
        return f"{name} dropped: {before}"
    return f"{name} new: {now}" if not before else f"{name}: {before} > {now}"


def _lines(found: Iterable[Occasion]) -> Iterator[Row]:
    for o in found:
        for t in o.times:
            yield Row(_cells(o, t), None)


def _cells(o: Occasion, t: Occurrence) -> dict[str, str]:
    m, d = t.message, t.difference
    texts = bool(d and d.passages)
    return {
        "day": str(t.communication.day or ""),
        "day_is": t.communication.dated[0] if t.communication.dated else "published",
        "from": o.direction[0],
        "to": o.direction[1],
        "sender": rows.party(m.senders) or "?",
        "recipient": rows.party(m.recipients) or "?",
        "form": m.form.replace("_", " "),
        "occasion": str(m.occasion.value or ""),
        "words": str(t.words or ""),
        **{
            fate: str(d.count(fate)) if d and texts else ""
            for fate in ("kept", "varied", "new", "dropped")
        },
        "shorter": "" if d is None or d.shorter is None else str(d.shorter),
        "otherwise": "; ".join(_field(*f) for f in d.fields) if d else "",
        "article": t.told.article.key,
        "id": m.id,
    }
