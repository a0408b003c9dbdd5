from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.article import Article, Span
from dragoman.intake import intake

DOCUMENTS = Path(__file__).parent / "documents"


def pdf(lines: list[list[tuple[float, float, str]]], *, size: float = 12) -> bytes:
    """A PDF written by hand: for each page its lines as (left, bottom, words)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(lines)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(lines)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
    for i, page in enumerate(lines):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = "".join(f"1 0 0 1 {x} {y} Tm ({w}) Tj\n" for x, y, w in page)
        stream = f"BT /F1 {size} Tf\n{shown}ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)


def take(path: Path) -> Article:
    (article,) = (i for i in intake([str(path)]) if isinstance(i, Article))
    return article


def paragraph(*lines: str, top: float = 700, left: float = 72) -> list[tuple[float, float, str]]:
    return [(left, top - 14 * i, words) for i, words in enumerate(lines)]


def test_two_columns_hyphens_and_running_heads() -> None:
    article = take(DOCUMENTS / "columns.pdf")
    assert article.title == "Laos greets Mongolia on its day"
    assert article.title_span == Span(0, 31)
    paragraphs = article.text.split("\n\n")
    assert paragraphs[1] == (
        "The president of Laos sent a congratulatory message to the president of Mongolia on Friday, "
        "the Lao News Agency reported without giving any details of its delivery."
    )
    assert "well-known neighbours" in paragraphs[2]
    assert len(paragraphs) == 6
    assert "Page" not in article.text
    assert article.raw is not None
    assert [article.slice(p)[:8] for p in article.raw.pages] == ["Laos gre", "Official"]
    assert article.raw.page_of(article.text.index("put off twice")) == 2


def test_lines_of_a_paragraph_are_joined_and_pages_go_on(tmp_path: Path) -> None:
    first = paragraph(
        "The president of Laos sent a message to the",
        "president of Mongolia, the agency said. He",
        "came.",
    )
    second = paragraph(
        "The agency did not say when the message had", "been sent by the president of", top=640
    )
    third = paragraph("the republic, or who had carried it home.")
    (tmp_path / "a.pdf").write_bytes(pdf([first + second, third]))
    article = take(tmp_path / "a.pdf")
    assert article.text.split("\n\n") == [
        "The president of Laos sent a message to the president of Mongolia, the agency said. He came.",
        "The agency did not say when the message had been sent by the president of the republic, or "
        "who had carried it home.",
    ]
    assert article.title is None


@pytest.mark.parametrize(
    ("end", "start", "elsewhere", "wanted"),
    [
        ("the congratu-", "latory message of the", "a congratulatory", "congratulatory message"),
        ("some well-", "known men of the land", "a well-known", "well-known men"),
        ("the Sino-", "Korean border is long", "a border", "Sino-Korean border"),
        ("a two-", "day visit of the king", "a visit", "two-day visit"),
    ],
)
def test_a_hyphen_goes_only_where_the_word_stands_elsewhere_without(
    tmp_path: Path, end: str, start: str, elsewhere: str, wanted: str
) -> None:
    page = paragraph(f"In this line there is {elsewhere} one, and so on, {end}", start)
    (tmp_path / "a.pdf").write_bytes(pdf([page]))
    assert wanted in take(tmp_path / "a.pdf").text


def test_heads_and_feet_of_most_pages_are_left_out(tmp_path: Path) -> None:
    pages: list[list[tuple[float, float, str]]] = [
        [(72, 760, "The Post"), (72, 500, f"Text of page {n}, {words}."), (300, 30, f"Page {n}")]
        for n, words in ((1, "one"), (2, "two"), (3, "three"))
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(pages))
    text = take(tmp_path / "a.pdf").text
    assert text == "Text of page 1, one.\n\nText of page 2, two.\n\nText of page 3, three."


def test_a_pdf_by_any_name(tmp_path: Path) -> None:
    (tmp_path / "noname").write_bytes(pdf([paragraph("A line of text.")]))
    items = list(intake([str(tmp_path / "noname")]))
    assert isinstance(items[0], Article)
    assert items[0].text == "A line of text."
    assert len(items) == 1
