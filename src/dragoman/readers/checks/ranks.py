"""Ranks and totals of messages and meetings: "the second time this year that Kim wrote to Xi".

One article seldom holds all that such a claim is about. What it tells is counted here; the claim
itself (`Counted`) is kept with the check, so that a record can be asked about it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from dragoman.article import Span
from dragoman.finding import Amount, Check, Counted, Date, Found, Message, Name, Party
from dragoman.finding.parties import same_party
from dragoman.grammar import Grammar, Sentence
from dragoman.places import Places

What = Literal["message", "call", "meeting"]
_FLAGS = re.IGNORECASE
_LETTER = r"(?:messages?|letters?|telegrams?|cables?|communications?|correspondences?|notes?)"
_CALL = r"(?:(?:(?:tele)?phone|video) (?:calls?|conversations?|talks?))"
_MEETING = r"(?:summits?|meetings?|talks|visits?|encounters?)"
# Up to two words between the rank and what is ranked: "second personal letter".
_NOUN = re.compile(
    rf"\A(?: (?!time\b)[\w'-]+){{0,2}}? (?:(?P<message>{_LETTER})|(?P<call>{_CALL})|(?P<meeting>{_MEETING}))\b",
    _FLAGS,
)
_COUNTED = re.compile(
    rf"(?:(?P<message>{_LETTER})|(?P<call>{_CALL})|(?P<meeting>{_MEETING}))\Z", _FLAGS
)
_TIME = re.compile(r"\A times?\b", _FLAGS)
# What was done that time, wherever in the sentence it is told.
_DONE: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("call", re.compile(rf"\b(?:{_CALL}|by (?:tele)?phone|on the phone|phoned|telephoned)\b", _FLAGS)),
    ("meeting", re.compile(rf"\b(?:met|meets|have met|visited|visiting|{_MEETING})\b", _FLAGS)),
    ("message", re.compile(
        rf"\b(?:communicat\w+|wr(?:ote|itten)|correspond\w+|{_LETTER}|congratulated|replied)\b", _FLAGS)),
)  # fmt: skip
_SINCE = re.compile(r"\bsince (?:the )?\Z", _FLAGS)
_SINCE_EVENT = re.compile(r"\bsince\b", _FLAGS)
_WITHIN = re.compile(r"\b(?:in|for|within) (?:more than |over |almost |nearly |about |the )?(?:the (?:last|past) )?\Z", _FLAGS)  # fmt: skip
_BACK = re.compile(r"\A[\"'“(]*(?:It|This|That|The|He|She)\b")
_TOTAL = re.compile(
    r"\b(?:total of|in all|altogether|exchanged|sent|received|written|wrote)\b", _FLAGS
)
# From what is ranked to its time: "second time | this year", "third summit with Seoul in | 2018".
_OF_TIME = re.compile(
    r"(?! ?(?:since|after|before|when|as|who|which|at)\b)(?:(?!\b(?:since|after|before|when|who|which|that|will)\b)[^,;:.]){0,60}"
)
_OF_BODY = re.compile(r" of (?:the|an?)\b")
# A possessive that no meeting follows: "Xi's first visit" is a side, "Russia's war" is none.
_OWNING = re.compile(rf"'s? (?!(?:[\w-]+ ){{0,3}}{_MEETING}\b)", _FLAGS)
_PERIOD = re.compile(r"\AP(?:(?P<y>\d+)Y)?(?:(?P<m>\d+)M)?(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?\Z")
_NEAR = 2  # sentences before the claim in which the message that "it" means is told


@dataclass(frozen=True, slots=True)
class _Time:
    """The time that a claim is about, and the words that give it."""

    since: str | None = None
    until: str | None = None
    why_open: str | None = None
    words: Span | None = None

    @property
    def told(self) -> bool:
        """True if the text names a time at all."""
        return self.words is not None or self.why_open is not None


def ranks(text: Grammar, found: Found) -> Iterator[Check]:
    """A check for each rank or total of messages, calls and meetings whose two sides are known."""
    messages = found.of(Message)
    told = Places((s, (i, s)) for i, m in enumerate(messages) for s in (*m.evidence, *m.mentions))
    dates = Places((d.evidence[0], d) for d in found.of(Date))
    names = Places((n.evidence[0], n) for n in found.of(Name))
    for amount in found.of(Amount):
        place = amount.evidence[0]
        home = text.sentence_at(place)
        if home is None or place.where != "text" or not _whole(amount):
            continue
        ranked = _what(text, amount, home)
        if ranked is None or (ranked[0] != "meeting" and not messages):
            continue
        what, end = ranked
        own = _own(text, messages, told, place, home) if what != "meeting" else None
        sides = _sides_of(own) if own else _named(text, names, home)
        if len(sides) != 2 or (own is None and what != "meeting"):
            continue
        first = amount.type == "ordinal" and amount.value == 1
        time = _time(text, dates, place, home, first=first)
        if first and not time.told:
            continue  # "the first letter" tells one of several from the others
        if what == "meeting" and (not time.told or _OF_BODY.match(text.plain["text"], end)):
            continue  # "the seventh meeting of the council" has no record to be asked
        counted = Counted(
            number=int(amount.value),
            rank=amount.type == "ordinal",
            what=what,
            sides=sides,
            either_way=what != "message",
            form=own.form if own and _one_form(text, place, home) else None,
            since=time.since,
            until=time.until,
            why_open=time.why_open,
        )  # fmt: skip
        yield _check(Span(place.start, end, place.where), counted, time, messages, own)


def _whole(amount: Amount) -> bool:
    """True for "second" and for "five messages"; not for "at least five"."""
    whole = isinstance(amount.value, int | float) and float(amount.value).is_integer()
    return whole and not (amount.modifier or amount.negated) and amount.type in ("ordinal", "count")


def _what(text: Grammar, amount: Amount, home: Sentence) -> tuple[What, int] | None:
    """What is ranked or counted, if it is a kind of exchange, and where its words end."""
    place, words = amount.evidence[0], text.words(home.span)
    plain = text.plain[place.where]
    if amount.type == "count":
        own = _COUNTED.search(plain[place.start : place.end])
        m = own or _NOUN.match(plain[place.end : home.span.end])
        if m is None or not _TOTAL.search(words):
            return None
        return _kind(m), place.end if own else place.end + m.end()
    rest = plain[place.end : home.span.end]
    if m := _NOUN.match(rest):
        return _kind(m), place.end + m.end()
    if (time := _TIME.match(rest)) is None:
        return None
    what = next((what for what, done in _DONE if done.search(words)), None)
    return (what, place.end + time.end()) if what else None


def _kind(m: re.Match[str]) -> What:
    return cast(What, next(k for k, v in m.groupdict().items() if v))


def _own(
    text: Grammar,
    messages: list[Message],
    told: Places[tuple[int, Span]],
    place: Span,
    home: Sentence,
) -> Message | None:
    """The message that is ranked: told in the same sentence, or meant by its "it"."""
    here = [
        (abs(s.start - place.start), i) for i, s in told.meeting(home.span) if home.span.holds(s)
    ]
    if here:
        return messages[min(here)[1]]
    if not _BACK.search(text.words(home.span)):
        # "But it was the second time": the clause that says so begins with it.
        words = text.words(Span(home.span.start, place.start, place.where))
        if not re.search(r"\b(?:it|this|that) (?:was|is|marks|marked) (?:\w+ )?\Z", words, _FLAGS):
            return None
    first = text.sentences[max(0, home.index - _NEAR)].span.start
    lead = Span(first, home.span.start, home.span.where)
    before = [(s.end, i) for i, s in told.meeting(lead) if first <= s.start]
    return messages[max(before)[1]] if before else None


def _one_form(text: Grammar, place: Span, home: Sentence) -> bool:
    """True if the words ranked name a form of their own: "second congratulatory message"."""
    rest = text.plain[place.where][place.end : home.span.end]
    m = _NOUN.match(rest)
    return bool(m and re.search(r"\b(?:congratulatory|condolence|verbal|sympathy)\b", m.group(), _FLAGS))  # fmt: skip


def _sides_of(message: Message) -> tuple[Party, ...]:
    return (*message.senders[:1], *message.recipients[:1])


def _named(text: Grammar, names: Places[Name], home: Sentence) -> tuple[Party, ...]:
    """The two sides of a meeting: the only two states, with their people, that a sentence names."""
    by_state: dict[str, Name] = {}
    for n in names.meeting(home.span):
        inside = home.span.holds(n.evidence[0])
        if inside and n.state and n.type in ("person", "state") and not _owns(text, n.evidence[0]):
            held = by_state.get(n.state)
            by_state[n.state] = n if held is None or held.type == "state" else held
    if len(by_state) != 2:
        return ()
    return tuple(
        Party(state=state, actor=n.actor, evidence=n.evidence[:1],
              type="person" if n.type == "person" else "body")
        for state, n in by_state.items()
    )  # fmt: skip


def _owns(text: Grammar, name: Span) -> bool:
    """True for a name that only owns something else: "since the start of Russia's war"."""
    return _OWNING.match(text.plain[name.where], name.end) is not None


# ---- the time that is meant


def _time(text: Grammar, dates: Places[Date], place: Span, home: Sentence, *, first: bool) -> _Time:
    """From "this year", "since 2013", "in five years"; open where a beginning is told otherwise.

    "The first since 2013" says that there was one in 2013, and none after it; "the third since
    2013" may count one of that year.
    """
    plain = text.plain[place.where]
    day: str | None = text.article.reference_date.value
    for d in dates.meeting(Span(place.end, home.span.end, place.where)):
        at = d.evidence[0]
        if at.where != place.where or not (place.end <= at.start and at.end <= home.span.end):
            continue
        lead = plain[max(home.span.start, at.start - 40) : at.start]
        if d.type == "DURATION" and _WITHIN.search(lead) and day:
            if begin := _ago(d.value or "", day):
                return _Time(begin, day, None, at)
        elif d.type == "DATE" and _SINCE.search(lead):
            if d.earliest is None or d.latest is None:
                return _Time(None, day, "the day from which it counts is not resolved", at)
            after = date.fromisoformat(d.latest[:10]) + timedelta(days=1)
            return _Time(after.isoformat() if first else d.earliest[:10], day, None, at)
        elif not _OF_TIME.fullmatch(plain, place.end, at.start):
            continue  # "the sixth visit after taking office in March 2013"
        elif d.type == "DATE" and d.earliest and d.latest and _is_scope(d, text.words(at)):
            if d.earliest[:10] <= (day or "9999"):  # else it is still to come
                return _Time(d.earliest[:10], min(d.latest[:10], day or "9999"), None, at)
        elif (
            d.type == "DATE"
            and d.needs
            and re.match(r"this (?:year|month)", text.words(at), _FLAGS)
        ):
            return _Time(None, None, "the article's date is not known", at)
    if _SINCE_EVENT.search(plain, place.end, home.span.end):
        return _Time(None, day, "it counts from an event, not from a day")
    return _Time(None, day)


def _is_scope(d: Date, words: str) -> bool:
    """True for "this month" and for a year; "in October" is when the one thing was."""
    whole = re.fullmatch(r"\d{4}(-\d\d)?", d.value or "")
    return whole is not None and (whole[1] is None or words.casefold().startswith("this "))


def _ago(value: str, day: str) -> str | None:
    """The day that lies so long before another."""
    m = _PERIOD.match(value)
    if m is None or not any(m.groups()):
        return None
    n = {k: int(v or 0) for k, v in m.groupdict().items()}
    last = date.fromisoformat(day[:10]) - timedelta(weeks=n["w"], days=n["d"])
    months = last.year * 12 + last.month - 1 - 12 * n["y"] - n["m"]
    year, month = divmod(months, 12)
    if year < 1:
        return None
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1])).isoformat()


# ---- what the article itself tells


def _check(
    place: Span, counted: Counted, time: _Time, messages: list[Message], own: Message | None
) -> Check:
    like = [m for m in messages if own is not None and _like(m, own, counted)]
    within = [m for m in like if m is own or _inside(m, counted)]
    told, number = len(within), counted.number
    result, why = "cannot_tell", f"the article tells of {told}"
    if counted.what == "meeting":
        why = "the article is not searched for meetings"
    elif counted.why_open:
        why = counted.why_open
    elif told == number > 1:
        result = "agrees"
    elif told > number:
        result = "differs"
    follows = time.words and time.words.start - place.end <= 1  # "second time | this year"
    return Check(
        evidence=(
            Span(place.start, time.words.end, place.where) if time.words and follows else place,
        ),
        rule=f"{counted.what}s counted",
        check="ordinal_in_article",
        result=result,  # type: ignore[arg-type]
        against=tuple(dict.fromkeys(s for m in within for s in m.evidence)),
        why=why,
        counted=counted,
    )


def _like(m: Message, own: Message, counted: Counted) -> bool:
    """True for a message of the kind that is counted, between the same two sides."""
    if m is own:
        return True
    if m.status == "denied" or (counted.form and m.form != counted.form):
        return False
    if (m.form == "call") != (counted.what == "call"):
        return False
    a, b = _sides_of(m), counted.sides
    if len(a) != 2:
        return False
    ways = (a, a[::-1]) if counted.either_way else (a,)
    return any(same_party(x, b[0]) and same_party(y, b[1]) for x, y in ways)


def _inside(m: Message, counted: Counted) -> bool:
    """True if a message surely falls in the time that is meant."""
    days = [getattr(m, n) for n in ("sent", "dated", "delivered", "received", "reported")]
    known = next((d for d in days if d.known and d.earliest and d.latest), None)
    if known is None:
        return counted.since is None and m.role == "reported"
    first, last = str(known.earliest)[:10], str(known.latest)[:10]
    return (counted.since or "") <= first and last <= (counted.until or "9999")
