"""The page holds what the record holds, exactly, and lets nothing of an article's text run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar

import pytest

from dragoman.article import Article, Covered, Metadatum, Naming, Span
from dragoman.corrections import Standing, Statement
from dragoman.finding import (
    NOT_LOOKED_FOR,
    About,
    Boilerplate,
    Credit,
    Date,
    DateField,
    Doubt,
    Field,
    Finding,
    Message,
    Name,
    Party,
    Reading,
    identified,
)
from dragoman.record.base import EVERYTHING, Fault, Filter, Hit
from dragoman.report import FORMS
from dragoman.report.page import page, run_id
from dragoman.report.passages import Layered, marked, paragraphs
from dragoman.shingles import sketch

MANIFEST = {"dragoman": "0.1.0", "readers": {"messages": "3"}, "codebook": "1", "model": {}}


@dataclass
class FakeView:
    """A view of readings that stand in a list; messages can be left out by id."""

    held: list[Reading]
    manifests: list[dict[str, Any]] = field(default_factory=lambda: [MANIFEST])
    hidden: frozenset[str] = frozenset()

    def articles(self, want: Filter = EVERYTHING) -> Iterator[Article]:
        return (r.article for r in self.held)

    def stamp(self) -> str:
        return ""

    def latest(self, number: int) -> list[Article]:
        return [r.article for r in self.held][-number:]

    def months(self) -> dict[tuple[str, str], int]:
        return {}

    def article(self, own: str) -> Article:
        return next(r.article for r in self.held if r.article.id == own)

    def credits(self, own: str) -> list[Credit]:
        return []

    def namings(self) -> Iterator[Naming]:
        for r in self.held:
            states = frozenset(n.state for n in r.of(Name) if n.state)
            yield Naming(r.article.id, r.article.value("outlet"), r.article.published, states)

    def sketches(self, of: Collection[str] | None = None) -> Mapping[str, int]:
        return {r.article.id: len(sketch(r.article.text)) for r in self.held}

    def holders(
        self, of: str | None = None, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, ...]]:
        held = (r.article for r in self.held if among is None or r.article.id in among)
        kept = {a.id: sketch(a.text) for a in held}
        for h in sorted({h for hashes in kept.values() for h in hashes}):
            yield tuple(own for own, hashes in kept.items() if h in hashes)

    def sources(self, article: str) -> list[str]:
        return [r.article.source for r in self.held if r.article.id == article]

    def findings(
        self, kind: str | None = None, want: Filter = EVERYTHING
    ) -> Iterator[tuple[str, Finding]]:
        for r in self.held:
            for f in r.findings:
                if kind in (None, f.kind) and f.id not in self.hidden:
                    yield r.article.id, f

    def readings(
        self,
        want: Filter = EVERYTHING,
        kinds: Collection[str] | None = None,
        of: Collection[str] | None = None,
    ) -> Iterator[Reading]:
        return iter(r for r in self.held if of is None or r.article.id in of)

    def finding(self, prefix: str) -> tuple[Article, Finding]:
        raise LookupError(prefix)

    @property
    def corrections(self) -> Path | None:
        return None

    def statements(self) -> tuple[Statement, ...]:
        return ()

    def standings(self) -> list[Standing]:
        return []

    def called(self, name: str) -> list[tuple[str, str | None]]:
        return []

    def as_read(self, own: str, kinds: Collection[str] | None = None) -> list[Finding]:
        found = (f for r in self.held if r.article.id == own for f in r.findings)
        return [f for f in found if kinds is None or f.kind in kinds]

    def marks(self) -> Mapping[str, str]:
        return {r.article.id: "" for r in self.held}

    def at(self, own: str, run: int) -> list[Finding] | None:
        return None

    def between(
        self, one: int, two: int
    ) -> Iterator[tuple[str, list[Finding] | None, list[Finding]]]:
        return iter(())

    def coverage(self) -> tuple[Covered, ...]:
        return ()

    def search(self, words: str, *, limit: int = 100) -> Iterator[Hit]:
        return iter(())

    def counts(self, *, as_read: bool = False, newest: bool = False) -> Mapping[str, int]:
        return {}

    def runs(self) -> list[dict[str, Any]]:
        return self.manifests

    def verify(self) -> Iterator[Fault]:
        return iter(())


class Seen(HTMLParser):
    """Ids, links, running texts by article, marks with their ids, and elements that could act."""

    VOID: ClassVar = {"meta", "br", "input", "link", "img"}

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[tuple[str, str], str] = {}
        self.marks: list[tuple[set[str], str]] = []
        self._open: list[tuple[str, tuple[str, str] | None, bool]] = []
        self._article = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if name := given.get("id"):
            self.ids.append(name)
        if tag == "a" and (href := given.get("href")):
            self.links.append(href)
        if tag == "article":
            self._article = given["data-n"] or ""
        box = (self._article, given["data-in"] or "") if "data-in" in given else None
        if box:
            self.texts[box] = ""
        marks = tag == "mark" and "data-f" in given
        if marks:
            self.marks.append((set((given["data-f"] or "").split()), ""))
        if tag not in self.VOID:
            self._open.append((tag, box, marks))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, box, marks in self._open:
            if box:
                self.texts[box] += data
            if marks:
                self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)

    def marked(self, name: str) -> str:
        """The characters marked with this finding's id, in order."""
        return "".join(words for ids, words in self.marks if name in ids)


