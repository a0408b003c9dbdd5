"""The desk served on this machine."""

from __future__ import annotations

import socket
import webbrowser
from pathlib import Path
from threading import Timer

import uvicorn

from dragoman.desk.app import make_app

HOME = "127.0.0.1"


def hosts(port: int) -> tuple[str, ...]:
    """The names by which a browser on this machine may ask."""
    return tuple(f"{name}:{port}" for name in (HOME, "localhost", "[::1]"))


def free(port: int) -> bool:
    """True if nobody listens there yet."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((HOME, port))
        except OSError:
            return False
    return True


def serve(record: Path, port: int, *, browser: bool) -> None:
    """Serve until interrupted; to this machine only.

    Raises:
        RecordError: there is no such record.
    """
    app = make_app(record, hosts=hosts(port))
    if browser:
        Timer(1, webbrowser.open, (f"http://{HOME}:{port}/",)).start()
    uvicorn.run(app, host=HOME, port=port, log_level="warning", server_header=False)
