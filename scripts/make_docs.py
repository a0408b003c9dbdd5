"""Write the pages of docs/ that come from the program: the commands, the codebook, the roster.

    python scripts/make_docs.py [--check]

With --check nothing is written; it ends with 1 if a page differs from the program.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer.main
from typer.core import TyperGroup

from dragoman import lore
from dragoman.cli import app
from dragoman.lore.formula import counted_in

DOCS = Path(__file__).resolve().parent.parent / "docs"
WIDTH = 88  # columns of the help texts, whatever the terminal has

# What would read as Markdown in a definition or an example.
_MARKUP = re.compile(r"([\\`*\[\]<>|])")


def helps() -> Iterator[tuple[str, str]]:
    """The program, then each command, with its help as it is printed."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    width: dict[str, Any] = {
        "resilient_parsing": True,
        "terminal_width": WIDTH,
        "max_content_width": WIDTH,
    }
    context = group.make_context("dragoman", [], **width)
    yield "", _printed(group.get_help(context))
    for name, command in group.commands.items():
        own = command.make_context(name, [], parent=context, **width)
        yield name, _printed(command.get_help(own))


def _printed(text: str) -> str:
    """A help text without the backslash that some versions of Typer put before a bracket."""
    return "\n".join(line.rstrip() for line in text.replace("\\[", "[").rstrip().splitlines())


def _purpose(text: str) -> str:
    """What a help text says first, after its examples."""
    parts = [p.strip() for p in text.split("\n\n")]
    examples = next((i for i, p in enumerate(parts) if p.startswith("Examples:")), 0)
    return parts[examples + 1]


