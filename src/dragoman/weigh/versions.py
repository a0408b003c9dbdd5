"""What changed between two versions of an article, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.article import Article, Span

# Beyond this many words only the paragraphs are compared; the comparison is quadratic.
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the older version and what stands in their place; either may be empty."""

    before: str
    after: str
    old: Span
    new: Span


def changes(old: Article, new: Article) -> Iterator[Change]:
    """Every stretch of words that differs, in order; differences of white space are none."""
    pattern = r"\S+" if max(len(old.text), len(new.text)) < 6 * _MOST else r"[^\n]+"
    a, b = (list(re.finditer(pattern, x.text)) for x in (old, new))
    match = SequenceMatcher(None, [m.group() for m in a], [m.group() for m in b], autojunk=False)
    for kind, a0, a1, b0, b1 in match.get_opcodes():
        if kind != "equal":
            before, after = _span(a, a0, a1, len(old.text)), _span(b, b0, b1, len(new.text))
            yield Change(old.slice(before), new.slice(after), before, after)


def _span(words: list[re.Match[str]], first: int, last: int, length: int) -> Span:
    if first < last:
        return Span(words[first].start(), words[last - 1].end())
    at = words[first].start() if first < len(words) else length
    return Span(at, at)
