"""When, on which occasion and through which medium words were used, as far as the text tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.article import Span
from dragoman.finding import NO_DATE, NOT_STATED, Date, DateField, Field, Message
from dragoman.grammar import Grammar
from dragoman.places import Places
from dragoman.readers.wording.uses import clipped
from dragoman.readers.wording.voices import Voice

# Of a message these days date its words, the first that is known.
_DAYS = ("sent", "dated", "delivered", "received")
# "at a May 2018 summit", "during talks on Friday": the meeting at which it was said.
_MEETING = re.compile(
    r"\b(?:at|during|in|on the sidelines of)\s+(?:a|an|the|his|her|their)\s+(?P<what>(?:[\w.'-]+\s+){0,5}?"
    r"(?:summit|meeting|talks|conference|congress|banquet|reception|visit|ceremony|session|speech|address|report|interview|"
    r"congratulatory message|message|letter|telegram|statement))\b",
    re.IGNORECASE,
)
# "In the report, he said": a document that was told of before.
_IN_DOCUMENT = re.compile(
    r"\b(?:in|during|at)\s+(?:the|this|that|his|her|its|their)\s+(?P<noun>report|speech|address|statement|article|"
    r"interview|lecture|talks|meeting|summit|conference|congress|session)\b",
    re.IGNORECASE,
)
_BACK = 8  # sentences in which the document is looked for


class Circumstances:
    """Dates, occasions and media of wordings in one article."""

    def __init__(self, text: Grammar, dates: Iterable[Date]) -> None:
        self._text = text
        self._dates = Places((d.evidence[0], d) for d in dates if not d.optional)

    def date(self, span: Span, voice: Voice) -> DateField:
        """When it was said: by the quote, the message, else by the sentence; never the article's day."""
        if voice.quote is not None and voice.quote.when.known:
            return voice.quote.when
        if voice.message is not None:
            found = of_message(voice.message)
            if found.known:
                return found
        found = self._of_sentence(span, voice)
        return found if found.known else self._of_document(voice)

    def _of_document(self, voice: Voice) -> DateField:
        """ "In the report": the only day with which the report was first told of."""
        anchor = voice.quote.cue or voice.quote.source if voice.quote is not None else None
        sentence = self._text.sentence_at(anchor) if anchor is not None else None
        if sentence is None or anchor is None:
            return NO_DATE
        plain = self._text.plain[anchor.where]
        m = _IN_DOCUMENT.search(plain, clipped(sentence.span, anchor).start, anchor.end)
        if m is None:
            return NO_DATE
        noun = re.compile(rf"(?<![\w-]){m['noun']}(?![\w-])", re.IGNORECASE)
        for n in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
            whole = self._text.sentences[n].span
            before = clipped(whole, Span(whole.end, whole.end, whole.where))
            if before.where != anchor.where or not noun.search(plain, before.start, before.end):
                continue
            days = [d for d in self._dates.meeting(before) if _dates_it(d)]
            if days:
                same = len({d.range or d.edtf for d in days}) == 1
                return (
                    days[0].as_field(self._text.article.slice(days[0].evidence[0]))
                    if same
                    else NO_DATE
                )
        return NO_DATE

    def _of_sentence(self, span: Span, voice: Voice) -> DateField:
        """The only day that the attribution's sentence gives, outside of what was said."""
        if voice.quote is None:
            return NO_DATE
        anchor = voice.quote.cue or voice.quote.source
        sentence = self._text.sentence_at(anchor) if anchor is not None else None
        if sentence is None or anchor is None:
            return NO_DATE
        said = voice.quote.content
        near = clipped(sentence.span, anchor)
        days = [
            d
            for d in self._dates.meeting(Span(near.start, max(near.start, span.start), span.where))
            if _dates_it(d)
            and self._of_meeting(d.evidence[0], near)
            and not any(s.holds(d.evidence[0]) and s.start > anchor.end + 40 for s in said)
        ]
        values = {d.range or d.edtf for d in days}
        if len(values) != 1:
            return NO_DATE
        return days[0].as_field(self._text.article.slice(days[0].evidence[0]))

    def _of_meeting(self, day: Span, sentence: Span) -> bool:
        """True for a day that dates a meeting or a message of the sentence."""
        plain = self._text.plain[sentence.where]
        return any(
            m.start() <= day.start < m.end() + 12
            for m in _MEETING.finditer(plain, sentence.start, sentence.end)
        )

    def occasion(self, voice: Voice) -> Field:
        """The occasion of the message of which the words are."""
        return voice.message.occasion if voice.message is not None else NOT_STATED

    def channel(self, voice: Voice) -> Field:
        """The medium of the message, or the one that is named as reporting the words."""
        return voice.message.channel if voice.message is not None else NOT_STATED


def _dates_it(day: Date) -> bool:
    return day.type in ("DATE", "TIME") and day.state == "stated"


def of_message(message: Message) -> DateField:
    """The day that dates a message's words."""
    for name in _DAYS:
        found: DateField = getattr(message, name)
        if found.known:
            return found
    return NO_DATE
