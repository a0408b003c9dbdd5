"""Who speaks, over all articles, and what the ledger says of those who are not known."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from dragoman.finding import Field, Quote, Reading, Speaker, SpeakerStatus
from dragoman.weigh.unknowns import unknowns
from dragoman.weigh.voices import KINDS, Voice, called, offices, voices


def heard(readings: list[Reading]) -> list[Voice]:
    return voices((r.article, q) for r in readings for q in r.of(Quote))


def test_every_status_has_its_place() -> None:
    assert sorted(KINDS) == sorted(get_args(SpeakerStatus))


def test_one_voice_for_one_name_over_all_articles(quoted: list[Reading]) -> None:
    found = heard(quoted)
    assert [(v.kind, v.name, len(v.said), v.articles) for v in found] == [
        ("named", "Bat Tumur", 2, 2),
        ("named", "Kim Jong Un", 1, 1),
        ("named", "Xi Jinping", 1, 1),
        ("role_only", "ministry", 1, 1),
        ("group", "Analysts in Hanoi", 1, 1),
        ("outlet", "Lao News Agency", 1, 1),
        ("document", "The joint statement", 1, 1),
        ("anonymous", "a trader in Sinuiju", 2, 1),
        ("unresolved", "He", 2, 1),
    ]
    assert found[0].state == "MNG"  # said in one of the two


def _named(reading: Reading, name: str, state: str | None) -> Reading:
    """The reading with each quote said by somebody of this name."""
    who = Speaker(Field(name, "stated"), state=state, status="named")
    return replace(reading, findings=tuple(replace(q, speaker=who) for q in reading.of(Quote)[:1]))


def test_states_tell_bearers_of_one_name_apart(quoted: list[Reading]) -> None:
    first, second = quoted
    two = [_named(first, "Lee Jong", "KOR"), _named(second, "Lee-Jong", "PRK")]
    assert [v.state for v in heard(two)] == ["KOR", "PRK"]
    assert len(heard([_named(first, "Lee Jong", "KOR"), _named(second, "Lee-Jong", None)])) == 1
    three = [*two, _named(replace(second, article=first.article), "Lee Jong", None)]
    assert [v.state for v in heard(three)] == [None, "KOR", "PRK"]


def test_a_group_of_another_article_is_another_group(quoted: list[Reading]) -> None:
    (group,) = (q for q in quoted[0].of(Quote) if q.speaker and q.speaker.status == "group")
    elsewhere = replace(quoted[0].article, key="b", text=quoted[0].article.text + " ")
    found = voices([(quoted[0].article, group), (elsewhere, group), (elsewhere, group)])
    assert [len(v.said) for v in found] == [2, 1]


def test_who_speaks_together_speaks_each(quoted: list[Reading]) -> None:
    kim = quoted[1].of(Quote)[0]
    both = replace(kim, co_speakers=(Speaker(Field("Bat Tumur", "stated"), status="named"),))
    assert [v.name for v in voices([(quoted[1].article, both)])] == ["Bat Tumur", "Kim Jong Un"]


def test_offices_are_those_of_the_articles_day(quoted: list[Reading]) -> None:
    kim = quoted[1].of(Quote)[0].speakers[0]
    held = offices(kim, quoted[1].article)
    assert held[0] == "general secretary of the Workers' Party of Korea"
    assert held[-1] == "president of the State Affairs Commission ?"  # from that year on
    assert "general secretary of the Workers' Party of Korea" not in offices(kim, quoted[0].article)
    assert offices(kim, replace(quoted[0].article, metadata=())) == ()
    assert offices(replace(kim, actor="nobody"), quoted[0].article) == ()


def test_called_by_name_office_words_in_turn(quoted: list[Reading]) -> None:
    article, quote = quoted[1].article, quoted[1].of(Quote)[2]
    office = Field("spokesman", "stated")
    assert called(article, quote, Speaker(office=office, status="role_only")) == "spokesman"
    assert called(article, quote, Speaker(office=office, status="anonymous")) == "The ministry"
    bare = replace(quote, source=None)
    assert called(article, bare, Speaker(status="article")) == "the article"
    assert called(article, bare, Speaker(state="LAO", status="named")) == "LAO"
    assert called(article, bare, Speaker()) == "?"


def test_the_ledger_has_one_line_for_each_speaker_who_is_not_known(quoted: list[Reading]) -> None:
    lines = [u for u in unknowns(quoted[0]) if u.kind in ("quote", "doubt")]
    assert [(u.kind, u.what, u.why, u.words) for u in lines] == [
        (
            "quote",
            "who speaks: 'a trader in Sinuiju'",
            "the text withholds the name, 'for fear of arrest'",
            "who asked not to be named",
        ),
        ("quote", "who speaks: 'He predicted'", "no one before it", "He predicted"),
        ("doubt", "who speaks: 'the ban'", "which ban", "the ban"),
    ]
    he = lines[1]
    assert [quoted[0].article.slice(s) for s in he.evidence] == ["He predicted"]
    assert he.state == "not_resolved"


def test_without_a_doubt_the_ledger_gives_its_own_reason(quoted: list[Reading]) -> None:
    bare = replace(quoted[0], findings=tuple(quoted[0].of(Quote)))
    whys = [u.why for u in unknowns(bare) if u.kind == "quote"]
    assert whys[1:] == ["nobody before it who could be meant"]


def test_candidates_and_open_addressees_have_lines(quoted: list[Reading]) -> None:
    quote = quoted[1].of(Quote)[1]
    either = Speaker(
        Field(state="ambiguous", values=("Kang", "Li")), evidence=quote.speakers[0].evidence
    )
    to = Field(state="stated_unknown", evidence=quote.content)
    found = (replace(quote, speaker=either, addressee=to),)
    assert [(u.field, u.why) for u in unknowns(replace(quoted[1], findings=found))] == [
        ("speaker", "the text gives Kang and Li"),
        ("addressee", "the text says that it isn't known"),
    ]
