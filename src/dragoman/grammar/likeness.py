"""How one statement bears on another: it says the same, or both can't be true, or neither shows.

What is typed decides: names, numbers, days, places. Two statements of like wording with another
number or another place are of different things, or contradict each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar.propositions import Number, Proposition
from dragoman.grammar.senses import are_opposite, empty, sense

Verdict = Literal["supports", "contradicts", "unlike"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one proposition bears on another.

    Args:
        verdict: supports: it says the same of a part or of all; contradicts: both can't be true.
        parts: the words of the second that do.
        whole: true if nothing of the first is left that the second does not say.
        certain: false for a pair that a person should look at.
        why: the reason, in words.
    """

    verdict: Verdict
    parts: tuple[Span, ...] = ()
    whole: bool = False
    certain: bool = False
    why: str = ""


UNLIKE = Likeness("unlike")


def likeness(
    one: Proposition, other: Proposition, *, vouched: bool = False, together: bool = True
) -> Likeness:
    """How `other` bears on `one`.

    Args:
        vouched: the other is told as a confirmation: then one part in common is enough.
        together: both stand in one article, so that a day or number in common is enough; else a
            name must be common too.
    """
    if not _places_meet(one, other) or not _days_meet(one, other):
        return UNLIKE
    pinned = bool(_shared_names(one, other)) or (together and _pinned(one, other))
    return (
        _absence(one, other, together)
        or _opposed(one, other, pinned)
        or _counted(one, other, pinned)
        or _same(one, other, vouched, pinned)
        or UNLIKE
    )


def _pinned(one: Proposition, other: Proposition) -> bool:
    """True if a day or a number of one thing is common."""
    numbers = any(
        a.unit == b.unit and a.least <= b.most and b.least <= a.most
        for a in one.numbers
        for b in other.numbers
    )
    return numbers or bool(one.days and other.days)


def _places_meet(one: Proposition, other: Proposition) -> bool:
    """False if both name places and no place is named by both."""
    return not one.places or not other.places or bool(one.places & other.places)


def _days_meet(one: Proposition, other: Proposition) -> bool:
    if not one.days or not other.days:
        return True
    return any(a <= d and c <= b for a, b in one.days for c, d in other.days)


def _shared_names(one: Proposition, other: Proposition) -> frozenset[str]:
    return one.names & other.names


def _absence(one: Proposition, other: Proposition, together: bool) -> Likeness | None:
    """ "Not a single case of X" against "X had spread": the thing denied is said to be there."""
    if one.is_negative == other.is_negative:
        return None
    no, yes = (one, other) if one.is_negative else (other, one)
    things = _absent(no)
    present = frozenset(map(sense, lore.words("claims")["present"]))
    told = [
        (b, p) for b, p in yes.verbs if sense(b) in present or any(n.most > 0 for n in yes.numbers)
    ]
    about = things & yes.senses
    if not told or not about:
        return None
    telling = about & (_subjects_of(yes) | frozenset(n.unit for n in yes.numbers))
    if not telling:
        return None
    homes = {no.home, yes.home} - {None}
    both = "country" in no.senses & yes.senses or (no.home and no.home == yes.home)
    certain = bool(_shared_names(no, yes)) or (together and bool(both) and len(homes) == 1)
    parts = other.claim.proposition
    return Likeness(
        "contradicts",
        parts,
        certain=certain,
        why=f"absent and present: {', '.join(sorted(telling))}",
    )


def _absent(p: Proposition) -> frozenset[str]:
    """What is said not to be there: of "no case of X", "not a single X" in a place; else nothing."""
    about = p.claim.subject
    if about is None or not _NONE_OF.match(p.told(about)):
        return frozenset()
    verbs = {sense(b) for b, _ in p.verbs}
    if verbs - frozenset(map(sense, lore.words("claims")["found"])):
        return frozenset()  # "no ship sank" is no absence of ships
    lacking = empty() | set(lore.words("claims")["absence"]) | {"be"}
    return frozenset(sense(b) for b, s in p.words if b not in lacking and about.holds(s))


