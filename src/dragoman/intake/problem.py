"""What could not be taken in, or only in part, in one line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One clear line: what, where, the way out. `lost` is False where only a field was left out."""

    where: str
    what: str
    way_out: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.way_out}"
