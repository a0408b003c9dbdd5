"""Quotations against the texts that they quote, where the record holds them: word for word.

An original is a text in which the words stand as its own, outside quotation marks (a speech, a
letter, a statement), or as the speaker's own side printed them. Another report of the same words
is none: it may have them from the same place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from dragoman import lore
from dragoman.article import Article, Span
from dragoman.finding import Message, Quote, Reading, Speaker, same_party
from dragoman.grammar import Grammar
from dragoman.grammar.verbatim import (
    FEWEST_ALTERED,
    Difference,
    Stream,
    Verbatim,
    pieces,
    same_spelling,
    verbatim,
    word_count,
)
from dragoman.shingles import words_of
from dragoman.weigh.communications import SCHEMA, Communication
from dragoman.weigh.told import day

Result = Literal["exact", "cut", "bracketed", "altered", "not_found", "cannot_tell"]

# Fewer words in quotation marks stand in many texts, and prove nothing where they do.
_FEWEST = 5
# Words in a run by which texts are found; a quotation of five words has two.
_RUN = 4
# A text is looked at if it has so many of a quotation's runs: an altered word spoils four.
_SHARED = 0.25
# What is posted later than the quotation is a transcript, and comes within days.
_POSTED = timedelta(days=7)
# Altered words are told of a text of the same weeks only; formulas with other names and verbs
# stand in texts of every month (statements of 2021-23: 5 of 80 quotations of texts not held).
_OCCASION = timedelta(days=14)
# Of one quotation so many texts are compared; more are copies, or the words are a formula.
_MOST = 24
# Texts held ready; one of 300 words takes some 100 kB.
_IN_MEMORY = 512
_RANK: dict[str, int] = {"exact": 0, "cut": 1, "bracketed": 2, "altered": 3}


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """One quotation and the text that it was held against.

    Args:
        original: the article that has the words; None if the record holds none.
        there: where it has them.
        differences: cuts, brackets and other words, in order.
    """

    article: Article
    quote: Quote
    result: Result
    why: str
    original: Article | None = None
    there: Span | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def check_result(self) -> Literal["agrees", "differs", "cannot_tell"]:
        """As the result of a check: marked cuts and brackets agree, other words differ."""
        if self.result in ("exact", "cut", "bracketed"):
            return "agrees"
        return "differs" if self.result == "altered" else "cannot_tell"

    def to_json(self) -> dict[str, Any]:
        """A `quote_check` of `dragoman.weighed/1`."""
        return {
            "schema": SCHEMA,
            "kind": "quote_check",
            "article": self.article.id,
            "quote": self.quote.id,
            "original": self.original.id if self.original else None,
            "there": self.there.to_json() if self.there else None,
            "result": self.result,
            "why": self.why,
            "cuts": [
                {"kind": d.kind, "said": d.said, "original": d.original} for d in self.differences
            ],
        }


@dataclass(frozen=True, slots=True)
class _Asked:
    """A quotation with its words in quotation marks, ready to be looked for."""

    article: Article
    quote: Quote
    parts: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]


def quote_checks(
    quoting: Iterable[Reading],
    texts: Iterable[Article],
    communications: Sequence[Communication] = (),
) -> Iterator[QuoteCheck]:
    """A check for each quotation of which the record can say something, in the order given.

    Work grows with the quotations and with the texts, each read once: no pair is looked at that
    does not share runs of words.

    Args:
        quoting: readings with their quotes.
        texts: all that may hold an original.
        communications: messages, to know whose text an article is.
    """
    asked = [a for r in quoting for a in _asked(r)]
    if not asked:
        return
    told: dict[str, list[Communication]] = defaultdict(list)
    for c in communications:
        for own in {t.article.id for t in c.told}:
            told[own].append(c)
    own_texts = _texts_of_messages(communications)
    found = _candidates(asked, texts)
    seen = _Seen()
    for number, one in enumerate(asked):
        checked = _checked(one, found.get(number, ()), own_texts, seen)
        yield from checked or _not_found(one, told.get(one.article.id, ()))


def _asked(reading: Reading) -> Iterator[_Asked]:
    """The quotations of an article with words enough in quotation marks."""
    text: Grammar | None = None
    for q in reading.of(Quote):
        if q.form == "indirect":
            continue
        text = text or Grammar(reading.article)
        parts = tuple(_marked(text, q))
        some = pieces(parts)
        if word_count(some) < _FEWEST:
            continue
        runs = frozenset(
            run for p in some for run in zip(*(p.words[i:] for i in range(_RUN)), strict=False)
        )
        if runs:
            yield _Asked(reading.article, q, parts, runs)


def _marked(text: Grammar, q: Quote) -> Iterator[str]:
    """What of a quote stands in quotation marks, without them."""
    plain = {"text": text.article.text, "title": text.article.title or ""}
    for content in q.content:
        inside = text.quotations_at(content) or ([content] if q.form == "direct" else [])
        for i in inside:
            first, last = max(i.start, content.start), min(i.end, content.end)
            words = plain[content.where][first:last].strip("\"'“”‘’«»„ ")
            if words:
                yield words


class _Spelled(dict[str, str]):
    """Words as they are compared, each worked out once."""

    def __missing__(self, word: str) -> str:
        self[word] = same_spelling(word)
        return self[word]


def _candidates(asked: Sequence[_Asked], texts: Iterable[Article]) -> dict[int, list[Article]]:
    """For each quotation the articles that share its runs of words, those with most first."""
    index: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(asked):
        for run in one.runs:
            index.setdefault(run, []).append(number)
    found: dict[int, list[tuple[float, Article]]] = defaultdict(list)
    spelled = _Spelled()
    for article in texts:
        words = [spelled[w] for w in words_of(article.text)]
        runs = zip(*(words[i:] for i in range(_RUN)), strict=False)
        shared: Counter[int] = Counter()
        for run in {r for r in runs if r in index}:
            shared.update(index[run])
        for number, n in shared.items():
            one = asked[number]
            if article.id != one.article.id and n >= _SHARED * len(one.runs):
                found[number].append((n / len(one.runs), article))
    return {
        number: [a for _, a in sorted(some, key=lambda x: (-x[0], x[1].id))[:_MOST]]
        for number, some in found.items()
    }


def _texts_of_messages(communications: Iterable[Communication]) -> dict[str, list[Message]]:
    """By article, the messages whose text it is."""
    out: dict[str, list[Message]] = defaultdict(list)
    for c in communications:
        for t in c.told:
            if t.message.role == "is_text":
                out[t.article.id].append(t.message)
    return out


class _Seen:
    """The last texts looked at, as they are compared: quotations of one day share them."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Grammar, Stream]] = {}

    def of(self, article: Article) -> tuple[Grammar, Stream]:
        """Its layers and its words, each made on demand."""
        if article.id not in self._held:
            if len(self._held) >= _IN_MEMORY:
                self._held.clear()
            self._held[article.id] = Grammar(article), Stream(article.text)
        return self._held[article.id]


