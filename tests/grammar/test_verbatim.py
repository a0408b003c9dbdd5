"""A quotation against a text: exact, cut, bracketed, altered, or not there."""

from __future__ import annotations

import pytest

from dragoman.grammar.verbatim import Stream, pieces, verbatim

TEXT = (
    "The harbour will stay open in every season, and our labour will not be forgotten by those who "
    "come after us. Nobody asked the fishermen, who had seen it before. The bridge is a promise of "
    "two peoples, and a promise must be kept."
)
STREAM = Stream(TEXT)


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("the bridge is a promise of two peoples", "exact"),
        ("our labor will not be forgotten by those who come after us", "exact"),
        ("The harbour will stay open ... by those who come after us", "cut"),
        ("The harbour will stay open [. . .] by those who come after us", "cut"),
        ("[t]he bridge is a promise of two peoples", "bracketed"),
        ("Nobody asked the fishermen, who had seen [the flood] before", "bracketed"),
        ("Nobody [here] asked the fishermen ... before", "bracketed"),
        ("The harbour will stay closed in every season, and our labour will not be forgotten", "altered"),
        ("The harbour will stay open, and our labour will not be forgotten by those", "altered"),
    ],
)  # fmt: skip
def test_how_a_quotation_stands_to_its_text(said: str, result: str) -> None:
    found = verbatim(pieces([said]), STREAM)
    assert found is not None
    assert found.result == result


def test_what_was_cut_and_put_in_is_shown() -> None:
    found = verbatim(
        pieces(["Nobody asked the fishermen, who had seen [the flood] before"]), STREAM
    )
    assert found is not None
    assert [(d.kind, d.said, d.original) for d in found.differences] == [
        ("bracketed", "[the flood]", "it")
    ]
    cut = verbatim(pieces(["The harbour will stay open … in every season"]), STREAM)
    assert cut is not None
    assert [(d.kind, d.original) for d in cut.differences] == [("cut", "")]
    assert TEXT[cut.there.start : cut.there.end] == "The harbour will stay open in every season"


def test_parts_that_a_cue_breaks_need_no_mark() -> None:
    parts = ["The bridge is a promise of two peoples,", "and a promise must be kept."]
    found = verbatim(pieces(parts), STREAM)
    assert found is not None
    assert found.result == "exact"


@pytest.mark.parametrize(
    "said", ["the road will be closed for ever", "a promise was broken", "nothing at all", ""]
)
def test_other_words_are_not_there(said: str) -> None:
    assert verbatim(pieces([said]), STREAM) is None


def test_words_must_stand_close_together() -> None:
    said = "The harbour will not be forgotten, a promise must be kept by those fishermen"
    assert verbatim(pieces([said]), STREAM) is None
