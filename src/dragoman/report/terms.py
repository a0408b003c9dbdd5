"""How codes read: labels and definitions from the codebook, names of states from the lore."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman import lore
from dragoman.finding import Field, Message, Party, Quote, Reading


@cache
def _terms() -> dict[tuple[str, str], lore.Term]:
    return {(t.list, t.code): t for t in lore.codebook().terms}


def version() -> str:
    """The version of the codebook in force."""
    return lore.codebook().version


def label(of: str, code: str) -> str:
    """The codebook's label of a code in one of its lists, else the code in plain words."""
    term = _terms().get((of, code))
    return term.label if term else code.replace("_", " ")


@cache
def state_name(code: str) -> str:
    """The name of a state or international body, or its code if the lore doesn't know it."""
    return lore.sides().get(code, code)


def used(readings: Iterable[Reading]) -> tuple[lore.Term, ...]:
    """The codebook terms that these readings use, in the codebook's order."""
    codes = {code for r in readings for f in r.findings for code in _codes(f)}
    return tuple(t for key, t in _terms().items() if key in codes)


def _codes(finding: object) -> Iterable[tuple[str, str]]:
    if isinstance(finding, Quote):
        yield from _quoted(finding)
    if not isinstance(finding, Message):
        return
    yield from (("form", finding.form), ("role", finding.role), ("status", finding.status))
    if finding.scope:
        yield "scope", finding.scope
    if finding.naming:
        yield "naming", finding.naming
    if finding.treatment.value:
        yield "treatment", str(finding.treatment.value)
    for one in (*(getattr(finding, d) for d in finding.DATES), *_fields(finding)):
        yield "field_state", one.state


def _quoted(quote: Quote) -> Iterable[tuple[str, str]]:
    yield from (("act", quote.act), ("quote_form", quote.form))
    if quote.depth:
        yield "quote_field", "depth"
    for who in quote.speakers:
        yield "speaker_status", who.status
        if who.affiliation.known:
            yield "quote_field", "affiliation"
        if who.anonymity_reason:
            yield "quote_field", "anonymity_reason"
        for one in (who.name, who.affiliation, quote.addressee, quote.when):
            yield "field_state", one.state


def _fields(message: Message) -> Iterable[Field]:
    yield from (message.channel, message.occasion, message.bearer, message.page)
    parties: tuple[Party, ...] = (*message.senders, *message.recipients)
    for party in parties:
        yield from (party.name, party.office)
