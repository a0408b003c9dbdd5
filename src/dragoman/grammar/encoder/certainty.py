"""How certain an attribution is: a logistic curve over what the network says of its parts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dragoman.grammar.encoder.attribution import Attribution

_NEVER, _ALWAYS = 0.005, 0.995


def signs(a: Attribution) -> tuple[float, ...]:
    """What the curve is fitted to: one, log odds of cue, source and weakest content, no source."""
    source = 0.0 if a.source is None else _log_odds(a.source.probability)
    content = min(_log_odds(p.probability) for p in a.content)
    return (1.0, _log_odds(a.probability), source, float(a.source is None), content)


def certainty(a: Attribution, weights: Sequence[float]) -> float:
    """The share of attributions like this one that were right on gold, to two digits."""
    at = sum(w * s for w, s in zip(weights, signs(a), strict=True))
    return round(1 / (1 + math.exp(-at)), 2)


def _log_odds(probability: float) -> float:
    p = min(max(probability, _NEVER), _ALWAYS)
    return math.log(p / (1 - p))
