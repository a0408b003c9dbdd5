"""Score our readings on every gold set and compare with the floor in scores.json.

    python scripts/score.py [--update] [--errors N] [--set NAME] [--fast] [--outermost]

Needs `../shared` (gold, corpora, scorer); says so and ends with 0 where it is missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.article import Article
from dragoman.intake import intake
from dragoman.pipeline import readings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOOR = ROOT / "scores.json"
SCORER = SHARED / "score" / "score_readings.py"
KINDS = [
    "quote",
    "message",
    "date",
    "amount",
    "claim",
    "judgement",
    "check",
    "outlook",
    "check",
    "emphasis",
    "office",
    "wording",
    "credit",
    "boilerplate",
    "doubt",
]
CORPORA = {
    "kcna_2011": SHARED / "corpora" / "kcna_2011" / "stories.jsonl.gz",
    "kremlin": SHARED / "corpora" / "kremlin" / "articles.jsonl.gz",
    "whitehouse": SHARED / "corpora" / "whitehouse" / "statements.jsonl.gz",
    "dfat": SHARED / "corpora" / "dfat" / "documents.jsonl.gz",
    "polnear_train": SHARED / "gold" / "quotes" / "polnear_train.jsonl.gz",
    "own": ROOT / "src" / "dragoman" / "sample",
}
# Our own gold: file, kinds.
OURS = {
    "messages": ["message"],
    "dates": ["date", "amount"],
    "quotes": ["quote"],
    "wording": ["wording"],
    "claims": ["claim", "judgement", "outlook", "office"],
}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def articles_of(path: Path, **given: str) -> list[Article]:
    """The articles of a file, taken in as a user would."""
    return [a for a in intake([str(path)], given) if isinstance(a, Article)]


def filled(gold: list[dict[str, Any]], articles: dict[str, Article]) -> list[dict[str, Any]]:
    """Gold that holds keys and offsets only, with text, title and the words of its fields."""

    def fill(thing: Any, article: Article) -> None:
        if isinstance(thing, dict):
            if "state" in thing and "value" not in thing and thing.get("evidence"):
                thing["value"] = " ".join(_slice(article, s) for s in thing["evidence"])
            for v in list(thing.values()):
                fill(v, article)
        elif isinstance(thing, list):
            for v in thing:
                fill(v, article)

    for row in gold:
        article = articles[row["article"]["key"]]
        row["article"] |= {"text": article.text, "title": article.title}
        fill(row["findings"], article)
    return gold


def _slice(article: Article, span: Any) -> str:
    if isinstance(span, dict):
        return (article.title or "")[slice(*span["span"])]
    return article.text[slice(*span)]


def sets() -> Iterator[tuple[str, list[dict[str, Any]], list[Article], list[str]]]:
    """Name, gold rows, articles and kinds of every set."""
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    dated = articles_of(seeds[0], published="2020-05-08") + articles_of(seeds[1])
    gold = SHARED / "gold"
    yield "seeds", list(lines(gold / "seeds" / "readings.jsonl")), dated, KINDS
    undated = articles_of(seeds[0])
    yield "seeds_undated", list(lines(gold / "seeds" / "readings_undated.jsonl")), undated, KINDS
    wars = list(lines(gold / "time" / "wikiwars_dev.jsonl.gz"))
    yield "wikiwars_dev", wars, list(_wars(wars)), ["date"]
    news = list(lines(gold / "quotes" / "polnear_dev.jsonl.gz"))
    plain = [{"id": r["doc"], "text": r["text"]} for r in news]
    yield "polnear_dev", news, list(taken_in(plain)), ["quote"]
    yield from ours()


def ours() -> Iterator[tuple[str, list[dict[str, Any]], list[Article], list[str]]]:
    """The sets of our own gold, one for each corpus its texts come from."""
    gold = {name: list(lines(ROOT / "tests" / "gold" / f"{name}.jsonl")) for name in OURS}
    for corpus, path in CORPORA.items():
        rows = {n: [r for r in g if r["article"]["corpus"] == corpus] for n, g in gold.items()}
        keys = {r["article"]["key"] for some in rows.values() for r in some}
        wanted = {a.key: a for a in _of_corpus(corpus, path) if a.key in keys}
        for name, some in rows.items():
            if some:
                articles = [wanted[r["article"]["key"]] for r in some]
                yield f"{name}_{corpus}", filled(some, wanted), articles, OURS[name]


def _of_corpus(corpus: str, path: Path) -> Iterator[Article]:
    """The articles of a corpus; rows of PolNeAR have names of their own for key and text."""
    if corpus == "polnear_train":
        return taken_in([{"id": r["doc"], "text": r["text"]} for r in lines(path)])
    return iter(articles_of(path))


def _wars(rows: list[dict[str, Any]]) -> Iterator[Article]:
    return taken_in([{"id": r["id"], "text": r["text"], "date": r.get("dct")} for r in rows])


def taken_in(rows: list[dict[str, Any]]) -> Iterator[Article]:
    """Articles from rows of JSON Lines, as a user would take them in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        yield from articles_of(path)


