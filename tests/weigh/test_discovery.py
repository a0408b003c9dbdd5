"""Phrases proposed for the table: what recurs where two sides are joined, and nowhere else."""

from __future__ import annotations

import pytest

from dragoman.article import Article, Metadatum
from dragoman.weigh.discovery import Proposals, discovered, log_likelihood

PAIRS = [
    ("China", "Laos"),
    ("Russia", "Cuba"),
    ("Mongolia", "Vietnam"),
    ("China", "Cuba"),
    ("Laos", "Cuba"),
]


def article(key: str, text: str) -> Article:
    return Article(key, key, text, metadata=(Metadatum("outlet", "KCNA", "file"),))


@pytest.fixture(scope="module")
def proposed() -> Proposals:
    texts = [
        f"The sunny and silken friendship between {a} and {b} was praised. "
        f"The traditional friendship between {a} and {b} was praised as well. "
        f"{a} and {b} spoke of the {a}-{b} Silken Friendship Association. "
        + "The harvest was good. The friends of the farm came by bus. "
        * 30
        for a, b in PAIRS
    ]
    return discovered((article(str(i), t) for i, t in enumerate(texts)), name="five texts")


def test_a_recurrent_phrase_is_proposed_with_figures_and_places(proposed: Proposals) -> None:
    one = next(p for p in proposed.rows if "sunny and silken friendship" in p.phrase)
    assert (one.hits, one.texts, one.elsewhere) == (5, 5, 0)
    assert (one.outlets, one.states) == (("KCNA",), ("PRK",))
    assert len(one.examples) == 3
    assert one.g2 >= proposed.threshold
    assert one.log_ratio > 0
    assert proposed.reference == "all other sentences of five texts"


def test_what_the_table_has_and_names_of_bodies_are_not(proposed: Proposals) -> None:
    phrases = [p.phrase for p in proposed.rows]
    assert not [p for p in phrases if "traditional friendship" in p]
    assert not [p for p in phrases if "association" in p]


def test_shorter_parts_of_a_phrase_are_left_out(proposed: Proposals) -> None:
    assert "silken friendship" not in [p.phrase for p in proposed.rows]


def test_too_few_texts_propose_nothing() -> None:
    text = (
        "The sunny and silken friendship between China and Laos was praised. The harvest was good."
    )
    assert discovered([article("a", text * 9)]).rows == ()


def test_log_likelihood_is_that_of_the_formula() -> None:
    # 2 * (a ln(a/E1) + b ln(b/E2)), by hand for 10 in 100 words against 10 in 900.
    assert log_likelihood(10, 10, 100, 900) == pytest.approx(20.43, abs=0.01)
    assert log_likelihood(5, 45, 100, 900) == pytest.approx(0.0)
