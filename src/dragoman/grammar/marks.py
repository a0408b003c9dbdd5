"""Quotation marks of a paragraph, each with what it costs that it opens, closes or does neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.article import Span

# ---- glyphs


class Glyph(NamedTuple):
    """How a mark is written.

    Args:
        family: double, single, or of other marks the one that opens; marks of one family pair.
        style: marks of one style pair best.
        lean: 1 if it is made to open, -1 to close, 0 if it says nothing of that.
        strict: True if nobody uses it the other way round.
    """

    family: str
    style: str
    lean: int
    strict: bool = False


NO_GLYPH = Glyph("", "", 0)
DOUBLE, SINGLE = "double", "single"
GLYPHS = {
    '"': Glyph(DOUBLE, "straight", 0),
    "＂": Glyph(DOUBLE, "straight", 0),
    "“": Glyph(DOUBLE, "curly", 1),
    "‟": Glyph(DOUBLE, "curly", 1),
    "”": Glyph(DOUBLE, "curly", -1),
    "„": Glyph(DOUBLE, "curly", 1, strict=True),
    "〝": Glyph(DOUBLE, "curly", 1, strict=True),
    "〞": Glyph(DOUBLE, "curly", -1, strict=True),
    "〟": Glyph(DOUBLE, "curly", -1, strict=True),
    "''": Glyph(DOUBLE, "two", 0),
    "``": Glyph(DOUBLE, "two", 1),
    "´´": Glyph(DOUBLE, "two", -1),
    "‘‘": Glyph(DOUBLE, "two", 1),
    "’’": Glyph(DOUBLE, "two", -1),
    "'": Glyph(SINGLE, "straight", 0),
    "`": Glyph(SINGLE, "straight", 1),
    "´": Glyph(SINGLE, "straight", 0),
    "‘": Glyph(SINGLE, "curly", 1),
    "‛": Glyph(SINGLE, "curly", 1),
    "’": Glyph(SINGLE, "curly", -1),
    "‚": Glyph(SINGLE, "curly", 1, strict=True),
    "«": Glyph("«", "", 1),
    "»": Glyph("«", "", -1),
    "‹": Glyph("‹", "", 1),
    "›": Glyph("‹", "", -1),
} | {
    c: Glyph(pair[0], "", lean, strict=True)
    for pair in ("「」", "『』", "《》", "〈〉", "﹁﹂", "﹃﹄")
    for c, lean in zip(pair, (1, -1), strict=True)
}

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_SINGLES = "'’‘‛`´"
_ELIDED = (
    r"\d\ds?\b|(?:em|til|till|cause|cos|cuz|coz|bout|round|tis|twas|twere|twill|ere|er|im|neath|"
    r"gainst|nuff|fraid|ol|ole|hood|burbs|cept|scuse|cha|n)\b"
)
# Marks that are none: an apostrophe in a word, 's after anything, the 'n' of "rock 'n' roll", and
# rows of five and more (of three, for `), which are ornaments. Then the marks, two singles as one.
_MARK = re.compile(
    rf"(?P<none>(?<=[^\W_{_CJK}])[{_SINGLES}](?=[^\W_{_CJK}])"
    rf"|(?<=\S)['’´‘][sS](?=\W|\Z)|(?<=\s)['’][sS](?=\s|\Z)|(?<!\w)['’‘]n['’](?!\w)"
    r"|([\"'`’‘´])\2{4,}|```+)"
    r"|(?P<three>''')(?!')|(?P<mark>''|``|´´|‘‘|’’|"
    + "|".join(re.escape(c) for c in GLYPHS if len(c) == 1)
    + ")"
)
_LEFT_OUT = re.compile(r"…\w|\.\w|\.\.+ ?\w|\. ?\. ?\.")  # "... and", ". . . and", ".38"
_INCHES = re.compile(r"\d['’′] ?\d\d?(?:½|[ .]\d(?:/\d)?)?\Z")  # 6' 2"
_ELISION = re.compile(_ELIDED, re.IGNORECASE)
_DROPPED = re.compile(r"(?:\w[iI][nN]|\b(?:an|ol|o|th|wi|po|mo|i))\Z", re.IGNORECASE)


# ---- what a mark's neighbours say

_COSTS = {
    # Left and right neighbour: what it costs to open there, and to close. A neighbour is a space or
    # border ("gap"), an opening bracket ("lead"), a dash or the like, a word, or a stop, comma or
    # closing bracket ("stop" before the mark, "tail" after it). The costs were set by reading
    # agency news, statements and diplomatic papers, and only their differences count.
    ("gap", "word"): (0.0, 3.0),
    ("gap", "gap"): (1.0, 1.0),
    ("gap", "tail"): (2.0, 1.0),
    ("gap", "dash"): (0.5, 1.5),
    ("lead", "word"): (0.0, 3.0),
    ("lead", "gap"): (0.5, 2.0),
    ("lead", "tail"): (1.0, 2.0),
    ("lead", "dash"): (0.5, 2.0),
    ("dash", "word"): (0.0, 2.0),
    ("dash", "gap"): (2.0, 0.0),
    ("dash", "tail"): (2.0, 0.0),
    ("dash", "dash"): (1.0, 1.0),
    ("word", "word"): (1.0, 1.0),
    ("word", "gap"): (3.0, 0.0),
    ("word", "tail"): (3.0, 0.0),
    ("word", "dash"): (2.5, 0.0),
    ("stop", "word"): (1.0, 0.7),
    ("stop", "gap"): (3.0, 0.0),
    ("stop", "tail"): (3.0, 0.0),
    ("stop", "dash"): (2.5, 0.0),
}
NEVER = 1000.0
_AGAINST_GLYPH = 1.0
STRAY = 3.0  # a mark that is passed over
_NEAR = 8  # characters in which to look for a comma or colon before a mark

_BEFORE_SPEECH = frozenset(".,:;!?…-–—―")
_DASHES = frozenset("-‐‑‒–—―/\\*_|=<>~•·")


class Costs(NamedTuple):
    """What it costs that a mark opens, closes, or is passed over.

    Args:
        passes_inside: the last where a quotation of its family is open.
        leads: True if speech may begin here.
    """

    glyph: Glyph
    opens: float
    closes: float
    passes: float
    passes_inside: float
    leads: bool


class Mark(NamedTuple):
    """A mark, its characters half open; two single ones may be one."""

    start: int
    end: int
    costs: Costs


def marks_of(text: str, span: Span) -> Iterator[Mark]:
    """The marks of a paragraph, in order, without those that can be apostrophes only."""
    places = list(_places(text, span))
    rights = ["gap"] * len(places)
    for i in range(len(places) - 1, -1, -1):
        end = places[i][1]
        touches = i + 1 < len(places) and places[i + 1][0] == end
        rights[i] = rights[i + 1] if touches else _right(text, end, span.end)
    left, leads, before = "gap", True, -1
    for (start, end), right in zip(places, rights, strict=True):
        if start != before:  # of marks that touch each other all have the same neighbours
            left = _left(text, span.start, start, right)
            leads = speech_may_begin(text, span.start, start)
        before = end
        yield Mark(start, end, _weighed(text, span, Span(start, end), (left, right), leads))


def _places(text: str, span: Span) -> Iterator[tuple[int, int]]:
    for m in _MARK.finditer(text, span.start, span.end):
        if m["none"]:
            continue
        start, end = m.span()
        if m["three"]:
            # A double and a single: the double stands outside.
            opening = end < span.end and text[end].isalnum()
            middle = start + 2 if opening else start + 1
            yield start, middle
            start = middle
        yield start, end


def _left(text: str, first: int, place: int, right: str) -> str:
    if place == first:
        return "gap"
    c = text[place - 1]
    if c.isspace():
        return "gap"
    if c in "([{¿¡" or (c == ":" and right == "word"):
        return "lead"
    if c in _DASHES:
        return "dash"
    return "stop" if c in ".,;:!?…)]}。，、！？）" else "word"


def speech_may_begin(text: str, first: int, place: int) -> bool:
    """True at a paragraph's start and after a comma, colon, stop or dash."""
    before = text[max(first, place - _NEAR) : place].rstrip()
    return not before or before[-1] in _BEFORE_SPEECH


