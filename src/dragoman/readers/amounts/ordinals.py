"""Ordinals: ranks of things, not words of order in a speech, not titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.grammar.numerals import ordinal
from dragoman.readers.amounts.patterns import ORDINAL
from dragoman.readers.amounts.sums import Sum, meets

_TITLE = re.compile(
    r"\A[ -](?:vice|deputy)\b|\A[ -](?:(?:Deputy|Vice|Deputy Prime|Foreign)[ -])*(?:Secretary|Deputy|Vice|Lady|Ladies|Minister|Chairman|Chairperson|"
    r"Channel|Lieutenant|Family|Gentleman|Sergeant|Officer|Sea Lord|Department|Bureau)\b"
)
_OUTSIDE = re.compile(r"\b(?:at|from the very|on) \Z", re.IGNORECASE)
_OPENING = re.compile(r"\A(?:ly\b|,)")
_ENUMERATED = re.compile(r"(?:\A|[.;:?!]['\"”]?\s+)\Z")
# "But first I would like to", "Well, first,": a word of order in the speech, not of things.
_MARKER = re.compile(r"\A\s?[,—–:-](?!\w)|\A,? (?:I|I'd|I'll|let|let's|we|we'd|as)\b")
_CLAUSE = re.compile(r"(?:\A|[.;:?!,—–-]\s*|\b(?:but|and|so|well|now)\s+)\Z", re.IGNORECASE)
# "let me first thank", "we must first ask", "a split second"
_ADVERB = re.compile(r"\b(?:me|I|we|you|they|he|she|will|would|must|should|to|us|split) \Z")
_THIRD_PARTY = re.compile(r"[ -](?:part(?:y|ies)|countr(?:y|ies)|[Ww]orld|persons?|states?)\b")
_PAGE = re.compile(r"\A\s+(?P<noun>page|column)\b")
_HALF_DAY = re.compile(r"\A\s+(?:half|hand|class|nature|generation)\b")


def ordinals(words: str, taken: list[tuple[int, int]]) -> Iterator[Sum]:
    """The ordinals outside the stretches that are taken."""
    for m in ORDINAL.finditer(words):
        if meets(*m.span(), taken):
            continue
        rank = ordinal(m["rank"])
        lead, rest = words[max(0, m.start() - 14) : m.start()], words[m.end() : m.end() + 40]
        if rank is None or _TITLE.match(rest) or _HALF_DAY.match(rest):
            continue
        if _OUTSIDE.search(lead) and rank == 1 and not rest.startswith(" "):
            continue
        if re.search(r"\bat \Z", lead, re.I) and rank == 1:
            continue
        if (_MARKER.match(rest) and _CLAUSE.search(lead)) or _ADVERB.search(lead):
            continue
        if rank == 3 and _THIRD_PARTY.match(rest):
            continue
        if rest.startswith((" of all", " and foremost", "-person")) or (
            _OPENING.match(rest) and _ENUMERATED.search(lead)
        ):
            continue
        page = _PAGE.match(rest)
        end = m.end() + (page.end() if page else 0)
        yield Sum(
            m.start(),
            end,
            "ordinal",
            rank,
            "ordinal",
            page["noun"] if page else None,
            _ranked(words, end),
        )


_NO_NAME = set("to in of and the at by on for its their his her our my that this i we one".split())


def _ranked(words: str, at: int) -> str | None:
    """What is ranked: "time this year", "Congress"."""
    m = re.match(r"\s+((?:[\w.'’-]+)(?:\s+[\w.'’-]+)?)", words[at : at + 40])
    if m is None:
        return None
    kept = [w for w in m[1].split() if w.casefold() not in _NO_NAME]
    return " ".join(kept).rstrip(".,") or None
