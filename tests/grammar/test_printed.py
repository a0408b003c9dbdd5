"""Whose words stand in a text without marks: turns, announced stretches, authors in titles."""

from __future__ import annotations

from dragoman.article import Article, Span
from dragoman.grammar import Grammar
from dragoman.grammar.printed import author, printed

TALKS = """President of Russia Vladimir Putin: Welcome.
It is good to see you.
President of Laos Bounnhang Vorachith (retranslated): Thank you.
<…>
The guests left."""

LETTER = """He received a letter on Monday.
The letter said:
I greet you.
I wish you health.
It expressed the hope that all would go well."""


def stretches(text: str) -> list[tuple[str, str, str]]:
    g = Grammar(Article("k", "s", text))
    return [(x.how, g.words(x.who), g.words(x.span)) for x in printed(g)]


def test_turns_go_on_to_the_next_head_or_the_end_of_the_talk() -> None:
    assert stretches(TALKS) == [
        ("turn", "President of Russia Vladimir Putin", "Welcome.    It is good to see you.".replace("    ", " ")),
        ("turn", "President of Laos Bounnhang Vorachith", "Thank you."),
    ]  # fmt: skip


def test_what_is_announced_ends_where_it_is_told_again() -> None:
    ((how, who, words),) = stretches(LETTER)
    assert (how, who) == ("announced", "The letter")
    assert words.strip() == "I greet you. I wish you health."


def test_the_title_may_name_the_author() -> None:
    g = Grammar(Article("k", "s", "Words.", title="Statement by President Biden on the storm"))
    span = author(g)
    assert span == Span(13, 28, "title")
    assert author(Grammar(Article("k", "s", "Words.", title="Statement of fact?"))) is None
