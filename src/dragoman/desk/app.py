"""The desk as one application."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from dragoman import __version__
from dragoman.desk import articles, drawings, grid, listings, overview, reviewing, weighed, writing
from dragoman.desk.guard import App, Guard
from dragoman.desk.house import BAD_VALUE, House
from dragoman.record import RecordError, open_record

# What is served besides pages: a closed list, so that no path of a request reaches the disk.
_STATIC = {
    "page.css": ("dragoman.report", "templates/page.css", "text/css"),
    "desk.css": ("dragoman.desk", "static/desk.css", "text/css"),
    "uPlot.css": ("dragoman.desk", "static/uPlot.min.css", "text/css"),
    "marks.js": ("dragoman.report", "templates/marks.js", "text/javascript"),
    "desk.js": ("dragoman.desk", "static/desk.js", "text/javascript"),
    "review.js": ("dragoman.desk", "static/review.js", "text/javascript"),
    "charts.js": ("dragoman.desk", "static/charts.js", "text/javascript"),
    "uPlot.js": ("dragoman.desk", "static/uPlot.iife.min.js", "text/javascript"),
    "cytoscape.js": ("dragoman.desk", "static/cytoscape.min.js", "text/javascript"),
}


Handler = Callable[[Request, Exception], Response]


def make_app(record: Path, *, hosts: tuple[str, ...], secret: bytes | None = None) -> App:
    """The desk of a record, behind its guard.

    Args:
        hosts: the values of `Host` that are answered, the first of them named in refusals.
        secret: what tokens are made with; random unless a test gives one.

    Raises:
        RecordError: there is no such record, or none that can be read.
    """
    open_record(record).close()
    house = House(record)
    app = FastAPI(
        title="dragoman", version=__version__, docs_url=None, redoc_url=None,
        description="What the listings of a record hold, each finding with its evidence.",
        responses=BAD_VALUE,
    )  # fmt: skip
    app.add_exception_handler(HTTPException, _refused(house))
    app.add_exception_handler(RequestValidationError, _invalid(house))
    app.add_exception_handler(RecordError, _broken(house))
    app.add_exception_handler(Exception, _failed(house))
    app.add_api_route("/static/{name}", _static, include_in_schema=False)
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)
    app.include_router(overview.routes(house))
    app.include_router(articles.routes(house))
    app.include_router(reviewing.routes(house))
    app.include_router(writing.routes(house))
    app.include_router(drawings.routes(house))
    app.include_router(grid.routes(house))
    app.include_router(weighed.routes(house))
    app.include_router(listings.routes(house))
    return Guard(app, hosts=hosts, secret=secret)


def _static(name: str) -> Response:
    if name not in _STATIC:
        raise HTTPException(404, "no such file")
    package, path, kind = _STATIC[name]
    return Response((files(package) / path).read_bytes(), media_type=kind)


def _icon() -> Response:
    return Response(status_code=204)


def _is_data(request: Request) -> bool:
    return request.url.path.endswith((".json", ".csv")) or request.method != "GET"


def _answer(house: House, request: Request, status: int, line: str) -> Response:
    """One line, as a page for people and as an object for programs."""
    if _is_data(request):
        return JSONResponse({"detail": line}, status)
    return house.page(
        request,
        "refused.html.j2",
        status,
        title="Not here" if status < 500 else "It failed",
        line=line,
    )


def _refused(house: House) -> Handler:
    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _answer(house, request, error.status_code, str(error.detail))

    return refused


def _invalid(house: House) -> Handler:
    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        return _answer(house, request, 422, f"{first['loc'][-1]}: {first['msg']}")

    return invalid


def _failed(house: House) -> Handler:
    def failed(request: Request, error: Exception) -> Response:
        line = f"the desk failed at this ({type(error).__name__}); its terminal says where"
        return _answer(house, request, 500, line)

    return failed


def _broken(house: House) -> Handler:
    def broken(request: Request, error: Exception) -> Response:
        return _answer(house, request, 500, str(error))

    return broken
