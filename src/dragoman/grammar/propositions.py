"""What a statement says, as things that can be held against another's: who, what, how many, when.

No parse is asked for, so statements of any two articles compare alike: words go by their base
forms and by the groups of words/claims.toml, names by whom they name, numbers by unit, days by
their bounds. Two statements of one thing are told apart from two of like wording by what is typed:
where a name, a number or a day differs they are of different things, or contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Amount, Claim, Date, Finding, Name

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*", re.UNICODE)
# Where the head of a noun phrase ends.
_HEAD = re.compile(r",| (?:of|in|from|at|for|with|on|who|which|that|to|by|near|under|over) ")
_SMALL = frozenset(
    "the a an of in on at to for from by with and or but as that this these those it its he his him she "
    "her they their them we our us i my you your who whom whose which what when where while will would "
    "could may might can shall should must than then so such into onto over under about after before "
    "during between among against through also only just too very all both each other some".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of something, with the least and the most that it may stand for."""

    least: float
    most: float
    unit: str
    type: str
    span: Span


class Proposition:
    """One claim, with what it names.

    Args:
        text: the characters of the article, marks made straight.
        typed: names, amounts and dates that stand in the claim.
        place: the state for which "the country" stands, if one is known.
    """

    def __init__(
        self, claim: Claim, text: str, typed: Iterable[Finding], home: str | None = None
    ) -> None:
        self.claim = claim
        self._text = text
        self._typed = tuple(typed)
        self.home = home

    @cached_property
    def words(self) -> list[tuple[str, Span]]:
        """Its words by their base forms, small ones and names left out."""
        names = [s for f in self._typed if isinstance(f, Name) for s in f.evidence]
        out = []
        for s in self.claim.proposition:
            for m in _WORD.finditer(self._text[s.start : s.end]):
                span = Span(s.start + m.start(), s.start + m.end(), s.where)
                word = m.group().casefold()
                if word not in _SMALL and not any(n.meets(span) for n in names):
                    out.append((base(word), span))
        return out

    @cached_property
    def bases(self) -> frozenset[str]:
        """The base forms."""
        return frozenset(b for b, _ in self.words)

    @cached_property
    def senses(self) -> frozenset[str]:
        """What its words stand for: the group of each, else the word."""
        return frozenset(sense(b) for b, _ in self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """Who and what is named, by actor, else state, else name."""
        return frozenset(map(_key, self._named))

    @cached_property
    def places(self) -> frozenset[str]:
        """The places and states named."""
        return frozenset(_key(n) for n in self._named if n.type in ("place", "state"))

    @cached_property
    def _named(self) -> list[Name]:
        return [f for f in self._typed if isinstance(f, Name) and f.type not in ("office", "group")]

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its counts and measures."""
        return tuple(n for f in self._typed if isinstance(f, Amount) and (n := _number(f)))

    @cached_property
    def days(self) -> tuple[tuple[str, str], ...]:
        """First and last day of each date that is known to some day."""
        return tuple(
            (f.earliest, f.latest)
            for f in self._typed
            if isinstance(f, Date) and f.type in ("DATE", "TIME") and f.earliest and f.latest
        )

    @cached_property
    def subject(self) -> frozenset[str]:
        """What its subject is: names, and the noun that heads it."""
        s = self.claim.subject
        if s is None:
            return frozenset()
        own = self._text[s.start : s.end]
        head = _HEAD.split(own)[0]
        end = s.start + len(head.rstrip())
        named = {
            _key(n) for n in self._named for e in n.evidence if s.start <= e.start and e.end <= end
        }
        last = [n for n in self._named for e in n.evidence if e.end == end]
        words = [w.casefold() for w in _WORD.findall(head) if w.casefold() not in _SMALL]
        if last or not words:
            return frozenset(named)
        return frozenset({sense(base(words[-1]))})

    @cached_property
    def predicates(self) -> tuple[tuple[frozenset[str], Span], ...]:
        """The senses of each predicate's own words, and its place."""
        out = []
        for p in self.claim.predicates:
            inside = [(b, s) for b, s in self.words if p.holds(s)]
            out.append((frozenset(sense(b) for b, _ in inside if b not in _empty()), p))
        return tuple(out)

    @cached_property
    def verbs(self) -> tuple[tuple[str, Span], ...]:
        """The first telling word of each predicate, which is mostly its verb, and its place."""
        out = []
        about = self.claim.subject
        for p in self.claim.predicates:
            if about is not None and p.holds(about):
                continue  # "there is no case": what is said of the case is that it is
            own = [
                b
                for b, s in self.words
                if p.holds(s) and b not in ("be", "have", "do", "get", "not")
            ]
            if own:
                out.append((own[0], p))
        return tuple(out)

    @property
    def is_negative(self) -> bool:
        """True if it says that something is not so."""
        return self.claim.polarity == "negative"


def _key(name: Name) -> str:
    if name.type in ("state", "place") and name.state and name.type == "state":
        return name.state
    return name.actor or name.canonical.casefold()


def _number(a: Amount) -> Number | None:
    value = a.value
    if a.type not in ("count", "measure", "money", "percent") or value is None or not a.unit:
        return None
    low, high = value if isinstance(value, list) else (value, value)
    unit = a.unit
    if a.si is not None and not isinstance(a.si.value, list):
        low = high = a.si.value
        unit = a.si.unit
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    infinite = float("inf")
    bounds = {
        ">": (low, infinite), ">=": (low, infinite), "<": (-infinite, high), "<=": (-infinite, high),
        "~": (low * 0.8, high * 1.2),
    }  # fmt: skip
    least, most = bounds.get(a.modifier or "", (low, high))
    return Number(float(least), float(most), sense(base(unit)), a.type, a.evidence[0])


# ---- words


@cache
def _irregular() -> dict[str, str]:
    table = lore.words("claims")["irregular"]
    return {form: b for b, forms in table.items() for form in forms}


@cache
def base(word: str) -> str:
    """The base form of a word, by rule and table; rough, and the same for all forms of most words.

    >>> base("caught"), base("deported"), base("bribes"), base("countries"), base("smuggling")
    ('catch', 'deport', 'bribe', 'country', 'smuggle')
    """
    word = word.removesuffix("'s").removesuffix("'")
    if (known := _irregular().get(word)) is not None:
        return known
    if word in _known():
        return word
    for ending, new in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls"
            tried = (stem + new, stem + "e", stem[:-1]) if doubled else (stem + new, stem + "e")
            return next((t for t in tried if t in _known()), stem[:-1] if doubled else stem + new)
    return word


_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"),
            ("ing", ""), ("ed", ""), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))  # fmt: skip


