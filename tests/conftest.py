"""Readings put together by hand, for whoever weighs or shows them: quotes, and a yearly greeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from dragoman.article import Article, Covered, Metadatum, Naming, Span
from dragoman.finding import (
    About,
    DateField,
    Doubt,
    Field,
    Finding,
    Message,
    Name,
    Party,
    Quote,
    Reading,
    Speaker,
    Wording,
    identified,
)

FIRST = """Xi Jinping told Kim Jong Un that China “will stand by the talks,” the Lao News Agency reported.

“Trade will grow,” said a trader in Sinuiju who asked not to be named for fear of arrest. “Nobody can stop it,” the trader added.

He predicted that sanctions would be lifted. Analysts in Hanoi doubted that the ban would end.

Bat Tumur, an economist at the Altai Institute, warned that prices may fall. The winter would be hard.
"""
SECOND = """Kim Jong-un promised Beijing “a new chapter.” Bat Tumur said the bridge was empty. The ministry asked for patience. The joint statement demands a road.
"""


class Text:
    """An article of which words give places."""

    def __init__(self, key: str, text: str, published: str, outlet: str) -> None:
        by = (Metadatum("published", published, "person"), Metadatum("outlet", outlet, "person"))
        self.article = Article(key=key, source=key, text=text, metadata=by)

    def at(self, words: str) -> Span:
        start = self.article.text.index(words)
        return Span(start, start + len(words))

    def stated(self, value: str, words: str | None = None) -> Field:
        words = words or value
        return Field(value, "stated", (self.at(words),), words)

    def quote(self, content: str, cue: str | None, who: Speaker | None, **more: Any) -> Quote:
        """A quote whose source is the first of the speaker's words."""
        place = self.at(content)
        source = who.evidence[0] if who and who.evidence else None
        more.setdefault("source", source)
        return Quote(evidence=(place,), content=(place,), cue=self.at(cue) if cue else None,
                     speaker=who, reader="quotes/1", **more)  # fmt: skip

    def reading(self, *found: Finding) -> Reading:
        return Reading(self.article, identified(self.article, found))


def _first() -> Reading:
    t = Text("talks.txt", FIRST, "2019-06-22", "Sample Wire")
    agency = Speaker(t.stated("Lao News Agency"), state="LAO", type="body", status="outlet",
                     evidence=(t.at("the Lao News Agency"),))  # fmt: skip
    xi = Speaker(t.stated("Xi Jinping"), state="CHN", actor="xi-jinping", type="person",
                 evidence=(t.at("Xi Jinping"),), status="named")  # fmt: skip
    withheld = Field(state="withheld", evidence=(t.at("who asked not to be named"),))
    trader = Speaker(withheld, state="PRK", type="person", status="anonymous",
                     affiliation=t.stated("Sinuiju"), anonymity_reason="for fear of arrest",
                     evidence=(t.at("a trader in Sinuiju"),))  # fmt: skip
    again = replace(trader, affiliation=Field(), evidence=(t.at("the trader"),))
    nobody = Speaker(Field(state="not_resolved", needs="antecedent"), evidence=(t.at("He"),))
    analysts = Speaker(type="people", status="group", evidence=(t.at("Analysts in Hanoi"),))
    bat = Speaker(t.stated("Bat Tumur"), t.stated("economist"), state="MNG", type="person",
                  status="named", affiliation=t.stated("Altai Institute"),
                  evidence=(t.at("Bat Tumur"),))  # fmt: skip
    he = t.at("He predicted")
    return t.reading(
        Name(evidence=(t.at("Kim Jong Un"),), type="person", canonical="Kim Jong Un", state="PRK"),
        Name(evidence=(t.at("China"),), type="state", canonical="China", state="CHN"),
        t.quote("Xi Jinping told Kim Jong Un that China “will stand by the talks,”", "reported",
                agency, form="mixed", id="outer"),
        t.quote("that China “will stand by the talks,”", "told", xi, form="mixed", parent="outer",
                depth=1, addressee=t.stated("Kim Jong Un"), certainty=0.87),
        t.quote("“Trade will grow,”", "said", trader, form="direct", rule="model: cue 0.97"),
        t.quote("“Nobody can stop it,”", "added", again, form="direct"),
        t.quote("that sanctions would be lifted", "predicted", nobody, act="predict"),
        Doubt(evidence=(he,), about=About("quote", "speaker"), why="no one before it"),
        Doubt(evidence=(t.at("the ban"),), about=About("quote", "speaker"), why="which ban"),
        t.quote("that the ban would end", "doubted", analysts, act="assess"),
        t.quote("that prices may fall", "warned", bat, act="warn"),
        t.quote("The winter would be hard", None, None, act="predict"),
    )  # fmt: skip


