"""Claims held against each other over the whole record: who bears out or contradicts whom.

Claims are looked up by what two of them must have in common (a name and a predicate, a counted
thing and a predicate, a thing that is there or not), so that ten thousand need not be compared
with each other. Asserted is what is typed and certain, of sources that do not rest on each other;
what is merely alike is proposed to a person, and counts for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, Literal

from dragoman.article import Article, Span
from dragoman.finding import Amount, Claim, ClaimStatus, Date, Finding, Name, Reading
from dragoman.finding.holders import same_holder
from dragoman.grammar.known_names import straight
from dragoman.grammar.likeness import UNLIKE, Likeness, likeness
from dragoman.grammar.propositions import Proposition, keys, keys_across
from dragoman.places import Places
from dragoman.weigh.communications import SCHEMA
from dragoman.weigh.told import day

# Reports of one event come within days; what is said again weeks later may be of another one.
WITHIN = timedelta(days=14)
# Claims under one key that are held against each other, by the day of their articles the nearest:
# what more than so many say is a formula.
NEAREST = 40

Kind = Literal["corroboration", "contradiction"]


@dataclass(frozen=True)
class Told:
    """One claim as one article tells it.

    Args:
        copied: the article of which this one is a copy, if it is one.
    """

    article: Article
    claim: Claim
    proposition: Proposition
    copied: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Article and finding: what stands for it within a record."""
        return self.article.id, self.claim.id

    @property
    def origin(self) -> str:
        """The article from which its text comes: copies have one origin."""
        return self.copied or self.article.id

    @cached_property
    def outlet(self) -> str:
        """The outlet of the article, in small letters; empty if none is held."""
        return (self.article.value("outlet") or "").casefold()

    @cached_property
    def source(self) -> str:
        """Who vouches for it, wherever it is told: by actor or name; empty for who has none."""
        who = self.claim.holder
        if who is None or who.status in ("unresolved", "article"):
            return ""
        return who.actor or str(who.name.value or "").casefold()

    @cached_property
    def ordinal(self) -> int | None:
        """The day of the article as a number."""
        known = day(self.article.reference_date.value)
        return known.toordinal() if known else None


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one claim bears on another.

    Args:
        state: proposed: a person should look; nothing is counted.
        one: the earlier claim; `one_parts` its words that the other bears on.
        parts: the words of the other that do.
        whole: of a corroboration, true if nothing of the first is left that the other doesn't say.
    """

    kind: Kind
    state: Literal["asserted", "proposed"]
    one: Told
    other: Told
    one_parts: tuple[Span, ...]
    parts: tuple[Span, ...]
    whole: bool
    why: str

    def to_json(self) -> dict[str, Any]:
        """A `corroboration` or `contradiction` of `dragoman.weighed/1`."""
        sides = ((self.one, self.one_parts), (self.other, self.parts))
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "state": self.state,
            "claims": [
                {
                    "article": t.article.id,
                    "finding": t.claim.id,
                    "parts": [p.to_json() for p in parts],
                }
                for t, parts in sides
            ],
            "whole": self.whole,
            "why": self.why,
        }

    def seen_from(self, own: Told) -> tuple[Told, tuple[Span, ...]]:
        """The other side of it, and that side's words."""
        return (self.other, self.parts) if own is self.one else (self.one, self.one_parts)


def told(readings: Iterable[Reading], origins: Mapping[str, str] | None = None) -> Iterator[Told]:
    """Every claim of the readings, in their order.

    Args:
        origins: for the id of an article that copies another's text the id of that article.
    """
    for r in readings:
        claims = r.of(Claim)
        if not claims:
            continue
        plain = {"text": straight(r.article.text), "title": straight(r.article.title or "")}
        typed = Places[Finding](
            (f.evidence[0], f) for kind in (Name, Amount, Date) for f in r.of(kind) if f.evidence
        )
        for c in claims:
            inside = {f.id: f for s in c.proposition for f in typed.meeting(s)}
            home = c.holder.state if c.holder else None
            made = Proposition(c, plain[c.proposition[0].where], inside.values(), home)
            yield Told(r.article, c, made, (origins or {}).get(r.article.id))


