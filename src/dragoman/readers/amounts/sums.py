"""An amount in its paragraph, before it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dragoman.article import Span
from dragoman.places import Places
from dragoman.readers.amounts.patterns import Unit

Type = Literal["count", "measure", "money", "percent", "ordinal", "fraction"]
Modifier = Literal[">", "<", "~", ">=", "<="]


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in characters of its paragraph."""

    start: int
    end: int
    type: Type
    value: Any
    rule: str
    unit: str | None = None
    of: str | None = None
    modifier: Modifier | None = None
    negated: bool = False
    measure: Unit | None = None


def meets(start: int, end: int, stretches: Places[Span]) -> bool:
    """True if a stretch has a character in common with any of these."""
    return stretches.meets(Span(start, end))
