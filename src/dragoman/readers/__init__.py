"""The readers, in the order in which they run; this table is the registry."""

from dragoman.grammar.reader import Reader
from dragoman.readers import (
    amounts,
    boilerplate,
    checks,
    claims,
    credits,
    dates,
    emphasis,
    judgements,
    messages,
    names,
    offices,
    outlooks,
    quotes,
    silences,
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
    outlooks.READER,
    claims.READER,
    judgements.READER,
    silences.READER,
)
