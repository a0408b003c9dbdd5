"""Bytes to text: by mark, by declaration, as valid UTF-8, or by a guess that is told."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.article import Basis
from dragoman.intake.guess import guessed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read where a page declares the smaller set (WHATWG encoding standard).
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
_ALIASES = {"x-sjis": "shift_jis", "windows-949": "cp949", "ks_c_5601-1987": "cp949",
            "x-gbk": "gbk", "x-x-big5": "big5", "unicode": "utf-16", "utf8mb4": "utf-8"}  # fmt: skip
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]+)", re.I)
_XML = re.compile(rb"\s{0,99}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w:.-]+)", re.I)
# The standard looks into the first 1,024 bytes; saved pages often have more before the line.
_HEAD = 8_192
_HALVES = 4_096


class UndecidableError(ValueError):
    """Bytes of which no reading is certain; its words say why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, with the encoding that it was in and what that rests on; perhaps a note about it."""

    text: str
    encoding: str
    basis: Basis
    note: str | None = None


def declared_in(raw: bytes) -> str | None:
    """The encoding that a page declares in its XML line or a `meta`."""
    head = raw[:_HEAD]
    found = _XML.match(head) or _META.search(head)
    return found[1].decode("ascii", "replace") if found else None


def decoded(raw: bytes, declared: str | None = None) -> Decoded:
    """Text of bytes: by mark, else as declared, else as UTF-8, else as guessed.

    A declared single-byte encoding fits any bytes; valid UTF-8 beyond ASCII is no chance then, and
    outranks it.

    Raises:
        UndecidableError: no reading is certain.
    """
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return Decoded(_strict(raw[len(mark) :], marked), marked, "mark")
    codec = _codec(declared) if declared else None
    valid = _text(raw, "utf-8")
    if codec and (text := _text(raw, codec)) is not None and "\0" not in text:
        if codec == "utf-8" or valid is None or raw.isascii() or _stated(codec):
            return Decoded(text, codec, "declared")
        told = f"declares {declared}, but is UTF-8 and was read so"
        return Decoded(valid, "utf-8", "valid", told)
    note = f"declared encoding {declared} doesn't fit" if declared and codec != "utf-8" else None
    if valid is not None and b"\0" not in raw:
        return Decoded(valid, "utf-8", "valid", note)
    return _guess(raw, note)


def _guess(raw: bytes, note: str | None) -> Decoded:
    name = _halves(raw) if b"\0" in raw else guessed(raw)
    text = _text(raw, name) if name else None
    if name is None or text is None:
        if b"\0" in raw:
            raise UndecidableError(f"a null byte in it (byte {raw.index(0)})")
        raise UndecidableError(
            f"not UTF-8 (byte {_first_bad(raw)}) and no other encoding is certain"
        )
    told = f"encoding not stated; read as {name} by its letters"
    return Decoded(text, name, "detected", f"{note}, {told}" if note else told)


def _stated(name: str) -> bool:
    """True for encodings that bytes fit only if they are in it, such as ISO-2022-JP or UTF-16."""
    return name.startswith(("utf-", "iso2022"))


def _codec(declared: str) -> str | None:
    low = declared.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_ALIASES.get(low, low)).name
        wider = codecs.lookup(_WIDER.get(name, name))
        b"".decode(wider.name)
    except (LookupError, ValueError):
        return None
    # A declaration that could be read is in ASCII, so the page isn't in UTF-16.
    return "utf-8" if wider.name.startswith(("utf-16", "utf-32")) else wider.name


def _text(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeError:
        return None


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise UndecidableError(f"not {name}, though it has its mark (byte {error.start})") from None


def _first_bad(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _halves(raw: bytes) -> str | None:
    """UTF-16 without its mark: null bytes stand in one half of the pairs only, and are many."""
    head = raw[:_HALVES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Blanks and line ends have a null byte in any language; a letter here and there has one in the
    # other half.
    if len(raw) % 2 or max(even, odd) * 25 < len(head) or min(even, odd) * 4 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = _text(raw, name)
    return name if text and not re.search(r"[\0-\x08\x0e-\x1f\ufffe\uffff]", text) else None
