"""Where readings are kept."""

from pathlib import Path

from dragoman.record.base import EVERYTHING, Fault, Filter, Hit, Record, RecordError, View
from dragoman.record.sqlite import SqliteRecord


def open_record(path: str | Path, *, create: bool = False) -> Record:
    """The record in this file.

    Raises:
        RecordError: there is no such file (and `create` is off), or it is no record of ours, or
            of a newer version.
    """
    return SqliteRecord(Path(path), create=create)


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
