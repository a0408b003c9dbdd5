"""Changes of office told as a list: "The following appointments have been made:", then a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.readers.offices.phrases import Phrases, is_head
from dragoman.readers.offices.tellings import Telling, What

# The line before the list says what is told of all of them.
_HEAD = re.compile(
    r"\b(?:(?P<elected>elected|election)|(?P<dismissed>dismissed|relieved|dismissals?)|(?P<named>appointed|appointments?|named))\b[^.?!]*:\s*\Z",
    re.IGNORECASE,
)
# "Minister of Justice | : | Pavel Novak", "Deputy Prime Minister | Olga Kral".
_LINK = re.compile(r" ?[:–—-] | |, ")
_END = re.compile(r"[.;,]?\s*\Z")
# A line of a list is short, and so is the one before it.
_LONGEST, _MOST = 200, 400
# Lines of a list that are not understood, one after another, before it is taken to have ended.
_UNREAD = 2


def listed(text: Grammar, phrases: Phrases) -> Iterator[Telling]:
    """One telling for each line of a list, as long as each line has an office and a name."""
    what: What | None = None
    cue: Span | None = None
    unread = 0
    for p in text.paragraphs:
        words = text.words(p.span)
        if what is not None and cue is not None:
            told = _line(text, phrases, p.span, what, cue)
            if told is not None:
                unread = 0
                yield told
                continue
            unread += 1
            if unread <= _UNREAD and len(words) < _LONGEST and any(map(is_head, words.split()[:4])):
                continue
        m = _HEAD.search(words) if len(words) < _MOST else None
        what = m.lastgroup if m else None  # type: ignore[assignment]
        cue = Span(p.span.start + m.start(), p.span.end, p.span.where) if m else None


def _line(text: Grammar, phrases: Phrases, line: Span, what: What, cue: Span) -> Telling | None:
    plain = text.plain[line.where]
    home = text.sentence_at(line)
    if home is None or line.end - line.start > _LONGEST:
        return None
    office = phrases.office(line.start, line.end, line.where)
    link = _LINK.match(plain, office.end, line.end) if office else None
    person = phrases.person(link.end(), line.end, line.where) if link else None
    if person is None or not _END.match(plain[person.span.end : line.end]):
        # "Deputy Prime Minister Olga Kral": the name may have gone in with the office.
        end = len(plain[line.start : line.end].rstrip(" .;,")) + line.start
        person = phrases.before(end, line.start, line.where)
        office = person.titled if person else None
    if person is None or office is None or office.start - line.start > 4:
        return None
    span = Span(min(office.start, person.span.start), max(office.end, person.span.end), line.where)
    return Telling(person, office, what, span, cue, home, "line of a list", nominal=True)
