"""Mail, and pages saved as one file (MHTML), which have the same shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from dragoman.article import Article, Metadatum, Raw
from dragoman.intake.encoding import Decoded, UndecidableError, declared_in, decoded
from dragoman.intake.html import page_article
from dragoman.intake.plain import article_from, sha256, source_of, title_told, told
from dragoman.intake.problem import Problem
from dragoman.intake.saved import Saved, printable, suffix_of

# Attachments that may be articles; pictures and cards are passed over without a word.
_ARTICLES = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .pdf .eml .mhtml .mht .zip .jsonl .ndjson".split()
)
_DEEPEST = 50
_ERRORS = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


def read_mail(saved: Saved) -> Iterator[Article | Problem | Saved]:
    """The article of a mail's text, then what is attached to it."""
    try:
        mail = message_from_bytes(saved.raw)
        parts = _parts(mail)
    except _ERRORS as error:
        yield Problem(saved.place, f"not read as mail ({error})", "save its text")
        return
    more, bad = told(saved)
    yield from bad
    more += _heads(mail)
    yield from _body(saved, mail, parts, more)
    yield from _attached(saved, parts)


def _parts(mail: Message, depth: int = 0) -> list[Message]:
    """The leaves of a mail in order; a mail inside is a leaf."""
    inner = mail.get_payload()
    if mail.get_content_type() == "message/rfc822" or not isinstance(inner, list):
        return [mail]
    if depth > _DEEPEST:
        return []
    return [leaf for part in inner if isinstance(part, Message) for leaf in _parts(part, depth + 1)]


def _head(mail: Message, name: str) -> str:
    """A header in words; encoded pieces that nobody knows stay as they are."""
    value = mail.get(name)
    if value is None:
        return ""
    try:
        pieces = decode_header(str(value))
        words = "".join(_words(p, charset) for p, charset in pieces)
    except (*_ERRORS, UnicodeError):
        words = str(value)
    return printable(re.sub(r"\s+", " ", words.encode("utf-8", "replace").decode()).strip())


def _words(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return (
            piece
            if not re.search("[\udc80-\udcff]", piece)
            else _words(piece.encode("utf-8", "surrogateescape"), None)
        )
    try:
        return decoded(piece, charset).text
    except UndecidableError:
        return piece.decode("utf-8", "replace")


def _heads(mail: Message) -> list[Metadatum]:
    """What the head of a mail says: its date, and its sender as author (a sender is no outlet)."""
    out = []
    with suppress(*_ERRORS, OverflowError):
        out.append(
            Metadatum("published", parsedate_to_datetime(_head(mail, "Date")).isoformat(), "file")
        )
    name, address = parseaddr(_head(mail, "From"))
    page = _head(mail, "Snapshot-Content-Location")
    if (name or address) and not page:
        out.append(Metadatum("author", name or address, "file"))
    if page.startswith(("http://", "https://")):
        # Where a browser saved the page: as good as the address that a person notes.
        out.append(Metadatum("url", page, "file"))
        # The date is that of saving, not of the story.
        out = [m for m in out if m.field != "published"]
    return out


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or _name(part) is not None


def _name(part: Message) -> str | None:
    with suppress(*_ERRORS):
        name = part.get_filename()
        if name:
            holder = Message()
            holder["X"] = name
            return _head(holder, "X").replace("/", "_").replace("\\", "_")
    return None


def _bytes(part: Message) -> bytes:
    with suppress(*_ERRORS):
        found = part.get_payload(decode=True)
        if isinstance(found, bytes):
            return found
    return b""


def _body(
    saved: Saved, mail: Message, parts: list[Message], more: list[Metadatum]
) -> Iterator[Article | Problem]:
    """The article of the text, the plain one if there are two."""
    title = title_told(saved) or _head(mail, "Subject") or None
    inline = [p for p in parts if not _is_attached(p)]
    plain = [p for p in inline if p.get_content_type() == "text/plain"]
    pages = [p for p in inline if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    try:
        texts = [_decoded(p) for p in plain]
        page = _decoded(pages[0]) if pages else None
    except UndecidableError as error:
        yield Problem(saved.place, str(error), "save the text of the mail as UTF-8")
        return
    texts = [t for t in texts if t.text.strip()]
    first = texts[0] if texts else page
    if first is None or not first.text.strip():
        if not any(_is_attached(p) for p in parts):
            yield Problem(saved.place, "a mail without text", "nothing to read")
        return
    if first.note:
        yield Problem(saved.place, first.note, "if wrong, convert it with iconv", lost=False)
    raw = Raw(sha256(saved.raw), "mail", first.encoding, first.basis)
    if not texts and page:
        inner = replace(saved, table={})
        yield page_article(inner, page, more, title, raw)
        return
    text = "\n\n".join(t.text for t in texts)
    yield article_from(
        text, saved.name, source_of(saved, more), more, title, first_line=False, raw=raw
    )


def _decoded(part: Message) -> Decoded:
    charset = None
    with suppress(*_ERRORS):
        charset = part.get_content_charset()
    raw = _bytes(part)
    if part.get_content_type() == "text/html":
        charset = charset or declared_in(raw)
    return decoded(raw, charset)


def _attached(saved: Saved, parts: list[Message]) -> Iterator[Saved | Problem]:
    for number, part in enumerate(parts, 1):
        inside = part.get_content_type() == "message/rfc822"
        if not inside and not _is_attached(part):
            continue
        name = _name(part) or f"{number}.eml"
        if inside and suffix_of(name) != ".eml":
            name += ".eml"
        if suffix_of(name) not in _ARTICLES:
            continue
        place = f"{saved.place}#{name}"
        if saved.room.members <= 0:
            yield Problem(place, "beyond what one mail may hold", "save the attachments")
            return
        saved.room.members -= 1
        raw = _mail_bytes(part) if inside else _bytes(part)
        yield Saved(name, place, raw, saved.said, {}, "", saved.depth + 1, saved.room)


def _mail_bytes(part: Message) -> bytes:
    inner = part.get_payload()
    with suppress(*_ERRORS):
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            return inner[0].as_bytes()
    return _bytes(part)
