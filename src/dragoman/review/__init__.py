"""What people have to look at and what they have said: the queue, the history, agreement, two runs.

One query each, for the commands and for whoever else shows them. Nothing is written here.
"""

from dragoman.review.difference import (
    ArticleChange,
    Difference,
    FieldChange,
    FindingChange,
    difference,
)
from dragoman.review.history import (
    agreement_of,
    agreement_of_files,
    differing,
    history,
    machine,
    people,
    quoted,
)
from dragoman.review.queue import LOW, WHATS, Item, Memo, What, queue

__all__ = [
    "LOW",
    "WHATS",
    "ArticleChange",
    "Difference",
    "FieldChange",
    "FindingChange",
    "Item",
    "Memo",
    "What",
    "agreement_of",
    "agreement_of_files",
    "difference",
    "differing",
    "history",
    "machine",
    "people",
    "queue",
    "quoted",
]
