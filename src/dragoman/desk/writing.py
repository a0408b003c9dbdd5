"""What a person writes at the desk: one statement a request, appended to the corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field, StringConstraints

from dragoman import correct
from dragoman.article import Span
from dragoman.correct import Signature
from dragoman.corrections import CorrectionsError, FieldError, Statement, append, beside
from dragoman.desk.house import House, Refusal
from dragoman.desk.rows import A_PAGE
from dragoman.record import View

Line = Annotated[str, StringConstraints(max_length=2000)]
Short = Annotated[str, StringConstraints(max_length=300)]


class Signed(BaseModel):
    """Who says it, why, resting on what."""

    by: Short
    because: Line = ""
    source: Line = ""

    @property
    def signature(self) -> Signature:
        """As the library takes it."""
        return Signature(by=self.by, because=self.because, source=self.source)


class OfFinding(Signed):
    """A statement about one finding."""

    finding: Short


class Edit(OfFinding):
    """Fields with their new values."""

    set: Annotated[dict[Short, Line], Field(min_length=1, max_length=40)]


class NotStated(OfFinding):
    """Fields of which the text says nothing."""

    fields: Annotated[list[Short], Field(min_length=1, max_length=40)]


class Split(OfFinding):
    """Parties that are not the actors they were given."""

    parties: Annotated[list[Short], Field(max_length=10)] = []


class Add(Signed):
    """A finding that the machine missed, on characters of the text."""

    article: Short
    kind: Short
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    in_title: bool = False
    set: Annotated[dict[Short, Line], Field(max_length=40)] = {}


class Merge(Signed):
    """Two persons that are one."""

    stays: Short
    goes: Short


class Undo(Signed):
    """A statement that no longer counts."""

    statement: Short


class Reviewed(Signed):
    """An article in which nothing of these kinds is missed any more."""

    article: Short
    kinds: Annotated[list[Short], Field(min_length=1, max_length=20)]


class AcceptShown(Signed):
    """Findings accepted together: only what stands on one screen."""

    findings: Annotated[list[Short], Field(min_length=1, max_length=A_PAGE)]


class Written(BaseModel):
    """What was written."""

    statements: list[str]
    findings: list[str]


_REFUSALS: dict[int | str, dict[str, Any]] = {
    403: {"description": "not from a page of this desk"},
    404: {"model": Refusal, "description": "no such finding, article or statement"},
    409: {"model": Refusal, "description": "this can't be said of it; the line says why"},
}


def routes(house: House) -> APIRouter:
    """A route for each sort of statement."""
    router = APIRouter(prefix="/write")

    def write(make: Callable[[View], list[Statement]]) -> Written:
        try:
            with house.view() as view:
                made = make(view)
            append(beside(house.path), *made)
        except LookupError as error:
            raise HTTPException(404, str(error.args[0] if error.args else error)) from None
        except (CorrectionsError, FieldError) as error:
            raise HTTPException(409, str(error)) from None
        return Written(
            statements=[s.id for s in made], findings=[s.finding for s in made if s.finding]
        )

    @router.post("/accept", responses=_REFUSALS)
    def accept(said: OfFinding) -> Written:
        return write(lambda view: [correct.accept(view, said.finding, said.signature)])

    @router.post("/accept-shown", responses=_REFUSALS)
    def accept_shown(said: AcceptShown) -> Written:
        return write(lambda view: [correct.accept(view, f, said.signature) for f in said.findings])

    @router.post("/reject", responses=_REFUSALS)
    def reject(said: OfFinding) -> Written:
        return write(lambda view: [correct.reject(view, said.finding, said.signature)])

    @router.post("/edit", responses=_REFUSALS)
    def edit(said: Edit) -> Written:
        return write(lambda view: [correct.edit(view, said.finding, said.set, said.signature)])

    @router.post("/not-stated", responses=_REFUSALS)
    def not_stated(said: NotStated) -> Written:
        return write(
            lambda view: [correct.not_stated(view, said.finding, said.fields, said.signature)]
        )

    @router.post("/add", responses=_REFUSALS)
    def add(said: Add) -> Written:
        if said.start >= said.end:
            raise HTTPException(409, "no characters are chosen")
        span = Span(said.start, said.end, "title" if said.in_title else "text")
        return write(
            lambda view: [
                correct.add(view, said.kind, said.article, [span], said.set, said.signature)
            ]
        )

    @router.post("/merge", responses=_REFUSALS)
    def merge(said: Merge) -> Written:
        return write(lambda view: [correct.merge(view, said.stays, said.goes, said.signature)])

    @router.post("/split", responses=_REFUSALS)
    def split(said: Split) -> Written:
        return write(lambda view: [correct.split(view, said.finding, said.parties, said.signature)])

    @router.post("/undo", responses=_REFUSALS)
    def undo(said: Undo) -> Written:
        return write(lambda view: [correct.undo(view, said.statement, said.signature)])

    @router.post("/reviewed", responses=_REFUSALS)
    def reviewed(said: Reviewed) -> Written:
        return write(
            lambda view: [correct.reviewed(view, said.article, said.kinds, said.signature)]
        )

    return router
