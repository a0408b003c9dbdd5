"""The heading of a printed document: "A to B", its head line, where its own words begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import NO_DATE, DateField
from dragoman.grammar import Grammar, Paragraph
from dragoman.readers.messages.cues import cues

_I = re.IGNORECASE
# Paragraphs in which a head line is looked for, behind a title that stands in the text.
_HEAD = 4
_REMARK = 3  # words that may follow the date in a head line: a second number, a remark
_LONGEST_CLOCK = 60  # characters behind the day of a head: "6.45 p.m. [1] (extract)"
_LONGEST_HEAD = 240  # characters; a head line is no paragraph of prose
_REFERENCE = r"(?:\s*\[\d{1,3}\])"
# A series and its number: "47", "D.123", "S-35", "United Nations 12", "KU4/43", "138 and 139".
NUMBER = r"(?:(?:[A-Z][A-Za-z]{0,11}[.]?[- ]? ?){1,2}|\d[A-Z]{2,4})?\d+(?:[/-]\d+){0,4}(?:/?[A-Z]{1,3}(?![A-Za-z]))?(?:/\d+){0,2}"
MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_YEAR = r"\[?(?:\d\[?\d\[?\d\[?\d)\]?"  # "194[8]": what an editor supplied
_DAY = (
    rf"(?:\[?\?? ?\d{{1,2}}(?:st|nd|rd|th)?\]?(?: \[\d\])? \[?{_MONTH}\]?,? {_YEAR}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})"
)
_YEAR_ONLY = re.compile(rf"{_MONTH}(?: \[\d\])? {_YEAR}\]?,?\s*\Z")  # "[December [1] 1945]"
_A_DAY = re.compile(_DAY)
_PLACE = re.compile(
    rf"(?P<place>[A-Z][A-Za-zÀ-ÿ'’-]+\.?(?: [A-Z][A-Za-zÀ-ÿ'’.-]+){{0,3}})\]?,? (?:\[?n\.d\.|\[?(?:undated|{_DAY}))"
)
_SOURCE_LINE = re.compile(r"^\s*_*\s*(?:\[[A-Z]{2,5}\s?:|Source:)")
_NOTE = re.compile(r"(?:\[1\]|1)\s+(?=[A-Z'‘\"“])")  # "1." numbers a paragraph
_RULE = re.compile(r"(?m)^[ \t]*(?:_+|-{3,}|\*{3,}|(?:\* ){2,}\*)[ \t]*$")
_CUT = re.compile(r"\bextracts?\b|\bmatter omitted\b|\[\.\.\.\]", _I)


@dataclass(frozen=True)
class Heading:
    """What stands over a document, and where its own words are.

    Args:
        senders: where the title names who writes; None where it doesn't.
        recipients: likewise to whom.
        kind: "cablegram", "letter" ... in small letters; "" where nothing says it.
        number: of its series, as written.
        body: from the first word under the head to the last before notes and source.
        whole: False for an extract.
    """

    senders: Span | None
    recipients: Span | None
    kind: str
    number: Span | None
    unnumbered: Span | None
    day: DateField
    place: Span | None
    head: Span | None
    body: Span
    whole: bool


@dataclass(frozen=True)
class _Cues:
    kind: re.Pattern[str]
    draft: re.Pattern[str]
    title_kind: re.Pattern[str]
    no_message: re.Pattern[str]
    accredited: re.Pattern[str]
    trailing: re.Pattern[str]


@cache
def _cues() -> _Cues:
    table = lore.words("documents")
    kinds = table["kinds"].replace("\n", "")
    before = rf"(?:(?:{table['kind_before']})\s+)*"
    a_kind = rf"{before}(?P<kind>{kinds})"
    return _Cues(
        kind=re.compile(rf"\s*[\[(]?(?:(?-i:[A-Z])[a-z]+ )?{a_kind}\b[\])]?", _I),
        draft=re.compile(r"^\s*\[?draft\b|\(draft\)", _I),
        title_kind=re.compile(rf"\s*(?:\d{{1,4}}[A-Za-z]?\.\s+)?{a_kind}\s+from\s+", _I),
        no_message=re.compile(
            rf"\s*(?:\d{{1,4}}[A-Za-z]?\.\s+)?(?:{table['no_message'].replace(chr(10), '')})", _I
        ),
        accredited=re.compile(rf"(?:{table['accredited']})(?: \[\d+\])?\Z"),
        trailing=re.compile(
            rf"\s+{before}(?P<kind>{kinds})(?:\s+(?:unnumbered|(?P<number>{NUMBER}))\b.*|(?-i: [A-Z]{{4,}}[ ,].*))?\s*\Z"
            rf"|(?-i:\s+\[?[A-Z]{{4,}}(?: [A-Z]+){{0,2}}\]?, \d.*\Z)",
            _I,
        ),
    )


def heading(text: Grammar) -> Heading | None:
    """The heading of a document that is itself a message; None for every other text."""
    title = _title(text)
    paragraphs = [p for p in text.paragraphs if p.span.where == "text" and p.span != title]
    if title is None or not paragraphs:
        return None
    words = text.words(title)
    c = _cues()
    if c.no_message.match(words):
        return None
    sides = _sides(title, words)
    if sides is None:
        return None
    senders, recipients, kind, tail = sides
    head = _head(text, paragraphs)
    told = _line(text, Span(title.start + tail, title.end, title.where), _Head()) if tail else None
    if not kind and (head is None or not (head.kind or head.alone)):
        return None
    found = _joined(head or _Head(), told)
    first = paragraphs[0].span
    if recipients is None and head and first.end <= head.start and not text.words(first).isupper():
        recipients = first  # a title cut at "to" goes on in the text
    after = found.after if head else paragraphs[0].span.start
    end = _end(text, paragraphs, after)
    if not (found.kind or kind or found.place) and not _speaks(text, Span(after, end)):
        return None  # a report under a date: "Xi to Pyongyang", March 17, 2018
    over = title if head is None else Span(found.start, found.after)
    cut = _CUT.search(text.words(over)) or _CUT.search(text.words(Span(after, end)))
    return Heading(
        senders=senders,
        recipients=recipients,
        kind=(found.kind or kind).casefold(),
        number=found.number,
        unnumbered=found.unnumbered,
        day=found.day,
        place=found.place,
        head=Span(found.start, found.after) if head else None,
        body=Span(after, end),
        whole=not cut,
    )


_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Yy]our|[Mm]y|[Oo]ur)\b")
_QUOTED = re.compile(r"\"[^\"]*\"?")


def _speaks(text: Grammar, body: Span) -> bool:
    """True if somebody speaks to somebody outside of quotation marks."""
    return _SPEAKS.search(_QUOTED.sub(" ", text.words(body))) is not None


def _joined(head: _Head, told: _Head | None) -> _Head:
    """The head line with what the title's end tells beyond it: "Ball to Evatt Cablegram 142"."""
    if told is None:
        return head
    return replace(
        head,
        kind=head.kind or told.kind,
        number=head.number or told.number,
        unnumbered=head.unnumbered or (None if head.number else told.unnumbered),
        day=head.day if head.day.known else told.day,
        place=head.place or told.place,
    )


