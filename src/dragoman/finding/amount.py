"""Numbers of something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True)
class Si:
    """A quantity in SI units."""

    value: Any
    unit: str
    dimension: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Finding):
    """A number of something: counts, measures, money, percent, ordinals, fractions.

    Args:
        value: a number, [low, high], or None where the words give none ("dozens of").
        unit: a noun in the singular, the unit's name, or an ISO 4217 code.
        of: what is measured or counted beyond the unit, in the text's words.
        pair: the same quantity in another unit beside it.
    """

    kind: ClassVar[str] = "amount"
    type: Literal["count", "measure", "money", "percent", "ordinal", "fraction"]
    value: Any = None
    unit: str | None = None
    of: str | None = None
    modifier: Literal[">", "<", "~", ">=", "<="] | None = None
    pair: str | None = None
    negated: bool = False
    si: Si | None = None

    def role_key(self) -> str:
        """The type and value."""
        return f"{self.type} {self.value}"
