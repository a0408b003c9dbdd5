"""What quotation marks alone tell: quotations that go on without a cue, and the form of a quote."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from dragoman.article import Span, in_order
from dragoman.grammar import Grammar
from dragoman.places import taken
from dragoman.readers.quotes.drafts import Draft
from dragoman.readers.quotes.rules import announced

RULE = "quotation carried on"
# Words from which a quotation between full stops is speech and not a title or a term.
_SPEECH = 5
# Paragraphs between a quotation and the one that it carries on.
_FAR = 1
_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.!?…,][\"')\]]*$|[.!?…]\s*$")


def carried_on(text: Grammar, drafts: list[Draft], paragraphs: list[int]) -> list[Draft]:
    """The drafts with the quotations of whole sentences that no cue introduces.

    They are the words of the last speaker if they follow a quoted attribution and nobody else
    spoke between them: in its paragraph they belong to its content, in the next one they are a
    quote of their own without a cue.
    """
    out = list(drafts)
    spoken = taken(s for d in drafts for s in d.spans)
    # Outermost drafts by start, and by number the wrong way round: of two the first counts.
    before = sorted((d.start, -i) for i, d in enumerate(drafts) if d.depth == 0)
    direct: set[int] = set()  # drafts of which some words are known to stand in marks
    for p in paragraphs:
        for q in text.quotations(p):
            if not _is_speech(text, q, p) or spoken.meets(q):
                continue
            place = bisect_left(before, (in_order(q), -len(out)))
            i = -before[place - 1][1] if place else None
            last = None if i is None else out[i]
            if i is None or last is None or p - last.paragraph > _FAR:
                continue
            if i not in direct and form_of(text, last) == "indirect":
                continue
            direct.add(i)
            spoken.add(q, q)
            if last.paragraph == p:
                out[i] = replace(last, content=(*last.content, q))
            else:
                insort(before, (in_order(q), -len(out)))
                out.append(Draft(last.source, None, (), (q,), p, RULE, last.certainty, last))
    return out


def introduced(text: Grammar, drafts: list[Draft], paragraphs: list[int]) -> list[Draft]:
    """The drafts with quotations that the paragraph before announces: "He said in part:".

    Every paragraph that goes the quotation on belongs to the content.
    """
    out = {id(d): d for d in drafts}
    standing: dict[int, list[Draft]] = {}  # by paragraph, those whose cue or content stands there
    for d in drafts:
        for p in {d.paragraph, *(text.paragraph_at(s) for s in d.content[:1])}:
            standing.setdefault(p, []).append(d)
    told = set(paragraphs)
    for p in paragraphs:
        home = text.paragraphs[p].span
        if text.words(Span(home.end - 1, home.end, home.where)) != ":":
            continue
        said = tuple(_following(text, p, told))
        here = (d for d in standing.get(p, ()) if id(d) in out)
        mine = [d for d in here if d.paragraph == p and d.depth == 0]
        intro = mine[-1] if mine else announced(text, p)
        if not said or intro is None:
            continue
        whole = replace(intro, content=said, until=text.paragraph_at(said[-1]))
        out.pop(id(intro), None)
        for d in (d for n in range(p, whole.until + 1) for d in standing.get(n, ())):
            if _is_part(d, whole):
                out.pop(id(d), None)
        out[id(whole)] = whole
    return list(out.values())


def _following(text: Grammar, paragraph: int, paragraphs: set[int]) -> Iterator[Span]:
    """The quotation with which the next paragraph begins, and what goes it on."""
    for p in range(paragraph + 1, len(text.paragraphs)):
        first = next(iter(text.quoted(p)), None)
        begins = first is not None and first.span.start == text.paragraphs[p].span.start
        if p not in paragraphs or first is None or not begins:
            return
        if p > paragraph + 1 and not first.continues:
            return
        yield first.span
        if first.closed:
            return


def _is_part(d: Draft, whole: Draft) -> bool:
    """True for words of the whole that were heard without a source."""
    return d.source is None and all(any(w.holds(s) for w in whole.content) for s in d.content)


def _is_speech(text: Grammar, quotation: Span, paragraph: int) -> bool:
    """True for whole sentences between marks that begin a sentence of the paragraph."""
    words = text.words(quotation)
    if len(_WORD.findall(words)) < _SPEECH or not _ENDS.search(words):
        return False
    inside = words[1:].lstrip("'[ ")
    if not inside[:1].isupper() and not inside.startswith("..."):
        return False
    home = text.paragraphs[paragraph].span
    before = text.words(Span(home.start, quotation.start, home.where)).rstrip()
    return not before or before[-1] in ".!?\"')"


def form_of(text: Grammar, draft: Draft) -> Literal["direct", "indirect", "mixed"]:
    """Direct if every word of the content stands in quotation marks, indirect if none does.

    Inside another's content only marks of its own count, not those that hold the whole.
    """
    inside = outside = 0
    for part in draft.content:
        for m in _WORD.finditer(text.words(part)):
            word = Span(part.start + m.start(), part.start + m.end(), part.where)
            if draft.depth:
                own = (q.span for q in text.quoted_at(word))
                held = any(part.holds(q) and q.holds(word) for q in own)
            else:
                held = text.in_quotation(word) is not None
            inside, outside = inside + held, outside + (not held)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
