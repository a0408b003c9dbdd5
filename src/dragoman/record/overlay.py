"""Corrections laid over what a record holds, whenever it is read; what is stored stays as it was."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.article import Article
from dragoman.corrections import Applied, Ledger, Standing, Statement, applied, load
from dragoman.finding import Finding, from_json


@dataclass
class Source:
    """The file of corrections of a record, read again when it changes; None where there is none."""

    path: Path | None
    _stamp: tuple[int, int, int] | None = None
    _ledger: Ledger = field(default_factory=Ledger)

    def ledger(self) -> Ledger:
        """What the file says now.

        Raises:
            CorrectionsError: a line of it can't be read.
        """
        stamp = self._look()
        if stamp != self._stamp:
            self._ledger = Ledger(load(self.path)) if self.path and stamp else Ledger()
            self._stamp = stamp
        return self._ledger

    def _look(self) -> tuple[int, int, int] | None:
        if self.path is None:
            return None
        try:
            seen = self.path.stat()
        except OSError:
            return None
        return seen.st_ino, seen.st_mtime_ns, seen.st_size


@dataclass(frozen=True)
class Overlay:
    """Which statements are about which of the articles held.

    Args:
        about: by id of an article the statements on it and on other versions of it, in their order.
        newest: by id of a statement the newest article that it is about; one not held is missing.
    """

    ledger: Ledger
    about: dict[str, tuple[Statement, ...]]
    newest: dict[str, str]

    @property
    def articles(self) -> list[str]:
        """Ids of the articles that corrections are about."""
        return list(self.about)

    def may_have(self, kinds: Collection[str]) -> list[str]:
        """Ids of articles that may have findings of these kinds only because of a person."""
        return [own for own, some in self.about.items() if any(s.kind in kinds for s in some)]

    def concerns(self, own: str, kinds: Collection[str] | None) -> bool:
        """True if something is said of findings of these kinds in this article."""
        return any(kinds is None or s.kind in kinds for s in self.about.get(own, ()))

    def plain(self, stored: Iterable[str]) -> Iterator[Finding]:
        """Findings as stored, of which nothing is said by itself; who is one with whom counts."""
        merges = self.ledger.merges
        for data in stored:
            made = from_json(json.loads(data))
            yield merges.applied(made) if merges and merges.concern(data) else made

    def applied(
        self, article: Article, stored: Iterable[str], kinds: Collection[str] | None
    ) -> Applied:
        """The findings of these kinds with what is said of them."""
        said = [s for s in self.about.get(article.id, ()) if kinds is None or s.kind in kinds]
        made = applied(article, [from_json(json.loads(x)) for x in stored], said)
        if not (merges := self.ledger.merges):
            return made
        none: frozenset[str] = frozenset()
        joined = tuple(merges.applied(f, made.left.get(f.id, none)) for f in made.findings)
        return Applied(joined, made.standings, made.own, made.left)

    def changed_counts(self, article: Article, stored: Iterable[str]) -> Counter[str]:
        """By how many findings of each kind there are more, or fewer, than stored."""
        kinds = {str(s.kind) for s in self.about[article.id]}
        own = [x for x in stored if json.loads(x)["kind"] in kinds]
        out = Counter(f.kind for f in self.applied(article, own, kinds).findings)
        out.subtract(json.loads(x)["kind"] for x in own)
        return out


def laid(db: sqlite3.Connection, ledger: Ledger) -> Overlay:
    """The overlay of a ledger on the articles that a database holds.

    A statement is about the text that it quotes, wherever that came from, about every other text
    from the same source, and about the versions that followed either.
    """
    said = ledger.on_findings
    texts: dict[str, set[str]] = defaultdict(set)  # article named -> articles held
    sources: dict[str, set[str]] = defaultdict(set)
    named = sorted({str(s.article) for s in said})
    origins = sorted({s.origin for s in said if s.origin and s.origin != "-"})
    each = "IN (SELECT value FROM json_each(?))"
    for (own,) in db.execute(f"SELECT id FROM article WHERE id {each}", (json.dumps(named),)):
        texts[own].add(own)
    rows = db.execute(
        f"SELECT source, article FROM source WHERE source {each}", (json.dumps(origins),)
    )
    for source, own in rows:
        sources[source].add(own)
    later: dict[str, set[str]] = defaultdict(set)
    for own, before in db.execute(
        "SELECT id, version_of FROM article WHERE version_of IS NOT NULL"
    ):
        later[before].add(own)
    order = _order(db, {x for some in (*texts.values(), *sources.values()) for x in some}, later)
    about: dict[str, list[Statement]] = defaultdict(list)
    newest: dict[str, str] = {}
    for s in said:
        held = texts[str(s.article)] | sources[s.origin or ""]
        held = held | _after(held, later)
        for own in held:
            about[own].append(s)
        if held:
            newest[s.id] = max(held, key=lambda x: order.get(x, 0))
    return Overlay(ledger, {k: tuple(v) for k, v in about.items()}, newest)


def _after(held: set[str], later: dict[str, set[str]]) -> set[str]:
    """The versions that followed some articles."""
    out: set[str] = set()
    ahead = list(held)
    while ahead:
        new = later.get(ahead.pop(), set()) - out - held
        out |= new
        ahead += new
    return out


def _order(db: sqlite3.Connection, held: set[str], later: dict[str, set[str]]) -> dict[str, int]:
    """In which order articles came."""
    wanted = json.dumps(sorted(held | _after(held, later)))
    rows = db.execute(
        "SELECT id, rowid FROM article WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return dict(rows)


def standings(overlay: Overlay, made: Callable[[str], Applied]) -> list[Standing]:
    """Every statement of the file with what became of it, in the order of the file.

    Args:
        made: gives what statements make of the findings of an article.
    """
    fates: dict[str, Standing] = {}
    for own in dict.fromkeys(overlay.newest.values()):
        for one in made(own).standings:
            if overlay.newest.get(one.statement.id) == own:
                fates[one.statement.id] = one
    return [fates.get(s.id) or _unplaced(overlay, s) for s in overlay.ledger.statements]


def _unplaced(overlay: Overlay, s: Statement) -> Standing:
    ledger = overlay.ledger
    if s.id in ledger.undone:
        return Standing(s, "undone", s.article, s.finding)
    if s.does == "undo" and s.of[0] not in {x.id for x in ledger.statements}:
        return Standing(s, "moot", why=f"there is no statement {s.of[0]}")
    if s.does in ("merge", "undo", "reviewed"):
        return Standing(s, "applied", s.article)
    return Standing(s, "not_held", s.article, s.finding, "its article is not in this record")
