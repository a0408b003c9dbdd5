"""Communications as objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from dragoman.article import Span
from dragoman.finding.base import Finding
from dragoman.finding.fields import (
    NO_DATE,
    NOT_LOOKED_FOR,
    NOT_STATED,
    DateField,
    Field,
    Party,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Finding):
    """A communication as an object, with every mention of it in the article.

    Args:
        note_type: of a note, which kind, where the text tells.
        number: in the series of its sender, as written ("47", "D.123").
    """

    kind: ClassVar[str] = "message"
    sender: Party | None = None
    recipient: Party | None = None
    co_senders: tuple[Party, ...] = ()
    co_recipients: tuple[Party, ...] = ()
    bearer: Field = NOT_STATED
    form: str = "other"
    note_type: str | None = None
    number: Field = NOT_STATED
    is_reply: bool = False
    replies_to: str | None = None
    mentions: tuple[Span, ...] = ()
    sent: DateField = NO_DATE
    delivered: DateField = NO_DATE
    received: DateField = NO_DATE
    dated: DateField = NO_DATE
    reported: DateField = NO_DATE
    published_edition: DateField = NO_DATE
    channel: Field = NOT_STATED
    occasion: Field = NOT_STATED
    route: Field = NOT_STATED
    place: Field = NOT_LOOKED_FOR
    page: Field = NOT_STATED
    page_share: Field = NOT_STATED
    treatment: Field = NOT_STATED
    item: Any = None
    naming: str | None = None
    words: int | None = None
    role: Literal["reported", "referred", "is_text"] = "reported"
    status: Literal["asserted", "disputed", "denied"] = "asserted"
    scope: Literal["interstate", "party", "domestic"] | None = None

    DATES: ClassVar[tuple[str, ...]] = (
        "sent",
        "delivered",
        "received",
        "dated",
        "reported",
        "published_edition",
    )

    @property
    def senders(self) -> tuple[Party, ...]:
        """The sender and those who sign with it."""
        return ((self.sender,) if self.sender else ()) + self.co_senders

    @property
    def recipients(self) -> tuple[Party, ...]:
        """The recipient and those addressed with it."""
        return ((self.recipient,) if self.recipient else ()) + self.co_recipients

    def role_key(self) -> str:
        """The parties: two messages in one sentence differ by them."""
        sides = (self.senders, self.recipients)
        return "->".join("|".join(p.actor or p.label for p in side) for side in sides)
