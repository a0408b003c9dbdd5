"""A message being put together, with what its sightings say in sum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.article import Span, in_order
from dragoman.finding import Date, Party
from dragoman.grammar import Sentence
from dragoman.readers.messages.sighting import Sighting


class Draft:
    """A message being put together from its sightings; `fields` come from other sentences.

    What all sightings say together is kept as they come, so that a message that is told of ten
    thousand times costs no more a sighting than one told of twice.

    Args:
        first: the sighting that says most.
        values: by field, the date that a sighting gave last.
        latest: the last of the first days, and `earliest` the first of the last days, that it
            has of sending or of report.
        indexes: numbers of the sentences that speak of it.
        items: for each noun, the places in lists that it was told with.
    """

    def __init__(self, sightings: list[Sighting]) -> None:
        self.sightings: list[Sighting] = []
        self.first = sightings[0]
        self.fields: dict[str, Any] = {}
        self._forget()
        for s in sightings:
            self.add(s)

    def _forget(self) -> None:
        self._parties: list[tuple[Party, ...]] = [(), ()]
        self.greets = True  # only a verb such as "congratulated" shows it
        self.headline = self.is_reply = False
        self.values: dict[str, str | None] = {}
        self.dates: set[Date] = set()
        self.latest: date | None = None
        self.earliest: date | None = None
        self.items: dict[Span, set[tuple[int, int] | None]] = {}
        self.sentences: set[Sentence] = set()
        self.indexes: set[int] = set()

    def parties(self, side: int) -> tuple[Party, ...]:
        """The senders (0) or recipients (1) that a sighting names."""
        return self._parties[side]

    def add(self, s: Sighting) -> None:
        """One sighting more."""
        if _says(s) < _says(self.first):
            self.first = s
        self.sightings.append(s)
        self._sum(s)

    def put_in_order(self) -> None:
        """The sightings by place; the parties are those of the first that names some."""
        self.sightings.sort(key=lambda s: in_order(s.noun))
        self._forget()
        for s in self.sightings:
            self._sum(s)

    def _sum(self, s: Sighting) -> None:
        self._parties = [self._parties[0] or s.senders, self._parties[1] or s.recipients]
        self.greets = self.greets and s.act == "greet"
        self.headline = self.headline or s.headline
        self.is_reply = self.is_reply or s.is_reply
        self.values |= {name: d.value for name, d in s.dates}
        self.dates |= {d for _, d in s.dates}
        for first, last in days(s):
            self.latest = max(first, self.latest or first)
            self.earliest = min(last, self.earliest or last)
        self.items.setdefault(s.noun, set()).add(s.item)
        self.sentences.add(s.sentence)
        self.indexes.add(s.sentence.index)


def _says(s: Sighting) -> tuple[int, bool, bool, tuple[int, int, int]]:
    """Least for the sighting that says most: both parties before one, the text before the title."""
    named = bool(s.senders) + bool(s.recipients)
    return (-named, s.act == "", s.headline, in_order(s.span))


def days(s: Sighting) -> Iterator[tuple[date, date]]:
    """First and last day of what a sighting dates, where both are known."""
    for one in (*(d for _, d in s.dates), *s.published):
        if one.earliest and one.latest and one.earliest[0] != "-":
            yield date.fromisoformat(one.earliest[:10]), date.fromisoformat(one.latest[:10])
