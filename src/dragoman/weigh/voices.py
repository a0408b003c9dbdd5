"""Who speaks in the articles: the quotes of each speaker, over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman import lore
from dragoman.article import Article, Span
from dragoman.finding import Quote, Speaker, SpeakerStatus

KINDS: tuple[SpeakerStatus, ...] = (
    "named",
    "role_only",
    "group",
    "outlet",
    "document",
    "article",
    "anonymous",
    "unresolved",
)

# Of these one voice stands for all: nothing tells one of them from another.
TOGETHER: tuple[SpeakerStatus, ...] = ("article", "unresolved")
# The same words in two articles need not mean the same people.
BY_ARTICLE: tuple[SpeakerStatus, ...] = ("group", "anonymous")
_WORDED = (*BY_ARTICLE, "unresolved")
_KNOWN = "@"  # before an actor's id, which is no name


@dataclass(frozen=True, slots=True)
class Said:
    """One quote of one speaker; a quote with several speakers is said by each of them."""

    article: Article
    quote: Quote
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with everything that it is said to have said.

    Args:
        kind: the status that its quotes have in common; "named" for whoever the roster knows.
        actor: its id in the roster, if it has one.
    """

    kind: SpeakerStatus
    name: str
    state: str | None
    actor: str | None
    said: tuple[Said, ...]

    @property
    def articles(self) -> int:
        """In how many articles it speaks."""
        return len({s.article.id for s in self.said})


def speakers(quote: Quote) -> tuple[Speaker, ...]:
    """Its speakers; one that is not resolved where it has none."""
    return quote.speakers or (Speaker(),)


def called(article: Article, quote: Quote | None, speaker: Speaker) -> str:
    """What to call a speaker: its name, else its office, else the words that stand for it.

    Groups, the anonymous and the unresolved go by those words first: an office doesn't tell them
    from others. Where no words stand it is "the article" for the article itself, else "?".

    Args:
        quote: the quote that it speaks; None for the holder of a claim or an outlook.
    """
    source = (quote.source,) if quote and quote.source else ()
    spans: tuple[Span, ...] = speaker.evidence[:1] or source
    words = " ".join(" ".join(map(article.slice, spans)).split())
    office = speaker.office.value
    either = (words, office) if speaker.status in _WORDED else (office, words)
    last = "the article" if speaker.status == "article" else speaker.state
    return str(next(filter(None, (speaker.name.value, *either, last)), "?"))


def offices(speaker: Speaker, article: Article) -> tuple[str, ...]:
    """The offices that the roster gives a speaker on the day of the article, the latest first.

    Behind them, with " ?", those that may have been held then; none for an article without a day.
    """
    return roles_at(speaker.actor, article)


def roles_at(known: str | None, article: Article) -> tuple[str, ...]:
    """The same of somebody whom the roster has under this id."""
    day = article.reference_date.value
    actor = lore.roster().get(known) if known and day else None
    if actor is None or day is None:
        return ()
    held = lore.roles(actor, day)
    perhaps = (t for t in lore.roles(actor, day, possible=True) if t not in held)
    return (*(t.office for t in reversed(held)), *(f"{t.office} ?" for t in perhaps))


def voices(quotes: Iterable[tuple[Article, Quote]]) -> list[Voice]:
    """Every speaker with its quotes: by kind, the most quoted first.

    Persons and bodies of the roster are one over all articles, and so is whoever bears one name
    or one office, unless states tell two apart. Groups and the anonymous are one within an article
    only, by the words that keep back the name, else by those that stand for them; the unresolved
    all stand under one head.
    """
    said = [Said(a, q, s) for a, q in quotes for s in speakers(q)]
    states: dict[tuple[str, str, str], set[str]] = {}
    for one in said:
        states.setdefault(_key(one), set()).add(one.speaker.state or "")
    groups: dict[tuple[str, ...], list[Said]] = {}
    for one in said:
        key = _key(one)
        # Only states tell bearers of one name apart; who has none beside just one is that one.
        apart = len(states[key] - {""}) > 1 and not key[1].startswith(_KNOWN) and key[1]
        groups.setdefault((*key, one.speaker.state or "") if apart else key, []).append(one)
    made = [_voice(same) for same in groups.values()]
    return sorted(made, key=lambda v: (KINDS.index(v.kind), -len(v.said), v.name, v.state or ""))


def _kind(speaker: Speaker) -> SpeakerStatus:
    return "named" if speaker.actor and speaker.status == "role_only" else speaker.status


def _key(one: Said) -> tuple[str, str, str]:
    """By what quotes are put together: kind; actor or name; the article, where it is one in it."""
    kind, who = _kind(one.speaker), one.speaker
    if kind in TOGETHER:
        return (kind, "", "")
    if who.actor:
        return (kind, _KNOWN + who.actor, "")
    name = called(one.article, one.quote, who).casefold().replace("-", " ")
    own = kind in BY_ARTICLE or not (who.name.value or who.office.value)
    if kind in BY_ARTICLE and who.name.evidence:
        name = str(who.name.evidence)
    return (kind, name, one.article.id if own else "")


def _voice(said: list[Said]) -> Voice:
    first = said[0]
    kind = _kind(first.speaker)
    actor = lore.roster().get(first.speaker.actor or "")
    state = next((s.speaker.state for s in said if s.speaker.state), None)
    name = called(first.article, first.quote, first.speaker)
    return Voice(
        kind,
        actor.name if actor else name,
        None if kind in TOGETHER else state or (actor.state if actor else None),
        first.speaker.actor,
        tuple(said),
    )
