"""Joint statements: a text that two or more parties issue together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import DateField, Field, Message, Party
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.documents import scope_between
from dragoman.readers.messages.occasion import occasion

_I = re.IGNORECASE
_JOINT = r"joint (?:\w+'?s?'? ){0,2}?(?:statement|communiqu[eé]|declaration)"
_TITLED = re.compile(rf"\b(?P<what>{_JOINT})\b", _I)
_REPORT = re.compile(
    r"\b(?:issues?|issued|releases?|released|adopts?|adopted|signs?|signed|publish\w*|made public|calls?|says?|said|urges?|"
    r"remarks|welcomes?|denounces?|hails?|rejects?|readout|press conference|violat\w+|anniversary|implement\w*)\b",
    _I,
)
# Before "joint statement" these show a report on one; "Joint Statement Following the Talks" is one.
_ON_ONE = re.compile(r"\b(?:address|following|adoption|signing)\b", _I)
_BY = re.compile(
    r"\s*(?P<by>by|of|from|between|among|issued by)\s+(?:the )?(?:(?:leaders|governments|foreign ministers|presidents|heads of state) of )?(?:the )?",
    _I,
)
_PAIR = re.compile(
    r"(?<![\w.])(?P<pair>[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:\s?[-–—]\s?[A-Z][\w.]*(?: (?:[A-Z][\w.]*))?)+)"
)
_LIST_END = re.compile(
    r"\s(?:on|following|announcing|after|to|regarding|concerning|in|at|for)\s", _I
)
_OPENING = re.compile(
    r"\b(?:we, )?the (?:leaders|governments|foreign ministers|heads of state(?: and government)?|presidents|prime ministers|ministers|"
    r"national security advis[eo]rs)(?: and [\w ]+)? of (?:the )?",
    _I,
)
_ISSUED = re.compile(
    rf"\b(?:issued|released|adopted|signed|published|made public|made|agreed on|approved)\s+(?:a|an|the|their)\s+(?:[\w-]+ )?(?P<what>{_JOINT})\b",
    _I,
)
_NEAR = 25  # characters after the day: "today met"
_OPEN = 3  # sentences in which those who issue it are named


def joint_statements(a: Clauses) -> Iterator[Message]:
    """The joint statement that the article is, or each that it says was issued."""
    printed = _printed(a)
    if printed is not None:
        yield printed
        return
    done: set[frozenset[str]] = set()
    for n, made in enumerate(_reported(a)):
        who = frozenset(p.state or p.label for p in made.senders)
        if who not in done:
            done.add(who)
            yield replace(made, id=f"joint{n}")


def _printed(a: Clauses) -> Message | None:
    article = a.text.article
    title = article.title or ""
    m = _TITLED.search(title.replace("’", "'"))
    if m is None or _REPORT.search(title) or not article.text.strip():
        return None
    if _ON_ONE.search(title, 0, m.start()):
        return None
    where = article.title_span
    base, home = (where.start, "text") if where else (0, "title")
    parties = _by(a, title, m, base, home) or _we(a) or _pair(title, base, home) or _opening(a)
    if len(parties) < 2:
        return None
    at = Span(base + m.start("what"), base + m.end("what"), home)
    made = _made(at, (at,), parties, "is_text", "title names a joint statement", Field())
    return replace(made, sent=_said_on(a))


def _made(
    at: Span,
    mentions: tuple[Span, ...],
    parties: tuple[Party, ...],
    role: str,
    rule: str,
    occasion: Field,
) -> Message:
    return Message(
        id="joint0",
        evidence=(at,),
        rule=rule,
        sender=parties[0],
        co_senders=parties[1:],
        form="joint_statement",
        mentions=mentions,
        occasion=occasion,
        role=role,  # type: ignore[arg-type]
        scope=scope_between(parties[:1], parties[1:]),
    )


def _by(a: Clauses, title: str, m: re.Match[str], base: int, home: str) -> tuple[Party, ...]:
    """Parties after "by", "of", "between"."""
    by = _BY.match(title, m.end())
    if by is None:
        return ()
    end = _LIST_END.search(title, by.end())
    limit = end.start() if end else len(title)
    phrase = a.parties.at(base + by.end(), base + limit, home)
    if phrase and len(phrase.parties) > 1:
        return phrase.parties
    return _states(title, by.end(), limit, base, home)


def _pair(title: str, base: int, home: str) -> tuple[Party, ...]:
    """States joined by a hyphen: "Japan-U.S. Joint Leaders' Statement"."""
    for m in _PAIR.finditer(title):
        found = _states(title, m.start(), m.end(), base, home)
        if len(found) > 1:
            return found
    m2 = _TITLED.search(title.replace("’", "'"))
    return _states(title, 0, m2.start() if m2 else 0, base, home)


@cache
def _state_names() -> tuple[re.Pattern[str], dict[str, str]]:
    code = {f: s.code for s in lore.states().values() for f in (s.name, *s.aliases, *s.demonyms)}
    code |= lore.words("documents")["short"]
    code |= {
        f: a.state
        for a in lore.roster().values() if a.type == "international" and a.state
        for f in (a.name, *a.variants)
    }  # fmt: skip
    either = "|".join(sorted(map(re.escape, filter(str.isascii, code)), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:{either})(?!\w)"), code


def _states(text: str, start: int, end: int, base: int, home: str) -> tuple[Party, ...]:
    pattern, code = _state_names()
    out: dict[str, Party] = {}
    for m in pattern.finditer(text, start, end):
        state = code[m.group()]
        span = Span(base + m.start(), base + m.end(), home)
        out.setdefault(state, Party(state=state, type="other", evidence=(span,)))
    return tuple(out.values())


def _opening(a: Clauses) -> tuple[Party, ...]:
    """Those who speak: "We, the leaders of A, B and C", or the first sentence's subject."""
    for s in a.opening(_OPEN):
        if m := _OPENING.search(s.words):
            phrase = a.parties.at(s.base + m.end(), s.end, s.where)
            if phrase and len(phrase.parties) > 1:
                return phrase.parties
            end = re.search(
                r"[;:.]|\b(?:met|reaffirm|welcome|express|held|today)\b", s.words[m.end() :]
            )
            limit = m.end() + (end.start() if end else len(s.words) - m.end())
            found = _states(s.words, m.end(), limit, s.base, s.where)
            if len(found) > 1:
                return found
        phrase = a.parties.at(a.after_opening(s), s.end, s.where)
        if phrase and len(phrase.parties) > 1:
            return phrase.parties
    return ()


