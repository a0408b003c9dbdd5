"""What other sentences say of a message: medium, page, treatment, delivery, open questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Date, DateField, Field, sides_agree
from dragoman.grammar import Sentence
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.cues import cues
from dragoman.readers.messages.draft import Draft
from dragoman.readers.messages.sighting import Sighting

_I = re.IGNORECASE
_UNKNOWN = re.compile(
    r"\b(?:(?:not|n't|un)\s?(?:immediately |yet )?(?:clear|known)|unclear|unknown|did not (?:say|disclose|mention|"
    r"specify|reveal|elaborate|explain|give|state)|gave (?:neither|no)|neither .{3,40} (?:said|named|told)|"
    r"not stated|without (?:saying|specifying|mentioning)|no mention of|not disclosed|not made public)\b",
    _I,
)
_WITHHELD = re.compile(r"\b(?:declined|refused) to (?:say|disclose|give|comment)\b", _I)
# What is asked for, and the field that stays open.
_ASKED = (
    ("sent", r"\b(?:when|the date|the day|what day|which day)\b[^.;]*?\b(?:sent|dispatched|written|wrote)\b"),
    ("sent", r"\bwithout saying when\b|\b(?:day|date|time) of (?:sending|dispatch|the (?:letter|message))"),
    ("delivered", r"\b(?:when|the date|the day)\b(?:(?! how | by whom | who )[^.;])*?\b(?:delivered|handed|conveyed)\b"),
    ("received", r"\b(?:when|the date)\b[^.;]*?\breceived\b"),
    ("bearer", r"\b(?:how (?:it|the \w+) (?:was|had been|were) (?:delivered|sent|conveyed|carried)|"
               r"who (?:delivered|carried|brought|conveyed|bore|handed) \w+(?: \w+)?|through whom|by whom)\b"),
    ("route", r"\bhow (?:the (?:\w+ ){1,3}|it )(?:had )?(?:reached|travelled|traveled|arrived)|\bway of delivery|"
              r"\bthrough which (?:channel|route)"),
)  # fmt: skip
_ASKED_COMPILED = [(name, re.compile(p, _I)) for name, p in _ASKED]
_PAGE = re.compile(
    r"\b(?:(?P<ord>first|second|third|fourth|fifth|sixth|front|same) page|"
    r"page (?P<num>\d{1,2}|one|two|three|four))\b",
    _I,
)
_PAGES = {"first": 1, "front": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
          "one": 1, "two": 2, "three": 3, "four": 4}  # fmt: skip
_SHARE = re.compile(
    r"\b(?:a|the|an) (?:whole|full|entire|half(?: a)?|quarter) page\b|\bhalf a page\b", _I
)
_FULL = re.compile(
    r"\b(?:(?:the |its )?full text|in full|in its entirety|the whole text|verbatim)\b", _I
)
_EXCERPT = re.compile(
    r"\b(?:excerpts?|reads?,? in (?:part|particular)|(?:said|stated),? in (?:part|particular)|in part)\b",
    _I,
)
_REPORTS = re.compile(r"\b(?:said|reported|announced|disclosed|published|carried)\b[^,.;]{0,25}$")
_IT = re.compile(r"\b(?:it|them)\b")
_EDITION = re.compile(r"\bedition\b|\bissue\b", _I)
_STATE_MEDIA = re.compile(
    r"\b(?:state|official|party)(?:-run|-controlled)? (?:media|news agency|newspaper|television)\b",
    _I,
)
_HANDED = re.compile(
    r"^(?:It|They|The (?:\w+ ){1,4}) ?(?:was|were) (?:handed|conveyed|delivered|presented|given)\b"
    r"|\b(?P<active>handed|conveyed|delivered|presented|gave)(?: over)? (?:it|them|the (?:gifts?|letter|message|"
    r"basket|floral basket|wreath|present|congratulatory letter))\b",
    _I,
)
_QUOTED = 40  # characters: a shorter quotation is a word held at arm's length
_NEAR = 2  # sentences after the last that spoke of a message, in which it may still be quoted
_MEDIA = ("agency", "newspaper", "broadcaster")


def said_elsewhere(a: Clauses, drafts: list[Draft]) -> None:
    """Fill the drafts' fields from every sentence of the story."""
    last: Draft | None = None
    printed: dict[str, Any] = {}
    told: dict[Sentence, list[tuple[Draft, Sighting]]] = {}
    for d in drafts:
        for x in d.sightings:
            told.setdefault(x.sentence, []).append((d, x))
    for s in a.story():
        here = told.get(s.sentence, [])
        answered = {x.answers for _, x in here if x.answers}
        spoken = list(dict.fromkeys(d for d, x in here if x.noun not in answered))
        last = spoken[-1] if spoken else last
        if last is None:
            continue
        _unknown(a, s, last)
        _handed(a, s, last)
        _denied(s, last)
        for d in spoken or _meant(a, s, last):
            given = _printed(a, s, d, printed)
            printed = {**printed, **{k: v for k, v in given.items()
                                     if k in ("page", "channel", "published_edition")}}  # fmt: skip
            for name, value in given.items():
                d.fields.setdefault(name, value)


def _meant(a: Clauses, s: Stretch, last: Draft) -> list[Draft]:
    """The last message, if a following sentence quotes it and names its parties."""
    if not any(s.sentence.index - n in last.indexes for n in range(1, _NEAR + 1)):
        return []
    actors = {p.actor for p in (*last.parties(0), *last.parties(1)) if p.actor}
    named = any(n.actor in actors for n in a.parties.named(s.sentence.span))
    quoted = a.text.quotations(s.sentence.paragraph) or "report said" in s.words
    placed = _PAGE.search(s.words) or _SHARE.search(s.words)
    spoken_of = cues().noun.search(s.words) or _IT.search(s.words)
    printed = _medium(a, s) and (_FULL.search(s.words) or (placed and spoken_of))
    return [last] if (named and quoted) or printed else []


