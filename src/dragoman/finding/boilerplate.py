"""What is not part of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate(Finding):
    """A stretch that is not part of the story; marked, never cut."""

    kind: ClassVar[str] = "boilerplate"
    what: Literal["title", "caption", "dateline", "metadata", "navigation", "notice", "byline"]