_WE = re.compile(r"\AWe, (?:the )?", _I)
_SPEAK = re.compile(r"\bwe\b", _I)
# The day of the meeting is not that of the statement.
_MET = re.compile(r"\b(?:met|meeting|gathered|convened|spoke|joined|held|summit)\b", _I)


def _we(a: Clauses) -> tuple[Party, ...]:
    """Those who say "We, President A, Prime Minister B and C": they outrank the title's states."""
    for s in a.opening(_OPEN):
        if m := _WE.match(s.words):
            phrase = a.parties.at(s.base + m.end(), s.end, s.where)
            if phrase and len(phrase.parties) > 1:
                return phrase.parties
    return ()


def _said_on(a: Clauses) -> DateField:
    """The day on which they speak: "today we announce"; not that on which they met."""
    for s in a.opening(_OPEN):
        if not _SPEAK.search(s.words):
            continue
        for d in a.dates_in(s.sentence.span):
            place = d.evidence[0]
            exact = d.earliest is not None and d.earliest == d.latest
            if not (exact and d.anchor == "publication"):
                continue
            if not _MET.search(s.words, 0, place.end - s.base + _NEAR):
                return a.day(d)
    return DateField()


# "A and B in a joint statement said", "the signing of a joint statement by A and B"
_IN_ONE = re.compile(rf"\b[Ii]n (?:a|their) (?P<what>{_JOINT})\b")
_SIGNING = re.compile(
    rf"\b(?:signing|adoption|issu(?:e|ing|ance)|release|publication) of (?:a|the) (?P<what>{_JOINT})\b[^.;,]{{0,80}}? by "
)


