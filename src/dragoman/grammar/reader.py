"""What a reader is: a pure function of an article's grammar and of what was found before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.finding import Finding, Found
from dragoman.grammar import Grammar


def asks_nothing(_text: Grammar) -> Iterable[int]:
    """No paragraph needs to be parsed."""
    return ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader.

    Args:
        read: yields findings; has no other effect.
        needs: kinds that earlier readers give and that this one is handed.
        gives: kinds that it may yield.
        asks: numbers of the paragraphs that it needs parsed, by cheap cues.
        languages: those that its rules are for; None if it reads any.
    """

    name: str
    version: int
    read: Callable[[Grammar, Found], Iterator[Finding]]
    gives: tuple[type[Finding], ...]
    needs: tuple[type[Finding], ...] = ()
    asks: Callable[[Grammar], Iterable[int]] = asks_nothing
    languages: tuple[str, ...] | None = ("en",)

    def reads(self, language: str | None) -> bool:
        """True if its rules are for a language, or nobody says which it is."""
        own = (language or "").casefold().split("-")[0]
        return self.languages is None or not own or own in self.languages

    @property
    def signature(self) -> str:
        """Name and version, as findings carry it."""
        return f"{self.name}/{self.version}"
