"""Names and parties as those who speak."""

from __future__ import annotations

from dragoman.finding import Field, Name, Party, Speaker
from dragoman.grammar import Grammar


def named(text: Grammar, name: Name) -> Speaker:
    """A name as a speaker."""
    span = name.evidence[0]
    return Speaker(
        name=Field(name.canonical, "stated", (span,), text.article.slice(span)),
        state=name.state,
        actor=name.actor,
        type="person" if name.type == "person" else "body",
        evidence=(span,),
        status="named",
    )


def speaking(party: Party) -> Speaker:
    """A party as a speaker: named, or known by its office only."""
    nameless = party.office.known and not party.name.known
    return Speaker(
        name=party.name,
        office=party.office,
        state=party.state,
        actor=party.actor,
        type=party.type,
        evidence=party.evidence,
        status="role_only" if nameless else "named",
    )
