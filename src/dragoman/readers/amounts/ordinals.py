"""Ordinals: ranks of things, not words of order in a speech, not titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.grammar.numerals import ordinal
from dragoman.places import Places
from dragoman.readers.amounts.nouns import STOP
from dragoman.readers.amounts.patterns import ORDINAL
from dragoman.readers.amounts.sums import Sum, meets

_TITLE = re.compile(
    r"\A[ -](?:vice|deputy|secretary|come|served)\b|\A[ -](?:(?:Deputy|Vice|Deputy Prime|Foreign)[ -])*(?:Secretary|Deputy|Vice|Lady|Ladies|Minister|Chairman|Chairperson|"
    r"Channel|Lieutenant|Family|Gentleman|Sergeant|Officer|Sea Lord|Department|Bureau)\b"
)
_OUTSIDE = re.compile(r"\b(?:at|from the very|on) \Z", re.IGNORECASE)
_OPENING = re.compile(r"\A(?:ly\b|,)")
_ENUMERATED = re.compile(r"(?:\A|[.;:?!]['\"”]?\s+)\Z")
# "But first I would like to", "Well, first,": a word of order in the speech, not of things.
_MARKER = re.compile(r"\A\s?[,—–:-](?!\w)|\A,? (?:I|I'd|I'll|let|let's|we|we'd|as)\b")
_CLAUSE = re.compile(r"(?:\A|[.;:?!,—–-]\s*|\b(?:but|and|so|well|now|because)\s+)\Z", re.IGNORECASE)
# "let me first thank", "we must first ask", "a split second"
_ADVERB = re.compile(r"\b(?:me|I|we|you|they|he|she|will|would|must|should|to|us|split) \Z")
_THIRD_PARTY = re.compile(r"[ -](?:part(?:y|ies)|countr(?:y|ies)|[Ww]orld|persons?|states?)\b")
# "for a second", "by the 31st"
_OF_TIME = re.compile(
    r"\b(?:an?|(?:by|on|until|till|from|to|through|before|after) the) \Z", re.IGNORECASE
)
_ENDS = re.compile(r"\A(?:[.,;:!?—–-]|\s(?:and|but|to)\b|\Z)")
_PAGE = re.compile(r"\A\s+(?P<noun>page|column)\b")
_HALF_DAY = re.compile(r"\A\s+(?:half|hand|class|nature|generation)\b")


def ordinals(words: str, taken: Places[Span]) -> Iterator[Sum]:
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
        if _OF_TIME.search(lead) and _ENDS.match(rest):
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


_CAPITALS = re.compile(r"\s+((?:[A-Z]\.)*[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,4})")
_SMALL = re.compile(r"\s+([a-z][\w’'-]*)")
_LATE = {
    "later",
    "again",
    "ever",
    "here",
    "alone",
    "now",
    "then",
    "come",
    "decided",
    "some",
    "one",
    "ones",
}


def _ranked(words: str, at: int) -> str | None:
    """What is ranked, as far as it can be told without a parse: "time", "Congress", "rail corridor".

    A run of capitalised words; else up to three small ones if a word of structure or a mark ends
    them, or the first one.
    """
    if m := _CAPITALS.match(words, at):
        return m[1]
    found: list[str] = []
    end = at
    while len(found) < 4 and (m := _SMALL.match(words, end)):
        if m[1].casefold() in STOP or m[1] in _LATE:
            break
        found.append(m[1])
        end = m.end()
    return " ".join(found if len(found) < 4 else found[:1]) or None
