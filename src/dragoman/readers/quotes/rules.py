"""Attributions by quotation marks and known verbs alone.

They stand in for the encoder where it is left out, and for quotations that it passes over.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from functools import cache

from dragoman.article import Span
from dragoman.grammar import Grammar
from dragoman.places import taken
from dragoman.readers.quotes.acts import forms
from dragoman.readers.quotes.drafts import Draft

RULE = "known verb"
# Characters beside a quotation in which its cue stands: the longest prose sentences have no more.
_REACH = 2000
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)"
_APPOSITION = r"(?:, [^,\".;:]{2,90}(?=,|\.|\Z))?"
_NAME = rf"(?:[Tt]he )?[A-Z][\w.'-]*(?: (?:of |for |the |de |al )*[A-Z][\w.'-]*)*{_APPOSITION}"
_NOUNS = (
    r"(?:[Tt]he|[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Ss]everal|[Ss]ome|[Oo]ther) "
    r"(?:[\w.'-]+ ){0,5}?[\w.'-]+(?: (?:of|for|from|at|in) (?:the )?[\w.'-]+(?: [A-Z][\w.'-]+)*)?"
)
_PLURAL = r"(?:[\w-]+ ){0,2}(?:officials|sources|analysts|experts|media|authorities|residents|critics|observers|diplomats|reports)"
_ADVERB = r"(?:(?:also|later|has|have|had|then|further|reportedly|was quoted as|were quoted as|is quoted as) )*"
# Verbs that introduce what somebody says; others mean something else too often.
_SAY = "say tell add state write note explain reply respond announce declare claim assert insist argue deny confirm acknowledge admit concede affirm predict warn caution stress emphasize emphasise underline underscore recall point_out remark observe comment tweet report complain joke testify allege contend reiterate reveal disclose vow pledge promise threaten demand urge accuse denounce condemn praise congratulate recommend suggest conclude estimate believe think expect hope describe read continue".split()  # fmt: skip


@cache
def _verb() -> str:
    found = {" ".join(f) for base in _SAY for f in forms(base.replace("_", " "))}
    found = {f for f in found if not f.split()[0].endswith("ing")} | {"saying"}
    return "(?:" + "|".join(sorted(map(re.escape, found), key=len, reverse=True)) + ")"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    who = rf"(?P<source>{_PRONOUN}|{_NAME}|{_NOUNS}|{_PLURAL})"
    noun = rf"(?P<source>{_NAME}|{_NOUNS}|{_PLURAL})"
    cue = rf"(?P<cue>{_ADVERB}{_verb()})"
    lead = r"(?:\A|[,;] |\b(?:[Bb]ut|[Aa]nd|[Ww]hen|[Aa]s|[Ww]hile) )"
    made = {
        # Beside a quotation: what stands after it, and what stands before.
        "after": rf",? {who},? {cue}\b",
        "inverted": rf",? {cue} {noun}(?=[,.;]|\Z| (?:on|in|at|to|during|after)\b)",
        "accorded": rf",? (?P<cue>according to) {noun}(?=[,.;]|\Z)",
        "before": rf"{lead}{who},? {cue}(?P<more>(?: [^\":]{{0,90}}?)?)[:,]? ?\Z",
        "announced": rf"\A{who},? {cue}\b[^\":]{{0,90}}:\Z",
        "colon": rf"\A{noun}(?P<cue>:) \Z",
        # Sentences without a quotation.
        "first": rf"\A(?P<cue>[Aa]ccording to) {noun}, (?P<content>.+?)[.]?\Z",
        "last": r"\A(?P<content>.+?), (?P<cue>according to) (?P<source>[^,]{3,90}?)[.]?\Z",
        "trailing": rf"\A(?P<content>.+?), {who} {cue}(?: (?:on|in|at) [\w. ]{{2,30}})?[.]?\Z",
        "that": rf"{lead}{who} {cue}(?: [^\",;:]{{0,50}}?)? (?P<content>that .+?)[.]?\Z",
        "plain": rf"\A{who} {cue} (?P<content>.+?)[.]?\Z",
    }
    return {name: re.compile(p) for name, p in made.items()}


def ruled(text: Grammar, paragraph: int) -> Iterator[Draft]:
    """The drafts of one paragraph: at its quotations, then at most one for every other sentence."""
    drafts = list(quoted(text, paragraph))
    yield from drafts
    others = taken(s for d in drafts for s in d.spans)
    for s in text.sentences_in(paragraph):
        if not others.meets(s.span):
            yield from _sentence(text, s.span, paragraph)


def quoted(text: Grammar, paragraph: int) -> Iterator[Draft]:
    """The drafts at the quotations of one paragraph."""
    ends = [text.paragraphs[paragraph].span.start]  # of what drafts have taken, in order
    for q in text.quotations(paragraph):
        draft = _at_quotation(text, q, paragraph, ends[bisect_right(ends, q.start) - 1])
        if draft is not None:
            for s in draft.spans:
                insort(ends, s.end)
            yield draft


def _at_quotation(text: Grammar, q: Span, paragraph: int, free: int) -> Draft | None:
    home = text.paragraphs[paragraph].span
    if q.end - q.start < 4:
        return None
    after = Span(q.end, min(home.end, q.end + _REACH), home.where)
    for name in ("after", "inverted", "accorded"):
        m = _patterns()[name].match(text.words(after))
        if m is not None:
            return _made(m, after.start, (q,), paragraph, home.where)
    start = max(_sentence_start(text, q, free), q.start - _REACH)
    before = Span(start, q.start, home.where)
    for name in ("before", "colon"):
        m = _patterns()[name].search(text.words(before))
        if m is None:
            continue
        more = (m.groupdict().get("more") or "").strip()
        # Words between cue and quotation are said too, unless they tell when or to whom.
        start = (
            q.start - len(m["more"].lstrip()) - (1 if text.words(before).endswith(" ") else 0)
            if more
            else q.start
        )
        whole = more and not re.match(r"(?:on|in|at|to|during|after|reporters|RFA|the)\b", more)
        return _made(
            m, before.start, (Span(start, q.end, q.where) if whole else q,), paragraph, home.where
        )
    return None


def announced(text: Grammar, paragraph: int) -> Draft | None:
    """Who says, by a paragraph that ends in a colon, what the next one quotes; without content."""
    sentences = text.sentences_in(paragraph)
    home = sentences[-1].span if sentences else text.paragraphs[paragraph].span
    m = _patterns()["announced"].search(text.words(home))
    return None if m is None else _made(m, home.start, (), paragraph, home.where)


def _sentence_start(text: Grammar, q: Span, at_least: int) -> int:
    sentence = text.sentence_at(q)
    return max(at_least, sentence.span.start) if sentence else at_least


def _sentence(text: Grammar, span: Span, paragraph: int) -> Iterator[Draft]:
    words = text.words(span)
    for name in ("first", "last", "trailing", "that", "plain"):
        m = _patterns()[name].search(words)
        if m is not None and len(m["content"].split()) > 2:
            start = span.start
            content = Span(start + m.start("content"), start + m.end("content"), span.where)
            yield _made(m, start, (content,), paragraph, span.where)
            return


def _made(
    m: re.Match[str], start: int, content: tuple[Span, ...], paragraph: int, where: str
) -> Draft:
    def span(group: str) -> Span:
        return Span(start + m.start(group), start + m.end(group), where)

    return Draft(span("source"), span("cue"), (), content, paragraph, RULE)
