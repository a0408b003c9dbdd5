"""Who is said to say what: a small network, trained by us, over single paragraphs.

It runs without torch; what it needs is imported, and its files are read, at the first paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.grammar.encoder.attribution import Attribution, Part, Voices
from dragoman.grammar.encoder.model import FOLDER, Config, encoder_identity, what_is_missing

if TYPE_CHECKING:
    from dragoman.grammar.encoder.network import OnnxNetwork
    from dragoman.grammar.encoder.pieces import Cutter

# Largest paragraph looked at, in characters; a longer one is no prose (as in grammar.parse).
LONGEST = 20_000


class Encoder:
    """The attribution model, loaded when first used."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._loaded: tuple[Cutter, OnnxNetwork, Config] | None = None

    @property
    def missing(self) -> str | None:
        """Why it cannot run, in words for a person; None if it can."""
        return what_is_missing(self._folder)

    def read(self, paragraphs: Sequence[str]) -> Iterator[Voices | None]:
        """One Voices a paragraph, in order; None for each where the model is missing.

        A paragraph's outcome never depends on the others.
        """
        if self.missing is not None:
            yield from (None for _ in paragraphs)
            return
        from dragoman.grammar.encoder.look import voices

        cutter, network, config = self._load()
        for paragraph in paragraphs:
            yield Voices(voices(paragraph[:LONGEST], cutter, network, config))

    def _load(self) -> tuple[Cutter, OnnxNetwork, Config]:
        if self._loaded is None:
            from dragoman.grammar.encoder.model import VOCABULARY
            from dragoman.grammar.encoder.network import OnnxNetwork
            from dragoman.grammar.encoder.pieces import Cutter

            cutter = Cutter(self._folder / VOCABULARY)
            self._loaded = cutter, OnnxNetwork(self._folder), Config.read(self._folder)
        return self._loaded


__all__ = ["Attribution", "Encoder", "Part", "Voices", "encoder_identity", "what_is_missing"]
