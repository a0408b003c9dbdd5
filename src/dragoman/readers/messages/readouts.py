"""Readouts of calls: "Readout of President A's Call with Prime Minister B of C".

The headline tells that it is one; the sentence "A spoke today with B" names the parties in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.article import Span
from dragoman.finding import Date, DateField, Field, Message, Party, same_party
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.documents import scope_between
from dragoman.readers.messages.occasion import occasion

_I = re.IGNORECASE
_CALL = re.compile(
    r"\b(?P<call>(?:(?:tele)?phone |video |conference |virtual |secure )?calls?|(?:tele)?phone (?:conversation|talk)s?|"
    r"(?:tele|video)conferences?)\s+(?P<link>with|between|among)\b",
    _I,
)
_LEADERS_CALL = re.compile(
    r"\breadout of .{2,60}\b(?:leaders|ministers|advisors?|advisers?)'? call\b", _I
)
_NO_READOUT = re.compile(
    r"\b(?:press|background|roll|close|wake-up|organizing) calls?\b|\bupcoming\b|\bcalls? (?:to action|for|on|upon)\b|\bremarks\b",
    _I,
)
_A_READOUT = re.compile(
    r"^\s*(?:(?:joint |summary )?read-?outs? (?:of|from|by)|statement (?:by|from|on)|(?:tele)?phone (?:conversation|call|talk)s?|"
    r"(?:video|conference) (?:call|conference)s?|calls? (?:with|between))",
    _I,
)
_OF = re.compile(
    r"^\s*(?:joint |summary )?read-?outs? (?:by .{3,60}? )?(?:of|from)\s+(?:the )?|^\s*statement (?:by|from) .+? on\s+(?:the )?",
    _I,
)
_SPOKE = re.compile(
    r"\b(?:spoke|talked|had (?:a |separate |an? \w+ )?(?:tele|video|phone |secure )?\w* ?(?:calls?|conversations?)|"
    r"held (?:a |separate |an? \w+ |another )?(?:[\w-]+ )?(?:calls?|conversations?|conference|talks)|"
    r"(?:convened|hosted|joined|participated in|placed|made|led|conducted) (?:a |an? \w+ )?(?:[\w-]+ )?calls?|called)\b"
)
_WITH = re.compile(r"\b(?:with|to)\s+")
_STORY = 6  # sentences in which the call is told
_TIME = re.compile(
    r"(?:today|yesterday|this (?:morning|afternoon|evening)|tonight|earlier today|by (?:tele)?phone|on|\s|,)+",
    _I,
)
_ABOUT = re.compile(
    r"\b(?:to (?:discuss|review|talk about|follow up on)|(?:congratulat\w+|commend\w*|thank\w*)(?: \w+){1,4}? (?:on|for)|"
    r"about|regarding|concerning|in advance of|ahead of|following) (?P<what>[^.;]{4,200})",
    _I,
)
_ABOUT_ENDS = re.compile(r",| and (?:to|reaffirm\w*|discuss\w*|the \w+ (?:also|agreed))\b|\.\s")


def readout(a: Clauses) -> list[Message]:
    """The call that the article is a readout of; several where it tells several calls."""
    title = a.text.article.title or ""
    plain = _same_length(title)
    m = _CALL.search(plain)
    if _NO_READOUT.search(plain) or not (
        _A_READOUT.match(plain) and (m or _LEADERS_CALL.search(plain))
    ):
        return []
    where = a.text.article.title_span
    base, home = (where.start, "text") if where else (0, "title")
    one, two = _of_title(a, plain, m, base, home) if m else ((), ())
    told = _told(a)
    if told is not None and told.two:
        one, two = _fuller(one, told.one), _fuller(two, told.two)
    elif told is not None:
        one, two = _parted(one, two, told.one)
    if m and m["link"].casefold() != "with" and len(one) + len(two) > 1 and not (one and two):
        both = one + two
        one, two = both[:1], both[1:]
    holder = a.site_holder(Span(base, base + len(title), home))
    one = one or ((holder,) if holder else ())
    if not two and not one:
        return []
    spot = (
        Span(base + m.start("call"), base + m.end("call"), home)
        if m
        else Span(base, base + len(title), home)
    )
    evidence = (spot, *((told.span,) if told else ()))
    made = Message(
        id="call0",
        evidence=evidence,
        rule="headline of a readout" + (", told in the text" if told else ""),
        sender=one[0] if one else None,
        co_senders=one[1:],
        recipient=two[0] if two else None,
        co_recipients=two[1:],
        form="call",
        mentions=evidence,
        sent=told.day if told else DateField(),
        occasion=told.occasion if told else Field(),
        role="reported",
        scope=scope_between(one, two),
    )
    if m and m["call"].casefold().endswith("s") and m["link"].casefold() == "with":
        return list(_each(made))
    return [made]


def _each(made: Message) -> Iterator[Message]:
    """ "Calls with A and B": a call with each."""
    for n, p in enumerate(made.recipients or (None,)):
        yield replace(
            made, id=f"call{n}", recipient=p, co_recipients=(),
            scope=scope_between(made.senders, (p,) if p else ()),
        )  # fmt: skip


def _same_length(title: str) -> str:
    """The title with marks made plain, also escapes that a scraper left, character for character."""
    plain = title.replace("’", "'").replace("\u00a0", " ").replace("\\_", "  ")
    return re.sub(r"\\u2019s", "     's", plain)


def _of_title(
    a: Clauses, plain: str, m: re.Match[str], base: int, home: str
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    lead = _OF.match(plain)
    start = lead.end() if lead else 0
    limit = m.start("call")
    one = a.parties.at(base + start, base + limit, home) if start < limit else None
    at = m.end() + 1
    two = a.parties.at(base + at, base + len(plain), home)
    return one.parties if one else (), two.parties if two else ()


@dataclass(frozen=True)
class _Told:
    """The sentence that tells the call."""

    one: tuple[Party, ...]
    two: tuple[Party, ...]
    span: Span
    day: DateField
    occasion: Field


def _told(a: Clauses) -> _Told | None:
    """Who spoke with whom, when and about what, as the first sentences tell it."""
    for s in a.opening(_STORY):
        for v in _SPOKE.finditer(s.words):
            called = v.group() == "called"
            link = None if called else _WITH.search(s.words, v.end())
            start = v.end() + 1 if called else (link.end() if link else None)
            two = a.parties.at(s.base + start, s.end, s.where) if start is not None else None
            subject = a.subject_of(s, v.start())
            one = subject.parties
            if two is None and len(one) < 2:
                continue
            end = two.end if two else s.base + v.end()
            begin = subject.start if subject.start is not None else s.base + v.start()
            return _Told(one, two.parties if two else (), Span(begin, end, s.where),
                         _day(a, s, end), _occasion(a, s, end))  # fmt: skip
    return None


def _day(a: Clauses, s: Stretch, end: int) -> DateField:
    """The day between "spoke" and "with", or right beside the parties."""
    m = _TIME.match(s.plain, end, s.end)
    reach = (m.end() if m else end) + 1
    days: list[Date] = [
        d for d in a.dates_meeting(Span(s.base, reach, s.where))
        if s.base <= d.evidence[0].start
    ]  # fmt: skip
    exact = [d for d in days if d.state == "stated"] or days
    return a.day(exact[0]) if exact else DateField()


def _occasion(a: Clauses, s: Stretch, end: int) -> Field:
    m = _ABOUT.search(s.plain, end, s.end)
    if m is None:
        return occasion(a, s, end)
    what = m["what"]
    cut = _ABOUT_ENDS.search(what)
    what = (what[: cut.start()] if cut else what).rstrip(" .")
    return a.field(Span(m.start("what"), m.start("what") + len(what), s.where))


def _fuller(title: tuple[Party, ...], text: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of a side as text and headline together name them."""
    if len(title) > len(text):
        first, second = title, text
    else:
        first, second = text, title
    return _once(tuple(_merged(p, second) for p in first))


def _parted(
    one: tuple[Party, ...], two: tuple[Party, ...], both: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The sides of "A, B and C held a call": whom the headline has first, and the others."""
    if not one:
        return both[:1], both[1:]
    first = tuple(_merged(p, both) for p in one)
    others = tuple(p for p in both if not any(same_party(p, q) for q in one))
    return first, others if len(others) >= len(two) else tuple(_merged(p, both) for p in two)


def _once(side: tuple[Party, ...]) -> tuple[Party, ...]:
    """Each party once: "Crown Prince and Prime Minister X" is one man."""
    out: dict[str, Party] = {}
    for p in side:
        out.setdefault(p.actor or str(p.name.value or p.label), p)
    return tuple(out.values())


def _merged(p: Party, others: tuple[Party, ...]) -> Party:
    for q in others:
        if not same_party(p, q) or q.type != p.type:
            continue
        fuller = (
            q if q.name.known and len(str(q.name.value or "")) > len(str(p.name.value or "")) else p
        )
        rest = q if fuller is p else p
        return replace(
            fuller,
            office=fuller.office if fuller.office.known else rest.office,
            state=fuller.state or rest.state,
            actor=fuller.actor or rest.actor,
        )
    return p
