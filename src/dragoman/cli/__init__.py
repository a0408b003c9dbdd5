"""The command line: parses, calls pipeline, report or export, phrases errors.

Nothing that a command doesn't need is imported for it: listings start without the readers.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable

import typer
import typer.core

from dragoman.cli import (
    agreeing,
    emphasis,
    findings,
    fixing,
    ledgers,
    listings,
    out,
    over_time,
    reading,
    reviewing,
    rows,
)
from dragoman.cli.listings import held, plain
from dragoman.cli.options import DONE

# Plain help: with Rich found, typer writes its square brackets as "\\[".
typer.core.HAS_RICH = False

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""\b
Examples:
  dragoman read articles/ --published 2021-01-13
  dragoman messages --between PRK CHN
  dragoman report -o report.html

Reads articles about relations between states and keeps who sent which message to whom,
with the sentence behind every cell.""",
)


# In the order of the list that `dragoman` prints.
COMMANDS: dict[str, Callable[..., None]] = {
    "demo": reading.demo,
    "read": reading.read,
    "messages": listings.messages,
    "threads": listings.threads,
    "quotes": listings.quotes,
    "claims": held("claims",
        "Statements of fact with who vouches for them, and who disputes or confirms which part."),
    "judgements": held("judgements",
        "What the articles themselves conclude and evaluate, in nobody else's words."),
    "outlooks": held("outlooks",
        "What somebody expects, under which condition, and how sure in whose words."),
    "dates": plain("dates", rows.dates, ["words", "value", "type", "state", "anchor", "article", "id"],
        "Time expressions and what they are read as; what hangs on an unknown day says so."),
    "amounts": plain("amounts", rows.amounts, ["words", "type", "value", "unit", "of", "article", "id"],
        "Numbers with what they count or measure; dates and durations are no amounts."),
    "checks": plain("checks", rows.checks, ["result", "check", "why", "words", "article", "id"],
        "Where an article's own figures, dates and words agree or differ, and quotations the record's texts; ends with 1 if something differs.",
        alarm=lambda row: row.cells["result"] == "differs"),
    "emphasis": emphasis.emphasis,
    "offices": ledgers.offices,
    "names": plain("names", rows.names, ["name", "type", "state", "mentions", "forms", "article", "id"],
        "Persons, bodies, states and places named, with the forms that name them."),
    "credits": plain("credits", rows.credits, ["role", "name", "article", "id"],
        "Who reported, wrote, translated or supplied the articles."),
    "unknowns": ledgers.unknowns,
    "articles": listings.articles,
    "wording": over_time.wording,
    "compare": over_time.compare,
    "search": listings.search,
    "show": findings.show,
    "why": findings.why,
    "fix": fixing.fix,
    "review": reviewing.review,
    "agree": agreeing.agree,
    "diff": reviewing.diff,
    "report": out.report,
    "export": out.export,
    "verify": out.verify,
    "codebook": out.codebook,
}  # fmt: skip


def _purpose(function: Callable[..., None]) -> str:
    """What a command is for: what follows the examples in its docstring."""
    return " ".join(inspect.cleandoc(function.__doc__ or "").split("\n\n")[1].split())


for _name, _function in COMMANDS.items():
    app.command(_name, short_help=_purpose(_function))(_function)


def main() -> None:
    """The program."""
    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe has left: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
