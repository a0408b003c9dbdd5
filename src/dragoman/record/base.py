"""What any record can do: the narrow interface that pipeline, report and commands rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from dragoman.article import Article, Coverage, Covered, Metadatum, Naming
from dragoman.corrections import Standing, Statement
from dragoman.finding import Credit, Finding, Reading


class RecordError(Exception):
    """The record can't be used as it is; the text says which file, why, and the way out."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles and findings a listing wants; empty means all.

    Args:
        between: states (alpha-3); a message counts if its parties' states hold both, a quote if
            a speaker's state is one and the content or the addressee names somebody of the other,
            an office if it is of either, wording if it is of this pair; a claim, outlook or
            judgement also if its words name somebody of both.
        since: first day of publication, ISO, included.
        until: last day of publication, ISO, included.
        article: id or key of one article, or the beginning of either.
        who: words in the name, office, actor id or state of a sender, speaker or holder of an
            office, claim or outlook; for a speaker also in the affiliation, and in the words
            that stand for one without a name.
        to: the same for recipients.
        form: a message form.
        scope: message scopes; None for all.
        about: words with which words in a quote's content must begin, every one of them.
        act: what a quote does.
        kind: a quote's form, or the status of a speaker.
        versions: also articles of which the record holds a newer version.
    """

    between: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    article: str | None = None
    who: str | None = None
    to: str | None = None
    form: str | None = None
    scope: tuple[str, ...] | None = None
    about: str | None = None
    act: str | None = None
    kind: str | None = None
    versions: bool = False


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where searched words stand: the span's characters with what is around them."""

    article: str
    key: str
    start: int
    end: int
    left: str
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A stored span or hash that no longer agrees with its text."""

    article: str
    finding: str | None
    why: str


class View(Protocol):
    """Reading side of a record."""

    def articles(self, want: Filter = EVERYTHING) -> Iterator[Article]:
        """Articles by date of publication (undated last), then key."""

    def sources(self, article: str) -> list[str]:
        """Every source from which this article came, in the order they came."""

    def findings(
        self, kind: str | None = None, want: Filter = EVERYTHING
    ) -> Iterator[tuple[str, Finding]]:
        """Findings with the id of their article, article by article, in reading order."""

    def readings(
        self,
        want: Filter = EVERYTHING,
        kinds: Collection[str] | None = None,
        of: Collection[str] | None = None,
    ) -> Iterator[Reading]:
        """Whole readings, in the order of `articles`.

        Args:
            kinds: read only findings of these kinds, and only articles that have one.
            of: read only articles with these ids.
        """

    def finding(self, prefix: str) -> tuple[Article, Finding]:
        """The finding whose id begins so; LookupError says if there is none or several."""

    def as_read(self, own: str, kinds: Collection[str] | None = None) -> list[Finding]:
        """What the machine read in the article with this id, without anybody's corrections."""

    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the file of corrections, in its order."""

    def standings(self) -> list[Standing]:
        """Every statement of the file of corrections with what became of it here, in its order."""

    @property
    def corrections(self) -> Path | None:
        """The file of corrections, which may not be there yet; None for a record without."""

    def called(self, name: str) -> list[tuple[str, str | None]]:
        """Whoever is called so, or has this actor's id: names with their actors as they were read."""

    def marks(self) -> Mapping[str, str]:
        """For each article a mark that changes when its findings do, or what persons say of them."""

    def at(self, own: str, run: int) -> list[Finding] | None:
        """What the machine had read of an article when a run ended; None if it was not held."""

    def between(
        self, one: int, two: int
    ) -> Iterator[tuple[str, list[Finding] | None, list[Finding]]]:
        """What the machine read otherwise at the end of the second run than of the first.

        Ids of articles, each with what had been read before, None if it was not held, and after.
        """

    def article(self, own: str) -> Article:
        """The article with exactly this id; LookupError if there is none."""

    def credits(self, own: str) -> list[Credit]:
        """Who made the article with this id, as far as its text says."""

    def namings(self) -> Iterator[Naming]:
        """Of which states each article names something, in the order in which articles came.

        Articles of which a newer version is held are left out.
        """

    def sketches(self, of: Collection[str] | None = None) -> Mapping[str, int]:
        """How many hashes are kept of each article, or of these, in the order in which they came.

        Articles of which a newer version is held are left out, here and in `holders`.
        """

    def holders(
        self, of: str | None = None, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, ...]]:
        """For each kept hash that several articles share, these, in the order in which they came.

        Args:
            of: only hashes of the article with this id, and of their holders only the first few.
            among: only what these articles share with each other.
        """

    def search(self, words: str, *, limit: int = 100) -> Iterator[Hit]:
        """Where the words stand, best article first."""

    def counts(self, *, as_read: bool = False, newest: bool = False) -> Mapping[str, int]:
        """How many articles and findings of each kind are held.

        Args:
            as_read: as the machine read them, without anybody's corrections.
            newest: only of the newest version of each article, as listings show them.
        """

    def latest(self, number: int) -> list[Article]:
        """The articles published last, the newest first; undated ones only where there are no others."""

    def months(self) -> Mapping[tuple[str, str], int]:
        """By outlet ("" where none is held) and month of publication how many articles are held."""

    def stamp(self) -> str:
        """Words that differ after anything held has changed; cheap to ask for."""

    def coverage(self) -> tuple[Covered, ...]:
        """For which time a person says what is held of which outlet."""

    def runs(self) -> list[dict[str, Any]]:
        """The manifests of all runs, oldest first."""

    def verify(self) -> Iterator[Fault]:
        """Every stored hash and span checked against the stored text; yields what differs."""


class Record(View, Protocol):
    """Both sides of a record."""

    def is_current(self, article: Article, read_with: str) -> bool:
        """True if this article, from this source, was already read so; then nothing is to do."""

    def given_by_person(self, article: Article) -> tuple[Metadatum, ...]:
        """What a person once said of this article from this source; it outlives a re-reading."""

    def add(self, reading: Reading, read_with: str, run: int) -> None:
        """Store an article and all its findings, in one transaction; replaces an older reading."""

    def cover(self, coverage: Coverage) -> None:
        """Store a table of coverage; it replaces what came from the same place before."""

    def begin_run(self, manifest: Mapping[str, Any]) -> int:
        """Note a run's manifest and give its number."""

    def end_run(self, run: int, outcome: Mapping[str, Any]) -> None:
        """Note how a run ended."""

    def close(self) -> None:
        """Release the file."""
