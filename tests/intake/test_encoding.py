from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.intake import Problem, intake
from dragoman.intake.encoding import UndecidableError, decoded

# Other sentences than those that the scores were made with.
TEXTS = {
    "cp949": "북남관계를 개선하고 나라의 평화를 지키는것은 우리 민족의 한결같은 요구이다. 대표단은 어제 수도에 도착하여 여러 곳을 돌아보았다.",
    "gb18030": "代表团昨天下午抵达首都，受到当地官员的热烈欢迎。双方将就经济贸易、科技和教育等问题举行会谈，并签署有关文件。",
    "big5": "代表團昨天下午抵達首都，受到當地官員的熱烈歡迎。雙方將就經濟貿易、科技和教育等問題舉行會談，並簽署有關文件。",
    "cp932": "代表団は昨日の午後、首都に到着し、現地の関係者から歓迎を受けた。両国は経済や教育などについて話し合うことにしている。",
    "cp1251": "Делегация прибыла вчера в столицу, где её встретили представители властей. Стороны обсудят вопросы торговли и образования.",
    "koi8_r": "Вчера посол посетил завод на севере страны. Он рассказал рабочим о переговорах и поблагодарил их за гостеприимство.",
    "cp1252": "La délégation est arrivée hier à la capitale, où elle a été reçue par les autorités. Les entretiens dureront trois journées.",
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_guessed_by_its_letters_and_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXTS[name].encode(name))
    note, article = intake([str(path)])
    assert isinstance(article, Article)
    assert article.text == TEXTS[name]
    assert article.raw is not None
    assert (article.raw.encoding, article.raw.basis) == (name, "detected")
    assert isinstance(note, Problem)
    assert f"read as {name} by its letters; if wrong, convert it with iconv" in str(note)
    assert not note.lost


@pytest.mark.parametrize(
    ("raw", "declared", "wanted"),
    [
        ("\ufeffText.".encode(), "koi8-r", ("Text.", "utf-8", "mark")),
        ("\ufeffText.".encode("utf-16-be"), None, ("Text.", "utf-16-be", "mark")),
        ("\ufeffText.".encode("utf-32-le"), None, ("Text.", "utf-32-le", "mark")),
        (TEXTS["cp1251"].encode("cp1251"), "windows-1251", (TEXTS["cp1251"], "cp1251", "declared")),
        ("“quoted”".encode("cp1252"), "iso-8859-1", ("“quoted”", "cp1252", "declared")),
        ("喆堃".encode("gb18030"), "gb2312", ("喆堃", "gb18030", "declared")),
        ("똠방각하".encode("cp949"), "euc-kr", ("똠방각하", "cp949", "declared")),
        ("é".encode(), "us-ascii", ("é", "utf-8", "valid")),
        ("é".encode(), "klingon", ("é", "utf-8", "valid")),
        (b"plain", "iso-8859-1", ("plain", "cp1252", "declared")),
        ("축전을 보냈다".encode("iso2022_kr"), "iso-2022-kr", ("축전을 보냈다", "iso2022_kr", "declared")),
        (TEXTS["cp949"].encode("utf-16-le"), None, (TEXTS["cp949"], "utf-16-le", "detected")),
    ],
)  # fmt: skip
def test_mark_then_declaration_then_utf8_then_guess(
    raw: bytes, declared: str | None, wanted: tuple[str, str, str]
) -> None:
    found = decoded(raw, declared)
    assert (found.text, found.encoding, found.basis) == wanted


@pytest.mark.parametrize(
    "raw",
    [
        "Prezydent wysłał depeszę gratulacyjną do swojego odpowiednika z okazji święta.".encode(
            "cp1250"
        ),
        "بعث رئيس الجمهورية برقية تهنئة إلى نظيره بمناسبة العيد الوطني لبلاده.".encode("cp1256"),
        b"\x81\x8d\x8f\x90\x9d" * 20,
        b"A\0B\0\0C",
    ],
)
def test_what_is_not_certain_is_refused(raw: bytes) -> None:
    with pytest.raises(UndecidableError):
        decoded(raw)
