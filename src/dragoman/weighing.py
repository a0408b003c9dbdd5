"""A record handed to `weigh`: what is said across all its articles, whatever a listing selects.

The one place between the two. A filter selects what is shown afterwards: what stands outside of
it is still held, and must not be called absent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.article import Article, Naming
from dragoman.finding import Check, Message, Name, Reading, Wording
from dragoman.record.base import EVERYTHING, Filter, View
from dragoman.record.selection import Selection
from dragoman.weigh.beside import Side
from dragoman.weigh.change import Change, changes
from dragoman.weigh.claims import Standing, bearings, standings
from dragoman.weigh.claims import told as told_claims
from dragoman.weigh.communications import Communication, communications
from dragoman.weigh.copies import found, origins_among
from dragoman.weigh.copies import origins as origins_of
from dragoman.weigh.discovery import LEAST_TEXTS, THRESHOLD, Proposals, discovered
from dragoman.weigh.emphasis import Emphases, Weighed, between, emphases, weighed
from dragoman.weigh.occasions import Occasion, occasions
from dragoman.weigh.ordinals import Ordinal, ordinals
from dragoman.weigh.originals import QuoteCheck, quote_checks
from dragoman.weigh.recurrence import recurrences
from dragoman.weigh.series import Series, series
from dragoman.weigh.shares import Key, Shares, shares
from dragoman.weigh.threads import Thread, woven
from dragoman.weigh.told import Told, told
from dragoman.weigh.totals import Total, totals
from dragoman.weigh.uses import Use, uses


@dataclass(frozen=True)
class Worded:
    """The wording of a whole record, as it is weighed.

    Args:
        origins: for the id of an article that copies another's text the id of that article.
    """

    uses: tuple[Use, ...]
    origins: Mapping[str, str]
    namings: tuple[Naming, ...]


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


def claims_of(view: View, want: Filter = EVERYTHING) -> list[Standing]:
    """The claims that a filter takes, each with what bears on it in the whole record."""
    kinds = ("claim", "name", "amount", "date")
    claiming = {own for own, _ in view.findings("claim")}
    readings = list(view.readings(kinds=kinds, of=claiming)) if claiming else []
    held = list(told_claims(readings))
    made = bearings(held)
    # As with messages: only the articles of which two claims bear on each other are compared.
    pairs = ({b.one.article.id, b.other.article.id} for b in made)
    if origins := origins_among(view, pairs):
        held = list(told_claims(readings, origins))
        made = bearings(held)
    takes = {(own, f.id) for own, f in view.findings("claim", want)}
    return [w for w in standings(held, made) if w.told.key in takes]


def quote_checks_of(view: View, want: Filter = EVERYTHING) -> list[QuoteCheck]:
    """Quotations in the articles of a filter, against the texts of the whole record."""
    quoting = view.readings(want, kinds=("quote",))
    return list(quote_checks(quoting, view.articles(), communications_of(view)))


def series_of(view: View, want: Filter = EVERYTHING) -> list[Series]:
    """Messages by pair of states and year, of those that a filter takes."""
    held = shown(view, want, communications_of(view))
    return series(held, view.articles(), view.coverage())


def wording_of(view: View) -> Worded:
    """Every use of wording in the record; texts that are copies of each other count once."""
    readings = [r for r in view.readings(kinds=("wording", "message")) if r.of(Wording)]
    held = sorted((r.article.published or "9999", r.article.id) for r in readings)
    ids = [own for _, own in held]
    # A copy has the words of its source: only texts with a formula in common are compared.
    said = {r.article.id: {w.formula or w.phrase for w in r.of(Wording)} for r in readings}
    origins = origins_of(found(view, among=said), ids)
    return Worded(tuple(uses(readings, origins)), origins, tuple(view.namings()))


def taken(view: View, want: Filter, some: Iterable[Use]) -> list[Use]:
    """The uses that a filter takes."""
    if want == EVERYTHING:
        return list(some)
    keys = {(own, w.id) for own, w in view.findings("wording", want)}
    return [u for u in some if u.key in keys]


def totals_of(
    view: View, want: Filter = EVERYTHING, held: Worded | None = None, *, slogans: bool = False
) -> list[Total]:
    """Formulas of a filter with their pairs, or slogans by holder, and the texts that it asks for."""
    held = held or wording_of(view)
    own = [u for u in taken(view, want, held.uses) if (u.wording.type == "slogan") == slogans]
    texts = [t for t in held.namings if _takes_text(t, want)]
    if want.article:
        keys = {u.key[0] for u in own}
        texts = [t for t in texts if t.article in keys]
    return totals(own, texts, held.origins, by_holder=slogans)


def _takes_text(text: Naming, want: Filter) -> bool:
    day = (text.published or "")[:10]
    return (
        want.outlet in (None, text.outlet)
        and (want.since is None or want.since <= day)
        and (want.until is None or (bool(day) and day <= want.until))
    )


def shares_of(view: View, want: Filter = EVERYTHING, held: Worded | None = None) -> list[Shares]:
    """Series of the formulas of which a filter takes a use, with the periods that it asks for."""
    held = held or wording_of(view)
    own = {_series_key(u) for u in taken(view, want, held.uses)}
    made = shares(held.uses, held.namings, view.coverage(), held.origins)
    return [
        replace(s, points=tuple(p for p in s.points if asked_for(p.period, want)))
        for s in made
        if s.key in own
    ]


def changes_of(
    view: View,
    want: Filter = EVERYTHING,
    held: Worded | None = None,
    whole: Iterable[Communication] | None = None,
) -> list[Change]:
    """What became of formulas on occasions that came again, where a filter takes a use of one.

    Args:
        whole: every message of the record, if it is at hand.
    """
    held = held or wording_of(view)
    own = {u.key for u in taken(view, want, held.uses)}
    if not own:
        return []
    communicated = communications_of(view) if whole is None else whole
    occasions = recurrences(communicated, named_in_occasions(view))
    made = changes(occasions, held.uses, held.namings, view.coverage())
    lines: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for c in made:
        lines[c.occasion.id, c.formula].append(c)
    return [
        c
        for some in lines.values()
        if any(u.key in own for c in some for u in (*c.here, *c.before))
        for c in some
        if asked_for(c.year, want)
    ]


def _series_key(u: Use) -> Key:
    return Key(u.wording.formula or "", u.holder, u.sides, u.outlet)


def asked_for(period: str, want: Filter) -> bool:
    """True if a filter asks for some day of a period, a year or a month."""
    since, until = want.since or "", want.until or "9999"
    return since[: len(period)] <= period <= until[: len(period)]


def side_of_comparison(view: View, article: Article, message: Message | None) -> Side:
    """A text as it is compared: with its wording, and what its occasion names."""
    whole = replace(EVERYTHING, versions=True)
    found_there = view.readings(whole, ("wording", "message", "name"), of=(article.id,))
    reading = next(found_there, Reading(article, ()))
    own = [u for u in uses([reading]) if message is None or _is_of(u, message)]
    if message is None:
        return Side(article, None, tuple(own))
    spans = message.occasion.evidence
    named = tuple(n for n in reading.of(Name) if any(n.evidence[0].meets(s) for s in spans))
    return Side(article, Told(article, message), tuple(own), named)


def _is_of(u: Use, message: Message) -> bool:
    return u.message is not None and u.message.id == message.id


def named_in_occasions(view: View) -> dict[tuple[str, str], tuple[Name, ...]]:
    """For tellings, what is named within the words for the occasion."""
    said = {
        own for own, m in view.findings("message") if isinstance(m, Message) and m.occasion.evidence
    }
    out: dict[tuple[str, str], tuple[Name, ...]] = {}
    for r in view.readings(kinds=("message", "name"), of=said):
        names = r.of(Name)
        for m in r.of(Message):
            spans = m.occasion.evidence
            if inside := tuple(n for n in names if any(n.evidence[0].meets(s) for s in spans)):
                out[r.article.id, m.id] = inside
    return out


def occasions_of(view: View, words: str, want: Filter = EVERYTHING) -> list[Occasion]:
    """The messages on an occasion over the years; names in it count by all their forms."""
    held = shown(view, want, communications_of(view))
    named = {
        key: " ".join(f"{n.canonical} {n.state or ''}" for n in inside)
        for key, inside in named_in_occasions(view).items()
    }
    return occasions(held, words, named)


def emphasis_of(
    view: View, want: Filter = EVERYTHING, *, state: str | None = None
) -> Iterator[Weighed]:
    """The states of every text that a filter takes.

    Args:
        state: only rows of this state.
    """
    # Messages are asked of the whole article: the filter's parties are no parties of theirs.
    whole = replace(want, between=())
    for r in view.readings(whole, kinds=("emphasis", "message")):
        rows = between(weighed([r]), want.between)
        yield from (w for w in rows if state in (None, w.state))


def emphases_of(view: View, want: Filter = EVERYTHING) -> list[Emphases]:
    """Emphasis by year over the articles that a filter takes, like with like."""
    held = {r.article.id: r for r in view.readings(want, kinds=("emphasis",))}
    every = (held.get(a.id, Reading(a)) for a in view.articles(want))
    return emphases(every)


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
