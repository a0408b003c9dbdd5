"""Quotation marks of a paragraph, paired: which open, which close, which are apostrophes.

A mark's glyph and its neighbours say how likely it is that it opens, closes or does neither; of
all ways to read a paragraph's marks the cheapest is taken. The machine knows marks only, not
meaning: titles and words held at arm's length are quotations too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.article import Span
from dragoman.grammar.marks import (
    DOUBLE,
    GLYPHS,
    NEVER,
    NO_GLYPH,
    SINGLE,
    STRAY,
    Costs,
    Glyph,
    Mark,
    marks_of,
    speech_may_begin,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch inside quotation marks of one paragraph.

    Args:
        span: with its marks.
        inner: without them.
        level: 0 for an outermost one, 1 for one inside another, and so on.
        parent: the place, in the same list, of the one in which it stands.
        closed: False if it has no closing mark in this paragraph; it then reaches to the end of
            the paragraph or, where that comes first, of the quotation that holds it, or to where
            another opens that cannot stand in it.
        continues: True if it goes on a quotation that the paragraph before left open. It then may
            begin without a mark, at the start of the paragraph.
    """

    span: Span
    inner: Span
    level: int = 0
    parent: int | None = None
    closed: bool = True
    continues: bool = False


def quotations(text: str, span: Span, *, before_open: bool = False) -> list[Quotation]:
    """All quotations of a paragraph, ordered by start.

    Args:
        before_open: True if the paragraph before ended inside a quotation: a mark at this one's
            start then goes it on, and so does its beginning, without a mark, if its first mark
            closes what it never opened.

    >>> text = "“He told me, ‘Don’t go,’” said Kim’s envoy."
    >>> [text[q.inner.start : q.inner.end] for q in quotations(text, Span(0, len(text)))]
    ['He told me, ‘Don’t go,’', 'Don’t go,']
    """
    return _read(text, span, _ANY_OPEN if before_open else (), goes_on=before_open)


def across(paragraphs: Iterable[tuple[str, Span]]) -> Iterator[list[Quotation]]:
    """The quotations of each of an article's paragraphs, with what goes on from one to the next.

    Where a paragraph leaves a quotation open and a later one closes what it never opened, all
    between them stands inside it.
    """
    places = list(paragraphs)
    found: list[list[Quotation]] = []
    open_glyph, since = NO_GLYPH, -1
    for n, (text, span) in enumerate(places):
        if n - since > _FARTHEST or (n and span.where != places[n - 1][1].where):
            open_glyph = NO_GLYPH
        before = (open_glyph,) if open_glyph.family else ()
        now = _read(text, span, before, goes_on=bool(before) and n == since + 1)
        if before and now and now[0].inner.start == span.start:
            for between in range(since + 1, n):
                found[between] = _read(*places[between], before, goes_on=True, inside=True)
        found.append(now)
        outermost = [q for q in now if q.parent is None]
        if outermost and not outermost[-1].closed and outermost[-1].span.end == span.end:
            open_glyph, since = _glyph_of(text, outermost[-1]), n
        elif any(q.continues or _speaks(text, span, q, open_glyph) for q in outermost):
            open_glyph = NO_GLYPH
    yield from found


def _glyph_of(text: str, quotation: Quotation) -> Glyph:
    return GLYPHS.get(text[quotation.span.start : quotation.inner.start], NO_GLYPH)


def _speaks(text: str, span: Span, quotation: Quotation, other: Glyph) -> bool:
    """True if this is not a title or the like inside a quotation in the same marks."""
    same = _glyph_of(text, quotation).family == other.family
    return same and speech_may_begin(text, span.start, quotation.span.start)


# ---- the cheapest reading

