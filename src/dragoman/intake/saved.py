"""A file as it was saved: bytes with a name and a place, which is what a form is handed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dragoman.article import Metadatum

# Sizes in bytes, after unpacking; beyond them a file is refused in one line, unread.
LARGEST_TEXT = 100_000_000
LARGEST_PAGE = 20_000_000  # a saved page has 0.03-3 MB
LARGEST_PDF = 200_000_000
LARGEST_FILE = 2_000_000_000  # JSON Lines and archives
# Of one outermost archive or mail, all that lies in it together.
MOST_UNPACKED = 2_000_000_000
MOST_MEMBERS = 20_000
DEEPEST = 2  # containers round a member: a page in a ZIP in a ZIP

_LARGEST = {
    ".html": LARGEST_PAGE, ".htm": LARGEST_PAGE, ".xhtml": LARGEST_PAGE, ".pdf": LARGEST_PDF,
    ".jsonl": LARGEST_FILE, ".ndjson": LARGEST_FILE, ".zip": LARGEST_FILE,
}  # fmt: skip
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,7}$")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class Room:
    """How much may still be unpacked of one outermost file; the one thing here that changes."""

    def __init__(self) -> None:
        self.bytes = MOST_UNPACKED
        self.members = MOST_MEMBERS


@dataclass(frozen=True, slots=True)
class Saved:
    """One file, or a member of an archive or mail.

    Args:
        name: what its article is called: the file name, or the name inside an archive.
        place: path as given, with `#` and the name inside for a member; stands in problems.
        said: what a person gave for it.
        table: what its sidecar says, in `sidecar`.
        depth: how many containers are round it.
    """

    name: str
    place: str
    raw: bytes
    said: tuple[Metadatum, ...] = ()
    table: dict[str, Any] = field(default_factory=dict)
    sidecar: str = ""
    depth: int = 0
    room: Room = field(default_factory=Room)


def printable(name: str) -> str:
    r"""A file name as it can be shown and stored: what is no character is written out.

    >>> printable("a\udce9\n.txt")
    'a\\xe9\\n.txt'
    """
    raw = name.encode("utf-8", "surrogateescape")
    shown = raw.decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda m: repr(m[0])[1:-1], shown)


def suffix_of(name: str) -> str:
    """The end of a file name in small letters, without `.gz`; empty if there is none.

    >>> suffix_of("A.HTML.gz"), suffix_of("Meeting of 12.1"), suffix_of("dir.d/page")
    ('.html', '', '')
    """
    low = name.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".gz")
    found = _SUFFIX.search(low)
    return found[0] if found else ""


def largest(suffix: str) -> int:
    """How many bytes a file of this form may have."""
    return _LARGEST.get(suffix, LARGEST_TEXT)
