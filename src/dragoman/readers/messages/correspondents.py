"""Who writes and who is written to: the phrases in the title of a document, made parties.

"Mr S. M. Bruce, High Commissioner in London", "U.K. Secretary of State", "Legation in Washington".
Whose state they serve is taken from words of the phrase, from the roster (a name in an office on
the day), from the place of writing; where none of these says it, it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman import lore
from dragoman.article import Span
from dragoman.finding import Field, Party
from dragoman.grammar import Grammar
from dragoman.grammar.parties import Parties
from dragoman.readers.messages.posts import given_agree, own_states, posts

_I = re.IGNORECASE
_REFERENCE = re.compile(r"\s*\[\d{1,3}\]")
_ASIDE = re.compile(r"\s*\([^)]*\)?")
_ADDRESSED = re.compile(
    r"\bFOR (?:THE )?(?P<who>(?!INFORMATION|ATTENTION|YOUR)[A-Z][A-Z.'-]+(?: [A-Z.'-]+){0,5}?)"
    r"(?= (?:FROM|ALONE|HIMSELF|PERSONAL|ONLY|MOST|TOP|SECRET|IMMEDIATE|AND|FOR|CONFIDENTIAL)\b|\s*$)"
)
_DELEGATION = re.compile(r"\bdelegation\b", _I)
_STRAY = re.compile(r"(?<![\w.-])\d{1,4}(?![\w.-])")  # the number of a page or document
_INITIALS = re.compile(r"(?:[A-Z](?:\. ?| ))*[A-Z]?\.?\Z")
_WORD = re.compile(r"[^\s,]+")


class Correspondents:
    """Reads the sides of one document's title.

    Args:
        day: ISO day of the document, if known; offices are looked up for it.
        place: where it was written.
    """

    def __init__(
        self, text: Grammar, parties: Parties, day: str | None, place: Span | None
    ) -> None:
        self._text = text
        self._parties = parties
        self._day = day
        self._place = place
        self._spoken_of: frozenset[str] | None = None

    def sides(
        self, senders: Span | None, recipients: Span | None
    ) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Writers and addressees, with the states that the document lets us tell."""
        one = tuple(map(self._of_place, self._read(senders))) if senders else ()
        two = tuple(self._read(recipients)) if recipients else ()
        one, two = self._beside(one, two), self._beside(two, one)
        return self._of_own(one, two), self._of_own(two, one)

    def addressee(self, body: Span) -> tuple[Party, ...]:
        """Whom a line in capitals over the text names: "FOR THE PRIME MINISTER FROM BRUCE"."""
        for p in self._text.paragraphs:
            if not body.holds(p.span):
                continue
            line = self._text.words(p.span)
            if not line.isupper():
                return ()
            if m := _ADDRESSED.search(line):
                at = Span(p.span.start + m.start("who"), p.span.start + m.end("who"))
                found = self._party(at)
                return (self._known(found),) if found else ()
        return ()

    # ---- one side

    def _read(self, side: Span) -> Iterator[Party]:
        """The parties of a side: names with their offices, or a list of names or bodies."""
        seen: Party | None = None
        polite = False  # "Mr X": what follows a comma is his, not another party
        for piece in self._pieces(side):
            party = self._party(piece)
            lead = bool(posts().honorific.match(self._text.words(piece)))
            if seen is not None and self._belongs(seen, party, piece, polite and not lead):
                seen = _with(seen, party)
            elif party is not None:
                if seen is not None:
                    yield self._known(seen)
                seen, polite = party, lead
        if seen is not None:
            yield self._known(seen)

    def _belongs(self, seen: Party, party: Party | None, piece: Span, apposed: bool) -> bool:
        """True if a piece tells more of the party before it: an office, a seat, a cut word."""
        between = self._text.plain[piece.where][seen.evidence[-1].end : piece.start]
        if party is None or "and" in between.split():
            return party is None
        if seen.type == "person":
            office = not party.name.known and party.office.known and not seen.office.known
            return office or apposed or _only_state(party)
        return seen.type == "body" and self._sits(seen, piece)

    def _sits(self, body: Party, piece: Span) -> bool:
        """True if words after a comma say where a body sits, not who else is addressed."""
        between = self._text.plain[piece.where][body.evidence[0].end : piece.start]
        words = self._text.words(piece)
        delegated = _DELEGATION.search(str(body.name.value))
        place = words.casefold() in posts().capital
        home = posts().home.search(words) or posts().mission.search(words)
        return between.strip() == "," and bool(delegated or place) and not home

    def _pieces(self, side: Span) -> Iterator[Span]:
        """A side cut at commas and at "and" between two parties, notes and asides left out."""
        words = self._text.words(side)
        for pattern in (_REFERENCE, _ASIDE, _STRAY):
            words = pattern.sub(lambda m: " " * len(m.group()), words)
        at = 0
        for m in (*re.finditer(r",? and (?=[A-Z])|,", words), None):
            end = m.start() if m else len(words)
            if m and m.group() != "," and not self._separate(words[at:end], words[m.end() :]):
                continue
            piece = words[at:end]
            if piece.strip():
                article = re.match(r"\s*(?:[Tt]he )?", piece)
                start = at + (article.end() if article else 0)
                yield Span(side.start + start, side.start + at + len(piece.rstrip()), side.where)
            at = m.end() if m else end

    def _separate(self, before: str, after: str) -> bool:
        """True if "and" stands between two parties, not inside an office or a body's name."""
        c = posts()
        if not (c.office.search(before) or c.body.search(before)):
            return True
        rest = re.sub(rf"^(?:the )?(?:{c.state.pattern} )?", "", after)
        begins = any(p.match(rest) for p in (c.mission, c.home, c.office))
        first = re.split(r"[ ,]", after)[0]
        return bool(c.honorific.match(after) or begins or first.casefold() in c.surnames)

    def _party(self, at: Span) -> Party | None:
        words = self._text.words(at)
        c = posts()
        lead = c.honorific.match(words)
        office = None if lead and " " in words.strip() else c.office.search(words)
        body = c.body.search(words)
        if body and not (office and office.end() > body.end()) and not lead and not _headed(office):
            return Party(
                name=self._field(at), type="body", state=self._state(words), evidence=(at,)
            )
        known = c.surnames.get(words.casefold(), ()) if self._day else ()
        if any(lore.roles(x, str(self._day), possible=True) for x in known):
            return self._named(at, words, 0)  # "Officer to Burton": his name
        if office and not lead:
            return self._office(at, words, office.start())
        return self._named(at, words, lead.end() if lead else 0)

    def _office(self, at: Span, words: str, start: int) -> Party:
        """An office; one without a name, or with the name behind it: "President Kennedy"."""
        name = self._name_behind(at, words, start)
        held = Span(at.start, min(name.start, at.end), at.where) if name else at
        m = re.search(r"\S\s*\Z", self._text.words(held))
        held = Span(held.start, held.start + (m.start() + 1 if m else 0), held.where)
        held = self._without_state(held)
        return Party(
            name=self._field(name) if name else Field(),
            office=self._field(held),
            state=self._state(words),
            type="person",
            evidence=(at,),
        )

    def _name_behind(self, at: Span, words: str, start: int) -> Span | None:
        """The name after an office or in brackets: "the Ambassador in France (Bullitt)"."""
        bracket = re.search(r"\((?:[A-Z][\w.'’-]+ ?){1,4}\)", self._raw(at))
        if bracket:
            return Span(at.start + bracket.start() + 1, at.start + bracket.end() - 1, at.where)
        office = posts().office.search(words, start)
        rest = words[office.end() :] if office else ""
        m = re.fullmatch(r"\s+((?:[A-Z][\w.'’-]+)(?: [A-Z][\w.'’-]+){0,3})", rest)
        if office is None or m is None or posts().state.fullmatch(m[1]):
            return None
        if posts().office.search(m[1]):
            return None
        return Span(
            at.start + office.end() + m.start(1), at.start + office.end() + m.end(1), at.where
        )

    def _raw(self, at: Span) -> str:
        """The words of a span and an aside in brackets right behind them."""
        words = self._text.plain[at.where]
        m = _ASIDE.match(words, at.end)
        return words[at.start : m.end() if m else at.end]

    def _without_state(self, held: Span) -> Span:
        """The office without the state that stands before it: "Prime Minister" of "U.K. Prime Minister"."""
        words = self._text.words(held)
        m = re.match(r"(?:the )?", words, _I)
        at = m.end() if m else 0
        found = posts().state.match(words, at)
        if found and found.end() < len(words):
            at = found.end() + (words[found.end()] == " ")
        return Span(held.start + at, held.end, held.where)

    def _named(self, at: Span, words: str, start: int) -> Party | None:
        """A person, whom a name alone shows; None for an initial or a given name that was cut."""
        name = words[start:].strip()
        if not name or not name[0].isalpha():
            return None
        lead = words[:start].strip()
        titled = posts().titled.search(lead)
        if _INITIALS.fullmatch(name) and not titled:
            return None
        if posts().state.fullmatch(name):
            return Party(state=posts().code[name], type="other", evidence=(at,))
        cut = name in lore.words("given_names")["names"] and name.casefold() not in posts().surnames
        if lead and cut and not titled:
            return None  # "Mr John", where a title was cut at the end of a line
        begin = start if not titled else words.index(titled.group())
        span = Span(at.start + begin, at.end, at.where)
        if name.casefold() in posts().capital:
            return Party(name=self._field(span), type="other", evidence=(span,))
        return Party(name=self._field(span), type="person", evidence=(span,))

    def _field(self, span: Span) -> Field:
        words = self._text.article.slice(span)
        return Field(" ".join(words.split()), "stated", (span,), words)

    # ---- whose

    def _state(self, words: str) -> str | None:
        """The state that the words of an office or body name as its own, not where it sits."""
        c = posts()
        year = int(self._day[:4]) if self._day else None
        for pattern, state, since, until, named in c.of_states:
            then = year is None or since <= year <= until
            named_so = then and pattern.search(words)
            if named_so and (not named or state in self._names_of_states()):
                return next(own_states(words), state)
        return next(own_states(words), None)

    def _names_of_states(self) -> frozenset[str]:
        """The states that title and text name, capitals included."""
        if self._spoken_of is None:
            found = {
                k.entry.state
                for k in self._text.known
                if k.entry.sort in ("state", "demonym", "capital", "body") and k.entry.state
            }
            self._spoken_of = frozenset(found)
        return self._spoken_of

    def _known(self, party: Party) -> Party:
        """A person or body as the roster knows it, by name and office on the day."""
        if party.type == "person" and party.name.known:
            found = self._bearer(party)
            if found is not None:
                return replace(party, actor=found.id, state=party.state or found.state)
            return party
        if party.type == "body":
            name = self._parties.name_at(party.evidence[0].start, party.evidence[0].where)
            if name and name.evidence[0] == party.evidence[0] and name.type == "organisation":
                return replace(party, actor=name.actor, state=party.state or name.state)
        return party

    def _beside(self, side: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
        """Surnames alone, whose only bearer in office that day is meant: beside a side that is known."""
        if not any(
            p.state or self._bearer(p, beside=True) for p in other if p.type == "person" or p.state
        ):
            return side
        found = ((p, self._bearer(p, beside=True) if p.name.known else None) for p in side)
        return tuple(
            replace(p, actor=a.id, state=a.state) if a and not p.state and p.type == "person" else p
            for p, a in found
        )

    def _bearer(self, party: Party, *, beside: bool = False) -> lore.Actor | None:
        """The only person of the roster with this surname, these initials, in office that day."""
        c = posts()
        words = str(party.name.value)
        lead = c.honorific.match(words)
        name = words[lead.end() :] if lead else words
        parts = re.findall(r"[^\s.]+\.?", name)
        if not parts or not self._day:
            return None
        if lead and lead.group().strip() == "Sir" and len(parts) == 1:
            return self._knight(words)
        for size in (1, 2):
            surname = " ".join(parts[-size:]).casefold()
            given = [p.rstrip(".") for p in parts[:-size]]
            fit = [
                a for a in c.surnames.get(surname, ())
                if given_agree(a, given) and lore.roles(a, self._day, possible=True)
                and party.state in (None, a.state)
            ]  # fmt: skip
            if len(fit) != 1:
                continue
            held = beside and lore.roles(fit[0], self._day)
            if given or party.office.known or held or self._spoken(fit[0]):
                return fit[0]
        return None

    def _knight(self, words: str) -> lore.Actor | None:
        """The only "Sir Geoffrey" in office that day."""
        found = [
            a for a in lore.roster().values()
            if a.is_person and any(f.startswith(f"{words} ") for f in a.forms)
            and lore.roles(a, str(self._day), possible=True)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _spoken(self, actor: lore.Actor) -> bool:
        """True if the document names the state of somebody who is called by surname alone."""
        return bool(actor.state) and actor.state in self._names_of_states()

    def _of_place(self, party: Party) -> Party:
        """A home organ without a state is that of the capital in which it writes."""
        if party.state or party.type != "body" or self._place is None:
            return party
        words = str(party.name.value)
        if not posts().home.search(words) or posts().mission.search(words):
            return party
        state = posts().capital.get(self._text.words(self._place).casefold())
        if state is None:
            return party
        return replace(party, state=state, evidence=(*party.evidence, self._place))

    def _of_own(self, side: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
        """An unmarked mission or organ is of the state that the other side serves unmarked.

        Titles name the state of what is foreign to the series ("U.K. High Commissioner") and
        leave it out of its own ("High Commissioner in London", "Department of External Affairs"). A
        delegation to a conference reports home, marked or not.
        """
        states = {
            p.state for p in other
            if p.state and (not self._marked(p) or _DELEGATION.search(str(p.name.value)))
        }  # fmt: skip
        if len(states) != 1:
            return side
        (state,) = states
        return tuple(replace(p, state=state) if self._unmarked_post(p, state) else p for p in side)

    def _marked(self, party: Party) -> bool:
        words = f"{party.name.value or ''} {party.office.value or ''}"
        spans = (*party.name.evidence, *party.office.evidence, *party.evidence)
        written = " ".join(self._text.words(s) for s in spans)
        own = next(own_states(f"{words} {written}"), None)
        return own is not None

    def _unmarked_post(self, party: Party, state: str) -> bool:
        """A mission abroad, or a home organ, that says nothing of its state."""
        if party.state or party.actor:
            return False
        words = f"{party.name.value or ''} {party.office.value or ''}"
        c = posts()
        seat = next((c.code[m.group()] for m in c.state.finditer(words)), None)
        seat = seat or next(
            (c.capital[w.casefold()] for w in _WORD.findall(words) if w.casefold() in c.capital),
            None,
        )
        if c.mission.search(words):
            return seat != state
        return bool(c.home.search(words)) and seat in (None, state)


def _with(seen: Party, more: Party | None) -> Party:
    """A person with the office or body that a piece names; a second one leaves the first."""
    if more is None or seen.type != "person":
        return seen
    office = more.office if more.office.known else more.name
    bare = (
        not seen.office.known
        and more.type in ("person", "body")
        and (more.office.known or more.type == "body")
    )
    return replace(
        seen,
        office=office if bare else seen.office,
        state=seen.state or more.state,
        evidence=(*seen.evidence, *more.evidence) if bare else seen.evidence,
    )


def _only_state(p: Party) -> bool:
    return bool(p.state) and not p.name.known and not p.office.known


def _headed(office: re.Match[str] | None) -> bool:
    """True for "Secretary of Department of External Affairs": the office leads the body."""
    owned = office is not None and office.string[office.end() :].startswith("'s")
    return office is not None and office.start() < 4 and not owned
