"""Ages against birth years: "born in 1950", "61", on the day of the article or of a death."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.finding import Check, Date, Name
from dragoman.grammar import Grammar, Sentence
from dragoman.grammar.numerals import SMALL_WORDS, number, ordinal
from dragoman.places import Places

_FLAGS = re.IGNORECASE
_AGE = rf"(?:1[0-2]\d|[1-9]\d?|{SMALL_WORDS})"
_BORN = re.compile(r"\bborn (?:(?:in|at) [A-Z][\w' -]{1,30}? )?(?:on|in) (?:the )?\Z", _FLAGS)
# "(1901-1983)", "(born 1950)": years of a life behind a name.
_LIFE = re.compile(
    r"\((?:born (?:in )?|b\. ?)?(?P<born>1[5-9]\d\d|20\d\d)(?: ?[-–—] ?(?P<died>1[5-9]\d\d|20\d\d))?\)"
)
# Two capitals that open a sentence or follow a title: "Anna Lindqvist (1901-1983)".
_NAMED = re.compile(r"(?:\A|[a-z,] )[A-Z][\w'-]+ (?:[A-Z]\.? )?[A-Z][\w'-]+ \Z")
_PLACED = re.compile(r"\b(?:of|to|in|for)(?: the)?(?: [A-Z][\w'-]+)+ \Z")
_AGES = re.compile(
    rf", (?P<beside>{_AGE}),(?! \d)|\b(?P<old>{_AGE}-years?-old)\b|\b(?P<years>{_AGE} years old)\b|\baged (?P<aged>{_AGE})\b(?! to\b| and\b|-)"
    rf"|\b(?P<at>at (?:the|an) age of {_AGE})\b|\bwas (?P<was>{_AGE}) when\b|\b(?P<birthday>\d{{1,3}}(?:st|nd|rd|th) birthday)\b",
    _FLAGS,
)
_DIED = re.compile(r"\b(?:died|passed away|was killed|drowned|death)\b", _FLAGS)
# In states where a child is one year old at birth the count may run one ahead.
_MOST = 120


@dataclass(frozen=True, slots=True)
class _Birth:
    first: str  # ISO days
    last: str
    span: Span
    died: str | None = None  # year


def ages(text: Grammar, dates: list[Date], names: list[Name]) -> Iterator[Check]:
    """A check for each age that stands in one sentence with the birth year of the same person."""
    by_place = Places((d.evidence[0], d) for d in dates)
    people = Places((n.evidence[0], n) for n in names if n.type == "person")
    for s in text.sentences:
        words = text.words(s.span)
        if "born" not in words.casefold() and not _LIFE.search(words):
            continue
        births = list(_births(text, s, by_place, people))
        found = list(_AGES.finditer(words))
        # Of two lives in one sentence nobody knows which age is whose.
        if len(births) == len(found) == 1 and not _several(people, s.span):
            yield from _held(text, s, births[0], found[0], by_place)
        elif len(births) == 1 and not found:
            yield from _of_the_one_before(text, s, births[0], by_place, people)


# "She was born in 1935": of whom the sentence before speaks.
_PRONOUN = re.compile(r"\A(?:He|She) (?:was|had been) born\b")


def _of_the_one_before(
    text: Grammar, s: Sentence, birth: _Birth, dates: Places[Date], people: Places[Name]
) -> Iterator[Check]:
    """The age in the sentence before, of the only person of whom both can speak."""
    if s.index == 0 or not _PRONOUN.match(text.words(s.span)) or birth.died:
        return
    before = text.sentences[s.index - 1]
    if before.paragraph != s.paragraph or _several(people, before.span):
        return
    words = text.words(before.span)
    found = list(_AGES.finditer(words))
    if len(found) == 1 and not _RELATIVES.search(words):
        yield from _held(text, before, birth, found[0], dates)


def _several(people: Places[Name], home: Span) -> bool:
    here = [n for n in people.meeting(home) if home.holds(n.evidence[0])]
    return len({n.cluster or n.canonical for n in here}) > 1


def _births(
    text: Grammar, s: Sentence, dates: Places[Date], people: Places[Name]
) -> Iterator[_Birth]:
    words = text.words(s.span)
    for m in _LIFE.finditer(words):
        if not _behind_person(text, s, m, people):
            continue
        place = Span(s.span.start + m.start(), s.span.start + m.end(), s.span.where)
        yield _Birth(f"{m['born']}-01-01", f"{m['born']}-12-31", place, m["died"])
    for d in dates.meeting(s.span):
        at = d.evidence[0]
        before = text.words(Span(s.span.start, max(s.span.start, at.start), s.span.where))
        if (
            d.type == "DATE"
            and d.earliest
            and d.latest
            and _BORN.search(before)
            and _stated(text, d)
        ):
            yield _Birth(d.earliest[:10], d.latest[:10], at)


def _behind_person(text: Grammar, s: Sentence, m: re.Match[str], people: Places[Name]) -> bool:
    """True right behind somebody's name; behind an office or a state the years are those of the office."""
    start = s.span.start + m.start()
    before = Span(max(0, start - 2), start - 1, s.span.where)
    if any(n.evidence[0].end == start - 1 for n in people.meeting(before)):
        return True
    lead = text.words(Span(s.span.start, start, s.span.where))[-80:]
    return _NAMED.search(lead) is not None and _PLACED.search(lead) is None


