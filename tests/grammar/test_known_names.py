from __future__ import annotations

import pytest

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
        ("KIM JONG UN AT THE UN", [("KIM JONG UN", "kim-jong-un"), ("UN", "united-nations")]),
        ("SONG KUM UN GREETS GUESTS", []),
        ("JANG KUM-UN GREETS GUESTS", []),
        ("Kim Il Guk and Park Jin-hyok", []),
        ("Park Jin and Kim Il", [("Park Jin", "park-jin"), ("Kim Il", "kim-il-premier")]),
        ("a Kim Jong Un-led party", [("Kim Jong Un", "kim-jong-un")]),
        ("George Washington and Michael B. Jordan", []),
        ("in Jordan and Washington", [("Jordan", "JOR"), ("Washington", "USA")]),
        ("BEIJING, Jan. 1", [("BEIJING", "CHN")]),
        (
            "Democratic People's \n Republic of\r\nKorea",
            [("Democratic People's \n Republic of\r\nKorea", "PRK")],
        ),
        (
            "the Inter-American bank, an American",
            [("Inter-American", "Inter-American"), ("American", "USA")],
        ),
        (
            "Indo-China, South Viet-Nam, Papua New Guinea",
            [("Indo-China", "Indo-China"), ("South Viet-Nam", "RVN"), ("Papua New Guinea", "PNG")],
        ),
        ("a ferry from Dandong", [("Dandong", "Dandong")]),
    ],
)
def test_longest_name_between_borders(text: str, wanted: list[tuple[str, str]]) -> None:
    assert found(text) == wanted


def test_a_form_of_several_people_names_none_of_them() -> None:
    (known,) = known_names().find("KIM Yong Il spoke")
    assert known.entry.id == ""
    assert known.entry.state == "PRK"
    assert set(known.entry.bearers) == {
        "kim-yong-il-premier",
        "kim-yong-il-international-department",
    }


def test_straight_keeps_every_place() -> None:
    text = "‘a’ “b”\u00a0c—d\r\n"
    assert len(straight(text)) == len(text)
