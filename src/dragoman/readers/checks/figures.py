"""One quantity in two units, held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
