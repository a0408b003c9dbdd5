"""Two statements of an article held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.article import Span
from dragoman.finding.base import Finding
from dragoman.finding.fields import Party


@dataclass(frozen=True, slots=True)
class Counted:
    """What a rank or a number claims of a record: "the third message since 2013".

    Args:
        number: the rank, or the count.
        rank: True for a rank, which claims that so many were before it; False for a total.
        what: `message`, `call`, or `meeting`, of which no reader keeps a record.
        sides: who to whom, one party each; who with whom if `either_way`.
        since: first day of the time that is meant, ISO; None if all time before is.
        until: last day; None if the text gives no day for the one that it counts last.
        why_open: why the first day can't be told, though the text names a beginning.
    """

    number: int
    rank: bool
    what: Literal["message", "call", "meeting"]
    sides: tuple[Party, ...] = ()
    either_way: bool = False
    form: str | None = None
    since: str | None = None
    until: str | None = None
    why_open: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Finding):
    """Two statements of one article held against each other; never which of them is wrong.

    Args:
        against: what the evidence was held against, where it stands apart from it.
        counted: for a rank or a total, what a record can be asked about it.
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
    counted: Counted | None = None

    def role_key(self) -> str:
        """What was checked."""
        return self.check
