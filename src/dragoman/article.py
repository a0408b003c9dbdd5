"""An article: its text, where it came from, and what is known about it from outside the text.

Offsets count Unicode code points, half open. Nothing here knows what a message or a name is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

By = Literal["person", "file", "page", "text"]
Basis = Literal["mark", "declared", "valid", "detected"]


class Span(NamedTuple):
    """Characters of an article's text or, where the title isn't part of the text, of its title.

    >>> Span(0, 4).to_json()
    [0, 4]
    >>> Span(0, 4, "title").to_json()
    {'in': 'title', 'span': [0, 4]}
    """

    start: int
    end: int
    where: str = "text"

    def to_json(self) -> Any:
        """`[start, end]`, or the form with `in` for the title (reading format 1)."""
        if self.where == "text":
            return [self.start, self.end]
        return {"in": self.where, "span": [self.start, self.end]}

    @classmethod
    def from_json(cls, data: Any) -> Span:
        """The inverse of `to_json`."""
        if isinstance(data, dict):
            return cls(data["span"][0], data["span"][1], data["in"])
        return cls(data[0], data[1])

    def meets(self, other: Span) -> bool:
        """True if the two have a character in common."""
        return self.where == other.where and self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True if `other` lies inside."""
        return self.where == other.where and self.start <= other.start and other.end <= self.end


