"""The lines of a page as they stand on it, and which of them make a paragraph."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

_HEADING = 5
# Lines beyond which a page is a list or hostile: each is a paragraph then.
_MOST = 1_000
# What the library puts for a hyphen and line end that it takes for the break of one word.
_BREAKS = re.compile(r"(\r?\n|[\x02\ufffe](?:\r?\n)?)")
_HYPHENS = "-‐\xad"
_SPACE = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u2060\ufeff\ufffe\uffff]")
_DIGITS = re.compile(r"\d+")
# Chinese and Japanese are written without spaces, so lines are joined without.
_NO_SPACE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_HANGUL = re.compile(r"[가-힣]")
# Korean lines may break inside a word; such endings never stand alone.
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|로|으로|와|과|도|만|에서|에게|까지|부터|라고|고|며|다|였다|했다|한다|하였다|하기로)(?=[\s.,]|$)"
)


# Korean words of one syllable that do stand at the end of a line.
_ALONE = frozenset("수것등및한두세네이그저더또안못잘때뒤앞중간내외전후일월년명개곳적점측각양온새첫")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, with its edges in points from the lower left corner."""

    words: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """From the lowest to the highest edge."""
        return self.top - self.bottom


def lines_of(page: Any, raw: Any) -> list[Line]:
    """The lines of a page in reading order."""
    held = page.get_textpage()
    try:
        text = held.get_text_range()
        out, at = [], 0
        pieces = _BREAKS.split(text)
        for piece, border in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if piece.strip():
                out.append(_line(held, raw, at, piece, border[:1] in ("\x02", "\ufffe")))
            at += len((piece + border).encode("utf-16-le")) // 2
        return out
    finally:
        held.close()


def _line(held: Any, raw: Any, at: int, words: str, hyphen: bool) -> Line:
    """A line with the edges of its first and last letters; letters in the middle lie between."""
    lead = len(words) - len(words.lstrip())
    first, last = at + lead, at + len(words.rstrip()) - 1
    boxes = []
    for i in sorted({first, last}):
        # The loose box has the height of the font, whatever the letter.
        box = raw.FS_RECTF()
        if raw.FPDFText_GetLooseCharBox(held, i, ctypes.byref(box)):
            boxes.append(box)
    words += "-" if hyphen else ""
    if not boxes:
        return Line(words, 0, 0, 0, 0)
    left, right = min(b.left for b in boxes), max(b.right for b in boxes)
    return Line(words, left, right, min(b.bottom for b in boxes), max(b.top for b in boxes))


def without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of the pages without heads and feet that stand on most pages, but for numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_mark(line) for line in _edges(page)})
    running = {m for m, n in seen.items() if n > 1 and n * 2 > len(pages)}
    return [[x for x in page if not (_mark(x) in running and x in _edges(page))] for page in pages]


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda x: x.bottom)
    return by_height[:2] + by_height[-2:]


def _mark(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.words.strip()), round(line.bottom / 5)


def paragraphs_of(page: list[Line], words: Counter[str]) -> list[str]:
    """The paragraphs of a page: lines that follow each other closely, up to a short one.

    Args:
        words: all words of the document, to see whether a hyphen belongs to one.
    """
    if len(page) > _MOST:
        return [p for p in (_joined([line], words) for line in page) if p]
    layout = _Layout(page)
    groups: list[list[Line]] = []
    for before, line in zip([None, *page], page, strict=False):
        if before is None or layout.begins(before, line):
            groups.append([])
        groups[-1].append(line)
    return [p for p in (_joined(g, words) for g in groups) if p]


class _Layout:
    """The usual measures of a page: how far lines stand apart, where its columns begin and end."""

    def __init__(self, page: list[Line]) -> None:
        self.page = page
        drops = ((a.bottom - b.bottom, a.height) for a, b in pairwise(page))
        near = [d for d, height in drops if 0.7 * height < d < 2.5 * height]
        self.drop = median(near) if near else 14.0

    def begins(self, before: Line, line: Line) -> bool:
        """True if a line begins a paragraph."""
        size = max(before.height, 1)
        if not 0.75 < line.height / size < 1.33:
            return True
        left, _ = self.column(line)
        indented = line.left > left + 0.8 * size
        drop = before.bottom - line.bottom
        # Higher than the line before: the next column.
        if drop >= -size and not 0.3 * size <= drop <= self.drop * 1.25:
            return True
        return indented or self.is_short(before)

    def column(self, line: Line) -> tuple[float, float]:
        """The usual edges of the lines that a line stands among."""
        beside = [x for x in self.page if x.left < line.right and line.left < x.right] or [line]
        lefts = sorted(x.left for x in beside)
        rights = sorted(x.right for x in beside)
        return lefts[len(lefts) // 4], rights[len(rights) * 3 // 4]

    def is_short(self, line: Line) -> bool:
        """True if a line ends well before the right edge of its column."""
        left, right = self.column(line)
        return line.right < right - 0.12 * (right - left)


def _joined(lines: list[Line], words: Counter[str]) -> str:
    out = ""
    for line in lines:
        said = _SPACE.sub(" ", line.words).strip()
        if not out:
            out = said
        elif out[-1] in _HYPHENS and _is_split(out, said, words):
            out = out[:-1] + said
        else:
            out += _gap(out, said, words) + said
    return _UNSEEN.sub("", out).replace("\xad", "").strip()


def _is_split(before: str, after: str, words: Counter[str]) -> bool:
    """True if the word stands elsewhere in one piece, and nowhere with its hyphen."""
    first = re.search(r"([^\W\d_]+)[-‐\xad]$", before)
    second = re.match(r"[^\W\d_]+", after)
    if first is None or second is None or not second[0][0].islower():
        return False
    whole = (first[1] + second[0]).lower()
    return words[whole] > 0 and words[f"{first[1]}-{second[0]}".lower()] == 0


def _gap(before: str, after: str, words: Counter[str]) -> str:
    if before[-1] in _HYPHENS:
        return ""  # "well-" + "known": the hyphen is kept, and no blank is made
    if _NO_SPACE.match(before[-1]) and _NO_SPACE.match(after[0]):
        return ""
    if _HANGUL.match(before[-1]) and _HANGUL.match(after[0]):
        whole = re.findall(r"\w+$", before)[0] + re.findall(r"^\w+", after)[0]
        half = len(re.findall(r"\w+$", before)[0]) == 1 and before[-1] not in _ALONE
        return "" if words[whole] or half or _PARTICLE.match(after) else " "
    return " "


def heading_of(page: list[Line]) -> str | None:
    """The words of lines near the beginning that are set larger than most."""
    usual = median(x.height for x in page) if page else 0.0
    large = [i for i, x in enumerate(page[:_HEADING]) if x.height >= 1.15 * usual]
    if not large or len(page) < 3:
        return None
    lines = [x for x in page[large[0] : _HEADING] if x.height >= 1.15 * usual]
    return _joined(lines, Counter()) or None


def vocabulary(pages: list[list[Line]]) -> Counter[str]:
    """How often each word stands inside lines; those at line ends may be halves."""
    out: Counter[str] = Counter()
    for page in pages:
        for line in page:
            found = [m[0].lower() for m in re.finditer(r"\w+(?:[-‐]\w+)*", line.words)]
            out.update(found[1:-1])
    return out
