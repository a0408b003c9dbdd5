"""To whom and when something was said, from the words at the cue."""

from __future__ import annotations

import re

from dragoman.article import Span
from dragoman.finding import NO_DATE, NOT_STATED, Date, DateField, Field
from dragoman.grammar import Grammar
from dragoman.grammar.parties import Parties
from dragoman.places import Places
from dragoman.readers.quotes.drafts import Draft

# Verbs whose object is the person spoken to.
_TO_SOMEBODY = re.compile(
    r"\b(?:t(?:ell|ells|old|elling)|inform\w*|assur\w*|reassur\w*|remind\w*|notif\w+|congratulat\w*|thank\w*|"
    r"wish\w*|urg\w*|ask\w*|warn\w*|greet\w*|advis\w*|order\w*|instruct\w*|promis\w*|invit\w*|brief\w*|"
    r"caution\w*|encourag\w*|implor\w*|beg\w*|exhort\w*)\Z",
    re.IGNORECASE,
)
_LISTENER = re.compile(
    r" ?(?P<who>\[?(?:[A-Z][\w.'-]*|(?:the |a |an |his |her |its |their )?(?:[a-z-]+ ){0,2}?(?:reporters|journalists|residents|"
    r"officials|lawmakers|people|audience|crowd|voters|newspaper|agency|magazine|leaders|nation|parliament|supporters|"
    r"president|minister|premier|chairman|leader|ambassador|council|delegates|students|workers|media|press|us|me|him|her|them))"
    r"(?: [A-Z][\w.'-]*)*\]?)"
)
_TO = re.compile(
    r"\bto (?=\[?[A-Z]|the |a |an |his |her |its |their |reporters|journalists|residents|us\b|me\b|him\b|them\b)"
)
# A point that belongs to a name and does not end the sentence.
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Co|Corp|Ltd))\.\Z")
_NEAR = 60  # characters between a cue and the day or the listener that belong to it


def addressee(text: Grammar, parties: Parties, d: Draft) -> Field:
    """Who is spoken to, where the words at the cue tell."""
    if d.cue is None:
        return NOT_STATED
    sentence = text.sentence_at(d.cue)
    if sentence is None:
        return NOT_STATED
    stop = min([s.start for s in d.content if s.start >= d.cue.end] or [sentence.span.end])
    stop = min(stop, sentence.span.end, d.cue.end + _NEAR)
    after = text.words(Span(d.cue.end, max(stop, d.cue.end), d.cue.where))
    inner = list(_TO.finditer(text.words(d.cue)))
    if inner:
        # "wrote in his message to Kim" as a whole is the cue.
        span = Span(d.cue.start + inner[-1].end(), d.cue.end, d.cue.where)
        return Field(text.article.slice(span), "stated", (span,), text.article.slice(span))
    start = None
    if _TO_SOMEBODY.search(text.words(d.cue)):
        start = 0
    elif m := _TO.search(after):
        start = m.end()
    if start is None:
        return NOT_STATED
    m = _LISTENER.match(after, start)
    if m is None:
        return NOT_STATED
    at = d.cue.end + m.start("who")
    span = Span(at, d.cue.end + m.end("who"), d.cue.where)
    named = parties.at(span.start, stop, span.where)
    if named is not None and named.parties and named.end > span.end:
        span = Span(span.start, min(named.end, stop), span.where)
    if d.source is not None and span.meets(d.source):
        return NOT_STATED
    words = text.words(span)
    if words.endswith(".") and _ABBREVIATED.search(words) is None:
        span = Span(span.start, span.end - 1, span.where)
    words = text.article.slice(span)
    return Field(words, "stated", (span,), words)


def when(text: Grammar, dates: Places[Date], d: Draft) -> DateField:
    """When it was said: the nearest date at the cue that stands in nobody's words."""
    anchor = d.cue or d.source
    sentence = text.sentence_at(anchor) if anchor is not None else None
    if anchor is None or sentence is None:
        return NO_DATE
    near = [
        (gap, one)
        for one in dates.meeting(_around(anchor, sentence.span))
        if one.type in ("DATE", "TIME") and not one.optional
        and sentence.span.holds(one.evidence[0])
        and not any(s.meets(one.evidence[0]) for s in (*d.content, *((d.source,) if d.source else ())))
        and (gap := _gap(anchor, one.evidence[0])) <= _NEAR
    ]  # fmt: skip
    if not near:
        return NO_DATE
    _, one = min(near, key=lambda x: (x[0], x[1].evidence[0].start))
    return one.as_field(text.article.slice(one.evidence[0]))


def _around(anchor: Span, sentence: Span) -> Span:
    start, end = (
        max(sentence.start, anchor.start - _NEAR - 1),
        min(sentence.end, anchor.end + _NEAR + 1),
    )
    return Span(start, end, sentence.where)


def _gap(a: Span, b: Span) -> int:
    return max(b.start - a.end, a.start - b.end, 0)
