"""Saved pages: the story's text, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.article import Article, Metadatum, Raw
from dragoman.intake.encoding import Decoded, declared_in
from dragoman.intake.html.in_page import in_page
from dragoman.intake.plain import article_from, sha256, source_of, text_of, title_told, told
from dragoman.intake.problem import Problem
from dragoman.intake.saved import Saved


def read_html(saved: Saved) -> Iterator[Article | Problem]:
    """The one article of a saved page."""
    for found in text_of(saved, declared_in(saved.raw)):
        if isinstance(found, Problem):
            yield found
            continue
        more, bad = told(saved)
        yield from bad
        raw = Raw(sha256(saved.raw), "html", found.encoding, found.basis)
        yield page_article(saved, found, more, title_told(saved), raw)


def page_article(
    saved: Saved, found: Decoded, more: Sequence[Metadatum], title: str | None, raw: Raw
) -> Article | Problem:
    """The article of a page's markup, or why there is none.

    Args:
        more: what is known of it from outside the page.
        title: a title given from outside.
    """
    # The parser: 0.05 s, only where there is a page.
    from dragoman.intake.html.facts import facts_of
    from dragoman.intake.html.markup import page_of
    from dragoman.intake.html.story import story_of
    from dragoman.intake.html.story import text_of as words_of
    from dragoman.intake.html.tame import TooDeepError

    if "<" not in found.text:
        return Problem(
            saved.place, "no markup in it, so no page", "rename it to .txt if it is text"
        )
    try:
        page = page_of(found.text)
    except TooDeepError:
        return Problem(saved.place, "elements nested without end", "save the page again, as text")
    facts = facts_of(page)
    title = title or facts.title
    text = words_of(story_of(page, facts.kept, facts.heading, facts.title))
    if not text:
        return Problem(saved.place, "no text in the page", "save it when it is shown whole")
    said = [*more, *facts.said]
    source = source_of(saved, said)
    return article_from(text, saved.name, source, said, title, first_line=False, raw=raw)


__all__ = ["in_page", "page_article", "read_html"]
