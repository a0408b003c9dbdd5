"""The phrase of an office and the name of who has it, read from a place in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import Name
from dragoman.grammar import Grammar
from dragoman.places import Places

# Characters that a phrase of an office, or a list of names, may take: the bound keeps time linear.
LONGEST = 260

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Adm|Capt|St|Sen|Gov|Rev)\.(?= )|(?:[A-Z]\.){2,}|[A-Z]\.(?= [A-Z])"
    r"|\d+(?:st|nd|rd|th)?\b|'s\b|[^\W\d_]+(?:(?:-|'(?!s\b))[^\W\d_]+)*|[^\w\s]"
)
_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
)
_SKIPPED = frozenset("the a an its their his her our my your new next this that country's nation's".split())  # fmt: skip
_JOINS = frozenset("of for to in at on and & with".split())
_ARTICLES = frozenset("the a an its their his her".split())
# A phrase ends before these, whatever stands before them.
_STOPS = frozenset(
    "by after since during from replacing following upon when until till amid as who which that was were is are has have "
    "had will would said says told while before under through via over about against than if but or so then there "
    "here he she it they we i you not also at last this next becoming succeeding effective starting beginning "
    "despite because due despite according between into only ever whose where".split()
)
# "for a second term", "in the election", "to the post", "on the occasion": no part of an office.
_NO_PART_AFTER = frozenset(
    "a an another his her their its life second third first next term terms years year months days now today lack "
    "reasons health good election elections occasion vote ballot runoff time post position office session meeting "
    "plenary ceremony conference summit accordance connection line order honour honor recognition request same "
    "beginning end recent past coming".split()
)
_LOOSE = re.compile(r"(?:(?:of|for|and|the) )+")
_NAME_WORD = r"(?:(?:Al|El|al|el|Ben|Bin)-[A-Z][\w'-]+|[A-Z][\w-]*[a-zà-ÿ][\w-]*(?:'[A-Za-z]{2,}[\w-]*)?|[A-Z]'[A-Z][\w-]+|[A-Z]\.(?:[A-Z]\.)*)"
_PARTICLE = r"(?:de|da|do|dos|del|della|di|van|von|der|den|bin|ibn|al|el|bint|la|le|y|ul|ur)"
_RUN = re.compile(rf"{_NAME_WORD}(?:[ -](?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{1,4}}")
_ONE = re.compile(r"(?:Mr\.? |Mrs\.? |Ms\.? |Dr\.? )?(?P<name>[A-Z][\w-]+)(?! [A-Z])(?!-)")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lore.words("offices")[name])


def is_head(word: str) -> bool:
    """True for a word that an office is named by, in the singular or the plural.

    >>> is_head("Presidents"), is_head("vice-chairmen"), is_head("presidency")
    (True, True, False)
    """
    low = word.casefold()
    singular = low.removesuffix("s")
    if low.endswith("men"):
        singular = low[:-3] + "man"
    if low.endswith("ies"):
        singular = low[:-3] + "y"
    return low in _words("heads") or singular in _words("heads")


def is_before(word: str) -> bool:
    """True for a word that may stand before the head: "acting", "deputy".

    >>> is_before("Acting"), is_before("Region")
    (True, False)
    """
    return word.casefold() in _words("before")


@cache
def _institutions() -> frozenset[str]:
    return frozenset(lore.words("parties")["bodies"]) | frozenset(
        "region territory republic district oblast area province service centre center plant".split()
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Who is meant: the words, and the name found there if there is one.

    Args:
        titled: the office that stands before the name, if one does.
        pronoun: the word that stands for the name where the office is told.
    """

    span: Span
    name: Name | None
    titled: Span | None = None
    pronoun: Span | None = None


