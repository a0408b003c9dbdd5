"""Pages for those who review: what waits, what was said, how far people agree."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from dragoman.desk.house import BAD_FILTER, House, both
from dragoman.desk.listings import Asked, address, checked, filters
from dragoman.finding import KINDS
from dragoman.listings.rows import where
from dragoman.listings.table import LISTINGS, Listing
from dragoman.record import Filter
from dragoman.report.terms import label
from dragoman.review import WHATS, Item, Memo, What, agreement_of, history, machine, people, queue

_A_PAGE = 50
# The queue takes the filters that every listing takes.
_FILTERS: Listing = LISTINGS["dates"]
Name = Annotated[str, Query(max_length=300)]


def routes(house: House) -> APIRouter:
    """The pages, and the queue as data."""
    router, data = APIRouter(include_in_schema=False), APIRouter()
    memo: Memo = {}

    def waiting(
        want: Filter, kinds: tuple[str, ...] | None = None, what: tuple[What, ...] | None = None
    ) -> list[Item]:
        return house.once(
            ("queue", want, kinds, what),
            lambda view: queue(view, want, kinds=kinds, what=what, memo=memo),
        )

    @router.get("/review")
    def waits(
        request: Request,
        given: Asked,
        what: Name = "",
        of: Name = "",
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    ) -> HTMLResponse:
        items = waiting(
            checked(_FILTERS, given),
            (of,) if of in KINDS else None,
            (what,) if what in WHATS else None,
        )
        start = (page - 1) * _A_PAGE
        counts: dict[str, int] = {}
        for x in items:
            counts[x.what] = counts.get(x.what, 0) + 1
        return house.page(
            request, "review.html.j2", title="Review", items=items[start : start + _A_PAGE],
            n=len(items), counts=counts, page=page, more=len(items) > start + _A_PAGE, start=start,
            what=what, of=of, whats=WHATS, kinds=tuple(KINDS), given=given, address=address,
            filters=filters(_FILTERS, given), where=where, label=label,
        )  # fmt: skip

    @data.get("/review.json", summary="What waits for a person.", responses=BAD_FILTER)
    def as_data(given: Asked) -> list[dict[str, Any]]:
        return [x.to_json() for x in waiting(checked(_FILTERS, given))]

    @router.get("/review/corrections")
    def said(request: Request, by: Name = "") -> HTMLResponse:
        with house.view() as view:
            told = history(view)
        authors = people(s.statement for s in told)
        shown = [s for s in told if by in ("", s.statement.author)]
        return house.page(
            request, "corrections_said.html.j2", title="Corrections", told=shown[::-1],
            authors=authors, by=by, n=len(told),
        )  # fmt: skip

    @router.get("/review/agreement")
    def agreed(request: Request, a: Name = "", b: Name = "") -> HTMLResponse:
        with house.view() as view:
            statements = view.statements()
        authors = people(statements)
        two = agreement_of(statements, a, b) if a in authors and b in authors and a != b else None
        return house.page(
            request, "agreement.html.j2", title="Agreement", authors=authors, a=a, b=b, two=two,
            rates=machine(statements),
        )  # fmt: skip

    return both(router, data)
