"""The file only grows, tells a broken line by its number, and merges like any text of lines."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dragoman.corrections import CorrectionsError, Statement, append, author, beside, load
from dragoman.corrections.file import line

HOSTILE = "<script>alert(1)</script>\n\u2028\x85\x00\u202e\ud800 “x” " + "w" * 5_000


def said(because: str = "", time: str = "2026-03-01T10:00:00+00:00", **more: str) -> Statement:
    made = Statement(does="merge", author=more.get("author", "Ana"), time=time,
                     of=("kim-jong-un", "Kim"), because=because)  # fmt: skip
    return made.signed()


def test_what_is_appended_comes_back_whatever_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a" / "corrections.jsonl"
    assert load(path) == ()
    some = tuple(said(words) for words in ("plain", HOSTILE, "한글 漢字"))
    append(path, *some)
    assert load(path) == some
    raw = path.read_bytes()
    assert raw.count(b"\n") == 3
    keys = list(json.loads(raw.split(b"\n")[0]))
    assert keys == sorted(keys)
    assert "한글" in raw.decode("utf-8")  # a person can read it


def test_the_same_statement_twice_is_one(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    append(path, said("x"), said("y"), said("x"))
    assert [s.because for s in load(path)] == ["x", "y"]
    assert said("x").id == said("x").id != said("y").id


@pytest.mark.parametrize(
    "bad",
    [b"<<<<<<< ours", b"{}", b"[1]", b'{"schema": "dragoman.correction/1"', b"\xff\xfe",
     b'{"schema": "dragoman.correction/2", "id": "x", "does": "merge"}',
     b'{"schema": "dragoman.correction/1", "id": "x", "does": "edit", "author": "A", "time": "t"}',
     b'{"schema": "dragoman.correction/1", "id": "x", "does": "undo", "author": "A", "time": "t"}',
     b"[" * 100_000],
)  # fmt: skip
def test_a_broken_line_is_named_and_nothing_is_lost(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "c.jsonl"
    append(path, said("x"))
    with path.open("ab") as out:
        out.write(bad)
    before = path.read_bytes()
    with pytest.raises(CorrectionsError, match=r"c\.jsonl, line 2: ") as told:
        load(path)
    assert "\n" not in str(told.value)
    append(path, said("y"))  # on a line of its own
    assert path.read_bytes() == before + b"\n" + line(said("y")).encode() + b"\n"
    path.write_bytes(path.read_bytes().replace(bad + b"\n", b""))
    assert [s.because for s in load(path)] == ["x", "y"]


def test_two_statements_under_one_id_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(line(said("x")) + "\n" + line(said("x")).replace('"x"', '"z"') + "\n")
    with pytest.raises(CorrectionsError, match="line 2: another statement"):
        load(path)


def test_line_ends_and_marks_of_other_systems(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf" + line(said("x")).encode() + b"\r\n\r\n" + line(said("y")).encode()
    )
    assert [s.because for s in load(path)] == ["x", "y"]


def test_several_may_append_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    some = [said(f"{n} " + "x" * 20_000) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda s: append(path, s), some))
    assert {s.id for s in load(path)} == {s.id for s in some}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").mkdir()
    with pytest.raises(CorrectionsError, match="can't be written"):
        append(tmp_path / "c.jsonl", said())
    with pytest.raises(CorrectionsError, match="can't be read"):
        load(tmp_path / "c.jsonl")


def test_who_and_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DRAGOMAN_AUTHOR", "DRAGOMAN_CORRECTIONS"):
        monkeypatch.delenv(name, raising=False)
    assert beside(tmp_path / "r.db") == tmp_path / "corrections.jsonl"
    assert author(" Ana \n Torres ") == "Ana Torres"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CorrectionsError, match="--by NAME"):
        author()
    monkeypatch.setenv("DRAGOMAN_AUTHOR", "Ben")
    monkeypatch.setenv("DRAGOMAN_CORRECTIONS", "/elsewhere/c.jsonl")
    assert (author(), beside(tmp_path / "r.db")) == ("Ben", Path("/elsewhere/c.jsonl"))


def test_git_merges_what_two_people_wrote(tmp_path: Path) -> None:
    """With the `union` driver both sides' lines stay, in whichever order."""

    def git(*args: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *args],
            cwd=tmp_path, check=True, capture_output=True,
        )  # fmt: skip

    path = tmp_path / "corrections.jsonl"
    git("init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("*.jsonl merge=union\n")
    append(path, said("first"))
    git("add", ".")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    append(path, said("theirs", author="Ben"))
    git("commit", "-qam", "two")
    git("checkout", "-q", "main")
    append(path, said("ours"))
    git("commit", "-qam", "three")
    git("merge", "-q", "other")
    assert {s.because for s in load(path)} == {"first", "theirs", "ours"}
