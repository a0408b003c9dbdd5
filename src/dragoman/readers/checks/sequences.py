"""What is told to lie before or after something, against the dates given for both.

Only a date that stands beside the word of order counts, and only days that the text gives: a date
that hangs on the day of publication may be read wrongly by a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from dragoman.article import Span, in_order
from dragoman.finding import Check, Date
from dragoman.grammar import Grammar
from dragoman.readers.checks.weekdays import day_of

_FLAGS = re.IGNORECASE
# From "two days later" to the date that says the same again: "Two days later, on | Jan. 9".
_AGAIN = re.compile(r"\A(?:,? ?(?:on|i\.e\.|that is|namely) (?:the )?|, | \()\Z", _FLAGS)
_ANCHORED = ("later", "that unit", "earlier")
# "arrived on 9 May | after arriving on | 12 May": no verb of its own before the word of order.
_ORDER = re.compile(
    r"\A,? (?:(?P<length>(?:(?:just|only|exactly) )?(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) "
    r"(?P<unit>day|week)s?) )?(?P<word>before|after)\b(?P<rest>[^.;:()\"]{0,60}?)(?:,? on (?:the )?|,? of | in )?\Z",
    _FLAGS,
)
# Words that lead away from the event meant: "after the man whom he had met on".
_AWAY = re.compile(
    r"\b(?:who|whom|which|that|whose|said|says|had|agreement|treaty|treaties|agreements|declaration|resolution|accord|"
    r"letter|law|act|statement|message|communique|protocol|note|decree|constitution|war|attacks?|revolution|"
    r"elections?|crisis|and|or|but|than|since|until|like|as)\b",
    _FLAGS,
)
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())}  # fmt: skip
_NUMBERS |= {"a": 1, "an": 1}
# Two verbs of which the first must come first.
_LIVES = re.compile(
    r"\b(?:was )?(?P<a>born|founded|established|arrived|opened|began|started) (?:[\w' -]{1,30} )??(?:on|in) (?:the )?\Z",
    _FLAGS,
)
_ENDS = re.compile(
    r"\A,? (?:and|but) (?:was )?(?:later )?(?P<b>died|dissolved|disbanded|abolished|left|departed|closed|ended|finished) "
    r"(?:[\w' -]{1,30} )??(?:on|in) (?:the )?\Z",
    _FLAGS,
)
_PAIRS = {
    "born": ("died",),
    "founded": ("dissolved", "disbanded", "abolished", "closed"),
    "established": ("dissolved", "disbanded", "abolished", "closed"),
    "arrived": ("left", "departed"),
    "opened": ("closed", "ended"),
    "began": ("ended", "finished"),
    "started": ("ended", "finished"),
}
# Two dates without a year further apart than this may lie in two years.
_SURELY_ONE_YEAR = timedelta(days=180)


def sequences(text: Grammar, dates: list[Date]) -> Iterator[Check]:
    """A check for each date that stands beside a word of order and contradicts it.

    Where a length is told ("two days later, on Jan. 7") a date that agrees is worth a line too.
    """
    told = sorted((d for d in dates if d.type in ("DATE", "DURATION")), key=_place)
    for a, b in pairwise(d for d in told if d.type == "DATE"):
        if a.evidence[0].where != b.evidence[0].where or a.evidence[0].end > b.evidence[0].start:
            continue
        home = text.sentence_at(a.evidence[0])
        if home is None or not home.span.holds(b.evidence[0]):
            continue
        gap = text.words(Span(a.evidence[0].end, b.evidence[0].start, home.span.where))
        if a.anchor == "event" and a.rule.startswith(_ANCHORED):
            yield from _said_again(text, a, b, gap)
        else:
            yield from _placed(text, a, b, gap)
            yield from _paired(text, a, b, gap)


def _place(d: Date) -> tuple[int, int, int]:
    return in_order(d.evidence[0])


def _said_again(text: Grammar, a: Date, b: Date, gap: str) -> Iterator[Check]:
    """ "Two days later, on Jan. 9": the day counted, and the day given."""
    counted, given = day_of(a), day_of(b) or _only(b)
    if counted is None or given is None or not _AGAIN.match(gap):
        return
    after = text.plain[b.evidence[0].where][b.evidence[0].end : b.evidence[0].end + 1]
    if gap.endswith("(") and after != ")":
        return
    if abs(counted - given) > _SURELY_ONE_YEAR and not _has_year(text, b):
        return
    yield Check(
        evidence=b.evidence,
        rule="day counted",
        check="date_order",
        result="agrees" if counted == given else "differs",
        against=(*a.anchor_evidence, *a.evidence),
        why=f"{text.words(a.evidence[0])!r} is {counted.isoformat()}; the text has {given.isoformat()}",
    )


def _only(one: Date) -> date | None:
    """The one day that an open date may be: its year hangs on the article, its day doesn't."""
    only = one.candidates[0] if len(one.candidates) == 1 else ""
    return date.fromisoformat(only) if re.fullmatch(r"\d{4}-\d\d-\d\d", only) else None


