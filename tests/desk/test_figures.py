"""The desk, the commands and the report show the same figures; addresses lead where they say."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.listings.table import LISTINGS
from dragoman.record import Filter, open_record


def command(record: Path, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--record", str(record)])
    assert done.exit_code in (0, 1), done.output
    return done.stdout


def plain(cell: str) -> str:
    """A table's cell as its reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", cell)).split())


def rows_of(page: str) -> list[list[str]]:
    found = re.search(r'<table class="plain rows">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    if found is None:
        return []
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", found[1], re.DOTALL)
    return [[plain(c) for _, c in re.findall(r"<t([hd])\b[^>]*>(.*?)</t\1>", r, re.DOTALL)] for r in rows]  # fmt: skip


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_is_the_same_on_its_page_as_data_and_as_command(desk: Any, name: str) -> None:
    listing = LISTINGS[name]
    as_json, as_csv = desk.get(f"/{name}.json"), desk.get(f"/{name}.csv")
    assert as_json.text == command(desk.record, *listing.command.split(), "--json")
    assert as_csv.text == command(desk.record, *listing.command.split(), "--csv")
    table = list(csv.DictReader(io.StringIO(as_csv.text)))
    page = desk.get(f"/{name}?count=1").text
    shown = rows_of(page)
    told = re.search(r"of ([\d,]+) rows?\b", page)
    assert (int(told[1].replace(",", "")) if told else 0) == len(table)
    assert len(shown) == min(len(table), 100)
    columns = [c for c in listing.columns if c not in ("id", "finding", "no")]
    for cells, held in zip(shown, table, strict=False):
        for column, cell in zip(columns, cells, strict=True):
            own = held.get(column, "").removeprefix("'")
            drawn = own in ("-", "NOT KNOWN, says the text", "withheld") or "[[" in own
            if column in held and column != "version_of" and not drawn:
                assert " ".join(own.removesuffix(" (implied)").split()) in cell, (column, cells)


@pytest.mark.parametrize(("name", "query"), [
    ("messages", {"scope": "all"}), ("messages", {"between": "PRK CHN"}), ("messages", {"who": "Kim"}),
    ("messages", {"since": "2019-01-01", "until": "2021-12-31"}), ("messages", {"form": "personal_letter"}),
    ("quotes", {"who": "Kim", "kind": "direct"}), ("quotes", {"about": "talks"}), ("quotes", {"act": "say"}),
    ("dates", {"article": "08-trump-kim-letters.txt"}), ("wording", {"between": "PRK CHN"}),
    ("threads", {"between": "PRK CHN"}), ("unknowns", {"outlet": "Sample Wire"}),
])  # fmt: skip
def test_filters_are_those_of_the_command(desk: Any, name: str, query: dict[str, str]) -> None:
    words = [
        w for k, v in query.items() for w in (f"--{k}", *(v.split() if k == "between" else [v]))
    ]
    if query.get("scope") == "all":
        words = ["--scope", "all"]
    told = desk.get(f"/{name}.json", params=query)
    assert told.text == command(desk.record, name, *words, "--json")
    assert len(rows_of(desk.get(f"/{name}", params=query | {"count": "1"}).text)) == min(
        100, len(list(csv.DictReader(io.StringIO(desk.get(f"/{name}.csv", params=query).text))))
    )


def test_the_brief_counts_what_its_links_list(desk: Any) -> None:
    page = desk.get("/").text
    tally = re.findall(r'<dt><a href="([^"]+)">[^<]*</a></dt><dd>([\d,]+)</dd>', page)
    assert len(tally) > 5
    for to, n in tally:
        path, _, query = to.partition("?")
        rows = desk.get(f"{path}.json?{html.unescape(query)}").json()
        assert int(n.replace(",", "")) == len(rows), to
    held = re.search(r"([\d,]+) articles?", page)
    assert held
    assert int(held[1]) == len(desk.get("/articles.json").json())


def test_the_report_counts_what_the_desk_lists(desk: Any, tmp_path: Path) -> None:
    command(desk.record, "report", "-o", str(tmp_path / "r.html"))
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    listed = {
        n: len(desk.get(f"/{n}.json").json()) for n in ("messages", "quotes", "claims", "articles")
    }
    assert f"{listed['messages']} messages in {listed['articles']} articles" in report
    assert len(re.findall(r'<tbody class="msg"', report)) == listed["messages"]
    assert f"{listed['quotes']} quotes by" in report
    assert f"{listed['claims']} statements of fact" in report
    voices = desk.get("/voices").text
    assert f"with {listed['quotes']} quotes" in plain(voices)
    drawn = desk.get("/timeline").text
    assert f"{listed['messages']} messages" in plain(drawn)


@pytest.mark.parametrize("by", ["state", "person"])
@pytest.mark.parametrize(
    "query", [{}, {"scope": "all"}, {"between": "PRK CHN"}, {"who": "nobody at all"}]
)
def test_the_network_sums_to_its_messages(desk: Any, by: str, query: dict[str, str]) -> None:
    rows = desk.get("/messages.json", params=query).json()
    net = desk.get("/messages/network.json", params=query | {"by": by}).json()

    def name(party: dict[str, Any]) -> str | None:
        if by == "state":
            return party.get("state")
        return (party.get("name") or {}).get("value") or (party.get("office") or {}).get("value")

    counted: Counter[tuple[str, str]] = Counter()
    without = 0
    for m in rows:
        one, other = (
            [n for p in (m[k], *m[f"co_{k}s"]) if p and (n := name(p))]
            for k in ("sender", "recipient")
        )
        pairs = [(a, b) for a in one for b in other if a != b]
        counted.update(pairs)
        without += not pairs
    assert {(e["from"], e["to"]): e["n"] for e in net["edges"]} == counted
    assert net["left_out"] == [{"n": without}]
    if query == {} and by == "state":
        assert sum(e["n"] for e in net["edges"]) + without >= len(rows)
    for node in net["nodes"]:
        assert node["sent"] == sum(n for (a, _), n in counted.items() if a == node["id"])
        assert node["received"] == sum(n for (_, b), n in counted.items() if b == node["id"])
    page = rows_of(desk.get("/messages/network", params=query | {"by": by}).text)
    assert [(a, b, int(n)) for a, b, n in page] == [
        (e["from"], e["to"], e["n"]) for e in net["edges"]
    ]


def test_a_number_of_the_network_leads_to_as_many_messages(desk: Any) -> None:
    for query in ("", "?scope=all", "?by=person"):
        page = desk.get("/messages/network" + query).text
        led = re.findall(r'<td[^>]*><a class="ev" href="([^"]+)">(\d+)</a></td>', page)
        assert led
        for to, n in led:
            path, _, more = html.unescape(to).partition("?")
            assert len(desk.get(f"{path}.json?{more}").json()) >= int(n), to


def test_voices_count_each_quote_once(desk: Any) -> None:
    quotes = desk.get("/quotes.json").json()
    page = desk.get("/voices").text
    numbers = [int(n) for n in re.findall(r"<td[^>]*>(\d+) of \d+</td>", page)]
    assert sum(numbers) == len(quotes)
    for to in re.findall(r'href="(/voices/one[^"]+)"', page):
        one = desk.get(html.unescape(to))
        assert one.status_code == 200, to
        told = re.search(r"(\d+) of (\d+) quotes", one.text)
        assert told
        assert len(rows_of(one.text)) == min(300, int(told[1]))


def test_search_is_that_of_the_command(desk: Any) -> None:
    for q in (
        "letter",
        '"Xi Jinping"',
        "Kim",
        "친서",
        "_",
        "'",
        "%",
        "nowhere at all",
        '"',
        "*",
        "a OR b",
        "NEAR(",
    ):
        found = desk.get("/search.json", params={"q": q})
        assert found.status_code == 200, q
        page = desk.get("/search", params={"q": q})
        assert page.status_code == 200
        hits = found.json()
        assert page.text.count('<tr class="item">') == len(hits), q
        for h in hits:
            assert h["end"] - h["start"] == len(h["match"])


# ---- what isn't there, and what can't be


@pytest.mark.parametrize("path", [
    "/nowhere", "/d/ffffffffffffffff", "/d/", "/d/zz", "/f/zzzz", "/f/", "/f/ffffff.json", "/codebook/form/none",
    "/codebook/none/letter", "/wording/of/no_such_formula", "/voices/one?name=Nobody", "/compare?a=x&b=y",
    "/messages/", "/static/app.py", "/d/%00", "/d/%F0%9F%98%80", "/f/%25", "/d/*", "/f/_", "/d/%", "/messages.xml",
])  # fmt: skip
def test_what_is_not_there_is_404_with_a_line(desk: Any, path: str) -> None:
    told = desk.get(path, follow_redirects=True)
    if path != "/messages/":
        assert told.status_code == 404, told.text[:300]
    assert "Traceback" not in told.text


BAD = (
    ("since", "yesterday", "Since"), ("since", "2021-13-45", "Since"), ("until", "21-01-01", "Until"),
    ("between", "PRK", "Between"), ("between", "XXX YYY", "Between"), ("between", "PRK CHN USA", "Between"),
    ("form", "telepathy", "Form"), ("scope", "galactic", "Scope"),
)  # fmt: skip


@pytest.mark.parametrize(("field", "value", "label"), BAD)
@pytest.mark.parametrize("name", ["messages", "timeline", "threads/ladders", "messages/network"])
def test_a_bad_filter_is_400_with_one_clear_line(
    desk: Any, name: str, field: str, value: str, label: str
) -> None:
    told = desk.get(f"/{name}", params={field: value})
    assert told.status_code == 400
    (line,) = re.findall(r'<p class="wrong" role="alert">([^<]+)</p>', told.text)
    assert html.unescape(line).startswith(f"{label}: ")
    assert value in html.unescape(line)
    data = desk.get("/messages.json", params={field: value})
    assert data.status_code == 400
    assert data.json() == {"detail": html.unescape(line)}


def test_other_bad_values_are_refused_in_one_line(desk: Any) -> None:
    for path in ("/messages?page=0", "/messages?page=x", "/messages?page=99999999999", "/review?page=-1",
                 "/search?by=moon", "/messages/network?by=moon", "/messages?who=" + "x" * 400):  # fmt: skip
        told = desk.get(path)
        assert 400 <= told.status_code < 500, path
        assert told.text.count('role="alert"') == 1


def test_a_filter_of_the_review_queue_is_checked_too(desk: Any) -> None:
    assert desk.get("/review?since=never").status_code == 400
    assert desk.get("/review.json?since=never").status_code == 400
    assert desk.get("/review?what=none&of=none").status_code == 200


# ---- paging


def test_pages_hold_every_row_once(desk: Any) -> None:
    rows = desk.get("/names.json").json()
    assert len(rows) > 100
    shown: list[list[str]] = []
    page, path = 1, "/names"
    while True:
        text = desk.get(path).text
        shown += rows_of(text)
        later = re.search(r'rel="next" href="([^"]+)"', text)
        if later is None:
            break
        page += 1
        path = html.unescape(later[1])
    assert len(shown) == len(rows)
    assert page == -(-len(rows) // 100)
    beyond = desk.get(f"/names?page={page + 1}")
    assert beyond.status_code == 200
    assert f"There is no page {page + 1}" in beyond.text
    assert 'rel="next"' not in beyond.text


# ---- addresses


def test_short_and_long_ids_lead_to_the_one_address(desk: Any) -> None:
    for article in desk.get("/articles.json").json():
        own = article["id"].removeprefix("sha256:")
        home = f"/d/{own[:16]}"
        assert desk.get(home).status_code == 200
        for other in (own, own[:8], own[:20], f"sha256:{own}", f"sha256:{own[:10]}"):
            told = desk.get(f"/d/{other}")
            assert (told.status_code, told.headers["location"]) == (308, home)
    for message in desk.get("/messages.json").json()[:5]:
        own = message["id"]
        assert desk.get(f"/f/{own}").status_code == 200
        told = desk.get(f"/f/{own[: len(own) - 3]}")
        assert (told.status_code, told.headers["location"]) == (308, f"/f/{own}")
        assert desk.get(f"/f/{own}.json").json()["id"] == own


def text_of(page: str, where: str) -> str:
    """The characters that a reader's page counts, as a browser holds them."""
    start = re.search(r'data-in="%s">' % ("char" if where == "text" else "title"), page)
    assert start
    end = page.index("</div>" if where == "text" else "</h1>", start.end())
    return html.unescape(re.sub(r"<[^>]+>", "", page[start.end() : end]))


def test_every_link_of_every_listing_leads_to_its_words(desk: Any) -> None:
    pages: dict[str, str] = {}
    seen = 0
    for name in LISTINGS:
        for to in set(re.findall(r'href="(/d/[0-9a-f]+#[^"]+)"', desk.get(f"/{name}").text)):
            path, _, place = to.partition("#")
            where, _, span = place.partition("=")
            start, end = map(int, span.split(","))
            if path not in pages:
                pages[path] = desk.get(path).text
            page = pages[path]
            text = text_of(page, {"char": "text", "title": "title"}[where])
            assert 0 <= start < end <= len(text), to
            assert f'id="{where}={start},{end}"' in page, to  # the anchor works without a script
            seen += 1
    assert seen > 100


def test_a_page_has_exactly_the_characters_of_the_text(desk: Any) -> None:
    store = open_record(desk.record)
    for article in store.articles(Filter(versions=True)):
        page = desk.get("/d/" + article.id.removeprefix("sha256:")[:16]).text
        assert text_of(page, "text") == article.text
        if article.title:
            assert text_of(page, "title").startswith(article.title)
    store.close()


def test_every_page_named_in_the_frame_answers_and_links_hold(desk: Any) -> None:
    """Every link of the desk, two steps deep, is answered."""
    seen: set[str] = set()
    ahead = ["/"]
    for _ in range(2):
        found: set[str] = set()
        for path in ahead:
            told = desk.get(path)
            assert told.status_code == 200, path
            if told.headers["content-type"].startswith("text/html"):
                found |= {html.unescape(h).partition("#")[0] for h in re.findall(r'(?:href|src)="(/[^"]*)"', told.text)}  # fmt: skip
        seen |= set(ahead)
        ahead = sorted(found - seen)
    for path in ahead[:: max(1, len(ahead) // 60)]:  # the third step: some of each sort
        assert desk.get(path).status_code == 200, path


def test_its_own_description_lists_every_listing(desk: Any) -> None:
    told = desk.get("/openapi.json").json()
    assert {f"/{n}.json" for n in LISTINGS} <= set(told["paths"])
    assert json.dumps(told)


# ---- what is broken


def test_a_broken_line_of_the_corrections_is_named_on_every_page(own_desk: Any) -> None:
    own_desk.corrections.write_text('{"broken\n', encoding="utf-8")
    for path in ("/", "/messages", "/messages.json", "/review", "/nowhere"):
        told = own_desk.get(path)
        assert told.status_code == (404 if path == "/nowhere" else 500)
        assert path == "/nowhere" or "corrections.jsonl, line 1" in told.text
        assert told.headers["content-security-policy"]
        assert "Traceback" not in told.text
    own_desk.corrections.write_text("", encoding="utf-8")
    assert own_desk.get("/").status_code == 200


def test_a_record_that_went_away_is_said(own_desk: Any) -> None:
    own_desk.record.rename(own_desk.record.with_suffix(".away"))
    told = own_desk.get("/messages")
    assert told.status_code == 500
    assert "dragoman.db" in told.text
    assert '<p class="wrong" role="alert">' in told.text
