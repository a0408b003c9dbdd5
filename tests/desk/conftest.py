"""The desk as a browser meets it: served on a free port, over a record of the embedded sample."""

from __future__ import annotations

import os
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn

import dragoman
from dragoman.corrections import beside
from dragoman.desk.app import make_app
from dragoman.desk.serve import hosts
from dragoman.pipeline import read_into
from dragoman.record import open_record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next((p for n in ("chromium", "chromium-browser") if (p := shutil.which(n))), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
SAMPLE = Path(dragoman.__file__).parent / "sample"
_WAIT_S = 20


@dataclass
class Desk:
    """A desk that answers, with what a page of it knows."""

    record: Path
    port: int
    client: httpx.Client = field(repr=False)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def corrections(self) -> Path:
        return beside(self.record)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def token(self) -> str:
        """What a page of this client's session has to bring back."""
        found = re.search(r'name="dragoman-token" content="([0-9a-f]+)"', self.get("/search").text)
        assert found
        return found[1]

    def post(self, path: str, said: object, **headers: str) -> httpx.Response:
        """Write as a page would."""
        own = {"origin": self.base, "x-dragoman-token": self.token()}
        return self.client.post(path, json=said, headers=own | headers)


@contextmanager
def served(record: Path) -> Iterator[Desk]:
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]
    app = make_app(record, hosts=hosts(port), secret=b"of a test")
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="critical", server_header=False, ws="none", lifespan="off")
    )
    thread = Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    end = time.monotonic() + _WAIT_S
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
        yield Desk(record, port, client)
    server.should_exit = True
    thread.join(_WAIT_S)
    held.close()


def take_in(record: Path, *paths: Path) -> None:
    """Read files into a record, without the encoder."""
    store = open_record(record, create=True)
    read_into(store, [str(p) for p in paths], fast=True)
    store.close()


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of corrections and no name from the environment."""
    for name in ("DRAGOMAN_CORRECTIONS", "DRAGOMAN_AUTHOR", "DRAGOMAN_RECORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the embedded sample; nobody writes beside it."""
    os.environ.pop("DRAGOMAN_CORRECTIONS", None)
    record = tmp_path_factory.mktemp("sample") / "dragoman.db"
    take_in(record, SAMPLE)
    return record


@pytest.fixture(scope="session")
def desk(sample_record: Path) -> Iterator[Desk]:
    """The sample, served; not to be written to."""
    with served(sample_record) as one:
        yield one


@pytest.fixture
def own_desk(sample_record: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the sample's record, served; a test may write to it."""
    record = tmp_path / "dragoman.db"
    shutil.copy(sample_record, record)
    with served(record) as one:
        yield one


@pytest.fixture(scope="session")
def serving() -> Callable[[Path], Any]:
    """What serves a record: a context that gives its desk."""
    return served


@pytest.fixture(scope="session")
def taking_in() -> Callable[..., None]:
    """What reads files into a record."""
    return take_in


class opened:  # noqa: N801 - used as a context manager, like a function
    def __init__(self, browser: Browser, **how: Any) -> None:
        how = {"viewport": {"width": 1300, "height": 900}, "reduced_motion": "reduce"} | how
        self.context = browser.new_context(**how)
        self.complaints: list[str] = []

    def __enter__(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda e: self.complaints.append(f"{page.url}: {e}"))
        page.on("console", self._heard)
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + "
            "' ' + e.sourceFile + ' ' + e.sample))"
        )
        return page

    def _heard(self, message: Any) -> None:
        # Pages that refuse are asked for on purpose.
        refused = re.search(r"status of 4\d\d", message.text)
        if message.type in ("error", "warning") and not refused:
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def __exit__(self, failed: object, *_: object) -> None:
        self.context.close()
        if failed is None:
            assert self.complaints == []


@pytest.fixture(scope="module")
def opening() -> Iterator[Callable[..., Any]]:
    """What opens a page in Debian's Chromium, and fails if the browser complains of anything."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: sh scripts/install_chromium.sh")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield lambda **how: opened(browser, **how)
        browser.close()
