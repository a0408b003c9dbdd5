"""Claims, judgements and outlooks as rows of listings: who holds what."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.article import Article, Span
from dragoman.finding import Judgement, Outlook, Speaker
from dragoman.listings.row import Row, cell
from dragoman.listings.rows import base_of, data_of, slices, where
from dragoman.record import Filter, View
from dragoman.weigh.claims import Standing, Told
from dragoman.weigh.voices import called


def holder(article: Article, who: Speaker | None) -> str:
    """Who holds something, in a cell, with its state; "?" behind whom the text does not show."""
    if who is None:
        return "?"
    name = called(article, None, who)
    if who.status == "unresolved" and name != "?":
        name += " ?"
    return f"{name} ({who.state})" if who.state and who.state != name else name


def claims(view: View, want: Filter) -> Iterator[Row]:
    """Claims with how they stand in the whole record; what is disputed or confirmed first."""
    from dragoman.weighing import claims_of

    found = sorted(claims_of(view, want), key=lambda w: not w.bearings)
    for number, w in enumerate(found, 1):
        article, c = w.told.article, w.told.claim
        cells = {
            "no": f"c{number}",
            "holder": holder(article, c.holder),
            "status": c.holder.status.replace("_", " ") if c.holder else "",
            "claim": slices(article, c.proposition),
            "polarity": c.polarity,
            "standing": (w.status or "only confirms").replace("_", " "),
            "disputed_by": "; ".join(_side(t, parts) for t, parts in w.opposed_by),
            "confirmed_by": "; ".join(_side(t, parts) for t, parts in w.confirmed_by),
            "confirms": "; ".join(_side(t, parts) for t, parts in w.confirms),
            "sources": str(w.sources),
            "proposed": "; ".join(f"{kind}: {_side(t, parts)}" for kind, t, parts in w.proposed),
            "when": cell(c.when),
            "subject": article.slice(c.subject) if c.subject else "",
            "claim_characters": where(c.proposition),
            **base_of(article, c),
        }
        yield Row(cells, _weighed(w))


def _side(told: Told, parts: tuple[Span, ...]) -> str:
    """The other side in a few words: who, and which words, with the id."""
    who = holder(told.article, told.claim.holder)
    return f"{who}: {slices(told.article, parts)!r} ({told.claim.id})"


def _weighed(w: Standing) -> dict[str, object]:
    data = data_of(w.told.article, w.told.claim)
    return {**data, "standing": w.status, "bearings": [b.to_json() for b in w.bearings]}


def outlooks(view: View, want: Filter) -> Iterator[Row]:
    """Outlooks, in the order of the articles."""
    number = 0
    for reading in view.readings(want, ("outlook",)):
        article = reading.article
        for o in reading.of(Outlook):
            number += 1
            cells = {
                "no": f"o{number}",
                "holder": holder(article, o.holder),
                "status": o.holder.status.replace("_", " ") if o.holder else "",
                "condition": article.slice(o.condition) if o.condition else "",
                "consequence": slices(article, o.consequence),
                "likelihood": slices(article, o.likelihood),
                "horizon": cell(o.horizon),
                "condition_characters": where((o.condition,)) if o.condition else "",
                "consequence_characters": where(o.consequence),
                "likelihood_characters": where(o.likelihood),
                **base_of(article, o),
            }
            yield Row(cells, data_of(article, o))


def judgements(view: View, want: Filter) -> Iterator[Row]:
    """Judgements, in the order of the articles."""
    number = 0
    for reading in view.readings(want, ("judgement",)):
        article = reading.article
        for j in reading.of(Judgement):
            number += 1
            cells = {
                "no": f"j{number}",
                "judgement": slices(article, j.proposition),
                "hedge": slices(article, j.hedge),
                "judgement_characters": where(j.proposition),
                **base_of(article, j),
            }
            yield Row(cells, data_of(article, j))
