"""Between which two sides the relationship is of which the words speak.

First what is joined to the words ("DPRK-China friendship", "relations between X and Y", "X's ties
with Y"), then "the two countries" and "our", which go back to the sentence, the paragraph, the
message, the title. A state that is only named near by is no side: then nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.readers.wording.joints import (
    APPOSED,
    BETWEEN,
    BETWEEN_NAMES,
    BREAK,
    COPULA,
    FOR_ALL,
    GOES_BACK,
    IN_LIST,
    JOINT_LEFT,
    LEAD_IN,
    OF,
    OF_ALL,
    OTHERS,
    OUR_AFTER,
    OUR_BEFORE,
    ROLE,
    SEVERAL,
    THEIR,
    WITH,
    relation,
    two,
)
from dragoman.readers.wording.named import Named, NamedStates
from dragoman.readers.wording.uses import clipped

_AT_ONCE = 12  # characters within which "with" belongs to the words for certain
_FAR = 160  # characters after the words in which their sides are named
_NEAR = 60
_BACK = 4  # sentences before, in which "the two countries" may be named


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, the speaker's own first, or why they are not told.

    Args:
        states: None if the text does not tell them.
        rule: where they were found.
        several: True if the words are said of many sides, or of one alone: of no two.
        meant: True if two sides are spoken of, and the text does not tell which.
        joined: True if the sides are joined to the words, False if "our" or the message tells them.
    """

    states: tuple[str, str] | None
    rule: str = ""
    several: bool = False
    joined: bool = True
    meant: bool = False


