"""From drafts to findings: parties completed, replies linked, what is too thin left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.article import Span, in_order
from dragoman.finding import DateField, Field, Message, Party, same_party, sides_agree
from dragoman.readers.messages.account import account, by_wire, item, length, naming, place
from dragoman.readers.messages.backwards import day_of_the_scene, of_before
from dragoman.readers.messages.clause import Clauses
from dragoman.readers.messages.cues import MONUMENT
from dragoman.readers.messages.draft import Draft
from dragoman.readers.messages.headlines import holder
from dragoman.readers.messages.joining import LOOSE
from dragoman.readers.messages.monuments import before_what
from dragoman.readers.messages.occasion import of_the_event, of_the_lead, of_the_story
from dragoman.readers.messages.shelves import Shelves, nearest

_PARTY = re.compile(r"\b(?:party|wpk|cpc|ccp|communist|congress)\b", re.IGNORECASE)
# Forms that need a recipient: without one the words may be a figure of speech.
_NEED_BOTH = {
    "other", "greetings", "personal_letter", "thanks", "gift", "aid", "invitation", "call"
}  # fmt: skip

# Messages looked at for the one that a reply answers. Of so many that could be it none is meant.
_MOST = 1000


def messages(a: Clauses, drafts: list[Draft]) -> Iterator[tuple[Message, Draft]]:
    """A message for each draft of which enough is said; ids m0, m1 ... for links between them."""
    among = _Among(drafts)
    answers = {d: among.answered(d) for d in drafts}
    replies = {x: d for d in reversed(drafts) if (x := answers[d]) is not None}
    for number, d in enumerate(drafts):
        made = _message(a, d, number, among, (answers[d], replies.get(d)))
        if made is not None:
            yield made, d


class _Among:
    """The drafts of an article as each of them sees the others."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.number = {d: i for i, d in enumerate(drafts)}
        self.alone = sum(not d.greets for d in drafts) == 1
        self._told: dict[Span, list[Draft]] = {}  # by the nouns that tell of them
        for d in drafts:
            for s in d.sightings:
                self._told.setdefault(s.noun, []).append(d)
        self._sent = Shelves(d for d in drafts if not d.greets and not d.is_reply and d.parties(0))
        self._places = [in_order(d.first.noun) for d in drafts]
        self._named: list[Draft | None] = []  # up to each, the last with a form of its own
        for d in drafts:
            last = self._named[-1] if self._named else None
            self._named.append(d if d.first.form != "other" else last)

    def answered(self, d: Draft) -> Draft | None:
        """The message that a reply answers: the one it names, else the only one the other way."""
        for s in d.sightings:
            for other in self._told.get(s.answers, ()) if s.answers else ():
                if other is not d:
                    return other
        return self._other_way(d) if d.is_reply else None

    def _other_way(self, d: Draft) -> Draft | None:
        own, to = d.parties(0), d.parties(1)
        sent = self._sent
        sides = [sent.agreeing(0, to)] if to else []
        sides += [[*sent.agreeing(1, own), sent.silent(1)]] if own else []
        shelves = min(sides or [[sent.all(greets=False)]], key=lambda some: sum(map(len, some)))
        found: list[Draft] = []
        for looked, (_, number) in enumerate(nearest(shelves, d.first.noun.start)):
            x = sent.drafts[number]
            if looked == _MOST or len(found) > 1:
                return None
            if (
                (not to or sides_agree(x.parties(0), to))
                and sides_agree(x.parties(1), own) is not False
                and not sides_agree(x.parties(0), own)
            ):
                found.append(x)
        return found[0] if len(found) == 1 else None

    def like(self, d: Draft) -> Draft | None:
        """The message that "a similar message" is like: the last before it with a form of its own."""
        if not (d.first.fresh and d.first.plain):
            return None
        before = bisect_left(self._places, in_order(d.first.noun))
        return self._named[before - 1] if before else None


def _message(
    a: Clauses,
    d: Draft,
    number: int,
    among: _Among,
    links: tuple[Draft | None, Draft | None],
) -> Message | None:
    """The finding; `links` are the message that this one answers, and the reply to it."""
    first = d.first
    answered, reply = links
    senders = _with_site(a, _richest(d, 0)) or _site(a, d)
    senders = tuple(of_before(a, p, first.sentence) for p in senders)
    recipients = (
        _of_occasion(a, d, _richest(d, 1))
        or tuple(map(_implied, _richest(other, 0)[:1] if (other := answered or reply) else ()))
        or before_what(a, d)
        or _to_the_site(a, d, senders)
    )
    like = among.like(d)
    form = _form(d, like, senders, recipients)
    if not _believable(a, d, senders, recipients, form):
        return None
    bearer = next((s.bearer for s in d.sightings if s.bearer.known), None)
    more = {"place": place(a, d), "channel": by_wire(a, d), **d.fields, **_dates(a, d)}
    more |= {"bearer": bearer} if bearer else {}
    if not more.get("treatment"):
        more["treatment"] = account(a, d)
    made = Message(
        id=f"m{number}",
        evidence=(first.span,),
        rule=_rule(d),
        sender=senders[0] if senders else None,
        co_senders=senders[1:],
        recipient=recipients[0] if recipients else None,
        co_recipients=recipients[1:],
        form=form,
        is_reply=first.is_reply or form == "reply_message",
        replies_to=f"m{among.number[answered]}" if answered is not None else None,
        mentions=tuple(dict.fromkeys(s.span for s in d.sightings)),
        occasion=_occasion(a, d, like, form),
        role="referred" if _looks_back(d, reply) else "reported",
        scope=_scope(a, senders, recipients),
        item=item(d, alone=among.alone),
        words=length(a, d),
        **more,
    )
    return replace(made, naming=naming(a, made))


