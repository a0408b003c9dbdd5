"""How a message is told: wording or content, its words, how the foreign party is called, where it was handed over."""

from __future__ import annotations

import re

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Field, Message, Party
from dragoman.grammar import Sentence
from dragoman.grammar.numerals import number
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.draft import Draft

_OBJECTS = {"gift", "floral_basket", "wreath", "aid", "call", "letter_of_credence"}
_NEAR = 3  # sentences after the last that names a message in which its content is told
_TEXT = r"(?:message|letter|telegram|cable|reply|card|note|congratulat\w+|greetings?|condolences?|address)"
# The message, or somebody in it, says something: "the message said that", "Kim in the message wished".
_CONTENT_VERB = (
    r"(?:said|says|read|reads|noted|stressed|expressed|expressing|express|wished|wishing|hoped|hoping|extended|extending|affirmed|"
    r"described|referred|conveyed|thanked|recalled|underlined|emphasi[sz]ed|evinced|added|pointed|praised|appreciated|"
    r"congratulated|reaffirmed|assured|stated|wrote|writes|called|condemned|denounced|proposed|proposing|urged|demanded|asked|"
    r"asserted|offered|voiced|spoke|speaks)"
)
_SAID = re.compile(
    rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Ii]n) (?:[\w' -]{{0,40}} )?{_TEXT}s?\b[^.;]{{0,160}}?\b{_CONTENT_VERB}\b"
    rf"|\b{_CONTENT_VERB}\b[^.;]{{0,200}}?\b(?:in|said) (?:the|his|her|its|their) (?:\w+ )?{_TEXT}\b"
    rf"|\b(?:the|his|her|its|their) (?:\w+ )?{_TEXT}s? (?:said|noted|stressed|went on|added|continued|reads?)\b"
    rf"|^(?:He|She|It|They|Kim|The (?:president|king|premier|party|minister|leader|head of state)) (?:\w+ )?(?:also )?{_CONTENT_VERB}\b"
)
# On an office's own site what follows a headline is the message, whoever is named as its subject.
_TELLS = re.compile(
    rf"(?:[A-Z][\w.'-]*(?: [\w.'-]+){{0,5}}) (?:also |then )?"
    rf"(?:pointed out|highlighted|underscored|gave|confirmed|pointed|reiterated|voiced|shares?|{_CONTENT_VERB})\b"
)
_COLON = re.compile(
    rf"\b{_TEXT}s?\b[^.;\n]{{0,60}}\b(?:said|says|reads?|read|follows|stated|noted)\b[^.;\n]{{0,25}}:\s*$",
    re.I,
)
_EXPRESSING = re.compile(
    r",? (?:expressing|wishing|proposing|praising|thanking|hoping|in which|saying|stressing|conveying|asking|calling)\b"
)


def account(a: Clauses, d: Draft) -> Field:
    """How much of the message the text gives: wording, content, or the bare fact."""
    if d.first.form in _OBJECTS or all(x.referred for x in d.sightings):
        return Field()
    told = {x.sentence: None for x in d.sightings}
    own = _following(a, list(told))
    for s in own:
        words = a.text.words(s.span)
        if _COLON.search(words.rstrip()):
            return a.field(s.span, "excerpt", "implied")
    for s in own:
        words = a.text.words(s.span)
        if a.site is not None and s not in told and (m := _TELLS.match(words)):
            return a.field(s.span, "summary", "implied")
        if m := _SAID.search(words) or (_EXPRESSING.search(words) if s in told else None):
            start = s.span.start
            return a.field(
                Span(start + m.start(), start + m.end(), s.span.where), "summary", "implied"
            )
    return a.field(d.first.span, "fact_only", "implied")


def _following(a: Clauses, told: list[Sentence]) -> list[Sentence]:
    """The sentences that speak of the message, and those right after the last."""
    here = {s.index for s in told}
    last = max(here)
    near = [
        s
        for s in a.text.sentences[last + 1 : last + 1 + _NEAR]
        if s.span.where == told[-1].span.where
    ]
    return [a.text.sentences[i] for i in sorted(here)] + list(near)


_COUNT = re.compile(
    rf"\b(?P<n>\d{{1,5}}|[a-z]+(?:-[a-z]+)?)[ -]words? (?:long )?{_TEXT}\b|"
    rf"\b{_TEXT} (?:of|runs? to|ran to|has|had|is|was|comprises|consists of|comes to) (?:only |just |about )?(?P<m>\d{{1,5}}|[a-z-]+) words\b",
    re.IGNORECASE,
)


def length(a: Clauses, d: Draft) -> int | None:
    """The number of words that the text gives for the message; None if it gives none, or several."""
    found: set[int] = set()
    for s in {x.sentence for x in d.sightings}:
        for m in _COUNT.finditer(a.text.words(s.span)):
            n = (m["n"] or m["m"]).casefold()
            if (value := number(n)) is not None:
                found.add(int(value))
    return found.pop() if len(found) == 1 else None


def naming(a: Clauses, m: Message) -> str | None:
    """How the outlet calls the foreign party: by name and title, title or name alone."""
    home = _home(a, m)
    sides = (*m.senders, *m.recipients)
    abroad = [p for p in sides if p.state and p.state != home and p.type == "person"]
    if home is None or not abroad or not any(p.state == home for p in sides):
        return None
    return _called(abroad[0])


def _called(p: Party) -> str | None:
    if p.name.state == "implied":
        return None
    if p.name.known and p.office.known:
        return "name_and_title"
    return "title_only" if p.office.known else "name_only" if p.name.known else None


def _home(a: Clauses, m: Message) -> str | None:
    """The state of the outlet that carried the message: of the article's own, else of the channel."""
    if a.site is not None:
        return a.site[1]
    names = (str(m.channel.value or ""), a.text.article.value("outlet"))
    return next((state for n in names if (state := lore.side_of(n))), None)


def item(d: Draft, *, alone: bool) -> str | dict[str, int] | None:
    """The place in a list of messages, or "own" for the only message of the opening or the title.

    Args:
        alone: no other message is told of.
    """
    told = next((s.item for s in d.sightings if s.item), None)
    if told is not None:
        return {"of": told[0], "position": told[1]}
    return (
        "own" if alone and any(s.headline or s.sentence.index <= 1 for s in d.sightings) else None
    )


_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)"
)
_GIVEN = re.compile(
    r"\b(?:handed|conveyed|delivered|presented|gave|given|laid|placed)\b[^.;]{0,160}?"
    r"(?P<where>\b(?:in|at) (?:the )?(?P<what>[A-Z][\w'-]+(?: (?:of|the|[A-Z][\w'-]+))*))"
)


def place(a: Clauses, d: Draft) -> Field:
    """Where it was handed over, if a sentence on the handing over names the place."""
    if d.first.form in ("wreath", "floral_basket", "call"):
        return Field()
    for s in {x.sentence.index: x.sentence for x in d.sightings}.values():
        for m in _GIVEN.finditer(a.text.words(s.span)):
            start = s.span.start + m.start("what")
            span = Span(start, start + len(m["what"]), s.span.where)
            name = a.parties.name_at(span.start, span.where)
            spot = (
                name is None
                or name.type == "place"
                or (name.type == "state" and m["what"].startswith(name.canonical))
            )
            if spot and not _DAY.match(m["what"]):
                return a.field(name.evidence[0] if name else span)
    return Field()


_WIRE = re.compile(r"(?:tele)?phone|video|telephoned|phoned", re.IGNORECASE)


def by_wire(a: Clauses, d: Draft) -> Field:
    """The telephone or video line of a call, in the words that tell of it."""
    if d.first.form != "call":
        return Field()
    m = _WIRE.search(a.text.words(d.first.noun))
    if m is None:
        return Field()
    start = d.first.noun.start + m.start()
    return a.field(Span(start, start + len(m.group()), d.first.noun.where))
