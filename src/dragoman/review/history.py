"""What people have said, what became of it, and how far they agree with each other and the machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.corrections import Disagreement, Ledger, Standing, Statement
from dragoman.record import EVERYTHING, Filter, View
from dragoman.weigh.agreement import Agreement, agreement, of_author
from dragoman.weigh.rates import Rate, rates


def history(
    view: View, want: Filter = EVERYTHING, *, article: str | None = None, finding: str | None = None
) -> list[Standing]:
    """Every statement with what became of it, in the order of the file.

    Args:
        want: only those about articles that a filter takes; all if it takes everything.
        article: only those tried on the article with this id.
        finding: only those about the finding with this id, and about persons named in none.
    """
    if not view.statements():
        return []
    takes = None if want == EVERYTHING else {a.id for a in view.articles(want)}
    out = []
    for s in view.standings():
        own = {s.finding, s.statement.finding}
        if takes is not None and s.article not in takes and s.statement.article not in takes:
            continue
        if finding is not None and finding not in own:
            continue
        if article is not None and article not in (s.article, s.statement.article):
            continue
        out.append(s)
    return out


def people(statements: Iterable[Statement]) -> list[str]:
    """Who made statements, by name."""
    return sorted({s.author for s in statements})


def agreement_of(statements: Sequence[Statement], one: str, two: str) -> Agreement:
    """How far two authors of one file agree."""
    ledger = Ledger(tuple(statements))
    return agreement(of_author(ledger, one), of_author(ledger, two), (one, two))


def agreement_of_files(
    one: Sequence[Statement], two: Sequence[Statement], names: tuple[str, str]
) -> Agreement:
    """How far two files agree, each taken as one coder whoever wrote in it."""
    return agreement(Ledger(tuple(one)).in_force, Ledger(tuple(two)).in_force, names)


def machine(statements: Sequence[Statement]) -> list[Rate]:
    """By kind what people made of the machine's findings."""
    return rates(Ledger(tuple(statements)).in_force)


def quoted(s: Statement) -> str:
    """The words that a statement is about, as they stood."""
    own = set(s.evidence)
    return " … ".join(a.words for a in s.words if a.span in own)


def differing(d: Disagreement) -> str:
    """Who says what, the last of them being what counts."""
    return "; ".join(f"{p.author}: {p.says}" for p in d.positions)
