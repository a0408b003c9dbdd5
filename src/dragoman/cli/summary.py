"""What `read` says at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.finding import (
    Boilerplate,
    Check,
    Claim,
    Date,
    Field,
    Message,
    Outlook,
    Quote,
    Reading,
)
from dragoman.listings.holdings import holder
from dragoman.listings.row import cell
from dragoman.listings.rows import party, where
from dragoman.pipeline import Outcome
from dragoman.record import Filter, View
from dragoman.weigh.unknowns import Unknown, unknowns
from dragoman.weigh.voices import KINDS, speakers

# Beyond this many articles a run is told in figures; the listings have the rest.
_FEW = 20
_LINES = 30
_UNKNOWN = ("stated_unknown", "withheld", "not_resolved", "ambiguous", "conflicting")


def summary(view: View, outcome: Outcome) -> Iterator[str]:
    """Lines for people: articles, what waits for a date, messages, quotes, checks, unknowns."""
    if outcome.without and outcome.read:
        yield f"! {outcome.without}"
    yield from _corrections(view)
    ids = list(dict.fromkeys(outcome.articles))
    if len(ids) > _FEW:
        yield from _figures(outcome)
        return
    readings = sorted(
        (r for own in ids for r in view.readings(Filter(article=own))),
        key=lambda r: (r.article.published is None, r.article.published, r.article.key),
    )
    words = sum(len(r.article.text.split()) for r in readings)
    aside = sum(len(r.of(Boilerplate)) for r in readings)
    unchanged = f" ({outcome.unchanged} unchanged)" if outcome.unchanged else ""
    plural = "" if len(readings) == 1 else "s"
    yield (
        f"{len(readings)} article{plural}{unchanged}, {words:,} words. "
        f"Marked as not part of the story: {aside} passages"
    )
    for r in readings:
        yield from _undated(r)
    yield from _messages(readings)
    yield from _quotes(readings)
    yield from _claims(readings)
    yield from _outlooks(readings)
    yield from _checks(readings)
    yield from _unknowns(readings)


def _corrections(view: View) -> Iterator[str]:
    """Corrections whose words are gone, loudly; those that count in one line."""
    held = view.standings()
    if not held:
        return
    counts: Counter[str] = Counter(s.fate for s in held)
    kept = counts["applied"] + counts["reinstated"] + counts["moot"]
    rest = ", ".join(
        f"{n:,} {name}"
        for fate, name in (("undone", "undone"), ("not_held", "of articles not held here"))
        if (n := counts[fate])
    )
    yield f"CORRECTIONS  {kept:,} in force{'; ' + rest if rest else ''}: dragoman review --history"
    lost = [s for s in held if s.fate == "orphaned"]
    if lost:
        yield f"! {len(lost):,} ORPHANED: the words that they are about are gone or stand elsewhere now"
    for s in lost[:_LINES]:
        one = s.statement
        yield (
            f" {one.id}  {one.does.replace('_', ' ')} {one.kind} {one.finding} in {one.key}, "
            f"by {one.author}, {one.time[:10]}: {s.why}"
        )
    if len(lost) > _LINES:
        yield f" ... and {len(lost) - _LINES} more: dragoman review --what orphaned"


def _figures(outcome: Outcome) -> Iterator[str]:
    yield (
        f"{outcome.read:,} articles read, {outcome.unchanged:,} unchanged, {outcome.words:,} words, "
        f"{len(outcome.lost):,} inputs not read"
    )
    for kind, n in sorted(outcome.kinds.items()):
        yield f"  {kind:12} {n:>9,}"


def _undated(r: Reading) -> Iterator[str]:
    waiting = [d for d in r.of(Date) if d.needs == "published"]
    if r.article.reference_date.value is None and waiting:
        words = ", ".join(" ".join(r.article.slice(d.evidence[0]).split()) for d in waiting[:12])
        more = " ..." if len(waiting) > 12 else ""
        known = r.article.published
        date = f"day of publication, only {known}" if known else "publication date"
        yield (
            f"! {r.article.key} has no {date}. {len(waiting)} time words wait for it: "
            f"{words}{more}."
        )
        # An address says where the article is from; what the user has is a file.
        given = r.article.key if "://" in r.article.source else r.article.source
        yield f"  Give it:  dragoman read --published YYYY-MM-DD {given}"


def _state(name: str, value: Field) -> str:
    place = f" ({where(value.evidence)})" if value.state in _UNKNOWN and value.evidence else ""
    return f"{name}: {cell(value)}{place}"


def _messages(readings: list[Reading]) -> Iterator[str]:
    found = [(r, m) for r in readings for m in r.of(Message)]
    yield "MESSAGES" if found else "MESSAGES  none found"
    numbers = {(id(r), m.id): f"m{i}" for i, (r, m) in enumerate(found, 1)}
    for r, m in found[:_LINES]:
        parts = [f"{party(m.senders) or '?'} -> {party(m.recipients) or '?'}"]
        form = m.form.replace("_", " ")
        if m.replies_to:
            form += f", reply to {numbers[id(r), m.replies_to]}"
        elif m.is_reply:
            form += ", a reply"
        parts.append(form + (" (referred to)" if m.role == "referred" else ""))
        if m.channel.known:
            parts.append(f"via {m.channel.value}")
        if m.page.known:
            parts.append(f"page {m.page.value}")
        if m.page_share.known:
            parts.append(str(m.page_share.value))
        shown = [n for n in Message.DATES if getattr(m, n).state != "not_stated"]
        parts += [_state(n.replace("_", " "), getattr(m, n)) for n in shown]
        if not any(n in ("sent", "received", "delivered", "dated") for n in shown):
            parts.append("sent: not stated")
        if m.bearer.state != "not_stated":
            parts.append(_state("bearer", m.bearer))
        yield f" {numbers[id(r), m.id]} " + "   ".join(parts)
    if len(found) > _LINES:
        yield f" ... and {len(found) - _LINES} more: dragoman messages"


def _quotes(readings: list[Reading]) -> Iterator[str]:
    """One line: how many, and of which kinds of speakers; the listing has them."""
    found = [q for r in readings for q in r.of(Quote)]
    if found:
        kinds = Counter(speakers(q)[0].status for q in found)
        told = (f"{kinds[k]} {k.replace('_', ' ')}" for k in KINDS if kinds[k])
        within = sum(1 for q in found if q.depth)
        inner = f"; {within} within another" if within else ""
        yield f"QUOTES  {len(found)}, by speaker: {', '.join(told)}{inner}: dragoman quotes"


def _claims(readings: list[Reading]) -> Iterator[str]:
    """How many, and each pair that can't both be true."""
    found = [(r, c) for r in readings for c in r.of(Claim)]
    if not found:
        return
    borne = sum(1 for _, c in found if c.confirmed_by)
    tail = f"; {borne} borne out in part or whole by another source" if borne else ""
    yield f"CLAIMS  {len(found)}{tail}: dragoman claims"
    lines = [line for r, c in found for line in _opposed(r, c)]
    yield from lines[:_LINES]


