"""Headlines on an office's own site: "Greetings to X on ...", "The President congratulated X".

The site prints what its office sent, so a headline that names the form and the recipient is the
message, and the text only goes on ("The message reads, in part").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Field, Name, Party
from dragoman.readers.messages.clause import Clauses, Stretch

# How a site goes on from the headline when it prints a message.
_PRINTED = re.compile(
    r"(?:[^.\n]{0,120}\b(?:message|telegram|address|letter|congratulations?|greetings?|condolences?)\b[^.\n]{0,80}"
    r"\b(?:reads?|said|says|runs?|stated|noted|begins?|sent|addressed)\b|"
    r"[^.\n]{0,80}\b(?:said|says|wrote|noted|stressed),? in (?:part|particular)\b|"
    r"(?:In|The) (?:his|the) (?:message|telegram|letter)\b)",
    re.IGNORECASE,
)
# Signs that those spoken of met, spoke by telephone, or that words were said in a hall.
_IN_PERSON = re.compile(
    r"\b(?:met|meets|meeting|met with|visit(?:ed|ing|s)?|arrived|ceremony|gala|reception|told|talks|spoke|speaking|speech|"
    r"phone\w*|telephone\w*|conversation|presented|presenting|personally|award(?:ed|s|ing)?|talked|guests gathered|"
    r"dinner|concert|at the airport|receiv(?:ed|ing)|opened|attended|addressed the|interview|journalists)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"^(?:(?:Acting )?(?:President|Prime Minister)[\w ]{0,30} )?[A-Z]\w+ [A-Z]\w+: ", re.MULTILINE
)
_OPENING = 600  # characters in which a transcript begins
_RECIPIENT = re.compile(
    r"(?: of (?:greetings?|congratulations?|condolences?|welcome))? (?:to|with|for) (?P<who>.+?)"
    r"(?=,? (?:on|over|upon|following|in connection|on the occasion|after|marking|who|whose|with the|for|as regards|timed)\b|"
    r", which\b|$)"
)


def in_print(a: Clauses) -> bool:
    """True if the text goes on with the words of a message, or there is none and nothing speaks against it."""
    return bool(_PRINTED.match(a.text.plain["text"], a.body)) and not is_speech(a)


def is_speech(a: Clauses) -> bool:
    """True if the text is what the office holder said: "President of Russia Vladimir Putin: Friends"."""
    return bool(_SPEECH.search(a.text.plain["text"][a.body : a.body + _OPENING]))


def at_a_distance(a: Clauses, s: Stretch, recipients: tuple[Party, ...]) -> bool:
    """True if a headline's verb ("congratulated") tells of a message: printed, or to one abroad.

    To somebody at home it may as well have been said in a hall; then nothing is decided.
    """
    if a.site is None or not a.heads(s.sentence.span):
        return False
    if in_print(a):
        return True
    text = a.text.plain["text"][a.body :]
    abroad = any(
        p.state and p.state != a.site[1] and p.type in ("person", "other", "body")
        for p in recipients
    )
    return (
        abroad
        and not _IN_PERSON.search(text)
        and not _IN_PERSON.search(s.words)
        and not is_speech(a)
    )


_HOLDING = re.compile(r"\b[a-z]+ing \Z")  # "all who are celebrating Easter"


def addressed(a: Clauses, s: Stretch, end: int, read: tuple[Party, ...]) -> tuple[Party, ...]:
    """The recipients that a headline names after its noun, which ends at `end`.

    Args:
        read: what was read as a party phrase; kept where it reaches to the end of what is named.
    """
    m = _RECIPIENT.match(s.plain, end, s.end)
    if m is None:
        return read
    who = Span(m.start("who"), m.end("who"), s.where)
    phrase = a.phrase(who.start, who.end, s.where)
    if phrase and phrase.end >= who.end - 1:
        return phrase.parties
    people = [n for n in a.parties.named(who) if n.type == "person"]
    own = len(people) == 1 and people[0].evidence[0].end >= who.end - 1
    if own and not _HOLDING.search(s.plain, who.start, people[0].evidence[0].start):
        return (_person(a, people[0]),)
    if read and read[0].type == "person" and read[0].name.known:
        return read
    return (_whole(a, who),)


_OPENED = re.compile(
    r" (?:on|for) (?:the )?(?:opening|start|beginning|launch|convening|holding) of (?:the )?"
    r"(?P<who>[^,]*?\b(?:forum|festival|congress|conference|championships?|games|exhibition|competition|tournament|session|summit|"
    r"convention|assembly|season|fair|meeting)\b.*)",
    re.IGNORECASE,
)


def opened(a: Clauses, s: Stretch, end: int) -> tuple[Party, ...]:
    """The event on whose opening greetings go: "Greetings on the opening of the 5th Harvest Forum"."""
    m = _OPENED.match(s.plain, end, s.end)
    if m is None:
        return ()
    p = _whole(a, Span(m.start("who"), m.end("who"), s.where))
    return (replace(p, name=replace(p.name, state="implied")),)


_TO_MOURNERS = re.compile(r"\bcondolences? (?:to|with) ")


def mourners(a: Clauses) -> tuple[Party, ...]:
    """To whom the text's opening says that condolences go, where the headline names nobody."""
    story = (p.span for p in a.text.paragraphs if p.span.where == "text")
    first = next((span for span in story if not a.heads(span)), None)
    m = _TO_MOURNERS.search(a.text.plain["text"], first.start, first.end) if first else None
    phrase = a.phrase(m.end(), first.end) if m and first else None
    return phrase.parties if phrase else ()


