"""Uses of a formula, their share of texts, coverage and tiers."""

from __future__ import annotations

import random
from dataclasses import replace
from time import process_time
from typing import Any

import pytest

from dragoman.article import Article, Covered, Metadatum, Naming, Span
from dragoman.finding import DateField, Field, Message, Party, Reading, Speaker, Wording
from dragoman.weigh.shares import Shares, shares
from dragoman.weigh.tiers import tiers
from dragoman.weigh.uses import uses

BOTH = frozenset(("LAO", "MNG"))


def article(key: str, published: str | None, outlet: str | None = "Lao News Agency", **more: str) -> Article:  # fmt: skip
    given = {"outlet": outlet, "published": published, **more}
    made = tuple(Metadatum(k, v, "person") for k, v in given.items() if v)
    return Article(key=key, source=key, text=f"{key}: traditional friendship", metadata=made)


def wording(key: str | None = "traditional", **more: Any) -> Wording:
    who = Speaker(Field("Somchit Vannak", "stated"), state="LAO", type="person", status="named")
    made = Wording(id="w1", evidence=(Span(0, 4),), type="formula", phrase="traditional friendship",
                   formula=key, speaker=who, via="quote", pair=("LAO", "MNG"))  # fmt: skip
    return replace(made, **more)


def holding(key: str, published: str | None, outlet: str | None = "Lao News Agency", **more: Any) -> Reading:  # fmt: skip
    return Reading(article(key, published, outlet), (wording(**more),))


def namings(*some: Reading, states: frozenset[str] = BOTH) -> list[Naming]:
    made = []
    for r in some:
        a = r.article
        made.append(Naming(a.id, a.value("outlet"), a.published, states))
    return made


def others(n: int, published: str, outlet: str = "Lao News Agency", *, both: bool) -> list[Naming]:
    states = BOTH if both else frozenset(("LAO",))
    return [Naming(f"{published}{outlet}{both}{i}", outlet, published, states) for i in range(n)]


def series(some: list[Reading], more: list[Naming], covered: Any = (), **given: Any) -> list[Shares]:  # fmt: skip
    return shares(uses(some), namings(*some) + more, covered, **given)


def test_n_of_the_texts_that_name_both_and_of_all() -> None:
    some = [holding("a", "2010-03-01"), holding("b", "2012-05-01"), holding("c", "2012-06-01")]
    more = others(4, "2010-04-01", both=True) + others(5, "2010-04-01", both=False)
    more += others(2, "2012-04-01", "Mekong Post", both=True)
    covered = [Covered("Lao News Agency", "2010-01-01", "2010-12-31", complete=True),
               Covered("Lao News Agency", "2012-01-01", "2012-06-30", complete=True)]  # fmt: skip
    (made,) = series(some, more, covered)
    assert (made.key.formula, made.key.sides, made.key.outlet) == (
        "traditional", ("LAO", "MNG"), "Lao News Agency",
    )  # fmt: skip
    assert [(p.period, p.n, p.of_pair, p.of_all, p.cover) for p in made.points] == [
        ("2010", 1, 5, 10, "complete"),
        ("2011", 0, 0, 0, "none"),
        ("2012", 2, 2, 2, "partial"),
    ]
    assert [p.share for p in made.points] == [0.2, None, 1.0]


def test_a_record_of_less_than_two_years_is_counted_by_months() -> None:
    (made,) = series([holding("a", "2011-11-30"), holding("b", "2012-02-01")], [])
    assert made.period == "month"
    assert [(p.period, p.n) for p in made.points] == [
        ("2011-11", 1), ("2011-12", 0), ("2012-01", 0), ("2012-02", 1),
    ]  # fmt: skip


def test_where_only_a_year_is_known_years_are_counted() -> None:
    (made,) = series([holding("a", "2011"), holding("b", "2012")], [])
    assert [(p.period, p.n, p.of_pair) for p in made.points] == [("2011", 1, 1), ("2012", 1, 1)]


