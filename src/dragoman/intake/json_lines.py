"""JSON Lines: one article a line, also gzipped."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from dragoman.article import Article, Basis, Raw
from dragoman.intake.encoding import UndecidableError, decoded
from dragoman.intake.metadata import FIELDS, HALF, from_mapping
from dragoman.intake.plain import article_from, sha256
from dragoman.intake.problem import Problem
from dragoman.intake.saved import LARGEST_TEXT, Saved

_READ = {"text", "id", "title", "date", *FIELDS}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"


def read_json_lines(saved: Saved) -> Iterator[Article | Problem]:
    """One article a line; a line that is none is named by its number, the others go on."""
    if why := _other_json(saved.raw):
        yield Problem(saved.place, why, "write one object a line, e.g. with jq -c")
        return
    sources: Counter[str] = Counter()
    for number, raw in enumerate(_lines(saved.raw), 1):
        if not raw.strip():
            continue
        where = f"{saved.place}, line {number}"
        row, line = _row(raw, where)
        if line is None:
            yield row if isinstance(row, Problem) else _no_object(where)
            continue
        key = str(row["id"]) if row.get("id") not in (None, "") else f"{saved.name}#{number}"
        if HALF.search(key):
            yield _half(where)
            continue
        # The id is the source, not the address: of many stories one page may be the address. Two
        # lines of one file are two articles even with one id, never versions of each other.
        source = f"{saved.place}#{key}"
        sources[source] += 1
        if sources[source] > 1:
            source += f"~{sources[source]}"
        yield from _article(row, key, where, source, saved, line)


def _other_json(raw: bytes) -> str | None:
    """What the file is if its first line shows that it is JSON over many lines."""
    first = raw[:99].removeprefix(_MARK).lstrip().split(b"\n")[0].strip()
    if first in (b"{", b"[", b"[{") or (raw[:1] == b"[" and b'"' in first):
        return "a JSON array" if first.startswith(b"[") else "one JSON object over many lines"
    return None


def _lines(raw: bytes) -> Iterable[bytes]:
    """Lines, each decoded on its own: one in another encoding doesn't spoil the file."""
    if raw.startswith(_UTF16):
        return raw.decode("utf-16", "replace").encode("utf-8").split(b"\n")
    return io.BytesIO(raw.removeprefix(_MARK))


def _row(raw: bytes, where: str) -> tuple[Any, Raw | None]:
    """The object of a line and its provenance, or what it is instead and None."""
    if len(raw) > LARGEST_TEXT:
        return Problem(where, f"over {LARGEST_TEXT:,} bytes", "split it into articles"), None
    try:
        found = decoded(raw.rstrip(b"\r\n"))
    except UndecidableError as error:
        return Problem(where, str(error), "convert it to UTF-8, e.g. with iconv"), None
    if found.basis == "detected":
        why = f"not UTF-8 (by its letters {found.encoding}), which JSON must be"
        return Problem(where, why, f"convert it with iconv -f {found.encoding} -t UTF-8"), None
    try:
        row = json.loads(found.text)
    except ValueError as error:
        return Problem(where, f"not JSON ({error})", "mend or remove the line"), None
    except RecursionError:
        return Problem(where, "not JSON (nested too deep)", "mend or remove the line"), None
    if not isinstance(row, dict):
        return row, None
    basis: Basis = found.basis
    return row, Raw(sha256(raw.rstrip(b"\r\n")), "json_lines", found.encoding, basis)


def _no_object(where: str) -> Problem:
    return Problem(where, "no JSON object", 'write {"text": "..."}')


def _half(where: str) -> Problem:
    return Problem(
        where, "half a character (a lone surrogate) in it", "mend the escape \\uD800-\\uDFFF"
    )


def _article(
    row: dict[str, Any], key: str, where: str, source: str, saved: Saved, raw: Raw
) -> Iterator[Article | Problem]:
    text, title = row.get("text"), row.get("title")
    text = text if isinstance(text, str) else ""
    title = title if isinstance(title, str) and title.strip() else None
    if not text.strip() and not title:
        yield Problem(where, "neither text nor title", 'give it a field "text"')
        return
    rest = {k: v for k, v in row.items() if k not in _READ}
    if any(HALF.search(t) for t in (text, title or "", json.dumps(rest, ensure_ascii=False))):
        yield _half(where)
        return
    found, bad = from_mapping(row, "file", where)
    yield from bad
    said = [*saved.said, *found]
    # The first line is a title only in files of text; here the field decides.
    made = article_from(text, key, source, said, title, first_line=False, raw=raw)
    yield replace(made, given=rest)
