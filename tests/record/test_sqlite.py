from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from dragoman.article import Article, Metadatum
from dragoman.finding import Message, Reading
from dragoman.pipeline import read_batch
from dragoman.record import Filter, Record, RecordError, open_record
from dragoman.record.sqlite import SqliteRecord


def reading(key: str, text: str, published: str | None = "2021-01-13") -> Reading:
    metadata = (Metadatum("published", published, "file"),) if published else ()
    return read_batch([Article(key, f"dir/{key}", text, metadata=metadata)])[0]


ONE = "On Jan. 11 Xi Jinping sent a congratulatory message to Kim Jong Un on his election."
TWO = "Vladimir Putin received a letter from Emmanuel Macron on Tuesday."


@pytest.fixture(params=["memory", "file"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """The same tests for every kind of record."""
    made = open_record(":memory:" if request.param == "memory" else tmp_path / "r.db", create=True)
    yield made
    made.close()


def test_what_is_stored_comes_back(record: Record) -> None:
    run = record.begin_run({"dragoman": "x"})
    stored = [reading("b.txt", TWO), reading("a.txt", ONE), reading("c.txt", "Nothing.", None)]
    for r in stored:
        record.add(r, "v1", run)
    record.end_run(run, {"read": 3})
    assert [r.article.key for r in record.readings()] == ["a.txt", "b.txt", "c.txt"]
    back = {r.article.key: r for r in record.readings()}
    for r in stored:
        assert back[r.article.key] == r
    assert list(record.verify()) == []
    assert record.runs()[0]["outcome"] == {"read": 3}


def test_credits_and_states_named_of_an_article(record: Record) -> None:
    run = record.begin_run({})
    one = reading("a.txt", ONE + "\n\nReported by Ines Caldera for the Korea Service.")
    two = reading("b.txt", "Nothing.", None)
    for r in (one, two):
        record.add(r, "v1", run)
    assert [c.name for c in record.credits(one.article.id)][:1] == ["Ines Caldera"]
    named, bare = record.namings()
    assert (named.article, named.published) == (one.article.id, "2021-01-13")
    assert {"CHN", "PRK"} <= named.states
    assert (bare.published, bare.states) == (None, frozenset())


def test_only_the_kinds_asked_for(record: Record) -> None:
    run = record.begin_run({})
    for one in (reading("a.txt", ONE), reading("b.txt", TWO), reading("c.txt", "Nothing.")):
        record.add(one, "v1", run)
    found = {r.article.key: {f.kind for f in r.findings} for r in record.readings(kinds=("date",))}
    assert found == {"a.txt": {"date"}, "b.txt": {"date"}}
    both = [r.findings for r in record.readings(kinds=("date", "message"))]
    whole = [r.findings for r in record.readings()]
    kept = [tuple(f for f in fs if f.kind in ("date", "message")) for fs in whole]
    assert both == [fs for fs in kept if fs]
    assert list(record.readings(kinds=())) == []
    (one, *_) = record.readings()
    assert list(record.readings(of=(one.article.id,))) == [one]
    assert list(record.readings(of=())) == []


def test_filters(record: Record) -> None:
    run = record.begin_run({})
    for r in (reading("a.txt", ONE), reading("b.txt", TWO, "2020-06-01")):
        record.add(r, "v1", run)

    def parties(want: Filter) -> list[str]:
        return [
            f.recipients[0].label
            for _, f in record.findings("message", want)
            if isinstance(f, Message)
        ]

    assert parties(Filter()) == ["Vladimir Putin", "Kim Jong Un"]
    assert parties(Filter(between=("PRK", "CHN"))) == ["Kim Jong Un"]
    assert parties(Filter(between=("CHN", "PRK"))) == ["Kim Jong Un"]
    assert parties(Filter(who="macron")) == ["Vladimir Putin"]
    assert parties(Filter(since="2021-01-01")) == ["Kim Jong Un"]
    assert parties(Filter(until="2020-12-31")) == ["Vladimir Putin"]
    assert parties(Filter(article="a.t")) == ["Kim Jong Un"]
    assert parties(Filter(form="congratulatory_message")) == ["Kim Jong Un"]


@pytest.mark.parametrize(
    ("since", "until", "keys"),
    [
        (None, None, ["year", "month", "day"]),
        ("2020-09-15", None, ["year", "month"]),
        ("2020-12-31", "2021-01-01", ["year"]),
        (None, "2020-09-01", ["year", "month"]),
        ("2021-01-01", None, []),
    ],
)
def test_what_is_known_by_month_or_year_lies_in_a_time_that_meets_it(
    record: Record, since: str | None, until: str | None, keys: list[str]
) -> None:
    run = record.begin_run({})
    known = {"year": "2020", "month": "2020-09", "day": "2020-09-09"}
    for key, published in known.items():
        record.add(reading(key, f"{key}: {ONE}", published), "v1", run)
    want = Filter(since=since, until=until)
    assert [a.key for a in record.articles(want)] == keys


def test_adding_again_replaces_and_is_current(record: Record) -> None:
    run = record.begin_run({})
    r = reading("a.txt", ONE)
    assert not record.is_current(r.article, "v1")
    record.add(r, "v1", run)
    assert record.is_current(r.article, "v1")
    assert not record.is_current(r.article, "v2")
    record.add(replace(r, findings=r.findings[:1]), "v2", run)
    assert [len(x.findings) for x in record.readings()] == [1]
    assert record.counts()["article"] == 1


def test_same_text_from_two_places_is_one_article_with_two_sources(record: Record) -> None:
    run = record.begin_run({})
    r = reading("a.txt", ONE)
    elsewhere = replace(r, article=replace(r.article, source="other/a.txt"))
    record.add(r, "v1", run)
    record.add(elsewhere, "v1", run)
    assert record.counts()["article"] == 1
    assert record.sources(r.article.id) == ["dir/a.txt", "other/a.txt"]
    assert record.is_current(elsewhere.article, "v1")


def test_same_source_with_other_text_is_a_version(record: Record) -> None:
    run = record.begin_run({})
    first, second = reading("a.txt", ONE), reading("a.txt", ONE + " Corrected.")
    record.add(first, "v1", run)
    record.add(second, "v1", run)
    assert [a.id for a in record.articles()] == [second.article.id]
    (message,) = second.of(Message)
    assert record.finding(message.id)[0].id == second.article.id  # the newest of the versions
    held = {a.id: a.version_of for a in record.articles(Filter(versions=True))}
    assert held == {first.article.id: None, second.article.id: first.article.id}


def test_a_finding_by_the_beginning_of_its_id(record: Record) -> None:
    r = reading("a.txt", ONE)
    record.add(r, "v1", record.begin_run({}))
    (message,) = r.of(Message)
    article, found = record.finding(message.id[:9])
    assert (article.id, found) == (r.article.id, message)
    with pytest.raises(LookupError, match="no such"):
        record.finding("zzzz")
    with pytest.raises(LookupError, match="several"):
        record.finding("n")


def test_search_gives_places_of_words_and_phrases(record: Record) -> None:
    record.add(reading("a.txt", ONE), "v1", record.begin_run({}))
    (hit,) = record.search('"congratulatory message"')
    assert ONE[hit.start : hit.end] == hit.match == "congratulatory message"
    assert list(record.search("absent")) == []
    assert list(record.search('" ) OR (')) == []


def test_verify_sees_a_changed_text(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    record = open_record(path, create=True)
    record.add(reading("a.txt", ONE), "v1", record.begin_run({}))
    record.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE article SET text = replace(text, 'Kim Jong Un', 'Kim Jong Il')")
    record = open_record(path)
    whys = [f.why for f in record.verify()]
    record.close()
    assert any("not the one that was read" in w for w in whys)
    assert any("does not stand at its characters" in w for w in whys)


def test_verify_sees_findings_moved_or_gone(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    record = open_record(path, create=True)
    record.add(reading("a.txt", ONE), "v1", record.begin_run({}))
    record.close()
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM finding WHERE kind = 'name'")
    record = open_record(path)
    whys = [f.why for f in record.verify()]
    record.close()
    assert whys == ["the findings are not those that were stored"]


def test_errors_name_the_file_and_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record there"):
        open_record(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("not a database, only some text " * 50, encoding="utf-8")
    with pytest.raises(RecordError, match="not a dragoman record"):
        open_record(tmp_path / "text.db", create=True)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    with pytest.raises(RecordError, match="another program"):
        open_record(other, create=True)
    newer = tmp_path / "newer.db"
    open_record(newer, create=True).close()
    with sqlite3.connect(newer) as db:
        db.execute("UPDATE about SET value = '99' WHERE key = 'version'")
    with pytest.raises(RecordError, match="version 99"):
        open_record(newer)


def test_a_full_disk_is_one_line_and_what_is_stored_stays(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "r.db", create=True)
    run = record.begin_run({})
    record.add(Reading(Article(key="a", source="a", text="First.")), "x", run)
    (pages,) = record._db.execute("PRAGMA page_count").fetchone()
    record._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RecordError, match=r"can't be written .*full.*what is stored stays"):
        record.add(Reading(Article(key="b", source="b", text="Second. " * 9000)), "x", run)
    assert [a.key for a in record.articles()] == ["a"]
    record._db.execute("PRAGMA max_page_count = 100000")
    record.add(Reading(Article(key="c", source="c", text="Third.")), "x", run)
    assert list(record.verify()) == []
    record.close()


def test_two_that_make_one_record_at_once(tmp_path: Path) -> None:
    barrier = Barrier(4)

    def made(number: int) -> int:
        barrier.wait()
        record = SqliteRecord(tmp_path / "r.db", create=True)
        run = record.begin_run({})
        for i in range(20):
            own = f"{number}-{i}"
            record.add(Reading(Article(key=own, source=own, text=f"Text {own}.")), "x", run)
        record.close()
        return number

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(made, range(4))) == [0, 1, 2, 3]
    record = SqliteRecord(tmp_path / "r.db")
    assert record.counts()["article"] == 80
    assert list(record.verify()) == []
    record.close()


def test_sketches_of_current_articles(record: Record) -> None:
    run = record.begin_run({})
    text = ONE + " The message was carried in full by both papers of the capital on the next day."
    made = [
        reading("a.txt", text),
        reading("b.txt", text + " Nothing else."),
        reading("c.txt", TWO),
    ]
    for r in made:
        record.add(r, "v1", run)
    sizes = record.sketches()
    assert list(sizes) == [r.article.id for r in made]
    pair = (made[0].article.id, made[1].article.id)
    assert set(record.holders()) == set(record.holders(pair[1])) == {pair}
    assert list(record.sketches([pair[1]])) == [pair[1]]
    newer = reading("a.txt", TWO + " A correction.")
    record.add(newer, "v1", run)
    assert pair[0] not in record.sketches()
    assert pair not in set(record.holders())


def test_an_older_record_gets_its_sketches_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    record = open_record(path, create=True)
    run = record.begin_run({})
    record.add(reading("a.txt", ONE), "v1", run)
    wanted = record.sketches()
    record.close()
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE sketch")
        db.execute("DROP TABLE shingle")
        db.execute("DELETE FROM about WHERE key = 'sketch'")
    db.close()
    again = open_record(path)
    assert again.sketches() == wanted
    again.close()
