"""Attributions as the encoder hears them, with borders put right by the quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.grammar.encoder import Attribution, Part
from dragoman.readers.quotes.acts import cheap_cue
from dragoman.readers.quotes.drafts import Draft

RULE = "encoder"
# Characters by which a border may miss a quotation mark and still mean it.
_NEAR = 3


def may_speak(text: Grammar, paragraph: int) -> bool:
    """True if a paragraph has a cheap cue, so that the encoder is worth asking."""
    return cheap_cue().search(text.words(text.paragraphs[paragraph].span)) is not None


def heard(text: Grammar, paragraph: int) -> Iterator[Draft]:
    """The drafts of one paragraph; none where the encoder is missing."""
    voices = text.voices(paragraph) if may_speak(text, paragraph) else None
    home = text.paragraphs[paragraph].span
    for a in voices.attributions if voices else ():
        yield with_marks(text, _draft(a, home, paragraph))


def _draft(a: Attribution, home: Span, paragraph: int) -> Draft:
    def span(part: Part) -> Span:
        return Span(home.start + part.start, home.start + part.end, home.where)

    return Draft(
        source=None if a.source is None else span(a.source),
        cue=span(a.cue),
        further_cues=tuple(map(span, a.further_cues)),
        content=tuple(map(span, a.content)),
        paragraph=paragraph,
        rule=RULE,
        certainty=a.certainty,
    )


def with_marks(text: Grammar, draft: Draft) -> Draft:
    """The draft with contents that begin and end at the quotation marks they nearly reach."""
    quotations = text.quotations(draft.paragraph)
    others = [s for s in (draft.source, draft.cue, *draft.further_cues) if s is not None]
    parts: list[Span] = []
    for part in draft.content:
        for q in quotations:
            if q.meets(part):
                part = _at_marks(part, q, others)
        if parts and parts[-1].meets(part):
            part = Span(parts[-1].start, max(part.end, parts.pop().end), part.where)
        parts.append(part)
    return replace(draft, content=tuple(parts))


def _at_marks(part: Span, quotation: Span, others: list[Span]) -> Span:
    start, end = part.start, part.end
    if quotation.start < start <= quotation.start + _NEAR and end > quotation.start + _NEAR:
        start = quotation.start
    if quotation.end - _NEAR <= end < quotation.end and start < quotation.end - _NEAR:
        # A part inside a quotation ends with it only if it also began with it, or before.
        end = quotation.end if start <= quotation.start else end
    if end == quotation.start + 1:
        end = quotation.start
    grown = Span(start, end, part.where)
    return part if any(grown.meets(o) and not part.meets(o) for o in others) else grown
