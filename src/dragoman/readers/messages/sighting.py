"""A sighting: one place that speaks of a message."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.article import Span
from dragoman.finding import Date, Field, Party
from dragoman.grammar import Sentence


@dataclass(frozen=True)
class Sighting:
    """One place that speaks of a message, with what it says of it."""

    sentence: Sentence
    span: Span
    noun: Span
    form: str
    plain: bool  # the form is only a guess from the purpose
    senders: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    bearer: Field = field(default_factory=Field)
    dates: tuple[tuple[str, Date], ...] = ()
    published: tuple[Date, ...] = ()  # days of report and edition told in the same sentence
    occasion: Field = field(default_factory=Field)
    is_reply: bool = False
    answers: Span | None = None  # the noun of the message that it answers
    definite: bool = False
    fresh: bool = False  # "another", "a similar": not one seen before
    act: str = ""  # send, convey, receive, came, exchange, call, "" (noun only)
    open_sender: Span | None = None  # a pronoun that nobody before explains
    referred: bool = False
    item: tuple[int, int] | None = None  # how many a list tells of, and which of them this is
    headline: bool = False  # in the title, wherever that stands
