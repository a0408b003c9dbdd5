"""Shares and changes against the figures beside them: "30 of 120, or 25 percent".

A share stands with both its figures, a change with its verb and both ends: nothing is looked for
further away, for a percentage elsewhere may be one of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.article import Span
from dragoman.finding import Amount, Check, Date
from dragoman.grammar import Grammar
from dragoman.grammar.numerals import CARDINAL_WORDS, FIGURES, quantity
from dragoman.places import Places, taken

Result = Literal["agrees", "differs", "cannot_tell"]

_FLAGS = re.IGNORECASE
_NUM = rf"(?:{FIGURES}|(?:{CARDINAL_WORDS})\b)"
_WORDS = r"(?: (?!of\b|or\b|to\b|from\b)[\w'-]+)"
_WHOLE = r"(?:the |its |their |a total of |all |all the |these |those |his |her )?"
_OR = r"(?:,? or |,? that is,? |,? i\.e\.,? | ?[(\[]|, )"
# Before the percentage: "30 of the 120, or", "40 of its 80 passengers (".
_SHARE_BEFORE = re.compile(
    rf"(?<![\w.,$])(?P<n>{_NUM}){_WORDS}{{0,2}} (?:out )?of {_WHOLE}(?P<m>{_NUM}){_WORDS}{{0,4}}?{_OR}\Z",
    _FLAGS,
)
# "18 of the 24 ministers signed, which makes | 75 percent"
_MAKES = re.compile(
    rf"(?<![\w.,$])(?P<n>{_NUM}){_WORDS}{{0,2}} (?:out )?of {_WHOLE}(?P<m>{_NUM})(?:{_WORDS}|,(?! (?:and|but|while)\b)){{1,9}}?"
    r"(?:,? (?:which|that) (?:makes|made|is|was|means|meant|equals)|,? (?:making|meaning|representing|equal to|equivalent to|a share of|a rate of))"
    r"(?: up| to| a share of| a rate of| for)? \Z",
    _FLAGS,
)
# "Of 200 letters sent last year, 50 were answered, a rate of | 25 percent"
_RATE = re.compile(
    rf"\bof {_WHOLE}(?P<m>{_NUM})(?: [a-zA-Z'-]+){{1,8}}?,? (?P<n>{_NUM}){_WORDS}{{0,4}}?,? (?:a (?:rate|share|proportion) of|or|which is|that is|making) \Z",
    _FLAGS,
)
# "Of the 36 ships 13, or | 36 percent"
_PART_BEHIND = re.compile(
    rf"\bof {_WHOLE}(?P<m>{_NUM}){_WORDS}{{1,3}}?,? (?P<n>{_NUM}){_WORDS}{{0,2}}?{_OR}\Z", _FLAGS
)
# Behind it: "of the ships (18 of 36)", ", or 30 of the 120".
_SHARE_AFTER = re.compile(
    rf"\A(?: of{_WORDS}{{1,5}}?|{_WORDS}{{1,3}}?)?(?: ?[(\[]|,? or |,? that is,? )"
    rf"(?P<n>{_NUM}){_WORDS}{{0,2}} (?:out )?of {_WHOLE}(?P<m>{_NUM})(?![\w%]|[.,]\d| percent| per cent)",
    _FLAGS,
)
# "half | of the 80 delegates, or 40"
_WHOLE_AFTER = re.compile(
    rf"\A of {_WHOLE}(?P<m>{_NUM}){_WORDS}{{1,3}}?, (?:or )?(?P<n>{_NUM})(?=,| of (?:them|these)\b)",
    _FLAGS,
)
# After a colon or a dash the figures: "62 percent: of 5.0 million voters, 3.1 million came".
_OF_BEHIND = re.compile(
    rf"\A(?::| -| –| —) (?:out )?of {_WHOLE}(?P<m>{_NUM}){_WORDS}{{1,4}}?,? (?P<n>{_NUM})(?= [a-z])(?! (?:or|to|percent|per)\b)",
    _FLAGS,
)

_UP = r"rose|rise[sn]?|rising|gr[eo]wn?|grows?|growing|increas\w+|climb\w*|jump\w*|surg\w+|expand\w*|gain\w*|up"
_DOWN = r"fell|falls?|fallen|falling|dropp?\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|slid\w*|plung\w+|down|reduc\w+|cut"
_NOUN = (
    r"rise|increase|growth|gain|jump|surge|hike|fall|drop|decline|decrease|cut|reduction|loss|slump"
)
_MOVES = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: by)? \Z", _FLAGS)
_MOVE_OF = re.compile(
    rf"\b(?:up|down|by|or|an?) (?:(?P<noun>{_NOUN}) of )?(?:about )?\Z|\A\Z", _FLAGS
)
_MOVE_NOUN = re.compile(rf"\A (?P<noun>{_NOUN})\b", _FLAGS)
_SIGN = r"(?:(?:US|C|A|HK)?[$€£¥] ?)?"
_UNIT = rf"(?P<unit%s>%%|(?: |-)?(?:percent|per cent)|{_WORDS}{{0,3}}?)"
_FROM_TO = re.compile(
    rf"\bfrom (?:about )?{_SIGN}(?P<a>{_NUM}){_UNIT % 1} to (?:about )?{_SIGN}(?P<b>{_NUM}){_UNIT % 2}(?![\w%]|[.,]\d)",
    _FLAGS,
)
_TO_FROM = re.compile(
    rf"\bto (?:about )?{_SIGN}(?P<b>{_NUM}){_UNIT % 1}(?: (?:last|this|in|a) [\w ]{{2,16}}?)?,? "
    r"(?:compared (?:with|to)|against|from|up from|down from) (?:about )?"
    rf"{_SIGN}(?P<a>{_NUM}){_UNIT % 2}(?![\w%]|[.,]\d)",
    _FLAGS,
)
# Between a percentage and its two ends: no other number, no other clause.
_NEAR = re.compile(r"[^;:.()\d]{0,40}\Z")
_TIMES = re.compile(
    r"\b(?:(?P<almost>almost|nearly|about|roughly|some|more than|over) )?(?P<verb>doubled|tripled|trebled|quadrupled|halved)\b"
)
# What a figure may be of the one before it: "doubled" is used for a little more or less.
_FACTORS = {
    "doubled": (1.75, 2.4),
    "tripled": (2.6, 3.5),
    "trebled": (2.6, 3.5),
    "quadrupled": (3.5, 4.6),
    "halved": (0.4, 0.6),
}
# "cut by a quarter, from 80,000 tons to 60,000"
_BY_PART = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})) by (?:(?P<rough>almost|nearly|about|roughly|some|more than|over|at least) )?"
    r"(?P<part>half|(?:(?:a|one) (?:half|third|quarter|fifth|tenth)|two[- ](?:thirds|fifths)|three[- ](?:quarters|fifths)))\b",
    _FLAGS,
)
_PARTS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10,
    "thirds": 2 / 3, "two fifths": 2 / 5, "three fifths": 3 / 5, "quarters": 3 / 4,
}  # fmt: skip
# Up to here a number without a scale counts single things.
_COUNTED = 1000
# A fraction in words is round: so many points off it still agrees, so many more nobody can tell.
_ROUND, _ROUNDER = 3.0, 5.0
# "nearly a third" may lie so many points under it, "more than a third" over it.
_REACH = 9.0


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float
    half: float  # of the last significant figure


def percents(text: Grammar, amounts: list[Amount], dates: list[Date]) -> Iterator[Check]:
    """A check for each percentage, fraction or multiple that stands with the figures it is of."""
    days = taken(d.evidence[0] for d in dates)
    done: set[Span] = set()
    for one in amounts:
        if one.type in ("percent", "fraction") and isinstance(one.value, int | float):
            found = _share(text, one, days) or _change(text, one, days)
            if found and found.evidence[0] not in done:
                done.add(found.evidence[0])
                yield found
    told = taken(done)
    for s in text.sentences:
        words = text.words(s.span)
        for m in _TIMES.finditer(words):
            if found := _multiple(text, s.span, m, days):
                yield found
        for m in _BY_PART.finditer(words):
            found = _by_part(text, s.span, m, days)
            if found and not told.meets(found.evidence[0]):
                yield found


def _share(text: Grammar, one: Amount, days: Places[Span]) -> Check | None:
    place = one.evidence[0]
    home = text.sentence_at(place)
    if home is None:
        return None
    plain = text.plain[place.where]
    first = max(home.span.start, place.start - 90)
    before = plain[first : place.start]
    after = plain[place.end : min(home.span.end, place.end + 90)]
    for m, base in (
        (_SHARE_BEFORE.search(before), first),
        (_MAKES.search(before), first),
        (_RATE.search(before), first),
        (_PART_BEHIND.search(before), first),
        (_SHARE_AFTER.search(after), place.end),
        (_WHOLE_AFTER.match(after), place.end),
        (_OF_BEHIND.match(after), place.end),
    ):
        if m is None:
            continue
        ends = (Span(base + m.start("n"), base + m.end("n"), place.where),
                Span(base + m.start("m"), base + m.end("m"), place.where))  # fmt: skip
        part, whole = _figure(m["n"]), _figure(m["m"])
        if part is None or whole is None or not 0 < part.value <= whole.value:
            continue
        if any(days.meets(s) for s in ends):
            continue
        low = 100 * (part.value - part.half) / (whole.value + whole.half)
        high = 100 * (part.value + part.half) / max(1e-9, whole.value - whole.half)
        made = 100 * part.value / whole.value
        return _check(text, one, made, (low, high), _joined(ends), f"{m['n']} of {m['m']}")
    return None


def _joined(ends: tuple[Span, Span]) -> tuple[Span, ...]:
    a, b = sorted(ends)
    return (Span(a.start, b.end, a.where),)


def _change(text: Grammar, one: Amount, days: Places[Span]) -> Check | None:
    place = one.evidence[0]
    home = text.sentence_at(place)
    if home is None or one.type not in ("percent", "fraction") or "point" in (one.unit or ""):
        return None
    plain = text.plain[place.where]
    before, after = plain[home.span.start : place.start], plain[place.end : home.span.end]
    moved = _MOVES.search(before)
    noun = _MOVE_NOUN.match(after)
    for m in (_FROM_TO.search(after[:140]), _TO_FROM.search(after[:140])):
        if m and (moved or noun) and _NEAR.match(after[: m.start()]):
            down = _is_down(noun["noun"]) if noun else bool(moved and moved["down"])
            return _changed(text, one, m, place.end, down, days)
    behind = [m for p in (_FROM_TO, _TO_FROM) for m in p.finditer(before)]
    last = max(behind, key=lambda m: m.end(), default=None)
    if last is not None:
        gap = before[last.end() :]
        verb = re.search(
            rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", before[: last.start()], _FLAGS
        )
        link = _MOVE_OF.search(gap)
        if link and gap.strip() and verb and _NEAR.match(gap):
            down = _is_down(link["noun"]) if link["noun"] else bool(verb["down"])
            return _changed(text, one, last, home.span.start, down, days)
    return None


def _is_down(noun: str) -> bool:
    return noun.casefold() in ("fall", "drop", "decline", "decrease", "cut", "reduction", "loss", "slump")  # fmt: skip


def _ends(m: re.Match[str]) -> tuple[_Figure, _Figure] | None:
    """Both ends; of "from 10 to 15 million" the first has the scale of the second."""
    a, b = _figure(m["a"]), _figure(m["b"])
    if a is None or b is None or not a.value:
        return None
    if a.value < _COUNTED <= b.value and not re.search(r"[a-z]", m["a"], _FLAGS):
        scale = re.search(r"(?:thousand|million|billion|trillion)s?\Z", m["b"], _FLAGS)
        if scale and (by := quantity(f"1 {scale.group().rstrip('s')}")):
            a = _Figure(a.value * by, max(a.half, 0.5) * by)
    return a, b


def _is_percent(m: re.Match[str]) -> bool:
    return any("per" in m[g] or "%" in m[g] for g in ("unit1", "unit2"))


def _other_units(m: re.Match[str]) -> bool:
    """True if the two ends are measured in different words: "from 3 tons to 40 kilograms"."""
    first, second = m["unit1"].strip(), m["unit2"].strip()
    return bool(first and second and first.rstrip("s") != second.rstrip("s"))


def _changed(
    text: Grammar, one: Amount, m: re.Match[str], base: int, down: bool, days: Places[Span]
) -> Check | None:
    where = one.evidence[0].where
    against = Span(base + m.start(), base + m.end(), where)
    ends = _ends(m)
    parts = [Span(base + m.start(g), base + m.end(g), where) for g in "ab"]
    if ends is None or any(days.meets(s) for s in parts) or _other_units(m):
        return None
    a, b = ends
    if _is_percent(m):  # shares are rounded, however small
        a, b = (
            _Figure(x.value, max(x.half, 0.5 if float(x.value).is_integer() else 0.05))
            for x in (a, b)
        )
    sign = -1 if down else 1
    made = sign * 100 * (b.value - a.value) / a.value
    bounds = sorted(
        sign * 100 * (b.value + y * b.half - a.value - x * a.half) / max(1e-9, a.value + x * a.half)
        for x in (-1, 1)
        for y in (-1, 1)
    )
    # Of two percentages the change may be meant in points.
    if _is_percent(m) and abs(sign * (b.value - a.value) - float(one.value)) <= 1:
        return None
    told = f"from {m['a']} to {m['b']}"
    return _check(text, one, made, (bounds[0], bounds[-1]), (against,), told)


def _behind(
    text: Grammar, home: Span, m: re.Match[str], days: Places[Span]
) -> tuple[re.Match[str], float] | None:
    """Both ends told behind a verb, and how many times the first the second is."""
    after = text.words(Span(home.start + m.end(), home.end, home.where))[:140]
    ends = _FROM_TO.search(after) or _TO_FROM.search(after)
    if ends is None or not _NEAR.match(after[: ends.start()]):
        return None
    base = home.start + m.end()
    spans = [Span(base + ends.start(g), base + ends.end(g), home.where) for g in "ab"]
    figures = _ends(ends)
    if figures is None or any(days.meets(s) for s in spans) or _other_units(ends):
        return None
    return ends, figures[1].value / figures[0].value


def _by_part(text: Grammar, home: Span, m: re.Match[str], days: Places[Span]) -> Check | None:
    """ "Cut by a quarter, from 80 to 60": the fraction and both ends."""
    found = _behind(text, home, m, days)
    if found is None or _is_percent(found[0]):
        return None
    ends, factor = found
    words = m["part"].casefold().replace("-", " ")
    told = 100 * (_PARTS.get(words) or _PARTS[words.split()[-1]])
    made = 100 * (factor - 1) * (-1 if m["down"] else 1)
    off = abs(made - told)
    if m["rough"]:
        off = max(0.0, off - _REACH)
    base, start = home.start + m.end(), home.start + m.start("part")
    return Check(
        evidence=(Span(start, base, home.where),),
        rule="share and figures",
        check="percent_of",
        result="agrees" if off <= _ROUND else "cannot_tell" if off <= _ROUNDER else "differs",
        against=(Span(base + ends.start(), base + ends.end(), home.where),),
        why=f"from {ends['a']} to {ends['b']}: {made:.3g} percent",
    )


def _multiple(text: Grammar, home: Span, m: re.Match[str], days: Places[Span]) -> Check | None:
    found = _behind(text, home, m, days)
    if found is None:
        return None
    ends, factor = found
    low, high = _FACTORS[m["verb"]]
    base = home.start + m.end()
    if m["almost"]:
        low, high = low * 0.8, high * 1.4
    start = home.start + m.start("verb")
    return Check(
        evidence=(Span(start, home.start + m.end(), home.where),),
        rule="multiple of a figure",
        check="percent_of",
        result="agrees" if low <= factor <= high else "differs",
        against=(Span(base + ends.start(), base + ends.end(), home.where),),
        why=f"from {ends['a']} to {ends['b']} is {factor:.3g} times as much",
    )


def _figure(words: str) -> _Figure | None:
    value = quantity(words)
    if value is None:
        return None
    m = re.match(r"\d[\d,\s]*(?:\.\d+)?", words)
    if m is None:
        return _Figure(float(value), 0.0)
    figures = re.sub(r"[,\s]", "", m.group())
    scale = value / float(figures) if float(figures) else 1.0
    whole, _, rest = figures.partition(".")
    if rest:
        return _Figure(float(value), float(0.5 * 10 ** -len(rest) * scale))
    if scale == 1 and value < _COUNTED:
        return _Figure(float(value), 0.0)
    zeros = len(whole) - len(whole.rstrip("0")) if scale == 1 else 0
    return _Figure(float(value), 0.5 * 10**zeros * scale if scale > 1 or zeros else 0.0)


def _check(
    text: Grammar,
    one: Amount,
    made: float,
    bounds: tuple[float, float],
    against: tuple[Span, ...],
    told: str,
) -> Check:
    value = 100 * float(one.value) if one.type == "fraction" else float(one.value)
    return Check(
        evidence=one.evidence,
        rule="share and figures",
        check="percent_of",
        result=_result(text, one, value, bounds),
        against=against,
        why=f"{told}: {made:.3g} percent",
    )


def _result(text: Grammar, one: Amount, value: float, bounds: tuple[float, float]) -> Result:
    low, high = bounds
    if one.modifier == "<":
        return "agrees" if low <= value + 1 and high >= value - _REACH else "differs"
    if one.modifier in (">", ">="):
        return "agrees" if high >= value - 0.5 else "differs"
    if one.modifier == "<=":
        return "agrees" if low <= value + 0.5 else "differs"
    off = max(0.0, low - value, value - high)
    if one.type == "fraction":
        slack, unsure = _ROUND, _ROUNDER
    else:
        m = re.search(r"\d+(?:\.(\d+))?", text.words(one.evidence[0]))
        # Half of its last figure, and as much again: not everybody rounds the same way.
        slack = 10.0 ** -len(m[1]) if m and m[1] else 1.0
        unsure = slack
    if one.modifier == "~":
        slack, unsure = slack + 2, unsure + 4
    return "agrees" if off <= slack else "cannot_tell" if off <= unsure else "differs"
