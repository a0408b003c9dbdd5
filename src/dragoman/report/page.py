"""The report as one self-contained HTML page: findings first, every line linked to its sentence."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import replace
from importlib.resources import files
from itertools import islice
from typing import Any

from markupsafe import Markup

from dragoman.article import Span
from dragoman.finding import Check, Message, Quote, Reading
from dragoman.record.base import EVERYTHING, Filter, View
from dragoman.report import (
    corrections,
    emphasis,
    holdings,
    news,
    sections,
    terms,
    threads,
    voices,
    wording,
)
from dragoman.report.cells import anchor, hrefs
from dragoman.report.environment import environment
from dragoman.report.passages import LAYERS
from dragoman.report.series import drawing, pair_rows
from dragoman.report.texts import reader
from dragoman.report.timeline import timeline
from dragoman.weigh import coverage
from dragoman.weigh.copies import found
from dragoman.weigh.open_ends import open_ends
from dragoman.weigh.ordinals import ordinals
from dragoman.weigh.originals import quote_checks
from dragoman.weigh.series import series
from dragoman.weigh.threads import WINDOW, WINDOW_OCCASION, woven
from dragoman.weigh.unknowns import Unknown, concerning, unknowns
from dragoman.weigh.versions import Change, changes
from dragoman.weighing import claims_of, communications_of

LAYER_NAMES = {
    "message": "messages",
    "quote": "quotes",
    "date": "dates",
    "name": "names",
    "credit": "credits",
    "boilerplate": "not part of the story",
    "doubt": "doubts",
    "wording": "wording",
}


def _asset(name: str) -> str:
    return (files("dragoman.report") / "templates" / name).read_text(encoding="utf-8")


def _hash(inlined: str) -> str:
    digest = hashlib.sha256(inlined.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(style: str, script: str) -> str:
    """The content security policy that lets exactly this style and this script run."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def versions_of(view: View) -> dict[str, Any]:
    """The last run's manifest without what differs when the same is read again; {} without runs."""
    last = next(iter(view.runs()[-1:]), {})
    return {k: v for k, v in last.items() if k not in ("run", "outcome")}


