"""Rows of listings, made once and kept until the record changes; a first page comes at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from dragoman.listings.row import Row
from dragoman.listings.table import LISTINGS
from dragoman.record import Filter, Record, open_record

T = TypeVar("T")

# Rows on a page, and how many listings are kept at once.
A_PAGE = 100
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of a listing in its order.

    Args:
        first: number of the first row, from 1; 0 if there is none.
        total: how many there are; None while more follow that are not made yet.
    """

    rows: tuple[Row, ...]
    first: int
    total: int | None
    more: bool


class Made:
    """The rows of one listing and filter, made as far as somebody has asked."""

    def __init__(self, record: Path, name: str, want: Filter, to: str) -> None:
        self._lock = Lock()
        self._rows: list[Row] = []
        self._view: Record | None = open_record(record, shared=True)
        self._left: Iterator[Row] = iter(LISTINGS[name].make(self._view, want, to))

    def page(self, number: int, size: int = A_PAGE) -> Stretch:
        """The rows of a page, counted from 1."""
        start = (number - 1) * size
        with self._lock:
            self._make(start + size + 1)
            rows = tuple(self._rows[start : start + size])
            done, held = self._view is None, len(self._rows)
        return Stretch(rows, start + 1 if rows else 0, held if done else None, held > start + size)

    def all(self) -> list[Row]:
        """Every row."""
        with self._lock:
            self._make(None)
            return list(self._rows)

    def _make(self, number: int | None) -> None:
        if self._view is None:
            return
        missing = None if number is None else max(0, number - len(self._rows))
        self._rows += islice(self._left, missing)
        if number is None or len(self._rows) < number:
            self.close()

    def close(self) -> None:
        """Make no more rows and release the record."""
        if self._view is not None:
            self._view.close()
            self._view = None


class _Once(Generic[T]):
    """One thing, made by whoever asks first; others who ask meanwhile wait for it alone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: list[T] = []

    def of(self, make: Callable[[], T]) -> T:
        with self._lock:
            if not self._made:
                self._made.append(make())
            return self._made[0]


class Kept:
    """What was worked out from a whole record, as long as the record stays as it was."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stamp = ""
        self._held: OrderedDict[Hashable, _Once[Any]] = OrderedDict()

    def once(self, key: Hashable, stamp: str, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for each key and state of the record."""
        with self._lock:
            if stamp != self._stamp:
                self._held.clear()
                self._stamp = stamp
            held = self._held.setdefault(key, _Once())
            self._held.move_to_end(key)
            if len(self._held) > _KEPT:
                self._held.popitem(last=False)
        made: T = held.of(make)
        return made


class Rows:
    """All listings that somebody has asked for, as long as the record stays as it was."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._kept = Kept()

    def of(self, name: str, want: Filter, stamp: str, to: str = "table") -> Made:
        """The rows of a listing for the record as it now is."""
        return self._kept.once((name, want, to), stamp, lambda: Made(self._record, name, want, to))
