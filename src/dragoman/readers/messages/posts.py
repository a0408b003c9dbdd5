"""Posts: the offices, missions and home organs of states, and the people of the roster by surname."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman import lore

_I = re.IGNORECASE
_LOWER = re.compile(r"(?:of|the|for|and|in|to|at|on|de|van|von|der|den|la|le|du|al|bin|ten|ter)\Z")


@dataclass(frozen=True)
class Posts:
    """Compiled patterns of `words/documents.toml`, and who bears a surname."""

    honorific: re.Pattern[str]
    titled: re.Pattern[str]
    body: re.Pattern[str]
    office: re.Pattern[str]
    mission: re.Pattern[str]
    home: re.Pattern[str]
    of_states: list[tuple[re.Pattern[str], str, int, int, bool]]
    state: re.Pattern[str]
    code: dict[str, str]
    capital: dict[str, str]
    surnames: dict[str, tuple[lore.Actor, ...]]


@cache
def posts() -> Posts:
    """The patterns, compiled once per process."""
    table, parties = lore.words("documents"), lore.words("parties")
    bodies = {*table["bodies"], *parties["bodies"]} - {"house", "front", "group"}
    offices = {*table["offices"], *parties["titles"]}
    code = {
        form: s.code for s in lore.states().values() for form in (s.name, *s.aliases, *s.demonyms)
    }
    code |= table["short"]
    capital = {
        c.casefold(): s.code for s in lore.states().values() if not s.until for c in s.capitals
    }
    surnames: dict[str, list[lore.Actor]] = {}
    for a in lore.roster().values():
        if a.is_person and a.surname:
            for last in {a.surname.casefold(), *(f.split()[-1].casefold() for f in a.forms)}:
                surnames.setdefault(last, []).append(a)
    return Posts(
        honorific=re.compile(
            rf"M\.? (?=[A-Z][a-zé])|(?:(?:{table['honorifics']})\.?(?=[\s,]|[A-Z]|$)\s*)+"
        ),
        titled=re.compile(rf"\b(?:{table['titled']})\b"),
        body=_either(bodies, plural=True),
        office=_either(offices, plural=True),
        mission=_either(
            {w.strip() for w in table["missions"].replace("\n", "").split("|")}, plural=True
        ),
        home=_either({w.strip() for w in table["home"].replace("\n", "").split("|")}, plural=False),
        of_states=[
            (
                re.compile(rf"\b(?:{o['words']})\b", _I),
                o["state"],
                o["from"],
                o["until"],
                o.get("named", False),
            )
            for o in table["office"]
        ],
        state=re.compile(
            rf"(?<![\w.])(?:{'|'.join(sorted(map(re.escape, filter(str.isascii, code)), key=len, reverse=True))})(?!\w)"
        ),
        code=code,
        capital=capital,
        surnames={k: tuple(v) for k, v in surnames.items()},
    )


def _either(words: set[str], *, plural: bool) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace(r"\ ", " ")
    return re.compile(rf"(?<![\w-])(?:{either}){'s?' if plural else ''}(?![\w-])", _I)


def own_states(words: str) -> Iterator[str]:
    """The states that an office or body serves, not those where it sits or is accredited.

    >>> list(own_states("Mongolian ambassador to the DPRK"))
    ['MNG']
    """
    for m in posts().state.finditer(words):
        before = words[: m.start()].rstrip().casefold()
        if not re.search(r"\b(?:in|to|at|for|with|near|on)(?: the)?\Z", before):
            yield posts().code[m.group()]


def given_agree(actor: lore.Actor, given: Sequence[str]) -> bool:
    """True if given names or initials as written may be those of the actor."""
    given = [g for g in given if g and g[0].isalpha() and not _LOWER.fullmatch(g)]
    if not given:
        return True
    letters = (
        re.sub(r"[^A-Z]", "", "".join(given))
        if all(len(g) < 4 and g.isupper() for g in given)
        else ""
    )
    for form in actor.forms:
        parts = [p for p in re.split(r"[\s.]+", form) if p][:-1]
        if not parts:
            continue
        if letters:
            initials = "".join(p[0] for p in parts)
            if initials.startswith(letters) or letters.startswith(initials):
                return True
        elif given[0] == parts[0] or (
            given[0][0] == parts[0][0] and (len(given[0]) == 1 or len(parts[0]) == 1)
        ):
            return True
    return False
