"""Superlatives against counts: "at the greatest length", and 118 words against 130."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.finding import Amount, Check, Date, Emphasis, Name
from dragoman.grammar import Grammar, Sentence
from dragoman.places import Places
from dragoman.readers.checks.tallies import Line, Tally, key_of, tallies

_FLAGS = re.IGNORECASE
# What the length of a text is counted in.
_TEXTUAL = frozenset("word line paragraph page sentence character column minute second hour".split())  # fmt: skip
_LENGTHS = (
    r"passage|section|part|paragraph|mention|treatment|message|text|report|item|account|letter|note"
)
_CLAIM = re.compile(
    r"(?P<length>\bat (?:the )?(?P<by>greatest|most|shortest|least) length\b"
    rf"|\bthe (?P<long>longest|shortest) (?:{_LENGTHS})\b)"
    r"|\b(?P<most>(?:the )?(?P<which>most|fewest|least) (?P<noun>[a-z]+)(?P<next> [a-z]+)?)\b"
    r"|\b(?P<number>the (?P<size>largest|biggest|greatest|highest|smallest|lowest) (?:number|amount|share|quantity|count|group|contingent|batch) of (?P<of>[a-z]+))\b"
    r"|\b(?P<than>(?P<more>more|fewer|less) (?P<things>[a-z]+) than (?:any(?:one|body| other|thing)?|all others|every other)(?: (?:country|state|nation|member|side|one))?(?: else)?)\b"
    r"|\b(?P<none>no (?:other |single )?(?:country|state|nation|member|side|party|delegation|one)\b[^,;:.]{0,40}? "
    r"(?P<beaten>more|fewer|less) (?P<beside>[a-z]+) than)\b",
    _FLAGS,
)
# "one of the most", "the second most": no claim to the first place.
_NOT_FIRST = re.compile(
    r"\b(?:one of|among|of|(?:second|third|fourth|fifth)(?:-| )|some of|not|never|at|for the|like) (?:the )?\Z|\b(?:second|third|fourth|fifth)[ -]\Z",
    _FLAGS,
)
# A first place among few, or until some day, is not one among all that the text counts.
_AMONG = re.compile(
    r"\A,? (?:of (?!all\b)|among|in (?!all\b|his\b|her\b|its\b|the (?:speech|report|text|message|statement))|ever\b|since\b|so far\b|outside\b|within\b|yet\b|per\b|for (?:years|decades)|"
    r"in (?:years|decades)|this (?:year|month)|that (?:year|month))",
    _FLAGS,
)
_ELSEWHEN = re.compile(r"\b(?:had (?:\w+ed|sent|given|made|been|come|got)|last (?:year|time|month)|previous\w*|formerly|once|will|would|next|used to)\b", _FLAGS)  # fmt: skip
_FEWEST = ("fewest", "least", "smallest", "lowest", "shortest", "fewer", "less")
# Paragraphs between a superlative and the figures; further away they are of something else.
_NEAR = 3


def superlatives(
    text: Grammar,
    amounts: list[Amount],
    dates: list[Date],
    names: list[Name],
    emphasis: list[Emphasis],
) -> Iterator[Check]:
    """A check for each superlative whose bearer, and some others, the article has figures for."""
    if not _CLAIM.search(text.plain["text"]):
        return
    counted = list(tallies(text, amounts, dates, names, emphasis))
    if not counted:
        return
    named = Places((n.evidence[0], n) for n in names)
    days = Places((d.evidence[0], d) for d in dates)
    near: dict[int, list[Tally]] = {}
    for t in counted:
        for p in range(t.paragraph - _NEAR, t.paragraph + _NEAR + 1):
            near.setdefault(p, []).append(t)
    for s in text.sentences:
        if s.paragraph not in near or s.span.where != "text":
            continue
        words = text.words(s.span)
        for m in _CLAIM.finditer(words):
            if found := _held(text, s, m, near[s.paragraph], named, days):
                yield found


def _held(
    text: Grammar,
    s: Sentence,
    m: re.Match[str],
    counted: list[Tally],
    named: Places[Name],
    days: Places[Date],
) -> Check | None:
    words = text.words(s.span)
    if _NOT_FIRST.search(words[: m.start()]) and not m["length"]:
        return None
    rests = [words[end:] for end in (m.end(), m.start("next")) if end >= 0]
    if any(map(_AMONG.match, rests)) or _ELSEWHEN.search(words):
        return None
    here = [n for n in named.meeting(s.span) if s.span.holds(n.evidence[0])]
    clause = _clause(words, m)
    near = [n for n in here if clause[0] <= n.evidence[0].start - s.span.start < clause[1]]
    for tally in counted:
        if _of_unit(m, tally) and _same_time(s, tally, days):
            for some in (near, here):
                keys = {k for n in some if (k := key_of(n)) and tally.holds(k)}
                if len(keys) == 1:
                    return _check(s, m, tally, keys.pop())
    return None


_BORDER = re.compile(r"[,;:]| (?:and|but|while) ")


def _clause(words: str, m: re.Match[str]) -> tuple[int, int]:
    """From where to where the words around a superlative go unbroken."""
    borders = [b.start() for b in _BORDER.finditer(words)]
    first = max((b for b in borders if b < m.start()), default=0)
    last = min((b for b in borders if b >= m.end()), default=len(words))
    return first, last


def _of_unit(m: re.Match[str], tally: Tally) -> bool:
    if m["length"]:
        return tally.unit in _TEXTUAL
    # "the most ships", "the fewest senior clerks"; not "the most beautiful ships".
    further = m["next"] if (m["which"] or "").casefold() == "fewest" else None
    nouns = (m["noun"], further, m["of"], m["things"], m["beside"])
    if m["noun"] in ("space", "room", "attention") and tally.unit in _TEXTUAL:
        return True
    return any(noun and same_noun(noun.strip(), tally.unit) for noun in nouns)


def same_noun(noun: str, unit: str) -> bool:
    """True if a noun, perhaps in the plural, names a unit.

    >>> same_noun("ships", "ship"), same_noun("countries", "country"), same_noun("men", "man")
    (True, True, False)
    """
    low = noun.casefold()
    return unit.casefold() in (low, low.removesuffix("s"), low.removesuffix("es"), re.sub(r"ies\Z", "y", low))  # fmt: skip


def _same_time(s: Sentence, tally: Tally, days: Places[Date]) -> bool:
    """False where the superlative is told of a year that the figures are not of."""
    here = (d for d in days.meeting(s.span) if d.type == "DATE" and not d.optional)
    years = {d.earliest[:4] for d in here if d.earliest and d.anchor == "none"}
    return not years or bool(years & tally.years)


def _check(s: Sentence, m: re.Match[str], tally: Tally, key: str) -> Check | None:
    least = (
        m["by"] or m["long"] or m["which"] or m["size"] or m["more"] or m["beaten"] or ""
    ).casefold()
    sign = -1 if least in _FEWEST else 1
    own = next(x for x in tally.lines if key in x.keys)
    others = [x for x in tally.lines if x is not own]
    best = max(others, key=lambda x: sign * x.value)
    result = _result(own, others, key, sign)
    than = "<" if own.value < best.value else ">" if own.value > best.value else "="
    end = m.end()
    if m["next"] and not same_noun(m["next"].strip(), tally.unit):
        end = m.start("next")
    return Check(
        evidence=(Span(s.span.start + m.start(), s.span.start + end, s.span.where),),
        rule="superlative and tally",
        check="superlative_vs_counts",
        result=result,  # type: ignore[arg-type]
        against=(own.span, best.span),
        why=f"{'+'.join(sorted(own.keys))} {own.value:,g} {than} {'+'.join(sorted(best.keys))} {best.value:,g} ({tally.unit})",
    )


def _result(own: Line, others: list[Line], key: str, sign: int) -> str:
    """A figure that several share is at most each one's; rough figures and a tie decide nothing."""
    alone = own.keys == {key}
    if own.modified or any(x.modified for x in others):
        return "cannot_tell"
    if sign > 0:
        if any(len(x.keys) == 1 and x.value > own.value for x in others):
            return "differs"
        return "agrees" if alone and all(x.value < own.value for x in others) else "cannot_tell"
    if alone and any(x.value < own.value for x in others):
        return "differs"
    single = all(len(x.keys) == 1 for x in others)
    return "agrees" if single and all(x.value > own.value for x in others) else "cannot_tell"
