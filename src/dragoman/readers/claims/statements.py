"""Statements of fact among the words that a text attributes to somebody.

Every clause that a sentence of a quote asserts is looked at for itself: "the danger was real, and
troops kept order" are two. What is hoped, promised, demanded, praised or expected is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import NO_DATE, DateField, Quote
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import MARKS, Verb, closed, trimmed, verb
from dragoman.grammar.utterances import Utterance
from dragoman.readers.claims.facts import deed_of, is_fact, is_speakers
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
        refers: true for a denial that only points back ("denied the reports").
        place: where its verb begins; None where no clause was looked at.
        is_vouched: true for what "they found out that ..." tells, of who says that.
    """

    utterance: Utterance
    proposition: tuple[Span, ...]
    subject: Span | None
    predicates: tuple[Span, ...]
    negative: bool
    refers: bool = False
    place: int | None = None
    is_vouched: bool = False

    @property
    def quote(self) -> Quote | None:
        """The quote in which it is made; None in a speech or a transcript."""
        return self.utterance.quote

    @property
    def act(self) -> str:
        """What is done by saying it."""
        return self.quote.act if self.quote else "say"

    @property
    def when(self) -> DateField:
        """When it was said."""
        return self.quote.when if self.quote else NO_DATE

    @property
    def rank(self) -> tuple[bool, int, float]:
        """How near and how sure the attribution is; the highest of several counts."""
        if self.quote is None:
            return self.is_vouched, 0, 0.0
        return self.is_vouched, self.quote.depth + 1, self.quote.certainty or 0.0


def denial(text: Grammar, utterance: Utterance) -> Statement | None:
    """A denial that only points back at what somebody else said."""
    if utterance.quote is None or not points_back(text, utterance):
        return None
    return Statement(utterance, (utterance.pieces[0],), None, (), negative=False, refers=True)


def may_state(text: Grammar, quote: Quote) -> bool:
    """True if a quote can hold a statement of fact, by its act and certainty."""
    if quote.act not in ACTS:
        return False
    if quote.cue is not None and _NOT.search(text.words(quote.cue)):
        return False  # "never said that"
    if quote.certainty is None:  # found by a rule: marks carried on, or a known verb
        return quote.cue is not None
    return quote.certainty >= LEAST


def statements(text: Grammar, utterance: Utterance, tree: Tree) -> Iterator[Statement]:
    """The statements of fact that an utterance makes, in order."""
    quote = utterance.quote
    if tree.words[-1].text == "?" or is_topic(text, utterance, tree):
        return
    if quote is not None and (deed := deed_of(tree)) is not None and _tells_deed(text, quote):
        yield from _of_deed(text, utterance, quote, tree, deed)
        return
    mains = sorted(asserted(tree, utterance), key=lambda v: v.place)
    for v in mains:
        if is_fact(tree, v, quote):
            yield from _of_clause(text, utterance, tree, v, mains)


_NOT = re.compile(r"\b(?:not|never|no|refus\w+|declin\w+)\b|n't\b", re.IGNORECASE)


def _tells_deed(text: Grammar, quote: Quote) -> bool:
    """True for "accused of", "denied"; who is criticised for a deed is told to have done it."""
    if quote.act != "accuse":
        return quote.act == "deny"
    return quote.cue is not None and _ACCUSES.search(text.words(quote.cue)) is not None


_ACCUSES = re.compile(
    r"\b(?:accus|charg|alleg|implicat|suspect|indict|(?<!to )blam)", re.IGNORECASE
)

# ---- the clauses that a sentence asserts


def asserted(tree: Tree, utterance: Utterance) -> Iterator[Verb]:
    """The verbs of the clauses that are told for themselves, not as what hangs on another."""
    root = next(
        (i for i, w in enumerate(tree.words) if w.role == "ROOT" and w.text not in MARKS), None
    )
    if root is None:
        return
    if tree[root].tag.startswith("VB"):
        yield from _from(tree, root, utterance)
        return
    if (bare := _bare(tree, root)) is not None and _is_said(utterance):
        yield bare
        return
    for c in tree.children(root, "ccomp", "parataxis", "acl", "conj"):
        if tree[c].tag.startswith("VB") and tree.children(c, *_SUBJECTS):
            yield from _from(tree, c, utterance)


