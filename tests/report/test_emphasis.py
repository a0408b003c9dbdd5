"""The section on emphasis: tables beside the article's own figures, drawings with their data."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from dragoman.article import Article
from dragoman.pipeline import read_batch, read_into
from dragoman.record import Filter, open_record
from dragoman.report import FORMS
from dragoman.report import emphasis as report
from dragoman.report.sections import Held
from dragoman.weighing import emphases_of

SPEECHES = {
    "1991": "We thank Laos for its timber. Peru has our respect.",
    "1992": "Peru came to us in spring. Laos and Chile sent wool.",
    "1994": "Laos is our friend. Peru is our friend too, and Chile will be.",
    "1995": "The harvest was good this year.",
}
PRESS = "The minister devoted 210 words of his speech to Laos, 75 to Peru and 31 to Chile and Cuba."


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("speeches")
    rows = [
        {"id": year, "text": text, "date": year, "outlet": "The House", "speaks_for": "MNG"}
        for year, text in SPEECHES.items()
    ]
    rows.append({"id": "press", "text": PRESS, "date": "1995-05-05", "outlet": "The Daily"})
    path = folder / "speeches.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    record = open_record(Path(":memory:"), create=True)
    read_into(record, [str(path)], fast=True)
    made = {
        "whole": FORMS["page"](record, Filter()),
        "brief": FORMS["page"](record, Filter(), brief=True),
        "pair": FORMS["page"](record, Filter(between=("MNG", "PER"))),
        "data": json.dumps([s.to_json() for s in emphases_of(record)]),
    }
    record.close()
    return made


def section(page: str) -> str:
    return page[page.index('<section id="emphasis"') :].split("\n</section>")[0]


def cells(row: str) -> list[str]:
    plain = re.sub(r"<[^>]+>", " ", row)
    return unescape(" ".join(plain.split())).split(" ")


def test_the_articles_own_figures_are_columns_of_their_own(pages: dict[str, str]) -> None:
    found = section(pages["whole"])
    table = found[found.index("The article reports") :].split("</table>")[0]
    assert "of “his speech”; together 316 words" in table
    rows = [cells(r) for r in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]]
    assert rows[0][:6] == ["1", "Laos", "LAO", "19", "100%", "0"]
    assert rows[0][-2:] == ["210", "words"]
    assert "(CHL and CUB)" in table


def test_a_text_without_figures_of_its_own_has_no_such_columns(pages: dict[str, str]) -> None:
    found = section(pages["whole"])
    assert found.count("The article reports") == 1


def test_drawings_of_a_series_have_a_table_and_all_data(pages: dict[str, str]) -> None:
    found = section(pages["whole"])
    assert found.count("<svg") == 2
    assert "The House, speaking for Mongolia (MNG)" in found
    assert "1993: no text held" in found
    ids = set(re.findall(r'id="(es1-\d+)"', found))
    assert ids == {f"es1-{year}" for year in SPEECHES}
    linked = set(re.findall(r'<a href="#(es1-\d+)"', found))
    assert linked == {"es1-1991", "es1-1992", "es1-1994"}
    link = re.search(r'href="data:text/csv;charset=utf-8,([^"]+)"', found)
    assert link is not None
    rows = list(csv.DictReader(io.StringIO(unquote(unescape(link[1])))))
    series = next(s for s in json.loads(pages["data"]) if s["by"]["own"] == "MNG")
    told = [
        (p["period"], s["state"], s["rank"], s["words"])
        for p in series["points"]
        for s in p["states"]
    ]
    assert [
        (r["year"], r["state"], int(r["rank"]), int(r["words"])) for r in rows if r["state"]
    ] == told
    assert rows[-1]["year"] == "1995"
    assert (rows[-1]["texts"], rows[-1]["naming"], rows[-1]["state"]) == ("1", "0", "")


def test_the_order_of_first_mention_is_drawn_from_top_to_bottom(pages: dict[str, str]) -> None:
    titles = re.findall(r"<title>(\d{4}), (\w+): (\w+), \d+ words</title>", section(pages["whole"]))
    assert titles == [
        ("1991", "1st", "Laos"),
        ("1991", "2nd", "Peru"),
        ("1992", "1st", "Peru"),
        ("1992", "2nd", "Laos"),
        ("1992", "3rd", "Chile"),
        ("1994", "1st", "Laos"),
        ("1994", "2nd", "Peru"),
        ("1994", "3rd", "Chile"),
    ]


def test_the_brief_page_leaves_it_out_and_a_pair_narrows_the_texts(pages: dict[str, str]) -> None:
    assert '<section id="emphasis"' not in pages["brief"]
    found = section(pages["pair"])
    assert "Peru" in found
    assert '<th scope="row">Laos' not in found


def test_of_many_texts_those_with_own_figures_and_the_longest_stand_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = ["Laos waits.", PRESS, "Peru and Chile wait for the rain in the hills."]
    readings = read_batch([Article(key=t, source=t, text=t) for t in texts], fast=True)
    held = [Held(n, r, ()) for n, r in enumerate(readings, 1)]
    monkeypatch.setattr(report, "MOST_TEXTS", 2)
    made = report.section(held)
    assert [t.held.number for t in made.texts] == [2, 3]
    assert made.all_texts == 3
