"""Which message answers which: constructed exchanges, the classic errors among them."""

from __future__ import annotations

from itertools import count
from typing import Any

from dragoman import lore
from dragoman.article import Article, Metadatum, Span
from dragoman.finding import DateField, Field, Message, Party
from dragoman.weigh.communications import Communication, communications
from dragoman.weigh.threads import Link, woven
from dragoman.weigh.told import Told

_PLACE = (Span(0, 4),)
_NUMBERS = count(1)


def person(name: str | None, state: str | None, actor: str | None = None, **more: Any) -> Party:
    office = more.get("office")
    return Party(
        Field(name, "stated") if name else Field(),
        Field(office, "stated") if office else Field(),
        state,
        actor,
        "person",
    )


def body(name: str, state: str, actor: str | None = None) -> Party:
    return Party(Field(name, "stated"), state=state, actor=actor, type="body")


KIM = person("Kim Jong Il", "PRK", "kim-jong-il")
YONG_NAM = person("Kim Yong Nam", "PRK", "kim-yong-nam")
HU = person("Hu Jintao", "CHN", "hu-jintao")
WEN = person("Wen Jiabao", "CHN", "wen-jiabao")
PUTIN = person("Vladimir Putin", "RUS", "vladimir-putin")
TUMUR = person("Bat Tumur", "MNG")
WPK = body("Central Committee of the Workers' Party of Korea", "PRK", "wpk-central-committee")
WPK_CONGRESS = body("Congress of the Workers' Party of Korea", "PRK", "wpk-congress")
CPC = body("Central Committee of the Communist Party of China", "CHN", "cpc-central-committee")


def day(value: str) -> DateField:
    first, _, last = value.partition("/")
    return DateField(value, "stated", earliest=first, latest=last or first)


def article(published: str | None = None, outlet: str = "KCNA", key: str | None = None) -> Article:
    number = key or f"a{next(_NUMBERS):03}"
    given = (("outlet", outlet), ("published", published))
    metadata = tuple(Metadatum(k, v, "file") for k, v in given if v)
    return Article(number, number, f"Text {number}", title=f"Title {number}", metadata=metadata)


def message(sender: Party | None, recipient: Party | None, **more: Any) -> Message:
    for name in Message.DATES:
        if isinstance(more.get(name), str):
            more[name] = day(more[name])
    for name in ("occasion", "number"):
        if isinstance(more.get(name), str):
            more[name] = Field(more[name], "stated")
    more.setdefault("id", f"m{next(_NUMBERS):012}")
    more.setdefault("form", "congratulatory_message")
    more.setdefault("mentions", (Span(0, 5, "title"),))
    return Message(evidence=_PLACE, sender=sender, recipient=recipient, **more)


def tell(published: str | None, sender: Party | None, recipient: Party | None, **more: Any) -> Told:
    return Told(article(published, more.pop("outlet", "KCNA")), message(sender, recipient, **more))


def reply(published: str | None, sender: Party, recipient: Party, **more: Any) -> Told:
    return tell(published, sender, recipient, is_reply=True,
                **{"form": "reply_message", **more})  # fmt: skip


def links(*told: Told) -> list[Link]:
    """The links, whatever the order in which the record gives the messages."""
    found = [x for t in woven(communications(told)) for x in t.links]
    again = [x for t in woven(communications(reversed(told))) for x in t.links]
    assert [x.to_json() for x in found] == [x.to_json() for x in again]
    return found


def link(*told: Told) -> Link:
    (found,) = links(*told)
    return found


def answered(*told: Told) -> str | None:
    """The id of the article that tells what the only reply answers; the state if there is none."""
    found = link(*told)
    if found.state != "linked":
        return found.state
    assert found.answered is not None
    return found.answered.first.article.key


def whole(*told: Told) -> list[Communication]:
    return communications(told)


ANNIVERSARY = "the 60th anniversary of diplomatic relations"


# ---- replies