def bearings(claims: Iterable[Told]) -> list[Bearing]:
    """Pairs of claims that bear on each other, contradictions first, then by article and place.

    What a reading says of the claims of its own article stands as it is.
    """
    held = list(claims)
    made = {(b.one.key, b.other.key): b for b in _within(held)}
    for one, other in candidates(held):
        known = (one.key, other.key) in made or (other.key, one.key) in made
        if not known and (found := _bearing(one, other)) is not None:
            made[one.key, other.key] = found
    order = {t.key: n for n, t in enumerate(held)}
    return sorted(
        made.values(),
        key=lambda b: (b.kind == "corroboration", b.state, order[b.one.key], order[b.other.key]),
    )


def _within(held: Sequence[Told]) -> Iterator[Bearing]:
    """What the readings say: which claims of one article oppose or bear out each other."""
    by = {t.key: t for t in held}
    for one in held:
        links = [("contradiction", b) for b in one.claim.opposed_by]
        links += [("corroboration", b) for b in one.claim.confirmed_by]
        grouped: dict[tuple[Kind, str], list[Span]] = defaultdict(list)
        for kind, link in links:
            grouped[kind, link.id].append(link.part)  # type: ignore[index]
        for (kind, own), parts in grouped.items():
            other = by.get((one.article.id, own))
            back = [b.part for b in other.claim.opposed_by if b.id == one.claim.id] if other else []
            if other is None or (back and other.claim.evidence < one.claim.evidence):
                continue  # told from the other side
            whole = kind == "corroboration" and one.claim.status == "corroborated_independent"
            yield Bearing(kind, "asserted", one, other, tuple(back) or one.claim.proposition,
                          tuple(parts), whole, "says the article's reading")  # fmt: skip


