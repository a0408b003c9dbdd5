"""What somebody expects, and under which condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dragoman.article import Span
from dragoman.finding.base import Finding
from dragoman.finding.fields import NO_DATE, DateField, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook(Finding):
    """What somebody says will or would happen; never a fact.

    Args:
        holder: who expects it; status `article` if nobody but the author does.
        condition: under which it is expected; None for a plain prediction.
        consequence: what is expected, in one part or several that follow from each other.
        likelihood: the holder's own words for how sure it is; none are added and none mapped.
        horizon: by when, if the text says so.
    """

    kind: ClassVar[str] = "outlook"
    holder: Speaker | None = None
    condition: Span | None = None
    consequence: tuple[Span, ...]
    likelihood: tuple[Span, ...] = ()
    horizon: DateField = NO_DATE
