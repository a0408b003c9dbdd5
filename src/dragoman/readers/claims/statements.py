"""Statements of fact among the words that a text attributes to somebody.

A sentence of a quote is one if its main verb tells what is or was, of something that could be
found out. What is hoped, promised, demanded, praised or expected is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Amount, Date, Finding, Name, Quote
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import MARKS, Verb, closed, is_infinitive, trimmed, verb
from dragoman.grammar.utterances import Utterance
from dragoman.places import Places

# Acts whose content may be vouched for as a fact.
ACTS = ("say", "claim", "deny", "confirm", "announce", "accuse", "assess", "warn")
# Below this an attribution of the encoder was more often wrong than right (PolNeAR dev).
LEAST = 0.5
_SPEAKERS = frozenset(("i", "we"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))


@dataclass(frozen=True)
class Statement:
    """One statement of fact, as words and as what can be compared of it.

    Args:
        proposition: its words.
        subject: the words of its subject.
        predicates: its verbs, each with what stands with it up to the next.
        negative: true if it says that something is not so.
        is_factive: true for "they found out that ...".
        refers: true for a denial that only points back ("denied the reports").
    """

    utterance: Utterance
    quote: Quote
    proposition: tuple[Span, ...]
    subject: Span | None
    predicates: tuple[Span, ...]
    negative: bool
    is_factive: bool = False
    refers: bool = False


# What a denial is of: "denied reports that ...", "denied the accusations".
_REPORT = (
    r"(?:reports?|claims?|accusations?|allegations?|charges?|suggestions?|rumou?rs?|assertions?|notion|idea|"
    r"speculation|accounts?|story|stories|news|contention)"
)
_REPORT_THAT = re.compile(rf"\b{_REPORT}\b[^,.;]{{0,40}}? that ", re.IGNORECASE)
_BACK = re.compile(
    rf"(?:the|this|that|these|those|such|all|any|both|his|her|its|their)(?: \w+){{0,2}} {_REPORT}|it|this|that",
    re.IGNORECASE,
)


def denied(text: Grammar, utterance: Utterance) -> Utterance:
    """Of "reports that ships had sunk", what is denied: that ships had sunk."""
    first = utterance.pieces[0]
    if utterance.quote is None or utterance.quote.act != "deny":
        return utterance
    m = _REPORT_THAT.search(text.words(first))
    if m is None:
        return utterance
    rest = Span(first.start + m.end(), first.end, first.where)
    return replace(utterance, pieces=(rest, *utterance.pieces[1:]))


def denial(text: Grammar, utterance: Utterance) -> Statement | None:
    """A denial that only points back at what somebody else said."""
    quote, piece = utterance.quote, utterance.pieces[0]
    if quote is None or quote.act != "deny" or not _BACK.fullmatch(text.words(piece).strip(" .,")):
        return None
    return Statement(utterance, quote, (piece,), None, (), negative=False, refers=True)


def may_state(quote: Quote) -> bool:
    """True if a quote can hold a statement of fact, by its act, speaker and certainty."""
    status = quote.speaker.status if quote.speaker else "unresolved"
    if quote.act not in ACTS or status == "article":
        return False
    if quote.certainty is None:  # found by a rule: marks carried on, or a known verb
        return quote.cue is not None
    return quote.certainty >= LEAST


def statement(
    text: Grammar, utterance: Utterance, tree: Tree, anchors: Places[Finding]
) -> Statement | None:
    """The statement of fact that an utterance makes, if it makes one.

    Args:
        anchors: names, amounts and dates of the article: what can be looked up.
    """
    quote = utterance.quote
    if quote is None or tree.words[-1].text == "?" or _is_topic(text, utterance, tree):
        return None
    if quote.act in ("accuse", "deny") and (deed := _deed(tree)) is not None:
        return _of_deed(text, utterance, quote, tree, deed)
    v = next(
        (
            v
            for v in _mains(tree)
            if _is_fact(tree, v, quote) and _weight(text, tree, v, quote, anchors) >= _ENOUGH
        ),
        None,
    )
    if v is None:
        return None
    first, last = tree.reach(v.place)
    whole = tree[v.place].role == "ROOT"
    places = trimmed(tree, set(range(len(tree)) if whole else range(first, last + 1)))
    places -= _listener(tree, v, places)
    if len(places) < _FEWEST or (_adores(tree) and not _looked_up(tree, anchors)):
        return None
    where = utterance.sentence.span.where
    spans = tuple(closed(text.plain[where], s) for s in tree.spans(places))
    about = _about(tree, v)
    who = tree.spans(range(*_widened(tree, about))) if about is not None else ()
    return Statement(
        utterance=utterance,
        quote=quote,
        proposition=spans,
        subject=who[0] if who else None,
        predicates=tuple(_predicates(tree, v)),
        negative=v.negated,
        is_factive=tree[v.place].lemma in lore.words("claims")["factive"],
    )


def _about(tree: Tree, v: Verb) -> int | None:
    """The word of whom or what it is said; of "there is no case" the case."""
    if v.subject is not None and tree[v.subject].role == "expl":
        return next(iter(tree.children(v.place, "attr", "dobj", "nsubj")), None)
    return v.subject


def _deed(tree: Tree) -> int | None:
    """The verb of what somebody is accused of, or denies: "of shelling the town", "selling arms"."""
    for i, w in enumerate(tree.words):
        if w.tag == "VBG" and (i == 0 or tree[i - 1].text.casefold() in _OF):
            done = i + 1 if w.text.casefold() == "having" and i + 1 < len(tree) else i
            lemma = tree[done].lemma
            return (
                None if lemma in _STATES or lemma in _table()["minds"] | _table()["words"] else done
            )
        if w.tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None


_OF = frozenset(("of", "for", "having", "ever"))


def _of_deed(
    text: Grammar, utterance: Utterance, quote: Quote, tree: Tree, deed: int
) -> Statement | None:
    places = trimmed(tree, set(range(len(tree))))
    if len(places) < 2:
        return None
    where = utterance.sentence.span.where
    before = next((i for i, w in enumerate(tree.words) if w.text.casefold() in ("of", "for")), 0)
    who = tree.spans(trimmed(tree, set(range(before)))) if quote.act == "accuse" else ()
    if quote.act == "accuse" and not who:
        return None
    does = tree.spans(trimmed(tree, set(range(deed, len(tree)))))
    return Statement(
        utterance=utterance,
        quote=quote,
        proposition=tuple(closed(text.plain[where], s) for s in tree.spans(places)),
        subject=who[0] if who else None,
        predicates=does[:1],
        negative=False,
    )


def _listener(tree: Tree, v: Verb, places: set[int]) -> set[int]:
    """A noun in front of the subject that is nobody's: "told | investigators | they were unaware"."""
    if v.subject is None or not places:
        return set()
    before = [i for i in sorted(places) if i < tree.reach(v.subject)[0]]
    nouns = all(tree[i].tag.startswith(("NN", "DT", "PRP", "JJ")) for i in before)
    return set(before) if nouns and before and before[-1] + 1 == tree.reach(v.subject)[0] else set()


