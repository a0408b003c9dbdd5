"""Quotations against texts of a record, with readings put together by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.article import Article, Metadatum, Span
from dragoman.finding import Field, Message, Party, Quote, Reading, Speaker, identified
from dragoman.weigh.communications import Communication
from dragoman.weigh.originals import QuoteCheck, quote_checks
from dragoman.weigh.told import told

SPEECH = (
    "President Bat Tumur spoke in Hue. Dear friends, the harbour will stay open in every season, and "
    "our labour will not be forgotten by those who come after us. Nobody asked the fishermen."
)


def article(key: str, text: str, published: str, outlet: str = "Hue Gazette") -> Article:
    by = (Metadatum("published", published, "person"), Metadatum("outlet", outlet, "person"))
    return Article(key=key, source=key, text=text, title=None, metadata=by)


def quoting(said: str, published: str = "2020-05-06", **more: Any) -> Reading:
    """An article in which Bat Tumur says something."""
    text = f"The talks ended. “{said},” Bat Tumur said on Tuesday."
    a = article("quoting", text, published)
    place = Span(text.index("“"), text.index("”") + 1)
    name = Field("Bat Tumur", "stated", (Span(text.index("Bat"), text.index("Bat") + 9),))
    who = Speaker(name, status="named", type="person", state="MNG", evidence=name.evidence)
    quote = Quote(evidence=(place,), content=(place,), form="direct", speaker=replace(who, **more))
    return Reading(a, identified(a, [quote]))


def checked(said: str, *texts: Article, **more: Any) -> list[QuoteCheck]:
    return list(quote_checks([quoting(said, **more)], texts))


HELD = article("speech", SPEECH, "2020-05-05")


def test_words_of_the_speech_are_exact_cut_or_altered() -> None:
    for said, result, listed in (
        ("the harbour will stay open in every season", "exact", "agrees"),
        ("the harbour will stay open ... by those who come after us", "cut", "agrees"),
        ("the harbour will stay open in [this] season", "bracketed", "agrees"),
        ("the harbour will stay closed in every season, and our labour will not be forgotten",
         "altered", "differs"),
    ):  # fmt: skip
        (found,) = checked(said, HELD)
        assert (found.result, found.check_result) == (result, listed)
        assert found.original == HELD
        assert found.to_json()["original"] == HELD.id


def test_what_the_record_does_not_hold_is_not_told() -> None:
    assert checked("the road to the north will be built in every season", HELD) == []
    assert checked("open in every season", HELD) == []  # too few words


def test_a_text_that_names_somebody_else_is_no_original() -> None:
    other = article("other", SPEECH.replace("Bat Tumur", "Huang Mei"), "2020-05-05")
    assert checked("the harbour will stay open in every season", other) == []


def test_another_report_is_no_original() -> None:
    text = "He said: “the harbour will stay shut in every season, and our labour will not be forgotten.”"
    report = article("report", text, "2020-05-06", "Lao Wire")
    said = "the harbour will stay open in every season, and our labour will not be forgotten"
    (found,) = checked(said, report)
    assert (found.result, found.original) == ("cannot_tell", None)
    assert "'open' for 'shut'" in found.why


def test_of_an_outlet_only_its_own_articles_are() -> None:
    who = {"status": "outlet", "state": None}
    said = "the harbour will stay closed in every season, and our labour will not be forgotten"
    (found,) = checked(said, HELD, **who)
    assert (found.check_result, found.original) == ("cannot_tell", None)
    own = article("own", SPEECH, "2020-05-05", outlet="Bat Tumur")
    assert checked(said, own, **who)[0].check_result == "differs"


def test_what_the_own_side_printed_is_one() -> None:
    text = "“the harbour will stay open in every season,” he said."
    own = article("own", text, "2020-05-05", "kremlin.ru")
    (found,) = checked("the harbour will stay open in every season", own, state="RUS")
    assert (found.result, found.original) == ("exact", own)


def test_a_later_text_is_none() -> None:
    late = article("late", SPEECH, "2020-06-30")
    assert checked("the harbour will stay open in every season", late) == []


def test_altered_words_of_an_old_text_may_be_of_another_occasion() -> None:
    old = article("old", SPEECH, "2019-05-05")
    said = "the harbour will stay closed in every season, and our labour will not be forgotten"
    (found,) = checked(said, old)
    assert (found.result, found.check_result) == ("cannot_tell", "cannot_tell")


def test_the_message_quoted_is_held_and_lacks_the_words() -> None:
    reading = quoting("our peoples will walk side by side on the long road")
    place = Span(0, 16)
    sender = Party(Field("Bat Tumur", "stated", (place,)), state="MNG", type="person")
    to = Party(Field("Huang Mei", "stated", (place,)), state="CHN", type="person")
    m = Message(evidence=(place,), sender=sender, recipient=to, form="personal_letter", mentions=(place,))  # fmt: skip
    mine = Reading(reading.article, identified(reading.article, [*reading.findings, m]))
    text = article("letter", SPEECH, "2020-05-05")
    its = Reading(text, identified(text, [replace(m, evidence=(Span(0, 9),), role="is_text")]))
    one = Communication(tuple(told([mine, its])))
    (found,) = quote_checks([mine], [text], [one])
    assert (found.result, found.check_result, found.original) == ("not_found", "cannot_tell", text)
