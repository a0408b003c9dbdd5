"""A phrase that names parties: who, with which office, of which state.

"Robert G. Mugabe, president of Zimbabwe", "Chinese President Xi Jinping", "the Central Committee
of the Communist Party of China", "the President and Prime Minister of Pakistan".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import Field, Name, Party
from dragoman.grammar import Grammar

_TOKEN = re.compile(
    r"\d+(?:st|nd|rd|th)?\b|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Rev)\.|[^\W\d_]\.(?:[^\W\d_]\.?)*|"
    r"[^\W\d_]+(?:(?:[-.]|'(?!s\b))[^\W\d_]+)*|'s\b|[^\w\s]"
)
_HYPHEN = re.compile(r"-[A-Z]")
_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|"
    r"September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
# Words that open sentences in capitals and are no part of a name.
_OPENERS = frozenset(
    "he she it they we i you when while if as in on at by from with after before during also but this "
    "these those that there here what who which how why then thus meanwhile however according".split()
)
# Lower-case words that may stand inside an office or a body's name.
_INSIDE = {
    "of",
    "the",
    "for",
    "and",
    "&",
    "de",
    "al",
    "bin",
    "ibn",
    "von",
    "van",
    "der",
    "den",
    "del",
    "da",
    "dos",
}


_SPEAKS = re.compile(
    r",?\s+(?:has |had |also |later )*(?:said|says|reported|reports|announced|wrote|told|added|noted|confirmed|stated|"
    r"carried|published|quoted|revealed|disclosed|stressed)\b"
)
_FAR = 1 << 60
# Characters: twelve senders with their offices take some 900; the bound keeps time linear.
_LONGEST = 1200
# Units read at first: most phrases have fewer than ten. So many more are looked at to end one.
_AT_FIRST = 32
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a phrase: a name, an office, a word or a mark."""

    sort: str
    span: Span
    words: str
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parties and the place where the phrase that names them ends."""

    parties: tuple[Party, ...]
    end: int


class Parties:
    """Reads party phrases of one article."""

    def __init__(self, text: Grammar, names: Iterable[Name]) -> None:
        self._text = text
        self._names = sorted(names, key=lambda n: in_order(n.evidence[0]))
        self._starts = [in_order(n.evidence[0]) for n in self._names]
        self._at = {(n.evidence[0].where, n.evidence[0].start): n for n in self._names}
        self._states: dict[str, str] = {}
        self._longest = _longest_forms(text, self._names)

    def at(self, start: int, limit: int, where: str = "text") -> Phrase | None:
        """The phrase that begins here, read to the right; None if no party does."""
        some = self._units(Span(start, min(limit, start + _LONGEST), where))
        units = list(islice(some, _AT_FIRST))
        if units and units[0].words.casefold() in _OPENERS:
            return None  # "On", "He": in capitals only because they open a sentence
        chunks, end, reached = _chunked(units)
        while len(units) - reached < _AHEAD or all(
            u.sort in ("modifier", "inside") for u in units[reached + 2 :]
        ):
            # What comes next may tell whether the phrase goes on.
            more = list(islice(some, len(units) or 1))
            if not more:
                break
            units += more
            chunks, end, reached = _chunked(units)
        while len(chunks) > 1 and _SPEAKS.match(self._text.plain[where], end, limit):
            # "to Xi Jinping, KCNA said": whoever speaks next belongs to the next clause.
            chunks = chunks[:-1]
            end = chunks[-1].units[-1].span.end
        parties = tuple(self._as_known(p) for p in _assembled(self._text, chunks))
        return Phrase(parties, end) if parties else None

    def _as_known(self, party: Party) -> Party:
        """A person with the state that an earlier phrase gave, and with the name in full.

        The article's own full form outranks the roster's: its "Joseph R. Biden Jr." is no "Joe".
        """
        name = party.name.evidence[0] if party.type == "person" and party.name.evidence else None
        found = self.name_at(name.start, name.where) if name else None
        if found is None or found.cluster is None:
            return party
        if party.state:
            self._states.setdefault(found.cluster, party.state)
        full = self._longest.get(found.cluster, "")
        if len(full.split()) > len(str(party.name.text).split()):
            party = replace(party, name=replace(party.name, value=full))
        return replace(party, state=party.state or self._states.get(found.cluster))

    def name_at(self, place: int, where: str = "text") -> Name | None:
        """The name that covers a character."""
        i = bisect_right(self._starts, (where != "title", place, _FAR)) - 1
        found = self._names[i] if i >= 0 else None
        covers = found is not None and found.evidence[0].meets(Span(place, place + 1, where))
        return found if covers else None

    def named(self, span: Span) -> list[Name]:
        """The names inside a span, in order."""
        first = bisect_left(self._starts, (span.where != "title", span.start, 0))
        last = bisect_right(self._starts, (span.where != "title", span.end, 0))
        return [n for n in self._names[first:last] if span.holds(n.evidence[0])]

    def _units(self, within: Span) -> Iterator[Unit]:
        plain = self._text.plain[within.where]
        at = within.start
        comma = False
        while m := _TOKEN.search(plain, at, within.end):
            start, at = m.span()
            name = self._at.get((within.where, start))
            if name is not None and _HYPHEN.match(plain, name.evidence[0].end, within.end):
                name = None  # "Russian-Chinese": no name of its own
            if name is not None and name.evidence[0].end <= within.end:
                span = name.evidence[0]
                at = span.end
                yield Unit(
                    _sort_of(name, plain[span.start : span.end]), span, plain[start:at], name
                )
            elif title := _titles().match(plain, start, within.end):
                at = title.end()
                yield Unit("title", Span(start, at, within.where), title.group())
            elif not (comma and m.group() == ","):  # ", ," where a picture of a name stood
                yield Unit(_sort(m.group()), Span(start, at, within.where), m.group())
            comma = m.group() == ","


@cache
def _titles() -> re.Pattern[str]:
    titles = sorted(lore.words("parties")["titles"], key=len, reverse=True)
    either = "|".join(re.escape(t).replace(r"\ ", " ") for t in titles)
    return re.compile(rf"(?:{either})s?\b(?![-'])", re.IGNORECASE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lore.words("parties")[name])


def _sort_of(name: Name, words: str) -> str:
    if name.type == "person":
        return "person"
    if name.type == "organisation":
        return "body"
    state = lore.states().get(name.state or "")
    return "demonym" if state and words in state.demonyms else "state"


def _sort(word: str) -> str:
    low = word.casefold().rstrip(".")
    if word == "'s":
        return "possessive"
    if not word[0].isalnum():
        return word
    if low == "and":
        return "and"
    if _TIME.fullmatch(word):
        return "time"
    if low in _words("people"):
        return "people"
    if low in _words("bodies"):
        return "bodyword"
    if low in _words("modifiers"):
        return "modifier"
    if word[0].isdigit():
        return "number"
    if low in _INSIDE:
        return "inside"
    return "capital" if word[0].isupper() else "word"


def _begins_party(units: list[Unit], i: int) -> bool:
    """True if a party, an apposition or an office may begin at this unit."""
    for at, u in enumerate(units[i : i + 5], i):
        if u.sort in ("person", "body", "title", "demonym", "state", "people"):
            return True
        if u.sort in ("capital", "bodyword"):
            return u.words[0].isupper()
        if u.sort not in ("modifier", "inside", "number") and not _before_title(units, at):
            return False
    return False


@dataclass(slots=True)
class Chunk:
    """Units between commas and "and"; `by` is what stands before."""

    by: str
    units: list[Unit]


def _chunked(units: list[Unit]) -> tuple[list[Chunk], int, int]:
    """The units of the phrase, cut into chunks, where it ends, and the unit at which it stopped."""
    chunks = [Chunk("", [])]
    i = 0
    while i < len(units):
        here = chunks[-1].units
        if units[i].sort not in (",", "and"):
            taken = _taken(units, i, here)
            if taken is None:
                break
            keep, after = taken
            here += units[i:after] if keep else []
            i = after
            continue
        by, j = _separator(units, i)
        if not here or not _begins_party(units, j):
            break
        if by == "and" and _inside_office(here, units, j):
            here.append(units[i])
        elif by == "," and not _list_or_apposition(here, units, j):
            break
        else:
            chunks.append(Chunk(by, []))
        i = j
    for c in chunks:
        while c.units and c.units[-1].sort in ("inside", "and", "["):
            c.units.pop()
    chunks = _without_loose_names([c for c in chunks if c.units])
    return chunks, chunks[-1].units[-1].span.end if chunks else 0, i


def _separator(units: list[Unit], i: int) -> tuple[str, int]:
    """What separates two chunks, "," or "and" (also ", and"), and where the next begins."""
    if units[i].sort == "," and i + 1 < len(units) and units[i + 1].sort == "and":
        return "and", i + 2
    return units[i].sort, i + 1


_PLACES = ("in", "from", "at")


def _taken(units: list[Unit], i: int, here: list[Unit]) -> tuple[bool, int] | None:
    """Whether a unit belongs to the chunk, and where to go on; None where the phrase ends."""
    u = units[i]
    if u.sort in ("possessive", "'"):
        if not here or not _owner(here[-1], units[i + 1 : i + 2]):
            return None
        return here[-1].sort not in ("state", "demonym"), i + 1
    if u.sort == "word":
        people = bool(here) and here[-1].sort == "people" and u.words in _PLACES
        people = people or (bool(here) and _of_people(u, here))
        title = _before_title(units, i) and not (here and u.words.casefold() in _OPENERS)
        return (True, i + 1) if people or title else None
    if u.sort == "(":
        return (False, i + 3) if _abbreviation(units, i) else None
    if u.words == "for" and not any(x.sort == "title" for x in here):
        return (True, i + 1) if _purpose(here, units[i + 1 : i + 3]) else None
    if u.sort == "time" or not (u.sort[0].isalpha() or u.sort in ("[", "]")):
        return None
    return True, i + 1


_NO_PART = {
    "to",
    "on",
    "who",
    "that",
    "which",
    "in",
    "as",
    "by",
    "with",
    "said",
    "sent",
    "and",
    "upon",
    "over",
}


def _of_people(u: Unit, here: list[Unit]) -> bool:
    """True for a word of what people are of: "builders of the power station"."""
    if not any(x.sort == "people" for x in here) or here[-1].sort not in (
        "inside",
        "modifier",
        "word",
    ):
        return False
    return u.words not in _NO_PART and not u.words.endswith(("ing", "ed"))


def _purpose(here: list[Unit], after: list[Unit]) -> bool:
    """True where "for" goes on with a body's name: "the Council for National Reconciliation"."""
    if not here or here[-1].sort != "bodyword" or not here[-1].words[0].isupper():
        return False
    first = next((u for u in after if u.words != "the"), None)
    return first is not None and first.sort in ("capital", "modifier") and first.words[0].isupper()


