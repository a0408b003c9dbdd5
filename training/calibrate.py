"""Fit how often an attribution is right to what the network says of it; print a table.

    python training/calibrate.py

"Right" is the scorer's lenient match: content words with F of one half or more, and sources that
share a word. Fitted on half of dev's documents and shown on the other half, then fitted on all of
them and written to config.json.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from data import documents
from evaluate import looked, outermost
from numpy.typing import NDArray
from scoring import row

from dragoman.grammar.encoder.attribution import Attribution, moved
from dragoman.grammar.encoder.certainty import certainty, signs
from dragoman.grammar.encoder.look import attributions
from dragoman.grammar.encoder.model import CONFIG, FOLDER, VOCABULARY, Config
from dragoman.grammar.encoder.network import OnnxNetwork
from dragoman.grammar.encoder.pieces import Cutter

ROUNDS, RIDGE = 50, 1.0
BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
Floats = NDArray[np.float64]


def judged(
    corpus: list[dict[str, Any]], config: Config, scorer: Path
) -> list[list[tuple[Attribution, bool]]]:
    """For each document its outermost attributions, and whether each is right."""
    sys.path.insert(0, str(scorer))
    load = importlib.import_module("readings.common").load
    quotes = importlib.import_module("readings.quotes")
    pair, f1 = quotes.pair, quotes.f1
    cutter, network = Cutter(FOLDER / VOCABULARY), OnnxNetwork(FOLDER)
    found: dict[str, list[Attribution]] = {d["doc"]: [] for d in corpus}
    for p in looked(corpus, cutter, network, least=config.candidate):
        made = outermost(list(attributions(p.pieces, p.found, config)))
        found[p.document] += [moved(a, p.start) for a in made]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gold.jsonl")
        path.write_text("\n".join(json.dumps(d) for d in corpus), encoding="utf-8")
        gold = load(path)[0]
    out = []
    for key, mine in found.items():
        document = gold[key]
        wanted = [quotes.tokens(document, q) for q in document.of("quote")]
        given = [quotes.tokens(document, row(a)) for a in mine]
        right = {
            j
            for i, j, _ in pair(wanted, given, quotes.similarity)
            if f1(wanted[i]["content"], given[j]["content"]) >= 0.5
            and quotes.sources_meet(wanted[i], given[j])
        }
        out.append([(a, j in right) for j, a in enumerate(mine)])
    return out


def fitted(some: list[tuple[Attribution, bool]]) -> tuple[float, ...]:
    """Weights of a logistic regression, by Newton's method with a small ridge."""
    x = np.array([signs(a) for a, _ in some])
    y = np.array([float(right) for _, right in some])
    weights: Floats = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(x.shape[1])
    ridge[0, 0] = 0
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - ridge @ weights
        weights = weights + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    return tuple(round(float(w), 4) for w in weights)


def table(some: list[tuple[Attribution, bool]], weights: tuple[float, ...]) -> None:
    """Certainty given, attributions, share that is right."""
    given = np.array([certainty(a, weights) for a, _ in some])
    right = np.array([r for _, r in some])
    for low, high in itertools.pairwise(BINS):
        here = (given >= low) & (given < high)
        if here.any():
            mean, share = given[here].mean(), right[here].mean()
            print(
                f"{low:.2f}-{min(high, 1):.2f}  n {here.sum():5}  said {mean:.2f}  right {share:.2f}"
            )
    print(f"Brier {np.mean((given - right) ** 2):.4f}, of the plain share {right.var():.4f}")


def main() -> None:
    """Fit, print, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, default=Path("../shared/gold/quotes"))
    options.add_argument("--scorer", type=Path, default=Path("../shared/score"))
    chosen = options.parse_args()
    dev = list(documents(chosen.corpus / "polnear_dev.jsonl.gz"))
    config = replace(Config.read(FOLDER), certainty=None)
    held = judged(dev, config, chosen.scorer)
    first = [x for some in held[::2] for x in some]
    second = [x for some in held[1::2] for x in some]
    print("fitted on every other document, shown on the others:")
    table(second, fitted(first))
    weights = fitted(first + second)
    print("fitted on all:", weights)
    path = FOLDER / CONFIG
    made = json.loads(path.read_text(encoding="utf-8")) | {"certainty": weights}
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
