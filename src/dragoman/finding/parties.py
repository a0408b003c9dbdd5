"""Whether two parties may be one, by what one text says of them."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.finding.fields import Party

_SMALL = {"the", "of", "and", "a", "s", "for", "in"}


def same_party(a: Party, b: Party) -> bool:
    """True if two parties may be one: the same actor, a name within the other, a role of the state."""
    if a.actor and b.actor:
        return a.actor == b.actor
    if "other" in (a.type, b.type) and a.state and b.state and a.state != b.state:
        return False  # "the seminar in Laos", "the seminar in Chad"
    if a.name.known and b.name.known:
        one, two = str(a.name.value), str(b.name.value)
        x, y = telling(one), telling(two)
        return one == two or _initials(one, two) or bool(x and y and (x <= y or y <= x))
    if "people" in (a.type, b.type) and a.type != b.type:
        return False
    if not a.name.known and not b.name.known and a.office.known and b.office.known:
        # "to the president and the prime minister of Laos"
        x, y = telling(str(a.office.value)), telling(str(b.office.value))
        if not (x <= y or y <= x):
            return False
    return a.state is None or b.state is None or a.state == b.state


@lru_cache(maxsize=1 << 12)
def telling(called: str) -> frozenset[str]:
    """The words of a name or office, small ones left out, in lower case."""
    return frozenset(re.findall(r"\w+", called.casefold())) - _SMALL


def initials(name: str) -> str:
    """The capitals with which the words of a name begin."""
    return "".join(re.findall(r"\b[A-Z]", name))


def _initials(a: str, b: str) -> bool:
    """True if one is the initials of the other: "APR", "Agrarian Party of Russia"."""
    short, long = sorted((a, b), key=len)
    return short.isupper() and len(short) > 1 and short == initials(long)


def sides_agree(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool | None:
    """True or False where both name somebody, None where one is silent."""
    if not a or not b:
        return None
    return any(same_party(x, y) for x in a for y in b)
