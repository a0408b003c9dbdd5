"""A quotation against the text that it quotes, word for word: cuts, brackets, other words.

Case, marks, white space, hyphens and British or American spelling don't count. An ellipsis may
stand for any words, what stands in square brackets for some or none; any other difference is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from dragoman.article import Span
from dragoman.shingles import WORD

Kept = Literal["exact", "cut", "bracketed", "altered"]

# "[. . .]", "(...)", "…", ". . .": words are left out here.
_ELLIPSIS = r"[\[(]\s*(?:\.\s?){2,4}\s*[\])]|[\[(]\s*…\s*[\])]|(?:\.\s?){3,4}|…"
_BRACKET = r"\[[^\[\]]{1,120}\]"
# "[w]e", "nation[s]": a bracket within a word.
_WITHIN = r"\[\w{1,3}\]\w+|\w+\[\w{1,3}\]"
_TOKEN = re.compile(
    rf"(?P<within>{_WITHIN})|(?P<ellipsis>{_ELLIPSIS})|(?P<bracket>{_BRACKET})|(?P<word>{WORD.pattern})"
)
_GRAM = 3
# Of words that recur in a text only so many places are tried.
_PLACES = 12
# How far behind a cut its other side may lie, in words: some paragraphs.
_FARTHEST = 400
# So much of a quotation must stand in the text, in order and close together, to be told as its
# own words altered; under it they are other words.
LEAST = 0.75
# Fewer words stand in any text by chance with one or two others.
FEWEST_ALTERED = 7
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a quotation is not the text's own words.

    Args:
        kind: `cut` at an ellipsis, `bracketed` in square brackets, else `altered`.
        said: what the quotation has there; `original` what the text has. Either may be empty.
    """

    kind: Literal["cut", "bracketed", "altered"]
    said: str
    original: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """How a quotation stands to a text, and where in the text its words are."""

    result: Kept
    differences: tuple[Difference, ...]
    there: Span
    same: int  # how many of its words are the text's


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that should follow each other, and what stands before them: a mark, or nothing."""

    words: tuple[str, ...]
    shown: tuple[str, ...]
    before: Literal["start", "cut", "bracket", "part"]
    bracket: str = ""


class Stream:
    """The words of a text in order, with their places; each thing made once.

    Args:
        spans: where the words are taken from; the whole text if none are given.
    """

    def __init__(self, text: str, spans: Iterable[Span] | None = None) -> None:
        whole = [Span(0, len(text))] if spans is None else list(spans)
        found = [m for s in whole for m in WORD.finditer(text, s.start, s.end)]
        self._text = text
        self.places = [m.span() for m in found]
        self.words = tuple(same_spelling(m.group()) for m in found)
        self._grams: dict[tuple[str, ...], list[int]] | None = None

    @property
    def grams(self) -> dict[tuple[str, ...], list[int]]:
        """Where three words follow each other."""
        if self._grams is None:
            made: dict[tuple[str, ...], list[int]] = defaultdict(list)
            w = self.words
            for i, gram in enumerate(zip(w, w[1:], w[2:], strict=False)):
                made[gram].append(i)
            self._grams = dict(made)
        return self._grams

    def at(self, first: int, last: int) -> str:
        """The text from one word to before another."""
        if first >= last:
            return ""
        return self._text[self.places[first][0] : self.places[last - 1][1]]

    def span(self, first: int, last: int) -> Span:
        """Where words stand."""
        return Span(self.places[first][0], self.places[last - 1][1])

    def find(self, words: Sequence[str], start: int, stop: int) -> int | None:
        """The first place between two others where these words follow each other."""
        n = len(words)
        if n >= _GRAM:
            places = self.grams.get(tuple(words[:_GRAM]), [])
            for at in range(bisect_left(places, start), len(places)):
                i = places[at]
                if i + n > stop:
                    return None
                if self.words[i : i + n] == tuple(words):
                    return i
            return None
        for i in range(start, min(stop, len(self.words)) - n + 1):
            if self.words[i : i + n] == tuple(words):
                return i
        return None


_AMERICAN = (
    (re.compile(r"(?<=\w\w)our(?=s?\Z|ed\Z|ing\Z|able\Z|ful\Z|hood\Z|ably\Z)"), "or"),
    (re.compile(r"(?<=\w\w)is(?=e[sd]?\Z|ing\Z|ation)"), "iz"),
    (re.compile(r"(?<=\w\w[bt])re(?=s?\Z)"), "er"),
    (re.compile(r"(?<=\w[ae])ll(?=ed\Z|ing\Z)"), "l"),
    (re.compile(r"(?<=\wen)ce\Z"), "se"),
)


@lru_cache(maxsize=1 << 16)
def same_spelling(word: str) -> str:
    """A word as it is compared: British and American spelling are one.

    >>> same_spelling("Organised"), same_spelling("labour"), same_spelling("defence")
    ('organized', 'labor', 'defense')
    """
    low = word.casefold()
    for pattern, other in _AMERICAN:
        low = pattern.sub(other, low)
    return low


def pieces(parts: Iterable[str]) -> list[_Piece]:
    """What of a quotation should stand in a text word for word, parted by its marks."""
    out: list[_Piece] = []
    for part in parts:
        before: Literal["start", "cut", "bracket", "part"] = "part" if out else "start"
        bracket = ""
        words: list[str] = []
        shown: list[str] = []
        for m in _TOKEN.finditer(part):
            if m["word"]:
                words.append(same_spelling(m.group()))
                shown.append(m.group())
                continue
            if m["within"]:
                # A letter in brackets: mostly a capital that the new sentence needs.
                plain = re.sub(r"[\[\]]", "", m.group())
                words.append(same_spelling(plain))
                shown.append(m.group())
                continue
            if words:
                out.append(_Piece(tuple(words), tuple(shown), before, bracket))
                words, shown, before, bracket = [], [], "start", ""
            if m["bracket"]:
                before = before if before == "cut" else "bracket"
                bracket = f"{bracket} {m.group()}".strip()
            elif out:
                before = "cut"
            else:
                before = "start"
        if words:
            out.append(_Piece(tuple(words), tuple(shown), before, bracket))
        elif bracket and out:
            out.append(_Piece((), (), "bracket", bracket))
    return out


def word_count(some: Iterable[_Piece]) -> int:
    """How many words these are, without those in brackets."""
    return sum(len(p.words) for p in some)


def verbatim(some: list[_Piece], stream: Stream) -> Verbatim | None:
    """How a quotation stands in a text; None if it doesn't, or so changed that none can tell."""
    longest = max((p for p in some if p.words), key=lambda p: len(p.words), default=None)
    if longest is None or not stream.words:
        return None
    at = next(i for i, p in enumerate(some) if p is longest)
    best: Verbatim | None = None
    for start in _starts(longest.words, stream):
        found = _around(some, at, start, stream)
        if found and (best is None or _better(found, best)):
            best = found
        if best and best.result == "exact":
            break
    return best


