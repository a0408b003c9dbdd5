"""Sentences in passages: where a text goes on with the same matter, and where it begins anew.

A passage is a paragraph. In a text with wrapped lines and no empty line between paragraphs the
paragraphs show by their last lines: the next word would have fitted on them. A page number that
stands between two halves of a sentence is no word of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.article import Span
from dragoman.finding import Boilerplate
from dragoman.grammar import Grammar
from dragoman.places import Places, taken
from dragoman.readers.emphasis.lines import Lines

_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!?…:][\"')\]]*\Z")
# "in 1999.The": the end of a sentence that lost its blank.
_GLUED = re.compile(r"(?<=[a-z]{2})[.!?][\"')]?(?=[A-Z\"][\w']*\s)")
_NUMBER = re.compile(r"\(?\d{1,3}\s?[.)]\s*")
_MARKED_HEADING = re.compile(r"#{1,6} *\w")

_Step = Literal["same sentence", "same passage", "new passage", "heading"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence: its characters, without what stands between them and is no part of it."""

    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that belong together, and the heading under which they stand."""

    pieces: tuple[Piece, ...]
    heading: Span | None = None

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0].parts[0].start

    def within(self, spans: Places[Span]) -> Passage:
        """What of it lies in these spans."""
        kept = (Piece(tuple(_cut(p.parts, spans))) for p in self.pieces)
        return Passage(tuple(p for p in kept if p.parts), self.heading)


def _cut(parts: Iterable[Span], spans: Places[Span]) -> Iterator[Span]:
    for part in parts:
        for s in spans.meeting(part):
            yield Span(max(part.start, s.start), min(part.end, s.end), part.where)


def passages(text: Grammar, aside: Sequence[Boilerplate]) -> list[Passage]:
    """The passages of the story, in order; what is marked as no part of it is left out."""
    out: list[Passage] = []
    heading: Span | None = None
    pieces: list[Piece] = []
    for step, parts in _Story(text, aside).steps():
        if step == "same sentence":
            pieces[-1] = Piece(pieces[-1].parts + parts)
        elif step == "same passage":
            pieces.append(Piece(parts))
        else:
            if pieces:
                out.append(Passage(tuple(pieces), heading))
            pieces = [Piece(parts)] if step == "new passage" else []
            heading = parts[0] if step == "heading" else heading
    return [*out, Passage(tuple(pieces), heading)] if pieces else out


class _Story:
    """The story of an article, sentence by sentence."""

    def __init__(self, text: Grammar, aside: Sequence[Boilerplate]) -> None:
        self.text = text
        self.plain = text.plain["text"]
        self.lines = Lines(text.article.text)
        self.paragraphs = [
            p.span
            for p in text.paragraphs
            if p.span.where == "text" and not self.lines.pages.meets(p.span)
        ]
        cut = self._cut_off()
        kept = [b for b in aside if b.evidence[0] not in cut]
        self.aside = taken(s for b in kept for s in b.evidence if s.where == "text")
        self.headings = self._headings(kept)

    def _cut_off(self) -> set[Span]:
        """Short lines that look like headings, but go on after the end of a page."""
        return {
            one
            for one, after in pairwise(self.paragraphs)
            if self.plain[after.start].islower() and self.lines.page_between(one, after)
        }

    def _headings(self, aside: Sequence[Boilerplate]) -> set[Span]:
        """Headings of sections; a line right under the title belongs to the title."""
        title = self.text.article.title_span
        found = {b.evidence[0] for b in aside if b.what == "title"}
        found |= {p for p in self.paragraphs if _MARKED_HEADING.match(self.plain, p.start)}
        found = {h for h in found if h != title and not self.lines.pages.meets(h)}
        if title is None:
            return found
        out = {title, *found, *(s for b in aside for s in b.evidence)}
        begun = next((p for p in self.paragraphs if p not in out), None)
        return {h for h in found if begun is None or h.start > begun.start}

    def steps(self) -> Iterator[tuple[_Step, tuple[Span, ...]]]:
        """Sentences and headings in order, each with how it follows what stands before."""
        last: Span | None = None
        for sentence in self.text.sentences:
            if sentence.span.where != "text":
                continue
            paragraph = self.text.paragraphs[sentence.paragraph].span
            if paragraph in self.headings:
                if sentence.span.start == paragraph.start:
                    yield "heading", (paragraph,)
                last = None
                continue
            for n, parts in enumerate(self._sentences(sentence.span)):
                if any(_LETTER.search(self.plain, p.start, p.end) for p in parts):
                    yield ("same passage" if n and last else self._how(last, parts[0])), parts
                    last = parts[-1]

    def _how(self, last: Span | None, first: Span) -> _Step:
        if last is None:
            return "new passage"
        turned = self.lines.page_between(last, first)
        across = self.text.paragraph_at(last) != self.text.paragraph_at(first)
        ended = _SENTENCE_END.search(self.plain, max(0, last.end - 4), last.end)
        if across and not ended and (turned or self.plain[first.start].islower()):
            return "same sentence"
        if not across or turned:
            broken = self.lines.break_between(last, first) if self.lines.wrapped else across
            return "new passage" if broken else "same passage"
        return "new passage"

    def _sentences(self, span: Span) -> Iterator[tuple[Span, ...]]:
        """A sentence without what is no part of it; two where the blank between them was lost."""
        at = span.start
        if (m := _NUMBER.match(self.plain, at, span.end)) and self.lines.begins_at(at):
            at = m.end()  # the number of the paragraph
        borders = [m.end() for m in _GLUED.finditer(self.plain, at, span.end)]
        for end in (*borders, span.end):
            if kept := tuple(self._kept(Span(at, end))):
                yield kept
            at = end

    def _kept(self, span: Span) -> Iterator[Span]:
        """The characters of a span that are no dateline, no page number and no part of a caption."""
        at = span.start
        for s in sorted((*self.aside.meeting(span), *self.lines.pages.meeting(span))):
            if at < s.start:
                yield Span(at, s.start)
            at = max(at, s.end)
        if at < span.end:
            yield Span(at, span.end)
