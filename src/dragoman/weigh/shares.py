"""In how many texts a formula stands, period by period, with what it is a share of.

Uses are looked up by formula, holder, pair and outlet: only texts of one outlet are compared, and
only those of its texts that name both sides of the pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from typing import Any, Literal, NamedTuple

from dragoman.article import Covered, Naming
from dragoman.weigh.communications import SCHEMA
from dragoman.weigh.coverage import Cover, bounds, cover
from dragoman.weigh.tiers import Tiers, tiers
from dragoman.weigh.uses import Holder, Use, printed

PeriodKind = Literal["year", "month"]
# A record that spans less is counted by months.
_BY_MONTH = timedelta(days=730)
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Point:
    """A formula in one period.

    Args:
        uses: those in texts of the period that tell of their own time.
        recalled: those in texts of the period that look back; they count in no share.
        n: how many texts hold the uses, each text once.
        of_pair: texts of the outlet in the period that name both sides of the pair; None without
            a pair.
        of_all: all texts of the outlet in the period.
        tiers: by which the share is sorted; none for a formula of which it isn't told between whom.
    """

    period: str
    uses: tuple[Use, ...]
    recalled: tuple[Use, ...]
    n: int
    of_pair: int | None
    of_all: int
    cover: Cover
    tiers: Tiers | None

    @property
    def total(self) -> int:
        """What the share is of."""
        return self.of_all if self.of_pair is None else self.of_pair

    @property
    def share(self) -> float | None:
        """Part of the texts; None where there are none."""
        return self.n / self.total if self.total else None

    @property
    def tier(self) -> str | None:
        """The tier of the share; None without a use, and of too few texts."""
        return self.tiers.tier(self.n, self.total) if self.tiers else None

    def to_json(self) -> dict[str, Any]:
        """A point of a `series`."""
        return {
            "period": self.period,
            "n": self.n,
            "total": self.total,
            "of_pair": self.of_pair,
            "of_all": self.of_all,
            "share": None if self.share is None else round(self.share, 4),
            "coverage": self.cover,
            "tier": self.tier,
            "recalled": len({u.origin for u in self.recalled}),
            "uses": [{"article": u.key[0], "finding": u.key[1]} for u in self.uses],
        }


class Key(NamedTuple):
    """What one series is of: a formula of a holder and pair in texts of one outlet."""

    formula: str
    holder: Holder
    sides: tuple[str, ...]
    outlet: str | None

    @property
    def order(self) -> tuple[str, str, tuple[str, ...], str]:
        """Sort key."""
        return self.formula, self.holder.key, self.sides, self.outlet or ""


@dataclass(frozen=True)
class Shares:
    """A formula of one holder and pair, in one outlet, over all periods of the record."""

    key: Key
    period: PeriodKind
    points: tuple[Point, ...]

    @cached_property
    def n(self) -> int:
        """In how many texts it stands, over all periods."""
        return sum(p.n for p in self.points)

    def to_json(self) -> dict[str, Any]:
        """A `series` of `dragoman.weighed/1`."""
        k = self.key
        return {
            "schema": SCHEMA,
            "kind": "series",
            "of": "wording",
            "formula": k.formula,
            "by": {
                "holder": k.holder.key,
                "state": k.holder.state,
                "pair": list(k.sides) or None,
                "outlet": k.outlet,
            },
            "period": self.period,
            "points": [p.to_json() for p in self.points],
        }


def shares(
    some: Iterable[Use],
    namings: Iterable[Naming],
    covered: Iterable[Covered],
    origins: Mapping[str, str] | None = None,
) -> list[Shares]:
    """A series for each formula, holder, pair and outlet, the one in most texts first.

    A text counts in the period of its publication, for so do the texts that it is a share of; one
    without a day counts nowhere. A text counts once among those of its outlet, however often it was
    printed there. Words outside the tables have no series.

    Args:
        namings: every text of the record.
        origins: for the id of an article that copies another's text the id of that article.
    """
    texts, rows = list(namings), list(covered)
    groups: dict[Key, list[Use]] = defaultdict(list)
    for u in some:
        if u.wording.formula:
            groups[Key(u.wording.formula, u.holder, u.sides, u.outlet)].append(u)
    if not groups:
        return []
    kind = period_kind(texts)
    periods = _periods(texts, kind)
    counted = _Counted(texts, groups, kind, origins or {})
    covers: dict[tuple[str | None, str], Cover] = {}

    def covers_of(outlet: str | None, period: str) -> Cover:
        if (outlet, period) not in covers:
            covers[outlet, period] = cover(outlet, *bounds(period), rows)
        return covers[outlet, period]

    made = [
        Shares(
            key,
            kind,
            tuple(
                _point(p, own.get(p, ()), key, counted, covers_of(key.outlet, p), by)
                for p in periods
            ),
        )
        for key, own, by in ((k, _by_period(g, kind), tiers_of(g[0])) for k, g in groups.items())
    ]
    return sorted(made, key=lambda s: (-s.n, s.key.order))


def period_kind(texts: Iterable[Naming]) -> PeriodKind:
    """By which periods a record is counted: months if it spans less than two years.

    Years too where of some text no more is known than its year.
    """
    days = [d for t in texts if (d := printed(t.published))]
    if not days or any(d.first != d.last and d.last - d.first > _MONTH for d in days):
        return "year"
    span = max(d.last for d in days) - min(d.first for d in days)
    return "year" if span >= _BY_MONTH else "month"


def _periods(texts: Iterable[Naming], kind: PeriodKind) -> list[str]:
    """Every period from the first to the last, also those of which nothing is held."""
    days = [d for t in texts if (d := printed(t.published))]
    if not days:
        return []
    first, last = min(d.first for d in days), max(d.last for d in days)
    if kind == "year":
        return [f"{y:04}" for y in range(first.year, last.year + 1)]
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in months]


def _period(of: date, kind: PeriodKind) -> str:
    return of.isoformat()[: 4 if kind == "year" else 7]


def _by_period(some: Iterable[Use], kind: PeriodKind) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = defaultdict(list)
    for u in some:
        if u.published:
            found[_period(u.published.first, kind)].append(u)
    return found


def _point(
    period: str,
    some: Sequence[Use],
    key: Key,
    counted: _Counted,
    covered: Cover,
    by: Tiers | None,
) -> Point:
    own = tuple(sorted((u for u in some if not u.is_recalled), key=lambda u: u.order))
    recalled = tuple(sorted((u for u in some if u.is_recalled), key=lambda u: u.order))
    return Point(
        period,
        own,
        recalled,
        len({u.origin for u in own}),
        counted.pairs[key.outlet, period, key.sides] if key.sides else None,
        counted.all[key.outlet, period],
        covered,
        by,
    )


def tiers_of(use: Use) -> Tiers | None:
    """By which tiers a share is sorted: of a pair, of a slogan; of neither none."""
    if use.sides:
        return tiers("pair")
    return tiers("all") if use.wording.type == "slogan" else None


class Speaking:
    """Of which pairs each text speaks: whose two sides it names, or for which it has words."""

    def __init__(self, some: Iterable[Use]) -> None:
        self._worded: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for u in some:
            if u.sides:
                self._worded[u.key[0]].add(u.sides)
        self._wanted = {sides for own in self._worded.values() for sides in own}

    def pairs_of(self, text: Naming) -> set[tuple[str, ...]]:
        """Those of the pairs that have words at all."""
        named: set[tuple[str, ...]] = set(combinations(sorted(text.states), 2))
        return (named & self._wanted) | self._worded.get(text.article, set())


class _Counted:
    """How many texts each outlet has in each period, and how many that name both sides of a pair."""

    def __init__(
        self,
        texts: Iterable[Naming],
        groups: Mapping[Key, Sequence[Use]],
        kind: PeriodKind,
        origins: Mapping[str, str],
    ) -> None:
        self.all: Counter[tuple[str | None, str]] = Counter()
        self.pairs: Counter[tuple[str | None, str, tuple[str, ...]]] = Counter()
        speaking = Speaking(u for some in groups.values() for u in some)
        seen: set[tuple[str | None, str, str]] = set()
        for t in texts:
            published = printed(t.published)
            if published is None:
                continue
            at = (t.outlet, _period(published.first, kind))
            origin = origins.get(t.article, t.article)
            if (*at, origin) in seen:
                continue
            seen.add((*at, origin))
            self.all[at] += 1
            for sides in speaking.pairs_of(t):
                self.pairs[*at, sides] += 1
