"""Who speaks: the source of each draft resolved to a figure of the article, or left open.

Pronouns and descriptions go to what stands before them. The order of preference follows centering
(Grosz, Joshi and Weinstein 1995): who spoke last, the subject of the same or of an earlier
sentence, and only then another person, if it is the only one. A third person inside a quotation
is not its speaker. What several fit, and what nobody fits, stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import Name
from dragoman.grammar import Grammar
from dragoman.grammar.parties import Parties
from dragoman.grammar.printed import TURN, author
from dragoman.readers.quotes.bodies import Bodies
from dragoman.readers.quotes.cast import Cast, Figure, Gender, Mention, gender_of, subjects
from dragoman.readers.quotes.drafts import Draft
from dragoman.readers.quotes.lists import listed
from dragoman.readers.quotes.phrases import Phrase, is_given, phrase, sort_of_run

_LONGEST = 1000  # characters before "who" in which the phrase that it follows begins
_BACK = 3  # sentences in which an antecedent is looked for
_SHE = frozenset(("she", "her", "hers", "herself"))


@dataclass(frozen=True)
class Voice:
    """The figures that a source stands for; none where it stays open, with the reason."""

    figures: tuple[Figure, ...]
    why: str = ""


@dataclass(frozen=True)
class Spoken:
    """A draft already resolved, and where its first words stand."""

    draft: Draft
    figures: tuple[Figure, ...]
    start: tuple[int, int, int]


class Speakers:
    """Resolves the sources of one article, in order of place."""

    def __init__(self, text: Grammar, names: list[Name]) -> None:
        self.text = text
        self.parties = Parties(text, names)
        self.cast = Cast(text, names)
        self._spoken: list[Spoken] = []  # at the outermost level, in order of place
        self._bodies = Bodies(text, names)
        self._first_of: dict[str, list[Span]] = {}
        self._ends: dict[str, list[re.Match[str]]] = {}
        self._cues: dict[int, list[Spoken]] = {}  # by sentence, in order of place
        self._who_spoke: set[Figure] = set()

    def resolve(self, drafts: list[Draft]) -> list[Voice]:
        """A voice for each draft, in the same order; parents come before their children."""
        self._phrases = {
            d.source: phrase(self.text, self.parties, d.source) for d in drafts if d.source
        }
        self._lists = {s: listed(self.text, self.parties, p) for s, p in self._phrases.items()}
        self.cast.know([*self._named_by_sources(), *self._named_in_full()])
        voices: dict[int, Voice] = {}
        order = sorted(
            range(len(drafts)),
            key=lambda i: (drafts[i].depth, drafts[i].source is None, drafts[i].start),
        )
        heads: dict[tuple[Span, ...], int] = {}
        for i in order:
            heads.setdefault(drafts[i].head, i)
        for i in order:
            d = drafts[i]
            above = voices.get(d.parent) if d.parent is not None else None
            outer = drafts[d.parent] if d.parent is not None else None
            if d.carries is not None:
                j = heads.get(d.carries.head)
                base = voices.get(j) if j is not None else None
                voices[i] = base or Voice((), "carried on from an open speaker")
            else:
                voices[i] = self._voice(d, outer, above)
            if voices[i].figures:
                self._note(Spoken(d, voices[i].figures, d.start))
        return [voices[i] for i in range(len(drafts))]

    def _note(self, spoken: Spoken) -> None:
        d = spoken.draft
        self._who_spoke |= set(spoken.figures)
        if d.depth == 0:
            insort(self._spoken, spoken, key=lambda s: s.start)
        sentence = self.text.sentence_at(d.cue) if d.cue is not None else None
        if sentence is not None:
            insort(self._cues.setdefault(sentence.index, []), spoken, key=lambda s: s.start)

    def _unsourced(self, d: Draft) -> Voice:
        """ "Adding that ...": a participle's speaker is that of the sentence's other cue."""
        sentence = self.text.sentence_at(d.cue) if d.cue is not None else None
        if sentence is None or d.cue is None or not _PARTICIPLE.match(self.text.words(d.cue)):
            return Voice(())
        near = [
            (abs(s.draft.cue.start - d.cue.start), s.figures)
            for s in self._cues.get(sentence.index, ())
            if s.draft.cue is not None
            and s.draft.depth == d.depth
            and sentence.span.holds(s.draft.cue)
        ]
        return Voice(min(near, key=lambda x: x[0])[1]) if near else Voice(())

    def _named_by_sources(self) -> Iterable[tuple[str, str, str]]:
        """Names that no table knows, with the words of the source before and after."""
        for whole in self._phrases.values():
            for p in self._lists[whole.span] or (whole,):
                if p.sort == "person" and p.name is not None:
                    before = self.text.words(Span(p.span.start, p.name.start, p.span.where))
                    yield self.text.words(p.name), before, p.complement.lstrip(" ,")

    def _named_in_full(self) -> Iterator[tuple[str, str, str]]:
        """Persons of the story whom no table knows but whose given name tells that they are one."""
        for m in _FULL_NAME.finditer(self.text.plain["text"]):
            span = Span(*m.span())
            if self.parties.name_at(span.start) or self.parties.name_at(span.end - 1):
                continue
            if is_given(m["given"]) and sort_of_run(m.group()) == "person":
                yield m.group(), "", ""

    # ---- one source

    def _voice(self, d: Draft, outer: Draft | None, above: Voice | None) -> Voice:
        if d.source is None:
            return self._unsourced(d)
        p = self._phrases[d.source]
        match p.sort:
            case "he":
                return self._one(p, d, outer, above)
            case "they" | "it":
                return self._thing(p, d, outer, above)
            case "first":
                return self._first(p, above)
            case "relative":
                return self._relative(p)
            case "several":
                return self._several(p)
        return self._described(p, d)

    def _together(self, parts: tuple[Phrase, ...], whole: Phrase, d: Draft) -> Voice:
        found = [f for p in parts for f in self._described(p, d).figures]
        return Voice(tuple(dict.fromkeys(found)))

    def _described(self, p: Phrase, d: Draft) -> Voice:
        if parts := self._lists.get(p.span):
            return self._together(parts, p, d)
        if p.sort == "person":
            return self._person(p)
        if p.thing is not None:
            return Voice((self._named_thing(p, p.thing),))
        if p.definite or p.number is not None:
            known = self._again(p, d)
            if known is not None:
                return Voice((known,))
        figure = self.cast.add(self._figure(p))
        if p.definite and figure.name is None:
            figure.first = self._first_told(p) or figure.first
        return Voice((figure,))

    def _first_told(self, p: Phrase) -> Span | None:
        """Where the noun of a definite description stands first, if that is before it."""
        if not p.head or p.sort not in ("document", "group", "outlet", "unknown"):
            return None
        if p.head not in self._first_of:
            pattern = re.compile(rf"(?<![\w-]){re.escape(p.head)}(?![\w-])", re.IGNORECASE)
            found = ((where, pattern.search(self.text.plain[where])) for where in ("title", "text"))
            self._first_of[p.head] = [Span(*m.span(), where) for where, m in found if m]
        first = (s for s in self._first_of[p.head] if in_order(s) < in_order(p.span))
        return next(first, None)

    def _named_thing(self, p: Phrase, thing: Name) -> Figure:
        """The state, body or paper of a name, the same for every mention."""
        return self.cast.thing(p.sort, thing.canonical, thing.actor) or self.cast.add(
            Figure(
                p.sort, thing.evidence[0], thing.canonical, thing.actor, thing.state,
                plural=p.plural, phrase=p,
            )
        )  # fmt: skip

    def _figure(self, p: Phrase) -> Figure:
        name = None if p.name is None else self.text.words(p.name)
        made = Figure(
            p.sort, p.span, name, None, p.state, p.head, plural=p.plural, phrase=p,
        )  # fmt: skip
        if made.sort in ("office", "nameless"):
            made.gender = gender_of("", p.head)
        return made

    def _person(self, p: Phrase) -> Voice:
        found: list[Figure] = []
        for n in p.persons:
            figure = self.cast.of_name(n)
            if figure is None:  # a surname that several bear, or nobody before
                figure = self.cast.called(self.text.words(n.evidence[0]), p.span) or Figure(
                    "person", n.evidence[0], n.canonical, n.actor, n.state,
                    mentions=[n.evidence[0]],
                )  # fmt: skip
                self.cast.take_in(figure)
            if figure.phrase is None:
                figure.phrase = p
            found.append(figure)
        if p.name is not None and not found:
            return self._newly_named(p)
        return Voice(tuple(dict.fromkeys(found)))

    def _newly_named(self, p: Phrase) -> Voice:
        assert p.name is not None
        words = self.text.words(p.name)
        figure = self.cast.called(words, p.span) or self.cast.add(Figure("person", p.name, words))
        if figure.phrase is None:
            figure.phrase = p
        return Voice((figure,))

    # ---- pronouns

    def _one(self, p: Phrase, d: Draft, outer: Draft | None, above: Voice | None) -> Voice:
        gender: Gender = "she" if p.words.casefold() in _SHE else "he"
        here = self.text.in_quotation(p.span)
        barred: tuple[Figure, ...] = ()
        if outer is not None and above is not None:
            if here is None:
                # "Mr Putin said he hoped": inside indirect speech the speaker is the first choice.
                one = self._only(above.figures, gender)
                if one is not None:
                    return _settled(one, gender)
            else:
                barred = above.figures
        figure = self._antecedent(p, d, gender, here, barred)
        if figure is None:
            return Voice((), "nobody before it who could be meant")
        return _settled(figure, gender)

    def _antecedent(
        self, p: Phrase, d: Draft, gender: Gender, here: Span | None, barred: Iterable[Figure]
    ) -> Figure | None:
        def fits(f: Figure) -> bool:
            return f.is_person and f.gender in (None, gender) and f not in barred

        # "Bat Tumur was a friend, he said": whom the words are about does not say them.
        mentions = [
            m
            for m in self.cast.before(p.span, _BACK)
            if fits(m.figure) and not any(s.holds(m.span) for s in d.content)
        ]
        sentence = self.text.sentence_at(p.span)
        now = sentence.index if sentence else -1
        if here is not None:
            inside = [m for m in mentions if m.quoted == here]
            return _nearest(inside) or self._last_named(mentions, now)
        outside = [m for m in mentions if m.quoted is None]
        same = [m for m in subjects(outside) if m.sentence == now]
        if same:
            return same[0].figure
        last = self._last(p.span, d)
        spoke = self._only(last.figures, gender) if last else None
        if spoke is not None and spoke not in barred and last is not None:
            since = [
                m
                for m in subjects(outside)
                if in_order(m.span) > last.draft.start
                and m.figure is not spoke
                and m.sentence > self._sentence(last.draft)
            ]
            firsts = _firsts(since)
            if not firsts:
                return spoke
            return firsts[-1].figure if len({id(m.figure) for m in firsts}) == 1 else None
        for back in range(1, _BACK + 1):
            those = [m for m in subjects(outside) if m.sentence == now - back]
            if those:
                return those[0].figure
        return self._last_named(outside, now)

    def _last_named(self, mentions: list[Mention], now: int) -> Figure | None:
        """The only person of the sentence before, or of this one, though not its subject."""
        near = {id(m.figure): m.figure for m in mentions if now - m.sentence <= 1}
        return next(iter(near.values())) if len(near) == 1 else None

    def _sentence(self, d: Draft) -> int:
        span = d.source or d.cue or d.content[0]
        sentence = self.text.sentence_at(span)
        return sentence.index if sentence else -1

    def _only(self, figures: Iterable[Figure], gender: Gender) -> Figure | None:
        fit = [f for f in figures if f.is_person and f.gender in (None, gender)]
        return fit[0] if len(fit) == 1 else None

    def _last(self, place: Span, d: Draft, *, far: int = 1) -> Spoken | None:
        """Who spoke last before a place, at the outermost level, not too many paragraphs ago."""
        here = in_order(place)
        end = bisect_left(self._spoken, here, key=lambda s: s.start)
        before = (self._spoken[i] for i in range(end - 1, -1, -1))
        last = next(
            (s for s in before if s.draft is not d and in_order(s.draft.head[0]) < here), None
        )
        return last if last and d.paragraph - last.draft.paragraph <= far else None

    def _thing(self, p: Phrase, d: Draft, outer: Draft | None, above: Voice | None) -> Voice:
        """ "They" and "it": who spoke last if that is several, or a body or paper."""
        wanted = _SEVERAL_SORTS if p.sort == "they" else _THINGS
        here = self.text.in_quotation(p.span)
        own = self._bodies_before(p.span, within=outer)
        if p.sort == "it" and outer is not None and here is None and len(own) == 1:
            return Voice((own[0],))
        if outer is not None and above is not None and here is None:
            fit = [f for f in above.figures if _may_be(f, p.sort)]
            if len(fit) == len(above.figures) == 1 or (fit and p.sort == "they"):
                return Voice(tuple(fit))
        last = self._last(p.span, d, far=2)
        if here is None and last is not None:
            figures = last.figures
            several = len(figures) > 1 and p.sort == "they"
            if several or (
                len(figures) == 1 and figures[0].sort in wanted and _may_be(figures[0], p.sort)
            ):
                return Voice(figures)
        subject = self._subject_before(p)
        return subject or Voice((), "nothing before it that it can stand for")

    def _subject_before(self, p: Phrase) -> Voice | None:
        """The subject that opens one of the last two sentences, if the pronoun can stand for it."""
        here = self.text.sentence_at(p.span)
        latest = here.index if here is not None else 0
        for i in range(latest - 1, max(-1, latest - 3), -1):
            home = self.text.sentences[i].span
            opening = _OPENING.match(self.text.words(home))
            if opening is None:
                continue
            start = home.start + opening.start("who")
            span = Span(start, home.start + opening.end("who"), home.where)
            q = phrase(self.text, self.parties, span)
            if q.sort == "several" and p.sort == "they":
                return self._several(q)
            if q.sort in (*_PRONOUN_SORTS, "several"):
                continue
            several = q.plural or len(q.persons) > 1
            if several if p.sort == "they" else q.sort in _THINGS and not several:
                found = self._described(q, _at(span, self.text))
                if found.figures:
                    return Voice(found.figures)
            if p.sort == "they" and (both := self._met(p, i)) is not None:
                return both
        return None

    def _met(self, p: Phrase, sentence: int) -> Voice | None:
        """The two persons whom a sentence names together: "A met with B. They ..."."""
        those = [
            m.figure
            for m in self.cast.before(p.span, 2)
            if m.sentence == sentence and m.quoted is None
        ]
        both = tuple(dict.fromkeys(those))
        return Voice(both) if len(both) == 2 else None

    def _bodies_before(self, place: Span, *, within: Draft | None) -> list[Figure]:
        """Bodies and states that open the content in which a pronoun stands."""
        part = next((s for s in within.content if s.holds(place)), None) if within else None
        if part is None:
            return []
        found = []
        for n in self.parties.named(Span(part.start, place.start, part.where)):
            before = self.text.words(Span(part.start, n.evidence[0].start, part.where))
            opens = before.strip("\"' ").casefold() in ("", "the", "that", "that the")
            if opens and n.type in ("organisation", "state"):
                q = phrase(self.text, self.parties, n.evidence[0])
                if q.thing is not None:
                    found.append(self._named_thing(q, q.thing))
        return found

    def _first(self, p: Phrase, above: Voice | None) -> Voice:
        if above is not None:
            return Voice(above.figures, "" if above.figures else above.why)
        turn = self._turn_of(p)
        return turn or self._author() or Voice((Figure("article", p.span),))

    def _turn_of(self, p: Phrase) -> Voice | None:
        """Whose turn a paragraph of a transcript is: "Vladimir Putin: ..." begins it."""
        here = self.text.paragraph_at(p.span)
        for i in range(here, max(-1, here - _LONGEST_TURN), -1):
            home = self.text.paragraphs[i].span
            m = TURN.match(self.text.words(home))
            if m is None:
                continue
            span = Span(home.start, home.start + m.end("who"), home.where)
            q = phrase(self.text, self.parties, span)
            if q.sort not in ("person", "office"):
                return None
            return Voice(self._described(q, _at(span, self.text)).figures)
        return None

    def _author(self) -> Voice | None:
        """Whose words the whole article is, where its title says so: "Statement by ..."."""
        span = author(self.text)
        if span is None:
            return None
        q = phrase(self.text, self.parties, span)
        if q.sort not in ("person", "state", "body"):
            return None
        found = self._described(q, _at(span, self.text))
        return Voice(found.figures)

    def _relative(self, p: Phrase) -> Voice:
        """ "Who", "which": the phrase right before it."""
        home = self.text.sentence_at(p.span)
        if home is None:
            return Voice((), "nothing before it")
        start = max(home.span.start, p.span.start - _LONGEST)
        before = self.text.words(Span(start, p.span.start, p.span.where)).rstrip(" ,")
        m = _NOUN_PHRASE.search(before)
        if m is None:
            return Voice((), "nothing before it that it can stand for")
        end = start + len(before)
        names = [n for n in self.parties.named(home.span) if n.evidence[0].end == end]
        people = [n.evidence[0] for n in names if n.type == "person"]
        span = Span(people[0].start if people else start + m.start(), end, p.span.where)
        q = phrase(self.text, self.parties, span)
        if q.sort in (*_PRONOUN_SORTS, "several"):
            return Voice((), "a pronoun before it")
        found = self._described(q, _at(span, self.text))
        return Voice(found.figures, found.why)

    def _several(self, p: Phrase) -> Voice:
        """ "The two leaders": the last two persons of different states."""
        two = self.cast.of_two_states(p.span) if self.text.sentence_at(p.span) else []
        if len(two) == 2:
            return Voice(tuple(sorted(two, key=lambda f: in_order(f.first))))
        return Voice((self.cast.add(self._figure(p)),))

    # ---- descriptions told again

    def _again(self, p: Phrase, d: Draft) -> Figure | None:
        """The figure that a definite description, or one with a number, stands for."""
        if p.sort in ("office", "unknown"):
            held = self.cast.holders(p.words, p.state, p.span)
            if held:
                return None if self._side_by_side(held) else held[0][1]
        if p.sort in ("body", "outlet", "document") and p.name is not None:
            words = self.text.words(p.name)
            return self.cast.called(words, p.span) or self._body_for_short(p, words)
        place = in_order(p.span)
        if p.sort == "nameless":
            people = (f for f in self.cast.nameless if in_order(f.first) < place and self._spoke(f))
            if p.number is not None:
                return next(islice(people, p.number - 1, None), None) if p.number > 0 else None
            if p.head in ("source", "official", "person", "man", "woman"):
                latest: Iterable[Figure] = (
                    reversed(self.cast.nameless) if p.head == "source" else ()
                )
                either = chain(reversed(self.cast.unnamed.get(p.head, [])), latest)
                return next(
                    (
                        f
                        for f in either
                        if f.sort == "nameless" and in_order(f.first) < place and self._spoke(f)
                    ),
                    None,
                )
        if p.sort == "document" and (outlet := self._reported_by(p, d)) is not None:
            return outlet
        told = reversed(self.cast.unnamed.get(p.head, [])) if p.head else ()
        same = next((f for f in told if in_order(f.first) < place), None)
        if same is not None:
            return same
        return self._named_like(p) if p.sort in _LIKE_NAMES else None

    def _side_by_side(self, held: list[tuple[Span, Figure]]) -> bool:
        """True where one sentence last named two holders of an office: either may be meant."""
        if len(held) == 1:
            return False
        first, second = (self.text.sentence_at(span) for span, _ in held)
        return first is not None and first == second

    def _named_like(self, p: Phrase) -> Figure | None:
        """The only body named before whose name holds the words: "the budget office".

        Of "the agency" and "the newspaper" it is the only one of the roster that is one.
        """
        want = p.telling - _ARTICLES
        found: dict[str, Name] = {}
        for n, _ in self._bodies.before(p.span):
            actor = lore.roster().get(n.actor or "")
            words = set(
                re.findall(r"[a-z]+", f"{n.canonical} {self.text.words(n.evidence[0])}".casefold())
            )
            kind = {"news", actor.type} if actor is not None and actor.type in _PRESS else set()
            if want and want <= words | kind:
                found.setdefault(n.actor or n.canonical, n)
        if len(found) == 1:
            (name,) = found.values()
            q = phrase(self.text, self.parties, name.evidence[0])
            return self._named_thing(replace(q, span=p.span), name) if q.thing is not None else None
        return self._capitals_like(p, want)

    def _capitals_like(self, p: Phrase, want: frozenset[str]) -> Figure | None:
        """The only name in capitals before, unknown to every table, that ends in the words."""
        if not want or not p.head:
            return None
        words = p.head.split()
        ends = " ".join(w.capitalize() for w in words)
        pattern = re.compile(rf"\b(?:[A-Z][\w&'-]+ (?:(?:of|for|and|the) )*)+{re.escape(ends)}\b")
        text = self.text.plain["text"]
        limit = p.span.start if p.span.where == "text" else 0
        if ends not in self._ends:
            named = {m.group().removeprefix("The "): m for m in reversed([*pattern.finditer(text)])}
            self._ends[ends] = sorted(named.values(), key=lambda m: m.start())
        found: set[str] = set()
        for m in self._ends[ends]:
            cut = m if m.end() <= limit else pattern.search(text, m.start(), limit)
            found |= {cut.group().removeprefix("The ")} if cut and m.start() < limit else set()
            if m.end() > limit or len(found) > 1:
                break
        if len(found) != 1:
            return None
        at = text.index(name := found.pop())
        span = Span(at, at + len(name))
        known = self.cast.called(name, p.span)
        return known or self.cast.add(Figure("body", span, name, phrase=p))

    def _body_for_short(self, p: Phrase, words: str) -> Figure | None:
        """The only body named before whose name ends so: "the Congress"."""
        ends = re.compile(rf"(?:\A|\s){re.escape(words)}(?: of\b|\Z)")
        fit = [
            last
            for n, last in self._bodies.before(p.span)
            if ends.search(n.canonical) or ends.search(self.text.words(n.evidence[0]))
        ]
        if len({n.actor or n.canonical for n in fit}) != 1:
            return None
        name = max(fit, key=lambda n: in_order(n.evidence[0]))
        return self._named_thing(replace(p, sort="body"), name)

    def _spoke(self, figure: Figure) -> bool:
        return figure in self._who_spoke

    def _reported_by(self, p: Phrase, d: Draft) -> Figure | None:
        """ "The report said" right after an agency's words: the agency speaks on."""
        last = self._last(p.span, d, far=2)
        if p.head not in ("report", "dispatch", "story", "article") or last is None:
            return None
        return last.figures[0] if last.figures[0].sort == "outlet" else None


