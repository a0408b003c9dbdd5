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


def held_at(db: sqlite3.Connection, run: int) -> Iterator[tuple[str, list[Finding]]]:
    """What had been read when a run ended: each article then held, by id, with its findings."""
    rows = db.execute("SELECT id, run FROM article ORDER BY id").fetchall()
    for own, last in rows:
        former = db.execute(
            "SELECT run, findings FROM former WHERE article = ? AND run < ? ORDER BY run",
            (own, last),
        ).fetchall()
        readings = [*former, (last, None)]
        at = max((n for n, (made, _) in enumerate(readings) if made <= run), default=None)
        if at is None:
            continue
        kept = next((blob for _, blob in readings[at:] if blob is not None), None)
        yield own, _stored(db, own) if kept is None else _unpacked(kept)


def _stored(db: sqlite3.Connection, own: str) -> list[Finding]:
    rows = db.execute("SELECT json FROM finding WHERE article = ? ORDER BY position", (own,))
    return [from_json(json.loads(data)) for (data,) in rows]


def _unpacked(blob: bytes) -> list[Finding]:
    lines = zlib.decompress(blob).decode().split("\n")
    return [from_json(json.loads(line)) for line in lines if line]
