"""Pronouns and descriptions that stand for a speaker: right, wrong, left open.

    python -m scripts.measure_speakers [--errors]

Reads the 60 of tests/gold/speakers.jsonl (keys and offsets; the texts are in ../shared).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import Any

from scripts.score import CORPORA, ROOT, SHARED, articles_of, lines, taken_in

from dragoman.article import Article, Span
from dragoman.finding import Quote
from dragoman.pipeline import readings

NEWS = "polnear_train"


def articles(rows: list[dict[str, Any]]) -> dict[str, Article]:
    """The articles of the rows, by key."""
    keys = {r["key"] for r in rows}
    news = lines(SHARED / "gold" / "quotes" / "polnear_train.jsonl.gz")
    plain = [{"id": r["doc"], "text": r["text"]} for r in news if r["doc"] in keys]
    found = {a.key: a for a in taken_in(plain)}
    for path in CORPORA.values():
        found |= {a.key: a for a in articles_of(path) if a.key in keys}
    return found


def spans(value: Any) -> list[Span]:
    """Antecedents of a row, however written."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [Span.from_json(value)] if "span" in value else spans(value.get("antecedent"))
    if value and isinstance(value[0], int):
        return [Span.from_json(value)]
    return [s for v in value for s in spans(v)]


def judged(row: dict[str, Any], quote: Quote | None) -> str:
    """Right, wrong, left open, or no quote found at the source."""
    if quote is None:
        return "no quote"
    statuses = {s.status for s in quote.speakers}
    if statuses == {"unresolved"}:
        return "right" if row["answer"] == "open" else "open"
    if row["answer"] == "open":
        return "wrong"
    wanted = set(_words(row["name"]))
    members = [set(_words(m["name"])) for m in row.get("members") or ()]
    names = [set(_words(str(s.name.value))) for s in quote.speakers if s.name.value]
    if any(n & wanted for n in names) and not members:
        return "right"
    if members and len(names) == len(members) and all(any(n & m for n in names) for m in members):
        return "right"
    places = [*spans(row["antecedent"]), *spans(row.get("also")), *spans(row.get("members"))]
    own = [e for s in quote.speakers for e in s.evidence]
    if any(p.meets(e) for p in places for e in own):
        return "right"
    same = {"role": {"role_only", "anonymous"}, "group": {"group"}, "document": {"document"}}
    fits = statuses & same.get(row["answer"], {row["answer"]})
    return "right" if fits and not places and not names else "wrong"


def _words(name: str) -> list[str]:
    small = {"the", "of", "and", "a", "mr", "mrs", "ms", "president"}
    return [w for w in name.casefold().replace(".", " ").split() if w not in small]


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    rows = list(lines(ROOT / "tests" / "gold" / "speakers.jsonl"))
    held = articles(rows)
    read = {
        r.article.key: r for r in readings(held[k] for k in dict.fromkeys(r["key"] for r in rows))
    }
    table: Counter[tuple[str, str]] = Counter()
    for row in rows:
        source = Span(*row["source"])
        reading = read[row["key"]]
        near = [q for q in reading.of(Quote) if q.source and q.source.meets(source)]
        outcome = judged(row, near[0] if near else None)
        table[row["corpus"], outcome] += 1
        if chosen.errors and outcome != "right":
            said = [(s.status, s.name.value or s.name.text) for q in near[:1] for s in q.speakers]
            words = reading.article.slice(source)
            print(
                outcome,
                row["corpus"],
                row["key"][:60],
                repr(words),
                row["source"],
                row["answer"],
                row["name"],
                said,
            )
    outcomes = ("right", "wrong", "open", "no quote")
    for corpus in dict.fromkeys(r["corpus"] for r in rows):
        print(f"{corpus:14}", *(f"{o} {table[corpus, o]:3}" for o in outcomes))
    print(
        f"{'all':14}",
        *(f"{o} {sum(n for (_, x), n in table.items() if x == o):3}" for o in outcomes),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
