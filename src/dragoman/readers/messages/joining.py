"""Which sightings speak of one message; one that contradicts stays apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from dragoman.article import in_order
from dragoman.finding import Party, same_party, sides_agree
from dragoman.readers.messages.sighting import Sighting

LOOSE = {"other", "personal_letter"}
_ALIKE = ({"congratulatory_message", "greetings"}, {"condolence", "sympathy_message"})
_OBJECTS = {"gift", "floral_basket", "wreath", "aid", "call"}


@dataclass(eq=False)
class Draft:
    """A message being put together from its sightings; `fields` come from other sentences.

    `first` is the sighting that says most.
    """

    sightings: list[Sighting]
    fields: dict[str, Any] = field(default_factory=dict)

    def parties(self, side: int) -> tuple[Party, ...]:
        """The senders (0) or recipients (1) that a sighting names."""
        sides = ((s.senders, s.recipients)[side] for s in self.sightings)
        return next(filter(None, sides), ())

    @property
    def greets(self) -> bool:
        """True if only a verb such as "congratulated" shows it."""
        return all(s.act == "greet" for s in self.sightings)

    def add(self, s: Sighting) -> None:
        """One sighting more."""
        self.sightings.append(s)
        self.first = self._first()

    def __post_init__(self) -> None:
        self.first = self._first()

    def _first(self) -> Sighting:
        """The sighting that says most: both parties before one, the text before the title."""
        return min(
            self.sightings,
            key=lambda s: (
                -(bool(s.senders) + bool(s.recipients)),
                s.act == "",
                s.headline,
                in_order(s.span),
            ),
        )


def _forms_agree(a: Sighting, b: Sighting) -> bool:
    if a.form == b.form:
        return True
    if "exchange" in (a.act, b.act) and "reply_message" in (a.form, b.form):
        return True  # of two letters exchanged one may be the reply
    bare = any(s.definite and s.plain and not s.senders and not s.recipients for s in (a, b))
    if bare and a.form not in _OBJECTS and b.form not in _OBJECTS:
        return True  # "The message says": whatever its form is
    if a.is_reply != b.is_reply and "reply_message" in (a.form, b.form):
        return False
    if a.form in _OBJECTS or b.form in _OBJECTS:
        return False
    loose = any(s.form in LOOSE or s.plain for s in (a, b))
    return loose or any(a.form in x and b.form in x for x in _ALIKE)


# No message is under way longer: reports follow a stated day by 35 at most (KCNA 2011-12, 2024).
_LONGEST = timedelta(days=60)


def _far_apart(draft: Draft, s: Sighting) -> bool:
    """True if days that belong to the two, of sending or of report, lie too far from each other."""
    own, theirs = list(_days(s)), [x for one in draft.sightings for x in _days(one)]
    return any(a[0] - b[1] > _LONGEST or b[0] - a[1] > _LONGEST for a in own for b in theirs)


def _days(s: Sighting) -> Iterator[tuple[date, date]]:
    """First and last day of what a sighting dates, where both are known."""
    for one in (*(d for _, d in s.dates), *s.published):
        if one.earliest and one.latest and one.earliest[0] != "-":
            yield date.fromisoformat(one.earliest[:10]), date.fromisoformat(one.latest[:10])


def _fit(draft: Draft, s: Sighting) -> int:
    """How well a sighting fits a message: 0 if it contradicts it or has nothing in common."""
    first = draft.first
    if s.item and any(x.noun == s.noun and x.item != s.item for x in draft.sightings):
        return 0  # another of the same list
    sender, recipient = (
        sides_agree(draft.parties(i), p) for i, p in ((0, s.senders), (1, s.recipients))
    )
    if s.fresh or sender is False or recipient is False or not _forms_agree(first, s):
        return 0
    days = {name: d.value for x in draft.sightings for name, d in x.dates}
    if any(days.get(name, d.value) != d.value for name, d in s.dates) or _far_apart(draft, s):
        return 0
    alike = int(first.form == s.form)
    if sender and recipient:
        return 4 + alike
    title = s.headline or any(x.headline for x in draft.sightings)
    if (sender or recipient) and (s.definite or title or not s.act):
        return 2 + alike
    if not s.senders and not s.recipients and (s.definite or s.headline):
        # "Kim thanked Xi for the message": not the message of his thanks.
        thanked = draft.greets and any(x.sentence == s.sentence for x in draft.sightings)
        return 0 if thanked else 1 + alike
    # A headline of an office's own site names nobody; the text goes on about "his message".
    headline = title and not draft.parties(0) and not draft.parties(1)
    return 1 + alike if headline and s.definite else 0


def _parted(d: Draft) -> list[Draft]:
    """A message to several, of which the text quotes one to each, as the messages that they are."""
    to_all = [s for s in d.sightings if len(s.recipients) > 1 and s.act != "greet"]
    to_one = [s for s in d.sightings if len(s.recipients) == 1]
    if not to_all:
        return [d]
    everybody = to_all[0].recipients
    told = {p: [s for s in to_one if same_party(s.recipients[0], p)] for p in everybody}
    if not all(told.values()) or len({id(s) for own in told.values() for s in own}) < len(
        everybody
    ):
        return [d]
    out = []
    for number, p in enumerate(everybody, 1):
        item = (len(everybody), number)
        shared = [replace(s, recipients=(p,), item=item) for s in to_all]
        out.append(Draft([*shared, *told[p]]))
    return out


def collected(sightings: list[Sighting]) -> list[Draft]:
    """Messages from sightings: those with both parties first, then what else speaks of them."""
    drafts: list[Draft] = []
    for s in sorted(sightings, key=lambda s: (not (s.senders and s.recipients), in_order(s.noun))):
        pool = drafts
        if not s.senders and not s.recipients:
            # "the message" is none that only a verb of greeting shows, if there is another.
            pool = [d for d in drafts if not d.greets] or drafts
        ranked = [
            (fit, -abs(s.noun.start - d.first.noun.start), -i)
            for i, d in enumerate(pool)
            if (fit := _fit(d, s))
        ]
        if ranked:
            pool[-max(ranked)[2]].add(s)
        elif s.senders or s.recipients or s.open_sender or s.headline:
            drafts.append(Draft([s]))
    drafts = [part for d in drafts for part in _parted(d)]
    for d in drafts:
        d.sightings.sort(key=lambda s: in_order(s.noun))
    return sorted(drafts, key=lambda d: in_order(d.first.noun))
