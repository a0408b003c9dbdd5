"""Commands about corrections: what waits for a person, how far people agree, what a run changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.fixing import CorrectionsOption, stop
from dragoman.cli.listing import put
from dragoman.cli.options import (
    DEFAULT,
    DONE,
    TO_LOOK_AT,
    ArticleOption,
    Between,
    Csv,
    Json,
    Outlet,
    RecordOption,
    Since,
    Until,
    next_step,
    one_of,
    opened,
    pair,
    published,
    say,
)
from dragoman.listings.row import Row

if TYPE_CHECKING:
    from dragoman.corrections import Standing, Statement
    from dragoman.review import ArticleChange, Item


def review(
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only about findings of this kind.")
    ] = None,
    what: Annotated[
        list[str] | None,
        typer.Option(
            "--what",
            help="orphaned, disagreement, changed, doubt, low_certainty or open_field.",
        ),
    ] = None,
    below: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Certainties under this are low.")
    ] = 0.5,
    history: Annotated[
        bool, typer.Option("--history", help="Every correction with what became of it, instead.")
    ] = False,
    record: RecordOption = DEFAULT,
    corrections: CorrectionsOption = None,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    article: ArticleOption = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman review
      dragoman review --kind message --article 002
      dragoman review --history --csv > corrections.csv

    What waits for a person: corrections whose words are gone first, and where people disagree.

    Then doubts, findings of low certainty and fields that are not resolved. What somebody accepted
    or corrected is not asked again. Ends with 1 if there is an orphan or a disagreement.
    """
    from dragoman.finding import KINDS
    from dragoman.review import WHATS, queue
    from dragoman.review import history as said

    kinds = [one_of("--kind", k, tuple(KINDS)) or k for k in kind or ()] or None
    sorts = [w for x in what or () if (w := one_of("--what", x, WHATS))] or None
    want = published(since, until, between=pair(between), outlet=outlet, article=article)
    view = opened(record, corrections)
    try:
        if history:
            held = said(view, want)
            columns = [
                "time",
                "author",
                "does",
                "kind",
                "finding",
                "set",
                "because",
                "fate",
                "article",
                "id",
            ]
            put(map(_standing, held), as_json=as_json, as_csv=as_csv, columns=columns,
                cut={"set": 48, "because": 48})  # fmt: skip
            alarm = any(s.fate == "orphaned" for s in held)
            n = len(held)
        else:
            items = queue(view, want, kinds=kinds, what=sorts, below=below)  # type: ignore[arg-type]
            columns = ["what", "kind", "field", "words", "why", "article", "finding"]
            n = put(map(_item, items), as_json=as_json, as_csv=as_csv, columns=columns,
                    cut={"words": 60, "why": 80})  # fmt: skip
            alarm = any(x.what in ("orphaned", "disagreement") for x in items)
    finally:
        view.close()
    if not n and not (as_json or as_csv):
        say("nothing waits for you" if not history else "no corrections yet")
    next_step("dragoman fix ID --accept")
    raise typer.Exit(TO_LOOK_AT if alarm else DONE)


def _item(x: Item) -> Row:
    from dragoman.listings.rows import where

    cells = {
        "what": x.what.replace("_", " "),
        "kind": x.kind,
        "field": x.field,
        "words": x.words,
        "why": x.why,
        "article": x.article.key if x.article else "",
        "published": (x.article.published if x.article else "") or "",
        "outlet": (x.article.value("outlet") if x.article else "") or "",
        "characters": where(x.evidence),
        "certainty": "" if x.certainty is None else f"{x.certainty:.2f}",
        "finding": x.finding,
        "statements": " ".join(x.statements),
    }
    return Row(cells, x.to_json())


def said_in_words(s: Statement) -> str:
    """What a statement sets, joins or takes away, in a cell."""
    if s.set:
        return ", ".join(f"{k} = {v}" for k, v in s.set.items())
    return " = ".join(s.of) if s.does == "merge" else ", ".join(s.of)


def _standing(s: Standing) -> Row:
    from dragoman.review import quoted

    one = s.statement
    cells = {
        "time": one.time,
        "author": one.author,
        "does": one.does.replace("_", " "),
        "kind": one.kind or "",
        "finding": s.finding or one.finding or "",
        "set": said_in_words(one),
        "words": quoted(one),
        "because": one.because,
        "source": one.source,
        "fate": s.fate.replace("_", " "),
        "why": s.why,
        "article": one.key or "",
        "id": one.id,
    }
    return Row(cells, {**one.to_json(), "fate": s.fate, "why": s.why, "tried_on": s.article})


# ---- two runs


def diff(
    run: Annotated[
        int | None, typer.Argument(help="A run; the one before the last if left out.")
    ] = None,
    later: Annotated[int | None, typer.Argument(help="A later one; the last if left out.")] = None,
    record: RecordOption = DEFAULT,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """\b
    Examples:
      dragoman diff
      dragoman diff 1 3 --csv > changed.csv

    What was read otherwise in a later run: findings new, gone and changed, field by field.

    The machine's readings are compared, corrections left aside. The versions that differ between the
    runs are said first; of an article that changed, its findings are compared by their words.
    """
    from dragoman.review import difference

    view = opened(record)
    try:
        runs = [r["run"] for r in view.runs()]
        second = later if later is not None else (runs[-1] if runs else 0)
        first = run if run is not None else second - 1
        made = difference(view, first, second)
    except LookupError as error:
        stop(str(error.args[0]))
    finally:
        view.close()
    rows = [row for a in made.articles for row in _changes(a)]
    if not (as_json or as_csv):
        for v in made.versions:
            say(f"{v.field}: {v.before or '-'} -> {v.after or '-'}")
    columns = ["change", "kind", "finding", "field", "before", "after", "article", "readers"]
    n = put(rows, as_json=as_json, as_csv=as_csv, columns=columns, cut={"before": 60, "after": 60})
    if not n and not (as_json or as_csv):
        say(f"nothing is read otherwise in run {second} than in run {first}")
    next_step("dragoman show ID")


def _changes(a: ArticleChange) -> Iterator[Row]:
    for f in a.findings:
        readers = " -> ".join(dict.fromkeys(x for x in f.readers if x))
        base = {
            "change": f.status,
            "article_change": a.status,
            "kind": f.kind,
            "finding": f.finding,
        }
        rest = {
            "words": f.words,
            "article": a.article.key,
            "article_id": a.article.id,
            "readers": readers,
        }
        told = [(c.field, c.before, c.after) for c in f.fields]
        if f.status == "new":
            told = [("", "", f.words)]
        elif f.status == "gone":
            told = [("", f.words, "")]
        for field, before, after in told:
            cells = {**base, "field": field, "before": before, "after": after, **rest}
            yield Row(cells, {**cells, "evidence": [s.to_json() for s in f.evidence]})
