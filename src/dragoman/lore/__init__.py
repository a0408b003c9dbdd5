"""What scholars know, as data with sources: states, people and bodies with dates, the codebook.

One loader for all tables; each is read once per process.
"""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state, present or former, with the words that name it."""

    code: str
    name: str
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held from one day to another; either end may be unknown."""

    office: str
    body: str | None = None
    since: str | None = None
    until: str | None = None
    source: str = ""

    def covers(self, day: str) -> bool:
        """True if nothing says that the office was not held on that ISO day.

        >>> Tenure("president", since="2018-03", until="2022").covers("2020-05-01")
        True
        """
        begins = self.since is None or self.since[: len(day)] <= day[: len(self.since)]
        return begins and (self.until is None or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body of the roster."""

    id: str
    name: str
    type: str
    state: str | None
    surname: str | None
    variants: tuple[str, ...]
    offices: tuple[Tenure, ...] = ()
    source: str = ""

    @property
    def is_person(self) -> bool:
        """True for a person, False for a body."""
        return self.type == "person"

    @property
    def forms(self) -> tuple[str, ...]:
        """Every full form of the name."""
        return (self.name, *self.variants)


@dataclass(frozen=True, slots=True)
class Term:
    """One code of the codebook with its definition."""

    code: str
    list: str
    label: str
    definition: str
    native: dict[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The closed lists in use, with a version of their own."""

    version: str
    terms: tuple[Term, ...]

    def find(self, words: str) -> list[Term]:
        """Terms whose code or label is this word, else those that contain it."""
        want = words.casefold().replace(" ", "_")
        exact = [t for t in self.terms if want in (t.code, t.label.casefold().replace(" ", "_"))]
        return exact or [t for t in self.terms if want in t.code]


def _text(name: str) -> str:
    return (files("dragoman.lore") / name).read_text(encoding="utf-8")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(x for x in (cell or "").split("|") if x)


@cache
def states() -> dict[str, StateEntry]:
    """All states by code (alpha-3; former states by codes of our own)."""
    rows = csv.DictReader(io.StringIO(_text("states.tsv")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        r["code"]: StateEntry(
            r["code"],
            r["name"],
            _split(r["demonyms"]),
            _split(r["capitals"]),
            _split(r["aliases"]),
        )
        for r in rows
    }


@cache
def roster() -> dict[str, Actor]:
    """All known persons and bodies by id."""
    table = _toml("roster.toml")
    people = [_actor(p, "person") for p in table["person"]]
    bodies = [_actor(b, b["type"]) for b in table["body"]]
    return {a.id: a for a in (*people, *bodies)}


def _actor(row: dict[str, Any], kind: str) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        type=kind,
        state=row.get("state") or None,
        surname=row.get("surname") or None,
        variants=tuple(row.get("variants", ())),
        offices=tuple(
            Tenure(
                o["office"],
                o.get("body"),
                o.get("from"),
                o.get("to"),
                o.get("source", ""),
            )
            for o in row.get("offices", ())
        ),
        source=row.get("source", ""),
    )


@cache
def codebook() -> Codebook:
    """The codebook in force."""
    table = _toml("codebook.toml")
    return Codebook(
        table["version"],
        tuple(
            Term(
                code=t["code"],
                list=t["list"],
                label=t["label"],
                definition=t["definition"],
                native=t.get("native", {}),
                examples=tuple(t.get("examples", ())),
                counter_examples=tuple(t.get("counter_examples", ())),
                source=t.get("source", ""),
            )
            for t in table["term"]
        ),
    )


@cache
def words(name: str) -> dict[str, Any]:
    """A table of words that readers use, `words/NAME.toml`."""
    return _toml(f"words/{name}.toml")


@cache
def digest() -> str:
    """A hash of every table: findings are read again when it changes."""
    import hashlib

    folder = files("dragoman.lore")
    names = ["states.tsv", "roster.toml", "codebook.toml"]
    names += sorted(f"words/{f.name}" for f in (folder / "words").iterdir() if f.is_file())
    return hashlib.sha256("".join(map(_text, names)).encode()).hexdigest()[:16]
