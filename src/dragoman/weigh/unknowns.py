"""The ledger of what is not known: which field of which finding, why, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from dragoman.article import Span, in_order
from dragoman.finding import (
    Date,
    Doubt,
    Field,
    Finding,
    Message,
    Name,
    Office,
    Quote,
    Reading,
    Speaker,
)
from dragoman.places import taken
from dragoman.weigh.voices import called, speakers

_ASKED = {
    "sent": "was sent",
    "delivered": "was delivered",
    "received": "was received",
    "dated": "is dated",
    "reported": "was reported",
    "published_edition": "was printed",
    "channel": "through which medium it came",
    "bearer": "who bore it",
    "route": "by which route it went",
    "place": "where it was handed over",
}
_DOUBTS = {
    "article.published": "when the article was published",
    "article.stated_unknown": "what the text says is not known:",
    "article.withheld": "what somebody would not say:",
    "article.language": "what an article in another language says",
    "name.canonical": "who or what is meant by",
    "message.sender": "who sent the message:",
    "quote.speaker": "who speaks:",
    "office.person": "who came into an office or left it:",
}
_WAITS = {
    "published": "needs the day on which the article was published",
    "antecedent": "needs the day or year that it counts from",
}
# The kinds of findings that leave something open.
LEDGER = ("message", "quote", "claim", "outlook", "office", "date", "doubt")
# How a line of the ledger may stand; the last of a record only, for what the record lacks.
STATES = ("stated_unknown", "withheld", "not_stated", "not_resolved", "ambiguous", "conflicting",
          "out_of_corpus")  # fmt: skip
_CHANGED = {"named": "was named", "elected": "was elected", "dismissed": "ceased to be"}
_SPEAKER = "quote.speaker"
_OPEN = ("stated_unknown", "withheld", "not_resolved", "ambiguous", "conflicting")


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that the article leaves open.

    Args:
        what: the open question in words.
        words: what stands in the text at the evidence; empty if it says nothing.
    """

    kind: str
    finding: str
    field: str
    state: str
    what: str
    why: str
    evidence: tuple[Span, ...]
    words: str


def title_of(message: Message) -> str:
    """A message in a few words: sender -> recipient."""
    sides = (message.senders, message.recipients)
    names = ["+".join(p.label for p in side) or "?" for side in sides]
    return " -> ".join(names)


def unknowns(reading: Reading) -> Iterator[Unknown]:
    """What the text says is unknown, what waits for something, and where nothing is said.

    A message without any word of when it was sent or received gives one line; other fields that
    the text doesn't mention give none: nothing follows from silence. A speaker who asked not to be
    named gives one line, however often it is quoted, and so does whoever holds a view that is told
    as a quote too. Of a change of office the day is asked for: a change has one.
    """
    for m in reading.of(Message):
        yield from _of_message(reading, m)
    told = list(_of_quotes(reading))
    yield from told
    yield from _of_holders(reading, told)
    for o in reading.of(Office):
        yield from _of_office(reading, o)
    for d in reading.of(Date):
        if d.state in ("not_resolved", "ambiguous") and not d.optional:
            words = _words(reading, d.evidence)
            why = d.why or _WAITS.get(d.needs or "", "no anchor")
            yield Unknown("date", d.id, "value", d.state, f"which day is meant by {words!r}", why,
                          d.evidence, words)  # fmt: skip
    for doubt in doubts(reading):
        about = _DOUBTS.get(doubt.role_key(), f"{doubt.about.field} of the {doubt.about.kind}")
        if doubt.evidence:
            about += f" {_words(reading, doubt.evidence)!r}"
        state = doubt.about.field if doubt.about.field in STATES else "ambiguous"
        yield Unknown("doubt", doubt.id, doubt.about.field, state, about, doubt.why,
                      doubt.evidence, _words(reading, doubt.evidence))  # fmt: skip


def _of_message(reading: Reading, m: Message) -> Iterator[Unknown]:
    title = title_of(m)
    for name, asked in _ASKED.items():
        value = getattr(m, name)
        if value.state in _OPEN:
            what = f"when {title} {asked}" if name in Message.DATES else f"{title}: {asked}"
            yield Unknown("message", m.id, name, value.state, what, _why(value), value.evidence,
                          _words(reading, value.evidence))  # fmt: skip
    if all(getattr(m, n).state == "not_stated" for n in ("sent", "delivered", "received", "dated")):
        yield Unknown("message", m.id, "sent", "not_stated", f"when {title} was sent",
                      "the text says nothing about it", m.evidence,
                      _words(reading, m.evidence))  # fmt: skip
    for side in ("sender", "recipient"):
        party = getattr(m, side)
        if party is None:
            yield Unknown("message", m.id, side, "not_stated", f"{title}: the {side}",
                          "the text names none", m.evidence,
                          _words(reading, m.evidence))  # fmt: skip
        elif party.name.state in _OPEN:
            yield Unknown("message", m.id, side, party.name.state, f"{title}: who the {side} is",
                          _why(party.name), party.evidence,
                          _words(reading, party.evidence))  # fmt: skip


def doubts(reading: Reading) -> list[Doubt]:
    """What readers would not decide, without doubts of a speaker that a quote itself leaves open."""
    told = [q for q in reading.of(Quote) if any(map(_is_open, speakers(q)))]
    return [
        d
        for d in reading.of(Doubt)
        if d.role_key() != _SPEAKER or not any(_concerns(d, q) for q in told)
    ]


