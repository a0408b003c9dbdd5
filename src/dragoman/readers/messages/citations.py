"""Messages that a message cites: "your telegram No. 60", "my cablegram 12 of 3 May", "Your 47".

"Your" is from the addressee to the writer of the document, "my" and "our" the other way round.
One finding for each message cited, by its number, else by its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import NO_DATE, Date, DateField, Field, Message, Party
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.documents import scope_between
from dragoman.readers.messages.headings import MONTHS, NUMBER, Heading

_I = re.IGNORECASE
_KIND = (
    r"(?i:(?:(?:circular|personal|secret|confidential|immediate|recent|last|long|previous|earlier|printer|priority|official|"
    r"private|kind|above|further|two|three|various|several|urgent|airmail|air mail|first|second|later|joint)\s+){0,3}"
    r"(?P<kind>(?:circular )?tele(?:gram)?s?|cable(?:gram)?s?|letters?|dispatch(?:es)?|despatch(?:es)?|messages?|"
    r"memorand(?:um|a)|notes?|aides?-m[eé]moires?|savingrams?|circulars?|communications?|signals?|airgrams?|wires?|"
    r"repl(?:y|ies)|teletypes?|immediately (?:preceding|following) (?:tele|cable)grams?))"
)
_A_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{'|'.join(MONTHS)})"
    rf"|(?P<month2>{'|'.join(MONTHS)}) (?P<day2>\d{{1,2}})"
)
_REFERENCE = r"(?:\s*\[\d{1,3}\])*"
_CITED = re.compile(
    rf"(?<![\w'])(?P<owner>[Yy]our|YOUR|[Mm]y|MY|[Oo]ur|OUR)\s+(?:{_KIND}(?![\w-]))?"
    rf"(?P<no>{_REFERENCE}\s*(?:[Nn]o(?:s)?\.?|number)\s*)?"
)
# "Reference D.71." opens a telegram: what it answers, from the addressee.
_REFERENCE_TO = re.compile(
    rf"(?m:^)\s*(?:\d{{1,2}}\\?\.\s+)?(?P<owner>Reference)\s+(?P<kind>)(?P<no>(?:[Nn]os?\.?\s*)?)(?={NUMBER}\b)"
)
# "(telegram 102 to New Zealand)", "in cablegram 7 to Bruce": nobody's but the writer's.
_TO_ANOTHER = re.compile(
    r"(?:\(|\b[Ii]n |\b[Ss]ee )(?P<owner>)(?P<kind>(?:tele|cable)grams?) (?P<no>(?:[Nn]os?\.? ?)?)(?=[A-Z]{0,3}\.?\d)"
)
_ONE = re.compile(rf"{_REFERENCE}\s*(?P<number>{NUMBER}(?:\[[A-Z]\])?)(?![\w%£$])")
_AND = re.compile(rf"{_REFERENCE}\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|or\s+)(?:[Nn]os?\.?\s*)?")
_THROUGH = re.compile(rf"{_REFERENCE}\s*(?:-|to|through)\s*(?=[A-Z.]*\d)")
_OF_DAY = re.compile(
    rf"{_REFERENCE}\s*,?\s*\(?(?:of|dated|date|d\.)?(?:\s+(?:the|yesterday's))?\s*"
)
_TO = re.compile(rf"{_REFERENCE}\s+(?:addressed |sent )?to (?!you\b|me\b|us\b)")
# What follows a number that stands alone: "your 12 aircraft" cites nothing.
_GOES_ON = re.compile(
    r"\s*(?:\[\d|[.,;:()\]'\"—-]|$)|\s+\d{1,2}(?:st|nd|rd|th)\b|\s+(?:of|and|para(?:graph|s)?\d*|paras|may|will|should|would|can|could|must|did|does|had|be|dated|re|regarding|concerning|about|on|in|to|"
    r"that|which|is|was|were|has|have|are|repeated|refers?|says|states|suggests|for|you|I|we|it|as|with|the|not)\b"
)
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_ANY_OFFICE = {"prime", "minister", "secretary", "state", "president"}
_FOLLOWING_FOR = re.compile(
    r"\b[Ff]ollowing (?:message |telegram |is |personal )*(?:for|to) (?:the )?"
    r"(?P<who>[A-Z][\w.'-]+(?: (?:of|for|the|[A-Z][\w.'-]+)){0,5})"
)
_COUNTED = re.compile(r",?\d{3}\b|\s+(?:men|troops|aircraft|tons|miles|people|pounds|dollars)\b")
_NUMBER_LATER = re.compile(
    rf"{_REFERENCE},?\s*\(?(?:[Nn]o\.?\s*|(?=(?:Circular )?[A-Z]{{1,3}}\.? ?\d))(?P<number>{NUMBER})(?!\w)"
)
_OTHERS_WORDS = re.compile(
    r"\b[Ff]ollowing (?:is (?:the )?(?:text of )?(?:a )?)?(?:personal |secret )?(?:(?:tele|cable)grams?|messages?|letters?|cables?)"
    r"(?: \w+){0,4} (?:received |has been received )?from\b|\bmessage begins\b|"
    r"\b(?:convey|pass|transmit|deliver|hand|forward) (?:the )?following\b",
    _I,
)
_ANSWERS = re.compile(
    r"(?:\bin (?:reply|answer|response) to|\brepl(?:y|ying) to|\banswer(?:ing)? to|\bresponding to|\bwith reference to|"
    r"\breference(?: is made to)?|\brefer(?:ring)? to|\bre|\bthank(?:s| you)(?:(?: \w+){0,2} for)?|\backnowledge(?: the)?(?: receipt of)?|"
    r"\b(?:acknowledg\w+ )?(?:the )?receipt of|\bgrateful for|\bI have(?: now)?(?: \w+){0,2} (?:received|considered|read|seen)|\bappreciate)"
    r"\s+(?:(?:the|both|of|to)\s+)*(?:paragraphs? [\d()a-z, and]+ of )?\Z",
    _I,
)
_LEAD = 160  # characters before a citation, in which "in reply to" or a topic stands
_OPENING = 4  # paragraphs of a message in which it says what it answers


@dataclass
class _Cited:
    """A message cited: every place that names it."""

    owner: str
    kind: str
    number: Span | None
    date: Date | None
    spans: list[Span] = field(default_factory=list)
    to: tuple[Party, ...] = ()
    answered: bool = False


def with_citations(a: Clauses, made: Message, h: Heading) -> Iterator[Message]:
    """The document's message, saying whether and what it answers, and the messages it cites."""
    cited = _cited(a, made, h)
    found = [_message(made, c, n, a) for n, c in enumerate(cited)]
    answered = [m.id for m, c in zip(found, cited, strict=True) if c.answered]
    yield replace(made, is_reply=bool(answered), replies_to=answered[0] if answered else None)
    yield from found


