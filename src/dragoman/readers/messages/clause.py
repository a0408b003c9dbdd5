"""Clauses of an article: who acts in them, on which day, on what occasion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Boilerplate, Date, DateField, Field, Found, Name, Party, State
from dragoman.grammar import Grammar, Sentence
from dragoman.grammar.parties import Parties, Phrase
from dragoman.places import Places, taken
from dragoman.readers.messages.cues import cues

_BEFORE_DATE = re.compile(r"(?:\s|,|\()*(?:(?:on|in|at|also|dated)\s+){0,2}", re.I)
_PRONOUN = re.compile(r"(?:he|she|they)\b", re.IGNORECASE)
_JOINED = re.compile(r"\band (?:also |then |later )?$")
_BROKEN = re.compile(r"\b(?:that|who|which|whose|said)\b|\"")
_RELATIVE = re.compile(r"^,? (?:who|which|whose|now|currently|through|via|accompanied)\b[^,]*,")
_BRACKETS = re.compile(r"\([^)]*\)")
_BLANK = re.compile(r"[\s,\"]+")
_MAIN = re.compile(r"[^,.;]{0,60},\s*")
_PARTICIPLE = re.compile(r"\w+ing\b")
_ADDED = re.compile(r"(?:,|\bwhile|\bby|\bafter|\bbefore)(?: (?:even|also|then|later))? \Z")
_BY = re.compile(r"\bby ")
# Verbs that take the person spoken to.
_SAYS = re.compile(
    r"\s+(?:has |had |was |also |then |later )*(?:told|asked|informed|assured|congratulated|thanked|invited|urged|"
    r"wished|reminded|warned|greeted|promised|called (?:on|upon)|"
    r"express(?:ed|es) (?:(?:his|her|its|their|deep|heartfelt|sincere) )*\w+(?: and \w+)? (?:to|for))\s+"
)
_DATED = re.compile(r"\bdated (?:on )?\Z")
# Between a message and a weekday at the end these show that the day is another thing's.
_OTHER_VERB = re.compile(
    r"\b(?:who|whom|which|that|was|were|is|are|be|been|has|had|will|fell|falls|planned|scheduled|due|set|after|before|"
    r"for|until|since|following|\w+ing|when|where|while)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
# A name after these is no subject.
_GOVERNED = re.compile(
    r"\b(?:of|to|with|by|from|between|and|for|on|in|at|than|as|like)(?: \w+\.?)? \Z", re.I
)
# Where a body or people are: the place that follows is part of who they are.
_SITUATED = re.compile(
    r" (?:based |residing |resident |living |staying |active )?(?:in|of|at|from) (?:the )?"
)
# A word by which the phrase before a verb may go on: no verb, and nothing that begins a clause.
_GOES_ON = re.compile(
    r"\s+(?!(?:that|which|who|whom|said|says|say|is|was|were|are|be|been|has|had|have|will|would|to|by|with|from|on|as|"
    r"after|before|when|while|if|but|also|not|never|it|he|she|they|met|held|sent|gave|took|made|went|came|saw|paid|told|"
    r"left|put|laid|became|got|began|spoke|wrote|over|about|through)\b)"
    r"(?!(?!led\b|united\b|based\b)\w+(?:ed|ing)\b)(?:[^\W\d_][\w.'-]*|\d+(?:th|st|nd|rd))"
)
_TAKES_PART = re.compile(
    r"\b(?:participants?|guests?|delegates?|organi[sz]ers?|members?|attendees?) (?:in|of|at|to) "
)
_ITS_EVENT = re.compile(
    r" (?:[\w-]+ ){0,2}(?:meetings?|conferences?|seminars?|rall(?:y|ies)|workshops?|assembly|congress|talks|forum|convention|"
    r"sessions?|summit|festival|symposium|competition|tournament|event)\b"
)
_APART = re.compile(r",? and(?:,? (?:also|separately|then),?(?: to)?| to) (?=[A-Z])")
_BEHALF = re.compile(
    r"^,? (?:on (?:his|her|its|their) own behalf|on (?:the )?behalf of|in the name of|through|via) [^;:]{1,120}$"
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:the|an?|all|some|both|its|his|her|their) )?(?P<np>(?:[^,.;:()]|\.(?= (?:of|and)\b)){3,120}?)"
    r"(?=,? (?:on|over|upon|to|for|as|at|who|which|staying|visiting|living|through|by|with|after|in connection|during|was|were|is|has|had|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\b|[,.;:()]|\n|$)"
)
_VERBAL = re.compile(r"[A-Z][a-z]+(?:ed|ing)")
_SOMEBODY = re.compile(r"[A-Z\d]|\A[Tt]he ")
_CAPITAL = re.compile(r"\b[A-Z]")
_A_BODY = 3  # capitals that show a body without a word for one: "the Chinese Central TV"
_A_TAIL = 90  # characters; what is longer is a clause
_A_NAME = 200  # characters in which a sentence's first party is named
_LONGEST_SENTENCE = 2000  # characters; the longest lists of senders in agency copy have 1,500
_MOST_OPENERS = 12  # clauses before a verb in which its subject is looked for


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with its words at hand.

    Args:
        words: the sentence, marks made straight.
        plain: the whole text or title that it stands in.
    """

    sentence: Sentence
    words: str
    plain: str

    @property
    def base(self) -> int:
        """Where the sentence begins."""
        return self.sentence.span.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.sentence.span.end

    @property
    def where(self) -> str:
        """Title or text."""
        return self.sentence.span.where

    def span(self, start: int, end: int) -> Span:
        """A span of the article from places within the sentence."""
        return Span(self.base + start, self.base + end, self.where)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts in a clause; `pronoun` is one that nobody before explains."""

    parties: tuple[Party, ...] = ()
    start: int | None = None
    dates: tuple[Date, ...] = ()
    pronoun: Span | None = None


def own_site(text: Grammar) -> list[str] | None:
    """The office and the state of the site that the article is from, if an office prints it."""
    sites: dict[str, list[str]] = lore.words("messages")["sites"]
    return sites.get((text.article.value("outlet") or "").casefold())


@cache
def _groups() -> re.Pattern[str]:
    words = lore.words("parties")
    people, bodies = ("|".join(words[k]) for k in ("people", "bodies"))
    return re.compile(
        rf"\b(?:(?P<people>{people}|peoples)|(?:{bodies}|Co\.?|Ltd\.?|Corp\.?|Inc\.?))\b",
        re.IGNORECASE,
    )


class Clauses:
    """The clauses of one article; `last` is the person who acted last."""

    def __init__(self, text: Grammar, found: Found) -> None:
        self.text = text
        self.parties = Parties(text, found.of(Name))
        self.dates = [d for d in found.of(Date) if not d.optional and d.type in ("DATE", "TIME")]
        self._dates_by_place = Places((d.evidence[0], d) for d in self.dates)
        self._date_from = {(d.evidence[0].where, d.evidence[0].start): d for d in self.dates}
        marked = found.of(Boilerplate)
        aside = ("caption", "metadata", "navigation", "notice", "byline")
        self._aside = taken(b.evidence[0] for b in marked if b.what in aside)
        self._datelines = taken(b.evidence[0] for b in marked if b.what == "dateline")
        self._story: tuple[Stretch, ...] | None = None
        self.last: Party | None = None
        self.rivals = False  # its sentence names others, of whom "he" may be one
        self.site = own_site(text)

    def site_holder(self, place: Span) -> Party | None:
        """The holder of the office whose own site the article is from, as nobody names him."""
        if self.site is None:
            return None
        office, state = self.site
        held = Field(office, "implied", (place,))
        return Party(office=held, state=state, type="person", evidence=(place,))

    def heads(self, span: Span) -> bool:
        """True for what stands in the title, wherever that stands."""
        title = self.text.article.title_span
        return span.where == "title" or bool(title and title.holds(span))

    @property
    def body(self) -> int:
        """Where the text begins after a title that stands in it."""
        title = self.text.article.title_span
        at = title.end if title and title.where == "text" else 0
        text = self.text.plain["text"]
        return at + len(text[at:]) - len(text[at:].lstrip())

    def story(self) -> tuple[Stretch, ...]:
        """The sentences that belong to the story, title first."""
        if self._story is None:
            self._story = tuple(self._told())
        return self._story

    def opening(self, most: int) -> list[Stretch]:
        """The first sentences of the text, behind a title that stands in it."""
        title = self.text.article.title_span
        return [s for s in self.story() if s.where == "text" and s.sentence.span != title][:most]

    def _told(self) -> Iterator[Stretch]:
        for s in self.text.sentences:
            if any(b.holds(s.span) for b in self._aside.meeting(s.span)):
                continue
            for piece in self._pieces(s):
                yield Stretch(piece, self.text.words(piece.span), self.text.plain[s.span.where])

    def _pieces(self, s: Sentence) -> Iterator[Sentence]:
        """The sentence; one too long for prose in pieces, cut at blanks, so that time stays linear."""
        start, where = s.span.start, s.span.where
        while s.span.end - start > _LONGEST_SENTENCE:
            cut = self.text.plain[where].rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            end = cut if cut > start else start + _LONGEST_SENTENCE
            yield replace(s, span=Span(start, end, where))
            start = end
        yield replace(s, span=Span(start, s.span.end, where)) if start > s.span.start else s

    def remember(self, s: Stretch) -> None:
        """Note the person with whom a sentence begins: the next "he" may be that one."""
        start = self.after_opening(s)
        phrase = self.phrase(start, min(s.end, start + _A_NAME), s.where)
        named = phrase and phrase.parties[0].type == "person" and phrase.parties[0].name.known
        if s.where == "title" and named and phrase:
            # A headline's capitals alone are no name: "Memorial Service Held".
            place = phrase.parties[0].name.evidence[0]
            named = self.parties.name_at(place.start, place.where) is not None
        if named and phrase:
            self.last = phrase.parties[0]
            people = {n.cluster for n in self.parties.named(s.sentence.span) if n.type == "person"}
            self.rivals = len(people) > 1

    def phrase(self, start: int, limit: int, where: str = "text") -> Phrase | None:
        """The party phrase that begins here, with the place where a body or people are.

        "the Council in Vientiane": its end is after the place, and a party without a state is of
        the state that stands there.
        """
        found = self.parties.at(start, limit, where)
        if found and (apart := _APART.match(self.text.plain[where], found.end, limit)):
            # "to X and, separately, to Y"
            other = self.parties.at(apart.end(), limit, where)
            found = Phrase((*found.parties, *other.parties), other.end) if other else found
        if found is None or found.parties[-1].type == "person":
            return found
        if _VERBAL.fullmatch(found.parties[0].label) and not found.parties[0].state:
            return None  # a capital only because it opens the sentence: "Participated in it were"
        found = self._one_people(found, where)
        last, end = found.parties[-1], found.end
        if _TAKES_PART.search(last.label) and (
            m := _ITS_EVENT.match(self.text.plain[where], end, limit)
        ):
            # "participants in the trade union meeting": of the meeting, not of the union
            span = Span(last.evidence[0].start, m.end(), where)
            last, end = replace(last, name=self.field(span), evidence=(span,)), m.end()
        while m := _SITUATED.match(self.text.plain[where], end, limit):
            place = self.parties.name_at(m.end(), where)
            if place is None or place.type not in ("state", "place"):
                break
            end = place.evidence[0].end
            last = replace(last, state=last.state or place.state)
        return Phrase((*found.parties[:-1], last), end) if end > found.end else found

    def party_like(
        self, start: int, limit: int, where: str, *, multitude: bool = False
    ) -> Phrase | None:
        """The phrase that begins here, or else any noun phrase with a word for people or a body.

        For places where a party must stand: "from", "by", "in the name of".

        Args:
            multitude: take people of whom no name or state is told too: "all workers".
        """
        found = self.phrase(start, limit, where)
        if found is not None:
            return found
        m = _NOUN_PHRASE.match(self.text.plain[where], start, min(limit, start + _A_NAME))
        if m is None or cues().noun.search(m["np"]):
            return None
        span = Span(*m.span("np"), where)
        states = [n.state for n in self.parties.named(span) if n.state]
        group = _groups().search(m["np"])
        if not states and not (group and (multitude or _SOMEBODY.search(m.group()))):
            return None  # "by party and state leaders": nobody in particular
        if group is None and len(_CAPITAL.findall(m["np"])) < _A_BODY:
            return None
        people = "people" if group and group["people"] else "body"
        made = Party(
            name=self.field(span),
            state=states[-1] if len(set(states)) == 1 else None,
            type=people,  # type: ignore[arg-type]
            evidence=(span,),
        )
        return Phrase((made,), span.end)

    def _one_people(self, found: Phrase, where: str) -> Phrase:
        """ "participants and guests of the festival": one party, as all are of the same."""
        bare = [
            p.type == "people" and len(str(p.name.value).split()) == 1 and not p.state
            for p in found.parties[:-1]
        ]
        last = found.parties[-1]
        if not bare or not all(bare) or last.type != "people":
            return found
        span = Span(found.parties[0].evidence[0].start, last.evidence[-1].end, where)
        return Phrase((replace(last, name=self.field(span), evidence=(span,)),), found.end)

    def date_at(self, at: int, s: Stretch, limit: int | None = None) -> Date | None:
        """A date that comes next, after a comma or "on"."""
        m = _BEFORE_DATE.match(s.plain, at, s.end)
        start = m.end() if m else at
        d = self._date_from.get((s.where, start))
        return d if d and d.evidence[0].end <= (limit or s.end) else None

    def date_at_place(self, at: int, where: str = "text") -> Date | None:
        """The date that begins at a character."""
        return self._date_from.get((where, at))

    # Words that open a clause with a subject of its own.
    _OPENER = re.compile(
        r"(?:^|[,;:]\s+|\"\s*|\b(?:that|said|says|reported|when|while|after|before|as|where|whereas|and|but|"
        r"because|if|announced|confirmed|revealed|disclosed|which|who)\s+)",
        re.IGNORECASE,
    )
    _OPENING = re.compile(
        r"(?:(?:Meanwhile|Also|Earlier|Later|Then|At the same time|In addition|Besides|Moreover|However|"
        r"According to [^,]+|On the occasion of[^,]*|In (?:this|that) (?:connection|regard)|On behalf of[^,]*|"
        r"On the same day|The same day|Previously|Separately|Recently|But|And|In return|In reply|In response)\s*,?\s+)+",
        re.IGNORECASE,
    )
    _GAP = re.compile(
        r"(?:\s|,|\b(?:on|in|also|has|have|had|today|here|recently|earlier|later|then|just|again|once|"
        r"is|was|to|by|will|would|already|previously|reportedly|formally|jointly|respectively|separately|"
        r"early|even|both|each|at|of|the|same|day|personally|immediately|promptly|yesterday)\b)*",
        re.IGNORECASE,
    )

    def after_opening(self, s: Stretch) -> int:
        """Where a sentence's first clause begins: after "Meanwhile," and "On Jan. 11,"."""
        opening = self._datelines.meeting(Span(s.base, s.base + 1, s.where))
        at = next((d.end for d in opening if d.start == s.base), s.base)
        while True:
            if d := self.date_at(at, s):
                at = d.evidence[0].end
            elif m := self._OPENING.match(s.plain, at, s.end) or _BLANK.match(s.plain, at, s.end):
                at = m.end()
            else:
                return at

    def subject_of(self, s: Stretch, verb: int) -> Subject:
        """The party that acts in the clause of the verb at `verb` (within the sentence).

        The first clause is tried first: in "KCNA said Kim sent" the gap before the verb holds
        another verb, so the subject is looked for after it.
        """
        first = self.after_opening(s)
        if _PARTICIPLE.match(s.words, verb) and _ADDED.search(s.words, 0, verb):
            return self._main_clause(s, first)
        openers = [o.end() for o in self._OPENER.finditer(s.words[:verb])][-_MOST_OPENERS:]
        opening = self._opening_dates(s, first)
        for start in sorted({max(first, s.base + o) for o in openers} | {first}):
            if start >= s.base + verb:
                break
            found = self._subject_at(s, start, s.base + verb)
            if found is not None:
                return replace(found, dates=(*opening, *found.dates))
        return replace(self._nearest_person(s, s.base + verb), dates=opening)

    def _main_clause(self, s: Stretch, first: int) -> Subject:
        """Who acts in "X said Y, even sending Z": the subject of the main clause, with its day."""
        phrase = self.phrase(first, s.end, s.where)
        if phrase is None:
            return Subject()
        day = self.date_at(phrase.end, s)
        return Subject(
            phrase.parties, first, (*self._opening_dates(s, first), *([day] if day else []))
        )

    def _nearest_person(self, s: Stretch, verb: int) -> Subject:
        """The party named right before the verb: "After the meeting Mr Putin sent"."""
        before = Span(s.base, verb, s.where)
        for n in reversed(self.parties.named(before)):
            at = n.evidence[0]
            if (
                n.type not in ("person", "state", "organisation")
                or self._clear(s, at.end, verb) is None
            ):
                continue
            if _GOVERNED.search(s.plain, s.base, at.start):
                return Subject()
            phrase = self.phrase(at.start, verb, s.where)
            return Subject(phrase.parties, at.start) if phrase else Subject()
        return Subject()

    def _opening_dates(self, s: Stretch, first: int) -> tuple[Date, ...]:
        return tuple(
            d for d in self.dates_in(Span(s.base, first, s.where))
            if not any(line.holds(d.evidence[0]) for line in self._datelines.meeting(d.evidence[0]))
        )  # fmt: skip

    def dates_meeting(self, span: Span) -> list[Date]:
        """The dates that have a character in a span, in order."""
        return self._dates_by_place.meeting(span)

    def dates_in(self, span: Span) -> list[Date]:
        """The dates inside a span, in order."""
        return [d for d in self._dates_by_place.meeting(span) if span.holds(d.evidence[0])]

    def opening_dates(self, s: Stretch) -> tuple[Date, ...]:
        """Dates before the first clause: "On Jan. 11, X sent"."""
        return self._opening_dates(s, self.after_opening(s))

    def _subject_at(self, s: Stretch, start: int, verb: int) -> Subject | None:
        phrase = self.phrase(start, verb, s.where)
        if phrase is None:
            m = _PRONOUN.match(s.plain, start, verb)
            dates = self._clear(s, m.end(), verb) if m else None
            if m is None or dates is None:
                return None
            if m.group().casefold() == "they":
                return Subject((), start, dates, Span(m.start(), m.end(), s.where))
            also = " also " in s.plain[m.end() : verb + 1]  # goes on with the same subject
            known = self._named_before(s, start) or (self.last if also or not self.rivals else None)
            if known is not None:
                return Subject((known,), start, dates)
            return Subject((), start, dates, Span(m.start(), m.end(), s.where))
        follows = phrase.parties[-1].type in ("body", "people")
        dates = self._clear(s, phrase.end, verb, follows=follows)
        if dates is not None:
            return Subject(phrase.parties, start, dates)
        gap = s.plain[phrase.end : verb]
        if _JOINED.search(gap) and not _BROKEN.search(gap):
            return Subject(phrase.parties, start)  # "X visited Y and sent"
        return None

    def _named_before(self, s: Stretch, pronoun: int) -> Party | None:
        """The person with whom the sentence began: "X said he had received"."""
        phrase = self.phrase(self.after_opening(s), pronoun, s.where)
        found = phrase.parties[0] if phrase else None
        return found if found and found.type == "person" and found.name.known else None

    def _clear(
        self, s: Stretch, start: int, verb: int, *, follows: bool = False
    ) -> tuple[Date, ...] | None:
        """The dates between subject and verb; None if more than adverbs stands there too.

        Args:
            follows: what stands there may also be the rest of the subject.
        """
        blank = lambda m: " " * len(m.group())  # noqa: E731
        gap = _RELATIVE.sub(blank, s.plain[start:verb])
        gap = _BRACKETS.sub(blank, gap)
        gap = _BEHALF.sub(blank, gap)
        dates: list[Date] = []
        i = 0
        while i < len(gap):
            m = self._GAP.match(gap, i)
            if m and m.end() > i:
                i = m.end()
                continue
            d = self._date_over(start + i, s.where)
            if d is None:
                on = _GOES_ON.match(gap, i) or _GOES_ON.match(gap, i - 1) if i else None
                if on is None or on.end() > _A_TAIL or not follows:
                    return None
                i = on.end()
                continue
            dates.append(d)
            i = d.evidence[0].end - start
        return tuple(dates)

    def _date_over(self, at: int, where: str) -> Date | None:
        # A gap is walked from the left, so a date is met at its first character.
        return self._date_from.get((where, at))

    # -- dates and occasion

    def dated(
        self, act: str, found: Iterable[Date], s: Stretch, span: Span
    ) -> tuple[tuple[str, Date], ...]:
        """The field that each date of a sighting fills, by what is done: sent, received, delivered."""
        days = list(dict.fromkeys(found))
        if not days and act:
            days = self._weekday_at_end(s, span)
        if not days:
            return ()
        name = {
            "receive": "received",
            "convey": "delivered",
            "lay": "delivered",
            "came": "received",
        }.get(act, "sent")
        exact = [d for d in days if d.earliest and d.earliest == d.latest] or days
        out = [(name, exact[0])]
        for d in days:
            if _DATED.search(s.plain, max(0, d.evidence[0].start - 12), d.evidence[0].start):
                out = [("dated", d), *((n, x) for n, x in out if x is not d)]
        return tuple(out)

    def _weekday_at_end(self, s: Stretch, span: Span) -> list[Date]:
        """A weekday that closes the sentence goes with its verb, unless that is one of speech."""
        speech = cues().speech
        out = []
        for d in self.dates_in(Span(span.end, s.end, s.where)):
            at = d.evidence[0]
            closes = s.end - 2 <= at.end
            lead = max(span.end, at.start - 30)
            told = closes and (
                speech.search(s.plain, lead, at.start)
                or _OTHER_VERB.search(s.plain, span.end, at.start)
            )
            if closes and not told and _WEEKDAY.fullmatch(self.text.words(at)):
                out.append(d)
        return out

    def day(self, one: Date) -> DateField:
        """A date as a field of a message, with its words."""
        return one.as_field(self.text.article.slice(one.evidence[0]))

    def field(self, span: Span, value: Any = None, state: State = "stated") -> Field:
        """A field with the words of a span as its evidence, and as its value if none is given."""
        words = self.text.article.slice(span)
        own = " ".join(words.split()) if value is None else value  # a line may end inside
        return Field(own, state, (span,), words)

    def spoken(
        self, s: Stretch, inside: int, after: int
    ) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Who says something to whom in a clause with "in a letter" in it.

        Args:
            inside: where "in a letter" begins within the sentence.
            after: where it ends in the text.
        """
        main = _MAIN.match(s.plain, after, s.end)
        start = main.end() if main and inside < 4 else self.after_opening(s)
        limit = s.end if main and inside < 4 else s.base + inside
        phrase = self.phrase(start, limit, s.where)
        if phrase is None:
            return self.main_subject(s, after) or self.subject_of(s, inside).parties, ()
        passive = _BY.search(s.plain, phrase.end, limit)
        if passive and _SAYS.match(s.plain, phrase.end, limit):
            agent = self.phrase(passive.end(), limit, s.where)
            if agent:
                return agent.parties, phrase.parties[:1]
        m = _SAYS.match(s.plain, phrase.end, limit)
        told = self.phrase(m.end(), limit, s.where) if m else None
        return phrase.parties, told.parties if told else ()

    def main_subject(self, s: Stretch, at: int) -> tuple[Party, ...]:
        """Who speaks in "In a message to X, Y said": the party after the comma."""
        m = _MAIN.match(s.plain, at, s.end)
        phrase = self.phrase(m.end(), s.end, s.where) if m else None
        return phrase.parties[:1] if phrase else ()
