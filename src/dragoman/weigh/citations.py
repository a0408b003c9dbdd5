"""Which message of the record is cited by its number: "your telegram No. 60".

Messages are grouped by number; numbers run by sender and start again each year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dragoman.finding import Message
from dragoman.weigh.likeness import LIKELY, NOT, Who, side_fit
from dragoman.weigh.pairing import ZONES
from dragoman.weigh.told import Told

# What is cited by number alone is seldom older: of 1,099 citations of 1937-49 half lie within three
# days of what they cite, 95 in a hundred within 54, one in a hundred beyond 162.
OLDEST = timedelta(days=162)
# Where only the states agree (governments and ministers write for each other), or a telegram was
# repeated to another post, it is cited soon, or another series is meant.
SOON, AT_ONCE = timedelta(days=54), timedelta(days=7)


def number_of(message: Message) -> str | None:
    """The number without what differs from clerk to clerk: spaces, points, hyphens, case.

    >>> from dragoman.finding import Field
    >>> number_of(Message(evidence=(), number=Field("D. 123", "stated")))
    'd123'
    """
    bare = re.sub(r"[\W_]", "", str(message.number.value or "")).casefold()
    return bare.removeprefix("no").lstrip("0") or None if message.number.known else None


def citations(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Each citation with the message cited, where exactly one fits best.

    It goes the same way, has the number, is earlier than what cites it, and of the day that the
    citation gives; of several the latest. Parties may be called differently on one side only, if
    the state agrees: a government is written to by its minister's name as well.
    """
    own: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        number = number_of(t.message)
        if number and t.message.role != "referred":
            own[number].append(t)
    for t in told:
        number = number_of(t.message) if t.message.role == "referred" else None
        if number and (found := _cited(t, own.get(number, ()))):
            yield t, found


def _cited(citation: Told, held: Iterable[Told]) -> Told | None:
    fits: dict[tuple[int, date], list[Told]] = defaultdict(list)
    for t in held:
        day = _day(t)
        if day is None or t.key[0] == citation.key[0] or not _when_fits(citation, day):
            continue
        if fit := _way_fits(citation, t):
            fits[fit, day].append(t)
    best = fits[max(fits)] if fits else []
    return best[0] if len(best) == 1 else None


def _day(t: Told) -> date | None:
    return t.way.first if t.way else t.published


def _when_fits(citation: Told, day: date) -> bool:
    """True if a message of that day may be cited: on the day named, or before the citation."""
    if citation.way:
        return citation.way.first - ZONES <= day <= citation.way.last + ZONES
    citing = citation.published
    return citing is not None and citing - OLDEST <= day <= citing


def _way_fits(a: Told, b: Told) -> int:
    """How well the direction agrees: 3 both sides, 2 one of them, 1 the states or the sender."""
    senders, recipients = (_fits(x, y, a.iso) for x, y in zip(a.sides, b.sides, strict=True))
    if senders and recipients:
        return 3
    if _fits(a.sides[0], b.sides[1], a.iso) or _fits(a.sides[1], b.sides[0], a.iso):
        return NOT  # it went the other way
    one, other = (_states_fit(x, y) for x, y in zip(a.sides, b.sides, strict=True))
    soon = a.way is not None or _within(a, b, SOON)
    if soon and ((senders and other) or (recipients and one)):
        return 2
    # Within one state every post has a series of its own: there the states tell little.
    abroad = len({w.state for side in a.sides for w in side[:1]} - {None}) == 2
    states = one and other and (soon if abroad else _within(a, b, AT_ONCE))
    return 1 if states or (senders and _within(a, b, AT_ONCE)) else NOT


def _fits(a: Sequence[Who], b: Sequence[Who], day: str | None) -> bool:
    return side_fit(a, b, day) >= LIKELY


def _within(citation: Told, cited: Told, most: timedelta) -> bool:
    day = _day(cited)
    return bool(citation.published and day and citation.published - day <= most)


def _states_fit(a: Sequence[Who], b: Sequence[Who]) -> bool:
    """True if two sides are of one state, as far as their states are known."""
    if not a or not b:
        return False
    return a[0].state is None or b[0].state is None or a[0].state == b[0].state
