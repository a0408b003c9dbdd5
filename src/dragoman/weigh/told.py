"""Messages as articles tell them, with the days between which each was under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.article import Article
from dragoman.finding import DateField, Message, Party, Reading

# Reports follow a stated day by 35 days at most (agency stories of 2011-12 and 2024).
LONGEST = timedelta(days=35)
# The fields that date the message itself, the one that says most of its way first.
WAY = ("sent", "dated", "delivered", "received")


@dataclass(frozen=True, slots=True)
class Told:
    """One message as one article tells it."""

    article: Article
    message: Message

    @property
    def key(self) -> tuple[str, str]:
        """Article and finding: what stands for it within a record."""
        return self.article.id, self.message.id

    @property
    def published(self) -> date | None:
        """The day of the article, if that is known to the day."""
        return day(self.article.reference_date.value)

    @property
    def states(self) -> tuple[str | None, str | None]:
        """The states of the first sender and the first recipient."""
        return _state(self.message.senders), _state(self.message.recipients)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day on which something may have been, both included.

    Args:
        basis: the field of the message that says so; `report` where only the article's own day
            bounds it.
    """

    first: date
    last: date
    basis: str

    def meets(self, other: Days, *, within: timedelta = timedelta()) -> bool:
        """True if the two have a day in common, or days no further apart than `within`."""
        return self.first <= other.last + within and other.first <= self.last + within


def told(readings: Iterable[Reading]) -> Iterator[Told]:
    """Every message of the readings, in their order."""
    for r in readings:
        for m in r.of(Message):
            yield Told(r.article, m)


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


def under_way(t: Told) -> Days | None:
    """When a message went from one to the other: as stated, else in the weeks before the report."""
    for name in WAY:
        if days := stated(getattr(t.message, name), name):
            return days
    last = t.published
    return Days(last - LONGEST, last, "report") if last else None


def direction(message: Message) -> tuple[str, str]:
    """Who writes to whom, as the key by which messages are grouped: states, else actors or names."""
    return _whose(message.sender), _whose(message.recipient)


def _whose(party: Party | None) -> str:
    if party is None:
        return "?"
    return party.state or party.actor or "=" + party.label.casefold()


def _state(parties: tuple[Party, ...]) -> str | None:
    return next((p.state for p in parties if p.state), None)
