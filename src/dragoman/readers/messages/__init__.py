"""Messages: who sent what to whom, in which form, with every date's state.

A sentence that speaks of a message is a *sighting*: its noun ("a congratulatory message") and
what stands around it (subject and verb, "to", "from", "by", a possessive). Sightings that may
speak of one message are joined; a sighting that contradicts stays apart. What is said of "the
message" later (medium, page, that its date isn't known) goes to the message meant.
A text that is itself a message, a readout of a call, a joint statement and credentials have readers
of their own (`whole`); what these told, the sightings don't tell again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.finding import About, Boilerplate, Date, Doubt, Finding, Found, Message, Name
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.readers.messages.assembly import messages
from dragoman.readers.messages.clause import Clauses, own_site
from dragoman.readers.messages.cues import cues
from dragoman.readers.messages.elsewhere import published_on, said_elsewhere
from dragoman.readers.messages.invitations import apart_from_content
from dragoman.readers.messages.joining import collected
from dragoman.readers.messages.nouns import nouns
from dragoman.readers.messages.sighting import Sighting
from dragoman.readers.messages.verbs import may_show_one, verbs
from dragoman.readers.messages.whole import may_be_whole, not_told, told_whole


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Messages with all their mentions, and a Doubt for each sender that stays open."""
    spoken_of = any(cues().noun.search(p) or may_show_one(p) for p in text.plain.values())
    headed = own_site(text) and cues().verb.search(text.article.title or "")
    if not (spoken_of or headed or may_be_whole(text)):
        return
    a = Clauses(text, found)
    whole, body = told_whole(a)
    yield from whole
    drafts = apart_from_content(not_told(whole, collected(_sightings(text, a)), body))
    said_elsewhere(a, drafts)
    made = list(messages(a, drafts))
    held = {m.id for m, _ in made}
    # A statement looks back at what else was sent; a telegram may order a message to be delivered.
    printed = any(m.role == "is_text" and m.form == "joint_statement" for m in whole)
    for m, d in made:
        yield replace(
            m,
            replies_to=m.replies_to if m.replies_to in held else None,
            role="referred" if printed else m.role,
        )
        if d.first.open_sender and not m.sender:
            yield Doubt(
                evidence=(d.first.open_sender,),
                about=About("message", "sender"),
                why="pronoun with no person before it",
                rule="no person acted before",
            )


def _sightings(text: Grammar, a: Clauses) -> list[Sighting]:
    out: list[Sighting] = []
    for s in a.story():
        headline = a.heads(s.sentence.span)
        published = tuple(day for _, day in published_on(a, s))
        found = (*nouns(a, s), *verbs(a, s))
        out += (replace(x, headline=headline, published=published) for x in found)
        a.remember(s)
    return out


READER = Reader("messages", 3, read, needs=(Boilerplate, Name, Date), gives=(Message, Doubt))
