"""What dates hang on: the day of publication, and the day that the story has reached."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Date, Name
from dragoman.grammar import Grammar, Sentence
from dragoman.places import taken
from dragoman.readers.dates import around
from dragoman.readers.dates.hits import Hit, hits
from dragoman.readers.dates.patterns import MONTHS
from dragoman.readers.dates.place import Place
from dragoman.readers.dates.values import Made, Point

_FUTURE = re.compile(
    r"\b(?:will|'ll|shall|to be held|to take place|is to|are to|going to|plans? to|planned|scheduled|"
    r"upcoming|due (?:on|in|to be|to arrive)|is expected|are expected|slated|set to|would|begins|starts|"
    r"opens|arrives|departs|leaves|takes place|looks? forward)\b"
)
_PAST = re.compile(
    r"\b(?:\w{2,}ed|said|says|told|tells|wrote|was|were|had|did|been|met|sent|held|gave|took|made|came|went|"
    r"left|spoke|saw|began|got|won|lost|ran|shot|fell|rose|paid|brought|led|kept|fought|broke|flew)\b"
)
# Rules whose value needs a year, a day or a month from elsewhere.
_OF_SOME_YEAR = {"month", "month day", "day month", "range", "range, month last",
                 "range over months", "range of days, month last", "list of days", "the month of", "season", "named day"}  # fmt: skip
_NOW = {"weekday", "deictic", "this unit", "ago", "weekend", "vague"}
_TOGETHER = re.compile(
    r"\s*,?\s*(?:and|to|or|until|till|through|-|–|—|/)?\s*(?:on |in |the |by |late |early |mid-)*\Z"
)


class Sighted(NamedTuple):
    """A hit in its place in the article."""

    span: Span
    hit: Hit
    sentence: Sentence | None
    paragraph: Span
    words: str  # of the paragraph


def sighted_in(text: Grammar, masked: list[Span]) -> list[list[Sighted]]:
    """Time expressions by paragraph, but for those inside masked spans."""
    out = []
    others = taken(masked)
    for p in text.paragraphs:
        words = text.words(p.span)
        some = []
        for hit in hits(words):
            span = Span(p.span.start + hit.start, p.span.start + hit.end, p.span.where)
            if not others.meets(span):
                some.append(Sighted(span, hit, text.sentence_at(span), p.span, words))
        out.append(some)
    return out


class Story:
    """Resolves the dates of an article in order, and keeps where the story stands."""

    def __init__(self, text: Grammar, names: list[Name], all_sighted: list[Sighted]) -> None:
        self.text = text
        self.names = names
        self.today, self.evidence = _publication(text)
        years = sorted(_years(all_sighted))
        self.narrative = _is_narrative(years, all_sighted, self.today)
        self.told = _told(years)
        self.reached: Point | None = None
        self.shown: tuple[Span, ...] = ()
        self.in_paragraph: tuple[Span, int] | None = None  # where a month with its year stood
        self.latest = _latest_day(all_sighted)
        self.listed: tuple[Sighted, Point] | None = None  # the date before, for "July and August"

    def resolved(self, x: Sighted, following: list[Sighted]) -> list[Date]:
        """The date of a hit as the article tells it, of a range both ends; moves the story on."""
        place = self._place(x)
        shared = _shared_year(x, following)
        if shared is not None:
            place = replace(place, narrative=True, story=Point(shared))
        elif not self.narrative and (year := _year_before(x, self.listed)) is not None:
            place = replace(place, narrative=True, story=Point(year))
            shared = year
        elif x.hit.rule.name == "clock" and (day := self._shared_day(x, following)):
            place = replace(place, story=day)
        made = _made(x, place)
        if made is None:
            return []
        if shared is not None and made.hangs == "event":
            made = made.on("none")
        if made.state == "not_resolved" and made.needs == "published":
            made = self._with_candidates(x, made)
        dates = self._dates(x, made)
        self._move(x, made)
        if made.point and made.type == "DATE":
            self.listed = (x, made.point)
        return dates

    def as_spoken(
        self, x: Sighted, days: tuple[date, date] | None, evidence: tuple[Span, ...]
    ) -> list[Date]:
        """The date as told on the day of speech; open if that day is not known well enough.

        Of a speech of which only the month is told, "next year" is known and "yesterday" isn't.
        """
        place = replace(self._place(x), today=None, kind="utterance", narrative=False)
        both = [_made(x, replace(place, today=d)) for d in days or ()]
        same = bool(both) and both[0] is not None and both[0] == both[1]
        made = both[0] if same else _made(x, place)
        if made is None:
            return []
        return [
            replace(d, anchor="utterance", anchor_evidence=evidence) for d in self._dates(x, made)
        ]

    def _shared_day(self, x: Sighted, following: list[Sighted]) -> Point | None:
        """The day of the time that follows: "9 a.m. to 11:30 a.m. on Monday"."""
        if not following or not _TOGETHER.match(x.words[x.hit.end : following[0].hit.start]):
            return None
        made = _made(following[0], self._place(following[0]))
        return made.point if made and made.type == "TIME" else None

    def _place(self, x: Sighted) -> Place:
        if x.hit.rule.name == "clock" and self.today and _alone(x):
            # "11:44 A.M. EDT" on a line of its own opens or closes a transcript of the day.
            day = Point(self.today.year, self.today.month, self.today.day)
            return Place(today=self.today, story=day)
        return Place(
            today=self.today,
            story=self.reached,
            narrative=self.narrative or self._told_here(x),
            tense=_tense(self.text, x),
            ahead=x.hit.rule.name == "weekday" and self._is_ahead(x),
        )

    def _told_here(self, x: Sighted) -> bool:
        """True where a report tells a history: a month with a year long past just before.

        "In May 2018 they met in Dalian. In June Kim flew to Singapore": the same year's June.
        """
        if self.in_paragraph is None or self.today is None or self.reached is None:
            return False
        where, sentence = self.in_paragraph
        if where != x.paragraph or x.sentence is None or x.sentence.index - sentence > 2:
            return False
        month = x.hit.match.groupdict().get("month")
        if not month or self.reached.year >= self.today.year:
            return False
        return -1 <= MONTHS[month] - self.reached.month <= 6

    def _dates(self, x: Sighted, made: Made) -> list[Date]:
        """One date; of a range two, each with the whole range."""
        if x.hit.ends is None or made.until is None:
            return [self._date(x, made, x.span)]
        last = made.until.on(made.hangs)
        whole = None if x.hit.is_list else f"{made.edtf}/{last.edtf}"
        (a, b), (c, d) = x.hit.ends
        at = x.paragraph
        spans = (
            Span(at.start + a, at.start + b, at.where),
            Span(at.start + c, at.start + d, at.where),
        )
        first, second = self._date(x, made, spans[0]), self._date(x, last, spans[1])
        return [replace(first, range=whole), replace(second, range=whole)]

    def _date(self, x: Sighted, made: Made, span: Span) -> Date:
        shown: tuple[Span, ...] = ()
        if made.state == "stated" and made.hangs == "publication":
            shown = self.evidence
        elif made.state == "stated" and made.hangs == "event":
            shown = self.shown
        return Date(
            evidence=(span,),
            rule=x.hit.rule.name,
            type=made.type,
            value=made.value,
            state=made.state,
            edtf=made.edtf,
            earliest=made.earliest,
            latest=made.latest,
            anchor=made.hangs,
            anchor_evidence=shown,
            candidates=made.candidates,
            why=made.why,
            needs=made.needs,
            optional=made.optional,
        )

    def _move(self, x: Sighted, made: Made) -> None:
        """The story stands at this date if something happens then."""
        if made.point is None or made.type not in ("DATE", "TIME") or made.optional:
            return
        # After "July 5-7" the next day is the 8th.
        point = made.until.point if made.until and made.until.point else made.point
        if self.narrative:
            first, last = self.told
            back = self.reached is not None and point < self.reached
            if first <= point.year <= last and _moves_history(self.text, x, back):
                self.reached, self.shown = point, (x.span,)
            return
        if not _is_when(self.text, x):
            return
        self.reached, self.shown = point, (x.span,)
        if point.month and x.hit.has_year and x.sentence is not None:
            self.in_paragraph = (x.paragraph, x.sentence.index)

    def _with_candidates(self, x: Sighted, made: Made) -> Made:
        """What it would be if the article is of the days after the latest day it names."""
        if self.latest is None:
            return made
        likely = _made(x, replace(self._place(x), today=self.latest, narrative=False))
        if likely is None or likely.edtf is None:
            return made
        why = f"no day of publication; the latest day that the text names is {self.latest}"
        return replace(made, candidates=(likely.edtf,), why=why)

    def _is_ahead(self, x: Sighted) -> bool:
        """True if what is told comes from a state where the day begins long before the outlet's."""
        outlet = _hours_of_outlet(self.text)
        if outlet is None or x.sentence is None:
            return False
        hours = lore.words("dates")["hours"]
        here = (n.state for n in self.names if n.state and x.sentence.span.holds(n.evidence[0]))
        return any(hours.get(s, -99) - outlet >= 6 for s in here)


