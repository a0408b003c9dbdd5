"""Who and what is named: known names everywhere, unknown people where the words show them.

The roster and the table of states come first. A person the roster doesn't know is found by what
stands beside the name (a title, an apposition, a hyphenated given name) and, in the paragraphs
that this reader asks for, by the statistical model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import About, Doubt, Finding, Found, Name
from dragoman.grammar import Grammar
from dragoman.grammar.bearers import bearer, beside
from dragoman.grammar.clusters import SURNAME_FIRST, Mention, clustered, surname_of
from dragoman.grammar.known_names import Known, given_name_before
from dragoman.grammar.reader import Reader
from dragoman.grammar.spelling import Misspelt, misspelt
from dragoman.places import Places
from dragoman.places import taken as by_place

_WORD = r"(?:(?:Al|El|al|el|Ben|Bin)-[A-Z][\w'-]+|[A-Z][a-zà-ÿ'-]+(?:-[A-Za-z]+)?|[A-Z]\.|Mc[A-Z]\w+|[A-Z]{2,}(?=[ ,.]))"
_PARTICLE = r"(?:de|da|do|dos|del|van|von|der|bin|ibn|al|el|bint|y)"
_NAME = rf"{_WORD}(?:[ -](?:{_PARTICLE} )*{_WORD}){{0,4}}(?: (?:II|III|IV|VI|VII|V))?"
_TITLE = (
    r"(?:President|Premier|Prime Minister|Chairman|Chairwoman|King|Queen|Prince|Princess|Emir|"
    r"Sultan|Chancellor|Minister|Secretary|Secretary-General|Ambassador|Senator|Governor|General|"
    r"Marshal|Leader|leader|Comrade|Mr|Mrs|Ms|Dr|Pope|Patriarch)\.?"
)
_AFTER_TITLE = re.compile(rf"\b{_TITLE} (?P<name>{_NAME})")
# "Ilham Aliyev, president of ...": the apposition begins with a role in lower case.
_ROLE = (
    r"(?:the |a |an )?(?:\w+[ -]){0,2}?(?:president|premier|prime minister|chairman|chairwoman|king|"
    r"minister|secretary|director|leader|chief|head|ambassador|general secretary|member|spokesman|"
    r"spokeswoman|governor|commander|envoy|professor|researcher|analyst|fellow)"
)
_BEFORE_ROLE = re.compile(rf"(?P<name>{_NAME}), {_ROLE}\b")
_HYPHENATED = re.compile(r"\b[A-Z][a-z]{1,6} [A-Z][a-z]{1,7}-[a-z]{1,7}\b")
# Capitalised words that begin no person's name.
_NOT_A_NAME = set(
    "The A An This That These Those It He She They We I In On At By For From With After Before But "
    "And Or As If When While During Since Our Their His Her Its My Your State Party Central Committee "
    "Foreign Prime Minister President Republic People National Supreme General Secretary Ministry "
    "Government Assembly Council Congress Army Court Bank University Commission Union Association "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
    "July August September October November December Presidium Embassy Department Office".split()
)
_CUE = re.compile(
    r"\b(?:messages?|letters?|telegrams?|greetings|congratulat\w+|condolences?|telegraphed|gifts?|"
    r"floral baskets?|wreaths?|sent|received|replied)\b",
    re.IGNORECASE,
)
_TYPES = {
    "state": "state",
    "demonym": "state",
    "capital": "place",
    "place": "place",
    "body": "organisation",
}
# "Michael Jordan": the place is a surname, which `text.known` has left out for that reason.
_GIVEN_AND_PLACE = re.compile(
    r"(?<![\w-])(?P<given>[A-Z][a-z]+) (?:[A-Z]\. )?(?P<last>[A-Z][a-z]+)\b"
)


def asks(text: Grammar) -> Iterator[int]:
    """Paragraphs with a cue for a message and a run of capitals that no table explains."""
    known = by_place(k.span for k in text.known)
    for p in text.paragraphs:
        words = text.words(p.span)
        if not _CUE.search(words):
            continue
        for m in re.finditer(_NAME, words):
            span = Span(p.span.start + m.start(), p.span.start + m.end(), p.span.where)
            if " " in m.group() and not known.meets(span):
                yield p.index
                break


def read(text: Grammar, _found: Found) -> Iterator[Finding]:
    """Names in order of place; mentions of one person or thing share a cluster."""
    known = text.known
    others = [k for k in known if k.entry.sort != "person"]
    full = _known_people(text, [k for k in known if k.entry.sort == "person"])
    taken = [k.span for k in known]
    wrong = list(misspelt(text, taken))
    taken += [w.span for w in wrong]
    short = {s for _, s in full if s}
    for span in _unknown_people(text, taken):
        name = text.words(span)
        if " " not in name:
            if name in short:
                continue  # a bare surname: the clusters decide
            bearers = _by_surname().get(name, ())
            actor = bearer(bearers, _beside(text, span), _day(text))
            if actor is not None:
                full.append((Mention(span, "person", actor.name, actor.state, actor.id), name))
                taken.append(span)
                continue
        taken.append(span)
        surname = surname_of(name)
        short |= {surname} if surname else set()
        full.append((Mention(span, "person", text.article.slice(span)), surname))
    titles = tuple(p.span for p in text.paragraphs[:1] if p.span.where == "title")
    titles += (text.article.title_span,) if text.article.title_span else ()
    for m in clustered(full, [k.span for k in others], text.plain, text.paragraphs, titles):
        yield Name(
            evidence=(m.span,),
            type="person",
            canonical=m.name,
            actor=m.actor,
            state=m.state,
            cluster=m.cluster,
            rule=_rule(m, text),
        )
        if m.bearers:
            why = f"{m.name} may be {' or '.join(m.bearers)}"
            yield Doubt(evidence=(m.span,), about=About("name", "actor"), why=why)
        elif m.cluster is None:
            why = (
                f"{text.words(m.span)} may be {' or '.join(m.candidates)}"
                if m.candidates
                else (f"nobody named {text.words(m.span)} in full before")
            )
            yield Doubt(evidence=(m.span,), about=About("name", "canonical"), why=why)
    for k in others:
        yield _other(k)
    yield from _proposed(wrong, text)


def _rule(m: Mention, text: Grammar) -> str:
    """What showed the name, in words."""
    words = text.words(m.span)
    if m.cluster is None:
        return "surname of nobody, or of several, named before"
    if " " not in words and words != m.name:
        return f"surname of {m.name}"
    return "roster" if m.actor else "title, apposition, hyphenated given name or statistical model"


@cache
def _by_surname() -> dict[str, tuple[lore.Actor, ...]]:
    """People of the roster by surname; surnames of whole nations (Kim, Li) are out."""
    bearers: dict[str, list[lore.Actor]] = {}
    for a in lore.roster().values():
        if a.is_person and a.surname and a.surname not in SURNAME_FIRST:
            bearers.setdefault(a.surname, []).append(a)
    return {surname: tuple(people) for surname, people in bearers.items()}


@cache
def _places() -> frozenset[str]:
    """Names of states and capitals in one word, and of their people."""
    return frozenset(f for s in lore.states().values() for f in s.forms if f.isalpha())


def _day(text: Grammar) -> str | None:
    return text.article.reference_date.value


def _beside(text: Grammar, span: Span) -> str:
    """The words beside a name in its paragraph that may hold its office."""
    i = text.paragraph_at(span)
    p = text.paragraphs[i].span if i >= 0 else span
    return beside(text.words(p), span.start - p.start, span.end - p.start)


def _known_people(text: Grammar, people: list[Known]) -> list[tuple[Mention, str | None]]:
    """People of the roster, each with the short name; of shared names those whom the text decides."""
    actors = lore.roster()
    decided = [_decided(text, k) for k in people]
    by_form: dict[tuple[str, ...], set[str]] = {}
    for k, found in zip(people, decided, strict=True):
        if found and k.entry.bearers:
            by_form.setdefault(k.entry.bearers, set()).add(found)
    full: list[tuple[Mention, str | None]] = []
    for k, found in zip(people, decided, strict=True):
        same = by_form.get(k.entry.bearers, set())
        only = found or (next(iter(same)) if len(same) == 1 else None)
        actor = actors[only or (k.entry.bearers or (k.entry.id,))[0]]
        mention = Mention(
            k.span, "person", actor.name, actor.state if only else k.entry.state, only,
            bearers=() if only else k.entry.bearers,
        )  # fmt: skip
        full.append((mention, actor.surname))
    return full


def _decided(text: Grammar, k: Known) -> str | None:
    """Who is meant by a known name; None where several bear it and nothing tells which."""
    if not k.entry.bearers:
        return k.entry.id
    actors = lore.roster()
    candidates = [actors[i] for i in k.entry.bearers]
    found = bearer(candidates, _beside(text, k.span), _day(text))
    return found.id if found else None


def _other(k: Known) -> Name:
    actor = k.entry.id if k.entry.sort == "body" else None
    return Name(
        evidence=(k.span,),
        type=_TYPES[k.entry.sort],  # type: ignore[arg-type]
        canonical=k.entry.name,
        actor=actor,
        state=k.entry.state,
        cluster=k.entry.name if k.entry.sort == "capital" else k.entry.id,
        rule="roster" if k.entry.sort == "body" else "table of states and places",
    )


def _unknown_people(text: Grammar, taken: list[Span]) -> list[Span]:
    """Names of people outside the roster, none inside another or inside a known name."""
    spans: list[Span] = []
    for p in text.paragraphs:
        words, start, where = text.words(p.span), p.span.start, p.span.where
        for pattern in (_AFTER_TITLE, _BEFORE_ROLE, _HYPHENATED):
            for m in pattern.finditer(words):
                group = "name" if "name" in pattern.groupindex else 0
                spans.append(Span(start + m.start(group), start + m.end(group), where))
        spans.extend(
            Span(start + m.start(), start + m.end(), where)
            for m in _GIVEN_AND_PLACE.finditer(words)
            if m["last"] in _places() and given_name_before(words[: m.start("last")])
        )
    for i in asks(text):
        parse, p = text.parse(i), text.paragraphs[i]
        for e in parse.entities if parse else ():
            at = p.span.start
            if e.label == "PERSON":
                spans.append(Span(at + e.start, at + e.end, p.span.where))
    known, found = by_place(taken), by_place(())
    out: list[Span] = []
    for s in sorted(spans, key=lambda s: (*in_order(s), -s.end)):
        hyphenated = _HYPHENATED.fullmatch(text.words(s)) is not None
        tidy = s if hyphenated else _tidied(text, _whole(text, s, known))
        if tidy is None or known.meets(tidy) or found.meets(tidy):
            continue
        out.append(tidy)
        found.add(tidy, tidy)
    return out


_MORE = re.compile(
    r"(?:[ -](?:(?:Al|El|al|el|Bin|bin|ibn|de|da|del|van|von)[ -])?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"[A-Z][\w'-]*[a-zà-ÿ])+|(?<=-)[A-Z]\w+(?:[ -][A-Z][\w'-]+)*"
)


def _whole(text: Grammar, span: Span, taken: Places[Span]) -> Span:
    """The span with the capitals that go on around it: the model cuts "Syed Yusuf | Raza Gilani"."""
    i = text.paragraph_at(span)
    if i < 0:
        return span
    p, plain = text.paragraphs[i].span, text.plain[span.where]
    m = _MORE.match(plain, span.end, p.end)
    end = m.end() if m else span.end
    start = span.start
    while m := _LAST_WORD.search(plain, max(p.start, start - 30), start):
        word, before = m[1], Span(m.start(1), m.end(1), span.where)
        known = taken.meets(before)
        if known or word in _NOT_A_NAME or re.fullmatch(_TITLE, word) or m.start(1) == p.start:
            break
        start = m.start(1)
    return Span(start, end, span.where)


_LAST_WORD = re.compile(r"(?<![\w.'-])([A-Z][\w'-]*[a-zà-ÿ]) \Z")


def _tidied(text: Grammar, span: Span) -> Span | None:
    """The span without a title before and a possessive after the name; None if no name is left."""
    words = text.words(span)
    while m := re.match(rf"(?:{_TITLE}|[Tt]he|Comrade) ", words):
        span = Span(span.start + m.end(), span.end, span.where)
        words = text.words(span)
    if words.endswith("'s"):
        span = Span(span.start, span.end - 2, span.where)
        words = text.words(span)
    parts = words.split()
    while parts and parts[-1] in _NOT_A_NAME:
        parts.pop()
        words = " ".join(parts)
        span = Span(span.start, span.start + len(words), span.where)
    if not parts or any(p in _NOT_A_NAME for p in parts) or not words[0].isupper():
        return None
    if re.search(r"[\d\"()]", words) or len(words) < 4 or "  " in words:
        return None
    return span


def _proposed(found: Iterable[Misspelt], text: Grammar) -> Iterator[Finding]:
    """Misspelt names as written, with what they are likely to be."""
    for one in found:
        right = one.right
        yield Name(
            evidence=(one.span,),
            type=right.sort,  # type: ignore[arg-type]
            canonical=text.article.slice(one.span),
            proposed=right.name,
            rule="one letter away from a known name",
        )
        yield Doubt(
            evidence=(one.span,),
            about=About("name", "canonical"),
            why=f"misspelt name; {right.name} proposed",
            rule="one letter away from a known name",
        )


READER = Reader("names", 2, read, gives=(Name, Doubt), asks=asks, languages=None)
