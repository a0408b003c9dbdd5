"""Utterances that are no clause: topics, indirect questions, orders; and what a denial is of."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.article import Span
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.utterances import Utterance
from dragoman.readers.claims.facts import deed_of

# Fewer words are no statement.
FEWEST = 3


def may_be_clause(text: Grammar, utterance: Utterance) -> bool:
    """True unless its first words show that an utterance is no clause, or none of fact: no parse then."""
    quote = utterance.quote
    words = text.words(utterance.pieces[0])
    first = _WORD.search(words)
    if first is None:
        return False
    if quote is not None and quote.act in ("accuse", "deny"):
        return True
    if first.group() in _CLAUSE_OPENS or first.group().casefold() in _NO_SUBJECTS:
        return False
    return sum(1 for _ in _WORD.finditer(words)) >= FEWEST and not words.rstrip().endswith("?")


_NO_SUBJECTS = frozenset(("to", "let", "please", "thank"))
_CLAUSE_OPENS = frozenset(("whether", "how", "why", "what", "who", "where", "if"))
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)


def is_topic(text: Grammar, utterance: Utterance, tree: Tree) -> bool:
    """True for words that are no clause: a topic discussed, a question put indirectly."""
    quote = utterance.quote
    if tree[0].text in _CLAUSE_OPENS:
        return True
    if quote is None or quote.cue is None or text.in_quotation(utterance.pieces[0]) is not None:
        return False
    if quote.act == "accuse" and not _after_that(text, utterance):
        return deed_of(tree) is None
    return _is_order(tree)


def _after_that(text: Grammar, utterance: Utterance) -> bool:
    first = utterance.pieces[0]
    opened = text.words(Span(max(0, first.start - 6), first.start, first.where))
    return opened.rstrip().endswith("that")


def _is_order(tree: Tree) -> bool:
    """True for "residents not to drink the water": an infinitive stands before any other verb."""
    for w in tree.words:
        if w.tag == "TO":
            return True
        if w.tag in ("VBD", "VBP", "VBZ", "MD"):
            return False
    return False


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


def points_back(text: Grammar, utterance: Utterance) -> bool:
    """True for a denial that only points at what somebody else said: "denied the reports"."""
    words = text.words(utterance.pieces[0]).strip(" .,")
    denies = utterance.quote is not None and utterance.quote.act == "deny"
    return denies and _BACK.fullmatch(words) is not None
