"""Which sentence of one text stands in another: as it was, changed, or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from typing import Literal

from dragoman.article import Article, Span
from dragoman.grammar import Grammar
from dragoman.shingles import WORD, shingles, words_of
from dragoman.weigh.versions import Change

# Bounds of the work on one sentence: a longer one is compared by its beginning, and of a run of
# words that stands in many sentences only the first are looked at.
_LONGEST = 300
_PLACES = 8
_GRAM = 3
# A sentence is a changed one of another's if at least half of the shorter stands in the longer;
# under it, two sentences share an office or a title and tell different things (kcna_2011).
_CHANGED = 0.5

# Letters that two spellings of a word have in common.
_SPELLING = 0.7
# What a paper puts a day or a place for when it takes over another's report.
_DEICTIC = frozenset("today yesterday tomorrow here".split())
# Words that join others and tell nothing themselves.
SMALL = frozenset(
    "a after all an and as at before but by during for from he her his if in it its many of on "
    "our she some that the their there these they this those to we when which while with you".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve first second third fourth fifth "
    "hundred thousand million billion dozen".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sept sep oct nov "
    "dec".split()
)
_PASSED_OVER = SMALL | _DEICTIC | _DAYS


@dataclass(frozen=True, slots=True)
class Slot:
    """A name, number or day in one text, and what stands for it in the other.

    Args:
        is_day: both name a weekday, a month, or a figure beside a month.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_day: bool = False

    @property
    def is_small(self) -> bool:
        """True if one word stands for one: as far as a correction mostly goes."""
        return len(self.before) == len(self.after) == 1


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the copy, and where the source has it.

    Args:
        kind: exact (white space, case, marks and ends of sentences apart), changed, or own: not in the source.
        there: its place in the source; None if it is own.
        changes: what was put for what, word by word; `old` is in the source, `new` in the copy.
        slots: names, numbers and days among the changes that contradict each other.
        reworded: True if words were put for others that are neither a spelling of them, nor a
            slot, nor "Thursday" for "today".
        words: how many words the sentence has, `of` how many the source's has; `same` how many
            both have.
    """

    kind: Literal["exact", "changed", "own"]
    here: Span
    there: Span | None = None
    changes: tuple[Change, ...] = ()
    slots: tuple[Slot, ...] = ()
    reworded: bool = False
    words: int = 0
    of: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


class Text:
    """An article as copies are judged by: its words, runs of words and sentences, each made once."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Hashes of its runs of words."""
        return shingles(words_of(self.article.text))

    @cached_property
    def grammar(self) -> Grammar:
        """Its paragraphs, sentences and quotations."""
        return Grammar(self.article)

    @cached_property
    def title_names(self) -> tuple[str, ...]:
        """Words of the title with a capital or a figure."""
        found = (m.group() for m in WORD.finditer(self.article.title or ""))
        return tuple(
            w.casefold()
            for w in found
            if (w[0].isupper() or w[0].isdigit()) and w.casefold() not in SMALL
        )

    @cached_property
    def sentences(self) -> tuple[_Sentence, ...]:
        """Sentences of the text that have words; a title, in the text or outside, is none."""
        title = self.article.title_span
        spans = (s.span for s in self.grammar.sentences if s.span.where == "text")
        made = (self._sentence(s) for s in spans if not (title and title.holds(s)))
        return tuple(s for s in made if s.words)

    @cached_property
    def length(self) -> int:
        """How many words its sentences have."""
        return sum(len(s.words) for s in self.sentences)

    @cached_property
    def lead(self) -> int:
        """Which sentence opens the story: the first of some length; a dateline or byline is short."""
        # Eight words: "PYONGYANG, January 3 (KCNA)" and "By A. B. and C. D." have fewer.
        longer = (i for i, s in enumerate(self.sentences) if len(s.words) >= 8)
        return next(longer, 0)

    @cached_property
    def keys(self) -> dict[tuple[str, ...], int]:
        """The first sentence of each wording."""
        found: dict[tuple[str, ...], int] = {}
        for i, s in enumerate(self.sentences):
            found.setdefault(s.words, i)
        return found

    @cached_property
    def stream(self) -> tuple[str, ...]:
        """All words of all sentences: another may have parted them elsewhere."""
        return tuple(w for s in self.sentences for w in s.words)

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each word of the stream its sentence."""
        return [i for i, s in enumerate(self.sentences) for _ in s.words]

    @cached_property
    def firsts(self) -> list[int]:
        """For each sentence the place of its first word in the stream."""
        return list(accumulate((len(s.words) for s in self.sentences), initial=0))

    @cached_property
    def grams(self) -> dict[tuple[str, ...], list[int]]:
        """Where in the stream three words follow each other; of many places the first few."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        words = self.stream
        for at, gram in enumerate(zip(words, words[1:], words[2:], strict=False)):
            if len(places := found[gram]) < _PLACES:
                places.append(at)
        return dict(found)

    def span(self, first: int, last: int) -> Span:
        """Where words of the stream stand in the text."""
        a, b = self.sentence_of[first], self.sentence_of[last - 1]
        start = self.sentences[a].places[first - self.firsts[a]][0]
        return Span(start, self.sentences[b].places[last - 1 - self.firsts[b]][1])

    def place_of(self, words: tuple[str, ...]) -> Span | None:
        """Where these words follow each other, over the ends of sentences too."""
        if (whole := self.keys.get(words)) is not None:
            return self.sentences[whole].span
        for at in self.grams.get(words[:_GRAM], ()):
            if self.stream[at : at + len(words)] == words:
                return self.span(at, at + len(words))
        return None

    def _sentence(self, span: Span) -> _Sentence:
        found = list(WORD.finditer(self.article.text, span.start, span.end))
        words = tuple(m.group().casefold() for m in found)
        return _Sentence(span, words, tuple(m.span() for m in found))


