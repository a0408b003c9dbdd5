"""Formulas and emphasis against what people read: whose words, between whom; words and order per state.

    python -m scripts.measure_wording [--errors]

Formulas: 300 places in agency stories and a president's site, in which a reader who had not seen
ours said whose words they are and between which sides (tests/gold/formulas.jsonl). Emphasis: five
speeches counted sentence by sentence (tests/gold/emphasis.jsonl). Needs `../shared/corpora`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from scripts.score import CORPORA, ROOT, SHARED, articles_of, lines

from dragoman.article import Article, Metadatum, Span
from dragoman.finding import Emphasis, Wording
from dragoman.intake.plain import article_from
from dragoman.pipeline import read_batch, readings

GOLD = ROOT / "tests" / "gold"
SPEECHES = SHARED / "corpora" / "ungd_to_2012.tar.gz"


def _right(given: list[str] | None, *fair: list[str] | None) -> bool:
    return any(sorted(given or []) == sorted(f or []) for f in fair)


def _speaks(w: Wording, fair: Any) -> bool:
    """True if the speaker is of a state that the reader named, or nobody but the article."""
    status = w.speaker.status if w.speaker else "article"
    if isinstance(fair, str):
        return status == {"article": "article", "unclear": "unresolved"}.get(fair)
    return status != "article" and w.speaker is not None and w.speaker.state in fair["states"]


def _of_place(found: list[Wording], at: list[int]) -> Wording | None:
    place = Span(at[0], at[1])
    return next((w for w in found if any(s.meets(place) for s in w.evidence)), None)


def formulas(*, errors: bool) -> Counter[str]:
    """How many of the places are found, and are right in their sides and in the speaker's state."""
    rows = list(lines(GOLD / "formulas.jsonl"))
    counts: Counter[str] = Counter()
    for corpus in ("kcna_2011", "kremlin"):
        own = [r for r in rows if r["corpus"] == corpus]
        keys = {r["key"] for r in own}
        articles = [a for a in articles_of(CORPORA[corpus]) if a.key in keys]
        found = {r.article.key: r.of(Wording) for r in readings(articles)}
        for row in own:
            for name in _judged(row, _of_place(found[row["key"]], row["at"]), errors=errors):
                counts[name] += 1
    return counts


def _judged(row: dict[str, Any], w: Wording | None, *, errors: bool) -> Iterator[str]:
    yield "places"
    if not row["is_relation"]:
        yield "no relationship of two sides"
        if w is not None and w.pair is not None:
            yield "no relationship, but given sides"
        return
    if w is None:
        yield "not found"
        return
    yield "found"
    sides = _right(list(w.pair) if w.pair else None, row["pair"], row.get("or_pair", row["pair"]))
    speaker = any(_speaks(w, row[k]) for k in ("speaker", "or_speaker") if row.get(k))
    if sides:
        yield "sides right"
    if speaker:
        yield "speaker's state right, or the article"
    elif w.speaker is None or (w.speaker.state is None and w.speaker.status != "article"):
        yield "speaker without a state"
    if errors and not (sides and speaker):
        state = w.speaker.state if w.speaker else None
        sys.stdout.write(f"{row['key']} {w.phrase!r}: {w.pair} for {row['pair']}; {state} for {row['speaker']}\n")  # fmt: skip


def _speech(key: str, side: str) -> Article:
    with tarfile.open(SPEECHES) as archive:
        member = archive.extractfile(f"ungd/{key}")
        assert member is not None
        text = member.read().decode("utf-8-sig", "replace")
    return article_from(text, key, key, [Metadatum("speaks_for", side, "person")])


def emphasis() -> Iterator[str]:
    """For each speech the words by hand and ours, state by state, and both orders."""
    for row in lines(GOLD / "emphasis.jsonl"):
        reading = read_batch([_speech(row["key"], row["speaks_for"])], fast=True)[0]
        one = next((e for e in reading.of(Emphasis) if e.of == "article"), None)
        ours = {w.state: w.words for w in one.states} if one else {}
        order = [m.state for m in one.mentioned] if one else []
        every = sorted({*row["states"], *ours})
        apart = sum(abs(row["states"].get(s, 0) - ours.get(s, 0)) for s in every)
        yield f"{row['key']}: words {row['n']} by hand, {one.n if one else '-'} ours; {apart} words elsewhere"
        yield "  " + "  ".join(f"{s} {row['states'].get(s, 0)}/{ours.get(s, 0)}" for s in every)
        yield f"  order by hand {' '.join(row['order'])}; ours {' '.join(order)}"


def main() -> int:
    """Print both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", action="store_true", help="also print what differs")
    given = options.parse_args()
    if not SPEECHES.exists():
        sys.stdout.write(f"{SPEECHES.parent} is missing: nothing measured\n")
        return 0
    for line in emphasis():
        sys.stdout.write(line + "\n")
    sys.stdout.write(json.dumps(formulas(errors=given.errors), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
