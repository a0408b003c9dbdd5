"""Who may ask the desk for what: this machine's own pages only, and writing only from them.

An article's text is hostile, and so is every other page open in the same browser. Names of hosts
are checked against rebinding of names (a foreign name that resolves to this machine), writing asks
for the page's own origin and for a token bound to the session.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# No inline script or style, nothing from elsewhere, in no frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'none'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
# A correction is some lines; what is longer is none.
MOST_BYTES = 64 * 1024
COOKIE = "dragoman"
_ASKING = ("GET", "HEAD")


class Guard:
    """What stands before the desk.

    Args:
        hosts: the values of `Host` that are answered.
    """

    def __init__(self, app: App, *, hosts: tuple[str, ...], secret: bytes | None = None) -> None:
        self.app = app
        self.hosts = hosts
        self.secret = secret or secrets.token_bytes(32)

    def token(self, session: str) -> str:
        """What a form must bring back to write, for this session."""
        return hmac.new(self.secret, session.encode(), sha256).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what may be asked, refuse the rest in one line."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = _headers(scope)
        session, is_new = _session(headers)
        scope["state"] = {**scope.get("state", {}), "token": self.token(session)}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(k.encode(), v.encode()) for k, v in HEADERS.items()]
                if is_new:
                    cookie = f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"
                    own.append((b"set-cookie", cookie.encode()))
                named = {k for k, _ in own} - {b"set-cookie"}
                kept = [(k, v) for k, v in message["headers"] if k.lower() not in named]
                message = {**message, "headers": kept + own}
            await send(message)

        if refusal := self._refusal(scope, headers, session, is_new=is_new):
            await _say(guarded, *refusal)
            return
        answer: Send = guarded
        if scope["method"] == "HEAD":
            scope, answer = {**scope, "method": "GET"}, _bodiless(guarded)
        await self.app(scope, _limited(receive), answer)

    def _refusal(
        self, scope: Scope, headers: dict[str, str], session: str, *, is_new: bool
    ) -> tuple[int, str] | None:
        """Status and line of a request that is not answered; None if it may pass."""
        if headers.get("host") not in self.hosts:
            return 421, f"this desk answers to {self.hosts[0]} only"
        if scope["method"] in _ASKING:
            return None
        if scope["method"] != "POST":
            return 405, "the desk knows GET and POST"
        # A foreign page's request has its own origin, or none where it hides it.
        if headers.get("origin") != f"http://{headers['host']}":
            return 403, "writing is for the desk's own pages"
        token = headers.get("x-dragoman-token", "").encode()
        if is_new or not hmac.compare_digest(token, self.token(session).encode()):
            return 403, "the page is of another session: load it again, then write"
        size = headers.get("content-length", "")
        if not size.isascii() or not size.isdigit():
            return 411, "say how long it is"
        if int(size) > MOST_BYTES:
            return 413, f"longer than {MOST_BYTES} bytes"
        return None


def _headers(scope: Scope) -> dict[str, str]:
    return {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}


def _session(headers: dict[str, str]) -> tuple[str, bool]:
    """The session that a browser brings, or a new one."""
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        held = None
    if held and len(held.value) == 43 and held.value.replace("-", "").replace("_", "").isalnum():
        return held.value, False
    return secrets.token_urlsafe(32), True


def _limited(receive: Receive) -> Receive:
    """No more than the most that a correction may have, whatever the request says of its length."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            return {"type": "http.disconnect"}
        return message

    return limited


def _bodiless(send: Send) -> Send:
    """What is answered to HEAD: the head of the answer to GET."""

    async def bodiless(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return bodiless


async def _say(send: Send, status: int, line: str) -> None:
    body = (line + "\n").encode()
    await send({
        "type": "http.response.start", "status": status,
        "headers": [(b"content-type", b"text/plain; charset=utf-8"),
                    (b"content-length", str(len(body)).encode())],
    })  # fmt: skip
    await send({"type": "http.response.body", "body": body})
