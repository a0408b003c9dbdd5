"""Two texts side by side: sentence by sentence, with the formulas of each; like with like, or labelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from dragoman.article import Article
from dragoman.finding import Name
from dragoman.weigh.alignment import Text
from dragoman.weigh.change import reworded_in
from dragoman.weigh.communications import SCHEMA
from dragoman.weigh.likeness import Yearly, alike, forms_agree, without_states, yearly
from dragoman.weigh.passages import Passage, passages
from dragoman.weigh.told import Told, direction
from dragoman.weigh.uses import Use

Mark = Literal["kept", "varied", "new", "dropped", "not_covered"]


@dataclass(frozen=True)
class Side:
    """One of the two texts.

    Args:
        told: the message that it is compared as; None for an article that is about none.
        uses: the wording of that message, or of the whole article.
        named: what is named within the words for the message's occasion.
    """

    article: Article
    told: Told | None = None
    uses: tuple[Use, ...] = ()
    named: tuple[Name, ...] = ()

    @cached_property
    def text(self) -> Text:
        """Its sentences."""
        return Text(self.article)

    @property
    def lacking(self) -> str | None:
        """Why it is not the whole text, in words; None if it is, or is no message's."""
        return self.told.lacking if self.told else None

    def to_json(self) -> dict[str, Any]:
        """Which text this is."""
        return {
            "article": self.article.id,
            "key": self.article.key,
            "finding": self.told.message.id if self.told else None,
            "published": self.article.published,
            "words": self.text.length,
            "lacking": self.lacking,
        }


@dataclass(frozen=True, slots=True)
class Fated:
    """A formula of one text or of both, and what became of it.

    Args:
        status: `not_covered` where it stands in one text only and of the other not all is held.
        formula: its key; None for words that stand in no table.
    """

    formula: str | None
    status: Mark
    before: tuple[Use, ...]
    here: tuple[Use, ...]

    @property
    def phrase(self) -> str:
        """The words, those of the later text first."""
        return (self.here or self.before)[0].wording.phrase

    def to_json(self) -> dict[str, Any]:
        """Status with the words of both texts and their places."""
        return {
            "formula": self.formula,
            "status": self.status,
            "before": [u.to_json() for u in self.before],
            "here": [u.to_json() for u in self.here],
        }


