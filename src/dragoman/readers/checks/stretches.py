"""Stretches of time: from one date to another, and lengths of time held against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dragoman.article import Span, in_order
from dragoman.finding import Check, Date
from dragoman.grammar import Grammar, Sentence
from dragoman.places import Places

_FROM = re.compile(r"\b(?:from|between) (?:the )?\Z", re.IGNORECASE)
_TO = re.compile(r"\A (?:to|until|till|through|and) (?:the )?\Z", re.IGNORECASE)
# "starting on 3 May and ending on 6 May"
_BEGUN = re.compile(
    r"\b(?:starting|beginning|opening|commencing) (?:on |in )?(?:the )?\Z", re.IGNORECASE
)
_ENDED = re.compile(
    r"\A,? (?:and )?(?:ending|closing|finishing|concluding) (?:on |in )?(?:the )?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two dates that a text joins to one stretch, and the words that do."""

    first: Date
    last: Date
    span: Span


def stretches(text: Grammar, dates: list[Date]) -> Iterator[Stretch]:
    """The stretches of a text: "Jan. 5-7", "from 5 May to 9 May", "between 1990 and 1995"."""
    for a, b in pairwise(sorted(dates, key=lambda d: in_order(d.evidence[0]))):
        first, last = a.evidence[0], b.evidence[0]
        if first.where != last.where or a.type != "DATE" or b.type != "DATE":
            continue
        span = Span(first.start, last.end, first.where)
        if a.range is not None and a.range == b.range:
            yield Stretch(a, b, span)
            continue
        lead = text.words(Span(max(0, first.start - 20), first.start, first.where))
        gap = text.words(Span(first.end, max(first.end, last.start), first.where))
        if (_FROM.search(lead) and _TO.match(gap)) or (_BEGUN.search(lead) and _ENDED.match(gap)):
            yield Stretch(a, b, span)


# "moved from 9 May to 3 May", "transfer of funds from 2019 to 2018": no stretch of time.
_MOVED = re.compile(
    r"\b(?:transfer\w*|mov(?:e|es|ed|ing)|shift\w*|postpon\w+|reschedul\w+|chang\w+|brought|bring|correct\w*|"
    r"revis\w+|compar\w+|fell|dropp\w+|rose|went|advanced)\b",
    re.IGNORECASE,
)


def _is_moved(text: Grammar, s: Stretch) -> bool:
    home = text.sentence_at(s.span)
    start = home.span.start if home else s.span.start
    return _MOVED.search(text.words(Span(start, s.span.start, s.span.where))[-90:]) is not None


def orders(text: Grammar, some: list[Stretch]) -> Iterator[Check]:
    """ "From X to Y" where Y lies before X; an order that is right is not worth a line."""
    for s in some:
        a, b = s.first, s.last
        if a.range or a.anchor != "none" or b.anchor != "none":
            continue
        if not a.earliest or not b.latest or "-" in (a.earliest[0], b.latest[0]):
            continue
        if a.earliest[:10] > b.latest[:10] and not _is_moved(text, s):
            yield Check(
                evidence=(s.span,),
                rule="calendar",
                check="date_order",
                result="differs",
                why=f"{a.edtf} lies after {b.edtf}",
            )


_LONG = re.compile(r"P(?P<n>\d+)(?P<unit>[DWMY])\Z")
_NAMES = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
# A length is compared where it is what lasted: "a three-day visit", "for two days", "stayed four
# days", "lasted six weeks". Elsewhere it may be the length of something else.
_LASTS = re.compile(
    r"\b(?:for|last(?:s|ed|ing)?|stay(?:s|ed|ing)?(?: in [A-Z][\w-]+| there)?|spent|over|within|during|took) "
    r"(?:a |an |the |about )?\Z",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:about|some|nearly|almost|more than|over|at least|up to)\b", re.IGNORECASE)


