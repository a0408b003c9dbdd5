"""Every kind of finding by its name."""

from __future__ import annotations

from dragoman.finding.amount import Amount
from dragoman.finding.base import Finding
from dragoman.finding.boilerplate import Boilerplate
from dragoman.finding.check import Check
from dragoman.finding.credit import Credit
from dragoman.finding.date import Date
from dragoman.finding.doubt import Doubt
from dragoman.finding.emphasis import Emphasis
from dragoman.finding.message import Message
from dragoman.finding.name import Name
from dragoman.finding.quote import Quote
from dragoman.finding.wording import Wording

KINDS: dict[str, type[Finding]] = {
    c.kind: c
    for c in (
        Name,
        Date,
        Amount,
        Quote,
        Message,
        Check,
        Emphasis,
        Wording,
        Credit,
        Boilerplate,
        Doubt,
    )
}

# By kind, the field that holds the id of another finding of the same kind and article.
REFERS = {"message": "replies_to", "amount": "pair", "quote": "parent"}