def test_copies_of_one_text_count_once() -> None:
    some = [holding("a", "2011-03-01"), holding("b", "2011-03-02"), holding("c", "2011-03-02", "Mekong Post")]  # fmt: skip
    origins = {r.article.id: some[0].article.id for r in some}
    made = shares(uses(some, origins), namings(*some), [], origins)
    assert [(s.key.outlet, [(p.n, p.total) for p in s.points]) for s in made] == [
        ("Lao News Agency", [(1, 1)]),
        ("Mekong Post", [(1, 1)]),
    ]
    assert len({u.origin for s in made for p in s.points for u in p.uses}) == 1


def test_what_a_text_recalls_counts_in_no_share() -> None:
    long_ago = DateField("2005", "stated", earliest="2005-01-01", latest="2005-12-31")
    last_month = DateField("2011-02-20", "stated", earliest="2011-02-20", latest="2011-02-20")
    some = [holding("a", "2011-03-01", date=long_ago), holding("b", "2011-03-02", date=last_month)]
    (made,) = series(some, [])
    (point,) = made.points
    assert (point.n, point.total, len(point.recalled)) == (1, 2, 1)
    assert [(str(u.days.first), u.days.basis) for u in uses(some) if u.days] == [
        ("2005-01-01", "stated"), ("2011-02-20", "stated"),
    ]  # fmt: skip


def test_a_text_that_holds_the_words_is_of_those_that_speak_of_the_pair() -> None:
    some = [holding("a", "2011-03-01")]
    (made,) = shares(uses(some), namings(*some, states=frozenset()), [])
    assert [(p.n, p.of_pair) for p in made.points] == [(1, 1)]


def test_a_slogan_has_no_pair_and_is_a_share_of_all() -> None:
    some = [holding("a", "2011-03-01", type="slogan", formula="own_strength", pair=None)]
    (made,) = series(some, others(3, "2011-03-01", both=False))
    assert [(p.n, p.of_pair, p.total) for p in made.points] == [(1, None, 4)]


def test_a_formula_between_nobody_known_has_a_share_and_no_tier() -> None:
    some = [holding("a", "2011-03-01", pair=None)]
    (made,) = series(some, others(300, "2011-03-01", both=False))
    assert [(p.n, p.total, p.tier) for p in made.points] == [(1, 301, None)]


def test_words_outside_the_tables_have_no_series() -> None:
    assert series([holding("a", "2011-03-01", type="characterisation", formula=None)], []) == []


# ---- holders


def test_whose_words_they_are() -> None:
    kim = Speaker(Field("Kim Jong-un", "stated"), state="PRK", actor="kim-jong-un", status="named")
    own = Speaker(status="article")
    cases = {
        "actor": wording(speaker=kim),
        "state": wording(),
        "nobody": wording(speaker=replace(wording().speaker or own, state=None)),
    }
    found = {
        name: uses([Reading(article("a", "2011-03-01", "KCNA"), (w,))])[0].holder
        for name, w in cases.items()
    }
    assert (found["actor"].key, found["actor"].state) == ("kim-jong-un", "PRK")
    assert (found["state"].key, found["state"].name) == ("LAO", "LAO")
    assert (found["nobody"].key, found["nobody"].state) == ("=somchit vannak", None)


@pytest.mark.parametrize(
    ("outlet", "speaks_for", "key"),
    [("KCNA", None, "PRK"), ("KCNA", "CHN", "CHN"), ("Mekong Post", None, "=mekong post"),
     (None, "LAO", "LAO")],
)  # fmt: skip
def test_of_the_articles_own_voice_the_side_it_speaks_for(
    outlet: str | None, speaks_for: str | None, key: str
) -> None:
    more = {"speaks_for": speaks_for} if speaks_for else {}
    one = Reading(
        article("a", None, outlet, **more),
        (wording(speaker=Speaker(status="article"), via="article"),),
    )
    (use,) = uses([one])
    assert use.holder.key == key
    assert use.days is None


def test_hyphens_number_and_names_of_sides_make_no_other_form() -> None:
    said = ("multi-faceted DPRK-China tie", "multifaceted China-DPRK ties", "Multi faceted ties")
    one = [Reading(article(w, "2011-03-01"), (wording(variant=w),)) for w in said]
    assert len({u.variant for u in uses(one)}) == 1
    other = Reading(article("x", "2011-03-01"), (wording(variant="multifaceted and warm ties"),))
    assert len({u.variant for u in uses([*one, other])}) == 2


