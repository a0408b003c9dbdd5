"""Words given to each state, sentence by sentence, and the order in which states are named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.article import Span
from dragoman.finding import Mentioned, Weight
from dragoman.readers.emphasis.naming import Named
from dragoman.readers.emphasis.passages import Passage, Piece
from dragoman.readers.emphasis.words import WORD


@dataclass(slots=True)
class Tally:
    """What is counted of a text or of a part of it."""

    own: str | None
    n: int = 0
    own_words: int = 0
    unnamed: int = 0
    rows: dict[str, tuple[Span, int]] = field(default_factory=dict)
    first: dict[str, Span] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)

    def weights(self) -> tuple[Weight, ...]:
        """The rows in the order in which their passages begin."""
        return tuple(
            Weight(states, rank, first, words, round(words / self.n, 2) if self.n else 0.0)
            for rank, (states, (first, words)) in enumerate(self.rows.items(), 1)
        )

    def mentioned(self) -> tuple[Mentioned, ...]:
        """Every state but the own one, in the order of first mention."""
        return tuple(
            Mentioned(
                state,
                rank,
                first,
                self.mentions.get(state, 0),
                self.alone.get(state, 0),
                self.shared.get(state, 0),
            )
            for rank, (state, first) in enumerate(
                sorted(self.first.items(), key=lambda x: x[1].start), 1
            )
        )


class States:
    """The places that name states, found by where they stand."""

    def __init__(self, named: Iterable[Named]) -> None:
        self._named = [n for n in named if n.span.where == "text"]
        self._starts = [n.span.start for n in self._named]

    def at(self, span: Span) -> Sequence[Named]:
        """Those that begin in a span, in order."""
        first = bisect_left(self._starts, span.start)
        return self._named[first : bisect_left(self._starts, span.end, first)]


def tally(text: str, passages: Iterable[Passage], states: States, own: str | None) -> Tally:
    """The words of each state, or of several together, by the rule of the codebook."""
    made = Tally(own)
    for passage in passages:
        # What a sentence belongs to that names no state, and the words by which it does.
        held = _others(states.at(passage.heading), own) if passage.heading else {}
        under = (
            "+".join(sorted(held)),
            next(iter(held.values()), passage.heading or Span(0, 0)),
        )
        if not held and passage.heading and states.at(passage.heading):
            under = (own or "", passage.heading)
        before = ("", under[1])
        for piece in passage.pieces:
            here = [n for part in piece.parts for n in states.at(part)]
            before = _belongs(made, here, before, under)
            _count(made, before, _words(text, piece))
    return made


_Owner = tuple[str, Span]  # states, parted by "+"; "" for none


def _belongs(made: Tally, here: Sequence[Named], before: _Owner, under: _Owner) -> _Owner:
    """Whose a sentence is that names these states."""
    others = _others(here, made.own)
    for n in here:
        if n.state in others:
            made.mentions[n.state] = made.mentions.get(n.state, 0) + 1
    for state, first in others.items():
        made.first.setdefault(state, first)
    if others:
        return "+".join(sorted(others)), next(iter(others.values()))
    if here:
        return made.own or "", here[0].span
    return before if before[0] else under


def _others(named: Iterable[Named], own: str | None) -> dict[str, Span]:
    """The states but the own one, each with its first place."""
    out: dict[str, Span] = {}
    for n in named:
        if n.state != own:
            out.setdefault(n.state, n.span)
    return out


def _count(made: Tally, owner: _Owner, words: int) -> None:
    states, first = owner
    made.n += words
    if not states:
        made.unnamed += words
    elif states == made.own:
        made.own_words += words
    else:
        begun, so_far = made.rows.get(states, (first, 0))
        made.rows[states] = (begun, so_far + words)
        several = states.split("+")
        kept = made.alone if len(several) == 1 else made.shared
        for state in several:
            kept[state] = kept.get(state, 0) + words
            made.first.setdefault(state, first)


def _words(text: str, piece: Piece) -> int:
    return sum(1 for p in piece.parts for _ in WORD.finditer(text, p.start, p.end))