def _looks_back(d: Draft, reply: Draft | None) -> bool:
    """True for what was sent before: all say so, or the news is the reply that names it."""
    return all(s.referred for s in d.sightings) or (reply is not None and d.sightings[0].referred)


def _rule(d: Draft) -> str:
    """What fired, in words."""
    what = [f"{s.act or 'noun'} ({'title' if s.headline else s.noun.start})" for s in d.sightings]
    return "sightings: " + ", ".join(what)


# ---- parties


def _richest(d: Draft, side: int) -> tuple[Party, ...]:
    """The parties of the first sighting; a single one as the sighting that says most of it does."""
    sides = ((s.senders, s.recipients)[side] for s in [d.first, *d.sightings])
    parties = next(filter(None, sides), ())
    if len(parties) != 1:
        return parties

    def worth(p: Party) -> int:
        return 4 * bool(p.actor) + 2 * p.name.known + p.office.known

    best = parties[0]
    for s in d.sightings:
        for p in (s.senders, s.recipients)[side][:1]:
            if worth(p) > worth(best) and same_party(p, best):
                best = replace(p, state=p.state or best.state)
            elif best.state is None and same_party(p, best):
                best = replace(best, state=p.state)
    return (best,)


def _site(a: Clauses, d: Draft) -> tuple[Party, ...]:
    """The holder of the office whose own site the article is from."""
    headline = any(s.headline for s in d.sightings)
    if a.site is None or not headline or d.first.act in ("receive", "came"):
        return ()
    found = holder(a) or a.site_holder(d.first.span)
    return (found,) if found else ()


def _to_the_site(a: Clauses, d: Draft, senders: tuple[Party, ...]) -> tuple[Party, ...]:
    """The holder of the office whose site says "messages were received from X"."""
    if a.site is None or d.first.act not in ("receive", "came"):
        return ()
    if not senders or senders[0].state == a.site[1]:
        return ()
    named = holder(a)
    found = _implied(named) if named else a.site_holder(d.first.span)
    return (found,) if found else ()


def _with_site(a: Clauses, senders: tuple[Party, ...]) -> tuple[Party, ...]:
    """ "The President's message" on the site of an office is of that office's state."""
    if a.site is None or len(senders) != 1 or senders[0].state:
        return senders
    if senders[0].name.known:
        named = holder(a)  # "Putin", of whom the text gives the full name elsewhere
        short = named is not None and named.label.endswith(" " + senders[0].label)
        return (replace(named, office=senders[0].office),) if short and named else senders
    own = str(senders[0].office.value).casefold() in a.site[0].casefold()
    if own and (named := holder(a)):
        return (replace(named, office=senders[0].office),)
    return (replace(senders[0], state=a.site[1]),) if own else senders


def _implied(p: Party) -> Party:
    """The other side of a reply: it goes to who sent what it answers, and the other way round."""
    return replace(p, name=replace(p.name, state="implied") if p.name.known else p.name)


_NEW_OFFICE = re.compile(r"\b(?:as|of|to)\b")


