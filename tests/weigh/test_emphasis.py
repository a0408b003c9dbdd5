"""Emphasis text by text and over the years: like with like, with denominators."""

from __future__ import annotations

from dragoman.article import Article, Metadatum, Span
from dragoman.finding import (
    Emphasis,
    Field,
    Mentioned,
    Message,
    Party,
    Reading,
    Stated,
    StatedWeight,
)
from dragoman.weigh.emphasis import between, emphases, weighed

PLACE = Span(0, 1)


def reading(
    key: str,
    published: str | None,
    states: str = "",
    *,
    own: str | None = "MNG",
    outlet: str = "Assembly",
    stated: Stated | None = None,
    messages: tuple[Message, ...] = (),
) -> Reading:
    """An article whose text names states: "LAO 10 0, PER 5 5" are words alone and shared."""
    given = [Metadatum("outlet", outlet, "file")]
    given += [Metadatum("published", published, "file")] if published else []
    given += [Metadatum("speaks_for", own, "file")] if own else []
    rows = [part.split() for part in states.split(", ") if part]
    mentioned = tuple(
        Mentioned(state, rank, PLACE, 1, int(alone), int(shared))
        for rank, (state, alone, shared) in enumerate(rows, 1)
    )
    found = Emphasis(
        id="e" + key, evidence=(PLACE,), own=own, n=100, mentioned=mentioned,
        stated_by_article=stated,
    )  # fmt: skip
    article = Article(key=key, source=key, text=key, metadata=tuple(given))
    return Reading(article, (*((found,) if mentioned else ()), *messages))


def test_a_row_for_each_state_with_words_share_and_the_messages_of_that_state() -> None:
    sent = Message(
        id="m1", evidence=(PLACE,), sender=Party(state="PER"), recipient=Party(state="MNG"),
        page=Field(2, "stated"), treatment=Field("full_text", "stated"),
    )  # fmt: skip
    laos, peru = weighed([reading("a", "2001", "LAO 10 0, PER 5 6", messages=(sent,))])
    assert (laos.state, laos.words, laos.share, laos.placed) == ("LAO", 10, 0.1, ())
    assert (peru.words, peru.share) == (11, 0.11)
    assert peru.placed == (sent,)
    assert peru.to_json()["placement"][0]["page"] == 2


def test_figures_of_the_article_stand_beside_ours_also_for_states_together() -> None:
    told = Stated(
        "the speech",
        (StatedWeight("CUB+PER", 1, 50, (PLACE,)), StatedWeight("CHL", None, 9, (PLACE,))),
        59,
    )
    rows = list(weighed([reading("a", "2001", "PER 5 0, CUB 4 0", stated=told)]))
    assert [(w.state, w.words, w.stated and w.stated.words) for w in rows] == [
        ("PER", 5, 50),
        ("CUB", 4, 50),
        ("CHL", None, 9),
    ]
    assert rows[0].to_json()["stated"]["state"] == "CUB+PER"


def test_between_takes_texts_for_one_that_name_the_other_or_of_neither_that_name_both() -> None:
    some = [
        reading("a", "2001", "LAO 1 0, PER 1 0", own="MNG"),
        reading("b", "2001", "PER 1 0", own="LAO"),
        reading("c", "2001", "LAO 1 0", own="MNG"),
        reading("d", "2001", "LAO 1 0, PER 1 0, CHL 1 0", own=None),
    ]
    found = [(w.article.key, w.state) for w in between(weighed(some), ("LAO", "PER"))]
    assert found == [("a", "LAO"), ("a", "PER"), ("b", "PER"), ("d", "LAO"), ("d", "PER")]


def test_series_hold_like_texts_only_and_count_those_that_name_nobody() -> None:
    some = [
        reading("a", "2001-09", "LAO 10 0, PER 5 0"),
        reading("b", "2003", "PER 7 3"),
        reading("c", "2004"),
        reading("d", "2003", "PER 90 0", own="LAO"),
        reading("e", "2003", "PER 80 0", outlet="Herald"),
        reading("f", None, "CHL 3 0"),
    ]
    series = {(s.outlet, s.own): s for s in emphases(some)}
    assert set(series) == {("Assembly", "LAO"), ("Assembly", "MNG"), ("Herald", "MNG")}
    own = series["Assembly", "MNG"]
    assert [(y.year, y.texts, y.naming, y.n) for y in own.years] == [
        ("", 1, 1, 100),
        ("2001", 1, 1, 100),
        ("2003", 1, 1, 100),
        ("2004", 1, 0, 0),
    ]
    assert [(s.state, s.rank, s.by_words, s.words, s.share) for s in own.years[1].states] == [
        ("LAO", 1, 1, 10, 0.1),
        ("PER", 2, 2, 5, 0.05),
    ]
    assert own.to_json()["points"][2]["states"][0]["shared"] == 3


def test_of_several_texts_a_year_there_is_no_order_of_mention() -> None:
    some = [
        reading("a", "2001-01-02", "LAO 10 0, PER 5 0"),
        reading("b", "2001-01-03", "PER 7 0"),
    ]
    (series,) = emphases(some)
    (year,) = series.years
    assert (year.texts, year.n) == (2, 200)
    assert [(s.state, s.rank, s.by_words, s.words, s.texts) for s in year.states] == [
        ("PER", None, 1, 12, 2),
        ("LAO", None, 2, 10, 1),
    ]
