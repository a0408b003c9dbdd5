"""Word pieces of a paragraph with what the uncased vocabulary loses: case and quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.article import Span
from dragoman.grammar.known_names import straight
from dragoman.grammar.quotations import quotations

_SURROGATE = re.compile("[\ud800-\udfff]")

Ints = NDArray[np.int64]

LOWER, TITLE, UPPER, DIGIT = range(4)
OUTSIDE, INSIDE, MARK = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Word pieces in order.

    Args:
        ids: places in the vocabulary.
        features: a row a piece: case, quotation state, whether it begins the paragraph.
        starts: the first character of each.
        ends: the character after each.
    """

    text: str
    ids: Ints
    features: Ints
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, start: int, end: int) -> range:
        """The pieces that share a character with a span."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return range(first, max(first, int(np.searchsorted(self.starts, end, side="left"))))


class Cutter:
    """Cuts paragraphs into word pieces by a vocabulary on disk."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def cut(self, paragraph: str) -> Pieces:
        """The pieces of a paragraph; marks are read as straight ones, offsets hold."""
        coded = self._tokenizer.encode(_readable(paragraph), add_special_tokens=False)
        offsets = np.array(coded.offsets, dtype=np.int64).reshape(-1, 2)
        states = quotation_states(paragraph)
        features = np.zeros((len(coded.ids), 3), dtype=np.int64)
        for i, (start, end) in enumerate(coded.offsets):
            features[i] = case(paragraph[start:end]), states[start], i == 0
        ids = np.array(coded.ids, dtype=np.int64)
        return Pieces(paragraph, ids, features, offsets[:, 0], offsets[:, 1])


def _readable(paragraph: str) -> str:
    # Half of a surrogate pair, as broken files hold it, cannot be handed on as UTF-8.
    return _SURROGATE.sub("\ufffd", straight(paragraph))


def case(piece: str) -> int:
    """How a piece is written.

    >>> [case(x) for x in ("said", "Xi", "DPRK", "1994")] == [LOWER, TITLE, UPPER, DIGIT]
    True
    """
    if len(piece) > 1 and piece.isupper():
        return UPPER
    if piece[:1].isupper():
        return TITLE
    return DIGIT if piece[:1].isdigit() else LOWER


# The marks that the network saw as such when it was trained: neither '...' nor ''...'' was among
# them. To add one here means to train anew.
_TRAINED = frozenset('“”"„‘«»「『《')


def quotation_states(paragraph: str) -> list[int]:
    """For each character: outside a quotation, inside, or one of its marks."""
    states = [OUTSIDE] * len(paragraph)
    done = 0
    for q in quotations(paragraph, Span(0, len(paragraph))):
        start, end, _ = q.span
        if start < done or paragraph[start] not in _TRAINED:
            continue
        done = end
        states[start:end] = [INSIDE] * (end - start)
        states[start] = MARK
        # An unclosed quotation reaches to the end of the paragraph and ends with no mark.
        if not paragraph[end - 1].isalnum() and paragraph[end - 1] not in ".,;:!? ":
            states[end - 1] = MARK
    return states
