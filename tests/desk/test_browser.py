"""The desk in a browser: pages, keys, corrections made by clicks, what a text may not do.

Skipped where Debian's Chromium is not installed (scripts/install_chromium.sh).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
KOREAN_AND_ASTRAL = (
    "VIENTIANE, July 11 -- 𝔾𝕣𝕖𝕖𝕥𝕚𝕟𝕘𝕤 🕊️🕊️ of the day. 김정은 위원장은 친서를 보냈다. President Somchit "
    "Vannak sent a letter 🎉 to Bat Tumur.\n\n“Trade will grow,” he said 👩‍👩‍👧 on 2019-07-11."
)
LETTER = (
    "VIENTIANE, July 11 -- Chinese President Xi Jinping sent a letter to North Korean leader Kim Jong Un on "
    "Friday. The two sides will meet again, the ministry said. Kim Jong Un sent a reply on Sunday, and the "
    "bridge of Sinuiju was opened to trade for the first time in many years."
)
PAGES = (
    "/", "/messages", "/messages/years", "/messages/network", "/messages/network?by=person", "/threads",
    "/threads/ladders", "/timeline", "/quotes", "/voices", "/claims", "/claims/grid", "/judgements", "/outlooks", "/checks",
    "/wording", "/wording/uses", "/wording/years", "/emphasis", "/offices", "/unknowns", "/dates", "/names",
    "/articles", "/articles/versions", "/compare", "/review", "/review/corrections", "/review/agreement",
    "/search", "/search?q=letter", "/record", "/codebook", "/nowhere", "/messages?since=never",
)  # fmt: skip


@pytest.fixture
def page(opening: Any) -> Iterator[Page]:
    """A page that a complaint of the browser fails."""
    with opening() as one:
        yield one


def home(desk: Any, key: str) -> str:
    """The address of an article's page."""
    own = next(a["id"] for a in desk.get("/articles.json").json() if a["key"] == key)
    return "/d/" + str(own).removeprefix("sha256:")[:16]


def some_pages(desk: Any) -> list[str]:
    """Every page, and one of each sort that has an address of its own."""
    message = desk.get("/messages.json").json()[3]
    formula = desk.get("/wording.json").json()
    voice = re.search(r'href="(/voices/one[^"]+)"', desk.get("/voices").text)
    assert voice
    return [
        *PAGES, home(desk, "08-trump-kim-letters.txt"), home(desk, "06-beijing-visitor-corrected.txt"),
        f"/f/{message['id']}", voice[1].replace("&amp;", "&"), "/codebook/form/personal_letter",
        *([f"/wording/of/{formula[0]['formula']}"] if formula else []),
        f"/compare?a={home(desk, '15-greetings-2019.txt')[3:]}&b={home(desk, '16-greetings-2020.txt')[3:]}&anyway=1",
    ]  # fmt: skip


OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_without_complaint_and_fits(desk: Any, opening: Any, scheme: str) -> None:
    wide: list[str] = []
    with opening(color_scheme=scheme) as page:
        for path in some_pages(desk):
            if scheme == "dark" and path in ALIKE:  # a page's size does not hang on its colours
                continue
            page.set_viewport_size({"width": 1300, "height": 900})
            page.goto(desk.base + path, wait_until="load")
            for width in (1300, 400):
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate(OVERFLOW) > 0:
                    wide.append(f"{path} at {width}: {page.evaluate(OVERFLOW)}")
    assert wide == []


# Sorts of pages; what is left out is made by the same template as another.
ALIKE = ("/quotes", "/judgements", "/outlooks", "/offices", "/dates", "/names", "/claims", "/articles/versions",
         "/wording/years", "/messages/network?by=person", "/search", "/codebook", "/emphasis", "/threads")  # fmt: skip
