"""The section on voices, and quotes in the texts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dragoman.finding import Field, Quote, Reading, Speaker, identified
from dragoman.record import EVERYTHING, Filter, open_record
from dragoman.report.page import page


def made(readings: list[Reading], want: Filter = EVERYTHING) -> str:
    held = open_record(":memory:", create=True)
    for one in readings:
        held.add(one, "x", held.begin_run({}))
    html = page(held, want)
    held.close()
    return html


def voices(html: str) -> str:
    return html[html.index('<section id="voices">') : html.index('<section id="checks">')]


def said(html: str) -> str:
    """The words of a piece of the page."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def block(html: str, name: str) -> str:
    """The block of one speaker."""
    whole = voices(html)
    start = whole.index(f'<summary><span class="person">{name}</span>')
    return whole[start : whole.index("</details>", start)]


def test_speakers_stand_by_kind_with_counts_of_how_many(quoted: list[Reading]) -> None:
    html = voices(made(quoted))
    assert re.findall(r"<h3>([\w ]+)", html) == [
        "Named persons and bodies ",
        "By office only ",
        "Groups ",
        "Outlets ",
        "Documents ",
        "Anonymous ",
        "Not resolved ",
    ]
    text = said(html)
    assert "12 quotes by 9 speakers in 2 of 2 articles: 3 direct, 2 mixed, 7 indirect" in text
    assert "1 inside another" in text
    assert "Named persons and bodies 3 speakers, 4 of 12 quotes" in text


def test_one_person_over_all_articles_with_the_offices_of_the_day(quoted: list[Reading]) -> None:
    html = made(quoted)
    bat = said(block(html, "Bat Tumur"))
    assert "MNG economist 2 of 12 quotes in 2 of 2 articles" in bat
    assert "Called economist" in bat
    assert "Affiliation Altai Institute" in bat
    xi = said(block(html, "Xi Jinping"))
    assert "CHN president of China 1 of 12 quotes in 1 of 2 articles" in xi
    assert "In office on 2019-06-22 president of China; general secretary" in xi


def test_a_quote_is_a_line_that_leads_to_its_characters(quoted: list[Reading]) -> None:
    html = made(quoted)
    xi = block(html, "Xi Jinping")
    place = quoted[0].of(Quote)[1].content[0]
    assert f'href="#a1:char={place.start},{place.end}"' in xi
    assert f'id="a1:char={place.start},{place.end}"' in html
    assert "q2 say mixed by “ told ” to Kim Jong Un in: q1 Lao News Agency certainty 0.87" in said(
        xi
    )
    assert 'id="q2"' in xi


def test_what_stands_inside_is_under_its_parent_too(quoted: list[Reading]) -> None:
    agency = block(made(quoted), "Lao News Agency")
    inner = agency[agency.index('<ol class="quotes">', agency.index('<ol class="quotes">') + 1) :]
    assert "q2 Xi Jinping say mixed" in said(inner)
    assert 'id="q2"' not in inner
    assert '<a class="qn" href="#q2">' in inner


def test_who_quotes_himself_stands_once(quoted: list[Reading]) -> None:
    first = quoted[0]
    outer, inner, *_ = first.of(Quote)
    one = replace(first, findings=(replace(outer, speaker=inner.speaker), inner))
    html = block(made([one]), "Xi Jinping")
    assert re.findall(r'id="(q\d)"', html) == ["q1", "q2"]
    assert html.count("q2") == 2  # its id and its number
    assert "2 of 2 quotes" in html


def test_the_anonymous_say_why(quoted: list[Reading]) -> None:
    trader = said(block(made(quoted), "a trader in Sinuiju"))
    assert "PRK [1] 2 of 12 quotes" in trader
    assert "Not named withheld, says the text : for fear of arrest" in trader
    who = replace(quoted[0].of(Quote)[2].speakers[0], anonymity_reason=None)
    bare = replace(quoted[0], findings=(replace(quoted[0].of(Quote)[2], speaker=who),))
    assert "withheld, says the text ; no reason is given" in said(voices(made([bare])))


def test_the_unresolved_are_seen_as_such(quoted: list[Reading]) -> None:
    html = made(quoted)
    text = said(block(html, "Not resolved"))
    assert "q5 “He” predict indirect by “ predicted ”" in text
    assert "q8 nobody is named predict" in text
    unknown = html[html.index('<section id="unknown">') : html.index('<section id="doubts">')]
    assert unknown.count("He predicted") == 2  # what, and the text's words
    assert '<a href="#q5">q5</a>' in unknown
    doubts = html[html.index('<section id="doubts">') : html.index('<section id="details">')]
    assert "no one before it" not in doubts
    assert "which ban" in doubts


