"""Threads as ladders: both sides as columns, time downwards, each rung a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.finding import Message, Party
from dragoman.report import terms
from dragoman.report.cells import clip, spoken
from dragoman.weigh.communications import Communication
from dragoman.weigh.overlap import RUN
from dragoman.weigh.threads import Link, Thread
from dragoman.weigh.told import whose

WIDTH = 640
LEFT, RIGHT = 132, 500  # where the two sides stand
HEAD = 30
STEP = 50  # least distance of two rungs
MOST = 40  # what a long wait adds to it
BRACKET = 14  # distance of the brackets of latencies
# As many threads are drawn open; the others unfold.
OPEN = 12


@dataclass(frozen=True, slots=True)
class Rung:
    """A message of a thread.

    Args:
        numbers: its rows in the table of messages with their links; none where the selection
            leaves out the articles that tell it.
        rightwards: from the side that stands left.
        end: what is said where a link ends in the open; empty if it does not.
        answers: index of the rung that it answers.
    """

    numbers: tuple[tuple[str, str], ...]
    day: str
    what: str
    who: str
    form: str
    rightwards: bool
    told: str
    answer: str
    end: str
    answers: int | None
    wait: str
    overlap: str
    referred: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """A thread with its two sides and its rungs."""

    id: str
    left: str
    right: str
    rungs: tuple[Rung, ...]
    drawing: Markup
    open: bool

    @property
    def name(self) -> str:
        """The two sides and the first day."""
        return f"{self.left} and {self.right}, {self.rungs[0].day}"


def ladders(threads: Iterable[Thread], rows: Mapping[tuple[str, str], str]) -> list[Ladder]:
    """The threads as they are drawn, in their order.

    Args:
        rows: numbers of the messages in the table by article and finding.
    """
    return [_ladder(t, rows, n < OPEN) for n, t in enumerate(threads)]


def _ladder(thread: Thread, rows: Mapping[tuple[str, str], str], is_open: bool) -> Ladder:
    first = thread.messages[0].message
    home = whose(first.sender)
    rungs = tuple(_rung(c, thread, rows, home) for c in thread.messages)
    sides = [_side(first.sender), _side(first.recipient)]
    if sides[0] == sides[1]:
        sides = [_named(first.sender), _named(first.recipient)]
    drawing = _svg(thread.id, sides[0], sides[1], rungs)
    return Ladder(thread.id, sides[0], sides[1], rungs, drawing, is_open)


def _side(party: Party | None) -> str:
    return terms.state_name(party.state) if party and party.state else _named(party)


def _named(party: Party | None) -> str:
    return clip(party.label, 34) if party and party.label else "not stated"


def _rung(c: Communication, thread: Thread, rows: Mapping[tuple[str, str], str], home: str) -> Rung:
    link = thread.link_of(c)
    m = c.message
    linked = link is not None and link.answered in thread.messages
    own_side = whose(m.sender) == home and not (
        whose(m.sender) == whose(m.recipient) and c is not thread.messages[0] and c.is_reply
    )
    return Rung(
        numbers=tuple((rows[t.key], f"#{rows[t.key]}") for t in c.told if t.key in rows),
        day=_day(c),
        what=_what(c),
        who=_who(m),
        form=" / ".join(terms.label("form", f) for f in c.forms),
        rightwards=own_side,
        told=_told(c),
        answer=_answer(link, thread, rows),
        end=_end(link),
        answers=thread.messages.index(link.answered) if link and link.answered and linked else None,
        wait=_wait(link),
        overlap=_overlap(link),
        referred=not c.reports,
    )


def _day(c: Communication) -> str:
    if c.dated:
        days = c.dated[1]
        first, last = days.first.isoformat(), days.last.isoformat()
        return first if first == last else f"{first} – {last}"
    return c.seen.isoformat() if c.seen else "no day"


def _what(c: Communication) -> str:
    """Which day it is that puts it in order."""
    if c.dated:
        return c.dated[0]
    return "day of the report" if c.seen else ""


def _who(m: Message) -> str:
    sides = (m.senders, m.recipients)
    return " → ".join(" and ".join(map(_named, side)) or "not stated" for side in sides)


def _told(c: Communication) -> str:
    """By whom it is told, how much later by the other side, and where their days differ."""
    if not c.reports:
        return "only referred to"
    outlets = dict.fromkeys(t.outlet or t.article.key for t in c.reports)
    said = [", ".join(outlets)]
    if c.sources > 1:
        said.append(f"{c.sources} sources")
    elif len(c.reports) > 1:
        said.append(f"{len(c.reports)} articles, one text")
    if c.lag_days is not None:
        said.append(f"the recipient’s side {c.lag_days:+} days")
    for name in c.conflicting:
        given = c.shared(name).given
        said.append(
            f"{name} conflicting: "
            + " against ".join(f"{spoken(g.field.value)} ({g.told.outlet or '?'})" for g in given)
        )
    return "; ".join(said)


def _answer(link: Link | None, thread: Thread, rows: Mapping[tuple[str, str], str]) -> str:
    if link is None:
        return ""
    if link.state == "ambiguous":
        names = (rows.get(c.first.key) or c.first.article.key for c in link.candidates)
        return f"one of several, not decided: {', '.join(names)}"
    if link.state == "out_of_corpus":
        return "a message that the record does not hold"
    assert link.answered is not None
    number = rows.get(link.answered.first.key)
    what = number or f"the message of {_day(link.answered)}"
    return f"{what}, by {', '.join(link.by)}"


def _end(link: Link | None) -> str:
    if link is None or link.state == "linked":
        return ""
    if link.state == "ambiguous":
        return f"answers one of {len(link.candidates)}: not decided"
    return "what it answers is not in the record"


def _wait(link: Link | None) -> str:
    """The latency in words; "days not stated" where a day is missing."""
    if link is None or link.answered is None:
        return ""
    runs = link.runs
    if runs is None:
        return "days not stated"
    days = link.latency_days
    return f"{days} day{'' if days == 1 else 's'}, {runs[0].field} to {runs[1].field}"


def _overlap(link: Link | None) -> str:
    """How much of the reply stands in what it answers, where both texts are held."""
    same = link.overlap if link else None
    if same is None:
        return ""
    held = "" if same.is_whole else ", as far as they are printed"
    return (
        f"{same.same} of its {same.n} words ({100 * same.share:.0f}\u00a0%) stand there in runs of "
        f"{RUN} and more{held}"
    )


# ---- the drawing


def _places(rungs: tuple[Rung, ...]) -> list[int]:
    """The height of each rung: an open end needs room above it, a bracket its words."""
    y, out = HEAD, []
    for rung in rungs:
        y += STEP + (MOST if rung.end else 0)
        out.append(y)
    return out


def _svg(name: str, left: str, right: str, rungs: tuple[Rung, ...]) -> Markup:
    places = _places(rungs)
    height = places[-1] + 24
    parts = [
        Markup('<path class="side" d="M{0} {2}V{3}M{1} {2}V{3}"/>').format(
            LEFT, RIGHT, HEAD, height - 8
        ),
        _text("head", LEFT, 18, left, "middle"),
        _text("head", RIGHT, 18, right, "middle"),
    ]
    for rung, y in zip(rungs, places, strict=True):
        parts.extend(_drawn(rung, y))
        if rung.answers is not None and places[rung.answers] < y:
            parts.extend(_bracket(places[rung.answers], y, rung.wait))
    return Markup(
        '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="group" aria-label="{2}" '
        'aria-describedby="{3}-twin">{4}</svg>'
    ).format(WIDTH, height, f"Ladder: {left} and {right}", name, Markup("").join(parts))


def _drawn(rung: Rung, y: int) -> Iterator[Markup]:
    start, end = (LEFT, RIGHT) if rung.rightwards else (RIGHT, LEFT)
    toward = 1 if rung.rightwards else -1
    if rung.end:
        above = y - 36
        yield Markup('<path class="open" d="M{} {}H{}"/>').format(end - 8 * toward, above, start)
        yield _text("end", (LEFT + RIGHT) / 2, above - 6, rung.end, "middle")
    sort = "rung referred" if rung.referred else "rung"
    arrow = Markup(
        '<path class="{}" d="M{} {}H{}"/><path class="point" d="M{} {}l{} -4.5v9z"/>'
    ).format(sort, start, y, end - 7 * toward, end, y, -9 * toward)
    number = rung.numbers[0][0] if rung.numbers else ""
    label = _text(
        "label", (LEFT + RIGHT) / 2, y - 6, clip(f"{number} {rung.form}".strip(), 52), "middle"
    )
    title = Markup("<title>{}</title>").format(f"{number} {rung.who}, {rung.form}, {rung.told}")
    body = title + arrow + label
    if rung.numbers:
        body = Markup('<a href="{}">{}</a>').format(rung.numbers[0][1], body)
    yield Markup("<g>{}</g>").format(body)
    yield _text("day", 0, y - 3, rung.day.split(" – ")[0], "start")
    yield _text("what", 0, y + 10, rung.what.replace("_", " "), "start")


def _bracket(top: int, bottom: int, wait: str) -> Iterator[Markup]:
    x = RIGHT + BRACKET
    yield Markup('<path class="wait" d="M{0} {1}h8V{2}h-8"/>').format(x, top, bottom)
    days, _, ends = wait.partition(", ")
    middle = (top + bottom) / 2
    yield _text("days", x + 14, middle + (0 if ends else 4), days, "start")
    if ends:
        yield _text("what", x + 14, middle + 13, ends, "start")


def _text(sort: str, x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text class="{}" x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>').format(
        sort, x, y, anchor, words
    )
