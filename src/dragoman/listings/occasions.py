"""One occasion over the years, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.listings import rows
from dragoman.listings.row import Row
from dragoman.weigh.change import Change
from dragoman.weigh.occasions import Occasion, Occurrence
from dragoman.weigh.uses import called

Keyed = Mapping[tuple[str, str], Sequence[Change]]


def objects(found: Iterable[Occasion], fates: Keyed) -> Iterator[Row]:
    """Whole occasions, each time with what became of its formulas."""
    for o in found:
        data = o.to_json()
        for t, one in zip(o.times, data["times"], strict=True):
            one["formulas"] = [
                {
                    "formula": c.formula,
                    "status": c.status,
                    "against": c.against.year if c.against else None,
                }
                for c in fates.get(t.told.key, ())
            ]
        yield Row({}, data)


def field(name: str, before: str, now: str) -> str:
    """What became of a field, in words."""
    name = name.replace("_", " ")
    if not now:
        return f"{name} dropped: {before}"
    return f"{name} new: {now}" if not before else f"{name}: {before} > {now}"


def _fates(some: Sequence[Change]) -> str:
    """What became of the formulas, by status: "kept traditional friendship; dropped ..."."""
    by: dict[str, list[str]] = {}
    for c in some:
        by.setdefault(c.status.replace("_", " "), []).append(called(c.formula))
    return "; ".join(f"{status} {', '.join(names)}" for status, names in by.items())


def lines(found: Iterable[Occasion], fates: Keyed) -> Iterator[Row]:
    """A row for each message of each occasion."""
    for o in found:
        for t in o.times:
            yield Row(cells_of(o, t, fates), None)


def cells_of(o: Occasion, t: Occurrence, fates: Keyed) -> dict[str, str]:
    """The cells of one message on an occasion, beside the one before it."""
    m, d = t.message, t.difference
    texts = bool(d and d.passages)
    return {
        "day": str(t.communication.day or ""),
        "day_is": t.communication.dated[0] if t.communication.dated else "published",
        "from": o.direction[0],
        "to": o.direction[1],
        "sender": rows.party(m.senders) or "?",
        "recipient": rows.party(m.recipients) or "?",
        "form": m.form.replace("_", " "),
        "occasion": str(m.occasion.value or ""),
        "words": str(t.words or ""),
        **{
            fate: str(d.count(fate)) if d and texts else ""
            for fate in ("kept", "varied", "new", "dropped")
        },
        "shorter": "" if d is None or d.shorter is None else str(d.shorter),
        "otherwise": "; ".join(field(*f) for f in d.fields) if d else "",
        "formulas": _fates(fates.get(t.told.key, ())),
        "article": t.told.article.key,
        "id": m.id,
    }
