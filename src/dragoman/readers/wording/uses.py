"""Words that may be a wording, and those of them that have the form of an entry of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.grammar.formulas import matches, may_match
from dragoman.lore import Formula

# Letters of which a paragraph with other wordings has some: of nouns of relation, quotation marks.
_CUES = re.compile(
    r"relation|ties\b|bond|friend|partner|operation|alli|neighbo|brother|amity|comrade|solidarity|"
    r"[\"'«„]|enem|rival",
    re.IGNORECASE,
)
# Characters of a sentence, before and after, that may tell of words in it.
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Use:
    """Words that may be a wording.

    Args:
        spans: the words; several where they stand apart.
        rule: how they were found.
        formula: the entry of the table; None if they stand in none.
        variant: the declared form that the words have.
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


def may_hold_one(words: str) -> bool:
    """True if a paragraph has letters of a formula or of a noun of relation, or a quotation mark."""
    return bool(_CUES.search(words)) or may_match(words)


def uses(text: Grammar, paragraphs: Iterable[int]) -> Iterator[Use]:
    """Uses of the table's entries, in order of place; none lies in another."""
    for p in paragraphs:
        span = text.paragraphs[p].span
        for m in matches(text.plain[span.where], span):
            rule = f"formula: {m.formula.key}"
            yield Use((m.span,), rule, m.formula, m.variant, slogan=m.formula.type == "slogan")


def clipped(sentence: Span, place: Span) -> Span:
    """A sentence, or of a very long one what stands near a place: time stays linear."""
    start, end = (
        max(sentence.start, place.start - _LONGEST),
        min(sentence.end, place.end + _LONGEST),
    )
    return Span(start, end, sentence.where)
