from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article, Metadatum
from dragoman.finding import Credit
from dragoman.shingles import sketch
from dragoman.weigh import alignment
from dragoman.weigh.alignment import Text, align
from dragoman.weigh.copies import MOST_HOLDERS, Copy, candidates, found, judge, origins

WIRE = """The president of Laos sent a letter of thanks to the king of Tonga on the harbour accord.
The letter was handed over by Ambassador Somchit Vong at the palace in the morning.
It recalls that both countries agreed last spring to build two piers and a school for pilots.
The king said the piers would be open before the rains and invited the president to see them.
Officials of both sides then signed a plan of work for 14 months under the accord."""

OWN = """Few people in this town had heard of the accord before last week, fishermen say here.
Prices of diesel have doubled since the winter and many boats stay tied to the old wall.
A teacher who asked not to be named doubts that the school will ever take in a pupil.
The opposition has asked for the costs three times and has not been given a single figure.
What the piers mean for the reef nobody at the ministry wanted to tell our reporter."""


def article(
    key: str, text: str, day: str | None = None, outlet: str | None = None, title: str | None = None
) -> Article:
    metadata = []
    if day:
        metadata.append(Metadatum("published", day, "file"))
    if outlet:
        metadata.append(Metadatum("outlet", outlet, "file"))
    return Article(key, key, text, title or key, metadata=tuple(metadata))


class Pile:
    """Articles in a list, with the credits that they are given."""

    def __init__(self, *articles: Article, credits: Mapping[str, Sequence[Credit]] = {}) -> None:
        self.held = {a.id: a for a in articles}
        self.given = credits

    def sketches(self, of: Collection[str] | None = None) -> Mapping[str, int]:
        return {i: len(sketch(a.text)) for i, a in self.held.items() if of is None or i in of}

    def holders(
        self, of: str | None = None, among: Collection[str] | None = None
    ) -> Iterable[Sequence[str]]:
        by: dict[int, list[str]] = defaultdict(list)
        for i, a in self.held.items():
            if among is not None and i not in among:
                continue
            for h in sketch(a.text):
                by[h].append(i)
        return [held for _, held in sorted(by.items()) if len(held) > 1]

    def article(self, own: str) -> Article:
        return self.held[own]

    def credits(self, own: str) -> Iterable[Credit]:
        return self.given.get(self.held[own].key, ())


def one(*articles: Article, credits: Mapping[str, Sequence[Credit]] = {}) -> Copy:
    (only,) = found(Pile(*articles, credits=credits))
    return only


def kind(a: str, b: str, **more: str) -> str | None:
    verdict = judge(Text(article("a", a)), Text(article("b", b, **more)))
    return verdict.kind if verdict else None


LINES = WIRE.split("\n")


@pytest.mark.parametrize(
    "other",
    [
        WIRE,
        "\n".join(LINES[:3]),
        "\n".join([*LINES[3:], *LINES[:3]]),
        "VIENTIANE, May 3 (Agency) -- " + WIRE,
        "By Ann Example\n" + WIRE,
        WIRE + "\n(Agency)",
        WIRE.replace(". ", ".  ").replace("Somchit Vong", "Somchit\u00a0Vong"),
        WIRE.upper(),
        WIRE.replace("harbour", "harbor").replace("14 months", "15 months"),
        OWN.split("\n")[0] + "\n" + WIRE + "\n" + "\n".join(OWN.split("\n")[1:]),
        WIRE.replace(" the ", " the\n"),
    ],
    ids=["same", "shortened", "reordered", "dateline", "byline", "agency", "spaces", "capitals",
         "spelling", "embedded", "lines"],
)  # fmt: skip
def test_a_copy_however_it_was_dressed(other: str) -> None:
    assert kind(WIRE, other) == kind(other, WIRE) == "copy"


