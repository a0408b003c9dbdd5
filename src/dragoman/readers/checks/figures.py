"""Amounts held against each other: one quantity in two units, a total and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from dragoman.article import Span
from dragoman.finding import Amount, Check
from dragoman.grammar import Grammar

# Conversion factors of newsrooms are rounded too ("2.2 pounds", "1.6 kilometers").
_SLACK = 0.005
# What a figure that ends in zeros may stand for is at most so much of it.
_MOST = 0.10


def rounding(words: str) -> float:
    """Half of the last significant figure of a number as written.

    Zeros at the end are taken for rounding, but for no more than a tenth of the number.

    >>> rounding("1,100"), rounding("500"), rounding("100"), rounding("10.5"), rounding("31")
    (50.0, 50.0, 10.0, 0.05, 0.5)
    """
    figures = re.sub(r"[,\s]", "", words)
    whole, _, rest = figures.partition(".")
    if rest:
        return float(0.5 * 10 ** -len(rest))
    zeros = len(whole) - len(whole.rstrip("0"))
    value = float(whole)
    return 0.5 if zeros == 0 else max(0.5, min(0.5 * 10**zeros, _MOST * value))


def consistent(a: float, a_round: float, b: float, b_round: float) -> bool:
    """True if one of two quantities in SI, taken as exact, rounds to the other.

    Args:
        a_round: half the last significant figure of `a`, in SI.
    """
    slack = _SLACK * max(abs(a), abs(b))
    precise = a_round <= 0.05 * abs(a)  # only a precise first figure may be the rounded one
    return abs(a - b) <= b_round + slack or (precise and abs(a - b) <= a_round + slack)


def conversions(text: Grammar, amounts: list[Amount]) -> Iterator[Check]:
    """One check for each quantity given in two units."""
    by_id = {a.id: a for a in amounts}
    for a in amounts:
        b = by_id.get(a.pair or "")
        if b is None or b.evidence[0].start < a.evidence[0].start or not a.si or not b.si:
            continue
        if isinstance(a.value, list) or isinstance(b.value, list) or not a.value or not b.value:
            continue
        result = "agrees" if _same(text, a, b) else "differs"
        span = Span(a.evidence[0].start, b.evidence[0].end, a.evidence[0].where)
        yield Check(
            evidence=(_bracketed(text, span),),
            rule="significant figures",
            check="unit_conversion",
            result=result,  # type: ignore[arg-type]
            why=f"{a.value:,g} {a.unit} = {_shown(_in_unit_of(a, b))} {b.unit}; the text has {b.value:,g}",
        )


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _bracketed(text: Grammar, span: Span) -> Span:
    after = Span(span.end, span.end + 1, span.where)
    return Span(span.start, span.end + 1, span.where) if text.words(after) in ("]", ")") else span


_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _same(text: Grammar, a: Amount, b: Amount) -> bool:
    assert a.si is not None
    assert b.si is not None
    rounds = []
    for one in (a, b):
        m = _FIGURES.search(text.words(one.evidence[0]))
        own = rounding(m.group()) if m else 0.5
        scale = (
            one.value / float(m.group().replace(",", ""))
            if m and float(m.group().replace(",", ""))
            else 1
        )
        assert one.si is not None
        rounds.append(abs(_slope(one) * own * scale))
    return consistent(a.si.value, rounds[0], b.si.value, rounds[1])


def _slope(one: Amount) -> float:
    """SI per unit; of temperatures the difference, not the ratio."""
    assert one.si is not None
    if one.unit == "celsius":
        return 1.0
    if one.unit == "fahrenheit":
        return 5 / 9
    return float(one.si.value / one.value)


def _in_unit_of(a: Amount, b: Amount) -> float:
    assert a.si is not None
    assert b.si is not None
    return float(b.value + (a.si.value - b.si.value) / _slope(b))


# ---- a total and its parts

_IN_ALL = re.compile(r"\A,? (?:in all|in total|altogether)\b", re.IGNORECASE)
_TOTAL_OF = re.compile(r"\b(?:total of|totall?ing|totalled|totaled) \Z", re.IGNORECASE)
_LISTED = re.compile(r"\A[^,.;:]{0,40}(?::|\s[-–—]\s|,? namely,?)\s")
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
    return (first, parts) if _is_list(text, parts) else None


def _total_behind(text: Grammar, own: Span, group: list[Amount]) -> Parts | None:
    """The last amount, if "in all" or "a total of" stands with it."""
    last, parts = group[-1], group[:-1]
    at = last.evidence[0]
    rest = text.words(Span(at.end, min(own.end, at.end + 20), own.where))
    lead = text.words(Span(max(own.start, at.start - 14), at.start, own.where))
    before = text.words(Span(own.start, at.start, own.where))
    if not (_IN_ALL.match(rest) or _TOTAL_OF.search(lead)) or _OPEN.search(before):
        return None
    return (last, parts) if _is_list(text, parts) else None


def _is_list(text: Grammar, parts: list[Amount]) -> bool:
    """True if commas and "and" join the parts and nothing else."""
    if len(parts) < 2 or len({p.type for p in parts}) > 1:
        return False
    for a, b in pairwise(parts):
        gap = text.words(Span(a.evidence[0].end, b.evidence[0].start, a.evidence[0].where))
        if len(gap) > 60 or not re.search(r"(?:,|\band)\s*(?:and\s+)?\Z", gap) or ";" in gap:
            return False
    return True


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