def _better(a: Verbatim, b: Verbatim) -> bool:
    def rank(v: Verbatim) -> tuple[int, int, int]:
        altered = sum(d.kind == "altered" for d in v.differences)
        return (v.same, -altered, -(v.there.end - v.there.start))

    return rank(a) > rank(b)


def _starts(words: tuple[str, ...], stream: Stream) -> Iterator[int]:
    """Where these words may begin: as they are, else where most of their runs of three agree."""
    exact: list[int] = []
    at: int | None = -1
    while len(exact) < _PLACES and at is not None:
        at = stream.find(words, at + 1, len(stream.words))
        if at is not None:
            exact.append(at)
    yield from exact
    if exact or len(words) < _GRAM:
        return
    votes: Counter[int] = Counter()
    for i, gram in enumerate(zip(words, words[1:], words[2:], strict=False)):
        for place in stream.grams.get(gram, ())[: _PLACES * 4]:
            votes[(place - i) // 8] += 1
    for bucket, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:3]:
        yield max(0, bucket * 8)


@dataclass(frozen=True, slots=True)
class _Placed:
    first: int
    last: int
    same: int
    differences: tuple[Difference, ...]


def _around(some: list[_Piece], at: int, start: int, stream: Stream) -> Verbatim | None:
    anchor = _place(some[at], start, stream)
    if anchor is None:
        return None
    placed: list[_Placed | None] = [None] * len(some)
    placed[at] = anchor
    end = anchor.last
    for i in range(at + 1, len(some)):
        found = _after(some[i], end, stream)
        placed[i] = found
        end = found.last if found else end
    begin = anchor.first
    for i in range(at - 1, -1, -1):
        found = _ahead(some[i], begin, stream)
        placed[i] = found
        begin = found.first if found else begin
    return _made(some, placed, stream)


