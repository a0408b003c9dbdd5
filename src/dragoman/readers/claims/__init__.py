"""Claims: statements of fact that the text attributes to somebody, and how they stand to each other.

Each sentence of a quote that tells what is or was is one claim; what one source says in
confirmation of others is one claim with several parts. `statements` says what a statement of fact
is, `standing` who denies, contradicts or bears out what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from dragoman.article import Span
from dragoman.finding import (
    Amount,
    Boilerplate,
    Claim,
    Date,
    Finding,
    Found,
    Name,
    Outlook,
    Quote,
)
from dragoman.finding.holders import same_holder
from dragoman.grammar import Grammar
from dragoman.grammar.propositions import Proposition
from dragoman.grammar.reader import Reader
from dragoman.grammar.utterances import Utterance, Utterances
from dragoman.places import Places
from dragoman.readers.claims.standing import Heard, weighed
from dragoman.readers.claims.statements import Statement, denial, may_state, statements
from dragoman.readers.claims.topics import denied, may_be_clause


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Claims in order of place, with their status."""
    typed = Places(
        (f.evidence[0], f) for kind in (Name, Amount, Date) for f in found.of(kind) if f.evidence
    )
    told = list(_told(text, found))
    claims = _joined([_claim(n, s) for n, s in enumerate(told)], told)
    back = {str(n) for n, s in enumerate(told) if s.refers}
    heard = [Heard(_proposition(text, c, typed), act, c.id in back) for c, act in claims]
    yield from weighed(heard)


def _told(text: Grammar, found: Found) -> Iterator[Statement]:
    """The statements of fact of all voices, in order of place."""
    quotes = found.of(Quote)
    utterances = Utterances(text, quotes, found.of(Name))
    aside = Places((s, b) for b in found.of(Boilerplate) for s in b.evidence)
    expected = Places(
        (s, o) for o in found.of(Outlook) for s in (*o.consequence, *filter(None, (o.condition,)))
    )
    chosen: dict[tuple[Span, ...], Utterance] = {}
    some = chain(
        (u for q in quotes if may_state(text, q) for u in _of_quote(text, utterances, q)),
        _outside(text, utterances),
    )
    for u in some:
        if (
            u.holder.status != "article"
            and not any(s.where == "title" or aside.meets(s) for s in u.pieces)
            and not _is_greeting(text, u)
        ):
            u = denied(text, u)
            if may_be_clause(text, u):
                chosen.setdefault(u.pieces, u)
    order = sorted(chosen.values(), key=lambda u: (u.pieces[0].start, -_depth(u)))
    made: list[Statement] = []
    for u, tree in zip(order, text.trees(u.pieces for u in order), strict=True):
        told = list(statements(text, u, tree)) if tree is not None and len(tree) else []
        refers = denial(text, u) if not told else None
        made += (s for s in (*told, *((refers,) if refers else ())) if not _is_outlook(s, expected))
    yield from _nearest(made)


def _is_greeting(text: Grammar, utterance: Utterance) -> bool:
    """True for the words of a message of courtesy, which has no other voice: praise and wishes.

    A letter or a statement may state facts.
    """
    return any(_COURTESY.search(text.words(s)) for s in utterance.holder.evidence)


_COURTESY = re.compile(r"\b(?:messages?|greetings?|telegrams?|congratulations|condolences)\b")


def _depth(utterance: Utterance) -> int:
    return utterance.quote.depth if utterance.quote else -1


def _outside(text: Grammar, utterances: Utterances) -> Iterator[Utterance]:
    """The sentences of speeches, of transcripts and of what a colon announces."""
    for s in text.sentences:
        letter = next((i for i, c in enumerate(text.words(s.span)) if c.isalnum()), 0)
        place = Span(s.span.start + letter, s.span.start + letter + 1, s.span.where)
        one = utterances.at(place)
        if one is not None and one.quote is None:
            yield one


def _nearest(made: list[Statement]) -> Iterator[Statement]:
    """The statements without those that somebody nearer to the words makes too.

    Of "she said he is ill" in another's words only that he is ill; of "they found out that he
    left" it is whoever says so that vouches for it.
    """
    verbs = Places((_letter(s), s) for s in made)
    telling = {q.id: q.cue for s in made if (q := s.quote) is not None and q.cue is not None}
    cues = Places((c, n) for n, c in telling.items())
    for s in made:
        same = [o for o in verbs.meeting(_letter(s)) if o is not s and o.place == s.place]
        own = s.quote.id if s.quote else None
        tells = any(n != own for n in cues.meeting(_letter(s)))
        if tells or any(o.rank > s.rank for o in same):
            continue
        yield s


def _letter(s: Statement) -> Span:
    """The first character of a statement's verb, or of its words."""
    first = s.predicates[0] if s.predicates else s.proposition[0]
    at = s.place if s.place is not None else first.start
    return Span(at, at + 1, first.where)


def _of_quote(text: Grammar, utterances: Utterances, quote: Quote) -> Iterator[Utterance]:
    seen: set[int] = set()
    for s in quote.content:
        paragraph = text.paragraph_at(s)
        for sentence in text.sentences_in(paragraph) if paragraph >= 0 else ():
            if sentence.span.meets(s) and sentence.index not in seen:
                seen.add(sentence.index)
                made = utterances.of(quote, sentence)
                if made.pieces:
                    yield made


def _is_outlook(made: Statement, expected: Places[Outlook]) -> bool:
    """True for what is an outlook: a finding of its own."""
    return expected.meets(_letter(made))


def _claim(number: int, s: Statement) -> Claim:
    return Claim(
        id=str(number),
        evidence=_evidence(s),
        holder=s.utterance.holder,
        proposition=s.proposition,
        subject=s.subject,
        predicates=s.predicates,
        polarity="negative" if s.negative != (s.act == "deny") else "positive",
        when=s.when,
        certainty=s.quote.certainty if s.quote else None,
        rule=f"{s.act}: {s.quote.rule if s.quote else 'own words'}",
    )


def _evidence(s: Statement) -> tuple[Span, ...]:
    first, last = s.proposition[0], s.proposition[-1]
    return (Span(first.start, max(first.end, last.end), first.where),)


def _joined(claims: list[Claim], told: list[Statement]) -> list[tuple[Claim, str]]:
    """The claims with their acts; what one source confirms, however often, as one."""
    out: list[tuple[Claim, str]] = []
    for c, s in zip(claims, told, strict=True):
        act = s.act
        at = next(
            (
                n
                for n, (other, what) in enumerate(out)
                if act == what == "confirm" and same_holder(other.holder, c.holder)
            ),
            None,
        )
        if at is None:
            out.append((c, act))
            continue
        one = out[at][0]
        out[at] = (
            replace(
                one,
                evidence=(*one.evidence, *c.evidence),
                proposition=(*one.proposition, *c.proposition),
                predicates=(*one.predicates, *c.predicates),
            ),
            act,
        )
    return out


def _proposition(text: Grammar, claim: Claim, typed: Places[Finding]) -> Proposition:
    where = claim.proposition[0].where
    inside = {id(f): f for s in claim.proposition for f in typed.meeting(s)}
    home = claim.holder.state if claim.holder else None
    return Proposition(claim, text.plain[where], inside.values(), home)


READER = Reader(
    "claims",
    2,
    read,
    needs=(Boilerplate, Name, Date, Amount, Quote, Outlook),
    gives=(Claim,),
)
