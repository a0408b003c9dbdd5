"""The lines of a text: which of them are page numbers, and where a wrapped one ends a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.grammar.blocks import is_wrapped
from dragoman.places import taken

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_ENDED = re.compile(r"[.!?…:][\"'”’)\]]*\Z")
# A line without a word: page numbers, alone or with the number of the document ("08-53129 38").
_NO_WORD = re.compile(r"(?=.*\d)(?:[A-Z]{1,2}/\d+/PV\.\d+|[\W\d_])+\Z")
_NUMBERED = re.compile(r"\(?\d{1,3}\s?[.)]\s")
_WORD = re.compile(r"\S+")
# Of twenty lines within a sentence one may be this short.
_ONE_IN = 20
_FEW = 0.85  # of the shortest, where there are fewer than these: it may be none of the shortest


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    room: int  # its length, with a blank and the first word of the next line


def _least(rooms: Sequence[int]) -> float:
    """The room that a line within a paragraph has at least, by those that surely are within one."""
    if len(rooms) < _ONE_IN:
        return _FEW * rooms[0] if rooms else 0
    return rooms[len(rooms) // _ONE_IN]


class Lines:
    """The lines of a text that have something on them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.wrapped = is_wrapped(text)
        found = list(_LINE.finditer(text))
        bare = [m for m in found if _NO_WORD.match(m.group().strip())] if len(found) > 1 else []
        self.pages = taken(Span(m.start(), m.end()) for m in bare)
        self._page_starts = [m.start() for m in bare]
        numbers = set(self._page_starts)
        self._lines = [
            self._line(m, after)
            for m, after in zip(found, [*found[1:], None], strict=False)
            if m.start() not in numbers
        ]
        self._starts = [line.start for line in self._lines]
        ended = [self._ends_sentence(line) for line in self._lines]
        # Lines within a sentence: neither last lines of paragraphs nor first ones, which were set in.
        rooms = sorted(
            line.room
            for line, before, here in zip(self._lines, [True, *ended], ended, strict=False)
            if not before and not here
        )
        self._least = _least(rooms)
        indents = sorted(line.indent for line in self._lines)
        self._indent = indents[len(indents) // 2] if indents else 0

    def _line(self, m: re.Match[str], after: re.Match[str] | None) -> _Line:
        words = m.group()
        start = m.start() + len(words) - len(words.lstrip())
        end = m.start() + len(words.rstrip())
        first = _WORD.search(after.group()) if after else None
        room = end - start + 1 + (len(first.group()) if first else 0)
        return _Line(start, end, start - m.start(), room)

    def _ends_sentence(self, line: _Line) -> bool:
        return _ENDED.search(self._text, max(line.start, line.end - 4), line.end) is not None

    def _at(self, place: int) -> int:
        """The number of the line that holds a character, or the one before it."""
        return bisect_right(self._starts, place) - 1

    def begins_at(self, place: int) -> bool:
        """True if a line begins with this character."""
        i = self._at(place)
        return i >= 0 and self._starts[i] == place

    def page_between(self, one: Span, other: Span) -> bool:
        """True if a page number stands between two places."""
        i = bisect_right(self._page_starts, one.end - 1)
        return i < len(self._page_starts) and self._page_starts[i] < other.start

    def break_between(self, one: Span, other: Span) -> bool:
        """True if a paragraph ends between two sentences of wrapped lines.

        It does where the line of the first has room for the next word, and where the line of the
        second is set in or has a number; of one that was set in before its blanks were lost the line
        is short, though the sentence goes on behind it.
        """
        i, j = self._at(one.end - 1), self._at(other.start)
        if i < 0 or i >= j:
            return False
        first, following = self._lines[i], self._lines[j]
        if _NUMBERED.match(self._text, following.start):
            return True
        if following.indent > self._indent:
            return True
        word = _WORD.match(self._text, other.start)
        room = first.end - first.start + 1 + (len(word.group()) if word else 0)
        set_in = following.room < self._least and not self._ends_sentence(following)
        return room < self._least or set_in
