"""Shares of a formula over time: lanes of bars, and formulas ranked period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.report import terms
from dragoman.report.cells import clip
from dragoman.report.data import data
from dragoman.weigh.shares import Key, Point, Shares
from dragoman.weigh.uses import called

# Lanes drawn, groups ranked, and places in a ranking; the others are named in words.
MOST, GROUPS, PLACES = 14, 3, 8
# Periods of a ranking; of more, the last.
COLUMNS = 12
_WIDTH, _LABEL, _HEIGHT, _AXIS = 960, 250, 50, 22
_BAR = 26


def pair_name(sides: Sequence[str]) -> str:
    """The two states of a pair in words; of a slogan nothing."""
    return " and ".join(map(terms.state_name, sides))


def told(p: Point) -> str:
    """A point in words: n of how many, and how far that is covered."""
    if not p.total:
        return f"{p.period}: no text held, coverage {p.cover}"
    of = "texts of the outlet" if p.of_pair is None else "texts that name both"
    more = "" if p.of_pair is None else f", of {p.of_all:,} in all"
    tier = f", {p.tier}" if p.tier else ""
    share = f"{100 * (p.share or 0):.1f} %"
    return f"{p.period}: {p.n} of {p.total:,} {of} ({share}{tier}){more}; coverage {p.cover}"


def telling(some: Iterable[Shares]) -> list[Shares]:
    """The series in the order in which they say most: of a pair, over several periods, in many texts."""
    return sorted(
        some, key=lambda s: (not s.key.sides, sum(p.n > 0 for p in s.points) < 2, -s.n, s.key.order)
    )


def drawing(some: Sequence[Shares]) -> Markup:
    """A lane of bars for each series, by share; each has a scale of its own, and its own hatching."""
    if not some:
        return Markup("")
    periods = [p.period for p in some[0].points]
    height = _HEIGHT * len(some) + _AXIS
    lanes = (piece for n, s in enumerate(some) for piece in _lane(n, s))
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="Shares of formulas by period">'
        '<svg class="shares" viewBox="0 0 {} {}" role="group" '
        'aria-label="Bars by formula and period; the figures below say the same">{}{}</svg></div>'
    ).format(_WIDTH, height, Markup("").join(lanes), Markup("").join(_periods(periods, height)))


def _column(periods: int) -> float:
    return (_WIDTH - _LABEL) / periods


def _lane(n: int, s: Shares) -> Iterator[Markup]:
    top, bottom = n * _HEIGHT + 4, (n + 1) * _HEIGHT - 6
    column = _column(len(s.points))
    most = max((p.share or 0 for p in s.points), default=0) or 1
    for i, p in enumerate(s.points):
        if p.cover != "complete":
            x = _LABEL + i * column
            lines = " ".join(
                f"M{x + at:.1f} {top}V{bottom}" for at in range(3, max(4, int(column)), 6)
            )
            yield Markup('<path class="gap" d="{}"/>').format(lines)
    k = s.key
    whose = f"{k.holder.name}{', ' if k.sides else ''}{'–'.join(k.sides)}"
    yield Markup(
        '<path class="lane" d="M{} {}H{}"/><text class="who" x="0" y="{}">{}</text>'
        '<text x="0" y="{}">{}</text>'
    ).format(_LABEL, bottom, _WIDTH, top + 14, clip(called(k.formula), 36), top + 30,
             clip(f"{whose}, {k.outlet or 'outlet not held'}: {s.n}", 44))  # fmt: skip
    for i, p in enumerate(s.points):
        if p.n:
            yield _bar(p, _LABEL + i * column, column, top + 12, bottom, most)


def _bar(p: Point, x: float, column: float, top: int, bottom: int, most: float) -> Markup:
    width = min(_BAR, column * 0.7)
    tall = max(2.0, (bottom - top) * (p.share or 0) / most)
    left = x + (column - width) / 2
    number = Markup("")
    if column >= 14:
        number = Markup('<text class="n" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(
            x + column / 2, bottom - tall - 3, p.n
        )  # fmt: skip
    return Markup(
        '<g><title>{}</title><rect class="forth" x="{:.1f}" y="{:.1f}" width="{:.1f}" '
        'height="{:.1f}"/>{}</g>'
    ).format(told(p), left, bottom - tall, width, tall, number)


def _periods(periods: Sequence[str], height: int) -> Iterator[Markup]:
    column = _column(len(periods))
    step = max(1, -(-len(periods) // max(1, int((_WIDTH - _LABEL) / 48))))
    for i, period in enumerate(periods):
        if i % step == 0:
            yield Markup(
                '<text class="axis" x="{:.1f}" y="{}" text-anchor="middle">{}</text>'
            ).format(_LABEL + (i + 0.5) * column, height - 6, period)


SERIES = ("formula", "holder", "pair", "outlet", "period", "texts", "of_pair", "of_all", "share",
          "tier", "coverage")  # fmt: skip


def figures(some: Iterable[Shares]) -> Markup:
    """The series as CSV."""
    return data("wording-series", SERIES, (
        (s.key.formula, s.key.holder.key, "-".join(s.key.sides), s.key.outlet, p.period, p.n,
         p.of_pair, p.of_all, None if p.share is None else round(p.share, 4), p.tier, p.cover)
        for s in some for p in s.points
    ))  # fmt: skip


# ---- ranked


@dataclass(frozen=True, slots=True)
class Place:
    """A formula in one column of a ranking.

    Args:
        moved: by how many places since the column before; None where that can't be said.
    """

    rank: int
    name: str
    point: Point
    moved: int | None

    @property
    def move(self) -> str:
        """The move as an arrow."""
        if not self.moved:
            return ""
        return f"↑{self.moved}" if self.moved > 0 else f"↓{-self.moved}"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The formulas of one holder and pair in one outlet, by share, period by period.

    Args:
        more: periods and places that are left out.
    """

    name: str
    columns: tuple[tuple[Point, tuple[Place, ...]], ...]
    more: tuple[int, int]


