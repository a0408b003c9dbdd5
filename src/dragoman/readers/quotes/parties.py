"""Figures as the speakers of the record: name, office, state, affiliation, reason for anonymity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.finding import NOT_STATED, Field, Speaker, SpeakerStatus
from dragoman.grammar import Grammar
from dragoman.grammar.parties import Parties
from dragoman.readers.quotes.cast import Figure
from dragoman.readers.quotes.phrases import sort_of_run
from dragoman.readers.quotes.speakers import Voice

_STATUS: dict[str, SpeakerStatus] = {
    "person": "named",
    "state": "named",
    "body": "named",
    "outlet": "outlet",
    "document": "document",
    "group": "group",
    "office": "role_only",
    "nameless": "anonymous",
    "unknown": "group",
    "several": "group",
    "article": "article",
}
_ANONYMITY = re.compile(
    r"\b(?:(?:who |and |they |he |she )?(?:also )?(?:requested|asked for|sought|demanded|insisted on|was granted|were granted|granted) anonymity"
    r"|(?:on|under) (?:the )?condition of anonymity|(?:speaking|spoke|talking) anonymously"
    r"|(?:declined|asked|refused|did not want|didn't want|wished|preferred|requested) (?:not )?to be (?:named|identified)"
    r"|(?:not|who could not|cannot) be (?:named|identified)|not authori[sz]ed to (?:speak|comment|discuss)[^,.\"]*)"
)
_REASON = re.compile(
    r"(?P<reason>\b(?:to speak (?:freely|candidly|frankly|openly)|to (?:discuss|describe|avoid|protect|talk)\b[^,.\"]*|"
    r"(?:because|as|since|due to|for fear|fearing|out of fear|citing|for)\b[^.\"]*))"
)
_OFFICE = re.compile(
    r"(?:(?:the|an?|his|her|its|their) )?(?P<office>.+?)(?=,| (?:who|which|that)\b|\Z)",
    re.IGNORECASE,
)
_RUN = re.compile(r"(?:the )?[A-Z][\w.&'-]*(?: (?:of |for |and |the )*[A-Z][\w.&'-]*)*")
_OF = re.compile(r"\s*,? (?:of|from|at|with|for) (?=the [A-Z]|[A-Z])")


class Described:
    """Makes speakers of figures, for one article."""

    def __init__(self, text: Grammar, parties: Parties) -> None:
        self._text = text
        self._parties = parties

    def speakers(self, voice: Voice, source: Span | None) -> tuple[Speaker, ...]:
        """A speaker for each figure; an open one where there is none."""
        if not voice.figures:
            return (self._open(voice, source),)
        return tuple(self._speaker(f, source) for f in voice.figures)

    def _open(self, voice: Voice, source: Span | None) -> Speaker:
        if source is None:
            return Speaker(status="unresolved")
        words = self._text.article.slice(source)
        name = Field(None, "not_resolved", (source,), words, needs="antecedent")
        return Speaker(name=name, evidence=(source,), status="unresolved")

    def _speaker(self, f: Figure, source: Span | None) -> Speaker:
        status = "group" if f.sort == "nameless" and f.plural else _STATUS[f.sort]
        here = source if source is not None else f.first
        evidence = (here,) if f.first.meets(here) or self._names(f, here) else (here, f.first)
        withheld, reason = self._anonymity(f) if f.name is None else (None, None)
        words = self._text.article.slice(here)
        if f.name is not None:
            name = Field(f.name, "stated", evidence, words)
        elif withheld is not None:
            name = Field(None, "withheld", (withheld,), self._text.article.slice(withheld))
        else:
            name = Field(None, "not_stated", (f.first,), self._text.article.slice(f.first))
        office, state = self._office(f)
        return Speaker(
            name=name,
            office=office,
            state=f.state or state,
            actor=f.actor,
            type="person" if f.sort in ("person", "office", "nameless") and not f.plural
            else "body" if f.sort in ("state", "body", "outlet") else "people" if status == "group" else "other",
            evidence=evidence,
            status=status,
            affiliation=self._affiliation(f, here),
            anonymity_reason=reason,
        )  # fmt: skip

    def _names(self, f: Figure, here: Span) -> bool:
        return bool(f.name) and f.name == self._text.words(here)

    def _office(self, f: Figure) -> tuple[Field, str | None]:
        """The office with which the text gives a person, and the state that it shows."""
        if f.sort not in ("person", "office") or f.phrase is None:
            return NOT_STATED, None
        span = f.phrase.span
        found = self._parties.at(span.start, span.end, span.where)
        for party in found.parties if found else ():
            if party.office.known and (party.actor == f.actor or len(found.parties) == 1):  # type: ignore[union-attr]
                return party.office, party.state
        if f.sort == "office":
            title = _OFFICE.match(self._text.words(span))
            if title is not None:
                span = Span(
                    span.start + title.start("office"), span.start + title.end(), span.where
                )
            return Field(self._text.article.slice(span), "stated", (span,), None), None
        return NOT_STATED, None

    def _affiliation(self, f: Figure, here: Span) -> Field:
        """The body, place or state that a source is given with; from elsewhere it is implied."""
        if f.sort in ("state", "document", "article", "several"):
            return NOT_STATED
        p = f.phrase
        span = self._of(p.span, f) if p is not None else None
        if span is None:
            span = self._of_state(f, here)
        if span is None:
            return NOT_STATED
        state = "stated" if here.holds(span) else "implied"
        return Field(self._text.article.slice(span), state, (span,), None)  # type: ignore[arg-type]

    def _of_state(self, f: Figure, here: Span) -> Span | None:
        """Where the state of a figure is named: in the source itself, else first in the article."""
        if f.state is None:
            return None
        whole = Span(0, len(self._text.plain["text"]))
        for within in (here, whole):
            for n in self._parties.named(within):
                if n.type == "state" and n.state == f.state:
                    return n.evidence[0]
        return None

    def _of(self, whole: Span, f: Figure) -> Span | None:
        p = f.phrase
        if p is not None and p.owner is not None and re.search(r"[A-Z]", self._text.words(p.owner)):
            return p.owner
        named = [
            n for n in self._parties.named(whole)
            if n.type in ("organisation", "place", "state") and not (f.name and n.canonical == f.name)
        ]  # fmt: skip
        bodies = [n for n in named if n.type == "organisation"]
        people = [n.evidence[0] for n in self._parties.named(whole) if n.type == "person"]
        runs = [
            s for s in self._runs(whole)
            if not any(s.meets(one) for one in people) and (f.name or "\0") not in self._text.words(s)
        ]  # fmt: skip
        unknown = [s for s in runs if sort_of_run(self._text.words(s)) in ("body", "outlet")]
        places = [n.evidence[0] for n in (*bodies, *named)]
        found = ([] if bodies else unknown) + places + runs
        return found[0] if found else None

    def _runs(self, whole: Span) -> Iterator[Span]:
        """Names in capitals after "of", "at" and the like."""
        words = self._text.words(whole)
        for m in _OF.finditer(words):
            if run := _RUN.match(words, m.end()):
                yield Span(whole.start + run.start(), whole.start + run.end(), whole.where)

    def _anonymity(self, f: Figure) -> tuple[Span | None, str | None]:
        """Where the text says that a name is withheld on request, and the reason it gives."""
        sentence = self._text.sentence_at(f.first)
        if sentence is None:
            return None, None
        words = self._text.words(sentence.span)
        m = _ANONYMITY.search(words)
        if m is None:
            return None, None
        start = sentence.span.start
        reason = _REASON.match(words[m.end() :].lstrip(" ,"))
        span = Span(start + m.start(), start + m.end(), sentence.span.where)
        return span, reason["reason"].strip() if reason else None
