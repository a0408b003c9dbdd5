"""The documentation names what there is: commands, options, readers, files; made pages are current."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from dragoman.cli import app
from dragoman.readers import READERS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`[^`\n]+`")
# A link to a page or file, not to an address or only to a heading.
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)(?:#(?P<heading>[^)\s]*))?\)")
_COMMAND = re.compile(r"(?<!from )(?<!import )\bdragoman (?P<name>[a-z][\w-]*)(?P<rest>[^\n`|>]*)")
_OPTION = re.compile(r"(?<!\S)--?[a-z][\w-]*")


def group() -> TyperGroup:
    made = typer.main.get_command(app)
    assert isinstance(made, TyperGroup)
    return made


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code(text: str) -> Iterator[str]:
    """What stands in blocks of code and between backticks."""
    yield from _FENCE.findall(text)
    yield from _INLINE.findall(_FENCE.sub("", text))


def headings(page: Path) -> set[str]:
    """The anchors that a page's headings get."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", t.casefold()).replace(" ", "-") for t in titles}


def test_every_command_stands_in_the_reference() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    missing = [name for name in group().commands if f"\n## {name}\n" not in text]
    assert not missing


def test_made_pages_are_current() -> None:
    script = ROOT / "scripts" / "make_docs.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_reader_has_a_page() -> None:
    pages = {p.stem for p in (DOCS / "findings").glob("*.md")}
    readers = {r.name for r in READERS}
    assert readers <= pages
    assert pages - readers <= set(group().commands)  # a listing whose reader is still to come


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for m in _LINK.finditer(text):
        target = (page.parent / m["target"]).resolve()
        assert target.exists(), m["target"]
        assert target.is_relative_to(ROOT), m["target"]
        if m["heading"]:
            assert m["heading"] in headings(target), m.group()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_and_options_exist(page: Path) -> None:
    commands = group().commands
    for piece in code(page.read_text(encoding="utf-8")):
        for m in _COMMAND.finditer(piece):
            assert m["name"] in commands, m.group()
            params = commands[m["name"]].params
            known = {"-h", "--help"} | {o for p in params for o in (*p.opts, *p.secondary_opts)}
            surplus = set(_OPTION.findall(m["rest"])) - known
            assert not surplus, m.group()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_place_of_one_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(?:home|root|work|Users|tmp|mnt)/", text)
