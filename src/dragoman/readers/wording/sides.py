"""Between which two sides the relationship is of which the words speak.

First what is joined to the words ("DPRK-China friendship", "relations between X and Y", "X's ties
with Y"), then "the two countries" and "our", which go back to the sentence, the paragraph, the
message, the title. A state that is only named near by is no side: then nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.readers.wording.named import Named, NamedStates

# What may stand between the words and the names joined to them.
_JOINT_LEFT = re.compile(r"(?:'s|')?\s+(?:own\s+|new\s+|the\s+)?\Z|-\Z|/\Z|\s*\Z")
_BETWEEN_NAMES = re.compile(
    r"(?:'s?)?\s*(?:-|–|/|,|\band\b|&)\s*(?:the\s+)?(?:people'?s?\s+of\s+)?(?:the\s+)?\Z"
    r"|\s+(?:people|peoples|party|army|government|leader|leaders|president)s?'?s?\s+and\s+(?:the\s+)?\Z"
)
# The rest of the noun phrase before "between" or "with": no verb, no stop.
VERB = (
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|shall|should|that|which|who|whose|"
    r"said|says|say|noted|because|but|while|when|if|as|to)\b"
)
_REST = rf"(?:(?!{VERB})[^.;:!?\"()])"
_BETWEEN = re.compile(rf"{_REST}{{0,90}}?\b(?:between|among|amongst|linking|of)\s+", re.IGNORECASE)
_WITH = re.compile(rf"{_REST}{{0,60}}?\b(?:with|towards?|vis-a-vis)\s+", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|to|for|from)\s+", re.IGNORECASE)
_MANY = re.compile(
    r"(?:the\s+|its\s+|our\s+|their\s+)?(?:all|many|most|several|various|other|every|any|some|different|"
    r"foreign|nations|states|countries|peoples|neighbou?rs|neighbou?ring|European|Asian|African|Arab|"
    r"developing|socialist|rest|world|mankind|humanity|three|four|five|members?|partners|allies)\b",
    re.IGNORECASE,
)
_OUR = re.compile(r"\b(?:our|us|we|ours|ourselves)\b", re.IGNORECASE)
_THEIR = re.compile(r"\b(?:their|its|his|her)\s+(?:[\w-]+\s+){0,3}\Z", re.IGNORECASE)
_COPULA = re.compile(
    r"\b(?:is|are|was|were|be|been|become|became|remains?|remained|as|called|calls|considers?|"
    r"regards?|sees?|views?|being)\b[^.;:!?]{0,40}\Z",
    re.IGNORECASE,
)
_FAR = 160  # characters after the words in which their sides are named
_NEAR = 60
_BACK = 4  # sentences before, in which "the two countries" may be named


@cache
def _two() -> re.Pattern[str]:
    nouns = "|".join(lore.words("wording")["two"])
    return re.compile(
        rf"\b(?:the|our|both|these|those|their|its|of|between|as)\s+(?:(?:two|both|our|friendly|brotherly|fraternal|"
        rf"neighbou?ring|great|respective)\s+){{0,3}}(?:{nouns})\b|\bboth\b|\btwo\s+(?:\w+\s+)?(?:{nouns})\b|"
        rf"\bbilateral\b|\beach other\b|\bone another\b|\bthe two\b|\bmutual(?:ly)?\b",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, the speaker's own first, or why they are not told.

    Args:
        states: None if the text does not tell them.
        rule: where they were found.
        several: True if the words are said of many sides, or of one alone: of no two.
        joined: True if the sides are joined to the words, False if "our" or the message tells them.
    """

    states: tuple[str, str] | None
    rule: str = ""
    several: bool = False
    joined: bool = True


