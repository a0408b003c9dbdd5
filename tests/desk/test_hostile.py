"""Texts and metadata that mean harm: nothing of them runs, breaks a page or is counted wrong."""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dragoman.record import Filter, open_record

NUMBER = 200
IN_CHROMIUM = 25
CANARY = "window.canary=(window.canary||0)+1;"
# What an article might say to get out of its place in a page; %s stands for a script.
MARKUP = (
    "<script>%s</script>", "<SCRIPT >%s</SCRIPT\t>", "</p></div></article><script>%s</script>", "<img src=x onerror='%s'>",
    "<svg onload=%s>", "<svg><script>%s</script>", "\"><script>%s</script>", "' onmouseover='%s' x='", "\" autofocus onfocus=\"%s",
    "<a href=\"javascript:%s\">here</a>", "javascript:%s", "<iframe srcdoc='<script>parent.%s</script>'>", "<style>*{display:none}</style>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=javascript:%s'>", "<form action=//evil.example><input name=q>",
    "<!-- --><script>%s</script><!--", "]]><script>%s</script><![CDATA[", "<textarea></textarea><script>%s</script>",
    "</title><script>%s</script>", "</script><script>%s</script>", "{{ 7 * 7 }}{% include 'x' %}{# gone #}", "${%s}#{%s}<%%= %s %%>",
    "{{ ''.__class__.__mro__ }}", "&lt;script&gt;%s&lt;/script&gt;", "&amp;amp;&#60;script&#62;%s", "<b><i><u><p><div><table><tr><td>",
    "<unclosed attribute=\"", "</mark></p></body></html>", "<mark class='m' data-f='x' id='char=0,5'>", "<template><script>%s</script>",
    "<object data='javascript:%s'>", "<math><mi//xlink:href='data:x,<script>%s</script>'>", "<details open ontoggle=%s>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<div style='position:fixed;inset:0;background:red'>", "<x contenteditable onblur=%s>",
)  # fmt: skip
PLAIN = (
    "'; DROP TABLE article; --", "\" OR 1=1 --", "../../../../etc/passwd", "C:\\Windows\\system32", "%00%2e%2e%2f", "\u202eevil\u202c",
    "\u2066\u2067\u2068abc\u2069", "a\u200bb\u200cc\u200dd\ufeffe", "e\u0301\u0302\u0303" * 40, "👩‍👩‍👧‍👦🏳️‍🌈🇰🇵" * 20, "𝕏" * 300, "W" * 4000,
    "친서를 " * 50, "אבג דהו\u05d0\u0301", "\u2028line\u2029paragraph", "\x85next\x0bline\x0cfeed", "=cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3",
    "%s%n%d{0}{x!r}", "\\ud83d\\u0000", "<>&\"'`", "\t\t\ttabs", "NaN", "null", "-1", "🕊", "\u00ad" * 50, "A" + "\u0335" * 500, "·" * 2000,
    "long-" * 700, "http://evil.example/?q=" + "x" * 900, "الرئيس أرسل رسالة", "習近平主席致電", "\u115f\u1160\u3164", "﷽" * 60,
)  # fmt: skip
SENTENCE = (
    "Chinese President Xi Jinping sent {0} a letter {1} to North Korean leader Kim Jong Un on Friday. “Trade {2} "
    "will grow,” the {3} ministry said. Kim Jong Un sent a reply {4} on May 3, 2019."
)


