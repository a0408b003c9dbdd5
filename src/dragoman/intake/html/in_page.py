"""Where words of the extracted text stand in the markup that they came from."""

from __future__ import annotations

import html
import re
from array import array
from functools import lru_cache

from dragoman.article import Span

# What is passed over: comments, scripts and styles with their content, tags, invisible hints.
_OVER = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)"
    r"|</?[a-zA-Z](?>\"[^\"]*\"|'[^']*'|[^'\">])*+>?|<[!?][^>]*>?",
    re.I | re.S,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][\dA-Za-z]{1,31});?")
# Letters at both ends that must stand together; how much may stand between, and how often to try.
_EDGE, _WIDEST, _NOTE, _TRIES = 12, 3, 2_000, 9
_NOTHING = re.compile(r"[\s\xad\u200b\u2060\ufeff]+")


@lru_cache(maxsize=2)
def _condensed(page: str) -> tuple[str, array[int], array[int]]:
    """The letters of a page without markup and blanks, with where each begins and ends."""
    letters: list[str] = []
    starts, ends = array("l"), array("l")
    body = re.search(r"<body\b", page, re.I)
    at = body.start() if body else 0
    while at < len(page):
        over = _OVER.search(page, at)
        stop = over.start() if over else len(page)
        _take(page, at, stop, letters, starts, ends)
        at = over.end() if over else len(page)
    return "".join(letters), starts, ends


def _take(
    page: str, at: int, stop: int, letters: list[str], starts: array[int], ends: array[int]
) -> None:
    while at < stop:
        if page[at] == "&" and (entity := _ENTITY.match(page, at, stop)):
            meant, after = html.unescape(entity[0]), entity.end()
            if meant == entity[0]:
                meant, after = "&", at + 1
        else:
            meant, after = page[at], at + 1
        for letter in _NOTHING.sub("", meant):
            letters.append(letter)
            starts.append(at)
            ends.append(after)
        at = after


def in_page(page: str, words: str) -> Span | None:
    """The characters of a page's markup that hold a passage of its text, or None.

    Tags, entities and blanks between the words don't matter. The first place counts.

    >>> page = "<p>Sent by <b>Kim&nbsp;Jong&nbsp;Un</b> on Friday.</p>"
    >>> span = in_page(page, "Kim Jong Un on")
    >>> page[span.start : span.end]
    'Kim&nbsp;Jong&nbsp;Un</b> on'
    """
    wanted = _NOTHING.sub("", words)
    if not wanted:
        return None
    letters, starts, ends = _condensed(page)
    found = letters.find(wanted)
    last = found + len(wanted) - 1
    if found < 0:
        found, last = _broken(letters, wanted)
    return Span(starts[found], ends[last]) if found >= 0 else None


def _broken(letters: str, wanted: str) -> tuple[int, int]:
    """The first and last letter of words with others between them that the text leaves out.

    Such are the note of a person that opens over a name, or words for those who hear the page.
    """
    head, tail = wanted[:_EDGE], wanted[-_EDGE:]
    found = letters.find(head) if len(wanted) >= 2 * _EDGE else -1
    for _ in range(_TRIES):
        if found < 0:
            break
        stop = found + _WIDEST * len(wanted) + _NOTE
        end = letters.find(tail, found + len(wanted) - _EDGE, stop)
        if end >= 0 and _holds(letters, found, end + _EDGE, wanted):
            return found, end + _EDGE - 1
        found = letters.find(head, found + 1)
    return -1, -1


def _holds(letters: str, at: int, stop: int, wanted: str) -> bool:
    """True if the wanted letters stand there in order."""
    for letter in wanted:
        at = letters.find(letter, at, stop) + 1
        if at == 0:
            return False
    return True
