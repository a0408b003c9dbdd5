"""What a person may write into a field, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.article import Article, Span
from dragoman.corrections import FieldError, patched, value_at
from dragoman.corrections.edtf import bounds
from dragoman.corrections.values import names_of, spans_in
from dragoman.finding import (
    KINDS,
    Amount,
    Date,
    DateField,
    Field,
    Finding,
    Message,
    Party,
    Quote,
    Wording,
)

TEXT = "Lin Dao sent a note to Mara Ostrow on Friday; the old paper printed it on May 3."
ARTICLE = Article("a", "a", TEXT, title="Lin Dao writes")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def message() -> Message:
    name = Field("Lin Dao", "stated", (span("Lin Dao"),), "Lin Dao")
    friday = DateField(state="ambiguous", evidence=(span("Friday"),), text="Friday",
                       values=("a", "b"), candidates=("a", "b"))  # fmt: skip
    return Message(
        evidence=(span("sent a note to Mara Ostrow on Friday"),),
        sender=Party(name, state="LAO"),
        sent=friday,
    )


def put(finding: Finding, **values: Any) -> Finding:
    return patched(finding, {k.replace("__", "."): v for k, v in values.items()}, ARTICLE)


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("form", "note", "note"),
        ("form", "note ", "note"),
        ("is_reply", "yes", "true"),
        ("words", "118", "118"),
        ("scope", "domestic", "domestic"),
        ("scope", "not_stated", "not_stated"),
        ("sender.state", "PRK", "PRK"),
        ("sender.state", "ORG-UN", "ORG-UN"),
        ("sender", "not_stated", "not_stated"),
        ("recipient", "Mara Ostrow", "Mara Ostrow"),
        ("recipient.office", "president", "president"),
        ("co_senders", "Oro; Vane", "Oro; Vane"),
        ("co_recipients.0.name", "Oro", "Oro"),
        ("sent", "2021-05-07", "2021-05-07"),
        ("sent", "2021-05-05/2021-05-07", "2021-05-05/2021-05-07"),
        ("sent", "stated_unknown", "stated_unknown"),
        ("channel", "the old paper", "the old paper"),
        ("treatment", "full_text", "full_text"),
        ("mentions", "0-7, title 0-7", '[0, 7]; {"in": "title", "span": [0, 7]}'),
        ("channel.evidence", "46-59", "[46, 59]"),
        ("item", '{"of": 3, "position": 1}', '{"of": 3, "position": 1}'),
    ],
)
def test_values_of_every_sort(path: str, value: str, shown: str) -> None:
    assert value_at(put(message(), **{path: value}), path) == shown


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("form", "letter", "not in the codebook"),
        ("fomr", "note", "there is form"),
        ("sender.state", "Korea", "no state"),
        ("sender.wife", "x", "sender"),
        ("sent", "Friday", "no date; write 2021-01-11"),
        ("sent", "2021-02-30", "no date"),
        ("is_reply", "perhaps", "yes or no"),
        ("words", "many", "no number"),
        ("mentions", "7-0", "outside"),
        ("mentions", "0-9999", "outside"),
        ("mentions", "here", "no characters"),
        ("evidence", "not_stated", "words to stand on"),
        ("id", "m1", "by hand"),
        ("corrected_by", "me", "by hand"),
        ("role", "hearsay", "not in the codebook"),
        ("co_senders.4.name", "x", "counted from 0"),
        ("form", "", "no value"),
        ("treatment", "half", "not in the codebook"),
    ],
)
def test_what_is_refused_says_why(path: str, value: str, why: str) -> None:
    with pytest.raises(FieldError, match=why):
        put(message(), **{path: value})


def test_a_date_has_its_bounds_and_no_candidates() -> None:
    made = put(message(), sent="2021-05")
    assert isinstance(made, Message)
    assert made.sent == DateField("2021-05", "stated", (span("Friday"),), "Friday",
                                  earliest="2021-05-01", latest="2021-05-31")  # fmt: skip
    own = Date(
        evidence=(span("May 3"),), state="not_resolved", needs="published", candidates=("x",)
    )
    assert put(own, value="2021-05-03") == Date(
        evidence=(span("May 3"),), value="2021-05-03", edtf="2021-05-03", earliest="2021-05-03",
        latest="2021-05-03",
    )  # fmt: skip
    assert put(own, value="not_stated") == Date(evidence=(span("May 3"),), state="not_stated")


def test_words_that_show_a_value() -> None:
    made = put(message(), recipient="Mara Ostrow", bearer="an envoy")
    assert isinstance(made, Message)
    assert made.recipient is not None
    # In the evidence: shown there. Nowhere: a person says so.
    assert made.recipient.name.evidence == (span("Mara Ostrow"),)
    assert made.recipient.name.state == "stated"
    assert (made.bearer.state, made.bearer.evidence) == ("implied", ())
    again = put(message(), **{"channel": "paper", "channel.evidence": "46-59"})
    assert isinstance(again, Message)
    assert again.channel == Field("paper", "stated", (span("the old paper"),), "the old paper")


def test_the_evidence_of_a_quote_is_its_content() -> None:
    quote = Quote(evidence=(span("Friday"),), content=(span("Friday"),))
    made = put(quote, content="0-7")
    assert isinstance(made, Quote)
    assert made.evidence == made.content == (Span(0, 7),)


def test_other_kinds() -> None:
    wording = Wording(evidence=(span("note"),), type="slogan", phrase="note")
    assert value_at(put(wording, pair="PRK CHN"), "pair") == "PRK; CHN"
    with pytest.raises(FieldError, match="two sides"):
        put(wording, pair="PRK")
    with pytest.raises(FieldError, match="not in the codebook"):
        put(wording, formula="no_such_formula")
    amount = Amount(evidence=(span("3"),), type="count")
    assert value_at(put(amount, value="[3, 4]"), "value") == "[3, 4]"
    for kind in KINDS:
        assert "id" not in names_of(kind)


def test_characters_in_values_are_found() -> None:
    assert spans_in("message", {"mentions": "1-2, 4-5", "form": "note", "sender": "x"}) == [
        Span(1, 2), Span(4, 5)]  # fmt: skip


def test_bounds_before_christ() -> None:
    assert bounds("-0479-02") == ("-0479-02-01", "-0479-02-28")
    assert bounds("-0480/-0479") == ("-0480-01-01", "-0479-12-31")
    assert bounds("") is None