def _is_said(utterance: Utterance) -> bool:
    """True behind a cue that takes a clause and no noun: "said"."""
    return utterance.quote is not None and utterance.quote.act in ("say", "claim")


def _bare(tree: Tree, root: int) -> Verb | None:
    """The verb of "spies hacked into the bank", taken for "spies | hacked by"."""
    below = [c for c in tree.children(root, "acl") if tree[c].tag == "VBN"]
    if (
        not tree[root].tag.startswith("NN")
        or below != [root + 1]
        or tree.children(below[0], "agent")
    ):
        return None
    if any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in tree.words):
        return None
    return replace(verb(tree, below[0]), subject=root, finite=True, past=True)


def _from(tree: Tree, place: int, utterance: Utterance) -> Iterator[Verb]:
    v = verb(tree, place)
    inner = _vouched(tree, v, utterance) or _reason(tree, v)
    if inner is not None:
        yield from _from(tree, inner, utterance)
    else:
        yield v
    for c in tree.children(place, "conj", "ccomp", "parataxis", "advcl"):
        if c != inner and tree[c].tag.startswith("VB") and _stands_alone(tree, v, c):
            yield from _from(tree, c, utterance)


def _vouched(tree: Tree, v: Verb, utterance: Utterance) -> int | None:
    """The verb of what "we know that ...", "they found out that ..." tells as so."""
    own = tree[v.place]
    table = lore.words("claims")
    if v.subject is None or v.negated or v.modal is not None:
        return None
    own_mind = own.lemma in table["vouching"] and is_speakers(tree, v, utterance.quote)
    if not own_mind and own.lemma not in table["factive"]:
        return None
    for c in tree.children(v.place, "ccomp"):
        if c > v.place and tree[c].tag.startswith("VB") and tree.children(c, *_SUBJECTS):
            return c
    return None


def _reason(tree: Tree, v: Verb) -> int | None:
    """The verb of what "that is why ..." tells as so."""
    if tree[v.place].lemma != "be" or v.subject is None:
        return None
    for c in tree.children(v.place, "advcl", "ccomp"):
        how = {tree[x].text.casefold() for x in tree.children(c, "advmod")}
        if c > v.place and "why" in how and tree.children(c, *_SUBJECTS):
            return c
    return None


_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def _stands_alone(tree: Tree, v: Verb, place: int) -> bool:
    """True for a clause with a subject of its own that is joined to another or stands before it."""
    if not tree.children(place, *_SUBJECTS):
        return False
    role = tree[place].role
    marks = {tree[m].text.casefold() for m in tree.children(place, "mark", "advmod")}
    if marks & {"whether", "if", "that", "as", "because", "unless"}:
        return False
    if role == "advcl":
        return bool(marks & _CONCEDES)
    if role in ("ccomp", "parataxis"):
        who = tree.reach(v.subject)[0] if v.subject is not None else v.place
        begins = tree.reach(place)[0]
        joined = begins > 0 and tree[begins - 1].tag == "CC"
        after = place > v.place and (role == "parataxis" or joined)
        return tree.reach(place)[1] < who or after
    return True


_OPENING = frozenset(("while", "whereas", "although", "though", "that", "why", "how"))
_CONCEDES = frozenset(("while", "whereas", "although", "though"))


# ---- one of them as a statement


