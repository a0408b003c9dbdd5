"""Amounts: numbers with what they measure or count, in words and digits, never a date.

Dates, and numbers inside names, are masked first. `found` reads a paragraph, `nouns` finds what
is counted, `patterns` holds modifiers, units and currencies; a quantity given in two units,
"500 kilograms [1,100 pounds]", is linked as a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dragoman.article import Span
from dragoman.finding import Amount, Date, Finding, Found, Name, Si
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.places import taken
from dragoman.readers.amounts.found import amounts
from dragoman.readers.amounts.patterns import GATE
from dragoman.readers.amounts.sums import Sum


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Amounts in order of place."""
    masked = [d.evidence[0] for d in found.of(Date)]
    masked += [n.evidence[0] for n in found.of(Name) if _has_figure(text, n)]
    others = taken(masked)
    number = 0
    for p in text.paragraphs:
        words = text.words(p.span)
        if not GATE.search(words):
            continue
        here = others.meeting(p.span)
        blocked = [(s.start - p.span.start, s.end - p.span.start) for s in here]
        some = amounts(words, blocked)
        links = pairs(words, some)
        names = [f"a{number + i}" for i in range(len(some))]
        number += len(some)
        for i, one in enumerate(some):
            other = links.get(i)
            yield _finding(p.span, one, names[i], names[other] if other is not None else None,
                           some[other] if other is not None else None)  # fmt: skip


def _has_figure(text: Grammar, name: Name) -> bool:
    """A name with a number in it: "Group of 20", "Pope John XXIII" need no count."""
    words = text.words(name.evidence[0])
    return name.type in ("person", "organisation", "place") and any(c.isdigit() for c in words)


def _finding(paragraph: Span, one: Sum, own: str, pair: str | None, other: Sum | None) -> Amount:
    outer = other if other is not None and other.start < one.start else None
    return Amount(
        id=own,
        evidence=(Span(paragraph.start + one.start, paragraph.start + one.end, paragraph.where),),
        rule=one.rule,
        type=one.type,
        value=one.value,
        unit=one.unit,
        of=one.of or (outer.of if outer else None),
        modifier=one.modifier or (outer.modifier if outer else None),
        pair=pair,
        negated=one.negated,
        si=si(one),
    )


def si(one: Sum) -> Si | None:
    """The quantity in SI units; percent and fractions as ratios."""
    if one.type == "percent" and one.unit == "percent":
        return Si(_each(one.value, 0.01), "1", "ratio")
    if one.type == "fraction":
        return Si(one.value, "1", "ratio")
    unit = one.measure
    if unit is None:
        return None
    return Si(_each(one.value, unit.factor, unit.offset), unit.si, unit.dimension)


def _each(value: Any, factor: float, offset: float = 0.0) -> Any:
    if isinstance(value, list):
        return [_each(v, factor, offset) for v in value]
    return float(f"{value * factor + offset:.9g}")


# Between two figures of one quantity; what it is of may stand before the bracket.
_PAIRED = re.compile(
    r"(?:of(?: [a-z-]+){1,3} )?[(\[](?:about|or|some|roughly|nearly|almost)?|/|- or|, or|or"
)


def pairs(words: str, some: list[Sum]) -> dict[int, int]:
    """Which amounts are one quantity in two units: the second stands in brackets behind the first."""
    out: dict[int, int] = {}
    for i, (a, b) in enumerate(pairwise(some)):
        gap = words[a.end : b.start].strip()
        if not _PAIRED.fullmatch(gap):
            continue
        gap = gap[gap.index("(") :] if "(" in gap else gap[gap.index("[") :] if "[" in gap else gap
        if a.unit == b.unit:
            continue
        closed = words[b.end : b.end + 1] in (")", "]")
        if a.type == b.type == "money" and gap[0] in "([" and closed:
            out[i], out[i + 1] = i + 1, i
        if a.measure is None or b.measure is None:
            continue
        if a.measure.dimension == b.measure.dimension and (gap[0] not in "([" or closed):
            out[i], out[i + 1] = i + 1, i
    return out


READER = Reader("amounts", 2, read, needs=(Date, Name), gives=(Amount,))
