"""The readers, in the order in which they run; this table is the registry."""

from dragoman.grammar.reader import Reader
from dragoman.readers import (
    amounts,
    boilerplate,
    checks,
    credits,
    dates,
    emphasis,
    messages,
    names,
    offices,
    quotes,
    wording,
)

READERS: tuple[Reader, ...] = (
    boilerplate.READER,
    credits.READER,
    names.READER,
    dates.READER,
    amounts.READER,
    quotes.READER,
    messages.READER,
    offices.READER,
    wording.READER,
    emphasis.READER,
    checks.READER,
)
