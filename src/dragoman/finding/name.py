"""Names of persons, bodies, states, places and offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Finding):
    """A person, body, state, place or office named in the text; mentions of one share `cluster`."""

    kind: ClassVar[str] = "name"
    type: Literal["person", "organisation", "state", "place", "office", "group"]
    canonical: str
    actor: str | None = None
    state: str | None = None
    cluster: str | None = None
    proposed: str | None = None