class Phrases:
    """Reads offices and persons of one article."""

    def __init__(self, text: Grammar, names: Iterable[Name]) -> None:
        self.text = text
        self.names = sorted(names, key=lambda n: in_order(n.evidence[0]))
        self._places = Places((n.evidence[0], n) for n in self.names)
        self._people = Places((n.evidence[0], n) for n in self.names if n.type == "person")
        self._titles: dict[str, Span] | None = None
        self._parts: dict[str, list[Name]] = {}
        self._full: dict[str, str] = {}
        for n in self.names:
            if n.type == "person" and n.cluster:
                words = " ".join(text.article.slice(n.evidence[0]).split())
                for part in {words.split()[0], words.split()[-1]}:
                    self._parts.setdefault(part, []).append(n)
                if len(words.split()) > len(self._full.get(n.cluster, "").split()):
                    self._full[n.cluster] = words

    def called(self, person: Person) -> str:
        """The name as written; of a bare surname the full form that the article has."""
        words = " ".join(self.text.article.slice(person.span).split())
        if person.name and person.name.cluster and " " not in words:
            return self._full.get(person.name.cluster, words)
        return words

    def known_at(self, span: Span) -> list[Name]:
        """Names that have a character in a span."""
        return self._places.meeting(span)

    def people_in(self, span: Span) -> list[Name]:
        """Persons named in a span, in order."""
        return [n for n in self._people.meeting(span) if span.holds(n.evidence[0])]

    # ---- offices

    def office(self, start: int, limit: int, where: str) -> Span | None:
        """The office that begins here, articles left out; None if none does."""
        return _Office(self, start, min(limit, start + LONGEST), where).read()

    def body(self, start: int, limit: int, where: str) -> Span | None:
        """The body that begins here: "the Political Bureau of the C.C., WPK"."""
        return _Office(self, start, min(limit, start + LONGEST), where, bodies=True).read()

    def office_before(self, name: Span, first: int) -> Span | None:
        """The office that stands before a name: "Kirov Region Governor | Nikita Belykh"."""
        plain = self.text.plain[name.where]
        lead = plain[max(first, name.start - 120) : name.start]
        m = re.search(
            r"((?:[\w'&.-]+ )*?)([\w-]+),? \Z",
            lead[-120:],
        )
        if m is None or not re.search(r"[\w-]+,? \Z", lead):
            return None
        begin = name.start
        for token in reversed(list(re.finditer(r"[\w'&.-]+", lead))):
            word = token.group()
            low = word.casefold()
            fits = word[0].isupper() or low in _words("before") or is_head(low)
            if not (fits or low in ("of", "for", "the", "and")) or _TIME.fullmatch(word):
                break
            if lead[token.end() : token.end() + 1] not in (" ", ","):
                break
            begin = name.start - len(lead) + token.start()
        if begin == name.start:
            return None
        # What the phrase hangs on is none of it: "at the request of the | Governor of ...".
        loose = _LOOSE.match(plain, begin, name.start)
        found = self.office(loose.end() if loose else begin, name.start, name.where)
        gap = plain[found.end : name.start] if found else ""
        return found if found and gap.strip(" ,") == "" else None

    # ---- persons

    def person(self, start: int, limit: int, where: str) -> Person | None:
        """Who is named from here, behind titles: "Foreign Minister Sergei Lavrov"."""
        plain = self.text.plain[where]
        stop = min(limit, start + 140)
        for n in self._people.meeting(Span(start, stop, where)):
            at = n.evidence[0]
            if at.start < start:
                continue
            gap = plain[start : at.start]
            words = self.text.words(at).split()
            if any(w.casefold() in _institutions() for w in words) or _is_letters(words):
                continue
            own = self._name_in(at.start, at.end, where)
            if own is not None and own != at and " " in self.text.words(own):
                at = own  # "Alexander Chekalin | Deputy"
                gap = plain[start : at.start]
            if _only_titles(gap):
                return Person(self._whole(at, stop), n, self._titled(start, at))
            break
        return self._part(start, stop, where) or self._run(start, stop, where)

    def _part(self, start: int, stop: int, where: str) -> Person | None:
        """One word of a name that the article gives in full: "dismissed | Hyon"."""
        m = _ONE.match(self.text.plain[where], start, stop)
        bearers = self._parts.get(m["name"], []) if m else []
        if m is None or len({n.cluster for n in bearers}) != 1:
            return None
        return Person(Span(m.start("name"), m.end("name"), where), bearers[0])

    def _whole(self, at: Span, stop: int) -> Span:
        """The name to the end of its last word: "Louis De | Joy" in "Louis DeJoy"."""
        m = re.compile(r"\w+").match(self.text.plain[at.where], at.end, stop)
        return Span(at.start, m.end(), at.where) if m else at

    def _titled(self, start: int, at: Span) -> Span | None:
        found = self.office(start, at.start, at.where) if at.start > start else None
        gap = self.text.plain[at.where][found.end : at.start] if found else ""
        return found if found and not gap.strip(" ,") else None

    def _run(self, start: int, stop: int, where: str) -> Person | None:
        """Capitals that no table knows, where a name must stand."""
        plain = self.text.plain[where]
        for m in _RUN.finditer(plain, start, stop):
            if not _only_titles(plain[start : m.start()]):
                of_place = self._behind_place(start, m, where)
                return of_place if of_place else None
            span = self._name_in(m.start(), m.end(), where)
            if span is not None:
                titled = self._titled(start, span) if span.start > start else None
                return Person(span, None, titled)
            if not is_head(m.group().split()[-1]):
                return self._behind_place(start, m, where)
        return None

    def _behind_place(self, start: int, m: re.Match[str], where: str) -> Person | None:
        """ "Head of Udmurtia | Alexander Solovyov": of three capitals or more the last two."""
        plain = self.text.plain[where]
        words = list(re.finditer(r"\S+", m.group()))
        lead = plain[start : m.start()]
        of = re.search(r"\bof (?:the )?\Z", lead) or re.search(r" of (?:the )?", m.group())
        if len(words) < 3 or of is None or not _only_titles(lead.removesuffix("the ").removesuffix("of ")):  # fmt: skip
            return None
        first = m.start() + words[-2].start()
        span = Span(first, m.end(), where)
        titled = self.office(start, first, where)
        gap = plain[titled.end : first] if titled else "x"
        return (
            Person(span, None, titled) if self._may_be_name(span) and not gap.strip(" ,") else None
        )

    def _name_in(self, first: int, end: int, where: str) -> Span | None:
        """The words of a run that are a name: up to the first that belongs to an office or a state."""
        words = list(re.finditer(r"\S+", self.text.plain[where][first:end]))
        kept = 0
        while words and (is_head(words[0].group()) or is_before(words[0].group())):
            words.pop(0)  # a title
        for w in words:
            word = w.group().rstrip(",")
            at = Span(first + w.start(), first + w.end(), where)
            own = word.casefold().removesuffix("'s")
            if own in _institutions():
                return None  # "Nenets Autonomous | Area"
            if is_head(own) or own in _words("before") or own in _words("bodies") or own in _NOT_NAMES:  # fmt: skip
                break
            if kept and any(n.type != "person" for n in self._places.meeting(at)):
                break
            kept += 1
        if kept < 2:
            return None
        span = Span(first + words[0].start(), first + words[kept - 1].end(), where)
        return span if self._may_be_name(span) else None

    def _may_be_name(self, span: Span) -> bool:
        words = self.text.words(span).split()
        if any(is_head(w) or w.casefold() in _words("bodies") for w in words):
            return False
        if any(_TIME.fullmatch(w) or w.casefold() in _NOT_NAMES for w in words):
            return False
        return not any(n.type != "person" for n in self._places.meeting(span))

    def before(self, end: int, first: int, where: str) -> Person | None:
        """Who is named right before a place."""
        plain = self.text.plain[where]
        for n in reversed(self._people.meeting(Span(max(first, end - 60), end, where))):
            at = n.evidence[0]
            if at.end == end and not _is_letters(self.text.words(at).split()):
                titled = self.office_before(at, first)
                return Person(at, n, titled)
        found = None
        for m in _RUN.finditer(plain, max(first, end - 70), end):
            found = m
        if found is None or found.end() != end:
            return None
        span = Span(found.start(), found.end(), where)
        # Titles and places in capitals stand in one run with the name.
        words = list(re.finditer(r"\S+", plain[span.start : span.end]))
        title = max(
            (i for i, w in enumerate(words) if is_head(w.group()) or w.group() in _TITLES),
            default=-1,
        )
        rest = words[title + 1 :]
        if len(rest) < 2:
            return None
        placed = re.search(r"\bof (?:the )?\Z", plain[max(first, span.start - 8) : span.start])
        if (placed or (title >= 0 and plain[span.start + words[title].end() :].startswith(" of "))) and len(rest) > 2:  # fmt: skip
            rest = rest[-2:]
        own = Span(span.start + rest[0].start(), span.end, where)
        titled = self.office_before(own, first) if title >= 0 or placed else None
        return Person(own, None, titled) if self._may_be_name(own) else None

    def titled_in(self, span: Span) -> list[Person]:
        """Those whom a stretch names with an office before the name, known or not."""
        out: list[Person] = []
        plain = self.text.plain[span.where]
        for m in _RUN.finditer(plain, span.start, span.end):
            person = self.before(m.end(), span.start, span.where)
            if person is not None and person.titled is not None:
                out.append(person)
        return out

    def run_at(self, start: int, where: str) -> Person | None:
        """Capitals that no table knows and a verb follows, at the beginning of a sentence."""
        plain = self.text.plain[where]
        m = _RUN.match(plain, start)
        span = self._name_in(m.start(), m.end(), where) if m else None
        if m is None or span is None or span.end != m.end():
            return None
        return Person(span, None) if re.match(r",| [a-z]", plain[span.end : span.end + 2]) else None

    def others_in(self, home: Span, person: Person) -> bool:
        """True if a sentence has another run of capitals that may be a name."""
        rest = _RUN.finditer(self.text.plain[home.where], person.span.end, home.end)
        return any(self._name_in(m.start(), m.end(), home.where) for m in rest)

    def pronoun(self, start: int, where: str) -> Span | None:
        """An object that stands for somebody: "appointed | him"."""
        m = re.compile(r"(?:him|her)\b(?! [a-z]+(?:'s)? (?:as|to)\b)").match(self.text.plain[where], start)  # fmt: skip
        return Span(m.start(), m.end(), where) if m else None

    def title_of(self, person: Person) -> Span | None:
        """The office with which the article first names somebody."""
        if person.name is None or person.name.cluster is None:
            return None
        if self._titles is None:
            self._titles = {}
            for n in self.names:
                if n.type == "person" and n.cluster and n.cluster not in self._titles:
                    at = n.evidence[0]
                    if found := self.office_before(at, max(0, at.start - 120)):
                        self._titles[n.cluster] = found
        return self._titles.get(person.name.cluster)


