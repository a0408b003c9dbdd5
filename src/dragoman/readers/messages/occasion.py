"""What a message is about or on: "on the 60th anniversary of ...", "over the death of ..."."""

from __future__ import annotations

import re
from itertools import islice

from dragoman.article import Span
from dragoman.finding import Field
from dragoman.readers.messages.clause import Clauses, Stretch

_FAR = 60  # sentences of a story in which a death or disaster is looked for
_LONGEST = 200  # characters; what is longer is a clause, not an occasion
_I = re.IGNORECASE
# Where the words of an occasion end.
_END = (
    r"(?=,| (?:on|this|last|late|early) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| on (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|"
    r"Oct|Nov|Dec)[a-z]*\.? \d| (?:in|by|at) which | and (?:expressed|wished|extended|handed|conveyed|congratulated)| who | to (?:[A-Z])"
    r"|[.;:]\s*$|[\"”]| \(|$| and that | said\b| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_WHAT = rf"(?P<what>(?:(?:his|her|its|their|the|a|an)\b)?\s?.+?){_END}"
_SURE = re.compile(
    rf"\b(?:(?:on|upon) the occasion of|in connection with|as regards|in view of|to mark|marking|in celebration of|at the news of|"
    rf"to mourn|in congratulation (?:of|on)|in regard to|to commemorate|to celebrate|timed (?:for|to)) {_WHAT}",
    _I,
)
_FREE = re.compile(rf"\b(?:over|following) {_WHAT}", _I)
_NAMED = (
    r"(?:anniversar(?:y|ies)|birthdays?|birth|holidays?|day|days|new year|election|re-?election|appointment|inauguration|nomination|"
    r"assumption|accession|ascension|enthronement|victory|success(?:es|ful)?|death|demise|passing|decease|loss|attacks?|crash|floods?|flooding|"
    r"earthquake|quake|typhoon|tsunami|hurricane|fires?|explosions?|blast|disasters?|accidents?|tragedy|tragic|catastrophe|landslides?|"
    r"congress|opening|closing|launch|foundation|founding|establishment|independence|jubilee|festival|liberation|revolution|"
    r"retirement|expiry|end|beginning|start|completion|birth|wedding|marriage|holding|conclusion|signing|achievement|"
    r"winning|being|becoming|taking office|election|conferment|promotion|award(?:ed)?|medal|title|recovery|illness|war|"
    r"christmas|easter|ramadan|hanukkah|passover|rosh hashanah|eid|nauryz|navruz|constitution|resumption|introduction|restoration|"
    r"formation|creation|adoption|entry|unification|unity|visit|term|celebration|championships?|olympics?|games|mark)"
)
_ON = re.compile(
    rf"\b(?:on|upon|for|after) (?P<what>(?:(?:his|her|its|their|the|a|an|this)\b)?\s?(?:[^,.;\"]|(?<=\b[A-Z])\.){{0,120}}?\b{_NAMED}\b.*?){_END}",
    _I,
)
# "on the budget", "about landing rights": what it is about, where no occasion is told.
_ABOUT = re.compile(
    rf"\b(?:on|about|concerning|regarding|for(?= (?:his|her|its|their)\b)) (?P<what>(?:(?:his|her|its|their|the)\b)?\s?[a-z].+?){_END}"
)
_PRAISE = re.compile(
    r"\b(?:praising|congratulating|thanking|lauding|commending|expressing|to congratulate|to thank)\b[^.;]*?\b"
    r"(?:in|on|for|over|about|upon) (?P<what>[^,.;\"]+)",
    _I,
)
_HAPPY = re.compile(
    r"\bhappy (?P<what>(?:\d+\w*\s|\w+\s)?(?:birthday|new year|anniversary|easter|christmas))\b", _I
)
_NO = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|behalf|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:a|the) (?:\w+ )?(?:period|years?|months?|weeks?|days|decades?)\b|the (?:past|last|next|coming|recent) (?:\w+ )?(?:years?|months?|weeks?|days?|decades?|times?|past|future|meeting|visit|talks)\b|\d{4}\b|the same (?:day|occasion)|him\b|her\b$|them\b|display|show|(?:a|an|his|her|the|official|their) (?:\w+ )?visit to the DPRK|"
    r"(?:a|an) (?:\w+ )?visit|visit\b|the (?:first|second|front) (?:page|day)|his own|their own|the (?:part|basis|way|eve)\b|Mt\b|this (?:day|occasion)",
    _I,
)