def _title(text: Grammar) -> Span | None:
    article = text.article
    if article.title_span is not None:
        return article.title_span
    return Span(0, len(article.title), "title") if article.title else None


# ---- the title


_PARTICLE = re.compile(r"(?:the|de|van|von|der|den|di|da|le|la|el|al|ter|ten) (?=[A-Zdvt])")
_TO = re.compile(r"(?<![\w-])to(?![\w-])")


def _sides(title: Span, words: str) -> tuple[Span, Span | None, str, int] | None:
    """Where a title names writer and addressee, the kind of document, where a head line follows."""
    c = _cues()
    lead = c.title_kind.match(words)
    start = lead.end() if lead else _numbered(words)
    kind = lead["kind"] if lead else ""
    stop, tail = len(words.rstrip()), 0
    if m := c.trailing.search(words, start + 1):
        stop, kind, tail = m.start(), kind or m["kind"] or "document", m.start()
    for m in _TO.finditer(words, start, stop):
        before, after = words[start : m.start()].rstrip(" ,"), words[m.end() : stop].strip(" ,")
        if not before or _accredits(before, after):
            continue
        if c.kind.fullmatch(before):
            return None  # "Letter to B": nobody is named who writes
        if not (before[0].isupper() or _PARTICLE.match(before)):
            return None
        left = Span(title.start + start, title.start + start + len(before), title.where)
        if not after:
            return left, None, kind, tail
        if not _party_like(before) or not _party_like(after) or _sends(before):
            return None
        at = words.index(after[0], m.end())
        return left, Span(title.start + at, title.start + at + len(after), title.where), kind, tail
    return None


