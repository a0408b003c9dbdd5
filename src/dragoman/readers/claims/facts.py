"""Whether a clause tells of a fact: what is or was, of something that could be found out."""

from __future__ import annotations

from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Amount, Date, Finding, Name, Quote
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import Verb, is_infinitive
from dragoman.places import Places

_SPEAKERS = frozenset(("i", "we"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))


# How much speaks for a statement that can be checked; so much must. Weights set by hand on
# American news and agency texts, and kept small: each is one reason.
ENOUGH, ENOUGH_OF_OFFICIALS = 2, 3
_VOUCHED = ("claim", "deny", "confirm", "announce", "accuse")
_EMPTY = frozenset(
    ("it", "this", "that", "there", "these", "those", "you", "one", "what", "everything", "nothing")
)


def enough(quote: Quote) -> int:
    """How many reasons are asked: one more of those whose trade it is to make statements."""
    status = quote.speaker.status if quote.speaker else "unresolved"
    plain = quote.act in _VOUCHED or status in ("anonymous", "group")
    return ENOUGH if plain else ENOUGH_OF_OFFICIALS


def weight(text: Grammar, tree: Tree, v: Verb, quote: Quote, anchors: Places[Finding]) -> int:
    """How many reasons there are to take a clause for a fact that can be found out."""
    assert v.subject is not None
    words = [tree[i].span for i in range(len(tree))]
    whole = Span(min(w.start for w in words), max(w.end for w in words), words[0].where)
    found = anchors.meeting(whole)
    who = tree[v.subject]
    noun = who.tag.startswith("NN") or who.tag in ("CD", "DT")
    empty = who.text.casefold() in _EMPTY
    named = any(isinstance(f, Name) and f.type != "office" for f in found)
    absent = v.negated and who.text.casefold() == "there"
    numbered = any(
        (isinstance(f, Amount) and f.unit not in _SIDES) or (isinstance(f, Date) and not f.optional)
        for f in found
    )
    total = 2 * numbered
    total += named
    total += v.past or v.perfect
    total += quote.act in _VOUCHED
    total += _is_reported(quote) and quote.cue is not None and text.words(quote.cue).strip() != ":"
    total += noun and not empty
    total += tree[v.place].lemma not in STATES and tree[v.place].lemma not in opinion()["minds"]
    total += 2 * absent
    # Sources without a name are asked for what they saw, and somebody who is named can be asked.
    total += quote.speaker is not None and quote.speaker.status == "anonymous"
    total += any(isinstance(f, Name) and f.type == "person" for f in anchors.meeting(who.span))
    often = any(tree[c].lemma in _OFTEN for c in tree.children(v.place, "advmod", "npadvmod"))
    generic = not (v.past or v.perfect or v.passive or named) and tree[v.place].tag != "VBG"
    total += often - (generic and not absent and not looked_up(tree, anchors))
    total -= 2 * (empty and not v.negated) + (who.text.casefold() in _SPEAKERS)
    total -= quote.act == "assess"
    total -= 2 * (tree[v.place].lemma in opinion()["abstract"] and not numbered)
    total -= _is_scare(text, tree, v)
    acclaim = sum({w.lemma, w.text.casefold()} & opinion()["acclaim"] != set() for w in tree.words)
    total -= min(acclaim, _MOST) if not looked_up(tree, anchors) else 0
    return total


# "The two countries" are no number that could be found out.
_SIDES = frozenset(
    "country side leader people party nation state president head government minister thing way".split()
)
# So many reasons words of acclaim may take away.
_MOST = 3


def _is_scare(text: Grammar, tree: Tree, v: Verb) -> bool:
    """True for "is a “faker”": the predicate is a quotation within indirect speech."""
    inside = text.in_quotation
    if inside(tree[v.place].span) is not None:
        return False
    return any(
        inside(tree[c].span) is not None for c in tree.children(v.place, "attr", "acomp", "oprd")
    )


_OFTEN = frozenset(
    "regularly often always never usually frequently routinely sometimes daily weekly monthly still "
    "already currently now constantly repeatedly".split()
)
STATES = frozenset(
    (
        "be",
        "have",
        "seem",
        "look",
        "appear",
        "feel",
        "remain",
        "do",
        "make",
        "get",
        "go",
        "mean",
        "show",
        "become",
        "matter",
        "represent",
        "constitute",
    )
)


@cache
def opinion() -> dict[str, frozenset[str]]:
    """The words that evaluate, by sort."""
    return {k: frozenset(v) for k, v in lore.words("evaluation")["opinion"].items()}