def _opposed(r: Reading, c: Claim) -> Iterator[str]:
    by = {x.id: x for x in r.of(Claim)}
    for b in c.opposed_by:
        other = by.get(b.id)
        if other is not None and c.evidence < other.evidence:
            yield f" {_claimed(r, c)}  <->  {_claimed(r, other)}"


def _claimed(r: Reading, c: Claim) -> str:
    words = " ".join(" ".join(r.article.slice(s).split()) for s in c.proposition)
    return f'"{words}" ({where(c.proposition)}, {holder(r.article, c.holder)})'


def _outlooks(readings: list[Reading]) -> Iterator[str]:
    found = [o for r in readings for o in r.of(Outlook)]
    if found:
        under = sum(1 for o in found if o.condition)
        yield f"OUTLOOKS  {len(found)}, {under} with a condition: dragoman outlooks"


_SIGNS = {"differs": "x", "cannot_tell": "?", "agrees": "="}


def _checks(readings: list[Reading]) -> Iterator[str]:
    found = [(r, c) for r in readings for c in r.of(Check)]
    found.sort(key=lambda x: list(_SIGNS).index(x[1].result))
    if found:
        yield "CHECKS"
    for r, c in found[:_LINES]:
        words = " ".join(" ".join(r.article.slice(s).split()) for s in c.evidence)
        yield f" {_SIGNS[c.result]} {c.check.replace('_', ' ')}: {words!r} ({where(c.evidence)})   {c.why}"
    if len(found) > _LINES:
        yield f" ... and {len(found) - _LINES} more: dragoman checks"


def _unknowns(readings: list[Reading]) -> Iterator[str]:
    lines = [_unknown(u) for r in readings for u in unknowns(r) if u.kind != "date"]
    if lines:
        yield "UNKNOWNS"
        yield from lines[:_LINES]
        if len(lines) > _LINES:
            yield f" ... and {len(lines) - _LINES} more: dragoman unknowns"


def _unknown(u: Unknown) -> str:
    place = f" ({where(u.evidence)})" if u.evidence else ""
    if u.kind == "quote" and u.field == "speaker" and u.state != "withheld":
        return f' "{" ".join(u.words.split())}"{place}: {u.why}'
    return f" {u.what}: {u.why}{place}"
