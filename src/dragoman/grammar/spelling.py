"""Names one letter away from a known one: "North Kora", "Vladmir Putin". Proposed, never mended.

Looked up by halves, of which one letter can spoil only one, so the time does not grow with the
table. Real words and other names are no misspellings: they are known, or listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.grammar import Grammar
from dragoman.grammar.clusters import SURNAME_FIRST
from dragoman.grammar.known_names import given_name_before, given_names

_SHORTEST = 6
_LONGEST = 60
# A single word needs more letters, unless the right form stands in the same article.
_ALONE = 8
# Names of people and bodies: shorter ones are too often another's ("White Horse").
_PERSON = 10
_BODY = 12
# Two words at least, the first no initial: "M. Mishustin" is near to "Mr Mishustin".
_WHOLE = re.compile(r"[\w'-]{3,} \w")
_PLURAL = re.compile(r"s\b")
_RUN = re.compile(r"[A-Z][\w'-]+(?: (?:(?:of|the|and|for) ){0,2}[A-Z][\w'-]+)*")
_TOKEN = re.compile(r"\w+(?:(?:-|'(?!s\b))\w+)*")
# More of the same name, or an address: "Republic of Mari | El", "WhiteHouse | .gov".
_GOES_ON = re.compile(r" [A-Z][a-z]|[.@/_]\w|\\|-")
# States where one letter makes another person: Kim Yong Chol and Kim Yong Chon; Johnson, Johnston.
_ONE_SYLLABLE = ("PRK", "KOR", "VNM")
_NEAR = ("USA", "GBR", "AUS", "NZL", "CAN", "IRL")


@dataclass(frozen=True, slots=True)
class Right:
    """A known form that a misspelt one may stand for.

    Args:
        sort: person, state or organisation.
        near: propose it only where the right form stands in the same article.
    """

    form: str
    name: str
    sort: str
    near: bool


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A misspelt name at a place, and what it is likely to be."""

    span: Span
    right: Right


def misspelt(text: Grammar, taken: Sequence[Span]) -> Iterator[Misspelt]:
    """Misspelt names of an article outside the spans that are taken, left to right."""
    free = {where: _without(plain, taken, where) for where, plain in text.plain.items()}
    for p in text.paragraphs:
        words, base = free[p.span.where][p.span.start : p.span.end], p.span.start
        if words.isupper():
            continue
        for run in _RUN.finditer(words):
            reached = run.start()
            for start, end in _stretches(words, run.start(), run.end()):
                right = proposal(words[start:end]) if start >= reached else None
                if right and _stands(text, words, start, end, right):
                    reached = end
                    yield Misspelt(Span(base + start, base + end, p.span.where), right)


def _without(plain: str, taken: Sequence[Span], where: str) -> str:
    """The text with nothing in the places that are taken, so that no run crosses them."""
    parts, reached = [], 0
    for span in sorted((s for s in taken if s.where == where), key=in_order):
        if span.start >= reached:
            parts += [plain[reached : span.start], "\0" * (span.end - span.start)]
            reached = span.end
    return "".join((*parts, plain[reached:]))


def _stretches(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of two words and more inside a run, from each place the longest first; one word alone."""
    if end - start < _SHORTEST:
        return []
    tokens = [m.span() for m in _TOKEN.finditer(words, start, end)]
    if len(tokens) == 1:
        return tokens
    return [
        (a[0], b[1])
        for i, a in enumerate(tokens)
        for b in reversed(tokens[i + 1 : i + 9])
        if _SHORTEST <= b[1] - a[0] <= _LONGEST and words[a[0]].isupper() and words[b[0]].isupper()
    ]


def _stands(text: Grammar, words: str, start: int, end: int, right: Right) -> bool:
    """True if the place lets the words be a misspelt name."""
    form = words[start:end]
    if _GOES_ON.match(words, end):
        return False
    said = right.form in text.plain["text"] or right.form in text.plain["title"]
    if right.near and not said:
        return False
    if " " in form:
        return True
    if given_name_before(words[:start]) or f" {form.lower()}" in text.plain["text"]:
        return False
    return said or len(form) >= _ALONE


@lru_cache(maxsize=1 << 14)
def proposal(form: str) -> Right | None:
    """The only known form one letter away; None if there is none, or several, or the form is right.

    >>> proposal("North Kora").name, proposal("Nigera").name
    ('North Korea', 'Nigeria')
    >>> proposal("Niger"), proposal("Siberia")
    (None, None)
    """
    right, index = _rights()
    if not _SHORTEST <= len(form) <= _LONGEST or form in right or form in _not_misspelt():
        return None
    if any(form[: m.start()] + form[m.end() :] in right for m in _PLURAL.finditer(form)):
        return None  # "the two Vietnams", "the Departments of State"
    near: dict[str, Right] = {}
    for length in range(len(form) - 1, len(form) + 2):
        for half in _halves(form, length):
            near |= {r.name: r for r in index.get(half, ()) if one_letter_off(form, r.form)}
    return next(iter(near.values())) if len(near) == 1 else None


def one_letter_off(a: str, b: str) -> bool:
    """True if one letter was left out, added, changed, or changed places with the next.

    >>> one_letter_off("Vitenam", "Vietnam"), one_letter_off("Iran", "Iraq")
    (True, True)
    >>> one_letter_off("Korea", "Korea")
    False
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
    return swapped or a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def _halves(form: str, length: int) -> tuple[tuple[int, str], tuple[int, str]]:
    """Beginning and end of a form as those of a target of some length, without the middle letter.

    Two letters that changed places lie in one half or touch the middle: the other half is whole.
    """
    middle = length // 2
    return (length, form[:middle]), (-length, form[len(form) - (length - middle - 1) :])


def _known() -> Iterator[Right]:
    for s in lore.states().values():
        for form in (s.name, *s.aliases):
            if _fit(form, _SHORTEST):
                yield Right(form, s.name, "state", near=False)
    for a in lore.roster().values():
        for form in a.forms:
            if not _WHOLE.match(form) or not _fit(form, _PERSON if a.is_person else _BODY):
                continue
            if not a.is_person:
                yield Right(form, a.name, "organisation", near=False)
            elif a.state not in _ONE_SYLLABLE:
                near = a.state in _NEAR or form.split()[0] in SURNAME_FIRST
                yield Right(form, a.name, "person", near=near)


def _fit(form: str, shortest: int) -> bool:
    return form.isascii() and form[0].isupper() and shortest <= len(form) <= _LONGEST


@cache
def _rights() -> tuple[frozenset[str], dict[tuple[int, str], list[Right]]]:
    """Every form that is right as it is, and those to propose by their halves."""
    index: dict[tuple[int, str], list[Right]] = {}
    for target in {r.form: r for r in _known()}.values():
        for half in _halves(target.form, len(target.form)):
            index.setdefault(half, []).append(target)
    right = {f for s in lore.states().values() for f in s.forms}
    right |= {f for p in lore.places() for f in p.forms}
    return frozenset(right | {f for a in lore.roster().values() for f in a.forms}), index


@cache
def _not_misspelt() -> frozenset[str]:
    return frozenset(lore.words("names")["not_misspelt"]) | given_names()
