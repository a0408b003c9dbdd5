"""A timeline of messages as SVG: exact days are points, uncertain ones bars, undated a list."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from markupsafe import Markup

from dragoman.finding import DateField
from dragoman.report.cells import clip, spoken

WIDTH = 960
SIDE = 11  # least distance of two points of one message
EDGE = 12  # room for half a mark at either side
LABEL = 190  # the widest label
STEP = 20  # height of a row of marks
HEAD = 24  # height of a lane's name
AXIS = 26
CHARACTER = 6.6  # a Latin character at 11 px; East Asian ones take 11.5
GAP = 8

# Name and outline (around 0,0) of each kind of date; told apart by shape, not by colour.
SHAPES: dict[str, tuple[str, str]] = {
    "sent": ("sent", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"),
    "delivered": ("delivered", "M0-5L5 4H-5z"),
    "received": ("received", "M0 5L5-4H-5z"),
    "dated": ("dated", "M0-5.5L5.5 0L0 5.5L-5.5 0z"),
    "reported": ("reported", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"),
    "published_edition": ("edition", "M-4-4H4V4H-4z"),
}


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a message and the place that gives it."""

    what: str
    date: DateField
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A message as the timeline sees it: its number, its lane, who to whom, its dates."""

    number: str
    lane: str
    label: str
    href: str
    dates: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    what: str
    first: date
    last: date
    words: str
    candidate: bool
    href: str

    @property
    def exact(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class _Item:
    row: Row
    marks: tuple[_Mark, ...]

    @property
    def first(self) -> date:
        return min(m.first for m in self.marks)

    @property
    def last(self) -> date:
        return max(m.last for m in self.marks)

    @property
    def note(self) -> str:
        """The number, and the phrase of the first uncertain date."""
        words = next((m.words for m in self.marks if not m.exact and m.words), "")
        note = f"{self.row.number} {clip(words, 28)}".strip()
        while _wide(note) > LABEL:
            note = clip(note, len(note) - 1)
        return note


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels, with `margin` left at the right for the labels."""

    first: date
    last: date
    margin: float

    def x(self, day: date) -> float:
        """Middle of a day."""
        return EDGE + (day - self.first).days * 2 * self.half

    @property
    def half(self) -> float:
        """Half a day's width."""
        room = WIDTH - 2 * EDGE - self.margin
        return room / ((self.last - self.first).days or 1) / 2


def _day(iso: str | None, *, end: bool = False) -> date | None:
    """A day from ISO or EDTF of a year, month or day; the last one of it if `end`."""
    parts = (iso or "")[:10].rstrip("~?%").split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 3:
            return date(*numbers)
        if not end:
            return date(numbers[0], numbers[1] if len(numbers) > 1 else 1, 1)
        if len(numbers) == 1 or numbers[1] == 12:
            return date(numbers[0], 12, 31)
        return date(numbers[0], numbers[1] + 1, 1) - timedelta(days=1)
    except (ValueError, IndexError, OverflowError):
        return None


def bounds(edtf: str) -> tuple[date, date] | None:
    """First and last day of an EDTF year, month, day or interval of these.

    >>> bounds("2018-05")
    (datetime.date(2018, 5, 1), datetime.date(2018, 5, 31))
    """
    begin, _, end = edtf.partition("/")
    first, last = _day(begin), _day(end or begin, end=True)
    return (first, last) if first and last and first <= last else None


def _before(mark: _Mark) -> tuple[date, date, int]:
    """Order of marks: by day, and on one day sending before reporting."""
    return mark.first, mark.last, list(SHAPES).index(mark.what)


def _marks(row: Row) -> Iterator[_Mark]:
    for one in row.dates:
        field = one.date
        words = " ".join((field.text or "").split())
        first, last = _day(field.earliest), _day(field.latest, end=True)
        if first and last and first <= last and field.state != "ambiguous":
            yield _Mark(one.what, first, last, words, False, one.href)
        elif field.known and isinstance(field.value, str) and (both := bounds(field.value)):
            yield _Mark(one.what, *both, words, False, one.href)
        else:
            given = (*field.candidates, *(spoken(v) for v in field.values))
            for both in sorted({b for b in map(bounds, given) if b}):
                yield _Mark(one.what, *both, words, True, one.href)