def scored(
    gold: list[dict[str, Any]],
    articles: list[Article],
    kinds: list[str],
    errors: int,
    *,
    fast: bool = False,
    outermost: bool = False,
) -> tuple[dict[str, Any], str]:
    """The scorer's result, and its table with errors.

    Args:
        fast: read without the encoder.
        outermost: leave out what stands inside another's words, as PolNeAR does.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = (Path(folder) / "gold.jsonl", Path(folder) / "system.jsonl")
        system = [r.to_json() for r in readings(articles, fast=fast)]
        if outermost:
            for row in system:
                row["findings"] = [f for f in row["findings"] if not f.get("depth")]
        for path, rows in zip(files, (gold, system), strict=True):
            path.write_text(
                "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
            )
        command = [sys.executable, str(SCORER), *map(str, files), "--kind", *kinds]
        run = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
        table = subprocess.run(
            [*command, "--errors", str(errors)], capture_output=True, text=True, check=True
        )
    return json.loads(run.stdout), table.stdout


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures to keep: F1 of each kind's measures, share of right fields."""
    out: dict[str, float] = {}
    for kind, measures in result["kinds"].items():
        for name, v in measures.items():
            if isinstance(v, dict) and v.get("F") is not None and "P" in v:
                out[f"{kind}: {name}"] = v["F"]
            elif name == "alarms" and v.get("of"):
                out[f"{kind}: articles without a false alarm"] = round(100 - v["percent"], 1)
        for name, share in (measures.get("fields") or {}).items():
            own = f"{kind}: {name}"
            out[f"{own} of those found" if own in out else own] = share["percent"]
    return out


def main() -> int:
    """Print the figures of all sets; 1 if one fell below the floor."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--update", action="store_true", help="write scores.json anew")
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--set", default="")
    options.add_argument("--fast", action="store_true", help="without the encoder; no floor")
    options.add_argument("--outermost", action="store_true", help="no inner quotes; no floor")
    given = options.parse_args()
    if not SCORER.is_file():
        print(f"no scores: {SCORER.parent} is not here")
        return 0
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.is_file() else {}
    now: dict[str, dict[str, float]] = {}
    for name, gold, articles, kinds in sets():
        if given.set and given.set != name:
            continue
        result, table = scored(
            gold, articles, kinds, given.errors, fast=given.fast, outermost=given.outermost
        )
        now[name] = figures(result)
        print(f"\n== {name}\n{table}")
    drops = [
        f"{name}: {what} {was} -> {now[name].get(what, 0.0)}"
        for name, kept in floor.items()
        if name in now
        for what, was in kept.items()
        if now[name].get(what, 0.0) < was
    ]
    if given.update and not (given.set or given.fast or given.outermost):
        FLOOR.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print("scores.json written")
    for drop in drops:
        print("BELOW THE FLOOR", drop)
    compared = not (given.update or given.fast or given.outermost)
    return 1 if drops and compared else 0


if __name__ == "__main__":
    sys.exit(main())