def _message(made: Message, c: _Cited, n: int, a: Clauses) -> Message:
    """The cited message: its sides are those of the document, turned round for "your"."""
    article = a.text.article
    senders, recipients = made.senders, c.to or made.recipients
    if c.owner == "your":
        senders, recipients = made.recipients, c.to or made.senders
    senders, recipients = tuple(map(_implied, senders)), tuple(map(_implied, recipients))
    number = Field()
    if c.number:
        words = article.slice(c.number)
        bare = re.sub(r"\bNos?\b\.?\s*", "", " ".join(words.split()))  # "Johcu No. 38"
        bare = bare.replace("[", "").replace("]", "")  # "31[A]": an editor's addition
        number = Field(bare, "stated", (c.number,), words)
    return Message(
        id=f"cited{n}",
        evidence=(c.spans[0],),
        rule=f"cited as {c.owner!r}",
        sender=senders[0] if senders else None,
        co_senders=senders[1:],
        recipient=recipients[0] if recipients else None,
        co_recipients=recipients[1:],
        form=_form(c.kind, made),
        number=number,
        dated=_dated(c.date, article.slice(c.date.evidence[0]), made.dated) if c.date else NO_DATE,
        mentions=tuple(c.spans),
        role="referred",
        scope=scope_between(senders, recipients),
    )


