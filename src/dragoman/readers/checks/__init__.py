"""Checks: where an article's own figures and dates can be held against each other.

What is checked here rests on amounts, dates and messages: a quantity in two units, a total and its
parts, a weekday and its date, the order of two dates, a number of days and the days themselves.
The result is never which of the two is wrong. `figures` holds amounts, `days` dates, `ranks`
what is counted of messages and meetings.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.finding import Amount, Check, Date, Finding, Found, Message, Name
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.readers.checks import days, figures, ranks


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Checks in no particular order; the pipeline sorts."""
    amounts, dates = found.of(Amount), found.of(Date)
    yield from figures.conversions(text, amounts)
    yield from figures.sums(text, amounts)
    yield from days.weekdays(text, dates)
    yield from days.orders(text, dates)
    yield from days.lengths(text, dates)
    yield from ranks.ranks(text, found)


READER = Reader("checks", 2, read, needs=(Name, Amount, Date, Message), gives=(Check,))
