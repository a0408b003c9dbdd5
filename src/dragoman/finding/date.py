"""Time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.article import Span
from dragoman.finding.base import Finding
from dragoman.finding.fields import DateField, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Finding):
    """A time expression: TIMEX3 `value`, EDTF and bounds; unresolved ones say what they need.

    Args:
        range: of either end of a range, the whole of it as an EDTF interval.
        why: the reason for its candidates.
    """

    kind: ClassVar[str] = "date"
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str | None = None
    state: State = "stated"
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: Literal["publication", "utterance", "event", "none"] = "none"
    anchor_evidence: tuple[Span, ...] = ()
    candidates: tuple[str, ...] = ()
    range: str | None = None
    why: str | None = None
    needs: str | None = None
    optional: bool = False

    def as_field(self, text: str) -> DateField:
        """This date as the field of another finding, with the same state."""
        return DateField(
            value=(self.range or self.edtf or self.value) if self.state == "stated" else None,
            state=self.state,
            evidence=self.evidence,
            text=text,
            needs=self.needs,
            values=self.candidates if self.state == "ambiguous" else (),
            earliest=self.earliest,
            latest=self.latest,
            candidates=self.candidates,
        )
