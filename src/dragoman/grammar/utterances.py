"""Whose words a place is: what one voice says within one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Span
from dragoman.finding import Quote, Speaker
from dragoman.grammar import Grammar, Sentence
from dragoman.grammar.turns import turns
from dragoman.places import Places

ARTICLE = Speaker(status="article")


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one voice within one sentence.

    Args:
        pieces: its stretches; several where the attribution stands between them.
        quote: the quote whose content they are; None for the article's own words, and for those
            of a transcript that no quote takes in.
        holder: who speaks.
    """

    pieces: tuple[Span, ...]
    quote: Quote | None
    sentence: Sentence
    holder: Speaker = ARTICLE


class Utterances:
    """Whose words the places of an article are."""

    def __init__(self, text: Grammar, quotes: Iterable[Quote]) -> None:
        self._text = text
        self._all = tuple(quotes)
        self._quotes = Places((s, q) for q in self._all for s in q.content)

    def at(self, place: Span) -> Utterance | None:
        """The utterance that holds a place: that of the innermost quote, else the whole sentence."""
        sentence = self._text.sentence_at(place)
        if sentence is None:
            return None
        quote = self.quote_at(place)
        if quote is None:
            return Utterance((sentence.span,), None, sentence, self._in_turn(sentence))
        return self.of(quote, sentence)

    def _in_turn(self, sentence: Sentence) -> Speaker:
        """Who speaks in a sentence that is in nobody's quote: in a transcript whoever has the turn."""
        label = self._turns.get(sentence.paragraph, _NOBODY)
        if label is _NOBODY:
            return ARTICLE
        return self._labelled.get(label.start, Speaker()) if label else Speaker()

    @cached_property
    def _turns(self) -> dict[int, Span | None]:
        return turns(self._text)

    @cached_property
    def _labelled(self) -> dict[int, Speaker]:
        """The speakers of a transcript by the place of the words that name them."""
        named: dict[str, Speaker] = {}
        for q in self._all:
            if q.source is not None and q.speaker is not None and q.speaker.status != "unresolved":
                named.setdefault(self._text.words(q.source), q.speaker)
        labels = {s for s in self._turns.values() if s is not None}
        words = {s: self._text.words(s) for s in labels}
        # "Vladimir Putin:" is also the "President of Russia Vladimir Putin:" of the first turn.
        return {
            s.start: who
            for s, w in words.items()
            if (
                who := named.get(w)
                or next((v for k, v in named.items() if w.endswith(" " + k)), None)
            )
        }

    def of(self, quote: Quote, sentence: Sentence) -> Utterance:
        """What of a quote's content lies in a sentence, without "that" in front."""
        pieces = [self._piece(quote, s, sentence.span) for s in within(quote, sentence.span)]
        return Utterance(tuple(pieces), quote, sentence, quote.speaker or Speaker())

    def _piece(self, quote: Quote, piece: Span, sentence: Span) -> Span:
        words = self._text.words(piece)
        start, end = piece.start, piece.end
        if quote.cue is not None and piece.start == quote.content[0].start:
            m = _THAT.match(words)
            start += m.end() if m else 0
        rest = self._text.words(Span(end, sentence.end, piece.where))
        m = _CUT_OFF.match(rest)
        if m and words[-1:].isalpha():
            more = Span(end, end + len(m.group().rstrip()), piece.where)
            around = (quote.source, quote.cue, *quote.further_cues, *quote.content)
            if not any(s.meets(more) for s in around if s):
                end = more.end
        return Span(start, end, piece.where)

    def quote_at(self, place: Span) -> Quote | None:
        """The innermost quote in whose content a place lies: the deepest, of these the shortest."""
        found = [q for q in self._quotes.meeting(place) if any(s.holds(place) for s in q.content)]
        return min(found, key=lambda q: (-q.depth, _length(q)), default=None)

    def quotes_at(self, place: Span) -> list[Quote]:
        """All quotes whose content has a character in a span."""
        return self._quotes.meeting(place)


_NOBODY = Span(-1, -1)
# The conjunction, not the pronoun of "that will not do".
_THAT = re.compile(
    r"that (?!(?:is|was|will|would|has|had|can|could|may|might|must|does|did|'s)\b)", re.IGNORECASE
)
# A content that stops a word or two before its clause does.
_CUT_OFF = re.compile(r" [a-z][\w'-]*(?: [\w'-]+){0,2}(?=[,.;:])")


def within(quote: Quote, sentence: Span) -> tuple[Span, ...]:
    """What of a quote's content lies in a sentence."""
    cut = (
        Span(max(s.start, sentence.start), min(s.end, sentence.end), s.where)
        for s in quote.content
        if s.meets(sentence)
    )
    return tuple(s for s in cut if s.start < s.end)


def _length(quote: Quote) -> int:
    return sum(s.end - s.start for s in quote.content)