def _owner(before: Unit, after: list[Unit]) -> bool:
    """True where a possessive goes on: "Azerbaijan's President", "the Women's Union"."""
    if not after:
        return False
    if before.sort == "state":
        return after[0].sort in ("title", "modifier", "bodyword")
    owns = before.words.casefold() in _words("owners")
    if before.words[0].isupper() and before.words.endswith("s"):
        owns = owns or after[0].sort in ("bodyword", "body")  # "the Finnish Communists' League"
    return owns and after[0].sort in ("capital", "bodyword", "body")


def _abbreviation(units: list[Unit], i: int) -> bool:
    """True for "(WPK)": one word in brackets after a name."""
    return i + 2 < len(units) and units[i + 2].sort == ")" and units[i + 1].words.isupper()


def _before_title(units: list[Unit], i: int) -> bool:
    """True for a word of an office that no table holds: "doyen", "standing vice" before a title."""
    u = units[i]
    return (
        u.sort == "word"
        and u.words.isalpha()
        and not u.words.endswith(("ing", "ed"))
        and u.words
        not in (
            "to",
            "on",
            "in",
            "at",
            "by",
            "from",
            "with",
            "as",
            "who",
            "that",
            "sent",
            "was",
            "is",
        )
        and i + 1 < len(units)
        and units[i + 1].sort == "title"
    )


