"""The JSON routes do what the desk's own description of them says, whatever is asked."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dragoman.desk.app import make_app

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
HOST = "127.0.0.1:8765"
SESSION = "s" * 43
TEXT = (
    "VIENTIANE, July 11 -- Chinese President Xi Jinping sent a letter to North Korean leader Kim Jong Un on "
    "Friday. “Trade will grow,” Xi said in it, and he wished the Korean people well. Kim sent a reply."
)
EXAMPLES = 12

# The same examples on every run and machine.
STEADY = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
)  # fmt: skip


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory, taking_in: Any) -> Any:
    """The description of a desk over a record of one article, and what its pages would send."""
    folder = tmp_path_factory.mktemp("described")
    (folder / "letter.txt").write_text(TEXT, encoding="utf-8")
    record = folder / "dragoman.db"
    taking_in(record, folder / "letter.txt")
    guard: Any = make_app(record, hosts=(HOST,), secret=b"of a test")
    return guard


def headers(guard: Any) -> dict[str, str]:
    return {
        "host": HOST, "origin": f"http://{HOST}", "cookie": f"dragoman={SESSION}",
        "x-dragoman-token": guard.token(SESSION),
    }  # fmt: skip


@pytest.fixture(scope="module")
def schema(described: Any) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", described, headers=headers(described))


@pytest.fixture(scope="module")
def held(described: Any) -> dict[str, list[str]]:
    """Ids that requests may name, so that some of them lead somewhere."""
    import anyio
    import httpx

    async def ask(path: str) -> Any:
        carrier = httpx.ASGITransport(app=described)
        async with httpx.AsyncClient(transport=carrier, base_url=f"http://{HOST}") as client:
            return (await client.get(path)).json()

    messages, articles = anyio.run(ask, "/messages.json"), anyio.run(ask, "/articles.json")
    return {"finding": [m["id"] for m in messages], "article": [a["id"] for a in articles]}


def led(case: Any, held: dict[str, list[str]]) -> None:
    """Every other body is about what is there."""
    body = case.body
    if not isinstance(body, dict) or len(str(body)) % 2:
        return
    for name in ("finding", "article"):
        if name in body:
            body[name] = held[name][len(str(body)) // 2 % len(held[name])]
    if isinstance(body.get("findings"), list) and body["findings"]:
        body["findings"] = held["finding"]
    if "kind" in body:
        body["kind"] = "message"


@pytest.mark.parametrize("method", ["get", "post"])
def test_answers_fit_the_description(
    described: Any, schema: Any, held: dict[str, list[str]], method: str
) -> None:
    own = headers(described)
    for operation in (r.ok() for r in schema.get_all_operations()):
        if operation.method != method:
            continue

        @STEADY
        @given(case=operation.as_strategy())
        def fits(case: Any) -> None:
            led(case, held)
            case.call_and_validate(checks=CHECKS, headers=own)

        fits()


def test_every_json_route_is_described(described: Any, schema: Any) -> None:
    paths = {r.ok().path for r in schema.get_all_operations()}
    assert {"/messages.json", "/messages/network.json", "/search.json", "/review.json", "/progress.json",
            "/f/{name}.json"} <= paths  # fmt: skip
    assert {f"/write/{n}" for n in ("accept", "accept-shown", "reject", "edit", "not-stated", "add", "merge",
                                    "split", "undo", "reviewed")} <= paths  # fmt: skip
    assert not [p for p in paths if not re.search(r"\.json$|^/write/", p)]
