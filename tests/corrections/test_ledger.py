"""Undoing, disagreement, agreement and rates, over statements alone."""

from __future__ import annotations

from random import Random

import pytest

from dragoman.article import Article, Span
from dragoman.corrections import Ledger, Statement, anchored
from dragoman.finding import Finding, Message, Name, identified, to_json
from dragoman.weigh.agreement import DECISION, agreement, alpha, measured
from dragoman.weigh.rates import Share, rates

TEXT = "".join(f"On day {n} somebody sent letter {n} to nobody at all. " for n in range(40))
ARTICLE = Article("k.txt", "k.txt", TEXT)


def _letters() -> tuple[Finding, ...]:
    made = []
    for n in range(40):
        start = TEXT.index(f"sent letter {n} ")
        made.append(Message(evidence=(Span(start, start + 13),), form="note", reader="messages/3"))
    return identified(ARTICLE, made)


FOUND = _letters()
_clock = iter(range(10**6))


def say(does: str, n: int, author: str, **values: str) -> Statement:
    f = FOUND[n]
    return Statement(
        does=does, author=author, time=f"2026-03-01T{next(_clock):06}", article=ARTICLE.id,  # type: ignore[arg-type]
        key=ARTICLE.key, origin=ARTICLE.source, kind="message", finding=f.id,
        words=anchored(ARTICLE, list(f.evidence)), whole=to_json(f, sparse=True), set=values,
    ).signed()  # fmt: skip


def whole(author: str, *ids: str) -> Statement:
    found = {"message": list(ids) or [f.id for f in FOUND]}
    return Statement(does="reviewed", author=author, time="t", article=ARTICLE.id, of=("message",),
                     whole={"found": found}).signed()  # fmt: skip


def undo(s: Statement) -> Statement:
    return Statement(does="undo", author="Cho", time=f"{next(_clock)}", of=(s.id,)).signed()


def test_an_undo_counts_before_and_behind_its_statement() -> None:
    one = say("reject", 0, "Ana")
    for some in ((one, undo(one)), (undo(one), one)):
        assert Ledger(some).in_force == ()
    first = undo(one)
    again = undo(first)
    assert Ledger((first, again, one)).in_force == (one,)
    assert Ledger((undo(first), again, first, one)).in_force == (one,)


def test_disagreements() -> None:
    some = (
        say("edit", 0, "Ana", form="appeal"),
        say("edit", 0, "Ben", form="wreath"),
        say("reject", 1, "Ana"),
        say("accept", 1, "Ben"),
        say("accept", 2, "Ana"),
        say("edit", 2, "Ben", form="appeal"),
        say("edit", 3, "Ana", form="appeal"),
        say("edit", 3, "Ben", scope="domestic"),
        say("edit", 4, "Ana", form="appeal"),
        say("edit", 4, "Ana", form="wreath"),
        say("edit", 5, "Ana", form="appeal"),
        say("edit", 5, "Ben", form="appeal"),
    )
    found = [
        (d.finding, d.field, [(p.author, p.says) for p in d.positions])
        for d in Ledger(some).disagreements
    ]
    assert found == [
        (FOUND[0].id, "form", [("Ana", "appeal"), ("Ben", "wreath")]),
        (FOUND[1].id, "", [("Ana", "rejected"), ("Ben", "stands")]),
        (FOUND[2].id, "form", [("Ana", "note"), ("Ben", "appeal")]),
    ]


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A to C: nominal data.
MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"


