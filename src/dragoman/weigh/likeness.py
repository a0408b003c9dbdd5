"""Whether two articles may speak of the same: the same party, form, occasion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dragoman import lore
from dragoman.finding import Field, Name, Party, same_party
from dragoman.grammar.bearers import offices_said
from dragoman.grammar.numerals import ORDINAL_DIGITS, ORDINAL_WORDS, ordinal

# How surely two parties are one: by actor or name; by an office that one of the two leaves out.
SURE, LIKELY, NOT = 2, 1, 0

_WORD = re.compile(r"\w+")


class Who(NamedTuple):
    """What a party is known by; the same for all tellings that say the same of it."""

    name: str | None
    office: str | None
    state: str | None
    actor: str | None
    type: str

    @property
    def is_human(self) -> bool:
        """True for a person or several."""
        return self.type in ("person", "people")


def who(party: Party) -> Who:
    """What a party is known by; of a surname alone the state, if the roster has it in one only."""
    name, office = (str(f.value) if f.known else None for f in (party.name, party.office))
    state = party.state or (_home(name) if name and not party.actor else None)
    return Who(name, office, state, party.actor, party.type)


@cache
def _home(surname: str) -> str | None:
    """The state of all known persons with this surname.

    >>> _home("Putin"), _home("Kim")
    ('RUS', None)
    """
    states = {x.state for x in _surnamed(surname)}
    return next(iter(states)) if len(states) == 1 else None


@cache
def _surnamed(surname: str) -> tuple[lore.Actor, ...]:
    low = surname.casefold()
    return tuple(x for x in lore.roster().values() if (x.surname or "").casefold() == low)


def party_fit(a: Who, b: Who, day: str | None) -> int:
    """How surely a party of one article is that of another.

    A surname alone, or an office beside a name, is `LIKELY` at best: several may bear it. A state
    that is named instead of somebody is none of its officials.

    Args:
        day: ISO day on which an office must have been held.
    """
    fit = _fit(a, b)
    return _held(a, b, day) if fit is None else fit


def side_fit(a: Sequence[Who], b: Sequence[Who], day: str | None) -> int:
    """The same of two sides of a message: those who stand first must be one."""
    return party_fit(a[0], b[0], day) if a and b else NOT


def any_fit(a: Sequence[Who], b: Sequence[Who], day: str | None) -> int:
    """How surely some party of one side is one of the other; all that a reply needs."""
    return max((party_fit(x, y, day) for x in a for y in b), default=NOT)


@cache
def _fit(a: Who, b: Who) -> int | None:
    """The fit as far as no day is needed; None where it depends on who held an office then."""
    if a.actor and b.actor:
        if a.actor == b.actor:
            return SURE
        return LIKELY if _organs(a, b) else NOT
    if a.state and b.state and a.state != b.state:
        return NOT
    if a.is_human != b.is_human and "other" not in (a.type, b.type):
        return NOT
    if a.name and b.name:
        return _named_alike(a, b)
    if not (a.state and a.state == b.state):
        return NOT
    return None if a.name or b.name else _nameless(a, b)


def _named_alike(a: Who, b: Who) -> int:
    one, other = (Party(Field(x.name, "stated"), type=x.type) for x in (a, b))  # type: ignore[arg-type]
    if not same_party(one, other):
        return LIKELY if _organs(a, b) else NOT
    thing, human = (a, b) if b.is_human else (b, a)
    if thing.is_human != human.is_human and len(str(thing.name)) > len(str(human.name)):
        return NOT  # the portrait of somebody is not he
    shared = _tokens(str(a.name)) & _tokens(str(b.name))
    if len(shared) > 1 or (a.name == b.name and not a.is_human):
        return SURE
    known = a.state and a.state == b.state
    return LIKELY if known or a.name == b.name else NOT


def _nameless(a: Who, b: Who) -> int:
    """Two offices are one if they share a title; two states if nothing but the state is named."""
    if a.office and b.office:
        return LIKELY if offices_agree(a.office, b.office) else NOT
    return LIKELY if not (a.office or b.office) and a.type == b.type else NOT


@cache
def _held(a: Who, b: Who, day: str | None) -> int:
    """`LIKELY` if the one who is named holds the office that stands for the other."""
    named, office = (a, b.office) if a.name else (b, a.office)
    if office is None:
        return NOT
    if named.office:
        return LIKELY if offices_agree(named.office, office) else NOT
    actor = lore.roster().get(named.actor or "")
    bearers = (actor,) if actor else _surnamed(str(named.name))
    held = [x for x in bearers if any(_on(t, day) for t in offices_said(x, office))]
    return LIKELY if len(held) == 1 else NOT


def _on(tenure: lore.Tenure, day: str | None) -> bool:
    return day is None or tenure.on(day) != "not"


@cache
def offices_agree(a: str, b: str) -> bool:
    """True if two names of an office may stand for one: a title shared, none that parts them.

    >>> offices_agree("President of Russia", "President"), offices_agree("vice-president", "president")
    (True, False)
    """
    one, two = _tokens(a), _tokens(b)
    if one & _LOWER != two & _LOWER:
        return False
    titles = _titles()
    return bool(one & two & titles) and ((one & titles) <= two or (two & titles) <= one)


_LOWER = frozenset("vice deputy acting assistant former first".split())


@cache
def _titles() -> frozenset[str]:
    words = lore.words("parties")["titles"]
    return frozenset(t for w in words for t in _tokens(w)) - {"the", "of", "and", "for", *_LOWER}


@cache
def _tokens(words: str) -> frozenset[str]:
    low = words.casefold().replace("prime minister", "premier").replace("prime-minister", "premier")
    return frozenset(_WORD.findall(low)) - {"the", "of", "s", "and"}


def _organs(a: Who, b: Who) -> bool:
    """True for two organs of one party: a congress writes, its central committee is answered."""
    if a.type != "body" or b.type != "body" or a.state is None or a.state != b.state:
        return False
    return bool(_parties(a.state, _called(a)) & _parties(b.state, _called(b)))


def _called(p: Who) -> str:
    actor = lore.roster().get(p.actor or "")
    return actor.name if actor else str(p.name)


@cache
def _parties(state: str, name: str) -> frozenset[str]:
    """The political parties of a state that a body's name names."""
    said = _tokens(name)
    bodies = (x for x in lore.roster().values() if x.type == "party" and x.state == state)
    return frozenset(
        x.id for x in bodies if any(_tokens(f) and _tokens(f) <= said for f in x.forms)
    )


