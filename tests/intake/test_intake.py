from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dragoman.article import Article, Span
from dragoman.intake import Problem, intake


def take(*paths: Path, **given: str) -> tuple[list[Article], list[Problem]]:
    items = list(intake([str(p) for p in paths], given))
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, Problem)],
    )


def test_first_line_is_the_title_if_an_empty_line_follows(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffA title\r\n\r\nText.\r\n".encode())
    (article,), problems = take(path)
    assert not problems
    assert article.text == "A title\r\n\r\nText.\r\n"  # the mark goes, CRLF stays
    assert article.title == "A title"
    assert article.title_span == Span(0, 7)


def test_without_an_empty_line_there_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One line.\nAnother line.\n", encoding="utf-8")
    (article,), _ = take(path)
    assert article.title is None


def test_a_person_outranks_the_file_and_the_file_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "T\n\nPosted on : 2022-03-09 08:45 KST Modified on : 2021-01-14 09:00 KST\nText.\n",
        encoding="utf-8",
    )
    (article,), _ = take(path)
    assert article.published == "2022-03-09T08:45:00+09:00"
    assert article.value("modified") == "2021-01-14T09:00:00+09:00"
    assert article.slice(article.metadata[0].evidence[0]) == "2022-03-09 08:45 KST"
    assert article.reference_date.basis == "published"
    path.with_suffix(".toml").write_text(
        'published = "2021-01-12"\noutlet = "O"\n', encoding="utf-8"
    )
    (article,), _ = take(path)
    assert article.published == "2021-01-12"
    assert article.value("outlet") == "O"
    (article,), _ = take(path, published="2021-01-01")
    assert article.published == "2021-01-01"
    assert article.reference_date.basis == "given"
    assert [m.by for m in article.metadata if m.field == "published"] == ["person", "file", "text"]


def test_json_lines_also_gzipped(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "x1", "title": "Head", "text": "Body.", "date": "2003-02-19", "topics": ["a"]},
        {"id": "x2", "title": "Only a title", "text": "", "date": "2003-02-20"},
        {"text": "No id."},
    ]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in rows).encode()))
    articles, problems = take(path)
    assert not problems
    assert [a.key for a in articles] == ["x1", "x2", "a.jsonl.gz#3"]
    assert articles[0].published == "2003-02-19"
    assert articles[0].title_outside == "Head"
    assert articles[0].given == {"topics": ["a"]}
    assert articles[1].text == ""
    # An item without text is told from another by its day.
    again = tmp_path / "b.jsonl"
    again.write_text(json.dumps(rows[1] | {"date": "2003-02-21"}) + "\n", encoding="utf-8")
    assert take(again)[0][0].id != articles[1].id


def test_lines_of_one_file_are_never_versions_of_each_other(tmp_path: Path) -> None:
    page = "https://example.org/index.html"
    rows = [
        {"id": i, "text": t, "url": page}
        for i, t in (("a", "One."), ("b", "Two."), ("a", "Three."))
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    articles, _ = take(path)
    assert len({a.source for a in articles}) == 3
    assert [a.key for a in articles] == ["a", "b", "a"]
    assert {a.value("url") for a in articles} == {page}


BAD = {
    "empty.txt": b"",
    "blank.txt": b"  \n\n ",
    "latin.txt": "Señor".encode("latin-1"),
    "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "page.pdf": b"%PDF-1.4",
    "broken.jsonl": b'{"text": "a"}\nnot json\n[1]\n{"id": 3}\n{"text": "half \\ud800"}\n',
    "cut.jsonl.gz": gzip.compress(b'{"text": "a"}\n' * 50)[:-12],
}


def test_bad_input_gives_one_line_each_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, raw in BAD.items():
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "z.txt").write_text("Good text.", encoding="utf-8")
    articles, problems = take(tmp_path, tmp_path / "missing.txt")
    assert [a.text for a in articles] == ["a", "Señor", "Good text."]
    named = [str(p) for p in problems]
    assert all("\n" not in line and line.count("; ") >= 1 for line in named)
    for name in [*BAD, "missing.txt"]:
        wanted = 4 if name == "broken.jsonl" else 1
        assert sum(name in line for line in named) == wanted, name


@pytest.mark.parametrize(
    "raw", ["\ufeffText.".encode("utf-16-le"), "\ufeffText.".encode("utf-16-be")]
)
def test_utf16_with_its_mark(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (article,), _ = take(tmp_path / "a.txt")
    assert article.text == "Text."


def test_a_sidecar_that_is_no_toml_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "a.toml").write_text("published = ", encoding="utf-8")
    articles, problems = take(tmp_path)
    assert len(articles) == 1
    assert [p.lost for p in problems] == [False]


def test_the_side_for_which_a_text_speaks_is_a_code_of_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("We greet all delegations.\n", encoding="utf-8")
    path.with_suffix(".toml").write_text('speaks_for = "mng"\n', encoding="utf-8")
    (article,), problems = take(path)
    assert (article.value("speaks_for"), problems) == ("MNG", [])
    rows = tmp_path / "b.jsonl"
    rows.write_text(json.dumps({"text": "T", "speaks_for": "ORG-UN"}), encoding="utf-8")
    (article,), problems = take(rows)
    assert (article.value("speaks_for"), article.given, problems) == ("ORG-UN", {}, [])


@pytest.mark.parametrize("known", ["1991", "1991-09"])
def test_of_a_day_that_is_not_known_the_year_or_month_is_kept(tmp_path: Path, known: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "They came on Friday.", "date": known}), encoding="utf-8")
    (article,), problems = take(path)
    assert (article.published, problems) == (known, [])
    found = article.reference_date
    assert (found.value, found.state) == (None, "not_resolved")
    assert known in (found.why or "")


def test_a_date_that_is_none_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "T", "date": "soon"}\n', encoding="utf-8")
    articles, problems = take(tmp_path)
    assert articles[0].published is None
    assert "soon" in str(problems[0])
    assert not problems[0].lost
