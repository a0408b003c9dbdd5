"""Tallies: what an article counts for several states, persons or bodies in one unit.

"90 lines on Laos, 75 lines on Peru and 31 on Spain"; "Italy with 15 ships, France with 12 ships
and Spain with nine". Numbers and names must take turns; what breaks the turn ends the tally.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.article import Span, in_order
from dragoman.finding import Amount, Date, Emphasis, Name
from dragoman.grammar import Grammar
from dragoman.grammar.numerals import CARDINAL_WORDS, FIGURES, quantity
from dragoman.places import Places, taken

_NUMBER = re.compile(rf"(?<![\w.,$€£¥-])(?:{FIGURES}|(?i:{CARDINAL_WORDS})\b)(?![\w%]|[.,]\d)")
# From a number (with its noun) to what it is for: "90 lines | on | Laos".
_FOR = re.compile(r"\A(?: [a-z-]+){0,2}? (?:to|for|on|from|about|of|in|by|with|over)(?: the)? \Z")
# From a name to its number: "Italy | took part with | 15 ships", "Spain | with | nine".
_HAS = re.compile(r"\A(?:'s)?(?:,? (?!and\b|or\b|but\b|to\b)[\w'-]+){0,5}? ?[:,]? ?\Z")
_BETWEEN = re.compile(r"\A,?(?: and| or| as well as)? ?(?:the )?\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a tally: for whom, how much, and the words that say so.

    Args:
        keys: what it is for; several that share the figure.
    """

    keys: frozenset[str]
    value: float
    span: Span
    modified: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures in one unit for several; `paragraph` is where the first of them stands."""

    unit: str
    lines: tuple[Line, ...]
    paragraph: int
    words: str
    years: frozenset[str] = frozenset()

    def of(self, key: str) -> Line | None:
        """The figure that is for somebody alone."""
        return next((x for x in self.lines if x.keys == {key}), None)

    def holds(self, key: str) -> bool:
        """True if somebody has a figure, alone or with others."""
        return any(key in x.keys for x in self.lines)


def key_of(name: Name) -> str | None:
    """By what a name is known in a tally: places and people's adjectives stand for their state."""
    if name.type in ("state", "place"):
        return name.state
    return name.actor or name.cluster or name.canonical


@dataclass(frozen=True, slots=True)
class _Number:
    span: Span
    value: float
    unit: str | None
    modified: bool


def tallies(
    text: Grammar,
    amounts: list[Amount],
    dates: list[Date],
    names: list[Name],
    emphasis: list[Emphasis],
) -> Iterator[Tally]:
    """The tallies of an article, those first that its own account of a document gives."""
    for one in emphasis:
        if made := _stated(text, one):
            yield made
    by_place = Places((a.evidence[0], a) for a in amounts)
    days = Places((d.evidence[0], d) for d in dates)
    named = Places((n.evidence[0], n) for n in names if key_of(n))
    gathered: dict[tuple[int, str], list[tuple[Line, str, frozenset[str]]]] = {}
    for s in text.sentences:
        if s.span.where != "text":
            continue
        numbers = _numbers(text, s.span, by_place, days)
        if not numbers:
            continue
        years = _years(days, s.span)
        for line, unit in _lines(text, s.span, numbers, named):
            gathered.setdefault((s.paragraph, unit), []).append((line, text.words(s.span), years))
    for (paragraph, unit), some in gathered.items():
        lines = [x[0] for x in some]
        keys = [k for x in lines for k in x.keys]
        if len(lines) > 1 and len(set(keys)) == len(keys):
            words = " ".join(dict.fromkeys(x[1] for x in some))
            yield Tally(unit, tuple(lines), paragraph, words, frozenset().union(*(x[2] for x in some)))  # fmt: skip


def _stated(text: Grammar, one: Emphasis) -> Tally | None:
    told = one.stated_by_article
    if told is None:
        return None
    lines = tuple(
        Line(frozenset(w.state.split("+")), float(w.words), w.evidence[-1])
        for w in told.states
        if w.words is not None and w.evidence
    )
    if len(lines) < 2 or told.unit is None:
        return None
    paragraph = text.paragraph_at(lines[0].span)
    return Tally(told.unit, lines, paragraph, text.words(text.paragraphs[paragraph].span))