_NONE_OF = re.compile(
    r"(?:no|not an?y? single|not one|zero|none of|not any|a single|any)\b", re.IGNORECASE
)


def _subjects_of(p: Proposition) -> frozenset[str]:
    """The subject of a statement, and what its passives and presences are said of."""
    return p.subject | frozenset(
        sense(b) for b, s in p.words if p.claim.subject and p.claim.subject.holds(s)
    )


def _opposed(one: Proposition, other: Proposition, pinned: bool) -> Likeness | None:
    """The same subject and predicate, once denied; or predicates of which only one can hold."""
    if not _same_subject(one, other):
        return None
    for a, _ in one.verbs:
        for b, place in other.verbs:
            same, against = sense(a) == sense(b), are_opposite(a, b)
            if (same and one.is_negative != other.is_negative) or (
                against and one.is_negative == other.is_negative
            ):
                if not _objects_meet(one, other, {sense(a), sense(b)}):
                    continue
                return Likeness(
                    "contradicts",
                    (place,),
                    certain=pinned and _numbers_meet(one, other),
                    why=f"{a} against {'not ' if same else ''}{b}",
                )
    return None


def _objects_meet(one: Proposition, other: Proposition, verbs: set[str]) -> bool:
    """False if both say more of the thing and nothing of it is common."""
    own = [
        p.senses - p.subject - verbs - empty() - frozenset(lore.words("claims")["absence"])
        for p in (one, other)
    ]
    return not own[0] or not own[1] or bool(own[0] & own[1])


def _counted(one: Proposition, other: Proposition, pinned: bool) -> Likeness | None:
    """Numbers of one thing that exclude each other: "two were killed", "five were killed"."""
    if one.is_negative or other.is_negative or not _share_predicate(one, other):
        return None
    same = _same_subject(one, other)
    for a in one.numbers:
        for b in other.numbers:
            counted = a.type == "count" or same  # percents of two things say nothing of each other
            if counted and _exclude(a, b):
                dated = bool(one.days and other.days)
                return Likeness(
                    "contradicts", (b.span,), certain=pinned and dated,
                    why=f"different numbers of {a.unit}",
                )  # fmt: skip
    return None


def _numbers_meet(one: Proposition, other: Proposition) -> bool:
    return not any(_exclude(a, b) for a in one.numbers for b in other.numbers)


def _exclude(a: Number, b: Number) -> bool:
    """True for two numbers of one unit that can't both be right."""
    return a.unit == b.unit and a.type == b.type and (a.most < b.least or b.most < a.least)


def _share_predicate(one: Proposition, other: Proposition) -> bool:
    return bool({sense(b) for b, _ in one.verbs} & {sense(b) for b, _ in other.verbs})


def _same_subject(one: Proposition, other: Proposition) -> bool:
    return bool(one.subject & other.subject)


def _same(one: Proposition, other: Proposition, vouched: bool, pinned: bool) -> Likeness | None:
    """The same said of the same: predicates of `other` that stand in `one` too."""
    if one.is_negative != other.is_negative or not _numbers_meet(one, other):
        return None
    if not _same_subject(one, other):
        return None
    parts = []
    for own, place in other.predicates:
        first = next((sense(b) for b, p in other.verbs if p == place), None)
        if (
            first is not None
            and first in one.senses
            and (own - {first} <= one.senses or len(own & one.senses) * 2 >= len(own))
        ):
            parts.append(place)
    if not parts:
        return None
    beyond = bool(_shared_names(one, other) - one.subject) or _pinned(one, other)
    if not vouched and not (pinned and beyond):
        return Likeness("supports", tuple(parts), why="the same is said of the like")
    rest = one.senses - other.senses - empty()
    whole = not rest and one.names <= other.names and len(one.numbers) <= len(other.numbers)
    return Likeness(
        "supports", tuple(parts), whole=whole, certain=True, why="the same is said of the same"
    )
