"""Drawings of a series of emphasis: the first states of each year, and the words of each state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from dragoman.report import terms
from dragoman.weigh.emphasis import Standing, Year

_TOP = 6  # places drawn
_LANES = 8  # states with a lane of words
_WIDTH, _LABEL, _AXIS = 960, 118, 22
_COLUMN = 38  # the narrowest year: a code with room beside it
_ROW, _BOX, _TALL = 30, 30, 18
_LANE, _BAR = 46, 20
_STYLES = 4  # states told apart by the look of their lines: those with most words


def ranks(years: Sequence[Year], anchor: str, *, by_mention: bool) -> Markup:
    """The first states of each year from top to bottom, lines where one is among them two years on.

    Args:
        anchor: of the series; the years' rows in its table have it with the year behind.
        by_mention: by the order of first mention; else by words.
    """
    columns = _columns(years)
    places = {y.year: _places(y, by_mention=by_mention) for y in years}
    looks = _looks(years)
    height = _TOP * _ROW + _AXIS
    inner = [*_gaps(columns, years, height), *_rows(len(columns))]
    inner += _lines(columns, places, looks)
    for i, year in enumerate(columns):
        for place, s in enumerate(places.get(year, ())):
            inner.append(_box(i, len(columns), place, year, s, looks, anchor))
    what = "order of first mention" if by_mention else "place by words"
    return _svg("Ranked list by year", f"{what} by year", columns, height, inner)


def words(years: Sequence[Year], anchor: str) -> Markup:
    """A lane of bars for each state with most words, all on one scale; below, all words counted."""
    columns = _columns(years)
    held = {y.year: y for y in years}
    total = _total(years)
    states = [s for s, _ in sorted(total.items(), key=lambda x: (-x[1], x[0]))[:_LANES]]
    most = max((s.words for y in years for s in y.states if s.state in states), default=1)
    height = _LANE * (len(states) + 1) + _AXIS
    inner = [*_gaps(columns, years, height)]
    for n, state in enumerate(states):
        floor = (n + 1) * _LANE - 4
        inner.append(_lane(floor, state, f"{total[state]:,} words", len(columns)))
        for i, year in enumerate(columns):
            found = next((s for s in held[year].states if s.state == state), None) if year in held else None  # fmt: skip
            if found:
                inner.append(_bar(i, len(columns), floor, found, held[year], most, anchor))
    inner += _counted(columns, held, (len(states) + 1) * _LANE - 4)
    return _svg("Words per state and year", "words by state and year", columns, height, inner)


# ---- parts


def _columns(years: Sequence[Year]) -> list[str]:
    """Every year from the first to the last, also those of which nothing is held."""
    first, last = int(years[0].year), int(years[-1].year)
    return [f"{y:04}" for y in range(first, last + 1)]


def _places(y: Year, *, by_mention: bool) -> list[Standing]:
    ordered = sorted(y.states, key=lambda s: (s.rank or s.by_words) if by_mention else s.by_words)
    return ordered[:_TOP]


def _total(years: Sequence[Year]) -> Counter[str]:
    total: Counter[str] = Counter()
    for y in years:
        for s in y.states:
            total[s.state] += s.words
    return total


def _looks(years: Sequence[Year]) -> dict[str, str]:
    """The look of the states with most words over all years; the others look alike."""
    most = sorted(_total(years).items(), key=lambda x: (-x[1], x[0]))[:_STYLES]
    return {state: f"k{n}" for n, (state, _) in enumerate(most)}


def _size(columns: int) -> tuple[float, float]:
    """Width of the whole and of a column."""
    column = max(float(_COLUMN), (_WIDTH - _LABEL) / columns)
    return _LABEL + column * columns, column


def _x(i: int, columns: int) -> float:
    """The middle of a year's column."""
    return _LABEL + (i + 0.5) * _size(columns)[1]


def _svg(name: str, what: str, columns: list[str], height: int, inner: Sequence[Markup]) -> Markup:
    width = _size(len(columns))[0]
    body = Markup("").join((*inner, *_axis(columns, height)))
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}">'
        '<svg viewBox="0 0 {:.0f} {}" width="{:.0f}" height="{}" role="group" '
        'aria-label="Drawing: {}; the table says the same">{}</svg></div>'
    ).format(name, width, height, width, height, what, body)


def _axis(columns: list[str], height: int) -> Iterator[Markup]:
    step = 1 if _size(len(columns))[1] >= _COLUMN else 2
    for i, year in enumerate(columns):
        if i % step == 0:
            yield Markup(
                '<text class="axis" x="{:.1f}" y="{}" text-anchor="middle">{}</text>'
            ).format(_x(i, len(columns)), height - 6, year)