def _widened(tree: Tree, place: int) -> tuple[int, int]:
    first, last = tree.reach(place)
    return first, last + 1


def may_be_clause(text: Grammar, utterance: Utterance) -> bool:
    """True unless its first words show that an utterance is no clause, or none of fact: no parse then."""
    quote = utterance.quote
    words = text.words(utterance.pieces[0])
    first = _WORD.search(words)
    if quote is None or first is None:
        return False
    if quote.act in ("accuse", "deny"):
        return True
    if first.group().casefold() in _CLAUSE_OPENS or first.group().casefold() in _NO_SUBJECTS:
        return False
    if sum(1 for _ in _WORD.finditer(words)) < _FEWEST or _NOT_YET.match(words):
        return False
    return not _names_topic(text, utterance)


# "Will", "must" among the first words: what is to come or to be done.
_NOT_YET = re.compile(
    r"\W*(?:[\w'-]+ ){1,3}(?:will|would|should|must|shall|may|might|could|can)\b", re.I
)
_NO_SUBJECTS = frozenset(("to", "let", "please", "thank"))
_CLAUSE_OPENS = frozenset(("whether", "how", "why", "what", "who", "where", "if"))
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def _is_topic(text: Grammar, utterance: Utterance, tree: Tree) -> bool:
    """True for words that are no clause: a topic discussed, a question put indirectly."""
    quote = utterance.quote
    assert quote is not None
    if tree[0].text.casefold() in _CLAUSE_OPENS:
        return True
    if quote.cue is None or text.in_quotation(utterance.pieces[0]) is not None:
        return False
    if quote.act == "accuse" and not _after_that(text, utterance):
        return _deed(tree) is None
    return _is_order(tree) or _names_topic(text, utterance)


