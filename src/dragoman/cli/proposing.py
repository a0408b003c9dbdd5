"""Phrases that may be formulas, proposed to a person; nothing is added to the table by itself."""

from __future__ import annotations

from dragoman.cli.listing import put
from dragoman.cli.options import say
from dragoman.listings.row import Row
from dragoman.listings.rows import around, where
from dragoman.record import Filter, View
from dragoman.weigh.discovery import Proposal
from dragoman.weighing import proposals


def put_proposals(view: View, want: Filter, *, as_json: bool, as_csv: bool) -> None:
    """Print recurrent phrases that the table of formulas lacks, with what they were weighed against."""
    found = proposals(view, want)
    columns = ["phrase", "texts", "hits", "elsewhere", "g2", "log_ratio", "outlets", "example"]
    rows = [_row(view, p) for p in found.rows]
    put(rows, as_json=as_json, as_csv=as_csv, columns=columns, cut={"example": 90, "outlets": 30})
    if not (as_json or as_csv):
        say(
            f"{found.sentences:,} sentences that join two sides, held against {found.reference} "
            f"({found.others:,}); log-likelihood from {found.threshold:g}, in {found.least_texts} "
            "texts or more. Proposed for the table, never added."
        )


def _row(view: View, p: Proposal) -> Row:
    places = [(view.article(x.article), x.span) for x in p.examples]
    article, span = places[0]
    cells = {
        "phrase": p.phrase,
        "texts": str(p.texts),
        "hits": str(p.hits),
        "elsewhere": str(p.elsewhere),
        "g2": f"{p.g2:.1f}",
        "log_ratio": f"{p.log_ratio:.2f}",
        "outlets": ", ".join(p.outlets),
        "states": " ".join(p.states),
        "example": around(article, span, span),
        "article": article.key,
        "characters": where((span,)),
    }
    data = {
        "phrase": p.phrase,
        "texts": p.texts,
        "hits": p.hits,
        "elsewhere": p.elsewhere,
        "g2": p.g2,
        "log_ratio": p.log_ratio,
        "outlets": list(p.outlets),
        "states": list(p.states),
        "examples": [
            {"article": a.id, "key": a.key, "evidence": [s.to_json()], "words": a.slice(s)}
            for a, s in places
        ],
    }
    return Row(cells, data)