_ARTICLES = frozenset(("the", "a", "an", "this", "that", "its", "his", "her", "their", "in", "of"))
_PRESS = frozenset(("agency", "newspaper", "broadcaster"))
_LIKE_NAMES = frozenset(("outlet", "group", "unknown", "body"))
# Paragraphs that one turn of a transcript may have.
_LONGEST_TURN = 40
# A given name and one or two more, and no further capital: "George Washington University" is none.
_FULL_NAME = re.compile(
    r"(?<![\w'-])(?P<given>[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?)(?: [A-Z]\.)?(?: (?:de|da|del|van|von|bin|al|el|la|le))*"
    r"(?: (?:[DO]')?[A-Z][a-z]\w*(?:-\w+)*){1,2}(?![\w-])(?! [A-Z])"
)
_PARTICIPLE = re.compile(r"[\w]+ing\b", re.IGNORECASE)
_PRONOUN_SORTS = frozenset(("he", "they", "it", "first", "relative"))
# What opens a sentence, up to its verb.
_OPENING = re.compile(
    r"(?:(?:On|In|At|During|After|Earlier|Later)\b[^,]{0,60}, )?(?P<who>[\w'.,() -]{3,160}?)"
    r"(?=,? (?:has|have|had|is|are|was|were|will|would|also|then|held|said|met|staged|made|sent|took|discussed|"
    r"agreed|shared|\w+ed|who|comprising|including|joined|expressed|gave|went|began|came|left|fled|stood|sat|ran|wrote|saw|found|lost|won|"
    r"put|got|brought|bought|built|kept|knew|led|paid|sold|spent|spoke|fell|fought|hid|drove|flew|swam|slept|ate)\b)"
)
_THINGS = frozenset(("body", "outlet", "document", "group", "state", "unknown"))
_SEVERAL_SORTS = frozenset(("group", "nameless", "body", "outlet", "office", "unknown", "state"))
# The noun phrase that ends a stretch: from its last article, unless "of" or the like stands before.
_LEADS = r"(?:[Tt]he|[Aa]n?|[Aa]nother|[Ss]ome|[Tt]hose|[Mm]any|[Ss]everal|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur)"
_NOUN_PHRASE = re.compile(
    rf"(?:\b{_LEADS} (?:(?!{_LEADS}\b|(?:by|to|with|was|were|is|are|and|but|said|told)\b)[\w'.-]+ ?){{1,7}}"
    rf"(?:(?<= )(?:{_LEADS}) (?<=(?:.of|.at|.in) (?:the|its|his|her) )(?:[\w'.-]+ ?){{1,5}})?"
    r"|(?:[A-Z][\w.'-]+ ?)+|[\w'-]+)\Z"
)


def _may_be(figure: Figure, sort: str) -> bool:
    """True if "they" or "it" can stand for a figure."""
    if sort == "they":
        return figure.plural or figure.sort in ("group", "body", "state", "outlet")
    return not figure.is_person and not (
        figure.sort == "group" and figure.plural and figure.head.endswith("s")
    )


def _nearest(mentions: list[Mention]) -> Figure | None:
    """The figure named last, subjects before others."""
    best = [m for m in mentions if m.subject] or mentions
    return best[-1].figure if best else None


def _firsts(mentions: Iterable[Mention]) -> list[Mention]:
    """The first mention of each sentence."""
    firsts: dict[int, Mention] = {}
    for m in mentions:
        firsts.setdefault(m.sentence, m)
    return list(firsts.values())


def _settled(figure: Figure, gender: Gender) -> Voice:
    figure.gender = figure.gender or gender
    return Voice((figure,))


def _at(span: Span, text: Grammar) -> Draft:
    return Draft(span, None, (), (span,), max(0, text.paragraph_at(span)), "")
