"""The reader of the page: an article's title and paragraphs with their marks, and its findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from dragoman.article import Span
from dragoman.finding import Emphasis, Finding, Message, Quote, Reading, spans_of
from dragoman.report import sections, voices
from dragoman.report.passages import LAYERS, Layered, language, marked, paragraphs


def _marked(one: Finding) -> tuple[Span, ...]:
    """What is marked in the text: of a message each mention too, of a quote what is said.

    What shows the emphasis of a text are names, which have marks of their own.
    """
    if isinstance(one, Quote):
        return one.content
    if isinstance(one, Emphasis):
        return ()
    return one.evidence + (one.mentions if isinstance(one, Message) else ())


# These take in whole sentences, which quotes mark already; their tables lead to the characters.
UNMARKED = ("claim", "judgement", "outlook")


def layered(
    reading: Reading,
    numbers: Mapping[str, str],
    *,
    unmarked: Collection[str] = UNMARKED,
    layers: Mapping[str, str] = LAYERS,
) -> list[Layered]:
    """The places of an article that are to be marked.

    Args:
        numbers: what to print beside the marks of a finding, by its id; else its layer's letter.
        unmarked: kinds that have no marks.
        layers: letters by kind; "o" for any other.
    """
    made = []
    for one in reading.findings:
        if one.kind in unmarked:
            continue
        layer = layers.get(one.kind, "o")
        spans = _marked(one)
        letter = numbers.get(one.id, layer)
        made += [Layered(s, one.id, layer, letter) for s in dict.fromkeys(spans)]
    return made


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the reader, or in a brief page what stands between those that are shown.

    Args:
        left_out: how many characters are left out; then `number` says how many paragraphs.
    """

    inner: Markup | None = None
    left_out: int = 0
    number: int = 0


def _cited(
    inner: list[Markup], bounds: list[tuple[int, int]], spans: Iterable[Span]
) -> Iterator[Paragraph]:
    """The paragraphs that hold a place to which a link may lead, and gaps for the others."""
    places = [s for s in spans if s.where == "text"]
    shown = [any(s.start < b and s.end > a for s in places) for a, b in bounds]
    pieces = list(zip(inner, bounds, strict=True))
    for cited, run in groupby(zip(shown, pieces, strict=True), key=itemgetter(0)):
        some = [piece for _, piece in run]
        if cited:
            yield from (Paragraph(p) for p, _ in some)
        else:
            yield Paragraph(left_out=some[-1][1][1] - some[0][1][0], number=len(some))


def reader(
    held: sections.Held,
    mine: Sequence[sections.MessageRow],
    own: Mapping[str, str],
    more: Iterable[Span],
    *,
    brief: bool = False,
) -> dict[str, Any]:
    """An article's title and paragraphs with their marks, and what was found in it.

    Args:
        mine: the article's messages as the table has them.
        own: the numbers of its quotes.
        more: further places to which a link may lead.
        brief: only the paragraphs to which a link may lead.
    """
    article, base = held.article, language(held.language)
    marks = layered(held.reading, {**own, **{r.message.id: r.number for r in mine}})
    spans = [s for f in held.reading.findings for s in spans_of(f)]
    spans += [s for m in article.metadata for s in m.evidence]
    spans += more
    inside: dict[bool, list[Layered]] = {True: [], False: []}
    for one in marks:
        inside[one.span.where == "text"].append(one)
    bounds = paragraphs(article.text) or [(0, 0)]  # an item may have no text
    inner = marked(
        article.text, held.number, inside[True],
        [s for s in spans if s.where == "text"], bounds=bounds, base=base,
    )  # fmt: skip
    return {
        "held": held,
        "lang": base,
        "title": marked(
            article.title or "", held.number, inside[False],
            [s for s in spans if s.where != "text"], base=base,
        )[0],
        "paragraphs": list(_cited(inner, bounds, spans)) if brief else list(map(Paragraph, inner)),
        "rows": mine,
        "quotes": voices.notes(held, own),
        "doubts": sections.doubt_lines([held]),
        "credits": sections.credit_lines(held),
    }  # fmt: skip
