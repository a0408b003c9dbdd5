"""Where the weight of a text lies: which states it names, in which order, with how many words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from dragoman.article import Span
from dragoman.finding.base import Finding


@dataclass(frozen=True, slots=True)
class Weight:
    """The words that a text gives to a state, or to several states that share its passages.

    Args:
        state: one state, or several in the order of their codes, joined by "+" ("CUB+VNM").
        rank: place in the order in which passages of this state, or of these, begin.
        first: the words that name the state, or the first of these, where that passage begins.
        words: of all passages that are this state's, or these states' together; each word counts
            in one row only.
        share: of all words counted, two digits.
    """

    state: str
    rank: int
    first: Span
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One state in the order of first mention.

    Args:
        mentions: how often it is named.
        alone: words of passages that are this state's only.
        shared: words of passages that it shares with others; they count for each of these.
    """

    state: str
    rank: int
    first: Span
    mentions: int
    alone: int
    shared: int


@dataclass(frozen=True, slots=True)
class StatedWeight:
    """What the article itself reports for a state, or for several together; None where it does not.

    Args:
        rank: place in the order that it reports, among those that it names there.
        words: the number of words, or of whatever `Stated.unit` says.
    """

    state: str
    rank: int | None
    words: int | float | None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """An article's own figures for the emphasis of a document; never merged with ours.

    Args:
        document: what was counted, in the article's words; None if it does not say.
        sum: of the numbers reported; None if fewer than two states have one.
        unit: what was counted: word, line, sentence, paragraph, page, column, chapter, slide,
            minute, mention (how often it is named) or percent; None if only an order is reported.
    """

    document: str | None
    states: tuple[StatedWeight, ...]
    sum: int | float | None
    unit: str | None = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis(Finding):
    """Order and words per state of an article, or of a speech or message in it.

    Args:
        of: the whole article, or the characters of a part of it.
        n: all words counted: those of the story, or of the part, without titles and headings.
        own: the state for which the text speaks, whose mentions take no words from others; None
            if that is not known.
        own_words: of passages that name no state but the own one.
        unnamed: words of passages that name no state at all.
        headed: states that title or headings name; they have no words of their own.
        mentioned: every state but the own one, in the order of first mention.
    """

    kind: ClassVar[str] = "emphasis"
    of: Literal["article"] | Span = "article"
    states: tuple[Weight, ...] = ()
    stated_by_article: Stated | None = None
    n: int = 0
    own: str | None = None
    own_words: int = 0
    unnamed: int = 0
    headed: tuple[str, ...] = ()
    mentioned: tuple[Mentioned, ...] = ()

    def role_key(self) -> str:
        """The part of the article that it is about."""
        return "article" if isinstance(self.of, str) else "part"
