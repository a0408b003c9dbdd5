"""The order of things: intake, grammar, readers, record. The only place that knows it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from typing import Any

from dragoman import __version__, lore
from dragoman.article import Article, Coverage
from dragoman.finding import SCHEMA, About, Doubt, Found, Reading, identified
from dragoman.grammar import Encoder, Grammar, Parser, Trees
from dragoman.grammar.encoder import encoder_identity
from dragoman.grammar.parse import model_identity
from dragoman.grammar.reader import Reader
from dragoman.intake import Problem, intake
from dragoman.readers import READERS
from dragoman.record import Record

# Articles whose paragraphs are parsed together. Larger batches gain nothing and cost memory.
BATCH = 16


@dataclass(slots=True)
class Outcome:
    """What a run did.

    Args:
        without: why quotes were read by rules alone, if they were.
    """

    read: int = 0
    unchanged: int = 0
    words: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    without: str | None = None

    @property
    def lost(self) -> list[Problem]:
        """Inputs that could not be read at all."""
        return [p for p in self.problems if p.lost]


@cache
def manifest(*, fast: bool = False) -> dict[str, Any]:
    """Versions of all that a reading depends on, but for the article itself.

    Args:
        fast: read without the encoder.
    """
    return {
        "dragoman": __version__,
        "schema": SCHEMA,
        "readers": {r.name: r.version for r in READERS},
        "codebook": lore.codebook().version,
        "lore": lore.digest(),
        "model": model_identity(),
        "encoder": None if fast else encoder_identity(),
    }


@cache
def _manifest_text(fast: bool) -> str:
    return json.dumps(manifest(fast=fast), sort_keys=True)


def read_with(article: Article, *, fast: bool = False) -> str:
    """A hash of all that a reading depends on beside the text: versions and metadata."""
    metadata = [(m.field, m.value, m.by) for m in article.metadata]
    basis = _manifest_text(fast) + json.dumps([article.key, metadata])
    return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# ---- articles to readings


@cache
def _parser() -> Parser | None:
    """The statistical model of this process, or None where none is installed."""
    return Parser() if model_identity() is not None else None


@cache
def _trees() -> Trees | None:
    """The same model's trees, of this process, or None where it is not installed."""
    return Trees() if model_identity() is not None else None


@cache
def _encoder() -> Encoder:
    """The attribution model of this process; it may say that its files are missing."""
    return Encoder()


def why_no_encoder(*, fast: bool) -> str | None:
    """Why quotes are read by rules alone, in words for a person; None if the encoder runs."""
    why = "--fast" if fast else _encoder().missing
    return f"{why}: quotes by quotation marks and known verbs only" if why else None


def read_batch(articles: list[Article], *, fast: bool = False) -> list[Reading]:
    """Readings of some articles; the paragraphs that readers ask for are parsed in one go."""
    encoder = None if fast else _encoder()
    grammars = [Grammar(a, _parser(), encoder, _trees()) for a in articles]
    _parse_asked(grammars)
    return [_read(g) for g in grammars]


def _parse_asked(grammars: list[Grammar]) -> None:
    parser = _parser()
    if parser is None:
        return
    asked = [
        sorted({p for r in _readers_for(g.article.value("language"))[0] for p in r.asks(g)})
        for g in grammars
    ]
    texts = [
        g.words(g.paragraphs[i].span) for g, some in zip(grammars, asked, strict=True) for i in some
    ]
    if not texts:
        return
    parses = iter(parser.parse(texts))
    for g, some in zip(grammars, asked, strict=True):
        g.give_parses((i, next(parses)) for i in some)


# What stands in for readers that have no rules for an article's language.
_LANGUAGES = "languages/1"


def _readers_for(language: str | None) -> tuple[list[Reader], list[str]]:
    """The readers with rules for a language, and the names of the others."""
    fit = [r for r in READERS if r.reads(language)]
    return fit, [r.name for r in READERS if r not in fit]


def _read(grammar: Grammar) -> Reading:
    found = Found()
    language = grammar.article.value("language")
    fit, unfit = _readers_for(language)
    if unfit:
        why = f"written in {language!r}; not looked for: {', '.join(unfit)} (no rules for that language)"
        about = About("article", "language")
        found = found.with_more([Doubt(evidence=(), about=about, why=why, reader=_LANGUAGES)])
    for reader in fit:
        handed = replace(
            found, findings=tuple(f for f in found.findings if isinstance(f, reader.needs))
        )
        made = [replace(f, reader=reader.signature) for f in reader.read(grammar, handed)]
        found = found.with_more(made)
    return Reading(grammar.article, identified(grammar.article, found.findings))


def readings(
    articles: Iterable[Article], *, workers: int = 1, fast: bool = False
) -> Iterator[Reading]:
    """Readings in the order of the articles; the same at any number of workers."""
    batches = _batches(articles)
    read = partial(read_batch, fast=fast)
    if workers <= 1:
        for batch in batches:
            yield from read(batch)
        return
    # A bounded window: a pool's own map would take in the whole input at once.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        ahead: deque[Future[list[Reading]]] = deque()
        for batch in batches:
            ahead.append(pool.submit(read, batch))
            if len(ahead) > 3 * workers:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        yield batch


# ---- runs


def _with_word_of_person(article: Article, record: Record) -> Article:
    """The article with what a person once said of it, for fields of which nobody speaks now."""
    now = {m.field for m in article.metadata if m.by == "person"}
    kept = tuple(m for m in record.given_by_person(article) if m.field not in now)
    return replace(article, metadata=(*kept, *article.metadata)) if kept else article


def read_into(
    record: Record,
    paths: Iterable[str],
    *,
    given: dict[str, str] | None = None,
    workers: int = 1,
    fast: bool = False,
    seen: Callable[[Reading], None] | None = None,
    noted: Callable[[Problem], None] | None = None,
) -> Outcome:
    """Take in, read and store what is new or changed; what can't be read is noted and passed over.

    Args:
        given: metadata that a person gives for all these articles.
        fast: leave the encoder out.
        seen: told of each reading as it is stored.
        noted: told of each problem as it is met.
    """
    outcome = Outcome(without=why_no_encoder(fast=fast))
    run = record.begin_run(manifest(fast=fast))

    def new() -> Iterator[Article]:
        for item in intake(paths, given):
            if isinstance(item, Problem):
                outcome.problems.append(item)
                if noted:
                    noted(item)
                continue
            if isinstance(item, Coverage):
                record.cover(item)
                continue
            outcome.articles.append(item.id)
            article = _with_word_of_person(item, record)
            if record.is_current(article, read_with(article, fast=fast)):
                outcome.unchanged += 1
            else:
                yield article

    for reading in readings(new(), workers=workers, fast=fast):
        record.add(reading, read_with(reading.article, fast=fast), run)
        outcome.read += 1
        outcome.words += len(reading.article.text.split())
        outcome.kinds.update(f.kind for f in reading.findings)
        if seen:
            seen(reading)
    record.end_run(
        run,
        {"read": outcome.read, "unchanged": outcome.unchanged, "problems": len(outcome.problems)},
    )
    return outcome
