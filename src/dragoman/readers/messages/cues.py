"""The words that speak of messages, compiled from `lore/words/messages.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman import lore

MONUMENT = re.compile(
    r"\b(?:(?:the|his|her|their|a|an) )?(?:(?:smiling|full-length|main theme|joint|[A-Z][\w'-]+\.?|Mt\.|equestrian|bronze|"
    r"mosaic|revolutionary|martyrs') ){0,5}"
    r"(?:[Bb]iers?|[Ss]tatues?|[Pp]ortraits?|[Tt]ombs?|[Gg]raves?|[Mm]onuments?|[Cc]emeter(?:y|ies)|[Mm]ausoleum|[Cc]offin|"
    r"[Uu]rn|[Tt]owers?|[Bb]usts?|[Mm]osaic|[Pp]aintings?|[Mm]emorials?|[Oo]belisk|[Aa]ltar|[Ss]culptures?|Eternal Flame)\b"
)


@dataclass(frozen=True)
class Cues:
    """Compiled patterns of `words/messages.toml`."""

    noun: re.Pattern[str]
    weak: re.Pattern[str]
    not_messages: re.Pattern[str]
    verb: re.Pattern[str]
    glued: re.Pattern[str]  # a verb where a name ends without a blank: "Kim Jong Unsent"
    kind_of_verb: dict[str, str]
    speech: re.Pattern[str]
    publish: re.Pattern[str]
    forms: list[tuple[str, re.Pattern[str]]]
    purposes: list[tuple[str, re.Pattern[str]]]


def _either(words: str) -> str:
    parts = [w.strip() for w in words.replace("\n", "").split("|")]
    return "|".join(sorted(filter(None, parts), key=len, reverse=True))


@cache
def cues() -> Cues:
    """The patterns, compiled once per process."""
    table = lore.words("messages")
    mark = r"[\"']?"
    modifiers = rf"(?:{mark}(?:{_either(table['modifiers'])})(?:{mark},?(?: and)? |-))*"
    determiner = r"(?:(?P<det>a|an|the|his|her|its|their|this|that|another|one|both|these)\s)?"
    of = rf"(?: of (?:{_either(table['modifiers'])} )*(?:{_either(table['of'])})(?: and (?:{_either(table['of'])}))?)?"
    noun = (
        rf"\b{determiner}(?P<np>{modifiers}{mark}(?P<head>{_either(table['heads'])})\b{mark}{of})"
    )
    verbs = {w: kind for kind in ("send", "convey", "lay", "receive", "came", "exchange", "greet", "issue")
             for w in table["verbs"][kind].split("|")}  # fmt: skip
    verb = r"\b(?:" + "|".join(sorted(verbs, key=len, reverse=True)) + r")\b"
    past = "|".join(w for w, kind in verbs.items() if kind in ("send", "receive") and " " not in w)
    flags = re.IGNORECASE
    return Cues(
        noun=re.compile(noun, flags),
        weak=re.compile(rf"(?:{_either(table['weak'])})$", flags),
        not_messages=re.compile("|".join(x for x in table["not_messages"].split("\n")), flags),
        verb=re.compile(verb, flags),
        glued=re.compile(rf"(?:{past})\b"),
        kind_of_verb=verbs,
        speech=re.compile(rf"\b(?:{table['verbs']['speech']})\b"),
        publish=re.compile(rf"\b(?:{table['media']['publish']})\b"),
        forms=[(f["code"], re.compile(f["words"], flags)) for f in table["form"]],
        purposes=[(f["code"], re.compile(f["words"], flags)) for f in table["purpose"]],
    )
