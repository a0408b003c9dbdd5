"""Wording: phrases by which somebody calls a relationship between two sides, and names of policies.

`uses` finds the table's formulas and slogans, `described` noun phrases, `quoted` words in marks;
`meant` keeps out what only looks so. `sides` tells between whom (`named`: which states a text names
where; `joints`: what joins them to words), `voices` who uses the words, `policies` who holds a
policy, `circumstances` when and on which occasion. What the text does not tell stays open, with a
doubt.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import lore
from dragoman.article import Span, in_order
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
from dragoman.grammar.formulas import variant_of
from dragoman.grammar.reader import Reader
from dragoman.places import Places
from dragoman.places import taken as spans_of
from dragoman.readers.wording.circumstances import Circumstances
from dragoman.readers.wording.described import DOING, ROLE, TELLING, described
from dragoman.readers.wording.meant import Meant
from dragoman.readers.wording.named import NamedStates
from dragoman.readers.wording.policies import Holders
from dragoman.readers.wording.quoted import JOINED, OF_MESSAGE, PRAISE, TERMS, InMarks
from dragoman.readers.wording.sides import MANY, NOBODY, Pair, Setting, Sides
from dragoman.readers.wording.uses import Use, may_hold_one, uses
from dragoman.readers.wording.voices import Voice, Voices


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Wordings in order of place, and a Doubt for each whose sides are not told."""
    paragraphs = list(_told_in(text, found))
    if not any(may_hold_one(text.words(text.paragraphs[p].span)) for p in paragraphs):
        return
    article = _Article(text, found, paragraphs)
    said: set[tuple[str, str]] = set()
    for use in article.uses():
        voice = article.voice(use)
        pair = None if use.slogan else article.pair(use, voice)
        if (
            not article.is_named(use, voice)
            or not _stands(use, pair)
            or _again(use, voice, said, text)
        ):
            continue
        yield article.wording(use, voice, pair)
        if pair is not None and pair.states is None and use.rule != OF_MESSAGE:
            yield Doubt(
                evidence=use.spans, about=About("wording", "pair"), why=pair.rule, rule=pair.rule
            )


class _Article:
    """One article with all that tells of its wordings."""

    def __init__(self, text: Grammar, found: Found, paragraphs: list[int]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        names = found.of(Name)
        self._own = lore.side_of(text.article.value("outlet"))
        self._meant = Meant(text, names)
        self._named = NamedStates(text, names, self._own)
        self._voices = Voices(
            text, names, found.of(Quote), found.of(Message), self._named, self._own
        )
        self._sides = Sides(text, self._named, _titles(text, paragraphs))
        self._holders = Holders(text, names)
        self._circumstances = Circumstances(text, found.of(Date))

    def uses(self) -> list[Use]:
        """What may be a wording: of the table, noun phrases, words in marks; none in another."""
        of_table = [u for u in uses(self._text, self._paragraphs) if self._meant.is_meant(u)]
        taken = spans_of(u.span for u in of_table)
        phrases = [
            u
            for u in described(self._text, self._paragraphs, self._named, taken)
            if self._meant.is_meant(u)
        ]
        known = Places((s, u) for u in (*of_table, *phrases) for s in u.spans)
        quoted = list(InMarks(self._text, self._named, known).of(self._paragraphs))
        in_marks = spans_of(u.span for u in quoted)
        apart = [u for u in phrases if not in_marks.meets(u.span)]
        by_place = {u.spans: u for u in (*of_table, *apart, *quoted)}
        return sorted(by_place.values(), key=lambda u: in_order(u.span))

    def voice(self, use: Use) -> Voice:
        """Who uses the words; of a policy's name, who holds it."""
        voice = self._voices.of(use.span)
        if use.slogan:
            quoted = voice.speakers[0] if voice.via == "quote" else None
            holder = self._holders.of(use.span, quoted)
            if holder is not None and holder is not quoted:
                return Voice((holder,), "quote")
        return voice

    def is_named(self, use: Use, voice: Voice) -> bool:
        """False for the name of a policy that nobody holds, or for common words that name none."""
        if not use.slogan:
            return True
        if use.formula is None:
            return voice.speakers[0].state is not None and voice.via in (
                "quote",
                "message",
                "speech",
            )
        return not use.formula.common or self._meant.is_policy(use)

    def pair(self, use: Use, voice: Voice) -> Pair:
        """Between whom the relationship is of which the words speak."""
        setting = self._setting(voice, use.span)
        if use.formula is not None and use.formula.reach == "relation":
            noun = self._meant.relation_of(use)
            return MANY if noun is None else self._sides.of(noun, setting)
        if use.formula is not None and use.formula.reach != "leader":
            pair = self._sides.of(use.span, setting)
            if pair.states is not None or pair.several or not (use.about or use.other):
                return pair
        if use.other is not None:
            return self._sides.towards(use.other, use.span, setting)
        if use.rule == OF_MESSAGE:
            return NOBODY if voice.message is not None else MANY
        if use.rule == PRAISE or (use.formula is not None and use.formula.reach == "leader"):
            return self._sides.praised(use.span, setting)
        return self._sides.of(use.about or use.span, setting)

    def _setting(self, voice: Voice, span: Span) -> Setting:
        speakers = self._voices.interlocutors(span)
        parties = speakers or self._voices.parties(voice)
        content = voice.quote.content if voice.quote is not None else ()
        said = (c for c in content if c.where == span.where and c.meets(span))
        first = next((min(c.start, span.start) for c in said), 0)
        within = Span(first, span.end, span.where)
        belongs = voice.message is not None or self._voices.is_readout
        together = tuple(dict.fromkeys(s.state for s in voice.speakers if s.state))
        return Setting(voice.state, parties, self._own, within, belongs, together)

    def wording(self, use: Use, voice: Voice, pair: Pair | None) -> Wording:
        """The finding."""
        rule = f"{use.rule}; sides: {pair.rule}" if pair and pair.states else use.rule
        text = self._text
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
            date=self._circumstances.date(use.span, voice),
            occasion=self._circumstances.occasion(voice),
            channel=self._circumstances.channel(voice),
            rule=rule,
        )


def _stands(use: Use, pair: Pair | None) -> bool:
    """True if the sides are told, or the words are unmistakable without them."""
    if pair is None or pair.states is not None:
        of_people = use.formula is not None and use.formula.is_role(use.variant or "")
        return not (use.rule in _JOINED_ONLY or of_people) or pair is None or pair.joined
    if pair.several or use.formula is None:
        return use.rule == OF_MESSAGE and not pair.several
    return pair.meant or use.formula.reach == "alone"


# What counts only where the text joins both sides to the words, and does not leave them to "our".
_JOINED_ONLY = (DOING, ROLE, TELLING)


def _again(use: Use, voice: Voice, said: set[tuple[str, str]], text: Grammar) -> bool:
    """True for a policy's name that its holder was said to use before, and for a word cited again."""
    words = variant_of(" ".join(text.words(s) for s in use.spans))
    who = voice.speakers[0].actor or voice.speakers[0].label
    if use.slogan:
        key = (who, use.formula.key if use.formula else words)
        if key in said:
            return True
        said.add(key)
        return False
    cited = use.rule in (TERMS, JOINED) and any(words in w for w, _ in said)
    said.add((words, "words"))
    return cited


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
