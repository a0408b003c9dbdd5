"""JSON Lines: one article a line, also gzipped."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.article import Article, Metadatum
from dragoman.intake.metadata import FIELDS, from_mapping
from dragoman.intake.plain import article_from, decoded
from dragoman.intake.problem import Problem

_HALF = re.compile(r"[\ud800-\udfff]")
_READ = {"text", "id", "title", "date", *FIELDS}


def read_json_lines(path: Path, raw: bytes, given: list[Metadatum]) -> Iterator[Article | Problem]:
    """One article a line; a line that is none is named by its number, the others go on."""
    name = path.name
    sources: Counter[str] = Counter()
    for number, line in enumerate(decoded(raw).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            yield Problem(where, f"not JSON ({error})", "mend or remove the line")
            continue
        if not isinstance(row, dict):
            yield Problem(where, "no JSON object", 'write {"text": "..."}')
            continue
        key = str(row["id"]) if row.get("id") not in (None, "") else f"{name}#{number}"
        # The id is the source, not the address: of many stories one page may be the address. Two
        # lines of one file are two articles even with one id, never versions of each other.
        source = f"{path}#{key}"
        sources[source] += 1
        if sources[source] > 1:
            source += f"~{sources[source]}"
        yield from _article(row, key, where, source, given)


def _article(
    row: dict[str, Any], key: str, where: str, source: str, given: list[Metadatum]
) -> Iterator[Article | Problem]:
    text, title = row.get("text"), row.get("title")
    text = text if isinstance(text, str) else ""
    title = title if isinstance(title, str) and title.strip() else None
    if not text.strip() and not title:
        yield Problem(where, "neither text nor title", 'give it a field "text"')
        return
    if _HALF.search(text) or _HALF.search(title or ""):
        yield Problem(
            where, "half a character (a lone surrogate) in it", "mend the escape \\uD800-\\uDFFF"
        )
        return
    found, bad = from_mapping(row, "file", where)
    yield from bad
    made = article_from(text, key, source, given + found, title)
    if title is None and made.title_span is not None:
        # The first line is a title only in plain text files; here the field decides.
        made = replace(made, title=None, title_span=None)
    rest = {k: v for k, v in row.items() if k not in _READ}
    yield replace(made, given=rest)
