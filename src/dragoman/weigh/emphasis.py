"""Emphasis text by text, with where each state's messages were placed, and over the years.

Series are grouped by outlet and own state: only texts of one outlet that speak for one state are
like each other. Unlike ones stand in groups of their own and are never summed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dragoman import lore
from dragoman.article import Article, Span
from dragoman.finding import Emphasis, Mentioned, Message, Reading, Stated, StatedWeight
from dragoman.weigh.communications import SCHEMA


@dataclass(frozen=True, slots=True)
class Weighed:
    """One state in one text: our count beside what the article itself reports, never merged.

    Args:
        mentioned: our count; None where only the article reports something.
        stated: what the article reports for the state, perhaps together with others.
        placed: the messages of this state that the article tells of.
    """

    article: Article
    emphasis: Emphasis
    state: str
    mentioned: Mentioned | None
    stated: StatedWeight | None
    placed: tuple[Message, ...]

    @property
    def words(self) -> int | None:
        """Words of all passages that name it; those that name others too count for each."""
        m = self.mentioned
        return m.alone + m.shared if m else None

    @property
    def share(self) -> float | None:
        """Of all words counted."""
        return None if self.words is None else _share(self.words, self.emphasis.n)

    @property
    def first(self) -> Span | None:
        """The words that name it first."""
        return self.mentioned.first if self.mentioned else None

    def to_json(self) -> dict[str, Any]:
        """A row with its text, its numbers and the article's own."""
        a, e, m, s = self.article, self.emphasis, self.mentioned, self.stated
        told = e.stated_by_article
        return {
            "article": {"id": a.id, "key": a.key, "published": a.published},
            "finding": e.id,
            "of": e.of if isinstance(e.of, str) else e.of.to_json(),
            "own": e.own,
            "n": e.n,
            "state": self.state,
            "rank": m and m.rank,
            "words": self.words,
            "share": self.share,
            "alone": m and m.alone,
            "shared": m and m.shared,
            "mentions": m and m.mentions,
            "first": m and m.first.to_json(),
            "stated": None if s is None or told is None else {
                "document": told.document, "unit": told.unit, "state": s.state, "rank": s.rank,
                "words": s.words, "sum": told.sum, "evidence": [x.to_json() for x in s.evidence],
            },
            "placement": [
                {"message": p.id, "page": p.page.value, "page_share": p.page_share.value,
                 "treatment": p.treatment.value, "item": p.item}
                for p in self.placed
            ],
        }  # fmt: skip


def _share(words: int, n: int) -> float:
    return round(words / n, 2) if n else 0.0


def weighed(readings: Iterable[Reading]) -> Iterator[Weighed]:
    """Every text's states in the order of first mention; a text is an article or a part of it."""
    for r in readings:
        messages = r.of(Message)
        for e in sorted(r.of(Emphasis), key=_article_first):
            yield from _of_text(r.article, e, messages if e.of == "article" else ())


def _article_first(e: Emphasis) -> tuple[bool, Span]:
    return (e.of != "article", Span(0, 0) if isinstance(e.of, str) else e.of)


def _of_text(article: Article, e: Emphasis, messages: Sequence[Message]) -> Iterator[Weighed]:
    told = _stated_by_state(e.stated_by_article)
    for m in e.mentioned:
        placed = tuple(x for x in messages if any(p.state == m.state for p in x.senders))
        yield Weighed(article, e, m.state, m, told.pop(m.state, None), placed)
    for state, s in told.items():
        yield Weighed(article, e, state, None, s, ())


def _stated_by_state(stated: Stated | None) -> dict[str, StatedWeight]:
    """Each state with the row that holds it, perhaps together with others."""
    rows = stated.states if stated else ()
    return {state: s for s in rows for state in s.state.split("+")}


