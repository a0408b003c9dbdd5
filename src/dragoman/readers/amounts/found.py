"""Amounts in one paragraph: each number with what it measures or counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.grammar.numerals import ordinal, quantity
from dragoman.readers.amounts import nouns
from dragoman.readers.amounts.patterns import (
    AFTER,
    AND_TO,
    BEFORE,
    BETWEEN,
    FRACTION,
    MEASURE,
    MODIFIERS,
    MONEY,
    MULTITUDE,
    NONE_AT_ALL,
    ORDINAL,
    PERCENT,
    QUANTITY,
    SIGNS,
    WHOLE_PAGE,
    Unit,
    currency,
    unit_named,
)

Type = Literal["count", "measure", "money", "percent", "ordinal", "fraction"]
Modifier = Literal[">", "<", "~", ">=", "<="]


# Stands for a character that belongs to a date or a name.
_MASK = "\0"


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in characters of its paragraph."""

    start: int
    end: int
    type: Type
    value: Any
    rule: str
    unit: str | None = None
    of: str | None = None
    modifier: Modifier | None = None
    negated: bool = False
    measure: Unit | None = None


def amounts(words: str, blocked: list[tuple[int, int]]) -> list[Sum]:
    """Amounts in order, none over another and none in a blocked stretch."""
    for a, b in blocked:
        words = words[:a] + _MASK * (b - a) + words[b:]
    made: list[Sum] = []
    for some in (_none_at_all, _pages, _fractions, _multitudes, _quantities, _ordinals):
        taken = [(x.start, x.end) for x in made]
        made += [x for x in some(words, taken) if not _meets(x.start, x.end, taken)]
    made.sort(key=lambda x: x.start)
    return _with_shared_nouns(words, made)


