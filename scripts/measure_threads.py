"""Measure how citations by number ("your telegram No. 60") are resolved.

    python -m scripts.measure_threads [--every N]

Reads the Documents on Australian Foreign Policy (`../shared/corpora/dfat`) without the encoder into
a record in memory. Where an editor's footnote behind a citation names the document cited, that is
the truth; only documents of that volume whose own number agrees are taken. Prints right, wrong and
left open, with each wrong pair.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from scripts.score import SHARED

from dragoman.article import Article
from dragoman.intake import intake
from dragoman.pipeline import readings
from dragoman.weigh.citations import citations, number_of
from dragoman.weigh.told import Told, told

CORPUS = SHARED / "corpora" / "dfat" / "documents.jsonl.gz"
# What may stand between a citation and the mark of its footnote.
_MARK = re.compile(r"[^\[\]]{0,40}?\[\s*(?P<note>\d+)\s*\]")


def documents() -> dict[str, dict[str, Any]]:
    """The documents by id, as the corpus holds them."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as handle:
        return {d["id"]: d for d in map(json.loads, handle)}


def footnoted(
    t: Told, documents: dict[str, dict[str, Any]], by_place: dict[tuple[str, str], dict[str, Any]]
) -> dict[str, Any] | None:
    """The document that the footnote of a citation names; None if there is none, or several."""
    end, text = t.message.evidence[0].end, t.article.text
    mark = _MARK.match(text[end : end + 60])
    if mark is None:
        return None
    note = re.search(
        rf"(?m)^\s*_?\s*{mark['note']}\\?\.?\s+(?:See )?Documents? (?P<number>\d+)\b(?! (?:and|to|,))",
        text,
    )
    if note is None:
        return None
    return by_place.get((documents[t.article.key]["volume"], note["number"]))


def judged(every: int) -> Iterator[tuple[str, Told, dict[str, Any], Told | None]]:
    """Each citation with a footnote: right, wrong or open; what is true; what was found."""
    held = documents()
    by_place = {(d["volume"], str(d["doc_num"])): d for d in held.values()}
    articles = (a for a in intake([str(CORPUS)], {}) if isinstance(a, Article))
    some = (a for n, a in enumerate(articles) if n % every == 0)
    every_message = list(told(readings(some, fast=True)))
    found = {cited.key: answer for cited, answer in citations(every_message)}
    for t in every_message:
        if t.message.role != "referred" or number_of(t.message) is None:
            continue
        truth = footnoted(t, held, by_place)
        own = re.sub(r"[\W_]", "", str(truth["number"] or "")).casefold() if truth else None
        if truth is None or (own or "").lstrip("0") != number_of(t.message):
            continue
        got = found.get(t.key)
        result = "open" if got is None else "right" if got.article.key == truth["id"] else "wrong"
        yield result, t, truth, got


def main() -> int:
    """Print the counts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1, help="only one document in so many")
    given = options.parse_args()
    if not CORPUS.is_file():
        print(f"not measured: {CORPUS.parent} is not here")
        return 0
    counts: Counter[str] = Counter()
    for result, t, truth, got in judged(given.every):
        counts[result] += 1
        if result == "wrong" and got is not None:
            print(f"wrong: {t.article.key} cites {t.message.number.value}: {got.article.key}, not {truth['id']}")  # fmt: skip
    n = sum(counts.values())
    print(f"{n} citations: " + ", ".join(f"{k} {counts[k]}" for k in ("right", "wrong", "open")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