def _numbered(words: str) -> int:
    m = re.match(r"\s*(?:\d{1,4}[A-Za-z]?\.?\s+)?", words)
    return m.end() if m else 0


def _accredits(before: str, after: str) -> bool:
    """True where "to" belongs to the office: "Minister to the United States"."""
    if not _cues().accredited.search(before) or before.endswith(
        ("Prime Minister", "Foreign Minister")
    ):
        return False
    word = re.sub(r"^the ", "", after, flags=_I)
    return bool(_places().match(word))


@cache
def _places() -> re.Pattern[str]:
    """A state, a people, an international body: where somebody may be accredited."""
    forms = {f for s in lore.states().values() for f in (s.name, *s.aliases, *s.demonyms)}
    forms |= {
        f
        for a in lore.roster().values()
        if a.type == "international"
        for f in (a.name, *a.variants)
    }
    forms |= {"United", "Soviet", "Holy See", "Vatican", "Court", "Netherlands", "Government"}
    either = "|".join(sorted(map(re.escape, filter(str.isascii, forms)), key=len, reverse=True))
    return re.compile(rf"(?:{either})(?!\w)")


_VERB = re.compile(
    r"\b(?:visits?|meets?|travels?|says?|arrives?|attends?|will|is|are|has|have|was|were|on the|sends?|"
    r"speaks?|calls?|vows?|returns?|leaves?)\b|[:;!?\"]"
)


def _party_like(words: str) -> bool:
    """True if words may name somebody: capitals, no verb of a headline."""
    if _VERB.search(words) or len(words) > 200:
        return False
    first = re.sub(r"^(?:the|an?) ", "", words, flags=_I)
    return bool(first) and (first[0].isupper() or first[0] == "[" or bool(_PARTICLE.match(first)))


def _sends(words: str) -> bool:
    """True for a headline that tells of a message: "X sent a gift to Y", "Message of thanks to Y"."""
    c = cues()
    return bool(c.noun.search(words) or c.verb.search(words))


# ---- the head line


@dataclass(frozen=True)
class _Head:
    start: int = 0
    after: int = 0
    kind: str = ""
    number: Span | None = None
    unnumbered: Span | None = None
    day: DateField = NO_DATE
    place: Span | None = None
    alone: bool = False  # nothing follows on its line: not the dateline of a report


_SUPPLIED = re.compile(r"\s*\[?(?P<number>(?<=\[)\d{2,5}[A-Z]?(?=\])|(?<!\[)\d{1,5}\[[A-Z]\])")
_NUMBERS = re.compile(
    rf"\s*[,.]?\s*(?:Nos?\.?\s*)?(?:(?P<none>unnumbered)|(?P<number>{NUMBER}(?:(?:,| and| &)\s*{NUMBER})*))"
    rf"(?=\s*(?:\([^)]*\)\s*)*,?(?:\s*$|\s+(?!{_MONTH})[A-Zn\d(]))"
)


def _head(text: Grammar, paragraphs: list[Paragraph]) -> _Head | None:
    """The head line: kind, number, place, date; it may be cut over two paragraphs."""
    found = _Head()
    if paragraphs and _cues().draft.search(text.words(paragraphs[0].span)[:60]):
        return None
    for p in paragraphs[:_HEAD]:
        found = _line(text, p.span, found)
        if found.after:
            return found
    return (
        replace(found, after=found.start)
        if found.number or found.unnumbered or found.alone
        else None
    )


