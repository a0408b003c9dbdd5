from __future__ import annotations

import pytest

from dragoman import lore
from dragoman.grammar.bearers import bearer, beside

KIMS = ("kim-yong-il-premier", "kim-yong-il-international-department")
RIS = ("ri-yong-ho-foreign-minister", "ri-yong-ho-general")
BUSHES = ("george-h-w-bush", "george-w-bush")


@pytest.mark.parametrize(
    ("ids", "words", "day", "wanted"),
    [
        (KIMS, "DPRK Premier", None, "kim-yong-il-premier"),
        (KIMS, ", department director of the C", "2011-05-01", KIMS[1]),
        (KIMS, "Vice-Premier", "2008-05-01", None),
        (KIMS, "Footballer", None, None),
        (KIMS, "", None, None),
        (KIMS, "", "2011-06-01", "kim-yong-il-international-department"),
        (KIMS, "", "2008-05-01", None),  # the other one was a vice-minister then
        (RIS, "Foreign Minister", None, "ri-yong-ho-foreign-minister"),
        (RIS, "Chief of the KPA General Staff", None, "ri-yong-ho-general"),
        (RIS, "Vice Marshal", "2011-01-01", "ri-yong-ho-general"),
        (RIS, "Actor", "2018-01-01", None),
        (RIS, "", "2018-01-01", "ri-yong-ho-foreign-minister"),
        (BUSHES, "US President", "2003-05-01", "george-w-bush"),
        (BUSHES, "US President", "1990-05-01", "george-h-w-bush"),
        (BUSHES, "US President", None, None),
        (BUSHES, "former US President", "2012-05-01", None),
        (("vladimir-putin",), "President", None, "vladimir-putin"),
        (("stephen-smith",), "President", "2010-10-01", None),
    ],
)
def test_office_or_date_decide(
    ids: tuple[str, ...], words: str, day: str | None, wanted: str | None
) -> None:
    found = bearer([lore.roster()[i] for i in ids], words, day)
    assert (found.id if found else None) == wanted


def test_words_beside_a_name_end_at_another_clause() -> None:
    text = "The president spoke, and Premier Kim Yong Il, head of the Cabinet, listened."
    start = text.index("Kim")
    assert beside(text, start, start + 11) == "and Premier , head of the Cabinet"
