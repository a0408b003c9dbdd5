"""ZIP archives: what lies in them, by the names inside; nothing is ever written to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from dragoman.intake.files import passed_over, too_large
from dragoman.intake.guess import guessed
from dragoman.intake.metadata import table_of
from dragoman.intake.problem import Problem
from dragoman.intake.saved import LARGEST_FILE, Saved, largest, printable, suffix_of

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, LookupError,
)  # fmt: skip
# Documents of word processors and books are ZIP archives too.
_DOCUMENTS = {
    "word/document.xml": "a Word document", "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint file", "META-INF/container.xml": "an electronic book",
    "content.xml": "an OpenDocument file",
}  # fmt: skip
_UTF8 = 0x800
_ENCRYPTED = 0x1


def read_zip(saved: Saved) -> Iterator[Saved | Problem]:
    """The members of an archive in order of name; one that can't be read is named, others go on."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(saved.raw))
    except _BROKEN as error:
        yield Problem(saved.place, f"not a whole ZIP archive ({_why(error)})", "fetch it again")
        return
    with archive:
        members = {_name(info): info for info in archive.infolist() if not info.is_dir()}
        kind = next((what for name, what in _DOCUMENTS.items() if name in members), None)
        if kind:
            yield Problem(saved.place, f"{kind}, not an archive of pages", "save it as PDF or text")
            return
        if not members:
            yield Problem(saved.place, "an archive without files", "nothing to read")
        yield from _members(archive, members, saved)


def _members(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], saved: Saved
) -> Iterator[Saved | Problem]:
    names = frozenset(members)
    for name in sorted(members):
        if passed_over(name, names):
            continue
        place = f"{saved.place}#{printable(name)}"
        if saved.room.members <= 0 or saved.room.bytes <= 0:
            yield Problem(place, "beyond what one archive may hold, as is all behind it",
                          "split the archive")  # fmt: skip
            return
        saved.room.members -= 1
        raw = _unpacked(archive, members[name], place, saved)
        if isinstance(raw, Problem):
            yield raw
            continue
        yield from _with_sidecar(archive, members, name, saved, raw)


def _with_sidecar(
    archive: zipfile.ZipFile,
    members: dict[str, zipfile.ZipInfo],
    name: str,
    saved: Saved,
    raw: bytes,
) -> Iterator[Saved | Problem]:
    """The member with what the sidecar beside it says."""
    shown, table, where = printable(name), {}, ""
    beside = next(
        (n for n in (f"{name}.toml", f"{name.rpartition('.')[0]}.toml") if n in members), None
    )
    if beside:
        where = f"{saved.place}#{printable(beside)}"
        said = _unpacked(archive, members[beside], where, saved)
        try:
            table = {} if isinstance(said, Problem) else table_of(said)
        except (ValueError, RecursionError) as error:
            yield Problem(
                where, f"sidecar not read ({printable(str(error))})", "mend it as TOML", lost=False
            )
    place = f"{saved.place}#{shown}"
    yield Saved(shown, place, raw, saved.said, table, where, saved.depth + 1, saved.room)


def _unpacked(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, saved: Saved
) -> bytes | Problem:
    if info.flag_bits & _ENCRYPTED:
        return Problem(place, "encrypted", "unpack it with its password")
    name = info.filename
    limit = LARGEST_FILE if name.lower().endswith(".gz") else largest(suffix_of(name))
    room = min(limit, saved.room.bytes)
    if info.file_size > limit:
        return too_large(place, limit, " when unpacked")
    try:
        with archive.open(info) as stream:
            raw = stream.read(room + 1)
    except _BROKEN as error:
        return Problem(place, f"damaged in the archive ({_why(error)})", "fetch the archive again")
    saved.room.bytes -= len(raw)
    return raw if len(raw) <= room else too_large(place, room, " when unpacked")


def _name(info: zipfile.ZipInfo) -> str:
    """The name inside; one in another encoding is read as zip programs of its country wrote it."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", guessed(raw) or "cp437"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _why(error: Exception) -> str:
    return printable(str(error)) or type(error).__name__
