"""Claims: statements of fact that the text attributes to somebody, and how they stand to each other.

Each sentence of a quote that tells what is or was is one claim; what one source says in
confirmation of others is one claim with several parts. `statements` says what a statement of fact
is, `standing` who denies, contradicts or bears out what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import (
    Amount,
    Boilerplate,
    Claim,
    Date,
    Finding,
    Found,
    Message,
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
from dragoman.readers.claims.statements import Statement, denial, may_state, statement
from dragoman.readers.claims.topics import denied, may_be_clause


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Claims in order of place, with their status."""
    typed = Places(
        (f.evidence[0], f) for kind in (Name, Amount, Date) for f in found.of(kind) if f.evidence
    )
    told = list(_told(text, found, typed))
    claims = _joined([_claim(n, s) for n, s in enumerate(told)], told)
    back = {str(n) for n, s in enumerate(told) if s.refers}
    heard = [Heard(_proposition(text, c, typed), act, c.id in back) for c, act in claims]
    yield from weighed(heard)


def _told(text: Grammar, found: Found, typed: Places[Finding]) -> Iterator[Statement]:
    """The statements of fact of all quotes, in order of place."""
    quotes = found.of(Quote)
    utterances = Utterances(text, quotes)
    aside = Places((s, b) for b in found.of(Boilerplate) for s in b.evidence)
    covered = Places((s, m) for m in found.of(Message) for s in m.evidence)
    expected = Places((s, o) for o in found.of(Outlook) for s in o.evidence)
    chosen: dict[tuple[Span, ...], Utterance] = {}
    for q in quotes:
        if may_state(q):
            for u in _of_quote(text, utterances, q):
                if not any(s.where == "title" or aside.meets(s) for s in u.pieces):
                    u = denied(text, u)
                    if may_be_clause(text, u):
                        chosen.setdefault(u.pieces, u)
    order = sorted(
        chosen.values(), key=lambda u: (u.pieces[0].start, u.quote.depth if u.quote else 0)
    )
    made = []
    for u, tree in zip(order, text.trees(u.pieces for u in order), strict=True):
        one = statement(text, u, tree, typed) if tree is not None and len(tree) else None
        one = one or denial(text, u)
        if one is not None and not _is_told_elsewhere(one, covered, expected):
            made.append(one)
    yield from _innermost(made)


def _innermost(made: list[Statement]) -> Iterator[Statement]:
    """The statements; of "they found out that he left" one, of who says so, that he left."""
    made = _apart(made)
    inner = {(s.quote.parent, s.utterance.sentence.index): s for s in made if s.quote.parent}
    found: set[int] = set()
    for s in made:
        child = inner.get((s.quote.id, s.utterance.sentence.index))
        cue = child.quote.cue if child else None
        if s.is_factive and child and cue and any(p.meets(cue) for p in s.predicates):
            found.add(id(child))
            yield replace(s, proposition=child.proposition, subject=child.subject,
                          predicates=child.predicates, negative=child.negative)  # fmt: skip
        elif id(s) not in found:
            yield s


def _apart(made: list[Statement]) -> list[Statement]:
    """The statements without those whose verb another one's words hold, told by somebody nearer."""
    places = Places((p, s) for s in made for p in s.predicates[:1])

    def is_nearer(other: Statement, s: Statement) -> bool:
        same = other.predicates[:1] == s.predicates[:1]
        sure = (other.quote.depth, other.quote.certainty or 0.0)
        return same and other is not s and sure > (s.quote.depth, s.quote.certainty or 0.0)

    return [
        s
        for s in made
        if not any(is_nearer(o, s) for p in s.predicates[:1] for o in places.meeting(p))
    ]


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


def _is_told_elsewhere(
    made: Statement, covered: Places[Message], expected: Places[Outlook]
) -> bool:
    """True for what is a message or an outlook: these are findings of their own."""
    first = made.predicates[0] if made.predicates else made.proposition[0]
    verb = Span(first.start, first.start + 1, first.where)
    return covered.meets(verb) or expected.meets(verb)


def _claim(number: int, s: Statement) -> Claim:
    quote = s.quote
    denied = quote.act == "deny"
    return Claim(
        id=str(number),
        evidence=_evidence(s),
        holder=s.utterance.holder,
        proposition=s.proposition,
        subject=s.subject,
        predicates=s.predicates,
        polarity="negative" if s.negative != denied else "positive",
        when=quote.when,
        certainty=quote.certainty,
        rule=f"{quote.act}: {quote.rule}",
    )


def _evidence(s: Statement) -> tuple[Span, ...]:
    first, last = s.proposition[0], s.proposition[-1]
    return (Span(first.start, max(first.end, last.end), first.where),)


def _joined(claims: list[Claim], told: list[Statement]) -> list[tuple[Claim, str]]:
    """The claims with their acts; what one source confirms, however often, as one."""
    out: list[tuple[Claim, str]] = []
    for c, s in zip(claims, told, strict=True):
        act = s.quote.act
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
    1,
    read,
    needs=(Boilerplate, Name, Date, Amount, Quote, Message, Outlook),
    gives=(Claim,),
)
