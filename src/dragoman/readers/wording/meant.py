"""Whether words that look like a wording are meant as one: no bridge, no treaty, no "no friends"."""

from __future__ import annotations

import re
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Name
from dragoman.grammar import Grammar
from dragoman.places import Places
from dragoman.readers.wording.uses import Use, clipped

# Within so many words before, "no", "without", "lack of" deny what follows.
_DENIED = re.compile(
    r"\b(?:no|not|never|nor|neither|without|hardly|lack(?:s|ed|ing)?(?: of)?|absence of|end (?:of|to)|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't|cannot|can't|won't|far from|anything but|instead of)"
    r"(?:\s+(?!only\b|merely\b|just\b|doubt\b)[\w'-]+){0,3}\s+\Z",
    re.IGNORECASE,
)
_NEAR = 60
_CAPITALS = re.compile(r"(?:\s+(?:[A-Z]\w+|of|and|for)){1,4}")
_LONGEST_TITLE = 300  # characters
_WORD = re.compile(r"[\w'-]+")
# "Institute of the Juche Idea": a body or a tower has its name from it.
_STUDY = re.compile(
    r"\b(?:study|studies|institute|tower|group|society|association|committee|academy|followers|seminar|titled|headlined|"
    r"entitled)\s+(?:of|on|for)?\s*(?:the\s+)?(?:[A-Z]\w*\s+(?:idea|Idea)?\s*and\s+(?:the\s+)?)?[\"']?\Z",
    re.IGNORECASE,
)


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


@cache
def _policy_of() -> re.Pattern[str]:
    nouns = "|".join(lore.words("wording")["policies"])
    return re.compile(rf"\b(?:{nouns})\s+(?:of|for|called)\s+(?:the\s+)?[\"']?\Z", re.IGNORECASE)


@cache
def _policy_after() -> re.Pattern[str]:
    nouns = "|".join(lore.words("wording")["policies"])
    return re.compile(rf"[\"']?\s+(?:{nouns})\b", re.IGNORECASE)


def is_title(words: list[str]) -> bool:
    """True for words that are the title of a law, a book, a film: most have a capital.

    >>> is_title("The Ratification of the Treaty on Trade".split()), is_title("a friend of ours".split())
    (True, False)
    """
    long = [w for w in words if len(w) > 3]
    return len(words) >= 4 and sum(w[0].isupper() for w in long) * 4 >= len(long) * 3


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
        whole = clipped(sentence.span, span) if sentence is not None else span
        plain = self._text.plain[span.where]
        before = plain[max(whole.start, span.start - _NEAR) : span.start]
        if any(n.evidence[0].holds(span) for n in self._bodies.meeting(span)):
            return False
        if self._in_title(span):
            return False
        if use.slogan:
            return not _STUDY.search(before) and not _thing().match(plain, span.end, whole.end)
        if (
            self._is_name(span, whole)
            or _thing().match(plain, span.end, whole.end)
            or _title().search(before)
        ):
            return False
        return not _DENIED.search(before)

    def _is_name(self, span: Span, sentence: Span) -> bool:
        """True for "Friendship Parliamentary Group": words with capitals up to a noun of a body."""
        plain = self._text.plain[span.where]
        last = plain[span.start : span.end].split()[-1]
        m = _CAPITALS.match(plain, span.end, sentence.end) if last[0].isupper() else None
        return m is not None and _thing().search(m.group()) is not None

    def _in_title(self, span: Span) -> bool:
        """True for words in the title of a book, a film, a law: most words in the marks have capitals."""
        for q in self._text.quoted_at(span):
            if q.inner.holds(span) and is_title(
                _WORD.findall(self._text.words(q.inner)[:_LONGEST_TITLE])
            ):
                return True
        return False

    def is_policy(self, use: Use) -> bool:
        """True where common words are a policy's name: in marks of their own, or beside its noun."""
        span = use.span
        plain = self._text.plain[span.where]
        for q in self._text.quoted_at(span):
            if q.inner.holds(span) and q.inner.end - q.inner.start < 3 * (span.end - span.start):
                return True
        before = plain[max(0, span.start - _NEAR) : span.start]
        return bool(_policy_of().search(before) or _policy_after().match(plain, span.end))

    def relation_of(self, use: Use) -> Span | None:
        """The noun of relation of which a figure ("a cornerstone") is said: the last one before it.

        If none is before it, the first one after; None without one in the sentence.
        """
        span = use.span
        sentence = self._text.sentence_at(span)
        if sentence is None:
            return None
        plain, noun = self._text.plain[span.where], relation_noun()
        near = clipped(sentence.span, span)
        before = [m.span() for m in noun.finditer(plain, near.start, span.start)]
        inside = noun.search(plain, span.start, span.end)
        after = noun.search(plain, span.end, near.end)
        if inside is not None:
            return span
        found = before[-1] if before else after.span() if after else None
        return Span(*found, span.where) if found else None
