"""Whose words are expectations, and which of their clauses: predictions without a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import lore
from dragoman.finding import Quote
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import Verb, is_infinitive, verb
from dragoman.grammar.utterances import Utterance
from dragoman.readers.outlooks.expected import (
    Prospect,
    ahead,
    asks,
    is_expected_of_others,
    prospects,
    weighs,
)
from dragoman.readers.outlooks.foretold import is_effect, is_foretold

# Acts whose content says what the speaker wants or will do, not what it expects.
_WANTED = (
    "wish",
    "demand",
    "ask",
    "promise",
    "thank",
    "congratulate",
    "praise",
    "refuse",
    "threaten",
)


def is_view(text: Grammar, utterance: Utterance) -> bool:
    """True for words of somebody whose "will" about others is an expectation."""
    quote = utterance.quote
    if quote is None or quote.act in _WANTED or _is_nobodys(text, quote) or _decides(text, quote):
        return False
    return quote.act in ("predict", "warn", "assess") or _is_expert(text, quote)


def _is_expert(text: Grammar, quote: Quote) -> bool:
    """True if the words for a source, or its affiliation, are those of somebody asked for a view."""
    who = quote.speaker
    if who is None:
        return False
    said = " ".join(
        str(x)
        for x in (
            *(text.words(s) for s in ((quote.source,) if quote.source else ())),
            *(text.words(s) for s in who.evidence),
            who.office.value or "",
            who.affiliation.value or "",
        )
    )
    return _expert().search(said) is not None


@cache
def _expert() -> re.Pattern[str]:
    table = lore.words("outlooks")["experts"]
    return re.compile(rf"\b(?:{'|'.join((*table['words'], *table['bodies']))})s?\b", re.IGNORECASE)


def _is_nobodys(text: Grammar, quote: Quote) -> bool:
    """True for what nobody holds: "no analyst ever said", "you would think", "all should expect"."""
    source = text.words(quote.source).casefold() if quote.source else ""
    cue = text.words(quote.cue).casefold() if quote.cue else ""
    return bool(
        _NOBODY.match(source)
        or _SHOULD.search(cue)
        or (source in ("you", "one", "anybody", "anyone") and quote.act != "warn")
    )


_NOBODY = re.compile(r"(?:no|nobody|none|few)\b")
_SHOULD = re.compile(
    r"\b(?:should|must|can|could|may|might|if)\b|\b(?:let|to)\b|\A(?:thinking|expecting)\b"
)
# The past of a cue, after which "would" stands for "will".
_PAST = re.compile(
    r"\b(?:\w+ed|said|told|thought|felt|found|wrote|knew|saw|held|put|spoke|gave|made|forecast|foresaw|"
    r"foretold|had|was|were)\b",
    re.IGNORECASE,
)


def is_reported(text: Grammar, utterance: Utterance) -> bool:
    """True for indirect speech told in the past: tenses shift, "would" stands for "will"."""
    quote = utterance.quote
    if quote is None or quote.cue is None or text.words(quote.cue).strip() in (":", "-"):
        return False
    if (
        not _PAST.search(text.words(quote.cue))
        and "according" not in text.words(quote.cue).casefold()
    ):
        return False
    return all(text.in_quotation(s) is None for s in utterance.pieces)


def expected(text: Grammar, utterance: Utterance, tree: Tree) -> Iterator[Prospect]:
    """The clauses of an utterance that say what is expected, in no particular order."""
    if utterance.quote is not None and utterance.quote.act in _WANTED:
        return
    yield from prospects(tree, reported=is_reported(text, utterance))
    quote = utterance.quote
    strong = quote is not None and foresees(text, quote) and not _is_nobodys(text, quote)
    view = is_view(text, utterance)
    reported, expert = is_reported(text, utterance), quote is not None and _is_expert(text, quote)
    for i, w in enumerate(tree.words):
        if strong and quote is not None and _is_noun_to(tree, i, quote):
            yield Prospect(i, None, "cue")
        if not w.tag.startswith("VB") or not _is_main(tree, i):
            continue
        v = verb(tree, i)
        if not (strong or view):
            if _is_holders(text, utterance, tree, v) or not _is_told(text, utterance, v):
                continue
            if is_effect(tree, v, reported=reported):
                yield Prospect(i, None, "effect")
            elif _is_said(text, utterance, v) and is_foretold(
                tree, v, reported=reported or _is_announced(utterance)
            ):
                yield Prospect(i, None, "foretold")
        elif strong and quote is not None:
            to_come = ahead(tree, v) and not asks(tree, i) and not weighs(tree, v)
            if (to_come or _is_infinitive_root(tree, i, quote)) and not _demands(
                text, tree, v, quote
            ):
                yield Prospect(i, None, "cue")
        elif is_expected_of_others(tree, v, reported=reported, expert=expert) and not _is_holders(
            text, utterance, tree, v
        ):
            yield Prospect(i, None, "view")


def foresees(text: Grammar, quote: Quote) -> bool:
    """True where the words of the attribution tell an expectation: "was convinced that"."""
    if quote.act in ("predict", "warn"):
        return True
    cues = (quote.cue, *quote.further_cues)
    return quote.act in ("say", "assess", "claim") and any(
        _FORESEES.search(text.words(s)) for s in cues if s is not None
    )


_FORESEES = re.compile(
    r"\b(?:convinced|convictions?|confident|confidence|expect\w*|certainty|optimis\w+|the belief)\b",
    re.IGNORECASE,
)


def _is_announced(utterance: Utterance) -> bool:
    """True for a statement printed without marks, in which "would" may stand for "will"."""
    return utterance.quote is None and utterance.holder.status != "article"


def _decides(text: Grammar, quote: Quote) -> bool:
    """True for "agreed that the talks will go on": what is decided, not what is expected."""
    return quote.cue is not None and _DECIDES.search(text.words(quote.cue)) is not None


_DECIDES = re.compile(
    r"\b(?:decid|determin|agree|announc|order|instruct|propos|commit|pledg|promis|plann|approv)\w*",
    re.IGNORECASE,
)


def _is_said(text: Grammar, utterance: Utterance, v: Verb) -> bool:
    """True for words of somebody; of the article's own only "may never be solved"."""
    if utterance.holder.status == "article":
        return v.modal in ("may", "might") and v.negated
    quote = utterance.quote
    return quote is None or not (_is_nobodys(text, quote) or _decides(text, quote))


