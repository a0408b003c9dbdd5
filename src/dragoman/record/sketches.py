"""The kept hashes of every article: what copies are found by without reading all texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from dragoman.shingles import KIND, sketch

_CURRENT = "NOT EXISTS (SELECT 1 FROM article n WHERE n.version_of = a.id)"
# Of a hash that more articles hold the search looks at the first few only; one more shows that.
_FIRST = 33
# SQLite takes 32,766 values in a statement, older builds 999.
_AT_ONCE = 900


def make_tables(db: sqlite3.Connection) -> None:
    """Make the tables in a record of the first days of version 1."""
    db.execute(
        "CREATE TABLE IF NOT EXISTS sketch (article INTEGER PRIMARY KEY, size INTEGER NOT NULL)"
    )
    db.execute(
        "CREATE TABLE IF NOT EXISTS shingle (hash INTEGER NOT NULL, article INTEGER NOT NULL, "
        "PRIMARY KEY (hash, article)) WITHOUT ROWID"
    )


def keep(db: sqlite3.Connection, rowid: int, text: str) -> None:
    """Store the sketch of a new article; a text never changes under its id."""
    # Here, for a listing must not load the grammar.
    hashes = sketch(text)
    # If hashes of another make are held, all are made anew when they are asked for.
    db.execute("INSERT OR IGNORE INTO about VALUES ('sketch', ?)", (KIND,))
    db.execute("INSERT OR REPLACE INTO sketch VALUES (?, ?)", (rowid, len(hashes)))
    db.executemany("INSERT OR IGNORE INTO shingle VALUES (?, ?)", ((h, rowid) for h in hashes))


def lacking(db: sqlite3.Connection) -> bool:
    """True if sketches are to be made: of articles that an older dragoman stored, or all anew."""
    held = db.execute("SELECT value FROM about WHERE key = 'sketch'").fetchone()
    bare = "SELECT EXISTS (SELECT 1 FROM article WHERE rowid NOT IN (SELECT article FROM sketch))"
    return held != (KIND,) or bool(db.execute(bare).fetchone()[0])


def fill(db: sqlite3.Connection) -> None:
    """Make what is lacking; if hashes are now made in another way, all."""
    if db.execute("SELECT value FROM about WHERE key = 'sketch'").fetchone() != (KIND,):
        db.execute("DELETE FROM sketch")
        db.execute("DELETE FROM shingle")
        db.execute("INSERT OR REPLACE INTO about VALUES ('sketch', ?)", (KIND,))
    bare = "SELECT rowid FROM article WHERE rowid NOT IN (SELECT article FROM sketch)"
    for (rowid,) in db.execute(bare).fetchall():
        (text,) = db.execute("SELECT text FROM article WHERE rowid = ?", (rowid,)).fetchone()
        keep(db, rowid, text)


def sizes(db: sqlite3.Connection, of: Collection[str] | None) -> Mapping[str, int]:
    """How many hashes are kept of each article that has no newer version, or of these."""
    query = f"SELECT a.rowid, a.id, s.size FROM article a JOIN sketch s ON s.article = a.rowid WHERE {_CURRENT}"
    if of is None:
        return {own: n for _, own, n in db.execute(query + " ORDER BY a.rowid")}
    rows, wanted = [], sorted(of)
    for i in range(0, len(wanted), _AT_ONCE):
        some = wanted[i : i + _AT_ONCE]
        marks = ",".join("?" * len(some))
        rows += db.execute(f"{query} AND a.id IN ({marks})", some).fetchall()
    return {own: n for _, own, n in sorted(rows)}


def holders(
    db: sqlite3.Connection, among: Collection[str] | None = None
) -> Iterator[tuple[str, ...]]:
    """For each hash that several articles hold, these; of some articles only what they share."""
    ids = dict(db.execute(f"SELECT a.rowid, a.id FROM article a WHERE {_CURRENT}"))
    query, values = "SELECT hash, article FROM shingle", []
    if among is not None:
        ids = {row: own for row, own in ids.items() if own in among}
        query += " WHERE article IN (SELECT value FROM json_each(?))"
        values = [json.dumps(list(ids))]
    # In the order of the primary key: nothing is sorted, no table is joined.
    for _, rows in groupby(db.execute(query, values), lambda row: row[0]):
        held = tuple(ids[article] for _, article in rows if article in ids)
        if len(held) > 1:
            yield held


def holders_with(db: sqlite3.Connection, own: str) -> Iterator[tuple[str, ...]]:
    """For each hash of one article its first holders and itself; the time is that of its length."""
    row = db.execute("SELECT rowid, text FROM article WHERE id = ?", (own,)).fetchone()
    for h in sketch(row[1]) if row else ():
        held = db.execute(
            f"SELECT a.rowid, a.id FROM shingle s JOIN article a ON a.rowid = s.article "
            f"WHERE s.hash = ? AND {_CURRENT} ORDER BY s.article LIMIT ?",
            (h, _FIRST),
        ).fetchall()
        if (row[0], own) not in held:
            held.append((row[0], own))
        if len(held) > 1:
            yield tuple(a for _, a in sorted(held))
