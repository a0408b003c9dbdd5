"""A source as the words give it: a pronoun, a name, an office, a nameless person, a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Name
from dragoman.grammar import Grammar
from dragoman.grammar.known_names import given_names
from dragoman.grammar.parties import Parties

Sort = Literal[
    "he", "they", "it", "first", "relative", "several",
    "person", "state", "body", "outlet", "document", "group", "office", "nameless", "unknown",
]  # fmt: skip

_PRONOUNS: dict[str, Sort] = {
    **dict.fromkeys(("he", "his", "him", "himself", "she", "her", "hers", "herself"), "he"),
    **dict.fromkeys(("they", "their", "them", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("i", "my", "me", "we", "our", "us", "myself", "ourselves"), "first"),
    **dict.fromkeys(("who", "which", "that", "whose", "whom"), "relative"),
    **dict.fromkeys(("both", "the two", "both sides", "the two sides", "the sides"), "several"),
}
_SEVERAL = re.compile(
    r"(?:the|both|the two|these|these two|both the) (?:leaders|presidents|sides|ministers|men|"
    r"heads of state|prime ministers|countries|parties|heads of government|delegations)",
    re.IGNORECASE,
)
# Where the noun phrase that names the speaker ends and its complements begin.
_COMPLEMENT = re.compile(
    r",|;|:| \(| (?:who|that|which|of|for|from|in|at|on|with|to|by|about|familiar|close|near|speaking|"
    r"and their|led|working|living|based|comprising|under|among|inside|outside|across|against|as)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:'s|(?<=s)') (?=\S)")
_LEAD = re.compile(
    r"(?:both|the|a|an|this|that|these|those|another|one|two|some)\s+", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|his|her|its|their|our|my)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"(?:another|(?:a|the|one) (?:second|third|fourth|fifth|different|further)|(?:the )?other|"
    r"a (?:separate|new)|one other)\b",
    re.IGNORECASE,
)
# Somebody who is only counted: "one of the sailors", "another".
_ONE = re.compile(r"one|another|(?:a|the) (?:second|third|fourth|other)", re.IGNORECASE)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_CAPITALS = re.compile(
    r"(?:[A-Z][\w.&'-]*|[a-z]{1,3}-[A-Z][\w-]*)(?:[ -](?:(?:de|da|del|van|von|der|bin|ibn|al|el|la|le|of the|of|for|and) )?"
    r"[A-Z0-9][\w.&'-]*)*"
)
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Madam|Gen|Col|Lt|Maj|Capt|Sen|Rep|Gov|Prof|Rev|Hon)s?\.? |"
    r"(?:Former |Then-|Ex-|Vice |Deputy |Acting |Prime |Foreign |Senator |Representative |Governor |"
    r"President |Secretary |Minister |Chairman |General |Professor |Mayor |Judge |Justice |Attorney |"
    r"Speaker |Congressman |Congresswoman |Chancellor |Ambassador |Leader |Comrade |Marshal |Premier |"
    r"King |Queen |Prince |Princess |Pope |Director |Admiral |Colonel |Captain |Spokesman |Spokeswoman )"
)
_INITIALS = re.compile(r"[A-Z]{2,6}|(?:[A-Z]\.){2,}")


@dataclass(frozen=True)
class Phrase:
    """A source phrase taken apart.

    Args:
        words: as written, marks straight.
        persons: the names of persons that speak here, in order.
        thing: the name of the state, body or paper that speaks here.
        name: a name in capitals that no table and no earlier reader knows.
        head: the noun, singular, for those without a name.
        telling: lower-case words of the phrase, for comparing descriptions.
        owner: the words before a possessive.
        plural: True where several speak.
        number: which of several it is ("the second source"); 0 for "another".
    """

    sort: Sort
    span: Span
    words: str
    persons: tuple[Name, ...] = ()
    thing: Name | None = None
    name: Span | None = None
    head: str = ""
    telling: frozenset[str] = frozenset()
    owner: Span | None = None
    complement: str = ""
    state: str | None = None
    plural: bool = False
    definite: bool = False
    number: int | None = None


def phrase(text: Grammar, parties: Parties, span: Span) -> Phrase:
    """What the words of a source are."""
    words = text.words(span)
    low = " ".join(words.casefold().split()).strip(" ,'\"[]")
    bare = low.removesuffix("'s") if low.endswith("'s") else low
    if bare in _PRONOUNS:
        return Phrase(_PRONOUNS[bare], span, words)
    if _SEVERAL.fullmatch(low):
        return Phrase("several", span, words, head=low.split()[-1], plural=True, definite=True)
    names = parties.named(span)
    owner, own = _owned(span, words, names)
    head = _head(text, own, names)
    complement = text.words(Span(head.end, span.end, span.where))
    told = frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", text.words(head).casefold()))
    state = next((n.state for n in names if n.state and n.type in ("state", "place")), None)

    def made(sort: Sort, **more: Any) -> Phrase:
        return Phrase(
            sort, span, words, telling=told, owner=owner, complement=complement,
            state=state, definite=_DEFINITE.match(words) is not None or owner is not None,
            number=_number(words), **more,
        )  # fmt: skip

    persons = tuple(n for n in names if n.type == "person" and head.holds(n.evidence[0]))
    if persons:
        return made("person", persons=persons, plural=len(persons) > 1)
    if (apposed := _apposed(text, own, names)) is not None:
        named = tuple(n for n in names if n.evidence[0] == apposed)
        return made("person", persons=named, name=None if named else apposed)
    rest = text.words(head)
    thing = next((n for n in names if _fills(text, head, n)), None)
    if thing is not None:
        return made(_sort_of_thing(thing), thing=thing)
    noun = _noun(rest)
    if noun is not None and (noun[2] or not _capital_inside(rest) or _only_office(rest, noun[0])):
        return made(noun[0], head=noun[1], plural=noun[0] == "group" or noun[3])
    if _ONE.fullmatch(rest):
        whose = re.findall(r"[\w-]+", complement.casefold())[-1:] or [""]
        sort = _nouns().get(_singular(whose[0]), "nameless")
        return made("nameless" if sort == "group" else sort, head=_singular(whose[0]))
    if (run := _run(text, head)) is not None:
        return made(
            sort_of_run(text.words(run)), name=run, plural=text.words(run).endswith("crats")
        )
    if noun is not None:
        return made(noun[0], head=noun[1], plural=noun[0] == "group" or noun[3])
    last = re.findall(r"[\w-]+", rest.casefold())[-1:] or [""]
    if last[0].endswith("s") and not last[0].endswith("ss"):
        return made("group", head=last[0], plural=True)
    return made("unknown", head=last[0])


def _owned(span: Span, words: str, names: list[Name]) -> tuple[Span | None, Span]:
    """Owner and owned of "the institute's Cho Han-bum"; a trailing possessive is only cut off."""
    stripped = re.sub(r"(?:'s|(?<=s)')?[ ,]*$", "", words)
    span = Span(span.start, span.start + len(stripped), span.where)
    first = _COMPLEMENT.search(stripped)
    found = None
    for m in _OWNER.finditer(stripped):
        inside = any(
            n.evidence[0].start < span.start + m.start()
            and span.start + m.end() < n.evidence[0].end
            for n in names
        )
        if not inside and "," not in stripped[: m.start()] and " who " not in stripped[: m.start()]:
            found = m
    if found is None or (first and first.start() < found.start() and _closed(stripped, first)):
        return None, span
    owner = Span(span.start, span.start + found.start(), span.where)
    return owner, Span(span.start + found.end(), span.end, span.where)


def _closed(words: str, complement: re.Match[str]) -> bool:
    """True where a complement ends the noun phrase, so that no owner can reach over it.

    "The letter from the party's bureau" has none; "the Institute of Peace's Ann Lee" has one.
    """
    before = words[: complement.start()].split()
    return complement.group() == "," or bool(before and before[-1].islower())


def _head(text: Grammar, span: Span, names: list[Name]) -> Span:
    """The phrase up to its complements; a name that holds "of" stays whole."""
    words = text.words(span)
    for m in _COMPLEMENT.finditer(words):
        at = span.start + m.start()
        if m.start() == 0 or any(n.evidence[0].start < at < n.evidence[0].end for n in names):
            continue
        if m.group() in (" of", " for") and _goes_on(words, m):
            continue
        if m.group() == " of" and _bearer_follows(words, m, span.start, names):
            continue
        return Span(span.start, at, span.where)
    return span


# "The head of the agency, Anton Fedorov": a description, a comma, its bearer.
_APPOSED = re.compile(r"(?P<role>[^,;:\"]{3,90}), (?P<who>[^,;:\"]{3,40}?)(?=,|\Z)")


def _apposed(text: Grammar, span: Span, names: list[Name]) -> Span | None:
    """The name of a person that stands after a description and a comma."""
    m = _APPOSED.match(text.words(span))
    if m is None:
        return None
    role = m["role"]
    head = _COMPLEMENT.split(role)[0]
    noun = _noun(head)
    if noun is None or noun[0] not in ("office", "nameless") or not noun[2] or noun[3]:
        return None
    who = Span(span.start + m.start("who"), span.start + m.end("who"), span.where)
    for n in names:
        if n.evidence[0].meets(who):
            return n.evidence[0] if n.type == "person" and n.evidence[0] == who else None
    tokens = m["who"].split()
    if len(tokens) < 2 or _CAPITALS.fullmatch(m["who"]) is None:
        return None
    local = noun[0] == "nameless" or noun[1] in ("mayor", "governor", "judge", "chief", "bishop")
    if local and tokens[0] not in _given() and role.split()[-1][:1].isupper():
        return None  # "a lawyer from Santa Fe, New Mexico"
    return who if sort_of_run(m["who"]) == "person" else None


def _goes_on(words: str, of: re.Match[str]) -> bool:
    """True where "of" stands inside the name of a body: "the Department of Health"."""
    before = words[: of.start()].split()[-1]
    return before in _table("bodies", "words") and words[of.end() :][1:2].isupper()


def _bearer_follows(words: str, of: re.Match[str], start: int, names: list[Name]) -> bool:
    """True where "of" stands inside a title before its bearer: "Secretary of State Ann Lee".

    In "the spokesman of President Lee" another office comes first: he is not its bearer.
    """
    noun = _noun(words[: of.start()])
    if noun is None or noun[0] != "office" or noun[3]:
        return False
    people = [n.evidence[0].start - start for n in names if n.type == "person"]
    rest = words[of.end() :].split(",")[0]
    at = next((p - of.end() for p in people if p > of.end()), None)
    between = (rest[:at] if at is not None else _before_given(rest)).split()
    if not between or (at is not None and at > len(rest)):
        return False
    if any(t.casefold() in _offices() for t in between):
        return False
    last = _noun(between[-1])
    return between[-1][:1].isupper() or (last is not None and last[0] == "group")


def _before_given(words: str) -> str:
    """The words before a given name that another name in capitals follows; none without one."""
    tokens = words.split()
    for i, (one, after) in enumerate(pairwise(tokens)):
        if i and one in _given() and after[:1].isupper():
            return " ".join(tokens[:i])
    return ""


def _fills(text: Grammar, head: Span, name: Name) -> bool:
    """True if a phrase is this name, but for an article before and words that belong to a body."""
    own = name.evidence[0]
    if not head.holds(own) or name.type == "person":
        return False
    after = text.words(Span(own.end, head.end, head.where)).strip(" '\"")
    if after and not (name.type == "organisation" and after.split()[0][:1].isupper()):
        return False
    before = _LEAD.sub("", text.words(Span(head.start, own.start, head.where)) + " ").strip()
    demonym = name.type == "state" and _is_demonym(text.words(own))
    return not demonym and (not before or name.type == "organisation")


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(d for s in lore.states().values() for d in s.demonyms)


def _is_demonym(words: str) -> bool:
    return words in _demonyms()


def _sort_of_thing(name: Name) -> Sort:
    if name.type == "place" and _tokens(name.canonical).difference(
        name.canonical.split()[:1]
    ) & _table("bodies", "outlets"):
        return "outlet"  # "The Moscow Times"
    if name.type in ("state", "place"):
        return "state"
    actor = lore.roster().get(name.actor or "")
    if actor is not None and actor.type in ("agency", "broadcaster", "newspaper"):
        return "outlet"
    return "outlet" if _tokens(name.canonical) & _table("bodies", "outlets") else "body"


@cache
def _table(table: str, key: str) -> frozenset[str]:
    return frozenset(lore.words("speech")[table][key])


def _tokens(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w&-]+", words))


_ORDER: tuple[tuple[str, Sort], ...] = (
    ("outlet", "outlet"),
    ("office", "office"),
    ("anonymous", "nameless"),
    ("document", "document"),
    ("group", "group"),
)


@cache
def _nouns() -> dict[str, Sort]:
    table = lore.words("speech")["speakers"]
    return {noun: sort for key, sort in reversed(_ORDER) for noun in table[key]}


def _noun(words: str) -> tuple[Sort, str, bool, bool] | None:
    """Sort and singular of the noun that ends a phrase, whether it is written small, and plural."""
    tokens = re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", words)
    if not tokens:
        return None
    for n in (2, 1):
        last = " ".join(tokens[-n:])
        low = last.casefold()
        small = last == low or len(tokens) == n
        for form, plural in ((low, False), (_singular(low), True)):
            sort = _nouns().get(form)
            if sort is not None:
                several = plural or sort == "group"
                if several and sort in ("nameless", "office"):
                    sort = "group"
                return sort, form, small, several
    return None


def _singular(noun: str) -> str:
    """The singular of a plural in "s"; the word itself where it has none.

    >>> _singular("authorities"), _singular("witnesses"), _singular("spokesmen")
    ('authority', 'witness', 'spokesman')
    """
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _capital_inside(words: str) -> bool:
    """True if a name in capitals ends the phrase."""
    tokens = words.split()
    return bool(tokens) and tokens[-1][:1].isupper() and len(tokens) > 1


@cache
def _offices() -> frozenset[str]:
    return frozenset(lore.words("speech")["speakers"]["office"])


def _only_office(words: str, sort: Sort) -> bool:
    """True for an office in capitals with nobody's name: "the Vice President"."""
    tokens = _LEAD.sub("", words + " ").split()
    return sort == "office" and all(
        t.casefold().strip(".,") in office_words() or _is_demonym(t) for t in tokens
    )


