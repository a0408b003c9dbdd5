"""Which states each text names, with how many words, beside what the article itself reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from dragoman.finding import Emphasis
from dragoman.report import rankings, terms
from dragoman.report.cells import clip, hrefs
from dragoman.report.sections import Held
from dragoman.weigh.emphasis import Emphases, Weighed, Year, between, emphases, weighed

# Texts with a table of their own, and series with drawings; the others are counted in words.
MOST_TEXTS, MOST_SERIES = 60, 12
# Two texts are a comparison, three a series.
_LEAST_YEARS = 3
# Texts whose tables stand open.
_OPEN = 3


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state in a text: our count, and what the article reports of another document."""

    state: str
    name: str
    rank: str
    words: str
    share: str
    alone: str
    shared: str
    first: str
    hrefs: tuple[str, ...]
    stated_rank: str
    stated: str
    stated_hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its states.

    Args:
        part: how a part of an article begins; "" for the whole article.
        told: what the article's own figures are of, with their sum; "" where it reports none.
    """

    number: str
    held: Held
    part: str
    own: str
    own_name: str
    n: int
    own_words: int
    unnamed: int
    headed: str
    told: str
    rows: tuple[StateRow, ...]

    @property
    def in_short(self) -> str:
        """The first states in their order."""
        some = ", ".join(r.state for r in self.rows[:6])
        return some + (", …" if len(self.rows) > 6 else "")


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of a series: how much is held, and its states in order."""

    anchor: str
    year: Year
    states: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """A series with its drawings, its table and its data as a file."""

    name: str
    file: str
    csv: str
    by_mention: bool
    ranks: Markup
    words: Markup
    years: tuple[YearRow, ...]
    span: str
    texts: int


@dataclass(frozen=True, slots=True)
class Section:
    """What the section shows, and how much it leaves out."""

    texts: tuple[Text, ...]
    all_texts: int
    series: tuple[SeriesPart, ...]
    all_series: int

    @property
    def open(self) -> bool:
        """True if the tables stand open."""
        return len(self.texts) <= _OPEN


def section(held: Iterable[Held], two: tuple[str, ...] = ()) -> Section:
    """The texts of these articles, and the series of those that are like each other.

    Args:
        two: states to which the texts are narrowed, as `between` has it.
    """
    every = list(held)
    by_id = {h.article.id: h for h in every}
    rows = between(weighed(h.reading for h in every), two)
    texts = [list(same) for _, same in groupby(rows, lambda w: (w.article.id, w.emphasis.id))]
    shown = _fullest(texts)
    series = [s for s in emphases(h.reading for h in every) if _is_long(s)]
    return Section(
        tuple(
            _text(f"e{n}", by_id[same[0].article.id], same)
            for n, same in enumerate(texts, 1)
            if n in shown
        ),
        len(texts),
        tuple(_part(n, s) for n, s in enumerate(series[:MOST_SERIES], 1)),
        len(series),
    )


def _fullest(texts: Sequence[Sequence[Weighed]]) -> set[int]:
    """The numbers of the texts to show: first those with figures of their own, then the longest."""

    def weight(n: int) -> tuple[bool, int, int]:
        e = texts[n - 1][0].emphasis
        return (e.stated_by_article is None, -e.n, n)

    return set(sorted(range(1, len(texts) + 1), key=weight)[:MOST_TEXTS])


def _is_long(s: Emphases) -> bool:
    known = [y for y in s.years if y.year and y.naming]
    return bool(s.outlet) and len(known) >= _LEAST_YEARS


def _text(number: str, held: Held, same: Sequence[Weighed]) -> Text:
    e = same[0].emphasis
    part = "" if isinstance(e.of, str) else held.words((e.of,), 60).lstrip("“\"‘'«")
    return Text(
        number=number,
        held=held,
        part=part,
        own=e.own or "",
        own_name=terms.state_name(e.own) if e.own else "",
        n=e.n,
        own_words=e.own_words,
        unnamed=e.unnamed,
        headed=", ".join(e.headed),
        told=_told(e),
        rows=tuple(_row(held, w) for w in same),
    )


def _told(e: Emphasis) -> str:
    s = e.stated_by_article
    if s is None:
        return ""
    of = f"of “{clip(s.document, 120)}”" if s.document else "of a document that it does not name"
    total = f"; together {s.sum:,g} {_units(s.unit)}" if s.sum is not None else ""
    return of + total


def _units(unit: str | None) -> str:
    return {"percent": "per cent", "mention": "mentions", None: ""}.get(unit, f"{unit}s")


def _row(held: Held, w: Weighed) -> StateRow:
    m, s, e = w.mentioned, w.stated, w.emphasis
    told = e.stated_by_article
    together = f" ({s.state.replace('+', ' and ')})" if s and "+" in s.state else ""
    figure = (
        f"{s.words:,g} {_units(told.unit if told else None)}" if s and s.words is not None else ""
    )
    return StateRow(
        state=w.state,
        name=terms.state_name(w.state),
        rank=str(m.rank) if m else "",
        words=f"{w.words:,}" if w.words is not None else "",
        share=_percent(w.share),
        alone=f"{m.alone:,}" if m else "",
        shared=f"{m.shared:,}" if m else "",
        first=held.words((m.first,), 60) if m else "",
        hrefs=hrefs(held.number, (m.first,)) if m else (),
        stated_rank=str(s.rank) if s and s.rank else "",
        stated=figure + together if figure else "",
        stated_hrefs=hrefs(held.number, s.evidence) if s else (),
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


# ---- series


def _part(number: int, s: Emphases) -> SeriesPart:
    years = [y for y in s.years if y.year]
    by_mention = all(y.texts == 1 for y in years)
    anchor = f"es{number}"
    own = (
        f"speaking for {terms.state_name(s.own)} ({s.own})"
        if s.own
        else "speaking for nobody known"
    )
    return SeriesPart(
        name=f"{s.outlet}, {own}",
        file=f"emphasis-{number}-{s.own or 'none'}.csv",
        csv="data:text/csv;charset=utf-8," + quote(_csv(s)),
        by_mention=by_mention,
        ranks=rankings.ranks(years, anchor, by_mention=by_mention),
        words=rankings.words(years, anchor),
        years=tuple(_year(anchor, y) for y in years),
        span=f"{years[0].year}–{years[-1].year}",
        texts=sum(y.texts for y in years),
    )


def _year(anchor: str, y: Year) -> YearRow:
    states = tuple(
        (
            s.state,
            terms.state_name(s.state),
            f"{s.words:,}" + (f", {s.shared:,} shared" if s.shared else ""),
        )
        for s in y.states
    )
    return YearRow(f"{anchor}-{y.year}", y, states)


_COLUMNS = (
    "outlet", "own", "year", "texts", "naming", "n", "rank", "rank_by_words", "state", "words",
    "share", "alone", "shared", "named_in",
)  # fmt: skip


def _csv(s: Emphases) -> str:
    """All data of a series, as `dragoman emphasis --by-year --csv` gives them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_lines(s))
    return out.getvalue()


def _lines(s: Emphases) -> Iterator[list[object]]:
    for y in s.years:
        base: list[object] = [s.outlet, s.own or "", y.year, y.texts, y.naming, y.n]
        for x in y.states:
            numbers = [x.words, f"{x.share:.2f}", x.alone, x.shared, x.texts]
            yield [*base, x.rank or "", x.by_words, x.state, *numbers]
        if not y.states:
            yield base + [""] * (len(_COLUMNS) - len(base))
