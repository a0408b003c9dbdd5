"""Two persons that are one, record-wide, and findings that leave the person they were given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from typing import Any, get_args, get_type_hints

from dragoman.corrections.statement import Statement
from dragoman.finding import Finding, Name, Office, Party


def made_id(name: str) -> str:
    """An id for a person whom the roster doesn't know, from the name.

    >>> made_id("Bat Tumur")
    'bat-tumur'
    """
    return re.sub(r"\W+", "-", name.casefold()).strip("-") or name


@dataclass(frozen=True)
class Merges:
    """Statements that two persons are one, as one table.

    Args:
        into: for an actor's id or a name the actor that it stands for.
        by: for each of these who said so.
    """

    into: dict[str, str]
    by: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Merges:
        """The table of the statements in force.

        Whoever is joined to two persons joins them to each other; of several that stay, the first
        in the alphabet does. So the order of statements doesn't count.
        """
        groups: list[tuple[set[str], set[str], set[str]]] = []
        goes = set()
        for s in statements:
            goes.add(s.of[1])
            one = ({s.of[0], s.of[1]}, {s.of[0]}, {s.author})
            for held in [g for g in groups if g[0] & one[0]]:
                groups.remove(held)
                one = (one[0] | held[0], one[1] | held[1], one[2] | held[2])
            groups.append(one)
        into, by = {}, {}
        for members, kept, authors in groups:
            # An actor stays rather than a name that nobody else has.
            first = min(kept - goes or kept, key=lambda k: (not _is_id(k), k))
            for m in members:
                into[m] = first if _is_id(first) else made_id(first)
                by[m] = tuple(sorted(authors))
        return cls(into, by)

    def __bool__(self) -> bool:
        return bool(self.into)

    def concern(self, stored: str) -> bool:
        """True if a finding as stored may name one of them; quick, and never false where it does."""
        return any(m in stored for m in self._marks)

    @cached_property
    def _marks(self) -> tuple[str, ...]:
        return tuple(json.dumps(k, ensure_ascii=False) for k in self.into)

    def applied(self, finding: Finding, left: frozenset[str] = frozenset()) -> Finding:
        """The finding with its persons as the table has them.

        Args:
            left: paths of parties that a person took from their actor.
        """
        authors: set[str] = set()

        def walk(thing: Any, path: str) -> Any:
            if isinstance(thing, tuple) and thing and is_dataclass(thing[0]):
                return tuple(walk(x, f"{path}.{n}".strip(".")) for n, x in enumerate(thing))
            if not is_dataclass(thing) or isinstance(thing, type):
                return thing
            changes: dict[str, Any] = {}
            if path not in left and (own := self._own(thing)) is not None:
                changes["actor"] = self.into[own]
                authors.update(self.by[own])
            for name in _ways(type(thing)):
                value = getattr(thing, name)
                new = walk(value, f"{path}.{name}" if path else name)
                if new is not value and new != value:
                    changes[name] = new
            return replace(thing, **changes) if changes else thing

        made: Finding = walk(finding, "")
        if not authors:
            return finding
        return replace(made, corrected_by=tuple(sorted({*made.corrected_by, *authors})))

    def _own(self, thing: Any) -> str | None:
        """By which entry of the table a party is another actor than it says."""
        actor = getattr(thing, "actor", None)
        if actor is not None:
            return actor if self.into.get(actor, actor) != actor else None
        called: Any = None
        if isinstance(thing, Party):
            called = thing.name.value
        elif isinstance(thing, Name):
            called = thing.canonical
        elif isinstance(thing, Office):
            called = thing.person
        return called if isinstance(called, str) and called in self.into else None


@cache
def _ways(kind: type) -> tuple[str, ...]:
    """The fields of a class by which one may come to a person; a record holds millions of others."""
    hints = get_type_hints(kind)
    return tuple(f.name for f in fields(kind) if any(map(_leads, _classes(hints[f.name]))))


def _leads(kind: type) -> bool:
    return any(f.name == "actor" for f in fields(kind)) or bool(_ways(kind))


def _classes(hint: Any) -> Iterator[type]:
    """The dataclasses in a type."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for each in get_args(hint):
        yield from _classes(each)


def _is_id(name: str) -> bool:
    """True for an actor's id: no capital, no space."""
    return name == made_id(name)


def parties(finding: Finding) -> dict[str, str]:
    """For each path at which a finding gives an actor, which one; the finding's own is at ""."""
    out: dict[str, str] = {}

    def walk(thing: Any, path: str) -> None:
        if isinstance(thing, tuple) and thing and is_dataclass(thing[0]):
            for n, x in enumerate(thing):
                walk(x, f"{path}.{n}".strip("."))
        elif is_dataclass(thing) and not isinstance(thing, type):
            if isinstance(actor := getattr(thing, "actor", None), str):
                out[path] = actor
            for name in _ways(type(thing)):
                walk(getattr(thing, name), f"{path}.{name}" if path else name)

    walk(finding, "")
    return out


def left(finding: Finding, paths: Iterable[str]) -> Finding:
    """The finding with no actor at these paths; a name also leaves the mentions it was put with."""

    def walk(thing: Any, names: list[str]) -> Any:
        if thing is None:
            return None
        if not names:
            more = {"cluster": None} if isinstance(thing, Name) else {}
            return replace(thing, actor=None, **more)
        first, *rest = names
        if isinstance(thing, tuple):
            number = int(first)
            return tuple(walk(x, rest) if n == number else x for n, x in enumerate(thing))
        return replace(thing, **{first: walk(getattr(thing, first), rest)})

    for path in paths:
        finding = walk(finding, path.split(".") if path else [])
    return finding
