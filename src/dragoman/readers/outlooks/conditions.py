"""Conditions: where in a stretch of words one stands, and the verb of the clause that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman import lore
from dragoman.grammar.clauses import MARKS, head_clause, subject, verb
from dragoman.grammar.trees import Tree


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as places in a tree.

    Args:
        first: its first word, the conjunction or what stands before it ("only if").
        last: its last word.
        own: the verb inside it; None for "without trust".
        main: the verb of the clause that depends on it.
        mark: the conjunction, in lower case.
    """

    first: int
    last: int
    own: int | None
    main: int
    mark: str

    @property
    def words(self) -> range:
        """The places that it takes up."""
        return range(self.first, self.last + 1)


def conditions(tree: Tree) -> Iterator[Condition]:
    """The conditions of a tree, whatever the clauses that depend on them say; conjunctions in order.

    Several that are joined ("if ..., and if ...") are one.
    """
    yield from _of_those(tree)
    before: Condition | None = None
    for first, last, mark in _marked(tree):
        find = _named if mark in _nominal() else _clause
        made = find(tree, first, last, mark)
        if made is None or (before is not None and made.first <= before.last):
            continue
        if before is not None and _is_joined(tree, before, made):
            before = replace(
                before,
                last=made.last,
                main=min(before.main, made.main, key=lambda m: m in made.words),
            )
            continue
        if before is not None:
            yield before
        before = made
    if before is not None:
        yield before


def _of_those(tree: Tree) -> Iterator[Condition]:
    """ "They will be fined | who refuse to leave": whom something befalls that another does.

    Only of "those" and "anyone", in a clause with "will" or "would".
    """
    for i, w in enumerate(tree.words):
        if w.tag != "WP" or w.text.casefold() != "who" or tree[w.head].role != "relcl":
            continue
        own = w.head
        noun = tree[own].head
        words = {
            tree[noun].text.casefold(),
            *(tree[c].text.casefold() for c in tree.children(noun)),
        }
        up = next((a for a in tree.above(noun) if tree[a].tag.startswith(("VB", "MD"))), None)
        main = _finite(tree, up) if up is not None else None
        if not words & _THOSE or main is None or verb(tree, main).modal not in ("will", "would"):
            continue
        last = tree.reach(own)[1]
        if not i <= main <= last and verb(tree, own).modal is None:
            yield Condition(i, last, own, main, "who")


_THOSE = frozenset(("those", "anyone", "anybody", "whoever", "everyone"))


def _is_joined(tree: Tree, one: Condition, other: Condition) -> bool:
    """True if nothing but "and", "or" and commas stands between two conditions."""
    between = {tree[i].text.casefold() for i in range(one.last + 1, other.first)}
    return between <= {"and", "or", ","} and (other.main == one.main or other.main in one.words)


# ---- where a conjunction stands


def _marked(tree: Tree) -> Iterator[tuple[int, int, str]]:
    words = [w.text.casefold() for w in tree.words]
    at = 0
    while at < len(words):
        mark = _phrase_at(words, at)
        if mark:
            last = at + len(mark.split()) - 1
            yield _with_leads(words, at), last, mark
            at = last + 1
            continue
        if _is_inverted(tree, at):
            yield at, at, "inversion"
        elif words[at] == "as" and _grows(tree, at):
            yield at, at, "as"
        at += 1


def _phrase_at(words: list[str], at: int) -> str | None:
    for n in range(min(4, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + n])
        if phrase in _conjunctions():
            return phrase
    return None


@cache
def _conjunctions() -> frozenset[str]:
    table = lore.words("outlooks")["conditions"]
    return frozenset((*table["marks"], *table["phrases"], *table["nominal"]))


@cache
def _nominal() -> frozenset[str]:
    return frozenset(lore.words("outlooks")["conditions"]["nominal"])


def _with_leads(words: list[str], at: int) -> int:
    """Where "only if", "even if", "but only once" begins."""
    while at and words[at - 1] in ("only", "even", "except", "especially", "particularly"):
        at -= 1
    return at


def _is_inverted(tree: Tree, at: int) -> bool:
    """True for "Should they come, ...", "Were the ban to end, ..."."""
    word = tree[at].text.casefold()
    if word not in ("should", "were") or not _opens(tree, at) or tree.words[-1].text == "?":
        return False
    comma = next((i for i in range(at + 2, len(tree)) if tree[i].text == ","), None)
    if comma is None:
        return False
    inside = tree.words[at + 1 : comma]
    if word == "were":
        return any(w.text.casefold() == "to" for w in inside)
    return inside[0].tag not in ("VB", "RB") and any(
        w.tag in ("VB", "VBP", "NN") for w in inside[1:]
    )


def _opens(tree: Tree, at: int) -> bool:
    """True at the start of a stretch, and behind a comma, a bracket or "and", "that"."""
    return at == 0 or tree[at - 1].text.casefold() in {*MARKS, "and", "but", "that"}