def _has_year(text: Grammar, d: Date) -> bool:
    return re.search(r"\d{4}", text.words(d.evidence[0])) is not None


def _one_year(text: Grammar, a: Date, b: Date, x: date, y: date) -> bool:
    """True if the two surely lie in the years taken for them."""
    stated = _has_year(text, a) and _has_year(text, b)
    return stated or ((_has_year(text, a) or _has_year(text, b)) and abs(x - y) < _SURELY_ONE_YEAR)


def _placed(text: Grammar, a: Date, b: Date, gap: str) -> Iterator[Check]:
    """ "left on 9 May 2019 after arriving on 12 May 2019", "on 3 May, two days before the ninth"."""
    m = _ORDER.match(gap)
    x, y = day_of(a), day_of(b)
    if m is None or x is None or y is None or _AWAY.search(m["rest"]):
        return
    if not re.search(r"\bon (?:the )?\Z", _before(text, a), _FLAGS) or not _one_year(
        text, a, b, x, y
    ):
        return
    evidence = (Span(a.evidence[0].start, b.evidence[0].end, a.evidence[0].where),)
    sign = 1 if m["word"].casefold() == "after" else -1
    apart = sign * (x - y).days
    if m["length"]:
        n = _NUMBERS.get(m["n"].casefold()) or int(m["n"])
        told = n * (7 if m["unit"].casefold() == "week" else 1)
        # Weeks are told roundly.
        slack = 3 if told >= 7 and m["unit"].casefold() == "week" else 0
        same = abs(apart - told) <= slack
        if not same and abs(apart - told) == 1:
            return  # the day counted or not: both are usual
        yield _ordered(evidence, same, f"{x.isoformat()} lies {_apart(x, y)} {y.isoformat()}")
    elif apart < 0:
        yield _ordered(evidence, False, f"{x.isoformat()} lies {_apart(x, y)} {y.isoformat()}")


def _apart(x: date, y: date) -> str:
    days = abs((x - y).days)
    if not days:
        return "on"
    return f"{days} day{'' if days == 1 else 's'} {'after' if x > y else 'before'}"


def _ordered(evidence: tuple[Span, ...], same: bool, why: str) -> Check:
    return Check(
        evidence=evidence,
        rule="word of order",
        check="date_order",
        result="agrees" if same else "differs",
        why=why,
    )


def _before(text: Grammar, d: Date) -> str:
    at = d.evidence[0]
    return text.words(Span(max(0, at.start - 40), at.start, at.where))


def _paired(text: Grammar, a: Date, b: Date, gap: str) -> Iterator[Check]:
    """ "born in 1934 and died in 1921"."""
    first, second = _LIVES.search(_before(text, a)), _ENDS.match(gap)
    if first is None or second is None or not a.earliest or not b.latest:
        return
    if second["b"].casefold() not in _PAIRS[first["a"].casefold()]:
        return
    if "-" in (a.earliest[0], b.latest[0]) or not (_has_year(text, a) and _has_year(text, b)):
        return
    if a.earliest[:10] > b.latest[:10]:
        lead = re.search(r"\b(?:on|in) (?:the )?\Z", _before(text, a), _FLAGS)
        start = a.evidence[0].start - (len(lead.group()) if lead else 0)
        yield _ordered(
            (Span(start, b.evidence[0].end, a.evidence[0].where),),
            False,
            f"{a.edtf} lies after {b.edtf}",
        )
