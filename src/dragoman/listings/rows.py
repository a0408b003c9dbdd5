"""Findings and articles as rows of listings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.article import Article, Span
from dragoman.finding import (
    Amount,
    Check,
    Credit,
    Date,
    Finding,
    Message,
    Name,
    Office,
    Party,
    Quote,
    Speaker,
    to_json,
)
from dragoman.listings.row import Row, cell
from dragoman.record import Filter, View
from dragoman.weigh.unknowns import LEDGER, Unknown, concerning, unknowns
from dragoman.weigh.versions import Change, changes
from dragoman.weigh.voices import called, offices, roles_at, speakers

if TYPE_CHECKING:
    from dragoman.weigh.copies import Copy

# Characters on either side of words that are shown where they stand.
AROUND = 40
# Parties as such and states; what stays at home is shown when asked for.
OUTWARD = ("interstate", "party")


def where(spans: tuple[Span, ...]) -> str:
    """Spans in a cell: "73-161", "title 0-12"."""
    return ", ".join(f"{'title ' if s.where == 'title' else ''}{s.start}-{s.end}" for s in spans)


def around(article: Article, first: Span, last: Span, inside: str | None = None) -> str:
    """Words in double brackets with what stands beside them, on one line."""
    source = article.text if first.where == "text" else article.title or ""
    left = source[max(0, first.start - AROUND) : first.start]
    right = source[last.end : last.end + AROUND]
    words = inside or article.slice(Span(first.start, last.end, first.where))
    return " ".join(f"{left}[[{words}]]{right}".split())


def slices(article: Article, spans: Iterable[Span]) -> str:
    """The characters of spans, with an ellipsis between them."""
    return " … ".join(article.slice(s) for s in spans)


def base_of(article: Article, finding: Finding) -> dict[str, str]:
    """The cells that every finding has: its article, its words and where they stand."""
    return {
        "id": finding.id,
        "article": article.key,
        "article_id": article.id,
        "published": article.published or "",
        "outlet": article.value("outlet") or "",
        "evidence_characters": where(finding.evidence),
        "evidence_words": slices(article, finding.evidence),
        "reader": finding.reader,
    }


def data_of(article: Article, finding: Finding) -> dict[str, Any]:
    """A finding as JSON, with its article."""
    return {
        "article": {"id": article.id, "key": article.key, "published": article.published},
        **to_json(finding),
    }


def party(parties: tuple[Party, ...]) -> str:
    """Parties in a cell, with their states."""
    return " + ".join(
        p.label + (f" ({p.state})" if p.state and p.label != p.state else "") for p in parties
    )


def messages(view: View, want: Filter) -> Iterator[Row]:
    """Messages, numbered in the order of the listing."""
    number = 0
    for reading in view.readings(want, ("message",)):
        article = reading.article
        for m in reading.of(Message):
            number += 1
            cells = {
                "no": f"m{number}",
                "sender": party(m.senders) or "?",
                "recipient": party(m.recipients) or "?",
                "form": m.form.replace("_", " ") + (" (reply)" if m.is_reply else ""),
                **{name: cell(getattr(m, name)) for name in Message.DATES},
                "channel": cell(m.channel),
                "occasion": cell(m.occasion),
                "bearer": cell(m.bearer),
                "page": cell(m.page),
                "treatment": cell(m.treatment),
                "scope": m.scope or "",
                "role": m.role,
                "status": m.status,
                "replies_to": m.replies_to or "",
                **base_of(article, m),
            }
            yield Row(cells, data_of(article, m))


def messages_of(thread: str, view: View, want: Filter) -> Iterator[Row]:
    """The messages of threads whose id begins so, every telling of them."""
    from dragoman.weighing import threads_of

    found = [t for t in threads_of(view, several=True) if t.id.startswith(thread)]
    names = {x.key: t.id for t in found for c in t.messages for x in c.told}
    for row in messages(view, want):
        key = (row.cells["article_id"], row.cells["id"])
        if key in names:
            yield Row({**row.cells, "thread": names[key]}, {**row.data, "thread": names[key]})


def by_year(view: View, want: Filter) -> Iterator[Row]:
    """Messages by pair of states and year; years without any have a row too, with what is held."""
    from dragoman.weighing import series_of

    for s in series_of(view, want):
        data = s.to_json()
        for year, point in zip(s.cells, data["points"], strict=True):
            cells = {
                "pair": "-".join(s.pair),
                "year": year.year,
                "messages": str(year.n),
                "from_first": str(len(year.forth)),
                "from_second": str(len(year.back)),
                "articles": str(year.total),
                "months_complete": str(year.complete),
            }
            yield Row(cells, {k: v for k, v in data.items() if k != "points"} | point)


def speaker(article: Article, quote: Quote) -> str:
    """The speakers of a quote in a cell, with their states; "?" behind one that is not resolved."""
    return " + ".join(_speaker(article, quote, s) for s in speakers(quote))


def _speaker(article: Article, quote: Quote | None, who: Speaker) -> str:
    name = called(article, quote, who)
    if who.status == "unresolved" and name != "?":
        name += " ?"
    return f"{name} ({who.state})" if who.state and who.state != name else name


def quotes(view: View, want: Filter) -> Iterator[Row]:
    """Quotes, numbered in the order of the listing."""
    number = 0
    for reading in view.readings(want, ("quote",)):
        article = reading.article
        for q in reading.of(Quote):
            number += 1
            cells = {
                "no": f"q{number}",
                "speaker": speaker(article, q),
                "role": " + ".join("; ".join(offices(s, article)) for s in speakers(q)),
                "status": " + ".join(s.status.replace("_", " ") for s in speakers(q)),
                "act": q.act,
                "form": q.form,
                "depth": str(q.depth),
                "content": slices(article, q.content),
                **_attributed(article, q),
                "certainty": "" if q.certainty is None else f"{q.certainty:.2f}",
                "parent": q.parent or "",
                **base_of(article, q),
            }
            yield Row(cells, data_of(article, q))


def _attributed(article: Article, q: Quote) -> dict[str, str]:
    """What the text says of the saying and of who speaks."""
    cues = (q.cue, *q.further_cues) if q.cue else q.further_cues
    several = speakers(q)
    return {
        "cue_words": slices(article, cues),
        "cue_characters": where(cues),
        "source_words": article.slice(q.source) if q.source else "",
        "source_characters": where((q.source,)) if q.source else "",
        "content_characters": where(q.content),
        "office": " + ".join(cell(s.office) for s in several),
        "affiliation": " + ".join(cell(s.affiliation) for s in several),
        "name_state": " + ".join(s.name.state for s in several),
        "anonymity_reason": " + ".join(s.anonymity_reason or "" for s in several).strip(" +"),
        "actor": " + ".join(s.actor or "" for s in several).strip(" +"),
        "addressee": cell(q.addressee),
        "when": cell(q.when),
    }


def dates(view: View, want: Filter) -> Iterator[Row]:
    """Time expressions with what they are read as."""
    for reading in view.readings(want, ("date",)):
        for d in reading.of(Date):
            cells = {
                "words": " … ".join(reading.article.slice(s) for s in d.evidence),
                "value": d.value or ("?" if d.state == "not_resolved" else ""),
                "type": d.type,
                "state": d.state + (f", needs {d.needs}" if d.needs else ""),
                "edtf": d.edtf or "",
                "earliest": d.earliest or "",
                "latest": d.latest or "",
                "anchor": d.anchor,
                **base_of(reading.article, d),
            }
            yield Row(cells, data_of(reading.article, d))


def _number(value: Any) -> str:
    if isinstance(value, list):
        return "-".join(map(_number, value))
    return "" if value is None else f"{value:.12g}"


def amounts(view: View, want: Filter) -> Iterator[Row]:
    """Numbers with what they count or measure."""
    for reading in view.readings(want, ("amount",)):
        for a in reading.of(Amount):
            cells = {
                "words": " … ".join(reading.article.slice(s) for s in a.evidence),
                "type": a.type,
                "value": _number(a.value),
                "unit": a.unit or "",
                "of": a.of or "",
                "modifier": a.modifier or "",
                "negated": "yes" if a.negated else "",
                "si": f"{_number(a.si.value)} {a.si.unit}".removesuffix(" 1") if a.si else "",
                "pair": a.pair or "",
                **base_of(reading.article, a),
            }
            yield Row(cells, data_of(reading.article, a))


def checks(view: View, want: Filter) -> Iterator[Row]:
    """What was held against what within an article, and against the record; what differs first."""
    from dragoman.weighing import ordinals_of, quote_checks_of

    rank = {"differs": 0, "cannot_tell": 1, "agrees": 2}
    found = [(r.article, c) for r in view.readings(want, kinds=("check",)) for c in r.of(Check)]
    lines: list[tuple[str, str, str, Article, Check | Quote, str, Any]] = [
        (c.result, c.check, c.why, article, c, " … ".join(map(article.slice, c.against)), None)
        for article, c in found
    ]
    lines += [
        (o.result, "ordinal_vs_record", o.why, o.article, o.check,
         ", ".join(c.message.id for c in o.held), o.to_json())
        for o in ordinals_of(view, want)
    ]  # fmt: skip
    lines += [
        (q.check_result, "quote_vs_original", q.why, q.article, q.quote,
         q.original.slice(q.there) if q.original and q.there else "",
         q.to_json() | {"original_key": q.original.key if q.original else None})
        for q in quote_checks_of(view, want)
    ]  # fmt: skip
    for result, check, why, article, c, against, weighed in sorted(lines, key=lambda x: rank[x[0]]):
        cells = {
            "result": result.replace("_", " "),
            "check": check.replace("_", " "),
            "why": why,
            "words": slices(article, c.evidence),
            "against": against,
            "original": str((weighed or {}).get("original_key") or ""),
            **base_of(article, c),
        }
        yield Row(cells, weighed or data_of(article, c))


_CHANGES = {"named": "named", "elected": "elected", "dismissed": "out", "holds": "holds"}


def office_changes(view: View, want: Filter) -> Iterator[Row]:
    """Who came into an office, left it or holds it, with what the roster has for that day."""
    for reading in view.readings(want, ("office",)):
        article = reading.article
        for o in reading.of(Office):
            held = roles_at(o.actor, article)
            cells = {
                "change": _CHANGES[o.change],
                "person": o.person,
                "office": o.office,
                "state": o.state or "",
                "date": cell(o.date),
                "published_on": cell(o.published),
                "role": "; ".join(held),
                "actor": o.actor or "",
                **base_of(article, o),
            }
            yield Row(cells, {**data_of(article, o), "role_at_date": list(held)})


def names(view: View, want: Filter) -> Iterator[Row]:
    """Whoever is named, once an article and cluster, with the number of mentions."""
    for reading in view.readings(want, ("name",)):
        groups: dict[str, list[Name]] = {}
        for n in reading.of(Name):
            groups.setdefault(n.cluster or n.id, []).append(n)
        for group in groups.values():
            first = group[0]
            forms = dict.fromkeys(reading.article.slice(n.evidence[0]) for n in group)
            cells = {
                "name": first.canonical,
                "type": first.type,
                "state": first.state or "",
                "actor": first.actor or "",
                "mentions": str(len(group)),
                "forms": ", ".join(forms),
                **base_of(reading.article, first),
            }
            spans = tuple(s for n in group for s in n.evidence)
            yield Row(cells, data_of(reading.article, replace(first, evidence=spans)))


def credits(view: View, want: Filter) -> Iterator[Row]:
    """Who reported, wrote, translated or supplied."""
    for reading in view.readings(want, ("credit",)):
        for c in reading.of(Credit):
            cells = {"role": c.role, "name": c.name, **base_of(reading.article, c)}
            yield Row(cells, data_of(reading.article, c))


def unknown(view: View, want: Filter, *, state: str | None = None) -> Iterator[Row]:
    """The ledger of what is not known, with replies of which the record lacks the question.

    Args:
        state: only lines that stand so.
    """
    from dragoman.weigh.open_ends import open_ends
    from dragoman.weighing import threads_of

    ends: dict[str, list[Unknown]] = defaultdict(list)
    if state in (None, "out_of_corpus", "ambiguous"):
        for told, end in open_ends(threads_of(view, want)):
            ends[told.article.id].append(end)
    kinds = (*LEDGER, "name") if want.between else LEDGER
    for reading in view.readings(want, kinds):
        article = reading.article
        own = {f.id for f in reading.findings}
        lines = [*unknowns(reading), *(u for u in ends[article.id] if u.finding in own)]
        for u in concerning(reading, lines, want.between):
            if state not in (None, u.state) or not _of_whom(u, want.who):
                continue
            cells = {
                "what": u.what,
                "state": u.state,
                "why": u.why,
                "words": u.words,
                "characters": where(u.evidence),
                "article": article.key,
                "published": article.published or "",
                "kind": u.kind,
                "field": u.field,
                "finding": u.finding,
            }
            data = {**cells, "evidence": [s.to_json() for s in u.evidence]}
            yield Row(cells, data)


def _of_whom(u: Unknown, who: str | None) -> bool:
    """True if a line is about somebody; messages, quotes and offices were selected so before."""
    if who is None or u.kind in ("message", "quote", "office"):
        return True
    plain = (" ".join(x.casefold().replace("-", " ").split()) for x in (u.what, u.words))
    return any(" ".join(who.casefold().replace("-", " ").split()) in x for x in plain)


def _changed(one: Change) -> str:
    """A change as word diffs show it: [-before-] {+after+}."""
    gone = f"[-{one.before}-]" if one.before else ""
    new = f"{{+{one.after}+}}" if one.after else ""
    return f"{gone} {new}".strip()


def articles(view: View, want: Filter, *, versions: bool = False) -> Iterator[Row]:
    """Articles with their sources; with `versions`, only those that are or have another version."""
    held = list(view.articles(want))
    by_id = {a.id: a for a in held}
    later = {a.version_of for a in held if a.version_of}
    for a in held:
        if versions and not (a.version_of or a.id in later):
            continue
        ref = a.reference_date
        data = a.to_json()
        data["words"] = len(data.pop("text").split())
        data["sources"] = view.sources(a.id)
        older = by_id.get(a.version_of or "")
        made = list(changes(older, a)) if versions and older else []
        data["changes"] = [
            {"before": c.before, "after": c.after, "old": c.old.to_json(), "new": c.new.to_json()}
            for c in made
        ]
        cells = {
            "key": a.key,
            "title": a.title or "",
            "outlet": a.value("outlet") or "",
            "published": a.published or "not known",
            "reference_date": ref.value or f"not resolved: {ref.why}",
            "words": str(data["words"]),
            "version_of": a.version_of or "",
            "changed": " ".join(map(_changed, made)),
            "sources": " ".join(data["sources"]),
            "id": a.id,
        }
        yield Row(cells, data)


def copies(view: View, want: Filter) -> Iterator[Row]:
    """Pairs of articles of one text, by the article whose sentences are aligned.

    The other of a pair may lie outside the filter.
    """
    from dragoman.weigh.copies import found

    wanted = {a.id: None for a in view.articles(want)}
    # For one article only its own copies are searched for: no matter how large the record is.
    of = next(iter(wanted)) if len(wanted) == 1 else None

    held: dict[str, list[Copy]] = {}
    for c in found(view, of) if wanted else ():
        own = next((x for x in (c.second, c.first) if x in wanted), None)
        if own:
            held.setdefault(own, []).append(c)
    for own in wanted:
        for c in held.get(own, ()):
            yield _copied(view, c)


def _copied(view: View, c: Copy) -> Row:
    a, other = view.article(c.second), view.article(c.first)
    copied = c.direction == "copied"
    cells = {
        "key": a.key,
        "title": a.title or "",
        "outlet": a.value("outlet") or "",
        "published": a.published or "not known",
        "kind": c.kind,
        "copy_of": other.key if copied and c.is_one_source else "",
        "same_text_as": other.key if not copied and c.is_one_source else "",
        "contains": "" if c.is_one_source else other.key,
        "share": f"{c.share:.2f}",
        "share_of_longer": f"{c.share_of_longer:.2f}",
        "direction": c.direction,
        "basis": c.basis or "",
        **{k: str(c.count(k)) for k in ("exact", "changed", "own")},
        "id": a.id,
        "other_id": other.id,
    }
    return Row(cells, {"keys": [other.key, a.key], **c.to_json()})
