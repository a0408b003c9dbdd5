from __future__ import annotations

from dragoman.article import Article
from dragoman.weigh.versions import changes


def made(old: str, new: str) -> list[tuple[str, str]]:
    first, second = (Article(key="a", source="a", text=t) for t in (old, new))
    found = list(changes(first, second))
    assert all(first.slice(c.old) == c.before and second.slice(c.new) == c.after for c in found)
    return [(c.before, c.after) for c in found]


def test_words_that_changed_and_their_places() -> None:
    old = "The minister said on Monday that the envoy left. It rained."
    new = "The minister said on Tuesday that the two envoys left.  It rained. Nobody came."
    assert made(old, new) == [("Monday", "Tuesday"), ("envoy", "two envoys"), ("", "Nobody came.")]


def test_white_space_is_no_change() -> None:
    assert made("One two\nthree.", "One  two three.\n") == []


def test_a_very_long_article_is_compared_by_lines() -> None:
    lines = [f"Line {i} of a long transcript, with some words in it." for i in range(4000)]
    changed = [*lines]
    changed[2000] = "Another line."
    assert made("\n".join(lines), "\n".join(changed)) == [(lines[2000], "Another line.")]
