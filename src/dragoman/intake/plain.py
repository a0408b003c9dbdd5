"""Plain text: code point for code point, without a byte order mark."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from dragoman.article import Article, Metadatum, Raw, Span
from dragoman.intake.encoding import Decoded, UndecidableError, decoded
from dragoman.intake.metadata import from_mapping, from_text
from dragoman.intake.problem import Problem
from dragoman.intake.saved import Saved

_SPACES = re.compile(r"\s*")
_LINE = re.compile(r"[^\r\n]{1,400}")  # bounded: a text may be one line of many megabytes
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
# A first line longer than this is a paragraph, not a title.
_LONGEST_TITLE = 300


def title_in(text: str, start: int = 0) -> Span | None:
    """The first line, if an empty line follows."""
    lead = _SPACES.match(text, start)
    start = lead.end() if lead else start
    line = _LINE.match(text, start)
    if line is None or not _EMPTY_LINE.match(text, line.end()):
        return None
    words = line[0].rstrip(" \t")
    return Span(start, start + len(words)) if len(words) <= _LONGEST_TITLE else None


def article_from(
    text: str,
    key: str,
    source: str,
    more: Sequence[Metadatum],
    title: str | None = None,
    *,
    title_span: Span | None = None,
    first_line: bool = True,
    raw: Raw | None = None,
) -> Article:
    """An article of plain text; a title given from outside counts as in the text if it opens it.

    Args:
        title_span: where the form shows the title in the text.
        first_line: the first line may be the title.
    """
    where = title_span or (title_in(text) if first_line else None)
    if title and (where is None or text[where.start : where.end] != title):
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
        raw=raw,
    )


def sha256(raw: bytes) -> str:
    """The hash of bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def text_of(saved: Saved, declared: str | None = None) -> Iterator[Decoded | Problem]:
    """The text of a file, with what must be said about its encoding; nothing but a Problem if none.

    Args:
        declared: the encoding that the file or what carries it names.
    """
    try:
        found = decoded(saved.raw, declared)
    except UndecidableError as error:
        way_out = "convert it to UTF-8, e.g. with iconv -f NAME -t UTF-8"
        if "null" in str(error):
            way_out = "save it as text without null bytes"
        yield Problem(saved.place, str(error), way_out)
        return
    if found.note:
        yield Problem(saved.place, found.note, "if wrong, convert it with iconv", lost=False)
    yield found


def told(saved: Saved) -> tuple[list[Metadatum], list[Problem]]:
    """What a person and the sidecar say of a file."""
    found, bad = from_mapping(saved.table, "file", saved.sidecar)
    return [*saved.said, *found], bad


def title_told(saved: Saved) -> str | None:
    """The title that the sidecar gives."""
    title = saved.table.get("title")
    return str(title) if title else None


def source_of(saved: Saved, more: Sequence[Metadatum]) -> str:
    """The address that a person or the file gives, else the place.

    A file saved twice has two names; where an address is given, that is the source. What a page
    says of its own address counts not: many pages name the front page of their site.
    """
    return next((m.value for m in more if m.field == "url" and m.by != "page"), saved.place)


def read_plain(saved: Saved) -> Iterator[Article | Problem]:
    """The one article of a text file, with what its sidecar says."""
    return of_text(saved, _article)


def of_text(
    saved: Saved, article: Callable[[Saved, Decoded], Iterator[Article | Problem]]
) -> Iterator[Article | Problem]:
    """What `article` makes of the text of a file, or why there is none."""
    for found in text_of(saved):
        if isinstance(found, Problem):
            yield found
        elif not found.text.strip():
            yield Problem(saved.place, "no text in it", "nothing to read")
        else:
            yield from article(saved, found)


def _article(saved: Saved, found: Decoded) -> Iterator[Article | Problem]:
    more, bad = told(saved)
    yield from bad
    raw = Raw(sha256(saved.raw), "plain", found.encoding, found.basis)
    yield article_from(
        found.text, saved.name, source_of(saved, more), more, title_told(saved), raw=raw
    )
