"""Judgements: what the author of an article concludes or evaluates, in nobody else's words.

Cheap cues choose the sentences that are parsed: words of inference and of weight. A sentence is a
judgement by its own main clause, not by what somebody in it is said to think.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Boilerplate, Finding, Found, Judgement, Name, Outlook, Quote
from dragoman.grammar import Grammar, Sentence, Tree
from dragoman.grammar.clauses import Verb, closed, trimmed, verb
from dragoman.grammar.reader import Reader
from dragoman.grammar.utterances import Utterances
from dragoman.places import Places

# An attribution of the encoder that is less sure and names nobody is taken for none: it was then
# more often the author's own inference ("the order suggests an attitude on China's part").
_FAINT = 0.35
_PERSONS = frozenset(("i", "we", "he", "she", "they", "you", "who", "one"))


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
            if rule := _judges(text, tree, v, names):
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
    ]


def _is_both(tree: Tree, v: Verb) -> bool:
    """True for what is inferred or weighed, though an outlook tells it too.

    "She would have been seen had she come", "a lock is useless unless it is used".
    """
    return _infers(tree, v) is not None or (v.modal is None and tree[v.place].lemma == "be")


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
    table = _table()["shows"]
    if not any(re.search(rf"\b{re.escape(v.rstrip('ey'))}\w*", cue) for v in table["verbs"]):
        return False
    if quote.source is None or quote.speaker is None or quote.speaker.status not in _OPEN:
        return False
    head = _HEAD.split(text.words(quote.source).casefold())[0]
    words = re.findall(r"[a-z]+", head)[-1:]
    speakers = lore.words("speech")["speakers"]
    telling = {*table["sources"], *(w for kind in speakers.values() for w in kind)}
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
def _table() -> dict[str, Any]:
    return lore.words("judgements")


@cache
def _cue() -> re.Pattern[str]:
    """Finds sentences that are worth a parse: a weighing word behind "is", one that shows, a phrase."""
    t = _table()

    def forms(verbs: list[str]) -> str:
        return "|".join(
            rf"{re.escape(v.rstrip('ey'))}(?:y|e|s|es|ed|d|ied|ies|ing)?" for v in verbs
        )

    weighs = "|".join(map(re.escape, (*t["weighs"]["adjectives"], *t["weighs"]["nouns"])))
    only = t["shows"]["only_clauses"]
    free = [v for v in t["shows"]["verbs"] if v not in only]
    telling = "|".join(_SUBJECTS)
    return re.compile(
        rf"\b(?:is|are|was|were|be|been|become|becomes|became|remain\w*|prove[sd]?|constitute\w*|represent\w*)\b[^.;]{{0,70}}?\b(?:{weighs})"
        rf"|'s [^.;]{{0,40}}?\b(?:{weighs})\b|\b(?:{telling}) \w+\b[^.;]{{0,80}} (?:is|was|are|were)\b"
        rf"|\b(?:{forms(free)})\b|\b(?:{forms(only)})\b[^.;]{{0,30}}? (?:that|how|why)\b"
        rf"|\b(?:{forms(t['seems']['verbs'])})\b|\b(?:that|this|which|it)\b[^.;]{{0,20}}? mean[st]?\b"
        rf"|\b(?:would|could|must|may|might)(?: not)? have \w+|\b(?:may|might)(?: \w+)? prove\b"
        rf"|\b(?:{'|'.join((*t['phrases']['words'], *t['hedges']['strong']))})\b",
        re.IGNORECASE,
    )


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['phrases']['words'])})\b", re.IGNORECASE)


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

# ---- what makes a sentence a judgement


def _judges(text: Grammar, tree: Tree, v: Verb, names: Places[Name]) -> str | None:
    if not v.finite:
        return None
    return (
        _shows(tree, v, names)
        or _means(tree, v)
        or _infers(tree, v)
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


def _infers(tree: Tree, v: Verb) -> str | None:
    """ "It would have been simple", "may have been seen", "may prove larger": inferred, not reported."""
    if v.subject is None or tree[v.subject].text.casefold() in _PERSONS:
        return None
    if v.perfect and v.modal in ("would", "could", "must", "may", "might"):
        return f"{v.modal} have"
    return "may prove" if v.modal in ("may", "might") and tree[v.place].lemma == "prove" else None


def _shows(tree: Tree, v: Verb, names: Places[Name]) -> str | None:
    """ "The order suggests a cooling": a thing, not a person or a paper, says something of another."""
    table = _table()["shows"]
    own = tree[v.place]
    if own.lemma not in table["verbs"] or v.subject is None or v.passive or v.modal in _WANTED:
        return None
    who = tree[v.subject]
    if (
        who.text.casefold() in _PERSONS
        or who.lemma in table["sources"]
        or _is_somebody(tree, v.subject, names)
    ):
        return None
    clauses = tree.children(v.place, "ccomp")
    if own.lemma in table["only_clauses"] and not clauses:
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
    if tree[v.place].lemma not in _table()["seems"]["verbs"] or v.modal == "would":
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
    table = _table()["weighs"]
    if v.passive and tree[v.place].text.casefold() in table["adjectives"]:
        return tree[v.place].text.casefold()  # "has been wholehearted", taken for a participle
    if (
        tree[v.place].lemma not in ("be", "become", "remain", "prove", "constitute", "represent")
        or v.modal in _WANTED
    ):
        return None
    for c in tree.children(v.place, "acomp", "attr", "oprd", "dobj", "prep"):
        if tree[c].role == "prep":
            continue
        if tree[c].lemma in table["adjectives"]:
            return None if _prescribes(tree, v, c) else tree[c].lemma
        if tree[c].tag.startswith("NN"):
            adjectives = [
                tree[a].lemma
                for a in tree.children(c, "amod")
                if tree[a].lemma in table["adjectives"]
            ]
            if tree[c].lemma in table["nouns"] and not _is_thing(tree, c):
                return tree[c].lemma
            if adjectives and tree[c].lemma in table["weighed"]:
                return adjectives[0]
    if v.subject is not None and tree[v.place].lemma == "be":
        own = [tree[a].lemma for a in tree.children(v.subject, "amod")]
        if tree[v.subject].lemma in table["weighed"] and any(a in _SUBJECTS for a in own):
            return next(a for a in own if a in _SUBJECTS)
    return None


_WANTED = ("must", "should", "shall", "will", "would", "can", "could")
_SUBJECTS = frozenset(
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
    strong = _table()["hedges"]["strong"]
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


# ---- the finding


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
    table = _table()["hedges"]
    return re.compile(rf"\b(?:{'|'.join((*table['words'], *table['strong']))})\b", re.IGNORECASE)


READER = Reader(
    "judgements", 2, read, needs=(Boilerplate, Name, Quote, Outlook), gives=(Judgement,)
)
