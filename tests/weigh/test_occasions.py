"""The same occasion over the years: fields and sentences kept, varied, dropped."""

from __future__ import annotations

from dataclasses import replace

from dragoman.article import Article, Metadatum, Span
from dragoman.finding import Field, Message, Party
from dragoman.weigh.communications import communications
from dragoman.weigh.occasions import Occasion, occasions
from dragoman.weigh.told import Told

KIM = Party(Field("Kim Jong Un", "stated"), state="PRK", actor="kim-jong-un", type="person")
XI = Party(Field("Xi Jinping", "stated"), state="CHN", actor="xi-jinping", type="person")
PENG = Party(Field("Peng Liyuan", "stated"), state="CHN", type="person")

LAST = (
    "Kim Jong Un greets Xi Jinping\n\n"
    "Kim Jong Un sent a message of greetings to Xi Jinping on the 74th founding anniversary of China. "
    "The friendship of both countries was forged in blood. "
    "He wished the Chinese people success in building a strong country."
)
NOW = (
    "Kim Jong Un greets Xi Jinping\n\n"
    "Kim Jong Un sent a message of greetings to Xi Jinping on the 75th founding anniversary of China. "
    "He wished the Chinese people success in building a strong country."
)


def told(text: str, published: str, rank: str, **more: object) -> Told:
    given = (
        Metadatum("outlet", "KCNA", "person"),
        Metadatum("published", published, "person"),
    )
    article = Article(text=text, key=published, source=published, metadata=given,
                      title="Kim Jong Un greets Xi Jinping", title_span=Span(0, 29))  # fmt: skip
    message = Message(
        id="m" + published, evidence=(Span(0, 29),), mentions=(Span(0, 29),), sender=KIM, recipient=XI,
        form="greetings", occasion=Field(f"the {rank} founding anniversary of China", "stated"),
    )  # fmt: skip
    return Told(article, replace(message, **more))  # type: ignore[arg-type]


def on(words: str, *some: Told) -> list[Occasion]:
    return occasions(communications(some), words)


def test_two_years_of_one_anniversary() -> None:
    (made,) = on(
        "founding China", told(LAST, "2023-10-01", "74th"), told(NOW, "2024-10-01", "75th")
    )
    first, second = made.times
    assert made.direction == ("PRK", "CHN")
    assert first.difference is None
    d = second.difference
    assert d is not None
    assert (d.count("kept"), d.count("varied"), d.count("dropped"), d.count("new")) == (1, 1, 1, 0)
    assert d.shorter == 9
    (gone,) = [p for p in d.passages if p.fate == "dropped"]
    assert gone.before is not None
    assert LAST[gone.before.start : gone.before.end].startswith("The friendship")
    assert d.fields == ()  # the 75th after the 74th is no other occasion


def test_what_was_given_last_year_and_is_not_now() -> None:
    last = told(LAST, "2023-10-01", "74th", channel=Field("Rodong Sinmun", "stated"),
                page=Field(1, "stated"), co_recipients=(PENG,))  # fmt: skip
    (made,) = on("founding", last, told(NOW, "2024-10-01", "75th"))
    d = made.times[1].difference
    assert d is not None
    assert ("channel", "Rodong Sinmun", "") in d.fields
    assert ("page", "1", "") in d.fields
    assert ("recipients", "Xi Jinping + Peng Liyuan", "Xi Jinping") in d.fields


def test_unlike_messages_are_not_compared() -> None:
    back = told(NOW, "2024-10-05", "75th", sender=XI, recipient=KIM)
    gift = told(NOW, "2024-10-02", "75th", form="floral_basket")
    made = on("founding", told(LAST, "2023-10-01", "74th"), back, gift)
    assert sorted((o.direction, o.form, len(o.times)) for o in made) == [
        (("CHN", "PRK"), "greetings", 1),
        (("PRK", "CHN"), "floral_basket", 1),
        (("PRK", "CHN"), "greetings", 1),
    ]


def test_every_word_must_begin_a_word_of_the_occasion() -> None:
    one = told(LAST, "2023-10-01", "74th")
    assert on("found anniv", one)
    assert not on("founding Cuba", one)
    assert occasions(communications([one]), "PRC", {one.key: "People's Republic of China PRC"})


def test_a_list_of_messages_is_compared_by_its_fields_alone() -> None:
    item = {"of": 12, "position": 3}
    listed = told(
        NOW.replace("\n\n", " "),
        "2024-10-01",
        "75th",
        item=item,
        mentions=(),
        evidence=(Span(40, 60),),
    )
    article = replace(listed.article, title="Greetings from abroad")
    made = on("founding", told(LAST, "2023-10-01", "74th"), Told(article, listed.message))
    d = made[0].times[1].difference
    assert d is not None
    assert (d.passages, d.shorter) == ((), None)
    assert ("item", "", "3 of 12") in d.fields


def test_as_json() -> None:
    (made,) = on("founding", told(LAST, "2023-10-01", "74th"), told(NOW, "2024-10-01", "75th"))
    data = made.to_json()
    assert data["schema"] == "dragoman.weighed/1"
    assert data["times"][1]["difference"]["shorter"] == 9
    assert {p["fate"] for p in data["times"][1]["difference"]["passages"]} == {
        "kept", "varied", "dropped",
    }  # fmt: skip


def test_messages_of_one_day_are_compared_with_those_of_last_year() -> None:
    li = Party(Field("Li Keqiang", "stated"), state="CHN", type="person")
    last = [told(LAST, "2023-10-01", "74th"),
            told(LAST + " Rice grew.", "2023-10-02", "74th", recipient=li)]  # fmt: skip
    now = [told(NOW + " Rice grew.", "2024-10-01", "75th", recipient=li),
           told(NOW, "2024-10-02", "75th")]  # fmt: skip
    (made,) = on("founding", *last, *now)
    differences = [t.difference for t in made.times]
    assert differences[:2] == [None, None]
    assert [d.shorter for d in differences if d] == [9, 9]  # each against his own of last year
