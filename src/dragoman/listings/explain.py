"""One finding in full: its sentence with the characters marked, and why it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from dragoman.article import Article, Span, in_order
from dragoman.corrections import Standing
from dragoman.finding import Bearing, Field, Finding, Party, Quote, Speaker
from dragoman.grammar import Grammar
from dragoman.listings.holdings import holder
from dragoman.listings.row import cell
from dragoman.listings.rows import party, speaker, where
from dragoman.record import View
from dragoman.weigh.voices import offices

# Places of which the words are shown; of others it is enough to say where they are.
_WORDED = (
    "content",
    "further_cues",
    "proposition",
    "predicates",
    "consequence",
    "likelihood",
    "hedge",
)


def sentences(article: Article, spans: tuple[Span, ...]) -> Iterator[list[tuple[str, bool]]]:
    """The sentences that hold the spans, each as its pieces: words, and whether a span has them."""
    text = Grammar(article)
    homes: dict[int, list[Span]] = {}
    for s in sorted(spans, key=in_order):
        home = text.sentence_at(s)
        homes.setdefault(home.index if home else -1, []).append(s)
    for index, inside in homes.items():
        if index < 0:
            continue
        span = text.sentences[index].span
        end = max(span.end, *(s.end for s in inside))
        pieces, at = [], span.start
        for s in inside:
            if s.start < at:
                continue
            pieces.append((article.slice(Span(at, s.start, span.where)), False))
            pieces.append((article.slice(s), True))
            at = s.end
        yield [*pieces, (article.slice(Span(at, end, span.where)), False)]


def marked(article: Article, spans: tuple[Span, ...], on: str, off: str) -> Iterator[str]:
    """The sentences that hold the spans, with their characters between `on` and `off`."""
    for pieces in sentences(article, spans):
        line = "".join(on + words + off if held else words for words, held in pieces)
        yield " ".join(line.split())


def _words(article: Article, spans: Iterable[Span]) -> str:
    """Words of the text with where they stand."""
    return " … ".join(f"{' '.join(article.slice(s).split())}  ({where((s,))})" for s in spans)


def _speakers(article: Article, quote: Quote) -> Iterator[tuple[str, str]]:
    """Who speaks, and what the text and the roster say of it."""
    for one in quote.speakers or (Speaker(),):
        alone = replace(quote, speaker=one, co_speakers=())
        yield "speaker", f"{speaker(article, alone)}  [{one.status.replace('_', ' ')}]"
        for name in ("name", "office", "affiliation"):
            value: Field = getattr(one, name)
            place = f"  ({where(value.evidence)})" if value.evidence else ""
            yield f"  {name}", cell(value) + place
        if one.anonymity_reason:
            yield "  not named because", one.anonymity_reason
        if held := offices(one, article):
            yield f"  on {article.reference_date.value}", "; ".join(held)


def described(article: Article, finding: Finding) -> Iterator[tuple[str, str]]:
    """Each field of a finding with its value or state, in order of the format."""
    told = ["id", "evidence", "reader", "certainty", "rule", "corrected_by"]
    if isinstance(finding, Quote):
        yield from _speakers(article, finding)
        told += ["speaker", "co_speakers"]
    for f in fields(finding):
        if f.name not in told:
            yield from _field(article, f.name, getattr(finding, f.name))


def _field(article: Article, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Field):
        place = f"  ({where(value.evidence)})" if value.evidence else ""
        yield name, cell(value) + place
    elif isinstance(value, Speaker):
        yield name, f"{holder(article, value)}  [{value.status.replace('_', ' ')}]"
    elif isinstance(value, Party):
        office = f", {value.office.value}" if value.office.known else ""
        state = f"  [{value.name.state}]" if value.name.state != "stated" else ""
        yield name, party((value,)) + office + state
    elif isinstance(value, Span):
        yield name, _words(article, (value,))
    elif value and isinstance(value, tuple) and isinstance(value[0], Party):
        yield name, party(value)
    elif value and isinstance(value, tuple) and isinstance(value[0], Span):
        yield name, _words(article, value) if name in _WORDED else where(value)
    elif value and isinstance(value, tuple) and isinstance(value[0], Bearing):
        yield from ((name, f"{b.id}: {_words(article, (b.part,))}") for b in value)
    elif value not in (None, (), "", False):
        yield name, str(value)


def corrections_of(said: Iterable[Standing]) -> Iterator[tuple[str, str]]:
    """What persons said of a finding, with why, and what became of it."""
    for s in said:
        one = s.statement
        sets = ", ".join(f"{k} = {v}" for k, v in one.set.items()) or ", ".join(one.of)
        what = " ".join(x for x in (one.does.replace("_", " "), sets) if x)
        line = f"{one.id}  {one.time[:10]}  {one.author}: {what}"
        for name, value in (("because", one.because), ("source", one.source)):
            line += f"; {name}: {value}" if value else ""
        fate = s.fate.replace("_", " ")
        yield "correction", f"{line}  [{fate}{': ' + s.why if s.why else ''}]"


def reasons(view: View, article: Article, finding: Finding) -> Iterator[tuple[str, str]]:
    """Which reader and version, what fired, on which day it hung, and by which run."""
    yield "reader", finding.reader
    yield "what fired", finding.rule or "not noted by this reader"
    if isinstance(finding, Quote):
        yield "cue", _words(article, (finding.cue,)) if finding.cue else "none"
        yield "source", _words(article, (finding.source,)) if finding.source else "none"
    yield (
        "certainty",
        "not calibrated yet" if finding.certainty is None else f"{finding.certainty:.2f}",
    )
    ref = article.reference_date
    yield "reference date", ref.value or f"not resolved: {ref.why}"
    for m in article.metadata:
        yield "metadata", f"{m.field} = {m.value}, by {m.by}"
    if runs := view.runs():
        last = runs[-1]
        model = last.get("model") or {}
        yield "run", f"{last['run']}, dragoman {last['dragoman']}, codebook {last['codebook']}"
        yield "model", " ".join(map(str, model.values())) or "none installed"
