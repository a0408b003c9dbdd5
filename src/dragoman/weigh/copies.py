"""Which articles are one text: who copied which sentence, and who from whom where evidence says so.

Candidates share kept hashes of word runs; a pair is judged on all its runs, then sentence by
sentence, for two texts of one formula share most of their words and tell of different things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any, Literal, Protocol

from dragoman.article import Article
from dragoman.finding import Credit
from dragoman.weigh.alignment import Aligned, Slot, Text, align
from dragoman.weigh.direction import Basis, Origin, days_apart, evidence

# Of a hash that many articles hold only so many are looked at: it is a formula, or all are copies
# of the first.
MOST_HOLDERS = 32
# Part of the smaller text's runs that must stand in the larger. A trial found 150 of 150 wire
# copies above .3; the sketch is an estimate, so there a little less is asked.
CONTAINED, CONTAINED_OF_SHORT = 0.3, 0.5
_ESTIMATED = 0.25

# Half of the words of the smaller text must stand in kept sentences; of a short one most of them,
# for there a title and a formula make half of what is said.
_KEPT, _KEPT_OF_SHORT, _FIRM = 0.5, 0.8, 60
# Sentences that say the same of somebody or something else: with so many the text is a formula.
_CONTRADICTED = 0.25
# An article that opens with its own words and has more than three fifths of its own is a report
# on the text that it holds, not a copy of it.
_OF_LARGER = 0.4
# Without the lead, so much of both must be the same: a formula's fixed part is shorter.
_WITHOUT_LEAD, _WORDS_WITHOUT_LEAD, _SENTENCES_WITHOUT_LEAD = 0.8, 150, 5
# A sentence with changes is kept if so much of the longer is the same and no particular is
# another; or if nearly the whole shorter one is, and no less than half of the longer.
_SAME, _WHOLE, _HALF = 0.8, 0.95, 0.5
# Corrections come within days; the same formula with another figure comes with the next occasion.
_CORRECTED_WITHIN = 14
# A short text may stand again for the next occasion (a weekly meeting, a yearly wreath), and the
# shorter the sooner: a day for ten words, up to a length that nothing but copying brings about.
_WORDS_A_DAY, _LONG = 10, 300
# One outlet's text with so much of the longer unchanged is a corrected version.
_VERSION = 0.8
# Texts held ready while pairs are judged; one of 300 words takes some 50 kB.
_IN_MEMORY = 2048
# Letters by which a word of a title is known in the text: "Meets" and "met" are not, but "Mourns".
_STEM = 4
# Fewer words are no text of its own: a headline, a caption.
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles of one text.

    Args:
        first: id of the source where the direction is known; of `contains` always the one whose
            text the other holds; else the one that the record held first.
        second: id of the other; `sentences` are its sentences and their places in the first.
        kind: copy; version (one outlet, a few words changed); contains (the second holds the
            first's text amid much of its own: a report on it, still two sources).
        direction: copied: the second from the first; undirected: no evidence says who from whom.
        basis: what the direction rests on.
        share: part of the shorter text's words that stand in kept sentences of the longer.
        share_of_longer: the same words as a part of the longer text's.
    """

    first: str
    second: str
    kind: Literal["copy", "version", "contains"]
    direction: Literal["copied", "undirected"]
    basis: Basis | None
    share: float
    share_of_longer: float
    sentences: tuple[Aligned, ...]

    @property
    def is_one_source(self) -> bool:
        """True if the two are to be counted once."""
        return self.kind != "contains"

    def count(self, kind: str) -> int:
        """How many sentences of the second are exact, changed or own."""
        return sum(s.kind == kind for s in self.sentences)

    def to_json(self) -> dict[str, Any]:
        """The `copy` object of `dragoman.weighed/1`."""
        return {
            "articles": [self.first, self.second],
            "kind": self.kind,
            "direction": self.direction,
            "basis": self.basis,
            "share": self.share,
            "share_of_longer": self.share_of_longer,
            "sentences": [_aligned_json(s) for s in self.sentences],
        }


def _aligned_json(s: Aligned) -> dict[str, Any]:
    return {
        "kind": s.kind,
        "here": s.here.to_json(),
        "there": s.there.to_json() if s.there else None,
        "changes": [
            {"before": c.before, "after": c.after, "old": c.old.to_json(), "new": c.new.to_json()}
            for c in s.changes
        ],
    }


# ---- candidates