def run_id(manifest: dict[str, Any]) -> str:
    """Twelve hex digits that stand for the versions in a run's manifest; '' without one."""
    if not manifest:
        return ""
    whole = json.dumps(manifest, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


# Every section of the page, in order; the brief page has only what is about messages.
SECTIONS = {
    "read": "What was read",
    "news": "New",
    "messages": "Messages",
    "threads": "Threads",
    "series": "By pair and year",
    "timeline": "Timeline",
    "voices": "Voices",
    "claims": "Claims",
    "outlooks": "Outlooks",
    "wording": "Wording",
    "emphasis": "Emphasis",
    "offices": "Offices",
    "checks": "Checks",
    "unknown": "Not known",
    "corrections": "Corrections by people",
    "doubts": "Doubts",
    "details": "Dates, amounts, names",
    "reader": "Reader",
    "sources": "Sources",
    "appendix": "Appendix",
}
_NOT_BRIEF = (
    "timeline", "voices", "claims", "outlooks", "emphasis", "offices", "checks", "doubts", "details", "corrections", "news",
)  # fmt: skip


def _versions(manifest: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The manifest as groups of names and values, whatever its keys are."""
    groups = []
    for key, value in sorted(manifest.items()):
        inner = value if isinstance(value, dict) else {"": value}
        shown = [
            (str(k), v if isinstance(v, str) else json.dumps(v, ensure_ascii=False, default=str))
            for k, v in sorted(inner.items())
        ]
        groups.append((str(key), shown))
    return groups


def _selection(want: Filter) -> str:
    """The filter in words; '' if everything is wanted."""
    said = []
    if want.between:
        said.append("between " + " and ".join(terms.state_name(s) for s in want.between))
    for name, words in (
        ("who", "from"), ("to", "to"), ("form", "form"), ("about", "about"), ("act", "act"),
        ("kind", "kind of quote"), ("since", "published since"),
        ("until", "published until"), ("outlet", "outlet"), ("article", "article"),
    ):  # fmt: skip
        if value := getattr(want, name):
            said.append(f"{words} {value}")
    if want.scope is not None:
        said.append("scope " + ", ".join(want.scope))
    return "; ".join(said)


# Of a long rewriting only the beginning is shown; `articles --versions --json` has it all.
_CHANGES = 20


def _changes(view: View, held: sections.Held) -> list[Change]:
    """What changed since the version before, as far as it is shown."""
    wanted = Filter(article=held.article.version_of, versions=True)
    older = next(iter(view.articles(wanted)), None)
    return list(islice(changes(older, held.article), _CHANGES)) if older else []


# Up to so many articles copies are searched for one by one: then the record's size doesn't count.
_EACH = 500


def _one_source(view: View, held: list[sections.Held]) -> dict[int, list[sections.SameText]]:
    """For each article shown the others shown that are one source with it, or whose text it holds."""
    numbers = {h.article.id: h for h in held}
    out: dict[int, list[sections.SameText]] = {}
    if len(held) > _EACH:
        pairs = found(view)
    else:
        each = (c for h in held for c in found(view, h.article.id))
        pairs = list({(c.first, c.second): c for c in each}.values())
    for c in pairs:
        first, second = numbers.get(c.first), numbers.get(c.second)
        if first and second:
            to = {"copied": ("copied by", "copied from")}.get(c.direction, ("with", "with"))
            if not c.is_one_source:
                to = ("held by", "holds")
            out.setdefault(first.number, []).append(sections.SameText(to[0], second, c))
            out.setdefault(second.number, []).append(sections.SameText(to[1], first, c))
    return out


def _context(
    view: View, want: Filter, *, brief: bool, new_since: int | None = None
) -> dict[str, Any]:
    # Whole articles: the reader marks every message, also those that the selection leaves out.
    whole = replace(
        want, between=(), who=None, to=None, form=None, scope=None, about=None, act=None, kind=None
    )
    wanted = {(a, f.id) for a, f in view.findings("message", want)}
    readings: list[Reading] = list(view.readings(whole, ("message",) if brief else None))
    if brief:
        telling = {a for a, _ in wanted}
        readings = [r for r in readings if r.article.id in telling]
    held = [
        sections.Held(n, r, tuple(view.sources(r.article.id)) or (r.article.source,))
        for n, r in enumerate(readings, 1)
    ]
    rows = sections.message_rows(held, wanted)
    quotes = voices.numbers(held, {(a, f.id) for a, f in view.findings("quote", want)})
    numbers = quotes | {(r.held.number, r.message.id): r.number for r in rows}
    whole_record = communications_of(view)
    joined = woven(whole_record, several=True)
    by_key = {(r.held.article.id, r.message.id): r.number for r in rows}
    shown = [t for t in joined if any(x.key in by_key for c in t.messages for x in c.told)]
    own = [c for c in whole_record if any(x.key in by_key for x in c.told)]
    ranks = ((h.article, c) for h in held for c in h.reading.of(Check))
    weighed = list(ordinals(ranks, whole_record, view.coverage()))
    quoted = [] if brief else list(quote_checks(readings, view.articles(), whole_record))
    all_series = series(own, view.articles(), view.coverage())
    pairs = pair_rows(all_series, by_key)
    fresh = news.section(view, () if brief else held, new_since)
    corrected = corrections.section(view, () if brief else held, numbers)
    present = {k: v for k, v in SECTIONS.items() if not (brief and k in _NOT_BRIEF)}
    if not (corrected.lines or corrected.orphaned or corrected.elsewhere):
        present.pop("corrections", None)
    if not fresh.articles and new_since is None:
        present.pop("news", None)
    ends: dict[str, list[Unknown]] = defaultdict(list)
    for where, one in open_ends(shown):
        ends[where.article.id].append(one)
    # Doubts have a section of their own.
    ledger = [
        (h, u)
        for h in held
        for u in concerning(h.reading, [*unknowns(h.reading), *ends[h.article.id]], want.between)
        if u.kind != "doubt"
    ]
    worded = wording.section(view, want, held, whole_record, by_key)
    places: dict[int, list[Span]] = wording.places(worded)
    for h, u in ledger:
        places[h.number] += u.evidence
    for at, spans in corrected.places:
        places[at] += spans
    own_rows: dict[int, list[sections.MessageRow]] = defaultdict(list)
    for r in rows:
        own_rows[r.held.number].append(r)
    own_quotes: dict[int, dict[str, str]] = defaultdict(dict)
    for (n, quote), number in quotes.items():
        own_quotes[n][quote] = number
    manifest = versions_of(view)
    return {
        "held": held,
        "rows": rows,
        "told": Counter(r.held.number for r in rows),
        "selection": _selection(want),
        "left_out": sum(len(r.of(Message)) for r in readings) - len(rows),
        "timeline": Markup(timeline(sections.timeline_rows(rows))),  # escaped where it is made
        "sections": list(present.items()),
        "no": {k: n for n, k in enumerate(present, 1)}
        | dict.fromkeys(set(SECTIONS) - set(present)),
        "brief": brief,
        "articles_held": view.counts().get("article", len(held)),
        "series": pairs,
        "series_drawing": drawing(pairs),
        "series_total": sum(s.n for s in all_series),
        "series_more": len(all_series) - len(pairs),
        "ladders": threads.ladders(shown, by_key),
        "weighed": len(whole_record),
        "windows": (WINDOW.days, WINDOW_OCCASION.days),
        "voices": voices.section(held, quotes),
        "claims": holdings.claims(held, () if brief else claims_of(view, want)),
        "outlooks": holdings.outlooks(held, {(a, f.id) for a, f in view.findings("outlook", want)}),
        "wording": worded,
        "emphasis": emphasis.section(() if brief else held, want.between),
        "quotes_left_out": sum(len(r.of(Quote)) for r in readings) - len(quotes),
        "unknown": sections.unknown_lines(ledger, numbers),
        "corrections": corrected,
        "news": fresh,
        "doubts": sections.doubt_lines(held),
        "coverage": coverage.years((h.article for h in held), view.coverage()),
        "covered": bool(view.coverage()),
        "one_source": _one_source(view, held),
        "changes": {h.number: _changes(view, h) for h in held if h.article.version_of},
        "checks": sections.check_lines(held, weighed, quoted),
        "offices": sections.office_lines(() if brief else held, want.between),
        "others": sections.other_lines(held),
        "details": [
            (
                h,
                sections.date_lines(h),
                sections.amount_lines(h),
                sections.name_lines(h),
                sections.credit_lines(h),
            )
            for h in held
        ],
        "readers": [
            reader(h, own_rows[h.number], own_quotes[h.number], places[h.number], brief=brief)
            for h in held
        ],
        "terms": terms.used(readings),
        "codebook": terms.version(),
        "versions": _versions(manifest),
        "run": run_id(manifest),
        "layers": [(LAYERS[k], name) for k, name in LAYER_NAMES.items()],
        "anchor": anchor,
        "hrefs": hrefs,
        "state_name": terms.state_name,
    }


def page(
    view: View, want: Filter = EVERYTHING, *, brief: bool = False, new_since: int | None = None
) -> str:
    """The report on what a filter wants of a record; the same record gives the same page.

    Args:
        brief: messages only, and of the texts only the paragraphs that speak of them: for records
            of thousands of articles, whose whole texts no page can hold.
        new_since: the run since which things are new; the one before the last if not given.

    Raises:
        LookupError: there is no such run before the last.
    """
    context = _context(view, want, brief=brief, new_since=new_since)
    run = f"run {context['run']}" if context["run"] else "no run noted"
    style = _asset("page.css").replace("RUN-ID", run)
    script = _asset("marks.js") + _asset("page.js")
    html = (
        environment()
        .get_template("page.html.j2")
        .render(**context, style=Markup(style), script=Markup(script), policy=policy(style, script))
    )
    # A parser would drop NUL and turn CR into LF, and every offset after it would be wrong.
    return html.replace("\x00", "\ufffd").replace("\r", "&#13;")