def texts() -> Iterator[dict[str, Any]]:
    """The texts as objects that the intake takes, the same every time."""
    chance = random.Random(9)
    pieces = [m.replace("%s", CANARY) for m in MARKUP] + list(PLAIN)
    for n in range(NUMBER):
        own = pieces[n % len(pieces)]
        few = [own, *chance.choices(pieces, k=4)]
        chance.shuffle(few)
        body = SENTENCE.format(*few)
        if n == 50:
            body = "\n\n".join(
                f"Line {k}. {pieces[k // 50 % 40] if k % 50 == 0 else ''}" for k in range(10_000)
            )
        if n == 51:
            body = "".join(f"<div class=x{k}>" for k in range(3000)) + body
        yield {
            "id": f"{own[:60]}/{n}", "title": own[:300] if n % 3 else f"{n} {own[:200]} letter",
            "text": body, "published": "2019-05-04", "outlet": own[:80] if n % 2 else "Sample Wire",
            "url": f"javascript:{CANARY}" if n % 5 == 0 else f"https://example.org/{n}", "language": "en",
        }  # fmt: skip


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, taking_in: Any, serving: Any
) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("hostile")
    lines = [json.dumps(t) for t in texts()]
    lines.append(
        json.dumps({"id": "nul", "text": "A null \x00 byte <script>" + CANARY + "</script>."})
    )
    lines.append('{"id": "half", "text": "Half a pair \\ud83d and <b>more."}')
    (folder / "texts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    taking_in(folder / "dragoman.db", folder / "texts.jsonl")
    with serving(folder / "dragoman.db") as desk:
        yield desk


def own_markup(page: str) -> None:
    """No element or attribute but the desk's own templates' came out."""
    assert CANARY not in re.sub(r'"[^"<>]*"', '""', re.sub(r">[^<]*<", "><", page))
    assert not re.search(r"<(?:iframe|object|embed|base|template|math|style|b|u|x)\b", page)
    assert page.count("<script") == len(
        re.findall(r'<script src="/static/[a-zA-Z.]+" defer></script>', page)
    )
    assert not re.search(r"<[a-z]+\b(?:[^>\"]|\"[^\"]*\")*\son[a-z]+=", page)
    assert not re.search(r'(?:href|src|action)="(?!/|#|\?)', page)
    assert page.rstrip().endswith("</html>")


def address(own: str) -> str:
    return "/d/" + own.removeprefix("sha256:")[:16]


def text_of(page: str) -> str:
    start = page.index('data-in="char">') + len('data-in="char">')
    return html.unescape(re.sub(r"<[^>]+>", "", page[start : page.index("</div>", start)]))


def test_every_text_is_shown_whole_and_harmless(hostile: Any) -> None:
    store = open_record(hostile.record)
    articles = list(store.articles(Filter(versions=True)))
    assert len(articles) >= NUMBER
    for article in articles:
        told = hostile.get(address(article.id))
        assert told.status_code == 200, article.key
        own_markup(told.text)
        # Null bytes and such can't stand in a page: one sign stands for each.
        held = re.sub(r"[\x00\ud800-\udfff]", "\ufffd", article.text)
        assert len(text_of(told.text)) == len(held), article.key
        assert text_of(told.text) == held, article.key
    store.close()


def test_every_finding_listing_and_search_is_harmless(hostile: Any) -> None:
    from dragoman.listings.table import LISTINGS

    for n, name in enumerate(LISTINGS):
        for path in (f"/{name}", f"/{name}.json", f"/{name}.csv")[: 3 if n % 5 == 0 else 1]:
            told = hostile.get(path)
            assert told.status_code == 200, path
            if path == f"/{name}":
                own_markup(told.text)
    for path in ("/", "/timeline", "/threads/ladders", "/messages/network", "/messages/network?by=person",
                 "/voices", "/review", "/record", "/review/corrections", "/review/agreement"):  # fmt: skip
        told = hostile.get(path)
        assert told.status_code == 200, path
        own_markup(told.text)
    found = (
        hostile.get("/messages.json?scope=all").json()[:40]
        + hostile.get("/quotes.json").json()[:40]
    )
    assert found
    for f in found:
        told = hostile.get(f"/f/{f['id']}")
        assert told.status_code == 200
        own_markup(told.text)
    for n, one in enumerate((*MARKUP, *PLAIN)):
        words = one.replace("%s", CANARY)[:250]
        asked = [
            hostile.get("/search", params={"q": words}),
            hostile.get("/messages", params={"since": words}),
            hostile.get("/dates", params={"outlet": words, "article": words}),
            hostile.get("/voices/one", params={"name": words}),
            hostile.get("/compare", params={"a": words, "b": words}),
            hostile.get("/" + quote(words), follow_redirects=True),
        ]
        if n % 8 == 0:  # each of these reads through the record
            asked += [
                hostile.get("/search", params={"q": "letter", "outlet": words}),
                hostile.get("/messages", params={"who": words}),
                hostile.get("/review/agreement", params={"a": words, "b": words}),
            ]
        for told in asked:
            assert told.status_code < 500, (words, told.url)
            if told.headers["content-type"].startswith("text/html"):
                own_markup(told.text)


def test_hostile_corrections_are_shown_harmless(hostile: Any, tmp_path: Path) -> None:
    finding = hostile.get("/messages.json?scope=all").json()[0]["id"]
    evil = f'"><script>{CANARY}</script>{{{{7*7}}}}'
    said = {
        "finding": finding,
        "by": evil,
        "because": evil,
        "source": evil,
        "set": {"occasion": evil},
    }
    told = hostile.post("/write/edit", said)
    assert told.status_code == 200, told.text
    for path in (
        "/review/corrections",
        f"/f/{finding}",
        "/review",
        "/review/agreement",
        "/messages",
    ):
        told = hostile.get(path)
        assert told.status_code == 200
        own_markup(told.text)
        assert ">49<" not in told.text
    told = hostile.get("/review/corrections", params={"by": evil})
    assert told.status_code == 200
    own_markup(told.text)


def test_nothing_runs_and_the_layout_holds_in_a_browser(hostile: Any, opening: Any) -> None:
    articles = hostile.get("/articles.json").json()
    step = max(1, len(articles) // IN_CHROMIUM)
    big = [a for a in articles if a["key"].endswith("/50") or a["key"].endswith("/51")]
    store = open_record(hostile.record)
    with opening() as page:
        page.add_init_script(
            "window.opener = null; window.alert = () => { throw new Error('alert'); }"
        )
        for a in [*articles[::step][:IN_CHROMIUM], *big]:
            page.set_viewport_size({"width": 1300, "height": 900})
            page.goto(hostile.base + address(a["id"]), wait_until="load", timeout=60_000)
            assert page.evaluate("window.canary") is None
            text = re.sub(r"[\x00\ud800-\udfff]", "\ufffd", store.article(a["id"]).text)
            assert page.evaluate(
                "marks.length(document.querySelector('[data-in=char]').textContent)"
            ) == len(text)
            for width in (1300, 400):
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert wide <= 0, (a["key"], width, wide)
        for path in ("/", "/messages?scope=all", "/quotes", "/voices", "/timeline", "/messages/network?by=person",
                     "/search?q=letter", "/review", "/review/corrections", "/articles", "/names", "/unknowns"):  # fmt: skip
            page.set_viewport_size({"width": 1300, "height": 900})
            page.goto(hostile.base + path, wait_until="load", timeout=60_000)
            assert page.evaluate("window.canary") is None, path
            for width in (1300, 400):
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert wide <= 0, (path, width, wide)
    store.close()
