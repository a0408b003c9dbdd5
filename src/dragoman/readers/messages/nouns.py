"""Sightings by their noun: "a congratulatory message" and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.article import Span
from dragoman.finding import Date, Field, Party
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.cues import cues
from dragoman.readers.messages.sighting import Sighting

# With "condolences" or "greetings" these say that something was expressed, not that it was sent.
_EXPRESSED = re.compile(
    r"\b(?:express|extend|offer|voic|reiterat|pass(?:ed)? on|conveying|accept)\w*"
    r"(?: (?!sent)[\w']+){0,4} \Z",
    re.IGNORECASE,
)
_IN = re.compile(r"\b[Ii]n \Z")
_REPLY = re.compile(
    r"\b(?:[Ii]n (?:reply|response|return)|[Rr]epl(?:ied|ying)|[Rr]eciprocat\w+)\b[^.;]{0,40}$"
)
_IN_REPLY = re.compile(r"[^.;]{0,20}\bin (?:reply|response|return)\b")
_REPORTED = re.compile(
    r"\b(?:reported|published|carried|announced|disclosed|printed|broadcast|described|discussed|mentioned|praised|"
    r"welcomed|read|leaked)\b[^.;]*\Z"
)
# Only spoken of as possible, hoped for or untrue.
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|hopes?(?: that)?|hoped(?: that)?|wants?|rumou?rs?(?: that)?|untrue(?: that)?|"
    r"not true(?: that)?|nobody knows|suppose|had)(?: the)? \Z",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\bhad (?:also |earlier |previously )?$")
# Denied, asked for or still to come: nothing was sent. "will" and "to" stand before the verb.
_NOT_DONE = re.compile(
    r"\b(?:not|never|n't|will|would|shall|should|may|might|could|can|must|to|planned to|if|whether)"
    r"(?: (?:have|be|also|soon|yet|ever))* \Z",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(r"\b(?:was|were|been) $")
_DEFINITE = re.compile(r"\b(?:the|this|that|its|their) (?:[\w-]+ ){0,2}\Z", re.IGNORECASE)
_OWNER = re.compile(r"(?:'s?) $")
_POSSESSIVE = re.compile(r"'s? ")
_VERB_LIKE = {"cards", "presents", "reply", "cable", "greeting"}


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


def nouns(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """The sightings of a sentence that a noun shows, left to right."""
    c = cues()
    blocked = [m.span() for m in c.not_messages.finditer(s.words)]
    for m in c.noun.finditer(s.words):
        at, end = m.span("np")
        if any(x < end and at < y for x, y in blocked) or _no_object(s.words, m):
            continue
        made = _sighting(a, s, m)
        if made is not None:
            yield from _both_ways(made) if made.act == "exchange" else (made,)


def _both_ways(s: Sighting) -> Iterator[Sighting]:
    """ "A and B exchanged messages": one from each to the other."""
    sides = (s.senders[:1], s.recipients[:1] or s.senders[1:2])
    if all(sides):
        for one, other in (sides, sides[::-1]):
            yield replace(s, senders=one, recipients=other)


def _no_object(words: str, m: re.Match[str]) -> bool:
    """True for verbs and phrases that only look like the noun: "to reply", "accept congratulations"."""
    head = m["head"].casefold()
    before = words[: m.start()].rstrip().casefold()
    if before.endswith((" my", " our", " your", " no", " any")):
        return True  # "convey my greetings"; "sent no message"
    if head in _VERB_LIKE and before.endswith((" to", "he", "she", "it")):
        return True
    return head.startswith("congratulat") and before.endswith(" accept")


def _sighting(a: Clauses, s: Stretch, m: re.Match[str]) -> Sighting | None:
    noun = s.span(*m.span("np"))
    form, plain = _form(s.words, m)
    left, right = _left(a, s, m), _right(a, s, noun.end)
    act = left.act or right.act
    senders, recipients, bearer = _roles(left, right, act)
    if not left.act and (inside := _IN.search(s.words, 0, m.start())) and not right.senders:
        # "In a message to X, Y said", "Y in a message to X said"
        spoken = a.spoken(s, inside.start(), max([noun.end, *right.edges]))
        senders = spoken[0] or senders
        recipients = recipients or spoken[1]
        act = act or ("send" if spoken[0] and recipients else "")
    headline = s.where == "title" and a.site is not None and not act
    if not headline and not _is_message(s.words, m, left, right, act, senders, recipients):
        return None
    edges = [noun.start, noun.end, *left.edges, *right.edges]
    span = Span(min(edges), max(edges), s.where)
    occasion = a.occasion(s, span.end) if act or recipients else Field()
    if not recipients and senders and form == "congratulatory_message":
        recipients = _of_occasion(a, occasion)
    own = m["np"].casefold()
    return Sighting(
        sentence=s.sentence,
        span=span,
        noun=noun,
        form=form,
        plain=plain,
        senders=senders,
        recipients=recipients,
        bearer=bearer,
        dates=_dates(a, s, span, left, right, act),
        occasion=occasion,
        is_reply=form == "reply_message"
        or bool(_REPLY.search(s.words[: m.start()]) or _IN_REPLY.match(s.plain, span.end, s.end)),
        answers=right.answers,
        definite=left.possessive or left.definite,
        fresh=(m["det"] or "").casefold() == "another" or "similar" in own or "separate" in own,
        act=act,
        open_sender=left.pronoun,
        referred=bool(_PERFECT.search(left.before_verb or right.before_verb))
        or (left.aside and s.sentence.paragraph > _LEAD),
    )


def _dates(
    a: Clauses, s: Stretch, span: Span, left: Side, right: Side, act: str
) -> tuple[tuple[str, Date], ...]:
    """Each date with what is done on its side of the noun; none where only a report is dated."""
    if left.act and right.act and right.dates:
        # "received the message that Y sent on Monday": two deeds, two days.
        first = a.dated(left.act, left.dates, s, span) if left.dates else ()
        return (*first, *a.dated(right.act, right.dates, s, span))
    if not act and _REPORTED.search(s.words, 0, span.start - s.base):
        return ()  # "the paper first reported the letter on June 20"
    days = [*left.dates, *right.dates] or (a.opening_dates(s) if act else ())
    return a.dated(act, days, s, span)


def _roles(left: Side, right: Side, act: str) -> tuple[tuple[Party, ...], tuple[Party, ...], Field]:
    """Sender, recipient and bearer, from both sides of the noun and what is done."""
    senders = left.senders or right.senders
    if left.act == "convey" and left.definite and not right.senders:
        # "X handed the gift to Y": who acts is the bearer of what was spoken of before.
        return (), (), _called(left.senders) if left.senders else right.bearer
    recipients = left.recipients or (
        (right.recipients) if act == "exchange" or not right.with_ else ()
    )
    bearer = left.bearer if left.bearer.known else right.bearer
    if left.act == "convey" and right.senders:
        # "conveyed to X a message from Y": who acts is the bearer.
        bearer = _called(left.senders) if left.senders else bearer
        senders = right.senders
    elif left.act == "receive" and left.receivers:
        recipients = left.receivers
        senders = right.senders or (left.senders if left.possessive else ())
    elif act == "came":
        senders, recipients = right.senders or left.senders, right.recipients or left.recipients
    return senders, recipients, bearer


def _of_occasion(a: Clauses, occasion: Field) -> tuple[Party, ...]:
    """The recipient that the occasion implies: congratulations "on Kim Jong Un's election" are his."""
    for where in occasion.evidence:
        phrase = a.parties.at(where.start, where.end, where.where)
        owner = phrase and _POSSESSIVE.match(a.text.plain[where.where], phrase.end, phrase.end + 3)
        if phrase and owner and phrase.parties[0].type == "person":
            p = phrase.parties[0]
            if p.name.known:
                return (replace(p, name=replace(p.name, state="implied")),)
    return ()


def _called(parties: tuple[Party, ...]) -> Field:
    """The name of the first party, else its office."""
    p = parties[0]
    return p.name if p.name.known else p.office


def _is_message(
    words: str,
    m: re.Match[str],
    left: Side,
    right: Side,
    act: str,
    senders: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> bool:
    """False for what was not sent: "will send", "expressed condolences", "exchanged greetings"."""
    if left.undone:
        return False
    head = m["head"].casefold()
    if not cues().weak.match(head):
        return True
    if _EXPRESSED.search(words, 0, m.start()) or (
        act == "exchange" and head not in ("gift", "gifts")
    ):
        return False
    if head == "invitation" and act in ("send", "convey") and not recipients:
        return False
    if (act and (senders or recipients)) or right.senders or right.recipients:
        return True
    return head in ("reply", "replies") and (left.possessive or bool(left.definite and act))


def _form(words: str, m: re.Match[str]) -> tuple[str, bool]:
    """The form by the noun's own words, else by the purpose that the sentence states."""
    c, own = cues(), m["np"]
    for code, pattern in c.forms:
        if pattern.search(own):
            return code, False
    for code, pattern in c.purposes:
        if pattern.search(words):
            return code, True
    return ("personal_letter" if "letter" in own.casefold() else "other"), True


