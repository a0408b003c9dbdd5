from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.intake import Problem, intake
from dragoman.intake.html import in_page

STORY = (
    "<p>The president of Laos sent a message of greetings to the president of Mongolia.</p>"
    "<p>The agency did not say when it had been sent, or who had carried it.</p>"
    "<p>Officials will meet.</p>"
)
TEXT = [
    "The president of Laos sent a message of greetings to the president of Mongolia.",
    "The agency did not say when it had been sent, or who had carried it.",
    "Officials will meet.",
]
RELATED = (
    "<aside><h3>Related</h3><p>A long sentence about something else stands in this box, and another "
    'one.</p></aside><div class="newsletter-box"><p>Get the news of the day in your inbox every '
    "morning, for free.</p></div>"
)


def take(tmp_path: Path, markup: str, *, name: str = "page.html") -> Article:
    (tmp_path / name).write_text(markup, encoding="utf-8")
    (article,) = (i for i in intake([str(tmp_path / name)]) if isinstance(i, Article))
    return article


def page(head: str = "", body: str = "", *, story: str = STORY) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav>{body or '<h1>Laos greets Mongolia</h1>' + story}</body></html>"
    )


def values(article: Article, field: str) -> list[str]:
    return [m.value for m in article.metadata if m.field == field and m.by == "page"]


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Laos greets Mongolia</h1>{STORY}{RELATED}</article>",
        f"<h1>Laos greets Mongolia</h1><div itemprop='articleBody'>{STORY}</div>{RELATED}",
        f"<div id='x'><h1>Laos greets Mongolia</h1><div>{STORY}</div>{RELATED}</div>",
        f"<form><table><tr><td><h1>Laos greets Mongolia</h1></td></tr><tr><td>{STORY}</td></tr></table></form>",
        "<h1>Laos greets Mongolia</h1><div>" + STORY.replace("<p>", "").replace("</p>", "<br><br>") + "</div>",
        f"<div role='complementary' class='sidebar'><h1>Laos greets Mongolia</h1>{STORY}</div>",
        f"<h1>Laos greets Mongolia</h1><div class='comments-open social'>{STORY}</div>",
    ],
)  # fmt: skip
def test_the_story_whole_and_nothing_else(tmp_path: Path, body: str) -> None:
    article = take(tmp_path, page(body=body))
    assert [p for p in article.text.split("\n") if p] == TEXT
    assert article.title == "Laos greets Mongolia"
    assert article.title_span is None
    assert article.raw is not None
    assert article.raw.form == "html"


def test_items_of_a_list_before_links_stay(tmp_path: Path) -> None:
    items = "<p>The two sides agreed:</p><p>- to meet;</p><p>- to write.</p>"
    links = "<div><h4>Pictures</h4><ul><li><a href='/1'>The hall</a></li><li><a href='/2'>The bridge</a></li></ul></div>"
    closing = "<p>The minister left the hall before the pictures were taken, said an aide.</p>"
    article = take(tmp_path, page(story=STORY + items + links + closing))
    assert "- to meet;" in article.text
    assert "The two sides agreed:" in article.text
    assert "The bridge" not in article.text


def test_captions_and_rows_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    figure = (
        "<figure><img src=a><figcaption>The hall in Vientiane. Photo: Archive</figcaption></figure>"
    )
    table = "<table><tr><td>Year</td><td>Talks</td></tr><tr><td>2023</td><td>4</td></tr></table>"
    article = take(
        tmp_path, page(body=f"<h1>T</h1><div>{STORY}{figure}{table}{STORY[:82]}</p></div>")
    )
    lines = article.text.split("\n")
    assert "The hall in Vientiane. Photo: Archive" in lines
    assert lines[lines.index("Year\tTalks") + 1] == "2023\t4"


def test_clean_characters(tmp_path: Path) -> None:
    story = (
        "<p>Kim&nbsp;Jong&#160;Un\u200b sent&shy; a &ldquo;verbal message&rdquo; &amp; said\n  that he would "
        "come.</p><p>\u202bرسالة إلى الرئيس في العاصمة، كما قالت الوكالة اليوم.\u202c</p>"
    )
    article = take(tmp_path, page(story=story))
    assert article.text.startswith(
        "Kim Jong Un sent a “verbal message” & said that he would come.\n\n"
    )
    assert "\u202bرسالة" in article.text


HEAD = """
<title>Laos greets Mongolia - The Mekong Post</title><link rel="canonical" href="https://example.org/laos">
<meta property="og:title" content="Laos greets Mongolia | The Mekong Post">
<meta property="article:published_time" content="2024-07-12T08:30:00+07:00">
<script type="application/ld+json">%s</script>"""
LINKED = [
    '{"@type": "NewsArticle", "headline": "Laos greets Mongolia", "datePublished": "2024-07-12T08:30:00+07:00",'
    '"dateModified": "20240713", "author": [{"name": "Ines Caldera"}, {"name": "Bo Li"}],'
    '"publisher": {"name": "The Mekong Post"}, "articleSection": "Asia"}',
    '[{"@type": "BreadcrumbList"}, {"@graph": [{"@type": ["Thing", "ReportageNewsArticle"], "headline":'
    '"Laos greets Mongolia", "author": "Ines Caldera and Bo Li", "dateModified": "2024-07-13",'
    '"publisher": [{"name": "The Mekong Post"}], "articleSection": ["Asia"],}]}]',
    '<!-- {"@type": "NewsArticle", "author": {"name": ["Ines Caldera", "Bo Li"]}, "headline": "Laos\tgreets '
    'Mongolia", "dateModified": "Sat, 13 Jul 2024 00:00:00 GMT", "publisher": {"name": "The Mekong Post"},'
    '"articleSection": "Asia"} -->',
]  # fmt: skip


