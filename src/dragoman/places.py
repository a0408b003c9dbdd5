"""Things by the place where they stand: what meets a span is found without a look at all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from dragoman.article import Span

T = TypeVar("T")

# Characters a cell: some words. A span is entered in every cell that it touches.
_CELL = 128


class Places(Generic[T]):
    """Things with their spans, in the order in which they were added.

    >>> names = Places([(Span(0, 4), "Kim"), (Span(10, 14), "Xi")])
    >>> names.meeting(Span(3, 11)), names.meets(Span(4, 10))
    (['Kim', 'Xi'], False)
    """

    def __init__(self, some: Iterable[tuple[Span, T]] = ()) -> None:
        self._cells: dict[tuple[str, int], list[int]] = {}
        self._all: list[tuple[Span, T]] = []
        for span, thing in some:
            self.add(span, thing)

    def add(self, span: Span, thing: T) -> None:
        """One thing more."""
        for cell in _cells(span):
            self._cells.setdefault((span.where, cell), []).append(len(self._all))
        self._all.append((span, thing))

    def meets(self, span: Span) -> bool:
        """True if a thing has a character in common with a span."""
        cells, things = self._cells, self._all
        return any(
            things[i][0].meets(span)
            for cell in _cells(span)
            for i in cells.get((span.where, cell), ())
        )

    def meeting(self, span: Span) -> list[T]:
        """The things that have a character in common with a span, in the order of their adding."""
        at = {i for cell in _cells(span) for i in self._cells.get((span.where, cell), ())}
        return [self._all[i][1] for i in sorted(at) if self._all[i][0].meets(span)]


def taken(spans: Iterable[Span]) -> Places[Span]:
    """Spans by their own place."""
    return Places((s, s) for s in spans)


def _cells(span: Span) -> range:
    return range(span.start // _CELL, max(span.start, span.end - 1) // _CELL + 1)
