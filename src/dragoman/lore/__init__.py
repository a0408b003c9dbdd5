"""What scholars know, as data with sources: states, people and bodies with dates, the codebook.

One loader for all tables; each is read once per process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dragoman.lore import tables
from dragoman.lore.actors import Actor, Tenure, as_of, roles, roster
from dragoman.lore.formula import Counted, Formula, counts, formulas
from dragoman.lore.outlets import acts_for_state, side_of, spoken_for_by


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state, present or former, with the words that name it.

    Args:
        until: for a former state, the year in which it ended.
    """

    code: str
    name: str
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    aliases: tuple[str, ...]
    until: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Every word that names the state, its people or its capital."""
        return (self.name, *self.aliases, *self.demonyms, *self.capitals)


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
        exact = [
            t
            for t in self.terms
            if want in (t.code.casefold(), t.label.casefold().replace(" ", "_"))
        ]
        return exact or [t for t in self.terms if want in t.code.casefold()]


@cache
def states() -> dict[str, StateEntry]:
    """All states by code (alpha-3, withdrawn ones for former states; see the codebook)."""
    return {
        r["code"]: StateEntry(
            r["code"],
            r["name"],
            tables.cells(r["demonyms"]),
            tables.cells(r["capitals"]),
            tables.cells(r["aliases"]),
            r["until"] or None,
        )
        for r in tables.rows("states.tsv")
    }


@dataclass(frozen=True, slots=True)
class Place:
    """A city or region that is no capital, and the state that it lies in."""

    name: str
    state: str
    forms: tuple[str, ...]


@cache
def places() -> tuple[Place, ...]:
    """Cities and regions, none of them disputed."""
    return tuple(
        Place(r["name"], r["state"], (r["name"], *tables.cells(r["forms"])))
        for r in tables.rows("places.tsv")
    )


@cache
def sides() -> dict[str, str]:
    """The name of every side that a party may stand for, by code: states and international bodies."""
    named = {s.code: s.name for s in states().values()}
    bodies = (a for a in roster().values() if a.type == "international" and a.state)
    return named | {str(b.state): b.name for b in bodies}


@cache
def codebook() -> Codebook:
    """The codebook in force."""
    table = tables.toml("codebook.toml")
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
    return tables.toml(f"words/{name}.toml")


@cache
def weighing(name: str) -> dict[str, Any]:
    """A table that only weighing across articles uses, `weighing/NAME.toml`; no part of `digest`."""
    return tables.toml(f"weighing/{name}.toml")


@cache
def digest() -> str:
    """A hash of every table that readers use: findings are read again when it changes."""
    import hashlib

    return hashlib.sha256("".join(map(tables.text, tables.names())).encode()).hexdigest()[:16]


__all__ = [
    "Actor",
    "Codebook",
    "Counted",
    "Formula",
    "Place",
    "StateEntry",
    "Tenure",
    "Term",
    "acts_for_state",
    "as_of",
    "codebook",
    "counts",
    "digest",
    "formulas",
    "places",
    "roles",
    "roster",
    "side_of",
    "sides",
    "spoken_for_by",
    "states",
    "weighing",
    "words",
]