def at(text: str, words: str) -> Span:
    """Where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def stated(text: str, words: str) -> Field:
    return Field(words, "stated", (at(text, words),), words)


def on(text: str, words: str, day: str) -> DateField:
    return DateField(day, "stated", (at(text, words),), words, earliest=day, latest=day)


TEXT = (
    "🛰𠀀 On Jan. 11, Lin Dao, president, sent a letter (친서, 亲署函) to Oro Vey.\n\n"
    "It was not clear when it arrived. The envoy would not say who bore it.\n"
)


def reading(text: str = TEXT, **given: Any) -> Reading:
    """One article with a message that shows every field state, and findings that overlap."""
    letter = Message(
        evidence=(at(text, "Lin Dao, president, sent a letter"),),
        mentions=(at(text, "it arrived"),),
        sender=Party(stated(text, "Lin Dao"), stated(text, "president"), "PRK", type="person"),
        recipient=Party(stated(text, "Oro Vey"), state="CHN"),
        form="personal_letter",
        sent=on(text, "Jan. 11", "2021-01-11"),
        received=DateField(state="stated_unknown", evidence=(at(text, "not clear when"),)),
        delivered=DateField(
            state="ambiguous", evidence=(at(text, "arrived"),), candidates=("2021-01-12", "2021-02")
        ),
        reported=DateField(
            state="not_resolved", text="Friday", evidence=(at(text, "It"),), needs="published"
        ),
        bearer=Field(state="withheld", evidence=(at(text, "would not say"),)),
        channel=Field("envoy", "implied", (at(text, "The envoy"),), "The envoy"),
        occasion=Field(
            state="conflicting", evidence=(at(text, "letter"),),
            values=(Field("a visit", "stated", (at(text, "sent"),)), "a feast"),
        ),
        treatment=NOT_LOOKED_FOR,
        scope="interstate",
        reader="messages/3",
    )  # fmt: skip
    found: list[Finding] = [
        letter,
        Date(evidence=(at(text, "Jan. 11"),), edtf="2021-01-11"),
        Name(evidence=(at(text, "Lin Dao, president"),), type="person", canonical="Lin Dao"),
        Name(evidence=(at(text, "president, sent"),), type="office", canonical="crossing"),
        Credit(evidence=(at(text, "Oro"),), role="reporter", name="Oro"),
        Boilerplate(evidence=(at(text, "🛰𠀀"),), what="notice"),
        Doubt(evidence=(at(text, "it arrived"),), about=About("message", "received"), why="open"),
        Doubt(evidence=(), about=About("article", "published"), why="no date of publication"),
    ]
    if given.get("title"):
        found.append(Name(evidence=(Span(0, 3, "title"),), type="person", canonical="Title"))
    article = Article(key="a.txt", source="/a.txt", text=text, **given)
    return Reading(article, identified(article, found))


HOSTILE = "<script>alert(1)</script></style>\"'><img src=x onerror=alert(2)>\x00 &amp; \r\nnext\r"


def hostile() -> Reading:
    """An article that is nothing but attempts."""
    by = tuple(
        Metadatum(name, HOSTILE, "file") for name in ("outlet", "language", "published", "url")
    )
    bad = Field(HOSTILE, "stated", (Span(0, 8),), HOSTILE)
    day = DateField(HOSTILE, "stated", (Span(0, 8),), HOSTILE, candidates=(HOSTILE,))
    who = Party(bad, bad, HOSTILE)
    message = Message(
        evidence=(Span(0, 20),), sender=who, form=HOSTILE, sent=day, channel=bad, naming=HOSTILE
    )
    name = Name(evidence=(Span(0, 5, "title"),), type="person", canonical=HOSTILE, state=HOSTILE)
    article = Article(HOSTILE, HOSTILE, HOSTILE, HOSTILE, None, by)
    return Reading(article, identified(article, [message, name]))


def test_form_is_listed() -> None:
    assert FORMS["page"](FakeView([reading()]), EVERYTHING) == page(FakeView([reading()]))


@pytest.mark.parametrize("made", [reading, lambda: reading(title="Abc of it"), hostile])
def test_every_link_has_its_target_and_ids_are_unique(made: Any) -> None:
    seen = Seen(page(FakeView([made()])))
    assert all(link.startswith("#") for link in seen.links)
    assert {link[1:] for link in seen.links} <= set(seen.ids)
    assert len(seen.ids) == len(set(seen.ids))
    assert any(link.startswith("#a1:char=") for link in seen.links)
    described = {v for _, given in seen.tags for k, v in given.items() if k.startswith("aria-")}
    assert "a1-notes" in described
    for _, given in seen.tags:
        for name in ("aria-details", "aria-labelledby", "aria-describedby"):
            assert name not in given or given[name] in seen.ids


def test_text_and_marks_are_the_articles_characters() -> None:
    one = reading(title="Abc of it")
    seen = Seen(page(FakeView([one])))
    assert seen.texts["1", "char"] == one.article.text
    assert seen.texts["1", "title"] == "Abc of it"
    for finding in one.findings:
        spans = finding.evidence + (finding.mentions if isinstance(finding, Message) else ())
        want = "".join(one.article.slice(s) for s in sorted(spans))
        assert seen.marked(finding.id) == want


def test_crossing_spans_are_split_and_list_both() -> None:
    one = reading()
    first, second = (n.id for n in one.of(Name))
    message = one.of(Message)[0].id
    both = [(ids, words) for ids, words in Seen(page(FakeView([one]))).marks if second in ids]
    # "sent" is a piece of its own as another field links to it.
    assert both == [
        ({first, second, message}, "president"),
        ({second, message}, ", "),
        ({second, message}, "sent"),
    ]


def test_characters_beyond_the_first_plane_count_once() -> None:
    html = page(FakeView([reading()]))
    start = TEXT.index("Lin Dao")
    assert start == 15  # 17 in UTF-16 units
    assert f'href="#a1:char={start},{start + 7}"' in html
    before, _, after = html.partition(f'id="a1:char={start},')
    assert re.sub(r"^[^>]*>(<[^>]*>)*", "", after).startswith("Lin Dao")
    assert before


def test_hostile_text_stays_text() -> None:
    one = hostile()
    html = page(FakeView([one]))
    seen = Seen(html)
    kept = HOSTILE.replace("\x00", "\ufffd")
    assert "\x00" not in html
    assert "\r" not in html  # as a reference it survives the parser's line ends
    assert seen.texts["1", "char"] == kept
    assert seen.texts["1", "title"] == kept
    tags = [tag for tag, _ in seen.tags]
    assert (tags.count("script"), tags.count("style"), tags.count("img")) == (1, 1, 0)
    for tag, given in seen.tags:
        assert not [a for a in given if a.startswith("on") or a in ("style", "src")], tag


def test_policy_allows_exactly_what_is_inlined() -> None:
    html = page(FakeView([hostile()]))
    policy = unescape(re.search(r'Security-Policy" content="([^"]*)"', html)[1])  # type: ignore[index]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "http://" not in html.replace("http-equiv", "")
    assert "@import" not in html
    assert "url(" not in html


def test_same_input_same_bytes() -> None:
    def make() -> str:
        return page(FakeView([reading(title="T of it"), hostile()]))

    assert make() == make()


def test_each_state_is_shown_in_its_own_way() -> None:
    html = page(FakeView([reading()]))
    row = html[html.index('id="m1"') : html.index("</tbody>", html.index('id="m1"'))]
    text = " ".join(re.sub(r"<[^>]*>", " ", row).split())
    assert "2021-01-11 Jan. 11" in text
    assert 'class="su" href="#a1:char=' in row
    assert "Received not known, says the text" in text
    assert "either 2021-01-12 or 2021-02" in text
    assert "? “Friday” needs the date of publication" in text
    assert "Bearer withheld, says the text" in text
    assert "Channel envoy implied The envoy" in text
    assert "conflicting: a visit against a feast" in text
    assert "not looked for: treatment" in text
    assert 'title="not stated"' in row  # the edition
    assert "– not stated: dated, page, share of page, route" in text


def test_unknowns_and_doubts_have_lines() -> None:
    html = page(FakeView([reading()]))
    unknown = html[html.index('<section id="unknown">') : html.index('<section id="doubts">')]
    assert 'href="#m1"' in unknown
    assert "withheld" in unknown
    doubts = html[html.index('<section id="doubts">') : html.index('<section id="details">')]
    assert "no date of publication" in doubts
    assert "there is no place in the text" in doubts


def test_scripts_of_other_languages_are_tagged() -> None:
    html = page(FakeView([reading()]))
    assert '<span lang="ko">친서</span>, <span lang="zh">亲署函</span>' in html


def test_empty_cases_say_what_does_not_follow() -> None:
    assert "No article is held" in page(FakeView([], []))
    bare = Article("a", "a", "Nothing here.")
    three = [Reading(bare), Reading(Article("b", "b", "x")), Reading(Article("c", "c", "", "T"))]
    html = page(FakeView(three, []))
    assert (
        "No message was found in these 3 articles; that is no statement that none was sent." in html
    )
    assert "nothing is called absent" in html
    assert "The record notes no run" in html
    seen = Seen(html)
    assert {link[1:] for link in seen.links} <= set(seen.ids)


def test_selection_is_said_and_leaves_out() -> None:
    one = reading()
    view = FakeView([one], hidden=frozenset({one.of(Message)[0].id}))
    html = page(view, Filter(between=("PRK", "CHN"), since="2021-01-01"))
    assert "published since 2021-01-01" in html
    assert "1 message of these articles is left out by the selection" in html
    assert 'id="m1"' not in html
    assert "No message that fits the selection was found" in html


def test_a_reply_leads_to_its_message() -> None:
    text = "A sent a letter. B sent a reply."
    first = Message(evidence=(at(text, "A sent a letter"),), id="x")
    second = Message(evidence=(at(text, "B sent a reply"),), id="y", is_reply=True, replies_to="x")
    article = Article("a", "a", text)
    html = page(FakeView([Reading(article, identified(article, [first, second]))]))
    assert 'reply to <a href="#m1">m1</a>' in html


def test_later_kinds_are_listed_by_their_fields() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Omen(Finding):
        kind: ClassVar[str] = "omen"
        sign: str

    omen = Omen(evidence=(Span(2, 7),), sign="ill", id="o")
    one = Reading(Article("a", "a", "A comet."), (omen,))
    html = page(FakeView([one]))
    assert "Further findings" in html
    assert "sign: ill" in html
    assert Seen(html).marked("o") == "comet"


def test_run_id_stands_for_the_versions() -> None:
    assert run_id({}) == ""
    assert run_id(MANIFEST) == run_id(dict(reversed(MANIFEST.items())))
    assert run_id(MANIFEST) != run_id(MANIFEST | {"codebook": "2"})
    html = page(FakeView([reading()]))
    assert f"run {run_id(MANIFEST)}" in html
    again: list[dict[str, Any]] = [
        MANIFEST | {"run": 1},
        MANIFEST | {"run": 2, "outcome": {"read": 0}},
    ]
    assert page(FakeView([reading()], again)) == html


def test_metadata_say_who_says_so() -> None:
    by = (
        Metadatum("published", "2021-01-13", "person"),
        Metadatum("published", "2021-01-14", "page"),
    )
    html = page(FakeView([reading(metadata=by)]))
    assert "<small>says the person</small>" in html
    assert "<small>says the page, outranked</small>" in html


def test_paragraphs_partition_the_text() -> None:
    for text in ("", "\n\n a \n\nb\n", "one\r\n\r\ntwo\r\n", "no end"):
        bounds = paragraphs(text)
        assert "".join(text[a:b] for a, b in bounds) == text
    wrapped = "\n".join(["a line of words that was wrapped here and", "there"] * 4) + "\n\nnext"
    assert len(paragraphs(wrapped)) == 2


def test_places_outside_the_text_still_get_an_anchor() -> None:
    (inner,) = marked("abc", 1, [Layered(Span(2, 9), "f", "m", "m1")], [Span(3, 3), Span(7, 9)])
    assert 'id="a1:char=3,3"' in inner
    assert 'id="a1:char=7,9"' in inner
    assert re.sub(r"<[^>]*>", "", inner) == "abc"


def test_copies_are_said_to_be_one_source() -> None:
    text = " ".join(
        f"The envoy of the river state visited the {n} harbour and thanked its {n} pilots."
        for n in ("old", "new", "upper", "lower", "western")
    )
    made = [
        Reading(Article(key=k, source=k, text=text, title=k.title()), ()) for k in ("one", "two")
    ]
    html = page(FakeView(made))
    assert html.count("<dt>One source</dt>") == 2
    assert "100 % of the shorter text; who copied from whom is not known" in html
