"""Turns of a transcript: whose the paragraphs are that follow one with a speaker in front.

"Bat Tumur: Good morning." opens a turn; it goes on until the next speaker or until stage
directions stand between. A text with fewer than two such paragraphs is no transcript.
"""

from __future__ import annotations

import re

from dragoman.article import Span
from dragoman.grammar import Grammar

_LABEL = re.compile(
    r"(?:\*\*|__)?(?P<who>(?:[A-Z][\w.'’()-]*|of|the|and|for|to|in|on)(?: (?:[A-Z(][\w.'’()-]*|of|the|and|for|to|in|on|[a-z]+)){0,14})"
    r"(?: \([^)]*\))?:(?:\*\*|__)?\s"
)
_QUESTION = re.compile(r"Q(?:uestion)?\b[.:]?\s")
_NAMED = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)*$")
_BREAK = re.compile(r"\s*(?:[*#–—-]\s*){2,}\s*$|\s*\([^)]*\)\s*$|\s*<\W*>\s*$|\s*\[[^\]]*\]\s*$")
_LONGEST = 120  # characters of a label; longer ones are sentences with a colon


def turns(text: Grammar) -> dict[int, Span | None]:
    """For each paragraph of a turn behind its first the words that name the speaker; None if nobody.

    A paragraph that opens a turn has a place of its own here too.
    """
    labels = {p.index: _label(text, p.span) for p in text.paragraphs if p.span.where == "text"}
    voices = {text.words(s) for s in labels.values() if s}
    voices |= {"Q" for p in text.paragraphs if _QUESTION.match(text.words(p.span))}
    if len(voices) < 2:
        return {}
    out: dict[int, Span | None] = {}
    now: Span | None = None
    going = False
    for p in text.paragraphs:
        words = text.words(p.span)
        label = labels.get(p.index)
        if label is not None:
            now, going = label, True
        elif _QUESTION.match(words):
            now, going = None, True
        elif _BREAK.match(words):
            going = False
        if going:
            out[p.index] = now
    return out


def _label(text: Grammar, paragraph: Span) -> Span | None:
    words = text.words(paragraph)
    m = _LABEL.match(words[: _LONGEST + 2])
    if m is None or _NAMED.search(m["who"]) is None:
        return None
    return Span(paragraph.start + m.start("who"), paragraph.start + m.end("who"), paragraph.where)