def _grows(tree: Tree, at: int) -> bool:
    """True for "As the clash continues, ...": a change that goes on, in the present."""
    own = _own_verb(tree, at)
    if own is None or tree[own].lemma not in lore.words("outlooks")["conditions"]["growing"]:
        return False
    who = subject(tree, own)
    if who is not None and tree[who].text.casefold() in ("he", "she", "i", "we", "you"):
        return False  # "as he continues to build": he does so anyway
    return tree[own].tag in ("VBZ", "VBP") and _opens(tree, at) and own > at


# ---- its clause


def _clause(tree: Tree, first: int, last: int, mark: str) -> Condition | None:
    own = _own_verb(tree, last)
    if own is None or not _is_condition(tree, first, last, own, mark):
        return None
    if (cut := _comma_inside(tree, last, own)) is not None:
        # The verb behind the comma is that of the other clause: the model missed the condition's.
        return Condition(first, cut - 1, None, own, mark) if cut - last > 2 else None
    main = _main(tree, first, own)
    if main is None:
        return None
    end = _end(tree, first, own, main)
    return None if end <= last else Condition(first, end, own, main, mark)


def _own_verb(tree: Tree, mark: int) -> int | None:
    """The verb of the clause that a conjunction opens."""
    head = tree[mark].head
    if (
        tree[mark].role in ("mark", "advmod", "aux")
        and head > mark
        and tree[head].tag.startswith("VB")
    ):
        return head
    if mark + 1 >= len(tree):
        return None
    for at in (mark + 1, *tree.above(mark + 1)):
        if tree[at].tag.startswith("VB") and at > mark and tree[at].role not in ("aux", "auxpass"):
            return at
    return None


def _comma_inside(tree: Tree, mark: int, own: int) -> int | None:
    """The comma between a conjunction and the subject of what should be its verb."""
    commas = [i for i in range(mark + 1, own) if tree[i].text == ","]
    subjects = tree.children(own, "nsubj", "nsubjpass", "expl")
    before = verb(tree, own).words[0]
    for c in reversed(commas):
        if subjects and c < subjects[-1] < own and c < before:
            inner = tree.words[mark + 1 : c]
            if len(inner) > 1 and not any(tree[s].tag == "WDT" and s < c for s in subjects):
                return c
    return None


def _main(tree: Tree, first: int, own: int) -> int | None:
    """The verb of the clause on which the condition hangs."""
    for up in tree.above(own):
        if up >= first and up < own and tree[up].role not in ("ROOT", "ccomp"):
            continue
        if tree[up].tag.startswith(("VB", "MD")):
            return _finite(tree, up)
        if tree[up].role in ("acomp", "attr", "ROOT", "prep", "pobj", "npadvmod", "advmod", "dobj"):
            continue
        return None
    return None


def _finite(tree: Tree, place: int) -> int:
    """The finite verb that a verb belongs to: "is likely" of "to rise"."""
    at = place
    while not verb(tree, at).finite and tree[at].role in (
        "xcomp",
        "acomp",
        "ccomp",
        "advcl",
        "pcomp",
        "acl",
    ):
        up = head_clause(tree, tree[at].head)
        if up == at:
            break
        at = up
    return at


def _end(tree: Tree, first: int, own: int, main: int) -> int:
    """The last word of a condition, marks left out."""
    begins = verb(tree, main).words[0]
    last = tree.reach(own)[1]
    if begins > own:  # "If they come, we will talk."
        who = subject(tree, main)
        stop = begins
        if who is not None and own < who < begins:
            stop = max(own + 1, tree.reach(who)[0])
        elif (swallowed := _swallowed(tree, own, begins)) is not None:
            stop = swallowed
        last = min(last, stop - 1) if last < stop else _last_comma(tree, own, stop) - 1
    else:
        last = _cut(tree, own, last)
        last = _joined(tree, own, main, last)
    while last > first and (tree[last].text in MARKS or tree[last].tag == "CC"):
        last -= 1
    return last


def _swallowed(tree: Tree, own: int, begins: int) -> int | None:
    """Where the other clause's subject begins, if it was taken for the condition's object."""
    for c in tree.children(own, "dobj", "attr", "oprd", "npadvmod", "acomp"):
        first, last = tree.reach(c)
        if first > own and last == begins - 1:
            return first
    return None


def _joined(tree: Tree, own: int, main: int, last: int) -> int:
    """The end of a condition with a further verb that was hung on the other clause.

    In "she would come only if they asked, and did not insist" the second verb shares the
    subject and tense of the first.
    """
    for c in tree.children(main, "conj"):
        begins, ends = tree.reach(c)
        other = verb(tree, c)
        if c > last and other.finite and other.modal is None and verb(tree, main).modal:
            between = {tree[i].text.casefold() for i in range(last + 1, begins)}
            if between <= {",", "and", "or"} and not tree.children(c, "nsubj", "nsubjpass", "expl"):
                return ends
    return last


def _last_comma(tree: Tree, own: int, stop: int) -> int:
    return next((i for i in range(stop - 1, own, -1) if tree[i].text == ","), stop)


