"""Words for a relationship, and slogans, as they were used: by whom, of which pair, when, where.

Uses are grouped by formula, holder and pair of states; the text that holds them counts once,
however many articles copy it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from dragoman import lore
from dragoman.article import Article
from dragoman.finding import Field, Message, Party, Reading, Speaker, Wording, same_party
from dragoman.shingles import words_of
from dragoman.weigh.alignment import SMALL
from dragoman.weigh.coverage import bounds
from dragoman.weigh.told import LONGEST, Days, Told, day, stated

_PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


class Holder(NamedTuple):
    """Whose words they are.

    Args:
        key: the actor's id, else the state; of somebody with neither the name after "=".
        name: what a table calls it.
    """

    key: str
    name: str
    state: str | None


@dataclass(frozen=True)
class Use:
    """One finding of wording in one article, by one of those who speak.

    Args:
        speaker: whose words they are; of those who speak as one each has a use.
        message: the message in whose text the words stand; None if they stand in no message's.
        copied: the article of which this one is a copy, if it is one.
    """

    article: Article
    wording: Wording
    speaker: Speaker | None = None
    message: Message | None = None
    copied: str | None = None

    @cached_property
    def key(self) -> tuple[str, str]:
        """Article and finding: what stands for it within a record."""
        return self.article.id, self.wording.id

    @property
    def origin(self) -> str:
        """The article from which its text comes: copies have one origin."""
        return self.copied or self.key[0]

    @cached_property
    def holder(self) -> Holder:
        """Whose words they are; of the article's own voice the state of its outlet."""
        return holder(self.article, self.speaker)

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The two states of the pair in the order of their codes; none for a slogan."""
        return tuple(sorted(self.wording.pair or ()))

    @cached_property
    def published(self) -> Days | None:
        """The day of the article; its month or year, where no more is known."""
        return printed(self.article.published)

    @cached_property
    def days(self) -> Days | None:
        """When it was said: `stated` by the text, else when it was `published`."""
        return stated(self.wording.date, "stated") or self.published

    @property
    def is_recalled(self) -> bool:
        """True if the text looks back: what it states lies further off than reports follow."""
        own = self.days
        return bool(own and self.published and own.last < self.published.first - LONGEST)

    @cached_property
    def outlet(self) -> str | None:
        """The outlet of the article, as held."""
        return self.article.value("outlet")

    @cached_property
    def language(self) -> str | None:
        """The language of the article, as held."""
        return self.article.value("language")

    @property
    def occasion(self) -> Field:
        """On what it was said, as the words themselves or their message tell."""
        own = self.wording.occasion
        return own if own.known or self.message is None else self.message.occasion

    @cached_property
    def variant(self) -> str:
        """The declared form of the words, else the words themselves, as they are compared.

        Hyphens, number and the names of states make no other form: "multi-faceted DPRK-China tie"
        is "multifaceted China-DPRK ties".
        """
        said = words_of(self.wording.variant or self.wording.phrase)
        return "".join(w.removesuffix("s") for w in said if w not in names_of_states())

    @cached_property
    def order(self) -> tuple[str, str, int, str]:
        """By day, undated ones last; then by article and place."""
        at = self.wording.evidence[0].start if self.wording.evidence else 0
        when = str(self.days.first) if self.days else "9999"
        return when, self.key[0], at, self.key[1]

    def to_json(self) -> dict[str, Any]:
        """Where the words stand, whose they are, and of when; part of a weighed result."""
        days = self.days
        return {
            "article": self.key[0],
            "finding": self.key[1],
            "evidence": [s.to_json() for s in self.wording.evidence],
            "phrase": self.wording.phrase,
            "variant": self.wording.variant,
            "holder": self.holder.key,
            "state": self.holder.state,
            "pair": list(self.wording.pair) if self.wording.pair else None,
            "day": [str(days.first), str(days.last)] if days else None,
            "basis": days.basis if days else None,
            "recalled": self.is_recalled,
            "outlet": self.outlet,
            "message": self.message.id if self.message else None,
            "origin": self.origin,
        }


def called(formula: str) -> str:
    """The phrase that stands for a formula in tables; of a key that the lore lacks its words."""
    known = lore.formulas().get(formula)
    return known.phrase if known else formula.replace("_", " ")


@cache
def names_of_states() -> frozenset[str]:
    """Every word in a name of a state, its people or its capital."""
    entries = lore.states().values()
    return frozenset(w for s in entries for form in s.forms for w in words_of(form)) - SMALL


def printed(published: str | None) -> Days | None:
    """The days on which something may have been published, by what is held of it.

    >>> printed("2021-02"), printed("2021-01-13T18:10:00+09:00").first, printed(None)
    (Days(first=datetime.date(2021, 2, 1), last=datetime.date(2021, 2, 28), basis='published'), datetime.date(2021, 1, 13), None)
    """
    if (one := day(published)) is not None:
        return Days(one, one, "published")
    known = _PERIOD.fullmatch(published or "")
    return Days(*bounds(known.group()), "published") if known else None


def uses(readings: Iterable[Reading], origins: Mapping[str, str] | None = None) -> list[Use]:
    """Every wording of the readings, in order of its day.

    Args:
        readings: with their messages, or nothing is said of whose text the words stand in.
        origins: for the id of an article that copies another's text the id of that article.
    """
    made: list[Use] = []
    for r in readings:
        wordings = r.of(Wording)
        if not wordings:
            continue
        own = (origins or {}).get(r.article.id)
        told = [Told(r.article, m) for m in r.of(Message) if m.role != "referred"]
        for w in wordings:
            message = _message(told, w)
            each = (Use(r.article, w, s, message, own) for s in (w.speaker, *w.co_speakers))
            made += {u.holder.key: u for u in each}.values()
    return sorted(made, key=lambda u: (u.order, u.holder.key))


def holder(article: Article, who: Speaker | None) -> Holder:
    """Whose words they are: the speaker's actor, else state, else name.

    Of the article's own voice it is the state for which the text speaks, else that of its outlet.
    """
    if who is None or who.status == "article":
        outlet = article.value("outlet")
        state = article.value("speaks_for") or (who.state if who else None) or lore.side_of(outlet)
        return Holder(state or f"={(outlet or '?').casefold()}", state or outlet or "?", state)
    if who.actor:
        actor = lore.roster().get(who.actor)
        name = actor.name if actor else who.label or who.actor
        return Holder(who.actor, name, who.state or (actor.state if actor else None))
    if who.state:
        return Holder(who.state, who.state, who.state)
    name = who.label or "?"
    return Holder(f"={name.casefold()}", name, None)


def _message(told: Iterable[Told], wording: Wording) -> Message | None:
    """The message of this speaker that the article tells; of several the one it is about."""
    if wording.speaker is None or wording.via == "article":
        return None
    own = [t for t in told if _sends(t.message, wording)]
    about = (t for t in own if t.headlined)
    found = next(about, None) or next(iter(own), None)
    return found.message if found else None


def _sends(message: Message, wording: Wording) -> bool:
    """True if the speaker sends it, and to the other side of the pair."""
    speakers = (s for s in (wording.speaker, *wording.co_speakers) if s)
    if not any(_same(s, p) for s in speakers for p in message.senders):
        return False
    to = {p.state for p in message.recipients} - {None}
    return wording.pair is None or not to or bool(to & set(wording.pair))


def _same(a: Party, b: Party) -> bool:
    if a.actor or b.actor:
        return a.actor == b.actor
    return bool(a.label) and a.state == b.state and same_party(a, b)
