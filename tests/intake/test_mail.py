from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from dragoman.article import Article
from dragoman.intake import Problem, intake

PLAIN = "The president of Laos sent a message of greetings.\n\nNobody said when.\n"
PAGE = "<html><body><h1>Laos greets</h1><p>The president of Laos sent a message of greetings.</p></body></html>"


def take(tmp_path: Path, raw: bytes, name: str = "a.eml") -> list[Article]:
    (tmp_path / name).write_bytes(raw)
    return [i for i in intake([str(tmp_path / name)]) if isinstance(i, Article)]


def mail() -> EmailMessage:
    out = EmailMessage()
    out["From"] = "Inès Caldera <ines@example.org>"
    out["Subject"] = "Laos – greetings to Mongolia"
    out["Date"] = "Fri, 12 Jul 2024 10:00:00 +0700"
    return out


def test_plain_text_is_preferred(tmp_path: Path) -> None:
    message = mail()
    message.set_content(PLAIN)
    message.add_alternative(PAGE, subtype="html")
    (article,) = take(tmp_path, message.as_bytes())
    assert article.text == PLAIN
    assert article.title == "Laos – greetings to Mongolia"
    assert article.title_span is None
    assert [(m.field, m.value, m.by) for m in article.metadata[:2]] == [
        ("published", "2024-07-12T10:00:00+07:00", "file"),
        ("author", "Inès Caldera", "file"),
    ]
    assert article.value("outlet") is None
    assert article.raw is not None
    assert (article.raw.form, article.raw.encoding, article.raw.basis) == (
        "mail",
        "utf-8",
        "declared",
    )


def test_a_mail_that_is_a_page_and_one_in_an_old_encoding(tmp_path: Path) -> None:
    message = mail()
    message.set_content(PAGE, subtype="html")
    (article,) = take(tmp_path, message.as_bytes())
    assert article.text == "The president of Laos sent a message of greetings."
    head = b"Subject: =?euc-kr?B?w+DA/A==?=\r\nContent-Type: text/plain; charset=ks_c_5601-1987\r\n\r\n"
    (article,) = take(tmp_path, head + "대통령이 축전을 보냈다.".encode("cp949"))
    assert (article.title, article.text) == ("축전", "대통령이 축전을 보냈다.")


def test_attachments_are_articles_of_their_own(tmp_path: Path) -> None:
    inner = mail()
    inner.set_content("The text of the mail inside.")
    message = mail()
    message.set_content(PLAIN)
    message.add_attachment(b"A note.", maintype="text", subtype="plain", filename="note.txt")
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="../über.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(inner)
    articles = take(tmp_path, message.as_bytes())
    place = str(tmp_path / "a.eml")
    assert [(a.key, a.source.removeprefix(place)) for a in articles] == [
        ("a.eml", ""),
        ("note.txt", "#note.txt"),
        (".._über.html", "#.._über.html"),
        ("5.eml", "#5.eml"),
    ]
    assert articles[3].text.strip() == "The text of the mail inside."


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    raw = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/laos\r\n"
        "Subject: Laos greets\r\nDate: Mon, 5 Aug 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"{PAGE.replace('=', '=3D')}\r\n--b\r\nContent-Type: text/css\r\n\r\np {{}}\r\n--b--\r\n"
    )
    (article,) = take(tmp_path, raw.encode(), "a.mhtml")
    assert article.text == "The president of Laos sent a message of greetings."
    assert article.published is None  # the day of saving is not that of the story
    assert article.source == "https://example.org/laos"


def test_broken_mime_never_raises(tmp_path: Path) -> None:
    message = mail()
    message.set_content(PLAIN)
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"A note." * 99, maintype="application", subtype="zip", filename="n.zip")
    raw = message.as_bytes()
    for cut in range(0, len(raw), 37):
        (tmp_path / "a.eml").write_bytes(raw[:cut] + b"\xff=?" + raw[cut + 9 :])
        assert all(isinstance(i, (Article, Problem)) for i in intake([str(tmp_path / "a.eml")]))
