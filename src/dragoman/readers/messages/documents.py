"""A text that is itself a message: a printed letter, telegram or note with its head.

"A to B" in the title and a head line ("Cablegram 47 LONDON, 3 May 1940"), or a letter with
salutation and signature. `dated` is the day of the head; nothing says when it was sent.
"""

from __future__ import annotations

import re
from typing import Any

from dragoman import lore
from dragoman.finding import Field, Message, Party
from dragoman.grammar import Grammar
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.correspondents import Correspondents
from dragoman.readers.messages.cues import cues
from dragoman.readers.messages.headings import Heading, heading

_I = re.IGNORECASE
# Offices between which a letter is one between leaders or ministers.
_LEADER = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emperor|emir|sultan|pope|head of (?:state|government)|"
    r"foreign secretary|secretary of state|minister (?:for|of)|(?:foreign|defen[cs]e|acting|finance) minister|"
    r"chairman of the council|general secretary|generalissimo|leader|taoiseach|treasurer)\b",
    _I,
)
_NOT_LEADER = re.compile(
    r"\b(?:(?:vice|deputy|under|assistant)[- ]|secretary of the (?:prime|department)|minister (?:to|in|at)\b|"
    r"department|office)",
    _I,
)
_PAPER = re.compile(r"note|memorandum|memoranda|aides?-m[eé]moires?", _I)
_COMPLIMENTS = re.compile(r"\bpresents? (?:its|his|their|the) compliments\b", _I)
_HONOUR = re.compile(r"\bI have (?:had )?the honou?r\b")
_SHORT = 150  # words; a longer document has more than one purpose
_REFERENCE = re.compile(r"\[\d{1,3}\]|\\?\[[\w ]*\\?\]")
_NUMBERED = re.compile(r"^\(?\w{1,3}\\?[.)]$")
_WORD = re.compile(r"\w")


def document(text: Grammar, a: Clauses) -> tuple[Message, Heading] | None:
    """The message that the text is, with its heading; None for a text about other things."""
    found = heading(text)
    if found is None:
        return None
    return _printed(text, a, found)


def _printed(text: Grammar, a: Clauses, h: Heading) -> tuple[Message, Heading] | None:
    day = h.day.value if h.day.known else text.article.reference_date.value
    who = Correspondents(text, a.parties, day, h.place)
    senders, recipients = who.sides(h.senders, h.recipients)
    recipients = recipients or who.addressee(h.body)
    if not senders or not (recipients or h.recipients is None or h.head):
        return None
    words = _words(text, h)
    form, note_type = _form(text, h, senders, recipients, day, words)
    evidence = tuple(x for x in (h.senders, h.recipients, h.head) if x)
    made = Message(
        id="document",
        evidence=evidence,
        rule="title names writer and addressee" + (", head line" if h.head else ""),
        sender=senders[0],
        co_senders=senders[1:],
        recipient=recipients[0] if recipients else None,
        co_recipients=recipients[1:],
        form=form,
        note_type=note_type,
        number=_number(text, h),
        dated=h.day,
        mentions=evidence,
        role="is_text",
        treatment=Field() if h.whole or h.head is None else a.field(h.head, "excerpt", "implied"),
        words=words if h.whole else None,
        scope=scope_between(senders, recipients),
    )
    return made, h


def scope_between(senders: tuple[Party, ...], recipients: tuple[Party, ...]) -> Any:
    """Domestic where all serve one state, interstate where two states meet, else open."""
    one, two = ({p.state for p in side} for side in (senders, recipients))
    if not one or not two or (None in one and len(one) == 1) or (None in two and len(two) == 1):
        return None
    known = (one - {None}), (two - {None})
    if known[0] != known[1]:
        return "interstate"
    return None if None in one | two else "domestic" if len(known[0]) == 1 else "interstate"


def _number(text: Grammar, h: Heading) -> Field:
    """The number as written; "unnumbered" says that there is none."""
    at = h.number or h.unnumbered
    if at is None:
        return Field()
    words = text.article.slice(at)
    if h.number is None:
        return Field(None, "stated_unknown", (at,), words)
    bare = " ".join(re.sub(r"\s*\[\d{1,3}\]|[\[\]?]", "", words).split())
    return Field(bare, "stated", (at,), words)


def _words(text: Grammar, h: Heading) -> int:
    """How many words the message's own text has, without notes' marks and paragraph numbers."""
    plain = _REFERENCE.sub(" ", text.article.slice(h.body))
    return sum(bool(_WORD.search(w)) and not _NUMBERED.match(w) for w in plain.split())


# ---- form


def _form(
    text: Grammar,
    h: Heading,
    senders: tuple[Party, ...],
    recipients: tuple[Party, ...],
    day: str | None,
    words: int,
) -> tuple[str, str | None]:
    """The form of the codebook and the type of a note."""
    body = text.words(h.body)
    between = scope_between(senders, recipients) == "interstate"
    if between and _PAPER.fullmatch(h.kind):
        return "note", _note_type(h.kind, body)
    if words <= _SHORT:
        lead = body[: _SHORT * 4]
        purpose = next((f for f, p in cues().purposes if f != "greetings" and p.search(lead)), None)
        if purpose and h.kind in ("letter", "message", "telegram", "cablegram") and between:
            return purpose, None
    if (
        h.kind == "letter"
        and between
        and all(_leads(p, day) for p in (*senders[:1], *recipients[:1]))
    ):
        return "personal_letter", None
    return "other", None


def _note_type(kind: str, body: str) -> str | None:
    if kind.startswith("aide"):
        return "aide_memoire"
    if _COMPLIMENTS.search(body):
        return "verbale"
    return "first_person" if _HONOUR.search(body) else None


def _leads(p: Party, day: str | None) -> bool:
    """True for a leader or minister, by the office named or by the roster on that day."""
    if p.office.known:
        office = str(p.office.value)
        return bool(_LEADER.search(office)) and not _NOT_LEADER.search(office)
    return p.actor is not None and day is not None and led(p.actor, day)


def led(actor: str, day: str) -> bool:
    """True if the roster has somebody as a leader or minister on a day."""
    held = lore.roles(lore.roster()[actor], day, possible=True)
    return any(_LEADER.search(t.office) and not _NOT_LEADER.search(t.office) for t in held)