def _made(x: Sighted, place: Place) -> Made | None:
    hit = x.hit
    made = hit.rule.make(hit.match, place)
    if made is None:
        return None
    start, end = hit.own
    return around.narrowed(made, x.words, start, end, hit.rule.name)


def _publication(text: Grammar) -> tuple[date | None, tuple[Span, ...]]:
    value = text.article.reference_date.value
    found = text.article.winner("published")
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError:
        day = None
    return day, found.evidence if found else ()


def _hours_of_outlet(text: Grammar) -> float | None:
    value = text.article.published or ""
    if m := re.search(r"([+-])(\d\d):?(\d\d)\Z", value):
        return float(m[1] + "1") * (int(m[2]) + int(m[3]) / 60)
    known: dict[str, float] = lore.words("dates")["outlets"]
    return known.get(text.article.value("outlet") or "")


def _years(some: list[Sighted]) -> list[int]:
    out = []
    for x in some:
        if x.hit.has_year:
            made = x.hit.rule.make(x.hit.match, Place(None))
            if made and made.earliest:
                out.append(int(made.earliest[:5] if made.earliest[0] == "-" else made.earliest[:4]))
    return out


def _told(years: list[int]) -> tuple[int, int]:
    """The years that a text is about: the outermost tenths are asides, of sources or of today."""
    if not years:
        return (-9999, 9999)
    tenth = len(years) // 10
    first, last = years[tenth], years[-1 - tenth]
    slack = max(5, (last - first) // 2)
    return first - slack, last + slack


def _is_narrative(years: list[int], some: list[Sighted], today: date | None) -> bool:
    """True for a history: its stated years are many and lie far from the day of publication.

    In news the years are near, or words like "Friday" and "last month" stand beside them.
    """
    far = [y for y in years if today is None or abs(y - today.year) >= 2]
    now = sum(x.hit.rule.name in _NOW - {"vague"} for x in some)
    return len(far) >= 8 and len(far) >= 2 * (len(years) - len(far)) and len(far) >= 4 * now


def _latest_day(some: list[Sighted]) -> date | None:
    days = []
    for x in some:
        if x.hit.has_year:
            made = x.hit.rule.make(x.hit.match, Place(None))
            day = made.point.as_date if made and made.point else None
            if day is not None:
                days.append(day)
    return max(days, default=None)


def _alone(x: Sighted) -> bool:
    """True for a time of the clock with nothing but "END" beside it in its paragraph."""
    rest = x.words[: x.hit.start] + x.words[x.hit.end :]
    return re.fullmatch(r"\W*(?:END)?\W*", rest) is not None


def _tense(text: Grammar, x: Sighted, *, until: bool = True) -> Literal["past", "future"] | None:
    """The tense of the nearest verb before the date, or of the first one after it.

    Args:
        until: "by May" lies ahead where no verb says otherwise; in histories it doesn't.
    """
    if x.sentence is None:
        return None
    own = x.sentence.span
    lead = text.words(Span(max(own.start, x.span.start - 80), x.span.start, own.where))
    rest = text.words(Span(x.span.end, min(own.end, x.span.end + 50), own.where))
    if _AHEAD_AT_ONCE.match(rest):
        return "future"
    if until and _PAST_AT_ONCE.match(rest):
        return "past"
    ahead, past = _tenses(lead)
    if ahead or past:
        return "future" if max(ahead, default=-1) > max(past, default=-1) else "past"
    if until and _UP_TO.search(lead):
        return "future"
    ahead, past = _tenses(rest)
    if not ahead and not past:
        return None
    return "future" if min(ahead, default=99) < min(past, default=99) else "past"


_PAST_AT_ONCE = re.compile(r"\s(?:was|were|had|did)\b")
_UP_TO = re.compile(r"\b(?:until|till|by) (?:the |late |early |mid-|end of )*\Z")
_AHEAD_AT_ONCE = re.compile(r"\s(?:will|is going to|is to|are to|shall)\b")


def _tenses(words: str) -> tuple[list[int], list[int]]:
    """Where words of the future and of the past stand; "to be held" is one of the future."""
    ahead = [m.span() for m in _FUTURE.finditer(words)]
    past = [
        m.start()
        for m in _PAST.finditer(words)
        if not words.endswith("be ", 0, m.start()) and not any(a <= m.start() < b for a, b in ahead)
    ]
    return [a for a, _ in ahead], past


def _shared_year(x: Sighted, following: list[Sighted]) -> int | None:
    """The year of a date that follows, where they are one list: "between 9 May and 3 June 1942"."""
    if x.hit.has_year or x.hit.rule.name not in _OF_SOME_YEAR or x.hit.match.groupdict().get("rel"):
        return None
    before, month = x, x.hit.match.groupdict().get("month")
    years_back = 0
    for other in following[:6]:
        groups = other.hit.match.groupdict()
        gap = x.words[before.hit.end : other.hit.start]
        if len(gap) > 24 or not _TOGETHER.match(gap):
            return None
        if not (groups.get("month") or groups.get("season")):
            return None
        if month and groups.get("month"):
            years_back += MONTHS[month] > MONTHS[groups["month"]]
            month = groups["month"]
        if groups.get("year"):
            return int(groups["year"]) - years_back
        before = other
    return None


def _year_before(x: Sighted, before: tuple[Sighted, Point] | None) -> int | None:
    """The year of the month before in one list: "in July and August"."""
    if before is None or x.hit.has_year or x.hit.match.groupdict().get("rel"):
        return None
    other, point = before
    month = x.hit.match.groupdict().get("month")
    both = (x.hit.rule.name, other.hit.rule.name)
    if not month or both != ("month", "month") or other.paragraph != x.paragraph or not point.month:
        return None
    gap = x.words[other.hit.end : x.hit.start]
    if not 0 < len(gap) <= 8 or not _TOGETHER.match(gap):
        return None
    return point.year + (MONTHS[month] < point.month)


# A date behind these is another thing's, not the day that the story has reached.
_OF_ANOTHER = re.compile(
    r"(?:(?<!was )(?<!were )(?<!been )\b(?:held|scheduled|set|adopted|founded|born|planned|expected)|"
    r"\b(?:due|dated|falls?|fell|since|until|till|from|for|of|elections?|anniversary))(?: (?:on|for|in|to))? \Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:since|until|till|by|before|after|than) (?:the )?\Z", re.IGNORECASE)


def _is_when(text: Grammar, x: Sighted) -> bool:
    """True for a day on which the story itself has something happen: "the same day" may be that."""
    lead = x.words[max(0, x.hit.start - 30) : x.hit.start]
    return text.in_quotation(x.span) is None and not _OF_ANOTHER.search(lead)


_FLASHBACK = re.compile(r"\bhad\b(?! to\b)|'d\b")
_BACKWARD = re.compile(r"\b(?:ago|earlier|previously|previous|preceding|prior|before)\b", re.I)


def _moves_history(text: Grammar, x: Sighted, back: bool) -> bool:
    """True for a date at which a history goes on; not for a look back or ahead, or an epithet.

    "since 1942", "the August 1792 uprising", "(1790)", "had fallen in late 1943", "the previous
    April", "planned for 1976" leave the story where it stands.

    Args:
        back: True if the date lies before where the story stands.
    """
    lead = x.words[max(0, x.hit.start - 12) : x.hit.start]
    rest = x.words[x.hit.end : x.hit.end + 2]
    if _ASIDE.search(lead) or _BACKWARD.search(x.words[x.hit.start : x.hit.end]):
        return False
    if lead.endswith("(") and rest.startswith(")"):
        return False
    if lead.casefold().endswith("the ") and rest[:1] == " " and rest[1:].islower():
        return False
    if x.sentence is None:
        return True
    own = x.sentence.span
    before = text.words(Span(max(own.start, x.span.start - 60), x.span.start, own.where))
    return not (back and _FLASHBACK.search(before)) and _tense(text, x, until=False) != "future"