def _of_quotes(reading: Reading) -> Iterator[Unknown]:
    withheld: set[tuple[Span, ...]] = set()
    reasons = [d for d in reading.of(Doubt) if d.role_key() == _SPEAKER]
    for q in reading.of(Quote):
        place = _place(q)
        for speaker in filter(_is_open, speakers(q)):
            if speaker.name.state == "withheld":
                spans = speaker.name.evidence or speaker.evidence or place
                if spans not in withheld:
                    withheld.add(spans)
                    yield _withheld(reading, q, speaker, spans)
                continue
            words = _words(reading, place)
            doubted = next((d.why for d in reasons if _concerns(d, q)), None)
            state = "not_resolved" if speaker.status == "unresolved" else speaker.name.state
            yield Unknown("quote", q.id, "speaker", state, f"who speaks: {words!r}",
                          doubted or _unresolved(q, speaker), place, words)  # fmt: skip
        if q.addressee.state in _OPEN:
            words = _words(reading, q.addressee.evidence)
            yield Unknown("quote", q.id, "addressee", q.addressee.state,
                          f"to whom it is said: {_words(reading, place)!r}", _why(q.addressee),
                          q.addressee.evidence, words)  # fmt: skip


def _of_holders(reading: Reading, told: Iterable[Unknown]) -> Iterator[Unknown]:
    """Who holds what other kinds of findings attribute to somebody, where no quote says it."""
    done = taken(s for u in told for s in u.evidence)
    for one in reading.findings:
        holder = getattr(one, "holder", None)
        if not isinstance(holder, Speaker) or isinstance(one, Quote) or not _is_open(holder):
            continue
        spans = holder.name.evidence or holder.evidence or one.evidence
        if any(done.meets(s) for s in (*spans, *holder.evidence)):
            continue
        for s in spans:
            done.add(s, s)
        words = _words(reading, holder.evidence or one.evidence)
        yield Unknown(one.kind, one.id, "holder", holder.name.state, f"who holds: {words!r}",
                      _why(holder.name), spans, _words(reading, spans))  # fmt: skip


def _of_office(reading: Reading, o: Office) -> Iterator[Unknown]:
    if o.change not in _CHANGED or o.date.known:
        return
    what = f"when {o.person} {_CHANGED[o.change]} {o.office}"
    told = "the text says nothing about it"
    if o.published.known:
        told += f"; it was announced on {o.published.value}"
    spans = o.date.evidence or o.evidence
    why = told if o.date.state == "not_stated" else _why(o.date)
    yield Unknown("office", o.id, "date", o.date.state, what, why, spans, _words(reading, spans))


# ---- which of them concern a pair of states, or somebody


def concerning(reading: Reading, some: Iterable[Unknown], pair: tuple[str, ...]) -> list[Unknown]:
    """The lines about two states: of what passes between them, or where one paragraph names both.

    Messages and quotes are left to whoever selects them; of others the states named around decide.
    """
    if not pair:
        return list(some)
    from dragoman.grammar import Grammar  # other listings start without it

    text = Grammar(reading.article)
    states: dict[int, set[str | None]] = {}
    for n in reading.of(Name):
        for s in n.evidence:
            states.setdefault(text.paragraph_at(s), set()).add(n.state)
    by_id = {f.id: f for f in reading.findings}

    def concerns(u: Unknown) -> bool:
        if u.kind in ("message", "quote"):
            return True
        here = set().union(*(states.get(text.paragraph_at(s), set()) for s in u.evidence))
        return set(pair) <= here | _own_states(by_id.get(u.finding))

    return [u for u in some if concerns(u)]


def _own_states(finding: Finding | None) -> set[str | None]:
    """The states that a finding itself gives: of an office, of whoever holds a view."""
    if finding is None:
        return set()
    values = (getattr(finding, f.name) for f in fields(finding) if f.name in ("state", "holder"))
    return {v.state if isinstance(v, Speaker) else v for v in values if v is not None}


def _is_open(speaker: Speaker) -> bool:
    """True where somebody is meant or hidden; words for which nobody is named are no riddle."""
    return speaker.name.state in _OPEN


def _withheld(reading: Reading, q: Quote, speaker: Speaker, spans: tuple[Span, ...]) -> Unknown:
    reason = f", {speaker.anonymity_reason!r}" if speaker.anonymity_reason else ""
    return Unknown("quote", q.id, "speaker", "withheld",
                   f"who speaks: {called(reading.article, q, speaker)!r}",
                   f"the text withholds the name{reason}", spans, _words(reading, spans))  # fmt: skip


def _unresolved(q: Quote, speaker: Speaker) -> str:
    if speaker.name.values:
        return _why(speaker.name)
    return "nobody before it who could be meant"


def _place(q: Quote) -> tuple[Span, ...]:
    """The words that attribute, as one stretch where nothing else parts them; else the content."""
    own = [s for s in (q.source, q.cue) if s is not None]
    if len(own) == 2 and own[0].where == own[1].where:
        first, last = sorted(own, key=in_order)
        if 0 <= last.start - first.end <= 1:
            return (Span(first.start, last.end, first.where),)
        return (first, last)
    return tuple(own) or q.content


def _concerns(doubt: Doubt, q: Quote) -> bool:
    """True if a doubt about a speaker stands where this quote is attributed, or on its content."""
    own = _place(q)
    return any(a.meets(b) for a in doubt.evidence for b in own) or any(
        s in q.content for s in doubt.evidence
    )


def _why(value: Field) -> str:
    return {
        "stated_unknown": "the text says that it isn't known",
        "withheld": "the text says that it was not told",
        "not_resolved": f"needs: {value.needs}",
    }.get(value.state, f"the text gives {' and '.join(str(v) for v in value.values)}")


def _words(reading: Reading, spans: tuple[Span, ...]) -> str:
    return " … ".join(reading.article.slice(s) for s in spans)
