"""The made contradictions and their look-alikes: as many of each for every one of ten kinds."""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases" / "checks"


def test_nine_contradictions_and_nine_look_alikes_of_ten_kinds() -> None:
    files = sorted(CASES.glob("made_*.md"))
    assert len(files) == 10
    for path in files:
        heads = re.findall(r"(?m)^# (differs|consistent): ", path.read_text(encoding="utf-8"))
        assert (heads.count("differs"), heads.count("consistent")) == (9, 9), path.name
