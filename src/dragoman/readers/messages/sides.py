"""What stands on the two sides of a message's noun: who sends, to whom, from whom, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.article import Span
from dragoman.finding import Date, Field, Party
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.cues import MONUMENT, cues

# Only spoken of as possible, hoped for or untrue.
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|hopes?(?: that)?|hoped(?: that)?|wants?|rumou?rs?(?: that)?|untrue(?: that)?|"
    r"not true(?: that)?|nobody knows|suppose|had)(?: the)? \Z",
    re.IGNORECASE,
)
# Denied, asked for or still to come: nothing was sent. "will" and "to" stand before the verb.
_NOT_DONE = re.compile(
    r"\b(?:not|never|n't|will|would|shall|should|may|might|could|can|must|to|planned to|if|whether)"
    r"(?: (?:have|be|also|soon|yet|ever))* \Z",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(r"\b(?:was|were|been) $")
_DEFINITE = re.compile(r"\b(?:the|this|that|its|their) (?:[\w-]+ ){0,2}\Z", re.IGNORECASE)
_OWNER = re.compile(r"(?:'s?) $")
POSSESSIVE = re.compile(r"'s? ")


@dataclass
class Side:
    """What stands on one side of a noun."""

    act: str = ""
    senders: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()  # the subject of "received"
    bearer: Field = field(default_factory=Field)
    dates: list[Date] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    possessive: bool = False
    definite: bool = False
    aside: bool = False  # in a participle that follows a main clause
    undone: bool = False
    owner: tuple[Party, ...] = ()
    pronoun: Span | None = None
    before_verb: str = ""
    answers: Span | None = None
    with_: bool = False


def called(parties: tuple[Party, ...]) -> Field:
    """The name of the first party, else its office."""
    p = parties[0]
    return p.name if p.name.known else p.office


# ---- to the right: to X, from X, by X, on Monday, sent by X ...

_LINK = re.compile(
    r"[\"',]?\s*(?:(?:that|which) )?(?:(?:was|were|is|are|has been|had been|have been) )?"
    r"(?:(?P<verb>sent|addressed|forwarded|delivered|conveyed|written|presented|given|received|"
    r"handed|dispatched|came|arrived|signed|issued|laid|placed)(?: over)? )?(?:jointly |separately |also )?"
    r"(?P<link>to|from|by|through|via|on behalf of|in the (?:joint )?names? of|for|with|of)\s+",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"[\"']?\s+(?:(?:was|were|is|has been|had been|have been)\s+(?:also |later |then )?"
    r"(?P<verb>sent|delivered|conveyed|handed|forwarded|presented|received|dispatched|laid|placed|put)|"
    r"(?:also |then )?(?P<came>came|arrived))\b(?: over)?",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(r" (?:\([A-Z]{2,8}\)|there\b|here\b)")
_REACHED = re.compile(r"\s+(?:has |have |had )?(?:reached|went to|arrived for) ", re.IGNORECASE)
_ACTS = {"received": "receive", "delivered": "convey", "handed": "convey", "conveyed": "convey",
         "laid": "lay", "placed": "lay", "put": "lay"}  # fmt: skip


_HANDS = ("convey", "lay")  # who does it may act for another


def right_of(a: Clauses, s: Stretch, at: int) -> Side:
    """What follows the noun: recipient, sender, bearer, days and the verb of a passive."""
    out = Side()
    while True:
        if d := a.date_at(at, s):
            out.dates.append(d)
            at = d.evidence[0].end
            continue
        if not out.act and (m := _PASSIVE.match(s.plain, at, s.end)):
            out.act = "came" if m["came"] else _ACTS.get(m["verb"].casefold(), "send")
            at = m.end()
            out.edges.append(at)
            continue
        if m := _SHORT_FORM.match(s.plain, at, s.end):
            at = m.end()
            continue
        after = _reached(a, s, at, out) or _linked(a, s, at, out) or _relative(a, s, at, out)
        after = after or _purposeful(a, s, at, out) or _at_a_monument(a, s, at)
        if after is None:
            return out
        at = after
        out.edges.append(at)


def _reached(a: Clauses, s: Stretch, at: int, out: Side) -> int | None:
    """Past "has reached X"; None if that doesn't come next."""
    m = _REACHED.match(s.plain, at, s.end)
    phrase = a.phrase(m.end(), s.end, s.where) if m and not out.recipients else None
    if phrase is None:
        return None
    out.recipients, out.act = phrase.parties, "came"
    return phrase.end


