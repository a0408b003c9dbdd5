"""Whose name it is where several bear it: the office beside the name decides, else the date.

"Premier Kim Yong Il" is the head of the Cabinet, "Kim Yong Il, department director of the C.C.,
WPK" is another man. Exactly one candidate or none: a name is never given to somebody on a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dragoman import lore

# How far an office may stand from the name, in characters.
_REACH = 90
_BREAK = re.compile(r"[.;:!?\"\n](?=\s|$)|, | and ")
_WORD = re.compile(r"[a-z]+(?:'s)?")
# Words of offices that tell nobody apart.
_EMPTY = frozenset(
    "of the for to and in on at a an by korea korean dprk wpk china chinese cpc russia russian state "
    "people's workers party republic democratic c central committee national general".split()
)
# Words that make another office of the one they stand before.
_OTHER = frozenset(("vice", "deputy", "acting", "assistant", "first"))


def beside(text: str, start: int, end: int) -> str:
    """The words beside a name that may hold its office: before it, and after a comma.

    >>> beside("On Friday Premier Kim Yong Il, head of the Cabinet, spoke.", 18, 29)
    'On Friday Premier , head of the Cabinet'
    """
    before = _BREAK.split(text[max(0, start - _REACH) : start])[-1]
    after = text[end : end + _REACH]
    apposition = _BREAK.split(after[2:])[0] if after.startswith(", ") else ""
    return f"{before}, {apposition}" if apposition else before


def bearer(candidates: Sequence[lore.Actor], words: str, day: str | None) -> lore.Actor | None:
    """The only candidate who fits the office among the words, else the only one in office that day.

    None where the words hold an office that is nobody's: then it is somebody the roster lacks.

    Args:
        words: what stands `beside` the name.
        day: ISO day of the article, if known.
    """
    said = _words(words)
    if said & _titles():
        day = None if "former" in said else day
        fits = {a.id: max(_fit(t, said, day) for t in (*a.offices, _NONE)) for a in candidates}
        best = max(fits.values(), default=0)
        found = [a for a in candidates if best and fits[a.id] == best]
        return found[0] if len(found) == 1 else None
    if day is None:
        return None
    found = [a for a in candidates if lore.roles(a, day, possible=True)]
    return found[0] if len(found) == 1 and lore.roles(found[0], day) else None


def offices_said(actor: lore.Actor, words: str) -> tuple[lore.Tenure, ...]:
    """The offices of an actor that the words beside the name fit best, whatever the day.

    >>> kim = lore.roster()["kim-yong-nam"]
    >>> [t.since for t in offices_said(kim, "DPRK Foreign Minister")]
    ['1983-12']
    """
    said = _words(words)
    fits = [_fit(t, said, None) for t in actor.offices]
    best = max(fits, default=0)
    return tuple(t for t, fit in zip(actor.offices, fits, strict=True) if best and fit == best)


_NONE = lore.Tenure("")


def _fit(tenure: lore.Tenure, said: frozenset[str], day: str | None) -> int:
    """How many telling words of the office are said; 0 if it is another office or another time."""
    office = _words(tenure.office)
    if (office & _OTHER) != (said & _OTHER) or not office & said & _titles():
        return 0
    if day is not None and tenure.on(day) == "not":
        return 0
    return len(office & said - _EMPTY)


# Words for one office.
_SAME = {
    "head": "director",
    "chief": "director",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "pm": "premier",
    "fm": "foreign minister",
    "defense": "defence",
    "amir": "emir",
}


def _words(text: str) -> frozenset[str]:
    plain = (
        text.casefold().replace("prime minister", "premier").replace("prime-minister", "premier")
    )
    return frozenset(w for x in _WORD.findall(plain) for w in _SAME.get(x, x).split())


@cache
def _titles() -> frozenset[str]:
    """Words that name an office by themselves: the last of each title."""
    titles: Iterable[str] = lore.words("parties")["titles"]
    last = " ".join(re.split(r"[ -]", t.casefold())[-1] for t in titles)
    return _words(last) - _EMPTY - {"executive", "apparent", "father", "mother"}
