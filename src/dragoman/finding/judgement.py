"""What the article itself thinks of what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dragoman.article import Span
from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Finding):
    """The article's own assessment, in its author's voice.

    Args:
        hedge: the words that say how sure the author is ("suggests", "appears to"), if any.
    """

    kind: ClassVar[str] = "judgement"
    proposition: tuple[Span, ...]
    hedge: tuple[Span, ...] = ()
