"""From the network's probabilities to cues, and to spans of source, content and cue."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

OTHER, SOURCE, CUE, CONTENT = range(4)


def softmax(x: Floats) -> Floats:
    """Probabilities along the last axis."""
    e: Floats = np.exp(x - x.max(-1, keepdims=True))
    whole: Floats = e.sum(-1, keepdims=True)
    return e / whole


def log_softmax(x: Floats) -> Floats:
    """Their logarithms."""
    x = x - x.max(-1, keepdims=True)
    whole: Floats = np.log(np.exp(x).sum(-1, keepdims=True))
    return x - whole


def cue_ranges(probabilities: Floats, threshold: float) -> list[tuple[range, float]]:
    """Stretches of pieces that may be a cue, each with its highest probability.

    Args:
        probabilities: a row a piece: no cue, first piece of one, further piece of one.
    """
    any_cue = 1 - probabilities[:, 0]
    found = []
    i, n = 0, len(any_cue)
    while i < n:
        if any_cue[i] < threshold:
            i += 1
            continue
        j = i + 1
        while j < n and any_cue[j] >= threshold and probabilities[j, 1] <= probabilities[j, 2]:
            j += 1
        found.append((range(i, j), float(any_cue[i:j].max())))
        i = j
    return found


def best_roles(log_probabilities: Floats, transitions: Floats) -> list[int]:
    """The likeliest sequence of roles (Viterbi).

    Args:
        transitions: weighted log probabilities of a role after a role; the last row is for
            the first piece.
    """
    value = log_probabilities[0] + transitions[4]
    steps = []
    for row in log_probabilities[1:]:
        each = value[:, None] + transitions[:4]
        steps.append(each.argmax(0))
        value = each.max(0) + row
    roles = [int(value.argmax())]
    for back in reversed(steps):
        roles.append(int(back[roles[-1]]))
    return roles[::-1]


def runs(roles: list[int], role: int) -> list[range]:
    """Unbroken stretches of a role."""
    found = []
    start = -1
    for i, r in enumerate([*roles, -1]):
        if r == role and start < 0:
            start = i
        elif r != role and start >= 0:
            found.append(range(start, i))
            start = -1
    return found
