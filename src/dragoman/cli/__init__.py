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
    desk,
    emphasis,
    findings,
    fixing,
    ledgers,
    listings,
    out,
    over_time,
    reading,
    reviewing,
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
    "claims": held("claims"),
    "judgements": held("judgements"),
    "outlooks": held("outlooks"),
    "dates": plain("dates"),
    "amounts": plain("amounts"),
    "checks": plain("checks", alarm=lambda row: row.cells["result"] == "differs"),
    "emphasis": emphasis.emphasis,
    "offices": ledgers.offices,
    "names": plain("names"),
    "credits": plain("credits"),
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
    "open": desk.open_desk,
    "export": out.export,
    "verify": out.verify,
    "codebook": out.codebook,
}


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
