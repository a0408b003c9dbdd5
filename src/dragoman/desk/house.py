"""What every page of the desk is made with: the record, rows kept, templates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from dragoman.article import Article
from dragoman.corrections import CorrectionsError, author
from dragoman.desk.rows import Kept, Made, Rows, T
from dragoman.record import Filter, RecordError, View, open_record
from dragoman.report.environment import environment
from dragoman.report.page import run_id, versions_of


class Refusal(BaseModel):
    """What is answered where nothing is given: one line."""

    detail: str


# How the desk's description tells of refusals.
BAD_FILTER: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "a filter has a value that nothing can have"}
}
NOT_HERE: dict[int | str, dict[str, Any]] = {
    404: {"model": Refusal, "description": "there is none, or several; the line says which"}
}
BAD_VALUE: dict[int | str, dict[str, Any]] = {
    422: {"model": Refusal, "description": "a value of another sort than is asked for"}
}

# The pages in the order of their use, with the key that follows "g".
PAGES = (
    ("/", "Brief", "b"),
    ("/messages", "Messages", "m"),
    ("/timeline", "Timeline", "t"),
    ("/wording", "Wording", "w"),
    ("/emphasis", "Emphasis", "e"),
    ("/claims", "Claims", "c"),
    ("/voices", "Voices", "v"),
    ("/articles", "Articles", "d"),
    ("/review", "Review", "r"),
    ("/search", "Search", "s"),
    ("/record", "Record", "x"),
)
# So many hex digits of an article's id stand in an address: few enough to be read out.
_DIGITS = 16


@dataclass(frozen=True)
class House:
    """The desk of one record."""

    path: Path
    rows: Rows = field(init=False)
    kept: Kept = field(default_factory=Kept)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", Rows(self.path))

    @cached_property
    def author(self) -> str:
        """Who signs if the page is not told otherwise; '' if nobody is known. Asked once: git may be."""
        try:
            return author()
        except CorrectionsError:
            return ""

    @property
    def run(self) -> str:
        """The versions with which the record was last read, in twelve digits; '' if unreadable."""
        try:
            return self.once("run", lambda view: run_id(versions_of(view)))
        except RecordError:  # the page says so
            return ""

    @contextmanager
    def view(self) -> Iterator[View]:
        """The record, for one request."""
        record = open_record(self.path)
        try:
            yield record
        finally:
            record.close()

    def made(self, name: str, want: Filter, to: str = "table") -> Made:
        """The rows of a listing."""
        with self.view() as view:
            return self.rows.of(name, want, view.stamp(), to)

    def once(self, key: Hashable, make: Callable[[View], T]) -> T:
        """What is worked out from the whole record, kept until the record changes."""
        with self.view() as view:
            return self.kept.once(key, view.stamp(), lambda: make(view))

    def page(
        self, request: Request, template: str, status: int = 200, **context: Any
    ) -> HTMLResponse:
        """A page in the desk's frame."""
        path = request.url.path
        whole = {
            "pages": PAGES,
            "here": max((p for p, _, _ in PAGES if path == p or path.startswith(p + "/")), default=""),
            "token": request.state.token,
            "record": self.path.name,
            "doc": doc,
            "place": place,
            "title": "",
            "run_id": self.run,
            "author": self.author,
            **context,
        }  # fmt: skip
        made = environment("dragoman.desk").get_template(template).render(**whole)
        # A parser would drop NUL and turn CR into LF, and every offset after it would be wrong.
        return HTMLResponse(made.replace("\x00", "\ufffd").replace("\r", "&#13;"), status)


def both(pages: APIRouter, data: APIRouter) -> APIRouter:
    """Pages with their data; only data stands in the desk's description of itself."""
    made = APIRouter()
    made.include_router(data)
    made.include_router(pages)
    return made


def doc(article: str) -> str:
    """The address of an article's page.

    >>> doc("sha256:163c1ae2df218301aa")
    '/d/163c1ae2df218301'
    """
    return "/d/" + article.removeprefix("sha256:")[:_DIGITS]


def place(article: str, characters: str) -> str:
    """The address of places in an article, as a listing writes them; the first is marked.

    >>> place("sha256:163c1ae2df218301", "73-161, 200-210"), place("sha256:16", "title 0-12")
    ('/d/163c1ae2df218301#char=73,161', '/d/16#title=0,12')
    """
    first = characters.split(",")[0].strip()
    where, _, span = first.rpartition(" ")
    start, dash, end = span.partition("-")
    return f"{doc(article)}#{where or 'char'}={start},{end}" if dash else doc(article)


def article_of(view: View, name: str) -> Article:
    """The article whose id begins with these hex digits.

    Raises:
        LookupError: none does, or several do.
    """
    own = "sha256:" + name.removeprefix("sha256:")
    found = list(view.articles(Filter(article=own, versions=True)))
    if len(found) != 1:
        raise LookupError(f"{len(found) or 'no'} articles have an id that begins {name}")
    return found[0]
