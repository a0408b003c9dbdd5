"""What may be said of an article: frozen findings, each with its evidence, reader and version.

The shapes are those of the reading format, version 1; `to_json` and `from_json` work on the
fields of the dataclasses, so a new kind needs no code here but its class and a line in `KINDS`.
"""

from dragoman.finding.amount import Amount, Si
from dragoman.finding.as_json import from_json, spans_of, to_json
from dragoman.finding.base import Finding
from dragoman.finding.boilerplate import Boilerplate
from dragoman.finding.check import Check, Counted
from dragoman.finding.claim import Bearing, Claim, ClaimStatus
from dragoman.finding.credit import Credit
from dragoman.finding.date import Date
from dragoman.finding.doubt import About, Doubt
from dragoman.finding.emphasis import Emphasis, Mentioned, Stated, StatedWeight, Weight
from dragoman.finding.fields import (
    NO_DATE,
    NOT_LOOKED_FOR,
    NOT_STATED,
    DateField,
    Field,
    Party,
    Speaker,
    SpeakerStatus,
    State,
)
from dragoman.finding.judgement import Judgement
from dragoman.finding.kinds import KINDS, REFERS
from dragoman.finding.message import Message
from dragoman.finding.name import Name
from dragoman.finding.office import Office
from dragoman.finding.outlook import Outlook
from dragoman.finding.parties import initials, same_party, sides_agree, telling
from dragoman.finding.quote import Act, Quote
from dragoman.finding.reading import SCHEMA, Found, Reading, identified, place
from dragoman.finding.wording import Wording

__all__ = [
    "KINDS",
    "NOT_LOOKED_FOR",
    "NOT_STATED",
    "NO_DATE",
    "REFERS",
    "SCHEMA",
    "About",
    "Act",
    "Amount",
    "Bearing",
    "Boilerplate",
    "Check",
    "Claim",
    "ClaimStatus",
    "Counted",
    "Credit",
    "Date",
    "DateField",
    "Doubt",
    "Emphasis",
    "Field",
    "Finding",
    "Found",
    "Judgement",
    "Mentioned",
    "Message",
    "Name",
    "Office",
    "Outlook",
    "Party",
    "Quote",
    "Reading",
    "Si",
    "Speaker",
    "SpeakerStatus",
    "State",
    "Stated",
    "StatedWeight",
    "Weight",
    "Wording",
    "from_json",
    "identified",
    "initials",
    "place",
    "same_party",
    "sides_agree",
    "spans_of",
    "telling",
    "to_json",
]