def test_the_message_in_whose_text_the_words_stand() -> None:
    sender = Party(Field("Somchit Vannak", "stated"), state="LAO", type="person")
    to = Party(Field("Bat Tumur", "stated"), state="MNG", type="person")
    own = Message(id="m1", evidence=(Span(0, 1),), form="greetings", sender=sender, recipient=to)
    back = Message(id="m2", evidence=(Span(0, 1),), form="greetings", sender=to, recipient=sender)
    here = article("a", "2011-03-01")
    (use,) = uses([Reading(here, (back, own, wording()))])
    assert use.message is not None
    assert use.message.id == "m1"
    (use,) = uses([Reading(here, (back, wording()))])
    assert use.message is None
    (use,) = uses([Reading(here, (replace(own, role="referred"), wording()))])
    assert use.message is None


# ---- tiers


@pytest.mark.parametrize(
    ("n", "total", "tier"),
    [(200, 1000, "prominent"), (199, 1000, "frequent"), (100, 1000, "frequent"),
     (99, 1000, "common"), (50, 1000, "common"), (49, 1000, "occasional"),
     (20, 1000, "occasional"), (19, 1000, "rare"), (5, 1000, "rare"), (4, 1000, "isolated"),
     (1, 5000, "isolated"), (0, 1000, None), (50, 50, "prominent"), (49, 49, None)],
)  # fmt: skip
def test_tiers_of_a_pair_at_their_thresholds(n: int, total: int, tier: str | None) -> None:
    assert tiers("pair").tier(n, total) == tier


@pytest.mark.parametrize(
    ("n", "total", "tier"),
    [(50, 1000, "prominent"), (49, 1000, "frequent"), (20, 1000, "frequent"), (19, 1000, "common"),
     (10, 1000, "common"), (9, 1000, "occasional"), (5, 1000, "occasional"), (4, 1000, "rare"),
     (1, 1000, "rare"), (1, 1001, "isolated"), (0, 1000, None), (10, 200, "prominent"),
     (199, 199, None)],
)  # fmt: skip
def test_tiers_of_all_texts_at_their_thresholds(n: int, total: int, tier: str | None) -> None:
    assert tiers("all").tier(n, total) == tier


def test_the_tier_stands_at_the_point() -> None:
    some = [holding(f"a{i}", f"2011-03-{i + 1:02}") for i in range(3)]
    (made,) = series(some, others(57, "2011-03-05", both=True))
    assert [p.tier for p in made.points] == ["common"]  # 3 of 60
    (made,) = series(some, others(46, "2011-03-05", both=True))
    assert [p.tier for p in made.points] == [None]  # 49 texts


# ---- order and time


def test_nothing_depends_on_the_order_of_input() -> None:
    some = [holding(f"{k}{i}", f"20{10 + i}-03-01", "KCNA" if i % 2 else "Mekong Post",
                    formula=k, id=f"w{k}{i}") for k in "ab" for i in range(6)]  # fmt: skip
    first = [s.to_json() for s in series(some, [])]
    for seed in range(3):
        random.Random(seed).shuffle(some)
        assert [s.to_json() for s in series(some, [])] == first


def test_a_hundred_thousand_uses_take_seconds() -> None:
    states = ("LAO", "MNG", "CHN", "PRK", "RUS", "VNM")
    base = wording()
    some = []
    for i in range(100_000):
        pair = (states[i % 5], states[i % 5 + 1])
        a = article(f"{i // 2}", f"{2000 + i % 12}-0{1 + i % 9}-11")
        some.append(Reading(a, (replace(base, id=f"w{i}", formula=f"f{i % 60}", pair=pair),)))
    held = [Naming(r.article.id, "Lao News Agency", r.article.published, frozenset(states))
            for r in some[::2]]  # fmt: skip
    started = process_time()
    made = shares(uses(some), held, [])
    assert process_time() - started < 20
    assert sum(s.n for s in made) > 50_000
