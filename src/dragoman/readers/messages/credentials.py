"""Letters of credence: an ambassador presents them, the head of state who accredits sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import DateField, Field, Message, Party
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.documents import scope_between

_CREDENTIALS = (
    r"(?P<noun>(?:letters? of )?(?:credentials|credence)(?: letters?)?|credential letters?)"
)
_PRESENTED = re.compile(
    rf"\b(?:presented|presents|submitted|handed(?: over)?|delivered)\s+(?:(?:his|her|their|the)\s+)?{_CREDENTIALS}\s+to\s+",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    rf"\b(?:received|accepted)\s+(?:(?:the|his|her|their)\s+)?{_CREDENTIALS}\s+(?:from|of|presented by)\s+",
    re.IGNORECASE,
)
_ENVOY = re.compile(r"\b(?:ambassadors?|envoys?|high commissioners?|nuncio)\b", re.IGNORECASE)


def credentials(a: Clauses) -> Iterator[Message]:
    """A letter of credence for each envoy of whom a sentence says that he presented his."""
    number = 0
    done: set[tuple[str, str]] = set()
    for s in a.story():
        for m in _PRESENTED.finditer(s.words):
            envoys = a.subject_of(s, m.start())
            to = a.parties.at(s.base + m.end(), s.end, s.where)
            start = envoys.start if envoys.start is not None else s.base + m.start()
            if to:
                span = Span(start, to.end, s.where)
                for x in _made(a, s, envoys.parties, to.parties, span, m, done):
                    yield replace(x, id=f"credence{number}")
                    number += 1
        for m in _RECEIVED.finditer(s.words):
            subject = a.subject_of(s, m.start())
            of = a.parties.at(s.base + m.end(), s.end, s.where)
            start = subject.start if subject.start is not None else s.base + m.start()
            if of and subject.parties:
                span = Span(start, of.end, s.where)
                for x in _made(a, s, of.parties, subject.parties, span, m, done):
                    yield replace(x, id=f"credence{number}")
                    number += 1


def _made(
    a: Clauses,
    s: Stretch,
    envoys: tuple[Party, ...],
    to: tuple[Party, ...],
    span: Span,
    m: re.Match[str],
    done: set[tuple[str, str]],
) -> Iterator[Message]:
    """One letter for each envoy; the same envoy and host are told of twice, in title and text."""
    envoys = envoys or _called_envoy(a, s, m)
    for e in envoys:
        state = e.state if e.state not in {p.state for p in to} else None
        told = (str(state or e.label), to[0].label.split()[-1] if to[0].label else "")
        if told in done:
            continue
        done.add(told)
        days = a.dated("convey", a.opening_dates(s), s, span) or a.dated("convey", (), s, span)
        day = days[0][1].as_field(a.text.article.slice(days[0][1].evidence[0])) if days else DateField()
        sender = Party(
            office=Field("head of state", "implied", (s.span(*m.span("noun")),)),
            state=state,
            type="person",
            evidence=(s.span(*m.span("noun")),),
        )
        yield Message(
            evidence=(span,),
            rule="presented credentials",
            sender=sender if state else None,
            recipient=to[0],
            co_recipients=to[1:],
            bearer=e.name if e.name.known else e.office,
            form="letter_of_credence",
            mentions=(span,),
            delivered=day,
            scope=scope_between((sender,), to),
        )


def _called_envoy(a: Clauses, s: Stretch, m: re.Match[str]) -> tuple[Party, ...]:
    """The envoy with whom the sentence begins, where "new ... ambassador" hides it from grammar."""
    found = _ENVOY.search(s.words, 0, m.start())
    if found is None:
        return ()
    phrase = a.parties.at(a.after_opening(s), s.base + m.start(), s.where)
    return phrase.parties[:1] if phrase else ()
