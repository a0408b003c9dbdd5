"""Where quoted words stand in a text that may have changed around them; never at a look-alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.article import Article, Span
from dragoman.corrections.statement import Anchor


def placed(article: Article, anchors: Iterable[Anchor], *, same_text: bool) -> dict[Span, Span]:
    """For each span where its words stand now; one whose words or surroundings are gone is missing.

    Words count as found where they stand character for character between the same surroundings, in
    one place only; white space around them may differ.

    Args:
        same_text: the text is the one that was quoted: no search, only a look.
    """
    out = {}
    for a in anchors:
        if same_text:
            now = a.span if article.slice(a.span) == a.words else None
        else:
            now = _found(article, a)
        if now is not None and a.words:
            out[a.span] = now
    return out


def _found(article: Article, anchor: Anchor) -> Span | None:
    where = anchor.span.where
    text = article.text if where == "text" else article.title or ""
    pattern = re.compile(
        f"{_loose(anchor.before.lstrip())}({re.escape(anchor.words)}){_loose(anchor.after.rstrip())}"
    )
    first = pattern.search(text)
    if first is None or pattern.search(text, first.start() + 1):
        return None
    return Span(first.start(1), first.end(1), where)


def _loose(context: str) -> str:
    """A pattern for words, with any white space where they have some.

    >>> _loose("a  b. ") == r"a\\s+b\\.\\s+"
    True
    """
    pieces = re.split(r"(\s+)", context)
    return "".join(r"\s+" if p.isspace() else re.escape(p) for p in pieces)
