from __future__ import annotations

from dragoman.article import Article
from dragoman.desk.grid import grids
from dragoman.pipeline import readings
from dragoman.weigh.claims import bearings, standings, told

TEXT = (
    "The health ministry of Laos officially claims that there is not a single case of cholera in "
    "the country. Teachers in Laos told parents that the disease had reached two provinces of the "
    "country.\n\nA trader in Hue said that the harbour master was arrested in June with forty boxes "
    "of pearls. Another trader confirmed that the harbour master got caught."
)


def test_each_part_has_what_each_source_says_of_it() -> None:
    held = list(told(readings([Article("pearls.txt", "pearls.txt", TEXT)])))
    made = list(grids(standings(held, bearings(held))))
    by = {g.name: g for g in made}
    ministry = by["The health ministry of Laos (LAO)"]
    assert [s.name for s in ministry.sources] == ["Teachers in Laos (LAO)"]
    (cell,) = [c for _, cells in ministry.rows for c in cells if c]
    assert cell.says == "disputes"
    assert "the disease had reached two provinces" in cell.words
    trader = by["A trader in Hue"]
    assert [c.says for _, cells in trader.rows for c in cells if c] == ["confirms"]
    # Who only confirms another has no grid of its own.
    assert "Another trader" not in by


def test_a_claim_that_stands_alone_has_no_grid() -> None:
    text = "The port office claims that the pier was closed on Monday."
    held = list(told(readings([Article("a.txt", "a.txt", text)])))
    assert not list(grids(standings(held, bearings(held))))
