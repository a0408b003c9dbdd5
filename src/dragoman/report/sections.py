"""What each section of the page shows, as plain rows that the templates only lay out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from dragoman.article import Article, Span
from dragoman.finding import (
    Amount,
    Boilerplate,
    Check,
    Credit,
    Date,
    Field,
    Finding,
    Message,
    Name,
    Office,
    Party,
    Reading,
    to_json,
)
from dragoman.report import terms
from dragoman.report.cells import Cell, PartyCell, cell, clip, hrefs, party, spoken
from dragoman.report.timeline import Dated, Row
from dragoman.weigh.copies import Copy
from dragoman.weigh.ordinals import Ordinal
from dragoman.weigh.originals import QuoteCheck
from dragoman.weigh.unknowns import Unknown, doubts
from dragoman.weigh.voices import roles_at

# Fields of a message that get a cell of their own, with the codebook list of their codes.
ESSENTIAL = {"sent": "Sent", "reported": "Reported", "published_edition": "Edition"}
FURTHER: dict[str, tuple[str, str | None]] = {
    "delivered": ("Delivered", None),
    "received": ("Received", None),
    "dated": ("Dated", None),
    "occasion": ("Occasion", None),
    "channel": ("Channel", None),
    "page": ("Page", None),
    "page_share": ("Share of page", None),
    "treatment": ("Treatment", "treatment"),
    "bearer": ("Bearer", None),
    "route": ("Route", None),
    "place": ("Place", None),
}
OWN_SECTION = (
    "message",
    "quote",
    "wording",
    "emphasis",
    "office",
    "date",
    "amount",
    "check",
    "name",
    "credit",
    "boilerplate",
    "doubt",
    "claim",
    "judgement",
    "outlook",
)


@dataclass(frozen=True, slots=True)
class Held:
    """One article as the page numbers it."""

    number: int
    reading: Reading
    sources: tuple[str, ...]

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.reading.article

    @property
    def name(self) -> str:
        """Its title, else its key."""
        return clip(self.article.title or self.article.key, 90)

    @property
    def language(self) -> str:
        """Its language as held, or nothing."""
        return self.article.value("language") or ""

    @property
    def boilerplate(self) -> list[Boilerplate]:
        """What is marked as not part of the story."""
        return self.reading.of(Boilerplate)

    @property
    def waiting(self) -> int:
        """How many time words wait for the date of publication."""
        return sum(1 for d in self.reading.of(Date) if d.needs == "published")

    def link(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Links to places in it."""
        return hrefs(self.number, spans)

    def words(self, spans: Iterable[Span], most: int = 240) -> str:
        """The characters of these places, cut if long."""
        return clip(" […] ".join(self.article.slice(s) for s in spans), most)


@dataclass(frozen=True, slots=True)
class SameText:
    """Another article with the same text: how the two stand to each other."""

    to: str
    other: Held
    copy: Copy


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as the table shows it."""

    number: str
    held: Held
    message: Message
    senders: tuple[PartyCell, ...]
    recipients: tuple[PartyCell, ...]
    form: str
    reply: str | None
    essential: tuple[tuple[str, Cell], ...]
    further: tuple[tuple[str, Cell], ...]
    plain: tuple[tuple[str, str], ...]
    quoted: str
    hrefs: tuple[str, ...]

    @property
    def who(self) -> str:
        """Sender to recipient, in one line."""
        return f"{_names(self.message.senders)} → {_names(self.message.recipients)}"

    @property
    def told(self) -> list[tuple[str, Cell]]:
        """Further fields of which the text says something."""
        return [(title, c) for title, c in self.further if not c.silent]

    def without(self, state: str) -> str:
        """The further fields in this state of silence, by name."""
        return ", ".join(title.lower() for title, c in self.further if c.state == state)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a plain list: what it is about, what is said of it, the words, the place."""

    about: str
    said: str
    words: str
    held: Held
    hrefs: tuple[str, ...]
    number: str = ""


def _names(parties: tuple[Party, ...]) -> str:
    return " and ".join(_name(p) for p in parties) or "not stated"


def _name(party: Party) -> str:
    named = str(party.name.value or party.office.value or "")
    return clip(named or (terms.state_name(party.state) if party.state else ""), 60) or "not named"


def _plain(message: Message) -> Iterator[tuple[str, str]]:
    yield "Role", terms.label("role", message.role)
    yield "Status", terms.label("status", message.status)
    yield "Scope", terms.label("scope", message.scope) if message.scope else ""
    if message.naming:
        yield "Naming", terms.label("naming", message.naming)
    if message.words is not None:
        yield "Words", str(message.words)
    if message.item is not None:
        yield "Item", _listed(message.item)


def _listed(item: Any) -> str:
    if isinstance(item, dict) and {"of", "position"} <= item.keys():
        return f"{item['position']} of {item['of']} in a list"
    return spoken(item)


