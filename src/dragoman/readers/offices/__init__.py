"""Offices: who was named or elected to one, left it, or is stated to hold it.

`phrases` reads the office and the name, `tellings` verbs, `nominals` nouns, `subjects` whose verb it
is, `when` the day of the change and that of its announcement; `conflicts` asks the roster. A mere
title before a name tells nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import (
    About,
    Boilerplate,
    Date,
    DateField,
    Doubt,
    Finding,
    Found,
    Name,
    Office,
)
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.places import Places
from dragoman.readers.offices.conflicts import conflicts
from dragoman.readers.offices.lists import listed
from dragoman.readers.offices.nominals import Nominals
from dragoman.readers.offices.phrases import Phrases
from dragoman.readers.offices.states import state_of
from dragoman.readers.offices.subjects import Subjects
from dragoman.readers.offices.tellings import Telling, Tellings
from dragoman.readers.offices.when import dates_of

_GATE = re.compile(
    r"\b(?:(?:re-?)?elect(?:s|ed|ing|ion)?|(?:re-?)?appoint\w*|(?:re)?nam(?:es?|ed|ing)|designat\w+|install\w*|promot\w+|confirm(?:s|ed)|made|"
    r"swor[en] in|swearing|inaugurat\w+|crowned|enthron\w+|picked|tapped|selected|elevat\w+|assigned|transferred|chosen|chose|voted|dismiss\w*|"
    r"reliev\w+|remov\w+|sack\w*|fir(?:es|ed|ing)|oust\w*|stripp\w+|depos\w+|discharg\w+|recall\w*|demot\w+|resign\w*|step\w* down|"
    r"st(?:ood|ands?) down|quits?|retir\w+|abdicat\w+|bowed out|left (?:his|her)|vacated|t(?:ook|akes|aking) (?:office|over|the|up)|"
    r"assum\w+|becam?e?|becomes|becoming|will (?:take|be sworn|be inaugurated|assume|serve)|serves|served|serving|has been|remains|"
    r"succeed\w*|replac\w+|accession|terminat\w+|newly|new|coronation|selection)\b",
    re.IGNORECASE,
)


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Changes of office in order of place, then what the roster contradicts."""
    phrases = Phrases(text, found.of(Name))
    subjects = Subjects(phrases)
    readers = (Tellings(phrases, subjects), Nominals(phrases, subjects))
    told: list[Telling] = []
    for s in text.sentences:
        if _GATE.search(text.plain[s.span.where], s.span.start, s.span.end):
            told += _apart(t for r in readers for t in r.of(s))
    told += listed(text, phrases)
    aside = Places((b.evidence[0], b) for b in found.of(Boilerplate) if b.what == "dateline")
    dates = Places((d.evidence[0], d) for d in found.of(Date) if not aside.meets(d.evidence[0]))
    offices = list(_joined(_office(text, phrases, t, dates) for t in told))
    yield from offices
    yield from conflicts(offices)
    for place in dict.fromkeys(subjects.open):
        if not any(s.meets(place) for o in offices for s in o.evidence):
            yield Doubt(
                evidence=(place,),
                about=About("office", "person"),
                why="nobody, or several, whom it may mean",
                rule="pronoun",
            )


def _apart(some: Iterator[Telling]) -> list[Telling]:
    """Of two tellings of one person by one stretch of text the first."""
    out: list[Telling] = []
    for t in some:
        same = (
            o
            for o in out
            if o.person and t.person and o.person.span == t.person.span
            and o.office.meets(t.office) and o.change == t.change
        )  # fmt: skip
        if next(same, None) is None:
            out.append(t)
    return out


def _office(text: Grammar, phrases: Phrases, t: Telling, dates: Places[Date]) -> Office:
    assert t.person is not None
    change, published = dates_of(text, t, dates)
    name = t.person.name
    return Office(
        evidence=(t.span,),
        rule=t.rule,
        person=phrases.called(t.person),
        actor=name.actor if name else None,
        office=" ".join(text.article.slice(t.office).split()),
        state=state_of(phrases, t),
        change=t.change,
        date=change,
        published=published,
    )


# ---- several tellings of one change


def _joined(some: Iterator[Office]) -> Iterator[Office]:
    """One finding for each change, with every place that tells it; the fullest words stand."""
    groups: list[list[Office]] = []
    by_person: dict[tuple[str, str], list[list[Office]]] = {}
    for one in some:
        key = (one.actor or one.person.casefold(), one.change)
        group = next((g for g in by_person.get(key, ()) if _is_same(g[0], one)), None)
        if group is None:
            group = []
            groups.append(group)
            by_person.setdefault(key, []).append(group)
        group.append(one)
    for group in groups:
        yield _one(group)


_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("of the for and to in a an".split())


def _telling(office: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORD.findall(office)) - _SMALL


def _short(office: str, other: str) -> frozenset[str]:
    """Abbreviations in one of what the other writes out: "NDC", "National Defence Commission"."""
    letters = "".join(w[0] for w in _WORD.findall(other) if w[0].isupper() and not w.isupper())
    found = (w for w in _WORD.findall(office) if w.isupper() and len(w) > 1 and w in letters)
    return frozenset(w.casefold() for w in found)


@cache
def _states() -> frozenset[str]:
    """Words that name a state, its people or its capital."""
    forms = (f for s in lore.states().values() for f in s.forms)
    return frozenset(w.casefold() for f in forms for w in _WORD.findall(f)) - _SMALL - {"republic"}


def _is_same(a: Office, b: Office) -> bool:
    one, two = _telling(a.office), _telling(b.office)
    if a.state == b.state:
        one, two = one - _states(), two - _states()  # "Kyrgyz president", "president of Kyrgyzstan"
    one, two = one - _short(a.office, b.office), two - _short(b.office, a.office)
    if not (one <= two or two <= one):
        return False
    return not (a.date.known and b.date.known and a.date.value != b.date.value)


def _one(group: list[Office]) -> Office:
    fullest = max(group, key=lambda o: (len(o.office), len(o.person)))
    spans = dict.fromkeys(s for o in group for s in o.evidence)
    return replace(
        group[0],
        evidence=_outermost(spans),
        person=max((o.person for o in group), key=len),
        office=fullest.office,
        state=next((o.state for o in (fullest, *group) if o.state), None),
        date=_known(o.date for o in group),
        published=_known(o.published for o in group),
    )


def _outermost(spans: dict[Span, None]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for s in sorted(spans, key=lambda s: (*in_order(s)[:2], -s.end)):
        if not kept or not kept[-1].holds(s):
            kept.append(s)
    return tuple(kept)


def _known(some: Iterator[DateField]) -> DateField:
    fields = list(some)
    return next((f for f in fields if f.state != "not_stated"), fields[0])


READER = Reader("offices", 2, read, needs=(Name, Date, Boilerplate), gives=(Office, Doubt))