_NESTED = {DOUBLE: 1.0, SINGLE: 2.0}  # directly in one of its own family
_NESTED_UNLIKE = 0.3  # the same, in another style
_MIXED = 0.5  # opened in one style, closed in another
_CROSSED = 2.5  # a double closed by a single, or the other way round
# Never closed, to the end of the paragraph: where speech may begin, and elsewhere.
_UNCLOSED = {DOUBLE: (1.0, 2.2), SINGLE: (1.2, 3.2)}
_UNCLOSED_INSIDE = (2.5, 3.5)  # though the one that holds it is closed
_ABANDONED = (1.5, 3.0)  # never closed, another opens: where speech may begin, and elsewhere
_BLANK = 2.0  # no word between the marks
_WITHOUT_MARK = 0.7  # the paragraph begins inside a quotation, with no mark to say so
_DEEPEST = 4
_FARTHEST = 30  # paragraphs after one that left a quotation open
_MARGIN = 7.0  # how far a reading may lie behind the cheapest to be followed further
_KEPT = 6  # how many of them are followed
_CROWD = 5000  # marks in a paragraph: more are no writing of a person's, and need only be quick
_KEPT_OF_CROWD = 2
_WORD = re.compile(r"\w")
_BEFORE = -1  # the number of a mark that stands in a paragraph before
_ANY_OPEN = tuple(GLYPHS[c] for c in "“‘«‹「『《")

_Stack = tuple[tuple[Glyph, bool], ...]  # what is open: its mark, and whether it leads
# What a mark may do: cost, whether it opens, depth (-1: it is passed over), what is open then.
_Move = tuple[float, bool, int, _Stack]
# What a mark does (open or close at a depth of the stack) and the steps before it.
_Steps = tuple[int, bool, int, "_Steps"] | None
_States = dict[_Stack, tuple[float, _Steps]]


def _begun(before: tuple[Glyph, ...], inside: bool) -> _States:
    """Before the first mark: nothing is open, or a quotation of the paragraph before is."""
    states: _States = {} if inside else {(): (0.0, None)}
    for glyph in before:
        states[((glyph, True),)] = _WITHOUT_MARK, (_BEFORE, True, 0, None)
    return states


def _cheapest(
    text: str, marks: list[Mark], states: _States, lowest: int
) -> list[tuple[int, bool, int]]:
    """The steps of the cheapest reading: number of the mark, whether it opens, at which depth.

    Args:
        lowest: what is open below this depth stays so.
    """
    kept = _KEPT if len(marks) <= _CROWD else _KEPT_OF_CROWD
    for number, mark in enumerate(marks):
        blank = number > 0 and not _WORD.search(text, marks[number - 1].end, mark.start)
        after: _States = {}
        for stack, (so_far, steps) in states.items():
            for cost, opens, depth, then in _moves(mark.costs, stack):
                if -1 < depth < lowest:
                    continue
                total = so_far + cost
                if blank and depth >= 0 and _just_opened(steps, number, depth):
                    total += _BLANK
                known = after.get(then)
                if known is None or total < known[0]:
                    after[then] = total, steps if depth < 0 else (number, opens, depth, steps)
        states = _best(after, kept)
    _, last = min(
        (total + _left_open(stack), n) for n, (stack, (total, _)) in enumerate(states.items())
    )
    steps = list(states.values())[last][1]
    out = []
    while steps is not None:
        out.append(steps[:3])
        steps = steps[3]
    return out[::-1]


def _just_opened(steps: _Steps, number: int, depth: int) -> bool:
    return steps is not None and steps[:3] == (number - 1, True, depth)


def _best(states: _States, kept: int) -> _States:
    if len(states) == 1:
        return states
    limit = min(total for total, _ in states.values()) + _MARGIN
    if len(states) > kept:
        limit = min(limit, sorted(total for total, _ in states.values())[kept - 1])
    return {k: v for k, v in states.items() if v[0] <= limit}


@lru_cache(maxsize=8192)
def _moves(mark: Costs, stack: _Stack) -> tuple[_Move, ...]:
    return tuple(_possible(mark, stack))


