"""A total and its parts: "12 ships: 7 tankers, 3 tugs and 2 trawlers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise, takewhile

from dragoman.article import Span
from dragoman.finding import Amount, Check
from dragoman.grammar import Grammar
from dragoman.grammar.numerals import CARDINAL_WORDS, FIGURES
from dragoman.places import taken

_NUMBER = re.compile(rf"(?<![\w.,-])(?:{FIGURES}|(?i:{CARDINAL_WORDS})\b)")

_IN_ALL = re.compile(r"\A,? (?:in all|in total|altogether)\b", re.IGNORECASE)
_TOTAL_OF = re.compile(r"\b(?:total of|totall?ing|totalled|totaled) \Z", re.IGNORECASE)
_LISTED = re.compile(r"\A[^,.;:]{0,40}(?::\s|\s[-–—]\s|,? namely,?\s)")
# Between two parts: "..., | 3 tugs", "... and | 2 trawlers", "..., Chile gave | 80 tents".
_JOINT = re.compile(r"(?:,|\band)\s*(?:and\s+)?(?:[A-Z][\w-]+ (?:[a-z]+ ){0,2})?\Z")
_OPEN = re.compile(
    r"\b(?:including|among them|such as|mostly|mainly|at least|more than|e\.g\.)\b", re.IGNORECASE
)


def sums(text: Grammar, amounts: list[Amount]) -> Iterator[Check]:
    """A total beside the list of its parts: "a total of 12 ships: 7 tankers, 5 tugs"."""

    def sentence(a: Amount) -> int:
        home = text.sentence_at(a.evidence[0])
        return home.index if home else -1

    counts = [a for a in amounts if a.type in ("count", "money", "measure") and a.modifier is None]
    plain = [a for a in counts if isinstance(a.value, int | float) and a.rule != "hyphen"]
    for index, some in groupby(plain, key=sentence):
        group = list(some)
        if index < 0 or len(group) < 3:
            continue
        own = text.sentences[index].span
        if (total := _total_before(text, own, group)) or (total := _total_behind(text, own, group)):
            yield _sum(*total)


Parts = tuple[Amount, list[Amount]]


def _total_before(text: Grammar, own: Span, group: list[Amount]) -> Parts | None:
    """The first amount, if a list follows its colon."""
    first, parts = group[0], group[1:]
    end = first.evidence[0].end
    rest = text.words(Span(end, own.end, own.where))
    m = _LISTED.match(rest)
    if m is None or parts[0].evidence[0].start < end + m.end() or _OPEN.search(rest):
        return None
    whole = _is_list(text, parts) and _are_all(text, own, group, first)
    return (first, parts) if whole else None


def _are_all(text: Grammar, own: Span, group: list[Amount], total: Amount) -> bool:
    """True if the sentence has no number but these, and no part is as large as the whole."""
    if any(p.value >= total.value for p in group if p is not total):
        return False
    known = taken(a.evidence[0] for a in group)
    return all(
        known.meets(Span(m.start(), m.end(), own.where))
        for m in _NUMBER.finditer(text.plain[own.where], own.start, own.end)
    )


def _total_behind(text: Grammar, own: Span, group: list[Amount]) -> Parts | None:
    """The last amount, if "in all" or "a total of" stands with it."""
    last = group[-1]
    # "three loads: 40 tons, 30 tons and 20 tons, a total of 90 tons": what is of another unit is no part.
    parts = list(takewhile(lambda p: p.type == last.type, reversed(group[:-1])))[::-1]
    if any(p.unit == last.unit for p in parts):
        parts = list(takewhile(lambda p: p.unit == last.unit, reversed(parts)))[::-1]
    if len(parts) < 2:
        return None
    at = last.evidence[0]
    rest = text.words(Span(at.end, min(own.end, at.end + 20), own.where))
    lead = text.words(Span(max(own.start, at.start - 14), at.start, own.where))
    before = text.words(Span(own.start, at.start, own.where))
    if not (_IN_ALL.match(rest) or _TOTAL_OF.search(lead)) or _OPEN.search(before):
        return None
    listed = Span(parts[0].evidence[0].start, own.end, own.where)
    whole = _is_list(text, parts) and _are_all(text, listed, [*parts, last], last)
    return (last, parts) if whole else None


def _is_list(text: Grammar, parts: list[Amount]) -> bool:
    """True if commas and "and" join the parts and nothing else."""
    if len(parts) < 2 or len({p.type for p in parts}) > 1:
        return False
    for a, b in pairwise(parts):
        gap = text.words(Span(a.evidence[0].end, b.evidence[0].start, a.evidence[0].where))
        if len(gap) > 60 or not _JOINT.search(gap) or ";" in gap:
            return False
    return True


# Shares into which a whole is said to be parted.
_PARTED = re.compile(
    r"\b(?:split|divided|broke down|breaks down|distributed|made up|consists?|consisted|composed)\b",
    re.IGNORECASE,
)
# Each of several shares may be rounded, and so may their sum.
_ROUNDED = 1.0


def shares(text: Grammar, amounts: list[Amount]) -> Iterator[Check]:
    """Percentages into which a whole is parted, if they come to more than all of it.

    Fewer decide nothing: some parts may be left out.
    """
    percents = [a for a in amounts if a.type == "percent" and isinstance(a.value, int | float)]

    def sentence(a: Amount) -> int:
        home = text.sentence_at(a.evidence[0])
        return home.index if home else -1

    for index, some in groupby(percents, key=sentence):
        group = list(some)
        if index < 0 or len(group) < 2 or any(a.modifier or a.unit != "percent" for a in group):
            continue
        own = text.sentences[index].span
        first, last = group[0].evidence[0], group[-1].evidence[0]
        lead = text.words(Span(own.start, first.start, own.where))
        between = text.words(Span(first.start, last.end, own.where))
        made = sum(a.value for a in group)
        if not re.search(r"[:,] ?\Z| into \Z", lead) or not _PARTED.search(lead) or _OPEN.search(between):  # fmt: skip
            continue
        if made >= 100 - _ROUNDED * len(group) / 2:
            yield Check(
                evidence=(Span(first.start, last.end, first.where),),
                rule="shares of a whole",
                check="sum_of_parts",
                result="agrees" if made <= 100 + _ROUNDED * len(group) / 2 else "differs",
                why=" + ".join(f"{a.value:,g}" for a in group) + f" = {made:,g} percent of a whole",
            )


def _sum(total: Amount, parts: list[Amount]) -> Check:
    made = sum(p.value for p in parts)
    same = abs(made - total.value) <= 1e-9 * max(1.0, abs(total.value))
    shown = " + ".join(f"{p.value:,g}" for p in parts)
    return Check(
        evidence=total.evidence,
        rule="total and list",
        check="sum_of_parts",
        result="agrees" if same else "differs",
        against=tuple(p.evidence[0] for p in parts),
        why=f"{shown} = {made:,g}; the text has {total.value:,g}",
    )
