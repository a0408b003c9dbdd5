"""How well names are told apart and placed, on pairs and phrases in ../shared.

    python scripts/measure_names.py [--errors N]

Pairs: two forms are one person (body, state, place) or two; ours say "one" if the tables give both
forms to one owner. Phrases: the side that the words stand for, against a coder's own test cases.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from dragoman import lore
from dragoman.article import Article
from dragoman.finding import Name
from dragoman.grammar.known_names import known_names, straight
from dragoman.pipeline import read_batch

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
PAIRS = GOLD / "time" / "name_pairs_latin.tsv"
PHRASES = GOLD / "events" / "actor_cases_dev.json"
# The other coder's codes for bodies that we tell apart.
_THEIRS = {"ORG-UN": "UNO", "ORG-UNSC": "UNO", "ORG-ICJ": "UNO", "ORG-EU": "EUR", "ORG-EP": "EUR"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def owners(form: str) -> frozenset[str]:
    """Whose a form is by the tables, the whole of it and nothing more."""
    plain = straight(form)
    found = [k for k in known_names().find(plain) if (k.span.start, k.span.end) == (0, len(plain))]
    if not found:
        return frozenset(a.id for a in lore.roster().values() if a.is_person and a.surname == form)
    entry = found[0].entry
    if entry.sort == "capital":  # a capital and its state share a code and are two things
        return frozenset((entry.name,))
    return frozenset(entry.bearers or (entry.id,))


def pairs() -> Iterator[tuple[bool, str, str]]:
    """Pairs of forms and whether they are one."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        same, a, b = line.split("\t")
        yield same == "1", a, b


def one(a: str, b: str) -> bool:
    """True if the tables give both forms to one owner, and a short form to nobody else."""
    first, second = owners(a), owners(b)
    return bool(first & second)


def phrases() -> Iterator[tuple[str, str | None, str]]:
    """Phrases with the day asked for and the country expected; empty where none is."""
    for case in json.loads(PHRASES.read_text(encoding="utf-8")):
        args, wanted = case["args"], " ".join(case["expected"])
        if case["function"] != "agent_to_code" or any("[" in str(a) for a in args):
            continue
        country = re.search(r"code\['country'\] == \"(\w*)\"", wanted)
        if country or "code is None" in wanted:
            days = _DAY.search(f"{args[2:]} {case['kwargs']}")
            yield args[0], days[0] if days else None, country[1] if country else ""


def side(phrase: str, day: str | None) -> str:
    """The side that a phrase stands for by our names: that of the first name with one."""
    article = Article(key=phrase, source=phrase, text=phrase)
    (reading,) = read_batch([article])
    states = [n.state for n in reading.of(Name) if n.state]
    code = states[0] if states else ""
    return _THEIRS.get(code, "IGO" if code.startswith("ORG-") else code)


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", type=int, default=0, help="how many errors of each to print")
    errors = options.parse_args().errors
    if not PAIRS.is_file():
        print(f"no figures: {GOLD} is not here")
        return 0
    judged = [(same, one(a, b), a, b) for same, a, b in pairs()]
    both = sum(same and ours for same, ours, *_ in judged)
    said = sum(ours for _, ours, *_ in judged)
    real = sum(same for same, *_ in judged)
    print(
        f"pairs: precision {both / said:.1%} ({both} of {said}), recall {both / real:.1%} ({both} of {real})"
    )
    _show("not joined", (f"{a} | {b}" for s, o, a, b in judged if s and not o), errors)
    _show("joined wrongly", (f"{a} | {b}" for s, o, a, b in judged if o and not s), errors)
    placed = [(phrase, wanted, side(phrase, day)) for phrase, day, wanted in phrases()]
    named = [x for x in placed if x[1]]
    right = sum(wanted == ours for _, wanted, ours in named)
    given = [x for x in placed if x[2]]
    true = sum(wanted == ours for _, wanted, ours in given)
    print(
        f"phrases: {len(placed)}; country right {right / len(named):.1%} ({right} of {len(named)})"
    )
    print(f"  of the countries that we give right {true / len(given):.1%} ({true} of {len(given)})")
    _show("country missed", (f"{p}: {w}" for p, w, o in named if not o), errors)
    _show("country wrong", (f"{p}: {o} for {w or 'none'}" for p, w, o in given if w != o), errors)
    return 0


def _show(title: str, lines: Iterator[str], errors: int) -> None:
    for line in islice(lines, errors):
        print(f"  {title}: {line}")


if __name__ == "__main__":
    sys.exit(main())