@dataclass(frozen=True, slots=True)
class _Held:
    """A text that has the words: how near it is to the mouth that spoke them."""

    nearness: int
    article: Article
    found: Verbatim


def _checked(
    one: _Asked,
    candidates: Sequence[Article],
    own_texts: dict[str, list[Message]],
    seen: _Seen,
) -> list[QuoteCheck]:
    some = pieces(one.parts)
    originals: list[_Held] = []
    report: _Held | None = None
    for article in candidates:
        text, stream = seen.of(article)
        found = verbatim(some, stream)
        if found is None:
            continue
        nearness = _nearness(one, article, found, own_texts, text)
        if nearness is not None:
            originals.append(_Held(nearness, article, found))
        elif report is None and found.result == "altered":
            report = _Held(9, article, found)
    if originals:
        best = min(originals, key=lambda h: (h.nearness, _RANK[h.found.result], -h.found.same, h.article.published or "9", h.article.id))  # fmt: skip
        f = best.found
        if f.result == "altered" and not _of_one_occasion(best.article, one.article):
            why = f"like words stand in a text of {str(best.article.published)[:10]}, which may be of another occasion: {_why(f)}"
            return [QuoteCheck(one.article, one.quote, "cannot_tell", why, best.article, f.there, f.differences)]  # fmt: skip
        return [QuoteCheck(one.article, one.quote, f.result, _why(f), best.article, f.there, f.differences)]  # fmt: skip
    if report is not None:
        why = f"no original held; another report has other words: {_why(report.found)}"
        return [QuoteCheck(one.article, one.quote, "cannot_tell", why, None, None, report.found.differences)]  # fmt: skip
    return []


