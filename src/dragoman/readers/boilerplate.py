"""Passages that are not part of the story: titles, captions, bylines, notices, navigation.

They are marked, never cut: other readers decide for themselves what a mark means to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Boilerplate, Finding, Found
from dragoman.grammar import Grammar, Paragraph
from dragoman.grammar.reader import Reader

_BYLINE = re.compile(
    r"\(?(?:(?:Reported|Reporting|Written|Translated|Edited|Editing|Additional reporting|Photos?|Photographs?|"
    r"Compiled)\b[\w ]{0,30}\bby [A-Z]|By (?:[A-Z][\w.'-]+ |(?:de|da|van|von|der|bin|al|el) ){1,5}?"
    r"(?:[A-Z][\w.'-]+)(?:,| and | in [A-Z]|$| \())"
)
_SENTENCE_END = re.compile(r"[.!?:;][\"')\]]*$")
# "(KCNA/Yonhap News)" at the end of a caption; what stands inside is checked.
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\.?$")
# "PYONGYANG, Jan. 12 (KCNA) --": a place in capitals, perhaps a day and an agency, and a dash.
_DATELINE = re.compile(
    r"[A-Z][A-Z'. -]{2,30}(?:, [A-Z][\w. ]{2,30}(?:, \d{4})?)?(?: \([\w .]{2,20}\) ?(?:--|—|–|-(?= ))| ?(?:--|—|–)) ?"
    r"|[A-Z][a-z]+, [A-Z][a-z]+\.? \d{1,2} (?:\([A-Z]{2,8}\) ?(?:--|—|–)?|(?:--|—|–)) ?"
)
_HEADING_WORDS = 14
_SHORT = 200


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    table = lore.words("boilerplate")
    return [
        (what, re.compile("|".join(f"(?:{p})" for p in table[what]["patterns"]), re.IGNORECASE))
        for what in ("metadata", "navigation", "notice")
    ]


@cache
def _picture_words() -> frozenset[str]:
    return frozenset(lore.words("boilerplate")["caption"]["sources"])


def read(text: Grammar, _found: Found) -> Iterator[Finding]:
    """One Boilerplate for each paragraph, or dateline, that is not part of the story."""
    title = text.article.title_span
    if title is not None:
        yield Boilerplate(evidence=(title,), what="title")
    story = [p for p in text.paragraphs if p.span.where == "text" and p.span != title]
    longest = [0]  # paragraph after each, from the last
    for p in reversed(story[1:]):
        longest.append(max(longest[-1], p.span.end - p.span.start))
    tail = False  # after a byline only navigation and notices are short lines
    for i, p in enumerate(story):
        what = _kind(text, p)
        if what is None and _is_heading(text, story, i, longest[-1 - i]):
            what = "navigation" if tail else "title"
        if what is not None:
            yield Boilerplate(evidence=(p.span,), what=what)  # type: ignore[arg-type]
            tail = tail or (what == "byline" and i > len(story) // 2)
        elif (m := _DATELINE.match(text.words(p.span))) and len(m.group().strip()) > 6:
            end = p.span.start + len(m.group().rstrip())
            yield Boilerplate(evidence=(Span(p.span.start, end),), what="dateline")


def _kind(text: Grammar, p: Paragraph) -> str | None:
    words = text.words(p.span)
    for what, pattern in _patterns():
        if pattern.match(words):
            return what
    if len(words) < 2 * _SHORT and _BYLINE.match(words):
        if words.startswith("By ") and len(words) > 90:
            return None
        return "byline"
    if len(words) < 2 * _SHORT and (m := _BRACKET.search(words)) and _names_a_source(text, p, m):
        return "caption"
    return None


def _names_a_source(text: Grammar, p: Paragraph, m: re.Match[str]) -> bool:
    """True if the closing brackets name agencies or the origin of a picture."""
    inside = Span(p.span.start + m.start(1), p.span.start + m.end(1))
    if {w.casefold() for w in re.findall(r"\w+", m[1])} & _picture_words():
        return True
    actors = lore.roster()
    media = {"agency", "newspaper", "broadcaster"}
    return bool(m.start()) and all(
        any(
            k.entry.sort == "body" and actors[k.entry.id].type in media
            for k in text.known_at(Span(inside.start + part.start(), inside.start + part.end()))
        )
        for part in re.finditer(r"[^/]+", m[1])
    )


def _is_heading(text: Grammar, story: list[Paragraph], i: int, longest: int) -> bool:
    """A short line without a sentence end, between longer paragraphs or after the story."""
    words = text.words(story[i].span)
    if len(story) < 3 or _SENTENCE_END.search(words) or len(words.split()) > _HEADING_WORDS:
        return False
    if not re.match(r"[\"'\w]", words) or text.article.text[story[i].span.start].islower():
        return False
    return longest > len(words) or i == len(story) - 1


READER = Reader("boilerplate", 1, read, gives=(Boilerplate,), languages=None)
