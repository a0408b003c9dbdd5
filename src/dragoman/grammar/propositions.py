"""What a statement says, as things that can be held against another's: who, what, how many, when.

No parse is asked for, so statements of any two articles compare alike: words go by their base
forms and by what they may stand for, names by whom they name, numbers by unit, days by their bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Span
from dragoman.finding import Amount, Claim, Date, Finding, Name
from dragoman.grammar.senses import base, empty, grouped, pole, sense

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*", re.UNICODE)
# Where the head of a noun phrase ends.
_HEAD = re.compile(r",| (?:of|in|from|at|for|with|on|who|which|that|to|by|near|under|over) ")
_SMALL = frozenset(
    "the a an of in on at to for from by with and or but as that this these those it its he his him she "
    "her they their them we our us i my you your who whom whose which what when where while will would "
    "could may might can shall should must than then so such into onto over under about after before "
    "during between among against through also only just too very all both each other some".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of something, with the least and the most that it may stand for."""

    least: float
    most: float
    unit: str
    type: str
    span: Span


class Proposition:
    """One claim, with what it names.

    Args:
        text: the characters of the article, marks made straight.
        typed: names, amounts and dates that stand in the claim.
        place: the state for which "the country" stands, if one is known.
    """

    def __init__(
        self, claim: Claim, text: str, typed: Iterable[Finding], home: str | None = None
    ) -> None:
        self.claim = claim
        self._text = text
        self._typed = tuple(typed)
        self.home = home

    @cached_property
    def words(self) -> list[tuple[str, Span]]:
        """Its words by their base forms, small ones and names left out."""
        names = [s for f in self._typed if isinstance(f, Name) for s in f.evidence]
        out = []
        for s in self.claim.proposition:
            for m in _WORD.finditer(self._text[s.start : s.end]):
                span = Span(s.start + m.start(), s.start + m.end(), s.where)
                word = m.group().casefold()
                if word not in _SMALL and not any(n.meets(span) for n in names):
                    out.append((base(word), span))
        return out

    @cached_property
    def bases(self) -> frozenset[str]:
        """The base forms."""
        return frozenset(b for b, _ in self.words)

    @cached_property
    def senses(self) -> frozenset[str]:
        """What its words stand for: the group of each, else the word."""
        return frozenset(sense(b) for b, _ in self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """Who and what is named, by actor, else state, else name."""
        return frozenset(map(_key, self._named))

    @cached_property
    def places(self) -> frozenset[str]:
        """The places and states named."""
        return frozenset(_key(n) for n in self._named if n.type in ("place", "state"))

    @cached_property
    def _named(self) -> list[Name]:
        return [f for f in self._typed if isinstance(f, Name) and f.type not in ("office", "group")]

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its counts and measures."""
        return tuple(n for f in self._typed if isinstance(f, Amount) and (n := _number(f)))

    @cached_property
    def days(self) -> tuple[tuple[str, str], ...]:
        """First and last day of each date that is known to some day."""
        return tuple(
            (f.earliest, f.latest)
            for f in self._typed
            if isinstance(f, Date) and f.type in ("DATE", "TIME") and f.earliest and f.latest
        )

    @cached_property
    def subject(self) -> frozenset[str]:
        """What its subject is: names, and the noun that heads it."""
        s = self.claim.subject
        if s is None:
            return frozenset()
        own = self._text[s.start : s.end]
        head = _HEAD.split(own)[0]
        end = s.start + len(head.rstrip())
        named = {
            _key(n) for n in self._named for e in n.evidence if s.start <= e.start and e.end <= end
        }
        last = [n for n in self._named for e in n.evidence if e.end == end]
        words = [w.casefold() for w in _WORD.findall(head) if w.casefold() not in _SMALL]
        if last or not words:
            return frozenset(named)
        return frozenset({sense(base(words[-1]))})

    @cached_property
    def predicates(self) -> tuple[tuple[frozenset[str], Span], ...]:
        """The senses of each predicate's own words, and its place."""
        out = []
        for p in self.claim.predicates:
            inside = [(b, s) for b, s in self.words if p.holds(s)]
            out.append((frozenset(sense(b) for b, _ in inside if b not in empty()), p))
        return tuple(out)

    @cached_property
    def verbs(self) -> tuple[tuple[str, Span], ...]:
        """The first telling word of each predicate, which is mostly its verb, and its place."""
        out = []
        about = self.claim.subject
        for p in self.claim.predicates:
            if about is not None and p.holds(about):
                continue  # "there is no case": what is said of the case is that it is
            own = [
                b
                for b, s in self.words
                if p.holds(s) and b not in ("be", "have", "do", "get", "not")
            ]
            if own:
                out.append((own[0], p))
        return tuple(out)

    def told(self, span: Span) -> str:
        """The characters of a span."""
        return self._text[span.start : span.end]

    @property
    def is_negative(self) -> bool:
        """True if it says that something is not so."""
        return self.claim.polarity == "negative"


def _key(name: Name) -> str:
    if name.type in ("state", "place") and name.state and name.type == "state":
        return name.state
    return name.actor or name.canonical.casefold()


def _number(a: Amount) -> Number | None:
    value = a.value
    if a.type not in ("count", "measure", "money", "percent") or value is None or not a.unit:
        return None
    low, high = value if isinstance(value, list) else (value, value)
    unit = a.unit
    if a.si is not None and not isinstance(a.si.value, list):
        low = high = a.si.value
        unit = a.si.unit
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    infinite = float("inf")
    bounds = {
        ">": (low, infinite), ">=": (low, infinite), "<": (-infinite, high), "<=": (-infinite, high),
        "~": (low * 0.8, high * 1.2),
    }  # fmt: skip
    least, most = bounds.get(a.modifier or "", (low, high))
    return Number(float(least), float(most), sense(base(unit)), a.type, a.evidence[0])


def keys(p: Proposition) -> Iterator[str]:
    """What must be common to two statements of one article before they are held against each other."""
    yield from p.names
    yield from (f"{n.unit}:{n.least:g}" for n in p.numbers)
    yield from (f"~{s}" for s in p.senses - empty() if s in grouped())
    yield from (f"={b}" for b, _ in p.verbs if b not in empty())
    yield from (f"^{s}" for s in p.subject)


def keys_across(p: Proposition) -> Iterator[str]:
    """The same for statements of two articles: somebody named, together with what is told of them."""
    told = {pole(b) for b, _ in p.verbs} | {s for s in p.senses if s in grouped()}
    told |= {n.unit for n in p.numbers if n.type == "count"}
    yield from (f"{name}|{what}" for name in p.names for what in told - empty())
