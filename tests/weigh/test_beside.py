"""Two texts side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.finding import Field, Message, Reading
from dragoman.weigh.beside import Beside, Side, beside
from dragoman.weigh.told import Told
from dragoman.weigh.uses import uses


def side(r: Reading, **more: Any) -> Side:
    (m,) = r.of(Message)
    return Side(r.article, Told(r.article, replace(m, **more)), tuple(uses([r])))


def pair(found: Any, a: int, b: int, **more: Any) -> Beside:
    """Two of the greetings by year, the second with other fields."""
    by = {r.article.published: r for r in found.readings}
    return beside(side(by[f"{a}-07-11"]), side(by[f"{b}-07-11"], **more))


def test_two_years_of_one_greeting_are_like(anniversaries: Any) -> None:
    made = pair(anniversaries, 2009, 2010)
    assert (made.unlike, made.unknown, made.label) == ((), (), "")
    assert [(f.formula, f.status) for f in made.formulas] == [
        ("traditional", "kept"), ("rice_and_milk", "kept"), ("brothers", "dropped"),
    ]  # fmt: skip
    assert [p.fate for p in made.passages] == ["varied", "kept", "dropped", "kept", "kept", "kept"]
    (varied,) = [p for p in made.passages if p.fate == "varied"]
    assert [(c.before, c.after) for c in varied.changes] == [("88th", "89th")]


def test_formulas_of_both(anniversaries: Any) -> None:
    made = pair(anniversaries, 2016, 2017)
    assert {f.formula: f.status for f in made.formulas} == {
        "traditional": "varied", "partnership": "new", "good_neighbours": "kept",
        "rice_and_milk": "varied",
    }  # fmt: skip
    back = pair(anniversaries, 2017, 2018)
    assert {f.formula: f.status for f in back.formulas} == {
        "traditional": "kept", "partnership": "kept", "good_neighbours": "dropped",
        "rice_and_milk": "varied",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [({"form": "gift"}, "form (greetings | gift)"),
     ({"is_reply": True}, "genre (message | reply)"),
     ({"item": {"of": 3, "position": 1}}, "genre (message | one of several messages)"),
     ({"occasion": Field("the New Year", "stated")},
      "occasion (the 88th national day of Mongolia | the New Year)")],
)  # fmt: skip
def test_unlike_texts_carry_a_label(anniversaries: Any, more: dict[str, Any], said: str) -> None:
    made = pair(anniversaries, 2009, 2010, **more)
    assert made.label == f"UNLIKE: {said}"
    assert made.to_json()["label"] == made.label


def test_direction_outlet_and_language(anniversaries: Any) -> None:
    one, other = (r for r in anniversaries.readings[:2])
    (m,) = other.of(Message)
    kept = tuple(
        replace(x, value={"outlet": "Montsame", "language": "mn"}.get(x.field, x.value))
        for x in other.article.metadata
    )
    moved = replace(other, article=replace(other.article, metadata=kept))
    made = beside(side(one), side(moved, sender=m.recipient, recipient=m.sender))
    assert made.label == (
        "UNLIKE: direction (LAO -> MNG | MNG -> LAO); outlet (Lao News Agency | Montsame); "
        "language (en | mn)"
    )


def test_what_is_not_stated_makes_nothing_unlike(anniversaries: Any) -> None:
    made = pair(anniversaries, 2009, 2010, occasion=Field())
    assert made.unlike == ()
    assert made.unknown == ("occasion (the 88th national day of Mongolia | not known)",)


def test_of_an_excerpt_nothing_is_called_dropped(anniversaries: Any) -> None:
    made = pair(anniversaries, 2009, 2010, treatment=Field("excerpt", "implied"))
    assert {f.formula: f.status for f in made.formulas}["brothers"] == "not_covered"


def test_a_message_and_an_article_are_unlike(anniversaries: Any) -> None:
    (m, *_) = anniversaries.readings
    made = beside(side(m), Side(anniversaries.aside.article))
    assert made.unlike[0] == "genre (message | no message)"
