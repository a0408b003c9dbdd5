"""Amounts in one paragraph: each number with what it measures or counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.article import Span
from dragoman.grammar.numerals import quantity
from dragoman.places import Places
from dragoman.places import taken as by_place
from dragoman.readers.amounts import nouns
from dragoman.readers.amounts.ordinals import ordinals
from dragoman.readers.amounts.patterns import (
    AFTER,
    AND_TO,
    BEFORE,
    BETWEEN,
    CHANGE,
    FRACTION,
    MEASURE,
    MODIFIERS,
    MONEY,
    MULTITUDE,
    NONE_AT_ALL,
    PERCENT,
    QUANTITY,
    RANGE,
    SIGNS,
    WHOLE_PAGE,
    Unit,
    currency,
    unit_named,
)
from dragoman.readers.amounts.sums import Modifier, Sum, Type, meets

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# Stands for a character that belongs to a date or a name.
_MASK = "\0"


def amounts(words: str, blocked: list[tuple[int, int]]) -> list[Sum]:
    """Amounts in order, none over another and none in a blocked stretch."""
    blocked = blocked + [m.span() for m in _ADDRESS.finditer(words)]
    for a, b in blocked:
        words = words[:a] + _MASK * (b - a) + words[b:]
    made: list[Sum] = []
    for some in (_none_at_all, _pages, _fractions, _multitudes, _quantities, ordinals):
        taken = by_place(Span(x.start, x.end) for x in made)
        made += [x for x in some(words, taken) if not meets(x.start, x.end, taken)]
    made.sort(key=lambda x: x.start)
    return _with_shared_nouns(words, made)


_RISEN = re.compile(r"\b(?:is|are|was|were|now|it's|went|go|goes)\s+\Z")


def _modified(words: str, start: int, end: int) -> tuple[int, int, Modifier | None]:
    """The stretch with the words that modify its number, and what they say."""
    before = BEFORE.search(words, max(0, start - 24), start)
    if before:
        words_of = " ".join(before["mod"].casefold().split())
        if words_of == "up to" and _RISEN.search(words, max(0, before.start() - 8), before.start()):
            return start, end, None  # "is up to 69,500": it has risen
        sign = MODIFIERS[words_of]
        return before.start(), end, sign  # type: ignore[return-value]
    return start, end, None


def _none_at_all(words: str, _taken: Places[Span]) -> Iterator[Sum]:
    for m in NONE_AT_ALL.finditer(words):
        noun = nouns.head(words, m.end(), plural=False)
        if noun:
            yield Sum(m.start(), noun[0], "count", 0, "none at all", noun[1], negated=True)


def _pages(words: str, _taken: Places[Span]) -> Iterator[Sum]:
    for m in WHOLE_PAGE.finditer(words):
        half = m["n"].casefold().startswith("half")
        yield Sum(*m.span(), "count", 0.5 if half else 1, "a whole page", m["noun"].casefold())


_DENOMINATORS = {"hal": 2, "thi": 3, "qua": 4, "fou": 4, "fif": 5, "six": 6, "sev": 7, "eig": 8, "nin": 9,
                 "ten": 10, "twe": 20, "hun": 100, "tho": 1000}  # fmt: skip


def _fractions(words: str, _taken: Places[Span]) -> Iterator[Sum]:
    for m in FRACTION.finditer(words):
        start, end, sign = _modified(words, *m.span())
        if m["of"]:
            base = quantity(m["of"])
            if not base:
                continue
            value: float = 1 / base
        elif m["half"]:
            value = 0.5
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


def _multitudes(words: str, _taken: Places[Span]) -> Iterator[Sum]:
    """Dozens of ships: a count whose number the words do not give."""
    for m in MULTITUDE.finditer(words):
        money = MONEY.match(words[m.end() : m.end() + 24])
        if money:
            code, _ = currency(money["currency"])
            yield Sum(m.start(), m.end() + money.end(), "money", None, "multitude", code)
            continue
        measure = MEASURE.match(words[m.end() : m.end() + 24])
        if measure and (unit := unit_named(measure["unit"])):
            yield Sum(m.start(), m.end() + measure.end(), "measure", None, "multitude", unit.name)
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
    "second", "night", "decade", "century", "like", "odd", "plus", "ever", "half", "third", "thirds", "major", "main", "high", "long", "first", "quarter",
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


def _quantities(words: str, taken: Places[Span]) -> Iterator[Sum]:
    reached = 0
    for m in QUANTITY.finditer(words):
        if m.start("first") < reached or meets(m.start("first"), m.end(), taken):
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
    """The number or the pair of numbers that begins with a match, and where they end."""
    first, end = quantity(m["first"]), m.end()
    lead, rest = words[max(0, m.start() - 34) : m.start()], words[end : end + 40]
    if CHANGE.search(lead):
        return first, end
    n = RANGE.match(rest)
    if n is None and BETWEEN.search(lead):
        n = AND_TO.match(rest)
    if n is not None:
        both = _pair(first, quantity(n["second"]), n["second"])
        if isinstance(both, list):
            return both, end + n.end()
    return first, end


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


_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}


def _times(value: Any, factor: float) -> Any:
    if factor == 1.0:
        return value
    return (
        [round(v * factor, 6) for v in value]
        if isinstance(value, list)
        else round(value * factor, 6)
    )


_MINUS = re.compile(r"(?:\A|[\s(])[-−]\Z|\bminus\s\Z", re.IGNORECASE)


def _measured(words: str, m: re.Match[str]) -> Sum | None:
    """A percentage, money, or a measure."""
    value, end = _values(words, m)
    if value is None:
        return None
    rest = words[end : end + 60]
    start = m.start("sign") if m["sign"] else m.start("first")
    if minus := _MINUS.search(words, max(0, start - 7), start):
        value, start = _times(value, -1.0), minus.start() + (minus.group()[0].isspace())
    if m["letters"] and not m["sign"]:
        counted = MEASURE.match(rest) or nouns.head(words, end)
        if m["letters"] == "m" and not counted:
            return Sum(
                start, end, "measure", value, "measure", "metre", measure=unit_named("metre")
            )
        value = _times(value, _LETTERS[m["letters"]])
    if m["sign"]:
        value = _times(value, _LETTERS.get(m["letters"] or "", 1.0))
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


_HIGHER = re.compile(r"\s+(?:higher|lower|warmer|cooler|colder|hotter)\b")
_BELOW_ZERO = re.compile(r"\s+below zero\b")


def _measure(value: Any, m: re.Match[str]) -> _Reading | None:
    unit = unit_named(m["unit"])
    if unit and unit.offset and _HIGHER.match(m.string[m.end() :]):
        return ("measure", value, unit.name, None)  # a difference has no zero
    if unit and unit.name == "degree":
        return ("measure", value, unit.name, None)  # of an angle or of heat, the words don't say
    if unit and _BELOW_ZERO.match(m.string[m.end() :]):
        value = _times(value, -1.0)
    return ("measure", value, unit.name, unit) if unit else None


_MAGNITUDE = re.compile(r"\bmagnitude\s+(?:of\s+)?\Z", re.IGNORECASE)
# "more than 300 of its members"
_OF_THEM = re.compile(r"\s+(?:out\s+)?of\s+(?:its|their|the|these|those|his|her|our)\b")
_TIME = {
    "year",
    "month",
    "week",
    "day",
    "night",
    "hour",
    "minute",
    "second",
    "decade",
    "century",
    "fortnight",
    "weekend",
}
_RANKED = re.compile(r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b")


def _counted(words: str, m: re.Match[str]) -> Sum | None:
    """A number with its noun, or one of people who are killed, or one that a verb of amount names."""
    value, end = _values(words, m)
    if value is None:
        return None
    value = _times(value, _LETTERS.get(m["letters"] or "", 1.0))
    if magnitude := _MAGNITUDE.search(words, max(0, m.start("first") - 14), m.start("first")):
        scale = unit_named("magnitude")
        return Sum(magnitude.start(), end, "measure", value, "measure", "magnitude", measure=scale)
    start, _, sign = _modified(words, m.start("first"), end)
    after = AFTER.match(words[end : end + 9])
    if after:
        end += after.end()
        sign = ">=" if after["more"] or after["plus"] else "~"
    if hyphened := _HYPHENED.match(words[end : end + 20]):
        noun = hyphened["noun"]
        if noun in _NOT_COUNTED or _ONE.match(m["first"]):
            return None
        unit = "person" if noun == "strong" else nouns.singular(noun)
        return Sum(start, end + hyphened.end(), "count", value, "hyphen", unit, modifier=sign)
    if nouns.STRICKEN.match(words[end : end + 60]):
        stricken = nouns.STRICKEN.match(words[end : end + 60])
        assert stricken is not None
        if not re.search(r"\b(?:were|was|are|have|still)\b", stricken.group()):
            end += stricken.end()
        return Sum(start, end, "count", value, "people", "person", modifier=sign)
    if _ONE.match(m["first"]) or _RANKED.match(words[end : end + 9]):
        return None
    if of_them := _OF_THEM.match(words, end):
        whole = nouns.head(words, of_them.end())
        return (
            Sum(start, end, "count", value, "out of more", whole[1], modifier=sign)
            if whole
            else None
        )
    noun = nouns.head(words, end)
    if noun is not None and noun[1].casefold() in _TIME:
        return None
    if noun is not None and (measure := unit_named(noun[1])) and measure.name != "degree":
        of = nouns.of_what(words, noun[0])
        return Sum(
            start, noun[0], "measure", value, "measure", measure.name, of, sign, measure=measure
        )
    if noun is not None:
        of = nouns.of_what(words, noun[0], prepositions=("of", "to"))
        return Sum(start, noun[0], "count", value, "counted noun", noun[1], of, sign)
    lead = words[max(0, start - 30) : start]
    said = sign is not None or (words[m.start("first")].isdigit() and _OF_QUANTITY.search(lead))
    if said and _BARE_END.match(words[end : end + 12]) and (sign or value != 1):
        subject = _NUMBER_OF.search(words, max(0, start - 90), start)
        counted = nouns.singular(subject["noun"]) if subject else None
        return Sum(
            start, end, "count", value, "number alone", counted, nouns.of_what(words, end), sign
        )
    return None


# ---- numbers that share the noun of the number before: "118 words to China, 48 to Russia"

_SHARED = re.compile(r"\A\s+(?:to|in|from|for|on|at|by)\s")


_JOINED = re.compile(r"(?:,|\band|\bto)\s+(?:\w+\s+)?\Z")
_PARTED = re.compile(r"[.;:?!](?=\s)")


def _with_shared_nouns(words: str, made: list[Sum]) -> list[Sum]:
    """These, and bare numbers that take their noun from the amount before or behind."""
    out = list(made)
    taken = by_place(Span(x.start, x.end) for x in made)
    bare = [
        m
        for m in QUANTITY.finditer(words)
        if not m["sign"]
        and not m["letters"]
        and not _ONE.match(m["first"])
        and not meets(m.start("first"), m.end(), taken)
    ]
    starts = [x.start for x in out]
    for m in reversed(bare):  # "8, 10 and 12 missiles"
        i = bisect_right(starts, m.end())
        behind = out[i] if i < len(out) and out[i].start <= m.end() + 6 else None
        if behind and behind.type != "ordinal" and _LISTED.fullmatch(words[m.end() : behind.start]):
            _put_in(out, starts, _shared(words, m, behind))
    out = [_with_noun_behind(words, x, y) for x, y in zip(out, [*out[1:], None], strict=False)]
    for m in bare:
        i = bisect_right(starts, m.start("first")) - 1
        if i < 0 or out[i].end > m.start("first"):
            continue
        # Further away than sixty characters nothing is joined.
        while i >= 0 and out[i].type not in _SHARING and out[i].end > m.start() - 60:
            i -= 1
        if i < 0 or out[i].type not in _SHARING or out[i].end > m.start():
            continue
        gap = words[out[i].end : m.start("first")]
        if len(gap) > 60 or not _JOINED.search(gap) or _PARTED.search(gap):
            continue
        if _SHARED.match(words[m.end() : m.end() + 6]):
            _put_in(out, starts, _shared(words, m, out[i]))
    return out


def _put_in(out: list[Sum], starts: list[int], one: Sum) -> None:
    at = bisect_right(starts, one.start)
    out.insert(at, one)
    starts.insert(at, one.start)


def _with_noun_behind(words: str, one: Sum, behind: Sum | None) -> Sum:
    """ "from 40 to 65 people": the first are people too."""
    if behind is None or one.rule != "number alone" or one.unit or behind.type != "count":
        return one
    joined = re.fullmatch(r"\s+to\s+", words[one.end : behind.start])
    return replace(one, unit=behind.unit) if joined else one


_SHARING = ("count", "money", "percent", "measure")
_LISTED = re.compile(r"(?:,|,?\s+and|,?\s+or)\s+")


def _shared(words: str, m: re.Match[str], like: Sum) -> Sum:
    start, end, sign = _modified(words, m.start("first"), m.end())
    of, value = nouns.of_what(words, end, prepositions=("of", "to")), quantity(m["first"])
    rule = "shared noun"
    return Sum(start, end, like.type, value, rule, like.unit, of, sign, measure=like.measure)
