"""Saved pages of many kinds, each against the TOML beside it, which was written before any reader."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.article import Article
from dragoman.grammar.blocks import paragraphs
from dragoman.intake import intake
from dragoman.intake.html import in_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
# What is not found, and why.
KNOWN = {
    ("broken_markup", "published"): "a date in the mast alone may be that of the visit",
    ("chinese_gb", "outlet"): "the title's site name has one letter more than the outlet",
    ("right_to_left", "author"): "a name without any mark",
}


def flat(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def moment(words: str) -> str:
    return datetime.fromisoformat(words).isoformat()


@pytest.fixture(params=PAGES, ids=lambda p: p.stem)
def case(
    request: pytest.FixtureRequest, tmp_path: Path
) -> tuple[str, Article, dict[str, Any], str]:
    """Name, article, what is right, and the page's markup; without the TOML as a sidecar."""
    path: Path = request.param
    (tmp_path / path.name).write_bytes(path.read_bytes())
    (article,) = (i for i in intake([str(tmp_path / path.name)]) if isinstance(i, Article))
    assert article.raw is not None
    assert article.raw.encoding is not None
    markup = path.read_bytes().decode(article.raw.encoding)
    return path.stem, article, tomllib.loads(path.with_suffix(".toml").read_text("utf-8")), markup


def test_there_are_pages() -> None:
    assert len(PAGES) == 12


def test_every_paragraph_in_order_and_nothing_forbidden(
    case: tuple[str, Article, dict[str, Any], str],
) -> None:
    _, article, right, markup = case
    text = flat(article.text)
    at = 0
    for words in right["paragraphs"]:
        found = text.find(flat(words), at)
        assert found >= 0, words
        at = found + len(flat(words))
    shown = [flat(article.slice(p.span)) for p in paragraphs(article)]
    for words in right.get("captions", ()):
        assert flat(words) in shown
    assert [w for w in right["not_in_text"] if w in article.text] == []
    lines = [x for x in article.text.split("\n") if x]
    assert [x for x in lines if in_page(markup, x) is None] == []


def test_statements_of_the_page(case: tuple[str, Article, dict[str, Any], str]) -> None:
    name, article, right, _ = case
    assert flat(article.title or "") == flat(right["title"])
    said: dict[str, list[str]] = {}
    for m in article.metadata:
        said.setdefault(m.field, []).append(m.value.casefold())
    wrong: set[str] = set()
    for field in ("published", "modified"):
        if field in right and moment(article.value(field) or "0001-01-01") != moment(right[field]):
            wrong.add(field)
    for field in ("outlet", "language", "url"):
        if field in right and article.value(field) != right[field]:
            wrong.add(field)
    if [a.casefold() for a in right["author"]] != said.get("author", []):
        wrong.add("author")
    assert wrong == {field for page, field in KNOWN if page == name}
