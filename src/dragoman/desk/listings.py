"""Pages of listings: a table of what a command lists, with its filters, as CSV and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from dragoman.desk.house import BAD_FILTER, House
from dragoman.desk.rows import A_PAGE
from dragoman.desk.wanted import LABELS, UnknownValueError, choices, wanted
from dragoman.listings.row import as_csv, as_json
from dragoman.listings.table import LISTINGS, Listing
from dragoman.record import Filter

# Which listings belong together: they are named beside each other on their pages.
FAMILIES = (
    ("messages", "messages/years", "threads", "threads/ladders", "messages/network", "timeline"),
    ("quotes", "voices"),
    ("claims", "claims/grid", "judgements", "outlooks", "checks"),
    ("wording", "wording/uses", "wording/years", "wording/changes", "wording/slogans", "compare"),
    ("emphasis", "emphasis/years"),
    ("offices", "unknowns"),
    ("dates", "amounts", "names", "credits"),
    ("articles", "articles/versions", "articles/copies"),
)
TITLES = {
    "threads/ladders": "Ladders", "claims/grid": "Part by part", "messages/network": "Network", "timeline": "Timeline", "voices": "Voices",
    "compare": "Side by side",
}  # fmt: skip

Text = Annotated[str, Query(max_length=300)]


def asked(
    between: Text = "", who: Text = "", to: Text = "", form: Text = "", scope: Text = "",
    about: Text = "", act: Text = "", kind: Text = "", since: Text = "", until: Text = "",
    outlet: Text = "", article: Text = "",
) -> dict[str, str]:  # fmt: skip
    """The filters of a request as they were written, those with a value."""
    return {k: v for k, v in locals().items() if v}


Asked = Annotated[dict[str, str], Depends(asked)]


def checked(listing: Listing, given: dict[str, str]) -> Filter:
    """What a request for data wants, or the refusal of it."""
    try:
        return wanted(listing, given)
    except UnknownValueError as error:
        raise HTTPException(400, str(error)) from None


def family(name: str) -> list[tuple[str, str]]:
    """Addresses and titles of the pages that belong with one."""
    own = next((f for f in FAMILIES if name in f), (name,))
    return [(n, LISTINGS[n].title if n in LISTINGS else TITLES[n]) for n in own]


def address(path: str, given: dict[str, str], **more: object) -> str:
    """A path with filters, in a fixed order."""
    query = {**{k: given[k] for k in LABELS if k in given}, **more}
    return path + ("?" + urlencode(query) if query else "")


def filters(listing: Listing, given: dict[str, str]) -> list[dict[str, Any]]:
    """The fields of the form above a listing."""
    return [
        {"name": f, "label": LABELS[f], "value": given.get(f, ""), "choices": choices(f)}
        for f in listing.filters
    ]


def routes(house: House) -> APIRouter:
    """A page, a JSON and a CSV route for every listing."""
    router = APIRouter()
    for name, listing in LISTINGS.items():
        router.add_api_route(
            f"/{name}.json", _json(house, name, listing), name=f"{name} as JSON",
            summary=listing.purpose, response_model=list[dict[str, Any]], responses=BAD_FILTER,
        )  # fmt: skip
        router.add_api_route(
            f"/{name}.csv", _csv(house, name, listing), name=f"{name} as CSV",
            summary=listing.purpose, include_in_schema=False,
        )  # fmt: skip
        router.add_api_route(
            f"/{name}", _page(house, name, listing), name=name, include_in_schema=False
        )
    return router


def _json(house: House, name: str, listing: Listing) -> Callable[..., Response]:
    def listed(given: Asked) -> Response:
        rows = house.made(name, checked(listing, given), "json").all()
        return Response(as_json(rows), media_type="application/json")

    return listed


def _csv(house: House, name: str, listing: Listing) -> Callable[..., Response]:
    def listed(given: Asked) -> Response:
        rows = house.made(name, checked(listing, given), "csv").all()
        named = {"content-disposition": f'attachment; filename="{name.replace("/", "-")}.csv"'}
        return Response(as_csv(rows, listing.columns), media_type="text/csv", headers=named)

    return listed


def _page(house: House, name: str, listing: Listing) -> Callable[..., HTMLResponse]:
    def listed(
        request: Request,
        given: Asked,
        page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
        count: bool = False,
    ) -> HTMLResponse:
        context: dict[str, Any] = {
            "name": name, "listing": listing, "title": listing.title, "given": given,
            "family": family(name), "filters": filters(listing, given), "wrong": "",
            "address": address, "page": page,
        }  # fmt: skip
        try:
            want = wanted(listing, given)
        except UnknownValueError as error:
            return house.page(
                request, "listing.html.j2", 400, **{**context, "wrong": str(error), "shown": None}
            )
        made = house.made(name, want)
        if count:
            made.all()
        columns = [c for c in listing.columns if c not in ("id", "finding", "no")]
        return house.page(
            request, "listing.html.j2", **context,
            shown=made.page(page), columns=columns, size=A_PAGE,
        )  # fmt: skip

    return listed
