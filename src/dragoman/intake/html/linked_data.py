"""What a page says of itself as linked data (JSON-LD), however broken."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review|Analysis|Opinion\w*)$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRAPPED = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
# A page describes one story and perhaps some others; what is deeper or more is no use.
_DEEPEST = 6
_MOST = 2_000


def article_node(tree: LexborHTMLParser, title: str | None, same: Any) -> dict[str, Any]:
    """The object that describes the page's own article; empty if there is none.

    Of several the one with the page's title counts, else the first outside a list of others.
    """
    nodes = [n for n in _nodes(tree) if _ARTICLES.search(_type(n))]
    for node in nodes:
        if title and same(words_of(node.get("headline") or node.get("name"))) == same(title):
            return node
    return nodes[0] if nodes else {}


def _type(node: dict[str, Any]) -> str:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return next((k for k in kinds if isinstance(k, str) and _ARTICLES.search(k)), "")


def _nodes(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    left = _MOST
    for script in tree.css('script[type*="ld+json"]'):
        stack = [(_loaded(script.text() or ""), 0)]
        while stack and left:
            thing, depth = stack.pop()
            left -= 1
            if isinstance(thing, list):
                stack += [(t, depth + 1) for t in reversed(thing[:_MOST]) if depth < _DEEPEST]
            elif isinstance(thing, dict):
                yield thing
                inner = [
                    thing[k] for k in ("mainEntity", "mainEntityOfPage", "@graph") if k in thing
                ]
                stack += [(t, depth + 1) for t in inner if depth < _DEEPEST]


def _loaded(words: str) -> Any:
    """The data; mended where it is wrapped in a comment or has a comma too many."""
    bare = _WRAPPED.sub("", words.strip())
    for attempt in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def words_of(value: Any) -> str:
    """The words of a value that may be a string, an object with a name, or a list of such."""
    return next(iter(names_of(value)), "")


def names_of(value: Any) -> list[str]:
    """All names in a value: of persons, bodies or plain strings."""
    if isinstance(value, str):
        return [html.unescape(value)] if value.strip() else []
    if isinstance(value, dict):
        return names_of(value.get("name"))
    if isinstance(value, list):
        return [n for v in value[:50] for n in names_of(v)[:1]]
    return []
