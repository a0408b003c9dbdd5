"""Corrections that last: signed statements in a file of their own, applied whenever a record is read.

The machine's readings are never changed. A correction finds its finding by the quoted words, and
is listed as orphaned where these are gone.
"""

from dragoman.corrections.applied import Applied, Fate, Standing, applied
from dragoman.corrections.file import append, author, beside, load, now
from dragoman.corrections.ledger import Disagreement, Ledger, Position, disagreements
from dragoman.corrections.statement import (
    CorrectionsError,
    Does,
    Statement,
    anchored,
)
from dragoman.corrections.values import FieldError, patched, value_at

__all__ = [
    "Applied",
    "CorrectionsError",
    "Disagreement",
    "Does",
    "Fate",
    "FieldError",
    "Ledger",
    "Position",
    "Standing",
    "Statement",
    "anchored",
    "append",
    "applied",
    "author",
    "beside",
    "disagreements",
    "load",
    "now",
    "patched",
    "value_at",
]
