"""Which findings pass a filter, whatever keeps them."""

from __future__ import annotations

from dragoman.finding import Finding, Message, Party
from dragoman.record.base import Filter


def wanted(f: Finding, want: Filter) -> bool:
    """True if a finding passes the parts of a filter that concern it; only messages have parties."""
    if not isinstance(f, Message):
        return True
    if want.between:
        sides = ({p.state for p in f.senders}, {p.state for p in f.recipients})
        a, b = (*want.between, None)[:2]
        if not any(a in x and (b is None or b in y) for x, y in (sides, sides[::-1])):
            return False
    if want.form is not None and f.form != want.form:
        return False
    if want.scope is not None and f.scope not in want.scope:
        return False
    return _named(f.senders, want.who) and _named(f.recipients, want.to)


def _named(parties: tuple[Party, ...], words: str | None) -> bool:
    if words is None:
        return True
    low = words.casefold()
    return any(
        low in str(x).casefold()
        for p in parties
        for x in (p.name.value, p.office.value, p.actor, p.state)
        if x
    )
