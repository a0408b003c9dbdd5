"""The day of a change of office, and the day of its announcement, kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.article import Span
from dragoman.finding import NO_DATE, Date, DateField
from dragoman.grammar import Grammar
from dragoman.places import Places
from dragoman.readers.offices.tellings import Telling

_FLAGS = re.IGNORECASE
_REPORT = re.compile(
    r"\b(?:publish\w*|announc\w*|print(?:ed|s)?|carr(?:ied|ies)|report(?:s|ed|ing)?|said|says|told|disclosed|revealed|"
    r"according to|edition|issue|broadcast|aired|posted|statement|press release|quoted|confirmed)\b",
    _FLAGS,
)
# Where a date behind a change belongs to something else.
_ELSEWHERE = re.compile(
    r"[;:\"()]|\b(?:who|which|whose|when|while|but|after|before|since|following|until|till|replac\w+|succeed\w*|ahead of|"
    r"where|because|as well as|during|from|died|was|were|has|had|is|are|will|would|met|visited|sent|and)\b",
    _FLAGS,
)
_NEAR = 90
_FRONT = 28


def dates_of(text: Grammar, one: Telling, dates: Places[Date]) -> tuple[DateField, DateField]:
    """The day of the change and that of its announcement, as far as its own clause gives them."""
    here = [
        d
        for d in dates.meeting(one.home.span)
        if one.home.span.holds(d.evidence[0]) and d.type == "DATE" and not d.optional
    ]
    change = _nearest(one, [d for d in here if _is_of_change(text, one, d)])
    published = _nearest(one, [d for d in here if d is not change and _is_of_report(text, one, d)])
    return _field(text, change), _field(text, published)


def _field(text: Grammar, one: Date | None) -> DateField:
    return NO_DATE if one is None else one.as_field(text.article.slice(one.evidence[0]))


def _nearest(one: Telling, some: Iterable[Date]) -> Date | None:
    def far(d: Date) -> int:
        at = d.evidence[0]
        return max(at.start - one.span.end, one.span.start - at.end, 0)

    return min(some, key=lambda d: (far(d), d.evidence[0].start), default=None)


def _between(text: Grammar, a: int, b: int, where: str) -> str:
    return text.plain[where][a:b] if a < b else ""


def _is_of_change(text: Grammar, one: Telling, d: Date) -> bool:
    at, where = d.evidence[0], one.span.where
    if one.span.holds(at):
        # "was on Monday appointed", "his election on May 7 as president": beside the verb.
        behind = _between(text, one.cue.end, at.start, where)
        if one.nominal:
            return at.start >= one.cue.end and len(behind) < 30 and not _REPORT.search(behind)
        gap = behind or _between(text, at.end, one.cue.start, where)
        return len(gap) < 40 and not (_REPORT.search(gap) or " to " in gap)
    if at.start >= one.span.end:
        gap = _between(text, one.span.end, at.start, where)
        if one.nominal:
            return not _congratulated(text, one) and _BEHIND.fullmatch(gap) is not None
        apart = "," in gap and not _BEHIND.fullmatch(gap)
        return len(gap) < _NEAR and not (apart or _ELSEWHERE.search(gap) or _REPORT.search(gap))
    if one.nominal or _is_gerund(text, one, at):
        return False
    gap = _between(text, at.end, one.span.start, where)
    lead = _between(text, one.home.span.start, at.start, where)
    front = len(lead) < _FRONT and not re.search(r"\b(?:after|before|since|until|from|following)\b", lead, _FLAGS)  # fmt: skip
    if front and not _REPORT.search(lead):
        return not _REPORT.search(gap) and not re.search(
            r"[;:\"]|\b(?:after|before|when|that)\b", gap
        )
    return len(gap) < 12 and not _REPORT.search(lead[-40:] + gap)


# From a change to its date: "..., on | Monday".
_BEHIND = re.compile(r",? ?(?:on|in|last|earlier|this)? ?(?:the )?")


# "on his (recent) election", "upon Bat Tumur's election", "over the election of".
_ON_HIS = re.compile(
    r"\b(?:on|upon|for|over|with)(?: the occasion of)?(?: (?:the|his|her|[A-Z][\w' -]{1,60}'s?))?(?: [a-z]+)? \Z"
)


def _congratulated(text: Grammar, one: Telling) -> bool:
    """True for "congratulated him on his election": a date behind it is that of the message."""
    lead = _between(text, max(0, one.span.start - 40), one.cue.start, one.span.where)
    return _ON_HIS.search(lead) is not None


def _is_gerund(text: Grammar, one: Telling, at: Span) -> bool:
    """True for "admitted the blame for appointing": a date before it is that of another verb."""
    if not text.words(one.cue).casefold().endswith("ing"):
        return False
    gap = _between(text, at.end, one.span.start, one.span.where)
    return re.search(r"\b(?:order|decree|instruction|resolution)\b", gap, _FLAGS) is None


def _is_of_report(text: Grammar, one: Telling, d: Date) -> bool:
    at, where = d.evidence[0], one.span.where
    if one.nominal and at.start < one.span.start:
        gap = _between(text, at.end, one.span.start, where)
        return re.fullmatch(r" (?:announced|reported|published) (?:the )?", gap) is not None
    if at.start >= one.span.end:
        gap = _between(text, one.span.end, at.start, where)
        last = max((m.end() for m in _REPORT.finditer(gap)), default=-1)
        return len(gap) < 2 * _NEAR and last >= 0 and len(gap) - last < 50
    lead = _between(text, max(one.home.span.start, at.start - 40), at.start, where)
    gap = _between(text, at.end, one.span.start, where)
    told = _REPORT.search(gap) if len(lead) < _FRONT else None
    said = re.search(rf"{_REPORT.pattern}(?: (?:on|in|it|that))*(?: the)? ?\Z", lead, _FLAGS)
    return bool(told or said) and len(gap) < 2 * _NEAR