def message_rows(held: Iterable[Held], wanted: set[tuple[str, str]]) -> list[MessageRow]:
    """The wanted messages (article id, finding id), numbered m1, m2 in order of the record."""
    found = [(h, m) for h in held for m in h.reading.of(Message) if (h.article.id, m.id) in wanted]
    numbers = {(h.number, m.id): f"m{n}" for n, (h, m) in enumerate(found, 1)}
    return [_row(h, m, numbers) for h, m in found]


def _row(held: Held, message: Message, numbers: Mapping[tuple[int, str], str]) -> MessageRow:
    n = held.number
    return MessageRow(
        number=numbers[n, message.id],
        held=held,
        message=message,
        senders=tuple(party(n, p) for p in message.senders),
        recipients=tuple(party(n, p) for p in message.recipients),
        form=terms.label("form", message.form),
        reply=numbers.get((n, message.replies_to)) if message.replies_to else None,
        essential=tuple((title, cell(n, getattr(message, d))) for d, title in ESSENTIAL.items()),
        further=tuple(
            (title, cell(n, getattr(message, name), codes=codes))
            for name, (title, codes) in FURTHER.items()
        ),
        plain=tuple(_plain(message)),
        quoted=held.words(message.evidence),
        hrefs=held.link((*message.evidence, *message.mentions)),
    )


def _lane(message: Message) -> str:
    """Direction between states, or between the parties' names where a state is not known."""
    sides = []
    for parties in (message.senders, message.recipients):
        named = dict.fromkeys(terms.state_name(p.state) if p.state else p.label for p in parties)
        sides.append(" and ".join(clip(s, 60) for s in named if s) or "not stated")
    return " → ".join(sides)


def timeline_rows(rows: Iterable[MessageRow]) -> list[Row]:
    """The same messages as the timeline draws them."""
    made = []
    for row in rows:
        dates: list[Dated] = []
        first = (row.hrefs or (f"#a{row.held.number}",))[0]
        for what in Message.DATES:
            one = getattr(row.message, what)
            href = (row.held.link(one.evidence) or (first,))[0]
            if one.state not in ("not_stated", "not_looked_for"):
                dates.append(Dated(what, one, href))
        made.append(
            Row(row.number, _lane(row.message), f"{row.who}, {row.form}", first, tuple(dates))
        )
    return made


def unknown_lines(
    ledger: Iterable[tuple[Held, Unknown]], numbers: Mapping[tuple[int, str], str]
) -> list[Line]:
    """The ledger of what is not known, without messages and quotes that have no number."""
    made = []
    for held, one in ledger:
        if one.kind in ("message", "quote") and (held.number, one.finding) not in numbers:
            continue
        spans = one.evidence or next(
            (f.evidence for f in held.reading.findings if f.id == one.finding), ()
        )
        state = "" if one.state == "not_stated" else terms.label("field_state", one.state)
        said = ": ".join(x for x in (state, _why(held, one)) if x)
        number = numbers.get((held.number, one.finding), "")
        words = clip(one.words, 160)
        what = one.what.replace(" -> ", " → ")
        made.append(Line(what, said, words, held, held.link(spans), number))
    return made


def _why(held: Held, one: Unknown) -> str:
    """The reason as the cells give it: what is needed, or the values; else the ledger's own."""
    if one.kind == "quote":
        return one.why
    finding = next((f for f in held.reading.findings if f.id == one.finding), None)
    field = getattr(finding, one.field, None)
    if isinstance(field, Party):
        field = field.name
    if not isinstance(field, Field):
        return one.why
    shown = cell(held.number, field)
    between = " or " if field.state == "ambiguous" else " against "
    return shown.note or between.join(c.shown for c in shown.choices) or one.why


def doubt_lines(held: Iterable[Held]) -> list[Line]:
    """What readers would not decide, without what a quote itself leaves open."""
    return [
        Line(
            f"{terms.label('kind', d.about.kind)}, {d.about.field.replace('_', ' ')}",
            d.why,
            h.words(d.evidence, 160),
            h,
            h.link(d.evidence),
        )
        for h in held
        for d in doubts(h.reading)
    ]


_RESULTS = ("differs", "cannot_tell", "agrees")


def check_lines(
    held: Iterable[Held], weighed: Iterable[Ordinal], quoted: Iterable[QuoteCheck] = ()
) -> list[Line]:
    """What was held against what within an article, and against the record; what differs first."""
    by_id = {h.article.id: h for h in held}
    found = [
        (c.result, terms.label("check", c.check), c.why, h, (*c.evidence, *c.against))
        for h in by_id.values()
        for c in h.reading.of(Check)
    ]
    found += [
        (o.result, "ordinal against the record", o.why, by_id[o.article.id], o.check.evidence)
        for o in weighed
        if o.article.id in by_id
    ]
    found += [
        (q.check_result, "quotation against the text quoted", _from(q), by_id[q.article.id],
         q.quote.content)
        for q in quoted
        if q.article.id in by_id
    ]  # fmt: skip
    found.sort(key=lambda x: _RESULTS.index(x[0]))
    return [
        Line(
            f"{terms.label('check_result', result)}: {check}",
            why,
            h.words(spans, 160),
            h,
            h.link(spans),
        )
        for result, check, why, h, spans in found
    ]


