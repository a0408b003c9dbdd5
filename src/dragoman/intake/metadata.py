"""Metadata from the text, from files beside it and from options, with who says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dragoman.article import By, Metadatum, Span
from dragoman.intake.problem import Problem
from dragoman.intake.saved import printable

FIELDS = (
    "published",
    "modified",
    "outlet",
    "url",
    "language",
    "author",
    "section",
    "agency",
    "speaks_for",
)
_ZONES = {"KST": "+09:00", "JST": "+09:00", "GMT": "+00:00", "UTC": "+00:00", "Z": "+00:00"}
# Half a character, as a wrong escape leaves it; no text can hold one.
HALF = re.compile(r"[\ud800-\udfff]")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

# Labels such as "Posted on", "Modified on" and "Published" with a date behind them;
# only at the start of a line or after another such statement.
_LABEL = re.compile(
    r"(?P<label>Posted|Published|First published|Modified|Updated|Last updated|Last modified)"
    r"(?: on| at)?[ \t]{0,9}:?[ \t]{0,9}(?P<when>\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    r"(?:[ ]?(?:KST|JST|GMT|UTC|Z|[+-]\d\d:?\d\d))?"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
)


def iso(words: str) -> str | None:
    """A day or a moment as ISO 8601, or None if it isn't understood.

    >>> iso("2021-01-13 18:10 KST"), iso("Jan. 13, 2021"), iso("13.1.21")
    ('2021-01-13T18:10:00+09:00', '2021-01-13', None)
    """
    words = words.strip()
    if m := re.fullmatch(r"([A-Z][a-z]+)\.? (\d{1,2}),? (\d{4})", words):
        words = _day(m[3], m[1], m[2])
    elif m := re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+)\.? (\d{4})", words):
        words = _day(m[3], m[2], m[1])
    if m := re.fullmatch(r"(.*?\d) ?(KST|JST|GMT|UTC|Z)", words):
        words = m[1] + _ZONES[m[2]]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
            return date.fromisoformat(words).isoformat()
        return datetime.fromisoformat(words.replace(" ", "T", 1)).isoformat()
    except ValueError:
        return None


# A day that nobody knows is not made up: the year, or the month, stands alone.
_WIDE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?")


def iso_or_wider(words: str) -> str | None:
    """As `iso`; also a month or a year.

    >>> iso_or_wider("1991"), iso_or_wider("1991-09"), iso_or_wider("1991-13")
    ('1991', '1991-09', None)
    """
    return iso(words) or (words.strip() if _WIDE.fullmatch(words.strip()) else None)


def _day(year: str, month: str, day: str) -> str:
    short = month[:3].casefold()
    number = _MONTHS.index(short) + 1 if short in _MONTHS else 0
    return f"{year}-{number:02}-{int(day):02}"


def from_text(text: str) -> Iterator[Metadatum]:
    """Dates of publication and change that a line of the text states."""
    for line in re.finditer(r"[^\r\n]+", text):
        at = line.start()
        while m := _LABEL.match(text, at, line.end()):
            value = iso(m["when"])
            modified = m["label"] in ("Modified", "Updated", "Last updated", "Last modified")
            if value:
                where = Span(m.start("when"), m.end("when"))
                yield Metadatum("modified" if modified else "published", value, "text", (where,))
            at = m.end()
            while at < line.end() and text[at] in " \t|·,;":
                at += 1


def from_mapping(
    given: Mapping[str, Any], by: By, where: str
) -> tuple[list[Metadatum], list[Problem]]:
    """Fields of metadata from a sidecar, a JSON line or options.

    `date` stands for `published`. A date that says nothing and a side that is none are named.
    """
    out: list[Metadatum] = []
    problems = []
    for key, value in given.items():
        name = "published" if key == "date" else key
        if name not in FIELDS or value in (None, "", [], {}):
            continue
        words = value.isoformat() if isinstance(value, date) else _words(value)
        if words is None:
            problems.append(Problem(where, f"{key} is no text", "write it in quotes", lost=False))
            continue
        if name in ("published", "modified"):
            understood = iso_or_wider(words)
            if understood is None:
                problems.append(
                    Problem(
                        where, f"{key} {words!r} is no date", "write it as YYYY-MM-DD", lost=False
                    )
                )
                continue
            words = understood
        if name == "speaks_for":
            if (why := _no_side(words)) is not None:
                problems.append(Problem(where, f"{key} {words!r} is no side", why, lost=False))
                continue
            words = words.strip().upper()
        out.append(Metadatum(name, words, by))
    return out, problems


def _no_side(words: str) -> str | None:
    """The way out if this is no code of a side, else None."""
    from dragoman import lore  # few articles say so, and the tables take a while to open

    sides = lore.sides()
    if words.strip().upper() in sides:
        return None
    named = words.strip().casefold()
    code = next((code for code, name in sides.items() if name.casefold() == named), None)
    return f"write {code}" if code else "write a code of three letters, such as CHN"


def _words(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    words = str(value) if isinstance(value, (str, int, float)) else None
    return words if words is None or not HALF.search(words) else None


def sidecar(path: Path) -> Path | None:
    """The file `NAME.toml` or `STEM.toml` beside an article, if there is one."""
    for name in (path.name + ".toml", path.stem + ".toml"):
        beside = path.with_name(name)
        if beside != path and beside.is_file():
            return beside
    return None


def from_sidecar(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The table of a sidecar file, or the reason why it can't be used."""
    try:
        return table_of(path.read_bytes()), []
    except (OSError, ValueError, RecursionError) as error:
        why = f"sidecar not read ({printable(str(error))})"
        return {}, [Problem(printable(str(path)), why, "mend it as TOML", lost=False)]


def table_of(raw: bytes) -> dict[str, Any]:
    """What the bytes of a sidecar say.

    Raises:
        ValueError: they are no TOML in UTF-8.
    """
    return tomllib.loads(raw.decode("utf-8-sig"))
