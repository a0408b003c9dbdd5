"""The section on voices: every speaker with the quotes, those inside others under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.finding import Field, Quote, Speaker
from dragoman.report import terms
from dragoman.report.cells import Cell, cell, clip, hrefs
from dragoman.report.sections import Held
from dragoman.weigh.voices import (
    BY_ARTICLE,
    TOGETHER,
    Said,
    Voice,
    called,
    offices,
    speakers,
    voices,
)

# Up to so many quotes every speaker stands open.
_FEW = 20
# Of each kind so many speakers are listed at once; the others unfold.
_SHOWN = 25
# The fields of a speaker that a text gives it, with their heads.
_GIVEN = {"office": "Called", "affiliation": "Affiliation"}


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote as the page shows it.

    Args:
        id: where a link to the quote leads; empty where it stands a second time.
        speaker: who speaks; empty where the head of the block says so.
        others: who is said to speak with the speaker.
        outer: number and speaker of the quote in which it stands; no number if that is left out.
        inner: the quotes inside its content.
    """

    id: str
    number: str
    held: Held
    act: str
    form: str
    certainty: str
    speaker: str
    others: str
    words: str
    hrefs: tuple[str, ...]
    cue: str
    cue_hrefs: tuple[str, ...]
    to: Cell
    when: Cell
    outer: tuple[str, str] | None
    inner: tuple[QuoteLine, ...]


