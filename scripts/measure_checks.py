"""How well checks tell what contradicts itself from what only looks so, on made texts.

    python scripts/measure_checks.py

Counts over the cases of tests/cases/checks/made_*.md, one file a kind: texts headed "differs" hold
one contradiction of the kind, texts headed "consistent" look like it and hold none.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.article import Article, Metadatum
from dragoman.finding import Check
from dragoman.pipeline import read_batch

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "checks"
_OPEN = re.compile(r"\[\[check [a-z_]+: ")


@dataclass(frozen=True)
class Made:
    """A made text: its kind of check, its heading, and whether it contradicts itself."""

    kind: str
    name: str
    text: str
    given: dict[str, Any]
    differs: bool


def made() -> Iterator[Made]:
    """Every made text."""
    for path in sorted(CASES.glob("made_*.md")):
        for block in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
            name, _, body = block.partition("\n")
            lines = [x[2:] for x in body.splitlines() if x.startswith(">")]
            text = _unmarked("\n".join(lines).replace("~\n", ""))
            fence = re.search(r"```toml\n(.*?)```", body, re.DOTALL)
            given = tomllib.loads(fence[1]) if fence else {}
            kind = path.stem.removeprefix("made_")
            yield Made(kind, name, text, given, name.startswith("differs"))


def _unmarked(marked: str) -> str:
    """The text without the brackets that mark what is to be found."""
    out, at, open_ = [], 0, 0
    while at < len(marked):
        if m := _OPEN.match(marked, at):
            open_, at = open_ + 1, m.end()
        elif open_ and marked.startswith("]]", at):
            open_, at = open_ - 1, at + 2
        else:
            out.append(marked[at])
            at += 1
    return "".join(out)


def alarms(one: Made) -> list[Check]:
    """The checks of a made text that differ."""
    metadata = [Metadatum(k, str(v), "file") for k, v in one.given.items() if k == "published"]
    article = Article(key=one.name, source=one.name, text=one.text, metadata=tuple(metadata))
    return [c for c in read_batch([article], fast=True)[0].of(Check) if c.result == "differs"]


def main() -> int:
    """Print the counts by kind and in all."""
    counts: dict[str, Counter[str]] = {}
    for one in made():
        found = alarms(one)
        right = any(c.check == one.kind for c in found)
        own = counts.setdefault(one.kind, Counter())
        own["differ" if one.differs else "agree"] += 1
        own["found"] += one.differs and right
        own["missed"] += one.differs and not right
        own["false"] += not one.differs and bool(found)
        own["beside"] += one.differs and any(c.check != one.kind for c in found)
        if one.differs != right or len(found) > one.differs:
            print(f"  {one.kind}: {one.name}: {[(c.check, c.why) for c in found]}")
    total: Counter[str] = Counter()
    for kind, own in counts.items():
        total += own
        print(f"{kind:24} {own['found']} of {own['differ']} found, {own['false']} of {own['agree']} false")  # fmt: skip
    alarmed = total["found"] + total["false"] + total["beside"]
    precision = 100 * total["found"] / max(1, alarmed)
    recall = 100 * total["found"] / max(1, total["differ"])
    print(f"all: precision {precision:.1f} ({total['found']} of {alarmed}), recall {recall:.1f} ({total['found']} of {total['differ']})")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