NOBODY = Pair(None, "no two sides are named for it")
MANY = Pair(None, "said of several sides", several=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """What may tell the sides of words where the words themselves do not.

    Args:
        speaker: the speaker's state.
        parties: the states of the parties of the message or meeting to which the words belong.
        own: the state for which the article speaks.
        within: characters in which names count: the speaker's words, or the sentence.
    """

    speaker: str | None
    parties: tuple[str, ...]
    own: str | None
    within: Span


class Sides:
    """Finds the sides of relationships in one article.

    Args:
        titles: title and first sentence: what the article is about.
    """

    def __init__(self, text: Grammar, named: NamedStates, titles: Sequence[Span]) -> None:
        self._text = text
        self._named = named
        self._titles = titles

    def of(self, span: Span, setting: Setting) -> Pair:
        """The sides of the relationship that some words speak of."""
        sentence = self._text.sentence_at(span)
        whole = sentence.span if sentence is not None else span
        for pair in self._ways(span, whole, setting):
            if pair.states is not None:
                return replace(pair, states=_own_first(pair.states, setting))
            if pair.several:
                return pair
        return NOBODY

    def towards(self, other: str, span: Span, setting: Setting) -> Pair:
        """The sides where a state is called by the words: it, and whoever calls it so or owns them."""
        sentence = self._text.sentence_at(span)
        whole = sentence.span if sentence is not None else span
        for pair in self._with_one(other, span, whole, setting):
            if pair.states is not None:
                return replace(pair, states=_own_first(pair.states, setting))
        return NOBODY

    def praised(self, span: Span, setting: Setting) -> Pair:
        """The sides where somebody of one is praised by the other."""
        sentence = self._text.sentence_at(span)
        whole = sentence.span if sentence is not None else span
        near = Span(span.start, min(whole.end, span.end + _NEAR), span.where)
        named = self._listed(Span(span.end, near.end, span.where)) or self._named.states(span)
        if not named:
            named = [s for s in self._named.states(whole) if s != setting.speaker]
        other = named[:1]
        if setting.speaker is None or len(set(named)) != 1 or other == [setting.speaker]:
            return NOBODY
        return Pair((setting.speaker, other[0]), "speaker and whom he praises")

    def _ways(self, span: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        inside = self._named.states(span)
        if len(inside) == 2:
            yield Pair((inside[0], inside[1]), "named in the words")
        before = self._joined_before(span, sentence)
        yield _two_of(inside + before, "joined to the words")
        yield from self._after(span, sentence, inside + before, setting)
        if (inside or before) and len(set(inside + before)) == 1:
            yield from self._with_one((inside + before)[0], span, sentence, setting)
        yield from self._predicated(span, sentence, setting)
        yield from self._anaphor(span, sentence, setting)

    # ---- joined to the words

    def _joined_before(self, span: Span, sentence: Span) -> list[str]:
        """States named directly before the words: "DPRK-China", "Russia and China's", "Chinese"."""
        plain = self._text.plain[span.where]
        out: list[str] = []
        reached = span.start
        start = max(sentence.start, span.start - _FAR)
        for n in reversed(self._named.within(Span(start, span.start, span.where))):
            gap = plain[n.span.end : reached]
            fits = _BETWEEN_NAMES if out else _JOINT_LEFT
            if not fits.fullmatch(gap):
                break
            out.insert(0, n.state)
            reached = n.span.start
        return list(dict.fromkeys(out))

    def _after(
        self, span: Span, sentence: Span, owners: list[str], setting: Setting
    ) -> Iterator[Pair]:
        """ "between X and Y", "between the two countries", "with X", "of X and Y"."""
        plain = self._text.plain[span.where]
        m = _BETWEEN.match(plain, span.end, sentence.end)
        if m is not None:
            rest = Span(m.end(), min(sentence.end, m.end() + _FAR), span.where)
            named = self._listed(rest)
            if len(named) == 2:
                yield Pair((named[0], named[1]), "between the two")
            elif len(named) > 2:
                yield MANY
            elif m.group().rstrip().casefold().endswith(("between", "among")):
                if _MANY.match(plain, rest.start, rest.end):
                    yield MANY
                yield from self._meant(rest, sentence, setting)
        m = _WITH.match(plain, span.end, sentence.end)
        if m is not None:
            rest = Span(m.end(), min(sentence.end, m.end() + _NEAR), span.where)
            if _MANY.match(plain, rest.start, rest.end):
                yield MANY
            named = self._listed(rest)
            if len(named) == 1:
                yield from self._with_one(named[0], span, sentence, setting, owners)
            elif len(named) > 1:
                yield MANY
        m = _OF.match(plain, span.end, sentence.end)
        if m is not None:
            rest = Span(m.end(), min(sentence.end, m.end() + _NEAR), span.where)
            named = self._listed(rest)
            if len(named) == 1:
                yield from self._with_one(named[0], span, sentence, setting, owners)

    def _listed(self, rest: Span) -> list[str]:
        """The states of names that a list holds from here on: "the peoples of X and of Y"."""
        plain = self._text.plain[rest.where]
        out: list[str] = []
        reached = rest.start
        for n in self._named.within(rest):
            gap = plain[reached : n.span.start]
            if not (_LEAD_IN if not out else _IN_LIST).fullmatch(gap):
                break
            out.append(n.state)
            reached = n.span.end
        return list(dict.fromkeys(out))

    def _with_one(
        self,
        other: str,
        span: Span,
        sentence: Span,
        setting: Setting,
        owners: Sequence[str] = (),
    ) -> Iterator[Pair]:
        """One side is told: the other owns the words, is their subject, or speaks."""
        own = [s for s in owners if s != other]
        if len(own) == 1:
            yield Pair((own[0], other), "owner and the other side")
            return
        within = setting.within
        inside = within.where == span.where and sentence.start <= within.start <= span.start
        before = Span(within.start if inside else sentence.start, span.start, span.where)
        subjects = [s for s in self._named.states(before) if s != other]
        if len(subjects) == 1:
            yield Pair((subjects[0], other), "subject and the other side")
        elif setting.speaker is not None and setting.speaker != other:
            yield Pair((setting.speaker, other), "speaker and the other side")
        elif not subjects and setting.own is not None and setting.own != other:
            yield Pair((setting.own, other), "the article's own side and the other")

    def _predicated(self, span: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        """ "X and Y are ...", "X is our ...", "To X, Y is a ..."."""
        plain = self._text.plain[span.where]
        start = max(sentence.start, span.start - _FAR)
        if not _COPULA.search(plain, start, span.start):
            return
        named = self._named.states(Span(start, span.start, span.where))
        yield _two_of(named, "subjects")
        ours = _OUR.search(plain, start, span.start)
        if ours and len(named) == 1 and setting.speaker not in (None, named[0]):
            yield Pair((str(setting.speaker), named[0]), "subject and speaker")

    # ---- "the two countries", "our"

    def _anaphor(self, span: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        plain = self._text.plain[span.where]
        near = Span(
            max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR), span.where
        )
        words = plain[near.start : near.end]
        if (
            _two().search(words)
            or _OUR.search(words)
            or _THEIR.search(plain, near.start, span.start)
        ):
            for pair in self._meant(near, sentence, setting):
                yield replace(pair, joined=False)
        elif setting.parties:
            yield replace(_two_of(setting.parties, "the parties of the message"), joined=False)

    def _meant(self, near: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        """Who the two are: by the sentence, the paragraph, the message, the title."""
        ours = _OUR.search(self._text.words(near)) is not None
        own = setting.speaker
        yield self._two_in([sentence], own, "the sentence", ours=ours)
        yield self._two_in(self._before(sentence), own, "the paragraph", ours=ours)
        yield _two_of(setting.parties, "the parties of the message")
        for t in self._titles:
            yield self._two_in([t], own or setting.own, "the title", ours=ours)

    def _two_in(self, spans: Sequence[Span], own: str | None, rule: str, *, ours: bool) -> Pair:
        """Two states that one of some stretches names, or one and the speaker's own."""
        for s in spans:
            named = self._named.states(s)
            if ours and own is not None:
                named = [own, *(n for n in named if n != own)]
            elif len(named) == 1 and own is not None and own not in named:
                named = [own, *named]
            if len(named) == 2:
                return Pair((named[0], named[1]), rule)
        return NOBODY

    def _before(self, sentence: Span) -> list[Span]:
        """The sentences before one in its paragraph, the nearest first."""
        here = self._text.sentence_at(sentence)
        if here is None:
            return []
        own = [s.span for s in self._text.sentences_in(here.paragraph) if s.index < here.index]
        return own[::-1][:_BACK]


_LEAD_IN = re.compile(
    r"(?:(?:the|our|its|their|both|two|fraternal|brotherly|friendly|neighbou?ring|great|heroic|people'?s?|peoples|"
    r"parties|armies|governments?|countries|nations?|states?|leaders?|presidents?|republics?|of|and|party|country|"
    r"President|Prime|Minister|Premier|Chairman|General|Secretary)[\s,]+)*",
    re.IGNORECASE,
)
_IN_LIST = re.compile(
    r"(?:'s?)?\s*(?:people|peoples|party|parties|army|government|nations?|side|leaders?)?\s*(?:-|–|/|,|,?\s*and|&|on the one hand)\s*"
    r"(?:the|with|of|its|people'?s?|peoples|between|our|government|party|\s)*",
    re.IGNORECASE,
)


def _two_of(states: Sequence[str], rule: str) -> Pair:
    distinct = list(dict.fromkeys(states))
    return Pair((distinct[0], distinct[1]), rule) if len(distinct) == 2 else NOBODY


def _own_first(states: tuple[str, str], setting: Setting) -> tuple[str, str]:
    own = setting.speaker or setting.own
    return (states[1], states[0]) if own == states[1] else states


__all__ = ["VERB", "Named", "Pair", "Setting", "Sides"]