def _cut(tree: Tree, own: int, last: int) -> int:
    """Where a condition at the end stops before ", and that will ..."."""
    for i in range(own + 1, last):
        if tree[i].text == "," and tree[i + 1].text.casefold() in (
            "and",
            "but",
            "so",
            "which",
            "then",
        ):
            later = [x for x in range(i + 1, last + 1) if tree[x].tag == "MD"]
            if later and tree[later[0]].text.casefold() in (
                "will",
                "would",
                "could",
                "may",
                "might",
            ):
                return i - 1
        if tree[i].text in (";", ":", "—", "–"):
            return i - 1
    return last


# ---- what only looks like one


def _is_condition(tree: Tree, first: int, last: int, own: int, mark: str) -> bool:
    table = lore.words("outlooks")["not_conditions"]
    after = tree[last + 1].text.casefold() if last + 1 < len(tree) else ""
    before = tree[first - 1].text.casefold() if first else ""
    if before in ("as", "what", "whether", "than", "like"):
        return False
    if mark == "if":
        if after in table["ellipses"]:
            return False
        return not _is_whether(tree, last, own) and not _is_courtesy(tree, own)
    if mark in ("when", "while"):
        return _may_hang(tree, last, own)
    if mark == "once":
        return tree[last].role in ("mark", "advmod") and tree[last].head == own and own > last + 1
    if mark in ("provided", "assuming"):
        return tree[last].tag in ("VBN", "IN", "VBG") and tree[last].role in (
            "mark",
            "advcl",
            "prep",
        )
    if mark == "the moment":
        return before not in (
            "at",
            "for",
            "of",
            "from",
            "until",
            "in",
            "to",
            "by",
        ) and after not in ("of", "when")
    if mark in ("in case", "in the event"):
        return after != "of"
    return not (
        mark in ("as long as", "so long as")
        and after in ("it", "possible", "necessary")
        and tree[own].lemma in ("take", "be")
    )


def _may_hang(tree: Tree, mark: int, own: int) -> bool:
    """True for "when the war ends, ...": in the present, in front of "will" or "can" or behind it."""
    inner = verb(tree, own)
    if _is_courtesy(tree, own) or tree[tree[own].head].role in ("relcl", "acl", "xcomp"):
        return False
    if tree[mark].head != own or tree[own].role != "advcl" or inner.modal or inner.past:
        return False
    main = verb(tree, tree[own].head)
    if tree[mark].text.casefold() == "while":  # else a contrast
        return main.modal == "will" and inner.finite and tree[own].tag == "VBG"
    return inner.finite and main.modal in ("will", "can", "could", "would")


def _is_whether(tree: Tree, mark: int, own: int) -> bool:
    """True for "asked if", "not sure if", "whether it stays or if it goes"."""
    if tree[own].role in ("ccomp", "csubj", "pcomp", "acl"):
        return mark > 0
    if (
        mark
        and tree[mark - 1].text.casefold() == "or"
        and any(w.text.casefold() in ("whether", "if") for w in tree.words[: mark - 1])
    ):
        return any(w.text.casefold() == "whether" or w.lemma in _asked() for w in tree.words[:mark])
    up = tree[own].head
    if up >= mark or tree[up].lemma not in _asked() or tree[mark - 1].text == ",":
        return False
    return mark - up <= _NEXT or not verb(tree, up).modal


# "Tell you if": so many words may stand between.
_NEXT = 2


@cache
def _asked() -> frozenset[str]:
    return frozenset(lore.words("outlooks")["not_conditions"]["asked"])


def _is_courtesy(tree: Tree, own: int) -> bool:
    """True for "if you look at it", "if I may"."""
    who = subject(tree, own)
    if who is None or tree[who].text.casefold() not in ("you", "we", "i", "one"):
        return False
    table = lore.words("outlooks")["not_conditions"]
    words = {tree[own].lemma, *(tree[a].text.casefold() for a in tree.children(own, "aux"))}
    had = {tree[c].lemma for c in tree.children(own, "dobj")}
    called = {tree[c].text.casefold() for c in tree.children(own, "acomp", "attr")} | {
        tree[own].text.casefold()
    }
    return bool(
        words & set(table["courtesies"])
        or had & set(table["courtesy_objects"])
        or called & set(table["courtesy_predicates"])
    )


# ---- "without trust"


def _named(tree: Tree, first: int, last: int, mark: str) -> Condition | None:
    """A condition that is a noun; only in front of its clause: behind it tells how, not whether."""
    ends = tree.reach(last)[1]
    front = {tree[i].text.casefold() for i in range(first)} <= {*MARKS, "and", "but", "or", "that"}
    front = front or mark in ("in the event of", "in the absence of", "in case of")
    if tree[first].text.casefold() == "even":
        return None
    if tree[last].tag not in ("IN", "VBG", "JJ") or ends <= last or not front:
        return None
    if {tree[i].lemma for i in range(last + 1, ends + 1)} & _manner():
        return None
    main = _finite(tree, head_clause(tree, tree[first].head))
    if (first < main <= ends) or not tree[main].tag.startswith("VB"):
        return None
    while ends > last and tree[ends].text in MARKS:
        ends -= 1
    return Condition(first, ends, None, main, mark)


@cache
def _manner() -> frozenset[str]:
    return frozenset(lore.words("outlooks")["not_conditions"]["manner"])
