"""Words for a relationship, and slogans, with who uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.finding.base import Finding
from dragoman.finding.fields import NO_DATE, NOT_STATED, DateField, Field, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Finding):
    """A phrase by which somebody calls a relationship between two sides, or a policy.

    Args:
        type: `formula` stands in the table of formulas; `characterisation` does not; `slogan` is
            a policy's own name and has no pair.
        phrase: the words as written.
        formula: key in the table of formulas or slogans; None if it stands in neither.
        variant: the declared form that the words have; None if they stand in no table.
        quoted: True if the phrase itself stands in quotation marks.
        speaker: who uses it: the innermost quote's speaker, the sender of the message whose text
            it is, else the article (status `article`, whose state is that of the outlet, if known).
        co_speakers: those who use it with the speaker, as one.
        via: how the speaker is known: by a quote, as the text of a message, as a speech or statement
            printed, or as nobody else.
        pair: the two sides of the relationship, the speaker's own first; None where the text does
            not tell them (then a doubt says why) and for slogans.
        date: when it was said.
        channel: the medium through which the words came, where the text tells.
    """

    kind: ClassVar[str] = "wording"
    type: Literal["formula", "characterisation", "slogan"]
    phrase: str
    formula: str | None = None
    variant: str | None = None
    quoted: bool = False
    speaker: Speaker | None = None
    co_speakers: tuple[Speaker, ...] = ()
    via: Literal["quote", "message", "speech", "article"] = "article"
    pair: tuple[str, str] | None = None
    date: DateField = NO_DATE
    occasion: Field = NOT_STATED
    channel: Field = NOT_STATED

    def role_key(self) -> str:
        """The table's key: of two formulas in the same words each is a finding."""
        return self.formula or self.type