def _without_loose_names(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks up to a person after a comma that no list explains: "with Mr A, Mr B said"."""

    def named(c: Chunk) -> bool:
        return any(u.sort == "person" for u in c.units)

    for i in range(1, len(chunks)):
        c = chunks[i]
        later = [d for d in chunks[i + 1 :] if d.by == "and"]
        state = all(u.sort in ("state", "demonym", "modifier") for u in c.units)
        if c.by == "," and state and not later:
            return chunks[:i]  # "Kim Jong Un, North Korea's agency said"
        if c.by == "," and named(c) and named(chunks[i - 1]) and not any(map(named, later)):
            return chunks[:i]
    return chunks


def _inside_office(here: list[Unit], units: list[Unit], j: int) -> bool:
    """True if "and" joins words of one office: "minister of Foreign Affairs and Trade"."""
    in_office = any(x.sort in ("title", "bodyword") for x in here) and any(
        x.words in ("of", "for") for x in here
    )
    following = next((u for u in units[j:] if u.sort not in ("modifier", "inside")), None)
    return bool(
        in_office
        and following is not None
        and following.sort in ("capital", "bodyword")
        and not any(x.sort in ("title", "person") for x in units[j : j + 3])
        and here[-1].sort in ("capital", "bodyword")
    )


def _list_or_apposition(here: list[Unit], units: list[Unit], j: int) -> bool:
    """True if what follows a comma is an office of, or a further party beside, what goes before."""
    has_name = any(x.sort in ("person", "capital", "body", "bodyword") for x in here)
    ends_open = here[-1].words.casefold() in ("c.c.", "c.c", "committee")
    k = next((u for u in units[j:] if u.sort not in ("modifier", "inside", "number")), None)
    if k is None:
        return False
    if k.sort in ("title", "person", "people"):
        return True
    if k.sort in ("demonym", "state"):
        return any(u.sort in ("title", "person", "bodyword") for u in units[j : j + 5])
    return has_name and (ends_open or k.sort in ("body", "capital", "bodyword"))


# ---- chunks to parties


def _assembled(text: Grammar, chunks: list[Chunk]) -> tuple[Party, ...]:
    out: list[Party] = []
    before: list[Unit] = []
    for c in chunks:
        said, before = any(u.sort in ("state", "demonym") for u in before), c.units
        party = _party(text, c.units)
        if party is None:
            continue
        joined = _joined(out[-1], party, c.by) if out else None
        if joined is not None:
            out[-1] = joined
        elif out and _is_state(party) and str(out[-1].office.value).endswith("s"):
            # "the leaders of North Korea and China"
            out.append(replace(out[-1], state=party.state, evidence=party.evidence))
        elif out and party.type == "body" and _shares_noun(out[-1], c):
            # "the Cambodian and Iranian embassies"
            out[-1] = _of_shared_noun(text, out[-1], c.units[-1])
            out.append(party)
        elif out and c.by == "and" and party.type == "person" and party.office.known:
            # "Israeli President A and Prime Minister B"
            out.append(replace(party, state=party.state or (out[-1].state if said else None)))
        else:
            out.append(party)
    # "the President and Prime Minister of Pakistan": the state stands with the last.
    for i in range(len(out) - 2, -1, -1):
        if out[i].state is None and not out[i].name.known and out[i + 1].state:
            out[i] = replace(out[i], state=out[i + 1].state)
    return tuple(out)


def _shares_noun(before: Party, chunk: Chunk) -> bool:
    """True if a state's adjective before "and" goes with the plural that ends the next chunk."""
    demonym = next((u for u in chunk.units if u.sort == "demonym"), None)
    last = chunk.units[-1]
    plural = last.sort == "bodyword" and last.words.endswith("s")
    return bool(_is_state(before) and demonym and plural and chunk.by == "and")


def _of_shared_noun(text: Grammar, state: Party, noun: Unit) -> Party:
    span = state.evidence[0]
    words = f"{text.article.slice(span)} {noun.words}"
    name = Field(words, "stated", (span, noun.span), words)
    return replace(state, name=name, type="body", evidence=(span, noun.span))


def _joined(before: Party, party: Party, by: str) -> Party | None:
    """The party before with what this chunk adds to it; None if this is another party."""
    if by and not party.name.known and party.office.known and before.name.known:
        return _with_office(before, party) if before.type == "person" else None
    if by == "," and party.name.known and not before.name.known and before.office.known:
        if party.type == "person" and not party.office.known:
            # "his South Korean counterpart, Park Jin"
            return replace(party, office=before.office, state=party.state or before.state)
        return None
    if by == "," and party.type in ("body", "other") and before.type == "person":
        # "general secretary of the C.C., the Workers' Party": still the office.
        known = before.office.known and not _is_state(party)
        return replace(before, state=before.state or party.state) if known else None
    nameless = before.office.known and not before.name.known and not before.state
    if by == "and" and nameless and party.name.known and party.office.known:
        return party  # "Acting President and Prime Minister Vladimir Putin"
    return None


def _is_state(party: Party) -> bool:
    return bool(party.state) and not party.name.known and not party.office.known


def _with_office(party: Party, office: Party) -> Party:
    """A party with the office of its apposition; a second office leaves the first."""
    return replace(
        party,
        office=party.office if party.office.known else office.office,
        state=party.state or office.state,
        evidence=(*party.evidence, *office.evidence),
    )


def _field(text: Grammar, units: list[Unit]) -> Field:
    span = Span(units[0].span.start, units[-1].span.end, units[0].span.where)
    words = text.article.slice(span)
    return Field(" ".join(words.split()), "stated", (span,), words)


def _state_of(units: list[Unit]) -> str | None:
    """The state named in an office or before a name: the last of "of X", else the first."""
    last = None
    for a, b in pairwise(units):
        if b.sort == "state" and (a.words in ("of", "the") or a.sort == "modifier"):
            last = b.name
    first = next((u.name for u in units if u.sort in ("state", "demonym")), None)
    body = next((u.name for u in units if u.sort == "body" and u.name and u.name.state), None)
    found = last or first or body
    return found.state if found else None


def _longest_forms(text: Grammar, names: Iterable[Name]) -> dict[str, str]:
    """For each person the form with most words in which the article names it."""
    found: dict[str, str] = {}
    for n in names:
        if n.type == "person" and n.cluster:
            words = " ".join(text.article.slice(n.evidence[0]).split())
            if len(words.split()) > len(found.get(n.cluster, "").split()):
                found[n.cluster] = words
    return {k: v for k, v in found.items() if len(v.split()) > 1}


def _party(text: Grammar, units: list[Unit]) -> Party | None:
    person = next((i for i, u in enumerate(units) if u.sort == "person"), None)
    title = next((i for i, u in enumerate(units) if u.sort == "title"), None)
    if person is not None and any(u.sort == "people" for u in units[:person]):
        return _no_office(text, units, None)  # "the bereaved family of X"
    if person is not None and title is not None and _of_somebody(units, title, person):
        # "special envoy of Chinese President Xi Jinping": an office, held by another.
        return Party(
            office=_field(text, units[title:]), type="person", evidence=(_span(units[title:]),)
        )
    if person is not None:
        return _person(text, units, person, title)
    body = next((i for i, u in enumerate(units) if u.sort == "body"), None)
    if title is None or (body is not None and body < title and not _ends_with_title(units)):
        return _no_office(text, units, body)
    name = _capitals_after(units, title) or (units[:title] if _leading_name(units[:title]) else [])
    office_units = _office_units([u for u in units if u not in name])
    state = _state_of(units)
    if name:
        return Party(
            name=_field(text, name),
            office=_field(text, office_units) if office_units else Field(),
            state=state,
            type="person",
            evidence=(_span(name),),
        )
    if not office_units:
        return None
    return Party(
        office=_field(text, office_units), state=state, type="person", evidence=(_span(units),)
    )


def _of_somebody(units: list[Unit], title: int, person: int) -> bool:
    """True if the office is one under the person named: "aide to X", "envoy of President X"."""
    between = units[title + 1 : person]
    if title > person or not between or between[0].words not in ("of", "to"):
        return False
    return len(between) == 1 or any(u.sort == "title" for u in between)


def _ends_with_title(units: list[Unit]) -> bool:
    return units[-1].sort == "title"


def _span(units: list[Unit]) -> Span:
    return Span(units[0].span.start, units[-1].span.end, units[0].span.where)


def _person(text: Grammar, units: list[Unit], i: int, title: int | None) -> Party:
    found = units[i].name
    assert found is not None
    words = text.article.slice(units[i].span)
    office = None
    if title is not None:
        office_units = _office_units(units[:i] if title < i else units[i + 1 :])
        office = _field(text, office_units) if office_units else None
    evidence = (units[i].span,) if office is None else (*office.evidence, units[i].span)
    return Party(
        name=Field(_full(found, words), "stated", (units[i].span,), words),
        office=office or Field(),
        state=found.state or _state_of(units),
        actor=found.actor,
        type="person",
        evidence=tuple(sorted(evidence, key=in_order)),
    )


def _full(found: Name, words: str) -> str:
    """The name as written; a bare surname stands for the full name it was joined to."""
    parts = words.split()
    return found.canonical if len(parts) < len(found.canonical.split()) else " ".join(parts)


def _office_units(units: list[Unit]) -> list[Unit]:
    """The office without modifiers before it and without the state at its ends."""
    out = list(units)
    while out and out[0].sort in ("modifier", "demonym", "state", "inside") and len(out) > 1:
        if out[0].words.casefold() in (
            "general",
            "first",
            "supreme",
            "vice",
            "deputy",
            "acting",
            "former",
            "national",
        ):
            break
        out.pop(0)
    while len(out) > 1 and out[-1].sort in ("state", "demonym", "inside", "modifier"):
        out.pop()
    return out if any(u.sort == "title" for u in out) else []


def _capitals_after(units: list[Unit], title: int) -> list[Unit]:
    """A run of capitals that ends the chunk after the office: "Prime Minister of Romania Emil Boc"."""
    run: list[Unit] = []
    for u in reversed(units[title + 1 :]):
        if u.sort == "capital" or (
            run and u.sort == "inside" and u.words not in ("of", "the", "for")
        ):
            run.insert(0, u)
        else:
            before = u
            break
    else:
        return run
    if before.words.casefold() in ("of", "the", "for", "&", "and") or before.sort == "bodyword":
        return []
    if before.sort == "demonym" or (before.sort == "modifier" and before.words.islower() is False):
        return []  # "of the Moldovan Republic", "of the Palestinian National Authority"
    return run


def _leading_name(units: list[Unit]) -> bool:
    return bool(units) and all(u.sort == "capital" for u in units)


def _no_office(text: Grammar, units: list[Unit], body: int | None) -> Party | None:
    """A body, a state, people without names, or a person whom only capitals show."""
    core = list(units)
    while core and core[0].sort in ("modifier", "inside") and core[0].words.casefold() not in (
        "all", "central", "national", "supreme", "federal", "state", "general"
    ):  # fmt: skip
        core.pop(0)
    if not core:
        return None
    span = _span(core)
    people = core[0].sort == "people" or (len(core) > 1 and core[1].sort == "people")
    if body is not None and not people:
        found = core[next((i for i, u in enumerate(core) if u.sort == "body"), 0)].name
        whole = (
            len([u for u in core if u.sort not in ("inside", "modifier", "demonym", "number")]) == 1
        )
        return Party(
            name=_field(text, core),
            state=(found.state if found else None) or _state_of(units),
            actor=found.actor if found and whole else None,
            type="body",
            evidence=(span,),
        )
    if people:
        return Party(
            name=_field(text, core), state=_state_of(units), type="people", evidence=(span,)
        )
    if any(u.sort == "bodyword" for u in core):
        named = any(u.words[0].isupper() for u in core) or units[0].words.casefold() == "the"
        if not named:
            return None  # "party and state organs": nobody in particular
        return Party(name=_field(text, core), state=_state_of(units), type="body", evidence=(span,))
    only_state = all(u.sort in ("state", "inside", "modifier", "demonym") for u in core)
    if only_state:
        return Party(state=_state_of(units), type="other", evidence=(span,))
    capitals = [u for u in core if u.sort == "capital" and len(u.words) > 2]
    if capitals and all(
        u.sort in ("capital", "inside", "demonym", "state", "number") for u in core
    ):
        state = _state_of(units)
        run = [u for u in core if u.sort in ("capital", "inside")]
        plain = run == core or core[0].sort in ("demonym", "state")
        kind = "person" if plain and 1 < len(run) <= 4 else "other"
        return Party(
            name=_field(text, run if plain else core),
            state=state,
            type=kind,  # type: ignore[arg-type]
            evidence=(span,),
        )
    return None
