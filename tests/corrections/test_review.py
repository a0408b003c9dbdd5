"""The queue, the history and the difference of two runs, asked of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from dragoman import correct, review
from dragoman.article import Article, Metadatum, Span
from dragoman.correct import Signature
from dragoman.corrections import append
from dragoman.finding import (
    About,
    Date,
    Doubt,
    Finding,
    Message,
    Party,
    Quote,
    Reading,
    identified,
)
from dragoman.record import Filter, Record, open_record
from dragoman.report.page import page

TEXT = (
    "On Friday Lin Dao sent a note to Mara Ostrow. The weather in the valley was fine all day, and "
    "the road was dry. Who carried it is an open question to all."
)
ANA, BEN = (Signature(by=name, because="as the text has it") for name in ("Ana", "Ben"))


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def found(text: str) -> list[Finding]:
    friday, note = at(text, "Friday"), at(text, "sent a note to Mara Ostrow")
    return [
        Message(evidence=(note,), form="note", sender=Party(state="LAO"), reader="messages/3"),
        Date(evidence=(friday,), state="not_resolved", needs="published", reader="dates/1"),
        Quote(evidence=(at(text, "Who carried it"),), content=(at(text, "Who carried it"),),
              certainty=0.2, reader="quotes/1"),
        Doubt(evidence=(at(text, "it is"),), about=About("message", "bearer"), why="nobody named",
              reader="messages/3"),
    ]  # fmt: skip


def put(
    record: Record, text: str, some: list[Finding], source: str = "a.txt", **run: str
) -> Article:
    by = (Metadatum("published", "2021-01-13", "file"), Metadatum("outlet", source, "file"))
    article = Article(source, source, text, metadata=by)
    number = record.begin_run({"readers": run})
    record.add(Reading(article, identified(article, some)), f"v{number}", number)
    record.end_run(number, {})
    return article


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = open_record(tmp_path / "r.db", create=True)
    yield made
    made.close()


def say(record: Record, *statements: object) -> None:
    assert record.corrections is not None
    append(record.corrections, *statements)  # type: ignore[arg-type]


def whats(record: Record, **want: object) -> list[str]:
    return [x.what for x in review.queue(record, **want)]  # type: ignore[arg-type]


def own(record: Record, kind: str) -> str:
    return next(f.id for _, f in record.findings(kind))


def test_the_queue_without_corrections(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    items = review.queue(record)
    assert [(x.what, x.kind) for x in items] == [
        ("doubt", "doubt"),
        ("low_certainty", "quote"),
        ("open_field", "date"),
    ]
    assert (items[0].field, items[0].words) == ("message.bearer", "it is")
    assert items[1].certainty == 0.2
    assert whats(record, below=0.1) == ["doubt", "open_field"]
    assert whats(record, kinds=["message"]) == ["doubt"]
    assert whats(record, what=["open_field"]) == ["open_field"]
    assert whats(record, want=Filter(outlet="other")) == []
    assert items[0].to_json()["article"] == "a.txt"


def test_what_was_looked_at_is_not_asked_again(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    say(record, correct.accept(record, own(record, "quote"), ANA))
    say(record, correct.edit(record, own(record, "date"), {"value": "2021-01-08"}, ANA))
    say(record, correct.reject(record, own(record, "doubt"), ANA))
    assert whats(record) == []
    put(record, TEXT + "\n", found(TEXT))
    assert whats(record) == []


def test_the_queue_with_a_memo_is_the_same_queue(record: Record) -> None:
    memo: review.Memo = {}

    def same() -> list[str]:
        items = review.queue(record, memo=memo)
        assert items == review.queue(record)
        return [x.what for x in items]

    put(record, TEXT, found(TEXT))
    assert same() == same() == ["doubt", "low_certainty", "open_field"]
    (accepted,) = (correct.accept(record, own(record, "quote"), ANA),)
    say(record, accepted)
    assert same() == ["doubt", "open_field"]
    say(record, correct.undo(record, accepted.id, ANA))
    assert same() == ["doubt", "low_certainty", "open_field"]
    put(record, TEXT, found(TEXT)[:2])
    assert same() == ["open_field"]
    put(record, "B. " + TEXT, found("B. " + TEXT), source="b.txt")
    assert len(same()) == 4
    say(record, correct.reviewed(record, "b.txt", [], ANA))
    assert same() == ["open_field"]
    put(record, "New. " + TEXT, found("New. " + TEXT))
    assert same() == ["doubt", "low_certainty", "open_field"]


def test_a_whole_review_ends_the_questions_of_its_kind(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    say(record, correct.reviewed(record, "a.txt", ["quote"], ANA))
    assert whats(record) == ["doubt", "open_field"]
    say(record, correct.reviewed(record, "a.txt", [], BEN))
    assert whats(record) == []
    (quotes,) = (r for r in review.machine(record.statements()) if r.kind == "quote")
    assert (quotes.accepted, quotes.articles, quotes.complete.n) == (1, 1, 1)


def test_orphans_and_disagreements_come_first(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    message = own(record, "message")
    say(record, correct.edit(record, message, {"form": "appeal"}, ANA))
    say(record, correct.edit(record, message, {"form": "wreath"}, BEN))
    say(record, correct.accept(record, own(record, "quote"), ANA))
    newer = TEXT.replace("open question", "question, they say,")
    put(record, newer, found(newer))
    items = review.queue(record)
    assert [x.what for x in items] == [
        "orphaned",
        "disagreement",
        "doubt",
        "low_certainty",
        "open_field",
    ]
    assert items[0].words == "Who carried it"
    assert "accept by Ana" in items[0].why
    assert items[1].why == "Ana: appeal; Ben: wreath"
    assert items[1].field == "form"
    assert whats(record, want=Filter(outlet="nowhere")) == []


def test_an_acceptance_that_the_machine_now_leaves(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    say(record, correct.accept(record, own(record, "message"), ANA))
    first, *rest = found(TEXT)
    put(record, TEXT, [replace(first, form="appeal"), *rest])  # type: ignore[call-arg]
    assert whats(record)[0] == "changed"


def test_accepting_what_somebody_corrected_is_no_change_of_the_machine(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    message = own(record, "message")
    say(record, correct.edit(record, message, {"form": "appeal"}, ANA))
    say(record, correct.accept(record, message, BEN))
    assert whats(record)[0] == "doubt"
    assert review.agreement_of(record.statements(), "Ana", "Ben").rows[-1].alpha.agreed == 1


def test_the_history_of_a_finding(record: Record) -> None:
    article = put(record, TEXT, found(TEXT))
    message = own(record, "message")
    say(record, correct.edit(record, message, {"form": "appeal"}, ANA))
    say(record, correct.accept(record, own(record, "quote"), ANA))
    assert [s.statement.does for s in review.history(record)] == ["edit", "accept"]
    assert [s.statement.does for s in review.history(record, finding=message)] == ["edit"]
    assert len(review.history(record, article=article.id)) == 2
    assert review.history(record, Filter(outlet="other")) == []
    assert review.people(record.statements()) == ["Ana"]


HOSTILE = "<script>alert(1)</script>\u202e=cmd()\x00\n“x” " + "w" * 3_000


def test_hostile_reasons_stay_words(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    sign = Signature(by=HOSTILE, because=HOSTILE, source=HOSTILE)
    say(record, correct.edit(record, own(record, "message"), {"channel": HOSTILE}, sign))
    say(record, correct.reject(record, own(record, "quote"), sign))
    html = page(record)
    assert "Corrections by people" in html
    assert "<script>alert" not in html
    assert "\x00" not in html
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert {unescape(x) for x in links} <= {unescape(x) for x in re.findall(r'id="([^"]+)"', html)}
    assert [s.statement.because for s in review.history(record)] == [HOSTILE.strip()] * 2


# ---- two runs


def test_what_a_second_reading_changed(record: Record) -> None:
    put(record, TEXT, found(TEXT), messages="3")
    put(record, "Nothing.", [], source="b.txt", messages="3")
    first, date, _, doubt = found(TEXT)
    again = [replace(first, form="appeal"), date, doubt]  # type: ignore[call-arg]
    again = [replace(f, reader=f.reader.replace("s/3", "s/4")) for f in again]
    put(record, TEXT, again, messages="4")
    made = review.difference(record, 2, 3)
    assert [(v.field, v.before, v.after) for v in made.versions] == [("readers messages", "3", "4")]
    (one,) = made.articles
    assert one.status == "read_again"
    assert [(v.field, v.before, v.after) for v in one.why] == [
        ("messages", "messages/3", "messages/4")
    ]
    told = {
        (f.status, f.kind): [(c.field, c.before, c.after) for c in f.fields] for f in one.findings
    }
    assert told == {
        ("changed", "message"): [("form", "note", "appeal")],
        ("gone", "quote"): [],
    }
    whole = review.difference(record, 1, 3)
    assert {(a.article.key, a.status) for a in whole.articles} == {
        ("a.txt", "read_again"),
        ("b.txt", "new"),
    }


def test_reading_the_same_again_changes_nothing_and_is_not_kept_twice(record: Record) -> None:
    for _ in range(3):
        put(record, TEXT, found(TEXT))
    put(record, TEXT, found(TEXT)[:2])
    assert review.difference(record, 1, 3).articles == ()
    (one,) = review.difference(record, 1, 4).articles
    assert {f.status for f in one.findings} == {"gone"}
    assert review.difference(record, 2, 4).articles == review.difference(record, 3, 4).articles
    assert record.at(one.article.id, 1) == record.at(one.article.id, 3)
    with pytest.raises(LookupError, match="no run 9"):
        review.difference(record, 1, 9)
    with pytest.raises(LookupError, match="not before"):
        review.difference(record, 2, 2)


def test_a_newer_text_is_compared_by_words(record: Record) -> None:
    put(record, TEXT, found(TEXT))
    newer = "A line before. " + TEXT.replace("Friday", "Monday")
    put(record, newer, [*found(newer.replace("Monday", "Friday"))])
    (one,) = review.difference(record, 1, 2).articles
    assert one.status == "new_version"
    told = {(f.status, f.kind, f.words) for f in one.findings}
    assert told == {("new", "date", "Monday"), ("gone", "date", "Friday")}


def test_a_record_of_before_opens_all_the_same(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "old.db"
    old = open_record(path, create=True)
    put(old, TEXT, found(TEXT))
    old.close()
    db = sqlite3.connect(path)
    db.execute("DROP TABLE former")
    db.commit()
    db.close()
    again = open_record(path)
    put(again, TEXT, found(TEXT)[:1])
    assert len(review.difference(again, 1, 2).articles) == 1
    again.close()
