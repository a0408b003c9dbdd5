"""The command that says how far two people agree, and how often the machine was right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.fixing import CorrectionsOption, stop
from dragoman.cli.listing import put
from dragoman.cli.options import (
    DEFAULT,
    Csv,
    Json,
    RecordOption,
    say,
)
from dragoman.listings.row import Row

if TYPE_CHECKING:
    from dragoman.corrections.ledger import Disagreement
    from dragoman.weigh.agreement import Agreement, Alpha
    from dragoman.weigh.rates import Rate, Share


def agree(
    a: Annotated[str | None, typer.Argument(help="A file of corrections, or an author.")] = None,
    b: Annotated[str | None, typer.Argument(help="Another one.")] = None,
    machine: Annotated[
        bool, typer.Option("--machine", help="The machine against people, by kind of finding.")
    ] = False,
    record: RecordOption = DEFAULT,
    corrections: CorrectionsOption = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman agree ana.jsonl ben.jsonl
      dragoman agree "Ana Torres" "Ben Okafor" --csv > agreement.csv
      dragoman agree --machine

    How far two people agree on what both judged, or how often the machine was right.

    Krippendorff's alpha on the decision and on each field that one of them set, by kind of finding,
    with the number of findings and an interval of 95 %. With --machine, what people accepted, edited,
    rejected and added, with Wilson's interval; what was missed is counted only in articles that
    somebody reviewed as a whole (dragoman fix --reviewed).
    """
    from dragoman.corrections import CorrectionsError, beside, load
    from dragoman.review import agreement_of, agreement_of_files, people
    from dragoman.review import machine as against_people

    if machine == (a is not None) or (a is None) != (b is None):
        stop("give two files or two authors, or --machine")
    own = corrections or beside(record)
    try:
        if machine:
            _put_rates(against_people(load(own)), as_json=as_json, as_csv=as_csv)
            return
        first, second = str(a), str(b)
        files = [Path(x) for x in (first, second)]
        if all(f.is_file() for f in files):
            names = (
                (first, second)
                if files[0].name == files[1].name
                else (files[0].name, files[1].name)
            )
            made = agreement_of_files(load(files[0]), load(files[1]), names)
        else:
            said = load(own)
            known = people(said)
            for name in (first, second):
                if name not in known:
                    stop(f"{name!r} is no file, nor an author in {own}: "
                          f"{', '.join(known) or 'nobody has written there'}")  # fmt: skip
            made = agreement_of(said, first, second)
    except CorrectionsError as error:
        stop(str(error))
    _put_agreement(made, as_json=as_json, as_csv=as_csv)


def _alpha(x: Alpha) -> dict[str, str]:
    def shown(v: float | None) -> str:
        return "" if v is None else f"{v:.3f}"

    return {
        "n": str(x.n),
        "same": str(x.agreed),
        "alpha": "no variation" if x.alpha is None else shown(x.alpha),
        "low": shown(x.low),
        "high": shown(x.high),
    }


def _put_agreement(made: Agreement, *, as_json: bool, as_csv: bool) -> None:
    lines = [
        Row(
            {"kind": r.kind or "all", "field": r.field, **_alpha(r.alpha)},
            {"kind": r.kind or None, "field": r.field, "n": r.alpha.n, "same": r.alpha.agreed,
             "alpha": r.alpha.alpha, "low": r.alpha.low, "high": r.alpha.high},
        )
        for r in made.rows
    ]  # fmt: skip
    if as_json:
        import json

        whole = {
            "people": list(made.people),
            "only": list(made.only),
            "rows": [r.data for r in lines],
            "disagreements": [disagreement_as_json(d) for d in made.disagreements],
        }
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    put(
        lines,
        as_json=False,
        as_csv=as_csv,
        columns=["kind", "field", "n", "same", "alpha", "low", "high"],
    )
    if as_csv:
        return
    one, two = made.people
    say(f"judged by {one} only: {made.only[0]:,}; by {two} only: {made.only[1]:,}")
    for d in made.disagreements:
        said = "; ".join(f"{p.author}: {p.says}" for p in d.positions)
        typer.echo(f"{d.kind} {d.finding}  {d.field or 'stands?'}  {said}")


def disagreement_as_json(d: Disagreement) -> dict[str, object]:
    """A disagreement as JSON values."""
    return {
        "article": d.article,
        "finding": d.finding,
        "kind": d.kind,
        "field": d.field or None,
        "positions": [
            {
                "author": p.author,
                "says": p.says,
                "statement": p.statement.id if p.statement else None,
            }
            for p in d.positions
        ],
    }


def _put_rates(found: list[Rate], *, as_json: bool, as_csv: bool) -> None:
    lines = [
        Row(
            {
                "kind": r.kind,
                "judged": str(r.judged),
                "accepted": str(r.accepted),
                "edited": str(r.edited),
                "rejected": str(r.rejected),
                "added": str(r.added),
                "right": _share(r.right),
                "real": _share(r.real),
                "articles": str(r.articles),
                "found": _share(r.complete),
                "readers": " ".join(r.readers),
            },
            {"kind": r.kind, "judged": r.judged, "accepted": r.accepted, "edited": r.edited,
             "rejected": r.rejected, "added": r.added, "right": share_as_json(r.right),
             "real": share_as_json(r.real), "articles_reviewed": r.articles,
             "found": share_as_json(r.complete), "readers": list(r.readers)},
        )
        for r in found
    ]  # fmt: skip
    columns = [
        "kind",
        "judged",
        "accepted",
        "edited",
        "rejected",
        "added",
        "right",
        "real",
        "articles",
        "found",
    ]
    n = put(lines, as_json=as_json, as_csv=as_csv, columns=columns)
    if not n and not (as_json or as_csv):
        say("nobody has judged anything yet: dragoman review")


def _share(s: Share) -> str:
    if s.share is None or s.interval is None:
        return ""
    low, high = s.interval
    return f"{s.share:.1%} of {s.n} [{low:.1%}, {high:.1%}]"


def share_as_json(s: Share) -> dict[str, object]:
    """A share as JSON values."""
    return {
        "k": s.k,
        "n": s.n,
        "share": s.share,
        "interval": list(s.interval) if s.interval else None,
    }
