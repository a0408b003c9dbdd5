"""Known names in a text: Aho-Corasick over the roster and the table of states.

All forms are matched at once, the longest wins, and a form counts only between word borders:
"UN" is not found in "Kim Jong Un", nor "Oman" in "Romania".
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import ahocorasick_rs

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar.clusters import SURNAME_FIRST

Sort = Literal["person", "body", "state", "demonym", "capital", "place"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for: an actor of the roster, or a state.

    Args:
        bearers: ids of the people who share the form, where there are several; `id` is then empty
            and `state` the one that all of them act for.
    """

    sort: Sort
    id: str
    name: str
    state: str | None
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A known name at a place."""

    span: Span
    entry: Entry


# Marks that are only another way to write the same: mapped one to one, so offsets hold.
STRAIGHT = str.maketrans("’‘ʼ`“”‐‑\u00a0\n\r\t", "''''\"\"--    ")

# Words that agency copy runs together with a name: "ComradeKim Jong Unsent".
_GLUE_BEFORE = ("Comrade",)
_GLUE_AFTER = ("sent", "received", "and", "was", "of")

_ABBREVIATION = 4
_RUN = re.compile(r" {2,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def straight(text: str) -> str:
    """The text with curly marks, no-break spaces and line ends made plain, character for character.

    >>> straight("Workers’ Party")
    "Workers' Party"
    """
    return text.translate(STRAIGHT)


class KnownNames:
    """The compiled table of forms."""

    def __init__(self) -> None:
        table = _table()
        self._forms = list(table)
        self._entries = [table[f] for f in self._forms]
        self._machine = ahocorasick_rs.AhoCorasick(self._forms)

    def find(self, plain: str, where: str = "text") -> Iterator[Known]:
        """Known names of a text made `straight`, left to right, none inside another.

        A name may be broken over lines, with blanks round the break: runs of blanks count as one.
        """
        if "  " in plain:
            thin, places = _thinned(plain)
            for k in self._find(thin, where):
                span = Span(places[k.span.start], places[k.span.end - 1] + 1, where)
                yield replace(k, span=span)
        else:
            yield from self._find(plain, where)

    def _find(self, plain: str, where: str) -> Iterator[Known]:
        hits = []
        for i, start, end in self._machine.find_matches_as_indexes(plain, overlapping=True):
            if _bordered(plain, start, end, self._entries[i].sort):
                hits.append((start, -end, i))
        hits.sort()
        reached = -1
        for start, minus_end, i in hits:
            if start >= reached:
                reached = -minus_end
                if not _in_longer(plain, start, reached, self._entries[i]):
                    yield Known(Span(start, reached, where), self._entries[i])


def _thinned(plain: str) -> tuple[str, Sequence[int]]:
    """The text with one blank for each run of them, and where each of its characters stood."""
    places = array("l")
    at = 0
    pieces = []
    for run in _RUN.finditer(plain):
        pieces.append(plain[at : run.start() + 1])
        places.extend(range(at, run.start() + 1))
        at = run.end()
    pieces.append(plain[at:])
    places.extend(range(at, len(plain)))
    return "".join(pieces), places


def _table() -> dict[str, Entry]:
    """What each form stands for; the roster outranks the states, the places outrank both."""
    table = dict(reversed(list(_of_states())))
    for place in lore.places():
        entry = Entry("place", place.name, place.name, place.state)
        table |= dict.fromkeys(place.forms, entry)
    bearers: dict[str, dict[str, Entry]] = {}
    for a in lore.roster().values():
        entry = Entry("person" if a.is_person else "body", a.id, a.name, a.state)
        for form in a.forms:
            bearers.setdefault(form, {})[a.id] = entry
            if a.is_person and " " in form and form.isascii():
                bearers.setdefault(_shouted(form, a.surname), {})[a.id] = entry
    table |= {form: _shared(tuple(entries.values())) for form, entries in bearers.items()}
    table |= {p: Entry("place", p, p, None) for p in lore.words("names")["places"]}
    for form, entry in list(table.items()):
        # One word in capitals is a name in a dateline ("CANBERRA"), else too often an abbreviation.
        long = " " in form or (entry.sort in ("state", "capital") and len(form) > _ABBREVIATION)
        if long and form.isascii() and not form.isupper():
            table.setdefault(form.upper(), entry)
    return table


def _of_states() -> Iterator[tuple[str, Entry]]:
    for s in lore.states().values():
        for form in (s.name, *s.aliases):
            yield form, Entry("state", s.code, s.name, s.code)
        for form in s.demonyms:
            yield form, Entry("demonym", s.code, s.name, s.code)
        for form in s.capitals:
            yield form, Entry("capital", s.code, s.capitals[0], s.code)


def _shared(entries: tuple[Entry, ...]) -> Entry:
    """One entry for a form: its only owner, or all who bear the name."""
    first = entries[0]
    if len(entries) == 1:
        return first
    states = {e.state for e in entries}
    state = states.pop() if len(states) == 1 else None
    return Entry(first.sort, "", first.name, state, tuple(e.id for e in entries))


def _bordered(plain: str, start: int, end: int, sort: Sort) -> bool:
    if _CJK.match(plain[start]):
        return True
    before, after = plain[:start][-1:], plain[end : end + 1]
    left = not before.isalnum() or (sort == "person" and plain.endswith(_GLUE_BEFORE, 0, start))
    right = not after.isalnum() or (
        sort == "person" and plain.startswith(_GLUE_AFTER, end) and " " in plain[start:end]
    )
    return left and right


# A third syllable: "Kim Il" in "Kim Il Guk", "Park Jin" in "Park Jin-hyok"; verbs end otherwise.
_SYLLABLE = re.compile(r"[ -](?!\w*(?:s|ed)\b)[A-Z][a-z]{0,5}\b|-(?!led\b|era\b)[a-z]{1,6}\b")
_TWO_SYLLABLES = re.compile(r"(?P<surname>[A-Z][a-z]+) [A-Z][a-z]{0,5}")
_BEFORE_UN = re.compile(r"(?<![\w-])(?P<surname>[A-Z]+) (?:[A-Z]+[ -])?$")


def _in_longer(plain: str, start: int, end: int, entry: Entry) -> bool:
    """True if the words are only a part of a name that no table knows."""
    words = plain[start:end]
    before = plain[max(0, start - 30) : start]
    if entry.sort == "person":
        m = _TWO_SYLLABLES.fullmatch(words)
        eastern = m is not None and m["surname"] in SURNAME_FIRST
        return eastern and _SYLLABLE.match(plain, end) is not None
    if words == "UN":  # "SONG KUM UN" in a headline
        m = _BEFORE_UN.search(before)
        return m is not None and m["surname"].title() in SURNAME_FIRST
    return entry.sort in ("state", "capital", "demonym") and given_name_before(before)


def given_name_before(words: str) -> bool:
    """True if words end in a given name and a space, so that a surname follows.

    >>> given_name_before("a shirt of Michael "), given_name_before("a visit to ")
    (True, False)
    """
    m = _LAST.search(words)
    return m is not None and m["given"] in given_names()


_LAST = re.compile(r"(?<![\w-])(?P<given>[A-Z][a-z]+) (?:[A-Z]\. )?$")


@cache
def given_names() -> frozenset[str]:
    """Given names that are nothing else."""
    return frozenset(lore.words("given_names")["names"])


def _shouted(form: str, surname: str | None) -> str:
    """A name with its surname in capitals, as some agencies print it."""
    return form.replace(surname, surname.upper(), 1) if surname else form


@cache
def known_names() -> KnownNames:
    """The table, compiled once per process."""
    return KnownNames()
