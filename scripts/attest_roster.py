"""Look for the roster's offices in dated texts: who is shown in which office on which day.

    python scripts/attest_roster.py [--write]

Goes over the corpora in ../shared: visits to and travels from the United States
(history.state.gov), kremlin.ru, whitehouse.gov, Documents on Australian Foreign Policy, KCNA 2011.
Prints the offices attested with first and last day, those never attested, and conflicts: somebody
with an office on a day outside its dates, or two people in an office of one holder on one day.
With --write the first and last attestation go into the source of each office in the roster.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from dragoman import lore
from dragoman.grammar.bearers import bearer, beside, offices_said
from dragoman.grammar.known_names import Known, known_names, straight

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
TENURES = ROOT / "src" / "dragoman" / "lore" / "roster" / "tenures.tsv"
# Beyond its first lines a text speaks of other times as well.
_HEAD = 300
# Words beside a name that make the office another one, or one of another time.
_NOT_NOW = re.compile(
    r"\b(?:former|ex|late|then|elect|designate|candidate|acting|interim|future|nominee|son|wife|widow|"
    r"daughter|office|envoy of|behalf|aide|advis[eo]r to)\b",
    re.IGNORECASE,
)
# Offices that one person holds at a time.
_SINGLE = re.compile(
    r"^(?:president|prime minister|premier|king|queen|emir|sultan|chancellor|emperor|supreme leader|"
    r"general secretary|first secretary|secretary of|minister|foreign secretary|director|head|"
    r"chairman|chief|secretary-general|speaker|commander|governor|mayor|ambassador|patriarch|pope)\b"
)
# Offices of that wording that several hold at once.
_SEVERAL = re.compile(r"^(?:secretary of the Central Committee|(?:vice|deputy|first))")

_ROLE = {"president": "President", "secretary": "Secretary of State"}

Sighting = tuple[str, str, str]  # day, source, text


def texts() -> Iterator[Sighting]:
    """Dated texts with the name of their source."""
    yield from _history()
    for item in _lines("kremlin/articles.jsonl.gz"):
        yield item["date"], f"kremlin.ru ({item['id']})", _first_words(item)
    for item in _lines("whitehouse/statements.jsonl.gz"):
        yield item["date"], "whitehouse.gov", _first_words(item)
    for item in _lines("dfat/documents.jsonl.gz"):
        volume = re.sub(r"\D*(\d+).*", r"\1", item["volume"])
        if item["date"]:
            yield item["date"], f"DFAT {volume}-{item['doc_num']}", item["title"] or ""
    for item in _lines("kcna_2011/stories.jsonl.gz"):
        yield item["date"], "KCNA", _first_words(item)


def _lines(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _first_words(item: dict[str, str]) -> str:
    return f"{item['title'] or ''}\n{(item['text'] or '')[:_HEAD]}"


def _history() -> Iterator[Sighting]:
    with tarfile.open(CORPORA / "ushistory_visits_travels.tar.gz") as files:
        for member in files:
            file = files.extractfile(member) if member.name.endswith(".xml") else None
            if file is None:
                continue
            visits = "/visits/" in member.name
            for entry in ET.parse(file).getroot():
                day = entry.findtext("start-date") or ""
                if visits:
                    text = f"{_flat(entry, 'visitor')} of {_flat(entry, 'from')}"
                    yield day, "history.state.gov (visits)", text
                else:
                    traveller = f"{_ROLE.get(_flat(entry, 'role'), '')} {_flat(entry, 'name')}"
                    yield day, "history.state.gov (travels)", traveller
                    yield day, "history.state.gov (travels)", _flat(entry, "remarks")


def _flat(entry: ET.Element, tag: str) -> str:
    return " ".join((entry.findtext(tag) or "").split())


def shown(text: str, day: str) -> Iterator[tuple[str, lore.Tenure, bool]]:
    """People in an office by the words beside their names: id, office, whether the day fits it."""
    plain = straight(text)
    people = [k for k in known_names().find(plain) if k.entry.sort == "person"]
    begin = 0
    for k in people:
        line = plain.rfind("\n", 0, k.span.start) + 1
        words = beside(plain[max(line, begin) :], *_moved(k, max(line, begin)))
        begin = k.span.end
        actor = _actor(k, words, day)
        if actor is None or _NOT_NOW.search(words):
            continue
        said = offices_said(actor, words)
        fitting = [t for t in said if t.on(day) != "not"]
        for tenure in fitting or said[:1]:
            yield actor.id, tenure, bool(fitting)


def _moved(k: Known, by: int) -> tuple[int, int]:
    return k.span.start - by, k.span.end - by


def _actor(k: Known, words: str, day: str) -> lore.Actor | None:
    actors = lore.roster()
    if k.entry.bearers:
        return bearer([actors[i] for i in k.entry.bearers], words, day)
    return actors[k.entry.id]


def doubled() -> Iterator[tuple[str, str, str]]:
    """Pairs of people who held an office of one holder at one time for certain, with the office."""
    holders: dict[tuple[str | None, str], list[tuple[str, lore.Tenure]]] = defaultdict(list)
    for actor in lore.roster().values():
        for tenure in actor.offices:
            if _SINGLE.match(tenure.office) and not _SEVERAL.match(tenure.office):
                # "minister of Foreign Affairs" names no state: its holder's counts.
                holders[actor.state, tenure.office].append((actor.id, tenure))
    for (_, office), held in holders.items():
        for (a, s), (b, t) in combinations(held, 2):
            if a != b and s.overlaps(t):
                yield office, a, b


def main() -> int:
    """Print what is attested, what is not, and conflicts; 1 if two hold one office."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write the sources into the roster")
    given = options.parse_args()
    pairs = list(doubled())
    for office, a, b in pairs:
        print(f"TWO HOLDERS {office}: {a} and {b}")
    if not CORPORA.is_dir():
        print(f"no attestations: {CORPORA} is not here")
        return bool(pairs)
    found: dict[tuple[str, lore.Tenure], list[tuple[str, str]]] = defaultdict(list)
    outside: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for day, source, text in texts():
        for who, tenure, fits in shown(text, day):
            if fits:
                found[who, tenure].append((day, source))
            else:
                outside[who, tenure.office] += 1
                example.setdefault((who, tenure.office), f"{day} {source}")
    for (who, tenure), days in sorted(found.items(), key=lambda x: (x[0][0], x[0][1].since or "")):
        print(f"{who}\t{tenure.office}\t{min(days)[0]}\t{max(days)[0]}\t{len(days)}")
    every = [(a.id, t) for a in lore.roster().values() for t in a.offices]
    never = [x for x in every if x not in found]
    for who, tenure in never:
        print(f"NEVER {who}\t{tenure.office}")
    for (who, office), n in outside.most_common():
        print(f"OUTSIDE ITS DATES {n} times: {who}\t{office}\tfirst {example[who, office]}")
    print(f"attested {len(found)}, never {len(never)}, outside {len(outside)}, two {len(pairs)}")
    if given.write:
        write({(w, t): (min(d), max(d)) for (w, t), d in found.items()})
    return bool(pairs)


def write(found: dict[tuple[str, lore.Tenure], tuple[tuple[str, str], tuple[str, str]]]) -> None:
    """Put first and last attestation into the source of each office.

    Offices without any date that have attestations stay as they are: between two of them somebody
    else may have held the office, so a person split them by hand.
    """
    sources = {
        (who, t.office, t.since or "", t.until or ""): "; ".join(
            f"held on {day}: {source}" for day, source in dict.fromkeys(ends)
        )
        for (who, t), ends in found.items()
    }
    lines = []
    for line in TENURES.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line[:1] != "#" and len(cells) == 6 and cells[0] != "person":
            own = [x for x in cells[5].split("; ") if not x.startswith("held on ")]
            new = sources.get((cells[0], cells[1], cells[3], cells[4]))
            undated = not cells[3] and cells[4] in ("", "?") and "held on" in cells[5]
            if not undated:
                cells[5] = "; ".join([*own, *([new] if new else [])])
        lines.append("\t".join(cells))
    TENURES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