STRUCTURE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("scheme", "of"), [
    ("light", {"type": "tag", "values": STRUCTURE}),
    ("dark", {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}),  # what colours decide
])  # fmt: skip
def test_axe_finds_no_serious_violation(
    desk: Any, opening: Any, scheme: str, of: dict[str, Any]
) -> None:
    found: list[str] = []
    axe = AXE.read_text(encoding="utf-8")
    # Scripts of a page are held back by its policy; the browser itself may put one in.
    with opening(color_scheme=scheme) as page:
        for path in some_pages(desk):
            if path in ALIKE:
                continue
            page.goto(desk.base + path, wait_until="load")
            page.evaluate(axe)
            told = page.evaluate(
                "of => axe.run(document, {resultTypes: ['violations'], runOnly: of})", of
            )
            found += [
                f"{path}: {v['impact']} {v['id']}: {[n['html'][:160] for n in v['nodes'][:2]]}"
                for v in told["violations"]
                if v["impact"] in ("serious", "critical")
            ]
    assert found == []


# ---- places in a text


def marked(page: Page) -> str:
    return str(
        page.evaluate("[...document.querySelectorAll('span.hit')].map(h => h.textContent).join('')")
    )


def test_a_deep_link_marks_exactly_its_characters(
    page: Page, tmp_path: Path, taking_in: Any, serving: Any
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "doves.txt").write_text(KOREAN_AND_ASTRAL, encoding="utf-8")
    taking_in(tmp_path / "dragoman.db", tmp_path / "in")
    with serving(tmp_path / "dragoman.db") as desk:
        address = desk.base + home(desk, "doves.txt")
        for words in ("𝔾𝕣𝕖𝕖𝕥𝕚𝕟𝕘𝕤", "친서를", "김정은 위원장은 친서를", "🕊️", "Vannak sent a letter 🎉 to Bat",
                      "Bat Tumur.\n\n“Trade", "👩‍👩‍👧", "2019-07-11", KOREAN_AND_ASTRAL):  # fmt: skip
            start = KOREAN_AND_ASTRAL.index(words)
            page.goto(f"{address}#char={start},{start + len(words)}")
            page.wait_for_selector("span.hit")
            assert marked(page) == words
            assert page.locator("#bar").is_visible()
        for place in (
            "char=5,5",
            "char=9,3",
            "char=99999,100000",
            "char=-1,4",
            "title=0,x",
            "char=1,2,3",
        ):
            page.goto("about:blank")
            page.goto(f"{address}#{place}")
            page.wait_for_timeout(50)
            assert marked(page) == ""
        page.goto("about:blank")
        page.goto(f"{address}#char=0,99999999")  # ends with the text
        assert marked(page) == KOREAN_AND_ASTRAL


def test_links_of_the_margin_mark_their_words(desk: Any, page: Page) -> None:
    address = home(desk, "08-trump-kim-letters.txt")
    page.goto(desk.base + address)
    store = desk.get("/messages.json?article=08-trump-kim-letters.txt").json()
    items = page.locator("details.kind:has(.lm) li.item a.ev")
    assert items.count() == len(store)
    for n in range(items.count()):
        place = items.nth(n).get_attribute("href")
        items.nth(n).click()
        page.wait_for_selector("span.hit")
        assert place
        assert page.url.endswith(place)
        start, end = map(int, place.partition("=")[2].split(","))
        whole = page.evaluate("document.querySelector('[data-in=char]').textContent")
        assert marked(page) == whole[start:end]


# ---- corrections


def put(page: Page, because: str = "the text says so") -> None:
    """Sign."""
    fold = page.locator("details.sign:not([open]) > summary")
    if fold.count():
        fold.click()
    page.fill("#by", "Ana Torres")
    page.fill("#because", because)


def wrote(page: Page) -> None:
    page.wait_for_function("document.getElementById('said').textContent.startsWith('written')")


