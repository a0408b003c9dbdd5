"""Whether a clause says what somebody expects, by its verb and the words that govern it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from dragoman import lore
from dragoman.grammar.clauses import Verb, is_infinitive, verb
from dragoman.grammar.trees import Tree, Word
from dragoman.readers.outlooks.conditions import Condition

_ANY = frozenset(("a", "an", "any", "each", "either", "every", "neither"))
TO_COME = ("will", "would", "could", "may", "might")
_OWN = frozenset(("i", "we"))
# Behind "said" these may be those who speak: their own plans.
ACTING = frozenset(("i", "we", "he", "she", "they", "you"))
# "I would say", "we would like to": manners of speaking.
_SAID = frozenset(
    "say like add ask suggest love prefer argue note urge recommend encourage appreciate point refer "
    "hope thank welcome remind stress emphasize call guess think imagine wonder mention put defer be".split()
)


@dataclass(frozen=True, slots=True)
class Prospect:
    """A clause that says what is expected.

    Args:
        clause: its verb.
        governor: the word that says so from outside the clause ("confident"), if one does.
        rule: what fired.
    """

    clause: int
    governor: int | None
    rule: str


@cache
def words_of(name: str) -> dict[str, Any]:
    """The words of one sort that outlooks go by."""
    table: dict[str, Any] = lore.words("outlooks")[name]
    return table


def is_own(tree: Tree, v: Verb) -> bool:
    """True if "I" or "we" is to act."""
    return v.subject is not None and tree[v.subject].text.casefold() in _OWN


# ---- with a condition


def follows(tree: Tree, condition: Condition, *, reported: bool) -> bool:
    """True if what hangs on a condition is said to come, or may come, under it.

    Args:
        reported: in indirect speech "would" and the past stand for "will" and the present.
    """
    v = verb(tree, condition.main)
    own = verb(tree, condition.own) if condition.own is not None else None
    if _is_past(tree, v, own) or (own is not None and _is_unreal(tree, v, own, reported)):
        return False
    if condition.mark in words_of("conditions")["after_denial"] and not v.negated:
        return False
    if is_own(tree, v) and v.modal in ("would", "could") and tree[v.place].lemma in _SAID:
        return False
    if asks(tree, v.place) or is_provision(tree, v) or weighs(tree, v) or _is_request(tree, v):
        return False
    if (
        v.modal in ("can", "will")
        and own is not None
        and own.past
        and own.modal is None
        and not reported
    ):
        return False  # "can be used even if it was not raised there": a rule
    if v.modal == "can":
        return v.subject is not None and tree[v.subject].text.casefold() not in ("you", "one", "i")
    if v.modal is not None:
        return v.modal in TO_COME
    if _comes(tree, v, reported=reported) or shifts_odds(tree, v) or _is_ready(tree, v):
        return True
    if condition.own is None and condition.mark in words_of("conditions")["nominal"]:
        return (
            v.negated
            or {tree[c].lemma for c in tree.below(v.place)} & {"unable", "impossible"} != set()
        )
    if tree[v.place].lemma in ("need", "want", "must", "wait", "ask", "have", "know", "see", "say"):
        return False
    strict = condition.mark in words_of("conditions")["strict"]
    return (
        strict and v.finite and v.subject is not None and not v.perfect and (reported or not v.past)
    )


def weighs(tree: Tree, v: Verb) -> bool:
    """True for "would be a good thing": what one thinks of a thing, not what will come of it."""
    if v.modal not in ("would", "could", "might") or tree[v.place].lemma not in (
        "be",
        "make",
        "seem",
    ):
        return False
    opinion = lore.words("evaluation")["opinion"]
    for c in tree.children(v.place, "acomp", "attr", "oprd", "dobj"):
        below = [tree[c], *(tree[x] for x in tree.children(c, "amod"))]
        if (
            any({w.lemma, w.text.casefold()} & _adjectives() for w in below)
            or tree[c].lemma in opinion["nouns"]
        ):
            return True
    return False


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(lore.words("evaluation")["opinion"]["adjectives"])


def _is_request(tree: Tree, v: Verb) -> bool:
    """True for "could you say if": what somebody is asked to do."""
    who = tree[v.subject].text.casefold() if v.subject is not None else ""
    return who == "you" and v.modal in ("could", "would", "can", "may", "might")


def is_ensured(tree: Tree, place: int) -> bool:
    """True for "to make sure that the light stays on", "I hope that it will": a purpose, a wish."""
    before = tree.words[max(0, place - _NEAR) : place]
    return any(w.lemma in ("ensure", "hope", "wish") for w in before) or any(
        a.lemma == "make" and b.text.casefold() in ("sure", "certain") for a, b in pairwise(before)
    )


_NEAR = 16  # words in front of a verb in which "make sure that" may stand


def is_provision(tree: Tree, v: Verb) -> bool:
    """True for what a rule lets or makes anybody do: "a citizen may stand if", "either Party may"."""
    if v.modal not in ("may", "can", "will") or v.subject is None:
        return False
    who = tree[v.subject]
    if who.text in ("Party", "Parties", "Side", "Sides") and who.tag.startswith("NNP"):
        return True
    any_ = any(tree[d].text.casefold() in _ANY for d in tree.children(v.subject, "det"))
    return v.modal == "may" and any_


def _is_past(tree: Tree, main: Verb, own: Verb | None) -> bool:
    """True for "would have come if ...", "if they had come"."""
    if main.perfect and main.modal:
        return True
    return (
        own is not None and own.perfect and any(tree[w].text.casefold() == "had" for w in own.words)
    )


def _is_unreal(tree: Tree, main: Verb, own: Verb, reported: bool) -> bool:
    """True for "if we had that concern, we would": what is not so, and not what may come."""
    unreal = tree[own.place].lemma in words_of("not_conditions")["unreal"]
    past = own.past and own.modal is None
    words = {tree[w].text.casefold() for w in own.words}
    who = tree[own.subject] if own.subject is not None else None
    if who is not None and "were" in words and _is_single(who):
        return not own.passive and "to" not in {tree[c].text for c in tree.children(own.place)}
    return (
        past
        and unreal
        and not own.passive
        and not reported
        and main.modal in ("would", "could", "might")
    )


def _is_single(who: Word) -> bool:
    """True for a subject with which "were" tells of what is not so: "if Iran were a stock"."""
    return who.tag in ("NN", "NNP", "PRP") and who.text.casefold() not in ("we", "you", "they")


# ---- without one


def prospects(tree: Tree, *, reported: bool) -> Iterator[Prospect]:
    """The clauses of a tree that some word in it says to be expected, in order."""
    for i, w in enumerate(tree.words):
        if not w.tag.startswith("VB") or w.role in ("aux", "auxpass", "amod"):
            continue
        v = verb(tree, i)
        if not v.finite:
            if (made := _infinitive(tree, i)) is not None:
                yield made
            continue
        if v.past and v.modal is None and not reported and not _governed(tree, v):
            continue
        made = _governed(tree, v)
        if made is not None:
            yield made
        elif rule := _comes(tree, v, reported=reported) or _adverb(tree, v):
            yield Prospect(i, None, rule)
        elif shifts_odds(tree, v, reported=reported):
            yield Prospect(i, None, "odds")


def _comes(tree: Tree, v: Verb, *, reported: bool = False) -> str | None:
    """What says that a predicate is to come: "is likely to", "is expected to", "is inevitable"."""
    table = words_of("predictions")
    if (v.past and not reported) or v.subject is None or tree[v.subject].tag == "WP":
        return None
    if tree[v.subject].text.casefold() == "it" and any(
        verb(tree, c).finite for c in tree.children(v.place, "ccomp")
    ):
        return None  # "it is expected that they will come": that they will
    own = tree[v.place]
    if own.role == "relcl" and tree[v.subject].tag == "PRP":
        return None  # "issues that they are not expected to raise"
    if own.lemma in table["passive"] and v.passive and tree.children(v.place, "xcomp", "ccomp"):
        return "is expected"
    if (
        own.lemma in table["to_come"]
        and own.tag == "VBN"
        and v.passive
        and tree.children(v.place, "xcomp")
        and not is_own(tree, v)
    ):
        return "is set to"
    for c in tree.children(v.place, "acomp", "oprd", "attr"):
        compared = any(tree[x].tag in ("RBR", "JJR") for x in tree.children(c))
        is_ = own.lemma in ("be", "seem", "look", "appear", "remain")
        if is_ and tree[c].lemma in table["to_come"] and not compared and _to(tree, c, v.place):
            return "is likely to"
    return None


def _adverb(tree: Tree, v: Verb) -> str | None:
    """ "will probably": an adverb that tells an expectation from a plan."""
    if v.modal != "will" or v.subject is None or is_own(tree, v) or asks(tree, v.place):
        return None
    adverbs = [tree[c].text.casefold() for c in tree.children(v.place, "advmod")]
    return next((f"will {a}" for a in adverbs if a in words_of("predictions")["adverbs"]), None)


def _is_ready(tree: Tree, v: Verb) -> bool:
    """True for "we remain ready to talk once ...": a plan that waits for something."""
    if tree[v.place].lemma not in ("be", "remain", "stand"):
        return False
    return any(
        tree[c].lemma in ("ready", "prepared", "willing")
        for c in tree.children(v.place, "acomp", "oprd")
    )


def acts(tree: Tree, v: Verb) -> bool:
    """True for a person or a body that will do something: "the government will raise the duty"."""
    if v.subject is None or tree[v.place].lemma in words_of("predictions")["befalls"]:
        return False
    who = tree[v.subject]
    return who.tag in ("NNP", "NNPS") or who.lemma in _agents()


@cache
def _agents() -> frozenset[str]:
    speakers = lore.words("speech")["speakers"]
    return frozenset((*speakers["anonymous"], *speakers["office"], *speakers["group"]))


def _to(tree: Tree, adjective: int, place: int) -> bool:
    """True if an infinitive follows an adjective."""
    below = (*tree.children(adjective, "xcomp"), *tree.children(place, "xcomp"))
    return any(c > adjective and is_infinitive(tree, c) for c in below)


def _governed(tree: Tree, v: Verb) -> Prospect | None:
    """The word outside of a clause that makes it an expectation."""
    own = tree[v.place]
    if v.modal not in (*TO_COME, "can") or (v.perfect and v.modal != "will"):
        return None
    if own.role == "advcl" and any(tree[m].text == "like" for m in tree.children(v.place, "mark")):
        looks = tree[own.head].lemma in _LOOKS
        return Prospect(v.place, own.head, "looks like") if looks else None
    if own.role not in ("ccomp", "acl", "conj", "relcl", "xcomp"):
        return None
    up = own.head
    if own.role == "conj":
        first = tree[up]
        if first.role not in ("ccomp", "acl"):
            return None
        up = first.head
    return _by_word(tree, v, up)


_LOOKS = frozenset(("look", "seem", "sound", "appear"))


def _by_word(tree: Tree, v: Verb, governor: int) -> Prospect | None:
    table = words_of("predictions")
    word = tree[governor]
    own = v.subject is not None and tree[v.subject].text.casefold()
    if asks(tree, v.place) or is_ensured(tree, v.place) or weighs(tree, v):
        return None
    if word.tag.startswith("VB"):
        if _is_denied(tree, governor) and word.lemma != "doubt":
            return None
        if word.lemma in table["verbs"]:
            # "I expect we will have more to say": what those who speak will do, or are to do.
            planned = word.lemma in ("expect", "anticipate", "guarantee") and own in ("you", "we")
            if own == "i" or planned:
                return None
            return Prospect(v.place, governor, f"{word.lemma} that")
        if word.lemma in table["views"]:
            if word.lemma in _TELLING and acts(tree, v):
                return None
            if own in ACTING or not is_will(v, reported=verb(tree, governor).past):
                return None
            return Prospect(v.place, governor, f"{word.lemma} that")
        return None
    if word.tag.startswith("JJ") or word.tag == "VBN":
        feared = verb(tree, word.head).past  # "they were afraid that it would collapse"
        if word.lemma in table["adjectives"] and not _is_denied(tree, governor) and not feared:
            return None if own == "i" else Prospect(v.place, governor, f"{word.lemma} that")
        return None
    if word.tag.startswith("NN") and word.lemma in table["nouns"] and v.modal != "can":
        return None if own == "i" else Prospect(v.place, governor, f"{word.lemma} that")
    return None


# Verbs of saying: what is said that a government will do is mostly its plan.
_TELLING = frozenset(("say", "note", "claim", "maintain", "insist", "hold"))


def is_will(v: Verb, *, reported: bool) -> bool:
    """True for "will", and for the "would" of reported speech that stands for it."""
    return v.modal == "will" or (v.modal == "would" and reported)


def is_expected_of_others(tree: Tree, v: Verb, *, reported: bool, expert: bool) -> bool:
    """True for "will" about others than those who speak; of experts for "may" and "could" too."""
    if v.subject is None or tree[v.subject].text.casefold() in ACTING or asks(tree, v.place):
        return False
    if weighs(tree, v) or is_ensured(tree, v.place):
        return False
    if acts(tree, v) and tree[v.place].tag == "VBG":
        return False  # "the firm will be working with another"
    if expert and v.modal in ("may", "might", "could"):
        # "may be strategic" is a guess about what is.
        return not (
            v.perfect or v.passive or tree[v.place].lemma == "be" or tree[v.place].tag == "VBG"
        )
    if tree[v.place].lemma == "do" and {tree[c].lemma for c in tree.children(v.place)} & {
        "well",
        "better",
    }:
        return False
    return is_will(v, reported=reported) and not v.perfect


def asks(tree: Tree, place: int) -> bool:
    """True for a clause that asks: "how it will end", "what can come of it"."""
    before = (i for c in tree.children(place) if c < place for i in (c, *tree.children(c)))
    return any(
        tree[i].tag in ("WRB", "WP", "WDT", "WP$")
        and tree[i].text.casefold() not in ("which", "that", "when", "who", "while")
        for i in before
    )


def _is_denied(tree: Tree, word: int) -> bool:
    if any(tree[c].role == "neg" for c in tree.children(word)):
        return True
    up = tree[word].head
    return tree[word].role in ("acomp", "xcomp") and bool(tree.children(up, "neg"))


def _infinitive(tree: Tree, place: int) -> Prospect | None:
    """ "expect prices to rise": an infinitive with its own subject, or the holder's own ("expects to")."""
    w = tree[place]
    if w.role not in ("ccomp", "xcomp") or not is_infinitive(tree, place):
        return None
    governor = tree[w.head]
    who = tree.children(place, "nsubj", "nsubjpass")
    table = words_of("predictions")
    if governor.lemma not in ("expect", "forecast", "predict", "anticipate", "project") or not who:
        return None
    demanded = w.lemma in table["compliance"] or tree[who[0]].text.casefold() == "you"
    if demanded or verb(tree, w.head).negated:
        return None
    return Prospect(place, w.head, f"{governor.lemma} to")


