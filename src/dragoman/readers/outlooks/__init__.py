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
from dragoman.finding import (
    NO_DATE,
    Boilerplate,
    Date,
    DateField,
    Finding,
    Found,
    Outlook,
    Quote,
)
from dragoman.grammar import Grammar, Tree
from dragoman.grammar.clauses import (
    Verb,
    closed,
    first_with_subject,
    is_infinitive,
    subject,
    trimmed,
    verb,
)
from dragoman.grammar.reader import Reader
from dragoman.grammar.utterances import Utterance, Utterances
from dragoman.places import Places
from dragoman.readers.outlooks.conditions import Condition, conditions
from dragoman.readers.outlooks.cues import cues, tells_effect
from dragoman.readers.outlooks.expected import (
    Prospect,
    ahead,
    asks,
    follows,
    is_effect,
    is_expected_of_others,
    prospects,
)

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


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Outlooks in order of place."""
    quotes = [q for q in found.of(Quote) if not _is_passive(text, q)]
    utterances = Utterances(text, quotes)
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
            if q.act in ("predict", "warn")
        ]
        for place in places:
            if (one := utterances.at(place)) is not None:
                out.setdefault(one.pieces, one)
        for place in weak:
            if (one := utterances.at(place)) is not None and _is_view(text, one):
                out.setdefault(one.pieces, one)
    return list(out.values())


def _letter(sentence: Span, at: int) -> Span:
    """One character of a sentence."""
    return Span(sentence.start + at, sentence.start + at + 1, sentence.where)


def _is_view(text: Grammar, utterance: Utterance) -> bool:
    """True for words of somebody whose "will" about others is an expectation."""
    quote = utterance.quote
    if quote is None or quote.act in _WANTED:
        return False
    return quote.act in ("predict", "warn", "assess") or is_expert(text, quote)


def is_expert(text: Grammar, quote: Quote) -> bool:
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


# ---- one utterance


def _in(text: Grammar, utterance: Utterance, tree: Tree, dates: Places[Date]) -> Iterator[Outlook]:
    if _asks(text, utterance, tree) or _provides(text, utterance):
        return
    taken: set[int] = set()
    reported = _is_reported(text, utterance)
    made = [
        c
        for c in conditions(tree)
        if _hangs(tree, c, utterance) and follows(tree, c, reported=reported)
    ]
    for c in made:
        clause = _clause(tree, c.main) - {x for o in made if o.main == c.main for x in o.words}
        if not taken & {c.main} and clause:
            yield _outlook(text, utterance, tree, dates, c, clause, None, f"condition: {c.mark}")
        taken |= clause | set(c.words)
    for p in _expected(text, utterance, tree):
        clause = _clause(tree, p.clause)
        if p.clause in taken or not clause:
            continue
        taken |= clause
        yield _outlook(text, utterance, tree, dates, None, clause, p.governor, p.rule)


def _asks(text: Grammar, utterance: Utterance, tree: Tree) -> bool:
    """True for a question."""
    if any(w.text == "?" for w in tree.words[-3:]):
        return True
    return utterance.quote is not None and text.words(utterance.sentence.span).rstrip(
        "\"' )"
    ).endswith("?")


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


def _is_reported(text: Grammar, utterance: Utterance) -> bool:
    """True for indirect speech: tenses shift, "would" stands for "will"."""
    quote = utterance.quote
    if quote is None or quote.cue is None or text.words(quote.cue).strip() in (":", "-"):
        return False
    return all(text.in_quotation(s) is None for s in utterance.pieces)


def _expected(text: Grammar, utterance: Utterance, tree: Tree) -> Iterator[Prospect]:
    if utterance.quote is not None and utterance.quote.act in _WANTED:
        return
    yield from prospects(tree)
    quote = utterance.quote
    strong = quote is not None and quote.act in ("predict", "warn")
    view = _is_view(text, utterance)
    reported, expert = _is_reported(text, utterance), quote is not None and is_expert(text, quote)
    for i, w in enumerate(tree.words):
        if not w.tag.startswith("VB") or not _is_main(tree, i):
            continue
        v = verb(tree, i)
        if not (strong or view):
            if (
                _is_told(text, utterance, v)
                and is_effect(tree, v, reported=reported)
                and not _is_holders(text, utterance, tree, v)
            ):
                yield Prospect(i, None, "effect")
        elif strong and quote is not None:
            to_come = ahead(tree, v) and not asks(tree, i)
            if (to_come or _is_infinitive_root(tree, i, quote)) and not _demands(tree, v, quote):
                yield Prospect(i, None, "cue")
        elif is_expected_of_others(tree, v, reported=reported, expert=expert) and not _is_holders(
            text, utterance, tree, v
        ):
            yield Prospect(i, None, "view")


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
    """True for the whole of "prices to rise", said to be expected."""
    return quote.act == "predict" and tree[place].role == "ROOT" and is_infinitive(tree, place)


def _demands(tree: Tree, v: Verb, quote: Quote) -> bool:
    """True for "we expect you to come", "expects them to honour the deal"."""
    own = v.subject is not None and tree[v.subject].text.casefold() == "you"
    kept = tree[v.place].lemma in lore.words("outlooks")["predictions"]["compliance"]
    return quote.act == "predict" and (own or (kept and is_infinitive(tree, v.place)))


def _is_main(tree: Tree, place: int) -> bool:
    """True for a root and for a verb that is joined to one."""
    w = tree[place]
    up = tree[w.head]
    return w.role == "ROOT" or (w.role == "conj" and up.role == "ROOT" and up.tag.startswith("VB"))


def _clause(tree: Tree, main: int) -> set[int]:
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
    stops = [i for i, w in enumerate(tree.words) if w.text in (";", ":")]
    first = max((i for i in stops if i < main), default=-1) + 1
    return range(first, min((i for i in stops if i > main), default=len(tree)))


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


def _outlook(
    text: Grammar,
    utterance: Utterance,
    tree: Tree,
    dates: Places[Date],
    condition: Condition | None,
    clause: set[int],
    governor: int | None,
    rule: str,
) -> Outlook:
    where = utterance.sentence.span.where
    plain = text.plain[where]
    consequence = tuple(
        closed(plain, s)
        for part in _parts(tree, clause)
        for run in _runs(part)
        if (kept := trimmed(tree, run, leads=frozenset(("that",))))
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
    if utterance.quote is not None and utterance.quote.act in ("predict", "warn"):
        for s in (utterance.quote.cue, *utterance.quote.further_cues):
            if s is not None and _NOT.search(text.words(s)):
                out.add(s)  # "does not expect": only the whole says how sure
            elif s is not None:
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


READER = Reader("outlooks", 1, read, needs=(Boilerplate, Date, Quote), gives=(Outlook,))
