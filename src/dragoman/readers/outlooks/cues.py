"""Cheap cues of outlooks: which sentences are worth a parse, and at which word the cue stands.

Every pattern is wider than what the rules behind it take, and narrower than a bare word: a parse
costs a thousand times as much as a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import lore

_MODAL = r"(?:\b(?:will|would|could|may|might|can|cannot|going to)\b|'ll\b|\bcan't\b|\bwon't\b)"
_TO_COME = re.compile(_MODAL, re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|cannot|hardly|nor)\b|n't\b", re.IGNORECASE
)
# "Once again", "at once", "once a year".
_NOT_ONCE = r"(?! (?:again|more|upon|and|a|an|every|each|in)\b)"
_OPENS = r"(?:\A|[,;:\"“(—–-] ?|\b(?:and|but|that) )"


def cues(words: str) -> Iterator[tuple[int, bool]]:
    """Where cues stand in a sentence, and whether the cue is no more than a "will" or a "may"."""
    to_come = _TO_COME.search(words) is not None
    for pattern, asked in _patterns():
        if asked == "modal" and not to_come:
            continue
        if asked == "denied" and not _DENIED.search(words):
            continue
        yield from ((m.start(), False) for m in pattern.finditer(words))
    if to_come:
        yield from ((m.start(), True) for m in _TO_COME.finditer(words))


def tells_effect(words: str) -> bool:
    """True if a verb of effect stands a few words behind "will" or "may"."""
    return _effects().search(words) is not None


def _any(words: list[str], *, ends: str = "") -> str:
    return "|".join(sorted((re.escape(w) + ends for w in words), key=len, reverse=True))


def _stems(words: list[str]) -> str:
    return "|".join(sorted({re.escape(w.rstrip("e")) for w in words}, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = lore.words("outlooks")
    c, p = table["conditions"], table["predictions"]
    strict = [w for w in c["strict"] if w not in (*c["after_denial"], *c["nominal"])]
    plain = [
        w for w in (*c["marks"], *c["phrases"]) if w not in (*strict, *c["after_denial"], "once")
    ]
    governs = _stems([*p["verbs"], *p["adjectives"], *p["nouns"]])
    made = (
        (rf"\b(?:{_any(plain)}|once{_NOT_ONCE})\b", "modal"),
        # Those that need nothing else, in one: every pattern is a walk over every sentence.
        (
            rf"\b(?:{_any(strict)})\b|{_OPENS}(?:{_any(c['nominal'])})\b|\b(?:{_any(p['to_come'])}) to\b"
            rf"|\b(?:{_stems(p['passive'])})\w* to\b|\b(?:{_any(p['odds'])})s? (?:of|that)\b"
            r"|\b(?:ready|prepared|willing) to\b[^.;]{0,120} (?:once|if|when|as soon as|unless)\b",
            "",
        ),
        (rf"\b(?:{_any(c['after_denial'])})\b", "denied"),
        (rf"{_OPENS}\b(?:should|were)\b", "modal"),
        (rf"\bas\b[^.;]{{3,80}}?\b(?:{_stems(c['growing'])})\w*", ""),
        (rf"\b(?:{governs})\w*\b[^.;]{{1,200}}?{_MODAL}", "modal"),
        (rf"\b(?:{_stems(['expect', 'forecast', 'predict', 'anticipate', 'project'])})\w*\b[^.;]{{2,80}}? to\b", ""),
        (rf"{_MODAL}(?: \w+){{0,2}} (?:{_any(p['adverbs'])})\b|\b(?:{_any(p['adverbs'])}) (?:will|would)\b", "modal"),
    )  # fmt: skip
    return tuple((re.compile(words, re.IGNORECASE), asked) for words, asked in made)


@cache
def _effects() -> re.Pattern[str]:
    words = _any(lore.words("outlooks")["predictions"]["effects"])
    return re.compile(
        rf"(?:\b(?:will|would|could|may|might)|'ll)\b[^.;:]{{0,40}} (?:{words})\b", re.IGNORECASE
    )
