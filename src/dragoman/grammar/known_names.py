"""Known names in a text: Aho-Corasick over the roster and the table of states.

All forms are matched at once, the longest wins, and a form counts only between word borders:
"UN" is not found in "Kim Jong Un", nor "Oman" in "Romania".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick_rs

from dragoman import lore
from dragoman.article import Span

Sort = Literal["person", "body", "state", "demonym", "capital", "place"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for: an actor of the roster, or a state."""

    sort: Sort
    id: str
    name: str
    state: str | None


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
        table: dict[str, Entry] = {}
        for s in lore.states().values():
            for sort, forms in (
                ("state", (s.name, *s.aliases)),
                ("demonym", s.demonyms),
                ("capital", s.capitals),
            ):
                name = s.capitals[0] if sort == "capital" and s.capitals else s.name
                for form in forms:
                    table.setdefault(form, Entry(sort, s.code, name, s.code))  # type: ignore[arg-type]
        for a in lore.roster().values():
            entry = Entry("person" if a.is_person else "body", a.id, a.name, a.state)
            for form in a.forms:
                table[form] = entry
                if a.is_person and " " in form and form.isascii():
                    table.setdefault(_shouted(form, a.surname), entry)
        for place in lore.words("names")["places"]:
            table[place] = Entry("place", place, place, None)
        for form, entry in list(table.items()):
            if " " in form and form.isascii() and not form.isupper():
                table.setdefault(form.upper(), entry)
        self._forms = list(table)
        self._entries = [table[f] for f in self._forms]
        self._machine = ahocorasick_rs.AhoCorasick(self._forms)

    def find(self, plain: str, where: str = "text") -> Iterator[Known]:
        """Known names of a text made `straight`, left to right, none inside another."""
        hits = []
        for i, start, end in self._machine.find_matches_as_indexes(plain, overlapping=True):
            if self._bordered(plain, start, end, self._entries[i].sort):
                hits.append((start, -end, i))
        hits.sort()
        reached = -1
        for start, minus_end, i in hits:
            if start >= reached:
                reached = -minus_end
                yield Known(Span(start, reached, where), self._entries[i])

    @staticmethod
    def _bordered(plain: str, start: int, end: int, sort: Sort) -> bool:
        if _CJK.match(plain[start]):
            return True
        before, after = plain[:start][-1:], plain[end : end + 1]
        left = not before.isalnum() or (sort == "person" and plain.endswith(_GLUE_BEFORE, 0, start))
        right = not after.isalnum() or (
            sort == "person" and plain.startswith(_GLUE_AFTER, end) and " " in plain[start:end]
        )
        return left and right


def _shouted(form: str, surname: str | None) -> str:
    """A name with its surname in capitals, as some agencies print it."""
    return form.replace(surname, surname.upper(), 1) if surname else form


@cache
def known_names() -> KnownNames:
    """The table, compiled once per process."""
    return KnownNames()
