"""Where a text names a state: by its name, its people, its capital, or somebody given to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import Message, Name, Party, Quote
from dragoman.grammar import Grammar
from dragoman.places import Places

_REACH = 40  # characters on either side within which other words change what a name means


@dataclass(frozen=True, slots=True)
class Named:
    """A state named at a place."""

    span: Span
    state: str


def named(text: Grammar, names: Iterable[Name], parties: Iterable[Party]) -> list[Named]:
    """Every place that names a state, in order.

    Args:
        parties: who speaks or writes in the article: by them a person whom no table knows has a state.
    """
    held = sorted(names, key=lambda n: in_order(n.evidence[0]))
    starts = {(n.evidence[0].where, n.evidence[0].start) for n in held}
    given = _given(held, parties)
    found = [
        Named(n.evidence[0], state)
        for n in held
        if (state := n.state or given.get(n.cluster or "")) in lore.states()
        and _names_it(text, n, starts)
        and state
    ]
    found += _halves(text, found)
    return sorted(found, key=lambda n: in_order(n.span))


def _given(names: Iterable[Name], parties: Iterable[Party]) -> dict[str, str]:
    """The state of each cluster of people that the article itself gives to one state, and only one."""
    people = Places((n.evidence[0], n) for n in names if n.type == "person" and n.cluster)
    told: dict[str, set[str]] = {}
    for p in parties:
        if p.state and p.type == "person":
            for span in p.name.evidence:
                for n in people.meeting(span):
                    told.setdefault(str(n.cluster), set()).add(p.state)
    return {cluster: states.pop() for cluster, states in told.items() if len(states) == 1}


def parties_of(messages: Iterable[Message], quotes: Iterable[Quote]) -> Iterator[Party]:
    """Senders, recipients and speakers."""
    for m in messages:
        yield from (*m.senders, *m.recipients)
    for q in quotes:
        yield from q.speakers


# ---- names that name no state where they stand


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands before or behind a name, as patterns."""

    instrument: re.Pattern[str]
    instrument_of: re.Pattern[str]
    at_seat: re.Pattern[str]
    before_language: re.Pattern[str]
    behind_language: re.Pattern[str]
    title: re.Pattern[str]
    half: re.Pattern[str]
    part_of_people: re.Pattern[str]
    held_at: re.Pattern[str]
    currency: re.Pattern[str]


@cache
def _words() -> _Words:
    table = lore.words("emphasis")

    def any_of(name: str) -> str:
        return "|".join(table[name])

    return _Words(
        re.compile(rf"[ -](?:[A-Z][\w-]+ ){{0,3}}(?:{any_of('instruments')})(?!\w)", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of('instruments_of')}) of (?:the )?\Z", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of('at_seat')})(?: here in)? \Z", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of('before_language')}) \Z", re.IGNORECASE),
        re.compile(
            rf"-speaking\b|[ -](?:{any_of('behind_language')})\b|[.;,:)\]?!]|\Z", re.IGNORECASE
        ),
        re.compile(rf"\b(?:{any_of('titles')})\.? \Z"),
        re.compile(rf"(?<![\w-])(?P<half>{'|'.join(table['halves'])})-\Z"),
        re.compile(rf"\b(?:{any_of('no_nationality_behind')})[ -]\Z", re.IGNORECASE),
        re.compile(
            rf"\b(?:{any_of('held')})(?: \w+){{0,2}}? (?:{any_of('held_at')}) \Z", re.IGNORECASE
        ),
        re.compile(rf" (?:{any_of('currencies')})(?!\w)", re.IGNORECASE),
    )


def _names_it(text: Grammar, n: Name, starts: set[tuple[str, int]]) -> bool:
    """True if a name that is given to a state names it where it stands."""
    if n.type == "organisation":
        body = lore.roster().get(n.actor or "")
        return body is None or lore.acts_for_state(body)
    span = n.evidence[0]
    plain, words = text.plain[span.where], _words()
    before = plain[max(0, span.start - _REACH) : span.start]
    behind = plain[span.end : span.end + _REACH]
    form = plain[span.start : span.end]
    if n.type == "place":
        return not (
            words.instrument.match(behind)
            or words.instrument_of.search(before)
            or words.held_at.search(before)
            or (form in _set("seats") and words.at_seat.search(before))
        )
    if n.type != "state":
        return True
    if words.part_of_people.search(before) or words.currency.match(behind):
        return False
    if form in _set("languages"):
        return not (
            words.behind_language.match(behind)
            and (words.before_language.search(before) or behind.startswith("-speaking"))
        )
    return not (
        form in _set("given_names") and (words.title.search(before) or _surname(n, behind, starts))
    )


_NEXT = re.compile(r" (?P<next>[A-Z][a-z]+)\b")


def _surname(n: Name, behind: str, starts: set[tuple[str, int]]) -> bool:
    """True if a surname follows: a word with a capital that begins no other name and is no noun."""
    m = _NEXT.match(behind)
    if m is None or m["next"] in _set("behind_state"):
        return False
    span = n.evidence[0]
    return (span.where, span.end + 1) not in starts


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(lore.words("emphasis")[name])


def _halves(text: Grammar, found: Iterable[Named]) -> Iterator[Named]:
    """ "Sino-" before another state's name."""
    states: dict[str, str] = lore.words("emphasis")["halves"]
    for n in found:
        start, where = n.span.start, n.span.where
        m = _words().half.search(text.plain[where], max(0, start - _REACH), start)
        if m and states[m["half"]] != n.state:
            yield Named(Span(m.start("half"), m.end("half"), where), states[m["half"]])
