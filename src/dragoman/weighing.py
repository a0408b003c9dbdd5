"""A record handed to `weigh`: what is said across all its articles, whatever a listing selects.

The one place between the two. A filter selects what is shown afterwards: what stands outside of
it is still held, and must not be called absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.finding import Check, Message, Name
from dragoman.record.base import EVERYTHING, Filter, View
from dragoman.record.selection import Selection
from dragoman.weigh.communications import Communication, communications
from dragoman.weigh.copies import origins_among
from dragoman.weigh.discovery import LEAST_TEXTS, THRESHOLD, Proposals, discovered
from dragoman.weigh.occasions import Occasion, occasions
from dragoman.weigh.ordinals import Ordinal, ordinals
from dragoman.weigh.series import Series, series
from dragoman.weigh.threads import Thread, woven
from dragoman.weigh.told import Told, told


def communications_of(view: View) -> list[Communication]:
    """Every message of the record once, however many articles tell it; copies are one source."""
    readings = list(view.readings(kinds=("message",)))
    made = communications(told(readings))
    # Only what tells one message need be held against each other: all copies take a minute.
    origins = origins_among(view, ({t.article.id for t in c.reports} for c in made))
    return communications(told(readings, origins)) if origins else made


def threads_of(view: View, want: Filter = EVERYTHING, *, several: bool = False) -> list[Thread]:
    """The threads with a message that a filter takes; weighed over the whole record all the same.

    Args:
        several: also messages without a reply that several articles tell.
    """
    made = woven(communications_of(view), several=several)
    takes = _taking(view, want)
    return [t for t in made if any(takes(x) for c in t.messages for x in c.told)]


def shown(view: View, want: Filter, held: Iterable[Communication]) -> list[Communication]:
    """Those of which a filter takes a telling."""
    takes = _taking(view, want)
    return [c for c in held if any(map(takes, c.told))]


def _taking(view: View, want: Filter) -> Callable[[Told], bool]:
    """Whether a filter takes a telling; asked of messages at hand where it asks nothing of articles."""
    if (want.since, want.until, want.outlet, want.article) == (None,) * 4:
        return lambda t: Selection(want, t.article, tuple).takes(t.message)
    keys = {(own, m.id) for own, m in view.findings("message", want)}
    return lambda t: t.key in keys


def ordinals_of(view: View, want: Filter = EVERYTHING) -> list[Ordinal]:
    """Ranks and totals that the articles of a filter claim, against the whole record."""
    claims = [
        (r.article, c)
        for r in view.readings(want, kinds=("check",))
        for c in r.of(Check)
        if c.counted is not None
    ]
    # Without a claim nothing is weighed: most records have none.
    return list(ordinals(claims, communications_of(view), view.coverage())) if claims else []


def series_of(view: View, want: Filter = EVERYTHING) -> list[Series]:
    """Messages by pair of states and year, of those that a filter takes."""
    held = shown(view, want, communications_of(view))
    return series(held, view.articles(), view.coverage())


def occasions_of(view: View, words: str, want: Filter = EVERYTHING) -> list[Occasion]:
    """The messages on an occasion over the years; names in it count by all their forms."""
    held = shown(view, want, communications_of(view))
    named: dict[tuple[str, str], str] = {}
    for r in view.readings(kinds=("message", "name")):
        names = r.of(Name)
        for m in r.of(Message):
            inside = [n for n in names if any(n.evidence[0].meets(s) for s in m.occasion.evidence)]
            if inside:
                words_of = (f"{n.canonical} {n.state or ''}" for n in inside)
                named[r.article.id, m.id] = " ".join(words_of)
    return occasions(held, words, named)


def proposals(
    view: View,
    want: Filter = EVERYTHING,
    *,
    threshold: float = THRESHOLD,
    least_texts: int = LEAST_TEXTS,
) -> Proposals:
    """Recurrent phrases for relationships that the table of formulas lacks, in articles of a filter.

    They are proposed to a person who may add them to the table; nothing is added by itself.

    Args:
        threshold: of log-likelihood; what is below it is not proposed.
        least_texts: texts in which a phrase must stand.
    """
    english = (a for a in view.articles(want) if (a.value("language") or "en").startswith("en"))
    name = "this record" if want == EVERYTHING else "the articles chosen"
    return discovered(english, name=name, threshold=threshold, least_texts=least_texts)
