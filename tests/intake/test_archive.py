from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

from dragoman.article import Article
from dragoman.intake import Problem, intake

PAGE = b"<html><body><h1>T</h1><p>The envoy left the capital on Monday, the agency said.</p></body></html>"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def take(path: Path) -> tuple[list[Article], list[Problem]]:
    items = list(intake([str(path)]))
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, Problem)],
    )


def test_members_by_name_with_their_sidecars(tmp_path: Path) -> None:
    members = {
        "b/page.html": PAGE,
        "b/page_files/style.css": b"p {}",
        "__MACOSX/b/._page.html": b"x",
        "a.txt": b"Text of a.",
        "a.toml": b'outlet = "O"',
        "c.jsonl.gz": gzip.compress(b'{"id": "x1", "text": "Line."}\n'),
        ".hidden.txt": b"x",
        "README.md": b"x",
    }
    path = tmp_path / "outer.zip"
    path.write_bytes(zipped(members))
    articles, problems = take(path)
    assert problems == []
    assert [(a.key, a.source.removeprefix(str(tmp_path))) for a in articles] == [
        ("a.txt", "/outer.zip#a.txt"),
        ("b/page.html", "/outer.zip#b/page.html"),
        ("x1", "/outer.zip#c.jsonl.gz#x1"),
    ]
    assert articles[0].value("outlet") == "O"
    alone = tmp_path / "page.html"
    alone.write_bytes(PAGE)
    assert take(alone)[0][0].raw == articles[1].raw  # the same bytes, packed or not


def test_two_deep_and_no_path_reaches_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "in" / "outer.zip"
    path.parent.mkdir()
    inner = zipped({"../../evil.txt": b"Text.", "/abs.txt": b"More."})
    path.write_bytes(zipped({"inner.zip": inner}))
    articles, problems = take(path)
    assert problems == []
    assert [a.key for a in articles] == ["../../evil.txt", "/abs.txt"] or [
        a.key for a in articles
    ] == ["/abs.txt"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in", "outer.zip"]


def test_names_in_an_old_encoding(tmp_path: Path) -> None:
    raw = zipped({"x" * 8 + ".txt": b"Text."}).replace(b"x" * 8, "축전대회".encode("cp949"))
    (tmp_path / "a.zip").write_bytes(raw)
    assert take(tmp_path / "a.zip")[0][0].key == "축전대회.txt"


def test_each_form_also_gzipped_and_without_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "b").write_bytes(gzip.compress(PAGE))
    (tmp_path / "c.php").write_bytes(PAGE)
    (tmp_path / "D.HTM").write_bytes(PAGE)
    articles, problems = take(tmp_path)
    assert len({a.id for a in articles}) == 1
    assert [a.key for a in articles] == ["D.HTM", "a.html.gz", "b", "c.php"]
    assert ["c.php" in str(p) and not p.lost for p in problems] == [True]
