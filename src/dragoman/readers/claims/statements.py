"""Statements of fact among the words that a text attributes to somebody.

A sentence of a quote is one if its main verb tells what is or was, of something that could be
found out. What is hoped, promised, demanded, praised or expected is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Finding, Quote
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import MARKS, Verb, closed, trimmed, verb
from dragoman.grammar.utterances import Utterance
from dragoman.places import Places
from dragoman.readers.claims.facts import adores, deed_of, enough, is_fact, looked_up, weight
from dragoman.readers.claims.topics import FEWEST, is_topic, points_back

# Acts whose content may be vouched for as a fact.
ACTS = ("say", "claim", "deny", "confirm", "announce", "accuse", "assess", "warn")
# Below this too many attributions of the encoder have a wrong source or content (PolNeAR dev).
LEAST = 0.5


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


def denial(text: Grammar, utterance: Utterance) -> Statement | None:
    """A denial that only points back at what somebody else said."""
    quote, piece = utterance.quote, utterance.pieces[0]
    if quote is None or not points_back(text, utterance):
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
    if quote is None or tree.words[-1].text == "?" or is_topic(text, utterance, tree):
        return None
    if quote.act in ("accuse", "deny") and (deed := deed_of(tree)) is not None:
        return _of_deed(text, utterance, quote, tree, deed)
    v = next(
        (
            v
            for v in _mains(tree)
            if is_fact(tree, v, quote) and weight(text, tree, v, quote, anchors) >= enough(quote)
        ),
        None,
    )
    if v is None:
        return None
    first, last = tree.reach(v.place)
    whole = tree[v.place].role == "ROOT"
    places = trimmed(tree, set(range(len(tree)) if whole else range(first, last + 1)))
    places -= _listener(tree, v, places)
    if len(places) < FEWEST or (adores(tree) and not looked_up(tree, anchors)):
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
