"""How well quotations are told from the texts that they quote: pairs made from the corpora.

    python scripts/measure_originals.py [--pairs N] [--seed N]

Sentences of transcripts and statements of two corpora are quoted in articles that are made here:
word for word, cut, with brackets, altered, and from texts that the record does not hold. Needs
`../shared`; says so and ends with 0 where it is missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.article import Article, Metadatum
from dragoman.grammar import Grammar
from dragoman.pipeline import read_batch
from dragoman.weigh.originals import QuoteCheck, quote_checks

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora"
FILES = {
    "kremlin": SHARED / "kremlin" / "articles.jsonl.gz",
    "whitehouse": SHARED / "whitehouse" / "statements.jsonl.gz",
}
SEED = 11
_WORD = re.compile(r"[A-Za-z']+")
_WORDS_IN = (14, 40)
# Words put for others; none is a spelling of the one before.
_OTHERS = "never harbour winter letter agreed forty nothing bridge perhaps against silver".split()
_SPEAKERS = {"kremlin": "Vladimir Putin", "whitehouse": "Joe Biden"}
_LEADS = (
    "The envoys met in Hue on Tuesday.",
    "A carpet was hung in the town hall before the talks began.",
    "It rained when the delegation arrived.",
)


@dataclass(frozen=True)
class Pair:
    """A made article, what was done to the words, and the text that they are from."""

    article: Article
    kind: str
    original: str


def texts(corpus: str) -> Iterator[Article]:
    """The texts of a corpus that have a day."""
    with gzip.open(FILES[corpus], "rt", encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            day = row.get("date") or str(row.get("published") or "")[:10]
            if row["text"] and day:
                metadata = (
                    Metadatum("published", day, "file"),
                    Metadatum("outlet", row["outlet"], "file"),
                )
                key = f"{corpus}/{row['id']}"
                yield Article(key=key, source=key, text=row["text"], title=row.get("title"), metadata=metadata)  # fmt: skip


def sentences(article: Article) -> list[str]:
    """Sentences of a text outside quotation marks, long enough to be quoted."""
    text = Grammar(article)
    out = []
    for s in text.sentences:
        words = " ".join(article.slice(s.span).split())
        plain = s.span.where == "text" and not text.quotations_at(s.span)
        short = _WORDS_IN[0] <= len(words.split()) <= _WORDS_IN[1]
        if (
            plain
            and short
            and words.endswith(".")
            and not re.search(r"[\"“”\[\](){}*_#:]|\.\.", words)
        ):
            out.append(words)
    return out


def exact(words: list[str], _draw: random.Random) -> list[str]:
    """As they are."""
    return words


def cut(words: list[str], draw: random.Random) -> list[str]:
    """An ellipsis for some words in the middle."""
    first = draw.randint(4, len(words) // 2)
    last = min(len(words) - 4, first + draw.randint(2, 6))
    return [*words[:first], draw.choice(("...", "[. . .]", "…", "[...]", "(...)")), *words[last:]]


def bracketed(words: list[str], draw: random.Random) -> list[str]:
    """Square brackets for a word, beside a word, or within one."""
    at = draw.randint(3, len(words) - 4)
    how = draw.choice(("for", "beside", "within"))
    if how == "within":
        return [f"[{words[0][0].lower()}]{words[0][1:]}", *words[1:]]
    put = draw.choice(("[the delegation]", "[sic]", "[of the fair in Hue]"))
    return [*words[:at], put, *words[at + (how == "for") :]]


def altered(words: list[str], draw: random.Random) -> list[str]:
    """One word in twelve is another, or two are left out without a mark."""
    out = list(words)
    if draw.random() < 0.3:
        at = draw.randint(3, len(words) - 5)
        return out[:at] + out[at + 2 :]
    for _ in range(max(1, len(words) // 12)):
        at = draw.choice([i for i in range(1, len(out) - 1) if _WORD.fullmatch(out[i])] or [1])
        out[at] = draw.choice([w for w in _OTHERS if w != out[at]])
    return out


KINDS: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "exact": exact,
    "cut": cut,
    "bracketed": bracketed,
    "altered": altered,
    "not held": exact,
}


def pairs(corpus: str, many: int, draw: random.Random) -> tuple[list[Pair], list[Article]]:
    """Made articles of every kind, and the texts of the record: those that are not held left out."""
    held = list(texts(corpus))
    name = _SPEAKERS[corpus]
    short = name.split()[-1]
    named = [a for a in held if short in f"{a.title} {a.text[:1500]}"]
    draw.shuffle(named)
    made: list[Pair] = []
    left_out: set[str] = set()
    kinds = [k for k in KINDS for _ in range(many)]
    draw.shuffle(kinds)
    for a in named:
        if not kinds:
            break
        some = sentences(a)
        if not some:
            continue
        kind = kinds.pop()
        words = KINDS[kind](draw.choice(some).rstrip(".").split(), draw)
        made.append(Pair(_article(len(made), corpus, a, name, " ".join(words)), kind, a.id))
        if kind == "not held":
            left_out.add(a.id)
    return made, [a for a in held if a.id not in left_out]


def _article(number: int, corpus: str, original: Article, name: str, words: str) -> Article:
    lead = _LEADS[number % len(_LEADS)]
    text = f"{lead}\n\n“{words},” {name} said. The talks went on until midnight."
    metadata = (
        Metadatum("published", str(original.published)[:10], "file"),
        Metadatum("outlet", "Hue Gazette", "file"),
    )
    key = f"made/{corpus}/{number}"
    return Article(key=key, source=key, text=text, title="Talks in Hue", metadata=metadata)


def main() -> int:
    """Print, for each corpus and kind, how many are told right."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=40, help="of each kind and corpus")
    options.add_argument("--seed", type=int, default=SEED, help="another draw of texts and words")
    given = options.parse_args()
    if not SHARED.is_dir():
        print(f"nothing measured: {SHARED} is not here")
        return 0
    confused: Counter[tuple[str, str]] = Counter()
    for corpus in FILES:
        draw = random.Random(given.seed)
        made, held = pairs(corpus, given.pairs, draw)
        readings = read_batch([p.article for p in made], fast=True)
        began = time.perf_counter()
        found: dict[str, QuoteCheck] = {}
        for c in quote_checks(readings, held):
            found.setdefault(c.article.id, c)
        took = time.perf_counter() - began
        print(f"{corpus}: {len(made)} quotations against {len(held)} texts in {took:.1f} s")
        for p in made:
            check = found.get(p.article.id)
            told: str = check.result if check else "nothing"
            if check and check.original and check.original.id != p.original:
                told += " (another text)"
            confused[p.kind, told] += 1
            if told != p.kind and not (
                p.kind == "not held" and told.split()[0] in ("nothing", "cannot_tell")
            ):
                print(f"  {p.kind} -> {told}: {p.article.text.splitlines()[2][:150]} | {check.why[:80] if check else ''}")  # fmt: skip
    _print(confused)
    return 0


def _print(confused: Counter[tuple[str, str]]) -> None:
    for kind in KINDS:
        row = {t: n for (k, t), n in sorted(confused.items()) if k == kind}
        total = sum(row.values())
        right = sum(n for t, n in row.items() if t == kind or (kind == "not held" and t.split()[0] in ("nothing", "cannot_tell")))  # fmt: skip
        said = sum(n for (k, t), n in confused.items() if t.split(" ")[0] == kind)
        precision = f", precision {100 * right / said:.1f} ({right} of {said})" if said else ""
        print(
            f"{kind:10} recall {100 * right / max(1, total):.1f} ({right} of {total}){precision}   {row}"
        )


if __name__ == "__main__":
    sys.exit(main())
