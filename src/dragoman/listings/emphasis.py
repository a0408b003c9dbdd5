"""Which states texts name, in which order and with how many words, as rows."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.listings.row import Row
from dragoman.listings.rows import where
from dragoman.weigh.emphasis import Emphases, Weighed


def emphasis(w: Weighed) -> Row:
    """A state of a text: its place in the order, its words, and what the article reports of it."""
    a, e, m, s = w.article, w.emphasis, w.mentioned, w.stated
    told = e.stated_by_article if s else None
    cells = {
        "rank": _number(m.rank if m else None),
        "state": w.state,
        "words": _number(w.words),
        "share": "" if w.share is None else f"{w.share:.2f}",
        "n": str(e.n),
        "alone": _number(m.alone if m else None),
        "shared": _number(m.shared if m else None),
        "mentions": _number(m.mentions if m else None),
        "own": e.own or "",
        "of": e.of if isinstance(e.of, str) else where((e.of,)),
        "first": a.slice(w.first) if w.first else "",
        "first_characters": where((w.first,)) if w.first else "",
        "stated_rank": _number(s.rank if s else None),
        "stated_words": _number(s.words if s else None),
        "stated_unit": (told and told.unit) or "",
        "stated_together": s.state if s and "+" in s.state else "",
        "document": (told and told.document) or "",
        "page": _several(str(p.page.value) for p in w.placed if p.page.known),
        "treatment": _several(str(p.treatment.value) for p in w.placed if p.treatment.known),
        "page_share": _several(str(p.page_share.value) for p in w.placed if p.page_share.known),
        "item": _several(_item(p.item) for p in w.placed if p.item is not None),
        "messages": _several(p.id for p in w.placed),
        "article": a.key,
        "article_id": a.id,
        "published": a.published or "",
        "outlet": a.value("outlet") or "",
        "id": e.id,
    }
    return Row(cells, w.to_json())


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _several(values: Iterator[str]) -> str:
    return " + ".join(values)


def _item(item: object) -> str:
    if isinstance(item, dict) and {"of", "position"} <= item.keys():
        return f"{item['position']} of {item['of']}"
    return str(item)


def years(series: Emphases, only: str | None) -> Iterator[Row]:
    """A row for each year and state; a year whose texts name no other state has one without."""
    data = series.to_json()
    for year, point in zip(series.years, data["points"], strict=True):
        cells = {
            "outlet": series.outlet,
            "own": series.own or "",
            "year": year.year,
            "texts": str(year.texts),
            "naming": str(year.naming),
            "n": str(year.n),
        }
        base = {k: v for k, v in data.items() if k != "points"} | {
            k: v for k, v in point.items() if k != "states"
        }
        rows = [
            (s, told)
            for s, told in zip(year.states, point["states"], strict=True)
            if only in (None, s.state)
        ]
        for s, told in rows:
            more = {
                "rank": _number(s.rank),
                "rank_by_words": str(s.by_words),
                "state": s.state,
                "words": str(s.words),
                "share": f"{s.share:.2f}",
                "alone": str(s.alone),
                "shared": str(s.shared),
                "named_in": str(s.texts),
            }
            yield Row(cells | more, base | told)
        if not rows:
            yield Row(cells, base | {"state": None})
