"""Every listing by its name: which rows, which columns a table shows, which filters it takes.

Commands and the desk both read this table, so that they show the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import ModuleType

from dragoman.listings.row import Row
from dragoman.record import Filter, View

Make = Callable[[View, Filter, str], Iterable[Row]]

_TIME = ("since", "until", "outlet", "article")
_WHO = ("between", "who", *_TIME)


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing.

    Args:
        command: how the command line asks for it.
        make: its rows; the last argument says for what: "table", "csv" or "json".
        columns: the cells that a table shows; CSV has all.
        filters: fields of a `Filter` that it takes.
        cut: how many characters of a column a terminal shows.
        kind: the kind of finding whose number is its number of rows, where nothing but the
            articles is filtered; "" where a row is something else.
    """

    command: str
    title: str
    purpose: str
    make: Make
    columns: tuple[str, ...]
    filters: tuple[str, ...] = _TIME
    cut: Mapping[str, int] = field(default_factory=dict)
    kind: str = ""


def _plain(module: str, name: str) -> Make:
    """Rows that are the same for people and programs; nothing is imported before they are asked."""

    def make(view: View, want: Filter, _to: str) -> Iterable[Row]:
        found: Iterable[Row] = getattr(_listings(module), name)(view, want)
        return found

    return make


def _wording(mode: str) -> Make:
    def make(view: View, want: Filter, to: str) -> Iterable[Row]:
        found: Iterable[Row] = _listings("wording").LISTINGS[mode](view, want, (), to)
        return found

    return make


def _listings(module: str) -> ModuleType:
    return import_module(f"dragoman.listings.{module}")


def _threads(view: View, want: Filter, to: str) -> Iterable[Row]:
    from dragoman.listings.threads import threads
    from dragoman.weighing import threads_of

    found = threads_of(view, want)
    return (Row({}, t.to_json()) for t in found) if to == "json" else threads(found)


def _emphasis(view: View, want: Filter, _to: str) -> Iterator[Row]:
    from dragoman.listings.emphasis import emphasis
    from dragoman.weighing import emphasis_of

    return map(emphasis, emphasis_of(view, want))


def _emphasis_years(view: View, want: Filter, _to: str) -> Iterator[Row]:
    from dragoman.listings.emphasis import years
    from dragoman.weighing import emphases_of

    for series in emphases_of(view, want):
        yield from years(series, None)


def _versions(view: View, want: Filter, _to: str) -> Iterator[Row]:
    from dragoman.listings.rows import articles

    return articles(view, replace(want, versions=True), versions=True)


_HELD_CUT = {"holder": 36, "claim": 60, "condition": 48, "consequence": 60, "disputed_by": 48, "confirmed_by": 48, "judgement": 100}  # fmt: skip
_WORDING_CUT = {"words": 90, "year": 40, "before": 48, "now": 48, "holders": 48, "occasion": 36, "phrase": 44}  # fmt: skip

