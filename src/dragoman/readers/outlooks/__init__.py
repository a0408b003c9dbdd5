"""Outlooks: what somebody expects to happen, under which condition, and how sure in whose words.

Cheap cues choose the utterances that are parsed: conjunctions of condition, words of expectation,
and what is to come in the mouth of somebody who is asked for a view. Conditions first; a clause
that hangs on one is not told again as a plain prediction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Boilerplate, Date, Finding, Found, Name, Outlook, Quote
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.reader import Reader
from dragoman.grammar.utterances import Utterance, Utterances
from dragoman.places import Places
from dragoman.readers.outlooks.conditions import Condition, conditions
from dragoman.readers.outlooks.cues import cues, tells_effect
from dragoman.readers.outlooks.expected import follows
from dragoman.readers.outlooks.made import clause_of, outlook
from dragoman.readers.outlooks.views import expected, foresees, is_reported


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Outlooks in order of place."""
    quotes = [q for q in found.of(Quote) if not _is_passive(text, q)]
    utterances = Utterances(text, quotes, found.of(Name))
    dates = Places((d.evidence[0], d) for d in found.of(Date))
    chosen = _chosen(text, found, utterances)
    made: list[tuple[Quote | None, Outlook]] = []
    for utterance, tree in zip(chosen, text.trees(u.pieces for u in chosen), strict=True):
        if tree is not None and len(tree):
            made += ((utterance.quote, o) for o in _in(text, utterance, tree, dates))
    false = {
        q.id
        for own, o in made
        for q in utterances.quotes_at(o.evidence[0])
        if q is not own and _is_false(q, o)
    }
    told: list[Outlook] = []
    for own, o in made:
        begins = o.consequence[0]
        inner = utterances.quote_at(Span(begins.start, begins.start + 1, begins.where))
        mine = own is None or own.id not in false
        if mine and (inner is own or (inner and inner.id in false)):
            told.append(o)
    yield from _once(told)


def _once(told: list[Outlook]) -> Iterator[Outlook]:
    """Those whose words are not within another's; of two that are the same the first."""
    places = Places((o.evidence[0], n) for n, o in enumerate(told))
    for n, o in enumerate(told):
        own = o.evidence[0]
        others = ((m, told[m].evidence[0]) for m in places.meeting(own) if m != n)
        if not any(s.holds(own) and (s != own or m < n) for m, s in others):
            yield o


# "The talks are expected to fail": who stands before it is not who expects.
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|'s|'re)\b(?: \w+ly)? \w+(?:ed|cast|seen)\Z"
)


def _is_passive(text: Grammar, quote: Quote) -> bool:
    return (
        quote.act == "predict"
        and quote.cue is not None
        and bool(_PASSIVE.search(text.words(quote.cue)))
    )


def _is_false(quote: Quote, outlook: Outlook) -> bool:
    """True if the words taken for an attribution are those of the outlook itself."""
    own = (*outlook.consequence, *((outlook.condition,) if outlook.condition else ()))
    cues = [s for s in (quote.source, quote.cue) if s]
    return bool(cues) and all(any(o.holds(s) for o in own) for s in cues)


def _chosen(text: Grammar, found: Found, utterances: Utterances) -> list[Utterance]:
    """The utterances with a cheap cue, each once, in order."""
    aside = Places((s, b) for b in found.of(Boilerplate) for s in b.evidence)
    out: dict[tuple[Span, ...], Utterance] = {}
    for s in text.sentences:
        if s.span.where == "title" or aside.meets(s.span):
            continue
        words = text.words(s.span)
        places = [
            _letter(s.span, at) for at, weak in cues(words) if not weak or tells_effect(words)
        ]
        weak = [_letter(s.span, at) for at, weak in cues(words) if weak]
        places += [
            _letter(s.span, max(q.content[0].start - s.span.start, 0))
            for q in utterances.quotes_at(s.span)
            if foresees(text, q)
        ]
        for place in places:
            if (one := utterances.at(place)) is not None:
                out.setdefault(one.pieces, one)
        for place in weak:
            one = utterances.at(place)
            if one is not None and (one.holder.status != "article" or _NEVER.search(words)):
                out.setdefault(one.pieces, one)
    return list(out.values())


# "May never be solved": of the article's own "may" only this is an outlook by itself.
_NEVER = re.compile(r"\b(?:may|might) (?:\w+ )?(?:never|not)\b", re.IGNORECASE)


def _letter(sentence: Span, at: int) -> Span:
    """One character of a sentence."""
    return Span(sentence.start + at, sentence.start + at + 1, sentence.where)


# ---- one utterance


def _in(text: Grammar, utterance: Utterance, tree: Tree, dates: Places[Date]) -> Iterator[Outlook]:
    if _asks(text, utterance, tree) or _provides(text, utterance) or _is_broken(utterance, tree):
        return
    taken: set[int] = set()
    reported = is_reported(text, utterance)
    made = [
        c
        for c in conditions(tree)
        if _hangs(tree, c, utterance) and follows(tree, c, reported=reported)
    ]
    for c in made:
        clause = clause_of(tree, c.main) - {x for o in made if o.main == c.main for x in o.words}
        if not taken & {c.main} and clause and not _is_asked(tree, clause):
            yield outlook(text, utterance, tree, dates, c, clause, None, f"condition: {c.mark}")
        taken |= clause | set(c.words)
    for p in expected(text, utterance, tree):
        clause = clause_of(tree, p.clause)
        if p.clause in taken or not clause or _is_asked(tree, clause):
            continue
        taken |= clause
        yield outlook(text, utterance, tree, dates, None, clause, p.governor, p.rule)


def _is_asked(tree: Tree, clause: set[int]) -> bool:
    """True for "if there might be more", and for what stops in the middle."""
    first = tree[min(clause)].text.casefold()
    return first in ("if", "whether") or len(clause) < _FEWEST


# Fewer words say nothing of what is expected.
_FEWEST = 3


def _asks(text: Grammar, utterance: Utterance, tree: Tree) -> bool:
    """True for a question."""
    if any(w.text == "?" for w in tree.words[-3:]):
        return True
    return utterance.quote is not None and text.words(utterance.sentence.span).rstrip(
        "\"' )"
    ).endswith("?")


def _is_broken(utterance: Utterance, tree: Tree) -> bool:
    """True for speech that starts anew: "he would — he would take"; its clauses are nobody's."""
    if utterance.holder.status == "article":
        return False
    words = [w.text.casefold() for w in tree.words]
    dashes = [i for i, w in enumerate(words) if w in ("—", "–", "--")]
    anew = any(set(words[max(0, i - 3) : i]) & set(words[i + 1 : i + 4]) - {","} for i in dashes)
    return (len(dashes) > 1 and anew) or any(w.endswith("-") and len(w) > 1 for w in words)


def _provides(text: Grammar, utterance: Utterance) -> bool:
    """True for a sentence that tells what a rule says: it prescribes, and expects nothing."""
    return _provision().search(text.words(utterance.sentence.span)) is not None


@cache
def _provision() -> re.Pattern[str]:
    words = "|".join(lore.words("outlooks")["not_conditions"]["provisions"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _hangs(tree: Tree, condition: Condition, utterance: Utterance) -> bool:
    """True unless what depends on a condition is hoped, demanded or only asked."""
    if utterance.quote is not None and utterance.quote.act in ("wish", "demand", "ask"):
        return False
    above = [tree[a].lemma for a in tree.above(condition.main)]
    return not {"hope", "wish", "ask", "wonder", "pray"} & set(above)


READER = Reader("outlooks", 2, read, needs=(Boilerplate, Name, Date, Quote), gives=(Outlook,))
