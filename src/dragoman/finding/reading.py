"""A reading: an article with its findings, in order, with lasting ids."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

from dragoman.article import Article, in_order
from dragoman.finding.as_json import to_json
from dragoman.finding.base import Finding
from dragoman.finding.kinds import REFERS

SCHEMA = "dragoman.reading/1"

K = TypeVar("K", bound="Finding")


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with its findings, in order of first evidence, kind and id."""

    article: Article
    findings: tuple[Finding, ...] = field(default=())

    def of(self, kind: type[K]) -> list[K]:
        """The findings of one kind."""
        return [f for f in self.findings if isinstance(f, kind)]

    def to_json(self) -> dict[str, Any]:
        """The reading as one object of `dragoman.reading/1`."""
        return {
            "schema": SCHEMA,
            "article": self.article.to_json(),
            "findings": [to_json(f) for f in self.findings],
        }


def place(finding: Finding) -> tuple[tuple[int, int, int], str, str]:
    """Sort key of findings in a reading."""
    first = min(map(in_order, finding.evidence), default=(2, 0, 0))
    return (first, finding.kind, finding.id)


def identified(article: Article, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their lasting ids, in order, and links between them rewritten.

    An id is a hash of the article's key, kind, evidence words and `role_key`, so it does not
    change when text before it does. The second finding with the same words gets `-2`.
    """
    found = sorted(findings, key=place)
    seen: Counter[str] = Counter()
    final: dict[tuple[str, str], str] = {}
    named: list[Finding] = []
    for one in found:
        words = "\x1f".join(article.slice(s) for s in one.evidence)
        basis = "\x1e".join((article.key, one.kind, words, one.role_key()))
        name = one.kind[0] + hashlib.sha256(basis.encode()).hexdigest()[:12]
        seen[name] += 1
        if seen[name] > 1:
            name += f"-{seen[name]}"
        final[one.kind, one.id] = name
        named.append(replace(one, id=name))
    linked = []
    for one in named:
        refer = REFERS.get(one.kind)
        if refer and (target := getattr(one, refer)) is not None:
            one = replace(one, **{refer: final[one.kind, target]})  # type: ignore[arg-type]
        linked.append(one)
    return tuple(sorted(linked, key=place))


@dataclass(frozen=True)
class Found:
    """What earlier readers gave, of the kinds a reader declared."""

    findings: Sequence[Finding] = ()

    def of(self, kind: type[K]) -> list[K]:
        """The findings of one kind, in order."""
        return [f for f in self.findings if isinstance(f, kind)]

    def with_more(self, more: Iterable[Finding]) -> Self:
        """These and more, in order."""
        return replace(self, findings=tuple(sorted((*self.findings, *more), key=place)))
