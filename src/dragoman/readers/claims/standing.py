"""How the claims of one article stand to each other: who denies, contradicts or bears out what.

Asserted is only what is typed and certain; a pair that is merely alike is left to weighing, which
proposes it to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.article import Span
from dragoman.finding import Bearing, Claim
from dragoman.finding.claim import ClaimStatus
from dragoman.finding.holders import same_holder
from dragoman.grammar.likeness import Likeness, likeness
from dragoman.grammar.propositions import Proposition, keys

# Earlier claims under one key that a claim is held against, the nearest first: work stays in
# proportion to the length of a text that says one thing a thousand times.
_NEAREST = 24


@dataclass(frozen=True)
class Heard:
    """A claim as it was told.

    Args:
        act: what the saying does; of "confirm" one part in common is enough.
        refers: true for a denial that only points back ("denied the reports").
    """

    proposition: Proposition
    act: str
    refers: bool = False

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.proposition.claim


@dataclass
class _Standing:
    opposed: list[Bearing] = field(default_factory=list)
    confirmed: list[Bearing] = field(default_factory=list)
    denied: bool = False
    whole: bool = False
    repeated: bool = False
    confirms: bool = False


def weighed(heard: Sequence[Heard]) -> Iterator[Claim]:
    """The claims with their status, and with those that bear on them."""
    standings = [_Standing() for _ in heard]
    for i, j in _pairs(heard):
        _hold(heard, standings, i, j)
    for j, h in enumerate(heard):
        meant = _meant(heard, j) if h.refers else None
        if meant is not None:
            standings[meant].opposed.append(Bearing(h.claim.id, h.claim.proposition[0]))
            standings[meant].denied = True
            standings[j].opposed.append(
                Bearing(heard[meant].claim.id, _stretch(heard[meant].claim.proposition))
            )
    for h, s in zip(heard, standings, strict=True):
        if h.refers and not s.opposed:
            continue  # nobody here said what is denied
        yield replace(
            h.claim,
            status=_status(s),
            opposed_by=tuple(s.opposed),
            confirmed_by=tuple(s.confirmed),
        )


def _pairs(heard: Sequence[Heard]) -> Iterator[tuple[int, int]]:
    """Pairs that have something in common, the earlier first, each once."""
    under: dict[str, list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for j, h in enumerate(heard):
        for key in sorted(set(keys(h.proposition))):
            for i in under[key][-_NEAREST:]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j
            under[key].append(j)


# How many claims before a denial it may point at.
_BACK = 6


def _meant(heard: Sequence[Heard], j: int) -> int | None:
    """The only one of the claims just before that names who denies it."""
    who = heard[j].claim.holder
    if who is None:
        return None
    own = {who.actor, who.state, str(who.name.value or "").casefold()} - {None, ""}
    found = [
        i
        for i in range(max(0, j - _BACK), j)
        if own & heard[i].proposition.names
        and not heard[i].refers
        and same_holder(heard[i].claim.holder, who) is False
    ]
    return found[0] if len(found) == 1 else None


def _hold(heard: Sequence[Heard], standings: list[_Standing], i: int, j: int) -> None:
    one, other = heard[i], heard[j]
    if one.refers or other.refers:
        return
    same = same_holder(one.claim.holder, other.claim.holder)
    vouched = other.act == "confirm"
    found = likeness(one.proposition, other.proposition, vouched=vouched)
    if not found.certain or same is None:
        return
    if found.verdict == "contradicts" and not same:
        back = likeness(other.proposition, one.proposition)
        standings[i].opposed.append(Bearing(other.claim.id, _stretch(found.parts)))
        standings[j].opposed.append(
            Bearing(one.claim.id, _stretch(back.parts or one.claim.proposition))
        )
        standings[i].denied |= other.act == "deny"
        standings[j].denied |= one.act == "deny"
    elif found.verdict == "supports" and same:
        standings[j].repeated |= found.whole
    elif found.verdict == "supports":
        standings[i].confirmed += [Bearing(other.claim.id, p) for p in found.parts]
        standings[i].whole |= found.whole
        if vouched:
            standings[j].confirms = True
        else:
            _back(standings[j], one, other)


def _back(standing: _Standing, one: Heard, other: Heard) -> None:
    """The first bears the second out as well, where neither is told as a confirmation."""
    back: Likeness = likeness(other.proposition, one.proposition)
    if back.verdict == "supports" and back.certain:
        standing.confirmed += [Bearing(one.claim.id, p) for p in back.parts]
        standing.whole |= back.whole


def _stretch(parts: Sequence[Span]) -> Span:
    """From the first to the last of several stretches."""
    return Span(min(p.start for p in parts), max(p.end for p in parts), parts[0].where)


def _status(s: _Standing) -> ClaimStatus | None:
    if s.opposed:
        return "denied" if s.denied else "contradicted"
    if s.confirmed:
        return "corroborated_independent" if s.whole else "partly_corroborated"
    if s.repeated:
        return "repeated_same_origin"
    return None if s.confirms else "unopposed"
