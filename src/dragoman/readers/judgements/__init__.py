"""Judgements: what the author of an article concludes or evaluates, in nobody else's words.

Cheap cues choose the sentences that are parsed: words of inference and of weight. A sentence is a
judgement by its own main clause, not by what somebody in it is said to think.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Boilerplate, Finding, Found, Judgement, Name, Outlook, Quote
from dragoman.grammar import Grammar, Sentence, Tree
from dragoman.grammar.clauses import Verb, closed, trimmed, verb
from dragoman.grammar.reader import Reader
from dragoman.grammar.utterances import Utterances
from dragoman.places import Places
from dragoman.readers.judgements.grounds import TELLING, infers, judges, table

# An attribution of the encoder that is less sure and names nobody is taken for none: it was then
# more often the author's own inference ("the order suggests an attitude on China's part").
_FAINT = 0.35


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Judgements in order of place."""
    quotes = [q for q in found.of(Quote) if not (_is_faint(q) or _is_inference(text, q))]
    utterances = Utterances(text, quotes, found.of(Name))
    places = Places(
        (s, q)
        for q in quotes
        for s in (*q.content, *((q.source,) if q.source else ()), *((q.cue,) if q.cue else ()))
    )
    names = Places((n.evidence[0], n) for n in found.of(Name))
    outlooks = Places((s, o) for o in found.of(Outlook) for s in o.evidence)
    for tree in text.trees(list(_chosen(text, found, utterances))):
        root = _root(tree) if tree is not None else None
        if tree is None or root is None or tree.words[-1].text == "?":
            continue
        for v in (verb(tree, i) for i in (root, *_beside(tree, root))):
            if _is_anothers(tree, v, places) or (
                outlooks.meets(tree[v.place].span) and not _is_both(tree, v)
            ):
                continue
            if rule := judges(text, tree, v, names):
                yield _judgement(text, tree, _words_of(tree, v, root), rule)
                break


def _beside(tree: Tree, root: int) -> list[int]:
    """The clauses that stand beside the main one: "this is telling: until then, they said ..."."""
    return [
        c
        for c in tree.children(root, "ccomp", "parataxis", "conj")
        if tree[c].tag.startswith("VB")
        and tree.children(c, "nsubj", "nsubjpass")
        and any(
            tree[i].text in (";", ":", "-", "–", "—") for i in range(min(c, root), max(c, root))
        )
        and not any(tree[m].text.casefold() == "that" for m in tree.children(c, "mark"))
        and not any(tree[m].tag == "WRB" for m in tree.children(c))
    ]


def _is_both(tree: Tree, v: Verb) -> bool:
    """True for what is inferred or weighed, though an outlook tells it too.

    "She would have been seen had she come", "a lock is useless unless it is used".
    """
    return infers(tree, v) is not None or (v.modal is None and tree[v.place].lemma == "be")


def _is_faint(quote: Quote) -> bool:
    nobody = quote.source is None and (
        quote.speaker is None or quote.speaker.status == "unresolved"
    )
    return nobody and quote.certainty is not None and quote.certainty < _FAINT


def _is_inference(text: Grammar, quote: Quote) -> bool:
    """True for what was taken for an attribution and is none: "the court seems", "the order suggests"."""
    if quote.cue is None:
        return False
    cue = text.words(quote.cue).casefold()
    if _SEEMS.search(cue):
        return True
    told = table()["shows"]
    if not any(re.search(rf"\b{re.escape(v.rstrip('ey'))}\w*", cue) for v in told["verbs"]):
        return False
    if quote.source is None or quote.speaker is None or quote.speaker.status not in _OPEN:
        return False
    head = _HEAD.split(text.words(quote.source).casefold())[0]
    words = re.findall(r"[a-z]+", head)[-1:]
    speakers = lore.words("speech")["speakers"]
    telling = {*told["sources"], *(w for kind in speakers.values() for w in kind)}
    return not any(w in telling or w.removesuffix("s") in telling for w in words)


# Where the head of a noun phrase ends.
_HEAD = re.compile(r",| (?:of|in|from|at|for|with|on|who|which|that|to|by|—|–) ")
_SEEMS = re.compile(r"^(?:\w+ ){0,2}(?:seem|appear)(?:s|ed)? (?:to|like|as)\b")
_OPEN = ("unresolved", "group", "document")


def _chosen(text: Grammar, found: Found, utterances: Utterances) -> Iterator[tuple[Span, ...]]:
    """The sentences of the article's own that have a cheap cue."""
    aside = Places((s, b) for b in found.of(Boilerplate) for s in b.evidence)
    for s in text.sentences:
        if s.span.where == "title" or aside.meets(s.span) or not _cue().search(text.words(s.span)):
            continue
        one = utterances.at(_begin(text, s))
        if one is not None and one.quote is None and one.holder.status == "article":
            yield (s.span,)


def _begin(text: Grammar, sentence: Sentence) -> Span:
    """The first letter of a sentence."""
    words = text.words(sentence.span)
    at = sentence.span.start + next((i for i, c in enumerate(words) if c.isalnum()), 0)
    return Span(at, at + 1, sentence.span.where)


