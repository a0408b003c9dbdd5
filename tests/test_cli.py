from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "DRAGOMAN_RECORD"}


def run(*args: object, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        cwd=cwd, input=stdin, capture_output=True, text=True, env=ENVIRONMENT, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    made = run("demo", folder, cwd=folder)
    assert made.returncode == 0, made.stderr
    (folder / "summary.txt").write_text(made.stdout, encoding="utf-8")
    return folder


def record(demo: Path) -> list[str]:
    return ["--record", str(demo / "dragoman.db")]


def test_demo_writes_record_and_report(demo: Path) -> None:
    summary = (demo / "summary.txt").read_text(encoding="utf-8")
    assert "13 articles" in summary  # of 14 one is an older version
    assert "has no publication date" in summary
    assert "NOT KNOWN, says the text" in summary
    page = (demo / "report.html").read_text(encoding="utf-8")
    assert page[:15].casefold() == "<!doctype html>"


def test_listings_in_three_forms_agree(demo: Path) -> None:
    for name in ("messages", "dates", "names", "credits", "unknowns", "articles"):
        plain = run(name, *record(demo), cwd=demo)
        objects = json.loads(run(name, *record(demo), "--json", cwd=demo).stdout)
        table = list(
            csv.DictReader(io.StringIO(run(name, *record(demo), "--csv", cwd=demo).stdout))
        )
        assert plain.returncode == 0
        assert len(objects) == len(table) > 0
        assert len(plain.stdout.splitlines()) == len(table) + 1, name


def test_messages_filters(demo: Path) -> None:
    def listed(*args: str) -> list[dict[str, object]]:
        got: list[dict[str, object]] = json.loads(
            run("messages", *record(demo), "--json", *args, cwd=demo).stdout
        )
        return got

    everything = listed()
    pair = listed("--between", "prk", "chn")
    assert 0 < len(pair) < len(everything)
    assert {m["form"] for m in listed("--form", "call")} == {"call"}
    assert listed("--since", "2024-01-01")
    for wrong in (
        ("--since", "soon"),
        ("--form", "poem"),
        ("--between", "PRK", "XXX"),
        ("--scope", "x"),
    ):
        got = run("messages", *record(demo), *wrong, cwd=demo)
        assert (got.returncode, len(got.stderr.splitlines())) == (2, 1), wrong


def test_report_refuses_a_state_that_is_none(demo: Path, tmp_path: Path) -> None:
    got = run(
        "report", "-o", tmp_path / "r.html", *record(demo), "--between", "PRK", "XXX", cwd=demo
    )
    assert (got.returncode, len(got.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "r.html").exists()


def test_show_and_why_open_a_finding(demo: Path) -> None:
    first = json.loads(run("messages", *record(demo), "--json", cwd=demo).stdout)[0]
    shown = run("show", first["id"], *record(demo), cwd=demo)
    assert "[[" in shown.stdout
    assert "sender" in shown.stdout
    why = run("why", first["id"], *record(demo), cwd=demo)
    assert "messages/" in why.stdout
    unknown = run("show", "zzz", *record(demo), cwd=demo)
    assert unknown.returncode == 2
    assert len(unknown.stderr.splitlines()) == 1


def test_search_verify_export_codebook(demo: Path) -> None:
    assert "telegram" in run("search", "telegram", *record(demo), cwd=demo).stdout
    verified = run("verify", *record(demo), cwd=demo)
    assert (verified.returncode, "all agree" in verified.stdout) == (0, True)
    lines = run("export", "--to", "jsonl", *record(demo), cwd=demo).stdout.splitlines()
    assert len(lines) == 14
    assert {json.loads(x)["schema"] for x in lines} == {"dragoman.reading/1"}
    assert run("export", "--to", "xls", *record(demo), cwd=demo).returncode == 2
    assert "verbal_message" in run("codebook", "verbal message", cwd=demo).stdout
    assert run("codebook", "no such term", cwd=demo).returncode == 2


def test_versions_are_linked(demo: Path) -> None:
    held = json.loads(run("articles", "--versions", "--json", *record(demo), cwd=demo).stdout)
    assert len(held) == 2
    assert sum(a["version_of"] is not None for a in held) == 1


def test_read_json_stores_nothing_unless_a_record_is_named(tmp_path: Path) -> None:
    text = "Xi Jinping sent a message to Kim Jong Un on Friday."
    got = run("read", "--json", "-", "--published", "2021-01-15", cwd=tmp_path, stdin=text)
    assert got.returncode == 0
    reading = json.loads(got.stdout)
    assert reading["article"]["text"] == text
    assert [f["sent"]["value"] for f in reading["findings"] if f["kind"] == "message"] == [
        "2021-01-15"
    ]
    assert list(tmp_path.iterdir()) == []
    kept = run("read", "--json", "-", "--record", "r.db", cwd=tmp_path, stdin=text)
    assert json.loads(kept.stdout)["article"]["text"] == text
    assert (tmp_path / "r.db").is_file()


def test_bad_input_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Text.", encoding="utf-8")
    got = run("read", "good.txt", "missing.txt", cwd=tmp_path)
    assert got.returncode == 1
    assert "missing.txt: no such file" in got.stderr
    assert run("articles", cwd=tmp_path).stdout.count("good.txt") == 1
    assert run("read", "good.txt", "--published", "soon", cwd=tmp_path).returncode == 2
    none = run("messages", "--record", "none.db", cwd=tmp_path)
    assert none.returncode == 3
    assert len(none.stderr.splitlines()) == 1
    (tmp_path / "x.db").write_text("no database at all, but text " * 40, encoding="utf-8")
    assert run("read", "good.txt", "--record", "x.db", cwd=tmp_path).returncode == 3


def test_listings_import_no_model(demo: Path) -> None:
    program = (
        "import sys; from dragoman.cli import app\n"
        f"sys.argv = ['dragoman', 'messages', '--record', {str(demo / 'dragoman.db')!r}]\n"
        "try: app()\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'dragoman.readers', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    got = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert got.returncode == 0, got.stderr
