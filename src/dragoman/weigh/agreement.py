"""How far two people who judged the same findings agree: Krippendorff's alpha with n and interval.

After Krippendorff, Content Analysis (2004), ch. 11: 1 less the share of observed disagreement in
what chance would give, for categories without an order; a unit that one of them left out counts
only for those who judged it. The interval is that of 2.5 to 97.5 % of resamples of the units.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from dragoman.corrections import Statement, value_at
from dragoman.corrections.ledger import STANDS, Disagreement, Ledger, Position
from dragoman.corrections.values import finding_said
from dragoman.finding import Finding

SEED = 20_210_111
RESAMPLES = 1_000

DECISION = "decision"
_STANDING = ("accepted", "edited", "added")


@dataclass(frozen=True, slots=True)
class Alpha:
    """Agreement on one thing.

    Args:
        n: units judged by both.
        agreed: on how many they say the same.
        alpha: None where all say one and the same, so that nothing can be told from chance.
        low: of the interval, `high` its other end; None where alpha is, or below two units.
    """

    n: int
    agreed: int
    alpha: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Agreement on the decision, or on one field, over findings of a kind; of all if it is empty."""

    kind: str
    field: str
    alpha: Alpha


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people over the units that both judged.

    Args:
        only: how many units only the first judged, and only the second.
    """

    people: tuple[str, str]
    rows: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...]
    only: tuple[int, int]


# ---- the coefficient


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha of nominal values; None where they do not vary.

    Args:
        units: for each what every observer said of it, None for one who said nothing.

    >>> round(alpha([(0, 1), (1, 1), (0, 1), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0), (1, 0), (0, 0)]), 3)
    0.095
    """
    return _alpha(Counter(tuple(v for v in unit if v is not None) for unit in units))


def _alpha(types: Mapping[tuple[Hashable, ...], int]) -> float | None:
    """Of units that are counted by what was said of them."""
    total: Counter[Hashable] = Counter()
    observed = 0.0
    for values, times in types.items():
        m = len(values)
        if m < 2:
            continue
        each = Counter(values)
        for value, count in each.items():
            total[value] += count * times
        unequal = m * m - sum(c * c for c in each.values())
        observed += times * unequal / (m - 1)
    n = sum(total.values())
    expected = n * n - sum(c * c for c in total.values())
    if n < 2 or expected == 0:
        return None
    return 1 - (n - 1) * observed / expected


