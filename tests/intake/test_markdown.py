from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.article import Article, Raw
from dragoman.intake import intake
from dragoman.intake.language import language_of


def take(tmp_path: Path, text: str) -> Article:
    (tmp_path / "a.md").write_bytes(text.encode())
    (article,) = (i for i in intake([str(tmp_path / "a.md")]) if isinstance(i, Article))
    assert article.text == text
    return article


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Intro.\r\n\r\n# The *visit* #\r\n\r\nText.\r\n", "The *visit*"),
        ("First line\n\nText.\n## Second rank\n", "First line"),
        ("```\n# no heading\n```\nText.\n", None),
        ("#hashtag\nText.\n", None),
        ("One line only.", None),
    ],
)
def test_the_title_is_the_first_heading_else_the_first_line(
    tmp_path: Path, text: str, title: str | None
) -> None:
    article = take(tmp_path, text)
    assert article.title == title
    if title and article.title_span:
        assert article.slice(article.title_span) == title


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "A visit"\ndate: 2024-07-12\nauthor: Ines Caldera # desk\nOutlet: Post\nurl: https://e.org/a\n---\n',
        "+++\ntitle = 'A visit'\ndate = 2024-07-12\nauthor = \"Ines Caldera\"\noutlet = 'Post'\nurl='https://e.org/a'\n+++\n",
    ],
)  # fmt: skip
def test_front_matter_is_read_and_stays(tmp_path: Path, front: str) -> None:
    article = take(tmp_path, front + "\n# A visit\n\nText.\n")
    assert {m.field: (m.value, m.by) for m in article.metadata} == {
        "published": ("2024-07-12", "file"),
        "author": ("Ines Caldera", "file"),
        "outlet": ("Post", "file"),
        "url": ("https://e.org/a", "file"),
    }
    assert article.title_span is not None
    assert article.slice(article.title_span) == "A visit"
    assert article.source == "https://e.org/a"


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert take(tmp_path, "---\nText: with a colon.\n").metadata == ()
    assert take(tmp_path, "---\nurl: a\n").title is None


def test_provenance_is_stored_and_old_records_load(tmp_path: Path) -> None:
    article = take(tmp_path, "Text.")
    data = article.to_json()
    assert data["raw"]["form"] == "markdown"
    assert Article.from_json(data).raw == article.raw
    del data["raw"]
    assert Article.from_json(data).raw is None
    assert Article.from_json(data).id == article.id
    assert Raw.from_json({"sha256": "0", "form": "pdf"}) == Raw("0", "pdf")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kim Jong Un met Choe Ryong Hae, Pak Pong Ju and Ri Yong Ho in Pyongyang and Wonsan on Friday.", "en"),
        ("조선중앙통신은 금요일 국무위원장이 이웃 나라 주석에게 축전을 보냈다고 보도하였다. 대표단도 참가하였다.", "ko"),
        ("国家主席十二日向邻国总统致贺电，祝贺两国建交七十周年，并表示愿同对方一道推动两国友好合作关系向前发展。", "zh"),
        ("Президент направил телеграмму с поздравлениями главе соседнего государства.", "ru"),
        ("Too short to tell.", None),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    assert language_of(text) == code