def test_alpha_as_published() -> None:
    assert alpha(zip(MEG, OWEN, strict=True)) == pytest.approx(0.095, abs=0.0005)
    assert alpha(zip(BEN, GERRY, strict=True)) == pytest.approx(0.692, abs=0.0005)
    rows = ["123321412...", "1233224125.3", ".333234225 1.".replace(" ", ""), "12332441251."]
    units = [[None if v == "." else v for v in unit] for unit in zip(*rows, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_at_its_ends() -> None:
    assert alpha([]) is None
    assert alpha([("a", "a")] * 5) is None
    assert alpha([("a", "a"), ("b", "b")]) == 1
    found = alpha([("a", "b"), ("b", "a")])
    assert found is not None
    assert found < 0


def test_the_interval_is_the_same_at_every_call_and_in_any_order() -> None:
    random = Random(1)
    units = [(random.choice("ab"), random.choice("ab")) for _ in range(60)]
    units += [("a", "a"), ("b", "b")] * 40
    one = measured(units)
    random.shuffle(units)
    assert measured(units) == one
    assert one.alpha is not None
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.alpha < one.high
    assert measured(units * 5).high - measured(units * 5).low < one.high - one.low  # type: ignore[operator]


def test_agreement_over_what_both_judged() -> None:
    ana = [say("accept", n, "Ana") for n in range(10)] + [say("reject", 10, "Ana")]
    ana += [say("edit", 11, "Ana", form="appeal"), say("accept", 20, "Ana")]
    ben = [say("accept", n, "Ben") for n in range(9)] + [say("reject", 9, "Ben")]
    ben += [
        say("reject", 10, "Ben"),
        say("edit", 11, "Ben", form="wreath"),
        say("accept", 30, "Ben"),
    ]
    made = agreement(ana, ben, ("Ana", "Ben"))
    assert made.only == (1, 1)
    rows = {(r.kind, r.field): r.alpha for r in made.rows}
    assert set(rows) == {("", DECISION), ("message", DECISION), ("message", "form")}
    assert (rows["", DECISION].n, rows["", DECISION].agreed) == (12, 11)
    assert (rows["message", "form"].n, rows["message", "form"].agreed) == (10, 9)
    assert {(d.finding, d.field) for d in made.disagreements} == {
        (FOUND[9].id, ""),
        (FOUND[11].id, "form"),
    }


def test_a_whole_review_says_that_the_rest_is_right() -> None:
    ana = [whole("Ana"), say("edit", 0, "Ana", form="appeal")]
    ben = [whole("Ben"), say("reject", 1, "Ben")]
    made = agreement(ana, ben)
    rows = {(r.kind, r.field): r.alpha for r in made.rows}
    assert (rows["message", DECISION].n, rows["message", DECISION].agreed) == (40, 38)
    assert (rows["message", "form"].n, rows["message", "form"].agreed) == (1, 0)


def test_rates_by_kind() -> None:
    said = [say("accept", n, "Ana") for n in range(6)]
    said += [say("edit", 6, "Ana", form="appeal"), say("accept", 6, "Ben")]
    said += [say("reject", 7, "Ana"), say("accept", 8, "Ana"), say("reject", 8, "Ben")]
    (rate,) = rates(said)
    assert (rate.accepted, rate.edited, rate.rejected, rate.added) == (6, 1, 2, 0)
    assert (rate.right, rate.real) == (Share(6, 9), Share(7, 9))
    assert rate.readers == ("messages/3",)
    assert rate.complete == Share(0, 0)  # nothing of what was missed is known
    added = Name(evidence=(Span(0, 6),), type="person", canonical="On day")
    (own,) = identified(ARTICLE, [added])
    add = Statement(does="add", author="Ana", time="t", article=ARTICLE.id, kind="name", finding=own.id,
                    words=anchored(ARTICLE, [Span(0, 6)]), whole=to_json(own)).signed()  # fmt: skip
    look = Statement(does="reviewed", author="Ana", time="t", article=ARTICLE.id, of=("name",),
                     whole={"found": {"name": ["n1", "n2", "n3"]}}).signed()  # fmt: skip
    (name,) = rates([look, add])
    assert (name.accepted, name.added, name.articles) == (3, 1, 1)
    assert name.complete == Share(3, 4)
    drop = Statement(does="reject", author="Ben", time="t", article=ARTICLE.id, kind="name", finding=own.id,
                     words=anchored(ARTICLE, [Span(0, 6)]), whole=to_json(own)).signed()  # fmt: skip
    (name,) = rates([look, add, drop])
    assert (name.added, name.rejected, name.complete) == (0, 0, Share(3, 3))


def test_wilson_as_published() -> None:
    """Newcombe, Two-sided confidence intervals for the single proportion (1998), table I."""
    for k, n, want in ((81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)),
                       (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))):  # fmt: skip
        low, high = Share(k, n).interval or (9.0, 9.0)
        assert (round(low, 4), round(high, 4)) == want
    assert Share(0, 0).interval is None
