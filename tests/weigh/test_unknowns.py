"""The ledger of what is not known: changes of office, holders, and what concerns a pair of states."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from dragoman.article import Article, Span
from dragoman.finding import DateField, Field, Finding, Name, Office, Quote, Reading, Speaker
from dragoman.weigh.unknowns import concerning, unknowns

TEXT = (
    "Bat Tumur was named envoy to Laos. China and Laos were told.\n\nA trader said that it was so."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Finding):
    """Any kind of finding that somebody holds."""

    kind: ClassVar[str] = "view"
    holder: Speaker | None = None


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def reading(*found: Finding) -> Reading:
    return Reading(Article(key="a", source="a", text=TEXT), found)


OFFICE = Office(
    id="o1", evidence=at("Bat Tumur was named envoy to Laos"), person="Bat Tumur", office="envoy to Laos",
    state="MNG", change="named",
)  # fmt: skip
WITHHELD = Speaker(Field(state="withheld", evidence=at("A trader")), evidence=at("A trader"))


def test_a_change_of_office_without_a_day_is_a_line() -> None:
    (line,) = unknowns(reading(OFFICE))
    assert (line.kind, line.field, line.state) == ("office", "date", "not_stated")
    assert line.what == "when Bat Tumur was named envoy to Laos"


def test_the_day_of_the_announcement_is_told_beside_it() -> None:
    day = DateField("2021-01-11", "stated", at("told"))
    (line,) = unknowns(reading(replace(OFFICE, published=day)))
    assert line.why.endswith("it was announced on 2021-01-11")
    assert list(unknowns(reading(replace(OFFICE, date=day)))) == []
    assert list(unknowns(reading(replace(OFFICE, change="holds")))) == []


def test_a_holder_that_no_quote_has_is_a_line_once() -> None:
    view = View(id="v1", evidence=at("it was so"), holder=WITHHELD)
    lines = list(unknowns(reading(view, View(id="v2", evidence=at("so"), holder=WITHHELD))))
    assert [(u.kind, u.field, u.state) for u in lines] == [("view", "holder", "withheld")]
    quote = Quote(id="q1", evidence=at("it was so"), content=at("it was so"), speaker=WITHHELD)
    assert [u.kind for u in unknowns(reading(view, quote))] == ["quote"]


def test_a_pair_of_states_takes_what_one_paragraph_tells_of_both() -> None:
    china = Name(evidence=at("China"), type="state", canonical="China", state="CHN")
    laos = Name(evidence=at("Laos"), type="state", canonical="Laos", state="LAO")
    view = View(id="v1", evidence=at("it was so"), holder=WITHHELD)
    held = reading(OFFICE, view, china, laos)
    lines = list(unknowns(held))
    assert len(lines) == 2
    assert [u.kind for u in concerning(held, lines, ("CHN", "LAO"))] == ["office"]
    assert [u.kind for u in concerning(held, lines, ("MNG", "LAO"))] == ["office"]
    assert concerning(held, lines, ("CHN", "PER")) == []
    assert concerning(held, lines, ()) == lines