def _plain(words: str) -> str:
    """Words on one line, with nothing that would read as Markdown."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def commands_page() -> str:
    """docs/commands.md."""
    (_, whole), *each = helps()
    lines = [
        "# Commands",
        "",
        "This page is made from the program by `make docs`. Every command has `-h` and `--help`.",
        "",
        "| command | does |",
        "|---|---|",
        *(f"| [`{name}`](#{name}) | {_plain(_purpose(text))} |" for name, text in each),
        "",
        "Listings go to standard output: a table, `--json` for whole objects, `--csv` for all columns.",
        "Remarks and problems go to standard error.",
        "",
        "| exit code | means |",
        "|---|---|",
        "| 0 | done |",
        "| 1 | done, with something to look at: inputs that could not be read, `checks` that differ, orphans and disagreements in `review` |",
        "| 2 | the command line is wrong |",
        "| 3 | the record can't be used, or its evidence doesn't agree with its text |",
        "",
        "## dragoman",
        "",
        "```text",
        whole,
        "```",
    ]
    for name, text in each:
        lines += ["", f"## {name}", "", "```text", text, "```"]
    return "\n".join(lines) + "\n"


def _term(term: lore.Term, version: str) -> Iterator[str]:
    yield from (f"### {_plain(term.label)}", "")
    native = "; ".join(f"{k}: {_plain(v)}" for k, v in term.native.items())
    yield f"Code `{term.code}`." + (f" Native terms: {native}." if native else "")
    yield from ("", _plain(term.definition), "")
    for title, some in (("Example", term.examples), ("Not", term.counter_examples)):
        yield from (f"- {title}: {_plain(e)}" for e in some)
    source = _plain(term.source) or "none given"
    yield from ("", f"Source: {source}. Codebook version {version}.", "")


def codebook_page() -> str:
    """docs/codebook.md."""
    book = lore.codebook()
    groups: dict[str, list[lore.Term]] = {}
    for term in book.terms:
        groups.setdefault(term.list, []).append(term)
    lines = [
        "# Codebook",
        "",
        "This page is made from the program by `make docs`. It holds the closed lists in use: what",
        "each code means, with examples and counter-examples. `dragoman codebook TERM` prints the same.",
        f"Version {book.version}. Persons, papers and events in the examples are invented.",
        "",
        "| list | codes |",
        "|---|---|",
        *(
            f"| [{name}](#list-{name}) | {', '.join(f'`{t.code}`' for t in terms)} |"
            for name, terms in groups.items()
        ),
        "",
    ]
    for name, terms in groups.items():
        lines += [f"## List {name}", ""]
        for term in terms:
            lines += _term(term, book.version)
    return "\n".join(lines).rstrip() + "\n"


# What the sources of offices are, by the words that show them.
_SOURCES = {
    "general knowledge": "general knowledge",
    "history.state.gov": "history.state.gov: visits to and travels from the United States (public domain, CC0)",
    "kremlin.ru": "kremlin.ru (CC BY 4.0)",
    "whitehouse.gov": "whitehouse.gov 2021-23 (public domain, CC0)",
    "DFAT": "Documents on Australian Foreign Policy (CC BY, Department of Foreign Affairs and Trade)",
    "KCNA": "KCNA 2011: the fact alone, no wording",
}


def _counts(actors: list[lore.Actor]) -> list[int]:
    """Persons, bodies, offices, and the offices with an attestation."""
    offices = [t for a in actors for t in a.offices]
    people = sum(a.is_person for a in actors)
    return [people, len(actors) - people, len(offices), sum(bool(t.attested) for t in offices)]


def _shared_forms() -> Iterator[str]:
    """Forms that several people bear, each group once."""
    bearers: dict[str, list[str]] = {}
    for a in lore.roster().values():
        for form in a.forms if a.is_person else ():
            bearers.setdefault(form, []).append(a.id)
    groups: dict[tuple[str, ...], list[str]] = {}
    for form, ids in bearers.items():
        if len(ids) > 1:
            groups.setdefault(tuple(ids), []).append(form)
    for who, some in groups.items():
        yield f"| {', '.join(f'`{i}`' for i in who)} | {', '.join(some)} |"


def formulas_page() -> str:
    """docs/formulas.md."""
    entries = list(lore.formulas().values())
    held = counted_in()
    lines = [
        "# Formulas",
        "",
        "This page is made from the program by `make docs`. The table of formulas stands in",
        "`src/dragoman/lore/formulas.toml`, with the notation of its forms; what counts as a use is",
        "declared there, and nothing else counts. `dragoman codebook \"lips and teeth\"` prints one entry",
        "whole, with its forms and counter-examples. [Wording](findings/wording.md) says how uses are read.",
        "",
        "Counts are places that have the words, by `scripts/count_formulas.py`: hits / texts, of "
        + ", ".join(f"{n:,} texts of {c}" for c, n in held.items()) + ".",
        "They say nothing of speakers or sides, which a reader finds.",
    ]  # fmt: skip
    for kind, head in (("formula", "For a relationship"), ("slogan", "Names of policies")):
        some = [f for f in entries if f.type == kind]
        lines += ["", f"## {head}", "", f"{len(some)} entries.", ""]
        lines.append("| phrase | native | of | " + " | ".join(held) + " | source |")
        lines.append("|---|---|---|" + "---:|" * len(held) + "---|")
        for f in some:
            found = {c.corpus: f"{c.hits} / {c.texts}" for c in lore.counts().get(f.key, ())}
            native = "; ".join(f"{k}: {v}" for k, v in f.native.items())
            of = ", ".join(f.said_by or f.holders)
            cells = [_plain(f.phrase), _plain(native), of, *(found.get(c, "") for c in held)]
            lines.append("| " + " | ".join([*cells, _plain(f.source)]) + " |")
    return "\n".join(lines) + "\n"


def roster_page() -> str:
    """docs/roster.md."""
    actors = list(lore.roster().values())
    offices = [t for a in actors for t in a.offices]
    by_side: dict[str, list[lore.Actor]] = {}
    for a in actors:
        side = a.state or ""
        by_side.setdefault("ORG" if side.startswith("ORG-") else side, []).append(a)
    names = lore.sides() | {"": "for several sides", "ORG": "international bodies"}
    people, bodies, _, attested = _counts(actors)
    both = sum(bool(t.attested) and t.source.startswith("general") for t in offices)
    lines = [
        "# Roster",
        "",
        "This page is made from the program by `make docs`. The roster holds the persons and bodies that",
        "dragoman knows, the forms of their names, and who held which office when. It stands in three",
        "tables under `src/dragoman/lore/roster/`, to be changed by hand or in any spreadsheet.",
        "",
        f"{people} persons, {bodies} bodies, {len(offices)} offices. Offices without an end were held",
        f"still on {lore.as_of()}, as far as known; `?` in the table is an end that is not known.",
        "",
        "## Sources",
        "",
        f"{attested} offices ({attested / len(offices):.0%}) are shown by a source on a day: {both} of them have",
        f"their dates from general knowledge, {attested - both} have no other dates. {len(offices) - attested} rest on general",
        "knowledge alone. Forms of names and the bodies are general knowledge.",
        "",
        "| source | offices |",
        "|---|---:|",
        *(
            f"| {words} | {sum(key in t.source for t in offices)} |"
            for key, words in _SOURCES.items()
        ),
        "",
        "`scripts/attest_roster.py` looks for attestations in texts and prints what contradicts the dates.",
        "",
        "## Names of several people",
        "",
        "Such a name is given to nobody unless the office beside it or the date of the article leaves one.",
        "",
        "| persons | forms |",
        "|---|---|",
        *_shared_forms(),
        "",
        "## By side",
        "",
        "| code | side | persons | bodies | offices | attested |",
        "|---|---|---:|---:|---:|---:|",
        *(
            f"| {code} | {names[code]} | {' | '.join(map(str, _counts(some)))} |"
            for code, some in sorted(by_side.items(), key=lambda x: (-len(x[1]), x[0]))
        ),
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "codebook.md": codebook_page,
    "formulas.md": formulas_page,
    "roster.md": roster_page,
}


def main() -> int:
    """Write the pages, or say which differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if a page differs")
    check = parser.parse_args().check
    # What the user's own settings would put into the help texts.
    for name in ("DRAGOMAN_RECORD", "FORCE_COLOR", "PY_COLORS"):
        os.environ.pop(name, None)
    os.environ["NO_COLOR"] = "1"
    differ = []
    for name, make in PAGES.items():
        page, text = DOCS / name, make()
        if page.is_file() and page.read_text(encoding="utf-8") == text:
            continue
        differ.append(name)
        if not check:
            page.parent.mkdir(exist_ok=True)
            page.write_text(text, encoding="utf-8", newline="\n")
    for name in differ:
        print(f"docs/{name} {'differs from the program: make docs' if check else 'written'}")
    return 1 if check and differ else 0


if __name__ == "__main__":
    sys.exit(main())
