"""Statements of fact that somebody vouches for, and who disputes or bears them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.article import Span
from dragoman.finding.base import Finding
from dragoman.finding.fields import NO_DATE, DateField, Speaker

ClaimStatus = Literal[
    "unopposed",
    "denied",
    "contradicted",
    "corroborated_independent",
    "repeated_same_origin",
    "partly_corroborated",
]


@dataclass(frozen=True, slots=True)
class Bearing:
    """Another claim of the article that bears on one, and the words of it that do."""

    id: str
    part: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Finding):
    """A statement of fact that the text attributes to somebody; never that it is so.

    Args:
        proposition: what is claimed, without who says so.
        subject: the words of whom or what it is said; None where no parse showed them.
        predicates: its verbs, each with what stands with it up to the next.
        polarity: negative if it says that something is not so.
        status: what the same article holds against it or for it; None for a claim that only
            confirms another.
        opposed_by: claims that deny or contradict it, each with the part that does.
        confirmed_by: claims of others that bear out a part of it.
        when: when it was said.
    """

    kind: ClassVar[str] = "claim"
    holder: Speaker | None = None
    proposition: tuple[Span, ...]
    subject: Span | None = None
    predicates: tuple[Span, ...] = ()
    polarity: Literal["positive", "negative"] = "positive"
    status: ClaimStatus | None = "unopposed"
    opposed_by: tuple[Bearing, ...] = ()
    confirmed_by: tuple[Bearing, ...] = ()
    when: DateField = NO_DATE

    def role_key(self) -> str:
        """Who holds it."""
        s = self.holder
        return "" if s is None else s.actor or s.label or s.name.text or s.status
