"""The model's files: where they are, whether they are whole, what they are set to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "models" / "attribution"
CONFIG = "config.json"
CUES, ROLES, VOCABULARY = "cues.onnx", "roles.onnx", "tokenizer.json"
FILES = (CUES, ROLES, VOCABULARY)


@dataclass(frozen=True, slots=True)
class Config:
    """Settings that came out of training.

    Args:
        candidate: probability from which a possible cue is looked at a second time.
        threshold: probability from which a cue is reported.
        second_opinion: weight of the upper layers' second look against the first.
        transition_weight: weight of the transitions against the pieces' own probabilities.
        transitions: log probabilities of a role after a role; the last row is for the first.
        hashes: SHA-256 of each file.
        certainty: weights of the curve from probabilities to certainty; None where none was fitted.
    """

    name: str
    version: str
    candidate: float
    threshold: float
    second_opinion: float
    transition_weight: float
    transitions: tuple[tuple[float, ...], ...]
    hashes: dict[str, str]
    certainty: tuple[float, ...] | None = None

    @staticmethod
    def read(folder: Path) -> Config:
        """The settings in a folder."""
        made: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        made["transitions"] = tuple(tuple(row) for row in made["transitions"])
        made["certainty"] = tuple(made["certainty"]) if made.get("certainty") else None
        return Config(**made)


@cache
def what_is_missing(folder: Path = FOLDER) -> str | None:
    """Why the encoder cannot run, in words for a person; None if it can."""
    absent = [name for name in (CONFIG, *FILES) if not (folder / name).is_file()]
    if absent:
        return f"the attribution model is not installed: no {', '.join(absent)} in {folder.name}"
    for module in ("onnxruntime", "tokenizers", "numpy"):
        if find_spec(module) is None:
            return f"the attribution model needs {module}, which is not installed"
    try:
        hashes = Config.read(folder).hashes
    except (ValueError, TypeError, KeyError) as e:
        return f"the attribution model's {CONFIG} cannot be read: {e}"
    damaged = [name for name in FILES if sha256(folder / name) != hashes.get(name)]
    if damaged:
        return f"the attribution model is damaged: {', '.join(damaged)}"
    return None


@cache
def encoder_identity(folder: Path = FOLDER) -> dict[str, str] | None:
    """Name, version and hash of the weights; None if the encoder cannot run."""
    if what_is_missing(folder) is not None:
        return None
    config = Config.read(folder)
    total = hashlib.sha256((folder / CONFIG).read_bytes())
    return {"name": config.name, "version": config.version, "weights": total.hexdigest()[:16]}


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