def _right(text: str, place: int, last: int) -> str:
    if place >= last or text[place].isspace():
        return "gap"
    c = text[place]
    if c in ".…":
        return "word" if _LEFT_OUT.match(text, place) else "tail"
    if c in ",;:!?)]}。，、！？）":
        return "tail"
    return "dash" if c in _DASHES else "word"


def _weighed(text: str, span: Span, at: Span, sides: tuple[str, str], leads: bool) -> Costs:
    glyph = GLYPHS[text[at.start : at.end]]
    opens, closes = _COSTS[sides]
    if glyph.family not in (DOUBLE, SINGLE):
        # Guillemets are often set with spaces inside, and letters of Asia with none outside.
        opens, closes = opens / 2, closes / 2
    if glyph.strict:
        opens, closes = (0.0, NEVER) if glyph.lean > 0 else (NEVER, 0.0)
    opens += _AGAINST_GLYPH * (glyph.lean < 0)
    closes += _AGAINST_GLYPH * (glyph.lean > 0)
    passes = passes_inside = STRAY
    if glyph.family == SINGLE:
        opens, passes, passes_inside = _single(text, span, at, sides, opens)
    elif sides == ("gap", "gap"):
        passes = 1.5
    elif _INCHES.search(text, max(span.start, at.start - 8), at.start):
        closes, passes, passes_inside = closes + 1.5, 0.3, 0.3
    elif glyph.style == "straight" and sides[0] == "word" and text[at.start - 1].isdigit():
        passes = passes_inside = 0.7 if sides[1] != "word" else 2.0  # 12" is a length
    return Costs(glyph, opens, closes, passes, passes_inside, leads)


def _single(
    text: str, span: Span, at: Span, sides: tuple[str, str], opens: float
) -> tuple[float, float, float]:
    """What a single mark costs as an opening one and as an apostrophe, outside and inside."""
    left, right = sides
    if right == "word" and left in ("gap", "lead", "dash"):
        if _ELISION.match(text, at.end, span.end):
            return opens + 1.5, 0.3, 0.3
        passes = 2.0 if text[at.end].islower() or text[at.end].isdigit() else STRAY
        if text[at.start] == "’":
            passes = 1.5
        return opens, passes, passes
    if left != "word":
        passes = 1.5 if sides == ("gap", "gap") else STRAY
        return opens, passes, passes
    if right == "word":
        return opens, 1.0, 1.0
    last = text[at.start - 1]
    if last in "sSxXzZ":
        return opens, 0.3, 1.0  # workers' union
    if last.isdigit():
        return opens, 0.5, 0.7  # 30' north, 6' tall
    if _DROPPED.search(text, max(span.start, at.start - 3), at.start):
        return opens, 0.5, 1.2
    return opens, 2.0, 2.0
