"""Where readings are kept."""

from pathlib import Path

from dragoman.record.base import EVERYTHING, Fault, Filter, Hit, Record, RecordError, View
from dragoman.record.sqlite import SqliteRecord


def open_record(path: str | Path, *, create: bool = False, shared: bool = False) -> Record:
    """The record in this file.

    Args:
        shared: several threads use it, one at a time; the caller sees to that.

    Raises:
        RecordError: there is no such file (and `create` is off), or it is no record of ours, or
            of a newer version.
    """
    return SqliteRecord(Path(path), create=create, shared=shared)


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