def candidates(claims: Iterable[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs that have enough in common to be held against each other, each once."""
    held = list(claims)
    order = {id(t): n for n, t in enumerate(held)}
    under: dict[str, list[Told]] = defaultdict(list)
    for t in held:
        own = {f"{t.article.id} {key}" for key in keys(t.proposition)}
        for key in sorted(own | set(keys_across(t.proposition))):
            under[key].append(t)
    seen: set[tuple[int, int]] = set()
    for same in under.values():
        same.sort(key=lambda t: (t.ordinal is None, t.ordinal or 0, order[id(t)]))
        for n, b in enumerate(same):
            for a in same[max(0, n - NEAREST) : n]:
                pair = (order[id(a)], order[id(b)])
                if pair not in seen:
                    seen.add(pair)
                    yield a, b


def _bearing(one: Told, other: Told) -> Bearing | None:
    together = one.article.id == other.article.id
    if not together and not _may_be_one_event(one, other):
        return None
    if one.origin == other.origin and not together:
        return None  # a copy is the same text once more
    found = _likeness(one, other, together)
    if found.verdict == "unlike" or (together and found.certain and not _is_open(one, other)):
        return None  # what is certain within an article its reading has said
    back = _likeness(other, one, together)
    independent = are_independent(one, other)
    if independent is False:
        return None
    sure = found.certain and bool(independent)
    return Bearing(
        "contradiction" if found.verdict == "contradicts" else "corroboration",
        "asserted" if sure else "proposed",
        one,
        other,
        back.parts or one.claim.proposition,
        found.parts or other.claim.proposition,
        found.whole,
        found.why if independent else f"{found.why}; whether the sources are two is open",
    )


def _is_open(one: Told, other: Told) -> bool:
    """True if the text does not show whether two sources are one."""
    return same_holder(one.claim.holder, other.claim.holder) is None


def _likeness(one: Told, other: Told, together: bool) -> Likeness:
    vouched = together and (other.claim.rule.startswith("confirm") or other.claim.status is None)
    found = likeness(one.proposition, other.proposition, vouched=vouched, together=together)
    return found if found.verdict != "unlike" else UNLIKE


def _may_be_one_event(one: Told, other: Told) -> bool:
    """True if they name somebody in common, and a day, or their articles are of the same days."""
    if not one.proposition.names & other.proposition.names:
        return False
    if one.proposition.days and other.proposition.days:
        return True  # that they meet is asked with all the rest
    if one.ordinal is None or other.ordinal is None:
        return True
    return abs(one.ordinal - other.ordinal) <= WITHIN.days


def are_independent(one: Told, other: Told) -> bool | None:
    """True if two claims rest on two sources, False if on one, None where that is open.

    A source is one wherever it is quoted; an outlet that is quoted is one with what stands in it;
    and two without a name may be one person, in two articles as well.
    """
    if one.article.id == other.article.id:
        same = same_holder(one.claim.holder, other.claim.holder)
        return None if same is None else not same
    if one.source and other.source:
        if one.source == other.source:
            return False
        return not (_is_outlet_of(one, other) or _is_outlet_of(other, one))
    if one.source or other.source:
        if _is_outlet_of(one, other) or _is_outlet_of(other, one):
            return False
        who = (one if other.source else other).claim.holder
        return None if who is None or who.status in ("unresolved", "article") else True
    return None


def _is_outlet_of(one: Told, other: Told) -> bool:
    """True if the source of the one is the outlet in which the other stands."""
    who = one.claim.holder
    if who is None or who.status not in ("outlet", "document") or not other.outlet:
        return False
    names = {one.source, str(who.name.value or "").casefold()} - {""}
    return any(n in other.outlet or other.outlet in n for n in names)


@dataclass(frozen=True)
class Standing:
    """A claim with what bears on it over the whole record."""

    told: Told
    bearings: tuple[Bearing, ...]

    @property
    def confirmed_by(self) -> list[tuple[Told, tuple[Span, ...]]]:
        """Claims of others that bear out a part of it, with their words."""
        return [] if self._only_confirms else self._of("corroboration", "asserted")

    @property
    def confirms(self) -> list[tuple[Told, tuple[Span, ...]]]:
        """Of a claim that is told as a confirmation: the claims that it bears out."""
        return self._of("corroboration", "asserted") if self._only_confirms else []

    @property
    def _only_confirms(self) -> bool:
        return self.told.claim.status is None

    @property
    def opposed_by(self) -> list[tuple[Told, tuple[Span, ...]]]:
        """Claims of others that can't be true together with it."""
        return self._of("contradiction", "asserted")

    @property
    def proposed(self) -> list[tuple[Kind, Told, tuple[Span, ...]]]:
        """Claims that may bear on it: for a person to look at."""
        return [(b.kind, *b.seen_from(self.told)) for b in self.bearings if b.state == "proposed"]

    def _of(self, kind: Kind, state: str) -> list[tuple[Told, tuple[Span, ...]]]:
        fit = (b for b in self.bearings if b.kind == kind and b.state == state)
        return [b.seen_from(self.told) for b in fit]

    @property
    def status(self) -> ClaimStatus | None:
        """How it stands in the whole record: a denial outranks a contradiction, both a confirmation."""
        own = self.told.claim.status
        if own in ("denied", "contradicted"):
            return own
        if opposed := self.opposed_by:
            denied = any(t.claim.rule.startswith("deny") for t, _ in opposed)
            return "denied" if denied else "contradicted"
        if own == "corroborated_independent" or any(
            b.whole and b.one is self.told for b in self.bearings if b.state == "asserted"
        ):
            return "corroborated_independent"
        return "partly_corroborated" if self.confirmed_by and own is not None else own

    @property
    def sources(self) -> int:
        """How many sources independent of it bear out a part: each once, however often told."""
        return len({t.source or f"{t.origin} {t.claim.holder}" for t, _ in self.confirmed_by})


def standings(claims: Iterable[Told], found: Iterable[Bearing]) -> list[Standing]:
    """Each claim with the bearings of which it is a side, in the order of the claims."""
    by: dict[tuple[str, str], list[Bearing]] = defaultdict(list)
    for b in found:
        by[b.one.key].append(b)
        by[b.other.key].append(b)
    return [Standing(t, tuple(by[t.key])) for t in claims]
