"""What was read of an article before it was read again, so that two runs can be compared."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence

from dragoman.finding import Finding, from_json


def make_table(db: sqlite3.Connection) -> None:
    """Make the table in a record of the first days of version 1."""
    db.execute(
        "CREATE TABLE IF NOT EXISTS former (article TEXT NOT NULL, run INTEGER NOT NULL, "
        "read_with TEXT NOT NULL, findings BLOB, PRIMARY KEY (article, run)) WITHOUT ROWID"
    )


def keep(db: sqlite3.Connection, own: str, after: Sequence[str]) -> None:
    """Keep what is stored of an article before it is replaced; nothing twice if it stays the same."""
    run, read_with = db.execute(
        "SELECT run, read_with FROM article WHERE id = ?", (own,)
    ).fetchone()
    rows = db.execute("SELECT json FROM finding WHERE article = ? ORDER BY position", (own,))
    before = [data for (data,) in rows]
    # NULL: as the reading after it.
    blob = None if before == list(after) else zlib.compress("\n".join(before).encode(), 6)
    db.execute("INSERT OR REPLACE INTO former VALUES (?, ?, ?, ?)", (own, run, read_with, blob))


def between(
    db: sqlite3.Connection, one: int, two: int
) -> Iterator[tuple[str, list[Finding] | None, list[Finding]]]:
    """What was read otherwise at the end of the second run than of the first: ids of articles.

    With each what had been read before, None for one that wasn't held, and after.
    """
    former: dict[str, list[tuple[int, bool]]] = {}
    for own, run, same in db.execute(
        "SELECT article, run, findings IS NULL FROM former ORDER BY article, run"
    ):
        former.setdefault(own, []).append((run, bool(same)))
    for own, last in db.execute("SELECT id, run FROM article ORDER BY rowid").fetchall():
        readings = [*((run, same) for run, same in former.get(own, ()) if run < last), (last, True)]
        first, second = (_at(readings, run) for run in (one, two))
        if second is None or first == second:
            continue
        if first is not None and all(same for _, same in readings[first:second]):
            continue
        before = None if first is None else _reading(db, own, readings, first)
        yield own, before, _reading(db, own, readings, second)


def at(db: sqlite3.Connection, own: str, run: int) -> list[Finding] | None:
    """What had been read of an article when a run ended; None if it was not held."""
    held = db.execute("SELECT run FROM article WHERE id = ?", (own,)).fetchone()
    if held is None:
        return None
    rows = db.execute(
        "SELECT run, findings IS NULL FROM former WHERE article = ? AND run < ? ORDER BY run",
        (own, held[0]),
    )
    readings = [*((made, bool(same)) for made, same in rows), (held[0], True)]
    number = _at(readings, run)
    return None if number is None else _reading(db, own, readings, number)


def _at(readings: Sequence[tuple[int, bool]], run: int) -> int | None:
    """Which reading was the last one when a run ended."""
    return max((n for n, (made, _) in enumerate(readings) if made <= run), default=None)


def _reading(
    db: sqlite3.Connection, own: str, readings: Sequence[tuple[int, bool]], number: int
) -> list[Finding]:
    kept = next((run for run, same in readings[number:] if not same), None)
    if kept is None:
        rows = db.execute("SELECT json FROM finding WHERE article = ? ORDER BY position", (own,))
        return [from_json(json.loads(data)) for (data,) in rows]
    (blob,) = db.execute(
        "SELECT findings FROM former WHERE article = ? AND run = ?", (own, kept)
    ).fetchone()
    lines = zlib.decompress(blob).decode().split("\n")
    return [from_json(json.loads(line)) for line in lines if line]
