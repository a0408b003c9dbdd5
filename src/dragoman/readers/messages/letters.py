"""A letter or appeal printed whole: a headline "Letter to B", salutation, signature."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import Message, Party
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.documents import led, scope_between

_I = re.IGNORECASE
_TITLE = re.compile(
    r"^(?P<lead>.{0,120}?)\b(?P<kind>open letter|letter|message|appeal|telegram|note)\s+(?:from (?P<from>.{2,80}?) )?to (?:the )?(?P<to>.+)$",
    _I,
)
_SALUTATION = re.compile(
    r"^[\s*_]*(?:(?:My )?Dear (?P<dear>[^!?\n]{2,120}?)(?:[,:!]|\s*\(Dear [^)]*\)[,:]?)[\s*_]*$|"
    r"To (?P<to>(?:the )?[A-Z][^.!?\n]{2,100}):[\s*_]*$|"
    r"(?:Your (?:Excellency|Majesty|Highness|Holiness)|Excellency|(?:Mr|Madam)\.? (?:President|Prime Minister|Speaker|Chairman|Secretary[- ]General|Minister))"
    r"[^.!?\n]{0,60}[,:!][\s*_]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(
    r"^[\s*_]*(?:(?:Yours |Very )?(?:sincerely|respectfully|faithfully|truly)(?: yours)?|With (?:respect|best wishes|kind regards|highest regards?)|Respectfully submitted),?[\s*_]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_LINE = re.compile(r"^[\s*_]*(?P<name>[A-Z][\w.'’-]+(?:,? [A-Z][\w.'’-]+){1,5})[\s*_,]*$")
_OWN = re.compile(
    r"\b(?:congress|parliament|speaker|senate|house|duma|assembly|cabinet|nation|people|citizens)\b",
    _I,
)
_HEAD, _FOOT = 6, 8  # paragraphs in which salutation and signature stand
_REPORT = re.compile(
    r"\b(?:sends?|sent|receives?|received|delivers?|writes?|conveys?|hands?|replies|says?)\b", _I
)
_PURPOSE_ENDS = re.compile(r"\s+(?:on|regarding|concerning|about|transmitting|from)\s", _I)


def letter(a: Clauses) -> Message | None:
    """The message that a printed letter is; None where text or headline don't show one."""
    text = a.text
    title = text.article.title or ""
    m = _TITLE.match(title)
    if m is None or _REPORT.search(title):
        return None
    inside = [
        p.span
        for p in text.paragraphs
        if p.span.where == "text" and p.span != text.article.title_span
    ]
    hail = next(
        (x for p in inside[:_HEAD] if (x := _SALUTATION.search(text.article.text, p.start, p.end))),
        None,
    )
    if hail is None:
        return None
    where = text.article.title_span
    base, home = (where.start, "text") if where else (0, "title")
    to = _to(a, m, base, home) or _hailed(a, hail)
    signed, end = _signature(a, inside)
    holder = a.site_holder(Span(base, base + len(title), home))
    senders = _from(a, m, base, home) or signed or ((holder,) if holder else ())
    if not to or not senders:
        return None
    own = senders[0].state
    if any(p.state is None and _OWN.search(p.label) for p in to):
        to = tuple(replace(p, state=p.state or own) for p in to)  # houses of one parliament
    body = Span(hail.end(), end or inside[-1].end)
    at = Span(base + m.start("kind"), base + m.end("to"), home)
    return Message(
        id="document",
        evidence=(at, Span(*hail.span())),
        rule="headline of a letter, salutation",
        sender=senders[0],
        co_senders=senders[1:],
        recipient=to[0],
        co_recipients=to[1:],
        form=_form(a, m, senders, to),
        mentions=(at,),
        role="is_text",
        words=len(text.article.slice(body).split()) if end else None,
        scope=scope_between(senders, to),
    )


def _to(a: Clauses, m: re.Match[str], base: int, home: str) -> tuple[Party, ...]:
    cut = _PURPOSE_ENDS.search(m.string, m.start("to"))
    phrase = a.parties.at(base + m.start("to"), base + (cut.start() if cut else m.end("to")), home)
    return phrase.parties if phrase else ()


def _from(a: Clauses, m: re.Match[str], base: int, home: str) -> tuple[Party, ...]:
    name = "from" if m["from"] else "lead"
    if not m[name].strip():
        return ()
    phrase = a.parties.at(base + m.start(name), base + m.end(name), home)
    return phrase.parties if phrase else ()


def _hailed(a: Clauses, hail: re.Match[str]) -> tuple[Party, ...]:
    name = "to" if hail["to"] else "dear"
    if not hail[name]:
        return ()
    phrase = a.parties.at(hail.start(name), hail.end(name))
    return phrase.parties if phrase else ()


def _signature(a: Clauses, inside: list[Span]) -> tuple[tuple[Party, ...], int | None]:
    """Who signs, and where the letter's words end."""
    plain = a.text.plain["text"]
    closing = None
    for p in inside[-_FOOT:]:
        if _CLOSING.search(a.text.article.text, p.start, p.end):
            closing = p
            continue
        words = plain[p.start : p.end]
        m = _NAME_LINE.match(words)
        if m is None:
            continue
        phrase = a.parties.at(p.start + m.start("name"), p.start + m.end("name"))
        if phrase and phrase.parties[0].type == "person" and phrase.parties[0].name.known:
            return phrase.parties[:1], (closing or p).start
    return (), closing.start if closing else None


def _form(a: Clauses, m: re.Match[str], senders: tuple[Party, ...], to: tuple[Party, ...]) -> str:
    if m["kind"].casefold() == "appeal":
        return "appeal"
    day = a.text.article.reference_date.value
    interstate = scope_between(senders, to) == "interstate"
    known = all(p.actor and day and led(p.actor, day) for p in (senders[0], to[0]))
    return (
        "personal_letter" if interstate and known and m["kind"].casefold() == "letter" else "other"
    )