def _line(text: Grammar, line: Span, before: _Head) -> _Head:
    """What a line adds to the head so far; `after` is set where the head ends in it."""
    words, at = text.words(line)[:_LONGEST_HEAD], line.start
    found = before
    m = _cues().kind.match(words)
    if m and not found.kind and not re.match(r"\s+(?:from|by|of|to|for|on)\b", words[m.end() :]):
        found = _with_kind(found, words, m, line)
    day = _A_DAY.search(words)
    if day is None:
        named = found.kind and found.kind != before.kind
        undated = "n.d." in words or _YEAR_ONLY.search(words)
        return replace(found, after=line.end, alone=True) if named and undated else found
    place = _PLACE.search(words)
    if not (found.kind or place or _is_date_line(words)):
        return found
    after = _after(text, line, at + day.end())
    later = _cues().kind.match(words, after - at) if not found.kind else None
    if later:  # "THE HAGUE, 9 January 1948 Cablegram Hag 5"
        found, after = _with_kind(found, words, later, line), line.end
    return replace(
        found,
        start=found.start if found.kind and found.start else at,
        after=after,
        day=_day(text, Span(at + day.start(), at + day.end(), line.where)),
        place=Span(at + place.start("place"), at + place.end("place"), line.where)
        if place
        else None,
        alone=_alone(text.words(Span(after, line.end, line.where))),
    )


def _with_kind(found: _Head, words: str, m: re.Match[str], line: Span) -> _Head:
    number, none = _number(words, m.end(), line)
    start = found.start or line.start
    return replace(found, kind=m["kind"], start=start, number=number, unnumbered=none)


def _alone(rest: str) -> bool:
    return len(rest.split()) <= _REMARK


def _is_date_line(line: str) -> bool:
    return bool(re.match(rf"\s*\[?(?:[A-Z][\w' -]+, )?{_DAY}", line))


def _plain(line: str) -> str:
    """The line without an editor's brackets and the marks of notes, character for character."""
    line = re.sub(rf"{_REFERENCE}(?!\\w)", lambda m: " " * len(m.group()), line)
    return re.sub(r"[\[\]?]", " ", line)


def _number(line: str, at: int, where: Span) -> tuple[Span | None, Span | None]:
    if given := _SUPPLIED.match(line, at):  # "[100] [1]": a number in an editor's brackets
        return Span(
            where.start + given.start("number"), where.start + given.end("number"), where.where
        ), None
    m = _NUMBERS.match(_plain(line), at)
    if m is None or re.match(rf"\s*\[?{_DAY}", line[at:]):
        return None, None
    name = "none" if m["none"] else "number"
    span = Span(where.start + m.start(name), where.start + m.end(name), where.where)
    return (None, span) if m["none"] else (span, None)


def _day(text: Grammar, at: Span) -> DateField:
    """The day of a head line, without the hour that may follow."""
    words = text.words(at)
    month = next(n for n, m in enumerate(MONTHS, 1) if m in words)
    numbers = re.findall(r"\d+", words.replace("[", "").replace("]", ""))
    day, year = int(numbers[0]), int(numbers[-1])
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return NO_DATE
    as_written = text.article.slice(at)
    return DateField(value, "stated", (at,), as_written, earliest=value, latest=value)


_CLOCK = re.compile(
    r"(?:[\]\s,—-]*(?:\d{1,2}(?:[.:]\d\d?)?\s*(?:[ap]\.?\s?m\.?|noon|hrs|midnight)|\d{1,2} noon|noon|midnight|\.)"
    r"|[\]\s,]*\[\d{1,3}\]|[\s,]*\([^)]*\)|[\s,\]]+)*",
    _I,
)


def _after(text: Grammar, line: Span, end: int) -> int:
    """Where the head ends: after the clock time."""
    m = _CLOCK.match(text.plain[line.where], end, min(line.end, end + _LONGEST_CLOCK))
    return m.end() if m else end


# ---- the document's own words


def _end(text: Grammar, paragraphs: list[Paragraph], start: int) -> int:
    """Where the message's own words end: before notes, an attachment, the source."""
    plain = text.article.text
    last = paragraphs[-1].span.end
    mark = plain.find("[1]")
    if m := _RULE.search(plain, start):
        last = min(last, m.start())
    for p in paragraphs:
        if p.span.start <= start or p.span.start >= last:
            continue
        words = plain[p.span.start : p.span.end]
        noted = 0 <= mark < p.span.start and _NOTE.match(words)
        if noted or _SOURCE_LINE.match(words):
            last = p.span.start
            break
    kept = [p.span.end for p in paragraphs if p.span.start < last]
    return max(start, min(last, max(kept, default=start)))
