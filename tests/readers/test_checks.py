"""The made contradictions and their look-alikes: six of each for every one of ten kinds."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases" / "checks"


def test_six_contradictions_and_six_look_alikes_of_ten_kinds() -> None:
    files = sorted(CASES.glob("made_*.md"))
    assert len(files) == 10
    for path in files:
        heads = re.findall(r"(?m)^# (differs|consistent): ", path.read_text(encoding="utf-8"))
        assert (heads.count("differs"), heads.count("consistent")) == (6, 6), path.name