def test_a_reply_names_the_occasion_that_it_answers() -> None:
    sent = tell("2009-10-06", KIM, HU, occasion=ANNIVERSARY, sent="2009-10-06")
    back = reply("2009-10-21", HU, KIM, occasion=ANNIVERSARY, sent="2009-10-19")
    found = link(sent, back)
    assert (found.state, found.by) == ("linked", ("occasion", "parties", "time"))
    assert found.latency_days == 13
    assert found.runs is not None
    assert [(r.field, r.day.isoformat(), r.told.article.id) for r in found.runs] == [
        ("sent", "2009-10-06", sent.article.id),
        ("sent", "2009-10-19", back.article.id),
    ]


def test_the_same_occasion_of_another_year_is_another() -> None:
    before = tell("2008-10-06", KIM, HU, occasion="the 59th anniversary of diplomatic relations")
    back = reply("2009-10-21", HU, KIM, occasion=ANNIVERSARY)
    assert answered(before, back) == "out_of_corpus"
    last_year = tell("2008-10-06", KIM, HU, occasion="the anniversary of diplomatic relations")
    assert answered(last_year, back) == "out_of_corpus"


def test_another_number_of_one_anniversary_is_never_joined() -> None:
    sent = tell("2009-10-06", KIM, HU, occasion="the 61st anniversary of diplomatic relations")
    assert answered(sent, reply("2009-10-21", HU, KIM, occasion=ANNIVERSARY)) == "out_of_corpus"


def test_opposite_directions_in_one_week_are_no_answer() -> None:
    one = tell("2009-10-06", KIM, HU, occasion=ANNIVERSARY)
    other = tell("2009-10-08", HU, KIM, occasion=ANNIVERSARY)
    assert links(one, other) == []


def test_two_replies_to_one_message() -> None:
    sent = tell("2011-09-30", KIM, HU, sent="2011-09-30")
    verbal = reply("2011-10-05", HU, KIM, form="verbal_message")
    written = reply("2011-10-14", HU, KIM, form="congratulatory_message")
    found = links(sent, verbal, written)
    assert [x.answered and x.answered.first.key for x in found] == [sent.key, sent.key]
    assert len(woven(whole(sent, verbal, written))) == 1


def test_a_reply_before_the_message_answers_another() -> None:
    sent = tell("2011-10-14", KIM, HU)
    assert answered(sent, reply("2011-10-01", HU, KIM)) == "out_of_corpus"
    stated = tell("2011-10-01", KIM, HU, sent="2011-09-30")
    early = reply("2011-10-02", HU, KIM, sent="2011-09-28")
    assert answered(stated, early) == "out_of_corpus"


def test_a_reply_may_be_reported_just_before_the_message() -> None:
    sent = tell("2011-10-03", KIM, HU, outlet="KCNA")
    assert answered(sent, reply("2011-10-02", HU, KIM, outlet="Xinhua")) == sent.article.key


def test_a_reply_to_oneself_is_none() -> None:
    same_way = tell("2011-10-01", HU, KIM)
    assert answered(same_way, reply("2011-10-14", HU, KIM)) == "out_of_corpus"


def test_joint_senders_are_answered_together() -> None:
    sent = tell("2011-09-30", KIM, HU, co_senders=(YONG_NAM,), co_recipients=(WEN,))
    back = reply("2011-10-14", HU, KIM, co_senders=(WEN,), co_recipients=(YONG_NAM,))
    assert answered(sent, back) == sent.article.key


def test_one_of_joint_senders_may_be_answered_alone() -> None:
    sent = tell("2011-09-30", KIM, HU, co_senders=(YONG_NAM,))
    assert answered(sent, reply("2011-10-14", HU, YONG_NAM)) == sent.article.key


def test_of_two_messages_the_head_that_is_answered_counts() -> None:
    joint = tell("2011-09-30", KIM, HU, co_senders=(YONG_NAM,))
    own = tell("2011-09-30", YONG_NAM, HU)
    assert answered(joint, own, reply("2011-10-14", HU, YONG_NAM)) == own.article.key


