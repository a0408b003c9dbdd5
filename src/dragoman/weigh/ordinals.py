"""Ranks and totals that a text claims, against what the record holds: "the third since 2013".

Messages are looked up by the pair of states (`Communication.first.states`), so that a claim is
compared with the messages of its own two sides only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dragoman import lore
from dragoman.article import Article, Covered
from dragoman.finding import Check, Counted, Message, Party, same_party
from dragoman.weigh.communications import SCHEMA, Communication
from dragoman.weigh.coverage import cover
from dragoman.weigh.told import LONGEST, day

_EVER = date.min


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A claimed rank or total with the record's own count.

    Args:
        held: the messages that surely are of the kind, the two sides and the time.
        possible: how many more may be: what dates them lies on both sides of a border of the time.
        complete: outlets of which everything in the time is held, as a person says.
    """

    article: Article
    check: Check
    result: Literal["agrees", "differs", "cannot_tell"]
    why: str
    held: tuple[Communication, ...] = ()
    possible: int = 0
    complete: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """An `ordinal` of `dragoman.weighed/1`."""
        counted = self.check.counted
        assert counted is not None
        return {
            "schema": SCHEMA,
            "kind": "ordinal",
            "article": self.article.id,
            "finding": self.check.id,
            "number": counted.number,
            "result": self.result,
            "why": self.why,
            "record_count": len(self.held),
            "possible": self.possible,
            "messages": [c.id for c in self.held],
            "coverage": {
                "since": counted.since,
                "until": counted.until,
                "complete": list(self.complete),
            },
        }


def ordinals(
    claims: Iterable[tuple[Article, Check]],
    held: Iterable[Communication],
    covered: Iterable[Covered],
) -> Iterator[Ordinal]:
    """Every claim with a count, in the order given; checks without one are passed over.

    The record agrees only where its coverage holds the whole time that is meant; it differs where
    it holds more than is claimed, or fewer though all of the time is covered.
    """
    blocks: dict[frozenset[str | None], list[Communication]] = defaultdict(list)
    for c in held:
        blocks[frozenset(c.first.states)].append(c)
    rows = [c for c in covered if c.complete]
    for article, check in claims:
        if check.counted is not None:
            sides = check.counted.sides
            block = blocks.get(frozenset(p.state for p in sides), [])
            yield _weighed(article, check, check.counted, block, rows)


def _weighed(
    article: Article,
    check: Check,
    counted: Counted,
    block: Sequence[Communication],
    rows: list[Covered],
) -> Ordinal:
    if counted.what == "meeting":
        return Ordinal(article, check, "cannot_tell", "meetings are not kept in the record")
    if counted.why_open or counted.until is None:
        why = counted.why_open or "the article's date is not known"
        return Ordinal(article, check, "cannot_tell", why)
    like = [c for c in block if _of_kind(c, counted)]
    sure = tuple(c for c in like if _inside(c, counted) is True)
    possible = sum(1 for c in like if _inside(c, counted) is None)
    complete = tuple(sorted(_complete(counted, rows, like)))
    result, why = _verdict(counted.number, len(sure), possible, complete=bool(complete))
    return Ordinal(article, check, result, why, sure, possible, complete)


def _verdict(
    number: int, sure: int, possible: int, *, complete: bool
) -> tuple[Literal["agrees", "differs", "cannot_tell"], str]:
    counted = f"the record holds {sure}" + (f", perhaps {sure + possible}" if possible else "")
    if sure > number:
        return "differs", counted
    if not complete:
        return "cannot_tell", f"{counted}; its coverage doesn't hold the whole time"
    if sure + possible < number:
        return "differs", f"{counted}, and its coverage holds the whole time"
    if possible:
        return "cannot_tell", f"{counted}: not all are dated"
    return "agrees", f"{counted}, and its coverage holds the whole time"


def _of_kind(c: Communication, counted: Counted) -> bool:
    m = c.message
    if m.status == "denied" or ("call" in c.forms) != (counted.what == "call"):
        return False
    if counted.form and counted.form not in c.forms:
        return False
    ways = ((0, 1), (1, 0)) if counted.either_way else ((0, 1),)
    return any(_on(m, i, counted.sides[0]) and _on(m, j, counted.sides[1]) for i, j in ways)


def _on(message: Message, side: int, party: Party) -> bool:
    parties = (message.senders, message.recipients)[side]
    return any(same_party(p, party) for p in parties)


def _inside(c: Communication, counted: Counted) -> bool | None:
    """True or False where its days decide whether it falls in the time; None where they don't."""
    since, until = day(counted.since) or _EVER, day(counted.until)
    assert until is not None
    if c.dated:
        first, last = c.dated[1].first, c.dated[1].last
    elif c.day is not None:
        # Known by its report only: under way in the weeks before.
        first, last = c.day - LONGEST, c.day
    else:
        return None
    if first > until or last < since:
        return False
    return True if since <= first and last <= until else None


def _complete(
    counted: Counted, rows: list[Covered], like: Sequence[Communication]
) -> Iterator[str]:
    """Outlets that tell such messages, or are of either side, with no gap in the time."""
    if counted.since is None or counted.until is None:
        return
    states = {p.state for p in counted.sides} - {None}
    telling = {t.outlet for c in like for t in c.reports}
    since, until = date.fromisoformat(counted.since), date.fromisoformat(counted.until)
    for outlet in {r.outlet for r in rows}:
        if outlet not in telling and lore.side_of(outlet) not in states:
            continue
        if cover(outlet, since, until, rows) == "complete":
            yield outlet
