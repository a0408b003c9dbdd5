"""Whose words stand in a text without quotation marks: heads of turns, titles that name an author.

"Vladimir Putin: ..." begins a turn of a transcript, "Statement by the Foreign Ministry" is the title
of the ministry's own words, "The letter said:" at a paragraph's end announces what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.article import Span
from dragoman.grammar import Grammar

TURN = re.compile(
    r"(?P<who>[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|of|the|and|de|al|bin)){0,7})(?: \([a-z ,]+\))?: "
)
BY = re.compile(
    r"(?:Joint |Press |Video |Opening |Full text of )?(?:Statement|Remarks|Message|Address|Speech|Letter|Greetings?|"
    r"Declaration|Comments?|Condolences|Congratulations)(?i: as (?:prepared|delivered)(?: for delivery)?)? "
    r"(?:by|By|from|From|of|Of) (?P<who>(?:the )?[A-Z][^,:;]*?)"
    r"(?= (?i:on|at|to|in|for|regarding|concerning|after|before|about|following|ahead|with|announcing|marking|during|honoring)\b|[,:;]|\Z)"
)
# "The letter said:", "He went on to say:": what follows is told without marks.
_ANNOUNCED = re.compile(
    r"(?:\A|[.!?\"]\s+)(?P<who>[^.!?:\"]{2,160}?)\s+(?:also |further |then )?(?:said|says|noted|notes|stated|states|wrote|writes|"
    r"observe[sd]|comment(?:s|ed)|reads|read|stressed|went on|goes on|continued|added|declared|pointed out|had this to say)\b[^.!?:\"]{0,60}:\s*\Z"
)
# A sentence that tells again, and no more goes on what was announced.
_TOLD = re.compile(
    r"Meanwhile\b|(?:The|This|He|She|It|They|In|At|Then|Also)\b[^.!?:\"]{0,80}(?<![\w-])(?:said|says|noted|stressed|expressed|called|urged|"
    r"concluded|wished|hoped|demanded|appealed|reads|carried|held|was (?:held|adopted|read))\b"
)
# Who tells again at the end of a sentence: ", the commentary notes, and goes on".
_TELLS_AGAIN = re.compile(
    r", (?P<who>(?:the (?:[\w-]+ ){0,3}[\w-]+|it|he|she|they))(?: \w+,? and)?\Z"
)
_END = re.compile(r"\W*(?:\* ?\* ?\*|<…>|<\.\.\.>|###|-0-)\W*\Z")
# A journalist's question in a transcript.
_QUESTION = re.compile(r"(?P<who>Q)\s{1,8}(?=\S)")
_LONGEST_HEAD = 120


@dataclass(frozen=True, slots=True)
class Printed:
    """Paragraphs in somebody's own words.

    Args:
        who: the words that name whose they are.
        span: the words themselves.
    """

    how: Literal["turn", "announced"]
    who: Span
    span: Span


def printed(text: Grammar) -> Iterator[Printed]:
    """Turns and announced stretches in order of place; none overlaps another."""
    who: Span | None = None
    how: Literal["turn", "announced"] = "turn"
    start = end = 0
    for p in text.paragraphs:
        if p.span.where != "text":
            continue
        words = text.words(p.span)
        turn = TURN.match(words[:_LONGEST_HEAD]) or _QUESTION.match(words)
        told = how == "announced" and _TOLD.match(words)
        if who is not None and (turn or told or _END.match(words)):
            if start < end:
                yield Printed(how, who, Span(start, end))
            who = None
        if turn is not None:
            at = p.span.start
            who, how = Span(at, at + turn.end("who")), "turn"
            start = at + turn.end()
        end = p.span.end
        announced = _ANNOUNCED.search(words) if words.endswith(":") else None
        if announced is not None and (who is None or how == "announced"):
            if who is not None and start < p.span.start:
                yield Printed(how, who, Span(start, p.span.start))
            at = p.span.start
            begins = announced.start("who")
            if (last := _TELLS_AGAIN.search(announced["who"])) is not None:
                begins += last.start("who")
            who, how = Span(at + begins, at + announced.end("who")), "announced"
            start = p.span.end
    if who is not None and start < end:
        yield Printed(how, who, Span(start, end))


def author(text: Grammar) -> Span | None:
    """The words of the title that name whose the whole text is, if it does."""
    title = text.article.title_span or Span(0, len(text.plain["title"]), "title")
    m = BY.match(text.words(title))
    if m is None:
        return None
    return Span(title.start + m.start("who"), title.start + m.end("who"), title.where)
