"""Commands about one finding: its sentence, and what it rests on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import typer

from dragoman.cli.options import DEFAULT, USAGE, Json, RecordOption, next_step, opened, say
from dragoman.record import Record


def _found(record: Path, prefix: str) -> tuple[Record, Any, Any]:
    view = opened(record)
    try:
        article, finding = view.finding(prefix)
    except LookupError as error:
        view.close()
        say(f"dragoman: {prefix}: {error}; dragoman messages lists them with their ids")
        raise typer.Exit(USAGE) from None
    return view, article, finding


def show(finding: str, record: RecordOption = DEFAULT, as_json: Json = False) -> None:
    """\b
    Examples:
      dragoman show m1a2b3c4

    A finding: its sentence with the characters marked, and every field with its state.
    """
    from dragoman.finding import spans_of, to_json
    from dragoman.listings.explain import corrections_of, described, marked
    from dragoman.review import history

    view, article, found = _found(record, finding)
    said = history(view, article=article.id, finding=found.id)
    view.close()
    if as_json:
        import json

        whole = {"article": article.id, **to_json(found)}
        if said:
            whole["corrections"] = [
                {**s.statement.to_json(), "fate": s.fate, "why": s.why} for s in said
            ]
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    bright = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    on, off = ("\x1b[7m", "\x1b[0m") if bright else ("[[", "]]")
    typer.echo(f"{found.kind} {found.id}   {article.key}   {article.title or ''}")
    for line in marked(article, found.evidence or tuple(spans_of(found)), on, off):
        typer.echo(f"  {line}")
    for name, value in described(article, found):
        typer.echo(f"{name:18} {value}")
    for name, value in corrections_of(said):
        typer.echo(f"{name:18} {value}")
    next_step(f"dragoman why {found.id}")


def why(finding: str, record: RecordOption = DEFAULT) -> None:
    """\b
    Examples:
      dragoman why m1a2b3c4

    What a finding rests on: reader and version, what fired, the day that dates hung on.
    """
    from dragoman.listings.explain import corrections_of, reasons
    from dragoman.review import history

    view, article, found = _found(record, finding)
    for name, value in reasons(view, article, found):
        typer.echo(f"{name:18} {value}")
    for name, value in corrections_of(history(view, article=article.id, finding=found.id)):
        typer.echo(f"{name:18} {value}")
    view.close()
