"""Whether words that look like a wording are meant as one: no bridge, no treaty, no "no friends"."""

from __future__ import annotations

import re
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Name
from dragoman.grammar import Grammar
from dragoman.places import Places
from dragoman.readers.wording.uses import Use

# Within so many words before, "no", "without", "lack of" deny what follows.
_DENIED = re.compile(
    r"\b(?:no|not|never|nor|neither|without|hardly|lack(?:s|ed|ing)?(?: of)?|absence of|end (?:of|to)|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't|cannot|can't|won't|far from|anything but|instead of)"
    r"(?:\s+(?!only\b|merely\b|just\b|doubt\b)[\w'-]+){0,3}\s+\Z",
    re.IGNORECASE,
)
_NEAR = 60


@cache
def _thing() -> re.Pattern[str]:
    """What makes a thing, a body or a day of a phrase before it."""
    return re.compile(
        r"(?:\s+and\s+[\w-]+)?[\s-]+(?:" + "|".join(lore.words("wording")["things"]) + r")\b",
        re.IGNORECASE,
    )


@cache
def _title() -> re.Pattern[str]:
    """What makes a document's or a body's title of a phrase after it."""
    nouns = "|".join(lore.words("wording")["titles"])
    return re.compile(
        rf"\b(?:{nouns})\s+(?:of|on|for|about|concerning)\s+(?:the\s+|a\s+|its\s+)?(?:[\w-]+,?\s+){{0,2}}(?:and\s+)?\Z",
        re.IGNORECASE,
    )


@cache
def relation_noun() -> re.Pattern[str]:
    """A noun of relation or a role."""
    table = lore.words("wording")
    nouns = "|".join((*table["relations"], *table["roles"]))
    return re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE)


class Meant:
    """Tells uses from what only has their words, in one article."""

    def __init__(self, text: Grammar, names: list[Name]) -> None:
        self._text = text
        self._bodies = Places(
            (n.evidence[0], n) for n in names if n.type in ("organisation", "person", "place")
        )

    def is_meant(self, use: Use) -> bool:
        """True if the words stand for themselves, affirmed, and have beside them what they need."""
        span = use.span
        sentence = self._text.sentence_at(span)
        whole = sentence.span if sentence is not None else span
        plain = self._text.plain[span.where]
        before = plain[max(whole.start, span.start - _NEAR) : span.start]
        if any(n.evidence[0].holds(span) for n in self._bodies.meeting(span)):
            return False
        if use.slogan:
            return True
        if _thing().match(plain, span.end, whole.end) or _title().search(before):
            return False
        if _DENIED.search(before):
            return False
        if use.formula is not None and use.formula.reach == "relation":
            return self._beside_relation(span, whole)
        return True

    def _beside_relation(self, span: Span, sentence: Span) -> bool:
        plain = self._text.plain[span.where]
        noun = relation_noun()
        return bool(
            noun.search(plain, span.start, sentence.end)
            or noun.search(plain, sentence.start, span.start)
        )
