"""Figures and orders of one document put together, from whatever sentences tell them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Stated, StatedWeight
from dragoman.grammar import Grammar
from dragoman.readers.emphasis.order import Order, Together, orders
from dragoman.readers.emphasis.stated import Figure, reports
from dragoman.readers.emphasis.tokens import Line, Signs, Token

_LONGEST = 160  # characters of the words for a document
_BACK = 60  # tokens before the figures within which a document is named
_OPEN = 8  # documents, and orders of one, that a new sentence may be about
_TIME = re.compile(r"\b(?:last|previous|earlier|this|\d{4}|first|second|third)\b")
_NEAR = 2  # sentences from an order to the figures of the same states


@dataclass(slots=True)
class _Told:
    """What was told of one document so far, and by which sentence last."""

    unit: str | None
    document: str | None
    last: int
    figures: dict[tuple[str, ...], Figure] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)

    def takes_figures(self, unit: str, document: str | None, states: set[str], at: int) -> bool:
        """True if figures may be of this document: none that it has is for one of the states."""
        if self.unit not in (None, unit) or _states_of(self.figures) & states:
            return False
        return self._may_be(document, states, at)

    def takes_order(self, order: Order, document: str | None, at: int) -> bool:
        """True if an order may be of this document: it contradicts none that it has."""
        states = _states_of(order.places)
        if any(_contradict(order, other) for other in self.orders[-_OPEN:]):
            return False
        return self._may_be(document, states, at)

    def _may_be(self, document: str | None, states: set[str], at: int) -> bool:
        if document is None or self.document is None or _same(document, self.document):
            return True
        # "In his summary he began with Laos, then Peru. He gave 90 words of the report to Peru, 40 to Laos."
        held = _states_of(self.figures) | _states_of(p for o in self.orders for p in o.places)
        near = at - self.last <= _NEAR
        return near and not (self.figures and self.orders) and len(held & states) > 1


def _states_of(groups: Iterable[Together]) -> set[str]:
    return {s for group in groups for s in group}


def _contradict(one: Order, other: Order) -> bool:
    """True if two orders put two states the other way round, or another one first."""
    a, b = ({s: i for i, place in enumerate(o.places) for s in place} for o in (one, other))
    both = sorted(set(a) & set(b))
    turned = any(
        (a[x] - a[y]) * (b[x] - b[y]) < 0 for i, x in enumerate(both) for y in both[i + 1 :]
    )
    firsts = [(o, rest) for o, rest in ((one, b), (other, a)) if o.absolute]
    return turned or any(rest.get(s, 0) > 0 for o, rest in firsts for s in o.places[0])


def _same(one: str, other: str) -> bool:
    """True if two ways to call a document may mean one: a word of theirs is the same, and no time
    tells them apart ("last year's speech", "this year's speech").
    """
    when, then = (set(_TIME.findall(x.casefold())) for x in (one, other))
    if when and then and not when & then:
        return False
    a, b = (set(re.findall(r"[a-z]{4,}", x.casefold())) for x in (one, other))
    return bool(a & b) or not (a and b)


def stated(text: Grammar, signs: Signs, spans: Iterable[Span]) -> list[tuple[Stated, Span]]:
    """What sentences report, document by document, each with the characters from first to last."""
    told: list[_Told] = []
    for at, span in enumerate(spans):
        if signs.states.at(span) and _may_tell(text.words(span)):
            _take(told, text, signs.line(span), at)
    return [(s, _hull(s)) for t in told if (s := _made(t)) is not None]


def _may_tell(words: str) -> bool:
    """A cheap look: a unit; or a word by which an order is told, with one that names or places."""
    counts, begins, places, names = _looks()
    return bool(
        counts.search(words)
        or begins.search(words)
        or (places.search(words) and names.search(words))
    )


@cache
def _looks() -> tuple[re.Pattern[str], ...]:
    table = lore.words("emphasis")
    signs = table["signs"]
    counts = [*table["units"].values(), "minutes?", "hours?", "times", "once", "twice", "mentions", "references", "per ?cent", "%"]  # fmt: skip
    kinds = (
        counts,
        (*signs["begin"], *signs["in_order"]),
        (*signs["first"], *signs["before"], *signs["after"]),
        (*signs["mention"], *signs["put"], *signs["stand"]),
    )
    return tuple(re.compile(rf"(?<!\w)(?:{'|'.join(some)})(?!\w)", re.IGNORECASE) for some in kinds)


def _take(told: list[_Told], text: Grammar, line: Line, at: int) -> None:
    for o in orders(text, line):
        document = _document(text, line, o.evidence[0].start)
        near = reversed(told[-_OPEN:])
        home = next((t for t in near if t.takes_order(o, document, at)), None)
        if home is None:
            home = _Told(None, document, at)
            told.append(home)
        home.orders.append(o)
        home.document, home.last = home.document or document, at
    for r in reports(line):
        document = _clipped(text.article.slice(r.of)) if r.of else _document(text, line, r.begins)
        for unit in dict.fromkeys(f.unit for f in r.figures):
            some = {f.states: f for f in r.figures if f.unit == unit}
            states = _states_of(some)
            near = reversed(told[-_OPEN:])
            home = next((t for t in near if t.takes_figures(unit, document, states, at)), None)
            if home is None:
                home = _Told(unit, document, at)
                told.append(home)
            home.figures |= some
            # The words by which it is counted name the document best.
            home.unit, home.last = unit, at
            home.document = document or home.document


def _document(text: Grammar, line: Line, before: int) -> str | None:
    """The words for the document before the verb: "in his report", "the speech devoted ..."."""
    plain = text.article.text
    last = bisect_right(line.tokens, before, key=lambda t: t.span.end)
    head = line.tokens[max(0, last - _BACK) : last]
    marks = [t for t in head if t.sign == "D"]
    if not marks:
        return None
    start = line.span.start
    led = _LED_IN.search(plain, start, marks[-1].span.start)
    if led is not None:
        comma = max((t.span.start for t in head if t.sign == "," and t.span.start > marks[-1].span.end), default=0)  # fmt: skip
        end = comma or marks[-1].span.end
        counted = [t.span.end for t in head if t.sign == "Q" and t.span.start >= led.end()]
        inner = re.compile(r" of (?=(?:the|his|her|its|their|this) )").match(
            plain, max(counted, default=0)
        )
        return _clipped(plain[inner.end() if inner else led.end() : end])
    return _clipped(plain[_subject_start(line, head, marks[-1]) : _verb(head, before)])


_LED_IN = re.compile(r"(?:^|(?<=[\s,;“\"]))(?:In|Of|During|Throughout|in|of|during) (?=(?:the|his|her|its|their|a|an|this|that|[A-Z][\w.]*(?: [A-Z][\w.-]*)*['’]s) )")  # fmt: skip


def _subject_start(line: Line, head: Sequence[Token], mark: Token) -> int:
    commas = [t.span.end for t in head if t.sign == "," and t.span.end <= mark.span.start]
    return max([line.span.start, *commas])


def _verb(head: Sequence[Token], before: int) -> int:
    """Where the verb begins: what stands before is its subject."""
    return max((t.span.start for t in head if t.sign in "GgRMLBb"), default=before)


def _clipped(words: str) -> str | None:
    tidy = " ".join(words.split()).strip(" ,;:")
    return tidy if tidy and len(tidy) <= _LONGEST else None


def _made(t: _Told) -> Stated | None:
    ranks = _ranks(t)
    if not t.figures and not ranks:
        return None
    groups = [*t.figures, *(g for g in ranks if g not in t.figures)]
    rows = [_row(t, g, ranks.get(g)) for g in groups]
    rows.sort(key=lambda r: (r.rank is None, r.rank or 0, r.evidence[0]))
    counts = [r.words for r in rows if r.words is not None]
    total = sum(counts) if len(counts) > 1 else None
    return Stated(t.document, tuple(rows), total, t.unit)


def _row(t: _Told, group: tuple[str, ...], rank: tuple[int, Span] | None) -> StatedWeight:
    figure = t.figures.get(group)
    spans = [s for s in (figure and figure.evidence, rank and rank[1]) if s]
    return StatedWeight(
        "+".join(group),
        rank[0] if rank else None,
        figure.value if figure else None,
        tuple(sorted(spans)),
    )


def _ranks(t: _Told) -> dict[tuple[str, ...], tuple[int, Span]]:
    """The place of each group by the fullest order; what figures put together stays together."""
    out: dict[tuple[str, ...], tuple[int, Span]] = {}
    for order in sorted(t.orders, key=lambda o: -len(o.places)):
        rank = 0
        last: tuple[str, ...] | None = None
        for place, span in zip(order.places, order.evidence, strict=True):
            group = next((g for g in t.figures if set(place) <= set(g)), place)
            if group != last:
                rank += 1
            last = group
            if not any(set(group) & set(g) for g in out):
                out[group] = (rank, span)
    return out


def _hull(s: Stated) -> Span:
    spans = [e for w in s.states for e in w.evidence]
    return Span(min(e.start for e in spans), max(e.end for e in spans))
