from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.article import Article, Span
from dragoman.finding import Date, Reading, identified
from dragoman.record import Record, open_record
from dragoman.report.news import section
from dragoman.report.page import page
from dragoman.report.sections import Held


def put(record: Record, run: int, key: str, text: str, words: list[str]) -> None:
    article = Article(key, key, text)
    dates = [Date(evidence=(Span(text.index(w), text.index(w) + len(w)),)) for w in words]
    record.add(Reading(article, tuple(identified(article, dates))), f"run {run}", run)


def begin(record: Record) -> int:
    return record.begin_run({"dragoman": "1", "codebook": "5", "readers": {"dates": "1"}})


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = open_record(tmp_path / "r.db", create=True)
    run = begin(record)
    put(record, run, "a.txt", "The pier opened on Friday.", ["Friday"])
    put(record, run, "b.txt", "The bridge closed in May.", ["May"])
    return record


def held(record: Record) -> list[Held]:
    return [Held(n, r, (r.article.source,)) for n, r in enumerate(record.readings(), 1)]


def test_a_first_run_is_all_new_and_has_no_section(record: Record) -> None:
    made = section(record, held(record))
    assert (made.since, made.until, made.articles) == (None, 1, ())
    assert 'id="news"' not in page(record)


def test_new_articles_newer_texts_and_other_readings(record: Record) -> None:
    run = begin(record)
    put(record, run, "a.txt", "The pier opened on Friday and shut in June.", ["Friday", "June"])
    put(record, run, "b.txt", "The bridge closed in May.", [])
    put(record, run, "c.txt", "A ship came on Monday.", ["Monday"])
    made = section(record, held(record))
    assert (made.since, made.until) == (1, 2)
    assert {h.article.key: how for h, how in made.articles} == {
        "a.txt": "a newer text", "b.txt": "read again", "c.txt": "new",
    }  # fmt: skip
    (kind,) = made.kinds
    # "Friday" stands as before, with its id.
    assert (kind.kind, kind.new, kind.gone, kind.changed) == ("date", 2, 1, 0)
    assert 'id="news"' in page(record)


def test_a_run_that_changes_nothing_changes_no_page(record: Record) -> None:
    before = page(record)
    begin(record)
    assert page(record) == before


def test_a_run_that_is_not_there(record: Record) -> None:
    begin(record)
    with pytest.raises(LookupError, match="no run 7"):
        section(record, held(record), 7)