def shifts_odds(tree: Tree, v: Verb, *, reported: bool = False) -> bool:
    """True for "increases the chances of", "raises the risk that", "there is a danger of"."""
    table = words_of("predictions")
    own = tree[v.place]
    if v.past and v.modal is None and not reported:
        return False
    for c in tree.children(v.place, "dobj", "attr", "nsubj"):
        if tree[c].lemma in table["odds"] and _of_what(tree, c):
            if own.lemma in table["shifts"] and tree[c].role == "dobj":
                return True
            if (
                own.lemma == "be"
                and tree[c].role in ("attr", "nsubj")
                and tree.children(v.place, "expl")
            ):
                return True
    return False


def _of_what(tree: Tree, noun: int) -> bool:
    """True for "the risk of war", "the risk that war will come"; not "that it is so"."""
    if any(tree[c].text.casefold() == "of" for c in tree.children(noun, "prep")):
        return True
    return any(verb(tree, c).modal in TO_COME for c in tree.children(noun, "acl", "ccomp", "relcl"))


def ahead(tree: Tree, v: Verb) -> bool:
    """True if a clause, by its own verb, says what will or may come."""
    if v.modal in ("will", "would", "could", "may", "might"):
        return not (v.perfect and v.modal != "will")
    return _comes(tree, v) is not None