def _stated(text: Grammar, d: Date) -> bool:
    return re.search(r"\d{4}", text.words(d.evidence[0])) is not None


def _held(
    text: Grammar, s: Sentence, birth: _Birth, m: re.Match[str], dates: Places[Date]
) -> Iterator[Check]:
    words = text.words(s.span)
    kind = m.lastgroup
    told = _told(m)
    if told is None or told > _MOST or not kind:
        return
    place = Span(s.span.start + m.start(kind), s.span.start + m.end(kind), s.span.where)
    inside = s.span.holds(birth.span)
    if inside and (birth.span.meets(place) or _between_people(words, m, birth, s)):
        return
    day = _day_of(text, s, birth, place, kind, dates)
    if day is None:
        return
    first, last, shown = day
    least = _age(birth.last, first)
    most = _age(birth.first, last)
    if kind == "birthday":  # it may be told some weeks before or after
        least, most = int(first[:4]) - int(birth.last[:4]), int(last[:4]) - int(birth.first[:4])
    result = "agrees" if least <= told <= most else "differs"
    if told in (least - 1, most + 1) and result == "differs":
        result = "cannot_tell"  # a count from one, or an age of some months before or after
    yield Check(
        evidence=(place,),
        rule="birth year",
        check="age_vs_birth_year",
        result=result,  # type: ignore[arg-type]
        against=(birth.span,),
        why=f"born {birth.first[:4]}, so {least if least == most else f'{least} or {most}'} {shown}",
    )


# Somebody else may be meant: "the widow of the poet, who".
_RELATIVES = re.compile(
    r"\b(?:that|which|met|with|widow|wife|husband|son|daughter|father|mother|brother|sister|whose|friend|"
    r"predecessor|successor|grandson|grandfather)\b"
)
# "the 39-year-old drove | the envoy, who was born": another noun stands before the relative clause.
_ANOTHER = re.compile(
    r"\b(?:the|a|an|his|her|their|its|another|this|that) [^,]*,? (?:who |(?:was )?born)|\b(?:the|a|an|his|her|their) [\w ]+ \(\Z",
    re.IGNORECASE,
)


def _between_people(words: str, m: re.Match[str], birth: _Birth, s: Sentence) -> bool:
    """True if somebody else may stand between the age and the birth."""
    a, b = sorted((m.span(), (birth.span.start - s.span.start, birth.span.end - s.span.start)))
    gap = words[a[1] : b[0]]
    return _RELATIVES.search(gap) is not None or (
        a == m.span() and _ANOTHER.search(gap) is not None
    )


def _told(m: re.Match[str]) -> int | None:
    words = m[m.lastgroup or 0]
    if m.lastgroup == "birthday":
        return ordinal(words.split()[0])
    found = number(re.sub(r"\A.* of |-years?-old\Z| years old\Z", "", words, flags=_FLAGS))
    return int(found) if found is not None else None


def _day_of(
    text: Grammar, s: Sentence, birth: _Birth, place: Span, kind: str, dates: Places[Date]
) -> tuple[str, str, str] | None:
    """First and last day for which the age is told, and in words which; None where it stays open."""
    here = [
        d
        for d in dates.meeting(s.span)
        if s.span.holds(d.evidence[0])
        and d.type in ("DATE", "TIME")
        and d.earliest
        and d.latest
        and not d.evidence[0].meets(birth.span)
        and not d.optional
    ]
    words = text.words(s.span)
    if birth.died and _DIED.search(words):
        return f"{birth.died}-01-01", f"{birth.died}-12-31", f"in {birth.died}"
    if kind in ("at", "aged", "was"):
        # The age at an event: its date must stand in the sentence, and no other.
        if len(here) != 1 or not here[0].earliest or not here[0].latest:
            return None
        return here[0].earliest[:10], here[0].latest[:10], f"in {here[0].edtf}"
    day = text.article.reference_date.value
    if day is None or _DIED.search(words) or re.search(r"\b(?:then|when)\b", words):
        return None
    return day, day, f"on {day}"


def _age(born: str, day: str) -> int:
    """Full years from one ISO day to another."""
    return int(day[:4]) - int(born[:4]) - (day[5:10] < born[5:10])