@cache
def _known() -> frozenset[str]:
    table = lore.words("claims")
    words = [w for group in (*table["alike"], *table["opposites"]) for w in group]
    return frozenset((*words, *table["present"], *table["irregular"], *table["empty"]))


@cache
def _empty() -> frozenset[str]:
    return frozenset(lore.words("claims")["empty"])


@cache
def _senses() -> dict[str, str]:
    out: dict[str, str] = {}
    for group in lore.words("claims")["alike"]:
        for w in group:
            out.setdefault(w, group[0])
    return out


def sense(word: str) -> str:
    """The word that stands for a group of words; another word stands for itself.

    >>> sense("deport"), sense("banish"), sense("pier")
    ('banish', 'banish', 'pier')
    """
    return _senses().get(word, word)


@cache
def _opposites() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(map(sense, pair)) for pair in lore.words("claims")["opposites"])


def are_opposite(one: str, other: str) -> bool:
    """True for two words of which only one can hold: "open", "close"."""
    return frozenset((sense(one), sense(other))) in _opposites() and sense(one) != sense(other)


# ---- two statements


Verdict = Literal["supports", "contradicts", "unlike"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one proposition bears on another.

    Args:
        verdict: supports: it says the same of a part or of all; contradicts: both can't be true.
        parts: the words of the second that do.
        whole: true if nothing of the first is left that the second does not say.
        certain: false for a pair that a person should look at.
        why: the reason, in words.
    """

    verdict: Verdict
    parts: tuple[Span, ...] = ()
    whole: bool = False
    certain: bool = False
    why: str = ""


UNLIKE = Likeness("unlike")


def likeness(
    one: Proposition, other: Proposition, *, vouched: bool = False, together: bool = True
) -> Likeness:
    """How `other` bears on `one`.

    Args:
        vouched: the other is told as a confirmation: then one part in common is enough.
        together: both stand in one article, so that a day or number in common is enough; else a
            name must be common too.
    """
    if not _places_meet(one, other) or not _days_meet(one, other):
        return UNLIKE
    pinned = bool(_shared_names(one, other)) or (together and _pinned(one, other))
    return (
        _absence(one, other, together)
        or _opposed(one, other, pinned)
        or _counted(one, other, pinned)
        or _same(one, other, vouched, pinned)
        or UNLIKE
    )


def _pinned(one: Proposition, other: Proposition) -> bool:
    """True if a day or a number of one thing is common."""
    numbers = any(
        a.unit == b.unit and a.least <= b.most and b.least <= a.most
        for a in one.numbers
        for b in other.numbers
    )
    return numbers or bool(one.days and other.days)


def _places_meet(one: Proposition, other: Proposition) -> bool:
    """False if both name places and no place is named by both."""
    return not one.places or not other.places or bool(one.places & other.places)


def _days_meet(one: Proposition, other: Proposition) -> bool:
    if not one.days or not other.days:
        return True
    return any(a <= d and c <= b for a, b in one.days for c, d in other.days)


def _shared_names(one: Proposition, other: Proposition) -> frozenset[str]:
    return one.names & other.names


def _absence(one: Proposition, other: Proposition, together: bool) -> Likeness | None:
    """ "Not a single case of X" against "X had spread": the thing denied is said to be there."""
    if one.is_negative == other.is_negative:
        return None
    no, yes = (one, other) if one.is_negative else (other, one)
    things = _absent(no)
    present = frozenset(map(sense, lore.words("claims")["present"]))
    told = [
        (b, p) for b, p in yes.verbs if sense(b) in present or any(n.most > 0 for n in yes.numbers)
    ]
    about = things & yes.senses
    if not told or not about:
        return None
    telling = about & (_subjects_of(yes) | frozenset(n.unit for n in yes.numbers))
    if not telling:
        return None
    homes = {no.home, yes.home} - {None}
    both = "country" in no.senses & yes.senses or (no.home and no.home == yes.home)
    certain = bool(_shared_names(no, yes)) or (together and bool(both) and len(homes) == 1)
    parts = other.claim.proposition
    return Likeness(
        "contradicts",
        parts,
        certain=certain,
        why=f"absent and present: {', '.join(sorted(telling))}",
    )


def _absent(p: Proposition) -> frozenset[str]:
    """What is said not to be there: of "no case of X", "not a single X" in a place; else nothing."""
    about = p.claim.subject
    if about is None or not _NONE_OF.match(p._text[about.start : about.end]):
        return frozenset()
    verbs = {sense(b) for b, _ in p.verbs}
    if verbs - frozenset(map(sense, lore.words("claims")["found"])):
        return frozenset()  # "no ship sank" is no absence of ships
    lacking = _empty() | set(lore.words("claims")["absence"]) | {"be"}
    return frozenset(sense(b) for b, s in p.words if b not in lacking and about.holds(s))


_NONE_OF = re.compile(
    r"(?:no|not an?y? single|not one|zero|none of|not any|a single|any)\b", re.IGNORECASE
)


def _subjects_of(p: Proposition) -> frozenset[str]:
    """The subject of a statement, and what its passives and presences are said of."""
    return p.subject | frozenset(
        sense(b) for b, s in p.words if p.claim.subject and p.claim.subject.holds(s)
    )


def _opposed(one: Proposition, other: Proposition, pinned: bool) -> Likeness | None:
    """The same subject and predicate, once denied; or predicates of which only one can hold."""
    if not _same_subject(one, other):
        return None
    for a, _ in one.verbs:
        for b, place in other.verbs:
            same, against = sense(a) == sense(b), are_opposite(a, b)
            if (same and one.is_negative != other.is_negative) or (
                against and one.is_negative == other.is_negative
            ):
                if not _objects_meet(one, other, {sense(a), sense(b)}):
                    continue
                return Likeness(
                    "contradicts",
                    (place,),
                    certain=pinned and _numbers_meet(one, other),
                    why=f"{a} against {'not ' if same else ''}{b}",
                )
    return None


def _objects_meet(one: Proposition, other: Proposition, verbs: set[str]) -> bool:
    """False if both say more of the thing and nothing of it is common."""
    own = [
        p.senses - p.subject - verbs - _empty() - frozenset(lore.words("claims")["absence"])
        for p in (one, other)
    ]
    return not own[0] or not own[1] or bool(own[0] & own[1])


def _counted(one: Proposition, other: Proposition, pinned: bool) -> Likeness | None:
    """Numbers of one thing that exclude each other: "two were killed", "five were killed"."""
    if one.is_negative or other.is_negative or not _share_predicate(one, other):
        return None
    same = _same_subject(one, other)
    for a in one.numbers:
        for b in other.numbers:
            counted = a.type == "count" or same  # percents of two things say nothing of each other
            if counted and _exclude(a, b):
                dated = bool(one.days and other.days)
                return Likeness(
                    "contradicts", (b.span,), certain=pinned and dated,
                    why=f"different numbers of {a.unit}",
                )  # fmt: skip
    return None


def _numbers_meet(one: Proposition, other: Proposition) -> bool:
    return not any(_exclude(a, b) for a in one.numbers for b in other.numbers)


def _exclude(a: Number, b: Number) -> bool:
    """True for two numbers of one unit that can't both be right."""
    return a.unit == b.unit and a.type == b.type and (a.most < b.least or b.most < a.least)


def _share_predicate(one: Proposition, other: Proposition) -> bool:
    return bool({sense(b) for b, _ in one.verbs} & {sense(b) for b, _ in other.verbs})


def _same_subject(one: Proposition, other: Proposition) -> bool:
    return bool(one.subject & other.subject)


def _same(one: Proposition, other: Proposition, vouched: bool, pinned: bool) -> Likeness | None:
    """The same said of the same: predicates of `other` that stand in `one` too."""
    if one.is_negative != other.is_negative or not _numbers_meet(one, other):
        return None
    if not _same_subject(one, other):
        return None
    parts = []
    for own, place in other.predicates:
        first = next((sense(b) for b, p in other.verbs if p == place), None)
        if (
            first is not None
            and first in one.senses
            and (own - {first} <= one.senses or len(own & one.senses) * 2 >= len(own))
        ):
            parts.append(place)
    if not parts:
        return None
    beyond = bool(_shared_names(one, other) - one.subject) or _pinned(one, other)
    if not vouched and not (pinned and beyond):
        return Likeness("supports", tuple(parts), why="the same is said of the like")
    rest = one.senses - other.senses - _empty()
    whole = not rest and one.names <= other.names and len(one.numbers) <= len(other.numbers)
    return Likeness(
        "supports", tuple(parts), whole=whole, certain=True, why="the same is said of the same"
    )


def keys(p: Proposition) -> Iterator[str]:
    """What must be common to two statements before they are held against each other."""
    yield from p.names
    yield from (f"{n.unit}:{n.least:g}" for n in p.numbers)
    yield from (f"~{s}" for s in p.senses - _empty() if s in _senses().values())
    yield from (f"={b}" for b, _ in p.verbs if b not in _empty())
    yield from (f"^{s}" for s in p.subject)
