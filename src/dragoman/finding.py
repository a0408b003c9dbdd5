"""What may be said of an article: frozen findings, each with its evidence, reader and version.

The shapes are those of the reading format, version 1; `to_json` and `from_json` work on the
fields of the dataclasses, so a new kind needs no code here but its class and a line in `KINDS`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from dragoman.article import Article, Span, in_order

SCHEMA = "dragoman.reading/1"

K = TypeVar("K", bound="Finding")

State = Literal[
    "stated",
    "implied",
    "stated_unknown",
    "withheld",
    "not_stated",
    "not_resolved",
    "ambiguous",
    "conflicting",
    "not_looked_for",
]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that may be missing: a value, or which kind of silence stands in its place.

    Args:
        text: the words as written.
        needs: for `not_resolved`, what is missing ("published", "antecedent").
        values: for `ambiguous` and `conflicting`.
    """

    value: Any = None
    state: State = "not_stated"
    evidence: tuple[Span, ...] = ()
    text: str | None = None
    needs: str | None = None
    values: tuple[Any, ...] = ()

    @property
    def known(self) -> bool:
        """True if the text gives a value, in so many words or by implication."""
        return self.state in ("stated", "implied")


@dataclass(frozen=True, slots=True)
class DateField(Field):
    """A date as a field: EDTF in `value`, its first and last day, or candidates."""

    earliest: str | None = None
    latest: str | None = None
    candidates: tuple[str, ...] = ()


NOT_STATED = Field()
NO_DATE = DateField()
NOT_LOOKED_FOR = Field(state="not_looked_for")


@dataclass(frozen=True, slots=True)
class Party:
    """A sender or recipient: what the text calls it and, where the roster knows it, who that is."""

    name: Field = NOT_STATED
    office: Field = NOT_STATED
    state: str | None = None
    actor: str | None = None
    type: Literal["person", "body", "people", "other"] = "other"
    evidence: tuple[Span, ...] = ()

    @property
    def label(self) -> str:
        """What to call the party in a table: its name, else its office, else its state."""
        return str(self.name.value or self.office.value or self.state or "")


SpeakerStatus = Literal[
    "named",
    "role_only",
    "anonymous",
    "group",
    "outlet",
    "document",
    "article",
    "unresolved",
]


@dataclass(frozen=True, slots=True)
class Speaker(Party):
    """Who is said to speak: a party, which kind of source it is, and for whom it stands.

    Args:
        affiliation: the body or place a source is given with ("of the Sejong Institute").
        anonymity_reason: why it isn't named, in the text's words.
    """

    status: SpeakerStatus = "unresolved"
    affiliation: Field = NOT_STATED
    anonymity_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Anything found. `id` is set by `identified`; until then a reader may use names of its own.

    Args:
        rule: what fired, in words: the rule of the reader's table, or the model's label.
    """

    kind: ClassVar[str] = ""
    evidence: tuple[Span, ...]
    reader: str = ""
    rule: str = ""
    certainty: float | None = None
    id: str = ""

    def role_key(self) -> str:
        """What tells this finding from another of its kind on the same words."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Finding):
    """A person, body, state, place or office named in the text; mentions of one share `cluster`."""

    kind: ClassVar[str] = "name"
    type: Literal["person", "organisation", "state", "place", "office", "group"]
    canonical: str
    actor: str | None = None
    state: str | None = None
    cluster: str | None = None
    proposed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Finding):
    """A time expression: TIMEX3 `value`, EDTF and bounds; unresolved ones say what they need.

    Args:
        range: of either end of a range, the whole of it as an EDTF interval.
        why: the reason for its candidates.
    """

    kind: ClassVar[str] = "date"
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str | None = None
    state: State = "stated"
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: Literal["publication", "utterance", "event", "none"] = "none"
    anchor_evidence: tuple[Span, ...] = ()
    candidates: tuple[str, ...] = ()
    range: str | None = None
    why: str | None = None
    needs: str | None = None
    optional: bool = False

    def as_field(self, text: str) -> DateField:
        """This date as the field of another finding, with the same state."""
        return DateField(
            value=(self.range or self.edtf or self.value) if self.state == "stated" else None,
            state=self.state,
            evidence=self.evidence,
            text=text,
            needs=self.needs,
            values=self.candidates if self.state == "ambiguous" else (),
            earliest=self.earliest,
            latest=self.latest,
            candidates=self.candidates,
        )


