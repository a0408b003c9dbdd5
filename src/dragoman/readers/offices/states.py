"""For which state an office is: the one in its own words, else the holder's, else the namer's."""

from __future__ import annotations

import re

from dragoman.article import Span
from dragoman.finding import Name
from dragoman.readers.offices.phrases import Phrases
from dragoman.readers.offices.tellings import Telling

# "ambassador to Laos": where somebody is sent, not for whom.
_SENT_TO = re.compile(r"\b(?:to|in|at|for|with|on)(?: the)?(?: [\w.'-]+){0,3} ?\Z", re.IGNORECASE)


def state_of(phrases: Phrases, t: Telling) -> str | None:
    """A state or body code; None where the text shows none."""
    own = _in_office(phrases, t.office)
    if own:
        return own
    person = t.person
    if person and person.titled and (titled := _in_office(phrases, person.titled)):
        return titled
    if person and person.name and person.name.state:
        return person.name.state
    # Who congratulates is of another state; who appoints is of the same.
    return None if t.nominal else _before(phrases, t)


def _in_office(phrases: Phrases, office: Span) -> str | None:
    text = phrases.text
    named = [n for n in phrases.known_at(office) if office.holds(n.evidence[0]) and n.state]
    for n in named:
        lead = text.words(Span(office.start, n.evidence[0].start, office.where))
        if not _SENT_TO.search(lead):
            return n.state
    before = text.words(Span(max(0, office.start - 40), office.start, office.where))
    at = Span(max(0, office.start - 40), office.start, office.where)
    # "Italy's new | head of government", "the Lao | president"
    m = re.search(
        r"(?P<who>[A-Z][\w.-]+(?: [A-Z][\w.-]+)?)(?:'s)?(?: new| next| first)? \Z", before
    )
    if m:
        for n in phrases.known_at(at):
            if n.evidence[0].meets(Span(at.start + m.start("who"), at.start + m.end("who"), at.where)):  # fmt: skip
                return n.state if _is_place(n) else None
    return None


def _is_place(n: Name) -> bool:
    return n.type in ("state", "organisation")


def _before(phrases: Phrases, t: Telling) -> str | None:
    """The state of whoever names or elects, named before the verb in the same sentence."""
    lead = Span(t.home.span.start, t.cue.start, t.home.span.where)
    named = [n for n in phrases.known_at(lead) if lead.holds(n.evidence[0]) and n.state]
    states = {n.state for n in named}
    return named[0].state if len(states) == 1 else None
