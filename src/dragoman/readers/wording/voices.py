"""Who uses words: the innermost quote's speaker, a message's sender, a speech's speaker, the article.

A quote whose source is a document ("the message said") leads on to who sent it. What stands in a
transcript's turn, in a message printed whole, in a statement whose title names who made it, or
after "The letter said:" is theirs. "His reference to '...'" is his who was quoted before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from dragoman.article import Span, in_order
from dragoman.finding import Field, Message, Name, Party, Quote, Speaker, same_party
from dragoman.grammar import Grammar
from dragoman.grammar.parties import Parties
from dragoman.grammar.printed import Printed, author, printed
from dragoman.grammar.rows import Row
from dragoman.grammar.speaking import named, speaking
from dragoman.places import Places
from dragoman.readers.wording.named import NamedStates
from dragoman.readers.wording.uses import clipped

Via = Literal["quote", "message", "speech", "article"]

# "His reference to '...'", "Kim's use of the term '...'".
_BY_NOUN = re.compile(
    r"(?:\b(?P<pronoun>his|her|their|its)|(?P<name>[\w.-]+)'s?)\s+(?:[\w-]+\s+){0,2}(?:references?|use|description|"
    r"characteri[sz]ation|mention|invocation|talk|words|phrase|term|praise)\s+(?:to|of|for|about)?[^.;!?\"]{0,40}\"\Z",
    re.IGNORECASE,
)
# "In his latest message, Xi ...", "its response": the message, called again in the attribution.
_IN_MESSAGE = re.compile(
    r"\b(?:in|through|with)\s+(?:his|her|its|their|the|this|that|a)\s+(?:[\w-]+\s+){0,3}?"
    r"(?P<noun>response|reply|messages?|letters?|telegrams?|greetings|cable|note)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:message|letter|telegram|cable|greetings|reply|response|note|document|appeal|text)s?\b",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"\b(?:messages?|letters?|telegrams?|greetings|congratulations|condolences)\s+(?:of \w+ )?(?:to|for)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}\Z",
    re.IGNORECASE,
)
_PRONOUN = frozenset("he she it they who".split())
_FIRST = frozenset("i we".split())
_NEAR = 160
_BESIDE = 60  # characters before a name in which its state may stand
_GAP = re.compile(r"(?:'s)?\s+(?:[A-Za-z-]+\s+){0,5}(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who uses some words, and how that is known.

    Args:
        speakers: one or several who speak as one.
        quote: the quote that holds the words, or to which they go back.
        message: the message of which they are.
    """

    speakers: tuple[Speaker, ...]
    via: Via
    quote: Quote | None = None
    message: Message | None = None

    @property
    def state(self) -> str | None:
        """The state for which they speak, if it is one."""
        states = {s.state for s in self.speakers}
        return states.pop() if len(states) == 1 else None


