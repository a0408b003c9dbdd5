"""How well saved pages are read: 150 pages of a president's site against their known texts.

`dragoman` must be importable; the pages stand in ../shared. Prints a table; measures, never passes.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean, median

from dragoman.article import Article
from dragoman.intake import intake
from dragoman.intake.html import in_page

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "kremlin"
_SHOWN = 10


@dataclass(frozen=True)
class Row:
    """One page against what is known of it."""

    key: str
    title: bool
    date: bool
    time: bool | None
    recall: float
    precision: float
    found: int
    paragraphs: int


def words(text: str) -> list[str]:
    """The words of a text in order."""
    return re.findall(r"\w+", text)


def shares(truth: str, got: str) -> tuple[float, float]:
    """Of the words of the truth those that were got, in order; and the reverse."""
    a, b = words(truth), words(got)
    if not a or not b:
        return float(not a), float(not b)
    # By paragraphs first: word by word over a long speech takes minutes.
    blocks_a, blocks_b = truth.split("\n"), [p for p in got.split("\n") if p]
    same = 0
    rest_a: list[str] = []
    rest_b: list[str] = []
    pairs = SequenceMatcher(None, blocks_a, blocks_b, autojunk=False).get_opcodes()
    for what, i, j, k, m in pairs:
        if what == "equal":
            same += sum(len(words(p)) for p in blocks_a[i:j])
        else:
            rest_a += [w for p in blocks_a[i:j] for w in words(p)]
            rest_b += [w for p in blocks_b[k:m] for w in words(p)]
    matched = SequenceMatcher(None, rest_a, rest_b, autojunk=False).get_matching_blocks()
    same += sum(m.size for m in matched)
    return same / len(a), same / len(b)


def row(article: Article, known: dict[str, str], markup: str) -> Row:
    """One page measured."""
    published = article.published or ""
    told = re.search(r'<meta name="description" content="([^"]*)"', markup)
    lead = " ".join(words(told[1])) if told else ""
    # The known texts leave out the summary under the heading and the words under pictures; the
    # summary is part of the story, so it isn't counted against it.
    story = [p for p in article.text.split("\n") if p and " ".join(words(p)) != lead]
    recall, precision = shares(known["text"], "\n".join(story))
    paragraphs = [p for p in article.text.split("\n") if p.strip()]
    return Row(
        known["id"],
        " ".join((article.title or "").split()) == " ".join(known["title"].split()),
        published[:10] == known["date"],
        published[11:16] == known["time"] if known["time"] else None,
        recall,
        precision,
        sum(in_page(markup, p) is not None for p in paragraphs),
        len(paragraphs),
    )


def rows() -> Iterator[Row]:
    """All pages measured, in order of name."""
    with gzip.open(SHARED / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        known = {r["id"]: r for r in map(json.loads, lines)}
    for path in sorted((SHARED / "html").glob("*.html")):
        (article,) = (a for a in intake([str(path)]) if isinstance(a, Article))
        yield row(article, known[path.stem], path.read_text(encoding="utf-8"))


def speed() -> tuple[float, int]:
    """Seconds of this process for one pass over all pages, and its memory in MB."""
    began = time.process_time()
    sum(1 for _ in intake([str(SHARED / "html")]))
    return time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def share(values: list[bool]) -> str:
    """How many are true, in words."""
    return f"{sum(values)} of {len(values)}"


def main() -> int:
    """Measure and print."""
    if not (SHARED / "html").is_dir():
        print(f"nothing measured: {SHARED / 'html'} is missing")
        return 0
    seconds, memory = speed()
    all_rows = list(rows())
    told = [r for r in all_rows if r.precision]  # one page has no text
    print("pages            ", len(all_rows))
    print("title right      ", share([r.title for r in all_rows]))
    print("date right       ", share([r.date for r in all_rows]))
    print("time right       ", share([r.time for r in all_rows if r.time is not None]))
    for name in ("recall", "precision"):
        values = [getattr(r, name) for r in told]
        print(f"{name} of words".ljust(17), f"median {median(values):.4f}, mean {mean(values):.4f}")
        worst = sorted(all_rows, key=lambda r: getattr(r, name))[:_SHOWN]
        print("  worst          ", ", ".join(f"{r.key} {getattr(r, name):.2f}" for r in worst))
    found, whole = sum(r.found for r in all_rows), sum(r.paragraphs for r in all_rows)
    print("found in page    ", f"{found} of {whole} paragraphs ({found / whole:.4f})")
    print("speed            ", f"{len(all_rows) / seconds:.0f} pages a second, {memory} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