@dataclass(frozen=True, slots=True)
class Si:
    """A quantity in SI units."""

    value: Any
    unit: str
    dimension: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Finding):
    """A number of something: counts, measures, money, percent, ordinals, fractions.

    Args:
        value: a number, [low, high], or None where the words give none ("dozens of").
        unit: a noun in the singular, the unit's name, or an ISO 4217 code.
        of: what is measured or counted beyond the unit, in the text's words.
        pair: the same quantity in another unit beside it.
    """

    kind: ClassVar[str] = "amount"
    type: Literal["count", "measure", "money", "percent", "ordinal", "fraction"]
    value: Any = None
    unit: str | None = None
    of: str | None = None
    modifier: Literal[">", "<", "~", ">=", "<="] | None = None
    pair: str | None = None
    negated: bool = False
    si: Si | None = None

    def role_key(self) -> str:
        """The type and value."""
        return f"{self.type} {self.value}"


Act = Literal[
    "say",
    "claim",
    "deny",
    "confirm",
    "announce",
    "predict",
    "assess",
    "praise",
    "congratulate",
    "thank",
    "wish",
    "regret",
    "accuse",
    "warn",
    "threaten",
    "promise",
    "demand",
    "ask",
    "refuse",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Finding):
    """Words or views that the text attributes to somebody; the evidence is the content.

    Args:
        source: the words that name who speaks, as they stand at the cue; None where none do.
        cue: the words that attribute ("said", "according to", a colon); None for a quotation
            that carries the one before it on.
        further_cues: the rest of a broken cue.
        form: direct if every word stands in quotation marks, indirect if none does, else mixed.
        parent: the quote inside whose content this one stands; `depth` of them hold it.
        when: when it was said, where the words at the cue tell.
    """

    kind: ClassVar[str] = "quote"
    source: Span | None = None
    cue: Span | None = None
    further_cues: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    form: Literal["direct", "indirect", "mixed"] = "indirect"
    parent: str | None = None
    depth: int = 0
    speaker: Speaker | None = None
    co_speakers: tuple[Speaker, ...] = ()
    act: Act = "say"
    addressee: Field = NOT_STATED
    when: DateField = NO_DATE

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speaker and those who speak with it."""
        return ((self.speaker,) if self.speaker else ()) + self.co_speakers

    def role_key(self) -> str:
        """Who speaks, and how deep it stands: one stretch may be said by one, cited by another."""
        names = [s.actor or s.label or s.name.text or s.status for s in self.speakers]
        return f"{'|'.join(names)}|{self.depth}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Finding):
    """A communication as an object, with every mention of it in the article."""

    kind: ClassVar[str] = "message"
    sender: Party | None = None
    recipient: Party | None = None
    co_senders: tuple[Party, ...] = ()
    co_recipients: tuple[Party, ...] = ()
    bearer: Field = NOT_STATED
    form: str = "other"
    is_reply: bool = False
    replies_to: str | None = None
    mentions: tuple[Span, ...] = ()
    sent: DateField = NO_DATE
    delivered: DateField = NO_DATE
    received: DateField = NO_DATE
    dated: DateField = NO_DATE
    reported: DateField = NO_DATE
    published_edition: DateField = NO_DATE
    channel: Field = NOT_STATED
    occasion: Field = NOT_STATED
    route: Field = NOT_STATED
    place: Field = NOT_LOOKED_FOR
    page: Field = NOT_STATED
    page_share: Field = NOT_STATED
    treatment: Field = NOT_STATED
    item: Any = None
    naming: str | None = None
    words: int | None = None
    role: Literal["reported", "referred", "is_text"] = "reported"
    status: Literal["asserted", "disputed", "denied"] = "asserted"
    scope: Literal["interstate", "party", "domestic"] | None = None

    DATES: ClassVar[tuple[str, ...]] = (
        "sent",
        "delivered",
        "received",
        "dated",
        "reported",
        "published_edition",
    )

    @property
    def senders(self) -> tuple[Party, ...]:
        """The sender and those who sign with it."""
        return ((self.sender,) if self.sender else ()) + self.co_senders

    @property
    def recipients(self) -> tuple[Party, ...]:
        """The recipient and those addressed with it."""
        return ((self.recipient,) if self.recipient else ()) + self.co_recipients

    def role_key(self) -> str:
        """The parties: two messages in one sentence differ by them."""
        sides = (self.senders, self.recipients)
        return "->".join("|".join(p.actor or p.label for p in side) for side in sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Finding):
    """Two statements of one article held against each other; never which of them is wrong.

    Args:
        against: what the evidence was held against, where it stands apart from it.
    """

    kind: ClassVar[str] = "check"
    check: Literal[
        "superlative_vs_counts",
        "order_of_mention",
        "ordinal_in_article",
        "unit_conversion",
        "sum_of_parts",
        "duration_vs_dates",
        "date_order",
        "weekday_vs_date",
        "quote_vs_original",
        "duplicate_text",
        "name_role_at_date",
        "percent_of",
        "age_vs_birth_year",
    ]
    result: Literal["agrees", "differs", "cannot_tell"]
    against: tuple[Span, ...] = ()
    why: str = ""

    def role_key(self) -> str:
        """What was checked."""
        return self.check


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Finding):
    """Who reported, wrote, translated, photographed or supplied the article."""

    kind: ClassVar[str] = "credit"
    role: Literal["reporter", "writer", "translator", "editor", "photographer", "agency", "outlet"]
    name: str

    def role_key(self) -> str:
        """The role: one person may report and translate."""
        return self.role


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate(Finding):
    """A stretch that is not part of the story; marked, never cut."""

    kind: ClassVar[str] = "boilerplate"
    what: Literal["title", "caption", "dateline", "metadata", "navigation", "notice", "byline"]


@dataclass(frozen=True, slots=True)
class About:
    """What a doubt is about: a kind of finding and one of its fields."""

    kind: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt(Finding):
    """Something a reader will not decide, with the place and the reason."""

    kind: ClassVar[str] = "doubt"
    about: About
    why: str

    def role_key(self) -> str:
        """The kind and field doubted."""
        return f"{self.about.kind}.{self.about.field}"


KINDS: dict[str, type[Finding]] = {
    c.kind: c for c in (Name, Date, Amount, Quote, Message, Check, Credit, Boilerplate, Doubt)
}

# Fields that hold the id of another finding of the same article.
REFERS = ("replies_to", "pair", "parent")


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with its findings, in order of first evidence, kind and id."""

    article: Article
    findings: tuple[Finding, ...] = field(default=())

    def of(self, kind: type[K]) -> list[K]:
        """The findings of one kind."""
        return [f for f in self.findings if isinstance(f, kind)]

    def to_json(self) -> dict[str, Any]:
        """The reading as one object of `dragoman.reading/1`."""
        return {
            "schema": SCHEMA,
            "article": self.article.to_json(),
            "findings": [to_json(f) for f in self.findings],
        }