def _dated(cited: Date, words: str, own: DateField) -> DateField:
    """The day of a cited message; one without a year is the last before the day of the document.

    What is cited has been written: "my letter of 12 December" in January is the December before.
    """
    m = _A_DAY.search(words)
    if m is None or not own.known or own.value is None or re.search(r"\d{4}", words):
        return cited.as_field(words)
    month = MONTHS.index(m["month"] or m["month2"]) + 1
    number, last = int(m["day"] or m["day2"]), date.fromisoformat(own.value)
    for year in range(last.year, last.year - 5, -1):  # a 29 February may lie four years back
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= last:
            value = day.isoformat()
            return DateField(value, "stated", cited.evidence, words, earliest=value, latest=value)
    return cited.as_field(words)


def _implied(p: Party) -> Party:
    """A side of the document meant by "your" or "my"."""
    return replace(p, name=_meant(p.name), office=_meant(p.office))


def _meant(field: Field) -> Field:
    return replace(field, state="implied") if field.known else field


def _form(kind: str, made: Message) -> str:
    kind = kind.casefold()
    if kind.startswith(("note", "aide")):
        return "note" if made.scope == "interstate" else "other"
    if kind.startswith("letter") and made.form == "personal_letter":
        return "personal_letter"
    return "reply_message" if kind.startswith("repl") else "other"


# ---- finding them


def _cited(a: Clauses, made: Message, h: Heading) -> list[_Cited]:
    plain = a.text.plain["text"]
    stop = h.body.end
    if m := _OTHERS_WORDS.search(plain, h.body.start, h.body.end):
        stop = m.end()
    stop = min(stop, _for_others(plain, made, h))
    opening = _opening(a, h)
    held: dict[tuple[str, str], _Cited] = {}
    seen: set[str] = set()
    spoken = (p.finditer(plain, h.body.start, stop) for p in (_CITED, _REFERENCE_TO, _TO_ANOTHER))
    for m in sorted(chain.from_iterable(spoken), key=lambda m: m.start()):
        if not (m["kind"] or m["no"] or m.end() < stop):
            continue
        if a.text.in_quotation(Span(*m.span())):
            continue
        for c in _at(a, m, stop):
            place = c.spans[0].start
            answers = c.owner == "your" and place < opening and _is_answered(a, h, m, plain)
            if c.number is None and c.date is None and (not answers or c.owner in seen):
                continue
            held_as = (c.owner, _key(plain, c))
            one = held.setdefault(held_as, c)
            seen.add(c.owner)
            if one is not c:
                one.spans += c.spans
                one.date = one.date or c.date
            one.answered = one.answered or answers
    return sorted(held.values(), key=lambda c: in_order(c.spans[0]))


def _for_others(plain: str, made: Message, h: Heading) -> int:
    """Where a text meant for somebody else than the addressee begins: its "your" is not his."""
    known = " ".join(f"{p.name.value or ''} {p.office.value or ''}" for p in made.recipients)
    offices = (t.office for p in made.recipients if p.actor for t in lore.roster()[p.actor].offices)
    words = set(re.findall(r"[a-z]{4,}", f"{known} {' '.join(offices)}".casefold()))
    for m in _FOLLOWING_FOR.finditer(plain, h.body.start, h.body.end):
        who = set(re.findall(r"[a-z]{4,}", m["who"].casefold())) - _ANY_OFFICE
        if who and not who & words:
            return m.end()
    return h.body.end


def _key(plain: str, c: _Cited) -> str:
    if c.number:
        return re.sub(r"[\W_]", "", plain[c.number.start : c.number.end]).casefold()
    return str(c.date.value if c.date else "")


def _opening(a: Clauses, h: Heading) -> int:
    """Where the opening of the message ends."""
    inside = [p.span for p in a.text.paragraphs if h.body.holds(p.span)]
    prose = [p for p in inside if not a.text.words(p).isupper()]
    return prose[:_OPENING][-1].end if prose else h.body.end


