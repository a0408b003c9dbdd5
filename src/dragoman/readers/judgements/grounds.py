"""What makes a sentence its author's judgement: it shows, follows, seems, weighs or says so."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Name
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import Verb, verb
from dragoman.places import Places


@cache
def table() -> dict[str, Any]:
    """The words that judgements go by."""
    return lore.words("judgements")


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table()['phrases']['words'])})\b", re.IGNORECASE)


_PERSONS = frozenset(("i", "we", "he", "she", "they", "you", "who", "one"))


def judges(text: Grammar, tree: Tree, v: Verb, names: Places[Name]) -> str | None:
    """What makes a clause a judgement; None if nothing does."""
    if not v.finite:
        return None
    return (
        _shows(tree, v, names)
        or _means(tree, v)
        or infers(tree, v)
        or _seems(tree, v)
        or _weighs(tree, v)
        or _says_so(text, tree, v)
    )


def _means(tree: Tree, v: Verb) -> str | None:
    """ "That does not mean they were stolen": what follows from what was told, or doesn't."""
    if tree[v.place].lemma != "mean" or v.subject is None:
        return None
    pointing = tree[v.subject].text.casefold() in ("that", "this", "which", "it")
    clause = any(verb(tree, c).finite for c in tree.children(v.place, "ccomp"))
    return "means that" if pointing and clause else None


def infers(tree: Tree, v: Verb) -> str | None:
    """ "It would have been simple", "may have been seen", "may prove larger": inferred, not reported."""
    if v.subject is None or tree[v.subject].text.casefold() in _PERSONS:
        return None
    if v.perfect and v.modal in ("would", "could", "must", "may", "might"):
        return f"{v.modal} have"
    return "may prove" if v.modal in ("may", "might") and tree[v.place].lemma == "prove" else None


def _shows(tree: Tree, v: Verb, names: Places[Name]) -> str | None:
    """ "The order suggests a cooling": a thing, not a person or a paper, says something of another."""
    told = table()["shows"]
    own = tree[v.place]
    if own.lemma not in told["verbs"] or v.subject is None or v.passive or v.modal in _WANTED:
        return None
    who = tree[v.subject]
    if (
        who.text.casefold() in _PERSONS
        or who.lemma in told["sources"]
        or _is_somebody(tree, v.subject, names)
    ):
        return None
    clauses = tree.children(v.place, "ccomp")
    if own.lemma in told["only_clauses"] and not clauses:
        return None
    return None if not (clauses or tree.children(v.place, "dobj", "prep", "advmod")) else own.lemma


def _is_somebody(tree: Tree, place: int, names: Places[Name]) -> bool:
    """True for a person, a body or a state, and for whoever bears a name."""
    if tree[place].tag.startswith("NNP"):
        return True
    found = names.meeting(tree[place].span)
    if any(n.type in ("person", "organisation", "state", "office", "group") for n in found):
        return True
    speakers = lore.words("speech")["speakers"]
    return tree[place].lemma in {*speakers["anonymous"], *speakers["office"], *speakers["group"]}


def _seems(tree: Tree, v: Verb) -> str | None:
    if tree[v.place].lemma not in table()["seems"]["verbs"] or v.modal == "would":
        return None
    return (
        "seems"
        if tree.children(v.place, "xcomp", "oprd", "acomp", "ccomp", "prep", "advcl", "attr")
        and (
            tree[v.place].lemma == "seem"
            or tree.children(v.place, "xcomp", "oprd", "acomp", "ccomp")
        )
        else None
    )


def _weighs(tree: Tree, v: Verb) -> str | None:
    """ "Has been wholehearted", "was a noteworthy development", "one notable thing was"."""
    told = table()["weighs"]
    if v.passive and tree[v.place].text.casefold() in told["adjectives"]:
        return tree[v.place].text.casefold()  # "has been wholehearted", taken for a participle
    if (
        tree[v.place].lemma not in ("be", "become", "remain", "prove", "constitute", "represent")
        or v.modal in _WANTED
    ):
        return None
    for c in tree.children(v.place, "acomp", "attr", "oprd", "dobj", "prep"):
        if tree[c].role == "prep":
            continue
        if tree[c].lemma in told["adjectives"]:
            return None if _prescribes(tree, v, c) else tree[c].lemma
        if tree[c].tag.startswith("NN"):
            adjectives = [
                tree[a].lemma
                for a in tree.children(c, "amod")
                if tree[a].lemma in told["adjectives"]
            ]
            if tree[c].lemma in told["nouns"] and not _is_thing(tree, c):
                return tree[c].lemma
            if adjectives and tree[c].lemma in told["weighed"]:
                return adjectives[0]
    if v.subject is not None and tree[v.place].lemma == "be":
        own = [tree[a].lemma for a in tree.children(v.subject, "amod")]
        if tree[v.subject].lemma in told["weighed"] and any(a in TELLING for a in own):
            return next(a for a in own if a in TELLING)
    return None


_WANTED = ("must", "should", "shall", "will", "would", "can", "could")


TELLING = frozenset(
    (
        "notable",
        "noteworthy",
        "striking",
        "remarkable",
        "telling",
        "significant",
        "interesting",
        "curious",
    )
)


_NEEDED = frozenset(
    ("important", "crucial", "critical", "vital", "necessary", "essential", "natural", "logical")
)


def _prescribes(tree: Tree, v: Verb, adjective: int) -> bool:
    """True for "it is important to ...": what is to be done."""
    below = (
        *tree.children(v.place, "xcomp", "ccomp", "advcl"),
        *tree.children(adjective, "xcomp", "ccomp"),
    )
    return tree[adjective].lemma in _NEEDED and bool(below)


def _is_thing(tree: Tree, noun: int) -> bool:
    """True for a sign on a wall, a message sent: a noun that here weighs nothing."""
    if tree[noun].lemma not in (
        "message",
        "warning",
        "sign",
        "signal",
        "expression",
        "demonstration",
        "surprise",
    ):
        return False
    return not any(
        tree[c].text.casefold() in ("of", "that")
        for c in tree.children(noun, "prep", "acl", "relcl")
    )


def _says_so(text: Grammar, tree: Tree, v: Verb) -> str | None:
    """A set phrase or an adverb of the main clause."""
    strong = table()["hedges"]["strong"]
    for c in (c for w in v.words for c in tree.children(w, "advmod")):
        if tree[c].lemma in strong or tree[c].text.casefold() in strong:
            return tree[c].text.casefold()
    begin, end = tree[0].span, tree.words[-1].span
    own = set(range(len(tree))) - {
        x for c in tree.children(v.place, "ccomp", "advcl") for x in tree.below(c)
    }
    for m in _phrases().finditer(text.words(Span(begin.start, end.end, begin.where))):
        at = tree.at(Span(begin.start + m.start(), begin.start + m.end(), begin.where))
        if at is not None and at in own:
            return m.group().casefold()
    return None
