from __future__ import annotations

from dragoman.article import Article, Covered, Metadatum
from dragoman.weigh.coverage import years


def article(outlet: str, published: str) -> Article:
    metadata = (Metadatum("outlet", outlet, "file"), Metadatum("published", published, "file"))
    return Article(key=published, source=published, text=published, metadata=metadata)


def test_a_month_is_complete_only_if_all_its_days_are() -> None:
    covered = [
        Covered("A", "2011-02-01", "2011-03-15", complete=True),
        Covered("A", "2011-04-01", "2011-04-30"),
        Covered("A", "2011-06-01", "2011-06-15", complete=True),
        Covered("A", "2011-06-16", "2011-06-30", complete=True),
    ]
    held = [
        article("A", "2011-02-03"),
        article("A", "2011-02-28T10:00:00+09:00"),
        article("A", "2011-05-01"),
    ]
    (year,) = years(held, covered)
    found = {m.month[5:]: (m.articles, m.cover) for m in year.months}
    assert found["01"] == (0, "none")
    assert found["02"] == (2, "complete")
    assert found["03"] == (0, "partial")
    assert found["04"] == (0, "partial")
    assert found["05"] == (1, "none")
    assert found["06"] == (0, "complete")


def test_without_a_table_nothing_is_covered() -> None:
    (year,) = years([article("B", "2012-01-01")], [])
    assert {m.cover for m in year.months} == {"none"}


def test_an_outlet_of_which_nothing_is_held_stands_in_the_strip() -> None:
    (year,) = years([], [Covered("C", "1999-01-01", "1999-12-31", complete=True)])
    assert (year.outlet, year.year) == ("C", "1999")
    assert {(m.articles, m.cover) for m in year.months} == {(0, "complete")}
