"""What is new in a report: articles and findings that came or changed since an earlier run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.finding import Finding, to_json
from dragoman.record.base import View
from dragoman.report.sections import Held

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """How many findings of a kind are new, gone, or have other fields."""

    kind: str
    new: int
    gone: int
    changed: int


@dataclass(frozen=True, slots=True)
class News:
    """What changed between two runs, for the articles of the report.

    Args:
        since: the earlier run; None if the record knows of one run only, or of none.
        articles: number, how it is new, by what; the first ones.
    """

    since: int | None
    until: int | None
    kinds: tuple[Kind, ...] = ()
    articles: tuple[tuple[Held, str], ...] = ()
    left_out: int = 0


def section(view: View, held: Iterable[Held], since: int | None = None) -> News:
    """What is new since a run, by default the one before the last.

    Raises:
        LookupError: there is no such run before the last.
    """
    runs = [r["run"] for r in view.runs() if "run" in r]
    earlier = runs[:-1]
    if since is not None and since not in earlier:
        told = ", ".join(map(str, earlier[-5:])) or "none"
        raise LookupError(f"no run {since} before the last; there is {told}")
    if not earlier:
        return News(None, runs[-1] if runs else None)
    one, two = (earlier[-1] if since is None else since), runs[-1]
    by_id = {h.article.id: h for h in held}
    counts = {sort: Counter[str]() for sort in ("new", "gone", "changed")}
    told_of: list[tuple[Held, str]] = []
    for own, before, after in view.between(one, two):
        if own not in by_id:
            continue
        article = by_id[own].article
        if before is None and article.version_of:
            # A newer text of an article: what it says is held against the text before.
            before, how = view.at(article.version_of, one), "a newer text"
        else:
            how = "new" if before is None else "read again"
        _count(counts, before or [], after)
        told_of.append((by_id[own], how))
    told_of.sort(key=lambda x: x[0].number)
    kinds = sorted({k for c in counts.values() for k in c})
    return News(
        one,
        two,
        tuple(Kind(k, *(counts[s][k] for s in ("new", "gone", "changed"))) for k in kinds),
        tuple(told_of[:_SHOWN]),
        max(0, len(told_of) - _SHOWN),
    )


def _count(
    counts: Mapping[str, Counter[str]], before: Iterable[Finding], after: Iterable[Finding]
) -> None:
    old = {f.id: f for f in before}
    for f in after:
        same = old.pop(f.id, None)
        if same is None:
            counts["new"][f.kind] += 1
        elif _said(same) != _said(f):
            counts["changed"][f.kind] += 1
    counts["gone"].update(f.kind for f in old.values())


def _said(f: Finding) -> dict[str, object]:
    """What a finding says, whichever version of its reader gave it."""
    return {k: v for k, v in to_json(f).items() if k not in ("reader", "rule", "certainty")}
