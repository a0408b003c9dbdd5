from __future__ import annotations

from collections import Counter

import pytest

from dragoman import lore
from dragoman.grammar.known_names import known_names, straight


def found(text: str) -> list[tuple[str, str]]:
    plain = straight(text)
    return [(text[k.span.start : k.span.end], k.entry.id) for k in known_names().find(plain)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kim Jong Un spoke", [("Kim Jong Un", "kim-jong-un")]),
        ("a visit to Romania", [("Romania", "ROU")]),
        ("Workers’ Party of Korea", [("Workers’ Party of Korea", "workers-party-of-korea")]),
        ("DPRK-China ties", [("DPRK", "PRK"), ("China", "CHN")]),
        ("in Nigeria and Niger", [("Nigeria", "NGA"), ("Niger", "NER")]),
        ("ComradeKim Jong Unsent it", [("Kim Jong Un", "kim-jong-un")]),
        ("The UN said", [("UN", "united-nations")]),
        ("tell us more", []),
        ("김정은 위원장", [("김정은", "kim-jong-un")]),
    ],
)
def test_longest_name_between_borders(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text) == wanted


def test_no_form_names_two() -> None:
    forms: Counter[str] = Counter()
    for actor in lore.roster().values():
        forms.update({f.casefold() for f in actor.forms})
    assert [f for f, n in forms.items() if n > 1] == []


def test_every_entry_has_a_source_and_a_known_state() -> None:
    states = lore.states()
    for actor in lore.roster().values():
        assert actor.state is None or actor.state in states, actor.id
        assert actor.is_person or actor.source, actor.id
        for office in actor.offices:
            assert office.source, actor.id
            assert not (office.since and office.until) or office.since <= office.until, actor.id


def test_straight_keeps_every_place() -> None:
    text = "‘a’ “b”\u00a0c—d\r\n"
    assert len(straight(text)) == len(text)
