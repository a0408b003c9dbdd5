"""Bytes to articles: paths, folders and standard input, one file a form."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dragoman.article import Article, Metadatum
from dragoman.intake.json_lines import read_json_lines
from dragoman.intake.metadata import from_mapping, iso
from dragoman.intake.plain import read_plain
from dragoman.intake.problem import Problem

Form = Callable[[Path, bytes, list[Metadatum]], Iterator[Article | Problem]]

# By the end of the file name. A new form of input is one file and one line here.
FORMS: dict[str, Form] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}

# Bytes after unpacking. A book has 1-3 MB of text; what is larger is no article.
LARGEST_TEXT = 20_000_000
LARGEST_FILE = 2_000_000_000


def intake(
    paths: Iterable[str], given: dict[str, str] | None = None
) -> Iterator[Article | Problem]:
    """Articles of all paths in order, and a Problem for whatever could not be taken in.

    Args:
        paths: files, folders (read whole, in order of name), "-" for standard input.
        given: metadata that a person gives; they hold for every article.
    """
    said, bad = from_mapping(given or {}, "person", "options")
    yield from bad
    for path in paths:
        if path == "-":
            yield from _taken(Path("-"), sys.stdin.buffer.read(), said)
        else:
            yield from _from_path(Path(path), said)


def _from_path(path: Path, said: list[Metadatum]) -> Iterator[Article | Problem]:
    if path.is_dir():
        try:
            inside = sorted(p for p in path.rglob("*") if p.is_file())
        except OSError as error:
            yield Problem(
                str(path), f"folder can't be listed ({error.strerror})", "check its rights"
            )
            return
        for file in inside:
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not hidden and file.suffix != ".toml" and file.name != "README.md":
                yield from _from_path(file, said)
        return
    if not path.exists():
        yield Problem(str(path), "no such file or folder", "check the path")
        return
    if _form(path) is None:
        yield Problem(str(path), f"no form known for {path.suffix or 'files without suffix'}",
                      f"one of {', '.join(FORMS)} (each also .gz) can be read")  # fmt: skip
        return
    try:
        if path.stat().st_size > LARGEST_FILE:
            yield Problem(str(path), f"over {LARGEST_FILE:,} bytes", "split it")
            return
        yield from _taken(path, path.read_bytes(), said)
    except OSError as error:
        yield Problem(str(path), f"can't be read ({error.strerror})", "check its rights")


def _form(path: Path) -> Form | None:
    name = path.name.removesuffix(".gz")
    return FORMS.get(Path(name).suffix)


def _taken(path: Path, raw: bytes, said: list[Metadatum]) -> Iterator[Article | Problem]:
    if path.suffix == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError) as error:
            yield Problem(str(path), f"not a whole gzip file ({error})", "fetch it again")
            return
    if not raw:
        yield Problem(str(path), "empty", "nothing to read")
        return
    form = _form(path) or (read_json_lines if raw.lstrip().startswith(b"{") else read_plain)
    if form is read_plain and len(raw) > LARGEST_TEXT:
        yield Problem(str(path), f"over {LARGEST_TEXT:,} bytes of text", "split it into articles")
        return
    if b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Problem(str(path), "binary, not text", "save it as text")
        return
    try:
        yield from form(path, raw, said)
    except UnicodeDecodeError as error:
        yield Problem(str(path), f"not UTF-8 (byte {error.start})", "convert it, e.g. with iconv")


__all__ = ["FORMS", "Problem", "intake", "iso"]
