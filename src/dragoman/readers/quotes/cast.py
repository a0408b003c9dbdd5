"""Those who are named or described in an article, and where each of them is mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Literal

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import Name
from dragoman.grammar import Grammar
from dragoman.grammar.bearers import bearer, beside
from dragoman.grammar.clusters import surname_of
from dragoman.grammar.rows import Row
from dragoman.readers.quotes.phrases import Phrase, office_words

_UNNAMED = ("office", "nameless", "document", "group", "outlet", "body", "unknown")
_REACH = 300  # characters before a name in which what makes it no subject stands
Gender = Literal["he", "she"]
# Before a name these make its bearer no subject of the sentence.
_OBLIQUE = re.compile(
    r"\b(?:of|with|by|from|to|for|at|in|on|about|against|between|than|like|including|over|under|after|"
    r"before|during|toward|towards|into|upon|behind|beside|among|through|via|without)"
    r"(?: (?:the|a|an|his|her|its|their|former|then|[A-Z][\w.'-]*))*\s\Z"
)


@dataclass(eq=False)
class Figure:
    """Somebody, or some body or paper, that an article tells of.

    Args:
        sort: as of the phrase that brought it in.
        first: its first mention, or the fullest at its first place.
        titles: words of office that stand beside its mentions.
    """

    sort: str
    first: Span
    name: str | None = None
    actor: str | None = None
    state: str | None = None
    head: str = ""
    gender: Gender | None = None
    plural: bool = False
    mentions: list[Span] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    phrase: Phrase | None = None

    @property
    def is_person(self) -> bool:
        """True for one human being."""
        return self.sort in ("person", "office", "nameless") and not self.plural


@dataclass(frozen=True)
class Mention:
    """One place where a figure is named."""

    span: Span
    figure: Figure
    sentence: int
    subject: bool
    quoted: Span | None


class Cast:
    """The figures of one article; persons with a name are known from the start."""

    def __init__(self, text: Grammar, names: Iterable[Name]) -> None:
        self.text = text
        self.figures: list[Figure] = []
        self.nameless: list[Figure] = []
        self.unnamed: dict[str, list[Figure]] = {}  # by the noun that describes them
        self._all: set[Figure] = set()
        self._things: dict[tuple[str, str | None, str | None], Figure] = {}
        self._named = _Named(self.figures)
        self._holding: dict[tuple[str, str | None], _Holding] = {}
        self._by_cluster: dict[str, Figure] = {}
        self._mentions: list[Mention] = []
        for n in names:
            if n.type == "person" and n.cluster is not None:
                self._take(n)
        self._ordered()

    def _ordered(self) -> None:
        self._mentions.sort(key=lambda m: in_order(m.span))
        self._places = [in_order(m.span) for m in self._mentions]
        self._sentences = [m.sentence for m in self._mentions]
        with_state = [m for m in self._mentions if m.figure.state]
        self._by_place = {in_order(m.span): m.figure for m in with_state}
        self._states = Row((m.span, m.figure.state) for m in with_state)

    def know(self, people: Iterable[tuple[str, str, str]]) -> None:
        """Take in persons whom only sources name: each is looked for in the whole article.

        Args:
            people: names in full or in part, with the words before and after that may hold
                titles.
        """
        told: dict[str, list[str]] = {}
        for name, before, after in people:
            told.setdefault(name, []).append(f"{before}, {after}".casefold())
        words = {where: _Words(plain) for where, plain in self.text.plain.items()} if told else {}
        for name in sorted(told, key=lambda n: (-len(n.split()), n)):
            tokens = name.split()
            if same := list(self._named.so(name)):
                for f in same:
                    f.titles += told[name]
                continue
            figure = Figure("person", self._first_place(name), name)
            figure.gender = next((g for t in told[name] if (g := gender_of(name, t))), None)
            figure.titles += told[name]
            self.take_in(figure)
            short = tokens[-1]
            pattern = re.compile(rf"(?<![\w-])(?:{re.escape(name)}|{re.escape(short)})(?![\w-])")
            for where, plain in self.text.plain.items():
                for m in words[where].matches(pattern, (name, short)):
                    self.mention(figure, Span(m.start(), m.end(), where))
                    title = title_of(plain, m.start(), m.end())
                    figure.titles.append(title.casefold())
                    figure.state = figure.state or _state_in(title)
        self._ordered()

    def _first_place(self, name: str) -> Span:
        for where, plain in self.text.plain.items():
            at = plain.find(name)
            if at >= 0:
                return Span(at, at + len(name), where)
        raise ValueError(f"{name} does not stand in the article")

    def _take(self, name: Name) -> None:
        span = name.evidence[0]
        figure = self._by_cluster.get(name.cluster or "")
        if figure is None:
            figure = Figure("person", span, name.canonical, name.actor, name.state)
            self._by_cluster[name.cluster or ""] = figure
            self.take_in(figure)
        figure.state = figure.state or name.state
        self.mention(figure, span)
        home = self.text.paragraph_at(span)
        if home >= 0:
            p = self.text.paragraphs[home].span
            words = self.text.words(p)
            title = title_of(words, span.start - p.start, span.end - p.start)
            figure.titles.append(title.casefold())
            figure.gender = figure.gender or gender_of(name.canonical, title)

    def mention(self, figure: Figure, span: Span) -> None:
        """Note that a figure is named here."""
        figure.mentions.append(span)
        sentence = self.text.sentence_at(span)
        if sentence is None:
            return
        s = sentence.span
        before = self.text.words(Span(max(s.start, span.start - _REACH), span.start, s.where))
        after = self.text.words(Span(span.end, min(s.end, span.end + 3), s.where))
        subject = not after.startswith(("'s", "' ")) and _OBLIQUE.search(before) is None
        self._mentions.append(
            Mention(span, figure, sentence.index, subject, self.text.in_quotation(span))
        )

    def take_in(self, figure: Figure) -> None:
        """A figure that may be new."""
        if figure not in self._all:
            self.figures.append(figure)
            self._all.add(figure)
            if figure.name is None and figure.sort in _UNNAMED:
                self.unnamed.setdefault(figure.head, []).append(figure)
                if figure.sort == "nameless":
                    self.nameless.append(figure)
            self._things.setdefault((figure.sort, figure.name, figure.actor), figure)

    def thing(self, sort: str, name: str, actor: str | None) -> Figure | None:
        """The first figure of a sort with a name."""
        return self._things.get((sort, name, actor))

    def add(self, figure: Figure) -> Figure:
        """A new figure."""
        self.take_in(figure)
        figure.mentions.append(figure.first)
        return figure

    def of_name(self, name: Name) -> Figure | None:
        """The figure that a name stands for."""
        return self._by_cluster.get(name.cluster or "")

    def called(self, words: str, before: Span) -> Figure | None:
        """The only figure named so, in full or by surname, up to a place."""
        place = in_order(before)
        two = list(islice((f for f in self._named.so(words) if in_order(f.first) <= place), 2))
        return two[0] if len(two) == 1 else None

    def before(self, place: Span, sentences: int) -> list[Mention]:
        """Mentions of persons before a place, nearest last, in as many sentences back."""
        here = self.text.sentence_at(place)
        if here is None:
            return []
        end = bisect_left(self._places, in_order(place))
        return self._mentions[bisect_left(self._sentences, here.index - sentences) : end]

    def of_two_states(self, before: Span) -> list[Figure]:
        """The persons named last of the last two states, if there are two."""
        return [self._by_place[in_order(span)] for span, _ in self._states.last_two(before)]

    def holders(self, words: str, state: str | None, before: Span) -> list[tuple[Span, Figure]]:
        """The two named last before a place whose office these words are, and where they were."""
        said = _HEAD_OF_STATE.sub("president", words.casefold())
        want = set(re.findall(r"[a-z]+(?:-[a-z]+)*", said)) - _EMPTY
        if not want:
            return []
        day = self.text.article.reference_date.value
        holding = self._holding.setdefault((said, state), _Holding())
        new = [
            f
            for f in self.figures[holding.looked :]
            if f.sort == "person"
            and not (state and f.state and state != f.state)
            and (any(_fits(want, t) for t in f.titles) or _in_office(f, said, day))
        ]
        holding.looked = len(self.figures)
        if new:
            holding.found += new
            holding.row = Row((m, f) for f in holding.found for m in f.mentions)
        return holding.row.last_two(before)


@dataclass
class _Holding:
    """The persons of one office among the figures looked at so far."""

    looked: int = 0
    found: list[Figure] = field(default_factory=list)
    row: Row[Figure] = field(default_factory=lambda: Row[Figure](()))


class _Named:
    """Figures by their names, in the order in which they came."""

    def __init__(self, figures: list[Figure]) -> None:
        self._figures = figures
        self._looked = 0
        self._by_name: dict[tuple[str, ...], dict[int, Figure]] = {}

    def so(self, words: str) -> Iterator[Figure]:
        """Those with this name, with this one word as surname, or with its first and last words."""
        for i in range(self._looked, len(self._figures)):
            f = self._figures[i]
            own = (f.name or "").split()
            if f.name and own:
                short = (own[-1], surname_of(f.name))
                for key in ((f.name, "whole"), (own[0], own[-1], ""), *((s,) for s in short if s)):
                    self._by_name.setdefault(key, {})[i] = f
        self._looked = len(self._figures)
        tokens = words.split()
        key = (tokens[0],) if len(tokens) == 1 else (tokens[0], tokens[-1], "") if tokens else ()
        both = (self._by_name.get((words, "whole"), {}), self._by_name.get(key, {}))
        reached = -1
        for i, f in merge(*(found.items() for found in both), key=itemgetter(0)):
            if i > reached:
                reached = i
                yield f


_RUN_OF_WORD = re.compile(r"[\w-]+")


class _Words:
    """A text by its words, to find names in it without a look at all of it for each."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._starts: dict[str, list[int]] = {}
        for m in _RUN_OF_WORD.finditer(plain):
            self._starts.setdefault(m.group(), []).append(m.start())

    def matches(self, pattern: re.Pattern[str], forms: tuple[str, ...]) -> Iterator[re.Match[str]]:
        """The matches of a pattern that begins a word with one of some forms, left to right."""
        first = {m.group() for form in forms if (m := _RUN_OF_WORD.match(form))}
        reached = 0
        for at in sorted(at for word in first for at in self._starts.get(word, ())):
            m = pattern.match(self._plain, at) if at >= reached else None
            if m is not None:
                reached = m.end()
                yield m


