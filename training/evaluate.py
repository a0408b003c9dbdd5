"""Find the thresholds on PolNeAR dev and score it, with the project's own scorer.

    python training/evaluate.py --tune
    python training/evaluate.py [--weights build/encoder/weights.pt]

Thresholds are found for the graphs that ship. The corpus has outermost attributions only: what
stands inside another's content is left out of the scores. Only numbers are printed: the corpus's
authors ask not to look at dev.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from data import documents, paragraphs
from scoring import row, score, summary

from dragoman.grammar.encoder.attribution import Attribution, moved, nested
from dragoman.grammar.encoder.look import Candidate, attributions, candidates
from dragoman.grammar.encoder.model import CONFIG, FOLDER, VOCABULARY, Config
from dragoman.grammar.encoder.network import Network, OnnxNetwork
from dragoman.grammar.encoder.pieces import Cutter, Pieces

THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9)
SECOND_OPINIONS = (0.3, 0.5)
TRANSITION_WEIGHTS = (0.3,)


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A paragraph with all that may be a cue in it."""

    document: str
    start: int
    pieces: Pieces
    found: tuple[Candidate, ...]


def looked(
    corpus: list[dict[str, Any]], cutter: Cutter, network: Network, *, least: float
) -> Iterator[Looked]:
    """All paragraphs of a corpus."""
    for d in corpus:
        for start, end in paragraphs(d["text"]):
            pieces = cutter.cut(d["text"][start:end])
            yield Looked(d["doc"], start, pieces, tuple(candidates(pieces, network, least=least)))


def outermost(found: list[Attribution]) -> Iterator[Attribution]:
    """Those of a paragraph that stand in no other's content."""
    return (a for a in nested(found) if a.depth == 0)


def predicted(
    corpus: list[dict[str, Any]], seen: list[Looked], config: Config
) -> list[dict[str, Any]]:
    """Rows for the scorer."""
    rows = {d["doc"]: {"doc": d["doc"], "text": d["text"], "attributions": []} for d in corpus}
    for p in seen:
        for a in outermost(list(attributions(p.pieces, p.found, config))):
            rows[p.document]["attributions"].append(row(moved(a, p.start)))
    return list(rows.values())


def best_config(
    corpus: list[dict[str, Any]], seen: list[Looked], config: Config, scorer: Path
) -> Config:
    """The settings with the highest strict and lenient F together."""
    best, top = config, -1.0
    for weight in TRANSITION_WEIGHTS:
        made = decoded(seen, replace(config, transition_weight=weight, threshold=0.0))
        for second_opinion, threshold in product(SECOND_OPINIONS, THRESHOLDS):
            rows = {d["doc"]: {"doc": d["doc"], "text": d["text"]} for d in corpus}
            for document, ours in selected(made, second_opinion, threshold):
                rows[document].setdefault("attributions", []).append(ours)
            found = summary(score(corpus, list(rows.values()), scorer))
            print(weight, second_opinion, threshold, found, flush=True)
            if found["strict"] + found["lenient"] > top:
                top = found["strict"] + found["lenient"]
                best = replace(
                    config,
                    transition_weight=weight,
                    second_opinion=second_opinion,
                    threshold=threshold,
                )
    return best


Made = list[tuple[Looked, list[tuple[Candidate, Attribution]]]]


def decoded(seen: list[Looked], config: Config) -> Made:
    """Every candidate that has a content, by paragraph."""
    return [
        (p, [(c, a) for c in p.found for a in attributions(p.pieces, [c], config)]) for p in seen
    ]


def selected(
    made: Made, second_opinion: float, threshold: float
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The outermost of those above a threshold, each cue once."""
    for p, each in made:
        held: dict[tuple[int, int], Attribution] = {}
        for candidate, a in each:
            if candidate.probability(second_opinion) >= threshold:
                held.setdefault((a.cue.start, a.cue.end), a)
        for a in outermost(list(held.values())):
            yield p.document, row(moved(a, p.start))


def with_thresholds(config: Config) -> dict[str, float]:
    """The settings found, as they stand in the config file."""
    # Below this the second look, which gives 1 at most, cannot lift a cue to the threshold.
    least = config.threshold ** (1 / (1 - config.second_opinion))
    return {
        "candidate": round(least - 0.0005, 3),
        "threshold": config.threshold,
        "second_opinion": config.second_opinion,
        "transition_weight": config.transition_weight,
    }


def main() -> None:
    """Find thresholds, or score."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, default=Path("../shared/gold/quotes"))
    options.add_argument("--scorer", type=Path, default=Path("../shared/score"))
    options.add_argument("--model", type=Path, default=FOLDER)
    options.add_argument("--tune", action="store_true", help="write new thresholds first")
    options.add_argument("--weights", type=Path, help="score these instead of the graphs")
    chosen = options.parse_args()
    dev = list(documents(chosen.corpus / "polnear_dev.jsonl.gz"))
    cutter = Cutter(chosen.model / VOCABULARY)
    network: Network = OnnxNetwork(chosen.model)
    if chosen.weights is not None:
        from network import TrainedNetwork

        network = TrainedNetwork(chosen.weights)
    if chosen.tune:
        seen = list(looked(dev, cutter, network, least=0.0))
        found = with_thresholds(best_config(dev, seen, Config.read(chosen.model), chosen.scorer))
        path = chosen.model / CONFIG
        made = json.loads(path.read_text(encoding="utf-8")) | found
        path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        print("chosen", found)
    config = Config.read(chosen.model)
    seen = list(looked(dev, cutter, network, least=config.candidate))
    result = score(dev, predicted(dev, seen, config), chosen.scorer)
    print(json.dumps(summary(result)), json.dumps(result.get("recall by form")))
    print(json.dumps(result["whole"]))


if __name__ == "__main__":
    main()