def test_corrections_made_by_clicks_outlive_a_reading_and_orphans_are_listed(
    page: Page, tmp_path: Path, taking_in: Any, serving: Any
) -> None:
    source, record = tmp_path / "letter.txt", tmp_path / "dragoman.db"
    source.write_text(LETTER, encoding="utf-8")
    taking_in(record, source)
    with serving(record) as desk:
        first, second = desk.get("/messages.json").json()[:2]
        # a field is edited
        page.goto(f"{desk.base}/f/{first['id']}")
        put(page)
        page.fill("#path", "form")
        page.fill("#value", "note")
        with page.expect_navigation():
            page.click("#edit button[value=edit]")
        assert desk.get(f"/f/{first['id']}.json").json()["form"] == "note"
        assert "Ana Torres" in page.locator(".correct .list").inner_text()
        # another is not stated
        put(page)
        page.fill("#path", "sent")
        with page.expect_navigation():
            page.click("#edit button[value='not-stated']")
        assert desk.get(f"/f/{first['id']}.json").json()["sent"]["state"] == "not_stated"
        # a finding is rejected
        page.goto(f"{desk.base}/f/{second['id']}")
        put(page)
        with page.expect_navigation():
            page.click(".correct > .acts button[data-do=reject]")
        assert [m["id"] for m in desk.get("/messages.json").json()] == [first["id"]]
        # a missed one is added by choosing its words
        page.goto(desk.base + home(desk, "letter.txt"))
        put(page)
        start = LETTER.index("bridge of Sinuiju")
        choose(page, start, start + len("bridge of Sinuiju"))
        page.select_option("#add select", "message")
        page.fill("#add input[name=set]", "form=note; sender.name=Ri Chun Hee")
        with page.expect_navigation():
            page.click("#add button")
        added = page.url.rpartition("/")[2]
        assert "Ri Chun Hee" in page.locator("h1").inner_text()
        assert len(desk.corrections.read_text(encoding="utf-8").splitlines()) == 4

        # text is added before, and the file read again
        source.write_text(
            "Earlier on the day it rained in the north.\n\n" + LETTER, encoding="utf-8"
        )
        taking_in(record, source)
        held = {m["id"]: m for m in desk.get("/messages.json?scope=all").json()}
        again = next(m for m in held.values() if m["sender"]["name"]["value"] == "Xi Jinping")
        assert (again["form"], again["sent"]["state"]) == ("note", "not_stated")
        text = desk.get("/articles.json").json()[0]
        whole = source.read_text(encoding="utf-8")
        (late,) = [m for m in held.values() if m["sender"]["name"]["value"] == "Ri Chun Hee"]
        assert [whole[a:b] for a, b in late["evidence"]] == ["bridge of Sinuiju"]
        assert len(held) == 2  # the rejected one did not come back
        assert text["version_of"]
        assert added
        page.goto(desk.base + "/review")
        assert page.locator(".tag", has_text="orphaned").count() == 0

        # the sentence is rewritten: what was said of it is listed, and moved nowhere
        source.write_text(LETTER.replace("sent a letter to", "wrote nothing to"), encoding="utf-8")
        taking_in(record, source)
        page.goto(desk.base + "/review")
        orphans = page.locator(".queue li", has_text="orphaned")
        assert orphans.count() >= 1
        assert "sent a letter" in page.locator(".queue").inner_text()
        now = desk.get("/messages.json?scope=all").json()
        assert all(m["sender"]["name"]["value"] != "Xi Jinping" or m["form"] != "note" for m in now)
        # and taken back there
        put(page)
        before = orphans.count()
        with page.expect_navigation():
            orphans.first.locator("button[data-do=undo]").click()
        assert page.locator(".queue li", has_text="orphaned").count() < before


