"""Paragraphs of PolNeAR with their attributions as labels on word pieces."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.grammar.encoder.pieces import Cutter, Ints, Pieces
from dragoman.grammar.encoder.windows import around, framed, windows

OTHER, SOURCE, CUE, CONTENT = range(4)
BEGIN, INSIDE = 1, 2  # of a cue; 0 is no cue
_PARAGRAPH = re.compile(r"[^\r\n]*\S[^\r\n]*")


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """An attribution in a window: its cue, and a role for every piece of the window."""

    cue: range
    roles: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window with its labels; positions count from the window's first piece."""

    ids: Ints
    features: Ints
    cues: Ints
    sources: Ints
    contents: Ints
    marked: tuple[Marked, ...]

    def __len__(self) -> int:
        return len(self.cues)


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a corpus file, JSON a line, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines with something in them: the corpus has a paragraph a line."""
    return [m.span() for m in _PARAGRAPH.finditer(text)]


def examples(document: dict[str, Any], cutter: Cutter) -> Iterator[Example]:
    """The windows of a document; an attribution counts where the window holds its cue."""
    for start, end in paragraphs(document["text"]):
        pieces = cutter.cut(document["text"][start:end])
        found = []
        for a in document["attributions"]:
            spans = {r: _within(_parts(a, r), start, end) for r in ("source", "cue", "content")}
            if spans["cue"]:
                found.append(spans)
        for window in windows(pieces):
            yield _example(pieces, window, found)


def _parts(attribution: dict[str, Any], role: str) -> list[list[int]]:
    value = attribution.get(role + "_parts") or attribution.get(role) or []
    return value if not value or isinstance(value[0], list) else [value]


def _within(spans: list[list[int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(a - start, b - start) for a, b in spans if start <= a and b <= end]


def _example(
    pieces: Pieces, window: range, found: list[dict[str, list[tuple[int, int]]]]
) -> Example:
    ids, features = framed(pieces, window)
    cues = np.zeros(len(window), dtype=np.int64)
    roles_seen = np.zeros((2, len(window)), dtype=np.int64)
    marked = []
    for spans in found:
        # The longest piece of a cue stands for it; the others ("told ... that") are roles.
        main = pieces.covering(*max(spans["cue"], key=lambda s: s[1] - s[0]))
        if not main or main.start < window.start or main.stop > window.stop:
            continue
        roles = np.zeros(len(window), dtype=np.int64)
        for label, role in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
            for span in spans[role]:
                for i in pieces.covering(*span):
                    if i in window:
                        roles[i - window.start] = label
        cue = range(main.start - window.start, main.stop - window.start)
        cues[cue.start : cue.stop] = INSIDE
        cues[cue.start] = BEGIN
        roles_seen[0] |= roles == SOURCE
        roles_seen[1] |= roles == CONTENT
        marked.append(Marked(cue, roles))
    return Example(ids, features, cues, roles_seen[0], roles_seen[1], tuple(marked))


def transitions(seen: list[Example]) -> list[list[float]]:
    """Log probabilities of a role after a role; the last row is for the first piece."""
    count = np.ones((5, 4))
    for e in seen:
        for m in e.marked:
            last = 4
            for i in around(range(len(e)), m.cue):
                count[last, m.roles[i]] += 1
                last = int(m.roles[i])
    table = np.log(count / count.sum(1, keepdims=True))
    return [[round(float(x), 4) for x in row] for row in table]