def _gaps(columns: list[str], years: Sequence[Year], height: int) -> Iterator[Markup]:
    """Hatching over years of which no text is held."""
    held = {y.year for y in years}
    column = _size(len(columns))[1]
    for i, year in enumerate(columns):
        if year not in held:
            left = _x(i, len(columns)) - column / 2
            lines = " ".join(
                f"M{left + at:.1f} 0V{height - _AXIS}" for at in range(3, int(column), 6)
            )
            yield Markup('<path class="gap" d="{}"><title>{}: no text held</title></path>').format(
                lines, year
            )


def _rows(columns: int) -> Iterator[Markup]:
    for place in range(_TOP):
        yield Markup('<text class="who" x="{}" y="{}" text-anchor="end">{}</text>').format(
            _LABEL - 14, place * _ROW + _ROW / 2 + 4, _ordinal(place + 1)
        )


def _ordinal(n: int) -> str:
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n, 'th') }"


def _lines(
    columns: list[str], places: dict[str, list[Standing]], looks: dict[str, str]
) -> Iterator[Markup]:
    """From year to year, those of few words beneath those of many."""
    drawn = []
    for i, (one, other) in enumerate(pairwise(columns)):
        then = {s.state: n for n, s in enumerate(places.get(other, ()))}
        for n, s in enumerate(places.get(one, ())):
            if s.state in then:
                drawn.append((looks.get(s.state, "k"), i, n, then[s.state]))
    for look, i, a, b in sorted(drawn, key=lambda x: (x[0] != "k", x)):
        x, y = _x(i, len(columns)) + _BOX / 2, a * _ROW + _ROW / 2
        yield Markup('<path class="{}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(
            look, x, y, _x(i + 1, len(columns)) - _BOX / 2, b * _ROW + _ROW / 2
        )


def _box(
    i: int, columns: int, place: int, year: str, s: Standing, looks: dict[str, str], anchor: str
) -> Markup:
    x, y = _x(i, columns), place * _ROW + _ROW / 2
    title = f"{year}, {_ordinal(place + 1)}: {terms.state_name(s.state)}, {s.words:,} words"
    return Markup(
        '<a href="#{}"><title>{}</title><rect class="box {}" x="{:.1f}" y="{:.1f}" width="{}" '
        'height="{}" rx="3"/><text class="code {}" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text></a>'
    ).format(
        f"{anchor}-{year}", title, looks.get(s.state, "k"), x - _BOX / 2, y - _TALL / 2, _BOX,
        _TALL, looks.get(s.state, "k"), x, y + 3.5, s.state,
    )  # fmt: skip


def _lane(floor: int, state: str, under: str, columns: int) -> Markup:
    return Markup(
        '<path class="lane" d="M{} {}H{:.0f}"/><text class="who" x="0" y="{}">{}</text>'
        '<text x="0" y="{}">{}</text>'
    ).format(_LABEL, floor, _size(columns)[0], floor - 17, state, floor - 3, under)


def _bar(i: int, columns: int, floor: int, s: Standing, y: Year, most: int, anchor: str) -> Markup:
    room = _LANE - 10
    width = min(_BAR, _size(columns)[1] * 0.6)
    x = _x(i, columns) - width / 2
    tall = room * s.words / most
    own = room * s.alone / most
    parts = [
        Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            name, x, top, width, high
        )
        for name, top, high in (
            ("shared", floor - tall, tall - own),
            ("alone", floor - own, own),
        )
        if high > 0
    ]
    title = (
        f"{y.year}, {terms.state_name(s.state)}: {s.words:,} of {y.n:,} words ({s.share:.0%}), "
        f"{s.alone:,} alone, {s.shared:,} with others"
    )
    return Markup('<a href="#{}"><title>{}</title>{}</a>').format(
        f"{anchor}-{y.year}", title, Markup("").join(parts)
    )


def _counted(columns: list[str], held: dict[str, Year], floor: int) -> Iterator[Markup]:
    """All words counted, on a scale of their own: what the lanes above are parts of."""
    most = max((y.n for y in held.values()), default=1) or 1
    yield _lane(floor, "all words", f"at most {most:,}", len(columns))
    width = min(_BAR, _size(len(columns))[1] * 0.6)
    for i, year in enumerate(columns):
        if year in held and held[year].n:
            tall = (_LANE - 10) * held[year].n / most
            yield Markup(
                '<rect class="all" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>'
            ).format(
                _x(i, len(columns)) - width / 2, floor - tall, width, tall,
                f"{year}: {held[year].n:,} words in {held[year].naming} of {held[year].texts} texts",
            )  # fmt: skip
