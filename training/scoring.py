"""Attributions as the project's scorer reads them, and what it says of them."""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.grammar.encoder.attribution import Attribution


def row(attribution: Attribution) -> dict[str, Any]:
    """An attribution in the simple form that the scorer reads."""
    cues = sorted([attribution.cue, *attribution.further_cues], key=lambda p: p.start)
    source = attribution.source
    return {
        "source": None if source is None else [source.start, source.end],
        "cue": [cues[0].start, cues[-1].end],
        "cue_parts": [[c.start, c.end] for c in cues],
        "content": [[p.start, p.end] for p in attribution.content],
    }


def score(gold: list[dict[str, Any]], system: list[dict[str, Any]], scorer: Path) -> dict[str, Any]:
    """The scorer's result for quotes."""
    if str(scorer) not in sys.path:
        sys.path.insert(0, str(scorer))
    readings = importlib.import_module("score_readings")
    with tempfile.TemporaryDirectory() as folder:
        loaded = []
        for name, rows in (("gold", gold), ("system", system)):
            path = Path(folder, name + ".jsonl")
            path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
            loaded.append(readings.load(path)[0])
    quotes: dict[str, Any] = readings.score(*loaded, ["quote"])["kinds"]["quote"]
    return quotes


def summary(result: dict[str, Any]) -> dict[str, float]:
    """F of the parts (exact) and of the whole."""
    parts = {f"{r} exact": result[r]["exact"]["F"] for r in ("cue", "source", "content")}
    return parts | {k: result["whole"][k]["F"] for k in ("strict", "lenient")}
