"""Claims as grids: the parts of one claim, and what each other source says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dragoman.article import Span
from dragoman.desk.house import House
from dragoman.desk.listings import Asked, address, checked, family, filters
from dragoman.listings.holdings import holder
from dragoman.listings.rows import slices
from dragoman.listings.table import LISTINGS
from dragoman.weigh.claims import Bearing, Standing, Told
from dragoman.weighing import claims_of

# More claims than these are told by their number only.
MOST = 60

Says = Literal["confirms", "disputes", "may confirm", "may dispute"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a source says of a part: how it bears on it, by which words."""

    says: Says
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """Another who speaks of the same, in which claim."""

    name: str
    told: Told


@dataclass(frozen=True, slots=True)
class Grid:
    """One claim with what bears on it.

    Args:
        rows: its parts in order, each with a cell for every source; None where it says nothing.
    """

    standing: Standing
    name: str
    words: str
    sources: tuple[Source, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


def grids(found: Iterable[Standing]) -> Iterator[Grid]:
    """A grid for each claim of which another confirms or disputes a part, in their order."""
    for s in found:
        own = s.told
        if not s.bearings or own.claim.status is None:
            continue
        parts = own.claim.predicates or own.claim.proposition
        sources = tuple(_source(b, own) for b in s.bearings)
        rows = tuple(
            (own.article.slice(p), tuple(_cell(b, own, p, parts) for b in s.bearings))
            for p in parts
        )
        yield Grid(
            s, holder(own.article, own.claim.holder), slices(own.article, own.claim.proposition),
            sources, rows,
        )  # fmt: skip


def _source(b: Bearing, own: Told) -> Source:
    other, _ = b.seen_from(own)
    return Source(holder(other.article, other.claim.holder), other)


def _cell(b: Bearing, own: Told, part: Span, parts: tuple[Span, ...]) -> Cell | None:
    """What the other side says of this part; of words that meet no part, at the first."""
    mine = b.one_parts if own is b.one else b.parts
    met = [p for p in parts if any(p.meets(x) for x in mine)] or [parts[0]]
    if part not in met:
        return None
    other, theirs = b.seen_from(own)
    verb = "confirm" if b.kind == "corroboration" else "dispute"
    says = f"{verb}s" if b.state == "asserted" else f"may {verb}"
    return Cell(says, slices(other.article, theirs))  # type: ignore[arg-type]


def routes(house: House) -> APIRouter:
    """The page."""
    router = APIRouter(include_in_schema=False)
    listing = LISTINGS["claims"]

    @router.get("/claims/grid")
    def grid(request: Request, given: Asked) -> HTMLResponse:
        want = checked(listing, given)
        found = house.once(("grids", want), lambda view: list(grids(claims_of(view, want))))
        return house.page(
            request, "grid.html.j2", title="Claims, part by part", name="claims/grid",
            family=family("claims"), filters=filters(listing, given), given=given,
            address=address, grids=found[:MOST], n=len(found),
        )  # fmt: skip

    return router
