"""Dates inside a quotation, read from the day on which its words were spoken."""

from __future__ import annotations

import re
from datetime import date

from dragoman.article import Span
from dragoman.finding import Date
from dragoman.grammar import Grammar

_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|added|wrote|announced|explained|claimed|stated|reported|noted|"
    r"remarked|declared|warned|asked|replied|insisted|argued|acknowledged|confirmed|posted|"
    r"tweeted|recalled|predicted|vowed|pledged|urged|testified)\b"
)


def spoken(
    text: Grammar, one: Date, others: list[Date]
) -> tuple[date | None, tuple[Span, ...]] | None:
    """The day of speech of the quotation that holds a date, with its words.

    None if the date stands outside a quotation or nothing tells when it was spoken; the day is
    None if it is told but not resolved.
    """
    span = one.evidence[0]
    if one.anchor != "publication" and one.needs != "published" and not one.optional:
        return None
    quotation = text.in_quotation(span)
    sentence = text.sentence_at(span)
    if quotation is None or sentence is None:
        return None
    for other in others:
        at = other.evidence[0]
        home = text.sentence_at(at)
        if (
            other.type not in ("DATE", "TIME")
            or other.optional
            or quotation.holds(at)
            or home is None
            or home.index != sentence.index
            or text.in_quotation(at) is not None
        ):
            continue
        lead = Span(max(sentence.span.start, at.start - 40), at.start, at.where)
        cue = next(reversed(list(_SPEECH.finditer(text.words(lead)))), None)
        if cue is None:
            continue
        told = (Span(lead.start + cue.start(), at.end, at.where),)
        if other.earliest is None or other.earliest[:10] != (other.latest or "")[:10]:
            return None, told
        return date.fromisoformat(other.earliest[:10]), told
    return None
