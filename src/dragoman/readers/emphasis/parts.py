"""For which state an article speaks, and which long texts in it speak for another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Boilerplate, Message, Party, Quote
from dragoman.grammar import Grammar
from dragoman.readers.emphasis.words import WORD

# Quotations of fewer words are sentences, not texts with an order of their own.
_LONG = 60


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's own long text inside an article.

    Args:
        spans: its characters; between them the article speaks.
        own: the state for which it speaks; `why` says by what.
    """

    spans: tuple[Span, ...]
    own: str | None
    why: str

    @property
    def hull(self) -> Span:
        """From its first character to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)


def own_state(text: Grammar, messages: Iterable[Message]) -> tuple[str | None, str]:
    """The state for which an article speaks, and what says so."""
    given = text.article.value("speaks_for")
    if given:
        return given, "metadata"
    printed = [m for m in messages if m.role == "is_text"]
    if printed:
        state = _one_state([p for m in printed for p in m.senders])
        return state, "sender of the message that it is" if state else "not known"
    state = lore.spoken_for_by(text.article.value("outlet"))
    return state, "outlet" if state else "not known"


def _one_state(parties: Iterable[Party]) -> str | None:
    """The state of all of them; None if one has none or they have several."""
    states = {p.state for p in parties}
    return states.pop() if len(states) == 1 else None


def parts(
    text: Grammar,
    messages: Iterable[Message],
    quotes: Iterable[Quote],
    aside: Sequence[Boilerplate],
) -> list[Part]:
    """Direct quotations and printed messages of 60 words or more, none inside another."""
    found = [*_quoted(quotes), *_printed(text, list(messages), aside)]
    out: list[Part] = []
    for part in sorted(found, key=lambda p: (p.hull.start, -p.hull.end)):
        inside = out and out[-1].hull.holds(part.hull)
        if not inside and _long(text, part.spans):
            out.append(part)
    return out


def _long(text: Grammar, spans: Iterable[Span]) -> bool:
    words = 0
    for s in spans:
        for _ in WORD.finditer(text.article.text, s.start, s.end):
            words += 1
            if words == _LONG:
                return True
    return False


def _quoted(quotes: Iterable[Quote]) -> Iterator[Part]:
    for q in quotes:
        spans = tuple(s for s in q.content if s.where == "text")
        if q.form == "direct" and spans:
            state = _one_state(q.speakers)
            yield Part(spans, state, "speaker" if state else "speaker's not known")


def _printed(
    text: Grammar, messages: Sequence[Message], aside: Sequence[Boilerplate]
) -> Iterator[Part]:
    """What follows "The message said:", up to where a message is spoken of again or a part ends."""
    ends = sorted(
        s.start
        for s in (
            *(s for m in messages for s in (*m.evidence, *m.mentions)),
            *(b.evidence[0] for b in aside if b.what != "dateline"),
            Span(len(text.article.text), len(text.article.text)),
        )
        if s.where == "text"
    )
    for m in messages:
        told = next(iter(m.treatment.evidence), None)
        if m.treatment.value not in ("excerpt", "full_text") or told is None:
            continue
        if told.where == "text" and text.words(told).rstrip().endswith(":"):
            i = bisect_right(ends, told.end)
            span = _whole_paragraphs(text, told.end, ends[i] if i < len(ends) else told.end)
            state = _one_state(m.senders)
            if span.start < span.end:
                yield Part((span,), state, "sender" if state else "sender's not known")


def _whole_paragraphs(text: Grammar, start: int, limit: int) -> Span:
    """From a place to the end of the last paragraph that ends before a limit."""
    i = text.paragraph_at(Span(limit, limit + 1))
    if i >= 0:
        limit = text.paragraphs[i].span.start
    body = text.article.text[start:limit]
    start += len(body) - len(body.lstrip())
    return Span(start, max(start, start + len(body.strip())))
