"""Messages as one whole, however many articles tell them: who tells them, and what each says.

Tellings are grouped by `direction`: who writes to whom, by state where there is one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import DateField, Field, Message
from dragoman.weigh.citations import citations
from dragoman.weigh.pairing import pair, pairs
from dragoman.weigh.told import Days, Told, direction, stated

SCHEMA = "dragoman.weighed/1"


@dataclass(frozen=True, slots=True)
class Given:
    """What one telling gives for a field."""

    told: Told
    field: Field

    def to_json(self) -> dict[str, Any]:
        """Value and state with article, finding and characters."""
        return {
            "value": self.field.value,
            "state": self.field.state,
            "article": self.told.article.id,
            "finding": self.told.message.id,
            "evidence": _spans(self.field.evidence),
        }


@dataclass(frozen=True, slots=True)
class Shared:
    """A field as all tellings give it: one value, or `conflicting` where they contradict.

    A wider date does not contradict one that lies in it: the narrower is the value.
    """

    value: Any
    state: str
    given: tuple[Given, ...]

    def to_json(self) -> dict[str, Any]:
        """Value, state and who gives which."""
        return {
            "value": self.value,
            "state": self.state,
            "given": [g.to_json() for g in self.given],
        }


@dataclass(frozen=True)
class Communication:
    """One message with every article that tells it, reports before mere references, then by day."""

    told: tuple[Told, ...]

    @cached_property
    def id(self) -> str:
        """A hash of its tellings, the same whatever else the record holds."""
        return digest("c", (t.key for t in self.told))

    @property
    def first(self) -> Told:
        """The telling that stands for it: the first report."""
        return self.told[0]

    @property
    def message(self) -> Message:
        """The message as its first report tells it."""
        return self.first.message

    @cached_property
    def reports(self) -> tuple[Told, ...]:
        """The tellings that report it or are its text; not those that only refer to it."""
        return tuple(t for t in self.told if t.message.role != "referred")

    @cached_property
    def sources(self) -> int:
        """How many texts report it that are no copies of each other."""
        return len({t.origin for t in self.reports})

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form by which it is called, that of the first report first."""
        return tuple(dict.fromkeys(t.message.form for t in self.told))

    @property
    def is_reply(self) -> bool:
        """True if any telling calls it one."""
        return any(t.message.is_reply for t in self.told)

    def shared(self, name: str) -> Shared:
        """A field of the message as all tellings give it."""
        given = tuple(Given(t, getattr(t.message, name)) for t in self.told)
        known = [g for g in given if g.field.known]
        if not known:
            silent = next((g.field.state for g in given if g.field.state != "not_stated"), None)
            return Shared(None, silent or "not_stated", ())
        narrow = known[0].field
        for g in known[1:]:
            found = _narrower(narrow, g.field)
            if found is None:
                return Shared(None, "conflicting", tuple(known))
            narrow = found
        return Shared(narrow.value, narrow.state, tuple(known))

    @cached_property
    def conflicting(self) -> tuple[str, ...]:
        """The dates on which its tellings contradict each other."""
        if len(self.told) == 1:
            return ()
        return tuple(n for n in Message.DATES[:4] if self.shared(n).state == "conflicting")

    @cached_property
    def dated(self) -> tuple[str, Days, Told] | None:
        """The first stated day of its way, if nobody contradicts it: field, days, who tells it."""
        for name in ("sent", "dated", "delivered", "received"):
            one = self.shared(name)
            if one.state not in ("stated", "implied"):
                continue
            for g in one.given:
                assert isinstance(g.field, DateField)
                days = stated(g.field, name)
                if days and g.field.value == one.value:
                    return name, days, g.told
        return None

    @cached_property
    def day(self) -> date | None:
        """The day by which it is put in order: as stated, else of the first report."""
        if self.dated:
            return self.dated[1].first
        return self.seen

    @cached_property
    def seen(self) -> date | None:
        """The day of the first report, else of the first reference."""
        return min((d for t in self.reports or self.told if (d := t.published)), default=None)

    @cached_property
    def shared_occasion(self) -> Field:
        """The occasion that the first telling names that names one."""
        named = (t.message.occasion for t in self.told)
        return next((o for o in named if o.known), self.message.occasion)

    @cached_property
    def lag_days(self) -> int | None:
        """From the first report by the sender's side to the first by the recipient's."""
        one, other = (self._reported_by(s) for s in self._states)
        return (other - one).days if one and other else None

    @cached_property
    def _states(self) -> tuple[str | None, ...]:
        sides = zip(*(t.sides for t in self.told), strict=True)
        return tuple(next((w.state for s in side for w in s if w.state), None) for side in sides)

    def _reported_by(self, state: str | None) -> date | None:
        if state is None or len(set(self._states)) == 1:
            return None
        own = (t for t in self.reports if lore.side_of(t.outlet) == state)
        return min((d for t in own if (d := t.published)), default=None)

    def to_json(self) -> dict[str, Any]:
        """A `same_message` of `dragoman.weighed/1`."""
        return {
            "schema": SCHEMA,
            "kind": "same_message",
            "id": self.id,
            "ids": [t.message.id for t in self.told],
            "sources": self.sources,
            "lag_days": self.lag_days,
            "articles": [
                {
                    "id": t.article.id,
                    "finding": t.message.id,
                    "outlet": t.outlet,
                    "side": lore.side_of(t.outlet),
                    "published": t.article.published,
                    "origin": t.origin,
                    "role": t.message.role,
                    "form": t.message.form,
                }
                for t in self.told
            ],
            "dates": {
                name: one.to_json()
                for name in Message.DATES
                if (one := self.shared(name)).state != "not_stated"
            },
        }


