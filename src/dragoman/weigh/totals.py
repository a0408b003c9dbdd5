"""Formulas over a whole record: in how many texts, of how many, whose, from when to when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dragoman.article import Naming
from dragoman.weigh.shares import Speaking, tiers_of
from dragoman.weigh.uses import Holder, Use


@dataclass(frozen=True)
class Total:
    """A formula for one pair, or a slogan of one holder, over all the texts looked at.

    Args:
        uses: all of them, by day.
        of: texts that name both sides of the pair; of a slogan all texts.
    """

    formula: str
    sides: tuple[str, ...]
    uses: tuple[Use, ...]
    of: int

    @cached_property
    def n(self) -> int:
        """In how many texts it stands, each text once."""
        return len({u.origin for u in self.uses})

    @property
    def holders(self) -> dict[Holder, int]:
        """In how many texts each holder uses it, the one with most first."""
        texts: dict[Holder, set[str]] = defaultdict(set)
        for u in self.uses:
            texts[u.holder].add(u.origin)
        ranked = sorted(texts.items(), key=lambda x: (-len(x[1]), x[0].key))
        return {h: len(some) for h, some in ranked}

    @property
    def tier(self) -> str | None:
        """The tier of the share of texts; what they only recall counts as well."""
        by = tiers_of(self.uses[0])
        return by.tier(self.n, self.of) if by else None

    def to_json(self) -> dict[str, Any]:
        """Count and share with holders, first and last use."""
        first, last = self.uses[0].days, self.uses[-1].days
        return {
            "formula": self.formula,
            "pair": list(self.sides) or None,
            "n": self.n,
            "of": self.of,
            "tier": self.tier,
            "first": str(first.first) if first else None,
            "last": str(last.first) if last else None,
            "holders": [
                {"holder": h.key, "state": h.state, "n": n} for h, n in self.holders.items()
            ],
        }


def totals(
    some: Iterable[Use],
    namings: Iterable[Naming],
    origins: Mapping[str, str] | None = None,
    *,
    by_holder: bool = False,
) -> list[Total]:
    """Each formula and pair with its count, the one in most texts first; a text counts once.

    Args:
        namings: the texts of which it is a share.
        by_holder: one for each holder.
    """
    groups: dict[tuple[str, tuple[str, ...], str], list[Use]] = defaultdict(list)
    for u in some:
        if u.wording.formula:
            who = u.holder.key if by_holder else ""
            groups[u.wording.formula, u.sides, who].append(u)
    speaking = Speaking(u for own in groups.values() for u in own)
    texts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for t in namings:
        for sides in ((), *speaking.pairs_of(t)):
            texts[sides].add((origins or {}).get(t.article, t.article))
    made = [
        Total(key, sides, tuple(sorted(own, key=lambda u: u.order)), len(texts[sides]))
        for (key, sides, _), own in groups.items()
    ]
    return sorted(made, key=lambda t: (-t.n, t.formula, t.sides, t.uses[0].holder.key))
