"""Drafts by what they name, so that only those are looked at that can be meant."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from heapq import merge

from dragoman.finding import Party, initials, telling
from dragoman.readers.messages.draft import Draft

# Shelves hold the place and the number of a draft, in order of place.
Shelf = list[tuple[int, int]]
_ANY = object()  # whatever the state


class Shelves:
    """Drafts by side and party, and by form; what a shelf leaves out cannot agree."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self.drafts: list[Draft] = []
        self._held: dict[object, Shelf] = {}
        self._where: list[tuple[int, frozenset[object]]] = []
        for d in drafts:
            self.put(d)

    def put(self, draft: Draft) -> None:
        """A new draft."""
        self._where.append((0, frozenset()))
        self.drafts.append(draft)
        self.moved(len(self.drafts) - 1)

    def moved(self, number: int) -> None:
        """A draft has one sighting more: it may stand elsewhere now."""
        d = self.drafts[number]
        at, keys = now = (d.first.noun.start, frozenset(_keys(d)))
        before, old = self._where[number]
        same = old & keys if before == at else frozenset()
        for key in old - same:
            shelf = self._held[key]
            del shelf[bisect_left(shelf, (before, number))]
        for key in keys - same:
            insort(self._held.setdefault(key, []), (at, number))
        self._where[number] = now

    def all(self, *, greets: bool) -> Shelf:
        """The drafts that only a verb of greeting shows, or all others."""
        return self._held.get(("all", greets), [])

    def with_form(self, form: str, *, greets: bool) -> Shelf:
        """Of these the drafts with a form."""
        return self._held.get(("form", form, greets), [])

    def silent(self, side: int) -> Shelf:
        """The drafts that name nobody on a side."""
        return self._held.get((side, "nobody"), [])

    def agreeing(self, side: int, parties: tuple[Party, ...]) -> list[Shelf]:
        """Shelves with every draft that has one of the parties on a side, and with some others."""
        keys = dict.fromkeys(key for p in parties for key in self._asked(side, p))
        return [shelf for key in keys if (shelf := self._held.get((side, key)))]

    def _asked(self, side: int, p: Party) -> Iterator[object]:
        """Where a party that may be this one stands; the rules are those of `same_party`."""
        if p.actor:
            yield "actor", p.actor
        if not p.name.known:
            yield from ((("party", s) for s in (p.state, None)) if p.state else [("party", _ANY)])
            return
        name = str(p.name.value)
        yield from (("name", name), ("name", initials(name)), ("initials", name))
        for known in (False,) if p.actor else (False, True):
            words = [("word", w, known) for w in telling(name)]
            if words:  # a longer name stands at each of its words
                yield min(words, key=lambda key: len(self._held.get((side, key), ())))
            yield from (("longest", w, known) for w in telling(name))
        yield from ((("unnamed", s) for s in (p.state, None)) if p.state else [("unnamed", _ANY)])


def _keys(d: Draft) -> Iterator[object]:
    yield "all", d.greets
    yield "form", d.first.form, d.greets
    for side in (0, 1):
        if not d.parties(side):
            yield side, "nobody"
        for p in d.parties(side):
            for key in _shown(p):
                yield side, key


def _shown(p: Party) -> Iterator[object]:
    yield from (("party", p.state), ("party", _ANY))
    if p.actor:
        yield "actor", p.actor
    if not p.name.known:
        yield from (("unnamed", p.state), ("unnamed", _ANY))
        return
    name, known = str(p.name.value), bool(p.actor)
    yield from (("name", name), ("initials", initials(name)))
    words = telling(name)
    yield from (("word", w, known) for w in words)
    if words:
        yield "longest", max(words, key=lambda w: (len(w), w)), known


def nearest(shelves: Iterable[Shelf], place: int) -> Iterator[tuple[int, int]]:
    """Distance and number of the drafts on some shelves, the nearest first, each once."""
    seen: set[int] = set()
    for far, number in merge(*(_outward(shelf, place) for shelf in shelves)):
        if number not in seen:
            seen.add(number)
            yield far, number


def _outward(shelf: Shelf, place: int) -> Iterator[tuple[int, int]]:
    i = bisect_left(shelf, (place, -1))
    before = ((place - at, number) for at, number in map(shelf.__getitem__, range(i - 1, -1, -1)))
    after = ((shelf[k][0] - place, shelf[k][1]) for k in range(i, len(shelf)))
    return merge(before, after, key=lambda x: x[0])