_DENIED = re.compile(
    r"\b(?:denied|denies|denying|rejected|dismissed)\b[^.;]*\b(?:messages?|letters?|telegrams?|sent|sending|such)\b",
    _I,
)


def _denied(s: Stretch, d: Draft) -> None:
    """A sentence that says somebody denies it: the message stands, as denied."""
    gone = s.sentence.index - d.sightings[-1].sentence.index
    if gone <= _NEAR and _DENIED.search(s.words):
        d.fields.setdefault("status", "denied")


def _unknown(a: Clauses, s: Stretch, d: Draft) -> None:
    withheld = bool(_WITHHELD.search(s.words))
    if not (withheld or _UNKNOWN.search(s.words)):
        return
    state = "withheld" if withheld else "stated_unknown"
    for name, pattern in _ASKED_COMPILED:
        if m := pattern.search(s.words):
            date = name in ("sent", "delivered", "received")
            span = s.sentence.span if date else s.span(*m.span())
            made = (DateField if date else Field)(
                state=state,  # type: ignore[arg-type]
                evidence=(span,),
                text=a.text.article.slice(span),
            )
            d.fields.setdefault(name, made)


def _handed(a: Clauses, s: Stretch, d: Draft) -> None:
    """The day of delivery and the bearer: "It was handed to X by Y on Feb. 10"."""
    m = _HANDED.search(s.words)
    if m is None:
        return
    if m["active"]:
        bearers = a.subject_of(s, m.start()).parties
    else:
        by = re.compile(r"\bby ").search(s.plain, s.base + m.end(), s.end)
        phrase = a.phrase(by.end(), s.end, s.where) if by else None
        bearers = phrase.parties if phrase else ()
    p = bearers[0] if bearers else None
    # A role of the sender's state is the bearer, not the sender: "by the Lao ambassador".
    known = p is not None and p.name.known
    if p is not None and (not known or not sides_agree(bearers[:1], d.parties(0))):
        d.fields.setdefault("bearer", p.name if p.name.known else p.office)
    for day in a.dates_in(s.span(m.start(), len(s.words))):
        place = day.evidence[0]
        if a.text.in_quotation(place) is None:
            d.fields.setdefault("delivered", a.day(day))


def _printed(a: Clauses, s: Stretch, d: Draft, before: dict[str, Any]) -> dict[str, Any]:
    """Medium, page, share of the page, treatment and days of report and edition in one sentence."""
    given = _page(a, s, before)
    if m := _SHARE.search(s.words):
        share = re.sub(r"^(?:a|an|the) ", "", m.group(), flags=_I)
        given["page_share"] = a.field(s.span(*m.span()), share)
    given |= _treatment(a, s)
    medium = _medium(a, s)
    if medium is not None:
        c = cues()
        if (
            c.speech.search(s.words)
            or c.publish.search(s.words)
            or {"page", "page_share"} & set(given)
        ):
            name, span = medium
            given["channel"] = a.field(span, name)
            given = {**_days(a, s, d), **given}
    elif (m := _STATE_MEDIA.search(s.words)) and a.text.in_quotation(s.span(*m.span())) is None:
        given = {**_days(a, s, d), **given}
    return given


def _page(a: Clauses, s: Stretch, before: dict[str, Any]) -> dict[str, Any]:
    """The page; "the same page" takes page, medium and edition of the one named before."""
    m = _PAGE.search(s.words)
    if m is None:
        return {}
    span = s.span(*m.span())
    word = (m["ord"] or m["num"]).casefold()
    if word != "same":
        return {"page": a.field(span, _PAGES.get(word) or int(word))}
    if "page" not in before:
        return {}
    return {**before, "page": a.field(span, before["page"].value)}


def _treatment(a: Clauses, s: Stretch) -> dict[str, Field]:
    for pattern, value in ((_FULL, "full_text"), (_EXCERPT, "excerpt")):
        if m := pattern.search(s.words):
            return {"treatment": a.field(s.span(*m.span()), value)}
    for q in a.text.quotations_at(s.sentence.span):
        if s.base <= q.start < s.end and q.end - q.start > _QUOTED:
            return {"treatment": a.field(q, "excerpt", "implied")}
    return {}


def _days(a: Clauses, s: Stretch, d: Draft) -> dict[str, DateField]:
    """The day of the report ("KCNA said Friday") and of the edition."""
    out: dict[str, DateField] = {}
    for name, day in published_on(a, s):
        if name == "published_edition" or day not in d.dates:
            out.setdefault(name, a.day(day))
    return out


def published_on(a: Clauses, s: Stretch) -> Iterator[tuple[str, Date]]:
    """Days of report and of editions that a sentence tells, outside quotations."""
    for day in a.dates_in(s.sentence.span):
        place = day.evidence[0]
        if a.text.in_quotation(place):
            continue
        lead = s.words[: place.start - s.base]
        around = s.words[max(0, len(lead) - 25) : place.end - s.base + 12]
        if _EDITION.search(around):
            yield "published_edition", day
        elif _REPORTS.search(lead):
            yield "reported", day


def _medium(a: Clauses, s: Stretch) -> tuple[str, Span] | None:
    """A paper, agency or broadcaster named in a sentence, outside quotations."""
    actors = lore.roster()
    for n in a.parties.named(s.sentence.span):
        actor = actors.get(n.actor or "")
        if actor and actor.type in _MEDIA and a.text.in_quotation(n.evidence[0]) is None:
            return actor.name, n.evidence[0]
    return None
