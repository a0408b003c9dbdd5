"""Emphasis: which states a text names, in which order, and how many of its words each gets.

`naming` tells which names stand for a state, `passages` which sentences belong together, `counting`
gives the words of each to a state, `parts` finds speeches and messages inside an article that speak
for a state of their own, `stated` what the article itself reports of the emphasis of a document.
The rule of counting stands in the codebook under `emphasis`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dragoman.article import Span
from dragoman.finding import (
    Amount,
    Boilerplate,
    Date,
    Emphasis,
    Finding,
    Found,
    Message,
    Name,
    Quote,
    Stated,
)
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.places import Places, taken
from dragoman.readers.emphasis.counting import States, Tally, tally
from dragoman.readers.emphasis.naming import Named, named, parties_of
from dragoman.readers.emphasis.own import as_meant
from dragoman.readers.emphasis.parts import own_state, parts
from dragoman.readers.emphasis.passages import Passage, passages
from dragoman.readers.emphasis.reported import stated
from dragoman.readers.emphasis.tokens import Signs


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """One finding for an article that names another state, one for each long text in it that does."""
    quotes, messages, aside = found.of(Quote), found.of(Message), found.of(Boilerplate)
    every = named(text, found.of(Name), parties_of(messages, quotes))
    if not every:
        return
    own, why = own_state(text, messages)
    every = as_meant(text, every, own)
    states = States(every)
    story = passages(text, aside)
    whole = tally(text.article.text, story, states, own)
    told = _told(text, found, states, story)
    if whole.first:
        made = _finding(whole, "article", why, _headed(text, aside, every, own))
        yield replace(made, stated_by_article=told[0][0] if told else None)
    for further, hull in told[1:]:
        # A finding has room for one document: of each more there is one that counts nothing itself.
        places = tuple(s for w in further.states for s in w.evidence[:1])
        yield Emphasis(
            evidence=places,
            rule="figures of a further document",
            of=hull,
            stated_by_article=further,
        )
    begin = [p.start for p in story]
    for part in parts(text, messages, quotes, aside):
        spans = taken(part.spans)
        first = max(0, bisect_right(begin, part.hull.start) - 1)
        last = bisect_left(begin, part.hull.end)
        inside = tally(
            text.article.text, [p.within(spans) for p in story[first:last]], states, part.own
        )
        if inside.first:
            yield _finding(inside, part.hull, part.why, ())


def _told(
    text: Grammar, found: Found, states: States, story: Sequence[Passage]
) -> list[tuple[Stated, Span]]:
    """What the article reports of documents, in the order in which it begins to."""
    amounts = Places((a.evidence[0], a) for a in found.of(Amount))
    dates = Places((d.evidence[0], d) for d in found.of(Date))
    signs = Signs(text, amounts, dates, states)
    return stated(text, signs, (part for p in story for piece in p.pieces for part in piece.parts))


def _finding(
    made: Tally, of: Literal["article"] | Span, why: str, headed: tuple[str, ...]
) -> Emphasis:
    mentioned = made.mentioned()
    return Emphasis(
        evidence=tuple(m.first for m in mentioned),
        rule=f"sentences by the states that they name; own state: {why}",
        of=of,
        states=made.weights(),
        n=made.n,
        own=made.own,
        own_words=made.own_words,
        unnamed=made.unnamed,
        headed=headed,
        mentioned=mentioned,
    )


def _headed(
    text: Grammar, aside: Sequence[Boilerplate], every: Sequence[Named], own: str | None
) -> tuple[str, ...]:
    """The states that the title or a heading names, in order."""
    heads = [b.evidence[0] for b in aside if b.what == "title"]
    heads += [p.span for p in text.paragraphs[:1] if p.span.where == "title"]
    places = taken(heads)
    states = (n.state for n in every if places.meets(n.span) and n.state != own)
    return tuple(dict.fromkeys(states))


READER = Reader(
    "emphasis",
    1,
    read,
    needs=(Boilerplate, Name, Date, Amount, Quote, Message),
    gives=(Emphasis,),
)
