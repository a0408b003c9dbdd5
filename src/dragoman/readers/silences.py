"""Silences: where a text itself says that something is not known, or that somebody will not say it.

What a message leaves open ("not clear when it was sent") stands in the message's own fields and is
not told again. Words that only sound so are passed over: "it goes without saying", the tomb of the
unknown soldier, whoever says of himself that he isn't sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.finding import About, Boilerplate, Doubt, Field, Finding, Found, Message
from dragoman.grammar import Grammar
from dragoman.grammar.reader import Reader
from dragoman.places import Places, taken

_FLAGS = re.IGNORECASE
_ADVERB = r"(?:(?:still|yet|immediately|entirely|completely|quite|fully|publicly|exactly|at all|as yet|far from|currently|initially) )"
# What is asked for; "did not say that he came" asks for nothing.
_QUESTION = r"(?:whether|if|when|where|who|whom|whose|what|which|why|how)"
_ASKS = rf"(?:{_QUESTION}|that)"
_BE = r"(?:is|are|was|were|remains?|remained|has been|have been|had been)"
_DARK = rf"(?:{_ADVERB}*not {_ADVERB}*(?:clear|known|certain|decided)|(?:isn|wasn|aren|weren)['’]t {_ADVERB}*(?:clear|known|certain)|{_ADVERB}*(?:unclear|unknown|uncertain|an open question))"
_THINGS = (
    r"(?:date|day|time|timing|place|venue|reason|cause|motive|explanation|details?|figures?|number|names?|"
    r"identit(?:y|ies)|schedule|timetable|agenda|decision|whereabouts|fate|contents?|text|terms|origin|results?|author|purpose|amount|price)s?"
)
_TOLD = r"(?:set|fixed|named|given|announced|disclosed|released|provided|made public|published|specified|revealed|offered|reported|established|determined|agreed)"
_SAYS = (
    r"(?:say|comment|name|identify|disclose|answer|specify|elaborate|discuss|confirm|reveal|speculate|be drawn|explain|reply|respond|"
    r"(?:give|provide|release) (?:any |further |more |the |an? )?(?:details?|reasons?|names?|figures?|explanation|answers?|information))"
)
_SAYING = r"(?:saying|specifying|elaborating|naming|disclosing|giving (?:any |further |more )?(?:details?|reasons?|an? (?:reason|date|explanation)))"

_UNKNOWN = (
    # "It was not immediately clear whether", "that is unknown how"
    rf"\bit (?:{_BE} {_DARK}|may never be known) {_ASKS}\b",
    # "The cause of the fire is not known"; the subject is told by its noun.
    rf"\b(?:the|its|his|her|their|whose|exact|no) (?:[\w-]+ ){{0,3}}?{_THINGS}(?: of| for| behind)?(?: [\w'’-]+){{0,7}}? (?:{_BE} {_DARK}|(?:may|might) never be (?:known|resolved|established|explained))(?! (?:for|as|to)\b)",
    # "The mystery - who wrote it - may never be solved"
    r"\b(?:the|a|this|that) (?:\w+ ){0,2}(?:mystery|question|riddle|puzzle)(?: ?[-–—]+ [^-–—.;]{3,60} [-–—]+)? "
    r"(?:(?:may|might) never be (?:known|resolved|solved|answered)|remains? (?:open|unanswered|unsolved|unresolved))\b",
    # "Whether he will come remains unclear"
    rf"\b(?:whether|when|where|who|why|how|what)\b[^.,;:?!\"“”—]{{3,90}}? (?:{_BE} {_DARK}(?<!certain)|(?:may|might) never be (?:known|resolved|established))(?! (?:for|as|to)\b)",
    # "No date for such a visit has been named", "the date was not given"
    rf"\bno (?:[\w-]+ ){{0,2}}?{_THINGS}(?: (?!has\b|have\b|had\b|was\b|were\b|is\b)[\w'’-]+){{0,7}}? (?:has|have|had|was|were|is|are)(?: yet| so far)? (?:been )?(?:yet |so far )?{_TOLD}\b",
    rf"\b(?:the|its|his|her|their|exact|further|other|more) (?:[\w-]+ ){{0,2}}?{_THINGS}(?: [\w'’-]+){{0,6}}? (?:(?:has|have|had) not(?: yet)? been|(?:was|were|is|are) not(?: yet)?) {_TOLD}\b",
    # "did not say why", "without naming a source"
    rf"\b(?:did not|didn['’]t|does not|doesn['’]t|gave no|has not|have not|had not|(?<!goes )(?<!go )without) (?:{_SAYS}|said|specified|disclosed|revealed|explained|{_SAYING}) (?:{_QUESTION}|(?:any |further |more )?details?)\b",
    r"\bgave (?:no|neither) (?:further |other |more )?(?:details?|reasons?|explanation|date|figures?|names?)\b",
    r"\bdid not (?:elaborate|specify)\b|\bwithout elaborating\b",
)  # fmt: skip
_WITHHELD = (
    rf"\b(?:declin|refus)(?:ed|es|ing) to {_SAYS}\b(?! (?:him|her|it|them)self)(?! to\b(?! (?:questions?|requests?)))",
    r"\b(?:would|will|could) not (?:comment|elaborate|speculate|be drawn)\b|\bwouldn['’]t (?:comment|elaborate|speculate)\b",
    rf"\bwould(?: not|n['’]t) (?:say|name|identify|disclose|confirm|specify|reveal) (?:{_QUESTION}|the |his |her |their |its )",
    r"\b(?:offered|made|had) no comment\b",
)
_KINDS = (
    ("stated_unknown", re.compile("|".join(_UNKNOWN), _FLAGS)),
    ("withheld", re.compile("|".join(_WITHHELD), _FLAGS)),
)
# A cheap look: a sentence without one of these has nothing.
_CUE = re.compile(
    r"\b(?:not|no|never|without|unclear|unknown|uncertain|open question|declin\w+|refus\w+)\b|n['’]t\b",
    _FLAGS,
)
# The clause goes on to here: "declined to say who would come | , adding that".
_END = re.compile(r"[;:?!.\"“”]|, (?:but|and|adding|said|saying|according|as|while|although|though|which|he|she|it|they)\b|, (?:the |an? )?(?:[\w'’-]+ ){1,4}?(?:said|says|told|added|reported)\b| (?:said|but|because|although)\b")  # fmt: skip
_FAR = 200
_LEAD = 60
# What is only supposed, asked or ruled out: "if it is not clear", "there is no doubt".
_SUPPOSED = re.compile(
    r"\b(?:if|unless|should|in case|until|so that|lest|were|suppose)\b[^,;:]{0,20}\Z|\b(?:I|we|you)(?: \w+ly)? \Z",
    _FLAGS,
)
# Who would not say speaks as "I" or is a state that votes: "refused to confirm the treaty".
_ORDER = re.compile(r"(?: (?:the )?(?:treaty|appointment|nominee|nomination|law))", _FLAGS)
_WHYS = {
    "stated_unknown": "the text says that it isn't known",
    "withheld": "the text says that it was not told",
}


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """A doubt for each clause that says so, in order of place."""
    aside = taken(s for b in found.of(Boilerplate) for s in b.evidence)
    known = taken(_of_messages(found))
    for s in text.sentences:
        if s.span.where != "text" or aside.meets(s.span):
            continue
        words = text.words(s.span)
        if not _CUE.search(words) or words.rstrip(" \"'”’)").endswith("?"):
            continue
        done: Places[Span] = Places()
        for state, pattern in _KINDS:
            for m in pattern.finditer(words):
                place = Span(s.span.start + m.start(), s.span.start + _end(words, m.end()), "text")
                if known.meets(place) or done.meets(place) or not _says_so(words, m):
                    continue
                done.add(place, place)
                yield Doubt(
                    evidence=(place,),
                    about=About("article", state),
                    why=_WHYS[state],
                    rule="silence",
                )


def _of_messages(found: Found) -> Iterator[Span]:
    """The words in which a message's field is left open."""
    for m in found.of(Message):
        for name in (*Message.DATES, "channel", "bearer", "route", "place"):
            value = getattr(m, name)
            if isinstance(value, Field) and value.state in ("stated_unknown", "withheld"):
                yield from value.evidence


def _end(words: str, end: int) -> int:
    m = _END.search(words, end, end + _FAR)
    if m is not None:
        return m.start()
    if len(words) <= end + _FAR:
        return len(words.rstrip())
    return max(end, words.rfind(" ", end, end + _FAR))


def _says_so(words: str, m: re.Match[str]) -> bool:
    lead = words[max(0, m.start() - _LEAD) : m.start()]
    return not (_SUPPOSED.search(lead) or _ORDER.match(words, m.end()))


READER = Reader(
    "silences",
    1,
    read,
    needs=(Message, Boilerplate),
    gives=(Doubt,),
)