def align(source: Text, copy: Text, *, once: bool = False) -> tuple[Aligned, ...]:
    """Every sentence of the copy, in order, with its place in the source.

    The work on a sentence is bounded, whatever its words: all takes time in proportion to length.

    Args:
        once: a sentence of the source stands for one of the copy only, the likest, as for two texts
            side by side; else for any number, as for a copy that repeats.
    """
    if not once:
        return tuple(_aligned(source, copy, s) for s in copy.sentences)
    near = _paired(source, copy)
    return tuple(
        _compared(source, copy, s, near[i])
        if i in near
        else Aligned("own", s.span, words=len(s.words))
        for i, s in enumerate(copy.sentences)
    )


def _aligned(source: Text, copy: Text, s: _Sentence) -> Aligned:
    n = len(s.words)
    exact = source.place_of(s.words)
    if exact is not None:
        return Aligned("exact", s.span, exact, words=n, of=n, same=n)
    votes = _votes(source, s.words)
    if not votes:
        return Aligned("own", s.span, words=n)
    return _compared(source, copy, s, min(votes, key=lambda i: (-votes[i], i)))


def _paired(source: Text, copy: Text) -> dict[int, int]:
    """For sentences of the copy the one of the source that is most like each, no source twice.

    Equal ones first; then by how many runs of three words two sentences share, nearest in order.
    """
    own: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, s in enumerate(source.sentences):
        own[s.words].append(i)
    out = {i: own[s.words].pop(0) for i, s in enumerate(copy.sentences) if own.get(s.words)}
    taken = set(out.values())
    rest = [(i, s) for i, s in enumerate(copy.sentences) if i not in out]
    likest = sorted(
        (-n, abs(i - k), i, k)
        for i, s in rest
        for k, n in _votes(source, s.words).items()
        if k not in taken
    )
    for _, _, i, k in likest:
        if i not in out and k not in taken:
            out[i] = k
            taken.add(k)
    return out