_BEFORE = re.compile(r" (?:before|at|in front of|to|on|beside) (?=(?:the|his|her|their|a) |[A-Z])")
_OF = re.compile(r" (?:of|to|on|in) ")


def _at_a_monument(a: Clauses, s: Stretch, at: int) -> int | None:
    """Past "before the bier of X"; None if no monument comes next."""
    m = _BEFORE.match(s.plain, at, s.end)
    stone = MONUMENT.match(s.plain, m.end(), s.end) if m else None
    if stone is None:
        return None
    end = stone.end()
    while rest := _OF.match(s.plain, end, s.end):
        phrase = a.phrase(rest.end(), s.end, s.where)
        hill = _HILL.match(s.plain, rest.end(), s.end)
        if phrase is None and hill is None:
            break
        end = phrase.end if phrase else hill.end() if hill else end
    return end


_HILL = re.compile(r"(?:the )?(?:Mt\. )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
# "a message congratulating X", "a message on border trade to X".
_DOING = re.compile(
    r" (?:congratulating|thanking|greeting|welcoming|inviting|condoling with|assuring|informing) "
)
_TOPIC = re.compile(
    r" (?:on|about|concerning|regarding)\b[^,.;:\"]{1,150}? to (?=the [A-Z]|the \w+ of|[A-Z])"
)
# "a donation of two thousand tents to X": what is given, then to whom.
_GIVES = re.compile(
    r"\b(?:donations?|aid|supplies|goods|materials|gifts?|package)\Z", re.IGNORECASE
)
_GOODS = re.compile(
    r" of (?!the |his |her |their |President|Comrade)[^,;:\"]{3,100}? to (?=the |[A-Z])"
)


def _purposeful(a: Clauses, s: Stretch, at: int, out: Side) -> int | None:
    """Past the recipient that a purpose or a topic stands before; None if there is neither."""
    if out.recipients:
        return None
    m = _DOING.match(s.plain, at, s.end) or _TOPIC.match(s.plain, at, s.end)
    if m is None and _GIVES.search(s.plain, s.base, at):
        m = _GOODS.match(s.plain, at, s.end)
        state = a.phrase(m.end(), s.end, s.where) if m else None
        if state is not None:
            out.recipients = state.parties
            return state.end
    phrase = a.phrase(m.end(), s.end, s.where) if m else None
    if phrase is None or phrase.parties[0].type not in ("person", "body", "people"):
        return None
    out.recipients = phrase.parties
    return phrase.end


_THAT = re.compile(r",? (?:that |which )?")
_HAD_SENT = re.compile(
    r" (?P<had>had |has |have )?(?:also |earlier )?(?:sent|forwarded|addressed|written|dispatched)\b"
    r"(?P<him> (?:to )?(?:him|her|them))?"
)


def _relative(a: Clauses, s: Stretch, at: int, out: Side) -> int | None:
    """Past "that X had sent him"; the pronoun is the subject of the main clause."""
    that = _THAT.match(s.plain, at, s.end)
    phrase = a.phrase(that.end(), s.end, s.where) if that and not out.senders else None
    m = _HAD_SENT.match(s.plain, phrase.end, s.end) if phrase else None
    if phrase is None or m is None:
        return None
    out.senders, out.act = phrase.parties, out.act or "send"
    if m["had"] == "had ":
        out.before_verb = "had "
    if m["him"] and not out.recipients:
        main = a.phrase(a.after_opening(s), s.end, s.where)
        out.recipients = main.parties[:1] if main else ()
    return m.end()


def _linked(a: Clauses, s: Stretch, at: int, out: Side) -> int | None:
    """Past "to X", "from X", "sent by X" and the like; None if none of them comes next."""
    m = _LINK.match(s.plain, at, s.end)
    if m is None:
        return None
    link, verb = m["link"].casefold(), (m["verb"] or "").casefold()
    if link == "by" and not verb and not out.act and MONUMENT.search(s.plain, s.base, at):
        return None  # "laid at the grave by the Kremlin wall"
    if answered := cues().noun.match(s.plain, m.end(), s.end):
        if link == "to":
            out.answers = Span(*answered.span("np"), s.where)
        return None
    must = link not in ("of", "for", "with", "to")
    to_all = link == "to" and bool(_APPEALS.search(s.plain, s.base, at))
    if must or to_all:
        phrase = a.party_like(m.end(), s.end, s.where, multitude=to_all)
    else:
        phrase = a.phrase(m.end(), s.end, s.where)
    if phrase is None or POSSESSIVE.match(s.plain, phrase.end, phrase.end + 3):
        return None  # "to the Congress' reply": the party owns the next noun
    kind = phrase.parties[0].type
    if (link == "of" and kind not in ("person", "body")) or (link == "for" and kind != "person"):
        return None
    handed = out.act in _HANDS or _ACTS.get(verb) in _HANDS or bool(out.senders)
    if link in ("through", "via") or (link == "by" and handed and not out.bearer.known):
        out.bearer = called(phrase.parties)  # "was conveyed to Y by Z", "from X by Z"
    elif link in ("to", "for", "with"):
        if out.recipients:
            return None
        out.recipients, out.with_ = phrase.parties, link == "with"
    else:
        if out.senders:
            return None
        out.senders = phrase.parties
    if verb and not out.act:
        out.act = _ACTS.get(verb, "send")
    return phrase.end


# An appeal goes to multitudes: "to the peoples of its member nations".
_APPEALS = re.compile(r"\b(?:appeal|open letter)\Z", re.IGNORECASE)


# ---- to the left: X sent (Y) a ..., X's ..., X received a ...

_FILLER = re.compile(
    r"(?:\s|,|\"|'|\b\d+-words?\b|\b(?:on|in|also|a|an|the|to|today|him|her|them|jointly|respectively|separate|"
    r"separately|out|over|back|another|its|his|their|this|that|one|of|yesterday|later|then|two|three|"
    r"several|both|with|at|same|following|day|recently|once|again|even|from (?:him|her|them))\b)+",
    re.IGNORECASE,
)
# "a large", "a very warm": adjectives that reach up to the noun.
_ADJECTIVES = re.compile(
    r"(?:(?!(?:to|of|for|with|from|by|and|in|on|at|that|which|who|reply|answer|response) )[a-z][a-z-]+,? ){1,3}\Z"
)
_MOST_VERBS = 4  # before a noun; one further off has an object of its own
_ISSUED = re.compile(r"appeal|donation|aid\b|relief|food aid|humanitarian|emergency", re.IGNORECASE)
_TO = re.compile(r"[\s,]*(?:to|with)?\s*")


def left_of(a: Clauses, s: Stretch, m: re.Match[str]) -> Side:
    """What goes before the noun: an owner, or a verb with its subject."""
    out = Side(definite=bool(_DEFINITE.search(s.words, 0, m.start("np"))))
    before = s.words[: m.start()]
    if owner := _OWNER.search(before):
        held = _ending_at(a, s, s.base + owner.start())
        if held is not None:
            party, start = held
            out.senders, out.owner, out.possessive = (party,), (party,), True
            out.edges.append(min((e.start for e in party.evidence), default=start))
            before = s.words[: start - s.base]
    elif (m["det"] or "").casefold() in ("his", "her"):
        out.possessive = True
        if a.last is not None:
            out.senders = (a.last,)
    c = cues()
    found = [*c.verb.finditer(before), *_glued(a, s, before)]
    for v in sorted(found, key=lambda v: v.start())[: -_MOST_VERBS - 1 : -1]:
        given = _between(a, s, s.base + v.end(), s.base + len(before))
        if given is None:
            continue
        if _NOT_DONE.search(before, 0, v.start()):
            out.undone = True
            break
        kind = c.kind_of_verb[v.group().casefold()]
        if kind == "issue":
            kind = "send" if _ISSUED.match(m["head"]) else "greet"
        if kind != "greet":
            _acted(a, s, v, kind, given, out)
        break
    return out


def _glued(a: Clauses, s: Stretch, before: str) -> Iterator[re.Match[str]]:
    """Verbs that stand without a blank after a name, as agency copy has them."""
    for n in a.parties.named(s.sentence.span):
        end = n.evidence[0].end - s.base
        if n.type == "person" and before[end : end + 1].isalpha():
            yield from filter(None, [cues().glued.match(before, end)])


def _acted(
    a: Clauses,
    s: Stretch,
    v: re.Match[str],
    kind: str,
    given: tuple[tuple[Party, ...], list[Date]],
    out: Side,
) -> None:
    """Note the verb to the left, its subject and what stands between it and the noun."""
    subject = a.subject_of(s, v.start())
    out.recipients = given[0]
    out.dates += [*given[1], *subject.dates]
    out.before_verb = s.words[: v.start()]
    out.pronoun = subject.pronoun
    if subject.start is not None:
        out.undone = bool(_UNREAL.search(s.words, 0, subject.start - s.base))
    out.aside = v.group().casefold().endswith("ing")
    out.edges += [s.base + v.start(), *([subject.start] if subject.start is not None else [])]
    passive = kind != "receive" and bool(_PASSIVE_BEFORE.search(out.before_verb))
    if kind == "receive" or passive:  # "Kim was sent a letter": the subject receives
        out.act, out.receivers = "receive", subject.parties
        if passive:
            out.senders = ()
    elif kind == "convey" and out.owner:
        # "Lavrov conveyed Putin's greetings": who acts is the bearer.
        out.act = kind
        out.bearer = called(subject.parties) if subject.parties else Field()
    else:
        out.act = kind
        out.senders = subject.parties or out.senders


def _ending_at(a: Clauses, s: Stretch, end: int) -> tuple[Party, int] | None:
    """The party whose phrase ends here: the longest one that does."""
    starts = [m.start() for m in re.finditer(r"(?<![\w'-])[\w\"\[]", s.plain[s.base : end])]
    for start in starts[-14:]:
        at = s.base + start
        if s.plain[at:end].casefold().startswith(("in ", "on ", "of ", "and ", "for ")):
            continue
        phrase = a.phrase(at, end, s.where)
        if phrase and phrase.end >= end - 1 and len(phrase.parties) == 1:
            return phrase.parties[0], at
    return None


def _between(
    a: Clauses, s: Stretch, start: int, end: int
) -> tuple[tuple[Party, ...], list[Date]] | None:
    """What stands between verb and noun: a recipient, dates, or nothing; None if something else."""
    parties: tuple[Party, ...] = ()
    dates: list[Date] = []
    at = start
    while at < end:
        if d := a.date_at(at, s, end):
            dates.append(d)
            at = d.evidence[0].end
            continue
        m = _TO.match(s.plain, at, end)
        word = m.end() if m else at
        phrase = None if parties or word >= end else a.phrase(word, end, s.where)
        if phrase is not None:
            parties, at = phrase.parties, phrase.end
            continue
        f = _FILLER.match(s.plain, at, end) or _ADJECTIVES.match(s.plain, at, end)
        if f is None:
            return None
        at = f.end()
    return parties, dates
