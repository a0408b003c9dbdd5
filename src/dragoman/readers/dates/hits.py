"""Which words of a paragraph are time expressions: the rules' matches, the plausible ones."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from dragoman.readers.dates import around
from dragoman.readers.dates.groups import Match
from dragoman.readers.dates.patterns import gates
from dragoman.readers.dates.rules import Rule, compiled


class Hit(NamedTuple):
    """A match and the whole of its words, with the parts around it; in characters of a paragraph."""

    start: int
    end: int
    rule: Rule
    match: Match
    own: tuple[int, int]

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Where the two ends of a range stand: "Jan. 5" and "7", "1953" and "54"."""
        groups = self.match.groupdict()
        last = next((g for g in ("last_month", "last", "last_year") if groups.get(g)), None)
        if last is None:
            return None
        first = "year" if last == "last_year" else "day"
        return (self.start, self.match.end(first)), (self.match.start(last), self.end)

    @property
    def is_list(self) -> bool:
        """True for "5 and 7 May", two days; not for a range."""
        return bool(self.match.groupdict().get("list"))

    @property
    def has_year(self) -> bool:
        """True if the words themselves name a year."""
        groups = self.match.groupdict()
        return any(groups.get(g) for g in ("year", "era", "bc", "year2", "decade"))


_WRAPPED = re.compile(r"\s\s|[^\S ]")


def hits(words: str) -> list[Hit]:
    """Time expressions in a paragraph, none over another."""
    open_gates = gates(words)
    if not open_gates:
        return []
    found = []
    wide = _WRAPPED.search(words) is not None
    for order, (rule, pattern) in enumerate(compiled(wide)):
        if rule.gate not in open_gates:
            continue
        for m in pattern.finditer(words):
            start, end = m.span()
            if m.group().endswith(".") and not _abbreviated(m):
                end -= 1
            if start == end or not _plausible(words, rule.name, m):
                continue
            whole = (
                around.start_with_part(words, start, rule.name),
                around.end_with_time(words, end, rule.name),
            )
            found.append((whole[0], -whole[1], order, Hit(*whole, rule, m, (start, end))))
    found.sort(key=lambda x: x[:3])
    out: list[Hit] = []
    reached = 0
    for *_, hit in found:
        if hit.start >= reached:
            out.append(hit)
            reached = hit.end
    return out


def _abbreviated(m: Match) -> bool:
    """True if a period at the end belongs to the words ("Jan.", "p.m.", "B.C.")."""
    words = m.group().casefold()
    if words.endswith((".m.", ".c.", ".c.e.")):
        return True
    month = (m.groupdict().get("month") or "May").title()
    return month != "May" and (month in calendar.month_abbr or month == "Sept")


_NOT_A_YEAR = re.compile(
    r"\s?(?:people|persons|men|women|troops|soldiers|tons|tonnes|kilo|km|kg|metres|meters|miles|"
    r"dollars|won|yuan|euros|rubles|roubles|words|votes|delegates|percent|per cent|%|feet|hectares|square|"
    r"guests|participants|cases|deaths|students|workers|officials|families|households|ships|aircraft|tanks|prisoners)\b"
)
_NUMBERED = re.compile(
    r"\b(?:Resolution|Res\.|Room|Hall|Box|Flight|Article|No\.?|number|Section|Rule|Order|page|pages|p\.|Decree|Law|Bill) \Z",
    re.I,
)
# A bare number is a year after a preposition, a mark or "and", or before a word for an event.
_LED = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|to|through|during|before|after|between|and|the|year|for|circa|ca\.|back|"
    r"around|about|late|early|mid|summer|spring|autumn|fall|winter|or|than|as|was|is|per|post|pre|a|his|her|its|their|our|years)[ -]|[(,:;/–—-] ?|\A|\n)\Z",
    re.I,
)
_OF_A_YEAR = re.compile(
    r"(?: \w+)? (?:summit|elections?|agreement|treaty|accords?|olympics|war|plan|budget|congress|talks|declaration|"
    r"statement|revolution|constitution|census|season|cup|games|report|visit|meeting|crisis|coup|session|deal|pact|offensive|campaign)\b"
    r"|[.,;:)]|\Z|-\d",
    re.I,
)
_PREPOSITION = re.compile(
    r"\b(?:in|of|since|until|till|by|from|during|this|last|next|to|through|and|or|between|early|late|mid-|mid|before|after|around|for|every|each|as) ?\Z",
    re.I,
)
# Months that are words or names as well.
_AMBIGUOUS = {
    "May",
    "March",
    "Mar",
    "Jun",
    "Sept",
    "Sep",
    "August",
    "Jan",
    "Dec",
    "Nov",
    "Apr",
    "Jul",
    "Oct",
    "Feb",
    "Aug",
}
# A capitalised word directly before: part of a name ("Black September", "Hall 1998").
_NAMED_BEFORE = re.compile(
    r"\b(?!(?:In|On|Since|By|From|Until|Till|To|During|Between|And|Of|For|The|This|Last|Next|Early|Late|Mid|"
    r"Through|Before|After|Around|Every|Each|As)\b)[A-Z][\w.]*'?s? \Z"
)
_EVENT_BEFORE = re.compile(
    r"\b(?:Cup|Olympics|Expo|Games|Summit|Congress|Juche|Conference|Forum) \Z"
)
# Things that a number counts; events may stand behind a year.
_PLURAL = re.compile(
    r" (?!talks|elections|olympics|games|events|polls|statements|sanctions|protests|accords|negotiations|highs|lows|"
    r"figures|levels|purges|floods|famines|riots|attacks|tests|summits|is|was|has|as|his|its|this|and)[a-z]{2,}s\b(?!')"
)
_HOLY = re.compile(r"\b(?:Good|Black|Bloody|Red|Ash|Holy|Palm|Easter) \Z")
_PAPER = re.compile(r" (?:Times|Telegraph|Mirror|Express|Herald|Mail|Post|Globe|Tribune)\b")
_CLOCKED = re.compile(
    r"\b(?:at|by|until|till|from|around|about|after|before|between|to|since|starting) \Z|[-–] ?\Z",
    re.I,
)


