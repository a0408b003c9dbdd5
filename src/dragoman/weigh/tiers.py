"""Six tiers by the share of texts that use a formula; their thresholds stand in the lore."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman import lore

Of = Literal["pair", "all"]


@dataclass(frozen=True, slots=True)
class Tiers:
    """The tiers for one denominator.

    Args:
        of: texts that name both sides of the `pair`, or `all` texts.
        steps: each tier's name with the share from which it begins, the highest first.
        least: of fewer texts no tier is given.
    """

    of: Of
    steps: tuple[tuple[str, float], ...]
    least: int

    def tier(self, n: int, total: int) -> str | None:
        """The tier of n texts among all; None for none, and where too few are counted."""
        if n == 0 or total < self.least:
            return None
        return next(name for name, share in self.steps if n >= share * total)

    def told(self) -> str:
        """The thresholds in words.

        >>> tiers("pair").told()
        'prominent from 20 %, frequent from 10 %, common from 5 %, occasional from 2 %, rare from 0.5 %, isolated below; none of fewer than 50 texts'
        """
        *upper, last = self.steps
        named = ", ".join(f"{name} from {100 * share:g} %" for name, share in upper)
        return f"{named}, {last[0]} below; none of fewer than {self.least} texts"


@cache
def tiers(of: Of) -> Tiers:
    """The tiers in force for a denominator."""
    table = lore.weighing("wording")["tiers"]
    steps = zip(table["names"], (*table[of]["from"], 0.0), strict=True)
    return Tiers(of, tuple(steps), table[of]["least"])
