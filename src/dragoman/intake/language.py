"""The language of a text, where nobody states it: by its script, then by its commonest words.

A table and no model: reading one of a hundred languages takes 0.7 s before the first text, and says
Bikol or Nigerian Pidgin of English headlines that are full of Korean names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from dragoman.article import Article, Metadatum

# Words that stand everywhere in a language and seldom in others, by general knowledge.
_WORDS = {
    "en": "a the of and to in that is was for with on by as at from has have be he said his it not will were",
    "fr": "le la les de des du et est une un dans que qui pour par sur au aux avec ce cette il elle sont à",
    "es": "el la los las de del y en que un una por con para su se al es fue como más sus lo entre este",
    "pt": "os as de do da dos das em que um uma por com para não se ao foi são mais no na pelo",
    "it": "il lo la gli le di del della dei in che un una per con non si al alla è sono nel nella dal",
    "de": "der die das und in den von zu mit dem des sich auf für ist im ein eine nicht auch als an wurde",
    "nl": "de het een en van in op te dat die voor met zijn is aan niet door bij werd naar ook uit heeft",
    "sv": "och att det som en på är av för med till den har de inte om ett han var från men vid kommer",
    "da": "og at det som en på er af for med til den har de ikke om et han var fra men ved blev også",
    "no": "og at det som en på er av for med til den har de ikke om et han var fra men ved ble også",
    "fi": "ja on ei se että oli myös mutta kun hän joka ovat tai kuin sen sekä ole jo vuonna mukaan",
    "pl": "i w na z do że się nie jest to o przez dla po od jak oraz który która został są za ze jego",
    "cs": "na se že je do to pro ve by jako byl které který po od také jeho ale za při byla jsou nebo",
    "hu": "a az és hogy nem egy is volt meg ez ezt csak már mint de el vagy szerint után között aki",
    "ro": "și în de la cu pe un o nu că din este care pentru a fost sunt mai au se prin după între",
    "tr": "ve bir bu için ile de da olarak olan daha çok en gibi kadar sonra oldu dedi ise ancak her",
    "id": "yang dan di dari untuk dengan pada ini itu dalam adalah tidak akan telah oleh ke kepada sebagai",
    "vi": "và của là có không được các trong đã một cho với những người này ngày tại để về từ khi",
    "sw": "ya na wa kwa ni katika za la cha kuwa hiyo huo amesema pia au kama wake hilo baada yake",
}  # fmt: skip
_COMMON = {code: frozenset(words.split()) for code, words in _WORDS.items()}
# By script, and inside a script by letters that only one language has; the first that fits.
_SCRIPTS = (
    ("ko", "가-힣"), ("ja", "ぁ-ゖァ-ヺ"), ("zh", "一-鿿"), ("he", "א-ת"), ("th", "ก-๛"), ("el", "α-ω"),
    ("hi", "ऀ-ॿ"), ("bn", "ঀ-৿"), ("ta", "஀-௿"), ("lo", "ກ-ໟ"), ("km", "ក-៹"), ("my", "က-႟"),
    ("ka", "ა-ჿ"), ("hy", "ա-և"), ("am", "ሀ-፼"),
)  # fmt: skip
_ARABIC = (("ur", "ٹڈڑںے"), ("fa", "پچژگی"), ("ar", ""))
_CYRILLIC = (
    ("sr", "јљњћђ"),
    ("be", "ў"),
    ("uk", "іїєґ"),
    ("kk", "әғқңөұүһ"),
    ("ru", "ыэё"),
    ("bg", "ъ"),
    ("ru", ""),
)
_LATIN = re.compile("[a-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PATTERNS = tuple((code, re.compile(f"[{letters}]")) for code, letters in _SCRIPTS)
_FEWEST = 40
# Enough to decide, and the cost stays the same for long texts.
_SAMPLE = 2_000
_FIRST, _CLEAR = 600, 0.2
_QUARTER = 0.25
# How many words of the table a text must have, their share of its words, and how far ahead of the next language.
_LEAST = 3
_ENOUGH = 0.08
_AHEAD = 1.25


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text of at least 40 letters, or None where it isn't certain.

    >>> language_of("The president sent a message to his counterpart on Friday, the agency said.")
    'en'
    >>> language_of("Too short.")
    """
    # Nearly all texts here are English, and a record of thousands is looked through at each run.
    words = text[:_FIRST].lower().split()
    english = sum(1 for w in words if w in _COMMON["en"])
    if english >= _CLEAR * len(words) > _CLEAR * _FEWEST:
        return "en"
    sample = text[:_SAMPLE].lower()
    letters = sum(map(str.isalpha, sample))
    if letters < _FEWEST:
        # A Chinese or Korean letter says as much as two or three others.
        letters += 2 * len(re.findall("[一-鿿가-힣ぁ-ヺ]", sample))
    if letters < _FEWEST:
        return None
    return _by_script(sample, letters) or _by_words(sample)


def _by_script(sample: str, letters: int) -> str | None:
    if len(_LATIN.findall(sample)) * 2 > letters:
        return None
    found = {code: len(pattern.findall(sample)) for code, pattern in _PATTERNS}
    if found["ja"] * 5 > found["zh"] and found["ja"] > found["ko"]:  # kana between ideographs
        found["ja"] += found.pop("zh")
    code, most = max(found.items(), key=lambda item: item[1])
    if most > _QUARTER * letters:
        return code
    for pattern, languages in (("[؀-ۿ]", _ARABIC), ("[а-яёѐ-ӿ]", _CYRILLIC)):
        mine = "".join(re.findall(pattern, sample))
        if len(mine) * 2 > letters:
            return _by_letters(mine, languages)
    return None


def _by_letters(sample: str, languages: tuple[tuple[str, str], ...]) -> str | None:
    """The first language whose own letters are more than a chance name: one in a hundred."""
    for code, own in languages:
        if not own or sum(sample.count(c) for c in own) * 100 > len(sample):
            return code
    return None


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample))
    known = {code: sum(words[w] for w in common) for code, common in _COMMON.items()}
    (code, most), (_, second) = sorted(known.items(), key=lambda item: -item[1])[:2]
    different = sum(1 for w in _COMMON[code] if words[w])
    if different < 2 or most < max(_LEAST, _ENOUGH * words.total()) or most < _AHEAD * second:
        return None
    return code


def with_language(article: Article) -> Article:
    """The article with its language by the text, unless a person, the file or the page states it."""
    if article.value("language") or not (code := language_of(article.text)):
        return article
    return replace(article, metadata=(*article.metadata, Metadatum("language", code, "text")))