def test_the_formula_with_other_particulars_is_no_copy() -> None:
    other = (
        WIRE.replace("Laos", "Peru").replace("Tonga", "Norway").replace("Somchit Vong", "A. Diaz")
    )
    assert kind(WIRE, other) is None
    greeting = "The president sent a message of greetings to {} on the national day of {} on {}."
    first, second = (
        greeting.format("X. Bo", "Chad", "May 2"),
        greeting.format("Y. Lu", "Peru", "May 3"),
    )
    assert kind(first, second) is None


def test_one_event_told_of_at_two_times_is_no_copy() -> None:
    who = (
        "A delegation of the Tongan Association of Harbour Pilots led by its President Sione Taufa "
    )
    assert kind(who + "arrived here on Monday.", who + "left here on Friday.") is None


def test_a_text_that_quotes_one_sentence_is_no_copy() -> None:
    assert kind(WIRE, OWN + f'\nThe agency wrote: "{LINES[2]}"') is None


def test_a_report_on_a_text_contains_it() -> None:
    more = OWN.replace("here", "there").replace("Few", "Many")
    report = "\n".join([OWN, WIRE, *(f"{i}. {x}" for i, x in enumerate(more.split("\n") * 2))])
    assert kind(WIRE, report) == "contains"
    quoted = OWN + '\nThe text reads: "' + WIRE.replace("\n", " ") + '"'
    assert kind(WIRE, quoted) == "contains"
    c = one(article("report", report), article("wire", WIRE))
    assert not c.is_one_source
    assert origins([c], [c.first, c.second]) == {}


def test_a_short_text_months_later_tells_of_another_day() -> None:
    short = "\n".join(LINES[:2])
    a = article("a", short, "2020-05-01")
    assert judge(Text(a), Text(article("b", short, "2021-05-01"))) is None
    assert judge(Text(a), Text(article("b", short, "2020-05-02"))) is not None


def test_parties_that_stand_in_the_title_only() -> None:
    text = "The two leaders discussed current issues of bilateral relations and the rains by telephone."
    made = [
        article(n, text, title=f"Call with President {n}") for n in ("Bo of Chad", "Lu of Peru")
    ]
    assert judge(*map(Text, made)) is None


def test_sentences_exact_changed_and_own() -> None:
    changed = WIRE.replace("14 months", "16 months").replace(LINES[1], OWN.split("\n")[0])
    source, copy = article("a", WIRE), article("b", changed)
    rows = align(Text(source), Text(copy))
    assert [r.kind for r in rows] == ["exact", "own", "exact", "exact", "changed"]
    (change,) = rows[4].changes
    assert (change.before, change.after) == ("14", "16")
    assert source.slice(change.old) == "14"
    assert copy.slice(change.new) == "16"
    assert rows[0].there
    assert source.slice(rows[0].there) == LINES[0] == copy.slice(rows[0].here)
    assert rows[1].there is None


def test_direction_only_by_evidence() -> None:
    a, b = (
        article("a", WIRE, "2020-05-01", "North Post"),
        article("b", WIRE, "2020-05-01", "South Post"),
    )
    c = one(a, b)
    assert (c.kind, c.direction, c.basis) == ("copy", "undirected", None)
    later = article("c", WIRE, "2020-05-03", "South Post")
    c = one(later, a)
    assert (c.first, c.second, c.basis) == (a.id, later.id, "published")
    # A day apart is no evidence between outlets: days differ around the globe.
    assert one(a, article("d", WIRE, "2020-05-02", "South Post")).direction == "undirected"
    assert one(a, article("e", WIRE, "2020-05-02", "North Post")).direction == "copied"
    # Nor is anything without a date.
    assert one(a, article("f", WIRE, None, "South Post")).direction == "undirected"


def test_a_credit_outranks_the_dates() -> None:
    agency = article("a", WIRE, "2020-05-05", "Yonhap")
    paper = article("b", WIRE, "2020-05-01", "South Post")
    credit = Credit(evidence=(), role="agency", name="Yonhap News Agency")
    c = one(paper, agency, credits={"b": [credit]})
    assert (c.first, c.second, c.basis) == (agency.id, paper.id, "credit")
    said = article(
        "c", WIRE + "\nSo the Yonhap reported on the same day.", "2020-05-01", "South Post"
    )
    assert one(said, agency).first == agency.id


