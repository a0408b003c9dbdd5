"""What a reader will not decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True)
class About:
    """What a doubt is about: a kind of finding and one of its fields."""

    kind: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt(Finding):
    """Something a reader will not decide, with the place and the reason."""

    kind: ClassVar[str] = "doubt"
    about: About
    why: str

    def role_key(self) -> str:
        """The kind and field doubted."""
        return f"{self.about.kind}.{self.about.field}"
