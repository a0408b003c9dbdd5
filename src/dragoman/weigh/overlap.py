"""How much of a reply's words stand in the message that it answers: runs of four words and more.

A single word or a name is shared by any two letters of the same two writers; a run of several
telling words is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.article import Span
from dragoman.shingles import words_of
from dragoman.weigh.alignment import SMALL, Text
from dragoman.weigh.communications import Communication
from dragoman.weigh.told import Told

# Words in a run, at least. Of three, phrases of courtesy join strangers ("I wish you").
RUN = 4
# Of these so many must tell something: no small word, and no part of the writers' names and offices.
TELLING = 2
# Of four words that stand at many places only the first are looked at.
_PLACES = 8
_HOLDS = (None, "an excerpt")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other in both texts."""

    here: Span
    there: Span
    words: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a reply has of the message's own words.

    Args:
        reply: the telling whose article holds the reply's text; `message` that of the message.
        n: words of the reply; `of` words of the message.
    """

    reply: Told
    message: Told
    n: int
    of: int
    runs: tuple[Run, ...]

    @property
    def same(self) -> int:
        """Words of the reply that stand in runs."""
        return sum(r.words for r in self.runs)

    @property
    def share(self) -> float:
        """Part of the reply's words."""
        return self.same / self.n

    @property
    def is_whole(self) -> bool:
        """True if both texts are held whole; else it is the overlap of what is printed of them."""
        return self.reply.lacking is None and self.message.lacking is None

    def to_json(self) -> dict[str, Any]:
        """Words and share, with the places of each run in both articles."""
        return {
            "reply": {"article": self.reply.article.id, "finding": self.reply.message.id},
            "message": {"article": self.message.article.id, "finding": self.message.message.id},
            "n": self.n,
            "of": self.of,
            "same": self.same,
            "share": round(self.share, 4),
            "run": RUN,
            "whole": self.is_whole,
            "runs": [
                {"here": r.here.to_json(), "there": r.there.to_json(), "words": r.words}
                for r in self.runs
            ],
        }


def overlap(reply: Communication, answered: Communication | None) -> Overlap | None:
    """Of the best texts that are held of both; None if one is not held, or in another language."""
    if answered is None:
        return None
    pairs = [
        (a, b)
        for a in _texts(reply)
        for b in _texts(answered)
        if a.article.value("language") == b.article.value("language")
    ]
    if not pairs:
        return None
    a, b = min(
        pairs, key=lambda p: (*(t.lacking is not None for t in p), p[0].outlet != p[1].outlet)
    )
    here, there = (list(_words(t)) for t in (a, b))
    if not here or not there or a.article.id == b.article.id:
        return None
    return Overlap(a, b, len(here), len(there), tuple(_runs(here, there, _names((a, b)))))


def _texts(c: Communication) -> list[Told]:
    """Tellings whose article holds the message's own words and is about it."""
    return [t for t in c.reports if t.headlined and t.lacking in _HOLDS]


_Word = tuple[str, Span]


def _words(t: Told) -> Iterator[_Word]:
    """The words of the message: without what an article about it says of it."""
    m = t.message
    said = () if m.role == "is_text" else (*m.evidence, *m.mentions)
    for s in Text(t.article).sentences:
        if not any(s.span.meets(x) for x in said):
            yield from zip(s.words, (Span(*p) for p in s.places), strict=True)


def _names(some: Iterable[Told]) -> frozenset[str]:
    """Words of the names and offices of those who write to each other."""
    parties = (p for t in some for p in (*t.message.senders, *t.message.recipients))
    called = (f.value for p in parties for f in (p.name, p.office) if f.known)
    return frozenset(w for name in called for w in words_of(str(name)))


def _runs(here: list[_Word], there: list[_Word], names: frozenset[str]) -> Iterator[Run]:
    """From the left the longest run each time; a word of the reply stands in one at most."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    a, b = ([w for w, _ in some] for some in (here, there))
    for at in range(len(b) - RUN + 1):
        if len(own := places[tuple(b[at : at + RUN])]) < _PLACES:
            own.append(at)
    at = 0
    while at <= len(a) - RUN:
        starts = places.get(tuple(a[at : at + RUN]), ())
        n, start = max(((_length(a, at, b, s), -s) for s in starts), default=(0, 0))
        if n and sum(w not in SMALL and w not in names for w in a[at : at + n]) >= TELLING:
            yield Run(
                Span(here[at][1].start, here[at + n - 1][1].end),
                Span(there[-start][1].start, there[n - 1 - start][1].end),
                n,
            )
        at += n or 1


def _length(a: list[str], at: int, b: list[str], start: int) -> int:
    n = RUN
    while at + n < len(a) and start + n < len(b) and a[at + n] == b[start + n]:
        n += 1
    return n
