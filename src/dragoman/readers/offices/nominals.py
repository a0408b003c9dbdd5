"""Changes of office told by a noun: "the naming of X as director", "his election as president"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.article import Span
from dragoman.grammar import Sentence
from dragoman.readers.offices.phrases import Person, Phrases, is_before, is_head
from dragoman.readers.offices.subjects import Subjects
from dragoman.readers.offices.tellings import Telling, What, stretch

_FLAGS = re.IGNORECASE
_AHEAD = 420
_NOUN = re.compile(
    r"(?<![-\w])(?:(?P<elected>(?:re-?)?election)|(?P<named>(?:re-?)?appointment|naming|promotion|inauguration|installation|selection|"
    r"designation|swearing[- ]in|accession|assumption(?= of (?:the )?(?:[a-z]+ )?(?:\w+ship|presidency|throne)\b)|assumption of (?:the )?(?:office|duties|posts?|position)|elevation|enthronement|coronation)"
    r"|(?P<dismissed>dismissal|removal|ouster|ousting|sacking|firing|resignation|retirement|recall|abdication|"
    r"(?:early )?termination of (?:the )?(?:powers|mandate|duties|authority)|(?:early )?termination))(?![-\w])",
    _FLAGS,
)
_OF = re.compile(r"\A of (?:the )?(?:powers of |mandate of |duties of )?", _FLAGS)
_AS = re.compile(
    r"\A(?: (?:today|yesterday|(?:on |in )?[A-Z][a-z]+\.? ?\d{0,2}(?:, \d{4})?))?,?"
    r"(?: as(?: the)?| to be| to the (?:post|position|office) of(?: the)?| to| from (?:the |his |her )?(?:post|position|office) (?:of|as)(?: the)?"
    r"|(?:'s)? (?:mandate|powers|duties|term|authority) (?:of|as)(?: the)?| from| of(?: the)?|) ",
)
_OWNER = re.compile(
    r"(?:(?P<whose>\b(?:his|her))|(?P<s>'s?)) (?:own |recent |second |third |early |successful |unanimous |formal |official |new |voluntary |first )?\Z",
    _FLAGS,
)
_ON = re.compile(
    r",?(?: (?:on|in) [A-Z]\w+\.?(?: \d{1,2})?)? (?:on|upon|for|over|with|following|after) (?:the occasion of )?\Z"
)
_CONGRATULATED = re.compile(
    r"\b(?:on|upon) (?:his|her) (?:\w+ )?\Z|\bcongratulat\w+\b[^;:]{0,120}\bfor (?:his|her) (?:\w+ )?\Z",
    _FLAGS,
)
_ENDS = re.compile(
    r"(?=[.,;:]|\s*\Z| (?:and|in|on|yesterday|today|last|earlier|to discuss|as well)\b| to (?:the|this|that|his|her) (?:post|position|office)\b)"
)
# What is only asked for is none.
_WANTED = re.compile(
    r"\b(?:call\w* for|demand\w*|urg\w+|seek\w*|propos\w+|candidate for|possib\w+|expected|await\w*|plans? for|against|oppos\w+|prevent\w*|"
    r"reject\w*|refus\w+|before|if|ahead of|would|rumou?r\w*|nominat\w+|consider\w*|prior to|after the)(?: [\w']+){0,3} (?:the )?\Z",
    _FLAGS,
)
_BEING = re.compile(
    r"\b(?:on|upon|for|after) (?:(?:being|having been) (?:re-?)?(?:elected|appointed|named|chosen|sworn in|reappointed|confirmed|designated|installed)"
    r"|becoming|assuming (?:the )?(?:office|posts?|position|duties)|assuming(?= (?:the )?(?:[A-Z]\w+ ){0,4}(?:chairmanship|presidency|premiership|leadership|governorship)\b)|taking (?:up )?(?:the )?(?:office|post)|taking over)(?![-\w])",
    _FLAGS,
)
_LINK = re.compile(r"\A(?: to be| as| of| to the post of)?(?: the)? ")
_NEWLY = re.compile(
    r"\bnewly[- ](?P<how>appointed|elected|named|inaugurated|installed|re-?elected|sworn-in) ",
    _FLAGS,
)
_NEW = re.compile(r"\b(?:the|its|a|'s) new(?: and first)? ", _FLAGS)
_IS = re.compile(r"\A,? (?:is|will be|was announced as|are|:) ")
_IS_THE_NEW = re.compile(
    r"\b(?:is|becomes|became|will be) (?:the|its|their|[A-Z]\w+'s) new ", _FLAGS
)


class Nominals:
    """Reads the nouns of one article."""

    def __init__(self, phrases: Phrases, subjects: Subjects) -> None:
        self._p = phrases
        self._s = subjects
        self._text = phrases.text

    def of(self, s: Sentence) -> Iterator[Telling]:
        """What the nouns of a sentence tell."""
        plain = self._text.plain[s.span.where]
        if plain[s.span.start : s.span.end].rstrip("\"' ").endswith("?"):
            return
        for m in _NOUN.finditer(plain, s.span.start, s.span.end):
            before = plain[max(s.span.start, m.start() - 120) : m.start()]
            if not _WANTED.search(before):
                yield from self._noun(s, m, before)
        for m in _BEING.finditer(plain, s.span.start, s.span.end):
            yield from self._being(s, m)
        for m in _NEWLY.finditer(plain, s.span.start, s.span.end):
            yield from self._newly(s, m)
        for m in _NEW.finditer(plain, s.span.start, s.span.end):
            yield from self._new(s, m)
        for m in _IS_THE_NEW.finditer(plain, s.span.start, s.span.end):
            yield from self._is_the_new(s, m)

    def _noun(self, s: Sentence, m: re.Match[str], before: str) -> Iterator[Telling]:
        where, limit = s.span.where, min(s.span.end, m.end() + _AHEAD)
        cue = Span(m.start(), m.end(), where)
        change: What = m.lastgroup  # type: ignore[assignment]
        owner = _OWNER.search(before)
        if owner is not None:
            at = m.start() - (len(before) - owner.start())
            office = self._as(cue.end, limit, where)
            person = self._owner(s, owner, at, where, quiet=office is None)
            if person is None:
                return
            office = office or self._known(s, person, cue, change)
            if office is not None:
                yield self._made(person, office, change, cue, s, at if owner["whose"] else person.span.start)  # fmt: skip
            return
        of = _OF.match(self._text.plain[where][cue.end : limit])
        if of is None:
            return
        at = cue.end + of.end()
        for _ in range(6):
            # "of X as Y, Z as W and of A as B"
            person = self._p.person(at, limit, where)
            if person is None:
                return
            end = person.span.end
            office = self._as(end, limit, where) or (
                person.titled if change == "dismissed" else None
            )
            if office is None:
                return
            start = cue.start - 4 if before[-4:].casefold() == "the " else cue.start
            yield self._made(person, office, change, cue, s, start)
            more = re.compile(r"(?:,| and|, and)(?: of)? ").match(
                self._text.plain[where], max(end, office.end), limit
            )
            if more is None:
                return
            at = more.end()

    def _owner(
        self, s: Sentence, owner: re.Match[str], at: int, where: str, *, quiet: bool
    ) -> Person | None:
        if owner["s"]:
            return self._p.before(at, max(s.span.start, at - 120), where)
        if run := self._right_before(s, at, where):
            return run
        here = self._p.people_in(Span(s.span.start, at, where))
        if here and here[-1].cluster is not None:
            return Person(here[-1].evidence[0], here[-1])
        return self._s.antecedent(s, Span(at, at + 3, where), quiet=quiet)

    def _right_before(self, s: Sentence, at: int, where: str) -> Person | None:
        """Whoever stands right before "on his election"."""
        first = max(s.span.start, at - 160)
        m = _ON.search(self._text.plain[where][first:at])
        return self._p.before(first + m.start(), first, where) if m else None

    def _known(self, s: Sentence, person: Person, cue: Span, change: What) -> Span | None:
        """The office that stands before the name, where the noun says none: "X on her re-election".

        Of one who came into office it must stand in the same sentence, and nothing may follow the
        noun but the end: "his election victory" is none.
        """
        if change == "dismissed":
            return person.titled or self._p.title_of(person)
        plain = self._text.plain[cue.where]
        if plain[cue.start - 4 : cue.start].casefold().endswith(("his ", "her ")) and not _CONGRATULATED.search(plain[s.span.start : cue.start]):  # fmt: skip
            return None  # "spoke with Putin not long after his inauguration": whose?
        named = (
            person.titled
            or self._p.office_before(person.span, s.span.start)
            or self._appositive(person, s)
        )
        ends = _ENDS.match(self._text.plain[cue.where], cue.end)
        return named if ends and s.span.holds(person.span) else None

    def _as(self, at: int, limit: int, where: str) -> Span | None:
        plain = self._text.plain[where]
        m = _AS.match(plain[at : min(limit, at + 70)])
        if m is None:
            return None
        found = self._p.office(at + m.end(), limit, where)
        if found and not m.group().strip(" ,") and "," in m.group():
            return None  # "on his election, Minister X spoke": another clause
        if found and not m.group().strip() and not self._begins_office(found):
            return None
        if found is None and m.group().strip() in ("to", "of", "of the"):
            found = self._p.body(at + m.end(), limit, where)
        return found

    def _begins_office(self, found: Span) -> bool:
        """True where no link is needed: "the appointment of X | Acting Governor", not "| Region Governor"."""
        first = self._text.words(found).split()[0]
        if is_head(first) or is_before(first) or first.endswith("'s"):
            return True
        return bool(self._p.known_at(Span(found.start, found.start + len(first), found.where)))

    # ---- "on being elected", "on assuming the post of"

    def _being(self, s: Sentence, m: re.Match[str]) -> Iterator[Telling]:
        where, limit = s.span.where, min(s.span.end, m.end() + _AHEAD)
        plain = self._text.plain[where]
        link = _LINK.match(plain[m.end() : min(limit, m.end() + 60)])
        office = self._p.office(m.end() + link.end(), limit, where) if link else None
        if office is None and link and m.group().endswith("assuming"):
            office = self._p.body(m.end() + link.end(), limit, where)
        if office is None:
            return
        person = self._p.before(m.start() - 1, max(s.span.start, m.start() - 160), where)
        pronoun = re.compile(r"\b(?:him|her)\Z").search(plain[s.span.start : m.start() - 1])
        if person is None and pronoun is not None:
            at = s.span.start + pronoun.start()
            here = self._p.people_in(Span(s.span.start, at, where))
            person = Person(here[-1].evidence[0], here[-1]) if here and here[-1].cluster else None
        if person is not None:
            change: What = "elected" if "elect" in m.group().casefold() else "named"
            yield self._made(person, office, change, Span(m.start(), m.end(), where), s, m.start())

    def _appositive(self, person: Person, s: Sentence) -> Span | None:
        """The office behind the name: "met Bat Tumur, mayor of Osh, and congratulated him on"."""
        plain, end = self._text.plain[person.span.where], person.span.end
        if not s.span.holds(person.span) or plain[end : end + 2] != ", ":
            return None
        return self._p.office(end + 2, s.span.end, person.span.where)

    # ---- "the newly appointed", "the new"

    def _newly(self, s: Sentence, m: re.Match[str]) -> Iterator[Telling]:
        where, limit = s.span.where, min(s.span.end, m.end() + _AHEAD)
        office = self._p.office(m.end(), limit, where)
        if office is None:
            return
        plain = self._text.plain[where]
        change: What = "elected" if "elected" in m["how"].casefold() else "named"
        gap = re.compile(r",? ").match(plain, office.end, limit)
        person = self._p.person(gap.end(), limit, where) if gap else None
        if person is None or person.span.start - office.end > 40:
            lead = re.compile(r", (?:the |a )?\Z").search(plain[max(s.span.start, m.start() - 6) : m.start()])  # fmt: skip
            end = m.start() - len(lead.group()) if lead else -1
            person = self._p.before(end, s.span.start, where) if lead else None
        if person is not None:
            yield self._made(person, office, change, Span(m.start(), m.end() - 1, where), s, m.start())  # fmt: skip

    def _new(self, s: Sentence, m: re.Match[str]) -> Iterator[Telling]:
        """ "The new ambassador to Laos is Bat Tumur"."""
        where, limit = s.span.where, min(s.span.end, m.end() + _AHEAD)
        office = self._p.office(m.end(), limit, where)
        if office is None:
            return
        link = _IS.match(self._text.plain[where][office.end : limit])
        person = self._p.person(office.end + link.end(), limit, where) if link else None
        if person is not None:
            start = m.start() + (2 if m.group().startswith("'") else 0)
            yield self._made(person, office, "holds", Span(m.start(), m.end() - 1, where), s, start)

    def _is_the_new(self, s: Sentence, m: re.Match[str]) -> Iterator[Telling]:
        where, limit = s.span.where, min(s.span.end, m.end() + _AHEAD)
        office = self._p.office(m.end(), limit, where)
        if office is not None:
            for person in self._s.before(s, m.start()):
                yield self._made(person, office, "holds", Span(m.start(), m.end() - 1, where), s, person.span.start)  # fmt: skip

    def _made(
        self, person: Person, office: Span, change: What, cue: Span, s: Sentence, start: int
    ) -> Telling:
        span = stretch(
            s.span,
            Span(min(start, cue.start), cue.end, cue.where),
            person.pronoun or person.span,
            office,
        )
        return Telling(person, office, change, span, cue, s, "noun", nominal=True)
