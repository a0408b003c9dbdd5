"""What an article itself reports of the emphasis of a document: "118 words to China, 48 to Russia"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.readers.emphasis.tokens import Line

_N = "[Qq%]"
# States together: "Cuba and Vietnam", "the US, Peru and Chile". Every repetition has a bound: a
# sentence may be as long as a text.
_GROUP = "d?S(?:[,&]{1,2}d?S){0,11}"
# "of his two-hour speech": what is counted. Pages "of documents" are things, not space.
_OF = "(?:od[xdoS]{0,4}[DJ][xdogbS]{0,6}?)?"
# Between preposition and state: "relations with", "the question of".
_FILL = "[xdgo]{0,5}?"
_BY_NUMBER = re.compile(f"(?P<n>{_N}|[Cc])(?P<each>e?)(?P<of>{_OF})(?:b?[GgR])?(?P<prep>[Ppo]){_FILL}(?P<s>{_GROUP})(?P<each2>e?)")  # fmt: skip
_BY_STATE = re.compile(f"(?P<s>{_GROUP})(?:b?n?[RGgM])?[xPb]{{0,2}}(?P<n>{_N}|C)(?P<each>e?)(?!o(?!d[xdo]{{0,4}}[DJ]))")  # fmt: skip
_BY_SECTION = re.compile(f"[JT]{_FILL}[Ppo]{_FILL}(?P<s>{_GROUP})[xd]{{0,2}}[RbP]{{0,2}}[xP]{{0,2}}(?P<n>{_N})(?P<each>e?)")  # fmt: skip
_ZIPPED = re.compile(f"(?P<n>{_N}(?:[,&]{{1,2}}{_N}){{1,11}}){_OF}[Pp]{_FILL}(?P<s>{_GROUP}),?r")
_AND = re.compile("[,&]{1,3}T?")

# How a report begins, and by which kind of item it goes on.
_BEGINNINGS = (
    (re.compile(f"(?P<verb>[Gg])[xdbP]{{0,3}}(?={_N}[,&]{{1,2}}{_N})"), _ZIPPED),
    (re.compile(f"(?P<verb>[Gg])[xdbP]{{0,3}}(?={_N})"), _BY_NUMBER),
    (re.compile("(?P<verb>[Gg])(?=d?S)"), _BY_STATE),
    (re.compile(f"(?=(?P<verb>J){_FILL}[Ppo])"), _BY_SECTION),
    (re.compile(f"(?={_GROUP}b?(?P<verb>R))"), _BY_STATE),
    (re.compile(f"(?={_N}{_OF}b?(?P<verb>[GR])[Ppo])"), _BY_NUMBER),
    (re.compile(f"(?=Q{_OF}(?P<verb>p))"), _BY_NUMBER),
    (re.compile("(?P<verb>M)[xd]{0,2}?(?=d?S)"), _BY_STATE),
    (re.compile(f"(?={_GROUP}b(?P<verb>M)C)"), _BY_STATE),
    (re.compile("(?=(?P<verb>c)[oPp])"), _BY_NUMBER),
)
_BACK = 40  # tokens before a number within which its unit may stand


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an article reports for a state, or for several together."""

    states: tuple[str, ...]
    value: int | float
    unit: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one sentence, the words that begin them, and the document that they name."""

    figures: tuple[Figure, ...]
    begins: int
    of: Span | None


def reports(line: Line) -> Iterator[Report]:
    """What a sentence reports, each figure once."""
    if not any(t.unit for t in line.tokens):
        return
    told = [False] * len(line.tokens)
    for begin, item in _BEGINNINGS:
        for m in begin.finditer(line.signs):
            if not told[m.end()] and not _denied(line, m.start("verb")):
                made, end = _chain(line, item, m.end())
                if made and _is_emphasis(line, m["verb"], m.end(), end, made):
                    yield Report(tuple(made), line.tokens[m.start()].span.start, _of(line, m.end(), end))  # fmt: skip
                    told[m.end() : end] = [True] * (end - m.end())


def _denied(line: Line, verb: int) -> bool:
    return "n" in line.signs[max(0, verb - 3) : verb]


def _chain(line: Line, item: re.Pattern[str], at: int) -> tuple[list[Figure], int]:
    """The items from a place on, as far as they follow each other, and where they end."""
    if item is _ZIPPED:
        m = item.match(line.signs, at)
        return (list(_zipped(line, m)), m.end()) if m else ([], at)
    made: list[Figure] = []
    unit: str | None = None
    end = at
    while m := item.match(line.signs, at):
        number = line.tokens[m.start("n")]
        unit = number.unit or unit or _unit_before(line, m.start("n"))
        if number.value is None or unit is None:
            break
        made += _figures(line, m, number.value, unit)
        end = m.end()
        following = _AND.match(line.signs, end)
        if following is None:
            break
        at = following.end()
        if item is _BY_SECTION:
            at -= following.group().endswith("T")
    return made, end


def _unit_before(line: Line, at: int) -> str | None:
    """The unit of a number before: "of the 900 words 300 were devoted to Laos"."""
    return next(
        (t.unit for t in reversed(line.tokens[max(0, at - _BACK) : at]) if t.sign == "Q"), None
    )


def _figures(line: Line, m: re.Match[str], value: int | float, unit: str) -> Iterator[Figure]:
    states = _states(line, m)
    tokens = line.tokens[m.start() : m.end()]
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    if any(v for k, v in m.groupdict().items() if k.startswith("each")):
        yield from (Figure((s,), value, unit, span) for s in states)
    else:
        yield Figure(tuple(sorted(states)), value, unit, span)


def _states(line: Line, m: re.Match[str]) -> list[str]:
    tokens = line.tokens[m.start("s") : m.end("s")]
    return list(dict.fromkeys(t.state for t in tokens if t.state))


def _zipped(line: Line, m: re.Match[str]) -> Iterator[Figure]:
    """ "118 and 130 words to China and the US respectively"."""
    numbers = [t for t in line.tokens[m.start("n") : m.end("n")] if t.value is not None]
    states = [t for t in line.tokens[m.start("s") : m.end("s")] if t.state]
    unit = next((t.unit for t in numbers if t.unit), None)
    if unit and len(numbers) == len(states):
        for n, s in zip(numbers, states, strict=True):
            assert n.value is not None
            assert s.state is not None
            yield Figure((s.state,), n.value, n.unit or unit, n.span)


def _is_emphasis(line: Line, verb: str, start: int, end: int, made: list[Figure]) -> bool:
    """True unless what is given may be anything but space in a text or speaking time."""
    if not any(t.unit and t.sign in "QCc%" for t in line.tokens[start:end]) and not _unit_before(
        line, start
    ):
        return False
    units = {f.unit for f in made}
    told = bool(set("DJ") & set(line.signs))
    if "percent" in units:
        return "D" in line.signs[start:end]
    if "mention" in units:
        return verb in "Mc"
    if "minute" in units:
        return told or verb == "G" or (verb == "g" and "p" in line.signs[start:end])
    return verb != "M"


_DETERMINED = re.compile("od[xdoS]{0,4}[DJ][xdogS]{0,6}")


def _of(line: Line, start: int, end: int) -> Span | None:
    """The document in "118 words of his speech to the congress"."""
    m = _DETERMINED.search(line.signs, start, end)
    if m is None:
        return None
    return Span(line.tokens[m.start() + 1].span.start, line.tokens[m.end() - 1].span.end)