def _after_that(text: Grammar, utterance: Utterance) -> bool:
    first = utterance.pieces[0]
    opened = text.words(Span(max(0, first.start - 6), first.start, first.where))
    return opened.rstrip().endswith("that")


def _names_topic(text: Grammar, utterance: Utterance) -> bool:
    """True for the noun that a cue takes without "that": "discussed | the state of trade"."""
    quote = utterance.quote
    assert quote is not None
    if quote.cue is None or text.in_quotation(utterance.pieces[0]) is not None:
        return False
    if _after_that(text, utterance):
        return False
    cue = " ".join(text.words(s) for s in (quote.cue, *quote.further_cues))
    stems = {_stem(w) for w in _WORD.findall(cue.casefold())}
    return bool(stems & _topics())


def _is_order(tree: Tree) -> bool:
    """True for "residents not to drink the water": an infinitive stands before any other verb."""
    for w in tree.words:
        if w.tag == "TO":
            return True
        if w.tag in ("VBD", "VBP", "VBZ", "MD"):
            return False
    return False


@cache
def _topics() -> frozenset[str]:
    return frozenset(map(_stem, _table()["topics"]))


def _stem(word: str) -> str:
    for ending in ("ing", "ied", "ed", "ies", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def _mains(tree: Tree) -> Iterator[Verb]:
    """The main verb, and that of a clause before it ("he wants peace, so we should talk")."""
    root = next(
        (i for i, w in enumerate(tree.words) if w.role == "ROOT" and w.text not in MARKS), None
    )
    if root is None or not tree[root].tag.startswith("VB"):
        return
    v = verb(tree, root)
    yield v
    for c in tree.children(root, "ccomp", "parataxis"):
        if v.subject is not None and tree.reach(c)[1] < tree.reach(v.subject)[0]:
            yield verb(tree, c)


def _looked_up(tree: Tree, anchors: Places[Finding]) -> bool:
    """True if an amount stands among the words."""
    return any(
        isinstance(f, Amount) for i in range(len(tree)) for f in anchors.meeting(tree[i].span)
    )


def _adores(tree: Tree) -> bool:
    """True for words of which too many evaluate."""
    adjectives = _table()["adjectives"]
    return sum(w.lemma in adjectives and w.tag.startswith("JJ") for w in tree.words) >= _ADORING


# Fewer words are no statement; with so many adjectives that evaluate it is praise or blame.
_FEWEST, _ADORING = 3, 3


def _predicates(tree: Tree, v: Verb) -> Iterator[Span]:
    every = [v.place]
    for c in tree.children(v.place, "conj"):
        if tree[c].tag.startswith("VB"):
            every.append(c)
            every += [x for x in tree.children(c, "conj") if tree[x].tag.startswith("VB")]
    starts = [verb(tree, p).words[0] for p in every]
    for n, p in enumerate(every):
        last = tree.reach(p)[1]
        later = [s for s in starts if s > starts[n]]
        stop = min([last + 1, *later])
        kept = trimmed(tree, set(range(starts[n], stop)))
        if kept:
            first, final = min(kept), max(kept)
            spans = tree.spans(range(first, final + 1))
            yield Span(spans[0].start, spans[-1].end, spans[0].where)


# ---- fact or not

# How much speaks for a statement that can be checked; so much must. Weights set by hand on
# American news and agency texts, and kept small: each is one reason.
_ENOUGH = 2
_VOUCHED = ("claim", "deny", "confirm", "announce", "accuse")
_EMPTY = frozenset(
    ("it", "this", "that", "there", "these", "those", "you", "one", "what", "everything", "nothing")
)


def _weight(text: Grammar, tree: Tree, v: Verb, quote: Quote, anchors: Places[Finding]) -> int:
    """How many reasons there are to take a clause for a fact that can be found out."""
    assert v.subject is not None
    words = [tree[i].span for i in range(len(tree))]
    whole = Span(min(w.start for w in words), max(w.end for w in words), words[0].where)
    found = anchors.meeting(whole)
    who = tree[v.subject]
    noun = who.tag.startswith("NN") or who.tag in ("CD", "DT")
    empty = who.text.casefold() in _EMPTY
    named = any(isinstance(f, Name) and f.type != "office" for f in found)
    weight = 0
    weight += 2 * any(
        isinstance(f, Amount) or (isinstance(f, Date) and not f.optional) for f in found
    )
    weight += named
    weight += v.past or v.perfect
    weight += quote.act in _VOUCHED
    weight += _is_reported(quote) and quote.cue is not None and text.words(quote.cue).strip() != ":"
    weight += noun and not empty
    weight += tree[v.place].lemma not in _STATES and tree[v.place].lemma not in _table()["minds"]
    weight += v.negated and who.text.casefold() == "there"
    generic = not (v.past or v.perfect or v.passive or named) and tree[v.place].tag != "VBG"
    often = any(tree[c].lemma in _OFTEN for c in tree.children(v.place, "advmod", "npadvmod"))
    weight -= generic and not often and not _looked_up(tree, anchors)
    weight -= 2 * (empty and not v.negated) + (who.text.casefold() in _SPEAKERS)
    weight -= quote.act == "assess"
    return weight


_OFTEN = frozenset(
    "regularly often always never usually frequently routinely sometimes daily weekly monthly still "
    "already currently now constantly repeatedly".split()
)
_STATES = frozenset(
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
def _table() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in lore.words("evaluation")["opinion"].items()}


def _is_fact(tree: Tree, v: Verb, quote: Quote) -> bool:
    if not v.finite or v.modal is not None or v.subject is None:
        return False
    own = tree[v.place]
    who = tree[v.subject].text.casefold()
    if own.lemma in _table()["tasks"] or own.lemma in _table()["words"] or _has_to(tree, v):
        return False
    if who in _SPEAKERS and own.lemma in _table()["minds"]:
        return False
    if who in _PRONOUNS and _is_reported(quote) and own.lemma in _table()["minds"]:
        return False
    if own.lemma == "be" and any(
        is_infinitive(tree, c) for c in tree.children(v.place, "xcomp", "ccomp")
    ):
        return False  # "the government is to act"
    if tree[v.subject].tag in ("WP", "WDT", "WRB") or _asks(tree, v):
        return False
    if (
        own.lemma == "have"
        and {tree[c].lemma for c in tree.children(v.place, "dobj")} & _table()["intents"]
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
        tree[a].lemma in _table()["adjectives"]
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


def _is_opinion(tree: Tree, v: Verb) -> bool:
    """True for a predicate that evaluates, or that says what a thing amounts to."""
    table = _table()
    if tree[v.place].lemma in ("seem", "look", "appear", "feel", "sound"):
        return True
    if tree.children(v.place, "expl") and tree[v.place].lemma == "be":
        return False
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
            return False
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
