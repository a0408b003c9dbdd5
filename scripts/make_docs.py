"""Write the pages of docs/ that come from the program: the commands and the codebook.

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
        "| 1 | done, but some inputs could not be read |",
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


PAGES: dict[str, Callable[[], str]] = {"commands.md": commands_page, "codebook.md": codebook_page}


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
