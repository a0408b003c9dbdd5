"""Speed and memory on real articles: as ratios within one run, medians of five.

    python scripts/bench.py [--articles N] [--rounds N]

Beside the bare spaCy parse of the same texts (the plain way of doing it), one worker against two,
second run with nothing to do, start of a listing. Needs `../shared/corpora`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.article import Article
    from dragoman.grammar.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
_MANY = 600  # for two workers: enough that their start does not count
FILES = ("kremlin/articles.jsonl.gz", "kcna_2011/stories.jsonl.gz")


def sample(n: int) -> list[str]:
    """Lines of articles drawn at random from both corpora, always the same."""
    lines: list[str] = []
    for name in FILES:
        with gzip.open(CORPORA / name, "rt", encoding="utf-8") as handle:
            lines += [line for line in handle if json.loads(line)["text"]]
    return random.Random(1).sample(lines, n)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of a piece of work, children included."""

    def cpu() -> float:
        own, children = (
            resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime

    wall, used = time.perf_counter(), cpu()
    work()
    return time.perf_counter() - wall, cpu() - used


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=500)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    if not CORPORA.is_dir():
        print(f"no bench: {CORPORA} is not here")
        return 0
    lines = sample(given.articles)
    texts = [json.loads(line)["text"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sample.jsonl"
        source.write_text("".join(lines), encoding="utf-8")
        measure(source, texts, given.rounds, Path(folder))
    return 0


def encoder_alone(articles: list[Article]) -> Callable[[], object]:
    """The encoder over the paragraphs that the reader of quotes asks for."""
    from dragoman.grammar import Encoder, Grammar
    from dragoman.readers.quotes.heard import may_speak

    asked = []
    for a in articles:
        text = Grammar(a)
        spans = [p.span for p in text.paragraphs if may_speak(text, p.index)]
        asked += [text.words(s) for s in spans]
    encoder = Encoder()
    list(encoder.read(asked[:1]))
    return lambda: list(encoder.read(asked))


def names_alone(articles: list[Article]) -> Callable[[], object]:
    """The statistical model over the paragraphs that readers ask for."""
    from dragoman.grammar import Grammar, Parser
    from dragoman.readers import READERS

    asked = []
    for a in articles:
        text = Grammar(a)
        numbers = sorted({i for r in READERS for i in r.asks(text)})
        asked += [text.words(text.paragraphs[i].span) for i in numbers]
    parser = Parser()
    list(parser.parse(asked[:1]))
    return lambda: list(parser.parse(asked))


def measure(source: Path, texts: list[str], rounds: int, folder: Path) -> None:
    """All measurements on one file of articles."""
    import spacy

    from dragoman.article import Article
    from dragoman.grammar.parse import installed_model
    from dragoman.intake import intake
    from dragoman.pipeline import readings

    articles = [a for a in intake([str(source)]) if isinstance(a, Article)]
    model = spacy.load(installed_model() or "en_core_web_sm")
    list(readings(articles[:20]))  # load everything once
    works: dict[str, Callable[[], object]] = {
        "bare spaCy parse": lambda: [len(d) for d in model.pipe(texts, batch_size=8)],
        "whole reading": lambda: list(readings(articles)),
        "reading with --fast": lambda: list(readings(articles, fast=True)),
        "of it: encoder": encoder_alone(articles),
        "of it: statistical names": names_alone(articles),
    }
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            spent[name].append(seconds(work)[1])
    n = len(articles)
    print(f"{n} articles, {sum(map(len, texts)):,} characters, one core, median of {rounds}")
    for name, used in spent.items():
        ratio = median(a / b for a, b in zip(used, spent["bare spaCy parse"], strict=True))
        print(
            f"{name:26}{n / median(used):8.1f} articles per CPU-second, {ratio:5.2f} of bare spaCy"
        )
    readers_alone(texts, rounds)
    many = folder / "many.jsonl"
    many.write_text("".join(sample(_MANY)), encoding="utf-8")
    program = [sys.executable, "-m", "dragoman", "read", str(many), "--record"]
    walls: dict[int, list[float]] = {1: [], 2: []}
    for i in range(rounds):
        for workers in walls:
            record = folder / f"{i}-{workers}.db"
            command = [*program, str(record), "--workers", str(workers)]
            walls[workers].append(seconds(partial(run, command))[0])
    gain = median(a / b for a, b in zip(walls[1], walls[2], strict=True))
    print(
        f"two workers against one   {gain:8.2f} times as fast on {_MANY:,} articles, start included"
    )
    record = folder / "0-1.db"
    again = median(seconds(lambda: run([*program, str(record)]))[0] for _ in range(rounds))
    print(f"second run, nothing to do {again:8.2f} s for {_MANY:,} articles")
    listing = [sys.executable, "-m", "dragoman", "messages", "--record", str(record)]
    start = median(seconds(lambda: run(listing))[0] for _ in range(rounds))
    bare_start = median(seconds(lambda: run([sys.executable, "-c", ""]))[0] for _ in range(rounds))
    print(f"start of `messages`       {start:8.2f} s, Python alone {bare_start:.2f} s")
    print(f"size of the record        {record.stat().st_size / _MANY:8.0f} bytes an article")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process  {peak:8.0f} MB")


def readers_alone(texts: list[str], rounds: int) -> None:
    """Characters per second of the readers that need no model, and their growth with the text."""
    from dragoman.article import Article, Metadatum
    from dragoman.finding import Found
    from dragoman.grammar import Grammar
    from dragoman.readers import amounts, dates

    day = (Metadatum("published", "2011-05-05", "file"),)
    hostile = {
        "digits": "1234567890",
        "prepositions": "of the of the ",
        "open brackets": "[(",
        "dates": "on May 5 ",
    }
    for reader in (dates.READER, amounts.READER):

        def read(text: str, reader: Reader = reader) -> None:
            grammar = Grammar(Article(key="a", source="a", text=text, metadata=day))
            list(reader.read(grammar, Found()))

        used = [seconds(lambda read=read: [read(t) for t in texts])[1] for _ in range(rounds)]  # type: ignore[misc]
        print(
            f"{reader.name:9} alone           {sum(map(len, texts)) / median(used):8,.0f} characters per CPU-second"
        )
        for name, words in hostile.items():
            small, large = (
                seconds(partial(read, (words * size)[:size]))[1] for size in (100_000, 1_000_000)
            )
            print(
                f"  {name:14} {large / max(small, 1e-3):15.1f} times as long for ten times the text"
            )


def run(command: list[str]) -> None:
    """A command whose output nobody wants."""
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main())
