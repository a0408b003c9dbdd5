"""fix, review, agree and diff from the shell; what they change stands in every other command."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DROPPED = ("DRAGOMAN_RECORD", "DRAGOMAN_CORRECTIONS", "DRAGOMAN_AUTHOR")
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in DROPPED}

ARTICLE = (
    "VIENTIANE -- Lao President Somchit Vannak has sent a congratulatory message to Mongolian "
    "President Bat Tumur on the national day of Mongolia, the Lao News Agency said on Friday.\n"
    "\n"
    "The agency did not say when the message was sent or who carried it.\n"
)


def run(*args: object, cwd: Path, by: str = "Ana Torres") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        cwd=cwd, capture_output=True, text=True, check=False,
        env={**ENVIRONMENT, "DRAGOMAN_AUTHOR": by},
    )  # fmt: skip


def messages(cwd: Path, *args: str) -> list[dict[str, Any]]:
    got: list[dict[str, Any]] = json.loads(run("messages", "--json", *args, cwd=cwd).stdout)
    return got


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("read")
    (made / "greeting.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("read", "greeting.txt", "--fast", cwd=made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def own(read_once: Path) -> str:
    """The id of its message."""
    return str(messages(read_once)[0]["id"])


@pytest.fixture
def folder(read_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(read_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_correction_lives_through_a_new_reading_and_is_orphaned_by_an_edit(
    folder: Path, own: str
) -> None:
    assert len(messages(folder)) == 1
    made = run(
        "fix", own, "form=greetings", "sent=2021-01-08", "--because", "it is none", cwd=folder
    )
    assert made.returncode == 0, made.stderr
    assert "by Ana Torres: applied" in made.stdout
    (now,) = messages(folder)
    assert (now["form"], now["corrected_by"]) == ("greetings", ["Ana Torres"])
    assert len(messages(folder, "--form", "greetings")) == 1
    shown = run("show", own, cwd=folder).stdout
    assert "Ana Torres: edit form = greetings, sent = 2021-01-08; because: it is none" in shown
    assert "correction" in run("why", own, cwd=folder).stdout
    exported = json.loads(run("export", "--to", "jsonl", cwd=folder).stdout)
    assert [f["form"] for f in exported["findings"] if f["kind"] == "message"] == ["greetings"]
    run("report", "-o", "r.html", cwd=folder)
    page = (folder / "r.html").read_text(encoding="utf-8")
    assert "Corrections by people" in page
    assert "it is none" in page
    assert run("verify", cwd=folder).returncode == 0

    # Other text before it, and a new version of nothing else: still there.
    (folder / "greeting.txt").write_text("It rained all day.\n\n" + ARTICLE, encoding="utf-8")
    again = run("read", "greeting.txt", "--fast", cwd=folder)
    assert "CORRECTIONS  1 in force" in again.stdout
    (now,) = messages(folder)
    assert now["form"] == "greetings"
    text = (folder / "greeting.txt").read_text(encoding="utf-8")
    start, end = now["evidence"][0]
    assert "sent a congratulatory message" in text[start:end]

    # The sentence itself changed: an orphan, loudly.
    (folder / "greeting.txt").write_text(
        ARTICLE.replace("national day of Mongolia", "founding day of the Mongolian state"),
        encoding="utf-8",
    )
    again = run("read", "greeting.txt", "--fast", cwd=folder)
    assert "! 1 ORPHANED" in again.stdout
    (now,) = messages(folder)
    assert now["form"] == "congratulatory_message"
    queue = run("review", "--csv", cwd=folder)
    assert queue.returncode == 1
    first = next(iter(csv.DictReader(io.StringIO(queue.stdout))))
    assert first["what"] == "orphaned"
    history = run("review", "--history", "--json", cwd=folder)
    assert [s["fate"] for s in json.loads(history.stdout)] == ["orphaned"]
    run("report", "-o", "r.html", cwd=folder)
    assert "Orphaned" in (folder / "r.html").read_text(encoding="utf-8")
    found = run("diff", "--json", cwd=folder)
    assert found.returncode == 0
    assert {x["article_change"] for x in json.loads(found.stdout)} == {"new_version"}


def test_the_ways_of_fix(folder: Path, own: str) -> None:
    for args in (
        (own, "--accept"),
        (own, "--not-stated", "channel"),
        ("--add", "message", "greeting", "0", "20", "form=note", "--because", "missed"),
        (own, "--reject", "--because", "<b>no</b>"),
        ("--reviewed", "greeting", "message"),
    ):
        done = run("fix", *args, cwd=folder)
        assert done.returncode == 0, done.stderr
    assert [m["form"] for m in messages(folder)] == ["note"]
    lines = (folder / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(x)["does"] for x in lines] == [
        "accept",
        "not_stated",
        "add",
        "reject",
        "reviewed",
    ]
    last = json.loads(lines[3])["id"]
    done = run("fix", "--undo", last, "--json", cwd=folder)
    assert json.loads(done.stdout)["of"] == [last]
    assert len(messages(folder)) == 2
    rates = json.loads(run("agree", "--machine", "--json", cwd=folder).stdout)
    assert [(r["kind"], r["edited"], r["added"]) for r in rates] == [("message", 1, 1)]


@pytest.mark.parametrize(
    "args",
    [("zzz", "--accept"), ("--undo", "zzz"), ("--merge", "Nobody", "Nothing"), ("--add", "message"),
     ("--add", "poem", "greeting", "0", "4", "--because", "x"), ("ID", "--accept", "--reject"),
     ("ID", "form=poem", "--because", "x"), ("ID", "form"), ("ID", "form=note"), ("ID",),
     ("ID", "form=note", "form=call", "--because", "x"), ("ID", "--accept", "more"),
     ("--reviewed", "nowhere"), ("--add", "message", "greeting", "0", "99999", "--because", "x")],
)  # fmt: skip
def test_what_is_wrong_gets_one_line(folder: Path, own: str, args: tuple[str, ...]) -> None:
    done = run("fix", *(own if a == "ID" else a for a in args), cwd=folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert not (folder / "corrections.jsonl").exists()


def test_a_broken_file_stops_everything_with_one_line(folder: Path) -> None:
    (folder / "corrections.jsonl").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    done = run("messages", cwd=folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "corrections.jsonl, line 1:" in done.stderr


def test_two_people_agree_or_not(folder: Path, own: str) -> None:
    run("fix", own, "--accept", cwd=folder)
    run("fix", own, "form=note", "--because", "hm", cwd=folder, by="Ben")
    by_author = run("agree", "Ana Torres", "Ben", "--json", cwd=folder)
    found = json.loads(by_author.stdout)
    assert [(r["field"], r["n"], r["same"]) for r in found["rows"]][-1] == ("form", 1, 0)
    assert found["disagreements"][0]["positions"][1]["says"] == "note"
    lines = (folder / "corrections.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for name, line in zip("ab", lines, strict=True):
        (folder / f"{name}.jsonl").write_text(line, encoding="utf-8")
    by_file = json.loads(run("agree", "a.jsonl", "b.jsonl", "--json", cwd=folder).stdout)
    assert by_file["rows"] == found["rows"]
    wrong = run("agree", "Ana Torres", "Nobody", cwd=folder)
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
    assert run("agree", cwd=folder).returncode == 2
    named = run("review", "--what", "disagreement", cwd=folder)
    assert "Ana Torres: congratulatory_message; Ben: note" in named.stdout


def test_the_same_at_any_number_of_workers(folder: Path, own: str) -> None:
    run("fix", own, "form=note", "--because", "x", cwd=folder)
    (folder / "more.txt").write_text("Before.\n\n" + ARTICLE, encoding="utf-8")
    pages = []
    for workers in (1, 2):
        record = folder / f"w{workers}.db"
        run(
            "read",
            "greeting.txt",
            "more.txt",
            "--fast",
            "--workers",
            workers,
            "--record",
            record,
            cwd=folder,
        )
        pages.append(run("export", "--to", "jsonl", "--record", record, cwd=folder).stdout)
    assert pages[0] == pages[1]
    assert '"corrected_by"' in pages[0]
