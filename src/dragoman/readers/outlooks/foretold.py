"""What a speaker foretells without a word for it: effects, and what comes of itself."""

from __future__ import annotations

from dragoman.grammar.clauses import Verb, verb
from dragoman.grammar.trees import Tree
from dragoman.readers.outlooks.expected import (
    ACTING,
    acts,
    asks,
    is_ensured,
    is_will,
    weighs,
    words_of,
)


def is_foretold(tree: Tree, v: Verb, *, reported: bool) -> bool:
    """True for what a speaker says will or may come that nobody plans by saying so.

    "The people will have a chance", "it could be rough", "the talks will shape the world".
    """
    if v.subject is None or v.perfect or _is_questioned(tree, v) or is_ensured(tree, v.place):
        return False
    who, own = tree[v.subject].text.casefold(), tree[v.place].lemma
    if v.subject > v.words[0] or _is_past_ability(tree, v):
        return False  # "may it be a happy year"
    if who in ACTING or (reported and who == "it" and own not in _IMPERSONAL):
        return False
    if v.modal == "could" and v.negated:
        return False  # "people could not find the door"
    if v.modal in ("could", "may", "might"):
        return not v.passive or v.negated
    if not is_will(v, reported=reported) or weighs(tree, v) or _is_arranged(tree, v):
        return False
    told = {tree[c].lemma for c in tree.children(v.place, "dobj", "acomp", "oprd", "ccomp", "attr")}
    if (
        told & _ADVISES
        or own == "advise"
        or told & _RESOLVES
        or (own == "be" and not tree.children(v.place, "acomp"))
    ):
        return False  # "will be the counterpart of": an arrangement
    acting = acts(tree, v) or tree[v.subject].lemma in _BODIES
    named = tree[v.subject].tag.startswith("NNP")
    if acting and ((own == "have" and named) or tree[v.place].tag == "VBG"):
        return False  # "the Treasury will have details", "the firm will be working"
    return own in _STATES or not acting


_ADVISES = frozenset(
    (
        "equivalent",
        "equal",
        "tantamount",
        "advised",
        "advise",
        "wise",
        "glad",
        "happy",
        "welcome",
        "grateful",
    )
)


# Subjects that act of themselves: what they will do is arranged.
_BODIES = frozenset(
    "region government ministry administration country state side city province team force contingent "
    "member official worker soldier troop delegation department agency council committee parliament party party office army leader".split()
)


def _is_past_ability(tree: Tree, v: Verb) -> bool:
    """True for "houses were razed, but nothing could break them": what was not possible."""
    if v.modal != "could":
        return False
    near = [tree[v.place].head, *tree.children(v.place, "conj", "ccomp")]
    return tree[v.place].role in ("ROOT", "conj") and any(
        verb(tree, n).past for n in near if n != v.place and tree[n].tag.startswith("VB")
    )


def _is_questioned(tree: Tree, v: Verb) -> bool:
    """True for an indirect question; "stressed how the ban will help" tells that it will."""
    return asks(tree, v.place) and tree[0].text.casefold() != "how"


def _is_arranged(tree: Tree, v: Verb) -> bool:
    """True for "the fair will be held", "the talks will take place", "the law will provide"."""
    table = words_of("predictions")
    if v.subject is not None and tree[v.subject].text.casefold() == "it":
        return v.passive
    return (v.passive and tree[v.place].lemma not in table["effects"]) or (
        tree[v.place].lemma in table["arranged"]
    )


# Of persons and bodies too these tell of what befalls them, and of nothing that they plan.
_STATES = frozenset("be have know feel understand see remember get face need find live".split())


# Of "it" in indirect speech, these tell of no agency: "it would take months".
_IMPERSONAL = frozenset("take be become rain snow cost happen".split())


def is_effect(tree: Tree, v: Verb, *, reported: bool) -> bool:
    """True for what comes about by itself or does something to another: "the ban will hurt trade"."""
    if v.subject is None or v.perfect or asks(tree, v.place) or is_ensured(tree, v.place):
        return False
    who = tree[v.subject].text.casefold()
    if who in ACTING or (reported and who == "it"):  # "it" may be the holder: an agency
        return False
    told = {tree[c].lemma for c in tree.children(v.place, "dobj", "acomp", "oprd", "ccomp")}
    if told & _RESOLVES or weighs(tree, v):
        return False
    if acts(tree, v) or (tree[v.place].lemma == "make" and not _makes_so(tree, v)):
        return False
    if _is_past_ability(tree, v) or v.subject > v.words[0]:
        return False
    perhaps = v.modal in ("could", "may", "might") and not v.passive
    return (perhaps or is_will(v, reported=reported)) and tree[v.place].lemma in words_of(
        "predictions"
    )["effects"]


def _makes_so(tree: Tree, v: Verb) -> bool:
    """True for "make goods cheaper"; not for "remarks will be made"."""
    return not v.passive and bool(tree.children(v.place, "oprd", "ccomp", "xcomp", "acomp"))


_RESOLVES = frozenset(("effort", "sure", "committed", "commit", "ready"))
