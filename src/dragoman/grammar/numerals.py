"""Numbers in words and digits, as readers of dates and amounts share them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

ONES = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: 10 * i
    for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_IRREGULAR = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
}
ORDINALS = {
    w + "th": n for w, n in ONES.items() if n > 3 and w not in ("five", "eight", "nine", "twelve")
}
ORDINALS |= _IRREGULAR | {w[:-1] + "ieth": n for w, n in TENS.items()} | {"hundredth": 100}

_SMALL = "|".join(sorted((*ONES, *TENS), key=len, reverse=True))
_WORD = "|".join(sorted((*ONES, *TENS, *SCALES, "dozen"), key=len, reverse=True))
# "twenty-three", "one hundred and five thousand"; never ends on "and".
CARDINAL_WORDS = rf"(?:{_WORD})(?:(?:-|\s+and\s+|\s{{1,9}})(?:{_WORD}))*"
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_TENS = "|".join(TENS)
ORDINAL_WORDS = rf"(?:(?:{_TENS})-)?(?:{_ORDINAL})"
ORDINAL_DIGITS = r"\d{1,3}(?:,\d{3})*(?:<sup>)?(?:st|nd|rd|th)(?:</sup>)?"
SMALL_WORDS = rf"(?:(?:{_TENS})[- ](?:one|two|three|four|five|six|seven|eight|nine)|{_SMALL})"


_SHORT = {"mln": 10**6, "bln": 10**9, "bn": 10**9, "tn": 10**12, "mn": 10**6}
# "3.128 billion", "1 353 000" (a space of any kind between thousands), "70 million".
FIGURES = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d{1,18}(?!\d))(?:\.\d{1,18}(?!\d))?"
    rf"(?:(?:-|\s{{1,9}})(?:{'|'.join((*SCALES, *_SHORT))})s?\b)?"
)


@cache
def quantity(words: str) -> float | int | None:
    """What a number says in words, or in figures with or without a scale behind them.

    >>> quantity("half a million"), quantity("a dozen"), quantity("one and a half")
    (500000, 12, 1.5)
    >>> quantity("3.128 billion"), quantity("1 353 000"), quantity("2.5 mln"), quantity("two dozen")
    (3128000000, 1353000, 2500000, 24)
    """
    low = " ".join(words.casefold().split())
    if m := re.fullmatch(r"(half )?an? ([a-z]+)", low):
        scale = SCALES.get(m[2]) or (12 if m[2] == "dozen" else None)
        return scale // 2 if m[1] and scale else scale
    if m := re.fullmatch(r"(.+?)(?: and a half)", low):
        whole = quantity(m[1])
        return None if whole is None else whole + 0.5
    m = re.fullmatch(r"([\d,.\s]+?)(?:[-\s]+([a-z]+))?", low)
    if m is None:
        return number(" ".join(low.split()))
    figures = re.sub(r"[,\s]", "", m[1])
    name = (m[2] or "").removesuffix("s")
    scale = SCALES.get(name) or _SHORT.get(name) if name else 1
    if scale is None or not re.fullmatch(r"\d+(?:\.\d+)?", figures):
        return None
    made = Decimal(figures) * scale
    return int(made) if made == made.to_integral_value() else float(made)


@cache
def number(words: str) -> float | int | None:
    """What a cardinal says, or None if it says nothing.

    >>> number("118"), number("1,100"), number("4.5"), number("twenty-three")
    (118, 1100, 4.5, 23)
    >>> number("one hundred and five thousand"), number("two dozen"), number("and")
    (105000, 24, None)
    """
    low = words.casefold().strip()
    plain = low.replace(",", "")
    if re.fullmatch(r"\d+", plain):
        return int(plain)
    if re.fullmatch(r"\d+\.\d+", plain):
        return float(plain)
    total = part = 0
    known = False
    for word in re.findall(r"[a-z]+", low):
        if word in ONES or word in TENS:
            part += ONES.get(word, TENS.get(word, 0))
        elif word in ("dozen", "dozens"):
            part = (part or 1) * 12
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in SCALES:
            total += (part or 1) * SCALES[word]
            part = 0
        elif word not in ("and", "a", "an"):
            return None
        else:
            continue
        known = True
    return total + part if known else None


@cache
def ordinal(words: str) -> int | None:
    """The rank that an ordinal names, or None.

    >>> ordinal("2nd"), ordinal("eighth"), ordinal("twenty-first"), ordinal("next")
    (2, 8, 21, None)
    """
    low = re.sub(r"</?sup>", "", words.casefold())
    if m := re.fullmatch(r"([\d,]+)(?:st|nd|rd|th)", low):
        return int(m[1].replace(",", ""))
    tens, _, last = low.rpartition("-")
    if last not in ORDINALS or (tens and tens not in TENS):
        return None
    return TENS.get(tens, 0) + ORDINALS[last]