# ---- forms


@cache
def forms_agree(a: str, b: str) -> bool:
    """True if one message may have both forms, as each side has its own name for it.

    >>> forms_agree("sympathy_message", "condolence"), forms_agree("gift", "other")
    (True, False)
    """
    forms = lore.weighing("threads")["forms"]
    if a == b or any(a in f and b in f for f in forms["families"]):
        return True
    written = a in forms["written"] and b in forms["written"]
    return written and (a in forms["loose"] or b in forms["loose"])


@cache
def family(form: str) -> str | None:
    """The form that stands for a family of forms; None for one that goes with every written form.

    >>> family("greetings"), family("gift"), family("personal_letter")
    ('congratulatory_message', 'gift', None)
    """
    forms = lore.weighing("threads")["forms"]
    if form in forms["loose"]:
        return None
    return next((str(f[0]) for f in forms["families"] if form in f), form)


# ---- occasions

_RANK = re.compile(rf"\b(?:{ORDINAL_DIGITS}|{ORDINAL_WORDS})(?![\w-])", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def occasions_agree(a: Field, b: Field) -> bool | None:
    """True for one occasion, False for two, None where that is not said.

    >>> from dragoman.finding import Field
    >>> sixty, one_more = (Field(f"the {n} founding anniversary", "stated") for n in ("60th", "61st"))
    >>> occasions_agree(sixty, one_more), occasions_agree(sixty, Field())
    (False, None)
    """
    if not (a.known and b.known):
        return None
    return _occasions(str(a.value or a.text), str(b.value or b.text))


@cache
def _occasions(a: str, b: str) -> bool | None:
    if _differ(_ranks(a), _ranks(b)) or _differ(_years(a), _years(b)):
        return False
    kinds, others = _kinds(a), _kinds(b)
    words, rank = bool(_telling(a) & _telling(b)), bool(_ranks(a) & _ranks(b))
    if kinds and others and not kinds & others:
        return (True if rank else None) if words else False
    return True if words or rank or kinds & others else None


def _differ(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a and b and not a & b)


@cache
def _ranks(words: str) -> frozenset[int]:
    return frozenset(n for m in _RANK.findall(words) if (n := ordinal(m)) is not None)


@cache
def _years(words: str) -> frozenset[int]:
    return frozenset(map(int, _YEAR.findall(words)))


@cache
def _kinds(words: str) -> frozenset[str]:
    table = lore.weighing("threads")
    low = " ".join(words.casefold().split())
    found = {kind for kind, some in table["kinds"].items() if _says(low, some)}
    if "founding" in found or ("nation" not in found and "anniversary of" in low and not found):
        whose = next((k for k, some in table["founding"].items() if _says(low, some)), "nation")
        found = (found - {"founding"}) | {whose}
    return frozenset(found)


def _says(low: str, beginnings: list[str]) -> bool:
    return any(re.search(rf"\b{re.escape(w)}", low) for w in beginnings)


@cache
def _telling(words: str) -> frozenset[str]:
    empty = frozenset(lore.weighing("threads")["empty"]["words"].split())
    return frozenset(w for w in _WORD.findall(words.casefold()) if not w.isdigit()) - empty


# ---- the same occasion again


class Yearly(NamedTuple):
    """An occasion without its rank and year: what it has in common with itself at other times.

    Args:
        kinds: what it is on, as far as the table tells.
        words: what its name says beside.
        is_yearly: True if it comes every year, at its season.
        recurs: True if it comes again at all; an earthquake does not.
    """

    kinds: frozenset[str]
    words: frozenset[str]
    is_yearly: bool
    recurs: bool


@cache
def yearly(occasion: str) -> Yearly:
    """An occasion as it is known again at another time.

    >>> yearly("the 60th anniversary of the treaty of friendship") == yearly("the 61st anniversary of the treaty of friendship")
    True
    >>> yearly("the earthquake of 2008").recurs, yearly("the anniversary of the earthquake").is_yearly
    (False, True)
    """
    table = lore.weighing("wording")["occasions"]
    plain = _RANK.sub(" ", _YEAR.sub(" ", occasion))
    kinds, words = _kinds(plain), _telling(plain)
    said = set(_WORD.findall(plain.casefold()))
    every = bool(kinds & set(table["yearly"]) or said & set(table["yearly_words"]))
    known = every or bool(kinds & set(table["again"])) or not kinds
    return Yearly(kinds, words, every, known)


def recurs(a: Yearly, b: Yearly) -> bool:
    """True if two occasions have one name but for rank and year, and come again; season is not asked."""
    return a.recurs and b.recurs and alike(a, b)


def alike(a: Yearly, b: Yearly) -> bool:
    """True if two occasions have one name but for rank and year; two earthquakes too.

    Yearly ones of one kind need no word in common ("its national day", "Independence Day"), but no
    words that exclude each other either; of others the words of one must be among the other's.
    """
    if a.is_yearly != b.is_yearly or (a.kinds and b.kinds and not a.kinds & b.kinds):
        return False
    if a.is_yearly and a.kinds & b.kinds:
        return not (a.words and b.words) or bool(a.words & b.words)
    return bool(a.words and b.words) and (a.words <= b.words or b.words <= a.words)


def without_states(occasion: Yearly, inside: Sequence[Name]) -> tuple[Yearly, frozenset[str]]:
    """An occasion without the names of states in it, which have many forms, and these states.

    Args:
        inside: what is named within its words.
    """
    states = frozenset(n.state for n in inside if n.state)
    called = (n.canonical for n in inside if n.type in ("state", "place"))
    gone = {w for name in called for w in _WORD.findall(name.casefold())}
    return occasion._replace(words=occasion.words - gone), states
