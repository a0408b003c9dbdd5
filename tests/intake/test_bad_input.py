"""Each bad file gives one clear line, and a good file beside it is still taken in."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.intake import Problem, files, intake, saved


@dataclass(frozen=True)
class Bad:
    """A file, the words of its one line, and whether an article comes out all the same."""

    name: str
    raw: bytes
    words: tuple[str, ...]
    lost: bool = True
    articles: int = 0
    beside: dict[str, bytes] = field(default_factory=dict)


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name), raw, compress_type=method)
    return out.getvalue()


def _encrypted_zip() -> bytes:
    """An archive whose member says that it is encrypted."""
    raw = bytearray(zipped({"a.txt": b"secret text"}, method=zipfile.ZIP_STORED))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def _bad_crc() -> bytes:
    raw = bytearray(zipped({"a.txt": b"some text"}, method=zipfile.ZIP_STORED))
    raw[raw.index(b"some text")] ^= 1
    return bytes(raw)


def _nested(depth: int) -> bytes:
    raw = b"Text."
    for i in range(depth):
        raw = zipped({"deep.txt" if i == 0 else "inner.zip": raw})
    return raw


def pdf(pages: list[str], *, trailer: bytes = b"") -> bytes:
    """A PDF with one line of text a page, written by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, words in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        stream = words.encode() if not words or words.startswith("BT") else _line(words)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    size = len(objects) + 1
    out_table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + out_table + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, trailer, len(out),
    )  # fmt: skip


def _line(words: str) -> bytes:
    return b"BT /F1 12 Tf 72 720 Td (" + words.encode() + b") Tj ET"


_ENCRYPT = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"28" * 32 + b"> /U <" + b"11" * 32
    + b"> /P -44 >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
)  # fmt: skip
_HEAD = b"From: A <a@example.org>\r\nSubject: S\r\nDate: Fri, 12 Jul 2024 10:00:00 +0200\r\n"
_LONG = b"<p>The envoy left the capital on Monday and said that he would return.</p>"
_PAGE = b"<html><body>%s</body></html>"
# ESC at odd places: in no encoding that is known here.
_NOISE = bytes(b if b not in (0, 10, 13) else 200 for b in range(128, 256)) * 9