def _spoken(a: Clauses, s: Stretch) -> Iterator[Message]:
    """A statement that two or more parties speak in, or that is said to be signed by them."""
    for m in _SIGNING.finditer(s.words):
        phrase = a.phrase(s.base + m.end(), s.end, s.where)
        if phrase and len(phrase.parties) > 1:
            span = Span(s.base + m.start("what"), phrase.end, s.where)
            yield _made(span, (span,), phrase.parties, "reported", "signed by both", Field())
    for m in _IN_ONE.finditer(s.words):
        parties, _ = a.spoken(s, m.start(), s.base + m.end())
        if len(parties) < 2 and m.start() < _BEGINS:
            after = a.phrase(s.base + m.end() + 1, s.end, s.where)
            parties = after.parties if after else ()
        if len(parties) > 1:
            span = s.span(m.start("what"), m.end("what"))
            days = [d for d in (a.date_at(s.base + m.end(), s),) if d]
            made = _made(
                span, (span,), parties, "reported", "spoken together", occasion(a, s, span.end)
            )
            sent = a.day(days[0]) if days else made.sent
            yield replace(made, sent=sent)


_BEGINS = 4  # characters: what stands here opens the sentence


def _reported(a: Clauses) -> Iterator[Message]:
    for s in a.story():
        yield from _spoken(a, s)
        for m in _ISSUED.finditer(s.words):
            subject = a.subject_of(s, m.start())
            parties = _leaders(s, m.start()) or subject.parties
            if len(parties) < 2:
                parties = _several(a, s, s.base + m.start())
            if not parties or _denied(s, m):
                continue
            start = subject.start if subject.start is not None else s.base + m.start()
            span = Span(start, s.base + m.end(), s.where)
            yield _made(
                span, (span,), parties, "reported", "issued together", occasion(a, s, span.end)
            )


_MANY = re.compile(
    r"\b(?:organi[sz]ations|parties|associations|groups|personages|committees|unions|bodies|senators|members|lawmakers)\b",
    re.IGNORECASE,
)


def _several(a: Clauses, s: Stretch, verb: int) -> tuple[Party, ...]:
    """Those whom one phrase names before the verb: "nine parties of Mexico"."""
    span = Span(a.after_opening(s), verb - 1, s.where)
    words = a.text.words(span) if span.end > span.start else ""
    plain = len(words) < _LONGEST and not re.search(r"[,;:]|\b(?:that|which|who|said)\b", words)
    if not plain or not _MANY.search(words):
        return ()
    states = {n.state for n in a.parties.named(span) if n.state}
    state = states.pop() if len(states) == 1 else None
    return (Party(name=a.field(span), state=state, type="body", evidence=(span,)),)


_LONGEST = 120  # characters of a phrase that names several


_LEADERS_OF = re.compile(
    r"\b(?:leaders|presidents|heads of state|foreign ministers|ministers|governments|prime ministers) of (?:the )?"
    r"(?=[^.;:]{3,300}\Z)"
)


def _leaders(s: Stretch, verb: int) -> tuple[Party, ...]:
    """The states of "the leaders of A, B, C and D", if nothing but states stands before the verb."""
    m = _LEADERS_OF.search(s.words[:verb])
    if m is None:
        return ()
    rest = _state_names()[0].sub("", s.words[m.end() : verb])
    plain = not re.sub(r",|\band\b|\bthe\b|\balso\b|\bjointly\b|\s", "", rest)
    return _states(s.words, m.end(), verb, s.base, s.where) if plain else ()


def _denied(s: Stretch, m: re.Match[str]) -> bool:
    return bool(
        re.search(r"\b(?:not|never|to|will|would|may|might|if)\s+(?:\w+ )?\Z", s.words[: m.start()])
    )
