"""Formulas and slogans: which were used, each use, shares over time, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import Literal

from dragoman import lore
from dragoman.finding import to_json
from dragoman.listings.row import Row, cell
from dragoman.listings.rows import around, where
from dragoman.record import Filter, View
from dragoman.weigh.change import Change
from dragoman.weigh.uses import Use, called
from dragoman.weighing import changes_of, shares_of, taken, totals_of, wording_of

Form = Literal["table", "csv", "json"]


def keys_of(view: View, words: str | None) -> tuple[str, ...]:
    """The formulas that a key, a phrase or its beginning names; () without words.

    Raises:
        LookupError: none does; the text names some that are near.
    """
    if words is None:
        return ()
    wanted = _plain(words)
    names: dict[str, str] = {}
    for _, found in view.findings("wording"):
        key = getattr(found, "formula", None)
        if key:
            names.setdefault(_plain(key), key)
            names.setdefault(_plain(getattr(found, "phrase", "")), key)
            names.setdefault(_plain(called(key)), key)
    for f in lore.formulas().values():
        names.setdefault(_plain(f.key), f.key)
        names.setdefault(_plain(f.phrase), f.key)
    if wanted in names:
        return (names[wanted],)
    begin = [k for name, k in sorted(names.items()) if name.startswith(wanted)]
    inside = [k for name, k in sorted(names.items()) if f" {wanted}" in f" {name}"]
    if found_keys := tuple(dict.fromkeys(begin or inside)):
        return found_keys
    near = [names[n] for n in get_close_matches(wanted, names, 8, 0.5)] or sorted(names.values())
    told = ", ".join(list(dict.fromkeys(near))[:6])
    raise LookupError(f"no formula {words!r}; for example {told}")


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def _takes(keys: Sequence[str], key: str | None) -> bool:
    return not keys or key in keys


# ---- the listings


def _formulas(view: View, want: Filter, keys: Sequence[str], to: Form) -> Iterator[Row]:
    """Each formula and pair."""
    for t in totals_of(view, want):
        if _takes(keys, t.formula):
            first, last = t.uses[0], t.uses[-1]
            cells = {
                "formula": t.formula,
                "phrase": called(t.formula),
                "pair": "-".join(t.sides),
                "texts": str(t.n),
                "of": str(t.of),
                "tier": t.tier or "",
                "first": _day(first),
                "first_is": first.days.basis if first.days else "",
                "last": _day(last),
                "last_is": last.days.basis if last.days else "",
                "holders": ", ".join(f"{h.name} {n}" for h, n in t.holders.items()),
            }
            yield Row(cells, t.to_json())


def _slogans(view: View, want: Filter, keys: Sequence[str], to: Form) -> Iterator[Row]:
    for t in totals_of(view, want, slogans=True):
        if _takes(keys, t.formula):
            (holder,) = t.holders
            cells = {
                "holder": holder.name,
                "state": holder.state or "",
                "slogan": called(t.formula),
                "texts": str(t.n),
                "of": str(t.of),
                "tier": t.tier or "",
                "first": _day(t.uses[0]),
                "last": _day(t.uses[-1]),
                "formula": t.formula,
            }
            yield Row(cells, t.to_json())


def _uses(view: View, want: Filter, keys: Sequence[str], to: Form) -> Iterator[Row]:
    """Each use with what is around it."""
    found: dict[tuple[str, str], list[Use]] = {}
    for u in taken(view, want, wording_of(view).uses):
        if _takes(keys, u.wording.formula):
            found.setdefault(u.key, []).append(u)
    for number, same in enumerate(found.values(), 1):
        u = same[0]
        w, days = u.wording, u.days
        cells = {
            "no": f"w{number}",
            "day": _day(u),
            "basis": days.basis if days else "",
            "speaker": " + ".join(map(_speaker, same)),
            "pair": "-".join(w.pair or ()),
            "words": _around(u),
            "phrase": w.phrase,
            "type": w.type,
            "formula": w.formula or "",
            "occasion": cell(u.occasion) if u.occasion.known else "",
            "channel": cell(w.channel) if w.channel.known else "",
            "outlet": u.outlet or "",
            "message": u.message.id if u.message else "",
            "copy_of": u.copied if u.copied and u.copied != u.key[0] else "",
            "article": u.article.key,
            "article_id": u.key[0],
            "characters": where(w.evidence),
            "id": w.id,
        }
        data = {**u.to_json(), "around": _around(u), "wording": to_json(w)}
        data["holders"] = [x.holder.key for x in same]
        yield Row({k: str(v) for k, v in cells.items()}, data)


def _speaker(u: Use) -> str:
    name, state = u.holder.name, u.holder.state
    return f"{name} ({state})" if state and state != name else name


def _around(u: Use) -> str:
    """The words with what stands beside them, in double brackets."""
    spans = u.wording.evidence
    return around(u.article, spans[0], spans[-1], " … ".join(map(u.article.slice, spans)))


def _day(u: Use) -> str:
    days = u.days
    if days is None:
        return "?"
    return str(days.first) if days.first == days.last else f"{days.first}/{days.last}"


def _by_year(view: View, want: Filter, keys: Sequence[str], to: Form) -> Iterator[Row]:
    """Each series, period by period; a period without a use has a row too."""
    for s in shares_of(view, want):
        if not _takes(keys, s.key.formula):
            continue
        if to == "json":
            yield Row({}, s.to_json())
            continue
        for p in s.points:
            cells = {
                "formula": s.key.formula,
                "holder": s.key.holder.name,
                "pair": "-".join(s.key.sides),
                "outlet": s.key.outlet or "",
                s.period: p.period,
                "texts": str(p.n),
                "of_pair": "" if p.of_pair is None else str(p.of_pair),
                "of_all": str(p.of_all),
                "share": "" if p.share is None else f"{100 * p.share:.1f} %",
                "tier": p.tier or "",
                "coverage": p.cover,
                "recalled": str(len({u.origin for u in p.recalled}) or ""),
            }
            yield Row({"period": cells.pop(s.period), **cells}, None)


def _changes(view: View, want: Filter, keys: Sequence[str], to: Form) -> Iterator[Row]:
    """What became of each formula at each time of an occasion."""
    found = [c for c in changes_of(view, want) if _takes(keys, c.formula)]
    if to == "table":
        yield from _folded(found)
        return
    for c in found:
        yield Row(_changed(c), c.to_json() if to == "json" else None)


def _folded(some: Iterable[Change]) -> Iterator[Row]:
    """For people: years of a formula of which nothing can be said as one row."""

    def alike(c: Change) -> object:
        silent = c.status == "not_covered" and not c.here
        return (c.occasion.id, c.formula, None if silent else id(c))

    for _, same in groupby(some, alike):
        held = list(same)
        cells = _changed(held[0])
        if len(held) > 1:
            reasons: dict[str, list[str]] = {}
            for c in held:
                reasons.setdefault(c.why or "", []).append(c.year)
            cells["year"] = _ranges([c.year for c in held])
            cells["why"] = "; ".join(
                f"{_ranges(years)} {reason}" if len(reasons) > 1 else reason
                for reason, years in reasons.items()
            )
        yield Row(cells, None)


def _ranges(years: Sequence[str]) -> str:
    """Years with stretches put together.

    >>> _ranges(["2003", "2005", "2006", "2007"])
    '2003, 2005-2007'
    """
    runs: list[list[int]] = []
    for y in sorted({int(y) for y in years}):
        if runs and y == runs[-1][-1] + 1:
            runs[-1].append(y)
        else:
            runs.append([y])
    return ", ".join(f"{r[0]}" if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def _changed(c: Change) -> dict[str, str]:
    o = c.occasion
    return {
        "formula": c.formula,
        "year": c.year,
        "status": c.status.replace("_", " "),
        "against": c.against.year if c.against else "",
        "before": _phrases(c.before),
        "now": _phrases(c.here),
        "why": why(c),
        "direction": " -> ".join(x.removeprefix("=") for x in o.direction),
        "occasion": o.name,
        "form": o.form.replace("_", " "),
        "outlet": o.outlet or "",
        "language": o.language or "",
        "occasion_id": o.id,
        "times": str(c.n.times),
        "whole": str(c.n.whole),
        "used": str(c.n.used),
        "article": c.now.told.article.key if c.now else "",
        "id": c.now.told.message.id if c.now else "",
    }


def why(c: Change) -> str:
    """What a status rests on, in words: what is passed over, since when all is held, or why not."""
    said = []
    if c.why:
        said.append(c.why)
    if c.since:
        said.append(f"all held since {c.since}")
    if c.skipped and c.against:
        said.append(f"{_ranges(c.skipped)} not known")
    return "; ".join(said)


def _phrases(some: Iterable[Use]) -> str:
    return ", ".join(dict.fromkeys(u.wording.phrase for u in some))


Make = Callable[[View, Filter, Sequence[str], Form], Iterator[Row]]
LISTINGS: dict[str, Make] = {
    "": _formulas,
    "--uses": _uses,
    "--by-year": _by_year,
    "--changes": _changes,
    "--slogans": _slogans,
}
