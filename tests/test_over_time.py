"""The commands wording and compare on a record of twelve greetings."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from dragoman.article import Coverage
from dragoman.cli import app
from dragoman.record import open_record


@pytest.fixture
def record(anniversaries: Any, tmp_path: Path) -> Path:
    made = tmp_path / "r.db"
    held = open_record(made, create=True)
    run = held.begin_run({})
    for r in anniversaries.all:
        held.add(r, "v", run)
    held.cover(Coverage("coverage.toml", tuple(anniversaries.covered)))
    held.close()
    return made


def run(record: Path, *args: str) -> Result:
    return CliRunner().invoke(app, [*args, "--record", str(record)])


def objects(record: Path, *args: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(run(record, *args, "--json").stdout)
    return made


def table(record: Path, *args: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(record, *args, "--csv").stdout)))


def key(year: int) -> str:
    return f"greeting-Lao News Agency-{year}"


# ---- wording


def test_formulas_with_counts_and_holders(record: Path) -> None:
    rows = {r["formula"]: r for r in table(record, "wording")}
    one = rows["traditional"]
    assert (one["pair"], one["texts"], one["of"], one["holders"]) == (
        "LAO-MNG", "12", "13", "LAO 12",
    )  # fmt: skip
    assert (one["first"], one["last"], one["tier"]) == ("2008-07-11", "2020-07-11", "")
    assert rows["good_neighbours"]["first"] == "2009-03-01"
    assert rows["good_neighbours"]["first_is"] == "stated"
    done = run(record, "wording")
    assert "prominent from 20 %" in done.stderr  # thresholds are printed


@pytest.mark.parametrize("name", ["traditional", "TRADITIONAL", "tradi", "traditional friendship"])
def test_a_formula_by_key_phrase_or_beginning(record: Path, name: str) -> None:
    rows = table(record, "wording", name)
    assert len(rows) == 12
    assert rows[0]["words"].count("[[traditional friendship]]") == 1
    assert (rows[0]["day"], rows[0]["basis"], rows[0]["speaker"]) == (
        "2008-07-11",
        "published",
        "LAO",
    )
    assert rows[0]["occasion"] == "the 87th national day of Mongolia"


def test_an_unknown_formula_ends_with_one_line(record: Path) -> None:
    done = run(record, "wording", "zzzzz")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    done = run(record, "wording", "brotherz")
    assert "brothers" in done.stderr


def test_uses_also_of_words_in_no_table(record: Path) -> None:
    rows = table(record, "wording", "--uses")
    assert len(rows) == 42
    assert [r["phrase"] for r in rows if not r["formula"]] == ["joined like milk with rice"]
    data = objects(record, "wording", "--uses")
    assert data[0]["wording"]["kind"] == "wording"


def test_filters(record: Path) -> None:
    assert len(table(record, "wording", "traditional", "--since", "2012-01-01")) == 8
    assert len(table(record, "wording", "traditional", "--who", "Khamla")) == 5
    assert len(table(record, "wording", "traditional", "--between", "MNG", "LAO")) == 12
    assert table(record, "wording", "traditional", "--between", "MNG", "CHN") == []
    assert table(record, "wording", "--outlet", "KCNA") == []
    assert len(table(record, "wording", "--article", key(2008))) == 3


def test_shares_by_year(record: Path) -> None:
    rows = table(record, "wording", "brothers", "--by-year")
    assert len(rows) == 13
    by = {r["period"]: r for r in rows}
    assert (by["2009"]["texts"], by["2009"]["of_pair"], by["2009"]["share"]) == ("1", "2", "50.0 %")
    assert (by["2014"]["coverage"], by["2014"]["share"]) == ("none", "")
    (series,) = objects(record, "wording", "brothers", "--by-year")
    assert (series["kind"], series["of"], len(series["points"])) == ("series", "wording", 13)
    assert len(table(record, "wording", "brothers", "--by-year", "--until", "2012-12-31")) == 5


def test_changes(record: Path) -> None:
    rows = table(record, "wording", "brothers", "--changes")
    assert [(r["year"], r["status"], r["against"]) for r in rows][-3:] == [
        ("2015", "dropped", "2013"), ("2019", "revived", "2018"), ("2020", "kept", "2019"),
    ]  # fmt: skip
    assert rows[5]["why"].startswith("no message is held")
    assert rows[6]["why"] == "2014 not known"
    data = objects(record, "wording", "--changes")
    assert {d["kind"] for d in data} == {"change"}
    assert len(data) == 52
    late = table(record, "wording", "brothers", "--changes", "--since", "2018-01-01")
    assert [r["year"] for r in late] == ["2019", "2020"]


def test_without_coverage_nothing_is_called_absent(anniversaries: Any, tmp_path: Path) -> None:
    held = open_record(tmp_path / "bare.db", create=True)
    number = held.begin_run({})
    for r in anniversaries.all:
        held.add(r, "v", number)
    held.close()
    rows = table(tmp_path / "bare.db", "wording", "--changes")
    assert {r["status"] for r in rows} == {"kept", "varied", "not covered"}
    assert "table of coverage" in run(tmp_path / "bare.db", "wording", "--changes").stderr


def test_one_listing_at_a_time(record: Path) -> None:
    assert run(record, "wording", "--by-year", "--changes").exit_code == 2


def test_proposals_for_the_table(record: Path) -> None:
    done = run(record, "wording", "--propose")
    assert done.exit_code == 0
    assert "Proposed for the table, never added." in done.stderr
    for row in objects(record, "wording", "--propose"):
        assert row["hits"] >= row["texts"] >= 5
        assert all(x["words"] for x in row["examples"])
    assert run(record, "wording", "traditional", "--propose").exit_code == 2


# ---- compare


def test_two_texts_side_by_side(record: Path) -> None:
    shown = run(record, "compare", key(2009), key(2010)).stdout.splitlines()
    assert shown[0].startswith("A  2009-07-11  Lao News Agency")
    assert any(x.startswith("~ ") and "[-88th-] {+89th+}" in x for x in shown)
    assert "- The two countries know brothers of the steppe between them." in shown
    assert " dropped      brothers   (brothers)" in [x.replace(" of the steppe", "") for x in shown]
    (data,) = objects(record, "compare", key(2009), key(2010))
    assert (data["kind"], data["label"]) == ("comparison", None)
    rows = table(record, "compare", key(2009), key(2010))
    assert [r["fate"] for r in rows].count("dropped") == 1
    gone = next(r for r in rows if r["fate"] == "dropped")
    assert gone["before_formulas"] == "brothers: dropped"


def test_messages_may_be_named_by_id(record: Path) -> None:
    ids = [m["id"] for m in objects(record, "messages", "--between", "LAO", "MNG")]
    (data,) = objects(record, "compare", ids[0], ids[1][:8])
    assert data["before"]["finding"] == ids[0]


def test_unlike_texts_are_refused_and_labelled(record: Path) -> None:
    done = run(record, "compare", key(2009), "aside")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "dragoman: not like with like: genre (message | no message); compare them with --anyway"
    ]
    shown = run(record, "compare", key(2009), "aside", "--anyway").stdout
    label = "UNLIKE: genre (message | no message)"
    assert shown.splitlines()[0] == label
    (data,) = objects(record, "compare", key(2009), "aside", "--anyway")
    assert data["label"] == label
    assert {r["label"] for r in table(record, "compare", key(2009), "aside", "--anyway")} == {label}


@pytest.mark.parametrize("args", [("nothing", "aside"), ("greeting", "aside"), ("aside",), ()])
def test_what_cannot_be_compared_ends_with_one_line(record: Path, args: tuple[str, ...]) -> None:
    done = run(record, "compare", *args)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_an_occasion_has_its_formulas(record: Path) -> None:
    shown = run(record, "compare", "--occasion", "national day").stdout
    assert "formulas: dropped brothers; kept rice and milk, traditional" in shown
    (data,) = objects(record, "compare", "--occasion", "national day")
    assert {"formula": "brothers", "status": "dropped", "against": "2009"} in data["times"][2][
        "formulas"
    ]
    rows = table(record, "compare", "--occasion", "national day")
    assert rows[2]["formulas"].startswith("dropped brothers")
