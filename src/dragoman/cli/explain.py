"""One finding in full: its sentence with the characters marked, and why it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from dragoman.article import Article, Span, in_order
from dragoman.cli.listing import cell
from dragoman.cli.rows import party, where
from dragoman.finding import Field, Finding, Party
from dragoman.grammar import Grammar
from dragoman.record import View


def marked(article: Article, spans: tuple[Span, ...], on: str, off: str) -> Iterator[str]:
    """The sentences that hold the spans, with their characters between `on` and `off`."""
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
        out, at = "", span.start
        for s in inside:
            if s.start < at:
                continue
            out += article.slice(Span(at, s.start, span.where)) + on
            out += article.slice(s) + off
            at = s.end
        yield " ".join((out + article.slice(Span(at, end, span.where))).split())


def described(finding: Finding) -> Iterator[tuple[str, str]]:
    """Each field of a finding with its value or state, in order of the format."""
    for f in fields(finding):
        value: Any = getattr(finding, f.name)
        if f.name in ("id", "evidence", "reader", "certainty", "rule"):
            continue
        if isinstance(value, Field):
            place = f"  ({where(value.evidence)})" if value.evidence else ""
            yield f.name, cell(value) + place
        elif isinstance(value, Party):
            office = f", {value.office.value}" if value.office.known else ""
            state = f"  [{value.name.state}]" if value.name.state != "stated" else ""
            yield f.name, party((value,)) + office + state
        elif value and isinstance(value, tuple) and isinstance(value[0], Party):
            yield f.name, party(value)
        elif value and isinstance(value, tuple) and isinstance(value[0], Span):
            yield f.name, where(value)
        elif value not in (None, (), "", False):
            yield f.name, str(value)


def reasons(view: View, article: Article, finding: Finding) -> Iterator[tuple[str, str]]:
    """Which reader and version, what fired, on which day it hung, and by which run."""
    yield "reader", finding.reader
    yield "what fired", finding.rule or "not noted by this reader"
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
