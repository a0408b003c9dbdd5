"""Noun phrases that say of what kind a relationship is, and stand in no table.

A noun of relation with what characterises it: "wide and sunny friendship", "relations of deep
trust", "our relations are excellent"; or a role with a modifier: "our closest neighbour". A noun
that only sorts ("bilateral trade relations") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.places import Places
from dragoman.readers.wording.named import NamedStates
from dragoman.readers.wording.uses import Use

NOUN, ROLE, PREDICATE = "noun of relation", "role", "said of a noun of relation"
DOING = "noun of what is done together"
TELLING = "telling noun"

_TOKEN = re.compile(r"[^\W\d_](?:[\w.]|-(?=\w)|'(?=\w))*(?:'(?!\w))?|[,/&]|\S")
_FAR = 140
# Endings of adjectives that no list needs to hold.
_ADJECTIVE = re.compile(r"[a-z]{3,}(?:ful|ous|less|worthy)")
_DETERMINER = frozenset("the a an our their its his her this that such of and , in with".split())
_JOINERS = frozenset(("and", ",", "but", "yet", "/", "&", "or"))
_OF_ALL = re.compile(
    r"\b(?:international|global|multilateral|interpersonal|public)\s+\Z", re.IGNORECASE
)
_OF_QUALITY = re.compile(r"\s+(?:of|based\s+on|rooted\s+in|built\s+on)\s+")
_WORD = re.compile(r"[\w-]+")
_IS = re.compile(
    r"[^.;:!?\"()]{0,70}?\b(?:is|are|was|were|remain|remains|remained|have been|has been|became|become|becomes)\s+"
)
_STOPS = re.compile(r"\b(?:that|which|who|because|if|when|while|as)\b")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(lore.words("wording")[name])


@cache
def _nouns() -> re.Pattern[str]:
    words = sorted((*_set("relations"), *_set("roles")), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)


def described(
    text: Grammar, paragraphs: Iterable[int], named: NamedStates, taken: Places[Span]
) -> Iterator[Use]:
    """Phrases in order of place that overlap no use of the table.

    Args:
        taken: where uses of the table stand.
    """
    for p in paragraphs:
        for s in text.sentences_in(p):
            yield from _of_sentence(text.plain[s.span.where], s.span, named, taken)


def _of_sentence(
    plain: str, sentence: Span, named: NamedStates, taken: Places[Span]
) -> Iterator[Use]:
    for m in _nouns().finditer(plain, sentence.start, sentence.end):
        noun = Span(m.start(), m.end(), sentence.where)
        if taken.meets(noun) or _OF_ALL.search(
            plain, max(sentence.start, noun.start - _FAR), noun.start
        ):
            continue
        word = m.group().casefold()
        start, characterised = _modified(plain, noun, sentence, named)
        end = _quality_end(plain, noun.end, sentence.end) if word not in _set("roles") else noun.end
        found = Span(start, end, sentence.where)
        if word in _set("roles"):
            rule = ROLE if characterised else ""
        elif word in _set("doing"):
            rule = DOING if characterised else ""
        elif characterised or end > noun.end:
            rule = NOUN
        else:
            rule = TELLING if word in _set("telling") else ""
        if rule and not taken.meets(found):
            yield Use((found,), rule)
        elif word in _set("relations") and word not in _set("doing"):
            yield from _predicated(plain, noun, sentence)


def _modified(plain: str, noun: Span, sentence: Span, named: NamedStates) -> tuple[int, bool]:
    """Where the phrase begins, and whether a word before the noun characterises it."""
    first = max(sentence.start, noun.start - _FAR)
    tokens = list(_TOKEN.finditer(plain, first, noun.start))
    names = Places((n.span, n) for n in named.within(Span(first, noun.start, noun.where)))
    start, characterised = noun.start, False
    for i in range(len(tokens) - 1, -1, -1):
        t = tokens[i]
        word = t.group().casefold()
        if word in _set("characterising") or _like_one(tokens, i):
            start, characterised = t.start(), True
        elif word in _set("degrees"):
            if start == _next_start(tokens, i, noun):
                start = t.start()
        elif names.meets(Span(t.start(), t.end(), noun.where)):
            if not characterised:
                start = t.start()
        elif word not in _set("sorting") and word not in _JOINERS:
            break
    return start, characterised


def _like_one(tokens: list[re.Match[str]], i: int) -> bool:
    """True for an adjective of no list: by its ending, or joined to one that is listed."""
    word = tokens[i].group().casefold()
    before = tokens[i - 1].group().casefold() if i else ""
    if word in _set("sorting") or not word.isalpha() or tokens[i].group() != word:
        return False
    if _ADJECTIVE.fullmatch(word) and before in _DETERMINER:
        return True
    while i and tokens[i - 1].group().casefold() in _set("degrees"):
        i -= 1
    joiner, first = (tokens[j].group().casefold() if j >= 0 else "" for j in (i - 1, i - 2))
    return joiner in _JOINERS and first in _set("characterising") and word not in _DETERMINER


def _next_start(tokens: list[re.Match[str]], i: int, noun: Span) -> int:
    return tokens[i + 1].start() if i + 1 < len(tokens) else noun.start


def _quality_end(plain: str, at: int, limit: int) -> int:
    """Where "of friendship and trust" after a noun ends; the noun's end if none follows."""
    m = _OF_QUALITY.match(plain, at, limit)
    if m is None:
        return at
    end, place = at, m.end()
    while w := _WORD.match(plain, place, limit):
        word = w.group().casefold()
        if word in _set("qualities"):
            end = w.end()
        elif word not in ("and", "the", "all-round", "comprehensive"):
            break
        place = w.end()
        while place < limit and plain[place] in " ,\n":
            place += 1
    return end


def _predicated(plain: str, noun: Span, sentence: Span) -> Iterator[Use]:
    """ "Our relations are excellent and friendly": the noun and what is said of it."""
    m = _IS.match(plain, noun.end, sentence.end)
    if m is None or _STOPS.search(m.group()) or _nouns().search(m.group()):
        return
    start = end = -1
    place = m.end()
    while w := _WORD.match(plain, place, sentence.end):
        word = w.group().casefold()
        if word in _set("characterising"):
            start, end = (w.start() if start < 0 else start), w.end()
        elif word in _set("degrees"):
            start = w.start() if start < 0 else start
        elif word not in ("and", "now", "a", "also", "both"):
            break
        place = w.end()
        while place < sentence.end and plain[place] in " ,\n":
            place += 1
    after = _WORD.match(plain, place, sentence.end)
    if end > 0 and (after is None or after.group().casefold() in _AFTER_PREDICATE):
        yield Use((noun, Span(start, end, noun.where)), PREDICATE)


# What may follow adjectives that stand alone: else they belong to a noun ("are good examples").
_AFTER_PREDICATE = frozenset(
    "and but in on at as with for he she they it we kim said the because so today now which that "
    "enough indeed between after before since than".split()
)
