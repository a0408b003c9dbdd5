"""A total and its parts: "12 ships: 7 tankers, 3 tugs and 2 trawlers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise, takewhile

from dragoman.article import Span
from dragoman.finding import Amount, Check
from dragoman.grammar import Grammar
from dragoman.grammar.numerals import CARDINAL_WORDS, FIGURES, quantity
from dragoman.places import taken

_NUMBER = re.compile(rf"(?<![\w.,-])(?:{FIGURES}|(?i:{CARDINAL_WORDS})\b)")

_IN_ALL = re.compile(r"\A,? (?:in all|in total|altogether)\b", re.IGNORECASE)
_TOTAL_OF = re.compile(r"\b(?:total of|totall?ing|totalled|totaled) \Z", re.IGNORECASE)
# A clause may stand before a colon: "Seven people were hurt, the ministry said: | two sailors".
_LISTED = re.compile(r"\A(?:[^,.;:]{0,40}|[^.;:]{0,90}(?=:))(?::\s|\s[-–—]\s|,? namely,?\s)")
# "95 lorries over the weekend, | 41 on Saturday and 54 on Sunday"
_SPLIT = re.compile(r"\A[^,.;:]{0,60}, \Z")
_PREPOSITION = re.compile(r"\A (?P<word>on|in|from|at|to|for|by|under|aboard|against)\b")
# Longer lists are tables; every figure might be their total.
_LISTED_MOST = 12
# "Of the 48 envoys accredited, | 31 came and 17 stayed away"
_OF_WHOLE = re.compile(r"\bof (?:the|its|their|his|her|all|all the|these) \Z", re.IGNORECASE)
_OF_LIST = re.compile(r"\A[^,.;:\d]{0,60}, ")
# Who did this did none of the rest.
_APART = re.compile(
    r"\b(?:abstain\w*|stayed (?:away|out|home|at home|behind)|(?:was|were) absent|against|did not|didn't|refus\w+|declin\w+|"
    r"the (?:others|rest|remaining)|remain\w*|missing|neither|none)\b",
    re.IGNORECASE,
)
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
        if index < 0:
            continue
        own = text.sentences[index].span
        found = _sum_of_amounts(text, own, group) if len(group) > 2 else None
        if found := found or _counted(text, own, group):
            yield found


def _sum_of_amounts(text: Grammar, own: Span, group: list[Amount]) -> Check | None:
    if total := _total_before(text, own, group) or _total_behind(text, own, group):
        return _sum(*total)
    return _total_split(text, own, group)


def _total_split(text: Grammar, own: Span, group: list[Amount]) -> Check | None:
    """ "95 lorries over the weekend, 41 on Saturday and 54 on Sunday": parts by one preposition.

    A list without a colon may be open: only more than the whole, or just all of it, gives a check.
    """
    plain = text.plain[own.where]
    if len(group) > _LISTED_MOST:
        return None
    for i, total in enumerate(group[:-2]):
        parts = group[i + 1 :]
        gap = plain[total.evidence[0].end : parts[0].evidence[0].start]
        words = {m["word"] if (m := _PREPOSITION.match(plain[p.evidence[0].end : own.end])) else "" for p in parts}  # fmt: skip
        if not _SPLIT.match(gap) or len(words) > 1 or "" in words:
            continue
        if re.search(rf"\b{min(words)}\b", gap):
            continue  # "seven visits to Japan, five to Laos": the first is one of the list
        if _is_list(text, parts) and _only(text, own, [total, *parts], total, parts):
            return _bounded(total, parts)
    return None


def _only(text: Grammar, own: Span, some: list[Amount], total: Amount, parts: list[Amount]) -> bool:
    """True if parts are of the total's unit or of none, and nothing says that the list is open."""
    last = parts[-1].evidence[0]
    listed = Span(total.evidence[0].start, last.end, own.where)
    same = all(p.unit == total.unit or p.rule == "shared noun" for p in parts)
    return same and not _OPEN.search(text.words(listed)) and _are_all(text, listed, some, total)


def _counted(text: Grammar, own: Span, group: list[Amount]) -> Check | None:
    """A whole, and pieces that all begin with a number, whatever follows it.

    "Of the 48 envoys 31 came, 9 sent deputies and 12 stayed away": more than the whole differs
    only where a piece did none of the rest; else one may be in two pieces. "Seven people were
    hurt: two sailors and one interpreter": behind a colon the pieces are all.
    """
    total = group[0]
    if total.type != "count":
        return None
    plain, at = text.plain[own.where], total.evidence[0]
    rest = plain[at.end : own.end]
    of_whole = _OF_WHOLE.search(plain[own.start : at.start]) is not None
    m = _OF_LIST.match(rest) if of_whole else _LISTED.match(rest)
    if m is None:
        return None
    pieces = _pieces(rest[m.end() :], at.end + m.end(), own.where)
    if len(pieces) < 2 or _OPEN.search(rest) or any(n >= total.value for n, _ in pieces):
        return None
    made, all_of_it = sum(n for n, _ in pieces), not of_whole
    if made < total.value and not all_of_it:
        return None
    apart = all_of_it or _APART.search(rest[pieces[-1][1].start - at.end :]) is not None
    result = "agrees" if made == total.value else "differs" if apart else "cannot_tell"
    return _told(total, pieces, result)


Pieces = list[tuple[float, Span]]
_PART = re.compile(r",? and |, |; ")
# "one" and a noun, "31 attended"; not "30 percent", "5 May", "41-year-old".
_BEGINS = re.compile(
    rf"(?P<n>{FIGURES}|(?i:{CARDINAL_WORDS})\b)(?= [a-z])(?! (?:per|percent|or|to|of|years?|days?|weeks?|months?|hours?)\b)"
)

# "the Union holds 80", "independents 15": who has so many of the whole.
_HOLDS = re.compile(
    rf"(?:the )?(?:[A-Za-z][\w'-]+ ){{1,4}}?(?P<n>{FIGURES})(?=[.;]?\s*\Z| seats\b)", re.ASCII
)


def _pieces(words: str, start: int, where: str) -> Pieces:
    """The pieces of a list with their numbers; none unless each begins with one and has no other.

    A name may stand before the number that ends a piece: "the Union holds 80".
    """
    some: Pieces = []
    begin = 0
    for m in (*_PART.finditer(words), None):
        piece = words[begin : m.start() if m else len(words)]
        number = _BEGINS.match(piece) or _HOLDS.match(piece)
        value = quantity(number["n"]) if number else None
        if number is None or value is None or _NUMBER.search(piece, number.end("n")):
            return []
        some.append(
            (
                float(value),
                Span(start + begin + number.start("n"), start + begin + number.end("n"), where),
            )
        )
        begin = m.end() if m else 0
    return some


def _told(total: Amount, pieces: Pieces, result: str) -> Check:
    made = sum(n for n, _ in pieces)
    shown = " + ".join(f"{n:,g}" for n, _ in pieces)
    return Check(
        evidence=total.evidence,
        rule="total and list",
        check="sum_of_parts",
        result=result,  # type: ignore[arg-type]
        against=tuple(s for _, s in pieces),
        why=f"{shown} = {made:,g}; the text has {total.value:,g}",
    )


def _bounded(total: Amount, parts: list[Amount]) -> Check | None:
    """A check of parts that need not be all: nothing if they come to less than the whole."""
    return _sum(total, parts) if sum(p.value for p in parts) >= total.value else None


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
    pieces = [(float(p.value), p.evidence[0]) for p in parts]
    return _told(total, pieces, "agrees" if same else "differs")
