"""Pages of the whole record: what is new and open, search, runs, the codebook."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from dragoman import lore
from dragoman.article import Article
from dragoman.desk.house import House, both
from dragoman.finding import Check
from dragoman.listings.table import LISTINGS
from dragoman.record import View
from dragoman.report.page import run_id, versions_of
from dragoman.weigh.unknowns import LEDGER, Unknown, unknowns

_HITS = 500
_NEWEST = 20
_MONTHS = 60


def routes(house: House) -> APIRouter:
    """The pages and their data."""
    router, data = APIRouter(include_in_schema=False), APIRouter()

    @router.get("/")
    def brief(request: Request) -> HTMLResponse:
        with house.view() as view:
            run = progress(view)
        return house.page(
            request, "brief.html.j2", title="Brief", run=run, listings=LISTINGS,
            **house.once("brief", _brief),
        )  # fmt: skip

    @data.get("/progress.json", summary="How far the last run is.")
    def told() -> dict[str, Any]:
        with house.view() as view:
            return progress(view)

    @router.get("/search")
    def search(
        request: Request,
        q: Annotated[str, Query(max_length=300)] = "",
        by: Annotated[str, Query(pattern="^(|left|right|article)$")] = "",
        outlet: Annotated[str, Query(max_length=300)] = "",
        year: Annotated[str, Query(max_length=10)] = "",
    ) -> HTMLResponse:
        found = hits(house, q, by, outlet, year)
        return house.page(
            request, "search.html.j2", title="Search", q=q, by=by, outlet=outlet, year=year, **found
        )

    @data.get("/search.json", summary="Where words stand in the texts.")
    def search_data(q: Annotated[str, Query(max_length=300)] = "") -> list[dict[str, Any]]:
        with house.view() as view:
            return [
                {"id": h.article, "article": h.key, "start": h.start, "end": h.end,
                 "left": h.left, "match": h.match, "right": h.right}
                for h in view.search(q, limit=_HITS)
            ]  # fmt: skip

    @router.get("/record")
    def record(request: Request) -> HTMLResponse:
        with house.view() as view:
            manifest = versions_of(view)
            return house.page(
                request, "record.html.j2", title="Record", counts=dict(view.counts()),
                runs=view.runs()[::-1], run=run_id(manifest), coverage=view.coverage(),
                listings=LISTINGS,
            )  # fmt: skip

    @router.get("/codebook")
    def codebook(request: Request) -> HTMLResponse:
        book = lore.codebook()
        lists: dict[str, list[Any]] = {}
        for t in book.terms:
            lists.setdefault(t.list, []).append(t)
        return house.page(request, "codebook.html.j2", title="Codebook", book=book, lists=lists)

    @router.get("/codebook/{of}/{code}")
    def term(request: Request, of: str, code: str) -> HTMLResponse:
        found = [t for t in lore.codebook().terms if (t.list, t.code) == (of, code)]
        if not found:
            raise HTTPException(404, f"the codebook has no {code!r} in its list {of!r}")
        return house.page(
            request, "codebook.html.j2", title=code, book=lore.codebook(), lists={of: found}
        )

    return both(router, data)


def _differing(view: View) -> list[tuple[Article, Check]]:
    """Checks within an article that differ; what the whole record says against them costs time."""
    found = (
        (r.article, c)
        for r in view.readings(kinds=("check",))
        for c in r.of(Check)
        if c.result == "differs"
    )
    return list(islice(found, _NEWEST))


def _brief(view: View) -> dict[str, Any]:
    """What the first page shows of the whole record."""
    newest = view.latest(_NEWEST)
    return {
        "counts": dict(view.counts(newest=True)),
        "strip": coverage_strip(view),
        "newest": newest,
        "differing": _differing(view),
        "unknown": _unknown(view, {a.id for a in newest}),
    }


def _unknown(view: View, of: set[str]) -> list[tuple[Article, Unknown]]:
    """What these articles leave open, the newest first; the whole ledger is a page of its own."""
    readings = list(view.readings(kinds=LEDGER, of=of))
    found = ((r.article, u) for r in reversed(readings) for u in unknowns(r))
    return list(islice(found, _NEWEST))


def progress(view: View) -> dict[str, Any]:
    """How far the last run is; `under_way` while it has no outcome."""
    last = next(iter(view.runs()[-1:]), None)
    held = view.counts().get("article", 0)
    if last is None:
        return {"run": None, "under_way": False, "articles": held}
    return {
        "run": last["run"],
        "under_way": last["outcome"] is None,
        "outcome": last["outcome"],
        "articles": held,
    }


def coverage_strip(view: View) -> dict[str, Any]:
    """By outlet and month the number of articles held, the latest months."""
    held = view.months()
    months = sorted({m for _, m in held})[-_MONTHS:]
    outlets = sorted({o for o, _ in held})
    return {
        "months": months,
        "rows": [(o or "no outlet held", [held.get((o, m), 0) for m in months]) for o in outlets],
        "cut": len({m for _, m in held}) - len(months),
    }


def _first_word(text: str, *, last: bool = False) -> str:
    words = re.findall(r"\w+", text)
    return words[-1 if last else 0].casefold() if words else ""


def hits(house: House, q: str, by: str, outlet: str, year: str) -> dict[str, Any]:
    """Hits with what stands around them, and how they spread over outlets and years."""
    with house.view() as view:
        found = list(view.search(q, limit=_HITS)) if q.strip() else []
        about = {}
        for own in dict.fromkeys(h.article for h in found):
            a = view.article(own)
            about[own] = (
                a.value("outlet") or "no outlet held",
                a.published[:4] if a.published else "no date",
            )
    outlets = Counter(about[h.article][0] for h in found)
    years = Counter(about[h.article][1] for h in found)
    shown = [
        h for h in found
        if (not outlet or about[h.article][0] == outlet) and (not year or about[h.article][1] == year)
    ]  # fmt: skip
    keys = {
        "left": lambda h: _first_word(h.left, last=True),
        "right": lambda h: _first_word(h.right),
        "article": lambda h: h.key,
    }
    if by in keys:
        shown.sort(key=keys[by])
    return {
        "hits": shown, "n": len(found), "most": _HITS,
        "outlets": sorted(outlets.items()), "years": sorted(years.items()), "about": about,
    }  # fmt: skip
