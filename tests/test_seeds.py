"""The two articles of the mission: read from outside the project, skipped where they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.finding import Check, Date, Message, Office, Reading
from dragoman.intake import intake
from dragoman.pipeline import read_batch

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="needs ../shared/seeds, not part of the project"
)


def seed(prefix: str, **given: str) -> Reading:
    (path,) = SEEDS.glob(prefix + "*.txt")
    articles = [a for a in intake([str(path)], given) if isinstance(a, Article)]
    return read_batch(articles)[0]


def test_without_a_date_given_nothing_is_dated() -> None:
    reading = seed("000")
    assert reading.article.reference_date.state == "not_resolved"
    open_ = [d for d in reading.of(Date) if not d.optional]
    assert open_
    assert {d.state for d in open_} == {"not_resolved"}
    assert {d.value for d in open_} == {None}
    (m, aid) = reading.of(Message)
    assert (aid.form, aid.role, aid.sent.state) == ("aid", "referred", "not_resolved")
    assert m.sent.state == "stated_unknown"
    assert "not immediately clear" in str(m.sent.text)
    assert m.reported.state == "not_resolved"


def test_with_the_date_given_friday_is_that_day() -> None:
    reading = seed("000", published="2020-05-08")
    friday = next(d for d in reading.of(Date) if reading.article.slice(d.evidence[0]) == "Friday")
    assert friday.value == "2020-05-08"
    (m, aid) = reading.of(Message)
    assert (aid.form, aid.role) == ("aid", "referred")
    assert (aid.sent.earliest, aid.sent.latest) == ("2020-01-21", "2020-01-31")
    assert (m.sender and m.sender.actor, m.recipient and m.recipient.actor) == (
        "kim-jong-un",
        "xi-jinping",
    )
    assert m.form == "verbal_message"
    assert m.reported.value == "2020-05-08"
    assert m.bearer.state == "stated_unknown"


def test_congress_message_reply_and_the_message_of_the_same_day() -> None:
    found = seed("002").of(Message)
    assert len(found) == 3
    by_form = {(m.form, m.sender.label if m.sender else ""): m for m in found}
    reply = next(m for m in found if m.is_reply)
    congress = next(m for m in found if m.id == reply.replies_to)
    own = next(m for (form, who), m in by_form.items() if who.startswith("Xi"))
    assert (reply.page.value, reply.sent.value, reply.published_edition.value) == (
        2,
        "2021-01-11",
        "2021-01-12",
    )
    assert congress.published_edition.value == "2021-01-06"
    assert congress.page_share.known
    assert congress.sent.state == "not_stated"
    assert (own.sent.value, own.page.value, own.treatment.value) == ("2021-01-11", 2, "full_text")
    assert {m.channel.value for m in found} == {"Rodong Sinmun"}


def test_the_greatest_length_is_not_the_greatest_count() -> None:
    found = {c.check: c for c in seed("002").of(Check)}
    assert {k: c.result for k, c in found.items()} == {
        "superlative_vs_counts": "differs",
        "order_of_mention": "agrees",
        "duration_vs_dates": "agrees",
        "duplicate_text": "agrees",
        "quote_vs_original": "cannot_tell",
    }
    assert "118" in found["superlative_vs_counts"].why
    assert "130" in found["superlative_vs_counts"].why


def test_an_election_and_a_naming_with_the_day_of_the_announcement() -> None:
    elected, named = seed("002").of(Office)
    assert (elected.change, elected.office, elected.date.state) == (
        "elected",
        "general secretary of the WPK",
        "not_stated",
    )
    assert (named.change, named.person, named.published.value) == (
        "named",
        "Kim Song-nam",
        "2021-01-11",
    )
    assert seed("000", published="2020-05-08").of(Office) == []
