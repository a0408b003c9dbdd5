"""Wording: phrases by which somebody calls a relationship between two sides, and names of policies.

`uses` finds the table's formulas and slogans; `sides` tells between whom, `voices` who uses the
words, `circumstances` when and on which occasion. What the text does not tell stays open, with a
doubt.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import (
    About,
    Boilerplate,
    Date,
    Doubt,
    Finding,
    Found,
    Message,
    Name,
    Quote,
    Wording,
)
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.readers.wording.circumstances import Circumstances
from dragoman.readers.wording.meant import Meant
from dragoman.readers.wording.named import NamedStates
from dragoman.readers.wording.sides import Pair, Setting, Sides
from dragoman.readers.wording.uses import Use, uses
from dragoman.readers.wording.voices import Voice, Voices


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Wordings in order of place, and a Doubt for each whose sides are not told."""
    paragraphs = list(_told_in(text, found))
    meant = Meant(text, found.of(Name))
    some = [u for u in uses(text, paragraphs) if meant.is_meant(u)]
    if not some:
        return
    own = lore.side_of(text.article.value("outlet"))
    named = NamedStates(text, found.of(Name), own)
    voices = Voices(text, found.of(Quote), found.of(Message), own)
    sides = Sides(text, named, _titles(text, paragraphs))
    round_it = Circumstances(text, found.of(Date))
    for use in some:
        voice = voices.of(use.span)
        pair = None if use.slogan else sides.of(use.span, _setting(voice, own, use.span))
        if pair is not None and pair.states is None and (pair.several or _needs_sides(use)):
            continue
        yield _wording(text, use, voice, pair, round_it)
        if pair is not None and pair.states is None:
            yield Doubt(
                evidence=use.spans, about=About("wording", "pair"), why=pair.rule, rule=pair.rule
            )


def _wording(
    text: Grammar, use: Use, voice: Voice, pair: Pair | None, round_it: Circumstances
) -> Wording:
    rule = use.rule if pair is None or not pair.states else f"{use.rule}; sides: {pair.rule}"
    return Wording(
        evidence=use.spans,
        type="slogan" if use.slogan else "formula" if use.formula else "characterisation",
        phrase=" ... ".join(" ".join(text.article.slice(s).split()) for s in use.spans),
        formula=use.formula.key if use.formula else None,
        variant=use.variant,
        quoted=any(q.inner.holds(use.span) for q in text.quoted_at(use.span)),
        speaker=voice.speakers[0],
        co_speakers=voice.speakers[1:],
        via=voice.via,
        pair=pair.states if pair else None,
        date=round_it.date(use.span, voice),
        occasion=round_it.occasion(voice),
        channel=round_it.channel(voice),
        rule=rule,
    )


def _needs_sides(use: Use) -> bool:
    return use.formula is not None and use.formula.reach != "alone"


def _setting(voice: Voice, own: str | None, span: Span) -> Setting:
    parties: tuple[str, ...] = ()
    if voice.message is not None:
        both = (*voice.message.senders, *voice.message.recipients)
        parties = tuple(p.state for p in both if p.state)
    within = span
    if voice.quote is not None:
        within = next(
            (c for c in voice.quote.content if c.where == span.where and c.meets(span)), span
        )
    return Setting(
        voice.state, parties, own, Span(min(within.start, span.start), span.end, span.where)
    )


def _titles(text: Grammar, paragraphs: list[int]) -> list[Span]:
    """The title and the first sentence of the story."""
    title = text.article.title_span
    if title is None and text.article.title_outside:
        title = Span(0, len(text.article.title_outside), "title")
    first = next((p for p in paragraphs if text.paragraphs[p].span != title), None)
    sentences = text.sentences_in(first) if first is not None else ()
    return [s for s in (title, *(x.span for x in sentences[:1])) if s is not None]


def _told_in(text: Grammar, found: Found) -> Iterator[int]:
    """Paragraphs that are title or story."""
    marked = [
        s for b in found.of(Boilerplate) if b.what not in ("title", "dateline") for s in b.evidence
    ]
    for p in text.paragraphs:
        if not any(s.holds(p.span) for s in marked):
            yield p.index


READER = Reader(
    "wording",
    1,
    read,
    needs=(Name, Quote, Message, Date, Boilerplate),
    gives=(Wording, Doubt),
)
