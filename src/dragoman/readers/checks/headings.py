"""Quotations of the heading and the lead, against the same article's body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.finding import Boilerplate, Check
from dragoman.grammar import Grammar
from dragoman.grammar.verbatim import FEWEST_ALTERED, Stream, Verbatim, pieces, verbatim, word_count
from dragoman.places import Places

# One word in quotation marks is a word that the writer keeps at a distance, no quotation.
_FEWEST = 2
# A quotation of the lead is mostly told once; one with other words is known again only if so long.
_FEWEST_OF_LEAD = FEWEST_ALTERED
# Word for word, fewer are enough: "divisive, stupid and wrong".
_FEWEST_EXACT = 4
# Headings of one article quote a few times; the bound keeps the work in proportion to length.
_MOST = 24


def headings(text: Grammar, aside: list[Boilerplate]) -> Iterator[Check]:
    """A check for each quotation of a heading, and of the lead where the body has it again.

    The body's quotations are asked first, then its own words. What the body lacks decides nothing:
    the original is elsewhere.
    """
    titles = [b.evidence[0] for b in aside if b.what == "title"]
    titles += [p.span for p in text.paragraphs[:1] if p.span.where == "title"]
    marked = Places((b.evidence[0], b) for b in aside)
    story = [
        p for p in text.paragraphs if p.span.where == "text" and not any(
            b.evidence[0].holds(p.span) for b in marked.meeting(p.span)
        )
    ]  # fmt: skip
    if not story:
        return
    own_title = text.article.title_span
    headed = [
        q
        for t in dict.fromkeys(titles)
        for q in text.quotations_at(t)
        # A line of the text that is one quotation may be anything: a list, a broken line.
        if t.holds(q)
        and not (t != own_title and t.where == "text" and (q == t or _goes_on(text, t)))
    ]
    if headed:
        own = Stream(text.article.text, (p.span for p in story))
        quoted = Stream(text.article.text, (q for p in story for q in text.quotations(p.index)))
        for place in headed[:_MOST]:
            yield from _of_heading(text, place, quoted, own)
    lead, rest = story[0], story[1:]
    long = [
        q
        for q in text.quotations(lead.index)
        if _words(text, q) >= _FEWEST_EXACT and not _is_title(text, q) and _is_closed(text, q)
    ]
    if long:
        later = Stream(text.article.text, (q for p in rest for q in text.quotations(p.index)))
        for place in long[:_MOST]:
            found = _held(text, place, later)
            if found and (found.result != "altered" or _words(text, place) >= _FEWEST_OF_LEAD):
                yield _check(place, found, "again in the body")


def _goes_on(text: Grammar, line: Span) -> bool:
    """True if the next line begins with a quotation: then a list was broken, and this is no heading."""
    return text.plain["text"][line.end : line.end + 4].lstrip().startswith(('"', "“", "‘", "'"))


def _of_heading(text: Grammar, place: Span, quoted: Stream, own: Stream) -> Iterator[Check]:
    if _words(text, place) < _FEWEST or _is_title(text, place) or not _is_closed(text, place):
        return
    for stream, where in ((quoted, "quoted in the body too"), (own, "in the body's own words")):
        found = _held(text, place, stream)
        if found and (found.result != "altered" or stream is quoted):
            yield _check(place, found, where)
            return
    yield Check(
        evidence=(place,),
        rule="quotation of a heading",
        check="quote_vs_original",
        result="cannot_tell",
        why="quoted in the heading, not in the body",
    )


# What stands in quotation marks behind these is what a thing is called.
_CALLED = re.compile(
    r"\b(?:laws?|decrees?|bills?|orders?|acts?|resolutions?|books?|films?|novels?|songs?|paintings?|exhibitions?|forums?|conferences?|"
    r"program(?:me)?s?|operas?|plays?|series|titled|entitled|called|named|dubbed|operations?|exercises?|ships?|cruisers?|magazine|"
    r"newspaper|concert|festival|complex|project|contest|competition|prize|award|medal|order of|group|team|show|performance|ballet|"
    r"documentary|album|theme|slogan|topic)(?: \w+)? \Z",
    re.IGNORECASE,
)
_SMALL = frozenset("a an the of on in at to for and or by with from as is into over".split())


def _is_title(text: Grammar, place: Span) -> bool:
    """True for the name of a law, a work, a ship: words in capitals, or a noun before that says so."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.words(place))
    large = [w for w in words if w.casefold() not in _SMALL]
    capitals = sum(w[0].isupper() for w in large)
    lead = text.words(Span(max(0, place.start - 40), place.start, place.where))
    on = len(words) > 2 and words[0] == "On"  # "On urgent measures to develop the fleet": a subject
    return on or capitals > 0.6 * len(large) or _CALLED.search(lead) is not None


def _is_closed(text: Grammar, place: Span) -> bool:
    """False for a quotation that only begins in what is taken for a heading: "Dear Mr Sato,"."""
    return all(q.closed for q in text.quoted_at(place) if q.span == place)


def _words(text: Grammar, place: Span) -> int:
    return word_count(pieces([text.article.slice(place)]))


def _held(text: Grammar, place: Span, stream: Stream) -> Verbatim | None:
    return verbatim(pieces([text.article.slice(place)]), stream)


def _check(place: Span, found: Verbatim, where: str) -> Check:
    told = "; ".join(
        f"{d.said or 'nothing'!r} for {d.original or 'nothing'!r}"
        for d in found.differences
        if d.kind == "altered"
    )
    return Check(
        evidence=(place,),
        rule="quotation of a heading",
        check="quote_vs_original",
        result="differs" if told else "agrees",
        against=(found.there,),
        why=told or where,
    )
