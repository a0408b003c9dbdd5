from __future__ import annotations

import pytest

from dragoman import lore
from dragoman.article import Article
from dragoman.grammar import Grammar
from dragoman.grammar.spelling import misspelt, proposal


def proposed(text: str) -> list[tuple[str, str]]:
    grammar = Grammar(Article(key="a", source="a", text=text))
    taken = [k.span for k in grammar.known]
    return [(grammar.words(m.span), m.right.name) for m in misspelt(grammar, taken)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in North Kora.", [("North Kora", "North Korea")]),
        ("said North Kora’s premier", [("North Kora", "North Korea")]),
        ("President Valdimir Putin spoke", [("Valdimir Putin", "Vladimir Putin")]),
        ("the United Stares and Ukraine", [("United Stares", "United States")]),
        ("a road in Kazakhstand", [("Kazakhstand", "Kazakhstan")]),
        ("of Vietnem.", []),
        ("of Vietnem, the Vietnam that", [("Vietnem", "Vietnam")]),
        ("the World Food Progamme gave", [("World Food Progamme", "World Food Programme")]),
        ("the Republic of Mari El", []),
        ("a tune, White Horse, was sung", []),
        ("the Departments of State and War", []),
        ("see WhiteHouse.gov for more", []),
        ("Abdul Salam Diallo came", []),
        ("Kim Yong Chon of the army", []),
        ("Mike Johnston of Ohio", []),
        ("Siberia and Columbia", []),
        ("Angela has been to Angola", []),
        ("NORTH KORA IN CAPITALS", []),
    ],
)
def test_one_letter_away(text: str, wanted: list[tuple[str, str]]) -> None:
    assert proposed(text) == wanted


def test_no_known_name_is_proposed_for_another() -> None:
    forms = {f for s in lore.states().values() for f in s.forms}
    forms |= {f for a in lore.roster().values() for f in a.forms}
    assert [f for f in forms if proposal(f)] == []