def test_a_congress_is_congratulated_and_the_committee_answers() -> None:
    sent = tell("2021-01-06", CPC, WPK_CONGRESS, occasion="the 8th Congress of the WPK")
    back = reply("2021-01-12", WPK, CPC, occasion="the 8th Congress", dated="2021-01-11")
    assert answered(sent, back) == sent.article.key
    assert link(sent, back).latency_days is None  # nobody says when the first was sent


def test_another_partys_congress_is_not_answered() -> None:
    lao = body("Central Committee of the Lao People's Revolutionary Party", "LAO")
    sent = tell("2021-01-06", lao, WPK_CONGRESS)
    assert answered(sent, reply("2021-01-12", WPK, CPC)) == "out_of_corpus"


def test_two_leaders_with_one_surname() -> None:
    sent = tell("2011-09-30", YONG_NAM, HU)
    assert answered(sent, reply("2011-10-14", HU, KIM)) == "out_of_corpus"
    surname = reply("2011-10-14", HU, person("Kim", "PRK"))
    assert answered(sent, surname) == sent.article.key
    assert answered(sent, tell("2011-09-30", KIM, HU), surname) == "ambiguous"


def test_several_that_fit_are_candidates_and_none_is_chosen() -> None:
    one, two = (tell(f"2011-09-{d}", KIM, HU, sent=f"2011-09-{d}") for d in ("10", "28"))
    found = link(one, two, reply("2011-10-05", HU, KIM))
    assert (found.state, found.answered) == ("ambiguous", None)
    assert [c.first.key for c in found.candidates] == [one.key, two.key]
    assert found.to_json()["candidates"] == [one.message.id, two.message.id]


def test_of_several_the_same_occasion_decides() -> None:
    flood = tell("2011-07-31", HU, KIM, form="sympathy_message", occasion="the floods")
    birth = tell("2011-07-30", HU, KIM, occasion="his birthday")
    assert answered(flood, birth, reply("2011-08-04", KIM, HU, occasion="the recent floods")) == (
        flood.article.key
    )


def test_what_names_another_occasion_is_not_answered() -> None:
    birth = tell("2011-07-30", HU, KIM, occasion="his birthday")
    assert answered(birth, reply("2011-08-04", KIM, HU, occasion="the floods")) == "out_of_corpus"


def test_too_long_ago() -> None:
    sent = tell("2011-06-01", KIM, HU)
    assert answered(sent, reply("2011-08-04", HU, KIM)) == "out_of_corpus"
    named = tell("2011-06-10", KIM, HU, occasion="the 90th anniversary of the founding of the CPC")
    late = reply("2011-08-04", HU, KIM, occasion="the 90th birthday of the CPC")
    assert answered(named, late) == named.article.key


def test_an_article_says_what_is_answered() -> None:
    own = article("2021-01-13")
    sent = Told(own, message(CPC, WPK_CONGRESS, id="m1"))
    back = Told(own, message(WPK, CPC, id="m2", is_reply=True, replies_to="m1"))
    other = tell("2021-01-10", CPC, WPK)
    found = link(sent, back, other)
    assert found.answered is not None
    assert (found.answered.first.key, found.by[0]) == (sent.key, "reference")


def test_what_is_only_referred_to_is_out_of_corpus() -> None:
    own = article("2011-07-07")
    called = Told(own, message(KIM, HU, id="m1", role="referred", sent="2011-06-30"))
    back = Told(own, message(HU, KIM, id="m2", is_reply=True, replies_to="m1", sent="2011-07-06"))
    found = link(called, back)
    assert (found.state, found.latency_days) == ("out_of_corpus", 6)
    assert found.answered is not None
    assert found.answered.first.key == called.key
    report = tell("2011-07-01", KIM, HU, sent="2011-06-30")
    assert answered(called, back, report) == report.article.key


