"""Which findings pass a filter, whatever keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Article, Span
from dragoman.finding import (
    Claim,
    Finding,
    Judgement,
    Message,
    Name,
    Office,
    Outlook,
    Party,
    Quote,
    Speaker,
    Wording,
)
from dragoman.record.base import Filter


@dataclass(frozen=True)
class Selection:
    """A filter, asked of the findings of one article.

    Args:
        names: gives the names in the article; asked only if a quote must name a state.
    """

    want: Filter
    article: Article
    names: Callable[[], Iterable[Finding]]

    def takes(self, f: Finding) -> bool:
        """True if a finding passes what concerns it; kinds without parties always do."""
        if isinstance(f, Message):
            return self._message(f)
        if isinstance(f, Claim):
            return self._held(f.holder, f.proposition)
        if isinstance(f, Outlook):
            return self._held(f.holder, f.evidence)
        if isinstance(f, Judgement):
            return self._held(None, f.proposition)
        if isinstance(f, Office):
            return self._office(f)
        if isinstance(f, Wording):
            return self._wording(f)
        return self._quote(f) if isinstance(f, Quote) else True

    def _held(self, holder: Speaker | None, said: tuple[Span, ...]) -> bool:
        """True for the holder wanted; of two states the words name both, or one and the holder is of the other."""
        want = self.want
        who = (holder,) if holder else ()
        worded = want.who is not None and _plain(want.who) in _plain(
            " ".join(self.article.slice(s) for h in who for s in h.evidence[:1])
        )
        if not (_named(who, want.who) or worded):
            return False
        if not want.between:
            return True
        named: set[str | None] = set(self._states_at(said))
        own = {h.state for h in who}
        return self._joins(own | named, named)

    def _office(self, o: Office) -> bool:
        """True for an office of either state, and for whoever is called so."""
        want = self.want
        called = (o.person, o.actor, o.office)
        named = want.who is None or any(_plain(want.who) in _plain(x) for x in called if x)
        return named and (not want.between or o.state in want.between)

    def _message(self, m: Message) -> bool:
        want = self.want
        return (
            self._joins({p.state for p in m.senders}, {p.state for p in m.recipients})
            and want.form in (None, m.form)
            and (want.scope is None or m.scope in want.scope)
            and _named(m.senders, want.who)
            and _named(m.recipients, want.to)
        )

    def _quote(self, q: Quote) -> bool:
        want = self.want
        kinds = (None, q.form, *(s.status for s in q.speakers or (Speaker(),)))
        return (
            want.act in (None, q.act)
            and want.kind in kinds
            and (_named(q.speakers, want.who) or self._worded(q, want.who))
            and self._about(q)
            and (
                not want.between
                or self._joins({s.state for s in q.speakers}, set(self._states_named(q)))
            )
        )

    def _wording(self, w: Wording) -> bool:
        """By the pair, and by whoever speaks; for the article's own voice its outlet does."""
        want = self.want
        if want.between and not set(want.between) <= set(w.pair or ()):
            return False
        speakers = tuple(s for s in (w.speaker, *w.co_speakers) if s)
        if _named(speakers, want.who):
            return True
        own = w.speaker is None or w.speaker.status == "article"
        return own and _plain(want.who or "") in _plain(self.article.value("outlet") or "")

    def _joins(self, one: set[str | None], other: set[str | None]) -> bool:
        """True if one of the two states stands on one side and the second on the other."""
        if not self.want.between:
            return True
        a, b = (*self.want.between, None)[:2]
        return any(a in x and (b is None or b in y) for x, y in ((one, other), (other, one)))

    def _states_named(self, q: Quote) -> Iterable[str | None]:
        """The states of whoever is named in the content or addressed."""
        return self._states_at((*q.content, *q.addressee.evidence))

    def _states_at(self, spans: tuple[Span, ...]) -> Iterable[str]:
        for state, places in self._places:
            if any(p.meets(s) for p in places for s in spans):
                yield state

    @cached_property
    def _places(self) -> list[tuple[str, tuple[Span, ...]]]:
        return [(n.state, n.evidence) for n in self.names() if isinstance(n, Name) and n.state]

    def _worded(self, q: Quote, words: str | None) -> bool:
        """True if a speaker with neither name nor office is called by such words."""
        unnamed = any(not (s.name.known or s.office.known) for s in q.speakers or (Speaker(),))
        said = self.article.slice(q.source) if q.source else ""
        return unnamed and words is not None and _plain(words) in _plain(said)

    def _about(self, q: Quote) -> bool:
        if self.want.about is None:
            return True
        content = " ".join(self.article.slice(s) for s in q.content)
        return all(
            re.search(rf"(?<!\w){re.escape(_plain(word))}", _plain(content))
            for word in self.want.about.split()
        )


def _plain(words: str) -> str:
    """Words as they are compared: "Kim Jong-un" is also "kim jong un"."""
    return " ".join(words.casefold().replace("-", " ").split())


def _named(parties: tuple[Party, ...], words: str | None) -> bool:
    if words is None:
        return True
    return any(_plain(words) in _plain(str(x)) for p in parties for x in _called(p) if x)


def _called(party: Party) -> Iterable[object]:
    yield from (party.name.value, party.office.value, party.actor, party.state)
    if isinstance(party, Speaker):
        yield party.affiliation.value
