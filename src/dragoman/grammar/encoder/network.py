"""The trained network, run by onnxruntime on one thread."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.grammar.encoder.decode import Floats
from dragoman.grammar.encoder.model import CUES, ROLES
from dragoman.grammar.encoder.pieces import Ints


class Network(Protocol):
    """What is asked of a network; in training, torch answers the same questions."""

    def cues(self, ids: Ints, features: Ints) -> tuple[Floats, Floats]:
        """Hidden states and cue tags (logits) of the pieces of one window."""

    def roles(
        self, hidden: Floats, places: Ints, valid: NDArray[np.bool_], at_cue: Floats
    ) -> tuple[Floats, Floats]:
        """For each cue of the window: roles of the pieces around it; whether it is one."""


class OnnxNetwork:
    """Two graphs: the lower layers with the cue tags, and the upper layers for given cues."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One thread: the same sums in the same order, and workers do not crowd each other.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3

        def session(name: str) -> Any:
            return onnxruntime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"]
            )

        self._cues, self._roles = session(CUES), session(ROLES)

    def cues(self, ids: Ints, features: Ints) -> tuple[Floats, Floats]:
        """Hidden states and cue tags (logits) of the pieces of one window."""
        hidden, tags = self._cues.run(None, {"ids": ids[None], "features": features[None]})
        return hidden[0], tags[0]

    def roles(
        self, hidden: Floats, places: Ints, valid: NDArray[np.bool_], at_cue: Floats
    ) -> tuple[Floats, Floats]:
        """For each cue of the window: roles of the pieces around it; whether it is one."""
        given = {"hidden": hidden, "places": places, "valid": valid, "at_cue": at_cue}
        roles, true = self._roles.run(None, given)
        return roles, true
