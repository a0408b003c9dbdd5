"""Attributions of a paragraph, from its pieces and a network.

Every window is run alone, never in a batch with another: the quantised network scales its
numbers by all that it is given at once, so a neighbour would change the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dragoman.grammar.encoder.attribution import Attribution, Part, nested
from dragoman.grammar.encoder.certainty import certainty
from dragoman.grammar.encoder.decode import (
    CONTENT,
    CUE,
    SOURCE,
    Floats,
    best_roles,
    cue_ranges,
    log_softmax,
    runs,
    softmax,
)
from dragoman.grammar.encoder.model import Config
from dragoman.grammar.encoder.network import Network
from dragoman.grammar.encoder.pieces import Cutter, Pieces
from dragoman.grammar.encoder.windows import around, framed, windows

OF_A_CUE = 0.2  # probability from which a piece is part of a possible cue
AT_ONCE = 16  # cues of one window that are looked at together
NEAR = 12  # pieces between the parts of a broken cue ("quoted ... as saying")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A possible cue of a paragraph, and the roles around it.

    Args:
        cue: its pieces.
        first: probability from the cue tags.
        second: probability from the look at this cue alone.
        seen: the pieces looked at.
        roles: log probabilities of each role for each of these.
    """

    cue: range
    first: float
    second: float
    seen: range
    roles: Floats

    def probability(self, weight: float) -> float:
        """Both looks together."""
        return float(self.first ** (1 - weight) * self.second**weight)


def candidates(pieces: Pieces, network: Network, *, least: float) -> Iterator[Candidate]:
    """Possible cues of a paragraph, from a probability on."""
    for window in windows(pieces):
        hidden, tags = network.cues(*framed(pieces, window))
        ranges = cue_ranges(softmax(tags[1:-1]), OF_A_CUE)
        found = [(r, p) for r, p in ranges if p >= least]
        for k in range(0, len(found), AT_ONCE):
            yield from _looked_at(window, hidden, found[k : k + AT_ONCE], network)


def _looked_at(
    window: range, hidden: Floats, found: list[tuple[range, float]], network: Network
) -> Iterator[Candidate]:
    whole = range(len(window))
    seen = [around(whole, cue) for cue, _ in found]
    shape = (len(found), max(map(len, seen)) + 2)
    places = np.zeros(shape, dtype=np.int64)
    valid = np.zeros(shape, dtype=np.bool_)
    at_cue = np.zeros(shape, dtype=np.float32)
    for i, ((cue, _), part) in enumerate(zip(found, seen, strict=True)):
        n = len(part)
        places[i, 1 : n + 1] = np.arange(part.start, part.stop) + 1
        places[i, n + 1] = len(window) + 1
        valid[i, : n + 2] = True
        at_cue[i, cue.start - part.start + 1 : cue.stop - part.start + 1] = 1
    roles, true = network.roles(hidden, places, valid, at_cue)
    for i, ((cue, first), part) in enumerate(zip(found, seen, strict=True)):
        yield Candidate(
            _shifted(cue, window.start),
            first,
            float(1 / (1 + np.exp(-true[i]))),
            _shifted(part, window.start),
            log_softmax(roles[i, 1 : len(part) + 1]),
        )


def _shifted(pieces: range, by: int) -> range:
    return range(pieces.start + by, pieces.stop + by)


def attributions(
    pieces: Pieces, found: Sequence[Candidate], config: Config
) -> Iterator[Attribution]:
    """The candidates that are cues and have a content, each cue once."""
    table = np.array(config.transitions) * config.transition_weight
    taken: set[tuple[int, int]] = set()
    for c in found:
        probability = c.probability(config.second_opinion)
        if probability < config.threshold:
            continue
        made = _attribution(pieces, c, table, round(probability, 4))
        if made is not None and (made.cue.start, made.cue.end) not in taken:
            taken.add((made.cue.start, made.cue.end))
            if config.certainty is not None:
                made = replace(made, certainty=certainty(made, config.certainty))
            yield made


def _attribution(
    pieces: Pieces, c: Candidate, table: Floats, probability: float
) -> Attribution | None:
    roles = best_roles(c.roles, table)

    def parts(role: int) -> list[range]:
        trimmed = (_trimmed(pieces, r, c.seen.start) for r in runs(roles, role))
        return [r for r in trimmed if _has_word(pieces, _shifted(r, c.seen.start))]

    content = parts(CONTENT)
    if not content:
        return None
    # One source: of several stretches the one that stands out most from the other roles.
    source = max(parts(SOURCE), key=lambda r: _margin(c.roles, r), default=None)
    at = c.cue.start - c.seen.start
    cues = [r for r in runs(roles, CUE) if abs(r.start - at) < NEAR and _visible(pieces, r, c)]
    # Where the roles see no cue at all, the tags' cue stands.
    cues = cues or [_shifted(c.cue, -c.seen.start)]
    main = min(cues, key=lambda r: (abs(r.start - at), r.start))
    return Attribution(
        _part(pieces, c, main, CUE),
        None if source is None else _part(pieces, c, source, SOURCE),
        tuple(_part(pieces, c, r, CONTENT) for r in content),
        tuple(_part(pieces, c, r, CUE) for r in cues if r != main),
        probability,
    )


def _margin(roles: Floats, pieces: range) -> float:
    mine = roles[pieces.start : pieces.stop]
    others = np.delete(mine, SOURCE, axis=1).max(1)
    return float((mine[:, SOURCE] - others).sum())


def _has_word(pieces: Pieces, part: range) -> bool:
    if not part:
        return False
    return any(c.isalnum() for c in pieces.text[_first(pieces, part) : _last(pieces, part)])


def _trimmed(pieces: Pieces, part: range, by: int) -> range:
    # A comma or colon at the edge belongs to neither side; inside a closing mark it stays.
    start, stop = part.start, part.stop
    while start < stop and pieces.text[pieces.starts[start + by]] in ",;:":
        start += 1
    while start < stop and pieces.text[pieces.ends[stop - 1 + by] - 1] in ",;:":
        stop -= 1
    return range(start, stop)


def _visible(pieces: Pieces, part: range, c: Candidate) -> bool:
    # A colon or a dash is a cue where the tags say so, not as a further part of one.
    here = _shifted(part, c.seen.start)
    return _has_word(pieces, here) or (here.start < c.cue.stop and c.cue.start < here.stop)


def _part(pieces: Pieces, c: Candidate, part: range, role: int) -> Part:
    probability = float(np.exp(c.roles[part.start : part.stop, role]).mean())
    here = _shifted(part, c.seen.start)
    return Part(_first(pieces, here), _last(pieces, here), round(probability, 4))


def _first(pieces: Pieces, part: range) -> int:
    return int(pieces.starts[part.start])


def _last(pieces: Pieces, part: range) -> int:
    return int(pieces.ends[part.stop - 1])


def voices(
    paragraph: str, cutter: Cutter, network: Network, config: Config
) -> tuple[Attribution, ...]:
    """The attributions of a paragraph, those inside another's content with their parents."""
    pieces = cutter.cut(paragraph)
    found = list(candidates(pieces, network, least=config.candidate))
    return nested(list(attributions(pieces, found, config)))