def _is_told(text: Grammar, utterance: Utterance, v: Verb) -> bool:
    """True for what somebody says outright; of the article's own words only for "could" and "may"."""
    if utterance.holder.status == "article":
        return v.modal in ("could", "may", "might")
    return True


def _is_holders(text: Grammar, utterance: Utterance, tree: Tree, v: Verb) -> bool:
    """True if the holder or what it stands for is to act: its own plan."""
    if v.subject is None or utterance.quote is None:
        return False
    who, source = utterance.holder, utterance.quote.source
    said = [text.words(s) for s in (*who.evidence, *((source,) if source else ()))]
    said += [str(f.value) for f in (who.name, who.office, who.affiliation) if f.value]
    own = {w for s in said for w in re.findall(r"[\w-]+", s.casefold())} - _SMALL
    return tree[v.subject].text.casefold() in own or tree[v.subject].lemma in own


_SMALL = frozenset("the of and a an s for in on at to by who".split())


def _is_infinitive_root(tree: Tree, place: int, quote: Quote) -> bool:
    """True for the whole of "prices to rise", said to be expected.

    "Expects to meet them" is a plan, "expects to win" is none.
    """
    if quote.act != "predict" or tree[place].role != "ROOT" or not is_infinitive(tree, place):
        return False
    alone = not tree.children(place, "nsubj", "nsubjpass", "expl")
    if alone and quote.source is None:
        return False
    who = tree.children(place, "nsubj", "nsubjpass")
    if who and tree[who[0]].text.casefold() in ("us", "you", "me"):
        return False  # "expects us to act": a demand
    return not alone or tree[place].lemma in lore.words("outlooks")["predictions"]["effects"]


def _is_noun_to(tree: Tree, place: int, quote: Quote) -> bool:
    """True for "the line to reopen by June", taken for a noun and what it is for."""
    w = tree[place]
    if quote.act != "predict" or w.role != "ROOT" or not w.tag.startswith(("NN", "PRP")):
        return False
    if w.text.casefold() in ("us", "you", "me", "ourselves"):
        return False  # "expects us to act": a demand
    below = [c for c in tree.children(place, "acl", "relcl", "xcomp") if is_infinitive(tree, c)]
    kept = lore.words("outlooks")["predictions"]["compliance"]
    return bool(below) and not any(tree[c].lemma in kept for c in below)


def _demands(text: Grammar, tree: Tree, v: Verb, quote: Quote) -> bool:
    """True for "we expect you to come", "expects them to honour the deal", "I expect we will talk"."""
    who = tree[v.subject].text.casefold() if v.subject is not None else ""
    source = text.words(quote.source).casefold() if quote.source else ""
    planned = source in ("i", "we") and quote.cue is not None and "expect" in text.words(quote.cue)
    own = who in ("you", "i") or (who == "we" and planned)
    kept = tree[v.place].lemma in lore.words("outlooks")["predictions"]["compliance"]
    return quote.act == "predict" and (own or (kept and is_infinitive(tree, v.place)))


def _is_main(tree: Tree, place: int) -> bool:
    """True for a root and for a verb that is joined to one."""
    w = tree[place]
    up = tree[w.head]
    if w.role == "relcl":  # "a fund, which will help"
        first = min(tree.children(place), default=place)
        return tree[first].text.casefold() == "which" and first > 0 and tree[first - 1].text == ","
    if w.role == "advcl" and up.role == "ROOT":
        return any(tree[m].text.casefold() == "because" for m in tree.children(place, "mark"))
    if w.role == "ccomp" and up.role == "ROOT":
        return place < w.head or tree[max(tree.reach(place)[0] - 1, 0)].tag == "CC"
    return w.role == "ROOT" or (w.role == "conj" and up.role == "ROOT" and up.tag.startswith("VB"))