def _wide(words: str) -> float:
    return sum(11.5 if unicodedata.east_asian_width(c) in "WF" else CHARACTER for c in words)


def _reach(item: _Item, scale: _Scale) -> tuple[float, float]:
    """Left edge of an item's marks and right edge of its label."""
    return scale.x(item.first) - _ahead(item, scale), _label_at(item, scale) + _wide(item.note)


def _label_at(item: _Item, scale: _Scale) -> float:
    return max(scale.x(item.last), *_places(item, scale)) + _ahead(item, scale) + 4


def _places(item: _Item, scale: _Scale) -> list[float]:
    """Middle of each mark; points that would cover one another are set side by side."""
    places: list[float] = []
    last = 0.0
    for mark in item.marks:
        place = scale.x(mark.first)
        if mark.exact:
            last = place = max(place, last + SIDE)
        elif scale.x(mark.last) - place < 2 * SIDE:
            last = scale.x(mark.last)  # a bar so short that a point would hide it
        places.append(place)
    return places


def _ahead(item: _Item, scale: _Scale) -> float:
    """How far an item reaches beyond the middle of its first or last mark."""
    return 6 if all(m.exact for m in item.marks) else max(6, min(scale.half, EDGE))


def _packed(items: list[_Item], scale: _Scale) -> list[list[_Item]]:
    """The items in as few rows as needed for nothing to touch, in order of date."""
    rows: list[list[_Item]] = []
    ends: list[float] = []
    reach = {id(i): _reach(i, scale) for i in items}
    for item in sorted(items, key=lambda i: (reach[id(i)][0], i.last)):
        left, right = reach[id(item)]
        free = next((n for n, end in enumerate(ends) if end + GAP <= left), None)
        if free is None:
            rows.append([])
            ends.append(0)
            free = len(rows) - 1
        rows[free].append(item)
        ends[free] = right
    return rows


