"""The machine against people: how often what it found was right, and what it missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from dragoman.corrections import Statement
from dragoman.weigh.agreement import Judged, Unit, judged

_Z = 1.959964  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's interval of 95 %; it holds for few cases too.

    >>> s = Share(7, 10)
    >>> round(s.share, 2), [round(x, 3) for x in s.interval]
    (0.7, [0.397, 0.892])
    """

    k: int
    n: int

    @property
    def share(self) -> float | None:
        """The share; None of nothing."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """After Wilson (1927); None of nothing."""
        if not self.n:
            return None
        p, n, z = self.k / self.n, self.n, _Z
        middle = p + z * z / (2 * n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n))
        return max(0.0, low), min(1.0, high)


@dataclass(frozen=True, slots=True)
class Rate:
    """What people made of the machine's findings of one kind.

    Args:
        readers: versions of the reader whose findings were judged one by one.
        articles: how many were wholly reviewed for this kind.
        missed: what people added in these; `found` of what is right there, what the machine had.
    """

    kind: str
    accepted: int
    edited: int
    rejected: int
    added: int
    readers: tuple[str, ...]
    articles: int
    missed: int
    found: int

    @property
    def judged(self) -> int:
        """How many of the machine's findings were judged."""
        return self.accepted + self.edited + self.rejected

    @property
    def right(self) -> Share:
        """Of those judged the share right in every field."""
        return Share(self.accepted, self.judged)

    @property
    def real(self) -> Share:
        """Of those judged the share that is a finding of its kind at all."""
        return Share(self.accepted + self.edited, self.judged)

    @property
    def complete(self) -> Share:
        """Of what is there the share that was found: over articles wholly reviewed only."""
        return Share(self.found, self.found + self.missed)


def rates(statements: Sequence[Statement]) -> list[Rate]:
    """By kind what the statements in force, of all people together, say of the machine."""
    units = judged(statements)
    reviewed = {(str(s.article), k) for s in statements if s.does == "reviewed" for k in s.of}
    kinds = sorted({unit[1] for unit in units} | {k for _, k in reviewed})
    return [_rate(kind, units, reviewed, statements) for kind in kinds]


def _rate(
    kind: str,
    units: Mapping[Unit, Judged],
    reviewed: Iterable[tuple[str, str]],
    statements: Iterable[Statement],
) -> Rate:
    # An addition that somebody rejected again is neither the machine's nor missed by it.
    own = {s.finding for s in statements if s.does == "add"}
    n: dict[str, int] = defaultdict(int)
    there: dict[str, int] = defaultdict(int)
    whole = {article for article, k in reviewed if k == kind}
    for (article, k, finding), j in units.items():
        if k != kind or (finding in own and j.decision != "added"):
            continue
        n[j.decision] += 1
        if article in whole:
            there[j.decision] += 1
    readers = {
        str((s.whole or {}).get("reader", "")).partition("; ")[0]
        for s in statements
        if s.kind == kind and s.does != "add"
    }
    return Rate(
        kind,
        n["accepted"],
        n["edited"],
        n["rejected"],
        n["added"],
        tuple(sorted(r for r in readers if r)),
        len(whole),
        there["added"],
        there["accepted"] + there["edited"],
    )
