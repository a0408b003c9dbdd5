"""A draft of a quote: who, by which words, what, before it is known who is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.article import Span, in_order
from dragoman.places import Places


@dataclass(frozen=True)
class Draft:
    """An attribution as spans of the article.

    Args:
        source: None where the words at the cue name nobody.
        cue: None for a quotation that carries the one before it on.
        carries: for such a quotation, the draft whose speaker goes on.
        rule: what found it.
        until: the last paragraph of its content, where that is a later one.
        parent: the place of the draft in whose content it stands.
    """

    source: Span | None
    cue: Span | None
    further_cues: tuple[Span, ...]
    content: tuple[Span, ...]
    paragraph: int
    rule: str
    certainty: float | None = None
    carries: Draft | None = None
    parent: int | None = None
    depth: int = 0
    until: int = -1

    @property
    def start(self) -> tuple[int, int, int]:
        """Where its first words stand, for sorting."""
        return min(map(in_order, self.spans))

    @property
    def spans(self) -> tuple[Span, ...]:
        """All its words."""
        own = tuple(s for s in (self.source, self.cue) if s is not None)
        return (*own, *self.further_cues, *self.content)

    @property
    def head(self) -> tuple[Span, ...]:
        """Source and cue; of a quotation carried on, its content."""
        own = tuple(s for s in (self.source, self.cue) if s is not None)
        return self.content if self.carries is not None or not own else own


def nested(drafts: list[Draft], *, deepest: int = 3) -> list[Draft]:
    """The drafts in order of place, each with the smallest content that holds all its words."""
    ordered = sorted(drafts, key=lambda d: (d.start, in_order(d.content[0])))
    parts = Places((part, (part, i)) for i, d in enumerate(ordered) for part in d.content)
    parents = [_parent(ordered, parts, d) for d in ordered]
    out = []
    for d, parent in zip(ordered, parents, strict=True):
        depth, above = 0, parent
        while above is not None and depth < deepest:
            depth, above = depth + 1, parents[above]
        out.append(replace(d, parent=parent, depth=depth))
    return out


def parted(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what another source says: a later piece that belongs to another's cue.

    "He left, by their account, in what aides called a hurry": neither "called a hurry" nor all
    from "in what" on stands by their account.
    """
    cues = [d.cue for d in drafts if d.cue is not None]

    def is_anothers(piece: Span) -> bool:
        inside = [c for c in cues if c.start >= piece.start and c.end <= piece.end]
        return any(c.start == piece.start for c in inside) or (
            bool(inside) and piece.where == "text" and bool(_COMMENT.match(text, piece.start))
        )

    return [
        replace(d, content=(d.content[0], *(p for p in d.content[1:] if not is_anothers(p))))
        for d in drafts
    ]


_COMMENT = re.compile(r"(?:in )?what\b")


def _parent(ordered: list[Draft], parts: Places[tuple[Span, int]], child: Draft) -> int | None:
    own = (*child.content, *child.head) if child.carries is None else child.content
    holding = [
        (part.end - part.start, i)
        for part, i in parts.meeting(own[0])
        if (d := ordered[i]) is not child
        and d.paragraph <= child.paragraph <= max(d.paragraph, d.until)
        and all(part.holds(s) for s in own)
        and part not in child.content
    ]
    return min(holding)[1] if holding else None
