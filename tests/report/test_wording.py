"""The section on wording: table, drawing, ranking, fates, two texts, figures as CSV."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from dragoman.article import Coverage
from dragoman.record import Filter, open_record
from dragoman.report import FORMS


@pytest.fixture
def view(anniversaries: Any, tmp_path: Path) -> Any:
    held = open_record(tmp_path / "r.db", create=True)
    run = held.begin_run({})
    for r in anniversaries.all:
        held.add(r, "v", run)
    held.cover(Coverage("coverage.toml", tuple(anniversaries.covered)))
    yield held
    held.close()


def section(page: str) -> str:
    start = page.index('<section id="wording">')
    return page[start : page.index("</section>\n\n", start)]


def test_table_with_counts_and_links_to_the_words(view: Any) -> None:
    page = FORMS["page"](view)
    made = section(page)
    row = made[made.index("traditional</a>") :]
    assert re.search(r"12 <small>of 13</small>", row)
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', made))
    assert links <= ids
    assert any(":char=" in x for x in links)


def test_every_status_stands_in_the_table(view: Any) -> None:
    made = section(FORMS["page"](view))
    table = made[made.index('class="matrix fates"') : made.index('class="plain beside"')]
    for status in ("kept", "varied", "new", "dropped", "revived", "first seen", "not covered"):
        assert f">{status}<" in table, status
    assert "no message held" in table
    assert "against 2013; of 2014 nothing can be said" in table


def test_two_texts_with_words_marked(view: Any) -> None:
    made = section(FORMS["page"](view))
    two = made[made.index('class="plain beside"') :]
    assert "<del>98th</del>" in two
    assert "<ins>99th</ins>" in two
    assert (
        '<b class="fate dropped">strategic partnership</b><sup class="fated">dropped</sup>' in two
    )
    assert '<b class="fate kept">brothers of the steppe</b><sup class="fated">kept</sup>' in two


def test_bars_hatch_what_is_not_covered(view: Any) -> None:
    made = section(FORMS["page"](view))
    assert made.count('<path class="gap"') == 6  # 2014 in each of six lanes
    assert "2009: 1 of 2 texts that name both (50.0 %), of 2 in all; coverage complete" in made


def test_the_figures_of_each_drawing_as_csv(view: Any) -> None:
    made = section(FORMS["page"](view))
    files = dict(re.findall(r'download="([^"]+)" href="data:text/csv;charset=utf-8,([^"]+)"', made))
    assert set(files) == {"wording-series.csv", "wording-ranked.csv", "wording-changes.csv"}
    rows = list(csv.DictReader(io.StringIO(unquote(files["wording-changes.csv"]))))
    assert len(rows) == 52
    (pre, *_) = re.findall(r'<pre class="csv"[^>]*>(.*?)</pre>', made, re.DOTALL)
    assert unescape(pre) == unquote(files["wording-series.csv"])


def test_ranked_by_year(view: Any) -> None:
    made = section(FORMS["page"](view))
    start = made.index('class="matrix ranked"')
    table = made[start : made.index("</table>", start)]
    assert "LAO of Laos and Mongolia, in Lao News Agency; 1 earlier left out" not in table
    assert table.count('<th scope="col"') == 12  # 2014 has none
    assert '<li value="1">traditional <small>1 of 1</small></li>' in table


def test_without_coverage_the_page_says_so(anniversaries: Any, tmp_path: Path) -> None:
    held = open_record(tmp_path / "bare.db", create=True)
    run = held.begin_run({})
    for r in anniversaries.all:
        held.add(r, "v", run)
    made = section(FORMS["page"](held))
    held.close()
    assert "here nobody gave a table of coverage" in made
    assert ">dropped<" not in made[made.index('class="matrix fates"') : made.index('class="plain beside"')]  # fmt: skip


def test_a_selection_shows_its_own_and_weighs_all(view: Any) -> None:
    made = section(FORMS["page"](view, Filter(since="2019-01-01")))
    fates = made[made.index('class="matrix fates"') : made.index('class="plain beside"')]
    assert ">revived<" in fates  # against 2018, which is not on the page
    assert "2018" not in fates[: fates.index("<tbody>")]
    page = FORMS["page"](view, Filter(since="2019-01-01"))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r' id="([^"]+)"', page))


def test_brief_keeps_the_section_and_its_links(view: Any) -> None:
    page = FORMS["page"](view, brief=True)
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r' id="([^"]+)"', page))
    assert '<section id="wording">' in page


def test_large_records_are_cut_in_words(view: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.report import shares, wording

    monkeypatch.setattr(wording, "ROWS", 2)
    monkeypatch.setattr(wording, "LANES", 3)
    monkeypatch.setattr(wording, "USES", 5)
    monkeypatch.setattr(shares, "COLUMNS", 4)
    made = section(FORMS["page"](view))
    assert "4 formulas in fewer texts are left out" in made
    assert "3 series in fewer periods or texts are left out" in made
    assert "7 more uses: <code>dragoman wording traditional</code>" in made
    assert "8 earlier left out" in made
