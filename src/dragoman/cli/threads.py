"""Messages that answer each other, one block a thread."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from dragoman.cli.listing import put
from dragoman.cli.options import say
from dragoman.listings import rows
from dragoman.listings.row import Row
from dragoman.listings.threads import answer, dated, sources, threads
from dragoman.record import Filter, View
from dragoman.weigh.threads import WINDOW, WINDOW_OCCASION, Thread
from dragoman.weighing import threads_of


def put_threads(view: View, want: Filter, *, several: bool, as_json: bool, as_csv: bool) -> None:
    """Print the threads of a filter: blocks for people, whole objects, or a row for each message."""
    found = threads_of(view, want, several=several)
    if as_json or as_csv:
        lines = (Row({}, t.to_json()) for t in found) if as_json else threads(found)
        put(lines, as_json=as_json, as_csv=as_csv, columns=["thread"])
        return
    sys.stdout.writelines(f"{line}\n" for line in _blocks(found))
    if not found:
        say("no message of this record answers another or is told twice" if several else
            "no reply in this record")  # fmt: skip


def _blocks(found: Iterable[Thread]) -> Iterator[str]:
    held = list(found)
    for t in held:
        pairs = dict.fromkeys("-".join(sorted(map(str, c.first.states))) for c in t.messages)
        yield f"{t.id}  {', '.join(pairs)}".replace("None", "?")
        lines = [(c, *dated(c)) for c in t.messages]
        for c, day, what in lines:
            m = c.message
            forms = " / ".join(f.replace("_", " ") for f in c.forms)
            conflict = ", days conflict" if c.conflicting else ""
            yield (
                f"  {day:10} {what + conflict:9}  {rows.party(m.senders) or '?'} -> "
                f"{rows.party(m.recipients) or '?'}   {forms}   {sources(c)}   {m.id}"
            )
            if said := answer(t.link_of(c), t):
                yield f"{'':24}{said}"
        yield ""
    if held:
        yield (
            f"Without a reference a reply is sought {WINDOW.days} days back, {WINDOW_OCCASION.days} "
            "where both name one occasion. Days between are counted from stated days alone."
        )
