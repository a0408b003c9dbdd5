"""Which message answers which, over all articles, and which answers have their question elsewhere.

Messages are grouped by the states (else actors or names) between which they go.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from dragoman.weigh.communications import SCHEMA, Communication, digest, in_order
from dragoman.weigh.likeness import any_fit, forms_agree, occasions_agree
from dragoman.weigh.overlap import Overlap, overlap
from dragoman.weigh.told import LONGEST, Told, whose

# A reply without a word of what it answers is sought so far back: Chinese replies of 2011-24
# followed after 13-15 days, and reports trail a message by up to 35.
WINDOW = LONGEST
# Where both name the same occasion it may take longer: reports of both may trail.
WINDOW_OCCASION = 2 * LONGEST
# The report of a message may come so long after that of its answer: two sides, two clocks.
LATE = timedelta(days=2)

Ground = Literal["reference", "occasion", "parties", "time"]
State = Literal["linked", "out_of_corpus", "ambiguous"]
# What is no answer's question: things given, talks, papers of two.
_NOT_ANSWERED = frozenset(("call", "joint_statement", "letter_of_credence", "wreath"))


@dataclass(frozen=True, slots=True)
class Ran:
    """An end of a latency: which field of which telling says which day."""

    field: str
    day: date
    told: Told

    def to_json(self) -> dict[str, Any]:
        """Field, date, article and finding."""
        return {
            "field": self.field,
            "date": self.day.isoformat(),
            "article": self.told.article.id,
            "finding": self.told.message.id,
        }


@dataclass(frozen=True, slots=True)
class Link:
    """What a reply answers, or why that is not known.

    Args:
        answered: None where the record does not hold it at all; a message that is only referred
            to stands here with the state `out_of_corpus`.
        by: what they have in common.
        candidates: where several fit.
    """

    reply: Communication
    answered: Communication | None
    state: State
    by: tuple[Ground, ...] = ()
    candidates: tuple[Communication, ...] = ()

    @property
    def runs(self) -> tuple[Ran, Ran] | None:
        """From and to which stated day the latency runs; None if one of them is not stated."""
        if self.answered is None:
            return None
        ends = (_ran(self.answered), _ran(self.reply))
        return (ends[0], ends[1]) if ends[0] and ends[1] and ends[0].day <= ends[1].day else None

    @property
    def latency_days(self) -> int | None:
        """Days from message to reply, by stated days alone; days of reports never count."""
        runs = self.runs
        return (runs[1].day - runs[0].day).days if runs else None

    @property
    def overlap(self) -> Overlap | None:
        """What the reply has of the message's words, where both texts are held."""
        return overlap(self.reply, self.answered) if self.state == "linked" else None

    def to_json(self) -> dict[str, Any]:
        """From the reply to what it answers; the latency runs the other way."""
        runs, same = self.runs, self.overlap
        out: dict[str, Any] = {
            "from": self.reply.message.id,
            "to": self.answered.message.id if self.answered else None,
            "by": list(self.by),
            "latency_days": self.latency_days,
            "runs_from": runs[0].to_json() if runs else None,
            "runs_to": runs[1].to_json() if runs else None,
            "overlap": same.to_json() if same else None,
        }
        if self.state != "linked":
            out["state"] = self.state
        if self.candidates:
            out["candidates"] = [c.message.id for c in self.candidates]
        return out


@dataclass(frozen=True)
class Thread:
    """Messages that answer each other, in order of time, with the links between them."""

    messages: tuple[Communication, ...]
    links: tuple[Link, ...]

    @cached_property
    def id(self) -> str:
        """A hash of its messages, each by its first report."""
        return digest("t", (c.first.key for c in self.messages))

    def link_of(self, reply: Communication) -> Link | None:
        """What a message of the thread answers."""
        return next((x for x in self.links if x.reply is reply), None)

    def to_json(self) -> dict[str, Any]:
        """A `thread` of `dragoman.weighed/1`; messages stand for themselves by their first report."""
        return {
            "schema": SCHEMA,
            "kind": "thread",
            "id": self.id,
            "messages": [c.message.id for c in self.messages],
            "links": [x.to_json() for x in self.links],
            "window_days": {"time": WINDOW.days, "occasion": WINDOW_OCCASION.days},
            "same_message": [c.to_json() for c in self.messages],
        }


