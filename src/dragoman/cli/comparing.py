"""The same occasion over the years, one line a message."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from dragoman.cli import rows
from dragoman.cli.listing import Row, put
from dragoman.cli.options import say
from dragoman.record import Filter, View
from dragoman.weigh.occasions import Difference, Occasion, Occurrence
from dragoman.weighing import occasions_of


def put_occasions(view: View, words: str, want: Filter, *, as_json: bool, as_csv: bool) -> None:
    """Print an occasion over the years: blocks for people, whole objects, or a row for each message."""
    found = occasions_of(view, words, want)
    if as_json or as_csv:
        lines = (Row({}, o.to_json()) for o in found) if as_json else _lines(found)
        put(lines, as_json=as_json, as_csv=as_csv, columns=["day"])
        return
    _tables(found)
    if not found:
        say(f"no message in this record is said to be on {words!r}")


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
