"""Checks: where an article's own figures, dates and words can be held against each other.

What is checked here rests on amounts, dates, names, messages and on what an article itself tells of
a document. The result is never which of the two is wrong. `figures` and `sums` hold amounts, `percents`
shares and changes, `superlatives` and `mentions` what is said of states against counts and order,
`weekdays`, `stretches`, `sequences` and `ages` dates, `roles` offices, `headings` and `repeats`
words, `ranks` what is counted of messages and meetings.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.finding import (
    Amount,
    Boilerplate,
    Check,
    Date,
    Emphasis,
    Finding,
    Found,
    Message,
    Name,
)
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.readers.checks import (
    ages,
    figures,
    headings,
    mentions,
    percents,
    ranks,
    repeats,
    roles,
    sequences,
    stretches,
    sums,
    superlatives,
    weekdays,
)  # fmt: skip


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Checks in no particular order; the pipeline sorts."""
    amounts, dates, names = found.of(Amount), found.of(Date), found.of(Name)
    emphasis, aside = found.of(Emphasis), found.of(Boilerplate)
    yield from figures.conversions(text, amounts)
    yield from sums.sums(text, amounts)
    yield from sums.shares(text, amounts)
    yield from percents.percents(text, amounts, dates)
    yield from superlatives.superlatives(text, amounts, dates, names, emphasis)
    yield from mentions.mentions(text, names, emphasis, dates)
    yield from weekdays.weekdays(text, dates)
    joined = list(stretches.stretches(text, dates))
    yield from stretches.orders(text, joined)
    yield from stretches.lengths(text, dates, joined)
    yield from sequences.sequences(text, dates)
    yield from ages.ages(text, dates, names)
    yield from roles.roles(text, names, dates)
    yield from headings.headings(text, aside)
    yield from repeats.repeats(text, aside)
    yield from ranks.ranks(text, found)


READER = Reader(
    "checks",
    4,
    read,
    needs=(Name, Amount, Date, Message, Emphasis, Boilerplate),
    gives=(Check,),
)
