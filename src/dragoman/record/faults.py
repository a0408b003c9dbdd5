"""What in a stored finding does not agree with its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.article import Article
from dragoman.finding import Finding, Party, spans_of
from dragoman.record.base import Fault


def faults(article: Article, f: Finding) -> Iterator[Fault]:
    """Spans that lie outside of the text, and words that do not stand at their characters."""
    sizes = {"text": len(article.text), "title": len(article.title or "")}
    for s in spans_of(f):
        if not 0 <= s.start < s.end <= sizes[s.where]:
            yield Fault(article.id, f.id, f"characters {s.start}-{s.end} lie outside the {s.where}")
    for words, spans in _quoted(f):
        held = " ".join(article.slice(s) for s in spans)
        if all(piece not in held for piece in (words, *words.split(" … "))):
            yield Fault(article.id, f.id, f"{words!r} does not stand at its characters")


def _quoted(thing: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every field that keeps words of the text, with where they stand."""
    for name in getattr(thing, "__dataclass_fields__", {}):
        value = getattr(thing, name)
        words = getattr(value, "text", None)
        if isinstance(words, str) and getattr(value, "evidence", None):
            yield words, value.evidence
        elif isinstance(value, Party):
            yield from _quoted(value)
        elif isinstance(value, tuple):
            for v in value:
                if isinstance(v, Party):
                    yield from _quoted(v)
