from __future__ import annotations

import json
from pathlib import Path

import pytest

import dragoman
from dragoman.article import Article, Metadatum
from dragoman.finding import About, Amount, Doubt, Name, spans_of
from dragoman.intake import intake
from dragoman.pipeline import read_batch, read_into, readings
from dragoman.readers import READERS
from dragoman.record import open_record

SAMPLE = Path(dragoman.__file__).parent / "sample"


def sample() -> list[Article]:
    return [a for a in intake([str(SAMPLE)]) if isinstance(a, Article)]


def test_the_same_bytes_at_any_number_of_workers_and_in_any_batch() -> None:
    articles = sample()
    one = [json.dumps(r.to_json()) for r in readings(articles)]
    two = [json.dumps(r.to_json()) for r in readings(articles, workers=2)]
    alone = [json.dumps(read_batch([a])[0].to_json()) for a in articles]
    assert one == two == alone


def test_every_span_of_the_sample_lies_in_its_text_and_has_evidence() -> None:
    for reading in readings(sample()):
        sizes = {"text": len(reading.article.text), "title": len(reading.article.title or "")}
        for f in reading.findings:
            assert f.evidence or f.kind == "doubt"
            assert f.reader
            for s in spans_of(f):
                assert 0 <= s.start < s.end <= sizes[s.where]


def test_reading_again_does_only_what_is_needed(tmp_path: Path) -> None:
    record = open_record(tmp_path / "r.db", create=True)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Xi Jinping wrote on Friday.", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("Nothing.", encoding="utf-8")
    paths = [str(tmp_path / "in")]
    first = read_into(record, paths)
    assert (first.read, first.unchanged) == (2, 0)
    again = read_into(record, paths)
    assert (again.read, again.unchanged) == (0, 2)
    dated = read_into(record, paths[:1], given={"published": "2021-01-13"})
    assert (dated.read, dated.unchanged) == (2, 0)  # a date given changes what is read
    kept = read_into(record, paths)
    assert (kept.read, kept.unchanged) == (0, 2)  # what a person said outlives a run without it
    assert {a.published for a in record.articles()} == {"2021-01-13"}
    (tmp_path / "in" / "b.txt").write_text("Something.", encoding="utf-8")
    changed = read_into(record, paths, given={"published": "2021-01-13"})
    assert (changed.read, changed.unchanged) == (1, 1)
    record.close()


HOSTILE = [
    "",
    "\n\n\n",
    "of the of the " * 3000,
    "((((" * 5000,
    "“" * 500 + "message to " * 500,
    "sent a message to " * 500,
    "Kim " * 5000,
    "9" * 20000,
    "Jan. " * 4000,
    "𝒜\u202e\u0000 message from \ud7ff to Kim Jong Un",
    "President of the " * 3000 + "sent a letter",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read(text: str) -> None:
    article = Article("k", "s", text, title="A message to Kim Jong Un" if not text else None,
                      metadata=(Metadatum("published", "2020-01-01", "file"),))  # fmt: skip
    (reading,) = read_batch([article])
    assert reading.article.text == text


def test_readers_declare_what_they_need_and_it_is_given_before() -> None:
    given: set[type] = set()
    for reader in READERS:
        assert set(reader.needs) <= given, reader.name
        given |= set(reader.gives)


def test_every_reader_has_cases_a_page_and_a_docstring() -> None:
    root = Path(__file__).parent
    for reader in READERS:
        assert list((root / "cases" / reader.name).glob("*.md")), reader.name
        assert (root.parent / "docs" / "findings" / f"{reader.name}.md").is_file(), reader.name
        assert reader.read.__doc__, reader.name


def test_an_article_in_another_language_says_so() -> None:
    text = "El presidente envió el martes un mensaje a los 200 delegados. Kim Jong Un lo recibió."
    language = (Metadatum("language", "es", "file"),)
    (reading,) = read_batch([Article(key="a", source="a", text=text, metadata=language)])
    (doubt,) = (d for d in reading.of(Doubt) if d.about == About("article", "language"))
    assert "messages" in doubt.why
    assert not reading.of(Amount)
    assert [n.actor for n in reading.of(Name)] == ["kim-jong-un"]
