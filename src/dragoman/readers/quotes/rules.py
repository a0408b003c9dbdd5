"""Attributions by quotation marks and known verbs alone, for when the encoder is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.readers.quotes.acts import act_of, verbs
from dragoman.readers.quotes.drafts import Draft

RULE = "known verb"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)"
_NOUNS = (
    r"(?:(?:[Tt]he|[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Ss]everal|[Ss]ome) )?"
    r"(?:[\w.'-]+ ){0,5}?[\w.'-]+(?: (?:of|for|from|at|in) (?:the )?[\w.'-]+(?: [A-Z][\w.'-]+)*)?"
)
_NAME = r"(?:[Tt]he )?[A-Z][\w.'-]*(?: (?:of |for |the )*[A-Z][\w.'-]*)*(?:, [^,\"]{2,80},)?"
_ADVERB = r"(?:(?:also|later|has|have|had|then|further|was quoted as|were quoted as) )*"


@cache
def _verb() -> str:
    """Forms of verbs that introduce what somebody says, longest first; plain beliefs are left out."""
    forms = {" ".join(f) for f in verbs() if act_of(" ".join(f)) not in ("assess", "ask", "refuse")}
    forms -= {f for f in forms if f.endswith("ing") or (" " not in f and len(f) < 3)} | _ALSO_NOUNS
    return "(?:" + "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) + ")"


# Forms that are nouns or other verbs more often than they attribute.
_ALSO_NOUNS = {
    "report", "reports", "call", "calls", "state", "states", "hold", "holds", "held", "show", "shows", "post", "posts",
    "direct", "order", "orders", "present", "share", "shares", "issue", "issues", "release", "press", "answer", "answers",
    "project", "projects", "attack", "attacks", "charge", "charges", "fault", "hit", "hits", "according to", "per", "comment",
    "comments", "note", "notes", "address", "demand", "demands", "claim", "claims", "question", "hope", "hopes", "read", "reads",
    "view", "views", "offer", "offers", "appeal", "appeals", "object", "objects", "wish", "fear", "fears", "signal", "signals",
    "talk", "talks", "continue", "continued", "continues", "called", "showed", "shown", "presented", "commit", "committed",
}  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    verb = _verb()
    who = rf"(?P<source>{_PRONOUN}|{_NAME}|{_NOUNS})"
    cue = rf"(?P<cue>{_ADVERB}{verb})"
    quoted = r'(?P<content>"[^"]+")'
    return tuple(
        re.compile(p)
        for p in (
            rf"{quoted},? {who} {cue}\b",
            rf"{quoted},? {cue} (?P<source>{_NAME}|{_NOUNS})(?=[,.]|$)",
            rf"(?:\A|[,;] ){who} {cue}(?: [^\":]{{0,60}})?[:,]? {quoted}",
            rf"(?P<cue>[Aa]ccording to) (?P<source>{_NAME}|{_NOUNS}), (?P<content>.+?)[.]?\Z",
            r"\A(?P<content>.+?), (?P<cue>according to) (?P<source>.+?)[.]?\Z",
            rf"\A(?P<content>[^\"]+), {who} {cue}[.]?\Z",
            rf"\A{who} {cue}(?: (?:on|in|at|to) [\w. ]{{2,30}})? (?P<content>that [^\"].+?)[.]?\Z",
            rf"\A(?P<source>{_PRONOUN}|{_NAME}) {cue} (?P<content>.+?)[.]?\Z",
        )
    )


def ruled(text: Grammar, paragraph: int) -> Iterator[Draft]:
    """The drafts of one paragraph: at most one a sentence, by the first pattern that fits."""
    for s in text.sentences:
        if s.paragraph != paragraph:
            continue
        words = text.words(s.span)
        for pattern in _patterns():
            m = pattern.search(words)
            if m is not None and len(m["content"].split()) > 2:
                yield _draft(m, s.span, paragraph)
                break


def _draft(m: re.Match[str], home: Span, paragraph: int) -> Draft:
    def span(group: str) -> Span:
        return Span(home.start + m.start(group), home.start + m.end(group), home.where)

    return Draft(span("source"), span("cue"), (), (span("content"),), paragraph, RULE)
