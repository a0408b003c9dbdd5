"""The order in which, as an article says, a document takes up states: "first China, then Russia"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.readers.emphasis.tokens import Line

_LIST = "d?S(?:[,&]{1,2}d?S){0,11}"
_FILL = "[xdgo]{0,5}?"
_SEQUENCE = re.compile(f"(?P<list>{_LIST})")
# From one state to the next: "before proceeding on to", ", then", "and finally,".
_GO_ON = re.compile("[,&]{0,2}[AH][xdHPpgob&,]{0,6}?(?=d?S)")

# "began with relations with Laos"; what only began there needs more of the order to be one.
_BEGUN = re.compile(f"B(?P<fill>{_FILL}[pPo]?{_FILL})(?=d?S)")
_LEAST_FILL = 3
_BEFORE = re.compile(f"(?P<verb>[ML]){_FILL}[pPo]?{_FILL}(?P<one>{_LIST})(?P<way>[AZ])[xdg]{{0,2}}?(?P<other>{_LIST})")  # fmt: skip
_WAS_BEFORE = re.compile(f"(?P<one>{_LIST})b?x?(?P<verb>[MLV])(?P<way>[AZ])(?P<other>{_LIST})")
_FIRST = re.compile(f"(?P<verb>[ML]){_FILL}[pPo]?{_FILL}(?P<one>{_LIST})[xdo]{{0,1}}F")
_WAS_FIRST = re.compile(f"(?P<one>{_LIST})b?(?P<verb>[ML])F")
_THAT_ORDER = re.compile(f"(?P<one>{_LIST}),?W")
_THIS_ORDER = re.compile(f"W,?(?P<one>{_LIST})")

Together = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """States in the order that an article reports; several as one where they share a place.

    Args:
        absolute: the first of them is the first of all.
    """

    places: tuple[Together, ...]
    evidence: tuple[Span, ...]
    absolute: bool = True


def orders(text: Grammar, line: Line) -> Iterator[Order]:
    """The orders that a sentence reports."""
    signs = line.signs
    if signs.count("S") == 0 or _elsewhere().search(text.words(line.span)):
        return
    counted = any(t.unit in lore.words("emphasis")["units"] for t in line.tokens)
    document = "D" in signs or counted
    if document and (m := _BEGUN.search(signs)):
        found = list(_along(line, m.end()))
        if len(found) > 1 or (found and len(m["fill"]) < _LEAST_FILL):
            yield Order(tuple(x for x, _ in found), tuple(s for _, s in found))
    for pattern in (_BEFORE, _WAS_BEFORE):
        for m in pattern.finditer(signs):
            if (m["verb"] == "M" or document) and not _denied(signs, m.start("verb")):
                sides = [_places(line, *m.span(name)) for name in ("one", "other")]
                ordered = sides if m["way"] == "A" else sides[::-1]
                places = [x for side in ordered for x in side]
                yield Order(tuple(x for x, _ in places), tuple(s for _, s in places), False)
    for pattern in (_FIRST, _WAS_FIRST):
        for m in pattern.finditer(signs):
            if (m["verb"] == "M" or document) and not _denied(signs, m.start("verb")):
                places = _places(line, *m.span("one"))
                yield Order(tuple(x for x, _ in places), tuple(s for _, s in places))
    for pattern in (_THAT_ORDER, _THIS_ORDER):
        for m in pattern.finditer(signs):
            places = _places(line, *m.span("one"))
            if len(places) > 1 and (document or "M" in signs or "L" in signs):
                yield Order(tuple(x for x, _ in places), tuple(s for _, s in places))


def _denied(signs: str, verb: int) -> bool:
    return "n" in signs[max(0, verb - 3) : verb]


@cache
def _elsewhere() -> re.Pattern[str]:
    words = "|".join(lore.words("emphasis")["order"]["elsewhere"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _along(line: Line, at: int) -> Iterator[tuple[Together, Span]]:
    """The places of a list and of what follows it by "then", "before", "finally"."""
    while m := _SEQUENCE.match(line.signs, at):
        yield from _places(line, m.start(), m.end())
        on = _GO_ON.match(line.signs, m.end())
        if on is None:
            return
        at = on.end()


def _places(line: Line, start: int, end: int) -> list[tuple[Together, Span]]:
    """The places of a list; "Cuba and Vietnam, and the US" are two, "Cuba and Vietnam" are two as well.

    Where a comma stands before "and", commas part the places and "and" joins.
    """
    signs = line.signs[start:end]
    by_comma = ",&" in signs
    out: list[list[int]] = [[]]
    for i in range(start, end):
        sign = line.signs[i]
        if sign == "," or (sign == "&" and not by_comma):
            out.append([])
        elif sign == "S":
            out[-1].append(i)
    made = []
    for some in filter(None, out):
        states = tuple(sorted({str(line.tokens[i].state) for i in some}))
        first, last = line.tokens[some[0]].span, line.tokens[some[-1]].span
        made.append((states, Span(first.start, last.end)))
    return made