def _possible(mark: Costs, stack: _Stack) -> Iterator[_Move]:
    glyph, top = mark.glyph, len(stack) - 1
    own = next((d for d in range(top, -1, -1) if stack[d][0].family == glyph.family), -1)
    if own >= 0:
        cost = mark.closes + _left_inside(stack, own)
        cost += _MIXED * (stack[own][0].style != glyph.style)
        yield cost, False, own, stack[:own]
    elif top >= 0 and {glyph.family, stack[top][0].family} == {DOUBLE, SINGLE}:
        loose = glyph.family == SINGLE and mark.passes < STRAY
        yield mark.closes + _CROSSED + loose, False, top, stack[:top]
    if mark.opens < NEVER:
        opened = (glyph, mark.leads)
        if len(stack) < _DEEPEST:
            nested = 0.0
            if own == top >= 0:
                like = stack[top][0].style == glyph.style
                nested = _NESTED.get(glyph.family, 0.5) if like else _NESTED_UNLIKE
            yield mark.opens + nested, True, top + 1, (*stack, opened)
        if own >= 0:
            cost = mark.opens + _ABANDONED[not mark.leads] + _left_inside(stack, own)
            yield cost, True, own, (*stack[:own], opened)
    yield mark.passes_inside if own >= 0 else mark.passes, False, -1, stack


def _left_open(stack: _Stack) -> float:
    if not stack:
        return 0.0
    glyph, leads = stack[0]
    return _UNCLOSED.get(glyph.family, (1.5, 1.5))[not leads] + len(stack) - 1


def _left_inside(stack: _Stack, depth: int) -> float:
    return sum(_UNCLOSED_INSIDE[not leads] for _, leads in stack[depth + 1 :])


# ---- from steps to quotations


@dataclass(slots=True)
class _Opened:
    start: int
    inner_start: int
    level: int
    parent: int | None
    inner_end: int = -1
    end: int = -1
    closed: bool = False


def _read(
    text: str, span: Span, before: tuple[Glyph, ...], *, goes_on: bool, inside: bool = False
) -> list[Quotation]:
    """The quotations of a paragraph.

    Args:
        before: marks of which a quotation may be open from the paragraphs before.
        goes_on: True if such a mark at the start goes it on.
        inside: True if it is known to be open, and to stay so.
    """
    marks = list(marks_of(text, span))
    if not marks and not inside:
        return []
    families = {g.family for g in before} if goes_on else set()
    steps = _cheapest(text, marks, _begun(before, inside), int(inside))
    return [
        Quotation(
            Span(o.start, o.end, span.where),
            Span(o.inner_start, o.inner_end, span.where),
            o.level,
            o.parent,
            o.closed,
            o.inner_start == span.start
            or (o.start == span.start and GLYPHS[text[o.start : o.inner_start]].family in families),
        )
        for o in _built(text, span, marks, steps)
    ]


def _built(
    text: str, span: Span, marks: list[Mark], steps: list[tuple[int, bool, int]]
) -> list[_Opened]:
    found: list[_Opened] = []
    stack: list[int] = []
    for number, opens, depth in steps:
        start, end = (span.start,) * 2 if number == _BEFORE else marks[number][:2]
        _leave(found, stack, depth if opens else depth + 1, _trimmed(text, start))
        if opens:
            found.append(_Opened(start, end, depth, stack[-1] if stack else None))
            stack.append(len(found) - 1)
        else:
            done = found[stack.pop()]
            done.inner_end, done.end, done.closed = start, end, True
    _leave(found, stack, 0, span.end)
    return found


def _leave(found: list[_Opened], stack: list[int], depth: int, end: int) -> None:
    """What is open from a depth on ends here, unclosed."""
    while len(stack) > depth:
        o = found[stack.pop()]
        o.inner_end = o.end = max(end, o.inner_start)


def _trimmed(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end
