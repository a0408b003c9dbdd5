"""Two hundred quantities in two units, rounded as newsrooms do, right and wrong, through the whole reading."""

from __future__ import annotations

import random
from math import floor, log10

import pytest

from dragoman.article import Article
from dragoman.finding import Amount, Check
from dragoman.pipeline import read_batch

# unit as written, other unit as written, how much of the other is one
UNITS = [
    ("kilograms", "pounds", 2.204623),
    ("pounds", "kilograms", 0.4535924),
    ("kilometers", "miles", 0.6213712),
    ("miles", "kilometers", 1.609344),
    ("meters", "feet", 3.28084),
    ("feet", "meters", 0.3048),
    ("hectares", "acres", 2.471054),
    ("acres", "hectares", 0.4046856),
    ("tonnes", "pounds", 2204.623),
    ("square kilometers", "square miles", 0.3861022),
    ("liters", "gallons", 0.2641721),
    ("centimeters", "inches", 0.3937008),
]


def rounded(value: float, figures: int) -> float:
    places = figures - 1 - floor(log10(abs(value)))
    return round(value, places)


def written(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def pairs() -> list[tuple[str, str]]:
    """Sentences with the result that they must have."""
    rng = random.Random(2011)
    out = []
    for number in range(200):
        unit, other, factor = rng.choice(UNITS)
        value = rounded(rng.uniform(1, 10) * 10 ** rng.randint(0, 4), rng.randint(1, 3))
        exact = value * factor
        right = number % 2 == 0
        if not right:
            exact *= rng.choice((0.5, 0.62, 0.75, 1.3, 1.61, 2.0, 10.0))
        given = rounded(exact, rng.randint(2, 3))
        text = f"The convoy was said to have moved {written(value)} {unit} ({written(given)} {other}) that far."
        out.append((text, "agrees" if right else "differs"))
    return out


def test_two_hundred_pairs() -> None:
    some = pairs()
    readings = read_batch(
        [Article(key=str(i), source=str(i), text=t) for i, (t, _) in enumerate(some)]
    )
    wrong = []
    for (text, want), reading in zip(some, readings, strict=True):
        amounts, checks = reading.of(Amount), reading.of(Check)
        linked = len(amounts) == 2 and amounts[0].pair == amounts[1].id
        got = checks[0].result if checks else None
        if not linked or got != want:
            wrong.append((text, want, got))
    assert not wrong


@pytest.mark.parametrize("size", [1_000, 10_000])
def test_a_day_is_never_an_amount(size: int) -> None:
    text = "On 5 May 2011, 12 days after the 3rd of March, in 1994 and at 9:30 a.m. on Friday. "
    (reading,) = read_batch([Article(key="k", source="k", text=text * (size // len(text)))])
    assert not reading.of(Amount)