def _is_letters(words: list[str]) -> bool:
    """True for one word in capitals: "FAPSI" is nobody's name."""
    return len(words) == 1 and words[0].isupper() and len(words[0]) > 1


# Verbs that begin a clause of their own behind "and" and a name; others end in -ed.
_VERBS = frozenset(
    "was were has is as had will to held took became won led left met said went made got sent gave said told wrote came".split()
)
_TITLES = frozenset(("Mr", "Mr.", "Mrs", "Ms", "Dr", "Comrade", "Sir", "Deputy", "Comrades"))
_NOT_NAMES = frozenset(
    "the a an this that these those it he she they we in on at by for from with after before but and or as if when "
    "while during since our their his her its my your state party central foreign prime republic people national supreme "
    "government army bank university association union federation region oblast province city minister general "
    "executive order supervisory acting federal department ministry company corporation enterprise bureau committee foundation mr mrs ms district white kremlin".split()
)


def _only_titles(gap: str) -> bool:
    """True if only words of titles stand between: "former Foreign Minister ", "China expert "."""
    if len(gap) > 110 or re.search(r"[;:.!?\"()]\s", gap):
        return False
    words = gap.split()
    if not words:
        return True
    if words[-1] in ("of", "for") or words[-2:] in (["of", "the"], ["for", "the"]):
        return False  # "chairman of the | Confederation"
    said = [w.strip(",'s").casefold() for w in words]
    titles = [is_head(w) or w in _words("before") or w in _GAP or w in ("mr", "mr.", "mrs", "ms", "dr", "comrade") for w in said]  # fmt: skip
    if "and" in said and not any(titles[: said.index("and")]):
        return False  # "Igor Sechin and | Dmitry Medvedev"
    if any(w[0].isupper() for w in words) and not any(titles):
        return False
    lower = [w for w in words if w[0].islower() and w.strip(",") not in ("of", "the", "and", "for")]
    known = [w for w in lower if w.strip(",") in _GAP or is_head(w.strip(",")) or w.strip(",") in _words("before")]  # fmt: skip
    if len(known) != len(lower):
        return False
    # A comma may stand behind an office only: "his deputy, Ri Ho".
    return "," not in gap or is_head(words[-1].strip(","))


