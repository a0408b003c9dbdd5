"""What waits for a person: orphans and disagreements, doubts, what is not certain, open fields."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from dragoman.article import Article, Span
from dragoman.corrections import Ledger, Standing
from dragoman.finding import Doubt, Reading
from dragoman.record import EVERYTHING, Filter, View
from dragoman.review.history import differing, quoted
from dragoman.weigh.unknowns import LEDGER, concerning, unknowns

What = Literal["orphaned", "disagreement", "changed", "doubt", "low_certainty", "open_field"]
WHATS: tuple[What, ...] = get_args(What)

# A certainty is calibrated: below this it is wrong more often than right.
LOW = 0.5
_OPEN = ("not_resolved", "ambiguous", "conflicting")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at.

    Args:
        article: that it is in; None for an orphan whose article is not at hand.
        finding: its id; of an orphan the id that it had.
        field: of a disagreement or an open field; of a doubt the kind and field that it doubts.
        why: in words.
        words: what stands at the evidence; of an orphan what stood there.
        certainty: of a finding that is not certain.
        statements: ids of the statements that it is about.
    """

    what: What
    kind: str
    finding: str
    field: str
    why: str
    words: str
    article: Article | None = None
    evidence: tuple[Span, ...] = ()
    certainty: float | None = None
    statements: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The item as JSON values."""
        return {
            "what": self.what,
            "kind": self.kind,
            "finding": self.finding,
            "field": self.field,
            "why": self.why,
            "words": self.words,
            "article": self.article.key if self.article else None,
            "article_id": self.article.id if self.article else None,
            "published": self.article.published if self.article else None,
            "evidence": [s.to_json() for s in self.evidence],
            "certainty": self.certainty,
            "statements": list(self.statements),
        }


# By article, filter and threshold: the mark of what was read, and what is open in it.
Memo = dict[tuple[str, Filter, float], tuple[str, tuple[Item, ...]]]


def queue(
    view: View,
    want: Filter = EVERYTHING,
    *,
    kinds: Collection[str] | None = None,
    what: Collection[What] | None = None,
    below: float = LOW,
    memo: Memo | None = None,
) -> list[Item]:
    """What waits for a person, of what a filter takes: orphans and disagreements first.

    Then accepted findings that the machine now reads otherwise, doubts, findings of low certainty,
    and fields that are not resolved. What a person accepted or corrected is not asked again, nor
    what stands in an article that somebody reviewed for its kind.

    Args:
        kinds: only about findings of these kinds; a doubt is about the kind that it doubts, too.
        what: only items of these sorts.
        below: certainties under this are low.
        memo: kept by whoever asks again and again: articles of which nothing changed since are not
            read again.
    """
    asked = set(WHATS if what is None else what)
    out: list[Item] = []
    if asked & {"orphaned", "disagreement", "changed"}:
        out += _said(view, want)
    if asked & {"doubt", "low_certainty", "open_field"}:
        out += _read(view, want, below, memo)
    kept = [x for x in out if x.what in asked and (kinds is None or _concerns(x, kinds))]
    return sorted(kept, key=lambda x: WHATS.index(x.what))  # keeps the order of articles


def _concerns(x: Item, kinds: Collection[str]) -> bool:
    return x.kind in kinds or (x.what == "doubt" and x.field.partition(".")[0] in kinds)


def _said(view: View, want: Filter) -> Iterator[Item]:
    """What became of corrections, where somebody should look."""
    if not view.statements():
        return
    takes = None if want == EVERYTHING else {a.id for a in view.articles(want)}
    articles = _Articles(view)
    held = view.standings()
    where = {s.statement.id: s for s in held}
    for s in held:
        if takes is not None and s.article not in takes:
            continue
        if s.fate == "orphaned":
            yield _orphan(s, articles.of(s.article))
        elif s.why and s.fate in ("applied", "reinstated"):
            yield _item("changed", s, articles.of(s.article))
    for d in Ledger(view.statements()).disagreements:
        ids = tuple(p.statement.id for p in d.positions if p.statement)
        here = where[ids[-1]] if ids else None
        if here is None or (takes is not None and here.article not in takes):
            continue
        if here.fate in ("applied", "reinstated"):
            yield _item("disagreement", here, articles.of(here.article), d.field, differing(d), ids)


def _orphan(s: Standing, article: Article | None) -> Item:
    said = s.statement
    why = f"{said.does.replace('_', ' ')} by {said.author}, {said.time[:10]}: {s.why}"
    return Item("orphaned", said.kind or "", said.finding or "", ", ".join(said.set), why,
                quoted(said), article, statements=(said.id,))  # fmt: skip


def _item(
    what: What,
    s: Standing,
    article: Article | None,
    field: str = "",
    why: str | None = None,
    ids: tuple[str, ...] = (),
) -> Item:
    return Item(what, s.statement.kind or "", s.finding or "", field, s.why if why is None else why,
                quoted(s.statement), article, statements=ids or (s.statement.id,))  # fmt: skip


class _Articles:
    """Articles by id, each fetched once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.held: dict[str, Article | None] = {}

    def of(self, own: str | None) -> Article | None:
        if own is not None and own not in self.held:
            try:
                self.held[own] = self.view.article(own)
            except LookupError:
                self.held[own] = None
        return self.held.get(own or "")


def _read(view: View, want: Filter, below: float, memo: Memo | None) -> Iterator[Item]:
    """What readers leave open or are not sure of."""
    looked = {
        (s.article, kind)
        for s in Ledger(view.statements()).in_force
        if s.does == "reviewed"
        for kind in s.of
    }
    found = _each(view, want, below) if memo is None else _kept(view, want, below, memo)
    for own, items in found:
        yield from (x for x in items if (own, x.kind) not in looked)


def _each(
    view: View, want: Filter, below: float, of: Collection[str] | None = None
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    kinds = (*LEDGER, "name") if want.between else LEDGER
    for reading in view.readings(want, kinds, of):
        open_yet = {f.id for f in reading.findings if not f.corrected_by}
        items = (*_open(reading, want), *_uncertain(reading, below))
        yield reading.article.id, tuple(x for x in items if x.finding in open_yet)


def _kept(
    view: View, want: Filter, below: float, memo: Memo
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """As `_each`, from the memo where nothing changed."""
    marks = view.marks()
    ids = [a.id for a in view.articles(want)]
    new = [own for own in ids if memo.get((own, want, below), ("",))[0] != marks[own]]
    found = dict(_each(view, want, below, new)) if new else {}
    for own in new:
        memo[own, want, below] = (marks[own], found.get(own, ()))
    yield from ((own, memo[own, want, below][1]) for own in ids)


def _open(reading: Reading, want: Filter) -> Iterator[Item]:
    lines = list(unknowns(reading))
    doubted = {d.id: d.role_key() for d in reading.of(Doubt)}
    for u in concerning(reading, lines, want.between):
        if u.kind != "doubt" and u.state not in _OPEN:
            continue
        what: What = "doubt" if u.kind == "doubt" else "open_field"
        field = doubted.get(u.finding, u.field)
        yield Item(what, u.kind, u.finding, field, f"{u.what}: {u.why}", u.words,
                   reading.article, u.evidence)  # fmt: skip


def _uncertain(reading: Reading, below: float) -> Iterator[Item]:
    for f in reading.findings:
        if f.certainty is not None and f.certainty < below:
            words = " … ".join(map(reading.article.slice, f.evidence))
            yield Item("low_certainty", f.kind, f.id, "", f"certainty {f.certainty:.2f}", words,
                       reading.article, f.evidence, f.certainty)  # fmt: skip
