"""Order of mention as claimed, against the order as told: "mentioned China first"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.article import Span, in_order
from dragoman.finding import Check, Date, Emphasis, Name
from dragoman.grammar import Grammar, Sentence
from dragoman.places import Places
from dragoman.readers.checks.tallies import key_of

_FLAGS = re.IGNORECASE
_VERB = (
    r"(?:mention(?:s|ed)?|nam(?:es?|ed)|list(?:s|ed)?|cit(?:es?|ed)|thank(?:s|ed)?|greet(?:s|ed)?|address(?:es|ed)?|"
    r"discuss(?:es|ed)?|plac(?:es?|ed)|rank(?:s|ed)?|referred to|refers to|spoke of|speaks of|dealt with|deals with|"
    r"turn(?:s|ed) to|praised|put|puts)"
)
_TIES = r"(?:(?:relations|ties|friendship|cooperation) with )?(?:the )?"
_BEGINS = r"(?:began|begins?|begun|starts?|started|opens?|opened|led off|leads off)"
# What goes on from there to the next: an order told, no mere claim of a first place.
_GOES_ON = re.compile(
    r"\b(?:before|then|goes on|went on|turn\w*|mov(?:es|ed|ing)|proceed\w*|follow\w*|ends?|ended|clos(?:es|ed)|finally)\b",
    _FLAGS,
)
# "began with", "opened it with", "began her remarks with"
_BEGAN = rf"{_BEGINS} (?:(?:it|this|them|(?:his|her|its|the) (?:\w+ )?\w+) )?with"
_BEGUN = re.compile(rf"\b{_BEGAN} {_TIES}(?=[A-Z])")
_IN_ORDER = re.compile(r"\bin (?:that|this) order\b", _FLAGS)
_AS_FOLLOWS = re.compile(r"\b(?:in|by) (?:the )?following order: ?|\bin the order(?: of)?:? ", _FLAGS)  # fmt: skip
_FIRST_THEN = re.compile(rf"\bfirst (?:{_VERB} )?(?:of )?{_TIES}(?=[A-Z])", _FLAGS)
_LISTED = re.compile(rf"\b{_VERB}\b", _FLAGS)
# Texts of other days, and what is only to come, are not the text whose order is told.
_OTHER_TEXT = re.compile(
    r"\b(?:last (?:year|time|month|week)|previous\w*|earlier|formerly|used to|will|would|next|usually|traditionally|"
    r"(?:a|one|two) years? (?:ago|before)|had|not|never|in \d{4})\b|'s speech of",
    _FLAGS,
)
# A cheap look: without a claim there is nothing to be held against an order.
_GATE = re.compile(
    rf"\b{_VERB}\b[^.]{{0,80}}?\b(?:first|last|ahead of|before)\b|\b(?:first|last)\b[^.]{{0,40}}\b{_VERB}\b|"
    rf"\b(?:came|comes|stood|stands|was|is|were|are) (?:first|last)\b|\b{_BEGAN}\b|"
    rf"\b{_VERB}\b[^.]{{0,60}}?\bat the (?:very )?(?:top|head|beginning|start|outset|end|bottom|close)\b"
)
_NEAR = 3

Place = Literal["first", "last", "before"]


@dataclass(frozen=True, slots=True)
class _Told:
    """An order that a sentence tells: names by rank."""

    ranks: tuple[str, ...]
    span: Span
    home: Sentence
    by: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Claim:
    place: Place
    key: str
    other: str | None
    span: Span
    home: Sentence
    by: frozenset[str]


def mentions(
    text: Grammar, names: list[Name], emphasis: list[Emphasis], dates: list[Date]
) -> Iterator[Check]:
    """A check for each claim of a place in an order, where the article tells that order too."""
    if not _GATE.search(text.plain["text"]):
        return
    named = Places((n.evidence[0], n) for n in names)
    own = [s for s in text.sentences if s.span.where == "text"]
    told = [t for s in own for t in _orders(text, s, named)]
    told += [t for e in emphasis if (t := _stated(text, e, named))]
    claims = [c for s in own for c in _claims(text, s, named)]
    for n, c in enumerate(claims):
        orders = [t for t in told if _of_one_text(c.home, t.home, c.by, t.by) and c.key in t.ranks]
        if c.other is not None:
            orders = [t for t in orders if c.other in t.ranks]
        if orders:
            yield _check(c, min(orders, key=lambda t: (len(t.ranks) < 2, -len(t.ranks))))
            continue
        rival = next((d for d in claims[n + 1 :] if _rivals(c, d)), None)
        if rival is not None:
            yield Check(
                evidence=(c.span,),
                rule="two first places",
                check="order_of_mention",
                result="differs",
                against=(rival.span,),
                why=f"{c.key} and {rival.key} are both called {c.place}",
            )


def _rivals(a: _Claim, b: _Claim) -> bool:
    same = a.place == b.place in ("first", "last") and a.key != b.key
    return same and _of_one_text(a.home, b.home, a.by, b.by)


def _of_one_text(a: Sentence, b: Sentence, by: frozenset[str], other: frozenset[str]) -> bool:
    """True if two sentences may speak of one text: near each other, and no two authors."""
    near = a.index != b.index and abs(a.paragraph - b.paragraph) <= _NEAR
    return near and not (by and other and not by & other)


def _authors(text: Grammar, s: Sentence, named: Places[Name], stop: int) -> frozenset[str]:
    """The persons named before a verb of mention."""
    lead = Span(s.span.start, stop, s.span.where)
    people = (n for n in named.meeting(lead) if n.type == "person" and lead.holds(n.evidence[0]))
    return frozenset(k for n in people if (k := key_of(n)))


def _keys(named: Places[Name], within: Span) -> list[tuple[str, Span]]:
    """What is named in a stretch, in order, each once."""
    here = [(n, k) for n in named.meeting(within) if within.holds(n.evidence[0]) and (k := key_of(n))]  # fmt: skip
    here.sort(key=lambda x: in_order(x[0].evidence[0]))
    out: dict[str, Span] = {}
    for n, key in here:
        out.setdefault(key, n.evidence[0])
    return list(out.items())


def _orders(text: Grammar, s: Sentence, named: Places[Name]) -> Iterator[_Told]:
    words, start = text.words(s.span), s.span.start
    if _OTHER_TEXT.search(words):
        return
    stretch: tuple[int, int] | None = None
    if (m := _BEGUN.search(words)) and _GOES_ON.search(words, m.end()):
        stretch = m.end(), len(words)
    elif order := _IN_ORDER.search(words):
        m = _LISTED.search(words, 0, order.start())
        stretch = (m.end() if m else 0), order.start()
    elif m := _AS_FOLLOWS.search(words) or _first_then(words):
        stretch = m.end(), len(words)
    if stretch is None:
        return
    within = Span(start + stretch[0], start + stretch[1], s.span.where)
    found = _keys(named, within)
    if len(found) > 1:
        # From the beginning of the clause: who puts them in this order.
        clause = words.rfind(", ", 0, m.start() if m else stretch[0])
        begin = start + (clause + 2 if clause >= 0 else 0)
        span = Span(min(begin, found[0][1].start), found[-1][1].end, s.span.where)
        yield _Told(tuple(k for k, _ in found), span, s, _authors(text, s, named, within.start))


def _first_then(words: str) -> re.Match[str] | None:
    m = _FIRST_THEN.search(words)
    return m if m and re.search(r"\b(?:then|finally)\b", words[m.end() :]) else None


def _stated(text: Grammar, one: Emphasis, named: Places[Name]) -> _Told | None:
    told = one.stated_by_article
    if told is None:
        return None
    ranked = sorted((w for w in told.states if w.rank is not None and w.evidence), key=lambda w: w.rank or 0)  # fmt: skip
    if len(ranked) < 2:
        return None
    spans = [w.evidence[0] for w in ranked]
    home = text.sentence_at(spans[0])
    if home is None or not all(home.span.holds(s) for s in spans):
        return None
    span = Span(min(s.start for s in spans), max(s.end for s in spans), spans[0].where)
    keys = tuple(k for w in ranked for k in w.state.split("+"))
    return _Told(keys, span, home, _authors(text, home, named, span.start))


_DOCUMENT = r"(?:report|speech|text|statement|message|letter|list|summary|account|article|communique|toast|address|section|chapter|document|editorial|note)"
_ORDERED = "first|last|at the beginning|at the end"
_ACTIVE = re.compile(
    rf"\b{_VERB} {_TIES}(?P<x>[A-Z][\w.' -]{{1,40}}?) (?P<place>first|last)\b(?! (?:time|year|month|week|visit|in \d))"
)
# "put Belarus at the top of its list", "turned to Egypt only at the end of his address"
_AT_END = re.compile(
    rf"\b{_VERB} {_TIES}(?P<x>[A-Z][\w.' -]{{1,40}}?) (?:only |right )?at the (?:very )?"
    rf"(?P<place>top|head|beginning|start|outset|end|bottom|close)\b(?! of (?!(?:its|his|her|the|their|this) (?:\w+ )?(?:list|{_DOCUMENT}|remarks)\b))"
)
_LAST = ("end", "bottom", "close")
_PASSIVE = re.compile(
    rf"(?P<x>[A-Z][\w.' -]{{1,40}}?) (?P<verb>(?:was|is|were|are|came|comes|stood|stands) (?:{_VERB} )?(?P<place>first|last))\b"
    r"(?! (?:to|time|year|state|country|in \d|of)\b)"
    # "came first in the race" is no mention.
    rf"(?! (?:in|at|on) (?!(?:the|his|her|its|this|that) (?:\w+ )?{_DOCUMENT}\b))"
)
_AHEAD = re.compile(
    rf"\b{_VERB} {_TIES}(?P<x>[A-Z][\w.' -]{{1,40}}?) (?:ahead of|before) {_TIES}(?P<y>[A-Z][\w.' -]{{1,40}})"
)
_AHEAD_PASSIVE = re.compile(
    rf"(?P<x>[A-Z][\w.' -]{{1,40}}?) (?P<verb>(?:was|is|were|are) {_VERB} (?:ahead of|before)) {_TIES}(?P<y>[A-Z][\w.' -]{{1,40}})"
)
_OPENS = re.compile(rf"\b{_DOCUMENT} {_BEGINS} with {_TIES}(?P<x>[A-Z][\w.' -]{{1,40}})")


def _claims(text: Grammar, s: Sentence, named: Places[Name]) -> Iterator[_Claim]:
    words = text.words(s.span)
    if _OTHER_TEXT.search(words) or _IN_ORDER.search(words):
        return
    for pattern in (_ACTIVE, _AT_END, _PASSIVE, _AHEAD, _AHEAD_PASSIVE, _OPENS):
        for m in pattern.finditer(words):
            if pattern is _OPENS and _GOES_ON.search(words, m.end("x")):
                continue
            claim = _claim(text, s, m, named)
            if claim is not None:
                yield claim
                return


def _claim(text: Grammar, s: Sentence, m: re.Match[str], named: Places[Name]) -> _Claim | None:
    start, where = s.span.start, s.span.where
    groups = m.groupdict()

    def only(name: str, *, first: bool) -> tuple[str, Span] | None:
        within = Span(start + m.start(name), start + m.end(name), where)
        found = _keys(named, within)
        if not found or (not first and len(found) > 1):
            return None
        return found[0] if first else found[-1]

    x = only("x", first=False) or (only("x", first=True) if "place" not in groups else None)
    if x is None:
        return None
    other = only("y", first=True) if "y" in groups else None
    if "y" in groups and other is None:
        return None
    place: Place = "before" if other else "first"
    if groups.get("place"):
        told = groups["place"].casefold()
        place = "last" if told in ("last", *_LAST) else "first"
    begin = start + (m.start("verb") if groups.get("verb") else m.start())
    end = other[1].end if other else start + m.end()
    if m.re is _OPENS:
        begin, end = begin + m.group().index(" ") + 1, x[1].end
    by = _authors(text, s, named, start + m.start())
    return _Claim(place, x[0], other[0] if other else None, Span(begin, end, where), s, by)


def _check(c: _Claim, t: _Told) -> Check:
    rank = t.ranks.index(c.key)
    if c.place == "before" and c.other is not None:
        same = rank < t.ranks.index(c.other)
    else:
        same = rank == (0 if c.place == "first" else len(t.ranks) - 1)
    return Check(
        evidence=(c.span,),
        rule="order told",
        check="order_of_mention",
        result="agrees" if same else "differs",
        against=(t.span,),
        why="the order told is " + ", ".join(t.ranks),
    )