def is_fact(tree: Tree, v: Verb, quote: Quote) -> bool:
    """True unless a clause by its form or its words hopes, demands, evaluates or asks."""
    if not v.finite or v.modal is not None or v.subject is None:
        return False
    own = tree[v.place]
    who = tree[v.subject].text.casefold()
    if own.lemma in opinion()["tasks"] or own.lemma in opinion()["words"] or _has_to(tree, v):
        return False
    if who in _SPEAKERS and own.lemma in opinion()["minds"]:
        return False
    if who in _PRONOUNS and _is_reported(quote) and own.lemma in opinion()["minds"]:
        return False
    if own.lemma == "be" and any(
        is_infinitive(tree, c) for c in tree.children(v.place, "xcomp", "ccomp")
    ):
        return False  # "the government is to act"
    if tree[v.subject].tag in ("WP", "WDT", "WRB") or _asks(tree, v):
        return False
    if (
        own.lemma == "have"
        and {tree[c].lemma for c in tree.children(v.place, "dobj")} & opinion()["intents"]
    ):
        return False
    if own.lemma in _LIGHT and _is_praised(tree, v):
        return False
    return not (own.lemma in _COPULAS and not v.passive and _is_opinion(tree, v))


# Verbs that say little without their object: "have done a wonderful job".
_LIGHT = frozenset(
    "do make have play give achieve set show get take score bring create represent open".split()
)


def _is_praised(tree: Tree, v: Verb) -> bool:
    """True for an object that evaluates: "made a great contribution"."""
    return any(
        tree[a].lemma in opinion()["adjectives"]
        for c in tree.children(v.place, "dobj")
        for a in tree.children(c, "amod")
    )


_COPULAS = ("be", "seem", "look", "appear", "feel", "sound", "remain", "become", "stay")


def _is_reported(quote: Quote) -> bool:
    return quote.form != "direct"


def _has_to(tree: Tree, v: Verb) -> bool:
    return tree[v.place].lemma == "have" and any(
        is_infinitive(tree, c) for c in tree.children(v.place, "xcomp")
    )


def _asks(tree: Tree, v: Verb) -> bool:
    """True for "what they did" and for orders."""
    return any(tree[c].tag in ("WRB", "WP") and c < v.place for c in tree.children(v.place))


_TOPICS = frozenset(
    "goal aim task purpose point problem question concern reason way key priority truth reality fact idea thing challenge time".split()
)
_EXCUSES = frozenset(
    "way excuse question alternative substitute room limit other time place secret denying".split()
)
# "Was of special significance".
_WORTH = frozenset(
    "significance importance use value interest relevance help benefit concern".split()
)


def _is_opinion(tree: Tree, v: Verb) -> bool:
    """True for a predicate that evaluates, or that says what a thing amounts to."""
    table = opinion()
    if tree[v.place].lemma in ("seem", "look", "appear", "feel", "sound"):
        return True
    if v.subject is not None and tree[v.subject].lemma in _TOPICS:
        return True  # "the goal is", "a major concern was"
    if tree.children(v.place, "expl") and tree[v.place].lemma == "be":
        there = {tree[c].lemma for c in tree.children(v.place, "attr")}
        return bool(there & (table["intents"] | _EXCUSES))
    if tree.children(v.place, "ccomp") and not tree.children(v.place, "acomp", "attr"):
        return True  # "the truth is that ..."
    for c in tree.children(v.place, "acomp", "attr", "oprd", "prep", "ccomp", "xcomp", "advcl"):
        if tree[c].role in ("ccomp", "xcomp", "advcl"):
            continue
        if (
            tree[c].role == "prep"
            and tree[v.place].lemma == "be"
            and not tree.children(v.place, "acomp", "attr")
        ):
            return any(tree[x].lemma in _WORTH for x in tree.children(c, "pobj"))
        below = [
            tree[c],
            *(tree[x] for x in tree.children(c, "amod", "advmod", "compound", "conj")),
        ]
        if any(
            {w.lemma, w.text.casefold()} & table["adjectives"]
            and w.tag.startswith(("JJ", "RB", "VBN", "VBG"))
            for w in below
        ):
            return True
        if tree[c].lemma in table["nouns"]:
            return True
    return False


def looked_up(tree: Tree, anchors: Places[Finding]) -> bool:
    """True if an amount stands among the words."""
    return any(
        isinstance(f, Amount) for i in range(len(tree)) for f in anchors.meeting(tree[i].span)
    )


def adores(tree: Tree) -> bool:
    """True for words of which too many evaluate."""
    adjectives = opinion()["adjectives"]
    return sum(w.lemma in adjectives and w.tag.startswith("JJ") for w in tree.words) >= _ADORING


# With so many adjectives that evaluate it is praise or blame.
_ADORING = 3


_OF = frozenset(("of", "for", "having", "ever"))


def deed_of(tree: Tree) -> int | None:
    """The verb of what somebody is accused of, or denies: "of shelling the town", "selling arms"."""
    for i, w in enumerate(tree.words):
        if w.tag == "VBG" and (i == 0 or tree[i - 1].text.casefold() in _OF):
            done = i + 1 if w.text.casefold() == "having" and i + 1 < len(tree) else i
            lemma = tree[done].lemma
            return (
                None
                if lemma in STATES or lemma in opinion()["minds"] | opinion()["words"]
                else done
            )
        if w.tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None
