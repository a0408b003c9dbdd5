"""Dates: what news needs most, each with bounds and with the day it hangs on.

Relative dates hang on the article's day of publication or, inside a quotation whose speaking day
is told ("told the station on Tuesday"), on that day. Without such a day they are `not_resolved`:
no year comes from general knowledge. Values follow TIMEX3, `edtf` ISO 8601-2.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dragoman.article import Span
from dragoman.finding import About, Credit, Date, Doubt, Finding, Found, Name
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader

MONTHS = {m: i for i, m in enumerate(calendar.month_name) if m}
MONTHS |= {m: i for i, m in enumerate(calendar.month_abbr) if m} | {"Sept": 9}
DAYS = {d: i for i, d in enumerate(calendar.day_name)}
NUMBERS = {
    w: i
    for i, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "E", "century": "C"}
UNITS |= {"hour": "H", "minute": "M"}
ZONES = {"KST": "+09:00", "JST": "+09:00", "GMT": "+00:00", "UTC": "+00:00", "Z": "+00:00"}
ZONES |= {"EST": "-05:00", "EDT": "-04:00", "CST": "+08:00", "MSK": "+03:00"}

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?![:%]|[.,]\d)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)\b(?![.,]\d|-year)"
# "September 24, Juche 86 (1997)": the year stands in brackets behind the Juche year.
_WITH_YEAR = rf"(?:,? {_YEAR}|,? Juche ?\d{{2,3}} ?\((?P<juche>\d{{4}})\.?\))?"
_WEEKDAY = r"(?P<weekday>" + "|".join(DAYS) + r")\b"
_PART = r"(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -]"
_NUMBER = r"(?P<n>\d{1,3}|" + "|".join(NUMBERS) + r")"
_UNIT = r"(?P<unit>days?|weeks?|months?|years?|decades?|centur(?:y|ies)|hours?|minutes?)\b"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?"
_ZONE = r"(?: ?(?P<zone>KST|JST|GMT|UTC|EST|EDT|MSK|Z|[+-]\d\d:?\d\d))?"
# Names of months that are words or names as well need a preposition before them.
_PREPOSITION = (
    r"(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Tt]his|[Ll]ast|[Nn]ext|to|through)"
)


@dataclass(frozen=True)
class Anchor:
    """The day that relative dates hang on, and where the text shows it."""

    day: date | None
    kind: str
    evidence: tuple[Span, ...] = ()


Made = dict[str, object]
Rule = Callable[[re.Match[str], Anchor, bool], Made | None]


# ---- making values


def _span_of_days(first: date, last: date) -> Made:
    edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return {"earliest": first.isoformat(), "latest": last.isoformat(), "edtf": edtf}


def _on(day: date) -> Made:
    return {"value": day.isoformat(), **_span_of_days(day, day)}


def _in_month(year: int, month: int, part: str | None = None) -> Made:
    """A month, or a third of it: early 1-10, mid 11-20, late from 21."""
    last = calendar.monthrange(year, month)[1]
    value = f"{year:04}-{month:02}"
    a, b = {None: (1, last), "early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    made = {"value": value, **_span_of_days(date(year, month, a), date(year, month, b))}
    return made if part else {**made, "edtf": value}


def _in_year(year: int, part: str | None = None) -> Made:
    """A year, or a third of it, by months."""
    a, b = {None: (1, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    last = calendar.monthrange(year, b)[1]
    made = {"value": f"{year:04}", **_span_of_days(date(year, a, 1), date(year, b, last))}
    return {**made, "edtf": f"{year:04}" if part is None else f"{year:04}-{a:02}/{year:04}-{b:02}"}


def _years(first: int, last: int, value: str) -> Made:
    return {"value": value, "earliest": f"{first:04}-01-01", "latest": f"{last:04}-12-31",
            "edtf": f"{first:04}/{last:04}"}  # fmt: skip


def _part(m: re.Match[str]) -> str | None:
    word = (
        (m.groupdict().get("part") or "").casefold().removeprefix("the ").split(" ")[0].rstrip("-")
    )
    parts = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
    return parts.get(word, word) or None


def _open(**more: object) -> Made:
    """A date that waits for a day to hang on."""
    return {"state": "not_resolved", "needs": "published", **more}


def _month_year(month: int, anchor: Anchor, future: bool, day: int | None = None) -> int:
    """The year of a month named alone: the latest past one, or the next where the tense is future.

    A day less than two months ahead of a report is ahead, not ten months ago (invitations and
    anniversaries in agency copy).
    """
    ref = anchor.day
    assert ref is not None
    ahead = (month - ref.month) % 12
    if day is not None and month == ref.month:
        if day <= ref.day or future or day - ref.day < 28:
            return ref.year
        return ref.year - 1
    if future or (day is not None and 0 < ahead <= 2):
        return ref.year + (month < ref.month)
    return ref.year - (month > ref.month)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unit(m: re.Match[str]) -> str:
    return re.sub(r"s$", "", m["unit"].casefold().replace("centuries", "century"))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.casefold()]


def _minus(day: date, n: int, unit: str) -> Made | None:
    try:
        if unit == "day":
            return _on(day - timedelta(days=n))
        if unit == "week":
            week = (day - timedelta(weeks=n)).isocalendar()
            first = date.fromisocalendar(week.year, week.week, 1)
            return {"value": f"{week.year}-W{week.week:02}",
                    **_span_of_days(first, first + timedelta(days=6))}  # fmt: skip
        if unit == "month":
            months = day.year * 12 + day.month - 1 - n
            return _in_month(months // 12, months % 12 + 1)
        if unit == "year":
            return _in_year(day.year - n)
    except (ValueError, OverflowError):
        return None
    return None


# ---- rules: name, pattern, what it makes


def _iso(m: re.Match[str], _a: Anchor, _f: bool) -> Made | None:
    day = _safe(int(m["year"]), int(m["m"]), int(m["d"]))
    if day is None:
        return None
    if not m["hour"]:
        return _on(day)
    value = f"{day.isoformat()}T{int(m['hour']):02}:{m['minute']}"
    zone = ZONES.get(m["zone"] or "", m["zone"] or "")
    return {"type": "TIME", "value": value, "edtf": value + zone,
            "earliest": value + zone, "latest": value + zone}  # fmt: skip


def _day_month(m: re.Match[str], a: Anchor, future: bool) -> Made | None:
    month, day = MONTHS[m["month"]], int(m["day"])
    stated = m["year"] or m.groupdict().get("juche")
    if stated:
        year = int(stated)
    elif a.day is None:
        return _open() if day <= calendar.monthrange(2000, month)[1] else None
    else:
        year = _month_year(month, a, future, day)
    first = _safe(year, month, day)
    if first is None:
        return None
    last_day = m.groupdict().get("last")
    if not last_day:
        return _on(first)
    last_month = m.groupdict().get("last_month")
    last = _safe(year, MONTHS[last_month] if last_month else month, int(last_day))
    if last is None or last < first:
        return None
    return {"value": f"{first}/{last}", **_span_of_days(first, last)}


def _month(m: re.Match[str], a: Anchor, future: bool) -> Made | None:
    month, part = MONTHS[m["month"]], _part(m)
    if m.groupdict().get("year"):
        return _in_month(int(m["year"]), month, part)
    if a.day is None:
        return _open()
    which = (m.groupdict().get("which") or "").casefold()
    year = _month_year(month, a, future or which == "next")
    if which == "last" and month == a.day.month:
        year -= 1
    return _in_month(year, month, part)


def _weekday(m: re.Match[str], a: Anchor, future: bool) -> Made | None:
    if a.day is None:
        return _open()
    which, wanted = (m["which"] or "").casefold(), DAYS[m["weekday"]]
    back = (a.day.weekday() - wanted) % 7
    if which == "next" or (future and which != "last"):
        return _on(a.day + timedelta(days=(wanted - a.day.weekday()) % 7 or 7))
    if which == "last" and back == 0:
        back = 7
    return _on(a.day - timedelta(days=back))


def _relative(m: re.Match[str], a: Anchor, _f: bool) -> Made | None:
    unit, which, part = m["u"].casefold(), m["which"].casefold(), _part(m)
    if a.day is None:
        return _open()
    n = {"last": 1, "past": 1, "previous": 1, "this": 0, "current": 0, "next": -1, "coming": -1}[
        which
    ]
    made = _minus(a.day, n, unit)
    if made and part and unit == "month":
        year, month = map(int, str(made["value"]).split("-"))
        return _in_month(year, month, part)
    if made and part and unit == "year":
        return _in_year(int(str(made["value"])), part)
    return made


def _ago(m: re.Match[str], a: Anchor, _f: bool) -> Made | None:
    unit = _unit(m)
    if a.day is None:
        return _open()
    n = _number(m["n"])
    if unit == "decade":
        return _minus(a.day, 10 * n, "year")
    return _minus(a.day, n, unit)


def _shifted(a: Anchor, days: int) -> Made:
    """A day so many days from the one named before."""
    if a.day is None:
        return {"state": "not_resolved", "needs": "antecedent"}
    return _on(a.day + timedelta(days=days))


def _today(m: re.Match[str], a: Anchor, _f: bool) -> Made | None:
    if a.day is None:
        return _open()
    shift = {"yesterday": -1, "tomorrow": 1}.get(m.group().casefold(), 0)
    return _on(a.day + timedelta(days=shift))


def _year(m: re.Match[str], _a: Anchor, _f: bool) -> Made | None:
    if m.groupdict().get("last_year"):
        first, last = int(m["year"]), m["last_year"]
        end = int(last) if len(last) == 4 else first - first % 100 + int(last)
        return _years(first, end, f"{first}/{end}") if first < end else None
    return _in_year(int(m["year"]), _part(m))


def _decade(m: re.Match[str], _a: Anchor, _f: bool) -> Made | None:
    first = int(m["decade"])
    return _years(first, first + 9, str(first)[:3])


def _century(m: re.Match[str], _a: Anchor, _f: bool) -> Made | None:
    n = int(m["c"])
    return _years(100 * (n - 1) + 1, 100 * n, f"{n - 1:02}") if 1 < n < 22 else None


def _duration(m: re.Match[str], _a: Anchor, _f: bool) -> Made | None:
    unit = _unit(m)
    word = m.groupdict().get("n")
    n = str(_number(word)) if word else "X"
    letter = UNITS[unit]
    if unit in ("decade", "century"):
        scale = 10 if unit == "decade" else 100
        value = f"P{int(n) * scale}Y" if n != "X" else f"PX{letter}"
    else:
        value = f"P{'T' if unit in ('hour', 'minute') else ''}{n}{letter}"
    return {"type": "DURATION", "value": value}


def _set(m: re.Match[str], _a: Anchor, _f: bool) -> Made | None:
    return {"type": "SET", "value": f"P1{UNITS[m['u'].casefold()]}"}


_VAGUE = {"now": "PRESENT_REF", "current": "PRESENT_REF", "currently": "PRESENT_REF",
          "future": "FUTURE_REF"}  # fmt: skip


def _vague(m: re.Match[str], _a: Anchor, _f: bool) -> Made | None:
    word = m.group().casefold().split(" ")[-1]
    return {"value": _VAGUE.get(word, "PAST_REF"), "optional": True}


# Rules in order; of two that meet, the one that starts first wins, then the longer, then the
# earlier in this table.
_FULL = {"iso", "juche"}
# What hangs on the day named before it, not on the day of publication.
_AFTER = {"same day", "next day", "days after"}
RULES: tuple[tuple[str, str, Rule], ...] = (
    ("iso", rf"\b{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ]{_CLOCK}{_ZONE})?(?!\d)", _iso),
    ("range", rf"\b{_MONTH} {_DAY} ?(?:-|–|to|and) ?(?P<last>[12]?\d|3[01])\b(?:,? {_YEAR})?(?!:)",
     _day_month),
    ("range over months", rf"\b{_MONTH} {_DAY} ?(?:-|–|to) ?(?P<last_month>{'|'.join(MONTHS)})\.? "
     rf"(?P<last>[12]?\d|3[01])\b(?:,? {_YEAR})?", _day_month),
    ("month day", rf"\b(?:{_WEEKDAY},? )?{_MONTH}(?: |(?<=\.)){_DAY}{_WITH_YEAR}", _day_month),
    ("day month", rf"\b(?:{_WEEKDAY},? )?(?:the )?(?<![\d.,]){_DAY}(?: of)? {_MONTH}{_WITH_YEAR}",
     _day_month),
    ("juche", rf"\bJuche ?\d{{2,3}} \({_YEAR}\)", _year),
    ("month year", rf"(?i:\b{_PART})?\b{_MONTH},? (?:of )?{_YEAR}", _month),
    ("part of month", rf"(?i:\b{_PART}(?:(?P<which>last|next|this) )?)\b{_MONTH}", _month),
    ("month", rf"\b(?:(?i:(?P<which>last|next|this)) )?{_MONTH}", _month),
    ("weekday", rf"\b(?:(?i:(?P<which>last|next|this|past)) )?{_WEEKDAY}", _weekday),
    ("relative", rf"(?i:\b{_PART}(?:the )?)?(?i:\b(?P<which>last|past|previous|this|current|next|"
     r"coming) (?P<u>day|week|month|year)\b)", _relative),
    ("same day", r"(?i:\b(?:the|that) same day\b|\bthat day\b)", lambda m, a, f: _shifted(a, 0)),
    ("next day", r"(?i:\bthe (?:(?P<ahead>next|following)|previous|preceding) day\b|\bthe day (?P<back>before|after)\b)",
     lambda m, a, f: _shifted(a, 1 if m["ahead"] or m["back"] == "after" else -1)),
    ("days after", rf"(?i:\b{_NUMBER} (?P<unit>days?|weeks?) (?P<way>later|earlier|before|after)\b)",
     lambda m, a, f: _shifted(a, _number(m["n"]) * (7 if m["unit"].startswith("w") else 1)
                              * (1 if m["way"] in ("later", "after") else -1))),
    ("weekly set", rf"(?i:\b(?:every|each) )(?:{_WEEKDAY})s?", lambda m, a, f: {"type": "SET", "value": "P1W"}),
    ("ago", rf"(?i:\b{_NUMBER} {_UNIT} ago\b)", _ago),
    ("today", r"(?i:\b(?:today|yesterday|tomorrow|tonight)\b)", _today),
    ("years", rf"\b{_YEAR} ?[-–] ?(?P<last_year>(?:1[5-9]|20)\d\d|\d\d)\b(?!-)", _year),
    ("decade", r"(?:\bthe )?(?P<decade>1[5-9]\d0|20\d0)'?s\b", _decade),
    ("century", r"\b(?:the )?(?P<c>\d\d)(?:st|nd|rd|th)[ -]centur(?:y|ies)\b", _century),
    ("year", rf"(?i:\b{_PART}(?:the year )?)?(?<![\d.,$£€#/-])\b{_YEAR}", _year),
    ("duration", rf"(?i:\b(?:the (?:past|last|next) )?{_NUMBER}[ -]{_UNIT}(?![ -]old\b| ago\b))",
     _duration),
    ("vague duration", rf"(?i:\b(?:several|many|some|few) {_UNIT})", _duration),
    ("set", r"(?i:\b(?:every|each) (?P<u>day|week|month|year)\b)", _set),
    ("vague", r"(?i:\b(?:now|currently|recently|recent|of late|current|future)\b)", _vague),
)  # fmt: skip

_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|added|wrote|announced|explained|claimed|stated|reported|noted)\b"
)
_FUTURE = re.compile(r"\b(?:will|shall|to be held|is to|are to|plans? to|scheduled|upcoming|due)\b")
_NOT_A_YEAR = re.compile(
    r"\s?(?:people|persons|men|women|troops|soldiers|tons|tonnes|kilo|km|metres|meters|miles|"
    r"dollars|won|yuan|euros|rubles|roubles|words|votes|delegates|percent|%|feet|hectares|square)"
)
_NUMBERED = re.compile(
    r"\b(?:Resolution|Room|Flight|Article|No\.?|number|Section|Rule|Order|page|pages|p\.) \Z", re.I
)
# A bare number is a year after a preposition, a mark or "and", or before a word for an event.
_LED = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|to|through|during|before|after|between|and|the|year|for|circa|back|"
    r"around|about|late|early|mid|summer|spring|autumn|fall|winter|or|than)[ -]|[(,:;/–—-] ?|\A)\Z",
    re.I,
)
_OF_A_YEAR = re.compile(
    r"(?: \w+)? (?:summit|elections?|agreement|treaty|accord|olympics|war|plan|budget|congress|talks|declaration|"
    r"statement|revolution|constitution|census|season|cup|games|report|visit|meeting|crisis|coup|session|deal|pact)\b"
    r"|[.,;:)]|\Z|-\d",
    re.I,
)
_AMBIGUOUS_MONTH = {"May", "March", "Mar", "Jun", "Sept", "Sep", "August", "Jan", "Dec", "Nov"}


@cache
def _compiled() -> list[tuple[str, re.Pattern[str], Rule]]:
    return [(name, re.compile(pattern), rule) for name, pattern, rule in RULES]


def _hits(words: str) -> list[tuple[int, int, str, re.Match[str], Rule]]:
    found = []
    for order, (name, pattern, rule) in enumerate(_compiled()):
        for m in pattern.finditer(words):
            start, end = m.span()
            if m.group().endswith(".") and not _abbreviated(words, m):
                end -= 1
            found.append((start, -end, order, name, m, rule))
    found.sort(key=lambda x: x[:3])
    out, reached = [], 0
    for start, minus_end, _, name, m, rule in found:
        if start >= reached and _plausible(words, name, m):
            out.append((start, -minus_end, name, m, rule))
            reached = -minus_end
    return out


def _abbreviated(words: str, m: re.Match[str]) -> bool:
    """True if a period after a month belongs to it ("Jan."), not to the sentence."""
    return (m.groupdict().get("month") or "May") in calendar.month_abbr


def _plausible(words: str, name: str, m: re.Match[str]) -> bool:
    if name == "year" and not m["part"]:
        if _NUMBERED.search(words, max(0, m.start() - 14), m.start()):
            return False
        led = _LED.search(words, max(0, m.start() - 12), m.start())
        return not _NOT_A_YEAR.match(words, m.end()) and bool(
            led or _OF_A_YEAR.match(words, m.end())
        )
    if name == "weekday" and re.match(
        r" (?:Times|Telegraph|Mirror|Express|Herald|Mail|Post)\b", words[m.end() :]
    ):
        return False
    if name == "month" and not m["which"] and re.match(r" [A-Z][a-z]+", words[m.end() :]):
        return bool(re.search(rf"\b{_PREPOSITION} $", words[max(0, m.start() - 8) : m.start()]))
    if name == "month" and m["month"] in _AMBIGUOUS_MONTH and not m["which"]:
        return bool(re.search(rf"\b{_PREPOSITION} $", words[max(0, m.start() - 8) : m.start()]))
    return not (name == "vague" and words[m.end() : m.end() + 1] in ("-", "'"))


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Dates in order of place; what hangs on an unknown day is `not_resolved`."""
    masked = [n.evidence[0] for n in found.of(Name) if n.type == "person"]
    masked += [c.evidence[0] for c in found.of(Credit)]
    publication = _publication(text)
    waiting = False
    event = Anchor(None, "event")  # the last day named
    for p in text.paragraphs:
        made = []
        for start, end, name, m, rule in _hits(text.words(p.span)):
            span = Span(p.span.start + start, p.span.start + end, p.span.where)
            if not any(span.meets(s) for s in masked):
                made.append((span, name, m, rule))
        first = []
        for span, name, m, rule in made:
            after = name in _AFTER
            one = _resolved(text, span, name, m, rule, event if after else publication)
            first.append(one)
            if one is not None and one.earliest and _is_when(text, p.span, one):
                event = Anchor(date.fromisoformat(one.earliest), "event", (span,))
        for one, x in zip(first, made, strict=True):
            if one is not None:
                waiting = waiting or one.needs == "published"
                yield _spoken(text, one, x, first) or one
    if waiting:
        yield Doubt(
            evidence=(),
            about=About("article", "published"),
            why="publication date not in the text, and dates hang on it",
        )


