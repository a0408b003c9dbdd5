"""Words by their base forms and by what they may stand for: "deported" is "banish".

Rough on purpose, and without a parse: what counts is that two reports of one event come out alike.
The groups stand in words/claims.toml.
"""

from __future__ import annotations

from functools import cache

from dragoman import lore


@cache
def _irregular() -> dict[str, str]:
    table = lore.words("claims")["irregular"]
    return {form: b for b, forms in table.items() for form in forms}


@cache
def base(word: str) -> str:
    """The base form of a word, by rule and table; rough, and the same for all forms of most words.

    >>> base("caught"), base("deported"), base("bribes"), base("countries"), base("smuggling")
    ('catch', 'deport', 'bribe', 'country', 'smuggle')
    """
    word = word.removesuffix("'s").removesuffix("'")
    if (known := _irregular().get(word)) is not None:
        return known
    if word in _known():
        return word
    for ending, new in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls"
            tried = (stem + new, stem + "e", stem[:-1]) if doubled else (stem + new, stem + "e")
            return next((t for t in tried if t in _known()), stem[:-1] if doubled else stem + new)
    return word


_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"),
            ("ing", ""), ("ed", ""), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))  # fmt: skip


@cache
def _known() -> frozenset[str]:
    table = lore.words("claims")
    words = [w for group in (*table["alike"], *table["opposites"]) for w in group]
    return frozenset((*words, *table["present"], *table["irregular"], *table["empty"]))


@cache
def empty() -> frozenset[str]:
    """Words that say nothing of what a statement is about: "case", "number", "year"."""
    return frozenset(lore.words("claims")["empty"])


@cache
def _senses() -> dict[str, str]:
    out: dict[str, str] = {}
    for group in lore.words("claims")["alike"]:
        for w in group:
            out.setdefault(w, group[0])
    return out


def sense(word: str) -> str:
    """The word that stands for a group of words; another word stands for itself.

    >>> sense("deport"), sense("banish"), sense("pier")
    ('banish', 'banish', 'pier')
    """
    return _senses().get(word, word)


@cache
def grouped() -> frozenset[str]:
    """The words that stand for groups."""
    return frozenset(_senses().values())


@cache
def pole(word: str) -> str:
    """What stands for a word and for its opposite alike: of "open" and "close" the same."""
    own = sense(word)
    return min((min(pair) for pair in _opposites() if own in pair), default=own)


@cache
def _opposites() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(map(sense, pair)) for pair in lore.words("claims")["opposites"])


def are_opposite(one: str, other: str) -> bool:
    """True for two words of which only one can hold: "open", "close"."""
    return frozenset((sense(one), sense(other))) in _opposites() and sense(one) != sense(other)
