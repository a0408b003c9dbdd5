"""Where the formulas and slogans of the table stand, each in one of its declared forms.

A paragraph is first looked at for letters that a form must have; only forms whose letters are there
are searched for. Of overlapping uses the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.lore import Formula

# Characters before and after a form's letters in which its words may stand; as many more are looked
# at after, so that the letters there need no look of their own.
_BEFORE, _AFTER = 90, 240
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Use:
    """Words that may be a wording.

    Args:
        spans: the words; several where they stand apart.
        formula: the entry of the table; None if they stand in none.
        variant: the declared form that the words have.
        rule: how they were found.
        slogan: True for the name of a policy.
        about: other words of which these are said, and to which the sides are joined.
        other: the side that is called so, where a state is and no relationship.
    """

    spans: tuple[Span, ...]
    rule: str
    formula: Formula | None = None
    variant: str | None = None
    slogan: bool = False
    about: Span | None = None
    other: str | None = None

    @property
    def span(self) -> Span:
        """The first of the words' spans."""
        return self.spans[0]


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


# Letters of which a paragraph with a wording has some: nouns of relation and of policy, and the
# cheap look at all formulas.
_CUES = re.compile(
    r"relation|ties\b|bond|friend|partner|operation|alli|neighbo|brother|amity|comrade|solidarity|"
    r"[\"'«„]|enem|rival",
    re.IGNORECASE,
)


def may_hold_one(words: str) -> bool:
    """True if a paragraph has letters of a formula or of a noun of relation, or a quotation mark."""
    return bool(_CUES.search(words)) or next(_table().at(words), None) is not None


def uses(text: Grammar, paragraphs: Iterable[int]) -> Iterator[Use]:
    """Uses of the table's entries, in order of place; none lies in another."""
    for p in paragraphs:
        span = text.paragraphs[p].span
        yield from uses_in(text.plain[span.where], span)


def uses_in(plain: str, within: Span) -> list[Use]:
    """Uses in a stretch of a text with straight marks."""
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


def _longest(plain: str, within: Span, found: list[tuple[int, int, int]]) -> Iterator[Use]:
    """Of overlapping uses the longest; of equally long ones that of the earlier entry."""
    i = 0
    while i < len(found):
        # A cluster of uses that hang together, each overlapping the one before.
        j, end = i + 1, -found[i][1]
        while j < len(found) and found[j][0] < end:
            end = max(end, -found[j][1])
            j += 1
        yield from _kept(plain, within, found[i:j])
        i = j


def _kept(plain: str, within: Span, some: list[tuple[int, int, int]]) -> list[Use]:
    kept: list[Use] = []
    for start, minus_end, n in sorted(some, key=lambda x: (x[0] + x[1], x[0], x[2])):
        span = Span(start, -minus_end, within.where)
        if not any(span.meets(k.span) for k in kept):
            formula = _table().forms[n][0]
            kept.append(
                Use((span,), f"formula: {formula.key}", formula, variant_of(plain[start:-minus_end]),
                    slogan=formula.type == "slogan")
            )  # fmt: skip
    return sorted(kept, key=lambda k: k.span)


def variant_of(words: str) -> str:
    """Words as a form is declared: small letters, single blanks, no words in square brackets.

    >>> variant_of("Dual [domestic and\\noverseas]  Circulation")
    'dual circulation'
    """
    return " ".join(_BRACKETS.sub("", words).split()).casefold()
