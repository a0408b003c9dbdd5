"""The record in one SQLite file: write-ahead log, full text, one transaction an article."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from time import sleep
from typing import Any

from dragoman.article import Article, Coverage, Covered, Metadatum, Naming
from dragoman.corrections import Applied, CorrectionsError, Standing, Statement
from dragoman.finding import Credit, Finding, Name, Reading, from_json, to_json
from dragoman.record import formerly, sketches
from dragoman.record.base import EVERYTHING, Fault, Filter, Hit, RecordError
from dragoman.record.faults import faults
from dragoman.record.overlay import Overlay, Source, laid, standings
from dragoman.record.selection import Selection

VERSION = "1"
_APPLICATION_ID = 0x64726167  # "drag": tells our files from other SQLite files
_TRIES = 100  # to switch to the log, a tenth of a second apart
_KWIC = 60  # characters left and right of a hit


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class SqliteRecord:
    """A record in a file; `":memory:"` keeps it in memory only.

    Args:
        corrections: the file of what persons say of its findings; None for none.
    """

    def __init__(
        self,
        path: Path,
        *,
        create: bool = False,
        shared: bool = False,
        corrections: Path | None = None,
    ) -> None:
        self.path = path
        self._sketched = False
        self._source = Source(corrections)
        self._laid: tuple[object, Overlay] | None = None
        self._told: tuple[Overlay, list[Standing]] | None = None
        if str(path) != ":memory:" and not path.exists() and not create:
            raise RecordError(f"{path}: no record there; make one with: dragoman read PATH...")
        try:
            self._db = sqlite3.connect(
                path, isolation_level=None, timeout=30, check_same_thread=not shared
            )
            self._open()
        except sqlite3.OperationalError as error:
            raise RecordError(f"{path}: can't be opened ({error}); check path and rights") from None
        except sqlite3.DatabaseError:
            raise RecordError(f"{path}: not a dragoman record; give another --record") from None
        self._overlay()  # a broken file of corrections is told at once

    def _open(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        if self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            self._keep_log()
            self._create()
        # Asked last: another process may just have made it.
        held = self._db.execute("PRAGMA application_id").fetchone()[0]
        if held != _APPLICATION_ID:
            raise RecordError(f"{self.path}: a database of another program; give another --record")
        self._db.execute("PRAGMA synchronous = NORMAL")
        found = self._db.execute("SELECT value FROM about WHERE key = 'version'").fetchone()
        if found is None or found[0] != VERSION:
            raise RecordError(
                f"{self.path}: a record of version {found and found[0]}, this program reads "
                f"version {VERSION}; use a newer dragoman or read the articles again elsewhere"
            )

        # Records of the first days of version 1 lack it.
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS coverage (source TEXT NOT NULL, outlet TEXT NOT NULL, "
            "since TEXT NOT NULL, until TEXT NOT NULL, complete INTEGER NOT NULL)"
        )
        sketches.make_tables(self._db)
        formerly.make_table(self._db)

    def _keep_log(self) -> None:
        """Switch to the write-ahead log; while another process does so, SQLite doesn't wait."""
        for _ in range(_TRIES):
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                sleep(0.1)
            else:
                return

    def _create(self) -> None:
        """Make the tables, unless another process has made them since the look."""
        schema = (files("dragoman.record") / "schema.sql").read_text(encoding="utf-8")
        with self._transaction():
            if self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                for statement in schema.split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                self._db.execute("INSERT INTO about VALUES ('version', ?)", (VERSION,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing.

        Raises:
            RecordError: the file can't be written; what was stored before stays.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._undo()
            raise RecordError(
                f"{self.path}: can't be written ({error}); make room or wait for who holds it, "
                "and run again: what is stored stays"
            ) from None
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        if self._db.in_transaction:  # SQLite itself undoes some, on a full disk for one
            self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    # ---- writing

    def begin_run(self, manifest: Mapping[str, Any]) -> int:
        """Note a run's manifest and give its number."""
        with self._transaction():
            made = self._db.execute("INSERT INTO run (manifest) VALUES (?)", (_compact(manifest),))
        return int(made.lastrowid or 0)

    def end_run(self, run: int, outcome: Mapping[str, Any]) -> None:
        """Note how a run ended."""
        with self._transaction():
            self._db.execute("UPDATE run SET outcome = ? WHERE id = ?", (_compact(outcome), run))

    def is_current(self, article: Article, read_with: str) -> bool:
        """True if this article, from this source, was already read so."""
        row = self._db.execute(
            "SELECT 1 FROM source WHERE source = ? AND article = ? AND read_with = ?",
            (article.source, article.id, read_with),
        ).fetchone()
        return row is not None

    def given_by_person(self, article: Article) -> tuple[Metadatum, ...]:
        """What a person once said of this article from this source."""
        row = self._db.execute(
            "SELECT json FROM article WHERE id = ? AND source = ?", (article.id, article.source)
        ).fetchone()
        if row is None:
            return ()
        held = Article.from_json({**json.loads(row[0]), "text": ""})
        return tuple(m for m in held.metadata if m.by == "person")

    def cover(self, coverage: Coverage) -> None:
        """Store a table of coverage; it replaces what came from the same place before."""
        with self._transaction():
            self._db.execute("DELETE FROM coverage WHERE source = ?", (coverage.source,))
            self._db.executemany(
                "INSERT INTO coverage VALUES (?, ?, ?, ?, ?)",
                ((coverage.source, c.outlet, c.since, c.until, c.complete) for c in coverage.rows),
            )

    def coverage(self) -> tuple[Covered, ...]:
        """For which time a person says what is held of which outlet."""
        rows = self._db.execute(
            "SELECT DISTINCT outlet, since, until, complete FROM coverage ORDER BY 1, 2, 3"
        )
        return tuple(Covered(o, s, u, bool(c)) for o, s, u, c in rows)

    def _version_of(self, article: Article, own: str) -> str | None:
        """The article that came from the same source before this one; standard input is none."""
        if article.source == "-":
            return None
        row = self._db.execute(
            "SELECT s.article FROM source s JOIN article a ON a.id = s.article "
            "WHERE s.source = ? AND s.article <> ? ORDER BY a.rowid DESC LIMIT 1",
            (article.source, own),
        ).fetchone()
        return row[0] if row else None

    def add(self, reading: Reading, read_with: str, run: int) -> None:
        """Store an article and all its findings, in one transaction."""
        article, own = reading.article, reading.article.id
        with self._transaction():
            held = self._db.execute(
                "SELECT rowid, source, read_with FROM article WHERE id = ?", (own,)
            ).fetchone()
            # The first source is the article's; a later one with the same text is only noted,
            # or the two would take turns at being read.
            if held is None or held[1] == article.source:
                self._store(reading, held[0] if held else None, read_with, run)
            self._db.execute(
                "INSERT OR REPLACE INTO source VALUES (?, ?, ?)", (article.source, own, read_with)
            )

    def _store(self, reading: Reading, rowid: int | None, read_with: str, run: int) -> None:
        article, own = reading.article, reading.article.id
        data = article.to_json()
        text = data.pop("text")
        if rowid is None:
            data["version_of"] = self._version_of(article, own)
        else:
            (before,) = self._db.execute("SELECT json FROM article WHERE id = ?", (own,)).fetchone()
            data["version_of"] = json.loads(before)["version_of"]
            formerly.keep(
                self._db, own, [_compact(to_json(f, sparse=True)) for f in reading.findings]
            )
            self._db.execute("DELETE FROM finding WHERE article = ?", (own,))
            self._db.execute("DELETE FROM words WHERE rowid = ?", (rowid,))
        stored = [_compact(to_json(f, sparse=True)) for f in reading.findings]
        made = self._db.execute(
            "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET "
            "key=excluded.key, outlet=excluded.outlet, published=excluded.published, "
            "json=excluded.json, findings_hash=excluded.findings_hash, "
            "read_with=excluded.read_with, run=excluded.run RETURNING rowid",
            (own, article.key, article.source, article.value("outlet"), article.published,
             data["version_of"], _compact(data), text, _hash(text), _hash("\n".join(stored)), read_with, run),
        ).fetchone()  # fmt: skip
        self._db.execute(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
            (made[0], article.title_outside or "", text),
        )
        if rowid is None:
            sketches.keep(self._db, made[0], text)
        self._db.executemany(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?)",
            (
                (own, i, f.id, f.kind, data)
                for i, (f, data) in enumerate(zip(reading.findings, stored, strict=True))
            ),
        )

    # ---- reading

    def _rows(
        self,
        want: Filter,
        kinds: Collection[str] | None,
        of: Collection[str] | None = None,
        more: Collection[str] = (),
    ) -> Iterator[tuple[str, Article]]:
        """Articles in order.

        Args:
            kinds: only those with a finding of these kinds, and those whose ids are in `more`.
        """
        rows = self._db.execute(
            "SELECT id, json, text FROM article WHERE "
            "(:of IS NULL OR id IN (SELECT value FROM json_each(:of))) AND "
            "(:kinds IS NULL OR id IN (SELECT article FROM finding WHERE kind IN "
            "(SELECT value FROM json_each(:kinds))) OR id IN (SELECT value FROM json_each(:more))) AND "
            # Of a month or year some day must lie in the time that is asked for.
            "(:since IS NULL OR substr(published || CASE length(published) WHEN 4 THEN '-12-31' "
            "WHEN 7 THEN '-31' ELSE '' END, 1, 10) >= :since) AND "
            "(:until IS NULL OR substr(published, 1, 10) <= :until) AND "
            "(:outlet IS NULL OR outlet = :outlet) AND "
            "(:article IS NULL OR substr(key, 1, length(:article)) = :article "
            "OR substr(id, 1, length(:article)) = :article "
            "OR substr(id, 8, length(:article)) = :article) AND "
            "(:versions OR NOT EXISTS (SELECT 1 FROM article n WHERE n.version_of = article.id)) "
            "ORDER BY published IS NULL, published, key, id",
            {
                "since": want.since,
                "until": want.until,
                "outlet": want.outlet,
                "article": want.article,
                "versions": want.versions,
                "kinds": None if kinds is None else _compact(sorted(kinds)),
                "of": None if of is None else _compact(sorted(of)),
                "more": _compact(sorted(more)),
            },
        )
        for own, data, text in rows:
            yield own, Article.from_json({**json.loads(data), "text": text})

    def articles(self, want: Filter = EVERYTHING) -> Iterator[Article]:
        """Articles by date of publication (undated last), then key."""
        for _, article in self._rows(want, None):
            yield article

    def sources(self, article: str) -> list[str]:
        """Every source from which this article came."""
        rows = self._db.execute(
            "SELECT source FROM source WHERE article = ? ORDER BY source", (article,)
        )
        return [r[0] for r in rows]

    def _overlay(self) -> Overlay | None:
        """The corrections as they lie on what is held now; None where there are none.

        Raises:
            RecordError: the file of corrections can't be read.
        """
        try:
            ledger = self._source.ledger()
        except CorrectionsError as error:
            raise RecordError(str(error)) from None
        if not ledger.statements:
            return None
        (others,) = self._db.execute("PRAGMA data_version").fetchone()
        state = (id(ledger), others, self._db.total_changes)
        if self._laid is None or self._laid[0] != state:
            self._laid = (state, laid(self._db, ledger))
        return self._laid[1]

    def _stored(self, article: str, kinds: Collection[str] | None) -> Iterator[str]:
        # One index or the other: a condition that may be empty would use none.
        asked = "" if kinds is None else f"AND kind IN ({','.join('?' * len(kinds))}) "
        rows = self._db.execute(
            f"SELECT json FROM finding WHERE article = ? {asked}ORDER BY position",
            (article, *(kinds or ())),
        )
        for (data,) in rows:
            yield data

    def _findings_of(
        self, article: str, kinds: Collection[str] | None, over: Overlay | None
    ) -> Iterator[Finding]:
        """The findings of these kinds as persons have them."""
        stored = self._stored(article, kinds)
        if over is None:
            yield from (from_json(json.loads(data)) for data in stored)
        elif over.concerns(article, kinds):
            yield from over.applied(self.article(article), stored, kinds).findings
        else:
            yield from over.plain(stored)

    def findings(
        self, kind: str | None = None, want: Filter = EVERYTHING
    ) -> Iterator[tuple[str, Finding]]:
        """Findings with the id of their article, article by article, in reading order."""
        kinds = None if kind is None else (kind,)
        over = self._overlay()
        more = over.may_have(kinds) if over and kinds else ()
        for own, article in self._rows(want, kinds, more=more):
            selected = self._selection(own, article, want, over)
            for f in self._findings_of(own, kinds, over):
                if selected.takes(f):
                    yield own, f

    def _selection(
        self, own: str, article: Article, want: Filter, over: Overlay | None
    ) -> Selection:
        return Selection(want, article, lambda: self._findings_of(own, ("name",), over))

    def readings(
        self,
        want: Filter = EVERYTHING,
        kinds: Collection[str] | None = None,
        of: Collection[str] | None = None,
    ) -> Iterator[Reading]:
        """Whole readings, in the order of `articles`; only what is of these kinds, and of these ids."""
        over = self._overlay()
        more = over.may_have(kinds) if over and kinds else ()
        for own, article in self._rows(want, kinds, of, more):
            selected = self._selection(own, article, want, over)
            found = tuple(self._findings_of(own, kinds, over))
            # Of those that corrections are about the rows may have none of the kind.
            if found or kinds is None:
                yield Reading(article, tuple(filter(selected.takes, found)))

    def as_read(self, own: str, kinds: Collection[str] | None = None) -> list[Finding]:
        """What the machine read in the article with this id, without anybody's corrections."""
        return [from_json(json.loads(data)) for data in self._stored(own, kinds)]

    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the file of corrections, in its order."""
        over = self._overlay()
        return over.ledger.statements if over else ()

    def standings(self) -> list[Standing]:
        """Every statement of the file of corrections with what became of it here."""
        over = self._overlay()
        if over is None:
            return []

        def made(own: str) -> Applied:
            kinds = {str(s.kind) for s in over.about[own]}
            return over.applied(self.article(own), self._stored(own, kinds), kinds)

        # The same while neither the file nor the record changes.
        if self._told is None or self._told[0] is not over:
            self._told = (over, standings(over, made))
        return list(self._told[1])

    @property
    def corrections(self) -> Path | None:
        """The file of corrections, which may not be there yet; None for a record without."""
        return self._source.path

    def finding(self, prefix: str) -> tuple[Article, Finding]:
        """The finding whose id begins so, as persons have it; one that was rejected as it was read.

        Raises:
            LookupError: there is none, or several.
        """
        # Versions of one article share ids; the newest comes first. What a person spoke of under
        # an id has another one, if its role is read otherwise since.
        rows = self._db.execute(
            "SELECT f.article, f.id, a.rowid FROM finding f JOIN article a ON a.id = f.article "
            "WHERE f.id >= ?1 AND f.id < ?1 || x'f48fbfbf' ORDER BY a.rowid DESC LIMIT 99",
            (prefix,),
        ).fetchall()
        over = self._overlay()
        if over is not None and (added := self._added(over, prefix)):
            known = {name for _, name, _ in rows}
            added = [
                row for row in added if not known or row[1] in known or row[1].startswith(prefix)
            ]
            rows = sorted({*rows, *added}, key=lambda row: (-row[2], row[1]))
        exact = [r for r in rows if r[1] == prefix] or rows
        named = list(dict.fromkeys(r[1] for r in exact))
        if len(named) != 1:
            several = f"several findings begin so: {', '.join(named[:5])}"
            raise LookupError(several if named else "no such finding")
        own, name, _ = exact[0]
        article = self.article(own)
        for f in self._findings_of(own, None, over):
            if f.id == name:
                return article, f
        return article, next(f for f in self.as_read(own) if f.id == name)

    def _added(self, over: Overlay, prefix: str) -> list[tuple[str, str, int]]:
        """As rows of articles and findings what persons spoke of under an id that begins so.

        An id that a later reading no longer gives leads to the finding that the words now have.
        """
        out = []
        for own, said in over.about.items():
            kinds = {str(s.kind) for s in said if str(s.finding).startswith(prefix)}
            if not kinds:
                continue
            made = over.applied(self.article(own), self._stored(own, kinds), kinds)
            ids = {
                str(s.finding)
                for s in made.standings
                if str(s.statement.finding).startswith(prefix) and s.finding in made.own
            }
            (row,) = self._db.execute("SELECT rowid FROM article WHERE id = ?", (own,)).fetchone()
            out += [(own, name, row) for name in ids]
        return out

    def article(self, own: str) -> Article:
        """The article with exactly this id.

        Raises:
            LookupError: there is none.
        """
        row = self._db.execute("SELECT json, text FROM article WHERE id = ?", (own,)).fetchone()
        if row is None:
            raise LookupError(f"no article {own}")
        return Article.from_json({**json.loads(row[0]), "text": row[1]})

    def credits(self, own: str) -> list[Credit]:
        """Who made the article with this id, as far as its text says."""
        found = self._findings_of(own, ("credit",), self._overlay())
        return [f for f in found if isinstance(f, Credit)]

    def namings(self) -> Iterator[Naming]:
        """Of which states each article names something, in the order of their coming."""
        states: dict[str, set[str]] = defaultdict(set)
        for own, state in self._db.execute(
            "SELECT DISTINCT article, json_extract(json, '$.state') FROM finding WHERE kind = 'name'"
        ):
            if state:
                states[own].add(state)
        if over := self._overlay():
            for own in over.may_have(("name",)):
                held = self._findings_of(own, ("name",), over)
                states[own] = {f.state for f in held if isinstance(f, Name) and f.state}
        rows = self._db.execute(
            "SELECT id, outlet, published FROM article WHERE NOT EXISTS "
            "(SELECT 1 FROM article n WHERE n.version_of = article.id) ORDER BY rowid"
        )
        for own, outlet, published in rows:
            yield Naming(own, outlet, published, frozenset(states.get(own, ())))

    def sketches(self, of: Collection[str] | None = None) -> Mapping[str, int]:
        """How many hashes are kept of each article, or of these, in the order of their coming."""
        self._fill_sketches()
        return sketches.sizes(self._db, of)

    def holders(
        self, of: str | None = None, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, ...]]:
        """For each kept hash that several articles share, these, in the order of their coming."""
        self._fill_sketches()
        if of:
            yield from sketches.holders_with(self._db, of)
        else:
            yield from sketches.holders(self._db, among)

    def _fill_sketches(self) -> None:
        """Once a connection: what is added from now on gets its sketch at once."""
        if not self._sketched and sketches.lacking(self._db):
            with self._transaction():
                sketches.fill(self._db)
        self._sketched = True

    def search(self, words: str, *, limit: int = 100) -> Iterator[Hit]:
        """Where the words stand; words in double quotes must follow each other."""
        terms = re.findall(r'"([^"]+)"|(\S+)', words)
        phrases = [re.findall(r"\w+", a or b) for a, b in terms]
        phrases = [p for p in phrases if p]
        if not phrases:
            return
        query = " ".join('"' + " ".join(p) + '"' for p in phrases)
        rows = self._db.execute(
            "SELECT a.id, a.key, a.text FROM words w JOIN article a ON a.rowid = w.rowid "
            "WHERE words MATCH ? ORDER BY rank, a.id LIMIT ?",
            (query, limit),
        )
        pattern = re.compile(
            "|".join(r"\b" + r"\W+".join(map(re.escape, p)) + r"\b" for p in phrases),
            re.IGNORECASE,
        )
        given = 0
        for own, key, text in rows:
            for m in pattern.finditer(text):
                if given == limit:
                    return
                given += 1
                left = text[max(0, m.start() - _KWIC) : m.start()]
                right = text[m.end() : m.end() + _KWIC]
                yield Hit(own, key, m.start(), m.end(), left, m.group(), right)

    def latest(self, number: int) -> list[Article]:
        """The articles published last, the newest first."""
        rows = self._db.execute(
            "SELECT json, text FROM article WHERE NOT EXISTS "
            "(SELECT 1 FROM article n WHERE n.version_of = article.id) "
            "ORDER BY published IS NULL, published DESC, key DESC, id LIMIT ?",
            (number,),
        )
        return [Article.from_json({**json.loads(data), "text": text}) for data, text in rows]

    def months(self) -> Mapping[tuple[str, str], int]:
        """By outlet and month of publication how many articles are held."""
        rows = self._db.execute(
            "SELECT ifnull(outlet, ''), substr(published, 1, 7) AS month, count(*) FROM article "
            "WHERE length(published) >= 7 AND NOT EXISTS "
            "(SELECT 1 FROM article n WHERE n.version_of = article.id) "
            "GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return {(outlet, month): n for outlet, month, n in rows}

    def stamp(self) -> str:
        """Sizes and times of the files; what is stored stands in the log before it is in the file."""
        files_ = (self.path, Path(f"{self.path}-wal"), self._source.path)
        stats = [p.stat() for p in files_ if p and p.exists()]
        return "/".join(f"{s.st_size}.{s.st_mtime_ns}" for s in stats)

    def counts(self, *, as_read: bool = False, newest: bool = False) -> Mapping[str, int]:
        """How many articles and findings of each kind are held."""
        out = {"article": self._db.execute("SELECT count(*) FROM article").fetchone()[0]}
        out.update(
            self._db.execute("SELECT kind, count(*) FROM finding GROUP BY kind ORDER BY kind")
        )
        older: set[str] = set()
        if newest:  # versions are few: what they hold is taken off
            rows = self._db.execute(
                "SELECT DISTINCT version_of FROM article WHERE version_of IS NOT NULL"
            )
            older = {own for (own,) in rows}
            out["article"] -= len(older)
            rows = self._db.execute(
                "SELECT kind, count(*) FROM finding WHERE article IN "
                "(SELECT value FROM json_each(?)) GROUP BY kind",
                (_compact(sorted(older)),),
            )
            out |= {kind: out[kind] - n for kind, n in rows}
        if not as_read and (over := self._overlay()):
            total = Counter(out)
            for own in set(over.articles) - older:
                total.update(over.changed_counts(self.article(own), self._stored(own, None)))
            out = {k: total[k] for k in ("article", *sorted(set(total) - {"article"})) if total[k]}
        return out

    def runs(self) -> list[dict[str, Any]]:
        """The manifests of all runs, oldest first."""
        rows = self._db.execute("SELECT id, manifest, outcome FROM run ORDER BY id")
        return [
            {"run": n, **json.loads(m), "outcome": json.loads(o) if o else None} for n, m, o in rows
        ]

    def called(self, name: str) -> list[tuple[str, str | None]]:
        """Whoever is called so, or has this actor's id: names with their actors as they were read."""
        rows = self._db.execute(
            "SELECT DISTINCT json ->> '$.canonical', json ->> '$.actor' FROM finding "
            "WHERE kind = 'name' AND instr(json, ?1) AND "
            "(json ->> '$.canonical' = ?2 OR json ->> '$.actor' = ?2) ORDER BY 1, 2",
            (_compact(name), name),
        )
        return rows.fetchall()

    def marks(self) -> Mapping[str, str]:
        """For each article a mark that changes when its findings do, or what persons say of them."""
        out = dict(self._db.execute("SELECT id, findings_hash FROM article"))
        if over := self._overlay():
            joined = [s.id for s in over.ledger.in_force if s.does == "merge"]
            for own in out if joined else over.about:
                ids = [*joined, *(s.id for s in over.about.get(own, ()))]
                out[own] = " ".join([out[own], *ids])
        return out

    def at(self, own: str, run: int) -> list[Finding] | None:
        """What the machine had read of an article when a run ended; None if it was not held."""
        return formerly.at(self._db, own, run)

    def between(
        self, one: int, two: int
    ) -> Iterator[tuple[str, list[Finding] | None, list[Finding]]]:
        """What the machine read otherwise at the end of the second run than of the first."""
        return formerly.between(self._db, one, two)

    def verify(self) -> Iterator[Fault]:
        """Every stored hash and span checked against the stored text and findings."""
        for (problem,) in self._db.execute("PRAGMA quick_check").fetchall():
            if problem != "ok":
                yield Fault("", None, f"the file is damaged: {problem}")
        ids = self._db.execute("SELECT id FROM article ORDER BY id").fetchall()
        for (own,) in ids:
            text_hash, findings_hash, text, data = self._db.execute(
                "SELECT text_hash, findings_hash, text, json FROM article WHERE id = ?", (own,)
            ).fetchone()
            article = Article.from_json({**json.loads(data), "text": text})
            if _hash(text) != text_hash or article.id != own:
                yield Fault(own, None, "the text is not the one that was read")
            rows = self._db.execute(
                "SELECT json FROM finding WHERE article = ? ORDER BY position", (own,)
            ).fetchall()
            if _hash("\n".join(r[0] for r in rows)) != findings_hash:
                yield Fault(own, None, "the findings are not those that were stored")
            for (stored,) in rows:
                yield from faults(article, from_json(json.loads(stored)))
