"""Sightings by their verb: calls, letters without a noun, congratulations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import Field, Party
from dragoman.readers.messages.clause import Clauses, Stretch, Subject
from dragoman.readers.messages.cues import cues
from dragoman.readers.messages.headlines import at_a_distance
from dragoman.readers.messages.invitations import invitations
from dragoman.readers.messages.occasion import occasion
from dragoman.readers.messages.sighting import Sighting

_CALL = re.compile(
    r"\b(?:(?:(?:tele)?phone|video) (?:call|conversation|talk|dialogue)s?|conversations? by (?:tele)?phone|"
    r"(?:spoke|spoken|talked) (?:by|on|over) (?:the )?(?:tele)?phone|had a phone call|phoned|telephoned|"
    r"call(?=s? (?:with|to|from|between)\b)(?!s? to (?:action|arms|order|prayer)\b))\b",
    re.IGNORECASE,
)
# "called X to congratulate him": "called" alone says too little.
_CALLED = re.compile(r"\bcalled (?=[A-Z])")
_CALLED_TO = re.compile(
    r"\s+(?:on \w+ )?to (?:congratulate|express|discuss|thank|wish|offer|convey|extend)\b"
)
# "congratulated X by telephone", "discussed the crisis with X over the telephone"
_BY_WIRE = re.compile(
    r"\b(?:by|over|on) (?:the )?(?:tele)?phone\b|\bin a (?:tele)?phone (?:call|conversation)\b",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(?P<to>congratulated|wished|thanked|told|informed|assured)\b|\b(?:discussed|talked|spoken?|reported|exchanged)\b"
)
_WITH = re.compile(r"\b(?:with|to) (?=[A-Z]|the )")
_CALL_VERB = re.compile(
    r"\b(?:had|held|made|received|initiated|spoke|spoken|talked|phoned|placed|telephoned)\b"
)
# A call still to come: "arrange a call", "expect a similar call".
_PLANNED = re.compile(
    r"\b(?:arrang(?:e|es|ed|ing)|set(?:ting)? up|schedul(?:e|ed|es|ing)|plan(?:s|ned|ning)?|propos(?:e|es|ed|ing)|"
    r"request(?:s|ed|ing)?|seek(?:s|ing)?|sought|expect(?:s|ed|ing)?|(?:asked|asking|asks|hop(?:e|es|ed|ing)) for|"
    r"want(?:s|ed)?|awaits?|awaiting|will have|will hold|to have|to hold)"
    r"(?: (?:a|an|the|another|any|on|for|to|hold|have|similar|such|joint|possible|separate)){0,3} \Z",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:,\s*)?(?P<link>with|to|from|between)?\s*")
_BESIDE_NOUN = re.compile(r"\band (?:an? |\w+ )?\Z")
# "During their telephone conversation, A and B agreed"
_DURING = re.compile(
    r"(?:In|During) (?:a|the|their) (?:\w+ )?(?:tele)?phone (?:call|conversation|talks?)(?: [^,.;]{1,40})?, (?=[A-Z])"
)
_IN_A = re.compile(r"\b[Ii]n (?:a|the|his|her)(?: \w+)? $")
_WRITES = re.compile(r"\b(?:wrote|writes|written) (?P<to>to )", re.IGNORECASE)


def may_show_one(text: str) -> bool:
    """True if a call or a letter without a noun is spoken of: the cheap look before all else."""
    cues_of_verbs = (
        _CALL,
        _BY_WIRE,
        _CALLED,
        _WRITES,
        _DONATED,
        _SENT,
        _GIVEN_BY,
        _PROVIDED,
        _INVITES,
    )
    return any(p.search(text) for p in cues_of_verbs)


def verbs(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """The sightings of a sentence that a verb, or the word for a call, shows."""
    yield from _calls(a, s)
    yield from _letters(a, s)
    yield from _greetings(a, s)
    yield from _donations(a, s)
    yield from invitations(a, s)


def _calls(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    if (m := _BY_WIRE.search(s.words)) and (told := _told_by_wire(a, s, m)):
        yield told
    elif m := _CALL.search(s.words):
        yield from _call_with(a, s, m)
    elif m := _CALLED.search(s.words):
        other = a.phrase(s.base + m.end(), s.end, s.where)
        if other and _CALLED_TO.match(s.plain, other.end, s.end):
            subject = a.subject_of(s, m.start())
            yield _call(a, s, s.span(*m.span()), subject, subject.parties, other.parties, other.end)


def _told_by_wire(a: Clauses, s: Stretch, m: re.Match[str]) -> Sighting | None:
    """A call that a verb of talking shows: "X congratulated Y by telephone"."""
    v = _TALKS.search(s.words, 0, m.start())
    if v is None:
        return None
    beside = None if v["to"] else _WITH.search(s.words, v.end())
    if not v["to"] and beside is None:
        return None
    start = s.base + (v.end() + 1 if beside is None else beside.end())
    other = a.phrase(start, s.end, s.where)
    subject = a.subject_of(s, v.start())
    if other is None or not subject.parties or other.parties[0].type == "people":
        return None
    end = max(other.end, s.base + m.end())
    return _call(a, s, s.span(*m.span()), subject, subject.parties, other.parties, end)


def _call_with(a: Clauses, s: Stretch, m: re.Match[str]) -> Iterator[Sighting]:
    if _PLANNED.search(s.words, 0, m.start()):
        return
    span = s.span(*m.span())
    link = _LINK.match(s.plain, span.end, s.end)
    link_end = link.end() if link else span.end
    other = a.phrase(link_end, s.end, s.where) if link else None
    verb = m.start()
    for v in _CALL_VERB.finditer(s.words, 0, m.end()):
        verb = min(v.start(), m.start())
    subject = a.subject_of(s, verb)
    if other and (told := _DURING.match(s.words)) and s.base + told.end() == link_end:
        subject, other = replace(subject, parties=other.parties), None
    if other is None:
        both = subject.parties
        if len(both) > 1:  # "A and B spoke by telephone"
            one, two = both[:1], both[1:2]
            yield _call(a, s, span, subject, one, two, span.end)
        return
    one, two = subject.parties, other.parties
    if verb == m.start() and _BESIDE_NOUN.search(s.words, 0, m.start()):
        one = ()  # "allowed him letters and a phone call with his family"
    if not one and (inside := _IN_A.search(s.words[: m.start()])):
        one = a.spoken(s, inside.start(), other.end)[0]
    if link and link["link"] == "between" and len(two) > 1:
        one, two = two[:1], two[1:2]
    elif link and link["link"] == "from":
        one, two = two, one
    yield _call(a, s, span, subject, one, two, other.end)


def _call(
    a: Clauses,
    s: Stretch,
    noun: Span,
    subject: Subject,
    one: tuple[Party, ...],
    two: tuple[Party, ...],
    end: int,
) -> Sighting:
    following = a.date_at(end, s)
    start = noun.start if subject.start is None else min(noun.start, subject.start)
    span = Span(start, max(noun.end, end), s.where)
    days = [*subject.dates, *([following] if following else [])]
    return Sighting(
        sentence=s.sentence,
        span=span,
        noun=noun,
        form="call",
        plain=False,
        senders=one,
        recipients=two,
        dates=a.dated("send", days, s, span),
        occasion=_congratulated(a, s, end),
        definite=s.words[: noun.start - s.base].casefold().endswith("the "),
        act="call",
    )


_TO_CONGRATULATE = re.compile(r"\bto (?:congratulate|thank)\b")


def _congratulated(a: Clauses, s: Stretch, end: int) -> Field:
    """What is congratulated on in a call made to congratulate."""
    return occasion(a, s, end) if _TO_CONGRATULATE.search(s.words) else Field()


def _letters(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """ "X wrote to Y": a letter without a noun."""
    for v in _WRITES.finditer(s.words):
        other = a.phrase(s.base + v.end(), s.end, s.where)
        subject = a.subject_of(s, v.start())
        if other is None or not subject.parties or other.parties[0].type == "people":
            continue
        following = a.date_at(other.end, s)
        start = s.base + v.start() if subject.start is None else subject.start
        span = Span(start, other.end, s.where)
        yield Sighting(
            sentence=s.sentence,
            span=span,
            noun=s.span(v.start(), v.start("to")),
            form="personal_letter",
            plain=True,
            senders=subject.parties,
            recipients=other.parties,
            dates=a.dated("send", [*subject.dates, *([following] if following else [])], s, span),
            act="send",
            referred=s.words[: v.start()].endswith("had "),
        )


_DONATED = re.compile(r"\b(?:donated|donates) (?P<what>[^.;:]{2,90}?) to (?=the |[A-Z])")
# "sent 10 000 tons of rice to X", "provided X with food": aid only where the thing relieves a need.
_SENT = re.compile(
    r"\b(?:sent|shipped|provided|supplied|offered|delivered|gave|granted) (?P<what>[^.;:]{2,90}?) (?:as \w+ )?to (?=the |[A-Z])"
)
_PROVIDED = re.compile(r"\b(?:provided|supplied|furnished) (?=[A-Z]|the )")
_WITH_WHAT = re.compile(r" with (?P<what>[^.;:]{2,90})")
_GIVEN_BY = re.compile(r"\b(?:donated|provided|supplied|offered|sent) by (?=the |[A-Z])")
_TO_WHOM = re.compile(
    r"[^.;]{0,60}?\b(?:provided|delivered|shipped|sent|supplied|given|handed over|reached|arrived in) (?:to )?(?=the |[A-Z])"
)
_INVITES = re.compile(r"\binvit(?:ed|es|ation)\b")
_RELIEF = re.compile(
    r"\b(?:relief|aid|flood|emergency|medicines?|food|rice|flour|wheat|tents?|blankets|fund|quake|victims|vaccines?|maize|"
    r"grain|foodstuffs|humanitarian|medical (?:supplies|equipment))\b",
    re.IGNORECASE,
)


def _donations(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """ "X donated books to Y": a gift, or aid where it relieves a need, without either word."""
    for v in _DONATED.finditer(s.words):
        yield from _given(a, s, v, v.span("what"), s.base + v.end())
    for v in _SENT.finditer(s.words):
        if _RELIEF.search(v["what"]):
            yield from _given(a, s, v, v.span("what"), s.base + v.end())
    for v in _PROVIDED.finditer(s.words):
        other = a.phrase(s.base + v.end(), s.end, s.where)
        what = _WITH_WHAT.match(s.plain, other.end, s.end) if other else None
        if what and _RELIEF.search(what["what"]):
            at = (what.start("what") - s.base, what.end("what") - s.base)
            yield from _given(a, s, v, at, s.base + v.end())
    if m := _GIVEN_BY.search(s.words):
        yield from _given_by(a, s, m)


def _given(
    a: Clauses, s: Stretch, v: re.Match[str], at: tuple[int, int], whom: int
) -> Iterator[Sighting]:
    """What a party gives, at two places of the sentence, to whom a phrase at a third names."""
    what = s.words[slice(*at)]
    if cues().noun.search(what):
        return
    other = a.phrase(whom, s.end, s.where)
    subject = a.subject_of(s, v.start())
    if other is None or not subject.parties or _NOT_GIVEN.search(s.words, 0, v.start()):
        return
    start = s.base + v.start() if subject.start is None else subject.start
    span = Span(start, max(other.end, s.base + at[1]), s.where)
    following = a.date_at(other.end, s)
    yield Sighting(
        sentence=s.sentence,
        span=span,
        noun=s.span(*at),
        form="aid" if _RELIEF.search(what) else "gift",
        plain=False,
        senders=subject.parties,
        recipients=other.parties,
        dates=a.dated("send", [*subject.dates, *([following] if following else [])], s, span),
        act="send",
    )


_NOT_GIVEN = re.compile(r"\b(?:not|never|to be|will be|would be|should be|have to be) \Z")


def _given_by(a: Clauses, s: Stretch, m: re.Match[str]) -> Iterator[Sighting]:
    """ "Food donated by X is being provided to Y"."""
    lead = s.words[: m.start()]
    giver = a.phrase(s.base + m.end(), s.end, s.where)
    if giver is None or not _RELIEF.search(lead) or cues().noun.search(lead):
        return
    to = _TO_WHOM.match(s.plain, giver.end, s.end)
    other = a.phrase(to.end(), s.end, s.where) if to else None
    if other is None or _NOT_GIVEN.search(s.words, 0, m.start()):
        return
    yield Sighting(
        sentence=s.sentence,
        span=Span(a.after_opening(s), other.end, s.where),
        noun=s.span(*m.span()),
        form="aid",
        plain=False,
        senders=giver.parties,
        recipients=other.parties,
        act="send",
    )


def _greetings(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """ "X congratulated Y on Z": a message only if another sighting shows one."""
    c = cues()
    for v in c.verb.finditer(s.words):
        if c.kind_of_verb[v.group().casefold()] != "greet":
            continue
        if s.words[v.end() : v.end() + 1] != " " or s.words[: v.start()].endswith(", "):
            continue  # "Yeah, thanks, Tom"
        other = a.phrase(s.base + v.end() + 1, s.end, s.where)
        subject = a.subject_of(s, v.start())
        if other is None or not subject.parties:
            continue
        form = next((f for f, p in (*c.purposes, *c.forms) if p.search(s.words)), "other")
        start = s.base + v.start() if subject.start is None else subject.start
        yield Sighting(
            sentence=s.sentence,
            span=Span(start, other.end, s.where),
            noun=s.span(*v.span()),
            form=form,
            plain=True,
            senders=subject.parties,
            recipients=other.parties,
            occasion=occasion(a, s, other.end),
            act="send" if at_a_distance(a, s, other.parties) else "greet",
        )
        return
