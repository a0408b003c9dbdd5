"""Whatever stands around it: a correction lies on its own words, or on none."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article, Span
from dragoman.corrections import Ledger, Statement, anchored, applied
from dragoman.corrections.place import placed
from dragoman.finding import Finding, Message, Name, Party, identified, to_json

WORDS = "Lin Dao sent a note"
LETTERS = st.text(alphabet="ab .\n“é한", max_size=120)


@given(before=LETTERS, after=LETTERS, more=LETTERS, last=LETTERS)
def test_words_are_found_again_behind_any_text(
    before: str, after: str, more: str, last: str
) -> None:
    old = Article("k", "s", before + WORDS + after)
    where = Span(len(before), len(before) + len(WORDS))
    anchors = anchored(old, [where])
    new = Article("k", "s", more + old.text + last)
    at = placed(new, anchors, same_text=False)
    assert at == {where: Span(where.start + len(more), where.end + len(more))}
    assert placed(old, anchors, same_text=True) == {where: where}


@given(old=LETTERS, new=LETTERS, start=st.integers(0, 119), length=st.integers(1, 40))
def test_what_is_placed_has_its_words_and_stands_once(
    old: str, new: str, start: int, length: int
) -> None:
    article = Article("k", "s", old)
    if start >= len(old):
        return
    where = Span(start, min(len(old), start + length))
    (anchor,) = anchored(article, [where])
    for here in placed(Article("k", "s", new), [anchor], same_text=False).values():
        assert new[here.start : here.end] == anchor.words
        left, right = new[: here.start], new[here.end :]
        assert "".join(left.split()).endswith("".join(anchor.before.split()))
        assert "".join(right.split()).startswith("".join(anchor.after.split()))


@given(middle=st.text(alphabet="ab .", min_size=1, max_size=40), before=LETTERS, after=LETTERS)
def test_an_edit_beside_the_words_is_never_passed_over(
    middle: str, before: str, after: str
) -> None:
    old = Article("k", "s", before + WORDS + "|" + after)
    where = Span(len(before), len(before) + len(WORDS))
    new = Article("k", "s", before + WORDS + "/" + middle + after)
    assert placed(new, anchored(old, [where]), same_text=False) == {}


# ---- the order of independent statements

TEXT = "Lin Dao sent a note. Mara Ostrow sent a wreath. Oro thanked both of them for all of it."
ARTICLE = Article("k.txt", "k.txt", TEXT)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


FOUND = identified(
    ARTICLE,
    [
        Message(
            evidence=(at("Lin Dao sent a note"),),
            form="note",
            sender=Party(state="LAO"),
            reader="m/1",
        ),
        Message(evidence=(at("Mara Ostrow sent a wreath"),), form="wreath", reader="m/1"),
        Name(evidence=(at("Oro"),), type="person", canonical="Oro", reader="n/1"),
    ],
)


def say(n: int, does: str, finding: Finding, author: str, **more: object) -> Statement:
    spans = list(finding.evidence)
    return Statement(
        does=does, author=author, time=f"2026-03-01T10:00:{n:02}+00:00", article=ARTICLE.id,  # type: ignore[arg-type]
        key=ARTICLE.key, origin=ARTICLE.source, kind=finding.kind, finding=finding.id,
        words=anchored(ARTICLE, spans), whole=to_json(finding, sparse=True), because="<b>", **more,  # type: ignore[arg-type]
    ).signed()  # fmt: skip


ADDED = identified(ARTICLE, [Message(evidence=(at("Oro thanked both"),), form="thanks")])[0]
INDEPENDENT = [
    say(1, "edit", FOUND[0], "Ana", set={"form": "appeal"}),
    say(2, "edit", FOUND[0], "Ben", set={"sender.state": "MNG"}),
    say(3, "reject", FOUND[1], "Ana"),
    say(4, "accept", FOUND[2], "Ben"),
    say(5, "add", ADDED, "Cho"),
    Statement(does="merge", author="Ana", time="t", of=("oro", "Oro")).signed(),
]
UNDO = Statement(does="undo", author="Ben", time="t", of=(INDEPENDENT[2].id,)).signed()


def outcome(statements: list[Statement]) -> list[object]:
    ledger = Ledger(tuple(statements))
    made = applied(ARTICLE, FOUND, ledger.on_findings)
    joined = [ledger.merges.applied(f) for f in made.findings]
    fates = sorted((s.statement.id, s.fate) for s in made.standings)
    return [[to_json(f) for f in joined], fates, sorted(ledger.undone)]


def test_any_order_of_independent_statements_gives_the_same() -> None:
    want = outcome([*INDEPENDENT, UNDO])
    for some in list(permutations([*INDEPENDENT, UNDO]))[::37]:
        assert outcome(list(some)) == want
    forms = [f["form"] for f in want[0] if f["kind"] == "message"]  # type: ignore[attr-defined]
    assert forms == ["appeal", "wreath", "thanks"]


@settings(max_examples=40)
@given(st.permutations(INDEPENDENT), st.permutations(INDEPENDENT))
def test_two_files_merged_line_by_line(one: list[Statement], two: list[Statement]) -> None:
    """Interleaved as a merge may do it, and with lines twice: as the ledger of either alone."""
    lines = {s.id: s for pair in zip(one, two, strict=True) for s in pair}
    assert outcome(list(lines.values())) == outcome(INDEPENDENT)