def _why(found: Verbatim) -> str:
    if found.result == "exact":
        return "word for word"
    told = []
    for d in found.differences:
        if d.kind == "cut":
            told.append(
                f"cut: {_short(d.original)}" if d.original else "a cut where nothing is left out"
            )
        elif d.kind == "bracketed":
            told.append(f"{d.said} for {_short(d.original)}" if d.original else f"{d.said} put in")
        else:
            told.append(f"{_short(d.said)} for {_short(d.original)}")
    return "; ".join(told)


def _short(words: str) -> str:
    one = " ".join(words.split())
    if not one:
        return "nothing"
    return f"'{one}'" if len(one) <= 60 else f"'{one[:28]} … {one[-28:]}'"


def _nearness(
    one: _Asked,
    article: Article,
    found: Verbatim,
    own_texts: dict[str, list[Message]],
    text: Grammar,
) -> int | None:
    """0 for the speaker's own text, 1 for what the own side printed; None for another's report."""
    if _comes_after(article, one.article):
        return None
    speakers = one.quote.speakers
    messages = own_texts.get(article.id, ())
    if any(same_party(s, p) for s in speakers for m in messages for p in m.senders):
        return 0
    if any(_is_outlet(s, article) for s in speakers):
        return 0
    outside = not any(q.holds(found.there) for q in text.quotations_at(found.there))
    # An outlet's own words stand in its own articles; another's that names it tells of it.
    if outside and any(s.status != "outlet" and _names(s, article) for s in speakers):
        return 0
    side = lore.side_of(article.value("outlet"))
    if side is not None and any(s.state == side for s in speakers):
        return 1
    return None


def _comes_after(article: Article, quoting: Article) -> bool:
    """True if a text is of a day on which it can't have been quoted."""
    one, other = day(article.published), day(quoting.published)
    return one is not None and other is not None and one > other + _POSTED


def _of_one_occasion(article: Article, quoting: Article) -> bool:
    """True if a text is of the days before the quotation: a formula comes again, a speech does not."""
    one, other = day(article.published), day(quoting.published)
    return one is not None and other is not None and other - one <= _OCCASION


def _is_outlet(speaker: Speaker, article: Article) -> bool:
    outlet = (article.value("outlet") or "").casefold()
    called = str(speaker.name.value or "").casefold()
    return speaker.status == "outlet" and bool(outlet and called) and (outlet in called or called in outlet)  # fmt: skip


def _names(speaker: Speaker, article: Article) -> bool:
    """True if a text names the speaker in its title or where it begins: whose words it may be."""
    head = f"{article.title or ''} {article.text[:1500]}"
    actor = lore.roster().get(speaker.actor or "")
    name = str(speaker.name.value or "")
    short = actor.surname if actor and actor.surname else name.split()[-1] if name else ""
    return bool(short) and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", head, re.IGNORECASE) is not None  # fmt: skip


def _not_found(one: _Asked, told: Iterable[Communication]) -> list[QuoteCheck]:
    """The text of the message quoted is held, and lacks the words: another translation, perhaps."""
    own = one.article.id
    if word_count(pieces(one.parts)) < FEWEST_ALTERED:
        return []
    for c in told:
        text = next(
            (t for t in c.told if t.article.id != own and t.message.role == "is_text"), None
        )
        if text is not None and _is_quoted(one, c, own):
            why = (
                "the text of the message, as held, lacks these words; it may be another translation"
            )
            return [QuoteCheck(one.article, one.quote, "not_found", why, text.article)]
    return []


def _is_quoted(one: _Asked, c: Communication, article: str) -> bool:
    """True if the quotation is told to be of this message: its sender speaks, beside its mention."""
    own = next((t.message for t in c.told if t.article.id == article), None)
    if own is None or not any(same_party(s, p) for s in one.quote.speakers for p in own.senders):
        return False
    spans = (*own.evidence, *own.mentions)
    near = [x for x in (one.quote.source, one.quote.cue, *one.quote.content) if x is not None]
    return any(a.meets(Span(max(0, b.start - 200), b.end + 200, b.where)) for a in spans for b in near)  # fmt: skip
