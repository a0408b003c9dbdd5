"""Work grows with the length of a text, of a hostile one as well: calls are counted, not time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from types import FrameType

import pytest

from dragoman.article import Article, Span
from dragoman.pipeline import read_batch
from dragoman.places import Places


def _names(n: int) -> str:
    """Letters between people of whom each is named once."""
    r = Random(1)

    def name() -> str:
        two = (
            "".join(r.choice(x) for x in ("BDGKLMNPRT", "aeiou", "bdgkn", "aeiou", "nrsl"))
            for _ in "12"
        )
        return " ".join(two)

    return "".join(f"President {name()} sent a letter to President {name()}. " for _ in range(n))


# Each unit on its own is a sentence that a reader works on; many of them are nobody's prose.
HOSTILE: dict[str, Callable[[int], str]] = {
    "one message, told again and again": lambda n: (
        "Kim Jong Un sent a message of greetings to Xi Jinping on Monday. " * n
    ),
    "everybody another": _names,
    "a heading on every line": lambda n: (
        "Cablegram from Prime Minister Curtin to Mr Bruce\n\nMESSAGE TO THE PRESIDENT\n\n" * n
    ),
    "telegrams by number": lambda n: "".join(
        f"I refer to your telegram No. {i} of 3 May. " for i in range(n)
    ),
    "quotations in one paragraph": lambda n: 'He said: "yes" and she replied "no". ' * n,
    "quotations, a paragraph each": lambda n: 'Kim said: "yes" and she replied "no".\n\n' * n,
    "pronouns that speak": lambda n: (
        'Kim Jong Un met Xi Jinping. He said they were "friends", and they said so. ' * n
    ),
    "dates": lambda n: "On 3 May 2010, Monday, yesterday, in June. " * n,
    "amounts": lambda n: "500 kilograms, 98 percent, 118 words, 3 million dollars. " * n,
    "ranks": lambda n: (
        "It was the second message this year that Kim Jong Un sent to Xi Jinping. " * n
    ),
    "figures of several states": lambda n: (
        "France sent 12 ships, Italy 15 and Spain nine; Italy sent the most ships of 36, or 42 percent. "
        * n
    ),
    "orders of mention": lambda n: (
        "He mentioned Russia first. He began with China before turning to Russia, Cuba and Laos. "
        * n
    ),
    "changes of office": lambda n: (
        "He was elected president, and the president appointed Bat Tumur ambassador to Laos. " * n
    ),
    "changes of office in one sentence": lambda n: (
        "Bat Tumur succeeded Huang Mei as mayor and appointed Li Hua head of the port, who resigned "
        * n
    ),
    "quotations in headings": lambda n: (
        'A "bridge of two long roads" is built\n\n"A bridge of one long road," he said, was built in Hue.\n\n'
        * n
    ),
    "one caption again and again": lambda n: (
        "The two leaders shake hands in Hue before the talks of the ministers begin.\n" * n
    ),
    "replies": lambda n: (
        "Xi Jinping sent a reply message to Kim Jong Un. Kim Jong Un sent Xi Jinping a letter. " * n
    ),
    "formulas": lambda n: (
        "The traditional friendship between China and Laos is a strategic partnership of good neighbours. "
        * n
    ),
    "formulas of the two countries": lambda n: (
        "The traditional friendship and strategic partnership of the two countries, " * n
    ),
    "words to states": lambda n: (
        "He began with Laos, then Peru. He devoted 118 words to Laos, 40 to Peru and Chile. " * n
    ),
    "states without end": lambda n: "Laos, Peru and Chile got 40 lines and 12 to Laos, " * n,
    "wrapped lines": lambda n: (
        "The people of Laos have built a dam which brings light to all of the\n"
        "villages of the coast of Peru, and to those who live in the far hills\nof Chile.\n12\n" * n
    ),
    "parts of a whole": lambda n: "Of the 90 members 60 sang, 25 danced and 11 left. " * n,
    "parts in one sentence": lambda n: "95 ships from Laos, 41 on Monday and 54 on Friday, " * n,
    "ages": lambda n: "Bat Tumur, aged 61, fell ill last night. He was born in 1950 in Hovd. " * n,
    "what nobody knows": lambda n: (
        "It is not clear who paid, and the mayor declined to say when the bridge will open. " * n
    ),
    "what nobody knows, in one sentence": lambda n: (
        "whether it is not clear who paid for the exact number of the boats is not known " * n
    ),
    "no end of a sentence": lambda n: (
        "Kim Jong Un sent a message to Xi Jinping and then said the letter came " * n
    ),
}


def _work(text: str) -> int:
    """How many functions of our own run, and how many things their loops take up, for a reading."""
    done = 0

    def count(frame: FrameType, event: str, _arg: object) -> None:
        nonlocal done
        done += event == "call" and "dragoman" in frame.f_code.co_filename

    article = Article(key="hostile", source="hostile", text=text)
    sys.setprofile(count)
    try:
        read_batch([article], fast=True)
    finally:
        sys.setprofile(None)
    return done


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_four_times_the_text_is_some_four_times_the_work(unit: Callable[[int], str]) -> None:
    _work(unit(2))  # tables are loaded once
    once, four = _work(unit(25)), _work(unit(100))
    assert four < 6 * once


def test_what_meets_a_place_is_found_without_a_look_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spans = [Span(10 * i, 10 * i + 5) for i in range(10_000)]
    places = Places((s, s) for s in spans)
    looked = 0
    meets = Span.meets

    def counted(self: Span, other: Span) -> bool:
        nonlocal looked
        looked += 1
        return meets(self, other)

    monkeypatch.setattr(Span, "meets", counted)
    for s in spans[::100]:
        assert places.meeting(Span(s.start + 4, s.end + 6)) == [s, Span(s.start + 10, s.end + 10)]
    assert looked <= 40 * 100


def test_a_place_holds_what_only_reaches_into_it() -> None:
    places = Places(
        [(Span(0, 1000), "long"), (Span(500, 500), "empty"), (Span(3, 9, "title"), "title")]
    )
    assert places.meeting(Span(499, 501)) == ["long", "empty"]
    assert places.meeting(Span(3, 9, "title")) == ["title"]
    assert not places.meets(Span(1000, 2000))
