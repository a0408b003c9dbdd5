"""Pages of what is weighed: one formula over time, two texts side by side, who said what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from dragoman import lore
from dragoman.desk.house import House
from dragoman.desk.listings import Asked, address, checked, family, filters
from dragoman.listings.row import Row
from dragoman.listings.sides import side
from dragoman.listings.table import LISTINGS
from dragoman.listings.wording import LISTINGS as MAKES
from dragoman.report.beside import lines
from dragoman.weigh.beside import beside
from dragoman.weigh.uses import called

_USES = 300
_VOICES = 200
_SAID = 300


@dataclass
class Voice:
    """Somebody who is quoted, as the rows of quotes have it."""

    name: str
    status: str
    roles: dict[str, int] = field(default_factory=dict)
    acts: dict[str, int] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count a quote."""
        c = row.cells
        self.rows.append(row)
        self.articles.add(c["article_id"])
        for held, word in ((self.roles, c["role"]), (self.acts, c["act"])):
            if word and word != "-":
                held[word] = held.get(word, 0) + 1


def voices(rows: list[Row]) -> list[Voice]:
    """Everybody who is quoted, who has most quotes first."""
    held: dict[tuple[str, str], Voice] = {}
    for row in rows:
        key = (row.cells["speaker"], row.cells["status"])
        held.setdefault(key, Voice(*key)).add(row)
    return sorted(held.values(), key=lambda v: (-len(v.rows), v.name, v.status))


def _person(voice: Voice) -> str:
    """By what a statement calls a voice: its actor, else its name."""
    first = voice.rows[0].data.get("speaker") or {}
    return first.get("actor") or (first.get("name") or {}).get("value") or voice.name


def routes(house: House) -> APIRouter:
    """The pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/wording/of/{formula}")
    def formula(request: Request, formula: str, given: Asked) -> HTMLResponse:
        listing = LISTINGS["wording"]
        want = checked(listing, given)
        with house.view() as view:
            tables = {
                mode: list(MAKES[mode](view, want, (formula,), "table"))
                for mode in ("", "--uses", "--by-year", "--changes")
            }
        held = lore.formulas().get(formula)
        if held is None and not tables["--uses"]:
            raise HTTPException(404, f"no formula {formula!r} is in the table or in use")
        return house.page(
            request, "formula.html.j2", title=called(formula), formula=formula, held=held,
            given=given, address=address, tables=tables, most=_USES,
            columns={m: LISTINGS[n].columns for m, n in (
                ("", "wording"), ("--uses", "wording/uses"), ("--by-year", "wording/years"),
                ("--changes", "wording/changes"))},
            family=family("wording"), name="wording", filters=filters(listing, given),
        )  # fmt: skip

    @router.get("/compare")
    def compare(
        request: Request,
        a: Annotated[str, Query(max_length=300)] = "",
        b: Annotated[str, Query(max_length=300)] = "",
        anyway: bool = False,
    ) -> HTMLResponse:
        context: dict[str, Any] = {
            "title": "Side by side", "a": a, "b": b, "anyway": anyway, "two": None, "wrong": "",
            "family": family("compare"), "name": "compare",
        }  # fmt: skip
        if a and b:
            try:
                with house.view() as view:
                    two = beside(side(view, a), side(view, b))
            except LookupError as error:
                context["wrong"] = str(error.args[0])
            else:
                context["two"] = two
                if not two.unlike or anyway:
                    context["lines"], context["left_out"] = lines(two)
        return house.page(request, "compare.html.j2", 404 if context["wrong"] else 200, **context)

    @router.get("/voices")
    def all_voices(request: Request, given: Asked) -> HTMLResponse:
        listing = LISTINGS["quotes"]
        found = voices(house.made("quotes", checked(listing, given)).all())
        return house.page(
            request, "speakers.html.j2", title="Voices",
            given=given, address=address, family=family("voices"), name="voices",
            filters=filters(listing, given), voices=found[:_VOICES], n=len(found),
            total=sum(len(v.rows) for v in found),
        )  # fmt: skip

    @router.get("/voices/one")
    def voice(
        request: Request,
        given: Asked,
        name: Annotated[str, Query(max_length=600)],
        status: Annotated[str, Query(max_length=40)] = "",
    ) -> HTMLResponse:
        listing = LISTINGS["quotes"]
        everybody = voices(house.made("quotes", checked(listing, given)).all())
        found = [v for v in everybody if v.name == name and status in ("", v.status)]
        if not found:
            raise HTTPException(404, f"nobody is quoted as {name!r}")
        return house.page(
            request, "voice.html.j2", title=name, voice=found[0], person=_person(found[0]), others=found[1:], most=_SAID,
            total=sum(len(v.rows) for v in everybody), family=family("voices"), name="voices",
        )  # fmt: skip

    return router