def between(rows: Iterable[Weighed], two: tuple[str, ...]) -> Iterator[Weighed]:
    """Of texts that speak for one of two states and name the other, that one's rows; of texts that
    speak for neither and name both, both rows. All rows if no two are given.
    """
    if not two:
        yield from rows
        return
    for _, same in groupby(rows, key=lambda w: (w.article.id, w.emphasis.id)):
        held = list(same)
        wanted = set(two) - {held[0].emphasis.own}
        found = [w for w in held if w.state in wanted]
        if {w.state for w in found} == wanted:
            yield from found


# ---- over the years


@dataclass(frozen=True, slots=True)
class Standing:
    """A state in the texts of one year.

    Args:
        rank: its place in the order of first mention, if the year has one text; else None.
        by_words: its place by words; equal ones by code.
        texts: how many texts name it.
    """

    state: str
    rank: int | None
    by_words: int
    alone: int
    shared: int
    share: float
    texts: int

    @property
    def words(self) -> int:
        """Words of all passages that name it."""
        return self.alone + self.shared


@dataclass(frozen=True, slots=True)
class Year:
    """The texts of one outlet and own state in a year.

    Args:
        texts: how many are held, those that name no other state too; `naming` name one.
        n: words counted of those that name one.
    """

    year: str
    texts: int
    naming: int
    n: int
    states: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Emphases:
    """A series of texts that are like each other: one outlet, one own state."""

    outlet: str
    own: str | None
    years: tuple[Year, ...]

    def to_json(self) -> dict[str, Any]:
        """A `series` of `dragoman.weighed/1`."""
        return {
            "schema": SCHEMA,
            "kind": "series",
            "of": "emphasis",
            "by": {"outlet": self.outlet, "own": self.own},
            "period": "year",
            "points": [
                {
                    "period": y.year,
                    "n": y.texts,
                    "naming": y.naming,
                    "words": y.n,
                    "states": [
                        {"state": s.state, "rank": s.rank, "rank_by_words": s.by_words,
                         "words": s.words, "alone": s.alone, "shared": s.shared,
                         "share": s.share, "texts": s.texts}
                        for s in y.states
                    ],
                }
                for y in self.years
            ],
        }  # fmt: skip


def emphases(readings: Iterable[Reading]) -> list[Emphases]:
    """A series for each outlet and own state, by year; articles without a year stand under "".

    Args:
        readings: of every article of the selection, also of those that name no other state.
    """
    groups: dict[tuple[str, str], dict[str, list[Emphasis | None]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for r in readings:
        whole = next((e for e in r.of(Emphasis) if e.of == "article"), None)
        own = whole.own if whole else _own(r.article)
        key = (r.article.value("outlet") or "", own or "")
        groups[key][(r.article.published or "")[:4]].append(whole)
    return [
        Emphases(outlet, own or None, tuple(_year(y, held) for y, held in sorted(years.items())))
        for (outlet, own), years in sorted(groups.items())
        if any(e for held in years.values() for e in held)
    ]


def _own(article: Article) -> str | None:
    """The own state of an article that names no other one, as far as its metadata tell."""
    return article.value("speaks_for") or lore.spoken_for_by(article.value("outlet"))


def _year(year: str, held: Sequence[Emphasis | None]) -> Year:
    counted = [e for e in held if e is not None]
    n = sum(e.n for e in counted)
    told: dict[str, list[Mentioned]] = defaultdict(list)
    for e in counted:
        for m in e.mentioned:
            told[m.state].append(m)
    by_words = sorted(told, key=lambda s: (-sum(m.alone + m.shared for m in told[s]), s))
    states = (
        _standing(s, told[s], place, n, alone=len(held) == 1) for place, s in enumerate(by_words, 1)
    )
    ordered = sorted(states, key=lambda s: s.rank or s.by_words)
    return Year(year, len(held), len(counted), n, tuple(ordered))


def _standing(state: str, told: list[Mentioned], place: int, n: int, *, alone: bool) -> Standing:
    own, shared = sum(m.alone for m in told), sum(m.shared for m in told)
    rank = told[0].rank if alone else None
    return Standing(state, rank, place, own, shared, _share(own + shared, n), len(told))
