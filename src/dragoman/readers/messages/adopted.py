"""Letters that a meeting adopts: "A message to X was adopted at the seminars in Laos and Chad"."""

from __future__ import annotations

import re

from dragoman.article import Span
from dragoman.finding import Field, Name, Party
from dragoman.readers.messages.clause import Clauses, Stretch

_EVENT = (
    r"(?:meetings?|seminars?|events?|rall(?:y|ies)|lectures?|symposiums?|symposia|functions?|gatherings?|sessions?|"
    r"congress(?:es)?|ceremon(?:y|ies)|conferences?|forums?|celebrations?|workshops?|round-?tables?|assembl(?:y|ies)|"
    r"exhibitions?|soirees?|festivals?|film shows?|talks|debates?|study sessions?|get-togethers?|memorial services?|plenary)"
)
_EVENTS = re.compile(rf"\b{_EVENT}\b", re.IGNORECASE)
_ADOPTED = re.compile(r",? (?:was|were) (?:also |then |unanimously )*adopted\b")
_AT = re.compile(
    rf"(?: there)?(?: (?:at|in|by|during) |[^.;]{{0,20}}?)(?=[^.;]{{0,60}}?\b{_EVENT}\b)"
)
_ADOPTS = re.compile(
    rf"\b(?P<event>{_EVENT})\b[^.;,]{{0,80}}? (?:also |then )?adopted (?=an? |the )"
)
_HOME = 160  # characters after an event within which its country is told
_BESIDE = (
    30  # characters before an event in which its adjective stands: "Nigerian national seminar"
)
_IN = re.compile(r"\b[Ii]n (?:the )?\Z")
_FAR = 25  # sentences back in which a meeting is looked for
_LEAD = 3  # sentences in which a story says where it takes place


def adopters(a: Clauses, s: Stretch, start: int, end: int) -> list[Party]:
    """The meetings that adopt a message whose words lie between two places; none if nobody adopts it."""
    m = _ADOPTED.match(s.plain, end, s.end)
    if m is not None:
        at = _AT.match(s.plain, m.end(), s.end)
        return _events(a, s, at.end(), s.end) if at else []
    before = _ADOPTS.search(s.plain, s.base, start + 1)
    if before is None or start - before.end() > 4:
        return []
    return _events(a, s, before.start(), before.end("event"))


def _events(a: Clauses, s: Stretch, start: int, limit: int) -> list[Party]:
    """One party for each event and country, or the meeting that the story tells of."""
    found = list(_EVENTS.finditer(s.plain, start, limit))
    if not found:
        return []
    out: list[Party] = []
    for m, following in zip(found, [*found[1:], None], strict=True):
        stop = min(following.start() if following else s.end, m.end() + _HOME)
        states = _states(a, Span(m.end(), stop, s.where))
        if not m.group().casefold().endswith("s"):
            states = states[:1]
        before = _states(a, Span(max(s.base, m.start() - _BESIDE), m.start(), s.where))[-1:]
        out += [_of(a, m, s.where, n) for n in states or before]
    if out:
        return out
    home = _home(a, s)
    span = Span(*found[0].span(), s.where)
    return [Party(name=a.field(span), state=home, type="other", evidence=(span,))]


def _of(a: Clauses, m: re.Match[str], where: str, home: Name) -> Party:
    event, place = Span(*m.span(), where), home.evidence[0]
    if place.start < event.start:
        name = a.field(Span(place.start, event.end, where))
    elif (
        place.start - event.end < _HOME // 4
        and a.parties.named(Span(event.end, place.end, where))[0] is home
    ):
        name = a.field(Span(event.start, place.end, where))
    else:
        words = f"{a.text.words(event)} in {a.text.words(place)}"
        name = Field(words, "stated", (event, place), words)
    return Party(name=name, state=home.state, type="other", evidence=name.evidence)


def _states(a: Clauses, span: Span) -> list[Name]:
    """The countries named in a span, each once."""
    seen: dict[str, Name] = {}
    for n in a.parties.named(span):
        if n.type in ("state", "place") and n.state:
            seen.setdefault(n.state, n)
    return list(seen.values())


def _home(a: Clauses, s: Stretch) -> str | None:
    """The country of the event spoken of before: of the nearest sentence with an event and one country."""
    sentences = a.text.sentences
    if (told := _of_title(a)) is not None:
        return told
    here = s.sentence.index
    for one in [*reversed(sentences[max(0, here - _FAR) : here]), *sentences[:_LEAD]]:
        for m in _EVENTS.finditer(a.text.plain[one.span.where], one.span.start, one.span.end):
            after = Span(m.end(), min(one.span.end, m.end() + _HOME), one.span.where)
            before = Span(max(one.span.start, m.start() - _BESIDE), m.start(), one.span.where)
            states = [n for n in _states(a, after) if _is_scene(a, n)] or _states(a, before)[-1:]
            if states:
                return states[0].state
    first = [n for one in sentences[:_LEAD] for n in _states(a, one.span) if _is_scene(a, n)]
    return first[0].state if first else None


def _of_title(a: Clauses) -> str | None:
    """The country in which a title says that its one event is held: "Seminar on Peace Held in Chad"."""
    title = a.text.article.title_span or Span(0, len(a.text.article.title or ""), "title")
    found = _EVENTS.search(a.text.plain[title.where], title.start, title.end) if title.end else None
    named = _states(a, title) if found else []
    scenes = [n for n in named if _is_scene(a, n)]
    return scenes[0].state if len(scenes) == 1 and named[-1] is scenes[0] else None


def _is_scene(a: Clauses, n: Name) -> bool:
    """True for a country after "in": where something takes place, not whom it is about."""
    place = n.evidence[0]
    return bool(_IN.search(a.text.plain[place.where], max(0, place.start - 8), place.start))
