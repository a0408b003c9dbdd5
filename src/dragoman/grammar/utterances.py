"""Whose words a place is: what one voice says within one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Span
from dragoman.finding import Field, Name, Party, Quote, Speaker
from dragoman.grammar import Grammar, Sentence
from dragoman.grammar.parties import Parties
from dragoman.grammar.printed import Printed, author, printed
from dragoman.grammar.speaking import speaking
from dragoman.grammar.turns import turns
from dragoman.places import Places

ARTICLE = Speaker(status="article")


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one voice within one sentence.

    Args:
        pieces: its stretches; several where the attribution stands between them.
        quote: the quote whose content they are; None for the article's own words, and for those
            of a transcript, a speech or an announced statement that no quote takes in.
        holder: who speaks.
    """

    pieces: tuple[Span, ...]
    quote: Quote | None
    sentence: Sentence
    holder: Speaker = ARTICLE


class Utterances:
    """Whose words the places of an article are.

    Args:
        names: the names of the article, by which authors of speeches and of what a colon
            announces are known.
    """

    def __init__(self, text: Grammar, quotes: Iterable[Quote], names: Iterable[Name] = ()) -> None:
        self._text = text
        self._all = tuple(quotes)
        self._names = tuple(names)
        self._quotes = Places((s, q) for q in self._all for s in q.content)

    def at(self, place: Span) -> Utterance | None:
        """The utterance that holds a place: that of the innermost quote, else the whole sentence."""
        sentence = self._text.sentence_at(place)
        if sentence is None:
            return None
        quote = self.quote_at(place)
        if quote is None:
            own = self._without_label(sentence)
            return Utterance((own,), None, sentence, self._in_turn(sentence))
        return self.of(quote, sentence)

    def _in_turn(self, sentence: Sentence) -> Speaker:
        """Who speaks in a sentence that is in nobody's quote.

        In a transcript whoever has the turn, behind "the letter said:" whoever it names, in a
        speech whoever its title names; else the article.
        """
        label = self._turns.get(sentence.paragraph, _NOBODY)
        if label is not _NOBODY:
            return self._labelled.get(label.start) or self._by_label(label) if label else Speaker()
        for x in self._announced.meeting(sentence.span):
            if x.span.holds(sentence.span):
                return self._announcers[x.who]
        return self._author or ARTICLE

    def _without_label(self, sentence: Sentence) -> Span:
        """The words of a sentence without the "Bat Tumur:" that opens a turn."""
        label, whole = self._turns.get(sentence.paragraph), sentence.span
        if label is None or not whole.holds(label) or label.start - whole.start > _MARKUP:
            return whole
        behind = self._text.words(Span(label.end, whole.end, whole.where))
        begins = next((i for i, c in enumerate(behind) if c.isalnum() or c in "\"'“‘(["), 0)
        return Span(label.end + begins, whole.end, whole.where)

    def _by_label(self, label: Span) -> Speaker:
        party = self._party(label)
        if party is not None and party.name.known:
            return speaking(party)
        words = self._text.words(label)
        return self._called(label) if words.isupper() else Speaker(evidence=(label,))

    @cached_property
    def _announced(self) -> Places[Printed]:
        some = (x for x in printed(self._text) if x.how == "announced")
        return Places((x.span, x) for x in some)

    @cached_property
    def _announcers(self) -> dict[Span, Speaker]:
        """Who says what a colon at a paragraph's end announces."""
        out: dict[Span, Speaker] = {}
        last = Speaker()
        for x in printed(self._text):
            if x.how != "announced":
                continue
            here = self._told_in.get(self._text.paragraph_at(x.who), ())
            party = self._party(x.who)
            if _AGAIN.fullmatch(self._text.words(x.who)) and last.status != "unresolved":
                out[x.who] = last
                continue
            if here and here[-1].speaker is not None:
                last = here[-1].speaker
            elif party is not None and (party.name.known or party.office.known):
                last = speaking(party)
            else:
                last = self._called(x.who)
            out[x.who] = last
        return out

    @cached_property
    def _told_in(self) -> dict[int, list[Quote]]:
        """By paragraph, the quotes whose source stands there and is known."""
        out: dict[int, list[Quote]] = {}
        for q in self._all:
            known = q.speaker is not None and q.speaker.status != "unresolved"
            if q.source is not None and known:
                out.setdefault(self._text.paragraph_at(q.source), []).append(q)
        return out

    @cached_property
    def _author(self) -> Speaker | None:
        """Whose words the whole text is, if its title says so and it is told in the first person."""
        who = author(self._text)
        if who is None or not _FIRST_PERSON.search(self._text.plain["text"]):
            return None
        party = self._party(who)
        named = party is not None and party.type in ("person", "body") and party.name.known
        return speaking(party) if named and party is not None else self._called(who)

    def _party(self, who: Span) -> Party | None:
        found = self._parties.at(who.start, who.end, who.where)
        return found.parties[0] if found is not None else None

    @cached_property
    def _parties(self) -> Parties:
        return Parties(self._text, self._names)

    def _called(self, who: Span) -> Speaker:
        """A source by the words for it, where nothing more is known."""
        words = self._text.words(who)
        field = Field(words, "stated", (who,), words)
        if _PAPER.search(words):
            return Speaker(name=field, evidence=(who,), status="document")
        if not any(w[:1].isupper() for w in words.split()[1:]):
            return Speaker(evidence=(who,))
        return Speaker(name=field, evidence=(who,), status="named")

    @cached_property
    def _turns(self) -> dict[int, Span | None]:
        """The turns of a transcript.

        Names with a colon that never come again are headings, unless sentences stand behind them.
        """
        found = turns(self._text)
        labels = {s for s in found.values() if s is not None}
        called = [self._text.words(s) for s in labels]
        if len(set(called)) < len(called) or None in found.values():
            return found
        spoken = sum(map(self._may_be_voice, labels))
        return found if spoken * 2 >= len(labels) else {}

    def _may_be_voice(self, label: Span) -> bool:
        """True unless the words with a colon are a heading: "Bridges:", "Mending the bridge: ..."."""
        home = self._text.paragraphs[self._text.paragraph_at(label)].span
        behind = self._text.words(Span(label.end, home.end, home.where)).rstrip()
        gerund = self._text.words(label).split()[0].endswith("ing")
        return not gerund and behind[-1:] in tuple(".!?\"'”’…)*")

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
# Characters of markup in front of a speaker's name.
_MARKUP = 4
# Who goes on: "It went on:".
_AGAIN = re.compile(r"(?:it|he|she|they)(?: \w+)?", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My)\b")
_PAPER = re.compile(
    r"\b(?:article|commentary|statement|letter|message|essay|report|paper|text|memorandum|telegram|"
    r"declaration|communique|resolution|appeal)\b",
    re.IGNORECASE,
)
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