def _place(piece: _Piece, start: int, stream: Stream) -> _Placed | None:
    """The piece at about this place: exactly there, or with words altered."""
    n = len(piece.words)
    if stream.words[start : start + n] == piece.words:
        return _Placed(start, start + n, n, ())
    return _altered(piece, max(0, start - 8), min(len(stream.words), start + n + n // 2 + 16), stream)  # fmt: skip


def _after(piece: _Piece, end: int, stream: Stream) -> _Placed | None:
    if not piece.words:
        return _Placed(end, end, 0, ())
    # Behind a bracket the text goes on within some words, behind a cut wherever it may.
    reach = end + len(piece.words) + (40 if piece.before == "bracket" else _FARTHEST)
    found = stream.find(piece.words, end, reach)
    if found is not None:
        return _Placed(found, found + len(piece.words), len(piece.words), ())
    return _altered(piece, end, min(len(stream.words), end + len(piece.words) * 2 + 60), stream)


def _ahead(piece: _Piece, begin: int, stream: Stream) -> _Placed | None:
    if not piece.words:
        return _Placed(begin, begin, 0, ())
    n = len(piece.words)
    first = max(0, begin - n - _FARTHEST)
    at: int | None = first - 1
    last: int | None = None
    while at is not None:
        at = stream.find(piece.words, at + 1, begin)
        last = at if at is not None else last
    if last is not None:
        return _Placed(last, last + n, n, ())
    return _altered(piece, max(0, begin - 2 * n - 60), begin, stream)


def _altered(piece: _Piece, first: int, stop: int, stream: Stream) -> _Placed | None:
    """The piece between two places, with what is other; None if too little is the same."""
    old, new = stream.words[first:stop], piece.words[:_LONGEST]
    match = SequenceMatcher(None, old, new, autojunk=False)
    blocks = [b for b in match.get_matching_blocks() if b.size]
    # A word or two that agree far from the rest are chance.
    while len(blocks) > 1 and blocks[0].size < 2 and blocks[1].a - blocks[0].a > len(new) // 2 + 4:
        blocks = blocks[1:]
    while len(blocks) > 1 and blocks[-1].size < 2 and blocks[-1].a - blocks[-2].a > len(new) // 2 + 4:  # fmt: skip
        blocks = blocks[:-1]
    same = sum(b.size for b in blocks)
    if not blocks or same < LEAST * len(new):
        return None
    begin, end = blocks[0].a, blocks[-1].a + blocks[-1].size
    if end - begin > 1.5 * len(new) + 3:
        return None
    differences = []
    a = b = None
    for block in blocks:
        if a is None:
            if block.b:
                differences.append(Difference("altered", " ".join(piece.shown[: block.b]), ""))
        elif (a, b) != (block.a, block.b):
            differences.append(
                Difference(
                    "altered",
                    " ".join(piece.shown[b : block.b]),
                    stream.at(first + a, first + block.a),
                )
            )
        a, b = block.a + block.size, block.b + block.size
    if b is not None and b < len(new):
        differences.append(Difference("altered", " ".join(piece.shown[b:]), ""))
    return _Placed(first + begin, first + end, same, tuple(differences))


def _made(some: list[_Piece], placed: list[_Placed | None], stream: Stream) -> Verbatim | None:
    total = word_count(some)
    same = sum(p.same for p in placed if p)
    if same < LEAST * total:
        return None
    differences: list[Difference] = []
    end: int | None = None
    for piece, where in zip(some, placed, strict=True):
        if where is None:
            differences.append(Difference("altered", " ".join(piece.shown), ""))
            continue
        between = stream.at(end, where.first) if end is not None else ""
        if piece.bracket:
            differences.append(Difference("bracketed", piece.bracket, between))
        elif piece.before == "cut":
            differences.append(Difference("cut", "", between))
        elif piece.before == "start" and end is not None and between:
            differences.append(Difference("altered", "", between))
        differences += where.differences
        end = where.last if piece.words else end
    within = [w for p in some for w in p.shown if "[" in w]
    differences += [Difference("bracketed", w, "") for w in within]
    kinds = {d.kind for d in differences}
    if "altered" in kinds and total < FEWEST_ALTERED:
        return None
    result: Kept = "exact"
    for kind in ("cut", "bracketed", "altered"):
        if kind in kinds:
            result = kind
    first = min(p.first for p, s in zip(placed, some, strict=True) if p and s.words)
    last = max(p.last for p, s in zip(placed, some, strict=True) if p and s.words)
    return Verbatim(result, tuple(differences), stream.span(first, last), same)