def woven(whole: Iterable[Communication], *, several: bool = False) -> list[Thread]:
    """All threads, by the day of their first message; each message is in one at most.

    Args:
        several: with messages that no reply is known to, if more than one article tells them.
    """
    held = sorted(whole, key=in_order)
    links = list(_links(held))
    root: dict[str, str] = {}

    def found(one: str) -> str:
        while root.get(one, one) != one:
            one = root[one]
        return one

    members: dict[str, dict[str, Communication]] = defaultdict(dict)
    for x in links:
        for c in (x.reply, x.answered):
            if c is not None:
                root[found(c.id)] = found(x.reply.id)
    for x in links:
        for c in (x.reply, x.answered):
            if c is not None:
                members[found(c.id)][c.id] = c
    ties: dict[str, list[Link]] = defaultdict(list)
    for x in links:
        ties[found(x.reply.id)].append(x)
    made = [
        Thread(_in_turn(own.values(), ties[key]), tuple(ties[key])) for key, own in members.items()
    ]
    if several:
        tied = {c.id for t in made for c in t.messages}
        made += [Thread((c,), ()) for c in held if len(c.told) > 1 and c.id not in tied]
    return sorted(made, key=lambda t: (in_order(t.messages[0]), t.id))


def _in_turn(held: Iterable[Communication], links: list[Link]) -> tuple[Communication, ...]:
    """By day; on one day what is answered stands before the answer."""
    replies = {x.reply.id for x in links if x.answered is not None}
    return tuple(
        sorted(held, key=lambda c: (c.day is None, str(c.day), c.id in replies, in_order(c)))
    )


def _links(held: list[Communication]) -> Iterator[Link]:
    by_finding = {t.key: c for c in held for t in c.told}
    index = _Index(held)
    for c in held:
        if c.is_reply or any(t.message.replies_to for t in c.told):
            yield _link(c, by_finding, index)


def _link(
    reply: Communication, by_finding: Mapping[tuple[str, str], Communication], index: _Index
) -> Link:
    """By reference if an article says what it answers; else by parties, time and occasion."""
    named = _named(reply, by_finding)
    if named is not None and named.reports:
        return Link(reply, named, "linked", _grounds(reply, named, reference=True))
    likely = [c for c in index.before(reply) if named is None or _fits(c, named)]
    best = _best(reply, likely)
    if len(best) == 1:
        return Link(reply, best[0], "linked", _grounds(reply, best[0]))
    if best:
        return Link(reply, named, "ambiguous", candidates=tuple(best))
    grounds: tuple[Ground, ...] = ("reference",) if named else ()
    return Link(reply, named, "out_of_corpus", grounds)


def _named(
    reply: Communication, by_finding: Mapping[tuple[str, str], Communication]
) -> Communication | None:
    """The message that a telling says it answers, one that is reported before one referred to."""
    told = (t for t in reply.told if t.message.replies_to)
    found = [by_finding.get((t.key[0], str(t.message.replies_to))) for t in told]
    held = [c for c in found if c is not None and c is not reply]
    return next((c for c in held if c.reports), next(iter(held), None))


def _fits(c: Communication, named: Communication) -> bool:
    """True if a message of the record may be the one that is referred to.

    What is cited by a number that no message of the record has is not there.
    """
    return (
        not any(t.message.number.known for t in named.told)
        and any(forms_agree(a, b) for a in c.forms for b in named.forms)
        and occasions_agree(c.shared_occasion, named.shared_occasion) is not False
        and (
            c.dated is None or named.dated is None or c.dated[1].meets(named.dated[1], within=LATE)
        )
    )


def _best(reply: Communication, likely: list[Communication]) -> list[Communication]:
    """Those of the same occasion, else those near in time; the surest parties of them."""
    same = [c for c in likely if _same_occasion(reply, c)]
    pool = same or [c for c in likely if _gap(c, reply) <= WINDOW]
    fits = {c.id: _fit(c, reply) for c in pool}
    best = max(fits.values(), default=0)
    return [c for c in pool if fits[c.id] == best]