def _compared(source: Text, copy: Text, s: _Sentence, near: int) -> Aligned:
    """A sentence beside the one of the source with which it shares most, if that is enough."""
    n, other = len(s.words), source.sentences[near]
    if other.words == s.words:
        return Aligned("exact", s.span, other.span, words=n, of=n, same=n)
    old, new = other.words[:_LONGEST], s.words[:_LONGEST]
    ops = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    same = sum(j2 - j1 for kind, _, _, j1, j2 in ops if kind == "equal")
    if same < _CHANGED * min(len(old), len(new)):
        return Aligned("own", s.span, words=n)
    edits = [op[1:] for op in ops if op[0] != "equal"]
    changes = tuple(_change(source, copy, other, s, op) for op in edits)
    # Put in or left out at the very beginning is a dateline or a credit: "(KCNA) --".
    inner = [e for e in edits if e[0] + e[2] or not (e[0] == e[1] or e[2] == e[3])]
    slots = tuple(_slots(source, copy, other, s, inner))
    reworded = _is_reworded(other.words, s.words, inner, slots)
    return Aligned(
        "changed", s.span, other.span, changes, slots, reworded, n, len(other.words), same
    )


def _votes(source: Text, words: tuple[str, ...]) -> Counter[int]:
    """For sentences of the source how many runs of three words they share with these."""
    votes: Counter[int] = Counter()
    words = words[:_LONGEST]
    for gram in zip(words, words[1:], words[2:], strict=False):
        if places := source.grams.get(gram):
            votes.update({source.sentence_of[at] for at in places})
    return votes


Edit = tuple[int, int, int, int]


def _place(s: _Sentence, first: int, last: int) -> Span:
    if first < last:
        return Span(s.places[first][0], s.places[last - 1][1])
    at = s.places[first][0] if first < len(s.places) else s.span.end
    return Span(at, at)


def _change(source: Text, copy: Text, old: _Sentence, new: _Sentence, edit: Edit) -> Change:
    before, after = _place(old, edit[0], edit[1]), _place(new, edit[2], edit[3])
    return Change(source.article.slice(before), copy.article.slice(after), before, after)


def _slots(
    source: Text, copy: Text, old: _Sentence, new: _Sentence, edits: list[Edit]
) -> Iterator[Slot]:
    """Where both have a particular, and not the same; what is only left out contradicts nothing."""
    for i1, i2, j1, j2 in edits:
        before = _particulars(source.article.text, old, i1, i2)
        after = _particulars(copy.article.text, new, j1, j2)
        if before and after and "".join(before) != "".join(after):
            days = _names_day(old.words, i1, i2) and _names_day(new.words, j1, j2)
            yield Slot(before, after, days)


def _names_day(words: tuple[str, ...], first: int, last: int) -> bool:
    """True if a weekday or month is among the words or, of a figure, beside them."""
    figure = any(w[0].isdigit() for w in words[first:last])
    near = words[max(0, first - 1) : last + 1] if figure else words[first:last]
    return not _DAYS.isdisjoint(near)


def _particulars(text: str, s: _Sentence, first: int, last: int) -> tuple[str, ...]:
    return tuple(w for i, w in enumerate(s.words[first:last], first) if _is_particular(text, s, i))


def _is_particular(text: str, s: _Sentence, i: int) -> bool:
    first = text[s.places[i][0]]
    named = (first.isupper() or first.isdigit()) and s.words[i] not in SMALL
    return named or s.words[i] in _NUMBERS


def _is_reworded(
    old: Sequence[str], new: Sequence[str], edits: list[Edit], slots: tuple[Slot, ...]
) -> bool:
    """True if words were put for others, in place or at two places of the sentence."""
    pairs = [(old[a:b], new[c:d]) for a, b, c, d in edits]
    replaced = [(x, y) for x, y in pairs if x and y]
    if replaced:
        small = {(s.before, s.after) for s in slots if s.is_small}
        return any(_rewords(x, y) for x, y in replaced if (x, y) not in small)
    gone, put = ([w for pair in pairs for w in pair[i]] for i in (0, 1))
    return _rewords(gone, put)


def _rewords(before: Sequence[str], after: Sequence[str]) -> bool:
    """True if other words were put for some; a word left out or put in rewords nothing."""
    gone, new = ([w for w in x if w not in _PASSED_OVER] for x in (before, after))
    if not gone or not new or sorted(gone) == sorted(new):
        return False
    # "defence" and "defense" have most letters in common; "arrived" and "left" under half.
    a, b = "".join(before), "".join(after)
    return SequenceMatcher(None, a, b, autojunk=False).ratio() < _SPELLING
