"""The command that opens the desk."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import BROKEN, DEFAULT, USAGE, RecordOption, say
from dragoman.record import RecordError


def open_desk(
    record: RecordOption = DEFAULT,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where it listens.")] = 8765,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Open no browser; only say where it is.")
    ] = False,
) -> None:
    """\b
    Examples:
      dragoman open
      dragoman open --record demo/dragoman.db --port 9000 --no-browser

    The desk: a web app on this machine to look, search and correct.

    It answers to 127.0.0.1 only, loads nothing from elsewhere, and goes on while `read` runs.
    """
    from dragoman.desk.serve import HOME, free, serve

    if not free(port):
        say(f"dragoman: port {port} is taken; give another --port")
        raise typer.Exit(USAGE)
    say(f"the desk is at http://{HOME}:{port}/  (Ctrl-C ends it)")
    try:
        serve(record, port, browser=not no_browser)
    except RecordError as error:
        say(f"dragoman: {error}")
        raise typer.Exit(BROKEN) from None
