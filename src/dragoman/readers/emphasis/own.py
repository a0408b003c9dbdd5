"""What a state calls itself where it speaks, and the other half of a country that is parted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.grammar import Grammar
from dragoman.readers.emphasis.naming import Named

_REACH = 40  # characters on either side within which other words change what a name means


def as_meant(text: Grammar, every: Iterable[Named], own: str | None) -> list[Named]:
    """The places that name a state, as the text that speaks for `own` meant them in its time.

    "Moscow" was the Soviet Union's; "China" is Taipei's own name where Taipei called itself so;
    "our country" names the own state; "the south" names the other one in a text of Pyongyang.
    """
    found = list(_at_its_time(text, every, own))
    if own is not None:
        found += (*_ours(text, own), *_by_compass(text, own))
    return sorted(found, key=lambda n: in_order(n.span))


@cache
def _own_words() -> re.Pattern[str]:
    nouns = "|".join(lore.words("emphasis")["ours"])
    return re.compile(rf"\b(?:our|my)(?: own| great| beloved)? (?:{nouns})(?!\w)", re.IGNORECASE)


def _ours(text: Grammar, own: str) -> Iterator[Named]:
    """Words of the first person; inside quotation marks they may be another's."""
    for m in _own_words().finditer(text.plain["text"]):
        span = Span(*m.span())
        if text.in_quotation(span) is None:
            yield Named(span, own)


@cache
def _compass(side: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    rules: list[dict[str, Any]] = lore.words("emphasis")["compass"]
    rule = next((r for r in rules if side in r["sides"]), None)
    if rule is None:
        return None
    of, beside = "|".join(rule["of"]), "|".join(rule["with"])
    farther = "asia|africa|america|atlantic|pacific|pole|sea|korea"
    behind = rf"(?![-\w])(?! of\b(?! (?i:{of}))|[ -]?(?:east|west)| (?i:(?:{farther})n?s?\b))"
    pattern = re.compile(
        rf"\b(?P<point>(?i:north|south))(?i:(?:ern)? (?:{beside}|half)\b| of (?:{of})\b)"
        rf"|\b[Tt]he (?P<bare>north|south){behind}"
        rf"|\b(?P<first>[Nn]orth) and (?:the )?(?=south\b{behind})"
        rf"|(?<=\b[Nn]orth and )(?P<second>south)\b{behind}"
    )
    return pattern, {"north": rule["north"], "south": rule["south"]}


def _by_compass(text: Grammar, own: str) -> Iterator[Named]:
    found = _compass(own)
    if found is None:
        return
    pattern, states = found
    for m in pattern.finditer(text.plain["text"]):
        group = str(m.lastgroup)
        yield Named(Span(*m.span(group)), states[m[group].casefold()])


def _at_its_time(text: Grammar, every: Iterable[Named], own: str | None) -> Iterator[Named]:
    year = (text.article.published or "9999")[:4]
    table = lore.words("emphasis")
    then = {f: t["state"] for t in table["then"] if year <= t["until"] for f in t["forms"]}
    called = [r for r in table["called"] if r["side"] == own and year <= r["until"]]
    for n in every:
        if any(_calls_itself(text, n, r) for r in called):
            yield replace(n, state=str(own))
        else:
            yield replace(n, state=then.get(text.words(n.span), n.state)) if then else n


def _calls_itself(text: Grammar, n: Named, rule: dict[str, Any]) -> bool:
    if n.state != rule["name_of"] or text.words(n.span) not in rule["forms"]:
        return False
    plain, other = text.plain[n.span.where], "|".join(rule["but"])
    beside = (
        re.search(
            rf"\b(?:{other})[ -]\Z", plain[max(0, n.span.start - _REACH) : n.span.start], re.I
        ),
        re.match(rf"[ -](?:{other})\b", plain[n.span.end : n.span.end + _REACH], re.I),
    )
    return not any(beside)
