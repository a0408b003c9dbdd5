"""Words as copies are found by: hashed runs of words, and the few that stand for a text.

Case, marks, white space and hyphens don't count: "Kim Jong-un" has the words of "Kim Jong Un".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from zlib import crc32

# A character of Chinese or Japanese is a word of its own: nothing parts them.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")

# Words in a run. Of 4, formulas of office join strangers; of 6 and more, each corrected word
# costs as many runs. `scripts/measure_copies.py` shows what it finds.
RUN = 5
# One hash in so many is kept for the search. With 8 a text of thirty words keeps three, and one
# such text in thirty keeps none; with 4 one in two thousand.
KEPT = 4
# What kept hashes rest on: those of another kind can't be compared.
KIND = f"crc32/{RUN}/{KEPT}"


def words_of(text: str) -> list[str]:
    """The words of a text, as they are compared.

    >>> words_of("“Kim Jong-un’s” reply")
    ['kim', 'jong', 'un', 's', 'reply']
    """
    return WORD.findall(text.casefold())


def _hashes(words: Sequence[str]) -> Iterator[int]:
    if not words:
        return iter(())
    joined = " ".join(words)
    data = joined.encode("utf-8", "surrogatepass")
    if len(data) == len(joined):
        lengths = [len(w) for w in words]
    else:
        lengths = [len(w.encode("utf-8", "surrogatepass")) for w in words]
    starts = list(accumulate((n + 1 for n in lengths), initial=0))
    last = max(1, len(words) - RUN + 1)
    ends = starts[min(RUN, len(words)) :]
    return map(crc32, [data[a : b - 1] for a, b in zip(starts[:last], ends, strict=True)])


def shingles(words: Sequence[str]) -> frozenset[int]:
    """A hash of every run of words; a text shorter than a run is one run.

    >>> len(shingles("one two three four five six".split())), len(shingles(()))
    (2, 0)
    """
    return frozenset(_hashes(words))


def sketch(text: str) -> tuple[int, ...]:
    """The hashes that stand for a text in the search for copies, in order.

    Two texts share about as large a part of their sketches as of their runs of words.
    """
    return tuple(sorted({h for h in _hashes(words_of(text)) if h % KEPT == 0}))