def _second() -> Reading:
    t = Text("bridge.txt", SECOND, "2021-02-02", "Sample Daily")
    kim = Speaker(t.stated("Kim Jong-un"), state="PRK", actor="kim-jong-un", type="person",
                  evidence=(t.at("Kim Jong-un"),), status="named")  # fmt: skip
    bat = Speaker(t.stated("Bat Tumur"), type="person", status="named",
                  evidence=(t.at("Bat Tumur"),))  # fmt: skip
    office = Speaker(office=t.stated("ministry"), type="body", status="role_only",
                     evidence=(t.at("The ministry"),))  # fmt: skip
    paper = Speaker(status="document", evidence=(t.at("The joint statement"),))
    return t.reading(
        Name(evidence=(t.at("Beijing"),), type="place", canonical="Beijing", state="CHN"),
        t.quote("“a new chapter.”", "promised", kim, form="direct", act="promise",
                addressee=t.stated("Beijing")),
        t.quote("the bridge was empty", "said", bat),
        t.quote("for patience", "asked", office, act="ask"),
        t.quote("a road", "demands", paper, act="demand"),
    )  # fmt: skip


@pytest.fixture
def quoted() -> list[Reading]:
    """Two articles with twelve quotes: speakers of every kind but the article itself."""
    return [_first(), _second()]


# ---- twelve greetings on one anniversary

LAO = Party(Field("Somchit Vannak", "stated"), state="LAO", actor=None, type="person")
HEIR = Party(Field("Khamla Souk", "stated"), state="LAO", actor=None, type="person")
MNG = Party(Field("Bat Tumur", "stated"), state="MNG", actor=None, type="person")

# What each greeting says of the two countries: the formula's key, the variant or None for words
# that stand in no table, and the words. 2014 is missing: nothing is held of that year.
SAID: dict[int, tuple[tuple[str | None, str], ...]] = {
    2008: (("traditional", "traditional friendship"), ("brothers", "brothers of the steppe"),
           ("rice_and_milk", "as close as rice and milk")),
    2009: (("traditional", "traditional friendship"), ("brothers", "brothers of the steppe"),
           ("rice_and_milk", "as close as rice and milk")),
    2010: (("traditional", "traditional friendship"),
           ("rice_and_milk", "as close as rice and milk")),
    2011: (("traditional", "friendship of old tradition"), ("new_age", "a new age of relations"),
           ("rice_and_milk", "as close as rice and milk")),
    2012: (("traditional", "friendship of old tradition"), ("brothers", "brothers of the steppe"),
           ("new_age", "a new age of relations"), ("good_neighbours", "good neighbours"),
           ("rice_and_milk", "as close as rice and milk")),
    2013: (("traditional", "friendship of old tradition"), ("brothers", "brothers of the steppe"),
           ("new_age", "a new age of relations"), ("good_neighbours", "good neighbours"),
           ("rice_and_milk", "as close as rice and milk")),
    2015: (("traditional", "friendship of old tradition"), ("good_neighbours", "good neighbours"),
           ("rice_and_milk", "as close as rice and milk")),
    2016: (("traditional", "friendship of old tradition"), ("good_neighbours", "good neighbours"),
           ("rice_and_milk", "as close as rice and milk")),
    2017: (("traditional", "traditional friendship"), ("partnership", "strategic partnership"),
           ("good_neighbours", "good neighbours"), (None, "joined like milk with rice")),
    2018: (("traditional", "traditional friendship"), ("partnership", "strategic partnership"),
           ("rice_and_milk", "as close as rice and milk")),
    2019: (("traditional", "traditional friendship"), ("partnership", "strategic partnership"),
           ("brothers", "brothers of the steppe"),
           ("rice_and_milk", "as close as rice and milk")),
    2020: (("traditional", "traditional friendship"), ("brothers", "brothers of the steppe"),
           ("rice_and_milk", "as close as rice and milk")),
}  # fmt: skip


