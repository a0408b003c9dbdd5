"""Who uses words: the innermost quote's speaker, a message's sender, a speech's speaker, the article.

A quote whose source is a document ("the message said") leads on to who sent it. What stands in a
transcript's turn, in a message printed whole, or in a statement whose title names who made it, is
theirs; and so is what follows "The letter said:" without quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dragoman.article import Span
from dragoman.finding import Message, Party, Quote, Speaker, same_party
from dragoman.grammar import Grammar
from dragoman.places import Places

Via = Literal["quote", "message", "article"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who uses some words, and how that is known.

    Args:
        speakers: one or several who speak as one.
        quote: the quote that holds the words.
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
        self, text: Grammar, quotes: Iterable[Quote], messages: Iterable[Message], own: str | None
    ) -> None:
        self._text = text
        self._quotes = Places((s, q) for q in quotes for s in q.content)
        self._messages = list(messages)
        self._mentions = Places((s, m) for m in self._messages for s in m.mentions)
        self._article = Speaker(status="article", state=own)

    def of(self, span: Span) -> Voice:
        """Whose words these are."""
        holding = [
            q
            for q in self._quotes.meeting(span)
            if any(c.where == span.where and c.start <= span.start < c.end for c in q.content)
        ]
        for q in sorted(holding, key=lambda q: (-q.depth, _length(q))):
            voice = self._quoted(q)
            if voice is not None:
                return voice
        printed = self._printed(span)
        if printed is not None:
            return printed
        return Voice((self._article,), "article")

    # ---- quotes

    def _quoted(self, q: Quote) -> Voice | None:
        """The voice of a quote; None if nothing names a source: then whoever is round it speaks."""
        message = self._message_of(q)
        if q.speaker is None or (q.speaker.status == "unresolved" and q.source is None):
            return None
        if q.speaker.status == "document" and message is not None and message.sender is not None:
            return Voice(_senders(message), "message", q, message)
        return Voice(q.speakers, "quote", q, message)

    def _message_of(self, q: Quote) -> Message | None:
        """The message from which a quote is, where source or cue speak of one."""
        anchors = [s for s in (q.source, q.cue) if s is not None]
        for s in anchors:
            if found := self._mentions.meeting(s):
                return found[0]
        if q.speaker is None:
            return None
        if q.speaker.status == "document":
            sent = [m for m in self._messages if m.sender is not None]
            return sent[0] if len(sent) == 1 else None
        own = [m for m in self._messages if any(same_party(q.speaker, p) for p in m.senders)]
        return own[0] if len(own) == 1 else None

    # ---- texts printed whole

    def _printed(self, span: Span) -> Voice | None:
        """The message that the article is, if these words are in its text."""
        whole = [m for m in self._messages if m.role == "is_text"]
        if len(whole) == 1 and whole[0].sender is not None and span.where == "text":
            return Voice(_senders(whole[0]), "message", None, whole[0])
        return None


def _length(q: Quote) -> int:
    return sum(s.end - s.start for s in q.content)


def _senders(message: Message) -> tuple[Speaker, ...]:
    return tuple(map(speaking, message.senders))


def speaking(party: Party) -> Speaker:
    """A party as a speaker: named, or known by its office only."""
    status: Literal["named", "role_only"] = (
        "role_only" if party.office.known and not party.name.known else "named"
    )
    return Speaker(
        name=party.name,
        office=party.office,
        state=party.state,
        actor=party.actor,
        type=party.type,
        evidence=party.evidence,
        status=status,
    )


__all__ = ["Voice", "Voices", "speaking"]
