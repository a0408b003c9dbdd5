"""What people have to look at and what they have said: the queue, the history, agreement, two runs.

One query each, for the commands and for whoever else shows them. Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, get_args

from dragoman.article import Article, Span
from dragoman.corrections import Ledger, Standing, Statement
from dragoman.corrections.ledger import Disagreement
from dragoman.finding import Doubt, Field, Finding, Reading, to_json
from dragoman.record import EVERYTHING, Filter, View
from dragoman.weigh.agreement import Agreement, agreement, of_author
from dragoman.weigh.rates import Rate, rates
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


# ---- the queue


def queue(
    view: View,
    want: Filter = EVERYTHING,
    *,
    kinds: Collection[str] | None = None,
    what: Collection[What] | None = None,
    below: float = LOW,
) -> list[Item]:
    """What waits for a person, of what a filter takes: orphans and disagreements first.

    Then accepted findings that the machine now reads otherwise, doubts, findings of low certainty,
    and fields that are not resolved. What a person accepted or corrected is not asked again, nor
    what stands in an article that somebody reviewed for its kind.

    Args:
        kinds: only about findings of these kinds; a doubt is about the kind that it doubts, too.
        what: only items of these sorts.
        below: certainties under this are low.
    """
    asked = set(WHATS if what is None else what)
    out: list[Item] = []
    if asked & {"orphaned", "disagreement", "changed"}:
        out += _said(view, want)
    if asked & {"doubt", "low_certainty", "open_field"}:
        out += _read(view, want, below)
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


def differing(d: Disagreement) -> str:
    """Who says what, the last of them being what counts."""
    return "; ".join(f"{p.author}: {p.says}" for p in d.positions)


def quoted(s: Statement) -> str:
    """The words that a statement is about, as they stood."""
    own = set(s.evidence)
    return " … ".join(a.words for a in s.words if a.span in own)


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


def _read(view: View, want: Filter, below: float) -> Iterator[Item]:
    """What readers leave open or are not sure of."""
    looked = {
        (s.article, kind)
        for s in Ledger(view.statements()).in_force
        if s.does == "reviewed"
        for kind in s.of
    }
    kinds = (*LEDGER, "name") if want.between else LEDGER
    for reading in view.readings(want, kinds):
        article = reading.article
        by_id = {f.id: f for f in reading.findings if not f.corrected_by}
        for item in (*_open(reading, want), *_uncertain(reading, below)):
            if item.finding in by_id and (article.id, item.kind) not in looked:
                yield item


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


# ---- the history, and what people say of each other and of the machine


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


# ---- what a re-reading changed


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that is new, gone, or has other fields.

    Args:
        readers: the version that gave it before, and after; None where there is none.
    """

    status: Literal["new", "gone", "changed"]
    kind: str
    finding: str
    words: str
    evidence: tuple[Span, ...]
    fields: tuple[FieldChange, ...]
    readers: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What is read otherwise of one article.

    Args:
        status: new; a newer version of a text held before; or the same text read again.
        why: which versions of readers differ between its findings before and after.
    """

    article: Article
    status: Literal["new", "new_version", "read_again"]
    findings: tuple[FindingChange, ...]
    why: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the machine read at the end of one run and at the end of a later one.

    Args:
        versions: what in the manifests of the two runs differs.
    """

    runs: tuple[int, int]
    versions: tuple[FieldChange, ...]
    articles: tuple[ArticleChange, ...]


def difference(view: View, one: int, two: int) -> Difference:
    """What changed from one run to a later one, article by article, corrections left aside.

    Raises:
        LookupError: there is no such run, or they are not in order.
    """
    manifests = {r["run"]: r for r in view.runs()}
    for run in (one, two):
        if run not in manifests:
            raise LookupError(f"no run {run}; there are 1 to {max(manifests, default=0)}")
    if one >= two:
        raise LookupError(f"run {one} is not before run {two}")
    raw = {own: (before, after) for own, before, after in view.between(one, two)}
    found = (_article_change(view, own, before, after, one) for own, (before, after) in raw.items())
    changed = tuple(sorted(found, key=lambda c: (c.article.key, c.article.id)))
    return Difference((one, two), tuple(_versions(manifests[one], manifests[two])), changed)


def _article_change(
    view: View, own: str, before: list[Finding] | None, after: list[Finding], run: int
) -> ArticleChange:
    article = view.article(own)
    if before is not None:
        return _compared(article, article, before, after, "read_again")
    if article.version_of is not None:
        held = view.at(article.version_of, run)
        if held is not None:
            return _compared(view.article(article.version_of), article, held, after, "new_version")
    return _compared(article, article, [], after, "new")


