"""Who is told to have come into an office or left it, by verb: "was appointed", "resigned as"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.article import Span
from dragoman.grammar import Sentence
from dragoman.readers.offices.phrases import Person, Phrases
from dragoman.readers.offices.subjects import Subjects

What = Literal["named", "elected", "dismissed", "holds"]
_FLAGS = re.IGNORECASE
# Characters before a verb that are looked at for its subject, and behind it for its objects.
_BACK, _AHEAD = 320, 420


@dataclass(frozen=True, slots=True)
class Telling:
    """One person and one office, as one place tells it.

    Args:
        span: from the first to the last word that tells it.
        cue: the verb or noun that does.
        nominal: told by a noun ("the election of X as Y"), which has no time of its own.
    """

    person: Person | None
    office: Span
    change: What
    span: Span
    cue: Span
    home: Sentence
    rule: str
    nominal: bool = False


_ELECT = r"(?:re-?)?elect(?:s|ed|ing)?|voted in|chosen|chose"
_NAME = (
    r"(?:re-?)?appoint(?:s|ed|ing)?|(?:re)?nam(?:es?|ed|ing)|designat(?:es?|ed|ing)|install(?:s|ed|ing)|promot(?:es?|ed|ing)|"
    r"confirm(?:s|ed|ing)|made|swor[en] in|swearing in|inaugurated|crowned|enthroned|picked|tapped|selected|elevated|assigned|transferred"
)
_DISMISS = (
    r"dismiss(?:es|ed|ing)?|reliev(?:es?|ed|ing)|remov(?:es?|ed|ing)|sack(?:s|ed|ing)|fir(?:es|ed|ing)|oust(?:s|ed|ing)|"
    r"stripp(?:ed|ing)|depos(?:es?|ed|ing)|discharg(?:es?|ed|ing)|recall(?:s|ed|ing)|demot(?:es?|ed|ing)"
)
_VERB = re.compile(
    rf"(?<![-\w])(?:(?P<elected>{_ELECT})|(?P<named>{_NAME})|(?P<dismissed>{_DISMISS}))(?![-\w])",
    _FLAGS,
)
_BASE = re.compile(r"(?:re-?)?(?:elect|appoint|name|dismiss|remove|relieve|designate|promote)\Z", _FLAGS)  # fmt: skip
_DECIDED = re.compile(r"\b(?:decided|resolved|voted|chose|agreed|decree|order(?:ed)?)\b", _FLAGS)
_SELF = re.compile(
    r"\b(?:(?P<resigned>resign(?:s|ed|ing)?|step(?:s|ped|ping)? down|st(?:ood|ands?) down|quits?|retir(?:es|ed|ing)|abdicat(?:es|ed|ing)|bowed out"
    r"|left (?:his|her) (?:post|position|office)|vacated (?:his|her|the) (?:post|position|office))"
    r"|(?P<came>took office|takes office|taking office|assum(?:es|ed|ing) (?:the )?(?:office|posts?|position|duties|role)|"
    r"took over|takes over|took the oath(?: of office)?|became|becomes|becoming|has become|took up (?:his|her|the) (?:post|position|duties)|t(?:ook|akes) (?:over )?the (?:post|position|office)(?= of))"
    r"|(?P<will>will (?:take office|be sworn in|be inaugurated|assume (?:the )?(?:office|post)|serve))"
    r"|(?P<serves>serves|has served|has been serving|is serving|has been|remains|continues to serve))"
    r"(?![-\w])",
    _FLAGS,
)
_SUCCEEDS = re.compile(
    r"\b(?P<by>(?:was|were|been|being) (?:succeeded|replaced) by)\b|\b(?P<act>succeed(?:s|ed|ing)?|replac(?:es|ed|ing)|to (?:succeed|replace)|took over from|takes over from)\b",
    _FLAGS,
)
# What may stand between a verb in the passive and its subject.
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|got|gets)\s+(?:(?:\w+ly|also|again|then|first|later|once|in turn|now|both|each|thus|soon|"
    r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)\s+){0,3}\Z",
    _FLAGS,
)
# What is only wanted, feared, expected or denied is no change of office.
_UNREAL = re.compile(
    r"\b(?:not|never|no longer|would|could|might|may|should|shall|can|cannot|will|if|unless|whether|refus\w+|declin\w+ to|"
    r"reject\w*|expected|likely|plan(?:s|ned|ning)? to|propos(?:e|es|ed|ing)|recommend\w*|nominat\w+|want\w* to|intend\w*|seek\w*|hop\w+ to|"
    r"about to|going to|ought|urg\w+|call(?:s|ed|ing)? (?:for|on)|demand\w*|pressur\w+|ready to|candidates?|failed|wish\w*|"
    r"set to|due to|pledg\w+|right to|power(?:s)? to|authority to|possib\w+|den(?:y|ies|ied)|rumou?r\w*|attempt\w*|tr(?:y|ied|ying) to|"
    r"is to|are to|was to|were to|must|campaign|threaten\w*|offer\w*|mull\w*|consider\w*|ponder\w*|before)\b|n't\b|n’t\b",
    _FLAGS,
)
_CLAUSE = re.compile(r"[;:]|, (?:but|while|whereas|and)\b|\b(?:because|although|though|that|who|which|when)\b", _FLAGS)  # fmt: skip
_TO_BE = re.compile(
    r"\A,?(?: (?:unanimously|again|back|anew|officially|in turn|by acclamation|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday))?"
    r"(?: to be| to serve as| to act as| to work as| to become| as(?: the)?(?: country's| nation's)?"
    r"| (?:to|for|in) (?:the|a) (?:posts?|positions?|office|role|job|rank) (?:of|as)| to the(?= (?:posts?|office) )|,)? ",
    _FLAGS,
)
_APPOSED = re.compile(r", (?:(?:as|to be)(?: (?:the|its|their))? )?")
_TO_BODY = re.compile(r"\A(?: back)? (?:to|into)(?: (?:the|its|a))? ", _FLAGS)
_FROM_POST = re.compile(
    r"\A(?: yesterday| today)?,? (?:from|of|as)(?: (?:his|her|their|the|its|all))?(?: (?:present |current |this |that )?(?P<post>posts?|positions?|duties|offices?|jobs?|roles?|powers|functions|mandate))?(?: (?:of|as))?(?: the)?(?= |\Z|[.,;])",
    _FLAGS,
)
_AS = re.compile(r"\A(?:,)? as(?: the)? ", _FLAGS)
_OF_AS = re.compile(
    r"\A(?: today| yesterday)?(?: (?:as|of))? (?:the )?(?:country's |nation's )?", _FLAGS
)
_WITH = re.compile(r",? with\b")
_LINKED = re.compile(r" (?:as (?:the )?)?")
_BOTH = re.compile(r"(?:,| and|, and) ")
# "the first president to visit": no change of office.
_TO_DO = re.compile(r"\A (?:to (?!the\b)[a-z]+|who|ever)\b")


class Tellings:
    """Reads the verbs of one article."""

    def __init__(self, phrases: Phrases, subjects: Subjects) -> None:
        self._p = phrases
        self._s = subjects
        self._text = phrases.text
        self._told: list[Telling] = []

    def of(self, s: Sentence) -> Iterator[Telling]:
        """What the verbs of a sentence tell."""
        plain = self._text.plain[s.span.where]
        if plain[s.span.start : s.span.end].rstrip("\"' ").endswith("?"):
            return
        for m in _VERB.finditer(plain, s.span.start, s.span.end):
            found = list(self._verb(s, m))
            self._told += found
            yield from found
        for m in _SELF.finditer(plain, s.span.start, s.span.end):
            yield from self._self(s, m)
        for m in _SUCCEEDS.finditer(plain, s.span.start, s.span.end):
            yield from self._succeeds(s, m)

    # ---- somebody does it to somebody

    def _verb(self, s: Sentence, m: re.Match[str]) -> Iterator[Telling]:
        plain, where = m.string, s.span.where
        before = plain[max(s.span.start, m.start() - _BACK) : m.start()]
        change = m.lastgroup
        base = _BASE.match(m.group()) is not None and not m.group().casefold().endswith("ed")
        if base and not _DECIDED.search(before[-160:]):
            return
        if _is_unreal(before, decided=base) or _names_it(m):
            return
        cue = Span(m.start(), m.end(), where)
        limit = min(s.span.end, m.end() + _AHEAD)
        if not _PASSIVE.search(before):
            found = list(self._active(s, cue, limit, change))  # type: ignore[arg-type]
            if found:
                yield from found
                return
        passive = _PASSIVE.search(before)
        reduced = before.endswith((", ", ", newly ", ", recently ")) and m.group().endswith(("ed", "n"))  # fmt: skip
        heading = self._is_heading(s) and m.group().endswith(("ed", "n", "sworn in"))
        if not (passive or reduced or heading):
            return
        office = self._office_behind(cue.end, limit, where, change)  # type: ignore[arg-type]
        of_post = change == "dismissed" and self._of_post(cue.end, plain)
        if office is None and not of_post:
            return
        end = m.start() - (len(before) - passive.start()) if passive else m.start()
        for person in self._s.before(s, end):
            held = office or self._titled(person)
            if held is not None:
                yield self._telling(person, held, change, cue, s, "verb in the passive")  # type: ignore[arg-type]
        if office is not None:
            yield from self._more(s, cue, office.end, limit, change)  # type: ignore[arg-type]

    def _more(self, s: Sentence, cue: Span, at: int, limit: int, change: What) -> Iterator[Telling]:
        """ "A was elected chairman of X, B chairman of Y and C chairman of Z"."""
        plain, where = self._text.plain[cue.where], cue.where
        for _ in range(12):
            m = _BOTH.match(plain, at, limit)
            person = self._p.person(m.end(), limit, where) if m else None
            link = _LINKED.match(plain, person.span.end, limit) if person else None
            office = self._p.office(link.end(), limit, where) if link else None
            if person is None or office is None:
                return
            yield self._telling(person, office, change, cue, s, "verb in the passive")
            at = office.end

    def _is_heading(self, s: Sentence) -> bool:
        title = self._text.article.title_span
        return s.span.where == "title" or (title is not None and title.holds(s.span))

    def _active(self, s: Sentence, cue: Span, limit: int, change: What) -> Iterator[Telling]:
        plain, where = self._text.plain[cue.where], cue.where
        at = cue.end + 1
        while at < limit:
            people = self._listed(at, limit, where)
            pronoun = self._p.pronoun(at, where)
            if pronoun is not None:
                if self._office_behind(pronoun.end, limit, where, change) is None:
                    return
                own = self._told[-1] if self._told and self._told[-1].home == s else None
                meant = own.person if own else self._s.object(s, pronoun)
                people = [replace(meant, pronoun=pronoun)] if meant else []
            if not people:
                return
            last = pronoun.end if pronoun else people[-1].span.end
            last = self._behind_apposition(last, limit, plain)
            office = self._office_behind(last, limit, where, change)
            if office is None and change == "dismissed" and self._of_post(last, plain):
                office = self._titled(people[-1]) or self._last_in(s, cue)
            if office is None and change == "dismissed":
                office = people[-1].titled
            if office is None:
                return
            for person in people:
                yield self._telling(person, office, change, cue, s, "verb with its object")
            at = max(office.end, last)
            m = _BOTH.match(plain, at, limit)
            if m is None:
                return
            at = m.end()

    def _listed(self, start: int, limit: int, where: str) -> list[Person]:
        """The persons named from here: "A, B and C"."""
        plain = self._text.plain[where]
        out: list[Person] = []
        at = start
        while len(out) < 12 and (found := self._p.person(at, limit, where)):
            out.append(found)
            m = _BOTH.match(plain, found.span.end, limit)
            if m is None:
                break
            at = m.end()
        return out

    def _behind_apposition(self, at: int, limit: int, plain: str) -> int:
        """Behind ", 52," or ", a lawyer,"."""
        m = re.compile(r", [^,.;:\"]{1,130},(?= as\b| to\b| the\b)").match(plain, at, limit)
        return m.end() if m else at

    def _office_behind(self, at: int, limit: int, where: str, change: What) -> Span | None:
        """The office behind a verb or a name, with what links the two."""
        plain = self._text.plain[where]
        rest = plain[at : min(limit, at + 80)]
        if change == "dismissed":
            m = _FROM_POST.match(rest)
            return self._p.office(at + m.end(), limit, where) if m else None
        m = _TO_BE.match(rest)
        if m and (found := self._p.office(at + m.end(), limit, where)):
            if m.group() == ", ":
                # "elected X, chairman of A, chairman of B": the first is an apposition
                link = _APPOSED.match(plain, found.end, limit)
                own = self._p.office(link.end(), limit, where) if link else None
                if own is None:
                    return None
                found = own
            return None if _TO_DO.match(plain[found.end : found.end + 20]) else found
        m = _TO_BODY.match(rest)
        if m:
            post = re.match(
                r"(?:posts?|position|office) of ", plain[at + m.end() : at + m.end() + 20]
            )
            if post:
                return self._p.office(at + m.end() + post.end(), limit, where)
            found = self._p.office(at + m.end(), limit, where)
            return found or self._p.body(at + m.end(), limit, where)
        return None

    def _of_post(self, at: int, plain: str) -> bool:
        m = _FROM_POST.match(plain[at : at + 60])
        return m is not None and m["post"] is not None

    def _titled(self, person: Person | None) -> Span | None:
        """The office that stands before the name, here or where the article first gives it."""
        return (person.titled or self._p.title_of(person)) if person else None

    def _last_in(self, s: Sentence, cue: Span) -> Span | None:
        """The office told last in the sentence: "appointed X minister, dismissing Y from this post"."""
        plain = self._text.plain[cue.where]
        if not re.search(
            r"\b(?:this|that) (?:post|position|office)\b", plain[cue.end : cue.end + 80]
        ):
            return None
        return self._told[-1].office if self._told and self._told[-1].home == s else None

    # ---- somebody does it himself

    def _self(self, s: Sentence, m: re.Match[str]) -> Iterator[Telling]:
        plain, where = m.string, s.span.where
        before = plain[max(s.span.start, m.start() - _BACK) : m.start()]
        kind = m.lastgroup
        if kind != "will" and _is_unreal(before):
            return
        cue = Span(m.start(), m.end(), where)
        limit = min(s.span.end, m.end() + _AHEAD)
        rest = plain[cue.end : min(limit, cue.end + 80)]
        office: Span | None = None
        change: What = "dismissed" if kind == "resigned" else "named" if kind == "came" else "holds"
        if kind == "resigned":
            link = _FROM_POST.match(rest)
            office = self._p.office(cue.end + link.end(), limit, where) if link else None
        else:
            link = _OF_AS.match(rest)
            if link is None or (kind in ("will", "serves") and not self._serves(m, rest)):
                return
            office = self._p.office(cue.end + link.end(), limit, where)
            if office and _TO_DO.match(plain[office.end : office.end + 20]):
                return
        if office is None and (kind != "resigned" or re.search(r"\b(?:he|she) \Z", before, _FLAGS)):
            return
        for person in self._s.before(s, m.start()):
            held = office or (self._titled(person) if kind == "resigned" else None)
            if held is not None:
                yield self._telling(person, held, change, cue, s, "verb of the holder")

    def _serves(self, m: re.Match[str], rest: str) -> bool:
        """True for "serves as", "has been president since", "remains chairman"."""
        word = m.group().casefold()
        if word in ("has been", "remains"):
            return re.match(r" (?:the |an? |its |their )?[\w' -]{3,80}", rest) is not None
        return rest.startswith(" as ")

    # ---- one after another

    def _succeeds(self, s: Sentence, m: re.Match[str]) -> Iterator[Telling]:
        plain, where = m.string, s.span.where
        before = plain[max(s.span.start, m.start() - _BACK) : m.start()]
        if _is_unreal(before) or (
            (m["act"] or "").startswith("to ") and not _DECIDED_ON.search(before)
        ):
            return
        cue = Span(m.start(), m.end(), where)
        limit = min(s.span.end, m.end() + _AHEAD)
        other = self._p.person(cue.end + 1, limit, where)
        pronoun = self._p.pronoun(cue.end + 1, where)
        end = pronoun.end if pronoun else other.span.end if other else None
        if end is None:
            return
        link = _AS.match(plain[end : min(limit, end + 40)])
        office = self._p.office(end + link.end(), limit, where) if link else None
        office = office or (other.titled if other else None)
        if other is not None and (gone := self._replaced(m, other, limit)):
            yield self._telling(other, gone, "dismissed", cue, s, "one after another")
            return
        own = next(iter(self._s.before(s, m.start())), None)
        if office is None:
            return
        came, left = (other, own) if m["by"] else (own, other)
        if left is not None:
            yield self._telling(left, office, "dismissed", cue, s, "one after another")
        if came is not None and not (m["act"] or "").startswith("to "):
            yield self._telling(came, office, "named", cue, s, "one after another")

    def _replaced(self, m: re.Match[str], other: Person, limit: int) -> Span | None:
        """The office of whom somebody replaces with another: "replaced X, minister of Y, with Z"."""
        if m["by"] or not m.group().casefold().startswith("replac"):
            return None
        plain, at = m.string, other.span.end
        behind = plain.startswith(", ", at)
        office = self._p.office(at + 2, limit, other.span.where) if behind else other.titled
        end = office.end if office and office.start > at else at
        return office if _WITH.match(plain, end) else None

    def _telling(
        self, person: Person, office: Span, change: What, cue: Span, s: Sentence, rule: str
    ) -> Telling:
        span = stretch(s.span, cue, person.pronoun or person.span, office)
        return Telling(person, office, change, span, cue, s, rule)


_DECIDED_ON = re.compile(r"\b(?:appointed|named|elected|chosen|picked|selected|designated)\b[^;:]{0,120}\Z", _FLAGS)  # fmt: skip


# An office further away was told before: its words are no part of this telling.
_APART = 160


def stretch(home: Span, cue: Span, person: Span, office: Span) -> Span:
    """From the first to the last word of a telling, within its sentence."""
    near = [cue]
    if home.holds(person) and _gap(person, cue) < _APART:
        near.append(person)
    if office.start > cue.start or (len(near) > 1 and _gap(office, person) <= 2):
        near.append(office)
    return Span(min(x.start for x in near), max(x.end for x in near), cue.where)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _names_it(m: re.Match[str]) -> bool:
    """True for "the naming of X", which is a noun."""
    return m.group().endswith("ing") and m.string.startswith(" of ", m.end())


def _is_unreal(before: str, *, decided: bool = False) -> bool:
    """True if the clause before a verb takes it back, or only wishes for it."""
    last = 0
    for m in _CLAUSE.finditer(before):
        last = m.start()
    clause = before[max(last, len(before) - 90) :]
    if decided:
        clause = re.sub(r"\b(?:order|decree|resolved)\b", "", clause)
    return _UNREAL.search(clause) is not None
