"""Before what a wreath or basket is laid: biers, statues, cemeteries as recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import Party
from dragoman.grammar import Sentence
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.cues import MONUMENT
from dragoman.readers.messages.draft import Draft

_FAR = 25  # sentences back in which a monument is looked for
_WHOSE = re.compile(r" (?:of|to|depicting|at|on) (?:(?:the|smiling|late|peerlessly) )*")
_BARE = re.compile(r"(?:the |his |her |their )?\w+\Z")


def before_what(a: Clauses, d: Draft) -> tuple[Party, ...]:
    """The monument or bier before which it is laid: of what the sentences name, the one whose owner is told."""
    if d.first.form not in ("wreath", "floral_basket"):
        return ()
    bare: tuple[Party, ...] = ()
    for s in _where_told(a, d):
        plain, home = a.text.plain[s.span.where], s.span
        for m in MONUMENT.finditer(plain, home.start, home.end):
            made, owned = _monument(a, m, home)
            if owned:
                return (made,)
            bare = bare or (made,)
            if not _BARE.fullmatch(m.group()):
                return bare  # "the Friendship Tower" needs no owner
    return bare or _the_dead(a, d)


_DEATH_OF = re.compile(r"\b(?:demise|death|passing(?: away)?) of (?:the late |the great )?")


def _the_dead(a: Clauses, d: Draft) -> tuple[Party, ...]:
    """Whose death a wreath was sent on, where no bier is told."""
    for x in d.sightings:
        home = x.sentence.span
        m = _DEATH_OF.search(a.text.plain[home.where], home.start, home.end)
        phrase = a.phrase(m.end(), home.end, home.where) if m else None
        if phrase and phrase.parties[0].type == "person" and phrase.parties[0].name.known:
            p = phrase.parties[0]
            return (replace(p, name=replace(p.name, state="implied")),)
    return ()


def _where_told(a: Clauses, d: Draft) -> Iterator[Sentence]:
    """The sentences that speak of it, then those before the first of them, the nearest first."""
    told = [x.sentence for x in d.sightings if not x.headline] or [d.first.sentence]
    yield from sorted(told, key=lambda s: s.index)
    here = d.first.sentence.index
    yield from reversed([s for s in a.text.sentences[max(0, here - _FAR) : here] if s not in told])


def _monument(a: Clauses, m: re.Match[str], home: Span) -> tuple[Party, bool]:
    """The party that a monument is, of its owner's state; and whether an owner is told."""
    plain = a.text.plain[home.where]
    rest = _WHOSE.match(plain, m.end(), home.end)
    whose = a.phrase(rest.end(), home.end, home.where) if rest else None
    span = Span(m.start(), whose.end if whose else m.end(), home.where)
    named = [n for n in a.parties.named(span) if n.state]
    state = (whose.parties[0].state if whose else None) or (named[-1].state if named else None)
    return Party(name=a.field(span), state=state, type="other", evidence=(span,)), bool(whose)
