"""What a sentence leaves to those before it: which embassy, on which day."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from dragoman.article import Span
from dragoman.finding import DateField, Party
from dragoman.grammar import Sentence
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.sighting import Sighting

_FAR = 4  # sentences back in which "the embassy" may have been named
_OPENING = 2  # sentences with which a story tells its day
_NEXT = 40  # characters between "embassy" and the state that it is of
_SCENE = re.compile(
    r"\b(?:visited|laid|placed|expressed|paid|took place|was held|were held|presented|mourn\w*)\b"
)


def of_before(a: Clauses, party: Party, here: Sentence) -> Party:
    """A body or role without a state, with the state that the same word had before."""
    words = party.label.split()
    if party.state or party.actor or not words or (party.type == "person" and party.name.known):
        return party
    head = re.compile(rf"\b{re.escape(words[-1])}\b")
    first = max(0, here.index - _FAR)
    for s in reversed(a.text.sentences[first : here.index]):
        for m in head.finditer(a.text.plain[s.span.where], s.span.start, s.span.end):
            around = Span(
                max(s.span.start, m.start() - _NEXT), min(s.span.end, m.end() + _NEXT), s.span.where
            )
            states = [n for n in a.parties.named(around) if n.state]
            near = min(states, key=lambda n: abs(n.evidence[0].end - m.start()), default=None)
            if near is not None:
                return replace(party, state=near.state)
    return party


def day_of_the_scene(a: Clauses, s: Sighting) -> DateField | None:
    """The day of a ceremony that the story opens with: the only one there, if what is laid has none."""
    text = (x for x in a.text.sentences if x.span.where == "text")
    for opening in islice(text, _OPENING):
        if opening.index > s.sentence.index or not _SCENE.search(a.text.words(opening.span)):
            continue
        days = {d.value: d for d in a.dates_in(opening.span) if d.earliest == d.latest}
        if len(days) == 1:
            (day,) = days.values()
            made = a.day(day)
            return replace(made, state="implied") if made.known else made
    return None
