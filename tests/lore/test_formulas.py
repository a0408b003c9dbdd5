"""The table of formulas: its notation, and that every entry says where it is from."""

from __future__ import annotations

import re

import pytest

from dragoman import lore
from dragoman.lore.formula import pattern_of


def fits(form: str, words: str) -> bool:
    return re.fullmatch(pattern_of(form), words, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("long~standing ties", ("long-standing ties", "longstanding ties", "Long standing Ties"),
         ("long-lasting ties", "long-standing tie")),
        ("neighbo[u]r", ("neighbor", "neighbour"), ("neighbr",)),
        ("[as] close as lips (and|to) [the] teeth", ("as close as lips and teeth", "close as lips to the teeth"),
         ("close as lips or teeth",)),
        ("friendly {sides} (relations|ties)",
         ("friendly relations", "friendly DPRK-China ties", "friendly Russia–China relations", "friendly bilateral relations"),
         ("friendly economic relations",)),
        ("dual circulation", ("dual [domestic and overseas] circulation", "dual\n  circulation"), ("dual-circulation",)),
    ],
)  # fmt: skip
def test_a_form_fits_what_it_declares_and_nothing_else(
    form: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    assert [w for w in right if not fits(form, w)] == []
    assert [w for w in wrong if fits(form, w)] == []


@pytest.mark.parametrize(
    "form", ["(open", "shut)", "[open", "a (b|c))", "(only|either) (of|two) {side}"]
)
def test_a_form_out_of_the_notation_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match=r"formulas\.toml"):
        pattern_of(form)


def test_every_entry_has_a_source_and_its_phrase_is_one_of_its_forms() -> None:
    for f in lore.formulas().values():
        assert f.source, f.key
        assert any(p.fullmatch(f.phrase) for p in f.patterns), f.key
        assert f.type == "formula" or f.holders, f.key
        assert all(len(s) == 3 for s in (*f.holders, *f.said_by)), f.key


def test_ambiguous_entries_say_what_they_are_not() -> None:
    ambiguous = [
        f for f in lore.formulas().values() if f.reach in ("relation", "leader") or f.common
    ]
    assert [f.key for f in ambiguous if not f.counter_examples] == []


def test_there_are_enough_of_them_and_their_counts_are_of_entries() -> None:
    types = [f.type for f in lore.formulas().values()]
    assert types.count("formula") >= 60
    assert types.count("slogan") >= 20
    assert set(lore.counts()) <= set(lore.formulas())