def measured(units: Sequence[tuple[Hashable, Hashable]]) -> Alpha:
    """Alpha of two people, with an interval by resampling units; the same at every call."""
    types: Counter[tuple[Hashable, ...]] = Counter(units)
    n = len(units)
    agreed = sum(a == b for a, b in units)
    value = _alpha(types)
    if value is None or n < 2:
        return Alpha(n, agreed, value)
    # In one order, whatever the order of the units.
    kinds = sorted(types, key=repr)
    weights = [types[k] for k in kinds]
    random = Random(SEED)
    drawn = (_alpha(Counter(random.choices(kinds, weights, k=n))) for _ in range(RESAMPLES))
    # A resample in which all say the same has no disagreement to be told from chance.
    values = sorted(1.0 if v is None else v for v in drawn)
    return Alpha(n, agreed, value, values[RESAMPLES // 40], values[-1 - RESAMPLES // 40])


# ---- what people said


Unit = tuple[str, str, str]  # id of the article, kind, id of the finding


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody holds of a finding in the end.

    Args:
        finding: as that person has it; None if only implied, or rejected.
        statement: the last that says so; None for what a review of the whole article implies.
    """

    decision: str
    finding: Finding | None = None
    statement: Statement | None = None


def judged(statements: Iterable[Statement]) -> dict[Unit, Judged]:
    """What the statements in force come to, finding by finding.

    Who reviewed a whole article holds of what it held then and was not spoken of that it is right.
    """
    out: dict[Unit, Judged] = {}
    whole: list[Statement] = []
    for s in statements:
        if s.does == "reviewed":
            whole.append(s)
        if s.kind is None or s.finding is None or s.article is None:
            continue
        unit = (s.article, s.kind, s.finding)
        before = out.get(unit)
        if s.does == "reject":
            out[unit] = Judged("rejected", None, s)
            continue
        decision = "edited"
        if s.does in ("accept", "add"):
            decision = "added" if s.does == "add" else "accepted"
            if before is not None and before.decision in ("edited", "added"):
                decision = before.decision
        elif before is not None and before.decision == "added":
            decision = "added"
        out[unit] = Judged(decision, finding_said(s), s)
    for s in whole:
        for kind, ids in found_in(s).items():
            for own in ids:
                out.setdefault((str(s.article), kind, own), Judged("accepted"))
    return out


def found_in(s: Statement) -> dict[str, list[str]]:
    """Of a review of a whole article, the ids of what the machine had found there, by kind."""
    found = (s.whole or {}).get("found", {})
    return {str(k): list(map(str, v)) for k, v in found.items()} if isinstance(found, dict) else {}


def agreement(
    one: Sequence[Statement], two: Sequence[Statement], people: tuple[str, str] = ("A", "B")
) -> Agreement:
    """How far two people agree on what both judged: the decision, and each field that one set.

    Args:
        one: what the first said, all in force; `two` what the second said.
    """
    held = [judged(one), judged(two)]
    _absent(held[0], held[1], two)
    _absent(held[1], held[0], one)
    both = sorted(set(held[0]) & set(held[1]))
    rows: list[Row] = []
    kinds = sorted({kind for _, kind, _ in both})
    for kind in ([""] if both else []) + kinds:
        units = [u for u in both if kind in ("", u[1])]
        said = [(held[0][u].decision, held[1][u].decision) for u in units]
        rows.append(Row(kind, DECISION, measured(said)))
    values: dict[tuple[str, str], list[tuple[Unit, str, str]]] = defaultdict(list)
    fields = _fields((*one, *two))
    for unit in both:
        a, b = (h[unit] for h in held)
        if a.decision not in _STANDING or b.decision not in _STANDING:
            continue
        for path in fields.get(unit[1], ()):
            said_a, said_b = _value(a, b, path), _value(b, a, path)
            if said_a is not None and said_b is not None:
                values[unit[1], path].append((unit, said_a, said_b))
    for (kind, path), lines in sorted(values.items()):
        rows.append(Row(kind, path, measured([(a, b) for _, a, b in lines])))
    differ = list(_differ(both, held, values, people))
    only = (len(set(held[0]) - set(held[1])), len(set(held[1]) - set(held[0])))
    return Agreement(people, tuple(rows), tuple(differ), only)


def _absent(
    mine: Mapping[Unit, Judged], others: dict[Unit, Judged], said: Iterable[Statement]
) -> None:
    """What one added and another, who reviewed the whole article for its kind, did not."""
    looked = {(s.article, kind) for s in said if s.does == "reviewed" for kind in s.of}
    for unit, j in mine.items():
        if j.decision == "added" and unit[:2] in looked:
            others.setdefault(unit, Judged("absent"))


def _fields(statements: Iterable[Statement]) -> dict[str, list[str]]:
    """By kind the fields that somebody set."""
    out: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        if s.kind is not None:
            out[s.kind] |= set(s.set)
    return {kind: sorted(paths) for kind, paths in out.items()}


def _value(mine: Judged, other: Judged, path: str) -> str | None:
    """What somebody has in a field; who only implied that all is right has what the other was shown."""
    if mine.finding is not None:
        return value_at(mine.finding, path)
    if mine.statement is None and other.statement is not None:
        shown = finding_said(replace(other.statement, set={}))
        return None if shown is None else value_at(shown, path)
    return None


def _differ(
    both: Iterable[Unit],
    held: Sequence[Mapping[Unit, Judged]],
    values: Mapping[tuple[str, str], list[tuple[Unit, str, str]]],
    people: tuple[str, str],
) -> Iterable[Disagreement]:
    by_unit: dict[Unit, list[tuple[str, str, str]]] = defaultdict(list)
    for (_, path), lines in values.items():
        for unit, a, b in lines:
            if a != b:
                by_unit[unit].append((path, a, b))
    for unit in both:
        article, kind, own = unit
        one, two = (h[unit] for h in held)
        stand = [j.decision in _STANDING for j in (one, two)]
        points = by_unit.get(unit, [])
        if stand[0] != stand[1]:
            points = [(STANDS, one.decision, two.decision)]
        for path, a, b in points:
            yield Disagreement(
                article,
                own,
                kind,
                path,
                (
                    Position(people[0], a, one.statement),
                    Position(people[1], b, two.statement),
                ),
            )


def of_author(ledger: Ledger, author: str) -> tuple[Statement, ...]:
    """What one person says of all that is in force."""
    return tuple(s for s in ledger.in_force if s.author == author)
