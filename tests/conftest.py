"""Readings with quotes, put together by hand, for whoever shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.article import Article, Metadatum, Span
from dragoman.finding import (
    About,
    Doubt,
    Field,
    Finding,
    Name,
    Quote,
    Reading,
    Speaker,
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
