"""Paragraphs and sentences of a text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.article import Article, Span
from dragoman.places import taken

_LINE = re.compile(r"[^\r\n]+")
_EMPTY_LINE = re.compile(r"(?:\r?\n[ \t]*){2,}")
_SENTENCE_END = re.compile(r"[.!?:\"”’)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or the title where it stands outside the text."""

    span: Span
    index: int


def is_wrapped(text: str) -> bool:
    """True if lines are hard-wrapped: most end without a sentence end, at a near-equal width.

    >>> is_wrapped("One line.\\nAnother line.\\n")
    False
    """
    lines = [m.group().rstrip() for m in _LINE.finditer(text) if m.group().strip()]
    if len(lines) < 4:
        return False
    broken = [len(x) for x in lines if not _SENTENCE_END.search(x)]
    if len(broken) * 2 < len(lines):
        return False
    # "Near-equal width": half of the broken lines within 15 characters of the longest usual
    # one; the median guards against one overlong line. Wrapping beyond 100 is not seen.
    width = sorted(broken)[len(broken) * 9 // 10]
    near = sum(width - 15 <= n <= width for n in broken)
    return 40 <= width <= 100 and near * 2 >= len(broken)


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The title, if it stands outside the text, then the paragraphs (reading format 1)."""
    spans = []
    if article.title_outside:
        spans.append(Span(0, len(article.title_outside), "title"))
    text = article.text
    if is_wrapped(text):
        ends = [m.span() for m in _EMPTY_LINE.finditer(text)] + [(len(text), len(text))]
        start = 0
        for end, after in ends:
            spans += _trimmed(text, start, end)
            start = after
    else:
        for line in _LINE.finditer(text):
            spans += _trimmed(text, *line.span())
    return tuple(Paragraph(s, i) for i, s in enumerate(spans))


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [Span(start, end)] if start < end else []


# ---- sentences

# Abbreviations after which a period ends no sentence when a name, number or day follows.
_TITLES = "Mr Mrs Ms Dr Prof Gen Col Maj Capt Lt Sgt Adm Sen Rep Gov Pres St Rev Hon Amb Mt".split()
_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
_OTHERS = "No vs cf al approx Art Fig Vol ed Ed N S E W U".split()
_ABBREVIATION = re.compile(
    r"(?:\b(?:" + "|".join(_TITLES) + r")|\b(?P<month>" + "|".join(_MONTHS) + r")|\b(?P<other>"
    + "|".join(_OTHERS) + r")|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)  # fmt: skip
_BORDER = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s)|[.!?][\"”](?=[A-Z])")
_NEXT = re.compile(r"\S.{0,9}", re.DOTALL)  # enough to tell which word begins a sentence
_SHORT = 60  # characters: a quotation no longer than this holds no sentence border


def sentences(text: str, span: Span, quoted: list[Span]) -> Iterator[Span]:
    """The sentences of a paragraph.

    No border after "Dec." or an initial, nor inside a short quotation.
    """
    start = span.start
    short = taken(q for q in quoted if q.end - q.start <= _SHORT)
    for m in _BORDER.finditer(text, span.start, span.end):
        end = m.end()
        next_word = _NEXT.search(text, end, span.end)
        after = next_word.group() if next_word else ""
        if not after:
            break
        if not _ends_here(text, start, m.start() + 1, after):
            continue
        border = Span(m.start(), end, span.where)
        if any(q.start < m.start() and end < q.end for q in short.meeting(border)):
            continue
        yield from _trimmed_in(text, start, end, span.where)
        start = end
    yield from _trimmed_in(text, start, span.end, span.where)


def _ends_here(text: str, start: int, stop: int, after: str) -> bool:
    first = after[0]
    if first.islower() or first in ",;)":
        return False
    m = _ABBREVIATION.search(text, max(start, stop - 12), stop)
    if m is None:
        return True
    if m["month"]:
        # "on Dec." may end a sentence: then no day follows.
        return not first.isdigit()
    if m["other"] in ("No", "Art", "Fig", "Vol"):
        return not first.isdigit()
    initials = m.group().rstrip(".").replace(".", "")
    if initials.isupper() and "." in m.group()[:-1]:
        # "U.S." and "C.C.": an end only before a word that begins sentences.
        return bool(re.match(r"[\"“]?(?:The|It|He|She|They|In|On|At|But|This|That|A)\b", after))
    return False


def _trimmed_in(text: str, start: int, end: int, where: str) -> list[Span]:
    return [Span(s.start, s.end, where) for s in _trimmed(text, start, end)]
