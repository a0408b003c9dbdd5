"""Where readings are kept."""

from pathlib import Path

from dragoman.corrections import beside
from dragoman.record.base import EVERYTHING, Fault, Filter, Hit, Record, RecordError, View
from dragoman.record.sqlite import SqliteRecord


def open_record(
    path: str | Path,
    *,
    create: bool = False,
    shared: bool = False,
    corrections: Path | None = None,
) -> Record:
    """The record in this file, read with the corrections that persons made.

    Args:
        shared: several threads use it, one at a time; the caller sees to that.
        corrections: their file; if not given, what $DRAGOMAN_CORRECTIONS names, else
            `corrections.jsonl` in the record's folder. A record in memory has none.

    Raises:
        RecordError: there is no such file (and `create` is off), or it is no record of ours, or
            of a newer version, or a line of the corrections can't be read.
    """
    if corrections is None and str(path) != ":memory:":
        corrections = beside(Path(path))
    return SqliteRecord(Path(path), create=create, shared=shared, corrections=corrections)


__all__ = [
    "EVERYTHING",
    "Fault",
    "Filter",
    "Hit",
    "Record",
    "RecordError",
    "View",
    "open_record",
]
