"""What bytes are, by their beginning: a form's suffix, or what it is that can't be read."""

from __future__ import annotations

import json
import re

_HTML = re.compile(
    rb"(?:\s{0,999}(?:<\?xml[^>]{0,300}>|<!--.{0,2000}?-->))*\s{0,999}<(?:!doctype\s+html|html\b|head\b)",
    re.I | re.S,
)
_MAIL_LINE = re.compile(
    rb"^(?:Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Subject|From|Date|To): ",
    re.I | re.M,
)
_HEAD = 4_096
_LINE = 1_000_000
# What people put into a folder of articles and can't be read, with the way out.
_OTHERS = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"{\\rtf", "a document in RTF"),
    (b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"), (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"), (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"SQLite format 3", "a database"), (b"bplist", "a web archive of Safari"),
)  # fmt: skip


def sniffed(raw: bytes) -> str | None:
    """The suffix of the form that these bytes certainly have, or None.

    >>> sniffed(b"%PDF-1.7"), sniffed(b"  <!DOCTYPE html>"), sniffed(b"A < B")
    ('.pdf', '.html', None)
    """
    head = raw[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ".zip"
    if head.startswith(b"\x1f\x8b"):
        return ".gz"
    if head.lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if _HTML.match(_plain(head)):
        return ".html"
    if len(set(_MAIL_LINE.findall(head.split(b"\n\n")[0].split(b"\r\n\r\n")[0]))) >= 3:
        return ".eml"
    return ".jsonl" if head.lstrip().startswith(b"{") and _is_item(raw) else None


def _plain(head: bytes) -> bytes:
    """Without a byte order mark, and UTF-16 thinned out: markup is ASCII."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_item(raw: bytes) -> bool:
    line = raw[:_LINE].lstrip().split(b"\n", 1)[0]
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and ("text" in row or "title" in row)


def known_other(raw: bytes) -> str | None:
    """What it is, in words, if it is something that is no article."""
    return next((words for mark, words in _OTHERS if raw.startswith(mark)), None)
