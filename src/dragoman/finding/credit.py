"""Who made the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Finding):
    """Who reported, wrote, translated, photographed or supplied the article."""

    kind: ClassVar[str] = "credit"
    role: Literal["reporter", "writer", "translator", "editor", "photographer", "agency", "outlet"]
    name: str

    def role_key(self) -> str:
        """The role: one person may report and translate."""
        return self.role