# Words of a description that tell nobody apart.
_EMPTY = frozenset(
    "the a an of for this that his her its their our my and state u.s mr mrs ms dr new own".split()
)
# Words that make another office of the one before which they stand.
_OTHER = frozenset("vice deputy acting former first assistant prime foreign ex".split())
_SAME = {"chairwoman": "chairman", "chairperson": "chairman", "chief": "head", "director": "head"}
_HEAD_OF_STATE = re.compile(r"\bhead of state\b")


def _fits(want: set[str], title: str) -> bool:
    """True if a title beside a name holds every telling word wanted and is no other office."""
    have = set(re.findall(r"[a-z]+(?:-[a-z]+)*", title))
    want = {_SAME.get(w, w) for w in want}
    have = {_SAME.get(w, w) for w in have}
    if (want & _OTHER) != (have & _OTHER) - ({"former"} if "former" not in want else set()):
        return False
    return bool(want & _offices()) and want <= have | _demonyms()


def _in_office(figure: Figure, words: str, day: str | None) -> bool:
    actor = lore.roster().get(figure.actor or "")
    if actor is None or day is None:
        return False
    return bearer([actor], words, day) is actor and bool(lore.roles(actor, day, possible=True))


@cache
def _offices() -> frozenset[str]:
    return frozenset(_SAME.get(w, w) for w in lore.words("speech")["speakers"]["office"])


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(
        w.casefold() for s in lore.states().values() for d in s.demonyms for w in d.split()
    )


