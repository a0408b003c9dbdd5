"""Running text with marks: overlapping findings split into pieces that list every finding's id.

What comes out has exactly the characters that went in, in order; everything else (letters of
layers, anchors) is empty elements. So code-point offsets hold in the page as in the article.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from dragoman.article import Span
from dragoman.report.cells import anchor

# Script runs that need a language of their own; Han counts as Chinese outside Korean and Japanese.
_RUNS = re.compile(
    r"(?P<ko>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"
    r"(?:[\s·]?[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af])*)"
    r"|(?P<ja>[\u3040-\u30ff][\u3040-\u30ff\u3400-\u9fff]*)"
    r"|(?P<zh>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"(?:[\u3001\u3002\u300a\u300b]?"
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])*)"
)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_ISO = re.compile(r"(?<!\d)([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?!\d)")
_ENDS = ".!?:;。！？…\"'”’»)]"

LAYERS = {
    "message": "m",
    "quote": "q",
    "date": "d",
    "name": "n",
    "credit": "c",
    "boilerplate": "b",
    "doubt": "u",
    "wording": "w",
}


@dataclass(frozen=True, slots=True)
class Layered:
    """A stretch to be marked: the finding's id, its layer's letter, what to print beside it."""

    span: Span
    id: str
    layer: str
    letter: str


def language(tag: str | None) -> str | None:
    """The tag if it has the form of a language tag, else None."""
    return tag if tag and _TAG.fullmatch(tag) else None


def tongued(text: str, base: str | None = None) -> Markup:
    """The text, escaped, with `lang` on its runs of Hangul, Kana and Han.

    >>> str(tongued("친서 (letter)", "en"))
    '<span lang="ko">친서</span> (letter)'
    """
    home = (base or "").split("-")[0].lower()
    out, last = [], 0
    for run in _RUNS.finditer(text):
        found = run.lastgroup or ""
        if found == home or (found == "zh" and home in ("ja", "ko")):
            continue
        out.append(escape(text[last : run.start()]))
        out.append(Markup('<span lang="{}">{}</span>').format(found, run.group()))
        last = run.end()
    return Markup("").join((*out, escape(text[last:])))


def unbroken(text: str) -> Markup:
    """The text as `tongued` gives it, with ISO dates kept from breaking at their hyphens.

    >>> str(unbroken("on 2021-01-11"))
    'on <span class="iso">2021-01-11</span>'
    """
    parts = _ISO.split(text)
    return Markup("").join(
        Markup('<span class="iso">{}</span>').format(part) if n % 2 else tongued(part)
        for n, part in enumerate(parts)
    )


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Bounds of the paragraphs, with the line ends that follow each; together the whole text.

    Lines that were wrapped at a near-equal width are joined up to the next empty line.
    """
    border = r"\n[^\S\n]*\n\s*" if _wrapped(text) else r"\n\s*"
    cuts = [m.end() for m in re.finditer(border, text)]
    edges = [0, *(c for c in cuts if c < len(text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _wrapped(text: str) -> bool:
    lines = text.splitlines()
    inner = [a.rstrip() for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if len(inner) < 4 or max(map(len, inner)) > 120:
        return False
    return sum(1 for line in inner if not line.endswith(tuple(_ENDS))) > len(inner) / 2


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where marks begin and end and where anchors stand, by offset."""

    begins: dict[int, list[Layered]]
    ends: dict[int, list[Layered]]
    anchors: dict[int, list[str]]


def _plan(
    text: str, number: int | None, layered: Iterable[Layered], places: Iterable[Span]
) -> _Plan:
    plan = _Plan(defaultdict(list), defaultdict(list), defaultdict(list))
    for one in layered:
        start, end = max(0, one.span.start), min(len(text), one.span.end)
        if start < end:
            plan.begins[start].append(one)
            plan.ends[end].append(one)
    for span in sorted(set(places)):
        plan.anchors[min(max(0, span.start), len(text))].append(anchor(number, span))
    return plan


def marked(
    text: str,
    number: int | None,
    layered: Iterable[Layered],
    places: Iterable[Span],
    *,
    bounds: list[tuple[int, int]] | None = None,
    base: str | None = None,
) -> list[Markup]:
    """Each paragraph's inner HTML.

    Args:
        number: of the article in the page; None on a page of one.
        places: every span to which a link may lead.
        bounds: paragraphs; the whole text by default.
        base: language of the article.
    """
    plan = _plan(text, number, layered, places)
    blocks = bounds if bounds is not None else [(0, len(text))]
    inner = {edge for block in blocks for edge in block}
    cuts = sorted({0, len(text), *inner, *plan.begins, *plan.ends, *plan.anchors})
    pieces = dict(_pieces(text, cuts, plan, number, base))
    return [
        Markup("").join(
            pieces.get(c, Markup("")) for c in cuts[bisect_left(cuts, a) : bisect_left(cuts, b)]
        )
        + (_places(plan, b) if b == len(text) else Markup(""))
        for a, b in (blocks or [(0, 0)])
    ]


def _pieces(
    text: str, cuts: list[int], plan: _Plan, number: int | None, base: str | None
) -> Iterator[tuple[int, Markup]]:
    active: dict[tuple[str, int, int], Layered] = {}
    for start, end in itertools.pairwise(cuts):
        for one in plan.ends.get(start, ()):
            active.pop((one.id, one.span.start, one.span.end), None)
        new = plan.begins.get(start, [])
        active |= {(one.id, one.span.start, one.span.end): one for one in new}
        ids = list(plan.anchors.get(start, ()))
        own = ids.pop(0) if active and ids else None
        body = tongued(text[start:end], base)
        if active and body:
            body = _mark(body, list(active.values()), own, number)
        yield start, _empty(ids) + _letters(new) + body


def _mark(body: Markup, findings: list[Layered], own: str | None, number: int | None) -> Markup:
    ids = " ".join(dict.fromkeys(f.id for f in findings))
    layers = " ".join(sorted({f.layer for f in findings}))
    if len({f.id for f in findings if f.layer == LAYERS["quote"]}) > 1:
        layers += " inner"
    name = Markup(' id="{}"').format(own) if own else Markup("")
    notes = "notes" if number is None else f"a{number}-notes"
    return Markup('<mark{} class="{}" data-f="{}" aria-details="{}">{}</mark>').format(
        name, layers, ids, notes, body
    )


def _letters(findings: list[Layered]) -> Markup:
    beside = dict.fromkeys((f.layer, f.letter) for f in findings)
    made = (
        Markup(
            '<i class="l{}"></i>' if layer == letter else '<i class="l{}" data-l="{}"></i>'
        ).format(layer, letter)
        for layer, letter in beside
    )
    return Markup("").join(made)


def _empty(ids: Iterable[str]) -> Markup:
    return Markup("").join(Markup('<span id="{}"></span>').format(i) for i in ids)


def _places(plan: _Plan, at: int) -> Markup:
    return _empty(plan.anchors.get(at, ()))
