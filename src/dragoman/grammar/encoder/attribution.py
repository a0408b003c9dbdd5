"""What the encoder says of a paragraph: who is said to say what, as characters of it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of the paragraph, half open, and how probable it is that they play their role."""

    start: int
    end: int
    probability: float

    def holds(self, other: Part) -> bool:
        """True if no character of the other lies outside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Part) -> bool:
        """True if they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with what hangs on it.

    Args:
        cue: the words that attribute ("said", "according to", a colon).
        source: who speaks, as written; None where the paragraph does not say.
        content: what is said, in one or more parts; never empty.
        further_cues: the rest of a broken cue.
        probability: that the cue is one.
        depth: in how many other contents it stands.
        parent: the place, in the same paragraph's list, of the nearest of these; or None.
        certainty: how often attributions like this one were right on gold; None where no model
            of that was made.
    """

    cue: Part
    source: Part | None
    content: tuple[Part, ...]
    further_cues: tuple[Part, ...]
    probability: float
    depth: int = 0
    parent: int | None = None
    certainty: float | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """All its parts."""
        source = () if self.source is None else (self.source,)
        return (self.cue, *self.further_cues, *source, *self.content)


@dataclass(frozen=True, slots=True)
class Voices:
    """The attributions of a paragraph, by the place of their cues."""

    attributions: tuple[Attribution, ...] = ()


def moved(attribution: Attribution, by: int) -> Attribution:
    """The same, with all offsets raised."""

    def move(part: Part) -> Part:
        return replace(part, start=part.start + by, end=part.end + by)

    return replace(
        attribution,
        cue=move(attribution.cue),
        source=None if attribution.source is None else move(attribution.source),
        content=tuple(move(p) for p in attribution.content),
        further_cues=tuple(move(p) for p in attribution.further_cues),
    )


def nested(attributions: list[Attribution]) -> tuple[Attribution, ...]:
    """Put in order, each with its parent: the smallest content that holds all its parts."""
    ordered = sorted(attributions, key=lambda a: (a.cue.start, a.cue.end))
    parents = [_parent(ordered, a) for a in ordered]
    out = []
    for a, parent in zip(ordered, parents, strict=True):
        depth, above = 0, parent
        while above is not None:
            depth, above = depth + 1, parents[above]
        out.append(replace(a, parent=parent, depth=depth))
    return tuple(out)


def _parent(ordered: list[Attribution], child: Attribution) -> int | None:
    holding = [
        (part.end - part.start, i)
        for i, a in enumerate(ordered)
        for part in a.content
        if a is not child and all(part.holds(p) for p in child.parts)
    ]
    return min(holding)[1] if holding else None