@dataclass(frozen=True, slots=True)
class VoiceBlock:
    """A speaker with everything said of it.

    Args:
        home: the number of the only article in which it is told apart from others; else None.
        held: offices with the days on which the roster has them held.
        reasons: why it is not named, in the text's words, with places.
    """

    voice: Voice
    name: str
    state_name: str
    home: int | None
    held: tuple[tuple[str, tuple[str, ...]], ...]
    given: tuple[tuple[str, tuple[Cell, ...]], ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    forms: str
    lines: tuple[QuoteLine, ...]
    open: bool

    @property
    def office(self) -> str:
        """The office for the head: the roster's latest, else the first that a text gives."""
        if self.held:
            return self.held[-1][1][0]
        called = dict(self.given).get(_GIVEN["office"], ())
        return called[0].shown if called else ""


@dataclass(frozen=True, slots=True)
class KindOfVoice:
    """The blocks of one kind of speaker, and how many quotes they have between them."""

    kind: str
    head: str
    blocks: tuple[VoiceBlock, ...]
    total: int

    @property
    def together(self) -> bool:
        """True if nothing tells one of its speakers from another."""
        return self.kind in TOGETHER

    @property
    def first(self) -> tuple[VoiceBlock, ...]:
        """Those that are shown at once."""
        return self.blocks[:_SHOWN]

    @property
    def rest(self) -> tuple[VoiceBlock, ...]:
        """Those behind them."""
        return self.blocks[_SHOWN:]


@dataclass(frozen=True, slots=True)
class Voices:
    """The section: blocks by kind of speaker, and how many quotes there are in all."""

    kinds: tuple[KindOfVoice, ...]
    total: int
    within: int
    articles: int
    of_articles: int
    forms: str

    @property
    def speakers(self) -> int:
        """How many blocks there are."""
        return sum(len(k.blocks) for k in self.kinds)


_HEADS = {
    "named": "Named persons and bodies",
    "role_only": "By office only",
    "group": "Groups",
    "outlet": "Outlets",
    "document": "Documents",
    "article": "The articles themselves",
    "anonymous": "Anonymous",
    "unresolved": "Not resolved",
}


def numbers(held: Iterable[Held], wanted: set[tuple[str, str]]) -> dict[tuple[int, str], str]:
    """The wanted quotes (article id, finding id), numbered q1, q2 in order of the record."""
    found = [
        (h.number, q.id)
        for h in held
        for q in h.reading.of(Quote)
        if (h.article.id, q.id) in wanted
    ]
    return {key: f"q{n}" for n, key in enumerate(found, 1)}


def notes(held: Held, number: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The wanted quotes of one article as its margin lists them: number, speakers, act."""
    return [
        (
            number[q.id],
            " and ".join(_name(held, q, s) for s in speakers(q)),
            terms.label("act", q.act),
        )
        for q in held.reading.of(Quote)
        if q.id in number
    ]


class _Page:
    """What the lines need of the whole: the articles, the numbers, and which quotes stand inside."""

    def __init__(self, held: list[Held], number: dict[tuple[int, str], str]) -> None:
        self.number = number
        self.held = {h.article.id: h for h in held}
        self.quotes = {(h.number, q.id): q for h in held for q in h.reading.of(Quote)}
        self.inside: dict[tuple[int, str], list[Quote]] = {}
        for (n, _), q in self.quotes.items():
            if q.parent and (n, q.id) in number:
                self.inside.setdefault((n, q.parent), []).append(q)
        self.placed: set[str] = set()

    def around(self, h: Held, quote: Quote) -> Iterator[Quote]:
        """The quotes in which one stands, from the nearest outwards."""
        while outer := self.quotes.get((h.number, quote.parent or "")):
            yield outer
            quote = outer

    def wanted(self) -> Iterator[tuple[Held, Quote]]:
        for h in self.held.values():
            yield from ((h, q) for q in h.reading.of(Quote) if (h.number, q.id) in self.number)


def section(held: list[Held], number: dict[tuple[int, str], str]) -> Voices:
    """The section on these quotes."""
    page = _Page(held, number)
    found = list(page.wanted())
    several = voices((h.article, q) for h, q in found)
    kinds = []
    for kind, head in _HEADS.items():
        own = [v for v in several if v.kind == kind]
        blocks = tuple(_block(page, v, len(found) <= _FEW) for v in own)
        quotes = {(s.article.id, s.quote.id) for v in own for s in v.said}
        if blocks:
            kinds.append(KindOfVoice(kind, head, blocks, len(quotes)))
    return Voices(
        tuple(kinds),
        len(found),
        sum(1 for _, q in found if q.depth),
        len({h.number for h, _ in found}),
        len(held),
        _forms(q for _, q in found),
    )


def _forms(quotes: Iterable[Quote]) -> str:
    counted = Counter(q.form for q in quotes)
    return ", ".join(
        f"{counted[form]:,} {terms.label('quote_form', form)}"
        for form in ("direct", "mixed", "indirect")
        if counted[form]
    )


def _block(page: _Page, voice: Voice, shown: bool) -> VoiceBlock:
    name = _HEADS[voice.kind] if voice.kind in TOGETHER else clip(voice.name, 120)
    return VoiceBlock(
        voice,
        name,
        terms.state_name(voice.state) if voice.state else "",
        page.held[voice.said[0].article.id].number if voice.kind in BY_ARTICLE else None,
        _held(voice),
        tuple(_given(page, voice)),
        _reasons(page, voice),
        _forms(s.quote for s in voice.said),
        tuple(_lines(page, voice)),
        shown or voice.kind == "unresolved",
    )


def _held(voice: Voice) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By day of the articles, the offices that the roster has held; days with the same together."""
    days: dict[tuple[str, ...], list[str]] = {}
    for s in sorted(voice.said, key=lambda s: s.article.reference_date.value or ""):
        if found := offices(s.speaker, s.article):
            days.setdefault(found, []).append(s.article.reference_date.value or "")
    return tuple((_days(list(dict.fromkeys(d))), found) for found, d in days.items())


def _days(days: list[str]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"


def _given(page: _Page, voice: Voice) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Offices and affiliations as the texts give them, each once."""
    if voice.kind == "unresolved":
        return
    for name, head in _GIVEN.items():
        found: dict[tuple[str, str], Cell] = {}
        for s in voice.said:
            field: Field = getattr(s.speaker, name)
            shown = cell(page.held[s.article.id].number, field)
            if not shown.silent:
                found.setdefault((shown.state, shown.shown), shown)
        if found:
            yield head, tuple(found.values())


def _reasons(page: _Page, voice: Voice) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why it isn't named, where the text says that the name is withheld, or gives a reason."""
    found: dict[str, tuple[str, ...]] = {}
    for s in voice.said:
        who = s.speaker
        if who.anonymity_reason or who.name.state == "withheld":
            spans = who.name.evidence or who.evidence
            places = hrefs(page.held[s.article.id].number, spans)
            found.setdefault(who.anonymity_reason or "", places)
    # One who gives a reason once has given it.
    kept = {k: v for k, v in found.items() if k} or found
    return tuple(kept.items())


def _lines(page: _Page, voice: Voice) -> Iterator[QuoteLine]:
    own = {(page.held[s.article.id].number, s.quote.id) for s in voice.said}
    for s in voice.said:
        h = page.held[s.article.id]
        # What is quoted inside the speaker's own quote stands under that one.
        if not any((h.number, o.id) in own for o in page.around(h, s.quote)):
            yield _line(page, h, s, own)


def _line(page: _Page, h: Held, s: Said, own: set[tuple[int, str]]) -> QuoteLine:
    q, key = s.quote, (h.number, s.quote.id)
    number = page.number[key]
    first = key in own and number not in page.placed
    if first:
        page.placed.add(number)
    outer = next(page.around(h, q), None)
    cues = ((q.cue,) if q.cue else ()) + q.further_cues
    unresolved = s.speaker.status == "unresolved"
    return QuoteLine(
        id=number if first else "",
        number=number,
        held=h,
        act=terms.label("act", q.act),
        form=terms.label("quote_form", q.form),
        certainty="" if q.certainty is None else f"{q.certainty:.2f}",
        speaker="" if key in own and not unresolved else _name(h, q, s.speaker),
        others=" and ".join(_name(h, q, o) for o in speakers(q) if o != s.speaker),
        words=h.words(q.content, 400),
        hrefs=h.link(q.content),
        cue=h.words(cues, 80),
        cue_hrefs=h.link(cues),
        to=cell(h.number, q.addressee),
        when=cell(h.number, q.when),
        outer=_outer(page, h, outer) if outer else None,
        inner=tuple(
            _line(page, h, Said(h.article, i, speakers(i)[0]), own)
            for i in page.inside.get(key, ())
        ),
    )


def _outer(page: _Page, h: Held, outer: Quote) -> tuple[str, str]:
    who = " and ".join(_name(h, outer, s) for s in speakers(outer))
    return page.number.get((h.number, outer.id), ""), who


def _name(h: Held, q: Quote, who: Speaker) -> str:
    name = clip(called(h.article, q, who), 80)
    if who.status == "unresolved":
        return f"“{name}”" if name != "?" else "nobody is named"
    return name
