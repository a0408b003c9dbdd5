"""Messages that a headline or a whole text shows, before single sentences are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.article import Span
from dragoman.finding import Message, sides_agree
from dragoman.grammar import Grammar
from dragoman.readers.messages.citations import with_citations
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.credentials import credentials
from dragoman.readers.messages.documents import document
from dragoman.readers.messages.draft import Draft
from dragoman.readers.messages.letters import letter
from dragoman.readers.messages.readouts import readout
from dragoman.readers.messages.statements import joint_statements

_LONGEST_TITLE = 500  # characters; what is longer is no title that names parties
_TITLE = re.compile(r"\bto\b|\b(?:calls?|conversations?|joint)\b", re.IGNORECASE)
_TEXT = re.compile(
    r"\bcredentials?\b|\bcredence\b|\bjoint (?:\w+ ){0,2}(?:statement|communiqu|declaration)",
    re.IGNORECASE,
)


def may_be_whole(text: Grammar) -> bool:
    """True if title or text has a word that one of these needs: the cheap look."""
    title = text.article.title or ""
    return bool(_TITLE.search(title)) or any(map(_TEXT.search, text.plain.values()))


# Said in a call, these are no message beside it.
_VOICED = (
    "condolence",
    "greetings",
    "thanks",
    "congratulatory_message",
    "sympathy_message",
    "invitation",
)


def told_whole(a: Clauses) -> tuple[list[Message], Span | None]:
    """What the text is, or is a readout of, and what it says of credentials and joint statements.

    Of a printed document the span of its own words comes with it: round them an editor speaks.
    """
    if len(a.text.article.title or "") > _LONGEST_TITLE:
        return list(credentials(a)), None
    printed = document(a.text, a)
    if printed is not None:
        return list(with_citations(a, *printed)), printed[1].body
    if (own := letter(a)) is not None:
        return [own], None
    return [*readout(a), *joint_statements(a), *credentials(a)], None


def not_told(whole: list[Message], drafts: Iterable[Draft], body: Span | None) -> list[Draft]:
    """The drafts of sentences but for those that speak of a message told already.

    Args:
        body: where a printed document's own words are; what stands outside it is an editor's.
    """
    inside = [d for d in drafts if body is None or (body.holds(d.first.span) and _sent(d))]
    return [d for d in inside if not any(_same(m, d) for m in whole)]


def _sent(d: Draft) -> bool:
    """True if a document tells of a message with both sides named, not of an answer or a wish."""
    return bool(d.parties(0) and d.parties(1)) and d.first.form in (
        "other",
        "personal_letter",
        "note",
    )


def _same(m: Message, d: Draft) -> bool:
    if any(s.span.meets(x) or s.noun.meets(x) for s in d.sightings for x in m.mentions):
        return True
    if m.form == "call" and d.first.form in _VOICED:
        return sides_agree(d.parties(0), m.senders) is not False
    if m.form != d.first.form and m.form not in ("other", "personal_letter"):
        return False
    if m.form == "call":
        # "In the call", "during their call": another one is told with a day of its own.
        other_day = any(
            day.value and day.edtf != m.sent.value for s in d.sightings for _, day in s.dates
        )
        one, two = d.parties(0), d.parties(1)
        sides = (m.senders, m.recipients)
        either = any(
            sides_agree(one, x) is not False and sides_agree(two, y) is not False
            for x, y in (sides, sides[::-1])
        )
        return either and not other_day
    if m.form == "letter_of_credence":
        return True  # told of twice, or by halves: "Credentials of the Mexican Ambassador Accepted"
    # "this letter", "the present message": of a text that is itself the message.
    if m.role == "is_text":
        return (
            sides_agree(d.parties(0), m.senders) is not False
            and sides_agree(d.parties(1), m.recipients) is not False
        )
    return False
