"""Sightings by their noun: "a congratulatory message" and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.article import Span
from dragoman.finding import Date, Field, Party
from dragoman.readers.messages.adopted import adopters
from dragoman.readers.messages.clause import Clauses, Stretch
from dragoman.readers.messages.cues import MONUMENT, cues
from dragoman.readers.messages.headlines import (
    addressed,
    at_a_distance,
    is_speech,
    mourners,
    of_the_day,
    opened,
)
from dragoman.readers.messages.occasion import occasion as occasion_of
from dragoman.readers.messages.sides import POSSESSIVE, Side, called, left_of, right_of
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
# A headline that is a message's name: "Birthday greetings to", "Message of condolence to".
_OPENS = re.compile(r"(?:(?:[A-Z][\w'-]*|of|and) ){0,8}\Z")
_PERFECT = re.compile(r"\bhad (?:also |earlier |previously )?$")
# Of these forms the text may tell what they are about; courtesies are on an occasion or on none.
_ABOUT_THINGS = {"other", "personal_letter", "note", "reply_message", "verbal_message", "appeal"}
_LEAD = 1  # title and first paragraph: what stands here is the news, however it is put
# What is only seen where a scene is described was sent before.
_ON_VIEW = re.compile(
    r"(?:Also |Among them )?(?:[Ss]tanding|[Ss]een|[Oo]n display|[Dd]isplayed|[Tt]here (?:was|were|stood))\b[^.;]{0,80}\b(?:was|were|stood)\b"
)
_AS_GUEST = re.compile(
    r"\b(?:at|by|on|upon)(?: the| an)? (?:[\w.]+'s? )?\Z"
)  # "came at the invitation of X"
_SEEN_THERE = re.compile(r"\b(?:was|were) (?:also )?(?:seen|standing|on display)\b")
_VERB_LIKE = {"cards", "presents", "reply", "cable", "greeting"}


def nouns(a: Clauses, s: Stretch) -> Iterator[Sighting]:
    """The sightings of a sentence that a noun shows, left to right."""
    c = cues()
    blocked = [m.span() for m in c.not_messages.finditer(s.words)]
    before: Sighting | None = None
    for m, first, last in _in_rows(s.words):
        at, end = m.span("np")
        if any(x < end and at < y for x, y in blocked) or _no_object(s.words, m):
            continue
        made = _sighting(a, s, m, first, last)
        if made is not None:
            made = _of_those(a, s, made, before) if before else made
            before = made if made.senders and made.recipients else before
            several = _both_ways(made) if made.act == "exchange" else _each(a, made)
            yield from several


_TO_THEIRS = re.compile(
    r"\bin (?:reply|response|answer|return) to (?:his|her|its|their) \Z", re.IGNORECASE
)
_GAVE_HIM = re.compile(
    r",? (?:which|that) (?:was|were|had been) (?:sent|presented|handed|given|addressed|delivered) to (?:him|her|them) "
)


def _of_those(a: Clauses, s: Stretch, made: Sighting, before: Sighting) -> Sighting:
    """ "X sent Y a letter in reply to their letter": theirs is from Y to X."""
    at = made.noun.start - s.base
    if not (before.senders and before.recipients and _TO_THEIRS.search(s.words, 0, at)):
        return made
    given = _GAVE_HIM.match(s.plain, made.noun.end, s.end)
    day = a.date_at(given.end() - 1, s) if given else None
    return replace(
        made, senders=before.recipients, recipients=before.senders, is_reply=False, answers=None,
        act=made.act or "send", referred=True, dates=(("delivered", day),) if day else made.dates,
    )  # fmt: skip


_AND = re.compile(
    r" and (?:(?:also|large|big|several|many) )*(?:an?|the)? ?(?:(?:large|big|small) )?\Z"
)


def _in_rows(words: str) -> Iterator[tuple[re.Match[str], re.Match[str], re.Match[str]]]:
    """The nouns of a sentence, each with the first and last of its row: "a gift and a basket"."""
    row: list[re.Match[str]] = []
    for m in cues().noun.finditer(words):
        if row and not _AND.search(words[row[-1].end("np") : m.start("np")]):
            yield from ((x, row[0], row[-1]) for x in row)
            row = []
        row.append(m)
    yield from ((x, row[0], row[-1]) for x in row)


_SEVERAL = re.compile(
    r"(?:messages|letters|telegrams|cables|cards|wreaths|baskets|gifts|replies)\b", re.IGNORECASE
)
_JOINT = re.compile(r"\bjoint(?:ly)?\b", re.IGNORECASE)


def _each(a: Clauses, s: Sighting) -> Iterator[Sighting]:
    """One for each party of a list: "messages came from the presidents of Chad and Mali".

    "a message from A and B" is one of both, and so are messages sent jointly.
    """
    told = a.text.words(s.sentence.span)
    own = a.text.words(s.noun)
    from_, to = s.senders, s.recipients
    several = _SEVERAL.search(own) or "separately" in told
    if s.act != "adopt" and (not several or _JOINT.search(told)):
        yield s
    elif len(from_) > 1 and len(to) == len(from_) and "respectively" in told:
        for k, (one, other) in enumerate(zip(from_, to, strict=True), 1):
            yield replace(s, senders=(one,), recipients=(other,), item=(len(to), k))
    elif len(from_) > 1:
        for k, one in enumerate(from_, 1):
            yield replace(s, senders=(one,), item=(len(from_), k))
    elif len(to) > 1:
        for k, one in enumerate(to, 1):
            yield replace(s, recipients=(one,), item=(len(to), k))
    else:
        yield s


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


def _sighting(
    a: Clauses, s: Stretch, m: re.Match[str], first: re.Match[str], last: re.Match[str]
) -> Sighting | None:
    """What is said of one noun; `first` and `last` are those of the row that it stands in."""
    noun = s.span(*m.span("np"))
    form, plain = _form(s.words, m)
    if form == "invitation" and _AS_GUEST.search(s.words, 0, m.start("np")):
        return None  # read with its guest, by `invitations`
    left, right = left_of(a, s, first), right_of(a, s, s.base + last.end("np"))
    act = left.act or right.act
    senders, recipients, bearer = _roles(left, right, act)
    if not left.act and (inside := _IN.search(s.words, 0, m.start())) and not right.senders:
        # "In a message to X, Y said", "Y in a message to X said"
        spoken = a.spoken(s, inside.start(), max([noun.end, *right.edges]))
        senders = spoken[0] or senders
        recipients = recipients or spoken[1]
        act = act or ("send" if spoken[0] and recipients else "")
    if not senders and (meetings := adopters(a, s, noun.start, max([noun.end, *right.edges]))):
        senders, act = tuple(meetings), "adopt"
    own = a.site is not None and a.heads(s.sentence.span)
    headline = own and not act
    if headline and (is_speech(a) or not _OPENS.match(s.words, 0, m.start())):
        return None
    if own and act in ("", "send"):
        recipients = recipients if act and recipients else addressed(a, s, noun.end, recipients)
    far = own and at_a_distance(a, s, recipients)
    if not headline and not _is_message(s.words, m, left, right, act, senders, recipients, far=far):
        return None
    edges = [noun.start, noun.end, *left.edges, *right.edges]
    span = Span(min(edges), max(edges), s.where)
    occasion = (
        occasion_of(a, s, span.end, about=form in _ABOUT_THINGS)
        if act or recipients or headline
        else Field()
    )
    if headline and not recipients:
        recipients = (mourners(a) if form == "condolence" else ()) or of_the_day(a, occasion)
        recipients = recipients or opened(a, s, noun.end)
    if not recipients and senders and form == "congratulatory_message":
        recipients = _of_occasion(a, occasion)
    words = m["np"].casefold()
    return Sighting(
        sentence=s.sentence,
        span=span,
        noun=noun,
        form=form,
        plain=plain,
        senders=senders,
        recipients=recipients,
        bearer=bearer,
        dates=_dates(a, s, span, left, right, _done(s, span, form, act)),
        occasion=occasion,
        is_reply=form == "reply_message"
        or bool(_REPLY.search(s.words[: m.start()]) or _IN_REPLY.match(s.plain, span.end, s.end)),
        answers=right.answers,
        definite=left.possessive or left.definite,
        fresh=(m["det"] or "").casefold() == "another" or "similar" in words or "separate" in words,
        act=act,
        open_sender=left.pronoun,
        referred=bool(_PERFECT.search(left.before_verb or right.before_verb))
        or bool(act != "lay" and _SEEN_THERE.search(s.words, m.end()))
        or bool(_ON_VIEW.match(s.words) and (right.act == "send" or (right.senders and not act)))
        or (left.aside and s.sentence.paragraph > _LEAD),
    )


def _done(s: Stretch, span: Span, form: str, act: str) -> str:
    """What is done with an object: to present a gift is to hand it over."""
    given = form in ("gift", "floral_basket", "wreath") and act == "send"
    return "convey" if given and _PRESENTED.search(s.plain, span.start, span.end) else act


_PRESENTED = re.compile(r"\bpresent(?:ed|s)\b")


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
    if left.act == "lay":
        # "X laid a wreath in the name of Y"; in nobody's name it is X's own, and no recipient stands between.
        bearer = called(left.senders) if left.senders and right.senders else right.bearer
        return right.senders or left.senders, (), bearer
    if left.act == "convey" and left.definite and not right.senders:
        # "X handed the gift to Y": who acts is the bearer of what was spoken of before.
        return (), (), called(left.senders) if left.senders else right.bearer
    recipients = left.recipients or (
        (right.recipients) if act == "exchange" or not right.with_ else ()
    )
    bearer = left.bearer if left.bearer.known else right.bearer
    if left.act == "convey" and right.senders:
        # "conveyed to X a message from Y": who acts is the bearer.
        bearer = called(left.senders) if left.senders else bearer
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
        phrase = a.phrase(where.start, where.end, where.where)
        owner = phrase and POSSESSIVE.match(a.text.plain[where.where], phrase.end, phrase.end + 3)
        if phrase and owner and phrase.parties[0].type == "person":
            p = phrase.parties[0]
            if p.name.known:
                return (replace(p, name=replace(p.name, state="implied")),)
    return ()


def _is_message(
    words: str,
    m: re.Match[str],
    left: Side,
    right: Side,
    act: str,
    senders: tuple[Party, ...],
    recipients: tuple[Party, ...],
    *,
    far: bool = False,
) -> bool:
    """False for what was not sent: "will send", "expressed condolences", "exchanged greetings".

    Args:
        far: what is expressed is known to have been sent, from a headline of the sender's site.
    """
    if left.undone:
        return False
    again = left.definite and right.act == "lay" and not right.senders  # "The wreath was laid"
    if act == "lay" and not again and not _laid_for_another(words, m, left, right):
        return False
    if _in_question(words, m, left, act):
        return False
    head = m["head"].casefold()
    if not cues().weak.match(head):
        return True
    if far and recipients:
        return True
    if act == "receive" and not senders and _FEELING.match(head):
        return False  # "he received warm congratulations"
    if (_EXPRESSED.search(words, 0, m.start()) and head != "invitation") or (
        act == "exchange" and head not in ("gift", "gifts")
    ):
        return False
    if head == "invitation" and act in ("send", "convey") and not recipients:
        return False
    if (act and (senders or recipients)) or right.senders or right.recipients:
        return True
    return head in ("reply", "replies") and (left.possessive or bool(left.definite and act))


# "What is the president's message to voters?", "his message to families is": a figure of speech.
_FIGURE = re.compile(
    r"\b(?:what|how|whether|why|does|did|do|would|should|has|have)\b", re.IGNORECASE
)
_IS = re.compile(
    r"[^.;:]{0,120}?\b(?:is|was|would be|remains|has been|has always been) (?!sent|addressed|delivered|dated)"
)
_BARE = re.compile(r"(?:message|appeal)s?", re.IGNORECASE)


def _in_question(words: str, m: re.Match[str], left: Side, act: str) -> bool:
    """True for "X's message to Y" of which a question, or what it "is", shows that none was sent."""
    if act or not left.possessive or not _BARE.fullmatch(m["np"]):
        return False
    asked = words.rstrip(" \"'").endswith("?") or _FIGURE.search(words, 0, m.start())
    return bool(asked or _IS.match(words, m.end()))


_FEELING = re.compile(r"congratulation|condolence|greeting|sympath")
_COMPANY = re.compile(
    r"\band (?:(?:his|her|their|the|\w+) ){0,2}(?:members|staff|party|entourage|officials|delegates|others|group)\b"
)
_FLOWERS = re.compile(r"bouquets?|flowers?", re.IGNORECASE)


def _laid_for_another(words: str, m: re.Match[str], left: Side, right: Side) -> bool:
    """True for flowers laid in a party's name, or by a person named at a place named.

    What visitors lay in their own name is homage on the spot: nothing was sent.
    """
    if _FLOWERS.match(m["head"]):
        return False
    if right.senders:
        return True
    own = left.senders[:1]
    if _COMPANY.search(words, 0, m.start()):
        return False
    return bool(own and len(left.senders) == 1 and own[0].type == "person" and own[0].name.known
                and MONUMENT.search(words, m.end()))  # fmt: skip


# Death decides, whatever the message is called.
_CONDOLES = re.compile(r"\bcondol", re.IGNORECASE)
_DEADLY = re.compile(r"\b(?:demise|death|deaths|passing away|passed away)\b")


def _form(words: str, m: re.Match[str]) -> tuple[str, bool]:
    """The form by the noun's own words, else by the purpose that the sentence states."""
    c, own = cues(), m["np"]
    for code, pattern in c.forms:
        if pattern.search(own):
            if code == "verbal_message" and _CONDOLES.search(own):
                return "condolence", False  # how it was carried says less than what it is
            deadly = code == "sympathy_message" and _DEADLY.search(words)
            return ("condolence" if deadly else code), False
    for code, pattern in c.purposes:
        if pattern.search(words):
            return code, True
    return ("personal_letter" if "letter" in own.casefold() else "other"), True
