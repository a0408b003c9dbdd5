"""How much of a reply stands in the message it answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.article import Article, Metadatum, Span
from dragoman.finding import Field, Message, Party
from dragoman.weigh.communications import communications
from dragoman.weigh.overlap import overlap
from dragoman.weigh.threads import woven
from dragoman.weigh.told import Told

ONE = Party(Field("Somchit Vannak", "stated"), Field("President of Laos", "stated"), state="LAO",
            type="person")  # fmt: skip
OTHER = Party(Field("Bat Tumur", "stated"), Field("President of Mongolia", "stated"), state="MNG",
              type="person")  # fmt: skip
MESSAGE = (
    "The friendship of the steppe and the river grows stronger with every spring. "
    "I wish you good harvests and a mild winter."
)
COPYING = (
    "I thank you. The friendship of the steppe and the river grows stronger with every spring, "
    "as you wrote."
)


def told(text: str, key: str, day: str, **more: Any) -> Told:
    given = [Metadatum("outlet", "Montsame", "person"), Metadatum("published", day, "person")]
    given += [Metadatum("language", str(more.pop("language", "en")), "person")]
    article = Article(key=key, source=key, text=text, metadata=tuple(given))
    message = Message(
        id="m" + key, evidence=(Span(0, 5),), form="greetings", sender=ONE, recipient=OTHER,
        role="is_text", treatment=Field("full_text", "stated"),
    )  # fmt: skip
    return Told(article, replace(message, **more))


def message(text: str = MESSAGE, **more: Any) -> Told:
    return told(text, "message", "2011-07-11", **more)


def reply(text: str = COPYING, **more: Any) -> Told:
    return told(text, "reply", "2011-07-20", sender=OTHER, recipient=ONE, is_reply=True,
                form="reply_message", **more)  # fmt: skip


def of(a: Told, b: Told) -> object:
    one, other = communications([a]), communications([b])
    return overlap(other[0], one[0])


def test_words_of_the_reply_in_runs_of_the_message() -> None:
    (one,), (other,) = communications([message()]), communications([reply()])
    made = overlap(other, one)
    assert made is not None
    assert (made.n, made.of, made.same) == (19, 22, 13)
    assert round(made.share, 3) == 0.684
    (run,) = made.runs
    words = "The friendship of the steppe and the river grows stronger with every spring"
    assert COPYING[run.here.start : run.here.end] == words
    assert MESSAGE[run.there.start : run.there.end] == words
    assert made.to_json()["share"] == 0.6842
    assert made.is_whole


def test_three_words_are_no_run_and_names_and_small_words_none_either() -> None:
    text = (
        "Every spring grows. The President of Mongolia Bat Tumur thanks the President of Laos "
        "Somchit Vannak for it and for all of it."
    )
    other = (
        "To the President of Mongolia Bat Tumur. It is for it and for all of it that I, the "
        "President of Laos Somchit Vannak, write."
    )
    (one,), (two,) = communications([message(other)]), communications([reply(text)])
    made = overlap(two, one)
    assert made is not None
    assert (made.same, made.runs) == (0, ())


def test_the_same_text_is_the_whole_of_it() -> None:
    (one,), (two,) = communications([message()]), communications([reply("- " + MESSAGE)])
    made = overlap(two, one)
    assert made is not None
    assert (made.same, made.share, len(made.runs)) == (22, 1.0, 1)


@pytest.mark.parametrize(
    "more",
    [{"treatment": Field("summary", "implied"), "role": "reported"},
     {"treatment": Field("fact_only", "implied"), "role": "reported"},
     {"treatment": Field(), "role": "reported", "evidence": (Span(0, 5),)}],
)  # fmt: skip
def test_only_where_both_texts_are_held(more: dict[str, Any]) -> None:
    assert of(message(**more), reply()) is None
    assert of(message(), reply(**more)) is None
    assert of(message(language="lo"), reply()) is None


def test_of_an_excerpt_it_is_the_overlap_of_what_is_printed() -> None:
    report = "Bat Tumur sent a reply. The friendship of the steppe and the river grows stronger."
    part = reply(report, role="reported", treatment=Field("excerpt", "implied"),
                 evidence=(Span(0, 22),), mentions=(Span(0, 9),))  # fmt: skip
    part = Told(
        replace(part.article, title="Bat Tumur replies", title_span=Span(0, 9)), part.message
    )
    (one,), (two,) = communications([message()]), communications([part])
    made = overlap(two, one)
    assert made is not None
    assert (made.n, made.same, made.is_whole) == (10, 10, False)  # the report's own words aside


def test_a_thread_has_the_overlap_of_its_links() -> None:
    (thread,) = woven(communications([message(), reply()]))
    (link,) = thread.to_json()["links"]
    assert (link["overlap"]["n"], link["overlap"]["same"]) == (19, 13)
    assert thread.to_json()["links"][0]["overlap"]["run"] == 4


def test_the_ladder_says_it_in_words() -> None:
    from dragoman.report.threads import ladders

    (ladder,) = ladders(woven(communications([message(), reply()])), {})
    first, second = ladder.rungs
    assert first.overlap == ""
    assert second.overlap == "13 of its 19 words (68\u00a0%) stand there in runs of 4 and more"
