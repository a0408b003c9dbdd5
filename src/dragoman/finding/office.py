"""Who came into an office, left it or holds it, as an article tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.finding.base import Finding
from dragoman.finding.fields import NO_DATE, DateField


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Finding):
    """A change or a statement of office.

    Args:
        person: the name as written; `actor` is who that is in the roster.
        office: the office as written.
        date: of the change, `published` of its announcement.
    """

    kind: ClassVar[str] = "office"
    person: str
    actor: str | None = None
    office: str
    state: str | None = None
    change: Literal["named", "elected", "dismissed", "holds"] = "holds"
    date: DateField = NO_DATE
    published: DateField = NO_DATE

    def role_key(self) -> str:
        """The person and the change: one sentence may name several."""
        return f"{self.person}|{self.change}"