class Voices:
    """Finds who uses words in one article.

    Args:
        own: the state for which the article speaks, if known.
    """

    def __init__(
        self,
        text: Grammar,
        names: list[Name],
        quotes: list[Quote],
        messages: list[Message],
        named: NamedStates,
        own: str | None,
    ) -> None:
        self._text = text
        self._named = named
        self._parties = Parties(text, names)
        self._people = [n for n in names if n.type == "person"]
        self._quotes = Places((s, q) for q in quotes for s in q.content)
        self._spoken = Row(
            (q.cue or q.content[0], q)
            for q in quotes
            if q.speaker is not None and q.speaker.status == "named"
        )
        self._messages = messages
        self._mentions = Places((s, m) for m in messages for s in m.mentions)
        self._all_printed = list(printed(text))
        self._printed = Places((x.span, x) for x in self._all_printed)
        self._heads = Places((x.who, x) for x in self._all_printed if x.how == "turn")
        self._author = author(text)
        self._article = Speaker(status="article", state=own)
        self._own = own

    def of(self, span: Span) -> Voice:
        """Whose words these are, with the state that the article shows for them."""
        voice = self._of(span)
        return replace(voice, speakers=tuple(map(self._with_state, voice.speakers)))

    def _of(self, span: Span) -> Voice:
        held = [
            q
            for q in self._quotes.meeting(span)
            if any(c.where == span.where and c.start <= span.start < c.end for c in q.content)
        ]
        for q in sorted(held, key=lambda q: (-q.depth, _length(q))):
            voice = self._quoted(q)
            if voice is not None:
                return voice
        return self._by_noun(span) or self._in_own_words(span) or Voice((self._article,), "article")

    # ---- states

    def _with_state(self, speaker: Speaker) -> Speaker:
        """A speaker without a state with the one that his office, his home or "the Lao paper" shows."""
        if speaker.state is not None or speaker.status in ("article", "unresolved", "anonymous"):
            return speaker
        found = {n.state for s in speaker.evidence for n in self._named.within(s) if not n.person}
        if not found:
            found = {x for s in speaker.evidence if (x := self._before(s))}
        if not found and speaker.type == "person" and speaker.name.known:
            found = set(self._homes.get(str(speaker.name.value), ()))
        return replace(speaker, state=found.pop()) if len(found) == 1 else speaker

    def _before(self, span: Span) -> str | None:
        """The state named in the words before a name: "the Russian paper Trud", "Lao Premier X"."""
        before = Span(max(0, span.start - _BESIDE), span.start, span.where)
        named = [n for n in self._named.within(before) if not n.person]
        if not named:
            return None
        gap = self._text.plain[span.where][named[-1].span.end : span.start]
        return named[-1].state if _GAP.fullmatch(gap) else None

    @cached_property
    def _homes(self) -> dict[str, set[str]]:
        """By name, the states that the words beside a person's mentions show."""
        out: dict[str, set[str]] = {}
        for n in self._people:
            span = n.evidence[0]
            sentence = self._text.sentence_at(span)
            if n.state is not None or sentence is None:
                continue
            found = self._parties.at(
                span.start, min(sentence.span.end, span.end + _NEAR), span.where
            )
            party = found.parties[0] if found is not None else None
            state = (
                party.state if party is not None and party.name.known else None
            ) or self._before(span)
            if state:
                out.setdefault(n.canonical, set()).add(state)
        return out

    # ---- quotes

    def _quoted(self, q: Quote) -> Voice | None:
        """The voice of a quote; None if nothing names a source: then whoever is round it speaks."""
        if q.speaker is None or (q.speaker.status == "unresolved" and not self._meant(q)):
            return None
        if q.source is not None:
            for x in self._heads.meeting(q.source):
                return self._of_printed(x)
            if self._text.words(q.source).casefold() in _FIRST:
                own = self._in_own_words(q.source)
                if own is not None and own.message is not None:
                    return own
        message = self._message_of(q)
        if message is not None and message.sender is not None and self._is_document(q):
            via: Via = "quote" if q.form == "indirect" else "message"
            return Voice(_senders(message), via, q, message)
        if q.speaker.status == "article":
            return None
        return Voice(q.speakers, "quote", q, message)

    def _meant(self, q: Quote) -> bool:
        """True if somebody is named as the source, though not known: "they said"."""
        return q.source is not None and self._text.words(q.source).casefold() in _PRONOUN

    def _is_document(self, q: Quote) -> bool:
        """True if a message is what speaks: "the message to X says"."""
        assert q.speaker is not None
        if q.speaker.status == "document":
            return True
        words = self._text.words(q.source) if q.source is not None else ""
        to = "to " if words.startswith("to ") else ""
        if q.source is not None and _TO_WHOM.search(self._text.words(_before(q.source)) + to):
            return True  # "the message to X says", where X is heard as the source
        first = words.removeprefix("The ").removeprefix("the ").split(" to ")[0]
        return _DOCUMENT.search(first) is not None and "'s" not in first

    def _message_of(self, q: Quote) -> Message | None:
        """The message from which a quote is, where the attribution speaks of one."""
        for s in (q.source, q.cue):
            found = self._mentions.meeting(s) if s is not None else []
            if found:
                return min(found, key=lambda m: m.role == "referred")
        anchor = q.cue or q.source
        sentence = self._text.sentence_at(anchor) if anchor is not None else None
        sent = [m for m in self._messages if m.sender is not None]
        if anchor is None or sentence is None or not sent:
            return None
        if q.speaker is not None and q.speaker.status == "document":
            called = (q.source, *q.speaker.evidence)
            words = " ".join(self._text.words(s) for s in called if s is not None)
            return self._last(sent, anchor) if _DOCUMENT.search(words) else None
        plain = self._text.plain[anchor.where]
        near = clipped(sentence.span, anchor)
        for m in _IN_MESSAGE.finditer(plain, near.start, near.end):
            at = Span(*m.span("noun"), anchor.where)
            if any(c.meets(at) for c in q.content):
                continue
            own = [x for x in sent if any(same_party(q.speaker, p) for p in x.senders)]  # type: ignore[arg-type]
            return own[0] if len(own) == 1 else self._last(own, anchor)
        if q.when.known:
            return None
        # Right after the sentence that tells of the message, its sender says what stands in it.
        after = (m for m in sent if self._follows(m, sentence.index, anchor))
        return next((m for m in after if any(same_party(q.speaker, p) for p in m.senders)), None)  # type: ignore[arg-type]

    def _follows(self, message: Message, sentence: int, place: Span) -> bool:
        """True if a message is told of in the sentence of a place, before it, or in the one before."""
        if message.role != "reported":
            return False
        told = [
            self._text.sentence_at(s) for s in message.mentions if in_order(s) < in_order(place)
        ]
        return any(s is not None and 0 <= sentence - s.index <= 1 for s in told)

    @staticmethod
    def _last(messages: list[Message], place: Span) -> Message | None:
        """The message that was spoken of last before a place."""
        before = [
            (m.role != "referred", in_order(s), -i)
            for i, m in enumerate(messages)
            for s in m.mentions
            if in_order(s) <= in_order(place)
        ]
        return messages[-max(before)[2]] if before else None

    def _by_noun(self, span: Span) -> Voice | None:
        """ "His reference to '...'": whoever bears the name, or was quoted last before it."""
        sentence = self._text.sentence_at(span)
        if sentence is None:
            return None
        plain = self._text.plain[span.where]
        start = max(sentence.span.start, span.start - _NEAR)
        mark = plain.rfind('"', start, span.start)
        m = _BY_NOUN.search(plain[start : mark + 1]) if mark >= start else None
        if m is None or plain.find('"', mark + 1, span.start) >= 0:
            return None
        before = self._spoken.last_two(Span(start + m.start(), start + m.end(), span.where))
        if m["pronoun"]:
            return Voice(before[0][1].speakers, "quote", before[0][1]) if before else None
        for _, q in before:
            if m["name"] in str(q.speakers[0].name.value or "").split():
                return Voice(q.speakers, "quote", q)
        name = self._parties.name_at(start + m.start("name"), span.where)
        if name is None or name.type != "person":
            return None
        return Voice((named(self._text, name),), "quote")

    # ---- own words, without marks

    def _in_own_words(self, span: Span) -> Voice | None:
        """Whose words stand here without marks: a message's, a turn's, a speech's, an announced one's."""
        if span.where != "text":
            return None
        for x in self._printed.meeting(span):
            if voice := self._of_printed(x):
                return voice
        whole = [m for m in self._messages if m.role == "is_text" and m.sender is not None]
        if len(whole) == 1:
            return Voice(_senders(whole[0]), "message", None, whole[0])
        party = self._party(self._author) if self._author is not None else None
        if party is not None and party.type in ("person", "body"):
            return Voice((speaking(party),), "speech")
        return None

    def interlocutors(self, span: Span) -> tuple[str, ...]:
        """The states whose people speak in the transcript in which words stand, if they are two."""
        if not any(x.how == "turn" for x in self._printed.meeting(span)):
            return ()
        return self._two_that_speak

    def parties(self, voice: Voice) -> tuple[str, ...]:
        """The states of a message's parties: of the voice's, else of the only pair that has any."""
        if voice.message is not None:
            return _states(voice.message)
        pairs = {frozenset(s) for m in self._messages if len(s := _states(m)) == 2}
        return tuple(sorted(pairs.pop())) if len(pairs) == 1 else ()

    @cached_property
    def is_readout(self) -> bool:
        """True if the article tells of one call, from its title on."""
        titles = [p.span for p in self._text.paragraphs[:1]]
        calls = [m for m in self._messages if m.form == "call"]
        return len(calls) == 1 and any(s.meets(t) for s in calls[0].mentions for t in titles)

    @cached_property
    def _two_that_speak(self) -> tuple[str, ...]:
        turns = {self._text.words(x.who): x for x in self._all_printed if x.how == "turn"}
        voices = (self._of_printed(x) for x in turns.values())
        states = dict.fromkeys(v.state for v in voices if v is not None and v.state)
        return tuple(states) if len(states) == 2 else ()

    def _of_printed(self, x: Printed) -> Voice | None:
        if x.how == "announced":
            return self._announced(x)
        words = self._text.words(x.who)
        surname = words.split()[-1]
        if words.isupper():
            for n in self._people:
                if n.canonical.split()[-1].upper() == surname:
                    return Voice((named(self._text, n),), "speech")
        party = self._party(x.who)
        if party is not None and party.type == "person":
            return Voice((speaking(party),), "speech")
        field = Field(words, "stated", (x.who,), self._text.article.slice(x.who))
        return Voice(
            (Speaker(office=field, type="person", evidence=(x.who,), status="role_only"),), "speech"
        )

    def _announced(self, x: Printed) -> Voice | None:
        """ "The letter said:" is its sender's, "He went on:" whoever spoke before."""
        mentioned = [
            m
            for m in self._mentions.meeting(x.who)
            if m.sender is not None and m.role != "referred"
        ]
        words = self._text.words(x.who)
        sent = [m for m in self._messages if m.sender is not None]
        if _DOCUMENT.search(words) and (mentioned or sent):
            message = self._last(mentioned or sent, x.who)
            if message is not None:
                return Voice(_senders(message), "message", None, message)
        home = self._text.paragraphs[self._text.paragraph_at(x.who)].span
        for _, q in self._spoken.last_two(Span(home.end, home.end, home.where))[:1]:
            if q.cue is not None and home.holds(q.cue):
                return Voice(q.speakers, "quote", q)  # "It is so, he said, adding:"
        party = self._party(x.who)
        if party is not None and (party.name.known or party.office.known):
            return Voice((speaking(party),), "quote")
        if words.casefold() in _PRONOUN and (voice := self._before_it(x)) is not None:
            return voice
        field = Field(None, "not_stated", (x.who,), self._text.article.slice(x.who))
        return Voice((Speaker(name=field, evidence=(x.who,), status="document"),), "quote")

    def _before_it(self, x: Printed) -> Voice | None:
        """ "He said:": who spoke in the sentence before, else whom it names first, or who spoke last.

        Whoever is named in what is said does not say it.
        """
        who = x.who
        named_in_it = {n.canonical for n in self._parties.named(x.span)}
        sentence = self._text.sentence_at(who)
        before = self._spoken.last_two(who)
        if sentence is not None and sentence.index:
            last = self._text.sentences[sentence.index - 1].span
            spoke = before and before[0][1].cue is not None and last.holds(before[0][1].cue)
            people = [
                n
                for n in self._parties.named(last)
                if n.type == "person" and n.canonical not in named_in_it
            ]
            if people and not spoke:
                return Voice((named(self._text, people[0]),), "quote")
        return Voice(before[0][1].speakers, "quote", before[0][1]) if before else None

    def _party(self, who: Span) -> Party | None:
        found = self._parties.at(who.start, who.end, who.where)
        return found.parties[0] if found is not None else None


def _states(message: Message) -> tuple[str, ...]:
    both = (p.state for p in (*message.senders, *message.recipients) if p.state)
    return tuple(dict.fromkeys(both))


def _before(span: Span) -> Span:
    return Span(max(0, span.start - 60), span.start, span.where)


def _length(q: Quote) -> int:
    return sum(s.end - s.start for s in q.content)


def _senders(message: Message) -> tuple[Speaker, ...]:
    return tuple(map(speaking, message.senders))
