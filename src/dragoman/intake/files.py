"""Paths and folders to files as they were saved; never follows a loop, never waits for a pipe."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.article import Metadatum
from dragoman.intake.coverage import NAME as COVERAGE
from dragoman.intake.metadata import from_sidecar, sidecar
from dragoman.intake.problem import Problem
from dragoman.intake.saved import LARGEST_FILE, Saved, largest, printable, suffix_of

# What a browser puts beside a page that it saves whole: pictures, style sheets, scripts.
_ASSETS = ("_files", ".files", "_file", "-Dateien", "_fichiers", "_archivos")
_PAGES = (".html", ".htm", ".xhtml")


def saved_at(path: str, said: tuple[Metadatum, ...]) -> Iterator[Saved | Problem]:
    """The file at a path, or all in a folder in order of name; "-" is standard input."""
    if path == "-":
        yield _whole(sys.stdin.buffer, "-", "-", said)
        return
    try:
        found = Path(path).stat()
    except FileNotFoundError:
        yield Problem(printable(path), "no such file or folder", "check the path")
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
    else:
        if stat.S_ISDIR(found.st_mode):
            yield from _in_folder(path, said, ((found.st_dev, found.st_ino),))
        else:
            yield from _file(Path(path), said)


def _unreadable(path: str, error: Exception) -> Problem:
    why = getattr(error, "strerror", None) or str(error)
    return Problem(printable(path), f"can't be read ({why})", "check the path and its rights")


def _in_folder(
    folder: str, said: tuple[Metadatum, ...], above: tuple[tuple[int, int], ...]
) -> Iterator[Saved | Problem]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name for e in entries)
    except OSError as error:
        yield Problem(
            printable(folder), f"folder can't be listed ({error.strerror})", "check its rights"
        )
        return
    held = frozenset(names)
    for name in names:
        if passed_over(name, held):
            continue
        path = str(Path(folder, name))
        try:
            found = Path(path).stat()
        except OSError as error:
            yield _unreadable(path, error)
            continue
        own = (found.st_dev, found.st_ino)
        if not stat.S_ISDIR(found.st_mode):
            yield from _file(Path(path), said)
        elif own in above:
            yield Problem(
                printable(path), "a link back to a folder round it", "nothing to do", lost=False
            )
        else:
            yield from _in_folder(path, said, (*above, own))


def passed_over(name: str, beside: frozenset[str]) -> bool:
    """True for what is no article in a folder or archive: hidden files, sidecars, parts of pages."""
    *folders, last = name.split("/")
    if any(p.startswith(".") or p == "__MACOSX" for p in (*folders, last)):
        return True
    if (last.endswith(".toml") and last != COVERAGE) or last == "README.md":
        return True
    # The folder of pictures and scripts that a browser puts beside a page which it saves whole.
    for i, part in enumerate((*folders, last)):
        stems = [part.removesuffix(end) for end in _ASSETS if part.endswith(end)]
        above = "".join(f + "/" for f in folders[:i])
        if any(above + stem + page in beside for stem in stems for page in _PAGES):
            return True
    return False


def _file(path: Path, said: tuple[Metadatum, ...]) -> Iterator[Saved | Problem]:
    shown = printable(str(path))
    try:
        # Without waiting: a pipe put there since the look would block for ever.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                yield Problem(shown, "no ordinary file (a pipe or device)", "save it as a file")
                return
            packed = path.name.lower().endswith(".gz")
            limit = LARGEST_FILE if packed else largest(suffix_of(path.name))
            if found.st_size > limit:
                yield too_large(shown, limit)
                return
            item = _whole(stream, printable(path.name), shown, said)
    except FileNotFoundError:
        yield Problem(shown, "gone before it could be read", "read it again if it was renamed")
        return
    except OSError as error:
        yield _unreadable(str(path), error)
        return
    if isinstance(item, Problem) or not (beside := sidecar(path)):
        yield item
        return
    table, problems = from_sidecar(beside)
    yield from problems
    yield Saved(item.name, item.place, item.raw, said, table, printable(str(beside)))


def _whole(stream: BinaryIO, name: str, place: str, said: tuple[Metadatum, ...]) -> Saved | Problem:
    limit = LARGEST_FILE if name == "-" or name.endswith(".gz") else largest(suffix_of(name))
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        return too_large(place, limit)
    return Saved(name, place, raw, said)


def too_large(place: str, limit: int, when: str = "") -> Problem:
    """The one line for a file beyond its limit."""
    return Problem(place, f"over {limit:,} bytes{when}", "split it into articles")


def unpacked(saved: Saved) -> bytes | Problem:
    """The bytes inside gzip; it stops unpacking at the limit of the form inside."""
    limit = min(largest(suffix_of(saved.name)), saved.room.bytes)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(saved.raw)) as stream:
            raw = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        return Problem(saved.place, f"not a whole gzip file ({error})", "fetch it again")
    if len(raw) > limit:
        return too_large(saved.place, limit, " when unpacked")
    saved.room.bytes -= len(raw)
    return raw
