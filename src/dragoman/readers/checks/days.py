"""Dates held against each other: weekdays, order, and lengths of time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from dragoman.article import Span
from dragoman.finding import Check, Date
from dragoman.grammar import Grammar
from dragoman.places import Places

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


def _day(one: Date) -> date | None:
    if (
        one.earliest is None
        or one.earliest.startswith("-")
        or one.earliest[:10] != (one.latest or "")[:10]
    ):
        return None
    return date.fromisoformat(one.earliest[:10])


def weekdays(text: Grammar, dates: list[Date]) -> Iterator[Check]:
    """A weekday with its date: "Monday, January 11, 2021".

    Without a year in the words a difference decides nothing: the year may be another.
    """
    for one in dates:
        words = text.words(one.evidence[0])
        m, day = _WEEKDAY.search(words), _day(one)
        if m is None or day is None or not re.search(r"\d", words):
            continue
        told, real = m["day"].title(), _DAYS[day.weekday()]
        stated = _YEAR.search(words) is not None
        result = "agrees" if told == real else "differs" if stated else "cannot_tell"
        yield Check(
            evidence=one.evidence,
            rule="calendar",
            check="weekday_vs_date",
            result=result,  # type: ignore[arg-type]
            why=f"{day.isoformat()} is a {real}" + ("" if stated else "; the text gives no year"),
        )


_FROM = re.compile(r"\b(?:from|between) (?:the )?\Z", re.IGNORECASE)
_TO = re.compile(r"\A (?:to|until|till|through|and) (?:the )?\Z", re.IGNORECASE)


def orders(text: Grammar, dates: list[Date]) -> Iterator[Check]:
    """ "From X to Y" where Y lies before X; an order that is right is not worth a line."""
    for a, b in itertools.pairwise(dates):
        first, last = a.evidence[0], b.evidence[0]
        if first.where != last.where or a.anchor != "none" or b.anchor != "none" or a.range:
            continue
        if not a.earliest or not b.latest or "-" in (a.earliest[0], b.latest[0]):
            continue
        lead = text.words(Span(max(0, first.start - 14), first.start, first.where))
        gap = text.words(Span(first.end, max(first.end, last.start), first.where))
        if _FROM.search(lead) and _TO.match(gap) and a.earliest[:10] > b.latest[:10]:
            yield Check(
                evidence=(Span(first.start, last.end, first.where),),
                rule="calendar",
                check="date_order",
                result="differs",
                why=f"{a.edtf} lies after {b.edtf}",
            )


_DAYS_LONG = re.compile(r"P(\d+)D\Z")


def lengths(text: Grammar, dates: list[Date]) -> Iterator[Check]:
    """A number of days beside the days themselves: "a three-day visit on Jan. 5-7".

    Both ways of counting agree: with the first day and without it.
    """
    by_place = Places((d.evidence[0], d) for d in dates)
    for one in dates:
        m = _DAYS_LONG.match(one.value or "") if one.type == "DURATION" else None
        home = text.sentence_at(one.evidence[0])
        if m is None or home is None or not re.search(r"\w-day|\bfor\b", _around(text, one)):
            continue
        here = [d for d in by_place.meeting(home.span) if home.span.holds(d.evidence[0])]
        ranges = [d for d in here if d.range]
        lasting = [d for d in here if d.type == "DURATION"]
        if len(ranges) != 2 or len({d.range for d in ranges}) != 1 or len(lasting) != 1:
            continue
        first, last = _day(ranges[0]), _day(ranges[1])
        if first is None or last is None:
            continue
        told, apart = int(m[1]), (last - first).days
        yield Check(
            evidence=one.evidence,
            rule="calendar",
            check="duration_vs_dates",
            result="agrees" if told in (apart, apart + 1) else "differs",
            against=(
                Span(ranges[0].evidence[0].start, ranges[1].evidence[0].end, home.span.where),
            ),
            why=f"{first.isoformat()} to {last.isoformat()}: {apart + 1} days with the first and the last",
        )


def _around(text: Grammar, one: Date) -> str:
    at = one.evidence[0]
    return text.words(Span(max(0, at.start - 5), at.end, at.where))
