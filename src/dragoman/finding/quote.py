"""Words and views that a text attributes to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.article import Span
from dragoman.finding.base import Finding
from dragoman.finding.fields import NO_DATE, NOT_STATED, DateField, Field, Speaker

Act = Literal[
    "say",
    "claim",
    "deny",
    "confirm",
    "announce",
    "predict",
    "assess",
    "praise",
    "congratulate",
    "thank",
    "wish",
    "regret",
    "accuse",
    "warn",
    "threaten",
    "promise",
    "demand",
    "ask",
    "refuse",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Finding):
    """Words or views that the text attributes to somebody; the evidence is the content.

    Args:
        source: the words that name who speaks, as they stand at the cue; None where none do.
        cue: the words that attribute ("said", "according to", a colon); None for a quotation
            that carries the one before it on.
        further_cues: the rest of a broken cue.
        form: direct if every word stands in quotation marks, indirect if none does, else mixed.
        parent: the quote inside whose content this one stands; `depth` of them hold it.
        when: when it was said, where the words at the cue tell.
    """

    kind: ClassVar[str] = "quote"
    source: Span | None = None
    cue: Span | None = None
    further_cues: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    form: Literal["direct", "indirect", "mixed"] = "indirect"
    parent: str | None = None
    depth: int = 0
    speaker: Speaker | None = None
    co_speakers: tuple[Speaker, ...] = ()
    act: Act = "say"
    addressee: Field = NOT_STATED
    when: DateField = NO_DATE

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speaker and those who speak with it."""
        return ((self.speaker,) if self.speaker else ()) + self.co_speakers

    def role_key(self) -> str:
        """Who speaks, and how deep it stands: one stretch may be said by one, cited by another."""
        names = [s.actor or s.label or s.name.text or s.status for s in self.speakers]
        return f"{'|'.join(names)}|{self.depth}"