@pytest.mark.parametrize("linked", LINKED)
def test_linked_data_in_all_shapes(tmp_path: Path, linked: str) -> None:
    article = take(tmp_path, page(HEAD % linked))
    assert article.title == "Laos greets Mongolia"
    assert values(article, "author")[:1] == ["Ines Caldera"]
    assert values(article, "outlet") == ["The Mekong Post"]
    assert values(article, "section") == ["Asia"]
    assert values(article, "published") == ["2024-07-12T08:30:00+07:00"]
    assert values(article, "modified")[0].startswith("2024-07-13")
    assert article.value("url") == "https://example.org/laos"
    assert article.value("language") == "en"
    assert article.source.endswith("page.html")  # many pages name the front page as theirs


@pytest.mark.parametrize(
    "linked", ["{", "null", '"x"', "[[[[]]]]", '{"@type": 3}', '{"@graph": {}}']
)
def test_broken_linked_data_is_passed_over(tmp_path: Path, linked: str) -> None:
    article = take(tmp_path, page(HEAD % linked))
    assert values(article, "published") == ["2024-07-12T08:30:00+07:00"]
    assert values(article, "outlet") == ["The Mekong Post"]  # what stands beside the title


def test_statements_that_disagree_are_both_listed(tmp_path: Path) -> None:
    linked = '{"@type": "Article", "datePublished": "2024-07-11"}'
    article = take(tmp_path, page(HEAD % linked))
    assert values(article, "published") == ["2024-07-11", "2024-07-12T08:30:00+07:00"]


def test_a_date_in_the_text_has_its_place_and_yields_to_the_page(tmp_path: Path) -> None:
    line = "<p>Posted on : 2024-07-10 08:45 KST</p>"
    article = take(
        tmp_path, page(HEAD % "", f"<article><h1>Laos greets Mongolia</h1>{line}{STORY}</article>")
    )
    assert article.published == "2024-07-12T08:30:00+07:00"
    (told,) = [m for m in article.metadata if m.by == "text"]
    assert article.slice(told.evidence[0]) == "2024-07-10 08:45 KST"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<h1>T of it</h1><time datetime='2024-07-12'>July 12, 2024, 18:05</time>", "2024-07-12T18:05:00"),
        ("<h1>T of it</h1><div>입력 : 2024.07.12 17:42 / 수정 : 2024.07.13 09:00</div>", "2024-07-12T17:42:00"),
        ("<h1>T of it</h1><div>Updated 13 July 2024</div><div>12 July 2024, 8:30 p.m.</div>", "2024-07-12T20:30:00"),
        ("<h1>T of it</h1><figure itemscope itemtype='http://schema.org/ImageObject'>"
         "<meta itemprop='datePublished' content='2001-01-01'></figure>", None),
    ],
)  # fmt: skip
def test_times_that_are_only_shown(tmp_path: Path, body: str, wanted: str | None) -> None:
    tail = (
        "<div class='related'><ul><li><a href=a>Other story</a> <time datetime='2024-08-01'></time></li></ul>"
        "</div><p>Copyright 1996-2021 The Post</p>"
    )
    article = take(tmp_path, page(body=f"{body}{STORY}{tail}"))
    assert article.published == wanted


def test_a_page_without_its_own_language_has_that_of_its_text(tmp_path: Path) -> None:
    article = take(tmp_path, page().replace(" lang='en'", ""))
    assert [(m.value, m.by) for m in article.metadata if m.field == "language"] == [("en", "text")]


def test_declared_otherwise_than_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page().replace("Officials", "Señores").replace("utf-8", "iso-8859-1").encode())
    article, note = sorted(intake([str(path)]), key=lambda i: isinstance(i, Problem))
    assert isinstance(article, Article)
    assert "Señores" in article.text
    assert "declares iso-8859-1, but is UTF-8" in str(note)


def test_in_page_passes_over_tags_entities_and_notes() -> None:
    markup = (
        "<head><title>The envoy left</title></head><body><script>The envoy left</script>"
        "<p>The <b>envoy</b>&nbsp;left&hellip;<!-- x --> on\n Monday with <a title='a > b'>his wife"
        "<span class=tooltip>Born 1960</span></a> and the two\xad sons of the king.</p>"
    )
    where = in_page(markup, "envoy left… on Monday")
    assert where is not None
    assert markup[where.start : where.end].startswith("envoy</b>&nbsp;left&hellip;")
    where = in_page(markup, "on Monday with his wife and the two sons of the king.")
    assert where is not None
    assert markup[where.start :].startswith("on\n Monday")
    assert in_page(markup, "The envoy came") is None
    assert in_page(markup, " ") is None


def test_the_folder_beside_a_saved_page_is_passed_over(tmp_path: Path) -> None:
    take(tmp_path, page())
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "style.css").write_text("p {}", encoding="utf-8")
    assert len(list(intake([str(tmp_path)]))) == 1


def test_parsers_are_imported_only_for_their_forms(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Short.", encoding="utf-8")
    program = (
        "import sys; from dragoman.intake import intake; list(intake([sys.argv[1]]));"
        "print([m for m in ('selectolax', 'pypdfium2', 'email', 'zipfile', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.txt")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
