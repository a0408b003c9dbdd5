"""Mentions in a row: which two of different sorts stood last before a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from dragoman.article import Span, in_order

T = TypeVar("T")


class Row(Generic[T]):
    """Places in order, each with what stands there."""

    def __init__(self, places: Iterable[tuple[Span, T]]) -> None:
        self._row = sorted(places, key=lambda x: in_order(x[0]))
        self._starts = [in_order(span) for span, _ in self._row]
        # For each place, the last one before it where something else stands.
        self._other = [-1] * len(self._row)
        for i in range(1, len(self._row)):
            same = self._row[i][1] == self._row[i - 1][1]
            self._other[i] = self._other[i - 1] if same else i - 1

    def last_two(self, before: Span) -> list[tuple[Span, T]]:
        """The last before a place, then the last of those that differ from it.

        >>> row = Row([(Span(0, 2), "Xi"), (Span(5, 8), "Kim"), (Span(9, 12), "Kim")])
        >>> row.last_two(Span(20, 22))
        [(Span(start=9, end=12, where='text'), 'Kim'), (Span(start=0, end=2, where='text'), 'Xi')]
        """
        found: list[tuple[Span, T]] = []
        i = bisect_left(self._starts, in_order(before)) - 1
        while i >= 0 and len(found) < 2:
            found.append(self._row[i])
            i = self._other[i]
        return found
