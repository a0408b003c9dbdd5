"""Two texts in two columns: words that differ marked, formulas marked by what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from dragoman.article import Article, Span
from dragoman.report.passages import tongued
from dragoman.weigh.beside import Beside, Side

# Sentences shown of two texts; `dragoman compare` prints them all.
MOST = 60
_SIGNS = {"kept": "=", "varied": "~", "new": "+", "dropped": "−", "not_covered": "?"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of either text, or of both; an empty cell where one lacks it."""

    fate: str
    before: Markup
    now: Markup

    @property
    def sign(self) -> str:
        """One character for the fate."""
        return _SIGNS[self.fate]


def lines(two: Beside) -> tuple[list[Line], int]:
    """The sentences as far as they are shown, and how many are left out."""
    made = [
        Line(
            p.fate,
            _painted(
                two.before, p.before, [c.old for c in p.changes], "del", _fates(two, now=False)
            ),
            _painted(two.now, p.here, [c.new for c in p.changes], "ins", _fates(two, now=True)),
        )
        for p in two.passages[:MOST]
    ]
    return made, max(0, len(two.passages) - MOST)


def _fates(two: Beside, *, now: bool) -> list[tuple[Span, str]]:
    return [
        (s, f.status)
        for f in two.formulas
        for u in (f.here if now else f.before)
        for s in u.wording.evidence
    ]


def _painted(
    side: Side,
    span: Span | None,
    changed: Iterable[Span],
    tag: str,
    fated: Iterable[tuple[Span, str]],
) -> Markup:
    """A sentence with its words marked; the fate stands beside the words, never in colour alone."""
    if span is None:
        return Markup("")
    own = [(s, status) for s, status in fated if s.meets(span)]
    edits = [s for s in changed if s.start < s.end]
    edges = {span.start, span.end, *(x for s in edits for x in s[:2])}
    edges |= {x for s, _ in own for x in s[:2]}
    cuts = sorted(x for x in edges if span.start <= x <= span.end)
    return Markup("").join(_pieces(side.article, cuts, span, edits, tag, own))


def _pieces(
    article: Article,
    cuts: list[int],
    span: Span,
    edits: list[Span],
    tag: str,
    own: list[tuple[Span, str]],
) -> Iterator[Markup]:
    for start, end in pairwise(cuts):
        here = Span(start, end, span.where)
        body = tongued(article.slice(here))
        if any(e.holds(here) for e in edits):
            body = Markup("<{0}>{1}</{0}>").format(Markup(tag), body)
        status = next((s for at, s in own if at.holds(here)), None)
        if status:
            body = Markup('<b class="fate {}">{}</b>').format(status, body)
        yield body
        for at, s in own:
            if at.end == end:
                yield Markup('<sup class="fated">{}</sup>').format(s.replace("_", " "))
