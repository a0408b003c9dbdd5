"""Two statements of an article held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.article import Span
from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Finding):
    """Two statements of one article held against each other; never which of them is wrong.

    Args:
        against: what the evidence was held against, where it stands apart from it.
    """

    kind: ClassVar[str] = "check"
    check: Literal[
        "superlative_vs_counts",
        "order_of_mention",
        "ordinal_in_article",
        "unit_conversion",
        "sum_of_parts",
        "duration_vs_dates",
        "date_order",
        "weekday_vs_date",
        "quote_vs_original",
        "duplicate_text",
        "name_role_at_date",
        "percent_of",
        "age_vs_birth_year",
    ]
    result: Literal["agrees", "differs", "cannot_tell"]
    against: tuple[Span, ...] = ()
    why: str = ""

    def role_key(self) -> str:
        """What was checked."""
        return self.check
