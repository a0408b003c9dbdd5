"""Dates inside a quotation, read from the day on which its words were spoken."""

from __future__ import annotations

import re
from datetime import date

from dragoman.article import Span
from dragoman.finding import Date
from dragoman.grammar import Grammar

_SPEECH = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|added|wrote|writes|writing|announced|explained|"
    r"claimed|stated|reported|noted|remarked|declared|warned|asked|replied|insisted|argued|"
    r"acknowledged|confirmed|posted|tweeted|recalled|predicted|vowed|pledged|urged|testified|quoted)\b"
)
# Between the verb and the day nothing may stand that gives the day to another event.
_OF_ANOTHER = re.compile(
    r"\b(?:who|whose|whom|which|that|where|when|while|ahead|before|after|since|until|will|"
    r"would|about|due|scheduled|if|because)\b|[;:]|\A\w+\s+of\b|\bof\s+\Z"
)
_FARTHEST = 140

Told = tuple[tuple[date, date] | None, tuple[Span, ...]]


def spoken(text: Grammar, one: Date, others: list[Date], today: date | None) -> Told | None:
    """The first and last day on which the quotation that holds a date may have been spoken.

    None if the date stands outside a quotation or nothing tells when it was spoken; the days are
    None if they are told but not resolved. With them come the words that tell.
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
        if other.type not in ("DATE", "TIME") or other.optional or other.anchor == "utterance":
            continue
        if home is None or home.index != sentence.index or text.in_quotation(at) is not None:
            continue
        told = _told(text, at, sentence.span)
        if told is None:
            continue
        if not other.earliest or not other.latest or other.earliest.startswith("-"):
            return None, (told,)
        days = date.fromisoformat(other.earliest[:10]), date.fromisoformat(other.latest[:10])
        if today is None or days[0] <= today:
            return days, (told,)
    return None


def _told(text: Grammar, at: Span, sentence: Span) -> Span | None:
    """The verb of speech and the day, if they belong together."""
    before = Span(max(sentence.start, at.start - _FARTHEST), at.start, at.where)
    after = Span(at.end, min(sentence.end, at.end + _FARTHEST), at.where)
    verbs = [m.start() + before.start for m in _SPEECH.finditer(text.words(before))]
    if verbs and _free(text, Span(verbs[-1], at.start, at.where)):
        return Span(verbs[-1], at.end, at.where)
    m = _SPEECH.search(text.words(after))
    if m and _free(text, Span(at.end, after.start + m.start(), at.where)):
        return Span(at.start, after.start + m.end(), at.where)
    return None


def _free(text: Grammar, between: Span) -> bool:
    """True if nothing stands between that parts the two: no other verb's word, no quotation."""
    words = text.words(between)
    return not _OF_ANOTHER.search(words) and '"' not in words
