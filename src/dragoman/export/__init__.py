"""The record in other programs' formats, one file a format."""

from collections.abc import Callable, Iterator

from dragoman.export import jsonl
from dragoman.record import Filter, View

# A new format is one file and one line here.
EXPORTS: dict[str, Callable[[View, Filter], Iterator[str]]] = {"jsonl": jsonl.export}