def _rank(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else ends.get(number % 10, 'th')}"


@dataclass(frozen=True)
class Anniversaries:
    """Twelve yearly greetings from Laos to Mongolia in words of our own, and what covers them.

    Args:
        aside: an article of 2009 in which the same president, quoted, calls the two neighbours.
    """

    readings: tuple[Reading, ...]
    aside: Reading

    @property
    def all(self) -> tuple[Reading, ...]:
        """The greetings and the other article."""
        return (*self.readings, self.aside)

    @property
    def namings(self) -> list[Naming]:
        """All texts name both sides."""
        sides = frozenset(("LAO", "MNG"))
        return [
            Naming(r.article.id, r.article.value("outlet"), r.article.published, sides)
            for r in self.all
        ]

    @property
    def covered(self) -> list[Covered]:
        """Everything but 2014."""
        return [
            Covered("Lao News Agency", "2008-01-01", "2013-12-31", complete=True),
            Covered("Lao News Agency", "2015-01-01", "2020-12-31", complete=True),
        ]


def greeting(
    year: int,
    said: Sequence[tuple[str | None, str]],
    *,
    outlet: str = "Lao News Agency",
    sender: Party | None = None,
    message: Mapping[str, Any] | None = None,
) -> Reading:
    """A greeting on Mongolia's national day of a year, with what it calls the two countries."""
    title = "Laos greets Mongolia on its national day"
    who = sender or (LAO if year < 2016 else HEIR)
    middle = " ".join(f"The two countries know {words} between them." for _, words in said)
    text = (
        f"{title}\n\nVIENTIANE, July 11 -- Excellency, on the {_rank(year - 1921)} national day of "
        f"Mongolia I send you warm greetings. {middle} I wish the people of Mongolia a rich year "
        f"and you good health. {who.name.value}"
    )
    t = Text(f"greeting-{outlet}-{year}.txt", text, f"{year}-07-11", outlet)
    given = (*t.article.metadata, Metadatum("language", "en", "person"))
    t.article = replace(t.article, title=title, title_span=Span(0, len(title)), metadata=given)
    name = replace(who.name, evidence=(t.at(str(who.name.value)),), text=str(who.name.value))
    speaker = Speaker(name, state=who.state, type="person", status="named", evidence=name.evidence)
    made = Message(
        evidence=(t.at("I send you warm greetings"),), form="greetings",
        sender=replace(who, name=name, evidence=name.evidence), recipient=MNG,
        occasion=t.stated(f"the {_rank(year - 1921)} national day of Mongolia",
                          f"the {_rank(year - 1921)} national day of Mongolia"),
        treatment=Field("full_text", "stated"), role="is_text", item="own",
    )  # fmt: skip
    own = [
        Wording(evidence=(t.at(words),), type="formula" if key else "characterisation",
                phrase=words, formula=key, variant=words if key else None, speaker=speaker,
                via="message", pair=("LAO", "MNG"), reader="wording/1")
        for key, words in said
    ]  # fmt: skip
    return t.reading(replace(made, **(message or {})), *own)


def _aside() -> Reading:
    text = "President Somchit Vannak said that Laos and Mongolia are good neighbours at heart."
    t = Text("aside.txt", text, "2009-03-02", "Lao News Agency")
    speaker = Speaker(t.stated("Somchit Vannak"), state="LAO", type="person", status="named",
                      evidence=(t.at("Somchit Vannak"),))  # fmt: skip
    day = DateField("2009-03-01", "stated", earliest="2009-03-01", latest="2009-03-01")
    return t.reading(
        Wording(evidence=(t.at("good neighbours"),), type="formula", phrase="good neighbours",
                formula="good_neighbours", variant="good neighbours", speaker=speaker,
                via="quote", pair=("LAO", "MNG"), date=day, reader="wording/1")
    )  # fmt: skip


@pytest.fixture
def anniversaries() -> Anniversaries:
    """Twelve greetings on one anniversary, with known fates of six formulas, and a missing year."""
    return Anniversaries(tuple(greeting(y, said) for y, said in SAID.items()), _aside())