def _is_answered(a: Clauses, h: Heading, m: re.Match[str], plain: str) -> bool:
    """True if the citation opens its paragraph, or stands after "in reply to" and the like."""
    p = a.text.paragraph_at(Span(*m.span()))
    start = max(h.body.start, a.text.paragraphs[p].span.start) if p >= 0 else h.body.start
    lead = plain[max(start, m.start() - _LEAD) : m.start()]
    if _ANSWERS.search(lead):
        return True
    if m.start() - start >= _LEAD:
        return False
    # "1. Your 47 ...", "INDONESIA. Your 47 ...": nothing but a number or a topic before it.
    bare = re.sub(r"^\s*(?:\d{1,2}\\?\.|\([a-z\d]\))\s*", "", lead)
    sentences = re.split(r"(?<=[.:\]])\s+", bare.strip())
    topic = all(len(s.split()) <= 6 and s.endswith((".", ":", "]")) for s in sentences if s)
    return bool(not bare.strip() or bare.isupper() or (topic and len(sentences) <= 2))


def _at(a: Clauses, m: re.Match[str], stop: int) -> list[_Cited]:
    """The messages that stand behind one "your" or "my": several numbers, each with its day."""
    plain = a.text.plain["text"]
    owner = "your" if m["owner"].casefold() in ("your", "reference") else "my"
    kind = m["kind"] or ""
    out: list[_Cited] = []
    at = m.end()
    while n := _ONE.match(plain, at, stop):
        if _no_number(plain, n, m, bool(out)) or _begins_day(a, plain, n):
            break
        span = Span(*n.span("number"))
        one = _Cited(owner, kind, span, None, [Span(m.start(), span.end) if not out else span])
        out.append(one)
        at = n.end()
        if day := _day(a, plain, at, stop):
            at = day.evidence[0].end
            for x in reversed(out):
                if x.date is not None:
                    break
                x.date = day
        sep = _AND.match(plain, at, stop) or _THROUGH.match(plain, at, stop)
        if sep is None:
            break
        at = sep.end()
    if not out and kind:
        day = _day(a, plain, m.end(), stop)
        end = day.evidence[0].end if day else m.end("kind")
        later = _NUMBER_LATER.match(plain, end, stop) if day else None
        number = Span(*later.span("number")) if later else None
        at = later.end() if later else end
        out = [_Cited(owner, kind, number, day, [Span(m.start(), at)])]
    if out and (to := _TO.match(plain, at, stop)):
        phrase = a.parties.at(to.end(), stop)
        if phrase:
            for x in out:
                x.to = phrase.parties[:1]
    if not m["owner"] and not (out and out[0].to):
        return []
    return out


def _no_number(plain: str, n: re.Match[str], m: re.Match[str], listed: bool) -> bool:
    """True where digits are a count or a word runs on: "your 12 aircraft"."""
    number = n["number"]
    if m["kind"] or m["no"] or m["owner"] == "Reference":
        plural = re.match(
            r"\s+(?:hours?|days?|weeks?|months?|pages?|minutes?|million)\b",
            plain[n.end() : n.end() + 12],
        )
        return bool(plural)
    if re.match(r"[a-z]", number) or re.match(
        r"(?:Section|Article|Chapter|Clause|Part|Volume|Document)\b", number
    ):
        return True
    if m["owner"][0].isupper() and re.match(r"\s+[A-Z][a-z]", plain[n.end() : n.end() + 4]):
        return False  # "Your 59 Reparations": a topic follows
    if _YEAR.fullmatch(number):
        return not _GOES_ON.match(plain, n.end(), n.end() + 30)
    if len(re.sub(r"\D", "", number)) > 2 or number[0].isalpha():
        return bool(_COUNTED.match(plain, n.end()))
    if listed and re.match(
        r"\s+(?:[a-z]+s|men|aircraft|divisions?)\b", plain[n.end() : n.end() + 20]
    ):
        return not _GOES_ON.match(plain, n.end())
    return not _GOES_ON.match(plain, n.end(), n.end() + 30)


def _begins_day(a: Clauses, plain: str, n: re.Match[str]) -> bool:
    """True where the digits are those of a date: "your telegram 27 October"; not "13 of August 12th"."""
    day = a.date_at_place(n.start("number"))
    if day is None:
        return False
    words = plain[day.evidence[0].start : day.evidence[0].end]
    return not words.isdigit() and not re.match(r"\d+ of ", words)


def _day(a: Clauses, plain: str, at: int, stop: int) -> Date | None:
    """The date right behind a citation: "of 18th March", "dated 3 May"."""
    m = _OF_DAY.match(plain, at, stop)
    return a.date_at_place(m.end()) if m else None
