"""Words in quotation marks by which somebody calls a relationship.

"Described it as a '...'", "the terms '...'", "like a '...' and '...'", a word held in marks before
a noun of relation. A quotation of a whole sentence is none: what it calls a relationship stands
inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar import Grammar, Quotation
from dragoman.places import Places
from dragoman.readers.wording.joints import VERB
from dragoman.readers.wording.meant import is_title, relation_noun
from dragoman.readers.wording.named import NamedStates
from dragoman.readers.wording.uses import Use

CALLED, TERMS, JOINED, STANCE, TOWARDS, PRAISE, OF_MESSAGE, POLICY = (
    "called so", "given as a term", "joined to a word called so", "in marks beside a noun of relation",
    "in marks, towards a named side", "praise in marks", "in marks, of a message", "name of a policy",
)  # fmt: skip

_LONGEST = 25  # words: what is longer is speech
_SHORT = 6  # words held in marks inside a sentence of another's
_NAME = 8  # words of a policy's name
_FAR = 160
_CALL = re.compile(
    r"\b(?:describ\w+|characteri[sz]\w+|call(?:s|ed|ing)?|term(?:s|ed|ing)|dub(?:s|bed|bing)|refer(?:s|red|ring)? to|"
    r"hail(?:s|ed|ing)?|label\w*|brand(?:s|ed|ing)|liken\w*|compar(?:e|es|ed|ing)|portray\w*|styl(?:es|ed|ing)|"
    r"declar\w+|regard\w*|consider\w*|view(?:s|ed|ing)|depict\w*|defin(?:es|ed|ing))\b(?P<what>[^;:!?\"]{0,110})\Z",
    re.IGNORECASE,
)
_AS = re.compile(
    r"(?:\b(?:as|to|like|being|be|with|both|is|are|a|an|the|not only|one of)\s*)+\Z", re.IGNORECASE
)
_CALLED_SO = re.compile(
    r"(?:'s\b)?\s+(?:(?:people|party|side)\s+)?(?:(?:as|to|like|being|be|a|an|the|its|his|their|our)\s*)*"
)
_TERM = re.compile(
    r"\b(?:terms?|words?|phrases?|expressions?|formulas?|formulations?|adjectives?|epithets?)\s*,?\s*\Z",
    re.IGNORECASE,
)
_AND = re.compile(
    r"[,.]?\s*(?:,|and|or|as well as|but|while)?\s*(?:(?:as|like|being|for|with|of|a|an|the|also|also as)\s+)*",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"\b(?:refer(?:s|red|ring)? to|sp(?:eaks|oke|eaking) of|wr(?:ites|ote|iting) of|mention(?:s|ed|ing)|not(?:es|ed|ing)|"
    r"warn(?:s|ed|ing) of)\s+(?:a|an|the|its|his|their)?\s*\Z",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:appreciat\w+|prais\w+|hail\w+|commend\w+|laud\w+|extol\w*|applaud\w*)\s+(?:that|him for|her for|them for|for)\s+"
    r"(?:(?:he|she|they|it)\s+(?:is|are|was|were|has been|have been|had been)\s+)?(?P<words>[^.;!?\"]+)",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|this|that|them|each other|one another)\b", re.IGNORECASE)
_INTO = re.compile(
    rf"\s+(?:(?:in|into|to|for|towards?|of|on)\s+)?(?:(?!{VERB})[\w.'-]+\s+){{0,5}}?(?P<noun>"
    rf"{'|'.join(lore.words('wording')['relations'])})\b",
    re.IGNORECASE,
)
_TO_SIDE = re.compile(r"\b(?:to|toward|towards|with|for|of)\s+(?:the\s+)?\Z")
_WORD = re.compile(r"[\w'-]+")
_EDGES = " ,.;:!?\n"


@cache
def _policy_before() -> re.Pattern[str]:
    nouns = "|".join(lore.words("wording")["policies"])
    return re.compile(
        rf"\b(?P<noun>{nouns})(?:\s+(?:of|for|to|towards)|(?:\s+[\w-]+){{0,5}}?\s+(?:called|named|known as|dubbed)|,)?\s+"
        r"(?:a\s+|an\s+|the\s+)?\Z",
        re.IGNORECASE,
    )


@cache
def _policy_after() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:[a-z]+\s+){0,1}(?P<noun>policy|strategy|line|doctrine|initiative|concept|vision|approach|slogan)\b",
        re.IGNORECASE,
    )


@cache
def characterising() -> re.Pattern[str]:
    """A word that characterises a relationship."""
    table = lore.words("wording")
    words = "|".join(table["characterising"])
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _fills(known: list[Use], words: Span) -> bool:
    """True if a use known before is all that stands between the marks."""
    length = sum(s.end - s.start for s in known[0].spans)
    return len(known) == 1 and 2 * length > words.end - words.start


class InMarks:
    """Finds words in quotation marks that call a relationship, in one article.

    Args:
        taken: words that were found before; what stands in them, or holds them, is not found again.
    """

    def __init__(self, text: Grammar, named: NamedStates, taken: Places[Use]) -> None:
        self._text = text
        self._named = named
        self._taken = taken

    def of(self, paragraphs: Iterable[int]) -> Iterator[Use]:
        """Uses in order of place; one of the table known before with what it is said of, where told.

        What a relationship is called in marks holds noun phrases known before: the whole counts.
        """
        for p in paragraphs:
            last: tuple[Span, Use] | None = None
            for q in self._text.quoted(p):
                words = self._trimmed(q)
                if words is None:
                    yield from self._praise(q)
                    continue
                known = self._taken.meeting(words)
                free = not any(u.formula for u in known)
                use = self._use(q, words, last) if free or _fills(known, words) else None
                if use is not None and (not known or not free or use.rule in (CALLED, JOINED)):
                    last = (q.span, use)
                    yield use if free else replace(known[0], about=use.about, other=use.other)
                else:
                    last = (q.span, known[0]) if known and _fills(known, words) else None
                    if not known:
                        yield from self._praise(q)

    def _trimmed(self, q: Quotation) -> Span | None:
        """The words between the marks, if they are few enough."""
        start, end = q.inner.start, q.inner.end
        plain = self._text.plain[q.span.where]
        while start < end and plain[start] in _EDGES:
            start += 1
        while start < end and plain[end - 1] in _EDGES:
            end -= 1
        inside = _WORD.findall(plain, start, min(end, start + _FAR * 2))
        if not q.closed or not 0 < len(inside) <= _LONGEST or is_title(inside):
            return None
        return Span(start, end, q.span.where)

    def _use(self, q: Quotation, words: Span, last: tuple[Span, Use] | None) -> Use | None:
        sentence = self._text.sentence_at(q.span)
        if sentence is None:
            return None
        plain = self._text.plain[q.span.where]
        begin = max(sentence.span.start, q.span.start - _FAR)
        before = plain[begin : q.span.start]
        if not before.strip() or before.rstrip()[-1] in ",:.":
            return None  # speech, and no words of a sentence round it
        n = len(_WORD.findall(plain, words.start, words.end))
        after = Span(q.span.end, min(sentence.span.end, q.span.end + _FAR), q.span.where)
        if n <= _NAME and self._names_policy(before, after):
            return Use((words,), POLICY, slogan=True)
        follows = last is not None and begin <= last[0].end <= q.span.start
        if last is not None and follows and _AND.fullmatch(plain, last[0].end, q.span.start):
            first = last[1]
            about = first.about or (first.span if first.other is None else None)
            return Use((words,), JOINED, slogan=first.slogan, about=about, other=first.other)
        return (
            self._called(words, before, begin)
            or (self._stance(words, after) if n <= _SHORT else None)
            or self._inside(words)
            or self._of_message(words, before)
        )

    def _names_policy(self, before: str, after: Span) -> bool:
        plain = self._text.plain[after.where]
        here = _policy_before().search(before)
        return bool(here or _policy_after().match(plain, after.start, after.end))

    def _called(self, words: Span, before: str, begin: int) -> Use | None:
        """Words by which a relationship or a state is called, or which are given as a term."""
        here = Span(begin, begin + len(before), words.where)
        if _TERM.search(before):
            noun = self._relation(here)
            return None if noun is None else Use((words,), TERMS, about=noun)
        m = _CALL.search(before)
        if m is None or not (_AS.search(before) or not m["what"].strip()):
            return None
        what = Span(begin + m.start("what"), begin + m.end("what"), words.where)
        noun = self._relation(what)
        if noun is None and _IT.search(m["what"]):
            noun = self._relation(here)
        if noun is not None:
            return Use((words,), CALLED, about=noun)
        states = [n for n in self._named.within(what) if not n.person]
        if len({n.state for n in states}) != 1:
            return None
        # The state itself is called so: "declared China to be a"; not what it does.
        rest = self._text.plain[words.where][states[-1].span.end : here.end]
        return Use((words,), CALLED, other=states[0].state) if _CALLED_SO.fullmatch(rest) else None

    def _relation(self, within: Span) -> Span | None:
        """The last noun of relation in a stretch."""
        plain = self._text.plain[within.where]
        found = [m.span() for m in relation_noun().finditer(plain, within.start, within.end)]
        return Span(*found[-1], within.where) if found else None

    def _stance(self, words: Span, after: Span) -> Use | None:
        """A word in marks before a noun of relation: "all efforts" into developing relations."""
        plain = self._text.plain[after.where]
        m = _INTO.match(plain, after.start, after.end)
        if m is None:
            return None
        noun = Span(*m.span("noun"), after.where)
        return Use((words,), STANCE, about=noun)

    def _inside(self, words: Span) -> Use | None:
        """Words that name a side and what they are to it, or both sides and their relation."""
        plain = self._text.plain[words.where]
        named = [n for n in self._named.within(words) if not n.person]
        noun = self._relation(words)
        if noun is not None and len({n.state for n in named}) == 2:
            return Use((words,), STANCE, about=noun)
        if len({n.state for n in named}) != 1:
            return None
        towards = _TO_SIDE.search(plain, words.start, named[0].span.start)
        if towards and characterising().search(plain, words.start, towards.start()):
            return Use((words,), TOWARDS, other=named[0].state)
        return None

    def _of_message(self, words: Span, before: str) -> Use | None:
        """Words that somebody is said to use in a message: "referred to a '...'"."""
        return Use((words,), OF_MESSAGE) if _MENTION.search(before) else None

    def _praise(self, q: Quotation) -> Iterator[Use]:
        """Praise of the other side in somebody's quoted words: "appreciating that he is ..."."""
        plain = self._text.plain[q.span.where]
        for m in _PRAISE.finditer(plain, q.inner.start, q.inner.end):
            start, end = m.span("words")
            while end > start and plain[end - 1] in _EDGES:
                end -= 1
            span = Span(start, end, q.span.where)
            if len(_WORD.findall(plain, start, end)) <= _LONGEST and not self._taken.meets(span):
                yield Use((span,), PRAISE)