def test_few_stand_open_and_many_are_shut_but_for_the_unresolved(quoted: list[Reading]) -> None:
    assert '<details class="voice">' not in voices(made(quoted))
    first = quoted[0]
    many = tuple(replace(q, id="") for q in first.of(Quote) if not q.depth)
    copies = [
        replace(first, article=replace(first.article, key=f"{n}", source=f"{n}", text=text),
                findings=many)
        for n, text in enumerate(first.article.text + " " * i for i in range(5))
    ]  # fmt: skip
    given = [replace(c, findings=identified(c.article, c.findings)) for c in copies]
    html = voices(made(given))
    assert html.count('<details class="voice" open>') == 1
    assert '<details class="voice">' in html
    assert "5 of 35 quotes in 5 of 5 articles" in html


def test_the_text_marks_what_is_said_and_what_is_said_within(quoted: list[Reading]) -> None:
    html = made(quoted)
    outer, inner = quoted[0].of(Quote)[:2]
    marks = re.findall(r'<mark[^>]*class="([^"]*)" data-f="([^"]*)"[^>]*>(.*?)</mark>', html)
    both = [(c, w) for c, ids, w in marks if inner.id in ids.split()]
    assert all("q" in c.split() and "inner" in c.split() for c, _ in both)
    assert "".join(w for _, w in both) == quoted[0].article.slice(inner.content[0])
    alone = [c for c, ids, _ in marks if outer.id in ids.split() and inner.id not in ids.split()]
    assert alone
    assert not any("inner" in c.split() for c in alone)
    assert '<i class="lq" data-l="q1"></i>' in html
    assert 'id="show-q" checked' in html
    assert 'id="show-u" checked' in html
    aside = html[html.index('id="a1-notes"') :]
    assert '<a href="#q2">q2</a> Xi Jinping: say' in aside


def test_the_selection_leaves_quotes_out(quoted: list[Reading]) -> None:
    html = made(quoted, Filter(between=("CHN", "PRK")))
    text = said(voices(html))
    assert "2 quotes by 2 speakers" in text
    assert "10 quotes are left out by the selection" in text
    assert "in: Lao News Agency" in text  # itself left out, so without a number
    unknown = html[html.index('<section id="unknown">') : html.index('<section id="doubts">')]
    assert "He predicted" not in unknown
    none = voices(made(quoted, Filter(about="elephants")))
    assert "No quote that fits the selection was found" in none


def test_without_quotes_nothing_follows(quoted: list[Reading]) -> None:
    bare = [replace(r, findings=()) for r in quoted]
    assert "No quote was found; that is no statement that nobody was quoted." in voices(made(bare))


def test_terms_of_quotes_are_explained(quoted: list[Reading]) -> None:
    html = made(quoted)
    for code in ("act.predict", "quote_form.mixed", "speaker_status.unresolved",
                 "quote_field.depth", "quote_field.anonymity_reason", "field_state.withheld"):  # fmt: skip
        assert f"<code>{code}</code>" in html, code


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=y>'])
def test_nothing_in_a_quote_can_act(quoted: list[Reading], words: str) -> None:
    who = Speaker(Field(words, "stated"), Field(words, "stated"), words, "nobody", status="named",
                  affiliation=Field(words, "stated"), anonymity_reason=words)  # fmt: skip
    quotes = tuple(replace(q, speaker=who, co_speakers=(who,)) for q in quoted[1].of(Quote))
    html = voices(made([replace(quoted[1], findings=quotes)]))
    assert words not in html
    assert "<img" not in html


def test_every_link_of_the_section_has_its_target_once(quoted: list[Reading]) -> None:
    html = made(quoted)
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)


def test_of_very_many_speakers_the_later_ones_unfold(quoted: list[Reading]) -> None:
    (group,) = (q for q in quoted[0].of(Quote) if q.speaker and q.speaker.status == "group")
    text = quoted[0].article.text
    articles = [
        replace(quoted[0].article, key=f"{n}", source=f"{n}", text=text + " " * n)
        for n in range(30)
    ]
    html = voices(made([Reading(a, identified(a, [replace(group, id="")])) for a in articles]))
    shown, rest = html.split('<details class="rest">')
    assert shown.count('class="voice"') == 25
    assert rest.count('class="voice"') == 5
    assert "5 more speakers" in rest
