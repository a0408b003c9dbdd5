from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article, Span
from dragoman.grammar import Grammar


def split(text: str, title: str | None = None) -> list[str]:
    grammar = Grammar(Article("k", "s", text, title=title))
    return [grammar.article.slice(s.span) for s in grammar.sentences]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He came on Dec. 5. He left.", ["He came on Dec. 5.", "He left."]),
        ("He came in Dec. He left.", ["He came in Dec.", "He left."]),
        (
            "The U.S. and U.N. sanctions hurt. It said so.",
            ["The U.S. and U.N. sanctions hurt.", "It said so."],
        ),
        ("Robert G. Mugabe spoke. So did Mr. Kim.", ["Robert G. Mugabe spoke.", "So did Mr. Kim."]),
        ("He called it “Peace. Now.” and left.", ["He called it “Peace. Now.” and left."]),
        (
            "“We agree. We will come,” he said. They came.",
            ["“We agree. We will come,” he said.", "They came."],
        ),
        ("They rely on the C.C., WPK. The end.", ["They rely on the C.C., WPK.", "The end."]),
        ("What now? Nothing!", ["What now?", "Nothing!"]),
        ("No. 5 was sent. It came.", ["No. 5 was sent.", "It came."]),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert split(text) == wanted


def test_single_line_ends_part_paragraphs_unless_lines_are_wrapped() -> None:
    assert len(Grammar(Article("k", "s", "One.\nTwo.\nThree.\n")).paragraphs) == 3
    wrapped = (
        "This text was wrapped by a program that ends each line near\n"
        "the same width, so that a line end says nothing at all about\n"
        "where a paragraph ends; only the empty line does that here,\n"
        "as in many old archives of speeches.\n"
        "\n"
        "A second paragraph begins here and is wrapped in the same\n"
        "way as the first one, at about sixty characters a line, so\n"
        "that the rule can see it.\n"
    )
    assert len(Grammar(Article("k", "s", wrapped)).paragraphs) == 2


def test_the_title_outside_the_text_is_a_paragraph_of_its_own() -> None:
    assert split("Text.", title="A head") == ["A head", "Text."]


@given(st.text(alphabet="aB. \n\"“”‘’'Dec,5?!()é한𝒜", max_size=200))
def test_spans_lie_inside_and_do_not_overlap(text: str) -> None:
    grammar = Grammar(Article("k", "s", text))
    for spans in ([p.span for p in grammar.paragraphs], [s.span for s in grammar.sentences]):
        ends = 0
        for s in spans:
            assert ends <= s.start < s.end <= len(text)
            ends = s.end
    kept = "".join(
        c for s in grammar.sentences for c in text[s.span.start : s.span.end] if not c.isspace()
    )
    assert kept == "".join(c for c in text if not c.isspace())  # nothing is dropped


@given(st.text(alphabet="ab \"“”‘’'", max_size=60))
def test_quotations_lie_inside_their_paragraph(text: str) -> None:
    grammar = Grammar(Article("k", "s", text))
    for p in grammar.paragraphs:
        for q in grammar.quotations(p.index):
            assert p.span.holds(Span(q.start, q.end))
