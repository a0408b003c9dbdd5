"""Plain text: code point for code point, without a byte order mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.article import Article, Metadatum, Span
from dragoman.intake.metadata import from_mapping, from_sidecar, from_text, sidecar
from dragoman.intake.problem import Problem

_TITLE = re.compile(r"\s*(?P<title>[^\r\n]+?)[ \t]*\r?\n[ \t]*\r?\n")
# A first line longer than this is a paragraph, not a title.
_LONGEST_TITLE = 300


def decoded(raw: bytes) -> str:
    """The text of bytes in UTF-8, or UTF-16 with its mark.

    Raises:
        UnicodeDecodeError: they are something else.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    return raw.decode("utf-8-sig")


def title_in(text: str) -> Span | None:
    """The first line, if an empty line follows."""
    m = _TITLE.match(text)
    if m is None or m.end("title") - m.start("title") > _LONGEST_TITLE:
        return None
    return Span(*m.span("title"))


def article_from(
    text: str,
    key: str,
    source: str,
    more: list[Metadatum],
    title: str | None = None,
) -> Article:
    """An article of plain text; a title given from outside counts as in the text if it opens it."""
    where = title_in(text)
    if title:
        lead = len(text) - len(text.lstrip())
        where = Span(lead, lead + len(title)) if text.startswith(title, lead) else None
    metadata = (*more, *from_text(text))
    return Article(
        key=key,
        source=source,
        text=text,
        title=title or (text[where.start : where.end] if where else None),
        title_span=where,
        metadata=metadata,
    )


def read_plain(path: Path, raw: bytes, given: list[Metadatum]) -> Iterator[Article | Problem]:
    """The one article of a text file, with what its sidecar says."""
    text = decoded(raw)
    if not text.strip():
        yield Problem(str(path), "no text in it", "nothing to read")
        return
    table: dict[str, Any] = {}
    more = list(given)
    if beside := sidecar(path):
        table, problems = from_sidecar(beside)
        found, bad = from_mapping(table, "file", str(beside))
        more += found
        yield from (*problems, *bad)
    title = table.get("title")
    # A file saved twice has two names; where an address is given, that is the source.
    source = next((m.value for m in more if m.field == "url"), str(path))
    yield article_from(text, path.name, source, more, str(title) if title else None)