# "The head of the space agency, Anatoly Perminov": an office, a comma and its holder.
_OFFICE_COMMA = re.compile(r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?) ([^,.;:\"]{3,90}), \Z")


def title_of(text: str, start: int, end: int) -> str:
    """The words beside a name that may hold its office.

    >>> title_of("They met the head of the agency, Ivan Sokolov.", 33, 45)
    'head of the agency, '
    """
    m = _OFFICE_COMMA.search(text, max(0, start - 100), start)
    if m is not None and set(re.findall(r"[a-z-]+", m[1].casefold())) & _offices():
        return f"{m[1]}, "
    before, _, after = beside(text, start, end).partition(", ")
    kept: list[str] = []
    for word in reversed(before.split()):
        if not (word[0].isupper() or word.casefold() in _of_titles()) or word.endswith("'s"):
            break
        kept.insert(0, word)
    return f"{' '.join(kept)}, {after}"


@cache
def _of_titles() -> frozenset[str]:
    """Small words that may stand in a title before a name."""
    return office_words() | {"of", "for"}


@cache
def _states_by_demonym() -> dict[str, str]:
    return {d: s.code for s in lore.states().values() if not s.until for d in s.demonyms}


def _state_in(title: str) -> str | None:
    """The only state whose people a title names."""
    found = {code for d, code in _states_by_demonym().items() if re.search(rf"\b{d}\b", title)}
    return found.pop() if len(found) == 1 else None


@cache
def _gendered() -> dict[str, Gender]:
    table = lore.words("speech")["given"]
    both = set(table["he"]) & set(table["she"])
    she: dict[str, Gender] = dict.fromkeys(table["she"], "she")
    return {n: g for n, g in (she | dict.fromkeys(table["he"], "he")).items() if n not in both}


def gender_of(name: str, title: str) -> Gender | None:
    """The pronoun that stands for somebody, where the given name or a title tells.

    >>> gender_of("Hillary Clinton", ""), gender_of("Manafort", "Mr."), gender_of("Kim Jong Un", "")
    ('she', 'he', None)
    """
    words = set(re.findall(r"[a-z]+", title.casefold().split(",")[0]))
    for gender in ("he", "she"):
        if words & set(lore.words("speech")["gender"][gender]):
            return gender
    return _gendered().get(name.split()[0]) if name else None


def subjects(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Those that may be subject of their sentence, outside quotation marks."""
    return (m for m in mentions if m.subject and m.quoted is None)
