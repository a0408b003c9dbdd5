"""The section on wording: formulas with counts, shares over time, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dragoman.article import Span
from dragoman.record.base import Filter, View
from dragoman.report import terms
from dragoman.report.beside import Line, lines
from dragoman.report.cells import clip, hrefs
from dragoman.report.data import data
from dragoman.report.sections import Held
from dragoman.report.shares import (
    MOST as LANES,
)
from dragoman.report.shares import (
    drawing,
    figures,
    pair_name,
    ranked_figures,
    rankings,
    telling,
)
from dragoman.weigh.beside import beside
from dragoman.weigh.change import Change
from dragoman.weigh.communications import Communication
from dragoman.weigh.recurrence import Recurrence, Time
from dragoman.weigh.tiers import Of, tiers
from dragoman.weigh.totals import Total
from dragoman.weigh.uses import Use, called
from dragoman.weighing import (
    asked_for,
    changes_of,
    shares_of,
    side_of_comparison,
    totals_of,
    wording_of,
)

# Rows of the table, uses listed under each, occasions with a table, and those shown side by side.
ROWS, USES, OCCASIONS, BESIDE = 40, 20, 12, 4
_DENOMINATORS: tuple[Of, ...] = ("pair", "all")


@dataclass(frozen=True, slots=True)
class UseLine:
    """One use: when, by whom, the words with what is around them, and where they stand."""

    day: str
    basis: str
    who: str
    words: str
    held: Held | None
    hrefs: tuple[str, ...]
    message: str | None
    copied: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A formula for a pair, or a slogan of a holder."""

    anchor: str
    phrase: str
    key: str
    pair: str
    total: Total
    uses: tuple[UseLine, ...]
    more: int

    @property
    def holders(self) -> list[tuple[str, str, int]]:
        """Name, state and number of texts of each."""
        return [
            (h.name, h.state if h.state and h.state != h.name else "", n)
            for h, n in self.total.holders.items()
        ]


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of a formula in one year.

    Args:
        title: against which year, and why.
        place: the words, by number of the article; None if it is not on the page, or they are gone.
    """

    status: str
    title: str
    place: tuple[int, Span] | None

    @property
    def href(self) -> str:
        """Link to the words."""
        return next(iter(hrefs(self.place[0], self.place[1:])), "") if self.place else ""


@dataclass(frozen=True, slots=True)
class Table:
    """An occasion that came again, with the fate of each formula in each year.

    Args:
        years: with whether the text of that year is held whole, or why not.
        two: the last two texts side by side; `left_out` sentences are not shown.
    """

    occasion: Recurrence
    direction: str
    form: str
    years: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    two: tuple[Time, Time] | None
    lines: tuple[Line, ...]
    left_out: int
    words: tuple[int, int]
    numbers: tuple[str | None, str | None]
    unknown: tuple[str, ...]


def section(
    view: View,
    want: Filter,
    held: Iterable[Held],
    told: Sequence[Communication],
    numbers: Mapping[tuple[str, str], str],
) -> dict[str, Any]:
    """All that the section shows.

    Args:
        held: the articles on the page.
        told: every message of the record.
        numbers: of the messages in the table, by article and finding.
    """
    worded = wording_of(view)
    by_id = {h.article.id: h for h in held}
    formulas, slogans = (totals_of(view, want, worded, slogans=s) for s in (False, True))
    series = telling(shares_of(view, want, worded))
    occasions = _by_occasion(changes_of(view, want, worded, told))
    tables = [_table(view, want, some, by_id, numbers, n < BESIDE)
              for n, some in enumerate(occasions[:OCCASIONS])]  # fmt: skip
    ranked = rankings(series)
    shown = [_row(t, by_id, numbers, n, "f") for n, t in enumerate(formulas[:ROWS])]
    named = [_row(t, by_id, numbers, n, "s") for n, t in enumerate(slogans[:ROWS])]
    return {
        "rows": shown,
        "slogans": named,
        "more": (max(0, len(formulas) - ROWS), max(0, len(slogans) - ROWS)),
        "characterised": sum(u.wording.formula is None for u in worded.uses),
        "series": series[:LANES],
        "series_more": max(0, len(series) - LANES),
        "drawing": drawing(series[:LANES]),
        "figures": figures(series[:LANES]),
        "rankings": ranked,
        "ranked_figures": ranked_figures(ranked),
        "tiers": {of: tiers(of).told().replace(" %", "\u00a0%") for of in _DENOMINATORS},
        "tables": tables,
        "tables_more": max(0, len(occasions) - OCCASIONS),
        "statuses": _status_figures(occasions[:OCCASIONS]),
        "covered": bool(view.coverage()),
    }


def places(made: Mapping[str, Any]) -> dict[int, list[Span]]:
    """Places to which the section links, by number of the article."""
    out: dict[int, list[Span]] = defaultdict(list)
    for row in (*made["rows"], *made["slogans"]):
        for line, use in zip(row.uses, row.total.uses, strict=False):
            if line.held:
                out[line.held.number] += use.wording.evidence
    for table in made["tables"]:
        for cell in (c for _, cells in table.rows for c in cells if c):
            if cell.place:
                out[cell.place[0]].append(cell.place[1])
    return out


# ---- the table


def _row(
    t: Total, by_id: Mapping[str, Held], numbers: Mapping[tuple[str, str], str], n: int, kind: str
) -> Row:
    some = tuple(_use(u, by_id, numbers) for u in t.uses[:USES])
    return Row(
        f"w-{kind}{n + 1}", called(t.formula), t.formula, pair_name(t.sides), t, some,
        max(0, len(t.uses) - USES),
    )  # fmt: skip


def _use(u: Use, by_id: Mapping[str, Held], numbers: Mapping[tuple[str, str], str]) -> UseLine:
    held = by_id.get(u.key[0])
    state = u.holder.state
    own = f" ({state})" if state and state != u.holder.name else ""
    message = numbers.get((u.key[0], u.message.id)) if u.message else None
    return UseLine(
        _day(u), u.days.basis if u.days else "", u.holder.name + own, _around(u), held,
        held.link(u.wording.evidence) if held else (), message,
        bool(u.copied and u.copied != u.key[0]),
    )  # fmt: skip


def _day(u: Use) -> str:
    days = u.days
    if days is None:
        return "no day"
    return str(days.first) if days.first == days.last else f"{days.first} – {days.last}"


def _around(u: Use) -> str:
    first, last = u.wording.evidence[0], u.wording.evidence[-1]
    source = u.article.text if first.where == "text" else u.article.title or ""
    left, right = source[max(0, first.start - 40) : first.start], source[last.end : last.end + 40]
    return clip(f"…{left}{' … '.join(map(u.article.slice, u.wording.evidence))}{right}…", 220)


# ---- what became of formulas


def _by_occasion(some: Iterable[Change]) -> list[list[Change]]:
    """Occasions with most times first, as they come."""
    found: dict[str, list[Change]] = defaultdict(list)
    for c in some:
        found[c.occasion.id].append(c)
    return list(found.values())


def _table(
    view: View,
    want: Filter,
    some: Sequence[Change],
    by_id: Mapping[str, Held],
    numbers: Mapping[tuple[str, str], str],
    is_shown: bool,
) -> Table:
    o = some[0].occasion
    years = [t.year for t in o.times]
    columns: dict[object, tuple[str, str]] = {
        t.told.key: (
            t.year if years.count(t.year) == 1 else t.day.isoformat(),
            t.told.lacking or "",
        )
        for t in o.times
        if asked_for(t.year, want)
    }
    columns |= {c.year: (c.year, "no message held") for c in some if c.now is None}
    ordered = sorted(columns, key=lambda x: columns[x])
    by: dict[str, dict[object, Change]] = defaultdict(dict)
    for c in some:
        by[c.formula][c.now.told.key if c.now else c.year] = c
    rows = tuple(
        (called(key), tuple(_cell(own[x], by_id) if x in own else None for x in ordered))
        for key, own in by.items()
    )
    two = (o.times[-2], o.times[-1]) if is_shown else None
    shown: list[Line] = []
    left_out, words = 0, (0, 0)
    unknown: tuple[str, ...] = ()
    if two:
        one, other = (side_of_comparison(view, t.told.article, t.told.message) for t in two)
        made = beside(one, other)
        shown, left_out = lines(made)
        words = (made.before.text.length, made.now.text.length)
        unknown = made.unlike + made.unknown
    ends = (numbers.get(two[0].told.key), numbers.get(two[1].told.key)) if two else (None, None)
    return Table(
        o, " → ".join(map(_side, o.direction)), terms.label("form", o.form),
        tuple(columns[x] for x in ordered), rows, two, tuple(shown), left_out, words, ends, unknown,
    )  # fmt: skip


def _side(of: str) -> str:
    return terms.state_name(of).removeprefix("=")


def _cell(c: Change, by_id: Mapping[str, Held]) -> Cell:
    said = []
    if c.against:
        said.append(f"against {c.against.year}")
    if c.skipped and c.against:
        said.append(f"of {', '.join(c.skipped)} nothing can be said")
    if c.since:
        said.append(f"all is held since {c.since}")
    if c.why:
        said.append(c.why)
    for name, words in (("before", c.before), ("now", c.here)):
        if words and c.status == "varied":
            said.append(f"{name}: {words[0].wording.phrase}")
    held = by_id.get(c.here[0].key[0]) if c.here else None
    place = (held.number, c.here[0].wording.evidence[0]) if held else None
    return Cell(c.status, "; ".join(said), place)


def _status_figures(occasions: Iterable[Sequence[Change]]) -> Markup:
    columns = ("occasion", "direction", "outlet", "form", "language", "formula", "year", "status",
               "against", "not_known", "before", "now", "why", "times", "whole")  # fmt: skip
    return data("wording-changes", columns, (
        (c.occasion.name, "-".join(c.occasion.direction), c.occasion.outlet, c.occasion.form,
         c.occasion.language, c.formula, c.year, c.status, c.against.year if c.against else None,
         " ".join(c.skipped), _phrases(c.before), _phrases(c.here), c.why, c.n.times, c.n.whole)
        for some in occasions for c in some
    ))  # fmt: skip


def _phrases(some: Iterable[Use]) -> str:
    return ", ".join(dict.fromkeys(u.wording.phrase for u in some))
