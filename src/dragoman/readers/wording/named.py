"""Which states a text names where: by their names, their people and bodies, and joined names.

"Sino-DPRK" names two sides that no table of states holds; "the Korean people" is that Korea of which
the speaker, the outlet or the article is; a medium that reports is nobody's side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import Name
from dragoman.grammar import Grammar
from dragoman.places import Places

_KOREA = re.compile(r"(?<![\w-])(?:Inter|inter)-Korean\b|(?<!\w)Koreans?\b|(?<!\w)Korea\b")
# Of two halves of one country: "the north", "north-south relations"; only where Korea is spoken of.
_HALVES_OF_KOREA = re.compile(
    r"(?<![\w-])(?:the (?P<one>north|south)|north-south|south-north|North-South)\b(?! (?:Kor|Afr|Am))"
)
_OF_KOREA = re.compile(r"inter-Korean|Korean (?:Peninsula|peninsula)|reunification")
_KOREAS = ("PRK", "KOR")
_MEDIA = ("agency", "newspaper", "broadcaster")


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a state is named, by whatever word.

    Args:
        person: True if it is one of its people who is named.
    """

    span: Span
    state: str
    person: bool = False


@cache
def _halves() -> re.Pattern[str]:
    halves = "|".join(lore.words("wording")["joined"])
    return re.compile(rf"(?<![\w-])(?P<half>{halves})(?=-[A-Z])")


class NamedStates:
    """The states named in one article, by place.

    Args:
        own: the state for which the article speaks, if known.
    """

    def __init__(self, text: Grammar, names: Iterable[Name], own: str | None) -> None:
        known = [n for n in names if n.state or n.proposed]
        found = [
            Named(n.evidence[0], _state_of(n), n.type == "person")
            for n in known
            if _state_of(n) and not _is_medium(n)
        ]
        taken = Places((n.evidence[0], n) for n in known)
        for where, plain in text.plain.items():
            for m in _halves().finditer(plain):
                span = Span(*m.span("half"), where)
                other = Span(m.end("half") + 1, m.end("half") + 2, where)
                side = taken.meets(other) or _KOREA.match(plain, other.start)  # no "Indo-Pacific"
                if side and not taken.meets(span):
                    found.append(Named(span, lore.words("wording")["joined"][m["half"]]))
        found += list(self._korean(text, taken, found, own))
        if own in _KOREAS or any(map(_OF_KOREA.search, text.plain.values())):
            found += list(self._halves_of_korea(text))
        self._all = sorted(found, key=lambda n: in_order(n.span))
        self._starts = [in_order(n.span) for n in self._all]

    @staticmethod
    def _korean(
        text: Grammar, taken: Places[Name], found: list[Named], own: str | None
    ) -> Iterable[Named]:
        """ "Korean" alone: the only one of the two Koreas that paragraph or article are of or name."""
        named = [n for n in found if n.state in _KOREAS]
        everywhere = {own} & set(_KOREAS) or {n.state for n in named}
        of_paragraph: dict[int, set[str]] = {}
        for n in named:
            of_paragraph.setdefault(text.paragraph_at(n.span), set()).add(n.state)
        for where, plain in text.plain.items():
            for m in _KOREA.finditer(plain):
                span = Span(*m.span(), where)
                if "nter-" in m.group():
                    yield from (Named(span, k) for k in _KOREAS)
                elif not taken.meets(span):
                    here = of_paragraph.get(text.paragraph_at(span), set())
                    one = here if len(here) == 1 and own not in _KOREAS else everywhere
                    if len(one) == 1:
                        yield Named(span, str(next(iter(one))))

    @staticmethod
    def _halves_of_korea(text: Grammar) -> Iterable[Named]:
        for where, plain in text.plain.items():
            for m in _HALVES_OF_KOREA.finditer(plain):
                one = m["one"]
                for half, state in zip(("north", "south"), _KOREAS, strict=True):
                    if one in (None, half):
                        yield Named(Span(*m.span(), where), state)

    def within(self, span: Span) -> list[Named]:
        """Those inside a span, in order."""
        first = bisect_left(self._starts, (span.where != "title", span.start, 0))
        out = []
        for i in range(first, len(self._all)):
            n = self._all[i]
            if n.span.where != span.where or n.span.start >= span.end:
                break
            if n.span.end <= span.end:
                out.append(n)
        return out

    def states(self, span: Span) -> list[str]:
        """The states named inside a span, each once, in order."""
        return list(dict.fromkeys(n.state for n in self.within(span)))


def _state_of(name: Name) -> str:
    return name.state or _proposed().get(name.proposed or "", "")


@cache
def _proposed() -> dict[str, str]:
    """States by the name that a misspelt one is taken for."""
    return {form: s.code for s in lore.states().values() for form in s.forms}


def _is_medium(name: Name) -> bool:
    actor = lore.roster().get(name.actor or "")
    return actor is not None and actor.type in _MEDIA
