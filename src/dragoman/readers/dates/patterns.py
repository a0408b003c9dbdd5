"""Fragments of patterns for time expressions, and the gates that keep rules from idle paragraphs."""

from __future__ import annotations

import calendar
import re

from dragoman import lore
from dragoman.grammar.numerals import ORDINALS, SMALL_WORDS

_NAMED = {m: i for i, m in enumerate(calendar.month_name) if m}
_NAMED |= {m: i for i, m in enumerate(calendar.month_abbr) if m} | {"Sept": 9}
MONTHS = _NAMED | {m.upper(): i for m, i in _NAMED.items()}
DAYS = {d: i for i, d in enumerate(calendar.day_name)}
DAYS |= {d.upper(): i for d, i in DAYS.items()}
SHORT_DAYS = {"Sun": 6, "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Thu": 3, "Thur": 3, "Thurs": 3,
              "Fri": 4, "Sat": 5}  # fmt: skip


def any_of(words: object) -> str:
    """Words as alternatives, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


ZONES: dict[str, str] = lore.words("dates")["zones"]
ERAS: dict[str, int] = lore.words("dates")["eras"]
NAMED_DAYS: dict[str, str] = lore.words("dates")["days"]
MOVING: dict[str, int] = lore.words("dates")["moving"]

_MONTH_WORDS = rf"(?:{any_of(MONTHS)})"
MONTH = rf"(?P<month>{_MONTH_WORDS})\b\.?"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?![:%]|[.,]\d)"
# Ends neither in a decimal nor in a thousand; "2019-year" is no year.
YEAR = r"(?P<year>1\d\d\d|20\d\d)\b(?![.,]\d|-year|-strong|-member)"
WEEKDAY = rf"(?P<weekday>{any_of(DAYS)})\b"
WEEKDAY_BEFORE = rf"(?:(?P<weekday>{any_of(DAYS)}|(?:{any_of(SHORT_DAYS)})\b\.?),? )?"
# "the same", "that": words that point at what the story has reached.
POINTING = r"(?P<which>that same|this same|that|the same|the following|the next|the previous|the preceding|the prior)"
# The year behind a month, a day or a season: in figures, of an era ("Juche 86 (1997)"), or by
# words ("May last year", "August of that year").
WITH_YEAR = (
    rf"(?:,? (?:of )?{YEAR}|,? '(?P<short>\d\d)\b|,? (?:of )?(?P<era>{any_of(ERAS)}) ?(?P<n>\d{{1,3}})\b(?: ?\(\d{{4}}\.?\))?"
    r"|,? (?:of )?(?i:(?P<rel>last|this|next|that|the same|the following|the previous) year\b))?"
)
UNIT = (
    r"(?P<unit>seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|"
    r"quarters?|years?|decades?|centur(?:y|ies))\b"
)
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b"
PART_OF_DAY = r"(?P<daypart>morning|noon|midday|afternoon|evening|night|midnight|daytime|dawn|dusk)"
COUNT = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|{SMALL_WORDS}(?: hundred)?|a hundred|a dozen|several|many|some|a few|few|an?|(?:a )?couple of)"
RANK = rf"(?P<rank>\d{{1,2}}(?:st|nd|rd|th)|{any_of(ORDINALS)})"
ZONE = rf"(?:[ ]?(?P<zone>(?:{any_of(ZONES)})\b|[+-]\d\d:?\d\d\b|local time|hours|hrs))"
CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.]?)(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?:[ ]?(?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?))?|[ ]?(?P<half_only>[ap]\.?m\b\.?|[AP]\.?M\b\.?))"
)


_SPACES = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|\(\?<[=!][^)]*\)| ")


def spaced(pattern: str) -> str:
    r"""The pattern with every space standing for any white space: line ends of wrapped text.

    >>> spaced("late [ -]in")
    'late\\s{1,9}[\\s-]in'
    """

    def widened(m: re.Match[str]) -> str:
        token = m.group()
        if token in (" ", r"\ "):
            return r"\s{1,9}"
        return token.replace(" ", r"\s") if token[0] in "[(" else token

    return _SPACES.sub(widened, pattern)


# Which words a paragraph must hold for a group of rules to be tried at all.
GATES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "unit": r"\b(?:second|minute|hour|day|night|week|fortnight|month|quarter|half|year|decade|centur)",
        "weekday": r"(?:sun|mon|tues|wednes|thurs|fri|satur)day",
        "month": r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
        "season": r"\b(?:spring|summer|autumn|fall|winter)\b",
        "digits": r"\d",
        "daypart": r"morning|noon|midday|evening|midnight|daytime|dawn|dusk",
        "vague": r"\b(?:today|tonight|tomorrow|yesterday|last night|now|current|recent|of late|present|"
        r"future|past|former|daily|annual|soon|at the time|to date|these days|at (?:this|that) time)",
        "named": rf"\b(?:{any_of([*NAMED_DAYS, *MOVING, *ERAS])})",
    }.items()
}


def gates(words: str) -> set[str]:
    """The groups of rules that may find something in these words."""
    return {name for name, pattern in GATES.items() if pattern.search(words)}