# A date behind these is another thing's, not the day that the story has reached.
_OF_ANOTHER = re.compile(
    r"(?:(?<!was )(?<!were )(?<!been )\b(?:held|scheduled|set|adopted|founded|born|planned|expected)|"
    r"\b(?:due|dated|falls?|fell|since|until|till|from|for|of|elections?|anniversary))(?: (?:on|for|in|to))? \Z",
    re.IGNORECASE,
)


def _is_when(text: Grammar, paragraph: Span, one: Date) -> bool:
    """True for a day on which the story itself has something happen: "the same day" may be that."""
    if one.type != "DATE" or one.earliest != one.latest:
        return False
    at = one.evidence[0]
    lead = text.plain[at.where][max(paragraph.start, at.start - 30) : at.start]
    return text.in_quotation(at) is None and not _OF_ANOTHER.search(lead)


def _publication(text: Grammar) -> Anchor:
    value = text.article.reference_date.value
    found = text.article.winner("published")
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError:
        day = None
    return Anchor(day, "publication", found.evidence if found else ())


def _resolved(
    text: Grammar, span: Span, name: str, m: re.Match[str], rule: Rule, anchor: Anchor
) -> Date | None:
    sentence = text.sentence_at(span)
    future = False
    if sentence is not None:
        nearby = Span(max(sentence.span.start, span.start - 80), span.end, span.where)
        future = bool(_FUTURE.search(text.words(nearby)))
    made = rule(m, anchor, future)
    if made is None:
        return None
    own = (
        name in _FULL or name in ("decade", "century", "years", "year") or m.groupdict().get("year")
    )
    kind = made.get("type", "DATE")
    hangs = not own and kind in ("DATE", "TIME")
    where = anchor.kind if hangs else "none"
    evidence = anchor.evidence if hangs and made.get("state", "stated") == "stated" else ()
    return Date(evidence=(span,), rule=name, anchor=where, anchor_evidence=evidence, **made)  # type: ignore[arg-type]


