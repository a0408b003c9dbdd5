"""Who may ask the desk for what, seen from the socket: nothing here goes through a browser."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from dragoman.desk.guard import HEADERS, MOST_BYTES

# Every sort of answer: a page, data, files, refusals of the desk and of its guard.
ANSWERS = (
    ("/", 200), ("/messages", 200), ("/messages.json", 200), ("/messages.csv", 200),
    ("/static/desk.js", 200), ("/static/desk.css", 200), ("/favicon.ico", 204), ("/openapi.json", 200),
    ("/nowhere", 404), ("/d/ffff", 404), ("/f/ffff.json", 404), ("/messages?since=never", 400),
    ("/messages.json?since=never", 400), ("/messages?page=0", 422), ("/write/accept", 405),
    ("/static/none.js", 404), ("/timeline?scope=none", 400),
)  # fmt: skip


def accept(finding: str = "ffff") -> dict[str, str]:
    return {"finding": finding, "by": "Ana Torres"}


def raw(port: int, request: bytes, *, hang_up: bool = False) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer to these very bytes; 0 if there is none."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as s:
        s.sendall(request)
        if hang_up:
            s.shutdown(socket.SHUT_WR)
        said = b""
        while more := s.recv(65536):
            said += more
    head, _, body = said.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    named = (line.partition(":") for line in lines)
    status = int(first.split()[1]) if first else 0
    return status, {n.lower(): v.strip() for n, _, v in named}, body


def asked(
    port: int, path: str, *lines: str, method: str = "GET", body: bytes = b"", hang_up: bool = False
) -> Any:
    head = [f"{method} {path} HTTP/1.1", "Connection: close", *lines]
    if not any(line.lower().startswith("host:") for line in lines):
        head.append(f"Host: 127.0.0.1:{port}")
    request = "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body
    return raw(port, request, hang_up=hang_up)


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_headers(desk: Any, path: str, status: int) -> None:
    told = desk.get(path)
    assert told.status_code == status
    for name, value in HEADERS.items():
        assert told.headers[name] == value
        assert len(told.headers.get_list(name)) == 1
    assert "server" not in told.headers
    policy = told.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_pages_hold_no_inline_script_style_or_handler(desk: Any) -> None:
    import re

    for path in ("/", "/messages", "/review", "/messages/network", "/timeline", "/codebook"):
        text = desk.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", text), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), path
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), path


@pytest.mark.parametrize("host", [
    "", "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost:{port}.evil.example",
    "127.0.0.1:{port}@evil.example", "LOCALHOST:{port}x", "0.0.0.0:{port}",
])  # fmt: skip
def test_a_foreign_name_is_refused(desk: Any, host: str) -> None:
    status, headers, body = asked(desk.port, "/", "Host: " + host.format(port=desk.port))
    assert status == 421
    assert b"this desk answers to" in body
    assert headers["content-security-policy"]
    assert b"<html" not in body


def test_two_or_no_names_are_refused(desk: Any) -> None:
    own = f"Host: 127.0.0.1:{desk.port}"
    assert asked(desk.port, "/", own, "Host: evil.example")[0] in (400, 421)
    assert asked(desk.port, "/", "Host: evil.example", own)[0] in (400, 421)
    assert raw(desk.port, b"GET / HTTP/1.0\r\n\r\n")[0] in (400, 421)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_names_of_this_machine_are_answered(desk: Any, name: str) -> None:
    assert asked(desk.port, "/", f"Host: {name}:{desk.port}")[0] == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(desk: Any, method: str) -> None:
    for path in ("/", "/write/accept"):
        assert desk.client.request(method, path).status_code == 405


def test_head_answers_like_get_without_a_body(desk: Any) -> None:
    for path in ("/", "/messages.json", "/static/desk.js"):
        told = desk.client.head(path)
        assert (told.status_code, told.content) == (200, b"")


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1:{port}",
                                    "http://127.0.0.1:{port}.evil.example", "http://localhost:{port}", ""])  # fmt: skip
def test_writing_needs_the_own_origin(own_desk: Any, origin: str | None) -> None:
    own = {"x-dragoman-token": own_desk.token()}
    if origin is not None:
        own["origin"] = origin.format(port=own_desk.port)
    told = own_desk.client.post("/write/accept", json=accept(), headers=own)
    assert told.status_code == 403
    assert not own_desk.corrections.exists()


@pytest.mark.parametrize("token", ["", "0" * 64, "ü", "x" * 10_000])
def test_writing_needs_the_token(own_desk: Any, token: str) -> None:
    lines = (f"Origin: {own_desk.base}", "Content-Length: 2", f"X-Dragoman-Token: {token}",
             f"Cookie: dragoman={own_desk.client.cookies.get('dragoman') or 'a' * 43}")  # fmt: skip
    assert asked(own_desk.port, "/write/accept", *lines, method="POST", body=b"{}")[0] == 403
    assert not own_desk.corrections.exists()


def test_a_token_of_another_session_is_refused(own_desk: Any, serving: Any) -> None:
    foreign = own_desk.token()
    own_desk.client.cookies.clear()
    own_desk.get("/")  # a new session
    own = {"origin": own_desk.base, "x-dragoman-token": foreign}
    assert own_desk.client.post("/write/accept", json=accept(), headers=own).status_code == 403
    own_desk.client.cookies.clear()  # and none at all
    assert own_desk.client.post("/write/accept", json=accept(), headers=own).status_code == 403
    assert not own_desk.corrections.exists()


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: Any) -> None:
    desk.client.cookies.clear()
    told = desk.get("/")
    (cookie,) = told.headers.get_list("set-cookie")
    name, *flags = cookie.split("; ")
    assert name.startswith("dragoman=")
    assert set(flags) == {"Path=/", "HttpOnly", "SameSite=Strict"}
    assert "set-cookie" not in desk.get("/").headers  # it is kept


@pytest.mark.parametrize("cookie", ["dragoman=", "dragoman=x", 'dragoman="', "dragoman=" + "é" * 43,
                                    "a=b; dragoman=" + "a" * 5000, "=;=;;", "dragoman=" + "." * 43,
                                    "{}=1; dragoman=[" + "b" * 42])  # fmt: skip
def test_a_broken_cookie_gives_a_new_session(desk: Any, cookie: str) -> None:
    status, headers, _ = asked(desk.port, "/search", f"Cookie: {cookie}")
    assert status == 200
    assert headers["set-cookie"].startswith("dragoman=")


def test_a_long_body_is_refused(own_desk: Any) -> None:
    told = own_desk.post("/write/accept", accept("f" * MOST_BYTES))
    assert told.status_code == 413
    whole = json.dumps(accept()).encode()
    own = {"origin": own_desk.base, "x-dragoman-token": own_desk.token(),
           "content-type": "application/json"}  # fmt: skip
    chunked = own_desk.client.post("/write/accept", content=iter([whole]), headers=own)
    assert chunked.status_code == 411
    assert not own_desk.corrections.exists()


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "0x10", "999999999999999999999"])
def test_an_odd_length_is_refused(own_desk: Any, length: str) -> None:
    token = own_desk.token()
    head = (f"POST /write/accept HTTP/1.1\r\nHost: 127.0.0.1:{own_desk.port}\r\nConnection: close\r\n"
            f"Origin: {own_desk.base}\r\nX-Dragoman-Token: {token}\r\n"
            f"Cookie: dragoman={own_desk.client.cookies['dragoman']}\r\nContent-Length: {length}\r\n\r\n")  # fmt: skip
    status, *_ = raw(own_desk.port, head.encode("utf-8") + b"{}")
    assert status in (400, 411, 413)


def test_less_than_said_is_never_written(own_desk: Any) -> None:
    body = json.dumps(accept()).encode()
    lines = (f"Origin: {own_desk.base}", f"X-Dragoman-Token: {own_desk.token()}",
             f"Cookie: dragoman={own_desk.client.cookies['dragoman']}",
             "Content-Type: application/json", f"Content-Length: {len(body) + 50}")  # fmt: skip
    status, *_ = asked(
        own_desk.port, "/write/accept", *lines, method="POST", body=body, hang_up=True
    )
    assert status in (0, 400)
    assert own_desk.get("/").status_code == 200  # and the desk goes on


@pytest.mark.parametrize("path", [
    "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/..%5capp.py",
    "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/desk.js%00.css", "/static/", "/static",
    "/static/desk.js/", "/static/DESK.JS", "/d/../../etc/passwd", "/d/%2e%2e%2f", "/f/..%2f..%2fx.json",
    "/codebook/../form", "/codebook/form/%2e%2e", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
])  # fmt: skip
def test_no_path_reaches_the_disk(desk: Any, path: str) -> None:
    status, _, body = asked(desk.port, path)
    assert status in (307, 404, 400)
    assert b"root:" not in body
    assert b"make_app" not in body


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 30_000,
                                  b'{"finding": 1, "by": []}', b'{"finding": "\\ud800", "by": "x"}',
                                  b'{"finding": "x", "by": "\\u0000"}'])  # fmt: skip
def test_nonsense_is_refused_in_one_line(own_desk: Any, body: bytes) -> None:
    own = {"origin": own_desk.base, "x-dragoman-token": own_desk.token(),
           "content-type": "application/json"}  # fmt: skip
    told = own_desk.client.post("/write/accept", content=body, headers=own)
    assert 400 <= told.status_code < 500, told.text
    detail = told.json()["detail"]
    assert isinstance(detail, str)
    assert "\n" not in detail
    assert not own_desk.corrections.exists()


def test_a_cross_site_form_can_not_write(own_desk: Any) -> None:
    own = {"origin": own_desk.base, "x-dragoman-token": own_desk.token(),
           "content-type": "text/plain"}  # fmt: skip
    told = own_desk.client.post("/write/accept", content=json.dumps(accept()), headers=own)
    assert told.status_code == 422  # no JSON by its own word
    form = own_desk.client.post("/write/accept", data=accept(), headers={"origin": own_desk.base})
    assert form.status_code == 403


def test_a_page_that_writes_can_write(own_desk: Any) -> None:
    finding = own_desk.get("/messages.json").json()[0]["id"]
    told = own_desk.post("/write/accept", accept(finding))
    assert told.status_code == 200, told.text
    assert len(own_desk.corrections.read_text(encoding="utf-8").splitlines()) == 1