def communications(told: Iterable[Told]) -> list[Communication]:
    """Every message once, in order of its first day.

    Two findings of one article are never one message; neither are tellings that contradict each
    other in a party, the form, the occasion or a day (`pairing`).
    """
    held = {t.key: t for t in told}
    cluster = {key: [t] for key, t in held.items()}
    blocks: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for t in held.values():
        blocks[direction(t.message)].append(t)
    for citation, cited in citations(list(held.values())):
        _put_together(cluster, citation, cited)
    for block in blocks.values():
        for found in pairs(block):
            _join(cluster, found.one, found.other)
    groups = {id(c): c for c in cluster.values()}
    return sorted(map(_whole, groups.values()), key=in_order)


def in_order(c: Communication) -> tuple[bool, str, str, str]:
    """By day, undated ones last; then by first article and finding."""
    return (c.day is None, str(c.day), *c.first.key)


def _join(cluster: dict[tuple[str, str], list[Told]], a: Told, b: Told) -> None:
    """Put the groups of two tellings together, unless a member of one contradicts the other."""
    one, other = cluster[a.key], cluster[b.key]
    if one is not other and all(pair(x, y) for x in one for y in other):
        _put_together(cluster, a, b)


def _put_together(cluster: dict[tuple[str, str], list[Told]], a: Told, b: Told) -> None:
    one, other = cluster[a.key], cluster[b.key]
    if one is other or {t.key[0] for t in one} & {t.key[0] for t in other}:
        return
    one.extend(other)
    for t in other:
        cluster[t.key] = one


def _whole(told: Sequence[Told]) -> Communication:
    def place(t: Told) -> tuple[bool, str, str, str]:
        return (t.message.role == "referred", str(t.published or "9999"), *t.key)

    return Communication(tuple(sorted(told, key=place)))


def _narrower(a: Field, b: Field) -> Field | None:
    """The narrower of two values of which one lies in the other; None if they contradict."""
    if a.value == b.value:
        return a
    if isinstance(a, DateField) and isinstance(b, DateField):
        one, other = stated(a, ""), stated(b, "")
        if one and other:
            if one.first <= other.first and other.last <= one.last:
                return b
            if other.first <= one.first and one.last <= other.last:
                return a
    return None


def _spans(spans: Iterable[Span]) -> list[Any]:
    return [s.to_json() for s in spans]


def digest(letter: str, keys: Iterable[tuple[str, str]]) -> str:
    """A letter and twelve hex digits for a set of tellings."""
    basis = "\x1e".join("\x1f".join(k) for k in sorted(keys))
    return letter + hashlib.sha256(basis.encode()).hexdigest()[:12]
