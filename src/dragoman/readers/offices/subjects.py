"""Whose verb it is: the person before it, through appositions and relative clauses, or a pronoun."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import Name
from dragoman.grammar import Sentence
from dragoman.readers.offices.phrases import Person, Phrases

_BACK = 320
_FLAGS = re.IGNORECASE
# Auxiliaries, adverbs and times between a subject and its verb.
_BETWEEN = re.compile(
    r"(?:,? ?\b(?:who|and|has|have|had|was|were|is|are|been|being|be|also|then|later|first|again|once|now|both|each|soon|"
    r"newly|just|previously|himself|herself|(?!only)[a-z]+ly|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|in (?:19|20)\d\d))*,? ?\Z"
)
_PRONOUN = re.compile(r"\b(?P<who>he|she)\Z", _FLAGS)
# Inside an apposition no verb of its own stands.
_FINITE = re.compile(
    r"\b(?:is|was|are|were|has|have|had|said|says|told|will|would|met|visited|sent|made|gave|took|announced|attended|spoke)\b"
)
_OBLIQUE = re.compile(
    r"\b(?:of|with|by|from|to|for|under|after|before|between|against|about|than|like|including|on)(?: [\w.-]+){0,3} \Z",
    _FLAGS,
)
# How an apposition begins: "X, a former head of Y, was elected".
_OPENED = re.compile(
    r",(?= (?:(?P<who>who)|an?|the|former|previously|once|then|son|daughter|one of|himself|herself|formerly|currently|his|her|its)\b)"
)
# From the comma of an apposition to the verb.
_APPOSED = re.compile(r"(?<=\w), (?=[^,;:]{1,160},?\Z)")
# A pronoun before the pronoun: then somebody else may be meant as well.
_ANOTHER = re.compile(r"\b(?:him|her|his|them)\b", _FLAGS)
# A verb before the name: it is no subject ("The president relieved | Bat Tumur and appointed him").
_VERB_BEFORE = re.compile(
    r"\b(?!(?:retired|disgraced|jailed|exiled|deposed|ousted|former|respected|united|elected|appointed)\b)[a-z]+ed (?:\w+ ){0,2}\Z"
)
_LEAVES = re.compile(r"\b(?:relieved|dismissed|removed|recalled|released|freed) (?=[A-Z])")
_AND = re.compile(r"(?:, and|,| and) \Z")
_FAR = 60  # characters from the beginning of a sentence in which its subject stands


class Subjects:
    """Finds the subjects of one article's verbs, and remembers where a pronoun stayed open."""

    def __init__(self, phrases: Phrases) -> None:
        self._p = phrases
        self._text = phrases.text
        self.open: list[Span] = []

    def before(self, s: Sentence, verb: int) -> list[Person]:
        """Who stands before a verb as its subject; several if they are listed; none if unclear."""
        where = s.span.where
        plain = self._text.plain[where]
        first = max(s.span.start, verb - _BACK)
        lead = plain[first:verb]
        m = _BETWEEN.search(lead)
        end = first + (m.start() if m else len(lead))
        between = lead[m.start() :] if m else ""
        behind = between.startswith(",") and not re.match(r",? ?who\b", between)
        if behind and (found := self._through_apposition(first, end + 1, where)):
            return [found]
        if person := self._p.before(end, first, where):
            return self._with_others(person, first)
        if (pronoun := _PRONOUN.search(plain[first:end])) is not None:
            span = Span(first + pronoun.start(), end, where)
            found = self.antecedent(s, span)
            return [replace(found, pronoun=span)] if found else []
        if plain[end - 1 : end] == "," and (found := self._through_apposition(first, end, where)):
            return [found]
        if re.search(r"\band\b", between):
            return self._of_sentence(s, end)
        return []

    def _with_others(self, last: Person, first: int) -> list[Person]:
        """The person and those listed before: "A, B and C were elected"."""
        plain = self._text.plain[last.span.where]
        out = [last]
        while len(out) < 12:
            at = out[0].titled.start if out[0].titled else out[0].span.start
            m = _AND.search(plain[first:at])
            found = self._p.before(first + m.start(), first, last.span.where) if m else None
            if found is None:
                break
            out.insert(0, found)
        if len(out) > 1 and " and " not in plain[out[0].span.end : last.span.start]:
            return [last]  # "In Hue, Bat Tumur was elected"
        return out

    def _through_apposition(self, first: int, end: int, where: str) -> Person | None:
        """ "X, a son of Y, | was elected": whoever the apposition is about."""
        plain = self._text.plain[where]
        openers = list(_OPENED.finditer(plain, first, end))
        if openers and (openers[-1]["who"] or not _FINITE.search(plain, openers[-1].start(), end)):
            found = self._p.before(openers[-1].start(), first, where)
            if found is not None:
                return found
        here = self._p.people_in(Span(first, end, where))
        for n in reversed(here):
            at = n.evidence[0]
            gap = plain[at.end : end]
            if not gap.startswith(",") or _FINITE.search(gap) or re.search(r"[;:\"]", gap):
                continue
            if gap.strip(" ,") and _OBLIQUE.search(plain[first : at.start]) and len(here) > 1:
                continue
            return self._p.before(at.end, first, where)
        m = _APPOSED.search(plain[first:end])
        if m is not None and not _FINITE.search(plain[first + m.start() : end]):
            return self._p.before(first + m.start(), first, where)
        return None

    def _of_sentence(self, s: Sentence, end: int) -> list[Person]:
        """The subject of the sentence, for a verb behind "and"."""
        here = self._p.people_in(Span(s.span.start, end, s.span.where))
        if not here or here[0].evidence[0].start - s.span.start > _FAR:
            return []
        if len({n.cluster or n.canonical for n in here}) > 1:
            return []
        found = self._p.before(here[0].evidence[0].end, s.span.start, s.span.where)
        return [found] if found else []

    def antecedent(self, s: Sentence, pronoun: Span, *, quiet: bool = False) -> Person | None:
        """Whom a pronoun means: the only person of its sentence before it, else of the one before."""
        here = self._p.people_in(Span(s.span.start, pronoun.start, s.span.where))
        between = self._text.plain[s.span.where][s.span.start : pronoun.start]
        if (found := self._only(here)) and not _ANOTHER.search(between):
            return found
        if s.index and not here:
            before = self._text.sentences[s.index - 1]
            if before.paragraph == s.paragraph:
                people = self._p.people_in(before.span)
                if found := self._only(people) or self._unknown(before.span, people):
                    return found
        lead = Span(s.span.start, pronoun.start, s.span.where)
        if quiet and len(titled := self._p.titled_in(lead)) == 1:
            return titled[0]
        if not quiet:
            self.open.append(pronoun)
        return None

    def object(self, s: Sentence, pronoun: Span) -> Person | None:
        """Whom "him" means: the only person named before it but for the subject of the sentence."""
        here = self._p.people_in(Span(s.span.start, pronoun.start, s.span.where))
        subject = self._subject(s.span, here)
        others = [
            n for n in here if not subject or not subject.name or n.cluster != subject.name.cluster
        ]
        if found := self._only(others) or (self._only(here) if not subject else None):
            return found
        if not here and (found := self._left(Span(s.span.start, pronoun.start, s.span.where))):
            return found
        self.open.append(pronoun)
        return None

    def _left(self, lead: Span) -> Person | None:
        """Somebody whom no table knows, relieved of one office before he gets another."""
        some = list(_LEAVES.finditer(self._text.plain[lead.where], lead.start, lead.end))
        return self._p.person(some[0].end(), lead.end, lead.where) if len(some) == 1 else None

    def _only(self, people: list[Name]) -> Person | None:
        if len({n.cluster or n.canonical for n in people}) != 1 or people[0].cluster is None:
            return None
        return Person(people[0].evidence[0], people[0])

    def _unknown(self, home: Span, people: list[Name]) -> Person | None:
        """Somebody whom no table knows, if the sentence begins with him and names nobody else."""
        found = None if people else self._p.run_at(home.start, home.where)
        return found if found and not self._p.others_in(home, found) else None

    def _subject(self, home: Span, people: list[Name]) -> Person | None:
        """The person with whom a sentence begins."""
        if not people or people[0].cluster is None:
            return None
        at = people[0].evidence[0]
        lead = self._text.plain[home.where][home.start : at.start]
        if len(lead) > _FAR or _OBLIQUE.search(lead) or "," in lead or _VERB_BEFORE.search(lead):
            return None
        return Person(at, people[0])
