"""What was read otherwise at the end of a later run: findings new, gone and changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from dragoman.article import Article, Span
from dragoman.finding import Field, Finding, to_json
from dragoman.record import View


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
