"""What a state calls itself where it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dragoman import lore
from dragoman.grammar import Grammar
from dragoman.readers.emphasis.naming import Named

_REACH = 40  # characters on either side within which other words change what a name means


def as_own(text: Grammar, every: Iterable[Named], own: str | None) -> list[Named]:
    """The places with names that the own state used for itself as its own: "China" in Taipei's mouth."""
    year = (text.article.published or "9999")[:4]
    called: list[dict[str, Any]] = lore.words("emphasis")["called"]
    rules = [r for r in called if r["side"] == own and year <= r["until"]]
    if not rules:
        return list(every)
    return [
        replace(n, state=str(own)) if any(_calls_itself(text, n, r) for r in rules) else n
        for n in every
    ]


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
