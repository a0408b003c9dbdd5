"""Score the seeds, or measure speed, memory and start-up; needs the project's environment only.

    python training/measure.py seeds
    python training/measure.py encoder | spacy

`encoder` and `spacy` read the same 30 documents, three times on one thread; the best counts. Run
them in the same minutes.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import documents, paragraphs
from scoring import row, score, summary

from dragoman.grammar.encoder import Encoder
from dragoman.grammar.encoder.attribution import moved
from dragoman.grammar.known_names import straight
from dragoman.grammar.parse import installed_model

DOCUMENTS = 30


def seeds(gold: Path, scorer: Path) -> None:
    """The two articles, as the network alone reads them."""
    encoder = Encoder()
    rows, wanted = [], list(documents(gold))
    for article in wanted:
        text, findings = article["article"]["text"], []
        for n, (start, end) in enumerate(paragraphs(text)):
            (voices,) = encoder.read([text[start:end]])
            if voices is None:
                raise SystemExit(encoder.missing)
            for i, a in enumerate(voices.attributions):
                made = row(moved(a, start))
                made |= {"cue": made["cue_parts"], "kind": "quote", "id": f"{n}-{i}"}
                made |= {
                    "depth": a.depth,
                    "parent": None if a.parent is None else f"{n}-{a.parent}",
                }
                findings.append(made)
        rows.append({"article": article["article"], "findings": findings})
    result = score(wanted, rows, scorer)
    print(json.dumps(summary(result) | {"nested": result.get("nested")}))
    print(json.dumps(result["whole"]))


def texts(corpus: Path) -> list[str]:
    """The paragraphs of the documents that speed is measured on."""
    found = list(documents(corpus / "polnear_dev.jsonl.gz"))[:DOCUMENTS]
    return [d["text"][a:b] for d in found for a, b in paragraphs(d["text"])]


def best_of_three(work: Callable[[], Any]) -> tuple[float, Any]:
    """The fewest CPU seconds, and the outcome."""
    best, out = float("inf"), None
    for _ in range(3):
        begun = time.process_time()
        out = work()
        best = min(best, time.process_time() - begun)
    return best, out


def peak() -> int:
    """Largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def encoder_speed(given: list[str]) -> None:
    """CPU seconds."""
    begun, before = time.process_time(), peak()
    encoder = Encoder()
    list(encoder.read(given[:1]))
    print(f"start-up {time.process_time() - begun:.2f} CPU s; {before} MB before, {peak()} after")
    seconds, _ = best_of_three(lambda: list(encoder.read(given)))
    print(f"encoder: {seconds:.2f} CPU s, peak {peak()} MB")


def spacy_speed(given: list[str]) -> None:
    """CPU seconds of the whole small pipeline."""
    import spacy

    model = spacy.load(installed_model() or "")
    plain = [straight(t) for t in given]
    seconds, count = best_of_three(lambda: sum(map(len, model.pipe(plain, batch_size=8))))
    print(f"spacy: {seconds:.2f} CPU s, {count} tokens, {count / seconds:.0f} a CPU s, {peak()} MB")


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", choices=("seeds", "encoder", "spacy"))
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    chosen = options.parse_args()
    if chosen.what == "seeds":
        gold = chosen.shared / "gold" / "seeds" / "readings.jsonl"
        seeds(gold, chosen.shared / "score")
    else:
        given = texts(chosen.shared / "gold" / "quotes")
        (encoder_speed if chosen.what == "encoder" else spacy_speed)(given)


if __name__ == "__main__":
    main()