def choose(page: Page, start: int, end: int) -> None:
    """Select characters of the text, counted as its addresses count."""
    page.evaluate(
        """([start, end]) => {
          const box = document.querySelector('[data-in=char]');
          const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let at = 0;
          for (let node; (node = walk.nextNode());) {
            const size = marks.length(node.data);
            if (at <= start && start < at + size) range.setStart(node, marks.units(node.data, start - at));
            if (at < end && end <= at + size) range.setEnd(node, marks.units(node.data, end - at));
            at += size;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [start, end],
    )
    page.wait_for_selector("#add:not([hidden])")


def test_words_chosen_among_astral_characters_are_those_that_are_added(
    page: Page, tmp_path: Path, taking_in: Any, serving: Any
) -> None:
    source = tmp_path / "doves.txt"
    source.write_text(KOREAN_AND_ASTRAL, encoding="utf-8")
    taking_in(tmp_path / "dragoman.db", source)
    with serving(tmp_path / "dragoman.db") as desk:
        page.goto(desk.base + home(desk, "doves.txt"))
        put(page)
        words = "🎉 to Bat Tumur"
        start = KOREAN_AND_ASTRAL.index(words)
        choose(page, start, start + len(words))
        page.select_option("#add select", "message")
        page.fill("#add input[name=set]", "form=personal_letter; sender.name=Somchit Vannak")
        with page.expect_navigation():
            page.click("#add button")
        assert re.search(r"/f/m", page.url)
        made = desk.get(page.url.removeprefix(desk.base) + ".json").json()
        assert made["evidence"] == [[start, start + len(words)]]
        assert made["form"] == "personal_letter"
        assert words in page.locator("blockquote mark").inner_text()


def test_a_screenful_is_accepted_only_when_asked_twice(own_desk: Any, page: Page) -> None:
    page.goto(own_desk.base + "/review")
    put(page)
    shown = page.locator(".queue li[data-can]").count()
    asked: list[str] = []

    def no(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", no)
    page.click("button[data-do=accept-shown]")
    assert str(shown) in asked[0] or "finding" in asked[0]
    assert not own_desk.corrections.exists()
    page.once("dialog", lambda d: d.accept())
    with page.expect_navigation():
        page.click("button[data-do=accept-shown]")
    said = own_desk.corrections.read_text(encoding="utf-8").splitlines()
    assert 0 < len(said) <= shown


# ---- keys


def focused(page: Page) -> str:
    return str(page.evaluate(
        "(e => e.id || e.className || e.textContent.trim().slice(0, 40) || e.tagName)(document.activeElement)"
    ))  # fmt: skip


def test_a_walk_with_the_keyboard_only(own_desk: Any, page: Page) -> None:
    page.goto(own_desk.base + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    # the order of the focus is that of the page
    tops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        tops.append(
            page.evaluate(
                "(b => [Math.round(b.left / 200), b.top])(document.activeElement.getBoundingClientRect())"
            )
        )
        assert page.evaluate("document.getElementById('main').contains(document.activeElement)")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    # to the messages, through them, and to the evidence of the second
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("m")
    assert page.url.endswith("/messages")
    rows = page.locator("tr.item a.ev")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    to = rows.nth(1).get_attribute("href")
    assert page.evaluate("document.activeElement.getAttribute('href')") == to
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert to
    assert page.url.endswith(to)
    finding = to.removeprefix("/f/")
    # to search and back out
    page.keyboard.press("/")
    assert focused(page) == "find"
    page.keyboard.type("j a x ?")  # letters, not keys
    assert page.input_value("#find") == "j a x ?"
    page.keyboard.press("Tab")
    # the help
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    # signing, then one key for each judgement
    page.fill("#by", "Ana Torres")
    page.fill("#because", "read twice")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("e")
    assert focused(page) == "path"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("u")
    assert focused(page) == "path"
    page.evaluate("document.activeElement.blur()")
    with page.expect_response("**/write/accept") as told:
        page.keyboard.press("a")
    assert told.value.status == 200
    assert finding in own_desk.corrections.read_text(encoding="utf-8")


def test_keys_of_the_queue(own_desk: Any, page: Page) -> None:
    page.goto(own_desk.base + "/review")
    put(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.closest('.item').dataset.finding")
    with page.expect_response("**/write/reject") as told:
        page.keyboard.press("x")
    assert told.value.status == 200, told.value.text()
    page.wait_for_selector(".settled")
    # the focus has gone on; the same again for this one
    second = page.evaluate("document.activeElement.closest('.item').dataset.finding")
    assert second != first
    with page.expect_response("**/write/reject") as told:
        page.keyboard.press(".")
    assert told.value.status == 200, told.value.text()
    said = own_desk.corrections.read_text(encoding="utf-8")
    assert first in said
    assert second in said


def test_escape_takes_the_mark_away(desk: Any, page: Page) -> None:
    page.goto(desk.base + home(desk, "08-trump-kim-letters.txt") + "#char=10,40")
    page.wait_for_selector("span.hit")
    page.keyboard.press("Escape")
    assert marked(page) == ""
    assert "#" not in page.url
    assert not page.locator("#bar").is_visible()


def test_single_keys_can_be_switched_off_and_stay_off(own_desk: Any, page: Page) -> None:
    finding = own_desk.get("/messages.json").json()[0]["id"]
    page.goto(f"{own_desk.base}/f/{finding}")
    page.fill("#by", "Ana Torres")
    page.click("#help-open")
    page.uncheck("#keys")
    page.click("#help button")
    page.goto(f"{own_desk.base}/f/{finding}")
    at = page.url
    for key in ("a", "x", "e", "u", ".", "j", "k", "/", "?", "g", "m", "c"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url == at
    assert page.evaluate("document.activeElement === document.body")
    assert not page.locator("#help").is_visible()
    assert not own_desk.corrections.exists()
    page.goto(own_desk.base + home(own_desk, "08-trump-kim-letters.txt") + "#char=1,5")
    page.wait_for_selector("span.hit")
    page.keyboard.press("Escape")  # no character key: it works still
    assert marked(page) == ""


def test_the_copy_has_words_outlet_date_address_and_run(desk: Any, opening: Any) -> None:
    how = opening(permissions=["clipboard-read", "clipboard-write"])
    with how as page:
        page.goto(desk.base + home(desk, "08-trump-kim-letters.txt") + "#char=10,40")
        page.wait_for_selector("span.hit")
        words = marked(page)
        page.click("#copy")
        page.wait_for_function("document.getElementById('said').textContent === 'copied'")
        told = page.evaluate("navigator.clipboard.readText()").split("\n")
        assert told[0] == f"“{words.strip()}”"
        assert "Sample" in told[1]
        assert re.search(r"\d{4}-\d\d-\d\d", told[1])
        assert told[2].endswith("#char=10,40")
        assert told[3].startswith("run ")


def test_appearance_is_kept(desk: Any, page: Page) -> None:
    page.goto(desk.base + "/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#help-open")
    page.select_option("#theme", "dark")
    page.goto(desk.base + "/messages/network")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_nothing_moves_where_less_motion_is_asked_for(desk: Any, page: Page) -> None:
    for path in ("/", home(desk, "08-trump-kim-letters.txt") + "#char=10,40", "/messages/network"):
        page.goto(desk.base + path)
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_print_leaves_the_controls_out(desk: Any, page: Page) -> None:
    for path in ("/messages", home(desk, "08-trump-kim-letters.txt"), "/review"):
        page.goto(desk.base + path)
        page.emulate_media(media="print")
        shown = page.evaluate(
            "[...document.querySelectorAll('.bar, .filters, button, #bar')].filter(e => e.checkVisibility()).length"
        )
        assert shown == 0, path
        assert page.locator("h1").is_visible()
        assert len(page.pdf()) > 5000
        page.emulate_media(media="screen")


def test_layers_are_switched_without_losing_text(desk: Any, page: Page) -> None:
    page.goto(desk.base + home(desk, "08-trump-kim-letters.txt"))
    text = page.evaluate("document.querySelector('[data-in=char]').textContent")
    for box in page.locator(".layers input").all():
        box.set_checked(not box.is_checked())
        assert page.evaluate("document.querySelector('[data-in=char]').textContent") == text
