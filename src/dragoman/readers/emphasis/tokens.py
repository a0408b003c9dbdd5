"""A sentence as a string of signs, one for each word that tells of emphasis, for patterns to match.

S a state; Q a number with a unit of space or time, q one without; C "12 times", c "12 mentions";
% a share; G "devote", g "give"; R "get"; M "mention", L "place", V "stand"; B "start with", H "then",
A "before", Z "after", F "first"; J "section", D "speech"; p "about", P "to", o "of"; W "in that order",
e "each", r "respectively"; d "the", T "that", b "is", n "not"; & "and", a comma or the like, at the
end a point; any other word is an x.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Amount, Date
from dragoman.grammar import Grammar
from dragoman.grammar.numerals import CARDINAL_WORDS, FIGURES, quantity
from dragoman.places import Places
from dragoman.readers.emphasis.counting import States

# The sign of each kind in the table of words; of a word in several kinds the first counts.
_SIGNS = {
    "begin": "B",
    "in_order": "W",
    "first": "F",
    "get": "R",
    "give": "G",
    "give_also": "g",
    "mention": "M",
    "put": "L",
    "stand": "V",
    "before": "A",
    "after": "Z",
    "then": "H",
    "section": "J",
    "document": "D",
    "each": "e",
    "respectively": "r",
    "about": "p",
    "to": "P",
    "of": "o",
    "the": "d",
    "that": "T",
    "be": "b",
    "not": "n",
    "and": "&",
}
_ARTICLES = ("a", "an")
_OWNS = re.compile(r"'s?(?!\w)")
_ISO = re.compile(r"PT(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?\Z")
_OFTEN = {"once": 1, "twice": 2, "thrice": 3}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or several, with a sign.

    Args:
        state: of an S.
        value: of a number; `unit` None where the words give none.
    """

    sign: str
    span: Span
    state: str | None = None
    value: int | float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in signs: `signs[i]` stands for `tokens[i]`."""

    span: Span
    tokens: tuple[Token, ...]
    signs: str


@dataclass(frozen=True)
class Signs:
    """What a sentence is written in signs by: numbers, durations and states of the article."""

    text: Grammar
    amounts: Places[Amount]
    dates: Places[Date]
    states: States

    def line(self, span: Span) -> Line:
        """A sentence in signs."""
        tokens: list[Token] = []
        plain, at = self.text.plain[span.where], span.start
        for token in [*self._fixed(span), Token(".", Span(span.end, span.end))]:
            if token.span.start < at:
                continue
            tokens += _words(plain, at, token.span.start)
            tokens.append(token)
            at = token.span.end
        tokens = _added(tokens)
        return Line(span, tuple(tokens), "".join(t.sign for t in tokens))

    def _fixed(self, span: Span) -> list[Token]:
        """States and numbers, in order; of those that overlap the longer."""
        plain = self.text.plain[span.where]
        found = list(self._numbers(span))
        for n in self.states.at(span):
            owns = _OWNS.match(plain, n.span.end)
            end = owns.end() if owns else n.span.end
            found.append(Token("S", Span(n.span.start, end), n.state))
        return sorted(found, key=lambda t: (t.span.start, -t.span.end))

    def _numbers(self, span: Span) -> Iterator[Token]:
        plain = self.text.plain[span.where]
        known = []
        for a in self.amounts.meeting(span):
            if a.type == "ordinal":
                continue  # "mentioned first"
            known.append(a.evidence[0])
            yield _amount(a, plain)
        for d in self.dates.meeting(span):
            place = d.evidence[0]
            known.append(place)
            minutes = _minutes(d.value or "") if d.type == "DURATION" else None
            if minutes is None:
                yield Token("x", place)
            else:
                yield Token("Q", place, value=minutes, unit="minute")
        taken = Places((s, s) for s in known)
        for m in _number().finditer(plain, span.start, span.end):
            place = Span(*m.span(), span.where)
            if not taken.meets(place):
                yield _plain_number(m, place)


def _added(tokens: list[Token]) -> list[Token]:
    """The tokens with "an hour and ten minutes" as one number."""
    out: list[Token] = []
    for t in tokens:
        hour, joint = (out[-2], out[-1]) if len(out) > 1 else (None, None)
        if t.unit == "minute" and joint and joint.sign == "&" and hour and hour.unit == "minute":
            assert hour.value is not None
            assert t.value is not None
            if hour.value % 60 == 0 and t.value < 60:
                span = Span(hour.span.start, t.span.end)
                out[-2:] = [replace(hour, span=span, value=hour.value + t.value)]
                continue
        out.append(t)
    return out


def _amount(a: Amount, plain: str) -> Token:
    place = a.evidence[0]
    if a.negated or not isinstance(a.value, int | float) or a.type not in ("count", "percent"):
        return Token("x", place)
    if a.type == "percent":
        return Token("%", place, value=a.value, unit="percent")
    if a.unit in lore.words("emphasis")["units"]:
        return Token("Q", place, value=a.value, unit=a.unit)
    if a.unit == "time":
        return Token("C", place, value=a.value, unit="mention")
    if a.unit in ("mention", "reference"):
        return Token("c", place, value=a.value, unit="mention")
    # "48", of which the reader of amounts took the next word for the unit, is a number all the same.
    bare = quantity(plain[place.start : place.end])
    return Token("x" if bare is None else "q", place, value=bare)


def _plain_number(m: re.Match[str], place: Span) -> Token:
    if m["often"]:
        return Token("C", place, value=_OFTEN[m["often"].casefold()], unit="mention")
    units: dict[str, str] = lore.words("emphasis")["units"]
    if m["unit"]:
        unit = next(name for name, form in units.items() if re.fullmatch(form, m["unit"], re.I))
        return Token("Q", place, value=1, unit=unit)
    return Token("q", place, value=quantity(m["number"]))


@cache
def _number() -> re.Pattern[str]:
    """A number that no reader took: "once", "a single line", "five"; "a word on Laos" is none."""
    units = "|".join(lore.words("emphasis")["units"].values())
    return re.compile(
        rf"(?<![\w$€£.,-])(?:(?P<often>{'|'.join(_OFTEN)})|(?:an?(?! words?\b)|one) (?:single |full |whole |short |brief |mere )?(?P<unit>{units})"
        rf"|(?P<number>{FIGURES}|{CARDINAL_WORDS}))(?![\w-]|[.,]\d)",
        re.IGNORECASE,
    )


def _minutes(value: str) -> int | float | None:
    """The minutes of a duration of less than a day, as ISO 8601 has it.

    >>> _minutes("PT1H10M"), _minutes("PT0.5H"), _minutes("P2D")
    (70, 30, None)
    """
    m = _ISO.match(value)
    if m is None or not any(m.groups()):
        return None
    made = float(m["h"] or 0) * 60 + float(m["m"] or 0) + float(m["s"] or 0) / 60
    return int(made) if made == int(made) else round(made, 2)


@cache
def _words_with_signs() -> re.Pattern[str]:
    table: dict[str, list[str]] = lore.words("emphasis")["signs"]
    kinds = "|".join(f"(?P<{kind}>{'|'.join(table[kind])})(?![\\w-])" for kind in _SIGNS)
    return re.compile(
        rf"(?P<comma>[,;:–—()]|--)|(?<![\w-])(?:{kinds})|(?P<other>[\w$€£][\w.'%-]*)", re.IGNORECASE
    )


def _words(plain: str, start: int, end: int) -> Iterator[Token]:
    """The words between two numbers or names."""
    for m in _words_with_signs().finditer(plain, start, end):
        kind = m.lastgroup or ""
        sign = {"comma": ",", "other": "x"}.get(kind) or _SIGNS[kind]
        if sign != "x" or m.group().casefold() not in _ARTICLES:
            yield Token(sign, Span(*m.span()))
