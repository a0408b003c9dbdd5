"""The brief page, messages by pair and year, and ranks held against the record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.pipeline import read_into
from dragoman.record import Filter, open_record
from dragoman.report import FORMS

FILLER = "\n\n".join(f"The harvest of the {n} valley was good." for n in ("upper", "lower", "far"))
TEXTS = {
    "a": ("2023-07-12", "Lao President Somchit Vannak on July 10 sent a congratulatory message to "
          "Mongolian President Bat Tumur on the 60th anniversary of diplomatic relations."),
    "b": ("2024-03-02", "Mongolian President Bat Tumur on March 1 sent a letter to Lao President "
          "Somchit Vannak. It was the first letter since 2021 that Bat Tumur wrote to Somchit Vannak."),
    "c": ("2024-05-05", "Nobody wrote to anybody that spring. The fishermen stayed at home."),
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The whole and the brief page of three articles of 2023 and 2024, 2024 held completely."""
    folder = tmp_path_factory.mktemp("brief")
    for name, (day, words) in TEXTS.items():
        text = f"Of {name}\n\n{FILLER}\n\n{words}\n\n{FILLER}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.toml").write_text(f'published = {day}\noutlet = "The Daily"\n')
    (folder / "coverage.toml").write_text(
        '[[coverage]]\noutlet = "The Daily"\nfrom = 2022-01-01\nto = 2024-12-31\ncomplete = true\n'
    )
    record = open_record(Path(":memory:"), create=True)
    read_into(record, [str(folder)], fast=True)
    made = {
        "whole": FORMS["page"](record, Filter()),
        "brief": FORMS["page"](record, Filter(), brief=True),
    }
    record.close()
    return made


def section(page: str, name: str) -> str:
    return page[page.index(f'<section id="{name}"') :].split("\n</section>")[0]


def test_each_cell_leads_to_its_messages(pages: dict[str, str]) -> None:
    for page in pages.values():
        found = section(page, "series")
        assert re.findall(r'<a href="#(y-LAO-MNG-\d+)">(\d) \+ (\d)</a>', found) == [
            ("y-LAO-MNG-2023", "1", "0"),
            ("y-LAO-MNG-2024", "0", "1"),
        ]
        for year, day in (("2023", "2023-07-10"), ("2024", "2024-03-01")):
            own = found[found.index(f'id="y-LAO-MNG-{year}"') :]
            entry = re.search(r'<li><a href="#(m\d)">\1</a> (\S+):', own)
            assert entry is not None
            assert entry[2] == day
            assert f'id="{entry[1]}"' in page


def test_the_denominator_stands_under_the_years(pages: dict[str, str]) -> None:
    row = section(pages["whole"], "series").split('<tr class="of">')[1]
    assert re.findall(r">(\d+)</td>", row) == ["3", "0", "1", "2"]  # all; 2022, 2023, 2024


def test_the_drawing_hatches_what_is_not_covered(pages: dict[str, str]) -> None:
    drawn = section(pages["whole"], "series")
    assert drawn.count('<rect class="gap"') == 0
    assert drawn.count('<rect class="forth"') == drawn.count('<rect class="back"') == 1


def test_a_rank_is_held_against_the_record(pages: dict[str, str]) -> None:
    assert "the record holds 1, and its coverage holds the whole time" in section(
        pages["whole"], "checks"
    )


def test_the_brief_page_has_messages_only(pages: dict[str, str]) -> None:
    brief = pages["brief"]
    assert '<section id="voices"' not in brief
    assert "2 messages in 2 articles of 3 read" in brief
    assert "fishermen" not in brief
    numbers = re.findall(r'<span class="sec">(\d+)</span>', brief)
    assert numbers == [str(n + 1) for n in range(len(numbers))]


def test_gaps_of_the_brief_page_keep_the_count_of_characters(pages: dict[str, str]) -> None:
    text = section(pages["brief"], "reader").split('data-in="char">')[1].split("</div>")[0]
    skipped = sum(int(n) for n in re.findall(r'data-skip="(\d+)"', text))
    shown = re.sub(r"<[^>]+>", "", re.sub(r'<p class="gap".*?</p>', "", text))
    whole = section(pages["whole"], "reader").split('data-in="char">')[1].split("</div>")[0]
    assert skipped + len(shown) == len(re.sub(r"<[^>]+>", "", whole))
    assert "harvest" not in shown


def test_every_link_of_the_brief_page_has_its_target(pages: dict[str, str]) -> None:
    for page in pages.values():
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        links = {h for h in re.findall(r'href="#([^"]+)"', page) if ":" not in h}
        assert links <= ids, sorted(links - ids)[:5]