def _same_occasion(a: Communication, b: Communication) -> bool:
    return occasions_agree(a.shared_occasion, b.shared_occasion) is True


def _grounds(
    reply: Communication, answered: Communication, *, reference: bool = False
) -> tuple[Ground, ...]:
    out: list[Ground] = ["reference"] if reference else []
    if _same_occasion(reply, answered):
        out.append("occasion")
    if _fit(answered, reply):
        out.append("parties")
    if not reference:
        out.append("time")
    return tuple(out)


def _fit(c: Communication, reply: Communication) -> int:
    """How surely one goes back where the other came from; 0 if it does not."""
    return max((_back(a, b) for a in c.told for b in reply.told), default=0)


def _back(a: Told, b: Told) -> int:
    (to, own), (senders, recipients), day = a.sides, b.sides, b.iso
    one = any_fit(to, recipients, day)
    other = any_fit(own, senders, day) if one else 0
    if not other:
        return 0
    heads = any_fit(to[:1], recipients[:1], day) + any_fit(own[:1], senders[:1], day)
    return one + other + heads


class _Index:
    """Messages by who writes to whom, in order of their first report."""

    def __init__(self, held: Iterable[Communication]) -> None:
        self._by: dict[tuple[str, str], list[tuple[date, str, Communication]]] = defaultdict(list)
        for c in held:
            if c.seen is None or not c.reports or not set(c.forms) - _NOT_ANSWERED:
                continue
            for key in _directions(c):
                self._by[key].append((c.seen, c.id, c))
        for some in self._by.values():
            some.sort(key=lambda x: x[:2])

    def before(self, reply: Communication) -> list[Communication]:
        """What a reply may answer: other way, earlier, near enough, no other occasion."""
        if reply.seen is None:
            return []
        found: dict[str, Communication] = {}
        for one, other in _directions(reply):
            held = self._by.get((other, one), [])
            first = bisect_left(held, (reply.seen - WINDOW_OCCASION - LONGEST,))
            last = bisect_right(held, (reply.seen + LATE + timedelta(days=1),))
            found |= {c.id: c for _, _, c in held[first:last] if _may_answer(reply, c)}
        return sorted(found.values(), key=in_order)


def _may_answer(reply: Communication, c: Communication) -> bool:
    if c is reply or c.is_reply or _shares_article(c, reply) or not _fit(c, reply):
        return False
    occasion = occasions_agree(c.shared_occasion, reply.shared_occasion)
    most = WINDOW_OCCASION if occasion else WINDOW
    return occasion is not False and _earlier(c, reply) and _gap(c, reply) <= most


def _shares_article(a: Communication, b: Communication) -> bool:
    """True if one article tells both: it would say so if one answered the other."""
    return bool({t.key[0] for t in a.reports} & {t.key[0] for t in b.reports})


def _earlier(c: Communication, reply: Communication) -> bool:
    """By stated days where both are stated, else by reports, which may cross."""
    if c.dated and reply.dated:
        return c.dated[1].first <= reply.dated[1].last
    if c.dated and reply.seen:
        return c.dated[1].first <= reply.seen
    return bool(c.seen and reply.seen and c.seen <= reply.seen + LATE)


def _gap(c: Communication, reply: Communication) -> timedelta:
    """Days between message and reply: as stated, else between their first reports."""
    if c.dated and reply.dated:
        return max(reply.dated[1].first - c.dated[1].last, timedelta())
    if c.seen and reply.seen:
        return max(reply.seen - c.seen, timedelta())
    return timedelta.max


def _directions(c: Communication) -> set[tuple[str, str]]:
    """Every pair of a sender and a recipient: of joint ones each may be answered."""
    pairs = ((a, b) for t in c.told for a in t.message.senders for b in t.message.recipients)
    return {(whose(a), whose(b)) for a, b in pairs}


def _ran(c: Communication) -> Ran | None:
    """The stated day of a message, to the day and contradicted by nobody."""
    if c.dated is None or c.dated[1].first != c.dated[1].last:
        return None
    name, days, told = c.dated
    return Ran(name, days.first, told)