def _of_clause(
    text: Grammar, utterance: Utterance, tree: Tree, v: Verb, mains: list[Verb]
) -> Iterator[Statement]:
    first, last = tree.reach(v.place)
    whole = tree[v.place].role == "ROOT" or _is_all(tree, v)
    words = set(range(len(tree))) if whole else set(range(first, last + 1))
    for other in mains:
        begins, ends = tree.reach(other.place)
        if other.place != v.place and not begins <= v.place <= ends:
            words -= set(range(_joint(tree, begins), ends + 1))
    places = trimmed(tree, _run(words, v.place), leads=_LEADS | _marks(tree, v))
    places -= _listener(tree, v, places)
    if len(places) < FEWEST:
        return
    where = utterance.sentence.span.where
    spans = tuple(closed(text.plain[where], s) for s in tree.spans(places))
    about = _about(tree, v)
    begins, ends = tree.reach(about) if about is not None else (0, -1)
    who = tree.spans(range(begins, ends + 1))
    yield Statement(
        utterance=utterance,
        proposition=spans,
        subject=who[0] if who else None,
        predicates=tuple(_predicates(tree, v, places)),
        negative=v.negated,
        place=tree[v.place].span.start,
        is_vouched=_is_found_out(tree, v),
    )


def _is_found_out(tree: Tree, v: Verb) -> bool:
    up = tree[v.place].head
    factive = lore.words("claims")["factive"]
    return tree[v.place].role == "ccomp" and up < v.place and tree[up].lemma in factive


def _is_all(tree: Tree, v: Verb) -> bool:
    """True where the model took the subject for the root: "spies | hacked"."""
    return v.subject is not None and tree[v.subject].role == "ROOT"


def _joint(tree: Tree, first: int) -> int:
    """Where a clause begins, with the "and" in front of it."""
    while first and tree[first - 1].text.casefold() in (
        ",",
        ";",
        "and",
        "but",
        "so",
        "or",
        "-",
        "–",
        "—",
    ):
        first -= 1
    return first


_LEADS = frozenset("and but or so yet that then".split())


def _marks(tree: Tree, v: Verb) -> frozenset[str]:
    """The conjunctions of the clause itself: "while X, Y" tells X, "that is why X" X."""
    before = {tree[m].text.casefold() for m in tree.children(v.place, "mark", "advmod")}
    return frozenset(before & _OPENING)


def _run(words: set[int], place: int) -> set[int]:
    """The words around a verb that follow each other, and longer stretches behind a gap."""
    first = last = place
    while first - 1 in words:
        first -= 1
    while last + 1 in words:
        last += 1
    return {w for w in words if first <= w <= last}


def _about(tree: Tree, v: Verb) -> int | None:
    """The word of whom or what it is said; of "there is no case" the case."""
    if v.subject is not None and tree[v.subject].role == "expl":
        return next(iter(tree.children(v.place, "attr", "dobj", "nsubj")), None)
    return v.subject


def _of_deed(
    text: Grammar, utterance: Utterance, quote: Quote, tree: Tree, deed: int
) -> Iterator[Statement]:
    places = trimmed(tree, set(range(len(tree))))
    if len(places) < 2:
        return
    where = utterance.sentence.span.where
    before = next((i for i, w in enumerate(tree.words) if w.text.casefold() in ("of", "for")), 0)
    who = tree.spans(trimmed(tree, set(range(before)))) if quote.act == "accuse" else ()
    if quote.act == "accuse" and not who and deed > 1:
        return
    does = tree.spans(trimmed(tree, set(range(deed, len(tree)))))
    yield Statement(
        utterance=utterance,
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


def _predicates(tree: Tree, v: Verb, within: set[int]) -> Iterator[Span]:
    every = [v.place]
    for c in tree.children(v.place, "conj"):
        if tree[c].tag.startswith("VB") and c in within:
            every.append(c)
            every += [
                x for x in tree.children(c, "conj") if tree[x].tag.startswith("VB") and x in within
            ]
    starts = [verb(tree, p).words[0] for p in every]
    for n, p in enumerate(every):
        last = tree.reach(p)[1]
        later = [s for s in starts if s > starts[n]]
        stop = min([last + 1, *later])
        kept = trimmed(tree, set(range(starts[n], stop)) & within)
        if kept:
            first, final = min(kept), max(kept)
            spans = tree.spans(range(first, final + 1))
            yield Span(spans[0].start, spans[-1].end, spans[0].where)