@cache
def office_words() -> frozenset[str]:
    """Words of offices, and those that may stand before them."""
    table = lore.words("parties")
    titles = {w for t in table["titles"] for w in t.casefold().split()}
    return frozenset({*titles, *table["modifiers"], *lore.words("speech")["speakers"]["office"]})


def _run(text: Grammar, head: Span) -> Span | None:
    """The name in capitals that ends a phrase, without titles before it."""
    words = text.words(head)
    found = [m for m in _CAPITALS.finditer(words) if m.end() >= len(words.rstrip(" '\".]"))]
    if not found:
        return None
    start, end = found[-1].span()
    while (m := _LEAD.match(words, start)) or (m := _TITLE.match(words, start)):
        if m.end() >= end:
            return None
        start = m.end()
    tokens = words[start:end].split(" ")
    offices = [i for i, t in enumerate(tokens[:-1]) if t.casefold().strip(",") in _offices()]
    if offices and not set(tokens[offices[-1] + 1 :]) & _table("bodies", "words"):
        # "NSC Spokesperson Emily Horne": all up to the office stands before the name.
        start += len(" ".join(tokens[: offices[-1] + 1])) + 1
    if words.startswith("of ", start) and (title := _before_given(words[start:end])):
        start += len(title) + 1
    return Span(head.start + start, head.start + end, head.where)


@cache
def _given() -> frozenset[str]:
    table = lore.words("speech")["given"]
    return frozenset((*table["he"], *table["she"], *given_names()))


def is_given(name: str) -> bool:
    """True for a known given name."""
    return name in _given()


def sort_of_run(name: str) -> Sort:
    """What a name in capitals that no table knows is by its words."""
    tokens = re.findall(r"[\w&'.-]+", name)
    if set(tokens) & _given():
        return "person"
    if set(tokens) & _table("bodies", "outlets"):
        return "outlet"
    if _nouns().get(tokens[-1].casefold()) == "document":
        return "document"
    if set(tokens) & _table("bodies", "words") or any(t in ("of", "for", "&") for t in tokens):
        return "group" if name in ("Republicans", "Democrats", "Americans") else "body"
    return "body" if _INITIALS.fullmatch(name) else "person"


def _number(words: str) -> int | None:
    m = _ANOTHER.match(words)
    if m is None:
        return (
            _ORDINALS.get(words.casefold().split()[1])
            if words[:4].casefold() == "the " and len(words.split()) > 2
            else None
        )
    return next((n for w, n in _ORDINALS.items() if w in m.group().casefold()), 0)
