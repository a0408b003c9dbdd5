from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from dragoman import lore
from dragoman.lore import tables
from dragoman.lore.actors import UNKNOWN

ROSTER = ("roster/persons.tsv", "roster/bodies.tsv", "roster/tenures.tsv")
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
SOURCE = re.compile(
    r"general knowledge|history\.state\.gov \((?:visits|travels)\)|"
    r"held on \d{4}-\d\d-\d\d: (?:kremlin\.ru \(\d+\)|history\.state\.gov \((?:visits|travels)\)|"
    r"whitehouse\.gov|DFAT \d+-\d+|KCNA)"
)
# Offices that one person holds at a time, and the days on which two claimed one.
SINGLE = re.compile(
    r"(?:president|prime minister|premier|king|queen|emir|sultan|emperor|chancellor|pope) of |pope$|"
    r"minister of (?:Foreign Affairs|National Defence|Defence|Unification)$|general secretary|"
    r"secretary of (?:State|Defense)$|secretary-general|chief of the General Staff|"
    r"chairman of the (?:State Duma|Federation Council|Standing Committee)|director of the"
)
RIVALS = {("alassane-ouattara", "laurent-gbagbo")}


def test_every_office_has_dates_and_a_source() -> None:
    for office in (t for a in lore.roster().values() for t in a.offices):
        parts = office.source.split("; ")
        assert all(SOURCE.fullmatch(p) for p in parts), office.source
        assert "general knowledge" in parts or office.attested, office
        for end in (office.since, office.until):
            assert end in (None, UNKNOWN) or DAY.fullmatch(str(end)), office
        assert office.since != UNKNOWN, office
        if office.since and office.until and office.until != UNKNOWN:
            assert office.since <= office.until, office
        assert all(office.on(day) == "held" for day in office.attested), office


def test_every_actor_has_a_source_a_known_side_and_a_known_body() -> None:
    roster = lore.roster()
    for actor in roster.values():
        assert all(SOURCE.fullmatch(p) for p in actor.source.split("; ")), actor.id
        assert actor.state is None or actor.state in lore.sides(), actor.id
        assert len(set(actor.forms)) == len(actor.forms), actor.id
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", actor.id), actor.id
        for office in actor.offices:
            assert office.body is None or not roster[office.body].is_person, office


def test_no_form_names_two_bodies_or_a_body_and_a_person() -> None:
    owners: dict[str, list[lore.Actor]] = defaultdict(list)
    for actor in lore.roster().values():
        for form in {f.casefold() for f in actor.forms}:
            owners[form].append(actor)
    shared = {form: some for form, some in owners.items() if len(some) > 1}
    assert [form for form, some in shared.items() if not all(a.is_person for a in some)] == []
    assert "kim yong il" in shared


def test_no_two_people_hold_an_office_of_one() -> None:
    holders: dict[tuple[str | None, str], list[tuple[str, lore.Tenure]]] = defaultdict(list)
    for actor in lore.roster().values():
        for t in actor.offices:
            if SINGLE.match(t.office):
                holders[actor.state, t.office].append((actor.id, t))
    double = {
        (a, b)
        for held in holders.values()
        for (a, s), (b, t) in combinations(sorted(held, key=lambda x: x[0]), 2)
        if a != b and s.overlaps(t)
    }
    assert double == RIVALS


def test_tables_are_sorted_and_name_each_once() -> None:
    for name in ROSTER[:2]:
        keys = [(r["state"], r["id"]) for r in tables.rows(name)]
        assert keys == sorted(keys), name
    order = [r["id"] for r in tables.rows(ROSTER[0])]
    places = {who: i for i, who in enumerate(order)}
    people = [places[r["person"]] for r in tables.rows(ROSTER[2])]
    assert people == sorted(people)
    ids = Counter(order + [r["id"] for r in tables.rows(ROSTER[1])])
    assert [i for i, n in ids.items() if n > 1] == []
    assert len(lore.roster()) == len(ids)


def test_international_bodies_and_former_states_stand_in_the_codebook() -> None:
    terms: dict[str, dict[str, str]] = defaultdict(dict)
    for t in lore.codebook().terms:
        terms[t.list][t.code] = t.label
    bodies = {str(a.state): a.name for a in lore.roster().values() if a.type == "international"}
    assert terms["international_body"] == bodies
    assert terms["former_state"] == {s.code: s.name for s in lore.states().values() if s.until}


def test_open_and_unknown_ends_differ() -> None:
    held = lore.Tenure("president", since="2018-03-14")
    unknown = lore.Tenure("president", since="2018-03-14", until="?")
    assert held.is_open
    assert not unknown.is_open
    assert (held.on("2024-01-01"), unknown.on("2024-01-01")) == ("held", "possible")


@pytest.mark.parametrize(
    ("since", "until", "day", "wanted"),
    [
        ("2018-03-14", "2022-05-10", "2018-03-13", "not"),
        ("2018-03-14", "2022-05-10", "2018-03-14", "held"),
        ("2018-03-14", "2022-05-10", "2020-01-01", "held"),
        ("2018-03-14", "2022-05-10", "2022-05-10", "held"),
        ("2018-03-14", "2022-05-10", "2022-05-11", "not"),
        ("2018-03", "2022", "2018-03-20", "possible"),
        ("2018-03", "2022", "2018-04-01", "held"),
        ("2018-03", "2022", "2022-06-01", "possible"),
        ("2018-03", "2022", "2023-01-01", "not"),
        (None, "2022", "1990-01-01", "possible"),
        (None, "?", "2020-01-01", "possible"),
        (None, None, "2020-01-01", "possible"),
        ("2018", "2020", "2019", "held"),
        ("2018", "2020", "2019-05", "held"),
        ("2018-03", "2020", "2018", "possible"),
    ],
)
def test_an_office_on_a_day(since: str | None, until: str | None, day: str, wanted: str) -> None:
    assert lore.Tenure("president", since=since, until=until).on(day) == wanted


def test_attested_days_are_certain_though_the_ends_are_unknown() -> None:
    source = "held on 2001-02-28: kremlin.ru (1); held on 2003-05-31: kremlin.ru (2)"
    t = lore.Tenure("president", until="?", source=source)
    days = ("2001-02-27", "2001-02-28", "2002-01-01", "2003-05-31", "2003-06-01")
    assert [t.on(day) for day in days] == ["possible", "held", "held", "held", "possible"]


def test_roles_at_a_date() -> None:
    kim = lore.roster()["kim-jong-un"]
    assert [t.office for t in lore.roles(kim, "2015-01-01")] == [
        "supreme commander of the Korean People's Army",
        "first secretary of the Workers' Party of Korea",
        "first chairman of the National Defence Commission",
    ]
    assert lore.roles(kim, "2005-01-01") == ()
    director = lore.roster()["kim-yong-il-international-department"]
    assert lore.roles(director, "2030-01-01") == ()
    unknown = lore.roles(director, "2030-01-01", possible=True)
    assert {t.until for t in unknown} == {UNKNOWN}


def test_two_of_a_name_are_two() -> None:
    roster = lore.roster()
    for ids in (
        ("ri-yong-ho-foreign-minister", "ri-yong-ho-general"),
        ("kim-yong-il-premier", "kim-yong-il-international-department"),
    ):
        assert len({roster[i].name for i in ids}) == 1
    assert not set(roster["kim-yong-chol"].forms) & set(roster["kim-yong-chun"].forms)
