"""Dates: time expressions, each with bounds and with the day that it hangs on.

Relative dates hang on the article's day of publication, on the day of speech inside a quotation
whose speaking day is told ("told the station on Tuesday"), or on the day that the story has
reached ("two days later"; in histories also months and days without a year). Without such a day
they are `not_resolved`: no year comes from general knowledge. Values follow TIMEX3, `edtf` ISO
8601-2. One file a step: `patterns` and `rules` are the table, `hits` finds, `makes`, `relative` and
`lengths` make dates of what is found, `around` adds the
words that belong to a date, `values` makes values, `story` and `speech` find what to hang on.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.finding import About, Credit, Date, Doubt, Finding, Found, Name
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.readers.dates.speech import spoken
from dragoman.readers.dates.story import Sighted, Story, sighted_in


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Dates in order of place; what hangs on an unknown day is `not_resolved`."""
    names = found.of(Name)
    masked = [n.evidence[0] for n in names if n.type == "person"]
    masked += [c.evidence[0] for c in found.of(Credit)]
    paragraphs = sighted_in(text, masked)
    story = Story(text, names, [x for some in paragraphs for x in some])
    waiting = False
    for some in paragraphs:
        for one in _of_paragraph(text, story, some):
            waiting = waiting or one.needs == "published"
            yield one
    if waiting:
        yield Doubt(
            evidence=(),
            about=About("article", "published"),
            why=_why_waiting(text),
        )


def _why_waiting(text: Grammar) -> str:
    known = text.article.published
    return (
        f"published {known}, but dates hang on the day"
        if known
        else "publication date not in the text, and dates hang on it"
    )


def _of_paragraph(text: Grammar, story: Story, some: list[Sighted]) -> Iterator[Date]:
    """The dates of a paragraph: first as the article tells them, then as they were spoken."""
    made: list[tuple[Sighted, list[Date]]] = []
    for i, x in enumerate(some):
        made.append((x, story.resolved(x, some[i + 1 : i + 7])))
    dates = [d for _, ds in made for d in ds]
    for x, own in made:
        told = spoken(text, own[0], dates, story.today) if own else None
        yield from own if told is None else story.as_spoken(x, *told) or own


READER = Reader("dates", 2, read, needs=(Name, Credit), gives=(Date, Doubt))
