"""Invitations told by a verb or as the reason of a journey, and those a text holds as content.

"X invited Y to visit" is one; "Y is here at the invitation of X" looks back at one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import Party, sides_agree
from dragoman.grammar.parties import Phrase
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.draft import Draft
from dragoman.readers.messages.shelves import Shelves, nearest
from dragoman.readers.messages.sides import POSSESSIVE
from dragoman.readers.messages.sighting import Sighting

_INVITED = re.compile(r"\b(?:invited|invites) (?:(?P<him>him|her) |(?=[A-Z]|the ))")
_UNDONE = re.compile(
    r"\b(?:not|never|would|will|may|might|if|to be|being|were|was|been|those|people) \Z"
)
# What a party of another state is invited to do; "invited them to think" is no invitation.
_TO_COME = re.compile(
    r",? (?:to (?:visit|attend|come|pay|make (?:an?|the|his|her)|take part|participate|travel|spend|join|send|be (?:a|the) guest)\b|"
    r"(?:for|on) an? (?:\w+ )?visit\b|to (?=(?:the )?[A-Z]))"
)
_WAS_INVITED = re.compile(
    r"\b(?:was|were|has been|have been|had been) (?:also |officially )?invited by "
)
_OF = re.compile(
    r"\b(?:at|by|on|upon) (?:the |an )?(?:official |kind |personal |joint )?invitation (?:of|from|by|extended by) "
)
_OWNED = re.compile(
    r"\b(?:at|on|upon) (?=(?:the )?(?:[\w.-]+ ){1,6}?[\w.-]+'s? (?:official |kind |personal )?invitation\b)"
)
_INVITATION = re.compile(r"'s? (?:official |kind |personal )?invitation\b")
_JOURNEY = re.compile(
    r"(?:The|This|His|Her) (?:\w+ ){0,3}(?:visit|trip|tour|meeting)\b|It (?:will|is|was)\b"
)
_COMES = re.compile(
    r"\b(?:visit\w*|arriv\w+|trip|tour|c[ao]me|paid|pay|stay\w*|left|leave[sd]?|journey|attend\w*|take part|took part|participat\w+|welcom\w+|guests?)\b"
)


def invitations(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """The invitations that a sentence tells between parties of two states."""
    for v in _INVITED.finditer(s.words):
        other = _guest(a, s, v)
        if other is None or not _TO_COME.match(s.plain, other.end, s.end):
            continue
        if not _UNDONE.search(s.words, 0, v.start()):
            own = a.subject_of(s, v.start())
            start = s.base + v.start() if own.start is None else own.start
            dated = (
                a.dated("send", own.dates, s, Span(start, other.end, s.where)) if own.dates else ()
            )
            made = _sighting(s, (start, other.end), v, own.parties, other.parties)
            yield from (replace(x, dates=dated, referred=_earlier(s, v)) for x in made)
    if passive := _WAS_INVITED.search(s.words):
        host = a.phrase(s.base + passive.end(), s.end, s.where)
        guest = a.subject_of(s, passive.start())
        if host and _TO_COME.match(s.plain, host.end, s.end) and guest.start is not None:
            yield from _sighting(s, (guest.start, host.end), passive, host.parties, guest.parties)
    yield from _at_invitation(a, s)


def _guest(a: Clauses, s: Stretch, v: re.Match[str]) -> Phrase | None:
    """Who is invited; in "X said that Y invited him" it is X."""
    if not v["him"]:
        return a.phrase(s.base + v.end(), s.end, s.where)
    main = a.phrase(a.after_opening(s), s.base + v.start(), s.where)
    told = main and _SAID.match(s.plain, main.end, s.end)
    return Phrase(main.parties[:1], s.base + v.end() - 1) if main and told else None


_SAID = re.compile(r" (?:said|noted|added|recalled|announced|confirmed|told [^,.;]{3,60}) that ")


def _earlier(s: Stretch, v: re.Match[str]) -> bool:
    return bool(re.search(r"\bhad (?:also |earlier )?\Z", s.words[: v.start()]))


def _at_invitation(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """ "Y arrived at the invitation of X": Y is whom the sentence, or the title before, begins with."""
    owned = _OWNED.search(s.words)
    v = _OF.search(s.words) or owned
    if v is None or not _COMES.search(s.words):
        return
    host = a.phrase(s.base + v.end(), s.end, s.where)
    if host is None or (v is owned and not (
        POSSESSIVE.match(s.plain, host.end, host.end + 3) and _INVITATION.match(s.plain, host.end, s.end)
    )):  # fmt: skip
        return
    start = a.after_opening(s)
    guest = a.phrase(start, s.base + v.start(), s.where)
    parties = guest.parties[:1] if guest else _traveller(a, s, start)
    begin = start if guest else s.base + v.start()
    made = _sighting(s, (begin, host.end), v, host.parties, parties)
    yield from (replace(x, referred=True) for x in made)


_IT = re.compile(r"(?:It|They|He|She) (?:will|is|are|was|were|arrived|left)\b")


def _traveller(a: Clauses, s: Stretch, start: int) -> tuple[Party, ...]:
    """Whose visit "the visit" is: of whom the title, or the sentence before "It will", begins with."""
    if _IT.match(s.plain, start, s.end):
        before = [x.span for x in a.text.sentences[max(0, s.sentence.index - 1) : s.sentence.index]]
    elif _JOURNEY.match(s.plain, start, s.end):
        title = a.text.article.title_span
        before = [title or Span(0, len(a.text.article.title or ""), "title")]
    else:
        return ()
    heads = (a.phrase(x.start, x.end, x.where) for x in before if x.end > x.start)
    return next((h.parties[:1] for h in heads if h), ())


def _sighting(
    s: Stretch,
    ends: tuple[int, int],
    v: re.Match[str],
    hosts: tuple[Party, ...],
    guests: tuple[Party, ...],
) -> Iterator[Sighting]:
    """One invitation, if the two sides are of two states."""
    if not hosts or not guests or not _abroad(hosts[0], guests[0]):
        return
    yield Sighting(
        sentence=s.sentence,
        span=Span(min(ends), max(ends), s.where),
        noun=s.span(*v.span()),
        form="invitation",
        plain=True,  # a letter that invites stays a letter
        senders=hosts,
        recipients=guests,
        act="invite",
    )


def _abroad(one: Party, two: Party) -> bool:
    return bool(one.state and two.state and one.state != two.state)


def apart_from_content(drafts: list[Draft]) -> list[Draft]:
    """Without the invitations that another message between the same two parties holds."""

    others = Shelves(
        d for d in drafts
        if d.first.act != "invite" and not d.greets and not all(s.referred for s in d.sightings)
    )  # fmt: skip

    def held(d: Draft) -> bool:
        sides = [others.agreeing(i, d.parties(i)) for i in (0, 1) if d.parties(i)]
        if len(sides) < 2 or not all(s.act == "invite" and not s.referred for s in d.sightings):
            return False
        few = min(sides, key=lambda some: sum(map(len, some)))
        return any(
            sides_agree(x.parties(0), d.parties(0)) and sides_agree(x.parties(1), d.parties(1))
            for _, n in nearest(few, d.first.noun.start)
            if (x := others.drafts[n]) is not d
        )

    return [d for d in drafts if not held(d)]