def occasion(a: Clauses, s: Stretch, at: int, *, about: bool = False) -> Field:
    """What a message is about or on, told after the place `at` of its sentence.

    Args:
        about: take a bare topic too ("on the budget").
    """
    for pattern in (_SURE, _ON, _FREE, _HAPPY, _PRAISE, *([_ABOUT] if about else [])):
        if (found := _first(a, s, pattern, at)) is not None:
            return found
    return Field()


def _first(a: Clauses, s: Stretch, pattern: re.Pattern[str], at: int) -> Field | None:
    place = at
    while m := pattern.search(s.plain, place, s.end):
        what = m["what"].strip()
        if not _NO.match(what) and 3 < len(what) < _LONGEST:
            start = m.start("what") + len(m["what"]) - len(m["what"].lstrip())
            return a.field(Span(start, start + len(what), s.where))
        place = m.start("what")
    return None


_DEATH = re.compile(
    r"(?:\b(?:the |his |her |their )?(?:(?:sudden|untimely|unexpected|tragic|early|sorrowful) )*(?:demise|death|deaths|passing(?: away)?)"
    r"(?: of (?:(?! (?:is|was|has|had|will|would|and that)\b)[^,.;\"()]){3,80})?|[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){0,3} (?:has |had )?passed away\b[^,.;\"]{0,40})"
)
_GRIEF = re.compile(
    r"\b(?:(?:the|a|an|this|these|such) )?(?:(?!(?:that|of|in|with|by|from|and|to|for|the|on|at|as)\b)\w+ ){0,2}(?:terrorist (?:attacks?|acts?)|bomb(?:ing)?s?|explosions?|(?:plane |air |train |car |bus |helicopter )?"
    r"crash|air disaster|earthquake|floods?|flooding|typhoon|hurricane|tsunami|landslides?|fires?|blasts?|mine disaster|shipwreck|"
    r"natural disaster|tragedy|accident|shooting|massacre|catastrophe)\b(?: (?:in|near|at|on|off) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)?"
)
_OF_AN_EVENT = re.compile(
    r"[^,.;]*?\b(?:participants|guests|organi[sz]ers|members|delegates|winners|viewers|audience|attendees)\b"
    r"(?:,? (?:and )?\w+)*? (?:of|in|at) ",
    _I,
)
_EVENT = re.compile(
    r"\b(?:festivals?|championships?|congress|conference|session|exhibition|forum|tournament|games|contest|competition|"
    r"convention|salon|olympiad|symposium|meeting|assembly|seminar|cup|marathon|celebrations?|summit|expo|fair|rally|regatta|"
    r"spartakiad)\b[^,.;]*",
    _I,
)
_LEAD = re.compile(
    rf"\b(?:on|upon) (?:the occasion of )?(?P<what>(?:the |his |her |its |their )?(?:[\w-]+ ){{0,3}}(?:anniversary|birthday|birth anniversary)\b.*?){_END}",
    _I,
)


def of_the_story(a: Clauses, form: str) -> Field:
    """The occasion that the story gives where the message's own sentences give none.

    A death or disaster for condolences, a disaster for sympathy.
    """
    if form not in ("condolence", "sympathy_message"):
        return Field()
    for pattern in (_DEATH, _GRIEF) if form == "condolence" else (_GRIEF,):
        for s in islice(a.story(), _FAR):
            if m := pattern.search(s.words):
                return a.field(s.span(*m.span()))
    return Field()


def of_the_event(a: Clauses, span: Span | None) -> Field:
    """The event that a recipient is, or whose participants it is: "guests of the 5th film festival"."""
    if span is None:
        return Field()
    words = a.text.words(span)
    people = _OF_AN_EVENT.match(words)
    start = people.end() if people else 0
    m = _EVENT.search(words, start)
    return a.field(Span(span.start + start, span.start + m.end(), span.where)) if m else Field()


def of_the_lead(a: Clauses) -> Field:
    """The anniversary with which a story opens, in its title or first two sentences."""
    for k, s in enumerate(a.story()):
        if k > 2:
            break
        if m := _LEAD.search(s.words):
            return a.field(s.span(m.start("what"), m.end("what")))
    return Field()
