"""Which quotes a filter takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.finding import Quote, Reading
from dragoman.record import Filter, Record, open_record


@pytest.fixture
def record(quoted: list[Reading]) -> Iterator[Record]:
    held = open_record(":memory:", create=True)
    for one in quoted:
        held.add(one, "x", held.begin_run({}))
    yield held
    held.close()


@pytest.mark.parametrize(
    ("want", "contents"),
    [
        (Filter(who="xi jinping"), ["that China “will stand by the talks,”"]),
        (Filter(who="Kim Jong Un"), ["“a new chapter.”"]),  # written with a hyphen
        (Filter(who="kim-jong-un"), ["“a new chapter.”"]),  # an actor's id
        (Filter(who="Bat Tumur"), ["that prices may fall", "the bridge was empty"]),
        (Filter(who="economist"), ["that prices may fall"]),  # an office
        (Filter(who="altai"), ["that prices may fall"]),  # an affiliation
        (Filter(who="trader"), ["“Trade will grow,”", "“Nobody can stop it,”"]),  # no name
        (Filter(who="ministry"), ["for patience"]),
        (Filter(who="nobody of that name"), []),
        (Filter(about="trade"), ["“Trade will grow,”"]),
        (Filter(about="grow TRADE"), ["“Trade will grow,”"]),
        (Filter(about="grow bridge"), []),
        (Filter(about="pri"), ["that prices may fall"]),  # a word may be longer
        (Filter(about="rices"), []),  # but must begin so
        (Filter(act="predict"), ["that sanctions would be lifted", "The winter would be hard"]),
        (Filter(act="promise", about="chapter"), ["“a new chapter.”"]),
        (Filter(kind="direct", who="trader"), ["“Trade will grow,”", "“Nobody can stop it,”"]),
        (Filter(kind="group"), ["that the ban would end"]),
        (Filter(kind="unresolved"), ["that sanctions would be lifted", "The winter would be hard"]),
        (Filter(between=("CHN", "PRK")), ["that China “will stand by the talks,”", "“a new chapter.”"]),
        (Filter(between=("LAO", "CHN")), ["Xi Jinping told Kim Jong Un that China “will stand by the talks,”"]),
        (Filter(between=("CHN", "MNG")), []),
        (Filter(outlet="Sample Daily", kind="direct"), ["“a new chapter.”"]),
        (Filter(since="2020-01-01", kind="document"), ["a road"]),
    ],
)  # fmt: skip
def test_quotes_wanted(record: Record, want: Filter, contents: list[str]) -> None:
    found = [r.article.slice(q.content[0]) for r in record.readings(want) for q in r.of(Quote)]
    assert found == contents
    assert len(list(record.findings("quote", want))) == len(contents)


def test_what_only_quotes_have_leaves_other_kinds_alone(record: Record) -> None:
    every = [f for _, f in record.findings("name")]
    assert [f for _, f in record.findings("name", Filter(act="deny", about="x"))] == every