def _person(a: Clauses, n: Name) -> Party:
    span = n.evidence[0]
    return Party(name=a.field(span), state=n.state, actor=n.actor, type="person", evidence=(span,))


_MANY = re.compile(r"\b(?:\w+(?:ers|ors|ists|ans|ants|men|ees)|people|staff|personnel|veterans|guests|women|youth|officials|"
                   r"residents|families|family|relatives|friends|members|colleagues|children|jews|muslims)\b", re.IGNORECASE)  # fmt: skip


_PAIR = re.compile(r"[A-Z]\w+-[A-Z]")


def _whole(a: Clauses, who: Span) -> Party:
    """What follows "to", as it stands: "the 5th festival of school theatres"."""
    skip = 4 if a.text.words(who).startswith("the ") else 0
    who = Span(who.start + skip, who.end, who.where)
    # "the Russian-Austrian forum" is of neither.
    states = [n for n in a.parties.named(who) if n.type == "state" and n.state]
    states = [] if _PAIR.search(a.text.words(who)) else states
    kind = "people" if _MANY.search(a.text.words(who)) else "other"
    return Party(
        name=a.field(who),
        state=states[0].state if len({n.state for n in states}) == 1 else None,
        type=kind,  # type: ignore[arg-type]
        evidence=(who,),
    )


def of_the_day(a: Clauses, occasion: Field) -> tuple[Party, ...]:
    """The foreign state whose day it is: "Congratulations on Laos' National Day"."""
    for place in occasion.evidence:
        states = [n for n in a.parties.named(place) if n.type in ("state", "place") and n.state]
        if a.site and len({n.state for n in states}) == 1 and states[0].state != a.site[1]:
            span = states[0].evidence[0]
            name = Field(a.text.article.slice(span), "implied", (span,), a.text.article.slice(span))
            return (Party(name=name, state=states[0].state, type="other", evidence=(span,)),)
    return ()


def holder(a: Clauses) -> Party | None:
    """Who holds the site's office, if the text names a person who ever held it, outside quotations."""
    if a.site is None:
        return None
    office, state = a.site
    day = (a.text.article.value("published") or "")[:10]
    for n in _persons(a):
        actor = lore.roster().get(n.actor or "")
        if actor is None:
            continue
        held = lore.roles(actor, day, possible=True) if day else actor.offices
        if any(office.casefold() in t.office.casefold() for t in held):
            span = n.evidence[0]
            name = Field(n.canonical, "stated", (span,), a.text.article.slice(span))
            role = Field(office, "implied", (span,))
            return Party(
                name=name, office=role, state=state, actor=n.actor, type="person", evidence=(span,)
            )
    return None


def _persons(a: Clauses) -> Iterator[Name]:
    whole = Span(0, len(a.text.plain["text"]), "text")
    for n in a.parties.named(whole):
        if n.type == "person" and a.text.in_quotation(n.evidence[0]) is None:
            yield n