LISTINGS: Mapping[str, Listing] = {
    "messages": Listing(
        "messages", "Messages", "Who to whom, in which form, when, and what is not known.",
        _plain("rows", "messages"),
        ("no", "sender", "recipient", "form", "sent", "received", "reported", "channel", "article", "id"),
        ("between", "who", "to", "form", "scope", *_TIME), kind="message"),
    "messages/years": Listing(
        "messages --by-year", "Messages by year", "Messages by pair of states and year.",
        _plain("rows", "by_year"),
        ("pair", "year", "messages", "from_first", "from_second", "articles"),
        ("between", "who", "to", "form", "scope", *_TIME)),
    "threads": Listing(
        "threads", "Threads", "Which message answers which, after how many days.",
        _threads,
        ("thread", "date", "date_is", "sender", "recipient", "form", "outlets", "link", "answers", "latency_days", "id"),
        ("between", "who", "to", "form", "scope", *_TIME)),
    "quotes": Listing(
        "quotes", "Quotes", "Who is said to have said what, in which form, and what is quoted within what.",
        _plain("rows", "quotes"),
        ("no", "speaker", "role", "status", "act", "form", "depth", "content", "article", "id"),
        ("between", "who", "about", "act", "kind", *_TIME),
        {"speaker": 48, "role": 48, "content": 60}, kind="quote"),
    "claims": Listing(
        "claims", "Claims", "Statements of fact with who vouches for them, and who disputes or confirms which part.",
        _plain("holdings", "claims"), 
        ("no", "holder", "claim", "polarity", "standing", "disputed_by", "confirmed_by", "article", "id"), _WHO, _HELD_CUT, kind="claim"),
    "judgements": Listing(
        "judgements", "Judgements", "What the articles themselves conclude and evaluate, in nobody else's words.",
        _plain("holdings", "judgements"), ("no", "judgement", "hedge", "article", "id"), _WHO, _HELD_CUT, kind="judgement"),
    "outlooks": Listing(
        "outlooks", "Outlooks", "What somebody expects, under which condition, and how sure in whose words.",
        _plain("holdings", "outlooks"), 
        ("no", "holder", "condition", "consequence", "likelihood", "horizon", "article", "id"), _WHO, _HELD_CUT, kind="outlook"),
    "checks": Listing(
        "checks", "Checks", "Where an article's own figures, dates and words agree or differ, and quotations the record's texts; ends with 1 if something differs.",
        _plain("rows", "checks"), ("result", "check", "why", "words", "article", "id")),
    "emphasis": Listing(
        "emphasis", "Emphasis", "Which states a text names, in which order, and how many of its words each gets.",
        _emphasis,
        ("rank", "state", "words", "share", "n", "alone", "shared", "own", "first", "stated_rank", "stated_words",
         "stated_together", "article", "id"),
        ("between", *_TIME), {"first": 32, "document": 40}),
    "emphasis/years": Listing(
        "emphasis --by-year", "Emphasis by year", "Order and words per state and year, like with like.",
        _emphasis_years,
        ("outlet", "own", "year", "texts", "naming", "n", "rank", "state", "words", "share", "alone", "shared"),
        ("between", *_TIME)),
    "wording": Listing(
        "wording", "Wording", "Formulas for a relationship: who uses them of whom, how often, since when.",
        _wording(""), ("phrase", "pair", "texts", "of", "tier", "first", "last", "holders", "formula"), _WHO, _WORDING_CUT),
    "wording/uses": Listing(
        "wording --uses", "Uses of formulas", "Each use, also of words that stand in no table.",
        _wording("--uses"), ("no", "day", "basis", "speaker", "pair", "words", "occasion", "article", "id"), _WHO, _WORDING_CUT),
    "wording/years": Listing(
        "wording --by-year", "Wording by year", "Shares of texts by year, or by month.",
        _wording("--by-year"), 
        ("formula", "holder", "pair", "outlet", "period", "texts", "of_pair", "of_all", "share", "tier", "coverage"), _WHO, _WORDING_CUT),
    "wording/changes": Listing(
        "wording --changes", "Changes of wording", "What became of formulas on occasions that recur.",
        _wording("--changes"), 
        ("direction", "occasion", "formula", "year", "status", "against", "before", "now", "why", "times", "whole", "id"), _WHO, _WORDING_CUT),
    "wording/slogans": Listing(
        "wording --slogans", "Slogans", "Slogans and policy terms by holder.",
        _wording("--slogans"), ("holder", "slogan", "texts", "of", "tier", "first", "last", "formula"), _WHO, _WORDING_CUT),
    "offices": Listing(
        "offices", "Offices", "Who was named or elected to one, left it or holds it, and when the text says so.",
        _plain("rows", "office_changes"),
        ("change", "person", "office", "state", "date", "published_on", "role", "article", "id"),
        _WHO, {"person": 32, "office": 60, "role": 48}, kind="office"),
    "unknowns": Listing(
        "unknowns", "Not known", "The ledger of what is not known, with the words that leave it open.",
        _plain("rows", "unknown"), ("what", "why", "words", "characters", "article", "finding"), _WHO),
    "dates": Listing(
        "dates", "Dates", "Time expressions and what they are read as; what hangs on an unknown day says so.",
        _plain("rows", "dates"), ("words", "value", "type", "state", "anchor", "article", "id"), kind="date"),
    "amounts": Listing(
        "amounts", "Amounts", "Numbers with what they count or measure; dates and durations are no amounts.",
        _plain("rows", "amounts"), ("words", "type", "value", "unit", "of", "article", "id"), kind="amount"),
    "names": Listing(
        "names", "Names", "Persons, bodies, states and places named, with the forms that name them.",
        _plain("rows", "names"), ("name", "type", "state", "mentions", "forms", "article", "id")),
    "credits": Listing(
        "credits", "Credits", "Who reported, wrote, translated or supplied the articles.",
        _plain("rows", "credits"), ("role", "name", "article", "id"), kind="credit"),
    "articles": Listing(
        "articles", "Articles", "Articles held, with dates and sources.",
        _plain("rows", "articles"), ("key", "title", "outlet", "published", "words", "version_of"), kind="article"),
    "articles/versions": Listing(
        "articles --versions", "Versions", "Articles in several versions, with what changed.",
        _versions,
        ("key", "title", "outlet", "published", "words", "version_of", "changed")),
    "articles/copies": Listing(
        "articles --copies", "Copies", "Articles whose text another article has too.",
        _plain("rows", "copies"),
        ("key", "title", "outlet", "published", "kind", "copy_of", "same_text_as", "contains", "share", "direction",
         "exact", "changed", "own"),
        cut={"title": 40}),
}  # fmt: skip
