"""Which mentions name the same person: "Kim Jong Un" = "Kim Jong-un" = "Kim", or nobody says.

A bare surname joins the only bearer named in full before it; if there are several, the only one
named in the same paragraph; else it stays open. Two people are never joined on a guess.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.article import Span, in_order
from dragoman.grammar.blocks import Paragraph
from dragoman.places import taken as by_place

# Family names that stand first in the usual English form (Korean, Chinese, Vietnamese).
SURNAME_FIRST = set(
    "Kim Ri Pak Choe Choi Jong Jang Han Hwang Kang Yun Yoon Mun Moon An Ahn Cho Jo Chung Jung Lee "
    "Park Yi Rhee No Roh O Oh Paek Baek Ryu Ro Rim Lim Sin Shin Song So Suh Seo Hong Ho Hyon Ju "
    "Ko Koh Kwon Min Nam Pang Son Sohn U Woo Yang Yu Xi Wang Hu Jiang Deng Mao Zhou Zhang Liu "
    "Chen Zhao Li Wu Sun Zhu Gao Lin He Guo Ma Luo Liang Xu Zheng Xie Tang Feng Cao Peng Zeng Xiao "
    "Tian Dong Pan Yuan Cai Jia Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Dai Nguyen Tran Le Pham "
    "Phan Vu Vo Truong Nong".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where somebody or something is named.

    Args:
        actor: id in the roster, if known.
        cluster: the same for all mentions of one; None where the text leaves it open.
        candidates: for a bare surname, the names it may mean.
        bearers: for a name of several people, the ids of those it may mean.
    """

    span: Span
    sort: str
    name: str
    state: str | None = None
    actor: str | None = None
    cluster: str | None = None
    candidates: tuple[str, ...] = ()
    bearers: tuple[str, ...] = ()


def name_key(name: str) -> str:
    """A key that is the same for spellings of one name: case, marks and hyphens don't count.

    >>> name_key("Kim Jŏng-ŭn") == name_key("KIM JONG UN")
    True
    """
    flat = unicodedata.normalize("NFKD", name)
    return re.sub(
        r"[^\w]+", "", "".join(c for c in flat if not unicodedata.combining(c))
    ).casefold()


def surname_of(name: str) -> str | None:
    """The word by which news call a person for short, by the order of the name's language.

    >>> surname_of("Cho Han-bum"), surname_of("Robert Kocharian")
    ('Cho', 'Kocharian')
    """
    words = name.split()
    if len(words) < 2:
        return None
    eastern = words[0] in SURNAME_FIRST and (
        "-" in words[1] or len(words) == 3 or (len(words) == 2 and len(words[1]) <= 8)
    )
    return words[0] if eastern else words[-1]


def clustered(
    full: Iterable[tuple[Mention, str | None]],
    taken: Iterable[Span],
    plain: dict[str, str],
    paragraphs: tuple[Paragraph, ...],
    titles: tuple[Span, ...],
) -> list[Mention]:
    """Full names with their clusters, and the bare surnames found for them.

    Args:
        full: mentions of people by full name, each with its surname.
        taken: places where other names stand.
        titles: where the headline stands; its surnames may be those of people named later.
        plain: title and text with straight marks, by where.
    """
    named = sorted(full, key=lambda x: in_order(x[0].span))
    out: list[Mention] = []
    bearers: dict[str, list[Mention]] = {}
    for mention, surname in named:
        mention = replace(mention, cluster=mention.actor or name_key(mention.name))
        out.append(mention)
        if surname:
            bearers.setdefault(surname, []).append(mention)
    if not bearers:
        return out
    occupied = by_place((*taken, *(m.span for m in out)))
    named_so = {surname: _Bearers(some) for surname, some in bearers.items()}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(bearers))) + r")(?!\w)")
    for block in paragraphs:
        text = plain[block.span.where]
        for m in pattern.finditer(text, block.span.start, block.span.end):
            span = Span(m.start(), m.end(), block.span.where)
            title = block.span in titles
            if occupied.meets(span) or _in_longer_name(text, span, block.span, title):
                continue
            out.append(_bare(span, named_so[m.group()], block, title))
    return sorted(out, key=lambda x: in_order(x.span))


def _in_longer_name(text: str, span: Span, block: Span, in_title: bool) -> bool:
    """True if a capitalised word follows or a given name goes before: then it is another's name."""
    after = re.match(
        r"[ -](?:[A-Z][\w'-]*|[a-z]+-)", text[span.end : min(span.end + 30, block.end)]
    )
    before = re.search(
        r"(?P<word>[A-Z][a-z]+|[A-Z]\.)[ -]$", text[max(block.start, span.start - 25) : span.start]
    )
    given = before is not None and before["word"] not in _NOT_GIVEN
    word = after.group().strip(" -") if after else ""
    # In a headline verbs stand in capitals as well: "Kim Visits Farm".
    verb = bool(_SAID.match(word)) or (in_title and word.endswith(("s", "ed")))
    return bool(word and not verb) or given


# Capitalised words before a bare surname that are no given names.
_NOT_GIVEN = set(
    "Mr Mrs Ms Dr President Premier Chairman Leader Minister Marshal Comrade General Secretary "
    "Senator Ambassador Chancellor King Queen Prince When While And But As If Then That In For "
    "After Before Since Both With The To From By Although Though Meanwhile Today Later Soon Now Instead Yesterday "
    "Earlier Often Once Still Yet So Here There Not Even Only Also Perhaps Again Thus How Why".split()
)
_SAID = re.compile(r"(?:On|In|At|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b")


# Names that a doubt tells one by one; no article of ours has more than a dozen of one surname.
_MOST_NAMES = 100


class _Bearers:
    """The mentions in full of those who bear one surname, in order of place."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self._starts = [in_order(m.span) for m in mentions]
        # For each mention, where the next one of somebody else stands.
        self._other = [len(mentions)] * len(mentions)
        for i in range(len(mentions) - 2, -1, -1):
            same = mentions[i].cluster == mentions[i + 1].cluster
            self._other[i] = self._other[i + 1] if same else i + 1
        self._first: dict[str, int] = {}
        for i, m in enumerate(mentions):
            self._first.setdefault(m.name, i)

    def until(self, span: Span) -> int:
        """How many stand before a place."""
        return bisect_left(self._starts, in_order(span))

    def only(self, first: int, last: int) -> Mention | None:
        """The first of these mentions, if all are of one person."""
        return self.mentions[first] if first < last <= self._other[first] else None

    def names(self, last: int) -> tuple[str, ...]:
        """The names of all before, each once; of a crowd how many more there are."""
        told = [name for name, i in self._first.items() if i < last]
        more = len(told) - _MOST_NAMES
        return (*told[:_MOST_NAMES], *([f"{more} others"] if more > 0 else []))


def _bare(span: Span, bearers: _Bearers, block: Paragraph, in_title: bool) -> Mention:
    last = len(bearers.mentions) if in_title else bearers.until(span)
    first = bearers.until(Span(block.span.start, 0, block.span.where))
    end = min(last, bearers.until(Span(block.span.end, 0, block.span.where)))
    found = bearers.only(0, last) or bearers.only(first, end)
    if found is not None:
        return replace(found, span=span)
    word = bearers.mentions[0].name
    return Mention(span, "person", surname_of(word) or word, candidates=bearers.names(last))
