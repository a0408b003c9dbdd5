"""Who reported, wrote, translated or supplied an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Boilerplate, Credit, Finding, Found
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader

_WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]+)"
_PERSON = rf"{_WORD}(?: (?:(?:de|da|van|von|der|bin|al|el|del) )*{_WORD}){{1,3}}"
_PEOPLE = rf"{_PERSON}(?:(?:, | and |, and ){_PERSON})*"
_ROLES = (
    ("translator", r"[Tt]ranslat(?:ed|ion)(?: \w+){0,3}? by"),
    ("editor", r"[Ee]dit(?:ed|ing)(?: \w+){0,3}? by"),
    ("photographer", r"[Pp]hoto(?:graph)?s?(?: \w+){0,2}? by"),
    ("writer", r"[Ww]ritten(?: \w+){0,3}? by"),
    ("reporter", r"(?:[Rr]eport(?:ed|ing)(?: \w+){0,3}? by|^\(?By)"),
)
_ROLE = re.compile(
    "|".join(f"(?P<{role}>{cue}) (?P<{role}_people>{_PEOPLE})" for role, cue in _ROLES)
)
_FOR = re.compile(r" for (?P<outlet>(?:the )?[A-Z][\w'’ &-]{1,50}?)(?=[.,;]|$)")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\.?$")
_AGENCY_TYPES = {"agency", "newspaper", "broadcaster"}


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Credits from bylines, and agencies from captions and datelines, each once by name."""
    agencies: dict[str, list[Span]] = {}
    for b in found.of(Boilerplate):
        span = b.evidence[0]
        if b.what == "byline":
            yield from _byline(text, span)
        elif b.what in ("caption", "dateline"):
            for place in _bracketed(text, b):
                agencies.setdefault(text.words(place), []).append(place)
    for name, places in agencies.items():
        yield Credit(evidence=tuple(places), role="agency", name=name)


def _byline(text: Grammar, span: Span) -> Iterator[Credit]:
    words = text.words(span)
    for m in _ROLE.finditer(words):
        role = next(r for r, _ in _ROLES if m[r])
        offset = span.start + m.start(f"{role}_people")
        for p in re.finditer(_PERSON, m[f"{role}_people"]):
            place = Span(offset + p.start(), offset + p.end(), span.where)
            yield Credit(evidence=(place,), role=role, name=text.article.slice(place))  # type: ignore[arg-type]
        if outlet := _FOR.match(words, m.end()):
            place = Span(span.start + outlet.start("outlet"), span.start + outlet.end("outlet"))
            yield Credit(evidence=(place,), role="outlet", name=text.article.slice(place))


def _bracketed(text: Grammar, b: Boilerplate) -> Iterator[Span]:
    """Names between the brackets that close a caption; in a dateline, known agencies only."""
    span = b.evidence[0]
    if b.what == "caption" and (m := _BRACKET.search(text.words(span))):
        for part in re.finditer(r"[^/]+", m[1]):
            start = span.start + m.start(1) + part.start()
            words = part.group()
            lead = len(words) - len(words.lstrip())
            yield Span(start + lead, start + len(words.rstrip()))
    elif b.what == "dateline":
        for k in text.known_at(span):
            body = span.holds(k.span) and k.entry.sort == "body"
            if body and lore.roster()[k.entry.id].type in _AGENCY_TYPES:
                yield k.span


READER = Reader("credits", 1, read, needs=(Boilerplate,), gives=(Credit,), languages=None)
