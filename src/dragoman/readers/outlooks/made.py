"""An outlook as its words: the clause, its parts, how likely in whose words, by when."""

from __future__ import annotations

import re
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import NO_DATE, Date, DateField, Outlook
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import closed, first_with_subject, subject, trimmed, verb
from dragoman.grammar.utterances import Utterance
from dragoman.places import Places
from dragoman.readers.outlooks.conditions import Condition


def clause_of(tree: Tree, main: int) -> set[int]:
    """The words of the clause of a verb; of one joined to another its subject and its own words."""
    head = first_with_subject(tree, main)
    first, last = tree.reach(main)
    words = set(range(first, last + 1))
    who = subject(tree, main)
    if head != main and who is not None:
        begins, ends = tree.reach(who)
        words |= set(range(begins, ends + 1))
        if verb(tree, main).modal is None:
            words |= {a for a in verb(tree, head).words if tree[a].tag == "MD"}
    for c in tree.children(main, "conj"):
        other = verb(tree, c)
        if other.past and other.modal is None and tree.children(c, "nsubj", "nsubjpass", "expl"):
            words -= set(range(_joint(tree, c), tree.reach(c)[1] + 1))  # ", and this was discussed"
    return trimmed(tree, words & set(_segment(tree, main)))


def _segment(tree: Tree, main: int) -> range:
    """The words between the semicolons and colons around a verb."""
    stops = [i for i, w in enumerate(tree.words) if w.text in (";", ":") or _parts_clauses(tree, i)]
    first = max((i for i in stops if i < main), default=-1) + 1
    return range(first, min((i for i in stops if i > main), default=len(tree)))


def _parts_clauses(tree: Tree, place: int) -> bool:
    """True for a dash behind which a clause of its own begins: "it may fail - it lost before"."""
    if tree[place].text not in ("-", "–", "—", "--") or place + 2 >= len(tree):
        return False
    behind = tree.words[place + 1 : place + _NEXT]
    return behind[0].tag in ("PRP", "EX", "DT") and any(
        w.tag in ("VBD", "VBZ", "VBP", "MD") for w in behind
    )


# Words behind a dash in which the verb of its clause stands.
_NEXT = 5


def _runs(places: set[int]) -> list[set[int]]:
    """Words that follow each other without a gap, run by run."""
    out: list[set[int]] = []
    for i in sorted(places):
        if out and i - 1 in out[-1]:
            out[-1].add(i)
        else:
            out.append({i})
    return out


def _joint(tree: Tree, place: int) -> int:
    """Where a joined clause begins, with the "and" in front of it."""
    first = tree.reach(place)[0]
    while first and tree[first - 1].text.casefold() in (",", "and", "but", "or"):
        first -= 1
    return first


def outlook(
    text: Grammar,
    utterance: Utterance,
    tree: Tree,
    dates: Places[Date],
    condition: Condition | None,
    clause: set[int],
    governor: int | None,
    rule: str,
) -> Outlook:
    """The finding.

    Args:
        clause: the words of what is expected, those of the condition left out.
        governor: the word outside of the clause that says so, if one does.
    """
    where = utterance.sentence.span.where
    plain = text.plain[where]
    consequence = tuple(
        closed(plain, s)
        for part in _parts(tree, clause)
        for run in _runs(part)
        if (kept := _whole(tree, trimmed(tree, run, leads=frozenset(("that",)))))
        for s in tree.spans(kept)
    )
    own: Span | None = None
    if condition is not None:
        spans = tree.spans(condition.words)
        own = closed(plain, Span(spans[0].start, spans[-1].end, where))
    every = [*consequence, *((own,) if own else ())]
    return Outlook(
        evidence=(Span(min(s.start for s in every), max(s.end for s in every), where),),
        holder=utterance.holder,
        condition=own,
        consequence=consequence,
        likelihood=_likelihood(text, utterance, tree, clause, governor),
        horizon=_horizon(text, consequence, dates),
        rule=rule,
    )


def _whole(tree: Tree, places: set[int]) -> set[int]:
    """The words without a preposition or an article left over at the end."""
    kept = sorted(places)
    while (kept and tree[kept[-1]].tag in ("DT", "TO", "CC", "PRP$")) or (
        kept and tree[kept[-1]].tag == "IN" and not _is_left(tree, kept[-1])
    ):
        kept.pop()
    return set(kept)


def _is_left(tree: Tree, place: int) -> bool:
    """True for the end of "whom they depend on"."""
    return any(tree[i].tag in ("WDT", "WP", "WP$", "WRB") for i in range(place))


def _parts(tree: Tree, clause: set[int]) -> list[set[int]]:
    """A consequence in the parts that follow from each other: ", which could ..."."""
    order = sorted(clause)
    for i in order:
        if tree[i].text.casefold() == "which" and i - 1 in clause and tree[i - 1].text == ",":
            rest = {x for x in order if x >= i}
            modal = next((x for x in sorted(rest) if tree[x].tag.startswith(("MD", "VB"))), None)
            if modal is not None and modal - i <= 3 and tree[modal].tag == "MD":
                return [clause - rest, rest]
    return [clause]


def _likelihood(
    text: Grammar, utterance: Utterance, tree: Tree, clause: set[int], governor: int | None
) -> tuple[Span, ...]:
    spans = list(tree.spans(clause))
    if governor is not None:
        spans.append(tree[governor].span)
    out: set[Span] = set()
    if utterance.quote is not None:
        sure = utterance.quote.act in ("predict", "warn")
        for s in (utterance.quote.cue, *utterance.quote.further_cues):
            if s is not None and _NOT.search(text.words(s)):
                out.add(s)  # "does not expect": only the whole says how sure
            elif s is not None and sure:
                spans.append(s)
    for s in spans:
        for m in _how_likely().finditer(text.words(s)):
            if m.group() != "May" or m.start() == 0:
                out.add(Span(s.start + m.start(), s.start + m.end(), s.where))
    return tuple(sorted(out))


_NOT = re.compile(r"\b(?:not|never|no)\b|n't\b", re.IGNORECASE)


@cache
def _how_likely() -> re.Pattern[str]:
    words = "|".join(lore.words("outlooks")["likelihood"]["words"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _horizon(text: Grammar, consequence: tuple[Span, ...], dates: Places[Date]) -> DateField:
    for s in consequence:
        for d in dates.meeting(s):
            place = d.evidence[0]
            if d.type == "SET" or not s.holds(place):
                continue
            before = text.words(Span(max(s.start, place.start - 16), place.start, s.where))
            if _till().search(before) and _is_to_come(text, d):
                return d.as_field(text.article.slice(place))
    return NO_DATE


def _is_to_come(text: Grammar, date: Date) -> bool:
    """True unless a date begins before the day of the article."""
    day = text.article.reference_date.value
    return (
        day is None
        or date.earliest is None
        or date.earliest >= day[:10]
        or date.latest is None
        or (date.latest > day[:10] and date.earliest[:4] == day[:4])
    )


@cache
def _till() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lore.words("outlooks")["horizon"]["before"]))
    return re.compile(rf"\b(?:{words})(?: the| about| around)? \Z", re.IGNORECASE)