def _spoken(
    text: Grammar,
    one: Date,
    x: tuple[Span, str, re.Match[str], Rule],
    others: list[Date | None],
) -> Date | None:
    """The date read from the day on which the words around it were spoken, if that day is told."""
    span = one.evidence[0]
    quotation = text.in_quotation(span)
    sentence = text.sentence_at(span)
    if quotation is None or sentence is None or one.anchor != "publication":
        return None
    for other in others:
        if (
            other is None
            or other.type != "DATE"
            or other.optional
            or quotation.holds(other.evidence[0])
        ):
            continue
        at = other.evidence[0]
        home = text.sentence_at(at)
        if home is None or home.index != sentence.index:
            continue
        lead = Span(max(sentence.span.start, at.start - 40), at.start, at.where)
        cue = next(reversed(list(_SPEECH.finditer(text.words(lead)))), None)
        if cue is None or text.in_quotation(at) is not None:
            continue
        told = Span(lead.start + cue.start(), at.end, at.where)
        if other.earliest is None or other.earliest != other.latest:
            return replace(one, anchor="utterance", anchor_evidence=(told,))
        anchor = Anchor(date.fromisoformat(other.earliest), "utterance", (told,))
        return _resolved(text, *x, anchor)
    return None


READER = Reader("dates", 1, read, needs=(Name, Credit), gives=(Date, Doubt))
