from __future__ import annotations

from pathlib import Path

from dragoman.article import Article, Coverage, Covered
from dragoman.intake import Problem, intake
from dragoman.pipeline import read_into
from dragoman.record import open_record


def test_a_table_of_coverage_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoy left.", encoding="utf-8")
    (tmp_path / "coverage.toml").write_text(
        '[[coverage]]\noutlet = "KCNA"\nfrom = 2011-01-01\nto = 2011-12-31\ncomplete = true\n'
        '[[coverage]]\noutlet = "TASS"\nfrom = "2011-03-05"\nto = "2011-02-01"\n',
        encoding="utf-8",
    )
    items = list(intake([str(tmp_path)]))
    (table,) = (i for i in items if isinstance(i, Coverage))
    assert table.rows == (Covered("KCNA", "2011-01-01", "2011-12-31", complete=True),)
    (problem,) = (i for i in items if isinstance(i, Problem))
    assert "row 2" in str(problem)
    assert not problem.lost
    assert sum(isinstance(i, Article) for i in items) == 1


def test_a_table_that_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "coverage.toml").write_text("outlet: KCNA", encoding="utf-8")
    (problem,) = intake([str(tmp_path / "coverage.toml")])
    assert "coverage not read" in str(problem)


def test_a_later_table_from_the_same_place_replaces_the_first(tmp_path: Path) -> None:
    path = tmp_path / "coverage.toml"
    record = open_record(tmp_path / "r.db", create=True)
    for last in ("2011-06-30", "2011-12-31"):
        path.write_text(
            f'[[coverage]]\noutlet = "KCNA"\nfrom = 2011-01-01\nto = {last}\n', encoding="utf-8"
        )
        read_into(record, [str(path)])
    assert record.coverage() == (Covered("KCNA", "2011-01-01", "2011-12-31"),)
    record.close()
