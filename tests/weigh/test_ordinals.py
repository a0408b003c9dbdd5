"""Claimed ranks and totals against records that hold so many messages, of so much time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.article import Article, Covered, Metadatum, Span
from dragoman.finding import Check, Counted, DateField, Message, Party
from dragoman.weigh.communications import Communication, communications
from dragoman.weigh.ordinals import Ordinal, ordinals
from dragoman.weigh.told import Told

KIM = Party(state="PRK", actor="kim-jong-un", type="person")
XI = Party(state="CHN", actor="xi-jinping", type="person")
PUTIN = Party(state="RUS", actor="vladimir-putin", type="person")


def article(key: str, published: str | None, outlet: str = "KCNA") -> Article:
    given = [Metadatum("outlet", outlet, "person")]
    given += [Metadatum("published", published, "person")] if published else []
    return Article(text=key, key=key, source=key, metadata=tuple(given))


def told(sent: str | None, sender: Party = KIM, recipient: Party = XI, **more: object) -> Told:
    """A message sent that day and reported the day after; without a day, reported on 1 June."""
    day = DateField(sent, "stated", earliest=sent, latest=sent) if sent else DateField()
    message = Message(
        id=f"m{sent}", evidence=(Span(0, 1),), sender=sender, recipient=recipient,
        form="personal_letter", sent=day,
    )  # fmt: skip
    key = f"{sent}-{sender.actor}-{recipient.actor}"
    return Told(article(key, sent or "2020-06-01"), replace(message, **more))  # type: ignore[arg-type]


def held(*sent: str | None) -> list[Communication]:
    return communications(told(s) for s in sent)


def claim(number: int, **more: object) -> Check:
    counted = Counted(number, True, "message", (KIM, XI), since="2020-01-01", until="2020-12-31")
    return Check(
        id="c1", evidence=(Span(0, 1),), check="ordinal_in_article", result="cannot_tell",
        counted=replace(counted, **more),  # type: ignore[arg-type]
    )  # fmt: skip


def weighed(check: Check, some: list[Communication], *covered: Covered) -> Ordinal:
    (made,) = ordinals([(article("claim", "2020-12-31"), check)], some, covered)
    return made


WHOLE = Covered("KCNA", "2020-01-01", "2020-12-31", complete=True)
TWO = ("2020-02-01", "2020-08-01")


@pytest.mark.parametrize(
    ("number", "sent", "covered", "result"),
    [
        (2, TWO, (WHOLE,), "agrees"),
        (2, TWO, (), "cannot_tell"),
        (3, TWO, (WHOLE,), "differs"),
        (3, TWO, (), "cannot_tell"),
        (1, TWO, (), "differs"),
        (2, (*TWO, "2019-12-30"), (WHOLE,), "agrees"),
        (1, ("2019-12-30",), (WHOLE,), "differs"),
        (2, TWO, (replace(WHOLE, until="2020-06-30"),), "cannot_tell"),
        (2, TWO, (replace(WHOLE, complete=False),), "cannot_tell"),
        (2, TWO, (replace(WHOLE, outlet="Le Monde"),), "cannot_tell"),
        (
            2, TWO,
            (replace(WHOLE, until="2020-06-30"), replace(WHOLE, since="2020-07-01")),
            "agrees",
        ),
        (
            2, TWO,
            (replace(WHOLE, until="2020-06-29"), replace(WHOLE, since="2020-07-01")),
            "cannot_tell",
        ),
    ],
)  # fmt: skip
def test_the_record_agrees_only_where_its_coverage_holds_the_time(
    number: int, sent: tuple[str, ...], covered: tuple[Covered, ...], result: str
) -> None:
    assert weighed(claim(number), held(*sent), *covered).result == result


def test_what_is_counted_is_named() -> None:
    made = weighed(claim(1), held(*TWO))
    assert [str(c.day) for c in made.held] == list(TWO)
    assert made.to_json()["record_count"] == 2
    assert made.to_json()["coverage"] == {
        "since": "2020-01-01", "until": "2020-12-31", "complete": [],
    }  # fmt: skip


def test_the_other_direction_counts_only_where_both_ways_are_meant() -> None:
    some = communications([told("2020-02-01"), told("2020-03-01", XI, KIM)])
    assert len(weighed(claim(1), some).held) == 1
    assert len(weighed(claim(1, either_way=True), some).held) == 2


def test_messages_of_others_and_denied_ones_do_not_count() -> None:
    some = [told("2020-02-01"), told("2020-03-01", PUTIN), told("2020-04-01", status="denied")]
    assert len(weighed(claim(1), communications(some)).held) == 1


def test_a_form_that_the_claim_names_is_asked_for() -> None:
    some = [told("2020-02-01"), told("2020-05-01", form="condolence")]
    made = weighed(claim(1, form="condolence"), communications(some), WHOLE)
    assert (made.result, len(made.held)) == ("agrees", 1)


def test_a_message_dated_by_its_report_alone_may_be_of_the_time_before() -> None:
    late = told(None)
    early = Told(article("january", "2020-01-10"), late.message)
    made = weighed(claim(1), communications([early]), WHOLE)
    assert (made.result, len(made.held), made.possible) == ("cannot_tell", 0, 1)
    assert weighed(claim(1), communications([late]), WHOLE).result == "agrees"


@pytest.mark.parametrize(
    "more", [{"what": "meeting"}, {"why_open": "it counts from an event"}, {"until": None}]
)
def test_what_a_record_cannot_be_asked_is_not_decided(more: dict[str, object]) -> None:
    made = weighed(claim(1, **more), held(*TWO), WHOLE)
    assert (made.result, made.held) == ("cannot_tell", ())


def test_without_a_beginning_nothing_is_complete() -> None:
    assert weighed(claim(2, since=None), held(*TWO), WHOLE).result == "cannot_tell"
    assert weighed(claim(1, since=None), held(*TWO), WHOLE).result == "differs"


def test_checks_without_a_count_are_passed_over() -> None:
    plain = replace(claim(1), counted=None)
    assert list(ordinals([(article("claim", "2020-12-31"), plain)], held(*TWO), [])) == []