def _from(q: QuoteCheck) -> str:
    """How the quotation stands to its original, and which that is."""
    if q.original is None:
        return q.why
    return f"{q.why} ({clip(q.original.title or q.original.key, 80)}, {(q.original.published or 'undated')[:10]})"


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A change of office: the words of the text, and what the roster has for the day."""

    change: str
    person: str
    office: str
    state: str
    state_name: str
    date: Cell
    published: Cell
    role: str
    held: Held
    hrefs: tuple[str, ...]


def office_lines(held: Iterable[Held], between: tuple[str, ...]) -> list[OfficeLine]:
    """Who came into an office, left it or holds it, in the order of the record.

    Args:
        between: only offices of these states.
    """
    return [
        OfficeLine(
            terms.label("office_change", o.change),
            o.person,
            o.office,
            o.state or "",
            terms.state_name(o.state) if o.state else "",
            cell(h.number, o.date),
            cell(h.number, o.published),
            "; ".join(roles_at(o.actor, h.article)),
            h,
            h.link(o.evidence),
        )
        for h in held
        for o in h.reading.of(Office)
        if not between or o.state in between
    ]


def amount_lines(held: Held) -> list[Line]:
    """The amounts of an article, in order: what kind, what it comes to."""
    return [
        Line(
            terms.label("amount_type", a.type), _amount(a), held.words(a.evidence, 80), held,
            held.link(a.evidence),
        )
        for a in held.reading.of(Amount)
    ]  # fmt: skip


def _amount(a: Amount) -> str:
    several = a.value if isinstance(a.value, list) else [a.value]
    value = "–".join("number not told" if v is None else f"{v:,.10g}" for v in several)
    shown = f"{a.modifier or ''}{value} {a.unit or ''}".strip()
    return shown + (f" of {a.of}" if a.of else "") + (" (denied)" if a.negated else "")


def other_lines(held: Iterable[Held]) -> list[Line]:
    """Findings of kinds that have no section yet, by the fields of their dataclasses."""
    return [
        Line(f.kind, _spelled(f), h.words(f.evidence, 160), h, h.link(f.evidence))
        for h in held
        for f in h.reading.findings
        if f.kind not in OWN_SECTION
    ]


def _spelled(finding: Finding) -> str:
    own = {f.name for f in fields(finding)} - {f.name for f in fields(Finding)}
    told = []
    for name in sorted(own):
        value = getattr(finding, name)
        if value not in (None, (), "", False):
            shown = spoken(value) if isinstance(value, Field | Party) else spoken(to_json(value))
            told.append(f"{name.replace('_', ' ')}: {shown}")
    return clip("; ".join(told), 300)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A time expression: the words, what they come to, what they hang on."""

    words: str
    cell: Cell
    type: str
    anchor: str
    anchor_hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameLine:
    """A bearer of a name with every mention."""

    name: str
    type: str
    state: str
    state_name: str
    proposed: str
    hrefs: tuple[str, ...]


def date_lines(held: Held) -> list[DateLine]:
    """The time expressions of an article, in order."""
    made = []
    for one in held.reading.of(Date):
        words = held.words(one.evidence, 80)
        field = one.as_field("")
        anchored = "" if one.anchor == "none" else terms.label("date_anchor", one.anchor)
        made.append(
            DateLine(
                words,
                cell(held.number, field),
                terms.label("date_type", one.type),
                anchored,
                held.link(one.anchor_evidence),
            )
        )
    return made


def name_lines(held: Held) -> list[NameLine]:
    """The names of an article, one line a bearer, in order of first mention."""
    bearers: dict[tuple[str, str], list[Name]] = {}
    for name in held.reading.of(Name):
        key = (name.type, name.cluster or name.actor or name.canonical)
        bearers.setdefault(key, []).append(name)
    made = []
    for same in bearers.values():
        first = same[0]
        proposed = next((n.proposed for n in same if n.proposed), None) or ""
        code = first.state or ""
        made.append(
            NameLine(
                first.canonical,
                terms.label("name_type", first.type),
                code,
                terms.state_name(code) if code else "",
                proposed,
                held.link(s for n in same for s in n.evidence),
            )
        )
    return made


def credit_lines(held: Held) -> list[Line]:
    """Who reported, wrote, translated, photographed or supplied an article."""
    return [
        Line(terms.label("credit_role", c.role), c.name, "", held, held.link(c.evidence))
        for c in held.reading.of(Credit)
    ]
