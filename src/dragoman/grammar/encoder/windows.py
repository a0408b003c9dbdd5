"""Stretches of a paragraph that the network sees at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dragoman.grammar.encoder.pieces import Ints, Pieces

# One paragraph in a hundred has more than 135 pieces, one in a thousand more than 233
# (American news); the network's work grows with the square.
LONGEST = 192
# What is seen around a cue while its source and content are looked for.
BEFORE, AFTER = 64, 96

START, END = 101, 102  # [CLS] and [SEP] of the vocabulary
_ENDS = frozenset(".!?;")


def windows(pieces: Pieces) -> Iterator[range]:
    """The paragraph whole, or cut after a sentence end (or anywhere, where there is none)."""
    start = 0
    while len(pieces) - start > LONGEST:
        end = _cut(pieces, start)
        yield range(start, end)
        start = end
    if start < len(pieces):
        yield range(start, len(pieces))


def _cut(pieces: Pieces, start: int) -> int:
    latest = start + LONGEST
    for end in range(latest, start + LONGEST // 2, -1):
        if pieces.text[pieces.ends[end - 1] - 1] in _ENDS:
            return end
    return latest


def framed(pieces: Pieces, window: range) -> tuple[Ints, Ints]:
    """Ids and features of a window between the marks of its start and end."""
    ids = np.full(len(window) + 2, END, dtype=np.int64)
    ids[0] = START
    ids[1:-1] = pieces.ids[window.start : window.stop]
    features = np.zeros((len(window) + 2, 3), dtype=np.int64)
    features[1:-1] = pieces.features[window.start : window.stop]
    return ids, features


def around(window: range, cue: range) -> range:
    """The part of a window that is seen with a cue."""
    return range(max(window.start, cue.start - BEFORE), min(window.stop, cue.stop + AFTER))