@dataclass(frozen=True)
class Beside:
    """Two texts compared.

    Args:
        unlike: in what they differ so that they are no like texts, in words.
        unknown: in what their likeness cannot be told.
    """

    before: Side
    now: Side
    unlike: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def label(self) -> str:
        """What every output of unlike texts carries; "" for like ones."""
        return f"UNLIKE: {'; '.join(self.unlike)}" if self.unlike else ""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All sentences of both."""
        return passages(self.before.text, self.now.text)

    @cached_property
    def formulas(self) -> tuple[Fated, ...]:
        """What became of each formula, and of words outside the tables."""
        return tuple(_fated(self.before, self.now))

    def to_json(self) -> dict[str, Any]:
        """A `comparison` of `dragoman.weighed/1`."""
        return {
            "schema": SCHEMA,
            "kind": "comparison",
            "label": self.label or None,
            "unlike": list(self.unlike),
            "not_known": list(self.unknown),
            "before": self.before.to_json(),
            "now": self.now.to_json(),
            "sentences": [p.to_json() for p in self.passages],
            "formulas": [f.to_json() for f in self.formulas],
        }


def beside(before: Side, now: Side) -> Beside:
    """The two, with what makes them like or unlike: form, direction, medium, occasion, language."""
    unlike: list[str] = []
    unknown: list[str] = []
    for name, same, a, b in _compared(before, now):
        if same is not True:
            found = unknown if same is None else unlike
            found.append(f"{name} ({a or 'not known'} | {b or 'not known'})")
    return Beside(before, now, tuple(unlike), tuple(unknown))


# ---- like with like

_Compared = tuple[str, bool | None, str | None, str | None]


def _compared(a: Side, b: Side) -> Iterator[_Compared]:
    """Each respect in which two texts are held against each other; None where one is silent."""
    genres = _genre(a), _genre(b)
    yield ("genre", genres[0] == genres[1], *genres)
    if a.told and b.told:
        one, other = a.told.message.form, b.told.message.form
        same = forms_agree(one, other)
        yield "form", same, one.replace("_", " "), other.replace("_", " ")
        yield "direction", direction(a.told.message) == direction(b.told.message), _way(a), _way(b)
        yield _occasions(a, b)
    else:
        yield _field("holder", a, b, "speaks_for")
    yield _field("outlet", a, b, "outlet")
    yield _field("language", a, b, "language")


def _genre(s: Side) -> str:
    """A reply is no greeting, and a list of messages no text of one."""
    if s.told is None:
        return "no message"
    if not s.told.headlined or isinstance(s.told.message.item, dict):
        return "one of several messages"
    return "reply" if s.told.message.is_reply else "message"


def _field(name: str, a: Side, b: Side, field: str) -> _Compared:
    one, other = a.article.value(field), b.article.value(field)
    return name, None if (one is None) != (other is None) else one == other, one, other


def _occasions(a: Side, b: Side) -> _Compared:
    one, other = _occasion(a), _occasion(b)
    if one is None or other is None:
        same = None
    elif one[1] and other[1] and not one[1] & other[1]:
        same = False  # they name two states
    else:
        shared = bool(one[1] & other[1]) and bool(one[0].kinds & other[0].kinds)
        same = shared or alike(one[0], other[0])
    return "occasion", same, _named(a), _named(b)


def _way(s: Side) -> str | None:
    return " -> ".join(x.removeprefix("=") for x in direction(s.told.message)) if s.told else None


def _occasion(s: Side) -> tuple[Yearly, frozenset[str]] | None:
    said = _named(s)
    return without_states(yearly(said), s.named) if said else None


def _named(s: Side) -> str | None:
    field = s.told.message.occasion if s.told else None
    return str(field.value or field.text) if field and field.known else None


# ---- formulas

_Key = tuple[str | None, str, tuple[str, ...]]


def _fated(before: Side, now: Side) -> Iterator[Fated]:
    """By the order of the words in the later text, then what only the earlier has."""
    a, b = _by_key(before.uses), _by_key(now.uses)
    spent: set[str] = set()
    for key, here in b.items():
        if there := a.get(key, ()):
            same = {u.variant for u in here} & {u.variant for u in there}
            yield Fated(key[0], "kept" if same else "varied", there, here)
        elif key[0] and (there := reworded_in(here, before.uses)):
            spent |= {u.wording.id for u in there}
            yield Fated(key[0], "varied", there, here)
        elif key[0] is None and _stands_for(here, before.uses, now.uses):
            continue  # it is told with the formula for which it came
        else:
            yield Fated(key[0], "not_covered" if before.lacking else "new", (), here)
    for key, there in a.items():
        if key in b or {u.wording.id for u in there} <= spent:
            continue
        here = reworded_in(there, now.uses) if key[0] else ()
        if here:
            yield Fated(key[0], "varied", there, here)
        else:
            yield Fated(key[0], "not_covered" if now.lacking else "dropped", there, ())


def _by_key(some: Sequence[Use]) -> dict[_Key, tuple[Use, ...]]:
    """By formula, else by the words themselves, and pair; in the order of the text."""
    found: dict[_Key, list[Use]] = defaultdict(list)
    for u in sorted(some, key=lambda u: (u.wording.evidence, u.wording.id)):
        found[u.wording.formula, "" if u.wording.formula else u.variant, u.sides].append(u)
    return {k: tuple(v) for k, v in found.items()}


def _stands_for(words: Sequence[Use], before: Sequence[Use], now: Sequence[Use]) -> bool:
    """True if a formula of the text before, and not of this one, is said in these words here."""
    own = {u.wording.formula for u in now}
    lost = (u for u in before if u.wording.formula and u.wording.formula not in own)
    return any(reworded_in((u,), words) for u in lost)
