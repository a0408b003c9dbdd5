"""Where words of the formulas and slogans of the table stand, each in one of its declared forms.

A stretch is first looked at for letters that a form must have; only forms whose letters are there
are searched for. Of overlapping places the longest counts. Words alone count here: whether they
speak of a relationship a reader decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from dragoman import lore
from dragoman.article import Span
from dragoman.lore import Formula

# Characters before and after a form's letters in which its words may stand; as many more are looked
# at after, so that the letters there need no look of their own.
_BEFORE, _AFTER = 90, 240
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Match:
    """A place that has the words of a formula.

    Args:
        variant: the declared form that the words have.
    """

    span: Span
    formula: Formula
    variant: str


class _Table:
    """All forms, and for letters of a paragraph the forms that may stand there."""

    def __init__(self) -> None:
        self.forms: list[tuple[Formula, re.Pattern[str]]] = []
        letters: dict[str, list[int]] = {}
        for f in lore.formulas().values():
            for pattern, anchors in zip(f.patterns, f.anchors, strict=True):
                for a in anchors:
                    letters.setdefault(a, []).append(len(self.forms))
                self.forms.append((f, pattern))
        self._by_letters = list(letters.values())
        self._machine = ahocorasick_rs.AhoCorasick(list(letters))

    def at(self, words: str) -> Iterator[tuple[int, int]]:
        """Where letters of a form stand in a text, each with the number of the form."""
        for i, start, _ in self._machine.find_matches_as_indexes(words.lower(), overlapping=True):
            for n in self._by_letters[i]:
                yield start, n


@cache
def _table() -> _Table:
    return _Table()


def may_match(words: str) -> bool:
    """True if a text has letters that a form of some entry must have: the cheap look."""
    return next(_table().at(words), None) is not None


def matches(plain: str, within: Span) -> list[Match]:
    """Places in a stretch of a text with straight marks, in order; none overlaps another."""
    table = _table()
    found: set[tuple[int, int, int]] = set()
    searched: dict[int, int] = {}  # up to where each form was looked for
    for at, n in table.at(plain[within.start : within.end]):
        place = within.start + at
        if place + _BEFORE <= searched.get(n, 0):
            continue
        searched[n] = end = min(within.end, place + _AFTER)
        start = max(within.start, place - _BEFORE)
        found |= {(m.start(), -m.end(), n) for m in table.forms[n][1].finditer(plain, start, end)}
    return list(_longest(plain, within, sorted(found)))


def _longest(plain: str, within: Span, found: list[tuple[int, int, int]]) -> Iterator[Match]:
    """Of overlapping places the longest; of equally long ones that of the earlier entry."""
    i = 0
    while i < len(found):
        # A cluster of places that hang together, each overlapping the one before.
        j, end = i + 1, -found[i][1]
        while j < len(found) and found[j][0] < end:
            end = max(end, -found[j][1])
            j += 1
        yield from _kept(plain, within, found[i:j])
        i = j


def _kept(plain: str, within: Span, some: list[tuple[int, int, int]]) -> list[Match]:
    kept: list[Match] = []
    for start, minus_end, n in sorted(some, key=lambda x: (x[0] + x[1], x[0], x[2])):
        span = Span(start, -minus_end, within.where)
        if not any(span.meets(k.span) for k in kept):
            formula = _table().forms[n][0]
            kept.append(Match(span, formula, variant_of(plain[start:-minus_end])))
    return sorted(kept, key=lambda k: k.span)


def variant_of(words: str) -> str:
    """Words as a form is declared: small letters, single blanks, no words in square brackets.

    >>> variant_of("Dual [domestic and\\noverseas]  Circulation")
    'dual circulation'
    """
    return " ".join(_BRACKETS.sub("", words).split()).casefold()