BAD = [
    Bad("empty.txt", b"", ("empty", "nothing to read")),
    Bad("blank.txt", b" \t\r\n \n", ("no text", "nothing to read")),
    Bad("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ("a picture", "save it as")),
    Bad("zeros.txt", b"Some\0 text.", ("null byte", "byte 4", "without null bytes")),
    Bad("unknown.txt", _NOISE, ("not UTF-8", "byte 0", "iconv")),
    Bad("document.docx", zipped({"word/document.xml": b"<a/>"}), ("a Word document", "PDF or text")),
    Bad("style.css", b"p { color: red }", ("no form known for .css", ".html")),
    Bad("noname", b"Only text.", ("no form known for files without suffix", ".txt")),
    Bad("page.html", b"Just words.", ("no markup", "rename it to .txt")),
    Bad("hollow.html", _PAGE % b"<nav>Home</nav><script>x()</script>", ("no text in the page", "save it")),
    Bad("deep.html", b"<div>" * 100_000 + b"x", ("nested without end", "save the page again")),
    Bad("wrong.txt", b"<!DOCTYPE html>" + _PAGE % _LONG, ("name says .txt", "content is .html"), False, 1),
    Bad("wrong.html", b"%PDF-1.4 x", ("name says .html", "content is .pdf"), True),
    Bad("broken.jsonl", b'{"text": "a"}\nnot json\n', ("line 2", "not JSON", "mend or remove"), True, 1),
    Bad("array.jsonl", b'[\n{"text": "a"}\n]\n', ("a JSON array", "one object a line")),
    Bad("object.jsonl", b'{\n"text": "a"\n}\n', ("over many lines", "one object a line")),
    Bad("number.jsonl", b"3\n", ("line 1", "no JSON object", 'write {"text"')),
    Bad("untitled.jsonl", b'{"id": 3}\n', ("neither text nor title", 'field "text"')),
    Bad("half.jsonl", b'{"text": "half \\ud800"}\n', ("lone surrogate", "mend the escape")),
    Bad("halfid.jsonl", b'{"id": "\\ud800", "text": "a"}\n', ("lone surrogate", "mend the escape")),
    Bad("nest.jsonl", b'{"text": ' + b"[" * 100_000 + b"}\n", ("not JSON", "mend or remove")),
    Bad("korean.jsonl", '{"text": "대통령이 축전을 보냈다고 한다"}\n'.encode("cp949"), ("cp949", "iconv -f")),
    Bad("date.jsonl", b'{"text": "T", "date": "soon"}\n', ("'soon' is no date", "YYYY-MM-DD"), False, 1),
    Bad("cut.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 50)[:-12], ("gzip", "fetch it again")),
    Bad("noise.txt.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 40, ("gzip", "fetch it again")),
    Bad("thrice.txt.gz", gzip.compress(gzip.compress(gzip.compress(b"Text."))),
        ("packed more than 2 times", "unpack it first")),
    Bad("plain.txt.gz", b"no gzip at all", ("not a whole gzip file", "fetch it again")),
    Bad("bomb.txt.gz", gzip.compress(b"a" * 3_000_000), ("over 2,000,000 bytes when unpacked", "split")),
    Bad("large.txt", b"a" * 2_000_001, ("over 2,000,000 bytes", "split it")),
    Bad("cut.zip", zipped({"a.txt": b"text" * 99})[:60], ("not a whole ZIP archive", "fetch it again")),
    Bad("none.zip", zipped({}), ("without files", "nothing to read")),
    Bad("secret.zip", _encrypted_zip(), ("secret.zip#a.txt", "encrypted", "password")),
    Bad("crc.zip", _bad_crc(), ("crc.zip#a.txt", "damaged", "fetch the archive")),
    Bad("bomb.zip", zipped({"b.txt": b"a" * 3_000_000}), ("bomb.zip#b.txt", "over 2,000,000 bytes")),
    Bad("many.zip", zipped({f"{i:02}.txt": b"a" * 1_900_000 for i in range(9)}),
        ("many.zip#06.txt", "over", "when unpacked"), True, 6),
    Bad("nested.zip", _nested(3), ("nested.zip#inner.zip#inner.zip", "more than 2 archives deep")),
    Bad("members.zip", zipped({"a.txt": b"Good.", "b.bin": b"??"}), ("members.zip#b.bin", "no form"), True, 1),
    Bad("broken.pdf", b"%PDF-1.4\n%%EOF", ("broken PDF", "again")),
    Bad("cut.pdf", pdf(["A line."])[:90], ("broken PDF", "again")),
    Bad("scan.pdf", pdf(["", ""]), ("scanned PDF", "text recognition")),
    Bad("half.pdf", pdf(["A line of text.", ""]), ("1 of 2 pages have no text", "recognition"), False, 1),
    Bad("secret.pdf", pdf(["A line."], trailer=_ENCRYPT), ("encrypted PDF", "without a password")),
    Bad("no.pdf", b"Only text.", ("no PDF", "save it again")),
    Bad("empty.eml", _HEAD + b"\r\n", ("without text", "nothing to read")),
    Bad("charset.eml", _HEAD + b"Content-Type: text/plain; charset=x-klingon\r\n\r\nText of it.",
        ("x-klingon", "doesn't fit"), False, 1),
    Bad("noise.eml", _HEAD + b"Content-Type: text/plain\r\n\r\n" + _NOISE, ("not UTF-8", "UTF-8")),
    Bad("marks.txt", b"\xff\xfeA\0\0", ("though it has its mark", "iconv")),
    Bad("utf16.txt", "Text without its mark.".encode("utf-16-le"), ("utf-16-le", "iconv"), False, 1),
    Bad("latin.txt", "Le señor llegó mañana, según él.".encode("cp1252"), ("cp1252", "iconv"), False, 1),
    Bad("side.txt", b"Text.", ("sidecar not read", "TOML"), False, 1, {"side.toml": b"published = "}),
    Bad("when.txt", b"Text.", ("'soon' is no date", "YYYY"), False, 1, {"when.toml": b'date = "soon"'}),
    Bad("list.txt", b"Text.", ("outlet is no text", "quotes"), False, 1, {"list.toml": b"outlet = {a = 1}"}),
    Bad("whose.txt", b"Text.", ("'Mongolia' is no side", "write MNG"), False, 1, {"whose.toml": b'speaks_for = "Mongolia"'}),
    Bad("sides.jsonl", b'{"text": "T", "speaks_for": "us"}\n', ("'us' is no side", "such as CHN"), False, 1),
    Bad("front.md", b"---\ndate: soon\n---\nText.", ("'soon' is no date", "YYYY"), False, 1),
]  # fmt: skip

# Large or strange, and yet read without a word, in time that grows with their size.
GOOD: dict[str, bytes] = {
    "line.txt": b"word " * 400_000,
    "blanks.txt": b"T" + b" " * 1_900_000 + b"x",
    "posted.txt": b"Posted on" + b" " * 1_900_000 + b"x",
    "attributes.html": b"<p " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">" + _LONG * 2,
    "entities.html": _PAGE % (_LONG + b"<p>" + b"&amp;&#38;" * 60_000 + b"</p>"),
    "blocks.html": _PAGE % (b"<div>a</div>" * 60_000 + _LONG * 9),
    "unclosed.html": b"<html><body>" + b"<p>The envoy left. <b><i>" * 3_000,
    "quotes.html": _PAGE % (_LONG + b"<a '\"" * 60_000),
    "tables.html": _PAGE % (b"<table><tr><td>" * 900 + _LONG),
    "data.html": b'<script type="application/ld+json">' + b"[" * 90_000 + b"</script>" + _PAGE % _LONG,
    "parts.eml": _HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nText.\r\n" * 2_000,
    "folded.eml": b"Subject: " + b"=?x?q?y?=" * 9_000 + b"\r\n\r\nText of the mail.",
    "surrogate.jsonl": json.dumps({"text": "An astral letter: \U0001f54a."}).encode() + b"\n",
    "zip64.zip": zipped({"a.txt": b"Text of a."}) + struct.pack("<I", 0),
}  # fmt: skip


def take(*paths: Path | str) -> tuple[list[Article], list[Problem]]:
    items = list(intake([str(p) for p in paths]))
    return (
        [i for i in items if isinstance(i, Article)],
        [i for i in items if isinstance(i, Problem)],
    )


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Smaller limits, so that the files which pass them are small too."""
    monkeypatch.setattr(saved, "LARGEST_TEXT", 2_000_000)
    monkeypatch.setattr(saved, "MOST_UNPACKED", 12_000_000)


def test_there_are_enough() -> None:
    assert len(BAD) >= 40
    assert len({b.name for b in BAD}) == len(BAD)


@pytest.mark.parametrize("bad", BAD, ids=lambda b: b.name)
def test_one_line_and_the_rest_goes_on(bad: Bad, tmp_path: Path) -> None:
    (tmp_path / bad.name).write_bytes(bad.raw)
    for name, raw in bad.beside.items():
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "zz-good.txt").write_text("The good file beside it.", encoding="utf-8")
    articles, problems = take(tmp_path)
    lines = [str(p) for p in problems]
    if bad.name == "wrong.html":  # its content is a broken PDF: two things to say
        assert "broken PDF" in lines.pop()
        problems.pop()
    elif bad.name == "many.zip":  # all members behind the limit
        assert len(lines) <= 3
        lines, problems = lines[:1], problems[:1]
    assert len(lines) == 1, lines
    assert lines[0].startswith(str(tmp_path))
    assert "\n" not in lines[0]
    assert "; " in lines[0]
    for words in bad.words:
        assert words in lines[0]
    assert problems[0].lost == (bad.lost and bad.name != "wrong.html")
    assert articles[-1].text == "The good file beside it."
    assert len(articles) == 1 + bad.articles


@pytest.mark.parametrize("name", GOOD)
def test_strange_and_yet_read_in_linear_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD[name])
    began = time.process_time()
    articles, problems = take(path)
    assert time.process_time() - began < 10
    assert [p for p in problems if p.lost] == []
    assert len(articles) == 1


def test_a_missing_path(tmp_path: Path) -> None:
    _, (problem,) = take(tmp_path / "none.txt")
    assert str(problem).endswith("no such file or folder; check the path")


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    opened, listed = os.open, os.scandir

    def refuse_open(path: Path, flags: int, *rest: int) -> int:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *rest)

    def refuse_list(path: str) -> object:
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "open", refuse_open)
    monkeypatch.setattr(os, "scandir", refuse_list)
    articles, problems = take(tmp_path)
    assert [a.key for a in articles] == ["b.txt"]
    assert "a.txt: can't be read (Permission denied); check" in str(problems[0])
    assert "sub: folder can't be listed (Permission denied); check its rights" in str(problems[1])


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    articles, problems = take(tmp_path)
    assert [a.key for a in articles] == ["a.txt"]
    assert "broken" in problems[0].where
    assert "a link back to a folder round it" in str(problems[1])
    assert not problems[1].lost


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("Text.", encoding="utf-8")
    articles, (problem,) = take(tmp_path, "/dev/null")[0], take(tmp_path)[1]
    assert [a.key for a in articles] == ["b.txt"]
    assert "a.txt: no ordinary file (a pipe or device); save it as a file" in str(problem)


def test_a_file_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    opened = os.open

    def late(path: Path, flags: int, *rest: int) -> int:
        if str(path).endswith("a.txt"):
            Path(path).unlink()
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", late)
    articles, (problem,) = take(tmp_path)
    assert [a.key for a in articles] == ["b.txt"]
    assert "gone before it could be read" in str(problem)


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    Path(os.fsdecode(raw)).write_text("Text.", encoding="utf-8")
    Path(os.fsdecode(raw[:-4] + b".css")).write_text("x", encoding="utf-8")
    (article,), (problem,) = take(tmp_path)
    assert article.key == r"caf\xe9\n.txt"
    str(problem).encode()
    article.source.encode()
    assert "\n" not in str(problem)


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "LARGEST_TEXT", 100_000_000)
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_001)  # a hole: takes no room
    monkeypatch.setattr(files, "_whole", lambda *_: pytest.fail("it was read"))
    _, (problem,) = take(path)
    assert "over 100,000,000 bytes; split it into articles" in str(problem)
