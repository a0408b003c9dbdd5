"""Clauses of a tree: the verb with what stands with it, its subject, and the words it governs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.grammar.trees import Tree

_MODALS = {"'ll": "will", "wo": "will", "'d": "would", "ca": "can", "sha": "shall"}
_FINITE = ("VBD", "VBP", "VBZ")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
_CLAUSES = ("ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "pcomp", "dep")
# What stands before a clause and is no part of what it says.
_LEADS = frozenset(
    "and but or so yet that then while although though because since whereas as for".split()
)
MARKS = frozenset("\"'“”‘’«»()[],;:.–—-!?*_` ")


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb of a clause with its auxiliaries.

    Args:
        place: the word that carries the sense, and on which the clause hangs.
        subject: the word that is its subject; of a verb joined to another, that one's.
        modal: "will", "would", "may" ...; "will" also for "is going to".
        past: true if the finite word is in the past tense.
        perfect: true for "has gone", "would have gone".
        passive: true for "was seen", "got caught".
    """

    place: int
    words: tuple[int, ...]
    subject: int | None
    modal: str | None
    finite: bool
    past: bool
    perfect: bool
    passive: bool
    negated: bool


def verb(tree: Tree, place: int) -> Verb:
    """What stands with the verb at a place."""
    aux = tree.children(place, "aux", "auxpass")
    words = sorted((*aux, place))
    modals = [tree[a] for a in aux if tree[a].tag == "MD"]
    modal = _MODALS.get(modals[0].text.casefold(), modals[0].text.casefold()) if modals else None
    tags = [tree[i].tag for i in words]
    own = tree[place]
    going = own.lemma == "go" and own.tag == "VBG" and bool(tree.children(place, "xcomp"))
    if going and modal is None and any(tree[a].lemma == "be" for a in aux):
        modal = None if any(tree[a].tag == "VBD" for a in aux) else "will"
    # "The mill closed": the model takes many a past tense for a participle.
    bare = (
        own.tag == "VBN" and not aux and own.role == "ROOT" and bool(tree.children(place, "nsubj"))
    )
    return Verb(
        place=place,
        words=tuple(words),
        subject=subject(tree, place),
        modal=modal,
        finite=bare or bool(modals) or any(t in _FINITE for t in tags),
        past=bare or any(t == "VBD" for t in tags),
        perfect=_is_perfect(tree, own.tag, aux),
        passive=bool(tree.children(place, "auxpass")),
        negated=bool(tree.children(place, "neg")) or _none(tree, place),
    )


def _is_perfect(tree: Tree, tag: str, aux: list[int]) -> bool:
    """True for "has gone", "had been going"."""
    having = any(tree[a].text.casefold() in _HAVE for a in aux)
    return having and (tag == "VBN" or any(tree[a].text.casefold() == "been" for a in aux))


_HAVE = frozenset(("have", "has", "had", "having", "'ve"))


def _none(tree: Tree, place: int) -> bool:
    """True for "nobody came", "no ship came", "there is not a single ship"."""
    for c in tree.children(place, *_SUBJECTS, "dobj", "attr"):
        words = [tree[c], *(tree[x] for x in tree.children(c, "det", "neg", "preconj", "advmod"))]
        if any(w.text.casefold() in _NONE for w in words):
            return True
    return any(tree[c].text.casefold() in ("never", "nowhere") for c in tree.children(place))


_NONE = frozenset(("no", "none", "nobody", "nothing", "neither", "not"))


def subject(tree: Tree, place: int) -> int | None:
    """The subject of a verb; of one joined to another without its own, that one's."""
    for at in (place, *tree.above(place)):
        aux = tree.children(at, "aux", "auxpass")
        own = [c for x in (at, *aux) for c in tree.children(x, *_SUBJECTS)]
        if own:
            return own[0]
        if tree[at].role not in ("conj", "xcomp"):
            return None
    return None


def is_infinitive(tree: Tree, place: int) -> bool:
    """True for "to rise"."""
    return any(tree[a].tag == "TO" for a in tree.children(place, "aux"))


def head_clause(tree: Tree, place: int) -> int:
    """The verb of the clause in which a word stands."""
    at = place
    for up in (place, *tree.above(place)):
        at = up
        if tree[up].tag.startswith(("VB", "MD")) and tree[up].role in _CLAUSES:
            return up
    return at


def first_with_subject(tree: Tree, place: int) -> int:
    """Of verbs joined to each other, the one at which their common subject stands."""
    at = place
    while not tree.children(at, *_SUBJECTS) and tree[at].role == "conj":
        up = tree[at].head
        if not tree[up].tag.startswith(("VB", "MD")):
            break
        at = up
    return at


def verbs(tree: Tree) -> Iterator[Verb]:
    """The finite verbs of a tree, in order; a predicate's "is" stands for it."""
    for i, w in enumerate(tree.words):
        if w.tag.startswith("VB") and w.role not in ("aux", "auxpass", "amod", "compound"):
            made = verb(tree, i)
            if made.finite:
                yield made


def trimmed(tree: Tree, places: set[int], *, leads: frozenset[str] = _LEADS) -> set[int]:
    """Places without marks at either end, and without "and", "but", "that" in front."""
    kept = sorted(places)
    while kept and (
        (tree[kept[0]].text in MARKS and not _closes(tree, kept))
        or (tree[kept[0]].text.casefold() in leads and _is_lead(tree, kept[0]))
    ):
        kept.pop(0)
    while kept and (tree[kept[-1]].text in MARKS or tree[kept[-1]].text.casefold() in _DANGLING):
        kept.pop()
    return set(kept)


def _closes(tree: Tree, places: list[int]) -> bool:
    """True for a bracket that closes among the words, as in "[Kim] left"."""
    pair = {"[": "]", "(": ")"}.get(tree[places[0]].text)
    return pair is not None and any(tree[i].text == pair for i in places)


_DANGLING = frozenset(("and", "or", "but", "as", "than", "because", "while", "that"))


def _is_lead(tree: Tree, place: int) -> bool:
    return tree[place].role in ("cc", "mark", "advmod", "preconj", "intj", "dep")


def closed(plain: str, span: Span) -> Span:
    """A span with the closing mark of a quotation that opens inside it.

    >>> text = "He chose a “new path.” It"
    >>> s = closed(text, Span(9, 20)); text[s.start : s.end]
    'a “new path.”'
    """
    inside = plain[span.start : span.end]
    for opening, closing in (("“", "”"), ('"', '"'), ("‘", "’")):
        if opening == closing:
            is_open = inside.count(opening) % 2 == 1
        else:
            is_open = inside.count(opening) > inside.count(closing)
        rest = plain[span.end : span.end + 2]
        if is_open and closing in rest and not rest.split(closing)[0].strip(".,;!?"):
            return Span(span.start, span.end + rest.index(closing) + 1, span.where)
    return span
