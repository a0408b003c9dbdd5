"""Messages per pair and year, with denominators."""

from __future__ import annotations

from dragoman.article import Article, Covered, Metadatum, Span
from dragoman.finding import DateField, Message, Party
from dragoman.weigh.communications import communications
from dragoman.weigh.series import series
from dragoman.weigh.told import Told


def article(key: str, published: str | None, outlet: str = "KCNA") -> Article:
    given = [Metadatum("outlet", outlet, "person")]
    given += [Metadatum("published", published, "person")] if published else []
    return Article(text=key, key=key, source=key, metadata=tuple(given))


def told(published: str | None, one: str, other: str, sent: str | None = None) -> Told:
    day = DateField(sent, "stated", earliest=sent, latest=sent) if sent else DateField()
    message = Message(
        id="m1", evidence=(Span(0, 1),), sender=Party(state=one, actor=f"leader-{one}"),
        recipient=Party(state=other, actor=f"leader-{other}"), form="greetings", sent=day,
    )  # fmt: skip
    return Told(article(f"{published}-{one}-{other}", published), message)


def test_each_pair_has_a_cell_for_each_year_of_the_record() -> None:
    some = [
        told("2011-01-02", "PRK", "CHN"), told("2011-07-02", "CHN", "PRK"),
        told("2013-01-02", "PRK", "CHN"), told("2011-03-02", "PRK", "RUS"),
    ]  # fmt: skip
    articles = [t.article for t in some] + [article("other", "2012-05-05")]
    covered = [Covered("KCNA", "2011-01-01", "2011-06-30", complete=True)]
    china, russia = series(communications(some), articles, covered)
    assert (china.pair, russia.pair) == (("CHN", "PRK"), ("PRK", "RUS"))
    assert [(c.year, len(c.forth), len(c.back), c.total, c.complete) for c in china.cells] == [
        ("2011", 1, 1, 3, 6),
        ("2012", 0, 0, 1, 0),
        ("2013", 0, 1, 1, 0),
    ]
    assert [c.n for c in russia.cells] == [1, 0, 0]
    assert china.to_json()["points"][0]["months_complete"] == 6


def test_the_year_is_that_of_the_message_not_of_its_report() -> None:
    t = told("2012-01-02", "PRK", "CHN", sent="2011-12-30")
    (made,) = series(communications([t]), [t.article], [])
    assert [(c.year, c.n, c.total) for c in made.cells] == [("2011", 1, 0), ("2012", 0, 1)]


def test_a_message_at_home_and_one_without_any_day_count_nowhere() -> None:
    some = [told("2011-01-02", "PRK", "PRK"), told(None, "PRK", "CHN")]
    assert series(communications(some), [t.article for t in some], []) == []