def test_a_corrected_text_of_one_outlet_is_a_version() -> None:
    a = article("a", WIRE, "2020-05-01", "North Post")
    c = one(a, article("b", WIRE.replace("two piers", "three piers"), "2020-05-02", "North Post"))
    assert (c.kind, c.count("changed"), c.count("exact")) == ("version", 1, 4)
    assert one(a, article("c", WIRE, "2020-05-02", "North Post")).kind == "copy"


def test_two_texts_stitched_together_do_not_become_one() -> None:
    a, b = article("a", WIRE, "2020-05-01"), article("b", OWN, "2020-05-01")
    both = article("c", WIRE + "\n" + OWN, "2020-05-01")
    pile = Pile(a, b, both)
    got = origins(found(pile), pile.held)
    assert got[both.id] == a.id == got[a.id]
    assert got.get(b.id, b.id) == b.id


def test_many_copies_are_one_source() -> None:
    pile = Pile(*(article(f"k{i}", WIRE, f"2020-05-{1 + i % 3:02}") for i in range(80)))
    got = origins(found(pile), pile.held)
    assert len(got) == 80
    assert len(set(got.values())) == 1


def test_json() -> None:
    c = one(article("a", WIRE), article("b", "\n".join(LINES[:3])))
    data = c.to_json()
    assert data["articles"] == [c.first, c.second]
    assert set(data["sentences"][0]) == {"kind", "here", "there", "changes"}


words = st.lists(st.sampled_from(OWN.replace(".", "").split()), min_size=4, max_size=12)
own_text = st.lists(words, max_size=6).map(
    lambda s: "\n".join(" ".join(w).capitalize() + "." for w in s)
)


@settings(max_examples=40, deadline=None)
@given(own_text)
def test_a_text_with_own_text_behind_it_is_found_and_aligned(own: str) -> None:
    a, b = Text(article("a", WIRE)), Text(article("b", f"{WIRE}\n{own}"))
    verdict = judge(a, b)
    assert verdict
    assert verdict.kind == "copy"
    assert verdict.share == 1
    rows = align(a, b)
    assert [r.kind for r in rows[:5]] == ["exact"] * 5
    assert all(b.article.slice(r.here) == line for r, line in zip(rows, LINES, strict=False))
    assert rows == align(Text(a.article), Text(b.article))


def test_work_is_bounded_on_a_hostile_text(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    class Counting(SequenceMatcher[str]):
        def __init__(self, junk: None, a: Sequence[str], b: Sequence[str], **more: bool) -> None:
            nonlocal compared
            compared += len(a) * len(b)
            super().__init__(junk, a, b, **more)

    monkeypatch.setattr(alignment, "SequenceMatcher", Counting)
    one_word = article("a", "word " * 1_000_000)
    assert len(sketch(one_word.text)) <= 1
    other = Text(article("b", "word " * 999_000 + "end."))
    assert max(map(len, Text(one_word).grams.values())) <= 8
    align(Text(one_word), other)
    assert compared <= 10 * 300 * 300


def test_a_hash_that_all_hold_costs_each_a_bounded_number_of_pairs() -> None:
    everybody = [f"a{i:04}" for i in range(1000)]
    pairs = list(candidates([everybody], dict.fromkeys(everybody, 1)))
    assert len(pairs) <= MOST_HOLDERS * len(everybody)


def test_among_some_only_those_with_something_in_common() -> None:
    held = [article("a", WIRE), article("b", WIRE + " It rained."), article("c", WIRE)]
    pile, (a, b, c) = Pile(*held), (x.id for x in held)
    assert {(x.first, x.second) for x in found(pile)} == {(a, b), (a, c), (b, c)}
    made = found(pile, among={a: {"x"}, b: {"y"}, c: {"x", "z"}})
    assert {(x.first, x.second) for x in made} == {(a, c)}
    assert found(pile, among={a: {"x"}}) == []
