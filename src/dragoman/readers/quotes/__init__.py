"""Quotes: who says what, nested, named or not.

The encoder hears the attributions of a paragraph (cue, source, content); quotation marks put
their borders right and carry a quotation on over sentences without a cue; sources are resolved to
the figures of the article or left open. Without the encoder, marks and known verbs stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dragoman.article import Span
from dragoman.finding import (
    About,
    Boilerplate,
    Date,
    Doubt,
    Finding,
    Found,
    Name,
    Quote,
)
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.places import Places
from dragoman.readers.quotes.acts import act_of, names_speech
from dragoman.readers.quotes.circumstances import addressee, when
from dragoman.readers.quotes.drafts import Draft, nested, parted
from dragoman.readers.quotes.heard import heard
from dragoman.readers.quotes.marks import carried_on, form_of, introduced
from dragoman.readers.quotes.parties import Described
from dragoman.readers.quotes.rules import quoted, ruled
from dragoman.readers.quotes.speakers import Speakers


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Quotes in order of place, each with its speaker, and a Doubt for each who stays open."""
    drafts = _drafts(text, found)
    if not drafts:
        return
    speakers = Speakers(text, found.of(Name))
    voices = speakers.resolve(drafts)
    described = Described(text, speakers.parties)
    dates = Places((d.evidence[0], d) for d in found.of(Date))
    for i, (d, voice) in enumerate(zip(drafts, voices, strict=True)):
        first, *others = described.speakers(voice, d.source)
        yield Quote(
            id=str(i),
            evidence=d.content,
            source=d.source,
            cue=d.cue,
            further_cues=d.further_cues,
            content=d.content,
            form=form_of(text, d),
            parent=None if d.parent is None else str(d.parent),
            depth=d.depth,
            speaker=first,
            co_speakers=tuple(others),
            act=act_of(_cue(text, d)),
            addressee=addressee(text, speakers.parties, d),
            when=when(text, dates, d),
            certainty=d.certainty,
            rule=d.rule,
        )
        if first.status == "unresolved" and d.source is not None:
            yield Doubt(
                evidence=(d.source,),
                about=About("quote", "speaker"),
                why=voice.why,
                rule="antecedent",
            )


def _drafts(text: Grammar, found: Found) -> list[Draft]:
    """The attributions of the story and its title, in order, with their parents."""
    paragraphs = list(_spoken_in(text, found))
    days = [s for d in found.of(Date) if d.type in ("DATE", "TIME") for s in d.evidence]
    each = (_of_paragraph(text, p, days) for p in paragraphs)
    drafts = [d for d in nested(list(chain.from_iterable(each))) if not d.depth or _speaks(text, d)]
    whole = introduced(text, drafts, paragraphs)
    return nested(carried_on(text, nested(whole), paragraphs))


def _of_paragraph(text: Grammar, paragraph: int, days: list[Span]) -> Iterator[Draft]:
    """What the encoder hears, and by rule the quotations that it passes over; or rules alone."""
    if not text.hears:
        yield from ruled(text, paragraph)
        return
    drafts = parted(text.article.text, list(heard(text, paragraph, days)))
    yield from drafts
    taken = [s for d in drafts for s in d.spans]
    for d in quoted(text, paragraph):
        if not any(s.meets(t) for s in d.spans for t in taken):
            yield d


def _speaks(text: Grammar, d: Draft) -> bool:
    """True if the cue names speech or thought.

    The encoder was taught the cues of outermost attributions; what it hears inside them is kept
    where the table of verbs bears it out.
    """
    return names_speech(_cue(text, d))


def _cue(text: Grammar, d: Draft) -> str:
    return " ".join(text.words(s) for s in (d.cue, *d.further_cues) if s is not None)


def _spoken_in(text: Grammar, found: Found) -> Iterator[int]:
    """Paragraphs that are title or story."""
    marked = [
        s for b in found.of(Boilerplate) if b.what not in ("title", "dateline") for s in b.evidence
    ]
    for p in text.paragraphs:
        if not any(s.holds(p.span) for s in marked):
            yield p.index


READER = Reader("quotes", 2, read, needs=(Boilerplate, Name, Date), gives=(Quote, Doubt))
