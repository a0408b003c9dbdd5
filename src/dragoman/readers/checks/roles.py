"""An office with which a text names a person of the roster, against the days on which it was held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Check, Date, Name
from dragoman.grammar import Grammar
from dragoman.grammar.bearers import offices_said
from dragoman.lore import Actor, Tenure
from dragoman.places import Places

# Offices that one person holds at a time and of which the roster knows the days; of others a person
# may have held more than it lists.
_TOP = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emperor|emir|sultan|minister of foreign affairs|"
    r"secretary of state|secretary-general|general secretary)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?P<office>(?:(?:[A-Z][\w.]+(?:-[A-Z]\w+)*(?:'s)?|of|the|for|and|&|prime|vice|deputy|first|acting|then|former|late) )*?"
    r"(?:[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|King|Queen|Emperor|Emir|Sultan|[Ff]oreign [Mm]inister|"
    r"Secretary of State|Secretary-General|General Secretary)(?: of (?:the )?[A-Z][\w-]+(?: (?:and|of|the|[A-Z][\w-]+))*?)?) \Z"
)
_APPOSITION = re.compile(
    r"\A, (?:the )?(?P<office>(?:[A-Z][\w-]+ )*(?:[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|[Kk]ing|[Ee]mir|[Ss]ultan|"
    r"[Ff]oreign [Mm]inister|[Ss]ecretary of [Ss]tate|[Ss]ecretary-[Gg]eneral|[Gg]eneral [Ss]ecretary)"
    r"(?: of (?:the )?[A-Z][\w-]+(?: (?:of |the )*[A-Z][\w-]+)*)?)(?=[,.;)]|\Z)"
)
# Not the holder of that day, and the words say so.
_NOT_NOW = re.compile(
    r"\b(?:former|then|ex|late|first|second|one-time|onetime|future|outgoing|ousted|deposed|elect|designate|incoming|candidate|"
    r"acting|vice|deputy|honorary|emeritus|next|previous|last|old|past|nominee|hopeful|presumptive|shadow|self-styled|self-proclaimed|under|"
    r"assistant|interim|caretaker|would-be|prospective|wife|widow|son|daughter|family|lady)\b|\bex-",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:[Pp]resident|[Pp]rime|[Pp]remier|[Cc]hancellor|King|Queen|Emperor|Emir|Sultan|[Ff]oreign|Secretary|General)\b"
)
# The sentence looks back: it may tell of the days of the office.
_BACK = re.compile(
    r"\b(?:anniversary|memory|birthday|grave|monument|statue|ago|during|under|era|when|history|historic\w*|funeral|"
    r"legacy|had|served|time|times|administration|tenure|museum|cent(?:er|re)|library|portrait|book|memoirs?|signed|"
    r"death|died|resign\w*|appointed|elected|stepped|retired|passed away|mourn\w*|condolences?|since|named after|born)\b",
    re.IGNORECASE,
)
# A new holder is called so from the election on, an old one until the successor is sworn in.
_CHANGING_HANDS = timedelta(days=120)


def roles(text: Grammar, names: list[Name], dates: list[Date]) -> Iterator[Check]:
    """A check for each office that its bearer did not hold on the day of the article.

    Only what differs, or can't be told, is worth a line; once for each person and office. A text
    that speaks of a day of the tenure anywhere is passed over: it may look back.
    """
    day = text.article.reference_date.value
    if day is None:
        return
    roster = lore.roster()
    told: set[tuple[str, str]] = set()
    named = Places((n.evidence[0], n) for n in names)
    for n in names:
        actor = roster.get(n.actor or "")
        if actor is None or not actor.is_person:
            continue
        for office, span in _offices(text, n, named):
            tenures = [t for t in offices_said(actor, office) if _TOP.search(t.office)]
            key = (actor.id, tenures[0].office) if tenures else None
            if not tenures or key is None or key in told:
                continue
            if found := _held(text, actor, tenures, day, office, span, dates):
                told.add(key)
                yield found


def _offices(text: Grammar, n: Name, names: Places[Name]) -> Iterator[tuple[str, Span]]:
    """The office before a name, or behind it after a comma, with the words of both."""
    at = n.evidence[0]
    i = text.paragraph_at(at)
    if i < 0 or text.in_quotation(at):
        return
    p = text.paragraphs[i].span
    before = text.words(Span(max(p.start, at.start - 90), at.start, at.where))
    after = text.words(Span(at.end, min(p.end, at.end + 90), at.where))
    if m := _TITLE.search(before):
        start = at.start - (len(before) - m.start("office"))
        lead = before[: m.start("office")][-24:]
        if not _NOT_NOW.search(f"{lead} {m['office']}") and not after.startswith(("-", " -")):
            span = Span(start, at.end, at.where)
            if _of_his_side(n, span, names) and (office := _trimmed(m["office"], names, span)):
                yield office[0], office[1]
    elif (m := _APPOSITION.match(after)) and not _NOT_NOW.search(before[-24:]):
        span = Span(at.start, at.end + m.end(), at.where)
        if _of_his_side(n, span, names):
            yield m["office"], span


def _of_his_side(n: Name, span: Span, names: Places[Name]) -> bool:
    """True if the words name nobody else, and no other side than the one he acts for."""
    others = (x for x in names.meeting(span) if x is not n and x.evidence[0] != n.evidence[0])
    return all(x.type != "person" and x.state in (None, n.state) for x in others)


def _trimmed(office: str, names: Places[Name], span: Span) -> tuple[str, Span] | None:
    """The office from its first word, without capitals that open the sentence."""
    first = min((x.evidence[0].start for x in names.meeting(span)), default=span.end)
    m = _HEAD.search(office)
    start = span.start + (m.start() if m else 0)
    start = min(start, max(first, span.start))
    return office[start - span.start :], Span(start, span.end, span.where)


def _held(
    text: Grammar,
    actor: Actor,
    tenures: Iterable[Tenure],
    day: str,
    office: str,
    span: Span,
    dates: list[Date],
) -> Check | None:
    some = list(tenures)
    if any(t.on(day) != "not" or _near(t, day) for t in some):
        return None
    home = text.sentence_at(span)
    words = text.words(home.span) if home else ""
    exact = all(_to_the_day(t, day) for t in some)
    after = any(t.until and day > t.until for t in some)
    if after and (_BACK.search(words) or not _says_of_whom(office) or not exact):
        return None  # a former president may be called so for life
    if any(_meets(t, d) for t in some for d in dates):
        return None
    shown = "; ".join(f"{t.office} {t.since or '?'} to {t.until or 'today'}" for t in some)
    return Check(
        evidence=(span,),
        rule="roster",
        check="name_role_at_date",
        result="differs" if exact else "cannot_tell",
        why=f"the roster has {actor.name} as {shown}; the article is of {day}",
    )


def _says_of_whom(office: str) -> bool:
    """True for "Russian President" and "president of Russia"; "President" alone may be courtesy."""
    return len(re.findall(r"[A-Z][\w.]+", office)) > 1 or " of " in office


def _meets(t: Tenure, d: Date) -> bool:
    """True if a date of the text may lie in the tenure."""
    if d.type != "DATE" or not d.earliest or not d.latest or d.earliest.startswith("-"):
        return False
    return t.on(d.earliest[:10]) != "not" or t.on(d.latest[:10]) != "not" or bool(
        t.since and t.until and d.earliest[:10] <= t.since and t.until <= d.latest[:10]
    )  # fmt: skip


def _near(t: Tenure, day: str) -> bool:
    """True within some months of either end."""
    here = date.fromisoformat(day[:10])
    ends = [e for e in (t.since, t.until) if e and len(e) == 10]
    return any(abs(date.fromisoformat(e) - here) <= _CHANGING_HANDS for e in ends)


def _to_the_day(t: Tenure, day: str) -> bool:
    """True if the end beyond which the day lies is known to the day."""
    end = t.since if t.since and day < t.since else t.until
    return end is not None and len(end) == 10
