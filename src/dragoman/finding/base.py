"""What every finding has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dragoman.article import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Anything found. `id` is set by `identified`; until then a reader may use names of its own.

    Args:
        rule: what fired, in words: the rule of the reader's table, or the model's label.
        corrected_by: who accepted, corrected or added it; of what only a machine read, nobody.
    """

    kind: ClassVar[str] = ""
    evidence: tuple[Span, ...]
    reader: str = ""
    rule: str = ""
    certainty: float | None = None
    id: str = ""
    corrected_by: tuple[str, ...] = ()

    def role_key(self) -> str:
        """What tells this finding from another of its kind on the same words."""
        return ""
