"""The section on what people corrected: who, when, what, why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.corrections import Standing
from dragoman.record import View
from dragoman.report.cells import clip
from dragoman.report.sections import Held
from dragoman.review import history, quoted

_DOES = {
    "accept": "accepted",
    "edit": "corrected",
    "reject": "rejected",
    "not_stated": "not stated",
    "add": "added",
    "merge": "one person",
    "split": "not the actor given",
    "reviewed": "reviewed as a whole",
    "undo": "undone",
}
_FATES = {
    "reinstated": "stands by this statement: the machine no longer finds it",
    "moot": "nothing left to correct",
    "orphaned": "orphaned",
    "undone": "undone",
}


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One statement as the page shows it.

    Args:
        spans: where its finding stands now; nothing for one that is gone.
    """

    id: str
    author: str
    day: str
    what: str
    because: str
    source: str
    fate: str
    words: str
    held: Held | None
    hrefs: tuple[str, ...]
    spans: tuple[Span, ...]
    number: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """The section: statements whose words are gone, then all others in the order of their file.

    Args:
        elsewhere: how many are about articles that are not shown here.
    """

    orphaned: tuple[CorrectionLine, ...] = ()
    lines: tuple[CorrectionLine, ...] = ()
    elsewhere: int = 0

    @property
    def places(self) -> Iterator[tuple[int, tuple[Span, ...]]]:
        """Numbers of articles with the characters that the section leads to."""
        for line in self.lines:
            if line.held is not None:
                yield line.held.number, line.spans


def section(
    view: View, held: Iterable[Held], numbers: Mapping[tuple[int, str], str]
) -> Corrections:
    """What people said of these articles, and of persons in the whole record.

    Args:
        numbers: of messages and quotes on this page, by article and finding.
    """
    by_id = {h.article.id: h for h in held}
    orphaned: list[CorrectionLine] = []
    lines: list[CorrectionLine] = []
    elsewhere = 0
    for s in history(view):
        at = by_id.get(s.article or "")
        if at is None and s.statement.article is not None:
            elsewhere += 1
            continue
        made = _line(s, at, numbers)
        (orphaned if s.fate == "orphaned" else lines).append(made)
    return Corrections(tuple(orphaned), tuple(lines), elsewhere)


def _line(s: Standing, at: Held | None, numbers: Mapping[tuple[int, str], str]) -> CorrectionLine:
    one = s.statement
    finding = next((f for f in at.reading.findings if f.id == s.finding), None) if at else None
    spans = finding.evidence if finding and s.fate != "orphaned" else ()
    said = "; ".join(f"{k.replace('_', ' ')}: {v}" for k, v in one.set.items())
    said = said or (" and ".join(one.of[:2]) if one.does == "merge" else ", ".join(one.of))
    kind = (one.kind or "").replace("_", " ")
    what = ", ".join(x for x in (kind, _DOES[one.does]) if x)
    fate = _FATES.get(s.fate, "")
    return CorrectionLine(
        one.id,
        one.author,
        one.time[:10],
        f"{what}: {said}" if said else what,
        one.because,
        one.source,
        f"{fate}: {s.why}" if fate and s.why and s.fate == "orphaned" else fate or s.why,
        clip(quoted(one), 160),
        at,
        at.link(spans) if at and spans else (),
        spans,
        numbers.get((at.number, s.finding or ""), "") if at else "",
    )