def _plausible(words: str, name: str, m: Match) -> bool:
    test = _TESTS.get(name)
    return test is None or test(words, m)


def _lead(words: str, m: Match, n: int = 14) -> str:
    return words[max(0, m.start() - n) : m.start()]


def _is_year(words: str, m: Match) -> bool:
    lead = _lead(words, m)
    if _NUMBERED.search(lead) or _NOT_A_YEAR.match(words, m.end()):
        return False
    if _PLURAL.match(words, m.end()) and re.search(
        r"\b(?:in|to|by|of|and|with|from|than|for) \Z", lead, re.I
    ):
        return False
    if not _LED.search(lead) and _NAMED_BEFORE.search(lead) and not _EVENT_BEFORE.search(lead):
        return False
    if int(m["year"]) < 1500 and not re.search(
        r"\b(?:in|since|until|by|from|to|of|and|between) \Z", lead, re.I
    ):
        return False
    return bool(
        _LED.search(lead) or _OF_A_YEAR.match(words, m.end()) or "year" in m.group().casefold()
    )


def _is_month(words: str, m: Match) -> bool:
    if any(m[g] for g in ("which", "year", "era", "rel")):
        return True
    named = re.match(r" [A-Z][a-z]+", words[m.end() : m.end() + 20])
    if re.search(r"[^.!?:\n\"'] \Z", lead := _lead(words, m)) and _NAMED_BEFORE.search(lead):
        return False
    if not named and m["month"].title() not in _AMBIGUOUS:
        return True
    return bool(_PREPOSITION.search(_lead(words, m)))


def _is_weekday(words: str, m: Match) -> bool:
    return not _PAPER.match(words, m.end()) and not _HOLY.search(_lead(words, m))


def _is_clock(words: str, m: Match) -> bool:
    if m["half"] or m["half_only"] or (m["zone"] and m["minute"]):
        return True
    return m["sep"] == ":" and bool(_CLOCKED.search(_lead(words, m)))


def _is_vague(words: str, m: Match) -> bool:
    """No part of a word with a hyphen ("now-famous")."""
    return words[m.end() : m.end() + 1] != "'" and _is_no_part_of_a_word(words, m)


def _is_no_part_of_a_word(words: str, m: Match) -> bool:
    return words[m.end() : m.end() + 1] != "-" and words[m.start() - 1 : m.start()] != "-"


def _is_season(words: str, m: Match) -> bool:
    """Not "the fall of Saigon", "Spring Offensive", "the spring from which"."""
    season = m["season"]
    if season[0].isupper() and _NAMED_BEFORE.search(_lead(words, m)):
        return False
    return not (season[0].isupper() and re.match(r" [A-Z]", words[m.end() : m.end() + 2]))


_TESTS = {
    "year": _is_year,
    "years": _is_year,
    "month": _is_month,
    "weekday": _is_weekday,
    "set of weekdays, plural": _is_weekday,
    "clock": _is_clock,
    "vague": _is_vague,
    "deictic": _is_no_part_of_a_word,
    "season": _is_season,
    "season year": _is_season,
}
