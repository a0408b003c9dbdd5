"""The same sentence or caption twice in one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

    Paragraphs that stand again one after another are one stretch. Whole paragraphs are told once, not sentence by sentence. What stands inside one quotation is
    passed over: whoever speaks may repeat himself.
    """
    marked = Places((b.evidence[0], b) for b in aside if b.what in _PASSED_OVER)
    told: Places[Span] = Places()
    for spans in ([p.span for p in text.paragraphs], [s.span for s in text.sentences]):
        own = [s for s in spans if s.where == "text"]
        places: dict[str, list[int]] = {}
        for i, span in enumerate(own):
            if not marked.meets(span) and not told.meets(span):
                words = text.words(span).casefold().split()
                if len(words) >= _FEWEST:
                    places.setdefault(" ".join(words), []).append(i)
        several = [x for x in places.values() if 1 < len(x) <= _MOST]
        for run in _runs(x for x in several if not any(text.in_quotation(own[i]) for i in x)):
            same = tuple(_from_to(own, [x[n] for x in run]) for n in range(len(run[0])))
            for s in same:
                told.add(s, s)
            yield Check(
                evidence=same[:1],
                rule="word for word",
                check="duplicate_text",
                result="agrees",
                against=same[1:],
                why="the same words stand twice"
                if len(same) == 2
                else "the same words stand three times",
            )


def _runs(some: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    """What stands again in the same order without a break, as one; each in the order of the text."""
    run: list[list[int]] = []
    for one in some:
        if run and [i + 1 for i in run[-1]] != one:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _from_to(own: list[Span], places: list[int]) -> Span:
    first, last = own[places[0]], own[places[-1]]
    return Span(first.start, last.end, first.where)
