"""The same sentence or caption twice in one article."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.article import Span
from dragoman.finding import Boilerplate, Check
from dragoman.grammar import Grammar
from dragoman.places import Places

# Words: shorter ones recur in any text ("The talks will go on tomorrow, the ministry said.").
_FEWEST = 10
# A line that stands so often is a heading of a list or a refrain.
_MOST = 3
_PASSED_OVER = ("title", "byline", "navigation", "notice", "metadata", "dateline")


def repeats(text: Grammar, aside: list[Boilerplate]) -> Iterator[Check]:
    """A check for each stretch of text that stands a second time, word for word.

    Whole paragraphs are told once, not sentence by sentence. What stands inside one quotation is
    passed over: whoever speaks may repeat himself.
    """
    marked = Places((b.evidence[0], b) for b in aside if b.what in _PASSED_OVER)
    told: Places[Span] = Places()
    paragraphs = (p.span for p in text.paragraphs)
    for spans in (paragraphs, (s.span for s in text.sentences)):
        places: dict[str, list[Span]] = {}
        for span in spans:
            if span.where == "text" and not marked.meets(span) and not told.meets(span):
                words = text.words(span).casefold().split()
                if len(words) >= _FEWEST:
                    places.setdefault(" ".join(words), []).append(span)
        for same in places.values():
            if not 1 < len(same) <= _MOST or any(text.in_quotation(s) for s in same):
                continue
            for s in same:
                told.add(s, s)
            yield Check(
                evidence=(same[0],),
                rule="word for word",
                check="duplicate_text",
                result="agrees",
                against=tuple(same[1:]),
                why="the same words stand twice"
                if len(same) == 2
                else "the same words stand three times",
            )