# ---- to the right: to X, from X, by X, on Monday, sent by X ...

_LINK = re.compile(
    r"[\"',]?\s*(?:(?:that|which) )?(?:(?:was|were|is|are|has been|had been|have been) )?"
    r"(?:(?P<verb>sent|addressed|forwarded|delivered|conveyed|written|presented|given|received|"
    r"handed|dispatched|came|arrived|signed|issued)(?: over)? )?(?:jointly |separately |also )?"
    r"(?P<link>to|from|by|through|via|on behalf of|in the name of|for|with|of)\s+",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"[\"']?\s+(?:(?:was|were|is|has been|had been|have been)\s+(?:also |later |then )?"
    r"(?P<verb>sent|delivered|conveyed|handed|forwarded|presented|received|dispatched)|"
    r"(?:also |then )?(?P<came>came|arrived))\b(?: over)?",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(r" \([A-Z]{2,8}\)")
_REACHED = re.compile(r"\s+(?:has |have |had )?(?:reached|went to|arrived for) ", re.IGNORECASE)
_ACTS = {"received": "receive", "delivered": "convey", "handed": "convey", "conveyed": "convey"}


def _right(a: Clauses, s: Stretch, at: int) -> Side:
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
        if after is None:
            return out
        at = after
        out.edges.append(at)


def _reached(a: Clauses, s: Stretch, at: int, out: Side) -> int | None:
    """Past "has reached X"; None if that doesn't come next."""
    m = _REACHED.match(s.plain, at, s.end)
    phrase = a.parties.at(m.end(), s.end, s.where) if m and not out.recipients else None
    if phrase is None:
        return None
    out.recipients, out.act = phrase.parties, "came"
    return phrase.end


_THAT = re.compile(r",? (?:that |which )?")
_HAD_SENT = re.compile(
    r" (?P<had>had |has |have )?(?:also |earlier )?(?:sent|forwarded|addressed|written|dispatched)\b"
    r"(?P<him> (?:to )?(?:him|her|them))?"
)


def _relative(a: Clauses, s: Stretch, at: int, out: Side) -> int | None:
    """Past "that X had sent him"; the pronoun is the subject of the main clause."""
    that = _THAT.match(s.plain, at, s.end)
    phrase = a.parties.at(that.end(), s.end, s.where) if that and not out.senders else None
    m = _HAD_SENT.match(s.plain, phrase.end, s.end) if phrase else None
    if phrase is None or m is None:
        return None
    out.senders, out.act = phrase.parties, out.act or "send"
    if m["had"] == "had ":
        out.before_verb = "had "
    if m["him"] and not out.recipients:
        main = a.parties.at(a.after_opening(s), s.end, s.where)
        out.recipients = main.parties[:1] if main else ()
    return m.end()


def _linked(a: Clauses, s: Stretch, at: int, out: Side) -> int | None:
    """Past "to X", "from X", "sent by X" and the like; None if none of them comes next."""
    m = _LINK.match(s.plain, at, s.end)
    if m is None:
        return None
    link, verb = m["link"].casefold(), (m["verb"] or "").casefold()
    if answered := cues().noun.match(s.plain, m.end(), s.end):
        if link == "to":
            out.answers = Span(*answered.span("np"), s.where)
        return None
    phrase = a.parties.at(m.end(), s.end, s.where)
    if phrase is None or _POSSESSIVE.match(s.plain, phrase.end, phrase.end + 3):
        return None  # "to the Congress' reply": the party owns the next noun
    kind = phrase.parties[0].type
    if (link == "of" and kind not in ("person", "body")) or (link == "for" and kind != "person"):
        return None
    handed = out.act == "convey" or _ACTS.get(verb) == "convey" or bool(out.senders)
    if link in ("through", "via") or (link == "by" and handed and not out.bearer.known):
        out.bearer = _called(phrase.parties)  # "was conveyed to Y by Z", "from X by Z"
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


# ---- to the left: X sent (Y) a ..., X's ..., X received a ...

_FILLER = re.compile(
    r"(?:\s|,|\"|'|\b(?:on|in|also|a|an|the|to|today|him|her|them|jointly|respectively|separate|"
    r"separately|out|over|back|another|its|his|their|this|that|one|of|yesterday|later|then|two|three|"
    r"several|both|with|at|same|day|recently|once|again|even|from (?:him|her|them))\b)+",
    re.IGNORECASE,
)
# "a large", "a very warm": adjectives that reach up to the noun.
_ADJECTIVES = re.compile(
    r"(?:(?!(?:to|of|for|with|from|by|and|in|on|at|that|which|who|reply|answer|response) )[a-z][a-z-]+,? ){1,3}\Z"
)
_LEAD = 1  # title and first paragraph: what stands here is the news, however it is put
_MOST_VERBS = 4  # before a noun; one further off has an object of its own
_TO = re.compile(r"[\s,]*(?:to|with)?\s*")


def _left(a: Clauses, s: Stretch, m: re.Match[str]) -> Side:
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
    for v in list(c.verb.finditer(before))[: -_MOST_VERBS - 1 : -1]:
        given = _between(a, s, s.base + v.end(), s.base + len(before))
        if given is None:
            continue
        if _NOT_DONE.search(before, 0, v.start()):
            out.undone = True
            break
        kind = c.kind_of_verb[v.group().casefold()]
        if kind != "greet":
            _acted(a, s, v, kind, given, out)
        break
    return out


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
        out.bearer = _called(subject.parties) if subject.parties else Field()
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
        phrase = a.parties.at(at, end, s.where)
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
        phrase = None if parties or word >= end else a.parties.at(word, end, s.where)
        if phrase is not None:
            parties, at = phrase.parties, phrase.end
            continue
        f = _FILLER.match(s.plain, at, end) or _ADJECTIVES.match(s.plain, at, end)
        if f is None:
            return None
        at = f.end()
    return parties, dates