def in_order(span: Span) -> tuple[int, int, int]:
    """Sort key: the title stands before the text."""
    return (span.where != "title", span.start, span.end)


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One statement about an article from outside its story: which field, what value, who says so."""

    field: str
    value: str
    by: By
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes that an article was taken from: what they were, and how they became text.

    Args:
        sha256: of the bytes themselves, after unpacking of gzip or an archive; of a JSON Lines
            item, those of its line.
        form: plain, json_lines, markdown, html, pdf or mail.
        encoding: None where the form has none of its own (PDF).
        basis: what the encoding rests on: a byte order mark, a declaration, valid UTF-8 or a guess.
        pages: where each page of a paged document stands in the text.
    """

    sha256: str
    form: str
    encoding: str | None = None
    basis: Basis | None = None
    pages: tuple[Span, ...] = ()

    def page_of(self, place: int) -> int | None:
        """The number, from 1, of the page that holds a character of the text.

        >>> Raw("", "pdf", pages=(Span(0, 10), Span(12, 20))).page_of(12)
        2
        """
        return next((n for n, p in enumerate(self.pages, 1) if p.start <= place < p.end), None)

    def to_json(self) -> dict[str, Any]:
        """The `raw` object of an article."""
        return {
            "sha256": self.sha256,
            "form": self.form,
            "encoding": self.encoding,
            "basis": self.basis,
            "pages": [p.to_json() for p in self.pages],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Raw:
        """The inverse of `to_json`."""
        pages = tuple(Span.from_json(p) for p in data.get("pages", ()))
        return cls(data["sha256"], data["form"], data.get("encoding"), data.get("basis"), pages)


@dataclass(frozen=True, slots=True)
class Covered:
    """A stretch of time for which a person says what is held of an outlet.

    Args:
        since: first day, ISO, included; `until` the last.
        complete: True if everything of the outlet's in this time is held.
    """

    outlet: str
    since: str
    until: str
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """A table of coverage as it was given, with where it came from."""

    source: str
    rows: tuple[Covered, ...]


class Naming(NamedTuple):
    """Of which states an article names somebody or something; what shares of texts are counted by.

    Args:
        article: its id.
        published: as held, or None.
    """

    article: str
    outlet: str | None
    published: str | None
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReferenceDate:
    """The day against which "Friday" is read, or why there is none."""

    value: str | None
    state: Literal["stated", "not_resolved"]
    basis: Literal["given", "published", "dateline"] | None
    candidates: tuple[str, ...] = ()
    why: str | None = None


_WHOLE_DAY = len("2021-01-13")

# A person outranks the file, the file the page, the page the text (reading format 1).
RANK: dict[By, int] = {"person": 0, "file": 1, "page": 2, "text": 3}


@dataclass(frozen=True)  # no slots: the id is kept
class Article:
    """One article as it was taken in. `text` is never altered; `title` may also stand in it.

    Args:
        key: file name, or the id in a JSON Lines input.
        source: path or address as given.
        title_span: where the title stands in the text; None if it stands outside or is missing.
        given: what the input carried beyond the fields that are read.
        raw: the bytes that it was taken from; None in records of older versions.
    """

    key: str
    source: str
    text: str
    title: str | None = None
    title_span: Span | None = None
    metadata: tuple[Metadatum, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)
    version_of: str | None = None
    raw: Raw | None = None

    def winner(self, name: str) -> Metadatum | None:
        """The statement on this field that outranks the others; of equals the first."""
        named = [m for m in self.metadata if m.field == name]
        return min(named, key=lambda m: RANK[m.by]) if named else None

    def value(self, name: str) -> str | None:
        """The winning value of a field of metadata, or None."""
        found = self.winner(name)
        return found.value if found else None

    @cached_property
    def id(self) -> str:
        """`sha256:` of title, line feed, text; a text-less item adds its date.

        >>> Article(key="a", source="a", text="x", title="T").id[:14]
        'sha256:f88a643'
        """
        body = f"{self.title or ''}\n{self.text}"
        if not self.text:
            body += f"\n{self.value('published') or ''}"
        return "sha256:" + hashlib.sha256(body.encode()).hexdigest()

    @property
    def published(self) -> str | None:
        """Day or time of publication as known, ISO; perhaps only its month or year."""
        return self.value("published")

    @property
    def reference_date(self) -> ReferenceDate:
        """The day that relative dates hang on: a person's, else the day of publication."""
        found = self.winner("published")
        if found is None:
            return ReferenceDate(
                None, "not_resolved", None, why="no publication date in text, file or options"
            )
        basis: Literal["given", "published", "dateline"] = (
            "given" if found.by == "person" else "published"
        )
        if len(found.value) < _WHOLE_DAY:
            why = f"published {found.value}, the day is not known"
            return ReferenceDate(None, "not_resolved", basis, why=why)
        return ReferenceDate(found.value[:10], "stated", basis)

    @property
    def title_outside(self) -> str | None:
        """The title if it is not part of the text."""
        return self.title if self.title_span is None else None

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        source = self.text if span.where == "text" else self.title or ""
        return source[span.start : span.end]

    def to_json(self) -> dict[str, Any]:
        """The `article` object of the reading format."""
        ref = self.reference_date
        return {
            "id": self.id,
            "key": self.key,
            "source": self.source,
            "version_of": self.version_of,
            "title": self.title,
            "title_in_text": self.title_span.to_json() if self.title_span else None,
            "outlet": self.value("outlet"),
            "speaks_for": self.value("speaks_for"),
            "language": self.value("language"),
            "published": self.published,
            "modified": self.value("modified"),
            "url": self.value("url"),
            "reference_date": {
                "value": ref.value,
                "state": ref.state,
                "basis": ref.basis,
                "candidates": list(ref.candidates),
                "why": ref.why,
            },
            "metadata": [
                {
                    "field": m.field,
                    "value": m.value,
                    "by": m.by,
                    "evidence": [s.to_json() for s in m.evidence],
                }
                for m in self.metadata
            ],
            "given": self.given,
            "raw": self.raw.to_json() if self.raw else None,
            "text": self.text,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Article:
        """The inverse of `to_json`."""
        where = data.get("title_in_text")
        return cls(
            key=data["key"],
            source=data["source"],
            text=data["text"],
            title=data["title"],
            title_span=Span.from_json(where) if where else None,
            metadata=tuple(
                Metadatum(
                    m["field"],
                    m["value"],
                    m["by"],
                    tuple(Span.from_json(s) for s in m["evidence"]),
                )
                for m in data["metadata"]
            ),
            given=data.get("given", {}),
            version_of=data.get("version_of"),
            raw=Raw.from_json(data["raw"]) if data.get("raw") else None,
        )
