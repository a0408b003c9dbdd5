"""Two texts beside each other, sentence by sentence: kept, varied, new, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.article import Span
from dragoman.weigh.alignment import Text, align
from dragoman.weigh.versions import Change

Fate = Literal["kept", "varied", "new", "dropped"]
FATES: tuple[Fate, ...] = ("kept", "varied", "new", "dropped")
_FATES: dict[str, Fate] = {"exact": "kept", "changed": "varied", "own": "new"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the later text, of the earlier, or of both.

    Args:
        fate: kept word for word, varied, new; or dropped: it stood in the earlier only.
        changes: of what is varied, what was put for what.
    """

    fate: Fate
    here: Span | None
    before: Span | None
    changes: tuple[Change, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Fate, both places, and the words that differ with theirs."""
        return {
            "fate": self.fate,
            "here": self.here.to_json() if self.here else None,
            "before": self.before.to_json() if self.before else None,
            "changes": [
                {
                    "before": c.before,
                    "after": c.after,
                    "old": c.old.to_json(),
                    "new": c.new.to_json(),
                }
                for c in self.changes
            ],
        }


def passages(before: Text, now: Text) -> tuple[Passage, ...]:
    """All sentences of both in the order of the later; what is dropped stands where it stood."""
    return tuple(_passages(before, now))


def _passages(before: Text, now: Text) -> Iterator[Passage]:
    rows = align(before, now, once=True)
    kept = {r.there for r in rows}
    gone = [s.span for s in before.sentences if s.span not in kept]
    for r in rows:
        while r.there and gone and gone[0].start < r.there.start:
            yield Passage("dropped", None, gone.pop(0))
        yield Passage(_FATES[r.kind], r.here, r.there, r.changes)
    for span in gone:
        yield Passage("dropped", None, span)
