"""Recurrent phrases for a relationship that stand in no table: proposed, never added.

Sentences in which two sides are joined by a noun of relation are held against all other sentences
of the same texts. Word sequences round such a noun, and comparisons ("as X as Y", "like ..."), are
weighed by Dunning's log-likelihood (Dunning 1993) with the log ratio (Hardie 2014) as the size of
the effect: the one says that a difference is no chance, the other how large it is. Names of sides
count as one word, so that "DPRK-China friendship" and "Russian-Chinese friendship" are one phrase.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from dragoman import lore
from dragoman.article import Article, Span
from dragoman.grammar import Grammar
from dragoman.grammar.formulas import matches

# The value that chance passes once in 10,000 times, with one degree of freedom.
THRESHOLD = 15.13
LEAST_TEXTS = 5
SHORTEST, LONGEST = 2, 8
# A phrase is left out if a longer one that holds it has at least this share of its uses.
MOSTLY_LONGER = 0.75
SIDE = "{side}"
_EXAMPLES = 3
_WINDOW = 7  # words before and after a noun of relation

_WORD = re.compile(r"[^\W\d_](?:[\w]|[-'](?=\w))*|\d[\d.,]*|[.;:!?()\"]|,")
_BREAKS = frozenset('.;:!?()"')
# Words with which no phrase begins or ends.
_EDGES = frozenset(
    "the a an of and or to in on for with by at from as that which who this these those its their his her our your "
    "is are was were be been has have had will would it he she they we i you , between both not also more such into "
    "than but while so if all any no".split()
)
_MAY_BEGIN = frozenset(("as", "like"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase that the texts use of relationships far more often than elsewhere.

    Args:
        phrase: its words; `{side}` stands for the name of a side.
        hits: uses in sentences that join two sides; `texts` how many texts have one.
        outlets: media whose texts use it; `states` those for which these speak.
        elsewhere: uses in the other sentences.
        g2: log-likelihood.
        log_ratio: binary logarithm of the ratio of both relative frequencies: 1 is twice as often.
        examples: the first places, of as many texts.
    """

    phrase: str
    hits: int
    texts: int
    outlets: tuple[str, ...]
    states: tuple[str, ...]
    elsewhere: int
    g2: float
    log_ratio: float
    examples: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Phrases proposed, the strongest first, and what they were weighed against.

    Args:
        reference: what the sentences were held against, in words.
        sentences: that join two sides; `others` the rest.
        words: of the former; `other_words` of the latter.
    """

    rows: tuple[Proposal, ...]
    reference: str
    threshold: float
    least_texts: int
    sentences: int
    others: int
    words: int
    other_words: int


@dataclass(slots=True)
class _Seen:
    hits: int = 0
    texts: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    examples: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def discovered(
    articles: Iterable[Article],
    *,
    name: str = "this record",
    threshold: float = THRESHOLD,
    least_texts: int = LEAST_TEXTS,
) -> Proposals:
    """Phrases of some articles; the articles are gone through once.

    Args:
        name: what to call the articles as reference.
        threshold: of log-likelihood; what is below it is not proposed.
        least_texts: texts in which a phrase must stand.
    """
    seen: dict[tuple[str, ...], _Seen] = {}
    elsewhere: Counter[tuple[str, ...]] = Counter()
    size: Counter[str] = Counter()
    for article in articles:
        for joins, where, tokens in _sentences(article):
            kind = "joined" if joins else "others"
            size[kind] += 1
            size[f"{kind} words"] += sum(t.word[0].isalnum() or t.word == SIDE for t in tokens)
            for phrase, first, last in _phrases(tokens):
                if not joins:
                    elsewhere[phrase] += 1
                    continue
                one = seen.setdefault(phrase, _Seen())
                one.hits += 1
                if article.id not in one.texts and len(one.examples) < _EXAMPLES:
                    span = Span(tokens[first].start, tokens[last].end, where)
                    one.examples.append(Place(article.id, span))
                one.texts.add(article.id)
                one.outlets.add(article.value("outlet") or "")
    rows = _weighed(seen, elsewhere, size, threshold, least_texts)
    return Proposals(
        rows=tuple(rows),
        reference=f"all other sentences of {name}",
        threshold=threshold,
        least_texts=least_texts,
        sentences=size["joined"],
        others=size["others"],
        words=size["joined words"],
        other_words=size["others words"],
    )


def _weighed(
    seen: Mapping[tuple[str, ...], _Seen],
    elsewhere: Mapping[tuple[str, ...], int],
    size: Mapping[str, int],
    threshold: float,
    least_texts: int,
) -> Iterator[Proposal]:
    often = {p: s for p, s in seen.items() if len(s.texts) >= least_texts}
    known = {p for p in often if _in_table(p)}
    longer: Counter[tuple[str, ...]] = Counter()
    within: Counter[tuple[str, ...]] = Counter()
    for phrase, s in often.items():
        held = within if phrase in known else longer
        for part in _parts(phrase):
            held[part] = max(held[part], s.hits)
    made = []
    for phrase, s in often.items():
        if phrase in known or max(longer[phrase], within[phrase]) >= MOSTLY_LONGER * s.hits:
            continue
        other = elsewhere.get(phrase, 0)
        totals = (size["joined words"], size["others words"])
        g2, ratio = log_likelihood(s.hits, other, *totals), log_ratio(s.hits, other, *totals)
        if g2 >= threshold and ratio > 0:
            outlets = sorted(s.outlets - {""})
            states = sorted({x for o in outlets if (x := lore.side_of(o)) is not None})
            made.append(
                Proposal(
                    " ".join(phrase), s.hits, len(s.texts), tuple(outlets), tuple(states), other,
                    round(g2, 1), round(ratio, 2), tuple(s.examples),
                )
            )  # fmt: skip
    yield from sorted(made, key=lambda p: (-p.g2, p.phrase))


def _parts(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every shorter phrase that one holds."""
    n = len(phrase)
    for size in range(SHORTEST, n):
        for i in range(n - size + 1):
            yield phrase[i : i + size]


