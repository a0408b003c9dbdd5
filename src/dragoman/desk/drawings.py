"""Pages that draw: threads as ladders, the timeline, who writes to whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from dragoman.desk.house import BAD_FILTER, House, both, doc
from dragoman.desk.listings import Asked, address, checked, family, filters
from dragoman.listings.table import LISTINGS
from dragoman.record import Filter, View
from dragoman.report import sections, threads
from dragoman.report.timeline import timeline
from dragoman.weighing import threads_of

# More than so many messages no drawing shows: then the selection is to be narrowed.
MOST = 300
_LADDERS = 40
_LINK = re.compile(r'href="#(?:a(?P<article>\d+)(?::(?P<place>[a-z]+=\d+,\d+))?|(?P<number>m\d+))"')


def relinked(drawn: str, articles: Mapping[int, str], findings: Mapping[str, str]) -> Markup:
    """A drawing of the report with its links led to pages of the desk.

    Args:
        drawn: HTML as the report makes it: all that comes from a text is escaped.
        articles: ids of the articles by their numbers in the report.
        findings: ids of the messages by theirs.

    >>> relinked('<a href="#a2:char=1,5">', {2: "sha256:ab12"}, {})
    Markup('<a href="/d/ab12#char=1,5">')
    """

    def led(m: re.Match[str]) -> str:
        if m["number"]:
            return f'href="/f/{findings[m["number"]]}"' if m["number"] in findings else m[0]
        to = doc(articles[int(m["article"])]) + (f"#{m['place']}" if m["place"] else "")
        return f'href="{to}"'

    return Markup(_LINK.sub(led, drawn))


def _rows(view: View, want: Filter) -> tuple[list[sections.MessageRow], bool]:
    """The first messages of a selection as the report draws them, and whether more follow."""
    found = list(islice(view.findings("message", want), MOST + 1))
    wanted = {(a, f.id) for a, f in found[:MOST]}
    whole = replace(want, between=(), who=None, to=None, form=None, scope=None)
    readings = view.readings(whole, ("message",), of={a for a, _ in wanted})
    held = [sections.Held(n, r, (r.article.source,)) for n, r in enumerate(readings, 1)]
    return sections.message_rows(held, wanted), len(found) > MOST


def network(rows: list[dict[str, Any]], by: str) -> dict[str, list[dict[str, Any]]]:
    """Who writes to whom: senders and recipients with the number of messages each way.

    Args:
        rows: messages as their listing gives them for JSON.
        by: "state" or "person"; who has no state or name is left out, with how many so.
    """
    edges: Counter[tuple[str, str]] = Counter()
    left_out = 0
    for row in rows:
        senders, recipients = (
            [_name(p, by) for p in (row[k], *row[f"co_{k}s"]) if p] for k in ("sender", "recipient")
        )
        pairs = [(a, b) for a in senders for b in recipients if a and b and a != b]
        left_out += not pairs
        edges.update((a, b) for a, b in pairs if a and b)
    names = sorted({x for e in edges for x in e})
    return {
        "nodes": [
            {"id": n, "sent": sum(c for (a, _), c in edges.items() if a == n),
             "received": sum(c for (_, b), c in edges.items() if b == n)}
            for n in names
        ],
        "edges": [{"from": a, "to": b, "n": c} for (a, b), c in sorted(edges.items(), key=lambda e: (-e[1], e[0]))],
        "left_out": [{"n": left_out}],
    }  # fmt: skip


def _name(party: dict[str, Any], by: str) -> str | None:
    if by == "state":
        return party.get("state")
    return (party.get("name") or {}).get("value") or (party.get("office") or {}).get("value")


By = Annotated[str, Query(pattern="^(state|person)$")]


def routes(house: House) -> APIRouter:
    """The drawings, each with the table that says the same."""
    router, data = APIRouter(include_in_schema=False), APIRouter()
    listing = LISTINGS["messages"]

    @router.get("/timeline")
    def drawn(request: Request, given: Asked) -> HTMLResponse:
        want = checked(listing, given)
        with house.view() as view:
            rows, more = _rows(view, want)
        drawing = timeline(sections.timeline_rows(rows))
        return house.page(
            request, "timeline.html.j2", title="Timeline", given=given, address=address,
            name="timeline", family=family("timeline"), filters=filters(listing, given),
            drawing=_led(drawing, rows), more=more, most=MOST, n=len(rows),
        )  # fmt: skip

    @router.get("/threads/ladders")
    def ladders(request: Request, given: Asked) -> HTMLResponse:
        want = checked(listing, given)
        found = house.once(("ladders", want), lambda view: threads_of(view, want, several=True))
        shown = found[:_LADDERS]
        told = [t.message.id for th in shown for c in th.messages for t in c.told]
        numbers = {
            t.key: f"m{n}"
            for n, t in enumerate((t for th in shown for c in th.messages for t in c.told), 1)
        }
        by_number = {f"m{n}": own for n, own in enumerate(told, 1)}
        made = threads.ladders(shown, numbers)
        return house.page(
            request, "ladders.html.j2", title="Ladders", given=given, address=address,
            name="threads/ladders", family=family("threads/ladders"), filters=filters(listing, given),
            ladders=made, n=len(found), led=lambda drawn: relinked(drawn, {}, by_number),
        )  # fmt: skip

    @data.get(
        "/messages/network.json", summary="Who writes to whom, with numbers.", responses=BAD_FILTER
    )
    def as_data(given: Asked, by: By = "state") -> dict[str, list[dict[str, Any]]]:
        return _network(house, given, by)

    @router.get("/messages/network")
    def net(request: Request, given: Asked, by: By = "state") -> HTMLResponse:
        made = _network(house, given, by)
        return house.page(
            request, "network.html.j2", title="Network", given=given, address=address, by=by,
            name="messages/network", family=family("messages/network"),
            filters=filters(listing, given), network=made,
        )  # fmt: skip

    return both(router, data)


def _network(house: House, given: dict[str, str], by: str) -> dict[str, list[dict[str, Any]]]:
    want = checked(LISTINGS["messages"], given)
    rows = house.made("messages", want, "json").all()
    return network([r.data for r in rows], by)


def _led(drawing: str, rows: list[sections.MessageRow]) -> Markup:
    return relinked(
        drawing,
        {r.held.number: r.held.article.id for r in rows},
        {r.number: r.message.id for r in rows},
    )