def _of_occasion(a: Clauses, d: Draft, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The state that the occasion gives: "to X on his election as president of Cameroon"."""
    if len(parties) != 1 or parties[0].state or parties[0].type != "person":
        return parties
    for s in d.sightings:
        for told in s.occasion.evidence:
            states = [n for n in a.parties.named(told) if n.type == "state" and n.state]
            if states and _NEW_OFFICE.search(a.text.words(told)):
                return (replace(parties[0], state=states[-1].state),)
    return parties


# ---- form, dates, scope


def _occasion(a: Clauses, d: Draft, like: Draft | None, form: str) -> Field:
    """What the sightings name, else that of the message it is like, else the death condoled on."""
    found = next((s.occasion for s in [d.first, *d.sightings] if s.occasion.known), None)
    if found is not None:
        return found
    if like is not None:
        first = _occasion(a, like, None, like.first.form)
        return replace(first, state="implied") if first.known else first
    span = next((p.name.evidence[0] for p in d.parties(1) if p.name.evidence), None)
    found = of_the_story(a, form)
    if not found.known and form in (
        "greetings",
        "congratulatory_message",
        "other",
        "personal_letter",
    ):
        found = of_the_event(a, span)
    if not found.known and (d.first.act == "adopt" or form == "wreath") and form != "other":
        found = of_the_lead(a)
    return found


def _form(
    d: Draft, like: Draft | None, senders: tuple[Party, ...], recipients: tuple[Party, ...]
) -> str:
    """The form of the noun that names it best; "a similar message" is like the one before."""
    first = d.first
    form = like.first.form if like else first.form
    if first.plain or form in LOOSE:
        form = next((s.form for s in d.sightings if not s.plain and s.form not in LOOSE), form)
    if form == "other":
        form = next((s.form for s in d.sightings if s.form != "other"), form)
    people = all(side and side[0].type in ("person", "people") for side in (senders, recipients))
    return "other" if form == "personal_letter" and not people else form


def _dates(a: Clauses, d: Draft) -> dict[str, DateField]:
    """Dates of the sightings, the known before the unknown; none over a field that is known."""
    out: dict[str, DateField] = {}
    for s in d.sightings:
        for name, day in s.dates:
            made = a.day(day)
            if name not in out or (made.known and not out[name].known):
                out[name] = made
    if not out and any(s.act == "lay" or not s.act for s in d.sightings) and not d.first.referred:
        scene = (
            day_of_the_scene(a, d.first) if d.first.form in ("wreath", "floral_basket") else None
        )
        out |= {"delivered": scene} if scene else {}
    return {k: v for k, v in out.items() if not d.fields.get(k, Field()).known}


def _scope(a: Clauses, senders: tuple[Party, ...], recipients: tuple[Party, ...]) -> Any:
    """Interstate, party or domestic; None where the states of the two sides are not known."""
    if not senders or not recipients:
        return None
    one, two = senders[0], recipients[0]
    if one.state and one.state == two.state:
        return "domestic"
    if all(p.type == "body" and _PARTY.search(p.label) for p in (one, two)):
        return "party"
    if one.state and two.state:
        return "interstate"
    # On an office's own site festivals and teams without a state are its own country's; people
    # without a state ("the builders of the power station") are so everywhere.
    stone = bool(MONUMENT.search(two.label))
    own = a.site is not None and one.state == a.site[1] and two.type != "person" and not stone
    national = one.state is not None and not one.state.startswith("ORG-")
    return "domestic" if own or (national and two.type == "people") else None


# ---- enough said?


def _to_oneself(senders: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """True where a pronoun was read as the wrong person: nobody writes to himself."""
    actor = senders[0].actor if senders and recipients else None
    return actor is not None and actor == recipients[0].actor


_GIVEN = {"gift", "aid", "floral_basket", "wreath"}


def _anybody(p: Party) -> bool:
    """True for a multitude: gifts "by foreign party leaders" are a collection, not a message."""
    many = p.type in ("people", "body") or str(p.office.value or "").endswith("s")
    return many and not p.state and not p.actor and p.label.islower()


# What opens an answer in a transcript, and words that name no party by themselves.
_NO_PARTY = re.compile(
    r"(?:Q )?(?:Yeah|Yes|Well|Okay|Hey|Thanks?|Thank you|So|One|No|Right|Sure|Great|And|But)\b.*|Q\b.*|Party|Parties|Foreign|Leaders?|Message|Letter",
    re.IGNORECASE,
)


def _nobody(p: Party) -> bool:
    """True for a party of which nothing is told, or whose "name" is an interjection."""
    told = p.name.known or p.office.known or p.state or p.actor
    name = str(p.name.value or "")  # "the North Korean leader" is an office, and somebody
    return not told or (not p.actor and not p.state and bool(_NO_PARTY.fullmatch(name)))


def _believable(
    a: Clauses, d: Draft, senders: tuple[Party, ...], recipients: tuple[Party, ...], form: str
) -> bool:
    """False where too little is said for a message: nobody to send it, or nobody to get it."""
    if d.greets or _to_oneself(senders, recipients):
        return False
    if form in _GIVEN and senders and all(map(_anybody, senders)):
        return False
    if any(side and _nobody(side[0]) for side in (senders, recipients)):
        return False
    if senders and recipients:
        return True
    if senders and a.site is not None and any(s.headline for s in d.sightings):
        # The site's own headline names the form; else the text goes on about "the message".
        return len(d.sightings) > 1 or not d.first.act
    acts = {s.act for s in d.sightings}
    if recipients and "receive" in acts:
        return form not in _NEED_BOTH
    if senders and acts & {"send", "convey", "came", "lay"}:
        return form not in _NEED_BOTH and (senders[0].type != "other" or senders[0].name.known)
    return False
