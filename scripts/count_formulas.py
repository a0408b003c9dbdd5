"""Count how often each formula of the table stands in our collections of texts.

    python scripts/count_formulas.py [--check]

Writes src/dragoman/lore/formula_counts.tsv: texts that hold a formula, and its uses, by collection.
Words alone are counted: whether two sides are meant, and who speaks, a reader decides. Needs
`../shared`; says so and ends with 0 where it is missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman import lore
from dragoman.article import Span
from dragoman.grammar.formulas import matches
from dragoman.grammar.known_names import straight

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
TABLE = ROOT / "src" / "dragoman" / "lore" / "formula_counts.tsv"
LINES = {
    "kcna_2011": CORPORA / "kcna_2011" / "stories.jsonl.gz",
    "kremlin": CORPORA / "kremlin" / "articles.jsonl.gz",
    "whitehouse": CORPORA / "whitehouse" / "statements.jsonl.gz",
}
SPEECHES = CORPORA / "ungd_to_2012.tar.gz"


def texts() -> Iterator[tuple[str, str]]:
    """Every text with the name of its collection; a title is a line of its own."""
    for name, path in LINES.items():
        with gzip.open(path, "rt", encoding="utf-8") as handle:
            for line in handle:
                row = json.loads(line)
                yield name, f"{row.get('title') or ''}\n\n{row['text']}"
    with tarfile.open(SPEECHES) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            speech = archive.extractfile(member) if member.name.endswith(".txt") else None
            if speech is not None:
                yield "ungd", speech.read().decode("utf-8-sig")


def counted() -> tuple[Counter[str], dict[tuple[str, str], tuple[int, int]]]:
    """Texts of each collection; for each formula and collection the texts that hold it, its uses."""
    held: Counter[str] = Counter()
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for corpus, text in texts():
        held[corpus] += 1
        plain = straight(text)
        here = Counter(m.formula.key for m in matches(plain, Span(0, len(plain))))
        for key, n in here.items():
            some, hits = found.get((key, corpus), (0, 0))
            found[key, corpus] = (some + 1, hits + n)
    return held, found


def table() -> str:
    """The file: which collections were counted, and the figures."""
    held, found = counted()
    lines = ["# Uses of each formula in collections of texts; made by scripts/count_formulas.py."]
    lines += [f"# {corpus}: {n} texts" for corpus, n in held.items()]
    lines.append("key\tcorpus\ttexts\thits")
    for key in lore.formulas():
        for corpus in held:
            if (key, corpus) in found:
                some, hits = found[key, corpus]
                lines.append(f"{key}\t{corpus}\t{some}\t{hits}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the table, or with --check say whether it is current."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; 1 if it differs")
    given = options.parse_args()
    missing = [p for p in (*LINES.values(), SPEECHES) if not p.is_file()]
    if missing:
        print(f"nothing counted: {missing[0]} is not here")
        return 0
    made = table()
    if given.check:
        same = TABLE.is_file() and TABLE.read_text(encoding="utf-8") == made
        print("current" if same else f"{TABLE.name} differs")
        return 0 if same else 1
    TABLE.write_text(made, encoding="utf-8")
    print(f"{TABLE.name}: {made.count(chr(10)) - 6} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
