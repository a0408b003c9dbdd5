"""All statements of a file together: which are in force, and where people disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.corrections.persons import Merges
from dragoman.corrections.statement import ON_FINDING, Statement
from dragoman.corrections.values import finding_said, value_at

STANDS = ""  # the field of a disagreement about whether a finding is one at all


@dataclass(frozen=True, slots=True)
class Position:
    """What a person last said on a point: "stands", "rejected", or a value; by which statement, if by one."""

    author: str
    says: str
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more people who say different things of one finding; the last in the file counts.

    Args:
        field: the path of the value on which they differ; "" if on whether the finding stands.
    """

    article: str
    finding: str
    kind: str
    field: str
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class Ledger:
    """Statements in the order of their file."""

    statements: tuple[Statement, ...] = ()

    @cached_property
    def undone(self) -> frozenset[str]:
        """Ids of statements whose effect an undo took away, and was not itself undone.

        An undo counts wherever it stands: a merge of two files may put it before its statement.
        """
        undoes: dict[str, list[str]] = defaultdict(list)
        for s in self.statements:
            if s.does == "undo":
                undoes[s.of[0]].append(s.id)
        known: dict[str, bool] = {}

        def is_undone(own: str, above: frozenset[str]) -> bool:
            # A hand-made circle of undos undoes nothing.
            if own in above:
                return True
            if own not in known:
                known[own] = any(not is_undone(u, above | {own}) for u in undoes.get(own, ()))
            return known[own]

        return frozenset(s.id for s in self.statements if is_undone(s.id, frozenset()))

    @cached_property
    def in_force(self) -> tuple[Statement, ...]:
        """What counts: all but what is undone, and the undos themselves."""
        return tuple(s for s in self.statements if s.id not in self.undone and s.does != "undo")

    @cached_property
    def on_findings(self) -> tuple[Statement, ...]:
        """Those in force that are about one finding."""
        return tuple(s for s in self.in_force if s.does in ON_FINDING)

    @cached_property
    def merges(self) -> Merges:
        """Who is one with whom."""
        return Merges.of(s for s in self.in_force if s.does == "merge")

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where people differ, in the order of the file."""
        return tuple(disagreements(self.on_findings))


def disagreements(statements: Iterable[Statement]) -> list[Disagreement]:
    """Findings of which several people say different things, in order of their first statement."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        groups[str(s.article), str(s.finding)].append(s)
    out = []
    for own, group in groups.items():
        if len({s.author for s in group}) > 1:
            out += _between(own, group)
    return out


def _between(own: tuple[str, str], group: Sequence[Statement]) -> list[Disagreement]:
    kind = str(group[0].kind)
    stands: dict[str, Position] = {}
    for s in group:
        says = "rejected" if s.does == "reject" else "stands"
        stands.pop(s.author, None)
        stands[s.author] = Position(s.author, says, s)
    held = tuple(stands.values())
    if len({p.says for p in held}) > 1:
        return [Disagreement(*own, kind, STANDS, held)]
    paths = dict.fromkeys(p for s in group if s.does in ("edit", "not_stated") for p in s.set)
    out = []
    for path in paths:
        said: dict[str, Position] = {}
        for s in group:
            if (value := said_of(s, path)) is not None:
                said.pop(s.author, None)
                said[s.author] = Position(s.author, value, s)
        if len({p.says for p in said.values()}) > 1:
            out.append(Disagreement(*own, kind, path, tuple(said.values())))
    return out


def said_of(s: Statement, path: str) -> str | None:
    """What a statement says of a field: what it sets, or, accepting or adding, what stood there."""
    if s.does in ("edit", "not_stated") and path not in s.set:
        return None
    if s.does not in ("edit", "not_stated", "accept", "add"):
        return None
    made = finding_said(s)
    return None if made is None else value_at(made, path)