def rankings(some: Iterable[Shares]) -> list[Ranking]:
    """For those holders, pairs and outlets with most texts; one formula alone is no ranking."""
    groups: dict[Key, list[Shares]] = defaultdict(list)
    for s in some:
        groups[s.key._replace(formula="")].append(s)
    ranked = [(k, own) for k, own in groups.items() if len(own) > 1]
    ranked.sort(
        key=lambda x: (not x[0].sides, _periods_held(x[1]) < 2, -sum(s.n for s in x[1]), x[0].order)
    )
    return [_ranking(k, own) for k, own in ranked[:GROUPS]]


def _periods_held(own: Sequence[Shares]) -> int:
    return sum(any(s.points[i].n for s in own) for i, _ in enumerate(own[0].points))


def _ranking(k: Key, own: Sequence[Shares]) -> Ranking:
    held = [i for i, _ in enumerate(own[0].points) if any(s.points[i].n for s in own)]
    columns: list[tuple[Point, tuple[Place, ...]]] = []
    cut = 0
    before: dict[str, int] = {}
    last = -1
    for i in held:
        order = sorted((s for s in own if s.points[i].n), key=lambda s: (-s.points[i].n, s.key.order))  # fmt: skip
        ranks = {s.key.formula: 1 + sum(x.points[i].n > s.points[i].n for x in order) for s in order}  # fmt: skip
        # A move says something only between two neighbouring periods of which all is held.
        sure = last == i - 1 and all(own[0].points[j].cover == "complete" for j in (last, i))
        places = tuple(
            Place(
                ranks[s.key.formula],
                called(s.key.formula),
                s.points[i],
                before[s.key.formula] - ranks[s.key.formula]
                if sure and s.key.formula in before
                else None,
            )
            for s in order
        )
        cut += max(0, len(places) - PLACES)
        columns.append((own[0].points[i], places[:PLACES]))
        before, last = ranks, i
    pair = f" of {pair_name(k.sides)}" if k.sides else ""
    name = f"{k.holder.name}{pair}, in {k.outlet or 'texts without an outlet'}"
    return Ranking(name, tuple(columns[-COLUMNS:]), (max(0, len(columns) - COLUMNS), cut))


def ranked_figures(some: Iterable[Ranking]) -> Markup:
    """The rankings as CSV."""
    return data("wording-ranked", ("of", "period", "rank", "formula", "texts", "total", "coverage"), (
        (r.name, p.period, place.rank, place.name, place.point.n, place.point.total, p.cover)
        for r in some for p, places in r.columns for place in places
    ))  # fmt: skip