def test_a_reference_without_a_day_goes_to_the_only_one_that_fits() -> None:
    own = article("2011-08-04")
    called = Told(own, message(HU, KIM, id="m1", role="referred", form="sympathy_message"))
    back = Told(own, message(KIM, HU, id="m2", is_reply=True, replies_to="m1", form="thanks"))
    sympathy = tell("2011-07-31", HU, KIM, form="sympathy_message")
    gift = tell("2011-08-01", HU, KIM, form="gift")
    assert answered(called, back, sympathy, gift) == sympathy.article.key
    assert answered(called, back, gift) == "out_of_corpus"


def test_calls_are_not_answered_by_letters() -> None:
    assert answered(tell("2011-09-30", KIM, HU, form="call"), reply("2011-10-14", HU, KIM)) == (
        "out_of_corpus"
    )


def test_latency_never_runs_from_the_day_of_a_report() -> None:
    sent = tell("2011-10-01", KIM, HU)
    found = link(sent, reply("2011-10-14", HU, KIM, sent="2011-10-13"))
    assert (found.state, found.latency_days, found.runs) == ("linked", None, None)
    vague = tell("2011-10-01", KIM, HU, sent="2011-09-21/2011-09-30")
    assert link(vague, reply("2011-10-14", HU, KIM, sent="2011-10-13")).latency_days is None


def test_without_any_day_nothing_is_joined() -> None:
    assert answered(tell(None, KIM, HU), reply(None, HU, KIM)) == "out_of_corpus"


# ---- citations by number


def _cites(published: str, cited: Message, sender: Party, recipient: Party) -> list[Told]:
    own = article(published, "archive")
    text = message(sender, recipient, role="is_text", form="other", dated=published, is_reply=True,
                   replies_to=cited.id)  # fmt: skip
    return [Told(own, text), Told(own, cited)]


BRUCE = person("Stanley Bruce", "AUS", "stanley-bruce", office="High Commissioner in London")
LYONS = person("Joseph Lyons", "AUS", "joseph-lyons", office="Prime Minister")


def _cable(day_: str, number: str, sender: Party = BRUCE, recipient: Party = LYONS) -> Told:
    return tell(day_, sender, recipient, role="is_text", form="other", number=number, dated=day_,
                outlet="archive")  # fmt: skip


def _sixty(**more: Any) -> Message:
    return message(BRUCE, LYONS, role="referred", form="other", number="60", **more)


def test_your_telegram_number_sixty() -> None:
    cable, other = _cable("1939-03-01", "60"), _cable("1939-03-05", "61")
    found = link(cable, other, *_cites("1939-03-06", _sixty(), LYONS, BRUCE))
    assert found.answered is not None
    assert (found.answered.first.key, found.by[0]) == (cable.key, "reference")
    assert found.latency_days == 5


def test_numbers_start_again_each_year() -> None:
    old, new = _cable("1938-03-01", "60"), _cable("1939-03-01", "No. 60")
    later = _cable("1939-04-01", "60")
    citing = _cites("1939-03-06", _sixty(), LYONS, BRUCE)
    assert answered(old, later, *citing) == "out_of_corpus"
    assert answered(old, new, *citing) == new.article.key
    assert answered(_cable("1939-03-05", "61"), *citing) == "out_of_corpus"


def test_a_number_of_the_other_direction_is_another() -> None:
    own = _cable("1939-03-01", "60", LYONS, BRUCE)
    citing = _cites("1939-03-06", _sixty(), LYONS, BRUCE)
    assert answered(own, *citing) == "out_of_corpus"


def test_the_day_that_a_citation_gives_decides() -> None:
    near, named = _cable("1939-03-01", "60"), _cable("1938-12-24", "60")
    citing = _cites("1939-03-06", _sixty(dated="1938-12-24"), LYONS, BRUCE)
    assert answered(near, named, *citing) == named.article.key


# ---- several tellings of one message


