"""Whose policy a slogan names: its owner, the quote's speaker, the sentence's subject."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.article import Span
from dragoman.finding import Name, Speaker
from dragoman.grammar import Grammar
from dragoman.grammar.parties import Parties
from dragoman.grammar.speaking import named, speaking
from dragoman.readers.wording.uses import clipped

_OWNED = re.compile(r"'s?\s+(?:[\w\"'-]+\s+){0,8}[\"']?\Z")
_FAR = 80
_ACTS = re.compile(
    r"\b(?:declar|pursu|adopt|proclaim|announc|launch|follow|promot|advanc|propos|unveil|introduc|uph[eo]ld|"
    r"champion|push|put forward|set out|embrac|advocat|outlin)\w*\b",
    re.IGNORECASE,
)
_ACTS_NEXT = re.compile(
    r"\s+(?:(?:has|have|had|is|was|also|likewise|been|then|later|recently)\s+)*" + _ACTS.pattern,
    re.IGNORECASE,
)


class Holders:
    """Finds whose a policy is, in one article."""

    def __init__(self, text: Grammar, names: Iterable[Name]) -> None:
        self._text = text
        self._parties = Parties(text, names)

    def of(self, words: Span, quoted: Speaker | None) -> Speaker | None:
        """The owner named before the words, else who is quoted, else the one who acts on it.

        None if nobody is.
        """
        sentence = self._text.sentence_at(words)
        if sentence is None:
            return None
        plain = self._text.plain[words.where]
        near = clipped(sentence.span, words)
        before = Span(near.start, words.start, words.where)
        before_verb = [
            n
            for n in self._parties.named(before)
            if n.type in ("person", "state", "organisation") and (n.state or n.type == "person")
        ]
        for n in reversed(before_verb):
            end = n.evidence[0].end
            if words.start - end <= _FAR and _OWNED.fullmatch(plain, end, words.start):
                return self._speaker(n, near)
        if quoted is not None and quoted.status in ("named", "role_only"):
            return quoted
        acting = [n for n in before_verb if _ACTS_NEXT.match(plain, n.evidence[0].end, words.start)]
        first = (acting or before_verb)[:1]
        if first and _ACTS.search(plain, first[0].evidence[0].end, words.start):
            return self._speaker(first[0], near)
        return None

    def _speaker(self, name: Name, sentence: Span) -> Speaker:
        span = name.evidence[0]
        found = self._parties.at(span.start, min(sentence.end, span.end), span.where)
        if found is not None and found.parties[0].name.known:
            return speaking(found.parties[0])
        return named(self._text, name)
