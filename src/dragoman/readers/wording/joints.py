"""What joins a relationship's words to its sides: patterns for what stands before and after them."""

from __future__ import annotations

import re
from functools import cache

from dragoman import lore

# What may stand between the words and the names joined to them.
JOINT_LEFT = re.compile(
    rf"(?:'s|')?\s+(?:(?:own|new|the|{'|'.join(lore.words('wording')['sorting'])})\s+){{0,2}}|-|/|\s*",
    re.IGNORECASE,
)
BETWEEN_NAMES = re.compile(
    r"(?:'s?)?\s*(?:-|–|/|,|\band\b|&)\s*(?:the\s+)?(?:people'?s?\s+of\s+)?(?:the\s+)?\Z"
    r"|\s+(?:people|peoples|party|army|government|leader|leaders|president)s?'?s?\s+and\s+(?:the\s+)?\Z"
)
# The rest of the noun phrase before "between" or "with": no verb, no stop.
VERB = (
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|shall|should|that|which|who|whose|"
    r"said|says|say|noted|because|but|while|when|if|as|to)\b"
)
REST = rf"(?:(?!{VERB})[^.;:!?\"()])"
BETWEEN = re.compile(rf"[\"']?{REST}{{0,90}}?\b(?:between|among|amongst|linking)\s+", re.IGNORECASE)
WITH = re.compile(rf"[\"']?{REST}{{0,60}}?\b(?:with|towards?|vis-a-vis)\s+", re.IGNORECASE)
OF = re.compile(r"[\"']?\s*(?:of|to|for|from)\s+", re.IGNORECASE)
SEVERAL = re.compile(
    r"(?:the\s+|its\s+|our\s+|their\s+)?(?:all|many|most|several|various|other|every|any|some|different|"
    r"foreign|nations|states|countries|peoples|neighbou?rs|neighbou?ring|European|Asian|African|Arab|"
    r"developing|socialist|rest|world|mankind|humanity|people\b|peoples of the world|individuals|citizens|three|four|five|members?|partners|allies)\b",
    re.IGNORECASE,
)
# "our [own, bilateral] ...", "we have ..." before the words; "of our countries", "between us" after.
OUR_BEFORE = re.compile(
    r"\bour\s+(?:[\w',-]+\s+){0,4}\Z|\bwe\s[^.;:?!,]{0,25}\b(?:have|enjoy|share|are|maintain|remain|value|develop|want|"
    r"build|see)\b[^.;:?!,]{0,30}\Z",
    re.IGNORECASE,
)
OUR_AFTER = re.compile(
    r"[^.;:?!,]{0,40}\b(?:our\s+(?:two\s+|both\s+)?\w+|between us|with us|to us|with your \w+)\b",
    re.IGNORECASE,
)
THEIR = re.compile(r"\b(?:their|its|his|her)\s+(?:[\w-]+\s+){0,3}\Z", re.IGNORECASE)
# What may follow "with" and go back to a side named before; anything else there is no state.
GOES_BACK = re.compile(
    r"(?:it|him|her|them|us|you|me|each other|one another|(?:this|that|his|her|its|the|our|your|my|both)\s+(?:\w+\s+)?(?:country|state|"
    r"nation|side|neighbou?r|republic|people|partner|two|counterpart|party|president|leader|government|ally|friend))\b",
    re.IGNORECASE,
)
# "Poland, our closest ally": the name before the comma is called so.
APPOSED = re.compile(
    r",\s+(?:which is\s+)?(?:our|a|an|its|the|one of (?:our|its|the))\s+(?:[\w-]+\s+){0,3}\Z"
)
COPULA = re.compile(
    r"\b(?:is|are|was|were|be|been|become|became|remains?|remained|as|called|calls|considers?|"
    r"regards?|sees?|views?|being|have|has|had|share|shares|shared|enjoys?|enjoyed|maintains?|maintained|built|"
    r"established|developed|cherish|bound by|linked by|united by|tied by|connected by)\b[^.;:!?]{0,40}\Z",
    re.IGNORECASE,
)
# "with Indigenous businesses", "with companies": names and plurals that are no state.
OTHERS = re.compile(
    r"(?:the\s+|its\s+|our\s+|their\s+|these\s+|those\s+)?(?:[A-Z][\w-]+|(?:[a-z-]+\s+){0,2}?[a-z]{3,}[^s\W]s\b)"
)
OF_ALL = re.compile(r"\b(?:human\w*|mankind|world|world's)(?:'s)?\s+\Z", re.IGNORECASE)
FOR_ALL = re.compile(
    r"\s+(?:of|for)\s+(?:all\s+)?(?:mankind|humanity|humankind|the human race)\b", re.IGNORECASE
)


@cache
def two() -> re.Pattern[str]:
    """Words for two sides that are named elsewhere: "both countries", "bilateral"."""
    nouns = "|".join(lore.words("wording")["two"])
    return re.compile(
        rf"\b(?:the|our|both|these|those|their|its|between)\s+(?:(?:two|both|our|friendly|brotherly|fraternal|"
        rf"neighbou?ring|great|respective)\s+){{0,3}}(?:{nouns})\b"
        rf"(?!\s+(?:of the (?:world|region|planet|continent)|in the world|concerned|of (?:Africa|Asia|Europe|Latin))\b)|\bboth\b|\btwo\s+(?:\w+\s+)?(?:{nouns})\b|"
        rf"\b(?:these|this|those|such)\s+(?:relations|relationship|ties|friendship|partnership|alliance|bonds?)\b|"
        rf"\bbilateral\b|\beach other\b|\bone another\b|\bthe two\b",
        re.IGNORECASE,
    )


ROLE = re.compile(rf"\b(?:{'|'.join(lore.words('wording')['roles'])})\Z", re.IGNORECASE)


BREAK = re.compile(r"[;:!?]|\b(?:that|which|who|because|while|but)\b")


@cache
def relation() -> re.Pattern[str]:
    """A noun of relation that is no mere doing."""
    table = lore.words("wording")
    nouns = (n for n in table["relations"] if n not in table["doing"])
    return re.compile(rf"(?<![\w-])(?:{'|'.join(nouns)})(?![\w-])", re.IGNORECASE)


LEAD_IN = re.compile(
    r"(?:(?:the|our|its|their|both|two|fraternal|brotherly|friendly|neighbou?ring|great|heroic|people'?s?|peoples|"
    r"parties|armies|governments?|countries|nations?|states?|leaders?|presidents?|republics?|of|and|party|country|"
    r"President|Prime|Minister|Premier|Chairman|General|Secretary)[\s,]+)*",
    re.IGNORECASE,
)
IN_LIST = re.compile(
    r"(?:'s?)?\s*(?:people|peoples|party|parties|army|government|nations?|side|leaders?)?\s*(?:-|–|/|,|,?\s*and|&|on the one hand)\s*"
    r"(?:the|with|of|its|people'?s?|peoples|between|our|government|party|\s)*",
    re.IGNORECASE,
)