def log_likelihood(a: int, b: int, words: int, other_words: int) -> float:
    """Dunning's G2 of a uses in so many words against b in others.

    >>> round(log_likelihood(20, 5, 1000, 1000), 2)
    9.64
    """
    total = (a + b) / (words + other_words) if words + other_words else 0.0
    value = 0.0
    for observed, size in ((a, words), (b, other_words)):
        if observed and size:
            value += observed * math.log(observed / (size * total))
    return 2 * value


def log_ratio(a: int, b: int, words: int, other_words: int) -> float:
    """How many times over the one frequency is twice the other; none elsewhere counts as a half.

    >>> log_ratio(8, 2, 1000, 1000)
    2.0
    """
    if not a or not words or not other_words:
        return 0.0
    return math.log2((a / words) / ((b or 0.5) / other_words))


# ---- sentences and phrases


@cache
def _nouns() -> frozenset[str]:
    table = lore.words("wording")
    return frozenset((*table["relations"], *table["roles"]))


@cache
def _two() -> frozenset[str]:
    return frozenset(lore.words("wording")["two"])


def _sentences(article: Article) -> Iterator[tuple[bool, str, list[_Token]]]:
    """Each sentence: whether it joins two sides by a noun of relation, where it is, its words."""
    text = Grammar(article)
    for s in text.sentences:
        plain = text.plain[s.span.where]
        tokens: list[_Token] = []
        known = text.known_at(s.span)
        names = {
            k.span.start: k for k in known if k.entry.state is not None and k.entry.sort != "person"
        }
        inside = sorted(names)
        states = {str(names[i].entry.state) for i in inside}
        at, n = s.span.start, 0
        while m := _WORD.search(plain, at, s.span.end):
            while n < len(inside) and inside[n] < m.start():
                n += 1
            if n < len(inside) and inside[n] == m.start():
                span = names[inside[n]].span
                at = span.end
                if not (
                    tokens
                    and tokens[-1].word == SIDE
                    and plain[tokens[-1].end : span.start] in "-–/"
                ):
                    tokens.append(_Token(SIDE, span.start, span.end))
                continue
            at = m.end()
            if n < len(inside) and inside[n] < at:  # "Sino-DPRK": a name ends a joined word
                at = max(at, names[inside[n]].span.end)
                tokens.append(_Token(SIDE, m.start(), at))
            else:
                tokens.append(_Token(m.group().casefold(), m.start(), at))
        words = {t.word for t in tokens}
        sides = len(states) >= 2 or (words & {"two", "both", "bilateral"} and words & _two())
        yield bool(words & _nouns() and sides), s.span.where, tokens


def _phrases(tokens: list[_Token]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Sequences round nouns of relation, and comparisons, with their first and last word."""
    seen: set[tuple[int, int]] = set()
    for i, t in enumerate(tokens):
        named = i + 1 < len(tokens) and tokens[i + 1].word in _named()
        if t.word in _nouns() and not named:  # no "Friendship Association"
            low, high = max(0, i - _WINDOW), min(len(tokens), i + _WINDOW + 1)
        elif t.word in _MAY_BEGIN:
            low, high = i, min(len(tokens), i + LONGEST)
        else:
            continue
        for first in range(low, i + 1):
            for last in range(max(i, first + SHORTEST - 1), min(high, first + LONGEST)):
                if (first, last) in seen:
                    continue
                seen.add((first, last))
                phrase = tuple(x.word for x in tokens[first : last + 1])
                if _may_be_one(phrase):
                    yield phrase, first, last


def _may_be_one(phrase: tuple[str, ...]) -> bool:
    """True if a phrase holds together, and says something beside a noun of relation and the sides."""
    if not _BREAKS.isdisjoint(phrase) or any(w[0].isdigit() for w in phrase):
        return False
    if phrase[-1] in _EDGES or phrase[-1] == SIDE:
        return False
    comparison = phrase[0] in _MAY_BEGIN
    if comparison and (phrase[0] == "as" and phrase.count("as") < 2):
        return False
    if not comparison and (phrase[0] in _EDGES or _nouns().isdisjoint(phrase)):
        return False
    said = (w for w in phrase if w != SIDE and w not in _EDGES and w not in _nouns())
    return not _named().intersection(phrase) and any(w not in _empty() for w in said)


@cache
def _empty() -> frozenset[str]:
    """Words that do not say what a relationship is called."""
    table = lore.words("wording")
    return frozenset((*table["sorting"], *table["two"], *table["doing_with"], "two", "both", "s"))


@cache
def _named() -> frozenset[str]:
    """Words that make the name of a thing, a body or a document of a phrase."""
    table = lore.words("wording")
    return frozenset((*table["things"], *table["titles"]))


def _in_table(phrase: tuple[str, ...]) -> bool:
    """True if words of the phrase are a formula of the table, in a form of it."""
    words = " ".join(phrase).replace(SIDE, "Laos")
    return bool(matches(words, Span(0, len(words))))
