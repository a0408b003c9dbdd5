"""Messages as articles tell them, with the days between which each was under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dragoman.article import Article
from dragoman.finding import DateField, Message, Party, Reading
from dragoman.weigh.likeness import Who, side_fit, who

# Reports follow a stated day by 35 days at most (agency stories of 2011-12 and 2024).
LONGEST = timedelta(days=35)
# The fields that date the message itself, the one that says most of its way first.
WAY = ("sent", "dated", "delivered", "received")


@dataclass(frozen=True)
class Told:
    """One message as one article tells it; what is asked often is worked out once.

    Args:
        copied: the article of which this one is a copy, if it is one.
    """

    article: Article
    message: Message
    copied: str | None = None

    @cached_property
    def sides(self) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
        """Senders and recipients, as they are compared."""
        return tuple(map(who, self.message.senders)), tuple(map(who, self.message.recipients))

    @cached_property
    def iso(self) -> str | None:
        """The day of the article as text."""
        return self.published.isoformat() if self.published else None

    @property
    def origin(self) -> str:
        """The article from which its text comes: copies have one origin."""
        return self.copied or self.key[0]

    @cached_property
    def key(self) -> tuple[str, str]:
        """Article and finding: what stands for it within a record."""
        return self.article.id, self.message.id

    @cached_property
    def published(self) -> date | None:
        """The day of the article, if that is known to the day."""
        return day(self.article.reference_date.value)

    @cached_property
    def states(self) -> tuple[str | None, str | None]:
        """The states of the first sender and the first recipient."""
        return _state(self.message.senders), _state(self.message.recipients)

    @cached_property
    def outlet(self) -> str | None:
        """The outlet of the article, as held."""
        return self.article.value("outlet")

    @cached_property
    def days(self) -> dict[str, Days]:
        """The days that it states of the message's way, by field."""
        found = ((name, stated(getattr(self.message, name), name)) for name in WAY)
        return {name: days for name, days in found if days}

    @cached_property
    def way(self) -> Days | None:
        """The first of them."""
        return next(iter(self.days.values()), None)

    @cached_property
    def headlined(self) -> bool:
        """True if the article is about this message: its title speaks of it, or it is its text."""
        m, title = self.message, self.article.title_span
        places = (*m.evidence, *m.mentions)
        named = any(s.where == "title" or (title and title.holds(s)) for s in places)
        return named or m.role == "is_text"

    @cached_property
    def lacking(self) -> str | None:
        """Why the article does not hold the message's whole text, in words; None if it does."""
        m = self.message
        if isinstance(m.item, dict):
            return "one of a list"
        if m.treatment.known and m.treatment.value != "full_text":
            return _LESS.get(str(m.treatment.value), "not the full text")
        if m.role == "is_text" or m.treatment.known:
            return None
        return "not said to be the full text"


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day on which something may have been, both included.

    Args:
        basis: the field of the message that says so.
    """

    first: date
    last: date
    basis: str

    def meets(self, other: Days, *, within: timedelta = timedelta()) -> bool:
        """True if the two have a day in common, or days no further apart than `within`."""
        return self.first <= other.last + within and other.first <= self.last + within


_LESS = {"excerpt": "an excerpt", "summary": "a summary", "fact_only": "only the fact"}


def sides_agree(a: Told, b: Told) -> tuple[int, int]:
    """How surely the recipients of two messages are the same, and how surely the senders."""
    (senders, recipients), (own_senders, own_recipients) = a.sides, b.sides
    return side_fit(recipients, own_recipients, b.iso), side_fit(senders, own_senders, b.iso)


def told(readings: Iterable[Reading], origins: Mapping[str, str] | None = None) -> Iterator[Told]:
    """Every message of the readings, in their order.

    Args:
        origins: for the id of an article that copies another's text the id of that article.
    """
    for r in readings:
        own = r.article.id
        for m in r.of(Message):
            yield Told(r.article, m, (origins or {}).get(own))


def day(value: object) -> date | None:
    """An ISO day; None for anything less exact.

    >>> day("2021-01-13"), day("2021-01"), day(None)
    (datetime.date(2021, 1, 13), None, None)
    """
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def stated(field: DateField, basis: str) -> Days | None:
    """The days that a field gives, or None."""
    first, last = day(field.earliest), day(field.latest)
    return Days(first, last, basis) if field.known and first and last else None


def direction(message: Message) -> tuple[str, str]:
    """Who writes to whom, as the key by which messages are grouped: states, else actors or names."""
    return whose(message.sender), whose(message.recipient)


def whose(party: Party | None) -> str:
    """For whom a party stands: its state, else actor or name; "?" for nobody."""
    if party is None:
        return "?"
    one = who(party)
    return one.state or one.actor or "=" + party.label.casefold()


def _state(parties: tuple[Party, ...]) -> str | None:
    return next((p.state for p in parties if p.state), None)
