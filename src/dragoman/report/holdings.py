"""The sections on claims, judgements and outlooks: who holds what, and who disputes or confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.finding import Judgement, Outlook, Speaker
from dragoman.report import terms
from dragoman.report.cells import Cell, cell, clip
from dragoman.report.sections import Held
from dragoman.weigh.claims import Standing, Told
from dragoman.weigh.voices import called

# So many rows stand open; the others unfold.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article with links to their places."""

    held: Held
    words: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds something, as the text calls it."""

    name: str
    kind: str
    state: str
    state_name: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A claim that bears on another: its number on this page if it stands here, who holds it, what of it."""

    number: str
    holder: Holder
    words: Words


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with what bears on it.

    Args:
        sources: how many sources independent of its own bear out a part.
    """

    number: str
    holder: Holder
    said: Words
    negative: bool
    standing: str
    opposed: tuple[Side, ...]
    confirmed: tuple[Side, ...]
    confirms: tuple[Side, ...]
    proposed: tuple[tuple[str, Side], ...]
    sources: int
    when: Cell


@dataclass(frozen=True, slots=True)
class Claims:
    """The section: claims on which something bears, the others, and the articles' own judgements."""

    weighed: tuple[ClaimRow, ...]
    rest: tuple[ClaimRow, ...]
    judgements: tuple[tuple[Words, str], ...]

    @property
    def total(self) -> int:
        """How many claims there are."""
        return len(self.weighed) + len(self.rest)

    @property
    def shown(self) -> tuple[ClaimRow, ...]:
        """Those of the others that are shown at once: all if they are few."""
        return self.rest if len(self.rest) <= _SHOWN else ()

    @property
    def folded(self) -> tuple[ClaimRow, ...]:
        """Those that unfold."""
        return self.rest if len(self.rest) > _SHOWN else ()


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """An outlook: condition, consequence and the holder's own words for how sure it is."""

    number: str
    holder: Holder
    condition: Words | None
    consequence: tuple[Words, ...]
    likelihood: tuple[Words, ...]
    horizon: Cell
    held: Held


def _words(held: Held, spans: Iterable[Span], most: int = 300) -> Words:
    several = tuple(spans)
    return Words(held, held.words(several, most), held.link(several))


def _holder(held: Held, who: Speaker | None) -> Holder:
    one = who or Speaker()
    name = clip(called(held.article, None, one), 80)
    if one.status == "unresolved":
        name = f"“{name}”" if name != "?" else "nobody is named"
    state = one.state or ""
    return Holder(
        name,
        terms.label("speaker_status", one.status),
        state,
        terms.state_name(state) if state else "",
        held.link(one.evidence[:1]),
    )


def claims(held: Iterable[Held], weighed: Iterable[Standing]) -> Claims:
    """The section on these claims, those on which something bears first."""
    by = {h.article.id: h for h in held}
    own = [w for w in weighed if w.told.article.id in by]
    ordered = sorted(own, key=lambda w: not w.bearings)
    numbers = {w.told.key: f"c{n}" for n, w in enumerate(ordered, 1)}
    rows = [_row(by, w, numbers) for w in ordered]
    several = sum(1 for w in ordered if w.bearings)
    judged = tuple(
        (_words(h, j.proposition), ", ".join(h.words((s,), 40) for s in j.hedge))
        for h in by.values()
        for j in h.reading.of(Judgement)
    )
    return Claims(tuple(rows[:several]), tuple(rows[several:]), judged)


def _row(by: Mapping[str, Held], w: Standing, numbers: Mapping[tuple[str, str], str]) -> ClaimRow:
    h, c = by[w.told.article.id], w.told.claim

    def side(told: Told, parts: tuple[Span, ...]) -> Side | None:
        other = by.get(told.article.id)
        if other is None:
            return None
        return Side(
            numbers.get(told.key, ""), _holder(other, told.claim.holder), _words(other, parts)
        )

    def sides(found: Iterable[tuple[Told, tuple[Span, ...]]]) -> tuple[Side, ...]:
        return tuple(s for t, parts in found if (s := side(t, parts)))

    return ClaimRow(
        numbers[w.told.key],
        _holder(h, c.holder),
        _words(h, c.proposition),
        c.polarity == "negative",
        terms.label("claim_status", w.status) if w.status else "only confirms another",
        sides(w.opposed_by),
        sides(w.confirmed_by),
        sides(w.confirms),
        tuple((kind, s) for kind, t, parts in w.proposed if (s := side(t, parts))),
        w.sources,
        cell(h.number, c.when),
    )


def outlooks(held: Iterable[Held], wanted: set[tuple[str, str]]) -> tuple[OutlookRow, ...]:
    """The wanted outlooks (article id, finding id), those of one holder together, in order of the record."""
    found = [(h, o) for h in held for o in h.reading.of(Outlook) if (h.article.id, o.id) in wanted]
    first: dict[str, int] = {}
    for n, (h, o) in enumerate(found):
        first.setdefault(_same(h, o), n)
    found.sort(key=lambda x: first[_same(*x)])
    return tuple(_outlook(h, o, f"o{n}") for n, (h, o) in enumerate(found, 1))


def _same(held: Held, outlook: Outlook) -> str:
    """By what outlooks stand together: actor or name; without either by article and words."""
    who = outlook.holder or Speaker()
    if who.actor or who.name.value:
        return who.actor or str(who.name.value)
    return f"{held.number} {who.status} {called(held.article, None, who)}"


def _outlook(h: Held, o: Outlook, number: str) -> OutlookRow:
    return OutlookRow(
        number,
        _holder(h, o.holder),
        _words(h, (o.condition,)) if o.condition else None,
        tuple(_words(h, (s,)) for s in o.consequence),
        tuple(_words(h, (s,)) for s in o.likelihood),
        cell(h.number, o.horizon),
        h,
    )
