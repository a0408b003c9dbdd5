"""Whether a clause tells of a fact: what is or was, which somebody else could dispute or confirm.

Every clause that a voice asserts is one, unless by its form or its words it hopes, promises,
demands, thanks, praises, asks or tells of a feeling; what is to come is an outlook.
"""

from __future__ import annotations

from functools import cache

from dragoman import lore
from dragoman.finding import Quote
from dragoman.grammar import Tree
from dragoman.grammar.clauses import Verb, is_infinitive, verb

_SPEAKERS = frozenset(("i", "we"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_EMPTY = frozenset(
    ("it", "this", "that", "there", "these", "those", "one", "what", "everything", "nothing")
)
# Seeming verbs and what links a subject with what is said of it.
_COPULAS = ("be", "seem", "look", "appear", "feel", "sound", "remain", "become", "stay")
# "May have been hacked": these with a perfect look back, and infer.
_INFERS = ("could", "may", "might", "must")


@cache
def words() -> dict[str, frozenset[str]]:
    """The words by which a clause is no statement of fact, by sort."""
    return {k: frozenset(v) for k, v in lore.words("statements")["not_fact"].items()}


def is_fact(tree: Tree, v: Verb, quote: Quote | None) -> bool:
    """True unless a clause by its form or its words hopes, demands, feels, acclaims or asks."""
    if not v.finite or v.subject is None or _is_to_come(tree, v):
        return False
    own, who = tree[v.place], tree[v.subject]
    if quote is None and not _is_told_outright(tree, v):
        return False
    if who.tag in ("WP", "WDT", "WRB") or _asks(tree, v):
        return False
    if own.lemma in words()["tasks"] or _has_to(tree, v) or _is_to(tree, v):
        return False
    if is_speakers(tree, v, quote) and _is_minded(tree, v):
        return False
    if own.lemma in words()["performs"] and not v.passive:
        return False
    if own.lemma in words()["commits"] or any(
        tree[c].text.casefold() in words()["committed"] for c in tree.children(v.place, "acomp")
    ):
        return False
    if own.lemma in _LIGHT and _is_praised(tree, v):
        return False
    if own.lemma in _TAKES and not v.passive and not _has_object(tree, v):
        return False
    return not _evaluates(tree, v) and not _acclaims(tree, v)


def _is_told_outright(tree: Tree, v: Verb) -> bool:
    """True unless words of a speech turn to the listener, break off, or only report speech."""
    assert v.subject is not None
    if tree[v.subject].text.casefold() == "you" or tree[v.place].lemma in _REPORTS:
        return False
    first, last = tree.reach(v.place)
    return not any(w.text in ("…", "...", "--") for w in tree.words[first : last + 1])


_REPORTS = frozenset("say tell ask write think talk".split())


def _is_to_come(tree: Tree, v: Verb) -> bool:
    """True for what will, may or should be; "they can train", "it may have been seen" are told."""
    below = [is_infinitive(tree, c) for c in tree.children(v.place, "xcomp")]
    if tree[v.place].lemma == "go" and tree[v.place].tag == "VBG" and any(below):
        return True
    if any(
        tree[c].lemma in words()["ahead"]
        and any(is_infinitive(tree, x) for x in tree.children(c, "xcomp"))
        for c in tree.children(v.place, "acomp", "oprd")
    ):
        return True
    if v.modal is None or v.modal == "can":
        return False
    return not (v.perfect and v.modal in _INFERS)


def is_speakers(tree: Tree, v: Verb, quote: Quote | None) -> bool:
    """True if those who speak are the subject: "we", or "he" in indirect speech."""
    assert v.subject is not None
    who = tree[v.subject].text.casefold()
    reported = quote is not None and quote.form != "direct"
    return who in _SPEAKERS or (who in _PRONOUNS and reported)


def _is_minded(tree: Tree, v: Verb) -> bool:
    """True for a state of mind of those who speak, for what they feel, and for "we call on you"."""
    own = tree[v.place]
    if own.lemma in words()["minds"]:
        return not (v.negated and own.lemma in _DISOWNED and not _of_future(tree, v))
    if own.lemma in words()["speech"] and not (v.past or v.perfect):
        return True
    if v.modal == "can":
        return True
    if own.lemma == "have" and any(
        tree[c].lemma in words()["intents"] for c in tree.children(v.place, "dobj")
    ):
        return True
    told = [own, *(tree[c] for c in tree.children(v.place, "acomp", "attr", "oprd"))]
    return any({w.lemma, w.text.casefold()} & words()["feelings"] for w in told)


def _of_future(tree: Tree, v: Verb) -> bool:
    return any(_is_to_come(tree, verb(tree, c)) for c in tree.children(v.place, "ccomp"))


# "I don't think it posed a risk" says that it posed none.
_DISOWNED = frozenset(("think", "believe", "consider", "agree", "know", "remember", "understand"))


def _has_to(tree: Tree, v: Verb) -> bool:
    """True for "have to go", "need to go", "had better go"."""
    if tree[v.place].lemma in ("have", "need", "get"):
        return any(is_infinitive(tree, c) for c in tree.children(v.place, "xcomp"))
    aux = {tree[c].text.casefold() for c in tree.children(v.place, "aux", "advmod")}
    return {"had", "better"} <= aux


def _is_to(tree: Tree, v: Verb) -> bool:
    """True for "the government is to act", "the goal is to win"."""
    return tree[v.place].lemma == "be" and any(
        is_infinitive(tree, c) for c in tree.children(v.place, "xcomp", "ccomp")
        if not tree.children(v.place, "acomp", "attr")
    )  # fmt: skip


def _asks(tree: Tree, v: Verb) -> bool:
    """True for "what they did" and for orders."""
    if tree[v.place].tag == "VB" and v.modal is None and not tree.children(v.place, "aux"):
        return True
    if any(
        tree[c].tag in ("WRB", "WP")
        and c < v.place
        and (tree[c].role != "advmod" or v.place == _root(tree))
        for c in tree.children(v.place)
    ):
        return True
    return _is_pointed(tree, v) or _is_inverted(tree, v)


def _root(tree: Tree) -> int | None:
    return next((i for i, w in enumerate(tree.words) if w.role == "ROOT"), None)


def _is_inverted(tree: Tree, v: Verb) -> bool:
    """True for "have you noticed"."""
    who = v.subject
    return who is not None and v.words[0] < who < v.place and tree[who].tag == "PRP"


def _is_pointed(tree: Tree, v: Verb) -> bool:
    """True for "that is what counts", "here is what we know"."""
    return tree[v.place].lemma == "be" and any(
        tree[x].tag in ("WP", "WRB", "WDT")
        for c in tree.children(v.place, "ccomp", "advcl", "nsubj")
        if c > v.place and tree[c].tag.startswith("VB")
        for x in (*tree.children(c), c)
    )


# Without what is given or discussed, words of these are broken off: "which he gave to questions".
_TAKES = frozenset("give make put provide discuss take send bring mention describe".split())


def _has_object(tree: Tree, v: Verb) -> bool:
    roles = ("dobj", "ccomp", "xcomp", "dative", "prt", "oprd", "attr")
    return any(c > v.place for c in tree.children(v.place, *roles))


# Verbs that say little without their object: "have done a wonderful job".
_LIGHT = frozenset("do make have play give achieve set take bring create open".split())


def _is_praised(tree: Tree, v: Verb) -> bool:
    """True for an object that acclaims: "made a great contribution"."""
    return any(
        tree[a].lemma in words()["praise"]
        for c in tree.children(v.place, "dobj")
        for a in tree.children(c, "amod")
    )


def _evaluates(tree: Tree, v: Verb) -> bool:
    """True for a predicate of taste or of weight: "it is an honour", "is an important step"."""
    if tree[v.place].lemma not in _COPULAS or v.passive or v.subject is None:
        return False
    empty = tree[v.subject].text.casefold() in _EMPTY
    for c in tree.children(v.place, "acomp", "attr", "oprd"):
        near = [tree[x] for x in tree.children(c, "amod", "advmod", "compound")]
        every = [tree[c], *near]
        if any({w.lemma, w.text.casefold()} & words()["weight"] for w in every):
            return True
        if tree[c].lemma in words()["tributes"]:
            return True
        if not v.negated and any(w.lemma in words()["praise"] and w.tag != "JJR" for w in every):
            return True
        if empty and tree[c].lemma not in _TRUE and _is_bare(tree, v, c):
            return True  # "it's funny"
        if tree[v.subject].role == "expl" and tree[c].lemma in words()["prospects"]:
            return True  # "there is a chance that ..."
    for c in tree.children(v.place, "prep"):
        told = {tree[x].lemma for x in tree.children(c, "pobj")}
        if tree[c].text.casefold() == "of" and told & words()["weight"]:
            return True  # "is of importance"
    if tree[v.subject].lemma in words()["topics"]:
        return True  # "the goal is", "a major concern was"
    return empty and _weighs_deed(tree, v)


_PLAIN = frozenset(
    "clear evident obvious true possible likely certain known apparent plain fact no secret case".split()
)
_QUALITIES = ("JJ", "VBG", "RB")


# "That is not true" denies something.
_TRUE = frozenset(("true", "false", "correct", "so", "accurate", "untrue", "clear", "possible"))


def _is_bare(tree: Tree, v: Verb, quality: int) -> bool:
    """True for "funny" of "it is funny": nothing tells of what, how much or that it is so."""
    if tree[quality].tag not in _QUALITIES or tree.children(v.place, "ccomp", "xcomp", "prep"):
        return False
    return all(tree[c].tag == "RB" for c in tree.children(quality))


def _weighs_deed(tree: Tree, v: Verb) -> bool:
    """True for "it is wrong to ...", "it is time that ..."."""
    if v.subject is not None and tree[v.subject].text.casefold() == "it":
        told = tree.children(v.place, "acomp", "attr")
        plain = any(tree[c].lemma in _PLAIN for c in told)
        clauses = [
            *tree.children(v.place, "ccomp"),
            *(x for c in told for x in tree.children(c, "ccomp", "acl")),
        ]
        if told and not plain and any(c > v.place for c in clauses):
            return True  # "it is a pity that ..."
        if told and any(is_infinitive(tree, x) for x in tree.children(v.place, "xcomp", "advcl")):
            return True  # "it is no way to ..."
    for c in tree.children(v.place, "acomp", "attr", "oprd"):
        below = (*tree.children(v.place, "xcomp", "advcl"), *tree.children(c, "xcomp", "relcl"))
        if any(is_infinitive(tree, x) for x in below) and (
            {tree[c].lemma} & (words()["praise"] | words()["blame"] | words()["weight"])
        ):
            return True
    return False


def _acclaims(tree: Tree, v: Verb) -> bool:
    """True for words of which too many acclaim or revile."""
    first, last = tree.reach(v.place)
    inside = tree.words[first : last + 1]
    told = sum(bool({w.lemma, w.text.casefold()} & words()["acclaim"]) for w in inside)
    told += sum(w.lemma in words()["praise"] and w.tag.startswith("JJ") for w in inside)
    numbered = any(w.tag == "CD" for w in inside)
    return told >= _MOST + numbered


# With so many words of acclaim a clause is praise or blame, not report; hand-set on agency texts.
_MOST = 3

_OF = frozenset(("of", "for", "having", "ever"))


def deed_of(tree: Tree) -> int | None:
    """The verb of what somebody is accused of, or denies: "of shelling the town", "selling arms"."""
    for i, w in enumerate(tree.words):
        if w.tag == "VBG" and (i == 0 or tree[i - 1].text.casefold() in _OF):
            done = i + 1 if w.text.casefold() == "having" and i + 1 < len(tree) else i
            lemma = tree[done].lemma
            return None if lemma in words()["stances"] else done
        if w.tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None