NOBODY = Pair(None, "no two sides are named for it")
UNTOLD = Pair(None, "two sides are meant, and not named", meant=True)
ONE = Pair(None, "only one of the two sides is named", meant=True)
MANY = Pair(None, "said of several sides", several=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """What may tell the sides of words where the words themselves do not.

    Args:
        speaker: the speaker's state.
        parties: the states of the parties of the message, call or transcript of which the text tells.
        of_message: True if the words themselves belong to it.
        speakers: the states of those who speak as one, if they are several.
        own: the state for which the article speaks.
        within: characters in which names count: the speaker's words, or the sentence.
    """

    speaker: str | None
    parties: tuple[str, ...]
    own: str | None
    within: Span
    of_message: bool = False
    speakers: tuple[str, ...] = ()


class Sides:
    """Finds the sides of relationships in one article.

    Args:
        titles: title and first sentence: what the article is about.
    """

    def __init__(self, text: Grammar, named: NamedStates, titles: Sequence[Span]) -> None:
        self._text = text
        self._named = named
        self._titles = [clipped(t, Span(t.start, t.start, t.where)) for t in titles]

    def of(self, span: Span, setting: Setting) -> Pair:
        """The sides of the relationship that some words speak of."""
        whole = self._around(span)
        for pair in self._ways(span, whole, setting):
            if pair.states is not None:
                return replace(pair, states=_own_first(pair.states, setting))
            if pair.several or pair.meant:
                return pair
        return NOBODY

    def towards(self, other: str, span: Span, setting: Setting) -> Pair:
        """The sides where a state is called by the words: it, and whoever calls it so or owns them."""
        whole = self._around(span)
        for pair in self._with_one(other, span, whole, setting):
            if pair.states is not None:
                return replace(pair, states=_own_first(pair.states, setting))
        return NOBODY

    def praised(self, span: Span, setting: Setting) -> Pair:
        """The sides where somebody of one is praised by the other."""
        whole = self._around(span)
        near = Span(span.start, min(whole.end, span.end + _NEAR), span.where)
        named = self._listed(Span(span.end, near.end, span.where)) or self._named.states(span)
        if not named:
            named = [s for s in self._named.states(whole) if s != setting.speaker]
        other = named[:1]
        if setting.speaker is None or len(set(named)) != 1 or other == [setting.speaker]:
            return NOBODY
        return Pair((setting.speaker, other[0]), "speaker and whom he praises")

    def _ways(self, span: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        plain = self._text.plain[span.where]
        if OF_ALL.search(plain, sentence.start, span.start) or FOR_ALL.match(plain, span.end):
            yield MANY
        inside = self._named.states(span)
        if ROLE.search(self._text.words(span)):
            inside = _without_bodies(inside)  # "our NATO ally"
        if len(inside) == 2:
            yield Pair((inside[0], inside[1]), "named in the words")
        before = self._joined_before(span, sentence)
        yield _two_of(inside + before, "joined to the words")
        yield from self._after(span, sentence, inside + before, setting)
        if (inside or before) and len(set(inside + before)) == 1:
            yield from self._with_one((inside + before)[0], span, sentence, setting)
        yield from self._predicated(span, sentence, setting)
        yield from (p for p in self._said_of(span, sentence, setting) if p.states is not None)
        yield from self._anaphor(span, sentence, setting)

    def _around(self, span: Span) -> Span:
        """The sentence of some words, as far as it can tell of them: none has an end without one."""
        sentence = self._text.sentence_at(span)
        return span if sentence is None else clipped(sentence.span, span)

    # ---- joined to the words

    def _joined_before(self, span: Span, sentence: Span) -> list[str]:
        """States named directly before the words: "DPRK-China", "Russia and China's", "Chinese"."""
        plain = self._text.plain[span.where]
        out: list[str] = []
        reached = span.start
        start = max(sentence.start, span.start - _FAR)
        for n in reversed(self._named.within(Span(start, span.start, span.where))):
            gap = plain[n.span.end : reached]
            fits = BETWEEN_NAMES if out else JOINT_LEFT
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
        m = BETWEEN.match(plain, span.end, sentence.end)
        if m is not None:
            rest = Span(m.end(), min(sentence.end, m.end() + _FAR), span.where)
            named = self._listed(rest)
            if len(named) == 2:
                yield Pair((named[0], named[1]), "between the two")
            elif len(named) > 2:
                yield MANY
            elif named or (
                SEVERAL.match(plain, rest.start, rest.end)
                and not two().search(plain, rest.start, min(rest.end, rest.start + _NEAR))
            ):
                yield MANY  # "between Russia and the African nations"
            else:
                ours = self._is_ours(span, Span(span.start, rest.end, span.where))
                yield from self._meant(sentence, setting, ours=ours, either=True)
        m = WITH.match(plain, span.end, sentence.end)
        if m is not None:
            rest = Span(m.end(), min(sentence.end, m.end() + _NEAR), span.where)
            named = self._listed(rest)
            if len(named) == 1 and not SEVERAL.match(plain, rest.start, rest.end):
                yield from self._with_one(named[0], span, sentence, setting, owners)
                if m.end() - span.end <= _AT_ONCE:
                    yield MANY if named[0] in (setting.speaker, setting.own) else ONE
            elif len(named) > 1 or (
                m.end() - span.end <= _AT_ONCE
                and not GOES_BACK.match(plain, rest.start, rest.end)
                and (SEVERAL.match(plain, rest.start, rest.end) or OTHERS.match(plain, rest.start))
            ):
                yield MANY  # with several, or with others than states
        m = OF.match(plain, span.end, sentence.end)
        if m is not None:
            rest = Span(m.end(), min(sentence.end, m.end() + _NEAR), span.where)
            named = self._listed(rest)
            if len(named) == 2:
                yield Pair((named[0], named[1]), "of the two")
            elif len(named) == 1:
                yield from self._with_one(named[0], span, sentence, setting, owners)
            elif SEVERAL.match(plain, rest.start, rest.end):
                yield MANY

    def _listed(self, rest: Span) -> list[str]:
        """The states of names that a list holds from here on: "the peoples of X and of Y"."""
        plain = self._text.plain[rest.where]
        out: list[str] = []
        reached = rest.start
        for n in self._named.within(rest):
            gap = plain[reached : n.span.start]
            if not (LEAD_IN if not out else IN_LIST).fullmatch(gap):
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
        plain = self._text.plain[span.where]
        if len(subjects) == 1:
            yield Pair((subjects[0], other), "subject and the other side")
        elif not subjects and THEIR.search(plain, sentence.start, span.start):
            # "Its policy towards X": whose it is the sentence before tells, not who speaks.
            for last in self._before(sentence)[:1]:
                yield _two_of(
                    [*(s for s in self._named.states(last) if s != other), other], "the one before"
                )
        elif setting.speaker is not None and setting.speaker != other:
            yield Pair((setting.speaker, other), "speaker and the other side")
        elif setting.of_message and other in setting.parties:
            yield _two_of(setting.parties, "the parties of the message")
        elif not subjects and setting.own is not None and setting.own != other:
            yield Pair((setting.own, other), "the article's own side and the other")

    def _predicated(self, span: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        """ "X and Y are ...", "X is our ...", "To X, Y is a ..."."""
        plain = self._text.plain[span.where]
        start = max(sentence.start, span.start - _FAR)
        if m := APPOSED.search(plain, start, span.start):
            last = self._named.within(Span(start, m.start(), span.where))[-1:]
            if last and last[0].span.end == m.start():
                yield from self._with_one(last[0].state, span, sentence, setting)
        if not COPULA.search(plain, start, span.start):
            return
        named = self._named.states(Span(start, span.start, span.where))
        yield _two_of(named, "subjects")
        ours = OUR_BEFORE.search(plain, start, span.start) or ROLE.search(self._text.words(span))
        if ours and len(named) == 1 and setting.speaker not in (None, named[0]):
            yield Pair((str(setting.speaker), named[0]), "subject and speaker")

    # ---- "the two countries", "our"

    def _anaphor(self, span: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        plain = self._text.plain[span.where]
        start = max(sentence.start, span.start - _FAR)
        near = Span(start, min(sentence.end, span.end + _NEAR), span.where)
        before = [m.end() for m in two().finditer(plain, near.start, span.end)]
        either = bool(before) or two().search(plain, span.end, near.end) is not None
        ours = self._is_ours(span, near)
        if either or ours or THEIR.search(plain, near.start, span.start):
            # "Both countries have close cooperation": the two are its subject, as if named.
            joined = bool(before) and not BREAK.search(plain, before[-1], span.start)
            joined = joined or (ours and len(setting.parties) == 2)
            for pair in self._meant(sentence, setting, ours=ours, either=either):
                yield replace(pair, joined=joined)
            if either:
                yield UNTOLD
        elif setting.of_message:
            yield replace(_two_of(setting.parties, "the parties of the message"), joined=False)

    def _said_of(self, span: Span, sentence: Span, setting: Setting) -> Iterator[Pair]:
        """ "Relations of X and Y develop in the spirit of ...": the sides of the noun before."""
        plain = self._text.plain[span.where]
        found = list(relation().finditer(plain, sentence.start, span.start))
        for m in found[-1:]:
            noun = Span(*m.span(), span.where)
            before = self._joined_before(noun, sentence)
            yield _two_of(before, "the relations before")
            yield from self._after(noun, sentence, before, setting)

    def _is_ours(self, span: Span, near: Span) -> bool:
        """True if the words are said of "our" relationship."""
        plain = self._text.plain[span.where]
        before = OUR_BEFORE.search(plain, near.start, span.start)
        return bool(before or OUR_AFTER.match(plain, span.end, near.end))

    def _meant(
        self, sentence: Span, setting: Setting, *, ours: bool, either: bool
    ) -> Iterator[Pair]:
        """Who the two are: by the sentence, the paragraph, the message, the title.

        Args:
            ours: the speaker's own is one of them.
            either: a word for two stands there ("both countries"), and not only "our" or "their".
        """
        own = setting.speaker
        of_message = _two_of(setting.parties, "the parties of the message")
        yield _two_of(setting.speakers, "those who speak")
        if own in setting.parties and not ours and len(self._named.states(sentence)) < 2:
            # "The friendship born in the war against A": one more state does not make it the other side.
            yield of_message
        yield self._two_in([sentence], own, "the sentence", ours=ours)
        if ours:
            yield of_message  # "our countries" are its sender's and its recipient's
        yield self._two_in(self._before(sentence), own, "the paragraph", ours=ours)
        yield of_message
        if not either and not ours:
            return
        for t in self._titles:
            yield self._of_title(self._named.states(t), setting)

    def _two_in(self, spans: Sequence[Span], own: str | None, rule: str, *, ours: bool) -> Pair:
        """Two states that one of some stretches names, or one and the speaker's own.

        Bodies of many states count only where too few states are named.
        """
        for s in spans:
            every = self._named.states(s)
            for named in (_without_bodies(every), every):
                if ours and own is not None:
                    named = [own, *(n for n in named if n != own)]
                elif len(named) == 1 and own is not None and own not in named:
                    named = [own, *named]
                if len(named) == 2:
                    return Pair((named[0], named[1]), rule)
        return NOBODY

    def _of_title(self, every: list[str], setting: Setting) -> Pair:
        """Two states of a title, or one and the article's own side, or the speaker's."""
        named = _without_bodies(every) or every
        if len(named) == 1:
            others = [s for s in (setting.own, setting.speaker) if s not in (None, named[0])]
            named = [*(str(s) for s in others[:1]), *named]
        return _two_of(named, "the title")

    def _before(self, sentence: Span) -> list[Span]:
        """The sentences before one in its paragraph, the nearest first."""
        here = self._text.sentence_at(sentence)
        if here is None:
            return []
        own = [s.span for s in self._text.sentences_in(here.paragraph) if s.index < here.index]
        return [clipped(s, Span(s.end, s.end, s.where)) for s in own[::-1][:_BACK]]


def _without_bodies(states: Sequence[str]) -> list[str]:
    return [s for s in states if not s.startswith("ORG-")]


def _two_of(states: Sequence[str], rule: str) -> Pair:
    distinct = list(dict.fromkeys(states))
    return Pair((distinct[0], distinct[1]), rule) if len(distinct) == 2 else NOBODY


def _own_first(states: tuple[str, str], setting: Setting) -> tuple[str, str]:
    own = setting.speaker or setting.own
    return (states[1], states[0]) if own == states[1] else states


__all__ = ["Named", "Pair", "Setting", "Sides"]