def test_both_sides_tell_of_one_message() -> None:
    theirs = tell("2003-09-12", person(None, "RUS", office="President"), KIM, form="greetings",
                  outlet="kremlin.ru", occasion="the 55th anniversary of the republic")  # fmt: skip
    ours = tell("2003-09-08", PUTIN, KIM, outlet="KCNA")
    (one,) = whole(theirs, ours)
    assert (one.sources, one.lag_days, one.forms) == (
        2, -4, ("congratulatory_message", "greetings"))  # fmt: skip
    assert one.to_json()["ids"] == [ours.message.id, theirs.message.id]
    assert (lore.side_of("KCNA"), lore.side_of("kremlin.ru")) == ("PRK", "RUS")


def test_a_headline_calls_him_by_his_surname() -> None:
    headline = tell("2003-09-08", Party(Field("Putin", "stated")), KIM)
    office = person(None, "RUS", office="president")
    (one,) = whole(headline, tell("2003-09-12", office, KIM, form="greetings", outlet="kremlin.ru"))
    assert one.lag_days == -4
    bush = person("George W. Bush", "USA", "george-w-bush")
    assert len(whole(headline, tell("2003-09-09", bush, KIM, outlet="whitehouse.gov"))) == 2


def test_a_portrait_is_not_who_it_shows() -> None:
    portrait = Party(Field("portrait of Kim Jong Il", "stated"), state="PRK", type="other")
    two = [tell("2011-12-21", HU, p, form="wreath", outlet=o) for p, o in
           ((portrait, "KCNA"), (KIM, "Xinhua"))]  # fmt: skip
    assert len(whole(*two)) == 2


def test_a_reply_that_both_sides_report_is_one() -> None:
    sent = tell("2011-09-30", KIM, HU, occasion="the National Day")
    ours = reply("2011-10-14", HU, KIM, outlet="KCNA", received="2011-10-10")
    theirs = tell("2011-10-11", HU, KIM, outlet="Xinhua", form="thanks", sent="2011-10-10")
    found = link(sent, ours, theirs)
    assert found.reply.sources == 2
    assert found.answered is not None
    assert found.answered.first.key == sent.key


def test_letter_of_sympathy_is_also_a_telegram() -> None:
    ours = tell("2004-04-26", PUTIN, KIM, form="sympathy_message")
    theirs = tell("2004-04-24", PUTIN, KIM, form="condolence", outlet="kremlin.ru")
    assert len(whole(ours, theirs)) == 1
    assert len(whole(ours, tell("2004-04-24", PUTIN, KIM, outlet="kremlin.ru"))) == 2
    assert len(whole(ours, tell("2004-04-24", PUTIN, KIM, form="gift", outlet="Tass"))) == 2


def test_days_that_differ_are_both_kept() -> None:
    ours = tell("2020-02-01", KIM, HU, sent="2020-01-31")
    theirs = tell("2020-02-02", KIM, HU, sent="2020-02-01", outlet="Xinhua")
    (one,) = whole(ours, theirs)
    sent = one.shared("sent")
    assert (sent.value, sent.state) == (None, "conflicting")
    assert [(g.field.value, g.told.outlet) for g in sent.given] == [
        ("2020-01-31", "KCNA"), ("2020-02-01", "Xinhua")]  # fmt: skip
    assert link(ours, theirs, reply("2020-02-09", HU, KIM, sent="2020-02-09")).latency_days is None


def test_a_wider_day_contradicts_nothing() -> None:
    ours = tell("2020-02-01", KIM, HU, sent="2020-01-21/2020-01-31")
    theirs = tell("2020-02-02", KIM, HU, sent="2020-01-30", outlet="Xinhua")
    (one,) = whole(ours, theirs)
    assert (one.shared("sent").value, one.shared("sent").state) == ("2020-01-30", "stated")


def test_two_days_are_two_messages() -> None:
    ours = tell("2020-02-01", KIM, HU, sent="2020-01-21")
    assert len(whole(ours, tell("2020-02-02", KIM, HU, sent="2020-01-30", outlet="Xinhua"))) == 2


