"""Letters of credence: an ambassador presents them, the head of state who accredits sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import DateField, Field, Message, Party
from dragoman.readers.messages.clause import Clauses, Stretch
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
    rf"\b(?:received|accepted|receives|accepts)\s+(?:(?:the|his|her|their)\s+)?{_CREDENTIALS}\s+(?:from|of|presented by)\s+",
    re.IGNORECASE,
)
_ENVOY = re.compile(
    r"\b(?:ambassadors?|envoys?|high commissioners?|nuncio|representatives?)\b", re.IGNORECASE
)
_PHRASE_ENDS = re.compile(r"\s+(?:at|on|in|here|yesterday|today|[A-Z][a-z]+day)\b(?! to)|[.;]\s")
_LONGEST = 160  # characters of the phrase that names an envoy


def credentials(a: Clauses) -> Iterator[Message]:
    """A letter of credence for each envoy of whom a sentence says that he presented his."""
    number = 0
    done: set[tuple[str, str]] = set()
    title = a.text.article.title_span
    # What the text says is fuller than the headline.
    for s in sorted(a.story(), key=lambda s: s.where == "title" or s.sentence.span == title):
        for m in _PRESENTED.finditer(s.words):
            envoys = a.subject_of(s, m.start())
            to = a.parties.at(s.base + m.end(), s.end, s.where)
            start = envoys.start if envoys.start is not None else a.after_opening(s)
            if to:
                span = Span(start, to.end, s.where)
                said = s.words[start - s.base : m.start()]
                first = a.parties.at(start, s.base + m.start(), s.where)
                named = envoys.parties or (first.parties[:1] if first else ())
                for x in _made(a, s, named, said, to.parties, span, m, done):
                    yield replace(x, id=f"credence{number}")
                    number += 1
        for m in _RECEIVED.finditer(s.words):
            subject = a.subject_of(s, m.start())
            of = a.parties.at(s.base + m.end(), s.end, s.where)
            said = _PHRASE_ENDS.split(s.words[m.end() :][:_LONGEST])[0]
            start = subject.start if subject.start is not None else s.base + m.start()
            if subject.parties:
                span = Span(start, of.end if of else s.base + m.end() + len(said), s.where)
                envoys_named = of.parties if of else ()
                for x in _made(a, s, envoys_named, said, subject.parties[:1], span, m, done):
                    yield replace(x, id=f"credence{number}")
                    number += 1


def _served(said: str) -> str | None:
    """The state whose envoy a phrase names: "German Ferras, new Cuban ambassador to the DPRK"."""
    envoy = _ENVOY.search(said)
    before = list(own_states(said[: envoy.end()])) if envoy else []
    after = list(own_states(said[envoy.start() :])) if envoy else []
    return before[-1] if before else next(iter(after), None)


def _made(
    a: Clauses,
    s: Stretch,
    envoys: tuple[Party, ...],
    said: str,
    to: tuple[Party, ...],
    span: Span,
    m: re.Match[str],
    done: set[tuple[str, str]],
) -> Iterator[Message]:
    """One letter for each envoy; the same envoy and host are told of twice, in title and text."""
    if not _ENVOY.search(said):
        return
    for e in envoys or (Party(type="person"),):
        own = e.state if e.state not in {p.state for p in to} else None
        state = (_served(said) or own) if len(envoys) < 2 else own
        told = (str(state or e.label), to[0].label.split()[-1] if to[0].label else "")
        if told in done:
            continue
        done.add(told)
        days = a.dated("convey", a.opening_dates(s), s, span) or a.dated("convey", (), s, span)
        day = (
            days[0][1].as_field(a.text.article.slice(days[0][1].evidence[0]))
            if days
            else DateField()
        )
        noun = s.span(*m.span("noun"))
        body = bool(state) and str(state).startswith("ORG-")
        sender = Party(
            office=Field() if body else Field("head of state", "implied", (noun,)),
            state=state,
            type="body" if body else "person",
            evidence=(noun,),
        )
        yield Message(
            evidence=(span,),
            rule="presented credentials",
            sender=sender,
            recipient=to[0],
            co_recipients=to[1:],
            bearer=e.name if e.name.known else e.office,
            form="letter_of_credence",
            mentions=(span,),
            delivered=day,
            scope=scope_between((sender,), to),
        )
