"""Letters of credence: an ambassador presents them, the head of state who accredits sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.article import Span
from dragoman.finding import DateField, Field, Message, Party
from dragoman.readers.messages.clause import Clauses, Stretch, Subject
from dragoman.readers.messages.documents import scope_between
from dragoman.readers.messages.posts import own_states

_CREDENTIALS = (
    r"(?P<noun>(?:letters? of )?(?:credentials|credence)(?: letters?)?|credential letters?)"
)
_PRESENTED = re.compile(
    rf"\b(?:presented|presents|submitted|handed(?: over)?|delivered)\s+(?:(?:his|her|their|the)\s+)?{_CREDENTIALS}\s+to\s+",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    rf"\b(?:received|accepted|receives|accepts|receiving|accepting)\s+(?:(?:the|his|her|their)\s+)?{_CREDENTIALS}\s+(?:from|of|presented by)\s+",
    re.IGNORECASE,
)
_ENVOY = re.compile(
    r"\b(?:ambassadors?|envoys?|high commissioners?|nuncio|representatives?)\b", re.IGNORECASE
)
_PHRASE_ENDS = re.compile(r"\s+(?:at|on|in|here|yesterday|today|[A-Z][a-z]+day)\b(?! to)|[.;]\s")
_LONGEST = 160  # characters of the phrase that names an envoy


def credentials(a: Clauses) -> Iterator[Message]:
    """A letter of credence for each envoy of whom a sentence says that he presented his."""
    done: set[tuple[str, str]] = set()
    title = a.text.article.title_span
    number = 0
    # What the text says is fuller than the headline.
    for s in sorted(a.story(), key=lambda s: s.where == "title" or s.sentence.span == title):
        for told in (*_presented(a, s), *_received(a, s)):
            for made in _made(a, s, told, done):
                yield replace(made, id=f"credence{number}")
                number += 1


@dataclass(frozen=True)
class _Ceremony:
    """A ceremony as a sentence tells it; `said` are the words that name the envoy.

    Args:
        aside: told only to say when something else was said: "said X when receiving credentials".
    """

    envoys: tuple[Party, ...]
    said: str
    to: tuple[Party, ...]
    span: Span
    noun: Span
    aside: bool = False


def _presented(a: Clauses, s: Stretch) -> Iterator[_Ceremony]:
    """ "X, ambassador of A, presented his credentials to Y"."""
    for m in _PRESENTED.finditer(s.words):
        subject = a.subject_of(s, m.start())
        to = a.parties.at(s.base + m.end(), s.end, s.where)
        if to is None:
            continue
        start = subject.start if subject.start is not None else a.after_opening(s)
        first = a.parties.at(start, s.base + m.start(), s.where)
        envoys = subject.parties or (first.parties[:1] if first else ())
        said = s.words[start - s.base : m.start()]
        span = Span(start, to.end, s.where)
        yield _Ceremony(envoys, said, to.parties, span, s.span(*m.span("noun")))


def _received(a: Clauses, s: Stretch) -> Iterator[_Ceremony]:
    """ "Y received credentials from X, ambassador of A"."""
    for m in _RECEIVED.finditer(s.words):
        subject = a.subject_of(s, m.start())
        aside = bool(_WHEN.search(s.words, 0, m.start()))
        if not subject.parties or aside:
            subject = _who_said(a, s, m.start()) or subject
        if not subject.parties:
            continue
        start = subject.start if subject.start is not None else s.base + m.start()
        envoys = a.parties.at(s.base + m.end(), s.end, s.where)
        said = _PHRASE_ENDS.split(s.words[m.end() :][:_LONGEST])[0]
        end = envoys.end if envoys else s.base + m.end() + len(said)
        yield _Ceremony(
            envoys.parties if envoys else (),
            said,
            subject.parties[:1],
            Span(start, end, s.where),
            s.span(*m.span("noun")),
            aside,
        )


_WHEN = re.compile(r"\b(?:when|while|on|upon|after)(?: (?:he|she))?(?: was)? \Z")
_SAID = re.compile(r"\bsaid (?=[A-Z]|the )")


def _who_said(a: Clauses, s: Stretch, verb: int) -> Subject | None:
    """Who "said X, president of A, when he accepted": a host who speaks at the ceremony."""
    for m in _SAID.finditer(s.words, 0, verb):
        phrase = a.phrase(s.base + m.end(), s.base + verb, s.where)
        if phrase is not None:
            return Subject(phrase.parties, s.base + m.end())
    begins = a.after_opening(s)
    phrase = a.phrase(begins, s.base + verb, s.where)
    return Subject(phrase.parties[:1], begins) if phrase else None


def _served(said: str) -> str | None:
    """The state whose envoy a phrase names: "German Ferras, new Cuban ambassador to the DPRK"."""
    envoy = _ENVOY.search(said)
    before = list(own_states(said[: envoy.end()])) if envoy else []
    after = list(own_states(said[envoy.start() :])) if envoy else []
    return before[-1] if before else next(iter(after), None)


def _made(a: Clauses, s: Stretch, told: _Ceremony, done: set[tuple[str, str]]) -> Iterator[Message]:
    """One letter for each envoy; the same envoy and host are told of twice, in title and text."""
    if not _ENVOY.search(told.said):
        return
    to = told.to
    days = a.dated("convey", a.opening_dates(s), s, told.span) or a.dated(
        "convey", (), s, told.span
    )
    for e in told.envoys or (Party(type="person"),):
        own = e.state if e.state not in {p.state for p in to} else None
        state = (_served(told.said) or own) if len(told.envoys) < 2 else own
        key = (str(state or e.label), to[0].label.split()[-1] if to[0].label else "")
        if key in done:
            continue
        done.add(key)
        sender = _accrediting(state, told.noun)
        yield Message(
            evidence=(told.span,),
            rule="presented credentials",
            role="referred" if told.aside else "reported",
            sender=sender,
            recipient=to[0],
            co_recipients=to[1:],
            bearer=e.name if e.name.known else e.office,
            form="letter_of_credence",
            mentions=(told.span,),
            delivered=a.day(days[0][1]) if days else DateField(),
            scope=scope_between((sender,), to),
        )


def _accrediting(state: str | None, noun: Span) -> Party:
    """Who sends it: the head of state, or an international body."""
    if state and state.startswith("ORG-"):
        return Party(state=state, type="body", evidence=(noun,))
    head = Field("head of state", "implied", (noun,))
    return Party(office=head, state=state, type="person", evidence=(noun,))
