"""The same occasion over the years: what each year's message kept of the one before.

Like is compared with like only: messages of one direction (state to state), whose forms may be
of one message, told as an item of their own. Rows are grouped by that direction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dragoman.finding import Message, Party
from dragoman.grammar.numerals import ORDINAL_DIGITS, ORDINAL_WORDS
from dragoman.weigh.alignment import Text
from dragoman.weigh.communications import SCHEMA, Communication
from dragoman.weigh.likeness import forms_agree
from dragoman.weigh.passages import Fate, Passage, passages
from dragoman.weigh.told import Told, sides_agree

# Fields set beside those of the year before; what was given then and isn't now is dropped.
FIELDS = ("channel", "page", "page_share", "treatment", "bearer", "occasion")
# Messages no further apart are of one time: reports of one day's messages come within weeks.
SAME_TIME = timedelta(days=60)
_RANK = re.compile(rf"\b(?:{ORDINAL_DIGITS}|{ORDINAL_WORDS}|\d+)(?![\w-])", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a year's message has otherwise than the one before.

    Args:
        fields: names of fields with the value before and the value now; "" for none.
        passages: sentence by sentence; empty where one of the two is no item of its own.
        shorter: by how many words the text is shorter than the one before; less than 0: longer.
    """

    fields: tuple[tuple[str, str, str], ...]
    passages: tuple[Passage, ...]
    shorter: int | None

    def count(self, fate: Fate) -> int:
        """How many sentences had this fate."""
        return sum(p.fate == fate for p in self.passages)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The message of one time.

    Args:
        told: the report by which it is compared.
        words: how many the report has, if it is about this message alone.
        difference: from the one of the time before that is most like it; None at the first time.
    """

    communication: Communication
    told: Told
    words: int | None
    difference: Difference | None

    @property
    def message(self) -> Message:
        """The message as that report tells it."""
        return self.told.message


@dataclass(frozen=True, slots=True)
class Occasion:
    """The messages of one direction on one occasion, by day."""

    direction: tuple[str, str]
    form: str
    times: tuple[Occurrence, ...]

    def to_json(self) -> dict[str, Any]:
        """An `occasion` of `dragoman.weighed/1`."""
        return {
            "schema": SCHEMA,
            "kind": "occasion",
            "direction": list(self.direction),
            "form": self.form,
            "times": [_as_json(t) for t in self.times],
        }


def occasions(
    held: Iterable[Communication], words: str, named: Mapping[tuple[str, str], str] | None = None
) -> list[Occasion]:
    """Messages on an occasion whose name has all these words (or words that begin so).

    Args:
        named: for tellings, further words for what the occasion names: "DPRK" for its full name.
    """
    wanted = [w.casefold() for w in _WORD.findall(words)]
    groups: dict[tuple[str, str], list[list[Communication]]] = defaultdict(list)
    for c in held:
        if _is_on(c, wanted, named or {}) and c.message.role != "referred":
            direction = (_side(c.message.senders), _side(c.message.recipients))
            _put(groups[direction], c)
    made = [
        Occasion(direction, some[0].message.form, tuple(_times(some)))
        for direction, families in groups.items()
        for some in families
    ]
    return sorted(made, key=lambda o: (-len(o.times), o.direction, o.form))


def _side(parties: Sequence[Party]) -> str:
    return next((p.state or p.actor or p.label for p in parties), "?")


def _put(families: list[list[Communication]], c: Communication) -> None:
    """Add to the first family whose form it may have, else begin one."""
    for family in families:
        if forms_agree(family[0].message.form, c.message.form):
            family.append(c)
            return
    families.append([c])


def _is_on(c: Communication, wanted: list[str], named: Mapping[tuple[str, str], str]) -> bool:
    for t in c.told:
        occasion = t.message.occasion
        if not occasion.known:
            continue
        said = f"{occasion.value or ''} {occasion.text or ''} {named.get(t.key, '')}".casefold()
        own = _WORD.findall(said)
        if all(any(w.startswith(x) for w in own) for x in wanted):
            return True
    return False


def _times(some: list[Communication]) -> Iterator[Occurrence]:
    """Each message beside the one of the time before that is most like it.

    Several messages of one time, to a king and to his premier, are not compared with each other.
    """
    ordered = sorted(some, key=lambda c: (c.day is None, str(c.day), c.id))
    texts: dict[str, Text | None] = {}
    before: list[Told] = []  # of the time before
    now: list[tuple[Communication, Told]] = []
    for c in ordered:
        if now and c.day and now[-1][0].day and c.day - now[-1][0].day > SAME_TIME:
            before, now = [t for _, t in now], []
        t = _best(c)
        now.append((c, t))
        own = Text(t.article) if t.headlined else None
        texts[t.article.id] = own
        last = max(before, key=lambda x: (_fit(x, t), -before.index(x)), default=None)
        difference = _difference(last, t, texts[last.article.id], own) if last else None
        yield Occurrence(c, t, own.length if own else None, difference)


def _fit(a: Told, b: Told) -> int:
    recipient, sender = sides_agree(a, b)
    return 2 * recipient + sender  # to whom, before from whom


def _best(c: Communication) -> Told:
    """The report by which a message is compared: an item of its own before others, then the first."""
    return min(c.reports or c.told, key=lambda t: (not t.headlined, c.told.index(t)))


def _difference(a: Told, b: Told, x: Text | None, y: Text | None) -> Difference:
    fields = [(name, _value(a, name), _value(b, name)) for name in FIELDS]
    if _RANK.sub("", fields[-1][1]) == _RANK.sub("", fields[-1][2]):
        fields.pop()  # the 75th anniversary after the 74th is no other occasion
    fields += [
        ("senders", _names(a.message.senders), _names(b.message.senders)),
        ("recipients", _names(a.message.recipients), _names(b.message.recipients)),
        ("form", a.message.form, b.message.form),
        ("naming", a.message.naming or "", b.message.naming or ""),
        ("item", _item(a.message), _item(b.message)),
    ]
    other = tuple(f for f in fields if f[1] != f[2])
    if x is None or y is None or a.outlet != b.outlet:
        return Difference(other, (), None)  # two outlets' words are no like texts
    return Difference(other, passages(x, y), x.length - y.length)


def _value(t: Told, name: str) -> str:
    field = getattr(t.message, name)
    return str(field.value) if field.known else ""


def _names(parties: Sequence[Party]) -> str:
    return " + ".join(p.label for p in parties)


def _item(m: Message) -> str:
    return (
        f"{m.item['position']} of {m.item['of']}" if isinstance(m.item, dict) else str(m.item or "")
    )


def _as_json(t: Occurrence) -> dict[str, Any]:
    d = t.difference
    return {
        "communication": t.communication.id,
        "article": t.told.article.id,
        "finding": t.message.id,
        "day": str(t.communication.day or ""),
        "basis": t.communication.dated[0] if t.communication.dated else "report",
        "senders": [p.label for p in t.message.senders],
        "recipients": [p.label for p in t.message.recipients],
        "words": t.words,
        "difference": d and {
            "fields": {name: {"before": a, "now": b} for name, a, b in d.fields},
            "shorter": d.shorter,
            "passages": [
                p.to_json() for p in d.passages
            ],
        },
    }  # fmt: skip
