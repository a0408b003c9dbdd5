"""What became of formulas on one anniversary: twelve greetings, a missing year, like with like."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from dragoman.article import Covered
from dragoman.finding import Field, Message, Party, Reading, Speaker, Wording
from dragoman.weigh.change import Change, changes
from dragoman.weigh.communications import communications
from dragoman.weigh.recurrence import recurrences
from dragoman.weigh.told import told
from dragoman.weigh.uses import uses

MNG = Party(Field("Bat Tumur", "stated"), state="MNG", type="person")
# By formula, what each year says; a year that is not named says nothing of it.
EXPECTED = {
    "traditional": {
        "2008": "first_seen", "2009": "kept", "2010": "kept", "2011": "varied", "2012": "kept",
        "2013": "kept", "2014": "not_covered", "2015": "kept", "2016": "kept", "2017": "varied",
        "2018": "kept", "2019": "kept", "2020": "kept",
    },
    "brothers": {
        "2008": "first_seen", "2009": "kept", "2010": "dropped", "2012": "revived",
        "2013": "kept", "2014": "not_covered", "2015": "dropped", "2019": "revived",
        "2020": "kept",
    },
    "new_age": {
        "2011": "first_seen", "2012": "kept", "2013": "kept", "2014": "not_covered",
        "2015": "dropped",
    },
    "good_neighbours": {
        "2012": "new", "2013": "kept", "2014": "not_covered", "2015": "kept", "2016": "kept",
        "2017": "kept", "2018": "dropped",
    },
    "partnership": {
        "2014": "not_covered", "2017": "new", "2018": "kept", "2019": "kept", "2020": "dropped",
    },
    "rice_and_milk": {
        "2008": "first_seen", "2009": "kept", "2010": "kept", "2011": "kept", "2012": "kept",
        "2013": "kept", "2014": "not_covered", "2015": "kept", "2016": "kept", "2017": "varied",
        "2018": "varied", "2019": "kept", "2020": "kept",
    },
}  # fmt: skip


def weighed(readings: Iterable[Reading], covered: Sequence[Covered], namings: Any) -> list[Change]:
    held = list(readings)
    occasions = recurrences(communications(told(held)))
    return changes(occasions, uses(held), namings, covered)


def table(found: Iterable[Change]) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for c in found:
        out.setdefault(c.formula, {})[c.year] = c.status
    return out


def test_twelve_anniversaries(anniversaries: Any) -> None:
    found = weighed(anniversaries.all, anniversaries.covered, anniversaries.namings)
    assert table(found) == EXPECTED


def test_the_occasion_is_recognised_by_itself(anniversaries: Any) -> None:
    (one,) = recurrences(communications(told(anniversaries.all)))
    assert (one.direction, one.form, one.outlet) == (
        ("LAO", "MNG"), "congratulatory_message", "Lao News Agency",
    )  # fmt: skip
    assert one.name == "the national day of Mongolia"
    assert (len(one.times), one.whole, one.is_yearly) == (12, 12, True)


def test_what_is_compared_and_over_which_gap(anniversaries: Any) -> None:
    found = weighed(anniversaries.all, anniversaries.covered, anniversaries.namings)
    by = {(c.formula, c.year): c for c in found}
    gone = by["brothers", "2015"]
    assert gone.against is not None
    assert (gone.against.year, gone.skipped, gone.here) == ("2013", ("2014",), ())
    assert [u.wording.phrase for u in gone.before] == ["brothers of the steppe"]
    assert (gone.n.times, gone.n.whole, gone.n.used) == (12, 12, 6)
    back = by["brothers", "2012"]
    assert back.against is not None
    assert (back.against.year, back.skipped) == ("2011", ())
    gap = by["brothers", "2014"]
    assert (gap.now, gap.here) == (None, ())
    assert gap.why == (
        "no message is held, and Lao News Agency is not said to be held completely there"
    )
    first = by["new_age", "2011"]
    assert str(first.since) == "2008-07-11"
    assert by["good_neighbours", "2012"].since is None  # he had said so in 2009
    assert by["partnership", "2017"].since is None  # of 2014 not all is held


def test_the_words_that_came_for_a_formula(anniversaries: Any) -> None:
    found = weighed(anniversaries.all, anniversaries.covered, anniversaries.namings)
    by = {(c.formula, c.year): c for c in found}
    assert [u.wording.phrase for u in by["rice_and_milk", "2017"].here] == [
        "joined like milk with rice"
    ]
    assert [u.wording.phrase for u in by["rice_and_milk", "2018"].before] == [
        "joined like milk with rice"
    ]


def test_without_a_table_of_coverage_nothing_is_called_absent(anniversaries: Any) -> None:
    found = weighed(anniversaries.all, [], anniversaries.namings)
    assert {c.status for c in found} == {"kept", "varied", "not_covered"}
    assert all(c.why for c in found if c.status == "not_covered")
    both = {(c.formula, c.year) for c in found if c.status in ("kept", "varied")}
    assert ("brothers", "2012") in both  # against 2009: both are there
    assert ("brothers", "2010") not in both


def test_coverage_that_is_not_complete_is_none(anniversaries: Any) -> None:
    partial = [replace(c, complete=False) for c in anniversaries.covered]
    found = weighed(anniversaries.all, partial, anniversaries.namings)
    assert {c.status for c in found} == {"kept", "varied", "not_covered"}


def test_an_excerpt_drops_nothing_and_is_passed_over(anniversaries: Any) -> None:
    cut = [_changed(r, treatment=Field("excerpt", "implied")) if "2010" in r.article.key else r
           for r in anniversaries.all]  # fmt: skip
    by = {(c.formula, c.year): c for c in weighed(cut, anniversaries.covered, anniversaries.namings)}  # fmt: skip
    one = by["brothers", "2010"]
    assert (one.status, one.why, one.n.whole) == ("not_covered", "an excerpt", 11)
    after = by["brothers", "2011"]
    assert after.against is not None
    assert (after.status, after.against.year, after.skipped) == ("dropped", "2009", ("2010",))


@pytest.mark.parametrize(
    "more",
    [{"item": {"of": 12, "position": 3}}, {"treatment": Field("summary", "implied")},
     {"role": "reported", "treatment": Field()}],
)  # fmt: skip
def test_what_is_not_the_whole_text_drops_nothing(anniversaries: Any, more: Any) -> None:
    cut = [_changed(r, **more) for r in anniversaries.all]
    found = weighed(cut, anniversaries.covered, anniversaries.namings)
    assert {c.status for c in found} <= {"kept", "varied", "first_seen", "not_covered"}


def test_a_year_without_a_message_that_is_covered_is_no_gap(anniversaries: Any) -> None:
    whole = [Covered("Lao News Agency", "2008-01-01", "2020-12-31", complete=True)]
    found = weighed(anniversaries.all, whole, anniversaries.namings)
    assert "2014" not in table(found)["brothers"]
    by = {(c.formula, c.year): c for c in found}
    assert (by["brothers", "2015"].status, by["brothers", "2015"].skipped) == ("dropped", ())
    assert by["partnership", "2017"].status == "first_seen"


def test_another_outlet_is_no_like_text(anniversaries: Any) -> None:
    """What another outlet prints is compared with its own of other years only."""
    moved = [
        _of_outlet(r, "Mekong Post") if "2010" in r.article.key else r for r in anniversaries.all
    ]
    found = weighed(moved, anniversaries.covered, anniversaries.namings)
    assert table(found)["brothers"]["2011"] == "dropped"
    assert "2010" not in table(found)["brothers"]


def test_a_premier_is_not_compared_with_a_president(anniversaries: Any) -> None:
    premier = Party(Field("Phet Sida", "stated"), Field("Premier", "stated"), state="LAO",
                    type="person")  # fmt: skip
    other = [_changed(r, sender=premier) for r in anniversaries.readings]
    renamed = [replace(r, article=replace(r.article, key="p" + r.article.key,
                                          text=r.article.text + " Phet Sida"))
               for r in other]  # fmt: skip
    found = recurrences(communications(told((*anniversaries.all, *renamed))))
    assert [len(o.times) for o in found] == [12, 12]
    assert [{t.told.message.sender.label for t in o.times if t.told.message.sender} for o in found] in (
        [{"Phet Sida"}, {"Somchit Vannak", "Khamla Souk"}],
        [{"Somchit Vannak", "Khamla Souk"}, {"Phet Sida"}],
    )  # fmt: skip


def test_nobody_is_first_seen_after_an_excerpt(anniversaries: Any) -> None:
    cut = [_changed(r, treatment=Field("excerpt", "implied")) if "2009" in r.article.key else r
           for r in anniversaries.all]  # fmt: skip
    by = {(c.formula, c.year): c for c in weighed(cut, anniversaries.covered, anniversaries.namings)}  # fmt: skip
    assert by["new_age", "2011"].status == "new"  # 2010 is known, 2009 is not


def test_a_premier_does_not_follow_a_president(anniversaries: Any) -> None:
    """The president wrote until 2010, the premier after: nothing is compared between the two."""
    offices = {True: "President", False: "Premier"}
    made = []
    for r in anniversaries.readings:
        first = r.article.published < "2011"
        who = Party(Field("A Nou" if first else "B Sida", "stated"),
                    Field(offices[first], "stated"), state="LAO", type="person")  # fmt: skip
        made.append(_changed(r, sender=who))
    found = recurrences(communications(told(made)))
    assert sorted(len(o.times) for o in found) == [3, 9]


def test_occasions_of_other_kinds_and_seasons_stay_apart() -> None:
    made = []
    for at, (year, day, said) in enumerate([
        ("2011", "04-15", "the birthday of the President"), ("2012", "04-15", "his birthday"),
        ("2011", "09-16", "the birthday of the Premier"), ("2012", "09-16", "her birthday"),
        ("2011", "09-20", "the founding anniversary of the state"),
        ("2012", "09-20", "the 60th founding anniversary of the state"),
        ("2011", "09-22", "the earthquake"), ("2012", "09-22", "the earthquake"),
        ("2010", "12-28", "the New Year"), ("2012", "01-02", "the New Year 2012"),
    ]):  # fmt: skip
        made.append(_short(at, f"{year}-{day}", said))
    found = recurrences(communications(told(made)))
    assert sorted([(o.name, *(t.year for t in o.times)) for o in found]) == [
        ("her birthday", "2011", "2012"),
        ("his birthday", "2011", "2012"),
        ("the New Year 2012", "2011", "2012"),
        ("the founding anniversary of the state", "2011", "2012"),
    ]


@pytest.mark.parametrize(
    ("more", "metadata"),
    [({"is_reply": True}, {}), ({"form": "gift"}, {}), ({"sender": Party(state="VNM")}, {}),
     ({"recipient": Party(state="VNM")}, {}), ({}, {"language": "lo"}), ({}, {"outlet": "KPL"}),
     ({"occasion": Field("the New Year", "stated")}, {}), ({"occasion": Field()}, {}),
     ({"role": "referred"}, {})],
)  # fmt: skip
def test_only_like_messages_are_times_of_one_occasion(
    anniversaries: Any, more: dict[str, Any], metadata: dict[str, str]
) -> None:
    def other(r: Reading) -> Reading:
        made = _changed(r, **more)
        kept = tuple(
            replace(m, value=metadata.get(m.field, m.value)) for m in made.article.metadata
        )
        return replace(made, article=replace(made.article, metadata=kept))

    held = [other(r) if i == 4 else r for i, r in enumerate(anniversaries.readings)]
    (one,) = recurrences(communications(told(held)))
    assert [t.year for t in one.times] == [
        str(y) for y in range(2008, 2021) if y not in (2012, 2014)
    ]


def test_what_stays_at_home_or_goes_to_nobody_known_is_not_compared(anniversaries: Any) -> None:
    for to in (replace(MNG, state="LAO"), None):
        held = [_changed(r, recipient=to) for r in anniversaries.readings]
        assert recurrences(communications(told(held))) == []


def test_words_for_another_pair_and_of_another_speaker_do_not_count(anniversaries: Any) -> None:
    def other(r: Reading) -> Reading:
        kept = []
        for f in r.findings:
            if isinstance(f, Wording) and "2010" not in r.article.key:
                away = {"traditional": ("LAO", "VNM"), "rice_and_milk": None}
                f = replace(f, pair=away.get(str(f.formula), f.pair))
                if f.formula == "brothers":
                    f = replace(f, speaker=Speaker(MNG.name, state="MNG", status="named"))
                if f.formula == "good_neighbours":
                    f = replace(f, type="slogan", pair=None)
            kept.append(f)
        return replace(r, findings=tuple(kept))

    found = table(weighed(map(other, anniversaries.all), anniversaries.covered, anniversaries.namings))  # fmt: skip
    assert "brothers" not in found
    assert {y: s for y, s in found["traditional"].items() if s != "not_covered"} == {
        "2010": "first_seen", "2011": "dropped",
    }  # fmt: skip
    assert "2009" not in found["rice_and_milk"]  # between whom is not told
    assert found["good_neighbours"]["2016"] == "kept"  # a policy of one's own has no pair


def test_nothing_depends_on_the_order_of_input(anniversaries: Any) -> None:
    first = weighed(anniversaries.all, anniversaries.covered, anniversaries.namings)
    for seed in range(4):
        held = list(anniversaries.all)
        covered, namings = list(anniversaries.covered), list(anniversaries.namings)
        for some in (held, covered, namings):
            random.Random(seed).shuffle(some)
        again = weighed(held, covered, namings)
        assert [c.to_json() for c in again] == [c.to_json() for c in first]


def test_as_json_with_evidence_of_both_sides(anniversaries: Any) -> None:
    found = weighed(anniversaries.all, anniversaries.covered, anniversaries.namings)
    (one,) = [c for c in found if (c.formula, c.year) == ("good_neighbours", "2018")]
    data = one.to_json()
    assert (data["schema"], data["kind"], data["status"]) == (
        "dragoman.weighed/1", "change", "dropped",
    )  # fmt: skip
    assert data["n"] == {"times": 12, "whole": 12, "used": 5}
    (before,) = data["before"]
    text = anniversaries.readings[9 - 1].article.text
    assert [text[a:b] for a, b in before["evidence"]] == ["good neighbours"]
    (place,) = data["in_place"]
    assert "good neighbours" in text[slice(*place["sentence"])]


def _changed(r: Reading, **more: Any) -> Reading:
    """A reading with its message changed."""
    return replace(
        r,
        findings=tuple(replace(f, **more) if isinstance(f, Message) else f for f in r.findings),
    )


def _of_outlet(r: Reading, outlet: str) -> Reading:
    kept = tuple(replace(m, value=outlet) if m.field == "outlet" else m for m in r.article.metadata)
    return replace(r, article=replace(r.article, metadata=kept))


def _short(at: int, day: str, said: str) -> Reading:
    from dragoman.article import Article, Metadatum, Span

    given = (Metadatum("outlet", "A", "person"), Metadatum("published", day, "person"))
    article = Article(key=f"{at}", source=f"{at}", text=f"Greetings {at} {said}", metadata=given)
    sender = Party(Field("Lam", "stated"), state="VNM", type="person")
    message = Message(id=f"m{at}", evidence=(Span(0, 9),), form="greetings", sender=sender,
                      recipient=Party(state="MNG", type="other"),
                      occasion=Field(said, "stated"))  # fmt: skip
    return Reading(article, (message,))
