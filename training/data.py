"""Paragraphs of PolNeAR with their attributions as labels on word pieces."""

from __future__ import annotations

import gzip
import json
import random
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
UNKNOWN = -100  # inside a content: the corpus has outermost attributions only
_PARAGRAPH = re.compile(r"[^\r\n]*\S[^\r\n]*")


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """An attribution in a window: its cue, and a role for every piece of the window."""

    cue: range
    roles: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window with its labels; positions count from the window's first piece.

    Cues are UNKNOWN where a content may hold others, which nobody annotated.
    """

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
                spans["unknown"] = [] if a.get("complete") else spans["content"]
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
    for spans in found:
        for span in spans["unknown"]:
            inside = [i - window.start for i in pieces.covering(*span) if i in window]
            cues[inside] = UNKNOWN
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


# ---- attributions inside attributions, made of the corpus's own

_SINGLE = str.maketrans({'"': "'", "“": "‘", "”": "’"})
_COMMON = frozenset("The A An He She It They We In But And This That There On At For As".split())
WRAPPED = 0.25  # share of the paragraphs with attributions that are also put into a quotation
LONGEST_WRAPPED = 600  # characters


def wrapped(corpus: list[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """Paragraphs with attributions, put into the mouth of another source of the corpus.

    As a direct quotation with the speaker after it, or (half of the single sentences) as "Source
    said that ...". What was attributed in the paragraph is now attributed inside a content, and
    known to be.
    """
    chance = random.Random(seed)
    speakers = list(_speakers(corpus))
    for d in corpus:
        for start, end in paragraphs(d["text"]):
            inner = [a for a in d["attributions"] if _inside(a, start, end)]
            if not inner or end - start > LONGEST_WRAPPED or chance.random() > WRAPPED:
                continue
            source, cue = chance.choice(speakers)
            several = ". " in d["text"][start : end - 1]
            make = _spoken if several or chance.random() < 0.5 else _reported
            yield make(d["text"][start:end], [_shifted(a, -start) for a in inner], source, cue)


def _speakers(corpus: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for d in corpus:
        for a in d["attributions"]:
            if a.get("type") != "direct":
                continue
            sources, cues = _parts(a, "source"), _parts(a, "cue")
            if len(sources) == len(cues) == 1 and sources[0][1] + 1 == cues[0][0]:
                source, cue = (d["text"][s:e] for s, e in (*sources, *cues))
                if len(source) < 60 and len(cue) < 20 and d["text"][sources[0][1]] == " ":
                    yield source, cue


def _inside(attribution: dict[str, Any], start: int, end: int) -> bool:
    spans = [s for r in ("source", "cue", "content") for s in _parts(attribution, r)]
    return bool(_parts(attribution, "cue")) and all(start <= a and b <= end for a, b in spans)


def _shifted(attribution: dict[str, Any], by: int) -> dict[str, Any]:
    return {
        r: [[a + by, b + by] for a, b in _parts(attribution, r)]
        for r in ("source", "cue", "content")
    }


def _spoken(text: str, inner: list[dict[str, Any]], source: str, cue: str) -> dict[str, Any]:
    said = text.translate(_SINGLE)
    said = said[:-1] + "," if said.endswith(".") else said if said[-1] in "?!" else said + ","
    whole = f"“{said}” {source} {cue}."
    at = len(said) + 3
    outer = _outer([0, at - 1], [at, at + len(source)], cue)
    return {"text": whole, "attributions": [outer, *(_shifted(a, 1) for a in inner)]}


def _reported(text: str, inner: list[dict[str, Any]], source: str, cue: str) -> dict[str, Any]:
    first = text.split(" ", 1)[0]
    said = text[0].lower() + text[1:] if first in _COMMON else text
    before = f"{source[0].upper()}{source[1:]} {cue} "
    content = [len(before), len(before) + len("that ") + len(said.rstrip("."))]
    outer = _outer(content, [0, len(source)], cue)
    by = len(before) + len("that ")
    whole = f"{before}that {said}"
    return {"text": whole, "attributions": [outer, *(_shifted(a, by) for a in inner)]}


def _outer(content: list[int], source: list[int], cue: str) -> dict[str, Any]:
    at = source[1] + 1
    return {
        "content": [content],
        "source": [source],
        "cue": [[at, at + len(cue)]],
        "complete": True,
    }


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
