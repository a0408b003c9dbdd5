"""Markdown: code point for code point, its first heading as title, its front matter as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Article, Raw, Span
from dragoman.intake.encoding import Decoded
from dragoman.intake.metadata import from_mapping
from dragoman.intake.plain import (
    article_from,
    of_text,
    sha256,
    source_of,
    title_in,
    title_told,
    told,
)
from dragoman.intake.problem import Problem
from dragoman.intake.saved import Saved

_HEADING = re.compile(r"^# {1,9}(?P<words>[^\s#][^\r\n]{0,400}?)[ \t#]{0,99}\r?$", re.M)
_FENCE = re.compile(r"^(?:```|~~~)", re.M)
_OPENED = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_CLOSED = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.M),
}
_LINE = re.compile(
    r"^(?P<key>[A-Za-z_]{2,20})[ \t]{0,9}[:=][ \t]{0,9}(?P<value>[^\r\n]{1,500})$", re.M
)
_READ = (
    "title", "date", "published", "modified", "author", "outlet", "url", "language", "speaks_for"
)  # fmt: skip
# Front matter is short; a text that opens with a rule has none.
_LONGEST_FRONT = 10_000


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Simple `key: value` lines of YAML or TOML front matter, and where the story begins.

    >>> front_matter('---\\ntitle: "A visit"\\n---\\nText.')
    ({'title': 'A visit'}, 24)
    """
    opened = _OPENED.match(text)
    closed = _CLOSED[opened[1]].search(text, opened.end(), _LONGEST_FRONT) if opened else None
    if opened is None or closed is None:
        return {}, 0
    lines = _LINE.finditer(text, opened.end(), closed.start())
    found = ((m["key"].lower(), _unquoted(m["value"])) for m in lines)
    return {k: v for k, v in found if k in _READ and v}, closed.end()


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.sub(r"\s#.*", "", value)


def _heading(text: str, start: int) -> Span | None:
    """The words of the first heading of the first rank, unless they stand in a listing."""
    found = _HEADING.search(text, start)
    if found is None:
        return None
    fences = sum(1 for _ in _FENCE.finditer(text, start, found.start()))
    return Span(*found.span("words")) if fences % 2 == 0 else None


def read_markdown(saved: Saved) -> Iterator[Article | Problem]:
    """The one article of a Markdown file; the front matter stays in its text."""
    return of_text(saved, _article)


def _article(saved: Saved, found: Decoded) -> Iterator[Article | Problem]:
    text = found.text
    front, start = front_matter(text)
    more, bad = told(saved)
    said, wrong = from_mapping(front, "file", saved.place)
    yield from (*bad, *wrong)
    more += said
    where = _heading(text, start) or title_in(text, start)
    title = title_told(saved) or front.get("title")
    raw = Raw(sha256(saved.raw), "markdown", found.encoding, found.basis)
    yield article_from(
        text, saved.name, source_of(saved, more), more, title, title_span=where, raw=raw
    )