def test_two_findings_of_one_article_are_two_messages() -> None:
    own = article("2020-02-01")
    assert len(whole(*(Told(own, message(KIM, HU, sent="2020-01-31")) for _ in range(2)))) == 2


def test_next_years_greeting_on_the_same_day_is_another() -> None:
    years = [tell(f"{y}-10-10", HU, KIM, occasion="the founding anniversary") for y in (2010, 2011)]
    assert len(whole(*years)) == 2


def test_two_calls_of_one_week_are_two() -> None:
    calls = [tell(f"2003-11-{d}", PUTIN, TUMUR, form="call", outlet="kremlin.ru") for d in (14, 15)]
    assert len(whole(*calls)) == 2


def test_two_disasters_of_a_month_are_two() -> None:
    ours = tell("2005-09-05", PUTIN, TUMUR, form="condolence", occasion="the airplane crash")
    theirs = tell("2005-09-12", PUTIN, TUMUR, form="condolence", occasion="the terrorist attack",
                  outlet="kremlin.ru")  # fmt: skip
    assert len(whole(ours, theirs)) == 2


def test_an_office_of_two_people_of_that_name_is_left_open() -> None:
    theirs = tell("2011-10-01", HU, person("Kim", "PRK"), outlet="Xinhua")
    both = [tell("2011-10-01", HU, KIM), tell("2011-10-01", HU, YONG_NAM)]
    assert len(whole(theirs, *both)) == 3
    assert len(whole(theirs, both[0])) == 1


def test_an_office_is_held_by_who_held_it() -> None:
    bare = person("Vladimir Putin", "RUS", "vladimir-putin")
    for office, number in (("president", 1), ("consulate general", 2), ("foreign minister", 2)):
        theirs = tell("2003-09-12", person(None, "RUS", office=office), KIM, outlet="kremlin.ru")
        assert len(whole(tell("2003-09-12", bare, KIM), theirs)) == number


def test_a_card_on_the_day_of_another_message_is_another() -> None:
    card = tell("2011-12-31", HU, KIM, form="new_year_card", delivered="2011-12-31")
    assert (
        len(whole(card, tell("2011-12-31", HU, KIM, form="greetings", received="2011-12-31"))) == 2
    )


def test_a_vice_president_is_no_president() -> None:
    vice = tell("2011-10-01", person("Bat Tumur", "MNG", office="vice-president"), KIM)
    chief = tell("2011-10-01", person(None, "MNG", office="President"), KIM, outlet="Montsame")
    assert len(whole(vice, chief)) == 2


def test_copies_are_one_source() -> None:
    one = tell("2011-10-01", HU, KIM, sent="2011-09-30")
    other = tell("2011-10-01", HU, KIM, sent="2011-09-30", outlet="Rodong Sinmun")
    (apart,) = whole(one, other)
    copy = Told(other.article, other.message, one.article.id)
    (together,) = whole(one, copy)
    assert (apart.sources, together.sources) == (2, 1)
    assert len(together.told) == 2


def test_threads_are_told_in_lasting_order_with_lasting_ids() -> None:
    told = [
        tell("2011-09-30", KIM, HU), reply("2011-10-14", HU, KIM),
        tell("2009-10-06", KIM, PUTIN), reply("2009-10-21", PUTIN, KIM),
    ]  # fmt: skip
    found = woven(whole(*told))
    assert [t.messages[0].first.published.year for t in found if t.messages[0].first.published] == [
        2009, 2011]  # fmt: skip
    alone = woven(whole(*told[:2]))
    assert alone[0].id == found[1].id
    made = found[1].to_json()
    assert (made["schema"], made["kind"]) == ("dragoman.weighed/1", "thread")
    assert made["messages"] == [told[0].message.id, told[1].message.id]
    assert (made["links"][0]["from"], made["links"][0]["to"]) == (
        told[1].message.id, told[0].message.id)  # fmt: skip
