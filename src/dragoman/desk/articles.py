"""Pages of one article and of one finding: the text with its marks, every field with its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from dragoman.article import Article, Span, in_order
from dragoman.corrections.persons import parties
from dragoman.corrections.values import names_of
from dragoman.desk.house import NOT_HERE, House, article_of, both, doc, place
from dragoman.finding import KINDS, Emphasis, Finding, Message, Reading, spans_of, to_json
from dragoman.listings.explain import described, reasons, sentences
from dragoman.listings.rows import party, slices, where
from dragoman.record import Filter, View
from dragoman.report.cells import clip
from dragoman.report.passages import LAYERS, language, marked, paragraphs
from dragoman.report.terms import label
from dragoman.report.texts import layered
from dragoman.review import history
from dragoman.weigh.versions import changes

# The letters of all layers; those after the first eight begin switched off: they take in whole
# sentences, or stand close.
LETTERS = {
    **LAYERS, "claim": "k", "judgement": "j", "outlook": "f", "check": "x", "office": "o",
    "amount": "a",
}  # fmt: skip
_ON = ("message", "quote", "date", "doubt", "boilerplate", "wording")
_CLIP = 140
_CHANGES = 40


@dataclass(frozen=True, slots=True)
class Item:
    """A finding as the margin of its article lists it."""

    finding: Finding
    letter: str
    words: str
    said: str
    href: str


def said(article: Article, f: Finding) -> str:
    """What a finding says, in a line."""
    if isinstance(f, Message):
        names = f"{party(f.senders) or '?'} → {party(f.recipients) or '?'}"
        return f"{names}: {label('form', f.form)}"
    told = dict(described(article, f))
    several = ("speaker", "act", "form", "value", "canonical", "type", "formula", "pair", "result",
               "change", "person", "holder", "polarity", "status", "what", "why")  # fmt: skip
    return clip(", ".join(told[k] for k in several if told.get(k))[:400], _CLIP)


def _item(article: Article, f: Finding) -> Item:
    first = min(f.evidence, key=in_order, default=None)
    words = clip(slices(article, f.evidence), _CLIP)
    at = place(article.id, where((first,))) if first else doc(article.id)
    return Item(f, LETTERS.get(f.kind, "o"), words, said(article, f), at)


def routes(house: House) -> APIRouter:
    """The reader, and a page for each finding."""
    router, data = APIRouter(include_in_schema=False), APIRouter()

    @router.get("/d/{name}")
    def read(request: Request, name: str) -> Response:
        with house.view() as view:
            try:
                article = article_of(view, name)
            except LookupError as error:
                raise HTTPException(404, str(error)) from None
            if request.url.path != doc(article.id):
                return RedirectResponse(doc(article.id), 308)
            return _reader(house, request, view, article)

    @data.get(
        "/f/{name}.json", summary="A finding, every field with its evidence.", responses=NOT_HERE
    )
    def as_data(name: str) -> dict[str, Any]:
        with house.view() as view:
            article, found = _found(view, name)
        return {"article": article.id, **to_json(found)}

    @router.get("/f/{name}")
    def finding(request: Request, name: str) -> Response:
        with house.view() as view:
            article, found = _found(view, name)
            if found.id != name:
                return RedirectResponse(f"/f/{found.id}", 308)
            spans = found.evidence or tuple(spans_of(found))
            said = history(view, article=article.id, finding=found.id)
            return house.page(
                request, "finding.html.j2", said=said,
                paths=_paths(found), splits=bool(parties(found)), title=f"{found.kind} {found.id}",
                article=article, found=found, item=_item(article, found),
                sentences=list(sentences(article, spans)),
                fields=list(described(article, found)),
                reasons=list(reasons(view, article, found)),
                places=[(where((s,)), article.slice(s), place(article.id, where((s,)))) for s in spans],
            )  # fmt: skip

    return both(router, data)


def _paths(f: Finding) -> list[str]:
    """What of a finding a person may set: its fields, and those of the parties in it."""
    inner = [f"{n}.{x}" for n in parties(f) if n for x in ("name", "office", "state", "type")]
    return [*names_of(f.kind), *inner]


def _found(view: View, name: str) -> tuple[Article, Finding]:
    try:
        return view.finding(name)
    except LookupError as error:
        raise HTTPException(404, f"{name}: {error}") from None


def _reader(house: House, request: Request, view: View, article: Article) -> HTMLResponse:
    (reading,) = view.readings(Filter(article=article.id, versions=True))
    older = _older(view, article)
    newer = next((a for a in view.articles(Filter(versions=True)) if a.version_of == article.id), None) \
        if _is_replaced(view, article) else None  # fmt: skip
    title, blocks = _text(reading)
    items = [_item(article, f) for f in reading.findings]
    groups: dict[str, list[Item]] = {}
    for i in items:
        groups.setdefault(i.finding.kind, []).append(i)
    return house.page(
        request, "reader.html.j2", title=article.title or article.key,
        article=article, lang=language(article.value("language")), heading=title, blocks=blocks,
        groups=[(k, LETTERS.get(k, "o"), groups[k]) for k in LETTERS if k in groups]
        + [(k, "o", g) for k, g in groups.items() if k not in LETTERS],
        layers=[(LETTERS[k], k, k in _ON) for k in LETTERS if k in groups],
        sources=view.sources(article.id), older=older, newer=newer,
        changed=list(changes(older[-1], article))[:_CHANGES] if older else [],
        number=len(reading.findings), kinds=tuple(KINDS),
    )  # fmt: skip


def _is_replaced(view: View, article: Article) -> bool:
    """True if the record holds a newer version of an article."""
    return not any(True for _ in view.articles(Filter(article=article.id)))


def _older(view: View, article: Article) -> list[Article]:
    """The versions before an article, the oldest first."""
    out: list[Article] = []
    at = article.version_of
    while at and len(out) < 20:
        before = view.article(at)
        out.insert(0, before)
        at = before.version_of
    return out


def _text(reading: Reading) -> tuple[Markup, list[Markup]]:
    """Title and paragraphs with their marks."""
    article = reading.article
    base = language(article.value("language"))
    marks = layered(reading, {}, unmarked=(Emphasis.kind,), layers=LETTERS)
    spans: list[Span] = [s for f in reading.findings for s in spans_of(f)]
    bounds = paragraphs(article.text) or [(0, 0)]
    blocks = marked(
        article.text, None, [m for m in marks if m.span.where == "text"],
        [s for s in spans if s.where == "text"], bounds=bounds, base=base,
    )  # fmt: skip
    (title,) = marked(
        article.title or "", None, [m for m in marks if m.span.where != "text"],
        [s for s in spans if s.where != "text"], base=base,
    )  # fmt: skip
    return title, blocks