def lengths(text: Grammar, dates: list[Date], some: list[Stretch]) -> Iterator[Check]:
    """A length beside the days themselves: "a three-day visit on Jan. 5-7".

    Both ways of counting agree: with the first day and without it.
    """
    by_place = Places((d.evidence[0], d) for d in dates)
    joined = Places((s.span, s) for s in some)
    for one in dates:
        m = _LONG.match(one.value or "") if one.type == "DURATION" else None
        home = text.sentence_at(one.evidence[0])
        if m is None or home is None or not _is_what_lasted(text, one, home):
            continue
        here = [d for d in by_place.meeting(home.span) if home.span.holds(d.evidence[0])]
        own = [s for s in joined.meeting(home.span) if home.span.holds(s.span)]
        others = [d for d in here if d.type == "DURATION"]
        if len(own) != 1 or len(others) != 1 or _elsewhere(text, one, own[0]):
            continue
        told = _told(int(m["n"]), m["unit"], own[0])
        if told is not None:
            result, why = told
            yield Check(
                evidence=(_with_lead(text, one),),
                rule="calendar",
                check="duration_vs_dates",
                result=result,  # type: ignore[arg-type]
                against=(own[0].span,),
                why=why,
            )


def _is_what_lasted(text: Grammar, one: Date, home: Sentence) -> bool:
    at = one.evidence[0]
    words = text.words(at)
    if _OPEN.search(words):
        return False
    lead = text.words(Span(max(home.span.start, at.start - 40), at.start, at.where))
    return bool(re.search(r"\w-(?:day|week|month|year)", words) or _LASTS.search(lead))


# "for two days": the preposition belongs to the length.
_LEAD = re.compile(r"\b(?:for) \Z", re.IGNORECASE)


def _with_lead(text: Grammar, one: Date) -> Span:
    at = one.evidence[0]
    m = _LEAD.search(text.words(Span(max(0, at.start - 5), at.start, at.where)))
    return Span(at.start - len(m.group()), at.end, at.where) if m else at


# Between a length and its dates: another clause, and what lasted is another thing.
_PARTED = re.compile(
    r"[;:]|\b(?:and|but|while|when|who|which(?! (?:ran|runs|lasted|lasts|took place|takes place|was held|began|begins))|before|after|rest)\b",
    re.IGNORECASE,
)


def _elsewhere(text: Grammar, one: Date, other: Stretch) -> bool:
    a, b = sorted((one.evidence[0], other.span), key=in_order)
    return _PARTED.search(text.words(Span(a.end, max(a.end, b.start), a.where))) is not None


def _told(n: int, unit: str, s: Stretch) -> tuple[str, str] | None:
    """Result and reason; None where the ends are not known well enough for the unit."""
    first, last = _ends(s.first), _ends(s.last)
    if first is None or last is None:
        return None
    if unit in "DW":
        if first[0] != first[1] or last[0] != last[1]:
            return None
        apart = (last[0] - first[0]).days
        if apart < 0:
            return None
        whole = f"{first[0].isoformat()} to {last[0].isoformat()}: {apart + 1} days with the first and the last"
        if unit == "D":
            return ("agrees" if n in (apart, apart + 1) else "differs"), whole
        # A week may be told of five working days and of ten days.
        weeks = apart / 7
        return ("agrees" if n - 0.6 <= weeks <= n + 0.6 else "differs"), whole
    size = 12 if unit == "Y" else 1
    least = _months(first[1], last[0]) / size
    most = _months(first[0], last[1]) / size
    if most < 0:
        return None
    shown = f"{s.first.edtf} to {s.last.edtf}: {_shown(least)} to {_shown(most)} {_NAMES[unit]}"
    if least - 0.5 <= n <= most + 0.5:
        return "agrees", shown
    return ("cannot_tell" if least - 1 <= n <= most + 1 else "differs"), shown


def _shown(value: float) -> str:
    return f"{max(0.0, value):.1f}".removesuffix(".0")


def _months(a: date, b: date) -> float:
    return (b.year - a.year) * 12 + b.month - a.month + (b.day - a.day) / 31


def _ends(one: Date) -> tuple[date, date] | None:
    if not one.earliest or not one.latest or "-" in (one.earliest[0], one.latest[0]):
        return None
    return date.fromisoformat(one.earliest[:10]), date.fromisoformat(one.latest[:10])