def _years(days: Places[Date], home: Span) -> frozenset[str]:
    here = (d for d in days.meeting(home) if d.type == "DATE" and not d.optional)
    return frozenset(d.earliest[:4] for d in here if d.earliest and d.anchor == "none")


def _numbers(
    text: Grammar, home: Span, amounts: Places[Amount], days: Places[Date]
) -> list[_Number]:
    """Counts and measures of a sentence, and numbers whose noun went before; no dates."""
    some: list[_Number] = []
    here = [a for a in amounts.meeting(home) if home.holds(a.evidence[0])]
    for a in here:
        if a.type in ("count", "measure") and isinstance(a.value, int | float) and a.unit:
            shared = a.rule == "shared noun"
            some.append(_Number(a.evidence[0], float(a.value), None if shared else a.unit,
                                a.modifier is not None))  # fmt: skip
    known = taken(a.evidence[0] for a in here)
    for m in _NUMBER.finditer(text.plain[home.where], home.start, home.end):
        span = Span(m.start(), m.end(), home.where)
        value = quantity(m.group())
        if value is not None and not known.meets(span) and not days.meets(span):
            some.append(_Number(span, float(value), None, False))
    return sorted(some, key=lambda n: in_order(n.span))


def _lines(
    text: Grammar, home: Span, numbers: list[_Number], named: Places[Name]
) -> Iterator[tuple[Line, str]]:
    """Figures with what they are for, all by one of the two patterns, and their unit."""
    names = [n for n in named.meeting(home) if home.holds(n.evidence[0])]
    for pattern in (_behind, _ahead):
        found = list(pattern(text, home, numbers, names))
        if len(found) == len(numbers):
            unit: str | None = None
            for number, line in found:
                unit = number.unit or unit
                if unit:
                    yield line, unit
            return


Found = Iterator[tuple[_Number, Line]]


def _behind(text: Grammar, home: Span, numbers: list[_Number], names: list[Name]) -> Found:
    """ "40 delegates from Laos, 55 from Vietnam"."""
    for i, number in enumerate(numbers):
        stop = numbers[i + 1].span.start if i + 1 < len(numbers) else home.end
        within = [n for n in names if number.span.end <= n.evidence[0].start < stop]
        if not within or not _FOR.match(_gap(text, number.span.end, within[0].evidence[0])):
            continue
        group = [within[0]]
        for n in within[1:]:
            if not _BETWEEN.match(_gap(text, group[-1].evidence[0].end, n.evidence[0])):
                break
            group.append(n)
        end = group[-1].evidence[0].end
        yield number, _line(number, group, Span(number.span.start, end, home.where))


def _ahead(text: Grammar, home: Span, numbers: list[_Number], names: list[Name]) -> Found:
    """ "Italy took part with 15 ships, France with 12"."""
    start = home.start
    for number in numbers:
        within = [n for n in names if start <= n.evidence[0].start < number.span.start]
        start = number.span.end
        if within and _HAS.match(_gap(text, within[-1].evidence[0].end, number.span)):
            last = within[-1].evidence[0]
            if not number.unit or _own(text, number):
                yield number, _line(number, within[-1:], Span(last.start, number.span.end, home.where))  # fmt: skip


def _own(text: Grammar, number: _Number) -> bool:
    """True unless the figure is for somebody named behind it."""
    after = text.plain[number.span.where][number.span.end : number.span.end + 12]
    return re.match(r" (?:to|for|from|on) (?:the )?[A-Z]", after) is None


def _line(number: _Number, group: Iterable[Name], span: Span) -> Line:
    keys = frozenset(k for n in group if (k := key_of(n)))
    return Line(keys, number.value, span, number.modified)


def _gap(text: Grammar, start: int, before: Span) -> str:
    return text.words(Span(start, max(start, before.start), before.where))
