"""A correction as a signed statement: who says what of which words, when, and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from dragoman.article import Article, Span

SCHEMA = "dragoman.correction/1"

Does = Literal[
    "accept",
    "edit",
    "reject",
    "not_stated",
    "add",
    "merge",
    "split",
    "reviewed",
    "undo",
]
DOES: tuple[Does, ...] = get_args(Does)

# Those that are about one finding.
ON_FINDING: tuple[Does, ...] = ("accept", "edit", "reject", "not_stated", "add", "split")


class CorrectionsError(Exception):
    """A correction, or the file of corrections, can't be used; the text says why and the way out."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of an article with what stands around them, by which they are found again.

    Args:
        span: where they stood in the article that the statement is about.
        before: up to forty characters before them; `after` likewise.
    """

    span: Span
    words: str
    before: str
    after: str


# Enough to tell one sentence from another; an edit within it makes an orphan of the correction.
CONTEXT = 40


def anchored(article: Article, spans: tuple[Span, ...] | list[Span]) -> tuple[Anchor, ...]:
    """The spans with their words and surroundings, each once, in order of the text."""
    out = []
    for s in sorted(set(spans), key=lambda s: (s.where != "title", s.start, s.end)):
        before = article.slice(Span(max(0, s.start - CONTEXT), s.start, s.where))
        after = article.slice(Span(s.end, s.end + CONTEXT, s.where))
        out.append(Anchor(s, article.slice(s), before, after))
    return tuple(out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a person says of one finding, of two persons, of an article or of another statement.

    Args:
        id: a hash of all the rest: the same statement twice is one.
        time: ISO 8601 with its zone.
        article: id of the article whose words are quoted; `key` and `origin` are its key and source.
        finding: id of the finding; for `add` the id that it gets.
        words: every span of the finding and of `set`, quoted.
        set: field paths with their values as the person gave them.
        of: for `merge` the two persons, the one that stays first; for `undo` the statement; for
            `split` the paths of the parties; for `reviewed` the kinds.
        because: the reason; `source` what it rests on.
        whole: the finding as it stood, as JSON; for `reviewed` the ids of what stood, by kind.
        codebook: the version by whose lists the values were checked.
    """

    does: Does
    author: str
    time: str
    id: str = ""
    article: str | None = None
    key: str | None = None
    origin: str | None = None
    kind: str | None = None
    finding: str | None = None
    words: tuple[Anchor, ...] = ()
    set: Mapping[str, Any] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    because: str = ""
    source: str = ""
    whole: Mapping[str, Any] | None = None
    codebook: str = ""

    def signed(self) -> Statement:
        """The same with its id."""
        basis = json.dumps({**self.to_json(), "id": ""}, sort_keys=True)
        return replace(self, id="x" + hashlib.sha256(basis.encode()).hexdigest()[:12])

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Where the finding stood."""
        return tuple(Span.from_json(s) for s in (self.whole or {}).get("evidence", ()))

    def to_json(self) -> dict[str, Any]:
        """The statement as JSON values; what is empty is left out."""
        out: dict[str, Any] = {
            "schema": SCHEMA,
            "id": self.id,
            "does": self.does,
            "author": self.author,
            "time": self.time,
            "finding": self.finding,
            "kind": self.kind,
            "words": [
                {"span": a.span.to_json(), "words": a.words, "before": a.before, "after": a.after}
                for a in self.words
            ],
            "set": dict(self.set),
            "of": list(self.of),
            "because": self.because,
            "source": self.source,
            "whole": None if self.whole is None else dict(self.whole),
            "codebook": self.codebook,
        }
        if self.article is not None:
            out["article"] = {"id": self.article, "key": self.key, "source": self.origin}
        kept = ("schema", "id", "does", "author", "time")
        return {k: v for k, v in out.items() if v or k in kept}

    @classmethod
    def from_json(cls, data: Any) -> Statement:
        """The inverse of `to_json`.

        Raises:
            CorrectionsError: a field is missing or not of its type.
        """
        if not isinstance(data, dict):
            raise CorrectionsError("no JSON object")
        if data.get("schema") != SCHEMA:
            raise CorrectionsError(f"schema {data.get('schema')!r}, this program reads {SCHEMA}")
        if data.get("does") not in DOES:
            raise CorrectionsError(f"does {data.get('does')!r}; it is one of {', '.join(DOES)}")
        _typed(data, str, "id", "author", "time")
        _typed(data, str, "finding", "kind", "because", "source", "codebook", optional=True)
        _typed(data, dict, "article", "set", "whole", optional=True)
        _typed(data, list, "words", "of", optional=True)
        if data["does"] in ON_FINDING:
            _typed(data, str, "finding", "kind")
            _typed(data, dict, "article", "whole")
        if len(data.get("of", ())) < {"merge": 2, "undo": 1}.get(data["does"], 0):
            raise CorrectionsError("'of' is missing")
        article = data.get("article", {})
        if article:
            _typed(article, str, "id", "key", "source")
        try:
            for span in data.get("whole", {}).get("evidence", ()):
                Span.from_json(span)
            words = tuple(
                Anchor(Span.from_json(a["span"]), a["words"], a["before"], a["after"])
                for a in data.get("words", ())
            )
        except (KeyError, TypeError, IndexError):
            raise CorrectionsError("'words' or 'evidence' are not as they should be") from None
        return cls(
            does=data["does"],
            author=data["author"],
            time=data["time"],
            id=data["id"],
            article=article.get("id"),
            key=article.get("key"),
            origin=article.get("source"),
            kind=data.get("kind"),
            finding=data.get("finding"),
            words=words,
            set=data.get("set", {}),
            of=tuple(map(str, data.get("of", ()))),
            because=data.get("because", ""),
            source=data.get("source", ""),
            whole=data.get("whole"),
            codebook=data.get("codebook", ""),
        )


def _typed(data: dict[str, Any], kind: type, *names: str, optional: bool = False) -> None:
    for name in names:
        if optional and name not in data:
            continue
        if not isinstance(data.get(name), kind) or (
            kind is str and not optional and not data[name]
        ):
            raise CorrectionsError(f"{name!r} is missing or not as it should be")
