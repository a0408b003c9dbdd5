"""The roster: persons and bodies, the offices that persons held, and from when to when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from dragoman.lore import tables

UNKNOWN = "?"
_HELD_ON = re.compile(r"held on (\d{4}-\d\d-\d\d)")
_AS_OF = re.compile(r"^# as_of: (\d{4}-\d\d-\d\d)$", re.MULTILINE)

Standing = Literal["held", "possible", "not"]


@dataclass(frozen=True)
class Tenure:
    """An office held from one day to another; either end may be unknown.

    Args:
        since: ISO 8601 day, month or year; None where unknown.
        until: likewise the end; "?" where it ended on an unknown day or may have ended,
            None where it was held still when the roster was written (`as_of`).
        source: parted by "; "; "held on DAY: ..." is a source that shows the office on that day.
    """

    office: str
    body: str | None = None
    since: str | None = None
    until: str | None = None
    source: str = ""

    @property
    def is_open(self) -> bool:
        """True if the office was held still when the roster was written."""
        return self.until is None

    @cached_property
    def attested(self) -> tuple[str, ...]:
        """The days for which a source shows the office, in order."""
        return tuple(sorted(_HELD_ON.findall(self.source)))

    def on(self, day: str) -> Standing:
        """Whether the office was held on an ISO day, month or year.

        "possible" where an end is unknown, or known to the month only and the day lies in it.

        >>> t = Tenure("president", since="2018-03", until="?")
        >>> t.on("2018-02-28"), t.on("2018-03-20"), t.on("2020-05-01")
        ('not', 'possible', 'possible')
        >>> Tenure("president", since="2018-03-14", until="2022").on("2018-03-14")
        'held'
        """
        first, last = _first(day), _last(day)
        certain = self._certain
        if certain and certain[0] <= first and last <= certain[1]:
            return "held"
        if self.since and last < _first(self.since):
            return "not"
        if self.until and self.until != UNKNOWN and first > _last(self.until):
            return "not"
        return "possible"

    @cached_property
    def _certain(self) -> tuple[str, str] | None:
        """First and last day for which the office is certain."""
        begins = [_last(self.since)] if self.since else []
        ends = ["9999"] if self.is_open else []
        if self.until and self.until != UNKNOWN:
            ends = [_first(self.until)]
        begins += self.attested[:1]
        ends += self.attested[-1:]
        return (min(begins), max(ends)) if begins and ends else None

    def overlaps(self, other: Tenure) -> bool:
        """True if both were held at one time for certain; one day is a change of hands.

        >>> a, b = Tenure("king", until="2014-06-18"), Tenure("king", since="2014-06-19")
        >>> a.overlaps(b), b.overlaps(b)
        (False, True)
        """
        one, two = self._certain, other._certain
        if one is None or two is None:
            return False
        return max(one[0], two[0]) < min(one[1], two[1])

    def covers(self, day: str) -> bool:
        """True if the office is known to have been held on that ISO day.

        >>> Tenure("president", since="2018-03", until="2022").covers("2020-05-01")
        True
        """
        return self.on(day) == "held"


def _first(day: str) -> str:
    return (day + "-01-01")[:10] if len(day) < 7 else (day + "-01")[:10]


def _last(day: str) -> str:
    # A 31st that a month doesn't have sorts after its days, and that is all that counts here.
    return (day + "-12-31")[:10] if len(day) < 7 else (day + "-31")[:10]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body of the roster.

    Args:
        state: for which side it acts: a state, for international bodies a code of our own
            (`ORG-...`); None for people who acted for several.
        surname: the word by which news call a person for short.
        variants: other forms of the name, in any script.
        offices: of a person, by their first day.
    """

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


def roles(actor: Actor, day: str, *, possible: bool = False) -> tuple[Tenure, ...]:
    """The offices that somebody held on an ISO day, in the roster's order.

    Args:
        possible: also those of which the day is not known to lie outside.

    >>> [t.office for t in roles(roster()["vladimir-putin"], "2010-05-01")]
    ['prime minister of Russia']
    """
    wanted = ("held", "possible") if possible else ("held",)
    return tuple(t for t in actor.offices if t.on(day) in wanted)


@cache
def roster() -> dict[str, Actor]:
    """All known persons and bodies by id."""
    offices: dict[str, list[Tenure]] = {}
    for r in tables.rows("roster/tenures.tsv"):
        offices.setdefault(r["person"], []).append(
            Tenure(r["office"], r["body"] or None, r["from"] or None, r["to"] or None, r["source"])
        )
    people = {
        r["id"]: _actor(r, "person", tuple(offices.pop(r["id"], ())))
        for r in tables.rows("roster/persons.tsv")
    }
    if offices:
        raise ValueError(f"roster/tenures.tsv: nobody is called {', '.join(sorted(offices))}")
    return people | {r["id"]: _actor(r, r["type"]) for r in tables.rows("roster/bodies.tsv")}


def _actor(row: dict[str, str], kind: str, offices: tuple[Tenure, ...] = ()) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        type=kind,
        state=row["state"] or None,
        surname=row.get("surname") or None,
        variants=tables.cells(row["forms"]),
        offices=offices,
        source=row["source"],
    )


@cache
def as_of() -> str:
    """The day up to which open tenures were held as far as known."""
    found = _AS_OF.search(tables.text("roster/tenures.tsv"))
    if found is None:
        raise ValueError("roster/tenures.tsv: no line '# as_of: YYYY-MM-DD'")
    return found[1]
