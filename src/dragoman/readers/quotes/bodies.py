"""The bodies of the roster that an article names, by the words in which it does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dragoman.article import Span
from dragoman.finding import Name
from dragoman.grammar import Grammar


class Bodies:
    """Bodies by form: however often one is named, it is looked at once."""

    def __init__(self, text: Grammar, names: Iterable[Name]) -> None:
        self._forms: dict[tuple[str, str, str], list[Name]] = {}
        for n in sorted(names, key=lambda n: n.evidence[0].start):
            place = n.evidence[0]
            if n.type == "organisation" and place.where == "text":
                key = (n.actor or n.canonical, n.canonical, text.words(place))
                self._forms.setdefault(key, []).append(n)
        self._ends = {key: [n.evidence[0].end for n in some] for key, some in self._forms.items()}

    def before(self, place: Span) -> Iterator[tuple[Name, Name]]:
        """Each form named in the text before a place, as it stands there first and last."""
        for key, some in self._forms.items():
            n = bisect_left(self._ends[key], place.start + 1)
            if n:
                yield some[0], some[n - 1]