def candidates(
    holders: Iterable[Sequence[str]], sizes: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Pairs of articles that share enough kept hashes to be looked at, in the order of `sizes`.

    Args:
        holders: for each kept hash the articles that hold it.
        sizes: how many hashes are kept of each article, in the order of the record.
    """
    ids = list(sizes)
    rank = {a: i for i, a in enumerate(ids)}
    many = len(ids)
    shared: Counter[int] = Counter()
    passed_over: Counter[int] = Counter()
    for held in holders:
        ranked = sorted(rank[a] for a in held)
        first = ranked[:MOST_HOLDERS]
        shared.update([a * many + b for i, b in enumerate(ranked) for a in first[:i]])
        passed_over.update(ranked[MOST_HOLDERS:])
    for pair, number in sorted(shared.items()):
        a, b = divmod(pair, many)
        least = min(sizes[ids[a]], sizes[ids[b]] - passed_over[b])
        if number >= max(_ESTIMATED * least, 1 if least <= 4 else 2):
            yield ids[a], ids[b]


# ---- judging a pair


@dataclass(frozen=True, slots=True)
class _Verdict:
    kind: Literal["copy", "contains"]
    share: float
    share_of_longer: float


def judge(one: Text, other: Text) -> _Verdict | None:
    """What two texts are to each other; None if neither holds the other's text."""
    small, large = sorted((one, other), key=lambda w: len(w.shingles))
    least = CONTAINED if len(small.shingles) >= _FIRM else CONTAINED_OF_SHORT
    if len(small.shingles & large.shingles) < least * len(small.shingles):
        return None
    if small.length < _FEWEST:
        return None
    rows = align(large, small)
    days = days_apart(one.article, other.article)
    corrected = _is_correction(rows, small, days)
    kept = [r for r in rows if _is_kept(r, corrected)]
    words = sum(r.same for r in kept)
    share, of_large = words / small.length, words / max(1, large.length)
    contradicted = sum(r.words for r in rows if r.slots and r not in kept)
    if share < (_KEPT if words >= _FIRM else _KEPT_OF_SHORT):
        return None
    if contradicted > _CONTRADICTED * (words + contradicted):
        return None
    if words < _LONG and days is not None and days > words / _WORDS_A_DAY:
        return None
    if words < _FIRM and _titles_differ(small, large):
        return None
    # Two sentences: a line may end within the first, after "C.C.".
    opening_of_small = rows[small.lead : small.lead + 2]
    retold = opening_of_small[0] not in kept or any(r.reworded for r in opening_of_small)
    if retold and not (
        min(share, of_large) >= _WITHOUT_LEAD
        and words >= _WORDS_WITHOUT_LEAD
        and len(kept) >= _SENTENCES_WITHOUT_LEAD
    ):
        return None
    opening = large.sentences[large.lead].span
    opened = any(r.there and r.there.meets(opening) for r in kept)
    amid = not opened and (of_large < _OF_LARGER or _is_quoted(large, kept))
    if amid and words < _FIRM:
        return None
    return _Verdict("contains" if amid else "copy", share, min(1.0, of_large))


def _is_kept(row: Aligned, corrected: bool) -> bool:
    if row.kind != "changed":
        return row.kind == "exact"
    least, most = sorted((row.words, row.of))
    much = row.same >= _SAME * most or row.same >= max(_WHOLE * least, _HALF * most)
    return much and (corrected or not row.slots)


def _is_correction(rows: Sequence[Aligned], text: Text, days: int | None) -> bool:
    """True if the particulars that differ are few enough for a correction of the same story."""
    slots: set[Slot] = {s for r in rows for s in r.slots}
    if not slots:
        return True
    firm = sum(r.same for r in rows if not r.slots)
    lead = set(rows[text.lead].slots)
    return (
        (days is None or days <= _CORRECTED_WITHIN)
        and len(slots) <= 1 + firm // 60
        and len(lead) <= 1
        and all(s.is_small for s in lead)
        and not (days and any(s.is_day for s in lead))
    )


def _titles_differ(one: Text, other: Text) -> bool:
    """True if each title names what neither the other nor the texts do: the parties of a call."""
    a, b = ({*one.title_names}, {*other.title_names})
    known = {w[:_STEM] for w in (*one.stream, *other.stream)}
    return all(any(w[:_STEM] not in known for w in x) for x in (a - b, b - a))


def _is_quoted(large: Text, kept: Sequence[Aligned]) -> bool:
    """True if most of what both have stands in quotation marks in the larger."""
    inside = sum(
        r.same for r in kept if r.there and large.grammar.in_quotation(r.there) is not None
    )
    return inside * 2 > sum(r.same for r in kept)


# ---- the whole


class Held(Protocol):
    """What the search asks of a record."""

    def sketches(self, of: Collection[str] | None = None) -> Mapping[str, int]:
        """How many hashes are kept of each article, or of these, as they came."""

    def holders(
        self, of: str | None = None, among: Collection[str] | None = None
    ) -> Iterable[Sequence[str]]:
        """The articles that share a kept hash, or share one with this article, as they came."""

    def article(self, own: str) -> Article:
        """The article with this id."""

    def credits(self, own: str) -> Iterable[Credit]:
        """Its credits."""


def found(
    held: Held, of: str | None = None, among: Mapping[str, Collection[object]] | None = None
) -> list[Copy]:
    """All copies in a record, or those of one article; for one the time doesn't grow with the record.

    Args:
        among: look at these articles only, and of these at two that have one of their things in
            common.
    """
    holders = list(held.holders(of, among))
    sizes = held.sketches({a for some in holders for a in some} if of else None)
    text_of = lru_cache(_IN_MEMORY)(lambda own: Text(held.article(own)))
    made = (
        _copy(held, text_of(a), text_of(b))
        for a, b in candidates(holders, sizes)
        if of in (None, a, b) and (among is None or not set(among[a]).isdisjoint(among[b]))
    )
    return [c for c in made if c]


def origins_among(held: Held, groups: Iterable[Collection[str]]) -> dict[str, str]:
    """As `origins`, of articles that tell the same: within each group the texts are compared.

    The earlier stands for the later; the rest of the record is not looked at.
    """
    out: dict[str, str] = {}
    for group in groups:
        if len(group) > 1:
            texts = [Text(held.article(own)) for own in sorted(group)]
            texts.sort(key=lambda w: (w.article.published or "9999", w.article.id))
            made = (_copy(held, a, b) for a, b in combinations(texts, 2))
            out |= origins((c for c in made if c), (w.article.id for w in texts))
    return out


def _copy(held: Held, one: Text, other: Text) -> Copy | None:
    verdict = judge(one, other)
    if verdict is None:
        return None
    a, b = (Origin(w.article, held.credits(w.article.id)) for w in (one, other))
    basis = evidence(a, b)
    back = None if basis else evidence(b, a)
    if verdict.kind == "contains":
        # The shorter is what is held, whoever came first.
        swap = len(other.shingles) < len(one.shingles)
        basis = back if swap else basis
    else:
        swap = back is not None
        basis = basis or back
    first, second = (other, one) if swap else (one, other)
    rows = align(first, second)
    kind: Literal["copy", "version", "contains"] = verdict.kind
    if kind == "copy" and a.is_outlet_of(b) and verdict.share_of_longer >= _VERSION:
        # A text that stands twice, word for word, was not corrected.
        whole = len(first.sentences) == len(second.sentences)
        kind = "copy" if whole and all(r.kind == "exact" for r in rows) else "version"
    return Copy(
        first.article.id,
        second.article.id,
        kind,
        "copied" if basis else "undirected",
        basis,
        round(verdict.share, 2),
        round(verdict.share_of_longer, 2),
        rows,
    )


def origins(copies: Iterable[Copy], order: Iterable[str]) -> dict[str, str]:
    """For each article that is one source with others the id of the one that stands for them.

    An article goes to the first in order with which it shares most; so a text that stitches two
    together goes to one of them and doesn't make one of the two.

    Args:
        order: ids of all articles, the earlier first; who copied comes after all that did not.
    """
    joined = [c for c in copies if c.is_one_source]
    linked: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for c in joined:
        linked[c.first][c.second] = linked[c.second][c.first] = (c.share_of_longer, c.share)
    copied = {c.second for c in joined if c.direction == "copied"}
    ranked = sorted((a for a in order if a in linked), key=lambda a: a in copied)
    leaders: dict[str, int] = {}
    out = {}
    for a in ranked:
        near = [x for x in linked[a] if x in leaders]
        best = max(near, key=lambda x: (linked[a][x], -leaders[x]), default=a)
        if best == a:
            leaders[a] = len(leaders)
        out[a] = best
    return out