@cache
def _cue() -> re.Pattern[str]:
    """Finds sentences that are worth a parse: a weighing word behind "is", one that shows, a phrase."""
    t = table()

    def forms(verbs: list[str]) -> str:
        return "|".join(
            rf"{re.escape(v.rstrip('ey'))}(?:y|e|s|es|ed|d|ied|ies|ing)?" for v in verbs
        )

    weighs = "|".join(map(re.escape, (*t["weighs"]["adjectives"], *t["weighs"]["nouns"])))
    only = t["shows"]["only_clauses"]
    free = [v for v in t["shows"]["verbs"] if v not in only]
    telling = "|".join(TELLING)
    return re.compile(
        rf"\b(?:is|are|was|were|be|been|become|becomes|became|remain\w*|prove[sd]?|constitute\w*|represent\w*)\b[^.;]{{0,70}}?\b(?:{weighs})"
        rf"|'s [^.;]{{0,40}}?\b(?:{weighs})\b|\b(?:{telling}) \w+\b[^.;]{{0,80}} (?:is|was|are|were)\b"
        rf"|\b(?:{forms(free)})\b|\b(?:{forms(only)})\b[^.;]{{0,30}}? (?:that|how|why)\b"
        rf"|\b(?:{forms(t['seems']['verbs'])})\b|\b(?:that|this|which|it)\b[^.;]{{0,20}}? mean[st]?\b"
        rf"|\b(?:would|could|must|may|might)(?: not)? have \w+|\b(?:may|might)(?: \w+)? prove\b"
        rf"|\b(?:{'|'.join((*t['phrases']['words'], *t['hedges']['strong']))})\b",
        re.IGNORECASE,
    )


def _root(tree: Tree) -> int | None:
    root = next(
        (i for i, w in enumerate(tree.words) if w.role == "ROOT" and w.tag[:1].isalpha()), None
    )
    return root if root is not None and tree[root].tag.startswith("VB") else None


def _is_anothers(tree: Tree, v: Verb, places: Places[Quote]) -> bool:
    """True if the main clause is told of somebody's words, or is somebody's own."""
    if places.meets(tree[v.place].span) or _is_said(tree):
        return True
    return v.subject is None or tree[v.subject].text.casefold() in ("i", "we", "you")


def _is_said(tree: Tree) -> bool:
    """True where "the statement said" stands in the sentence, though nobody heard an attribution."""
    return any(
        w.lemma in _SAYING and w.tag in ("VBD", "VBZ") and i and tree[i - 1].text != "that"
        and w.role in ("ROOT", "parataxis", "ccomp", "conj", "advcl")
        and any(tree[s].tag.startswith(("NN", "PRP")) for s in tree.children(i, "nsubj"))
        for i, w in enumerate(tree.words)
    )  # fmt: skip


_SAYING = frozenset(("say", "note", "add", "tell", "stress", "write", "report", "claim", "declare"))


def _words_of(tree: Tree, v: Verb, root: int) -> set[int]:
    """The words of a clause: the whole sentence, without clauses that stand beside it."""
    words = set(range(len(tree)))
    for c in _beside(tree, root):
        first, last = tree.reach(c)
        own = set(range(first, last + 1))
        if c == v.place:
            return own
        words -= own
    first = last = v.place
    while first - 1 in words:
        first -= 1
    while last + 1 in words:
        last += 1
    return set(range(first, last + 1))


def _judgement(text: Grammar, tree: Tree, words: set[int], rule: str) -> Judgement:
    kept = trimmed(tree, words, leads=frozenset())
    spans = tree.spans(kept)
    whole = closed(text.plain[spans[0].where], Span(spans[0].start, spans[-1].end, spans[0].where))
    after = text.words(Span(whole.end, whole.end + 2, whole.where))
    closing = next((n for n, c in enumerate(after) if c in ".!"), None)
    if closing is not None and not after[:closing].strip("\"'"):
        whole = Span(whole.start, whole.end + closing + 1, whole.where)
    hedges = tuple(
        Span(whole.start + m.start(), whole.start + m.end(), whole.where)
        for m in _hedges().finditer(text.words(whole))
        if _hedges_here(
            text, tree, Span(whole.start + m.start(), whole.start + m.end(), whole.where)
        )
    )
    return Judgement(evidence=(whole,), proposition=(whole,), hedge=hedges, rule=rule)


def _hedges_here(text: Grammar, tree: Tree, span: Span) -> bool:
    """True unless it stands in somebody's words, or is a noun ("the might of unity")."""
    at = tree.at(span)
    noun = (
        at is not None
        and tree[at].text.casefold() in ("may", "might", "could")
        and tree[at].tag != "MD"
    )
    return not noun and text.in_quotation(span) is None


@cache
def _hedges() -> re.Pattern[str]:
    told = table()["hedges"]
    return re.compile(rf"\b(?:{'|'.join((*told['words'], *told['strong']))})\b", re.IGNORECASE)


READER = Reader(
    "judgements", 2, read, needs=(Boilerplate, Name, Quote, Outlook), gives=(Judgement,)
)