_GAP = frozenset(
    "former then new late ex- current incumbent outgoing veteran expert long-time longtime businessman lawyer economist "
    "diplomat general diplomat-turned comrade career fellow a an his her its their one-time technocrat professor academic "
    "politician banker candidate ally confidant son brother daughter sister nephew wife reformist".split()
)


class _Office:
    """One reading of a phrase, token by token."""

    def __init__(
        self, phrases: Phrases, start: int, limit: int, where: str, *, bodies: bool = False
    ) -> None:
        self._p = phrases
        self._where = where
        self._bodies = bodies
        self._tokens = list(_TOKEN.finditer(phrases.text.plain[where], start, limit))
        self._start = start
        self._first: int | None = None
        self._end = self._solid = start  # the second without a preposition that leads nowhere
        self._headed = False
        self._last = ""
        self._head = ""

    def read(self) -> Span | None:
        """From its first word to its last."""
        i = 0
        while i < len(self._tokens):
            step = self._take(i)
            if step is None:
                break
            i += step
        if self._first is None or not self._headed:
            return None
        return Span(self._first, self._solid, self._where)

    def _word(self, i: int) -> str:
        return self._tokens[i].group() if 0 <= i < len(self._tokens) else ""

    def _take(self, i: int) -> int | None:
        """How many tokens go in from here; None where the phrase ends."""
        word = self._word(i)
        low = word.casefold()
        if self._first is None and low in _SKIPPED:
            return 1
        if not self._adjacent(i):
            return None
        if self._is_person(i) or _TIME.fullmatch(word.rstrip(".")):
            return None
        if self._headed and low in _JOINS:
            return self._join(i)
        if not self._headed and (n := self._state_at(i)) > 1:
            return self._put(i, n)
        if low in _STOPS and not (low == "under" and "secretary" in self._word(i + 1).casefold()):
            return None
        if word in ("(", ","):
            return self._mark(i)
        if word in ("'s", "'"):
            return self._owner(i)
        if word == "-" or word == "/" or not (word[0].isalnum()):
            return None
        if self._is_head_word(low):
            self._headed, self._head = True, low
            return self._put(i)
        if word[0].isupper() or re.fullmatch(r"\d+(?:st|nd|rd|th)", word):
            if word[0].isupper() and not self._capital_goes_on(i) and (self._last == "head" or self._behind_place(i)):  # fmt: skip
                return None
            return self._put(i)
        if not self._headed or (self._last == "head" and self._head_follows(i)):
            return self._put(i) if low in _words("before") else None
        if self._last == "capital":  # "of the Peruvian congress"
            return self._put(i) if low in _words("bodies") | _institutions() else None
        return self._put(i) if self._last in ("join", "low") and self._lower_goes_on(low) else None

    def _state_at(self, i: int) -> int:
        """How many tokens a state's name takes that begins here: "Republic of Korea | envoy"."""
        at = Span(self._tokens[i].start(), self._tokens[i].end(), self._where)
        named = [n.evidence[0] for n in self._p.known_at(at) if n.type == "state"]
        if not named or named[0].start != at.start:
            return 0
        return sum(1 for t in self._tokens[i : i + 8] if t.end() <= named[0].end)

    def _owner(self, i: int) -> int | None:
        """ "Italy's", "the Workers' Party": the mark goes in with what it is of."""
        if self._first is None or (self._word(i) == "'" and not self._word(i - 1).endswith("s")):
            return None
        after = self._word(i + 1)
        if not after or not after[0].isalpha():
            return None
        self._put(i)
        self._last = "join"
        return 1

    def _adjacent(self, i: int) -> bool:
        """False where the text breaks between two tokens, as at a dash or a line end."""
        if not i:
            return True
        gap = self._p.text.plain[self._where][self._tokens[i - 1].end() : self._tokens[i].start()]
        return len(gap) <= 2

    def _is_head_word(self, low: str) -> bool:
        if self._bodies:
            return low in _words("bodies")
        return is_head(low)

    def _put(self, i: int, n: int = 1) -> int:
        token = self._tokens[i]
        if self._first is None:
            self._first = token.start()
        self._end = self._tokens[i + n - 1].end()
        low = token.group().casefold()
        if low in _JOINS or low in _ARTICLES or low in ("'s", "'"):
            self._last = "join"
            return n
        self._solid = self._end
        if self._is_head_word(low) and self._headed:
            self._last = "head"
        else:
            self._last = "low" if token.group()[0].islower() else "capital"
        return n

    def _is_person(self, i: int) -> bool:
        token = self._tokens[i]
        at = Span(token.start(), token.end(), self._where)
        named = self._p.people_in(Span(at.start, at.start + 60, self._where))
        if not named or named[0].evidence[0].start != at.start:
            return False
        words = self._p.text.words(named[0].evidence[0]).split()
        return not any(w.casefold() in _institutions() for w in words)  # "Mymensingh Branch"

    def _head_follows(self, i: int) -> bool:
        """ "deputy | prime minister": what was taken for the head stands before another."""
        k = i
        while self._word(k).casefold() in _words("before") and k < i + 3:
            k += 1
        return k > i and is_head(self._word(k))

    def _capital_goes_on(self, i: int) -> bool:
        """True for a capital right behind a head that is a part of the office: "Secretary General"."""
        low = self._word(i).casefold()
        if self._head in ("chief", "deputy", "assistant", "general"):
            return True  # "Chief Bailiff"
        known = _words("before") | _words("bodies") | _institutions()
        return is_head(low) or low in known or self._word(i).isupper()

    def _behind_place(self, i: int) -> bool:
        """True right behind the name of a state or place: "Ambassador to Uzbekistan | Farit Mukhametshin"."""
        if not self._headed or i == 0 or self._last == "join":
            return False
        before = self._tokens[i - 1]
        at = Span(before.start(), before.end(), self._where)
        token = self._tokens[i]
        inside = self._p.known_at(Span(token.start(), token.end(), self._where))
        run = [self._word(k) for k in range(i, i + 6)]
        capitals = next((k for k, w in enumerate(run) if not w[:1].isupper()), len(run))
        if any(w.casefold().rstrip("s") in _institutions() for w in run[:capitals]):
            return False  # "of the California | Community Colleges Association"
        return not inside and any(n.type in ("state", "place") for n in self._p.known_at(at))

    def _lower_goes_on(self, low: str) -> bool:
        return not low.endswith(("ing", "ed")) or low in _words("before") or low in ("planning", "broadcasting", "engineering", "united", "armed")  # fmt: skip

    def _join(self, i: int) -> int | None:
        """Whether "of", "for", "to", "and" lead on to more of the office."""
        low = self._word(i).casefold()
        j = i + 1
        while self._word(j).casefold() in _ARTICLES and self._word(j).casefold() == "the":
            j += 1
        after = self._word(j)
        if not after or not after[0].isalnum() or after in _NO_PART_AFTER | _STOPS:
            return None
        if _TIME.fullmatch(after) or re.fullmatch(r"\d{4}", after) or self._person_at(j):
            return None
        if low in ("and", "&"):
            return self._and(i, j)
        if low in ("to", "in", "at", "with", "on"):
            sent = self._head in _words("sent") or (low == "on" and self._in_body())
            sent = sent or (low == "to" and self._head == "deputy")
            if not sent or not after[0].isupper():
                return None
            if low == "in" and self._head not in ("ambassador", "envoy", "representative", "plenipotentiary", "consul"):  # fmt: skip
                return None
        if low == "for" and not (after[0].isupper() or self._noun(after)):
            return None
        self._put(i, j - i)
        self._last = "join"
        return j - i

    def _noun(self, word: str) -> bool:
        return word.islower() and not word.endswith(("ing", "ed", "ly")) and len(word) > 3

    def _in_body(self) -> bool:
        plain = self._p.text.plain[self._where][self._start : self._end]
        return re.search(r"(?:Committee|Commission|Council|Adviser|Advisor|adviser|advisor|envoy|Envoy|Representative)\Z", plain) is not None  # fmt: skip

    def _person_at(self, j: int) -> bool:
        return j < len(self._tokens) and self._is_person(j)

    def _and(self, i: int, j: int) -> int | None:
        after = self._word(j)
        low = after.casefold()
        headed = any(is_head(self._word(k)) for k in range(j, min(j + 5, len(self._tokens))))
        if headed and (is_head(low) or low in _words("before")):
            self._put(i, j - i)  # "president and supreme commander"
            self._last = "join"
            return j - i
        if after[0].isupper() and self._last in ("capital", "low"):
            if self._verb_follows(j):
                return None
            self._put(i, j - i)
            self._last = "join"
            return j - i
        return None

    def _verb_follows(self, j: int) -> bool:
        """True if the capitals behind "and" begin a clause of their own."""
        k = j
        while self._word(k)[:1].isupper():
            k += 1
        low = self._word(k).casefold()
        if is_head(self._word(k)) or low in _words("before"):
            return True  # "minister of Finance and | Leila Nasser minister of Health"
        return low in _VERBS or low.endswith("ed")

    def _mark(self, i: int) -> int | None:
        word = self._word(i)
        if word == "(":
            inner = self._word(i + 1)
            # "Committee of State (CS)", and before the head: "Republic of Laos (ROL) ambassador".
            if self._first is not None and inner.isupper() and self._word(i + 2) == ")":
                self._put(i, 3)
                self._last = "capital"
                return 3
            return None
        # "of the C.C., the Workers' Party of Korea": the body to which the committee belongs.
        plain = self._p.text.plain[self._where][self._start : self._end]
        if self._headed and re.search(r"(?:C\. ?C\.|CC|Committee|Commission|Assembly|Presidium|Bureau|Department)\Z", plain):  # fmt: skip
            j = i + 1 + (self._word(i + 1).casefold() == "the")
            token = self._tokens[j] if j < len(self._tokens) else None
            if token is not None:
                at = Span(token.start(), token.end(), self._where)
                named = [n for n in self._p.known_at(at) if n.type == "organisation"]
                if named and named[0].evidence[0].start == at.start:
                    end = named[0].evidence[0].end
                    n = sum(1 for t in self._tokens[i:] if t.start() < end)
                    self._put(i, n)
                    self._last = "capital"
                    return n
        return None
