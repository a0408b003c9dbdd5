"""Messages by pair of states and year: a table whose cells open their messages, and its drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.report import terms
from dragoman.weigh.communications import Communication
from dragoman.weigh.series import Cell, Series

# Pairs with a row of their own; the others are summed in words. A page of thousands of messages
# has hundreds of pairs, most with one message.
MOST = 24
_WIDTH, _LABEL, _HEIGHT, _AXIS = 960, 150, 46, 22
_BAR = 26  # the widest bar


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in the list behind a cell: when, who to whom, the row that shows it."""

    day: str
    who: str
    form: str
    number: str | None


@dataclass(frozen=True, slots=True)
class YearCell:
    """A cell of the table: its anchor, its count in either direction, what it is a share of."""

    anchor: str
    year: str
    forth: int
    back: int
    total: int
    complete: int
    entries: tuple[Entry, ...]

    @property
    def cover(self) -> str:
        """As the strip of coverage says it."""
        return "complete" if self.complete == 12 else "partial" if self.complete else "none"


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair of states with its years."""

    one: str
    other: str
    name: str
    n: int
    cells: tuple[YearCell, ...]

    @property
    def anchor(self) -> str:
        """Where the list of its messages stands."""
        return f"y-{self.one}-{self.other}"


def pair_rows(made: Iterable[Series], numbers: Mapping[tuple[str, str], str]) -> list[PairRow]:
    """The pairs with most messages.

    Args:
        numbers: the number on the page of each telling, by article and finding.
    """
    return [_row(s, numbers) for s in list(made)[:MOST]]


def _row(s: Series, numbers: Mapping[tuple[str, str], str]) -> PairRow:
    one, other = s.pair
    name = f"{terms.state_name(one)} and {terms.state_name(other)}"
    return PairRow(one, other, name, s.n, tuple(_cell(s.pair, c, numbers) for c in s.cells))


def _cell(pair: tuple[str, str], c: Cell, numbers: Mapping[tuple[str, str], str]) -> YearCell:
    held = sorted((*c.forth, *c.back), key=lambda x: (str(x.day), x.id))
    entries = tuple(_entry(x, numbers) for x in held)
    anchor = f"y-{pair[0]}-{pair[1]}-{c.year}"
    return YearCell(anchor, c.year, len(c.forth), len(c.back), c.total, c.complete, entries)


def _entry(c: Communication, numbers: Mapping[tuple[str, str], str]) -> Entry:
    m = c.message
    who = " → ".join(
        " and ".join(p.label or "?" for p in side) or "?" for side in (m.senders, m.recipients)
    )
    number = next((numbers[t.key] for t in c.told if t.key in numbers), None)
    return Entry(str(c.day), who, terms.label("form", m.form), number)


# ---- the drawing


def drawing(rows: Sequence[PairRow]) -> Markup:
    """Bars by year: up for messages from the first state of a pair, down for those back.

    Each pair has a scale of its own; the numbers stand in the table.
    """
    if not rows:
        return Markup("")
    years = [c.year for c in rows[0].cells]
    height = _HEIGHT * len(rows) + _AXIS
    inner = Markup("").join((*_grounds(rows, years, height), *_lanes(rows), *_years(years, height)))  # fmt: skip
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="Messages by pair and year">'
        '<svg viewBox="0 0 {} {}" role="group" aria-label="Bars by pair and year; the table says the same">'
        "{}</svg></div>"
    ).format(_WIDTH, height, inner)


def _x(year: int, years: int) -> float:
    """Left edge of a year's column."""
    return _LABEL + year * (_WIDTH - _LABEL) / years


def _grounds(rows: Sequence[PairRow], years: list[str], height: int) -> Iterator[Markup]:
    """Hatching over years of which no outlet is said to be held completely."""
    for i, c in enumerate(rows[0].cells):
        if c.cover != "complete":
            x, width = _x(i, len(years)), (_WIDTH - _LABEL) / len(years)
            lines = " ".join(f"M{x + at:.1f} 0V{height - _AXIS}" for at in range(3, int(width), 6))
            yield Markup('<path class="gap" d="{}"/>').format(lines)


def _years(years: list[str], height: int) -> Iterator[Markup]:
    step = max(1, -(-len(years) // 16))  # sixteen labels fit
    width = (_WIDTH - _LABEL) / len(years)
    for i, year in enumerate(years):
        if i % step == 0:
            yield Markup(
                '<text class="axis" x="{:.1f}" y="{}" text-anchor="middle">{}</text>'
            ).format(_x(i, len(years)) + width / 2, height - 6, year)


def _lanes(rows: Sequence[PairRow]) -> Iterator[Markup]:
    for n, row in enumerate(rows):
        middle = n * _HEIGHT + _HEIGHT / 2
        most = max(max(c.forth, c.back) for c in row.cells)
        yield Markup(
            '<path class="lane" d="M{} {:.1f}H{}"/>'
            '<text class="who" x="0" y="{:.1f}">{} – {}</text><text x="0" y="{:.1f}">{}</text>'
        ).format(_LABEL, middle, _WIDTH, middle - 1, row.one, row.other, middle + 13, _sum(row))
        for i, c in enumerate(row.cells):
            if c.forth or c.back:
                yield _bars(c, i, len(row.cells), middle, most)


def _sum(row: PairRow) -> str:
    forth = sum(c.forth for c in row.cells)
    return f"↑ {forth} from {row.one}, ↓ {row.n - forth}"


def _bars(c: YearCell, at: int, years: int, middle: float, most: int) -> Markup:
    column = (_WIDTH - _LABEL) / years
    width = min(_BAR, column * 0.7)
    x = _x(at, years) + (column - width) / 2
    room = _HEIGHT / 2 - 3
    parts = []
    for n, name, up in ((c.forth, "forth", True), (c.back, "back", False)):
        if n:
            tall = max(2.0, room * n / most)
            y = middle - tall if up else middle
            parts.append(
                Markup(
                    '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
                ).format(name, x, y, width, tall)
            )
    title = f"{c.year}: {c.forth} and {c.back}"
    return Markup('<a href="#{}"><title>{}</title>{}</a>').format(
        c.anchor, title, Markup("").join(parts)
    )
