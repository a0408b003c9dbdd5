"""Groups of a match as words, units and counts."""

from __future__ import annotations

import re

from dragoman.grammar.numerals import number

Match = re.Match[str]


def group(m: Match, name: str) -> str:
    """A group's words in small letters with single spaces; empty if it took no part."""
    return " ".join((m.groupdict().get(name) or "").casefold().split())


def unit_of(m: Match) -> str:
    """The unit in the singular."""
    word = m["unit"].casefold()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def count_of(words: str | None) -> float | int | None:
    """A number of units; None where the words give none ("several")."""
    low = " ".join((words or "").casefold().split())
    if low in ("a", "an", "the", "one"):
        return 1
    if low.endswith("couple of"):
        return 2
    fixed = {"a hundred": 100, "a dozen": 12}
    return fixed.get(low) or number(low) if low else None