def place(finding: Finding) -> tuple[tuple[int, int, int], str, str]:
    """Sort key of findings in a reading."""
    first = min(map(in_order, finding.evidence), default=(2, 0, 0))
    return (first, finding.kind, finding.id)


def identified(article: Article, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their lasting ids, in order, and links between them rewritten.

    An id is a hash of the article's key, kind, evidence words and `role_key`, so it does not
    change when text before it does. The second finding with the same words gets `-2`.
    """
    found = sorted(findings, key=place)
    seen: Counter[str] = Counter()
    final: dict[tuple[str, str], str] = {}
    named: list[Finding] = []
    for one in found:
        words = "\x1f".join(article.slice(s) for s in one.evidence)
        basis = "\x1e".join((article.key, one.kind, words, one.role_key()))
        name = one.kind[0] + hashlib.sha256(basis.encode()).hexdigest()[:12]
        seen[name] += 1
        if seen[name] > 1:
            name += f"-{seen[name]}"
        final[one.kind, one.id] = name
        named.append(replace(one, id=name))
    linked = []
    for one in named:
        for refer in REFERS:
            if (target := getattr(one, refer, None)) is not None:
                one = replace(one, **{refer: final[one.kind, target]})  # type: ignore[arg-type]
        linked.append(one)
    return tuple(sorted(linked, key=place))


# ---- to JSON and back, by the fields of the dataclasses

_ALWAYS = {"value", "state", "evidence", "text"}


def to_json(thing: Any, *, sparse: bool = False) -> Any:
    """Any finding, field or party as JSON values; a field's empty extras are left out.

    Args:
        sparse: leave out whatever `from_json` fills in by itself; the record stores findings so.
    """
    if isinstance(thing, Span):
        return thing.to_json()
    if isinstance(thing, list | tuple):
        return [to_json(x, sparse=sparse) for x in thing]
    if is_dataclass(thing) and not isinstance(thing, type):
        out: dict[str, Any] = {}
        if isinstance(thing, Finding):
            out = {"id": thing.id, "kind": thing.kind}
        for f in fields(thing):
            value = getattr(thing, f.name)
            if sparse and f.default is not MISSING and value == f.default:
                continue
            empty = value is None or value == () or value is False
            if empty and isinstance(thing, Field) and f.name not in _ALWAYS:
                continue
            if empty and f.name in ("needs", "why", "range"):
                continue
            if f.name != "id":
                out[f.name] = to_json(value, sparse=sparse)
        return out
    return thing


@cache
def _hints(cls: type) -> dict[str, Any]:
    return {k: v for k, v in get_type_hints(cls).items() if get_origin(v) is not ClassVar}


def _from(hint: Any, data: Any) -> Any:
    origin = get_origin(hint)
    if data is None:
        return None
    if hint is Span:
        return Span.from_json(data)
    if origin is tuple:
        return tuple(_from(get_args(hint)[0], x) for x in data)
    if origin in (UnionType, Union):
        (inner,) = (a for a in get_args(hint) if a is not NoneType)
        return _from(inner, data)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{k: _from(hints[k], v) for k, v in data.items() if k in hints})
    return data


def from_json(data: dict[str, Any]) -> Finding:
    """A finding from its JSON object.

    >>> d = Doubt(evidence=(Span(0, 2),), about=About("quote", "speaker"), why="He?")
    >>> from_json(to_json(d)) == d
    True
    """
    made: Finding = _from(KINDS[data["kind"]], data)
    return made


def spans_of(finding: Finding) -> list[Span]:
    """Every span that stands anywhere in a finding."""
    out: list[Span] = []

    def walk(thing: Any) -> None:
        if isinstance(thing, Span):
            out.append(thing)
        elif isinstance(thing, list | tuple):
            for x in thing:
                walk(x)
        elif is_dataclass(thing) and not isinstance(thing, type):
            for f in fields(thing):
                walk(getattr(thing, f.name))

    walk(finding)
    return out


@dataclass(frozen=True)
class Found:
    """What earlier readers gave, of the kinds a reader declared."""

    findings: Sequence[Finding] = ()

    def of(self, kind: type[K]) -> list[K]:
        """The findings of one kind, in order."""
        return [f for f in self.findings if isinstance(f, kind)]

    def with_more(self, more: Iterable[Finding]) -> Self:
        """These and more, in order."""
        return replace(self, findings=tuple(sorted((*self.findings, *more), key=place)))
