"""Several who speak as one: a source that is a list of names, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.grammar.parties import Parties
from dragoman.readers.quotes.phrases import Phrase, phrase

_AND = re.compile(r"(?P<and>,? (?:and|&) )|, ")
_DESCRIBES = re.compile(r"[a-z]")


def listed(text: Grammar, parties: Parties, whole: Phrase) -> tuple[Phrase, ...]:
    """The phrases of a list of names ("Moscow and Pyongyang"); none where it is no such list.

    All are persons, or all are states, bodies and papers that are known: "the Army and Navy
    Club" is one. A description between commas belongs to the name before it.
    """
    if whole.sort not in ("person", "state", "body", "outlet", "unknown"):
        return ()
    found: list[Phrase] = []
    described = False
    joined = ""
    for part, before in _parts(text, parties, whole.span):
        one = phrase(text, parties, part)
        if found and _DESCRIBES.match(one.words) and not (one.persons or one.thing):
            if before.endswith(("and ", "& ")) or found[-1].sort != "person":
                return ()
            found[-1] = phrase(text, parties, Span(found[-1].span.start, part.end, part.where))
            described = True
            continue
        if not _is_named(text, one) or (described and not before.startswith(", ")):
            return ()
        found.append(one)
        described, joined = False, before
    if len(found) < 2 or len({one.sort == "person" for one in found}) > 1:
        return ()
    return tuple(found) if joined.endswith(("and ", "& ")) else ()


def _parts(text: Grammar, parties: Parties, whole: Span) -> Iterator[tuple[Span, str]]:
    """Stretches between commas and "and", each with what stands before it."""
    words = text.words(whole).rstrip(" ,")
    inside = [n.evidence[0] for n in parties.named(whole)]
    start, before = 0, ""
    for m in _AND.finditer(words):
        at = Span(whole.start + m.start(), whole.start + m.end(), whole.where)
        if any(s.meets(at) for s in inside):
            continue
        yield Span(whole.start + start, at.start, whole.where), before
        start, before = m.end(), m.group()
    yield Span(whole.start + start, whole.start + len(words), whole.where), before


def _is_named(text: Grammar, one: Phrase) -> bool:
    """True for one known name, or a person's in full."""
    if one.owner is not None or len(one.persons) > 1:
        return False
    if one.persons or one.thing is not None:
        return True
    return one.sort == "person" and one.name is not None and len(text.words(one.name).split()) > 1
