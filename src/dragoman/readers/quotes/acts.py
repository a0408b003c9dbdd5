"""What is done with the words: the act that a cue names, from a table of verbs and nouns.

Classes after Searle 1975; the verbs stand in words/speech.toml. The act is the plain sense of the
cue: what the content does beside (a "said" that warns) is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import lore
from dragoman.finding import Act

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_PLAIN: frozenset[str] = frozenset(("say", "announce", "assess"))
_NEGATION = re.compile(r"\b(?:not|never|no longer|n't)\b|n't\b", re.IGNORECASE)
# What becomes of an act that is denied: "did not confirm" confirms nothing.
_DENIED: dict[Act, Act] = {"confirm": "refuse", "promise": "refuse"}


def act_of(cue: str) -> Act:
    """The act that the words of a cue name; "say" where they name none.

    A word of a clear act outranks a plain one, a verb a noun.

    >>> act_of("said"), act_of("called for"), act_of("expressed concern"), act_of("according to")
    ('say', 'demand', 'regret', 'say')
    >>> act_of("issued a warning"), act_of(":")
    ('warn', 'say')
    """
    words = [w.casefold() for w in _WORD.findall(cue)]
    found = [act for act, _ in _matches(words, verbs())]
    nouns = [act for act, _ in _matches(words, _nouns())]
    if found and found[0] not in _PLAIN:
        first = found[0]
    else:
        clear = [a for a in (*found, *nouns) if a not in _PLAIN]
        first = next(iter((*clear, *found, *nouns)), "say")
    return _DENIED.get(first, first) if _NEGATION.search(cue) else first


def names_speech(cue: str) -> bool:
    """True if a cue holds a verb of speech or thought, or a noun of a clear act.

    >>> names_speech("found out"), names_speech("took"), names_speech("renewed its threat")
    (True, False, True)
    """
    words = [w.casefold() for w in _WORD.findall(cue)]
    told = any(phrase not in _loose() for _, phrase in _matches(words, verbs()))
    return told or any(act not in _PLAIN for act, _ in _matches(words, _nouns()))


@cache
def _loose() -> frozenset[tuple[str, ...]]:
    """Forms of verbs of speech that more often tell of deeds."""
    return frozenset(f for verb in lore.words("speech")["loose"]["verbs"] for f in forms(verb))


def _matches(
    words: list[str], table: dict[tuple[str, ...], Act]
) -> Iterator[tuple[Act, tuple[str, ...]]]:
    i = 0
    while i < len(words):
        for n in range(min(_longest(), len(words) - i), 0, -1):
            phrase = tuple(words[i : i + n])
            act = table.get(phrase)
            if act is not None:
                yield act, phrase
                i += n - 1
                break
        i += 1


@cache
def _longest() -> int:
    return max(map(len, verbs()))


@cache
def verbs() -> dict[tuple[str, ...], Act]:
    """Every form of every verb of speech, as words, with its act."""
    table = lore.words("speech")
    return {
        form: act for act, bases in table["acts"].items() for base in bases for form in forms(base)
    }


@cache
def _nouns() -> dict[tuple[str, ...], Act]:
    table = lore.words("speech")["nouns"]
    return {(noun,): act for act, nouns in table.items() for noun in nouns}


def forms(base: str) -> list[tuple[str, ...]]:
    """Every form of a verb, as words, with the word that goes with it.

    >>> [" ".join(f) for f in forms("point out")]
    ['point out', 'points out', 'pointed out', 'pointing out']
    """
    irregular = lore.words("speech")["irregular"]
    first, *rest = base.split()
    regular = (first, _third(first), _with(first, "ed"), _with(first, "ing"))
    made = (*regular, *irregular.get(first, ()))
    return [(form, *rest) for form in dict.fromkeys(made)]


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "go")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _with(verb: str, ending: str) -> str:
    """The verb with "ed" or "ing".

    >>> _with("state", "ing"), _with("deny", "ed"), _with("agree", "ing")
    ('stating', 'denied', 'agreeing')
    """
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + ending
    if verb.endswith("ee"):
        return verb + ("d" if ending == "ed" else ending)
    if ending == "ed" and verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ending


@cache
def cheap_cue() -> re.Pattern[str]:
    """Finds paragraphs that may attribute something: a mark, a verb of speech, a telling noun.

    Works on text with straight marks.
    """
    single = {form[0] for form in verbs()} | {n[0] for n in _nouns()}
    words = "|".join(sorted(map(re.escape, single), key=len, reverse=True))
    return re.compile(
        rf"[\"“«‘]|: |\b(?:{words})\b|\b(?:thought|minds?|convinced|sure|aware|clear)\b", re.I
    )
