"""The noun that a number counts, found by its plural, without a parse."""

from __future__ import annotations

import re

_WORD = re.compile(r"\s+(?P<word>(?:[A-Z]\.)+(?:-[A-Za-z]+)?|[\w’'-]*[\w])")
STOP = set(
    "a about across after against ago all also am among an and are as at be because been before being both but by "
    "can could did do does during each either for from had has have he her here him his how i if in including "
    "into is it its like may might more most must near no nor not now of off on one only or our out over own "
    "per respectively said same say says she should since so such than that the their them then there these they this "
    "those through to told toward towards under until up upon us was we were what when where which while who whose why "
    "will with within without would yet you your via amid plus versus vs went came took gave made got held sent met".split()
)
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "troops": "troop", "police": "police", "personnel": "personnel", "staff": "staff", "crew": "crew",
    "others": "person", "buses": "bus", "heroes": "hero", "viruses": "virus", "gases": "gas", "dead": "person", "wounded": "person", "injured": "person", "missing": "person", "killed": "person",
    "aircraft": "aircraft", "spacecraft": "spacecraft", "countrymen": "countryman", "servicemen": "serviceman",
    "businessmen": "businessman", "policemen": "policeman", "fishermen": "fisherman", "spokesmen": "spokesman",
    "servicewomen": "servicewoman", "congressmen": "congressman", "crises": "crisis", "bases": "base",
    "analyses": "analysis", "lives": "life", "wives": "wife", "halves": "half", "series": "series",
    "movies": "movie", "Koreans": "Korean", "cattle": "cattle", "clergy": "clergy", "youth": "youth", "fish": "fish",
    "teeth": "tooth", "criteria": "criterion", "phenomena": "phenomenon", "media": "medium", "data": "data",
    "headquarters": "headquarters", "species": "species", "means": "means", "offspring": "offspring",
}  # fmt: skip
# People who are counted with no noun: "two badly injured", "at least six still missing".
STRICKEN = re.compile(
    r"\A\s+(?:(?:others|more|badly|seriously|severely|slightly|still|reported|confirmed|were|was|are|have been)\s+){0,2}"
    r"(?:dead|injured|wounded|missing|killed|hurt|arrested|detained|evacuated|hospitalized|infected)\b"
)
# Words in -s that are no plurals.
_NOT_PLURAL = re.compile(
    r"(?:ss|us|is|'s|’s)\Z|^(?:does|has|was|is|says|goes|news|always|perhaps|besides|thus|afterwards|politics|"
    r"economics|physics|mathematics|athletics|logistics|United|sports|times\b(?!$))\Z",
)
_LONGEST = 6


def singular(noun: str) -> str:
    """A noun in the singular.

    >>> singular("countries"), singular("people"), singular("boxes"), singular("words")
    ('country', 'person', 'box', 'word')
    """
    low = (
        noun
        if noun in _IRREGULAR or (noun[:1].isupper() and not noun.isupper())
        else noun.casefold()
    )
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.casefold() in _IRREGULAR:
        return _IRREGULAR[low.casefold()]
    if re.search(r"(?:ss|x|ch|sh)es\Z", low):
        return low[:-2]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _is_plural(word: str) -> bool:
    if word.casefold() in _IRREGULAR:
        return True
    if word.endswith("is"):
        return word[0].isupper() and len(word) > 5  # "Pakistanis", not "crisis"
    return word.endswith("s") and len(word) > 3 and not _NOT_PLURAL.search(word)


def head(
    words: str, at: int, *, plural: bool = True, hyphen: bool = False
) -> tuple[int, str] | None:
    """The end of the counted noun behind a number and the noun in the singular.

    The first plural within some words, and the plurals that follow it directly ("sports teams");
    for one thing (`plural=False`) the last word before a word of structure.
    """
    seen: list[tuple[int, str]] = []
    end = at
    while len(seen) < _LONGEST and (m := _WORD.match(words, end)):
        word = m["word"]
        if word.casefold() in STOP:
            break
        end = m.end()
        seen.append((end, word))
        if words[end : end + 1] in (",", ";", ":", ".", ")", "]", '"', "?", "!"):
            break
    if not plural:
        return (seen[-1][0], singular(seen[-1][1])) if seen else None
    found = next((i for i, (_, w) in enumerate(seen) if _is_plural(w)), None)
    if found is None:
        return None
    while (
        seen[found][1].casefold() in _ATTRIBUTIVE
        and found + 1 < len(seen)
        and _goes_on(seen[found + 1][1])
    ):
        found += 1
    return seen[found][0], singular(seen[found][1])


def _goes_on(word: str) -> bool:
    return word[0].islower() and word.endswith("s") and _is_plural(word)


# Plurals that stand before another noun: "sports teams". Elsewhere the next word in -s is a verb.
_ATTRIBUTIVE = set(
    "sports arms goods customs sales savings systems weapons operations communications affairs women "
    "relations rights services".split()
)


_OF = re.compile(
    r"\s+(?P<prep>of|to|for)\s+(?P<what>(?P<the>(?:the|its|their|his|her|our|this|that)\s+)?"
    r"(?:(?:[A-Z]\.)*[A-Z][\w’'-]*(?:\.(?=[A-Z]\.))?(?:\s+(?:(?:of|and|the)\s+)*(?:[A-Z]\.)*[A-Z][\w’'-]*){0,4}|(?P<low>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*)?)))"
)


def of_what(words: str, at: int, *, prepositions: tuple[str, ...] = ("of",)) -> str | None:
    """What stands behind the counted noun with "of" or "to": "118 words to China".

    A name whole; of other words the next one, or two without an article ("of dried pollack").
    """
    m = _OF.match(words, at)
    if m is None or m["prep"] not in prepositions:
        return None
    what = m["what"]
    if m["low"]:
        low = m["low"].split()
        if low[0] in STOP:
            return None
        if len(low) == 2 and (m["the"] or low[1] in STOP):
            what = what[: what.rindex(low[1])]
    return " ".join(what.split()).rstrip(".,") or None
