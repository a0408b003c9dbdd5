"""Attributions as the encoder hears them, with borders put right by the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def heard(text: Grammar, paragraph: int, days: Sequence[Span] = ()) -> Iterator[Draft]:
    """The drafts of one paragraph; none where the encoder is missing.

    Args:
        days: time expressions; one at the end of a source or a cue belongs to neither.
    """
    voices = text.voices(paragraph) if may_speak(text, paragraph) else None
    home = text.paragraphs[paragraph].span
    for a in voices.attributions if voices else ():
        draft = _with_marks(text, _with_names(text, _draft(a, home, text.words(home), paragraph)))
        yield _without_days(text, _whole_source(text, draft), days)


_REST = re.compile(r"\w*")


def _draft(a: Attribution, home: Span, words: str, paragraph: int) -> Draft:
    def span(part: Part) -> Span:
        start, end = part.start, part.end
        if start and words[start - 1].isalnum():  # a word cut in two belongs to what ends in it
            rest = _REST.match(words, start).end()  # type: ignore[union-attr]
            start = rest + (words[rest : rest + 1] == " ") if rest < end else start
        if words[end - 1].isalnum():
            end = _REST.match(words, end).end()  # type: ignore[union-attr]
        return Span(home.start + start, home.start + end, home.where)

    return Draft(
        source=None if a.source is None else span(a.source),
        cue=span(a.cue),
        further_cues=tuple(map(span, a.further_cues)),
        content=tuple(map(span, a.content)),
        paragraph=paragraph,
        rule=RULE,
        certainty=a.certainty,
    )


_ARTICLE = re.compile(r"(?<![\w-])(?:[Tt]he|[Aa]n?) \Z")


def _with_names(text: Grammar, draft: Draft) -> Draft:
    """The draft with a source that cuts no known name in two and keeps the article before it."""
    source = draft.source
    if source is None:
        return draft
    for name in text.known_in(draft.paragraph):
        if name.meets(source):
            source = Span(min(name.start, source.start), max(name.end, source.end), name.where)
    home = text.paragraphs[draft.paragraph].span
    before = text.words(Span(max(home.start, source.start - 5), source.start, source.where))
    if (m := _ARTICLE.search(before)) is not None:
        source = Span(source.start - len(m.group()), source.end, source.where)
    content = tuple(p for p in draft.content if not source.holds(p))
    clear = not any(s.meets(source) for s in (*content, draft.cue, *draft.further_cues) if s)
    return replace(draft, source=source, content=content) if clear and content else draft


def _with_marks(text: Grammar, draft: Draft) -> Draft:
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


_RELATIVE = re.compile(r",? (?:who|which|whose)\b")
_BEFORE_DAY = re.compile(
    r"[ ,]*(?:\b(?:on|in|at|by|during|since|late|early|the)\b[ ,]*)*\Z", re.IGNORECASE
)


def _without_days(text: Grammar, draft: Draft, days: Sequence[Span]) -> Draft:
    """The draft with days cut off the ends of its source and cue ("said Friday")."""

    def cut(span: Span | None) -> Span | None:
        if span is None:
            return None
        for day in days:
            if day.where == span.where and span.start < day.start < span.end <= day.end:
                kept = text.words(Span(span.start, day.start, span.where))
                kept = kept[: _BEFORE_DAY.search(kept).start()]  # type: ignore[union-attr]
                if kept.strip() and _RELATIVE.search(kept) is None:
                    return Span(span.start, span.start + len(kept), span.where)
        return span

    return replace(draft, source=cut(draft.source), cue=cut(draft.cue))


_OWNED = re.compile(r"'s?\b ?")
_OWNER = re.compile(
    r"(?:\b[Tt]he )?(?:[A-Z][\w.-]*(?: |\Z))+\Z|\b(?:[Tt]he|[Hh]is|[Hh]er|[Aa]n?) [\w-]+\Z"
)
_OPEN_RELATIVE = re.compile(r",? (?:who|which|that)\Z")


# A complement of a common noun: "public lectures | in towns".
_COMPLEMENT = re.compile(r" (?:of|in|from|at|for|with|across|on) ")
_LONGEST_GAP = 140


def _goes_on(words: str, gap: str) -> bool:
    """True if a source goes on up to its cue: a relative clause, or what a common noun is of."""
    if not gap.strip(" ,") or len(gap) > _LONGEST_GAP or re.search(r"[\".;:]", gap):
        return False
    if _OPEN_RELATIVE.search(words) or _RELATIVE.search(gap):
        return True
    if _RELATIVE.search(words):
        return re.match(r" [\w'-]", gap) is not None
    return words.split()[-1].islower() and _COMPLEMENT.match(gap) is not None


def _whole_source(text: Grammar, draft: Draft) -> Draft:
    """The draft with a source that begins before its possessive and ends after "who ..."."""
    source = draft.source
    if source is None:
        return draft
    home = text.paragraphs[draft.paragraph].span
    words = text.words(source)
    if _OWNED.match(words):
        before = text.words(Span(home.start, source.start, home.where))
        m = _OWNER.search(before)
        if m is not None:
            source = Span(home.start + m.start(), source.end, source.where)
    if draft.cue is not None and draft.cue.where == source.where:
        gap = text.words(Span(source.end, max(source.end, draft.cue.start), source.where))
        if _goes_on(words, gap):
            source = Span(source.start, source.end + len(gap.rstrip(" ,")), source.where)
        elif m := _OPEN_RELATIVE.search(words):
            source = Span(source.start, source.start + m.start(), source.where)
    if any(source.meets(s) for s in (draft.cue, *draft.further_cues, *draft.content) if s):
        return draft
    return replace(draft, source=source)