def _steps(scale: _Scale) -> Iterator[tuple[date, str]]:
    """Days to be named on the axis, at most fourteen or so."""
    days = (scale.last - scale.first).days
    if days <= 60:
        every = next(n for n in (1, 2, 7, 14) if days / n <= 14)
        for n in range(0, days + 1, every):
            day = scale.first + timedelta(days=n)
            yield day, day.isoformat() if n == 0 or day.day <= every else f"{day:%m-%d}"
        return
    months = days / 30.4
    every = next(
        (n for n in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / n <= 12), 6000
    )
    start = scale.first.year * 12 + scale.first.month - 1
    start += -start % every
    for n in range(start, scale.last.year * 12 + scale.last.month, every):
        day = date(n // 12, n % 12 + 1, 1)
        if day >= scale.first:
            yield day, f"{day.year:04d}" if every >= 12 else f"{day:%Y-%m}"


def _axis(scale: _Scale, height: int) -> Iterator[Markup]:
    free = 0.0
    for day, name in _steps(scale):
        x = scale.x(day)
        yield Markup('<path class="tick" d="M{:.1f} {}V{}"/>').format(x, AXIS - 6, height)
        left = max(0.0, x - _wide(name) / 2)
        if left >= free:
            free = left + _wide(name) + GAP
            yield Markup('<text class="axis" x="{:.1f}" y="14">{}</text>').format(left, name)


def _title(item: _Item, mark: _Mark) -> str:
    when = mark.first.isoformat()
    if not mark.exact:
        when += f" to {mark.last.isoformat()}"
    if mark.candidate:
        when = f"perhaps {when} (not decided)"
    words = f", in the text: “{mark.words}”" if mark.words else ""
    return f"{item.row.number} {item.row.label}: {SHAPES[mark.what][0]} {when}{words}"


def _drawn(item: _Item, mark: _Mark, place: float, scale: _Scale, y: int) -> Markup:
    sort = mark.what + (" maybe" if mark.candidate else "")
    if mark.exact:
        shape = Markup('<path class="{}" d="{}" transform="translate({:.1f} {})"/>').format(
            sort, SHAPES[mark.what][1], place, y
        )
    else:
        half = min(scale.half, EDGE)
        left = scale.x(mark.first) - half
        wide = max(scale.x(mark.last) + half - left, 4)
        shape = Markup(
            '<rect class="bar {}" x="{:.1f}" y="{}" width="{:.1f}" height="9" '
            'data-from="{}" data-to="{}"/>'
        ).format(sort, left, y - 4.5, wide, mark.first, mark.last)
    return Markup('<a href="{}"><title>{}</title>{}</a>').format(
        mark.href, _title(item, mark), shape
    )


def _item(item: _Item, scale: _Scale, y: int) -> Markup:
    line = Markup("")
    if len(item.marks) > 1:
        line = Markup('<path class="span" d="M{:.1f} {}H{:.1f}"/>').format(
            scale.x(item.first), y, scale.x(item.last)
        )
    label = Markup('<text class="no" x="{:.1f}" y="{}">{}</text>').format(
        _label_at(item, scale), y + 4, item.note
    )
    pairs = sorted(zip(item.marks, _places(item, scale), strict=True), key=lambda p: p[0].exact)
    marks = Markup("").join(_drawn(item, m, x, scale, y) for m, x in pairs)
    return line + marks + label


def _lanes(items: list[_Item]) -> list[tuple[str, list[_Item]]]:
    by: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        by[item.row.lane].append(item)
    return sorted(by.items(), key=lambda lane: (-len(lane[1]), lane[0]))


def _svg(items: list[_Item]) -> Markup:
    first, last = min(i.first for i in items), max(i.last for i in items)
    if (last - first).days < 6:
        spare = timedelta(days=3)
        first = first - spare if first > date.min + spare else first
        last = last + spare if last < date.max - spare else last
    scale = _Scale(first, last, max(_wide(i.note) + SIDE * len(i.marks) for i in items))
    parts: list[Markup] = []
    y = AXIS
    for name, members in _lanes(items):
        parts.append(
            Markup(
                '<path class="lane" d="M0 {}H{}"/><text class="who" x="0" y="{}">{}</text>'
            ).format(y, WIDTH, y + 16, f"{clip(name, 90)} · {len(members)}")
        )
        y += HEAD
        for row in _packed(members, scale):
            parts.extend(_item(item, scale, y + STEP // 2) for item in row)
            y += STEP
        y += 6
    return Markup(
        '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="group" '
        'aria-labelledby="timeline-name" aria-describedby="timeline-twin">{2}{3}</svg>'
    ).format(WIDTH, y, Markup("").join(_axis(scale, y)), Markup("").join(parts))


def _legend(items: list[_Item]) -> Markup:
    used = {m.what for i in items for m in i.marks}
    keys = (
        Markup(
            '<span><svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">'
            '<path class="{}" d="{}"/></svg> {}</span>'
        ).format(what, outline, name)
        for what, (name, outline) in SHAPES.items()
        if what in used
    )
    bar = Markup("")
    if any(not m.exact for i in items for m in i.marks):
        bar = Markup("<span>bar: somewhere between its two ends</span>")
    if any(m.candidate for i in items for m in i.marks):
        bar += Markup("<span>broken outline: one of several readings</span>")
    return Markup('<p class="legend">{}{}</p>').format(Markup("").join(keys), bar)


def _tray(rows: list[Row]) -> Markup:
    if not rows:
        return Markup("")
    lines = Markup("").join(
        Markup('<li><a href="{}">{} {}</a>{}</li>').format(r.href, r.number, r.label, _said(r))
        for r in rows
    )
    return Markup(
        '<div class="tray"><h3>Without a date that can be drawn ({})</h3><ul>{}</ul></div>'
    ).format(len(rows), lines)


def _said(row: Row) -> Markup:
    """What an undated message says of its dates, if it says anything."""
    said = [f"{SHAPES[d.what][0]} “{clip(d.date.text, 40)}”" for d in row.dates if d.date.text]
    return Markup(' <span class="quiet">{}</span>').format("; ".join(said)) if said else Markup("")


def timeline(rows: Iterable[Row]) -> str:
    """The drawing with its legend, then the tray of messages without a date; '' for no rows."""
    rows = list(rows)
    drawn = ((r, sorted(_marks(r), key=_before)) for r in rows)
    items = [_Item(r, tuple(marks)) for r, marks in drawn if marks]
    dated = {i.row.number for i in items}
    tray = _tray([r for r in rows if r.number not in dated])
    if not items:
        return str(tray)
    head = Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="Timeline of messages">{}</div>'
    ).format(_svg(items))
    return str(Markup("").join(chain((_legend(items), head, tray))))