def _meets(start: int, end: int, stretches: list[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in stretches)


def _modified(words: str, start: int, end: int) -> tuple[int, int, Modifier | None]:
    """The stretch with the words that modify its number, and what they say."""
    before = BEFORE.search(words, max(0, start - 24), start)
    if before:
        sign = MODIFIERS[" ".join(before["mod"].casefold().split())]
        return before.start(), end, sign  # type: ignore[return-value]
    return start, end, None


def _none_at_all(words: str, _taken: list[tuple[int, int]]) -> Iterator[Sum]:
    for m in NONE_AT_ALL.finditer(words):
        noun = nouns.head(words, m.end(), plural=False)
        if noun:
            yield Sum(m.start(), noun[0], "count", 0, "none at all", noun[1], negated=True)


def _pages(words: str, _taken: list[tuple[int, int]]) -> Iterator[Sum]:
    for m in WHOLE_PAGE.finditer(words):
        half = m["n"].casefold().startswith("half")
        yield Sum(*m.span(), "count", 0.5 if half else 1, "a whole page", m["noun"].casefold())


_DENOMINATORS = {"hal": 2, "thi": 3, "qua": 4, "fou": 4, "fif": 5, "six": 6, "sev": 7, "eig": 8, "nin": 9,
                 "ten": 10, "twe": 20, "hun": 100, "tho": 1000}  # fmt: skip


def _fractions(words: str, _taken: list[tuple[int, int]]) -> Iterator[Sum]:
    for m in FRACTION.finditer(words):
        start, end, sign = _modified(words, *m.span())
        if m["half"]:
            value: float = 0.5
        else:
            n = 1 if m["n"].casefold() in ("a", "an") else quantity(m["n"])
            if n is None or re.match(
                r"\s+(?:time|party|country|party|page|day|year)\b", words[m.end() : m.end() + 9]
            ):
                continue
            if m["den"].casefold() in ("third", "fourth", "fifth", "quarter", "half") and n != 1:
                continue
            if m["n"].casefold() in ("a", "an") and m["den"].casefold() not in (
                "half",
                "third",
                "quarter",
            ):
                continue
            if m["n"].casefold() == "a" and not re.match(r"\s+of\b", words[m.end() : m.end() + 4]):
                continue
            value = n / _DENOMINATORS[m["den"][:3].casefold()]
        yield Sum(
            start, end, "fraction", value, "fraction", of=nouns.of_what(words, end), modifier=sign
        )


def _multitudes(words: str, _taken: list[tuple[int, int]]) -> Iterator[Sum]:
    """Dozens of ships: a count whose number the words do not give."""
    for m in MULTITUDE.finditer(words):
        money = MONEY.match(words[m.end() : m.end() + 24])
        if money:
            code, _ = currency(money["currency"])
            yield Sum(m.start(), m.end() + money.end(), "money", None, "multitude", code)
            continue
        noun = nouns.head(words, m.end())
        if noun:
            yield Sum(m.start(), noun[0], "count", None, "multitude", noun[1])


# ---- numbers

_NUMBERED = re.compile(
    r"(?:\b(?:Resolution|Res\.|Room|Flight|Articles?|No\.?|Nos\.|number|numbers|Section|Rule|Order|pages?|p\.|pp\.|"
    r"Chapter|Volume|Vol\.|Unit|Brigade|Regiment|Division|Route|Highway|Line|Apollo|Phase|Channel|Group of|"
    r"paragraphs?|verse|Part|Annex|Protocol|Title|Type|Model|Windows|version|aged|age|Decree|Law|Bill|Psalm|"
    r"at the age of|Street|Building|Grade|Level|Table|Figure|Boeing|Airbus|MiG|Track|Lot|Act|Form)\s+"
    r"|[#§№]\s?|https?://\S*|www\.\S*)\Z",
    re.IGNORECASE,
)
# "several hundred doses": the words give no number.
_UNTOLD = re.compile(r"\b(?:several|a few|many|some few)\s+\Z", re.IGNORECASE)
_ONE = re.compile(r"\A(?:one)\Z", re.IGNORECASE)
_HYPHENED = re.compile(r"\A-(?P<noun>[a-z]{3,})(?![\w])(?!-)")
_NOT_COUNTED = {
    "fold", "way", "sided", "time", "off", "star", "old", "year", "month", "week", "day", "hour", "minute",
    "second", "night", "decade", "century", "like", "odd", "plus", "ever", "half", "third", "thirds", "quarter",
    "quarters", "minded", "handed", "fifth", "fifths", "fourths", "tenths", "something", "dimensional", "based", "to",
    "and", "or", "by", "wide",
}  # fmt: skip
_OF_QUANTITY = re.compile(
    r"\b(?:total(?:s|ed|ing|led)?|total of|reached|reaching|reaches|numbered|numbering|increased (?:from|to|by)|rose (?:from|to|by)|grew (?:from|to|by)|"
    r"fell (?:from|to|by)|dropped (?:from|to|by)|decreased (?:from|to|by)|stood at|stands? at|was|is|were|count of|by a vote of|"
    r"figure of|number of \w+ (?:was|is|to)|score of)\s+\Z",
    re.IGNORECASE,
)
# "The number of the victims totals 36"
_NUMBER_OF = re.compile(r"\b[Nn]umber\s+of\s+(?:the\s+)?(?P<noun>[a-z]+s)\b[^.;]*\Z")
_BARE_END = re.compile(
    r"\A(?:[.;)\]]|,(?!\d)|\s+(?:in|to|from|by|on|at|and|for|last|this|a year|compared|of them|of whom|were|was|have|had)\b|\Z)"
)


def _quantities(words: str, taken: list[tuple[int, int]]) -> Iterator[Sum]:
    reached = 0
    for m in QUANTITY.finditer(words):
        if m.start("first") < reached or _meets(m.start("first"), m.end(), taken):
            continue
        lead = words[max(0, m.start() - 24) : m.start()]
        if _NUMBERED.search(lead):
            continue
        if _UNTOLD.search(lead) and not words[m.start("first")].isdigit():
            continue
        one = _measured(words, m) or _counted(words, m)
        if one is not None:
            reached = one.end
            yield one


def _values(words: str, m: re.Match[str]) -> tuple[Any, int]:
    """The number or pair of numbers of a match, and where they end."""
    first = quantity(m["first"])
    if m["second"]:
        second = quantity(m["second"])
        return _pair(first, second, m["second"]), m.end()
    lead = words[max(0, m.start() - 16) : m.start()]
    if BETWEEN.search(lead) and (n := AND_TO.match(words[m.end() : m.end() + 40])):
        second = quantity(n["second"])
        both = _pair(first, second, n["second"])
        if isinstance(both, list) and both[0] < both[1]:
            return both, m.end() + n.end()
    return first, m.end()


def _pair(first: Any, second: Any, words: str) -> Any:
    """Low and high; "5 to 10 million" are both millions."""
    if first is None or second is None:
        return first
    scale = re.search(
        r"(?:hundred|thousand|million|billion|trillion|mln|bln|bn)\Z", words.casefold()
    )
    if scale and first < 1000 and (one := quantity(f"1 {scale.group()}")):
        first = first * one
    return [first, second] if first <= second else first


def _times(value: Any, factor: float) -> Any:
    if factor == 1.0:
        return value
    return (
        [round(v * factor, 6) for v in value]
        if isinstance(value, list)
        else round(value * factor, 6)
    )


def _measured(words: str, m: re.Match[str]) -> Sum | None:
    """A percentage, money, or a measure."""
    value, end = _values(words, m)
    if value is None:
        return None
    rest = words[end : end + 40]
    start = m.start("sign") if m["sign"] else m.start("first")
    if m["sign"]:
        start, end, sign = _modified(words, start, end)
        end = _over(words, end)
        return Sum(
            start, end, "money", value, "money", SIGNS[m["sign"]], nouns.of_what(words, end), sign
        )
    for pattern, make in ((PERCENT, _percent), (MONEY, _money), (MEASURE, _measure)):
        if found := pattern.match(rest):
            made = make(value, found)
            if made is not None:
                start, end, sign = _modified(words, start, end + found.end())
                of = nouns.of_what(words, end)
                kind, number, unit, measure = made
                return Sum(start, end, kind, number, kind, unit, of, sign, measure=measure)
    return None


def _over(words: str, end: int) -> int:
    """Past "-plus" and "or more"."""
    after = AFTER.match(words[end : end + 9])
    return end + after.end() if after else end


_Reading = tuple[Type, Any, str, Unit | None]


def _percent(value: Any, m: re.Match[str]) -> _Reading:
    points = "point" in m.group()
    return ("percent", value, "percentage point" if points else "percent", None)


def _money(value: Any, m: re.Match[str]) -> _Reading:
    code, each = currency(m["currency"])
    return ("money", _times(value, each), code, None)


def _measure(value: Any, m: re.Match[str]) -> _Reading | None:
    unit = unit_named(m["unit"])
    return ("measure", value, unit.name, unit) if unit else None


def _counted(words: str, m: re.Match[str]) -> Sum | None:
    """A number with its noun, or one of people who are killed, or one that a verb of amount names."""
    value, end = _values(words, m)
    if value is None:
        return None
    start, _, sign = _modified(words, m.start("first"), end)
    if hyphened := _HYPHENED.match(words[end : end + 20]):
        noun = hyphened["noun"]
        if noun in _NOT_COUNTED or _ONE.match(m["first"]):
            return None
        return Sum(
            start,
            end + hyphened.end(),
            "count",
            value,
            "hyphen",
            nouns.singular(noun),
            modifier=sign,
        )
    after = AFTER.match(words[end : end + 9])
    if after:
        end += after.end()
        sign = ">=" if after["more"] or after["plus"] else "~"
    if nouns.STRICKEN.match(words[end : end + 60]):
        stricken = nouns.STRICKEN.match(words[end : end + 60])
        assert stricken is not None
        return Sum(start, end, "count", value, "people", "person", modifier=sign)
    if _ONE.match(m["first"]):
        return None
    noun = nouns.head(words, end)
    if noun is not None:
        of = nouns.of_what(words, noun[0])
        return Sum(start, noun[0], "count", value, "counted noun", noun[1], of, sign)
    lead = words[max(0, start - 30) : start]
    said = sign is not None or (words[m.start("first")].isdigit() and _OF_QUANTITY.search(lead))
    if said and _BARE_END.match(words[end : end + 12]) and (sign or value != 1):
        return Sum(
            start, end, "count", value, "number alone", None, nouns.of_what(words, end), sign
        )
    return None


# ---- numbers that share the noun of the number before: "118 words to China, 48 to Russia"

_SHARED = re.compile(r"\A\s+(?:to|in|from|for|on|at|by)\s")


_JOINED = re.compile(r"(?:,|\band|\bto)\s+(?:\w+\s+)?\Z")
_PARTED = re.compile(r"[.;:?!](?=\s)")


def _with_shared_nouns(words: str, made: list[Sum]) -> list[Sum]:
    out = list(made)
    taken = [(x.start, x.end) for x in made]
    counts = [x for x in made if x.type in ("count", "money", "percent", "measure")]
    for m in QUANTITY.finditer(words):
        if (
            m["sign"]
            or not words[m.start("first")].isdigit()
            or _meets(m.start("first"), m.end(), taken)
        ):
            continue
        before = [x for x in counts if x.end <= m.start()]
        if not before or not _SHARED.match(words[m.end() : m.end() + 6]):
            continue
        last = before[-1]
        gap = words[last.end : m.start("first")]
        if (
            len(gap) > 60
            or re.search(r"[.;:?!](?=\s)", gap)
            or not re.search(r"(?:,|\band)\s+(?:\w+\s+)?\Z", gap)
        ):
            continue
        start, end, sign = _modified(words, m.start("first"), m.end())
        of = nouns.of_what(words, end)
        out.append(
            Sum(
                start,
                end,
                last.type,
                quantity(m["first"]),
                "shared noun",
                last.unit,
                of,
                sign,
                measure=last.measure,
            )
        )
        counts.append(out[-1])
        counts.sort(key=lambda x: x.start)
    return sorted(out, key=lambda x: x.start)


# ---- ordinals

_TITLE = re.compile(
    r"\A[ -](?:(?:Deputy|Vice|Deputy Prime|Foreign)[ -])*(?:Secretary|Deputy|Vice|Lady|Ladies|Minister|Chairman|Chairperson|"
    r"Channel|Lieutenant|Family|Gentleman|Sergeant|Officer|Sea Lord|Department|Bureau)\b"
)
_OUTSIDE = re.compile(r"\b(?:at|from the very|on) \Z", re.IGNORECASE)
_OPENING = re.compile(r"\A(?:ly\b|,)")
_ENUMERATED = re.compile(r"(?:\A|[.;:?!]['\"”]?\s+)\Z")
# "But first I would like to", "Well, first,": a word of order in the speech, not of things.
_MARKER = re.compile(r"\A,? (?:I|I'd|I'll|let|let's|we|we'd|as)\b")
_CLAUSE = re.compile(r"(?:\A|[.;:?!,—–-]\s*|\b(?:but|and|so|well|now)\s+)\Z", re.IGNORECASE)
_PAGE = re.compile(r"\A\s+(?P<noun>page|column)\b")
_HALF_DAY = re.compile(r"\A\s+(?:half|hand|class|nature|generation)\b")


def _ordinals(words: str, taken: list[tuple[int, int]]) -> Iterator[Sum]:
    for m in ORDINAL.finditer(words):
        if _meets(*m.span(), taken):
            continue
        rank = ordinal(m["rank"])
        lead, rest = words[max(0, m.start() - 14) : m.start()], words[m.end() : m.end() + 40]
        if rank is None or _TITLE.match(rest) or _HALF_DAY.match(rest):
            continue
        if _OUTSIDE.search(lead) and rank == 1 and not rest.startswith(" "):
            continue
        if re.search(r"\bat \Z", lead, re.I) and rank == 1:
            continue
        if _MARKER.match(rest) and _CLAUSE.search(lead):
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
