"""Which two tellings may be of one message: by parties, form, occasion and day."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.finding import Message
from dragoman.weigh.likeness import NOT, SURE, forms_agree, occasions_agree, side_fit
from dragoman.weigh.told import LONGEST, Days, Told

# Days that two texts state for one event may differ by this: time zones, day of the date line.
ZONES = timedelta(days=2)
# Reports of different outlets that name neither a day nor a common occasion.
NEAR = timedelta(days=14)
# The same of one outlet: an agency repeats itself at once, or it is the next message.
REPEAT = timedelta(days=2)
_NEVER = timedelta(days=-1)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings that may be of one message.

    Args:
        fit: how surely senders and recipients are the same, from 2 to 4.
        gap: days between what is stated or reported.
    """

    one: Told
    other: Told
    fit: int
    dated: bool
    occasion: bool
    form: bool
    gap: int

    @property
    def rank(self) -> tuple[bool, bool, int, bool, int]:
        """The better, the smaller."""
        return (not self.dated, not self.occasion, -self.fit, not self.form, self.gap)

    @property
    def sure(self) -> bool:
        """True if neither side could be somebody else of the same name or office."""
        return self.fit == 2 * SURE


def pairs(block: Sequence[Told]) -> list[Pair]:
    """All pairs within a block, the surest first, without those that have an equal rival."""
    held = list(_candidates(block))
    by: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for p in held:
        by[p.one.key].append(p)
        by[p.other.key].append(p)
    clear = [p for p in held if not (_rival(p, p.one, by) or _rival(p, p.other, by))]
    return sorted(clear, key=lambda p: (p.rank, p.one.key, p.other.key))


def _rival(p: Pair, end: Told, by: dict[tuple[str, str], list[Pair]]) -> bool:
    """True if this telling might as well be another message than the pair's other end.

    Where only a surname or an office fits, anybody else whom it fits as well is a rival, however
    near his message lies; else only what fits to the day.
    """
    partner = p.other if end is p.one else p.one
    for q in by[end.key]:
        third = q.other if q.one is end else q.one
        if third is partner or (q.dated, q.occasion, q.fit) < (p.dated, p.occasion, p.fit):
            continue
        if not p.sure and _parties(partner, third) == NOT:
            return True
        if q.rank == p.rank and pair(partner, third) is None:
            return True
    return False


def _candidates(block: Sequence[Told]) -> Iterator[Pair]:
    """Pairs that have days near each other; each telling is looked up by its days alone."""
    days = sorted({(d, i) for i, t in enumerate(block) for d in _anchors(t)})
    seen: set[tuple[int, int]] = set()
    for at, (first, i) in enumerate(days):
        last = bisect_left(days, (first + LONGEST + timedelta(days=1), -1), at)
        for _, k in days[at + 1 : last]:
            key = (min(i, k), max(i, k))
            if i != k and key not in seen:
                seen.add(key)
                if made := pair(block[key[0]], block[key[1]]):
                    yield made


def _anchors(t: Told) -> Iterator[date]:
    if t.published:
        yield t.published
    for days in t.days.values():
        yield days.first
        yield days.last


def pair(a: Told, b: Told) -> Pair | None:
    """The two as a pair, or None where they contradict each other or lie too far apart."""
    fit = _parties(a, b)
    if fit == NOT or _apart(a, b):
        return None
    occasion = occasions_agree(a.message.occasion, b.message.occasion)
    dated = bool(a.way and b.way)
    if not (occasion or dated) and a.message.occasion.known and b.message.occasion.known:
        return None  # two occasions that have no word in common
    gap = _gap(a, b)
    form = a.message.form == b.message.form
    if gap is None or gap > _most(a, b, occasion is True, form):
        return None
    return Pair(a, b, fit, dated, occasion is True, form, gap.days)


def _parties(a: Told, b: Told) -> int:
    """How surely both sides are the same: 2 to 4, or 0."""
    day = a.iso or b.iso
    one = side_fit(a.sides[0], b.sides[0], day)
    if one == NOT:
        return NOT
    other = side_fit(a.sides[1], b.sides[1], day)
    return one + other if other else NOT


def _apart(a: Told, b: Told) -> bool:
    """True if two tellings can't be of one message, whatever the time between the reports."""
    x, y = a.message, b.message
    return (
        a.key[0] == b.key[0]
        or not forms_agree(x.form, y.form)
        or _replies_differ(x, y)
        or occasions_agree(x.occasion, y.occasion) is False
        or _documents_differ(a, b)
        or _days_differ(a, b)
    )


# What a reply may be called by who does not say that it is one.
_PLAIN = frozenset(("thanks", "other", "personal_letter", "verbal_message", "reply_message"))


def _replies_differ(a: Message, b: Message) -> bool:
    """True if only one of them is a reply, and the other is called what no reply would be."""
    plain = b.form if a.is_reply else a.form
    return a.is_reply != b.is_reply and plain not in _PLAIN


def _documents_differ(a: Told, b: Told) -> bool:
    """True for two documents: other numbers, or two texts without any that are no copies."""
    x, y = a.message, b.message
    if x.number.known and y.number.known:
        return bool(x.number.value != y.number.value)
    return x.role == y.role == "is_text" and a.origin != b.origin


def _days_differ(a: Told, b: Told) -> bool:
    return any(
        name in b.days and not days.meets(b.days[name], within=ZONES)
        for name, days in a.days.items()
    )


def _gap(a: Told, b: Told) -> timedelta | None:
    """Days between two tellings, by what is stated where it is; None if the order is wrong."""
    one, other = a.way, b.way
    if one and other:
        return _between(one, other)
    if one or other:
        days, report = (one, b.published) if one else (other, a.published)
        if days is None or report is None or report < days.first - ZONES:
            return None
        return max(report - days.last, timedelta())
    if a.published is None or b.published is None:
        return None
    if "referred" in (a.message.role, b.message.role):
        earlier, later = sorted((a, b), key=lambda t: t.message.role == "referred")
        if earlier.published > later.published:  # type: ignore[operator]
            return None
    return abs(a.published - b.published)


def _between(a: Days, b: Days) -> timedelta:
    return max(b.first - a.last, a.first - b.last, timedelta())


def _most(a: Told, b: Told, occasion: bool, form: bool) -> timedelta:
    """The longest time that may lie between two tellings of one message.

    A mere reference needs a day or an occasion: time alone is a guess, which `threads` makes where
    only one fits. An outlet that twice heads an article with a message of the same parties tells of
    two, unless form and day or occasion are the same too.
    """
    if "referred" in (a.message.role, b.message.role):
        return LONGEST if occasion or (a.way and b.way) else _NEVER
    if a.outlet != b.outlet:
        return LONGEST if occasion or (a.way and b.way) else NEAR
    if a.headlined and b.headlined and a.origin != b.origin:
        return NEAR if form and (occasion or (a.way and b.way)) else _NEVER
    if a.way and b.way:
        return LONGEST if form or occasion else _NEVER
    telling = form and a.message.form != "other"
    return NEAR if occasion else REPEAT if telling else _NEVER