def _versions(one: Mapping[str, Any], two: Mapping[str, Any]) -> Iterator[FieldChange]:
    flat = [dict(_flat(m)) for m in (one, two)]
    for name in sorted(set(flat[0]) | set(flat[1])):
        before, after = flat[0].get(name, ""), flat[1].get(name, "")
        if before != after:
            yield FieldChange(name, before, after)


def _flat(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in manifest.items():
        if key in ("run", "outcome"):
            continue
        inner = value if isinstance(value, Mapping) else {"": value}
        yield from ((f"{key} {k}".strip(), str(v)) for k, v in inner.items())


def _compared(
    old: Article,
    new: Article,
    before: Sequence[Finding],
    after: Sequence[Finding],
    status: Literal["new", "new_version", "read_again"],
) -> ArticleChange:
    one, two = ({f.id: f for f in some} for some in (before, after))
    pairs: list[tuple[Finding | None, Finding | None]] = [
        (one[own], f) for own, f in two.items() if own in one
    ]
    gone = [f for f in before if f.id not in two]
    fresh = [f for f in after if f.id not in one]
    pairs += _by_words(old, new, gone, fresh)
    changes = [c for a, b in pairs if (c := _change(old, new, a, b))]
    changes.sort(key=lambda c: (c.evidence[:1] or (Span(0, 0),), c.kind, c.finding))
    by_reader = [{f.reader.partition("/")[0]: f.reader for f in some} for some in (before, after)]
    why = [
        FieldChange(name, by_reader[0].get(name, ""), by_reader[1].get(name, ""))
        for name in sorted(set(by_reader[0]) & set(by_reader[1]))
        if by_reader[0][name] != by_reader[1][name]
    ]
    return ArticleChange(new, status, tuple(changes), tuple(why))


def _by_words(
    old: Article, new: Article, gone: list[Finding], fresh: list[Finding]
) -> list[tuple[Finding | None, Finding | None]]:
    """Findings without a partner by id, paired where one kind has one on the same words."""
    sides: list[dict[tuple[str, tuple[str, ...]], list[Finding]]] = []
    for article, some in ((old, gone), (new, fresh)):
        groups: dict[tuple[str, tuple[str, ...]], list[Finding]] = defaultdict(list)
        for f in some:
            groups[f.kind, tuple(map(article.slice, f.evidence))].append(f)
        sides.append(groups)
    out: list[tuple[Finding | None, Finding | None]] = []
    for key in dict.fromkeys((*sides[0], *sides[1])):
        a, b = sides[0].get(key, []), sides[1].get(key, [])
        if len(a) == len(b) == 1:
            out.append((a[0], b[0]))
        else:
            out += [(x, None) for x in a] + [(None, x) for x in b]
    return out


def _change(
    old: Article, new: Article, before: Finding | None, after: Finding | None
) -> FindingChange | None:
    one = after or before
    if one is None:
        return None
    article = new if after else old
    words = " … ".join(map(article.slice, one.evidence))
    readers = (before.reader if before else None, after.reader if after else None)
    if before is None or after is None:
        status: Literal["new", "gone"] = "new" if after else "gone"
        return FindingChange(status, one.kind, one.id, words, one.evidence, (), readers)
    same_text = old.id == new.id
    flat = [dict(_told(a, f, same_text)) for a, f in ((old, before), (new, after))]
    changed = tuple(
        FieldChange(name, flat[0].get(name, ""), flat[1].get(name, ""))
        for name in dict.fromkeys((*flat[0], *flat[1]))
        if flat[0].get(name, "") != flat[1].get(name, "")
    )
    if not changed:
        return None
    return FindingChange("changed", one.kind, one.id, words, one.evidence, changed, readers)


_NOT_TOLD = ("id", "reader", "rule", "corrected_by")


def _told(article: Article, thing: Any, places: bool, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value in a finding by its path; characters as their words, with places if asked."""
    if isinstance(thing, Span):
        where = f" ({thing.start}-{thing.end})" if places else ""
        yield path, article.slice(thing) + where
    elif isinstance(thing, Field):
        yield path, str(thing.value) if thing.known else thing.state
        if thing.evidence:
            yield f"{path}.evidence", _words(article, thing.evidence, places)
    elif isinstance(thing, tuple) and thing and all(isinstance(x, Span) for x in thing):
        yield path, _words(article, thing, places)
    elif isinstance(thing, tuple):
        for n, x in enumerate(thing):
            yield from _told(article, x, places, f"{path}.{n}")
    elif is_dataclass(thing) and not isinstance(thing, type):
        for f in fields(thing):
            if path or f.name not in _NOT_TOLD:
                yield from _told(
                    article, getattr(thing, f.name), places, f"{path}.{f.name}".strip(".")
                )
    elif thing is not None:
        yield path, thing if isinstance(thing, str) else str(to_json(thing))


def _words(article: Article, spans: Iterable[Span], places: bool) -> str:
    return " … ".join(text for s in spans for _, text in _told(article, s, places))
