"""Fields and parties: a value, or which kind of silence stands in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dragoman.article import Span

State = Literal[
    "stated",
    "implied",
    "stated_unknown",
    "withheld",
    "not_stated",
    "not_resolved",
    "ambiguous",
    "conflicting",
    "not_looked_for",
]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that may be missing: a value, or which kind of silence stands in its place.

    Args:
        text: the words as written.
        needs: for `not_resolved`, what is missing ("published", "antecedent").
        values: for `ambiguous` and `conflicting`.
    """

    value: Any = None
    state: State = "not_stated"
    evidence: tuple[Span, ...] = ()
    text: str | None = None
    needs: str | None = None
    values: tuple[Any, ...] = ()

    @property
    def known(self) -> bool:
        """True if the text gives a value, in so many words or by implication."""
        return self.state in ("stated", "implied")


@dataclass(frozen=True, slots=True)
class DateField(Field):
    """A date as a field: EDTF in `value`, its first and last day, or candidates."""

    earliest: str | None = None
    latest: str | None = None
    candidates: tuple[str, ...] = ()


NOT_STATED = Field()
NO_DATE = DateField()
NOT_LOOKED_FOR = Field(state="not_looked_for")


@dataclass(frozen=True, slots=True)
class Party:
    """A sender or recipient: what the text calls it and, where the roster knows it, who that is."""

    name: Field = NOT_STATED
    office: Field = NOT_STATED
    state: str | None = None
    actor: str | None = None
    type: Literal["person", "body", "people", "other"] = "other"
    evidence: tuple[Span, ...] = ()

    @property
    def label(self) -> str:
        """What to call the party in a table: its name, else its office, else its state."""
        return str(self.name.value or self.office.value or self.state or "")


SpeakerStatus = Literal[
    "named",
    "role_only",
    "anonymous",
    "group",
    "outlet",
    "document",
    "article",
    "unresolved",
]


@dataclass(frozen=True, slots=True)
class Speaker(Party):
    """Who is said to speak: a party, which kind of source it is, and for whom it stands.

    Args:
        affiliation: the body or place a source is given with ("of the Sejong Institute").
        anonymity_reason: why it isn't named, in the text's words.
    """

    status: SpeakerStatus = "unresolved"
    affiliation: Field = NOT_STATED
    anonymity_reason: str | None = None
