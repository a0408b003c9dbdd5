"""Patterns for amounts: numbers, what modifies them, units, currencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman import lore
from dragoman.grammar.numerals import CARDINAL_WORDS, FIGURES, ORDINAL_DIGITS, ORDINAL_WORDS

_TABLE: dict[str, Any] = lore.words("units")


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure with what makes SI of it."""

    name: str
    dimension: str
    si: str
    factor: float
    offset: float = 0.0


@cache
def units() -> dict[str, Unit]:
    """Units by each of their written forms, in small letters, but for symbols as they are."""
    out = {}
    for row in _TABLE["unit"]:
        offset = float(row.get("offset", 0))
        unit = Unit(row["name"], row["dimension"], row["si"], float(row["factor"]), offset)
        for form in row["forms"].split("|"):
            out[form if len(form) <= 3 or form[0] == "°" else form.casefold()] = unit
    return out


def unit_named(words: str) -> Unit | None:
    """The unit that is written so."""
    plain = " ".join(words.split())
    return units().get(plain) or units().get(plain.casefold())


CURRENCIES: dict[str, str] = {k.casefold(): v for k, v in _TABLE["currency"].items()}
SIGNS: dict[str, str] = _TABLE["sign"]
_PENNIES = {"USD cent": ("USD", 0.01)}


def currency(words: str) -> tuple[str, float]:
    """The ISO 4217 code of a currency's name, and how much of it one such is."""
    code = CURRENCIES[" ".join(words.split()).casefold()]
    return _PENNIES.get(code, (code, 1.0))


_SCALE = "dozen|hundred|thousand|million|billion|trillion"
NUMBER = rf"(?:(?i:(?:half\s+)?a\s+(?:{_SCALE}))\b|(?:{FIGURES}|(?i:{CARDINAL_WORDS})\b)(?:\s+and\s+a\s+half\b)?)"
# More, less and about; what each says of the value (`modifier` of the reading format).
_MODIFIERS = {
    "more than": ">", "over": ">", "above": ">", "well over": ">", "upwards of": ">",
    "greater than": ">", "exceeding": ">", "in excess of": ">", "a little over": ">", "just over": ">",
    "less than": "<", "fewer than": "<", "under": "<", "below": "<", "nearly": "<", "almost": "<",
    "close to": "~", "about": "~", "around": "~", "some": "~", "roughly": "~", "approximately": "~",
    "an estimated": "~", "estimated": "~", "circa": "~", "at least": ">=", "no fewer than": ">=",
    "no less than": ">=", "not less than": ">=", "a minimum of": ">=", "at most": "<=",
    "up to": "<=", "as many as": "<=", "as much as": "<=", "no more than": "<=", "not more than": "<=",
    "a maximum of": "<=", "just under": "<", "only": None, "just": None, "only about": "~",
}  # fmt: skip
MODIFIERS = {k: v for k, v in _MODIFIERS.items() if v}
BEFORE = re.compile(rf"\b(?P<mod>{_any(MODIFIERS)})\s+(?:an?\s+)?\Z", re.IGNORECASE)
AFTER = re.compile(
    r"\A(?:\s+or\s+(?P<so>so)\b|\s+or\s+(?P<more>more)\b|(?P<plus>\+|-plus\b)|(?P<odd>[-\s]odd\b))"
)

_RANGE = r"(?:\s?[-–—]\s?|\s+(?:to|or)\s+|(?:(?<=\d)| )-to-)"
_ENDS = r"(?=(?:kg|km|mm|cm)\b|[^\w/:]|\Z)(?![.,]\d)"
QUANTITY = re.compile(
    rf"(?:(?<![\w.,/:;#%-])|(?<=[\s(]-))(?P<sign>{_any(SIGNS)})?\s?"
    rf"(?P<first>{NUMBER})(?P<letters>(?<=\d)(?:bn|mn|tn|m|k)\b)?{_ENDS}"
)
RANGE = re.compile(rf"\A(?P<link>{_RANGE})(?:{_any(SIGNS)})?(?P<second>{NUMBER}){_ENDS}")
# "grew from 40 to 65" is no range.
CHANGE = re.compile(
    r"\b(?:gr[eo]wn?|rose|risen|fell|fallen|increas\w+|dropp\w+|decreas\w+|declin\w+|climb\w+|jump\w+|rais\w+|"
    r"reduc\w+|cut|up|down|went|chang\w+|mov\w+)\s+(?:\w+\s+)?from\s+\Z",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:between|from)\s+(?:about\s+|some\s+)?\Z", re.IGNORECASE)
AND_TO = re.compile(
    rf"\A\s*(?P<mid>%|percent|per cent)?\s+(?:and|to)\s+(?P<sign>{_any(SIGNS)})?(?P<second>{NUMBER})(?![\w/:]|[.,]\d)"
)

PERCENT = re.compile(
    r"\A\s?(?:%|(?:percent|per\s+cent|pct)\b(?P<points>\s+points?\b)?|percentage\s+points?\b)|\A-percent\b"
)
MONEY = re.compile(rf"\A[\s-](?P<currency>{_any(CURRENCIES)})(?!\w)", re.IGNORECASE)
MEASURE = re.compile(
    rf"\A[\s-]?(?P<unit>{_any(f for row in _TABLE['unit'] for f in row['forms'].split('|'))})(?![\w'])"
)
ORDINAL = re.compile(
    rf"(?<![\w-])(?P<rank>(?i:{ORDINAL_WORDS})|{ORDINAL_DIGITS})(?!\w)(?!-(?:hand|class|rate|degree|generation|ever)\b| (?:hand|to none)\b)"
)
FRACTION = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|seven|nine|an?|\d)[ -](?P<den>half|halves|thirds?|quarters?|fourths?|fifths?|"
    r"sixths?|sevenths?|eighths?|ninths?|tenths?|twentieth|hundredth|thousandth)\b|(?P<half>half)(?=\s+(?:of|the|its|their|our|his|her)\b)"
    rf"|one\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<of>{NUMBER}))(?!\w)",
    re.IGNORECASE,
)
NONE_AT_ALL = re.compile(
    r"\b(?:not a single|not one|without a single|not even one)\b", re.IGNORECASE
)
WHOLE_PAGE = re.compile(
    r"\b(?P<n>an? (?:whole|full|entire)|a single|half a) (?P<noun>page|column)\b", re.IGNORECASE
)
MULTITUDE = re.compile(
    r"\b(?:(?:tens|hundreds|dozens|scores|thousands) of )?(?:thousands|hundreds|dozens|scores|tens|millions|billions|trillions) of\b(?:\s+(?:the|its|their|these|those|our))?"
    r"|\b(?:tens|hundreds|dozens|scores)\s+of\s+(?:thousands|millions|billions)\s+more\b"
    r"|\b(?:several|a\s+few|many)\s+(?:dozen|hundred|thousand|million|billion)(?:\s+(?:thousand|million|billion))?\b",
    re.IGNORECASE,
)
GATE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores|tens|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\w+ieth|half|halves|"
    r"quarters?|thirds|single|whole|full|entire)\b",
    re.IGNORECASE,
)
