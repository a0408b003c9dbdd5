"""The words of a stretch of text and what each hangs on, as the statistical model sees them.

A stretch may be broken ("“If they come,” he said, “we will talk.”"): its pieces are read as one,
and every word knows where in the article it stands. The model is imported at the first asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dragoman.article import Span
from dragoman.grammar.parse import MODELS, installed_model

# Longer stretches are no prose, and the model's memory grows with them.
LONGEST = 2_000
_BATCH = 32

Pieces = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a tree.

    Args:
        span: its characters in the article.
        text: as written, marks made straight.
        lemma: its base form, in lower case.
        tag: its part of speech, a Penn Treebank tag.
        role: what it is to its head ("nsubj", "advcl").
        head: the place of its head in the tree; its own for a root.
    """

    span: Span
    text: str
    lemma: str
    tag: str
    role: str
    head: int


class Tree:
    """The words of a stretch; places in it are indexes of words."""

    def __init__(self, words: Sequence[Word], breaks: Iterable[int] = ()) -> None:
        self.words = tuple(words)
        self._breaks = frozenset(breaks)  # words with which a new piece begins

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, place: int) -> Word:
        return self.words[place]

    @cached_property
    def _children(self) -> list[list[int]]:
        out: list[list[int]] = [[] for _ in self.words]
        for i, w in enumerate(self.words):
            if w.head != i:
                out[w.head].append(i)
        return out

    @cached_property
    def _reach(self) -> list[tuple[int, int]]:
        """First and last word below each word, worked out from the leaves up."""
        first = list(range(len(self.words)))
        last = list(first)
        depth = [0] * len(self.words)
        for i in range(len(self.words)):
            at, seen = i, 0
            while self.words[at].head != at and seen <= len(self.words):
                at, seen = self.words[at].head, seen + 1
            depth[i] = seen
        for i in sorted(range(len(self.words)), key=lambda i: -depth[i]):
            head = self.words[i].head
            first[head], last[head] = min(first[head], first[i]), max(last[head], last[i])
        return list(zip(first, last, strict=True))

    def children(self, place: int, *roles: str) -> list[int]:
        """The words that hang on one, of these roles if any are given, in order."""
        below = self._children[place]
        return [c for c in below if self.words[c].role in roles] if roles else list(below)

    def reach(self, place: int) -> tuple[int, int]:
        """The first and last word of what hangs on one, itself included."""
        return self._reach[place]

    def below(self, place: int) -> set[int]:
        """Everything that hangs on a word, itself included."""
        out, todo = {place}, [place]
        while todo:
            more = self._children[todo.pop()]
            out.update(more)
            todo += more
        return out

    def above(self, place: int) -> Iterator[int]:
        """The heads of a word, the nearest first."""
        seen = {place}
        while (place := self.words[place].head) not in seen:
            seen.add(place)
            yield place

    def at(self, place: Span) -> int | None:
        """The word that holds the first character of a span."""
        for i, w in enumerate(self.words):
            if w.span.where == place.where and w.span.start <= place.start < w.span.end:
                return i
        return None

    def spans(self, places: Iterable[int]) -> tuple[Span, ...]:
        """The stretches that words cover, one for each run of neighbours that stand in one piece."""
        out: list[Span] = []
        before = -2
        for i in sorted(places):
            s = self.words[i].span
            if i == before + 1 and out and i not in self._breaks:
                out[-1] = Span(out[-1].start, s.end, s.where)
            else:
                out.append(s)
            before = i
        return tuple(out)


class Trees:
    """The model that makes trees, loaded when first used."""

    def __init__(self) -> None:
        self._model: Any = None

    def grow(self, plain: dict[str, str], stretches: Sequence[Pieces]) -> Iterator[Tree | None]:
        """One tree a stretch, in order; None for one that is too long.

        Args:
            plain: the texts in which the pieces stand, by where.
        """
        if self._model is None:
            import spacy

            self._model = spacy.load(installed_model() or MODELS[0], exclude=["ner"])
        joined = [_joined(plain, pieces) for pieces in stretches]
        fit = [text for text, _ in joined if len(text) <= LONGEST]
        docs = self._model.pipe(fit, batch_size=_BATCH)
        for text, places in joined:
            yield None if len(text) > LONGEST else _tree(next(docs), places)


def _joined(plain: dict[str, str], pieces: Pieces) -> tuple[str, list[tuple[int, Span]]]:
    """The words of all pieces as one text, and where in it each begins; line ends are spaces."""
    text, places = "", []
    for p in pieces:
        text += " " if text else ""
        places.append((len(text), p))
        text += plain[p.where][p.start : p.end].translate(_LINES)
    return text, places


_LINES = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " "}


def _tree(doc: Any, places: list[tuple[int, Span]]) -> Tree:
    kept = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(kept)}

    def head(t: Any) -> int:
        up = t.head
        while up.i not in index:  # a space is nobody's head, but the model may say so
            if up.head.i == up.i:
                return index[t.i]
            up = up.head
        return index[up.i]

    words, breaks, before = [], [], None
    for n, t in enumerate(kept):
        begin, piece = next((b, p) for b, p in reversed(places) if b <= t.idx)
        if piece is not before:
            breaks.append(n)
        before = piece
        start = piece.start + t.idx - begin
        span = Span(start, start + len(t.text), piece.where)
        words.append(Word(span, t.text, t.lemma_.casefold(), t.tag_, t.dep_, head(t)))
    return Tree(words, breaks)
