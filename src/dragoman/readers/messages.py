"""Messages: who sent what to whom, in which form, with every date's state.

A sentence that speaks of a message is a *sighting*: its noun ("a congratulatory message") and
what stands around it (subject and verb, "to", "from", "by", a possessive). Sightings that may
speak of one message are joined; a sighting that contradicts stays apart. What is said of "the
message" later (medium, page, that its date isn't known) goes to the message meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from dragoman import lore
from dragoman.article import Span, in_order
from dragoman.finding import (
    About,
    Boilerplate,
    Date,
    DateField,
    Doubt,
    Field,
    Finding,
    Found,
    Message,
    Name,
    Party,
)
from dragoman.grammar import Grammar, Sentence
from dragoman.grammar.parties import Parties
from dragoman.grammar.reader import Reader

# ---- the table of words, compiled


@dataclass(frozen=True)
class Cues:
    """Compiled patterns of `words/messages.toml`."""

    noun: re.Pattern[str]
    weak: re.Pattern[str]
    not_messages: re.Pattern[str]
    verb: re.Pattern[str]
    kind_of_verb: dict[str, str]
    speech: re.Pattern[str]
    publish: re.Pattern[str]
    forms: list[tuple[str, re.Pattern[str]]]
    purposes: list[tuple[str, re.Pattern[str]]]


def _either(words: str) -> str:
    parts = [w.strip() for w in words.replace("\n", "").split("|")]
    return "|".join(sorted(filter(None, parts), key=len, reverse=True))


@cache
def cues() -> Cues:
    """The patterns, compiled once per process."""
    table = lore.words("messages")
    mark = r"[\"']?"
    modifiers = rf"(?:{mark}(?:{_either(table['modifiers'])})(?:{mark},?(?: and)? |-))*"
    determiner = r"(?:(?P<det>a|an|the|his|her|its|their|this|that|another|one|both|these)\s)?"
    of = rf"(?: of (?:{_either(table['modifiers'])} )*(?:{_either(table['of'])})(?: and (?:{_either(table['of'])}))?)?"
    noun = rf"\b{determiner}(?P<np>{modifiers}{mark}(?P<head>{_either(table['heads'])})\b{mark}{of})"
    verbs = {w: kind for kind in ("send", "convey", "receive", "came", "exchange", "greet")
             for w in table["verbs"][kind].split("|")}  # fmt: skip
    verb = r"\b(?:" + "|".join(sorted(verbs, key=len, reverse=True)) + r")\b"
    flags = re.IGNORECASE
    return Cues(
        noun=re.compile(noun, flags),
        weak=re.compile(rf"(?:{_either(table['weak'])})$", flags),
        not_messages=re.compile("|".join(x for x in table["not_messages"].split("\n")), flags),
        verb=re.compile(verb, flags),
        kind_of_verb=verbs,
        speech=re.compile(rf"\b(?:{table['verbs']['speech']})\b"),
        publish=re.compile(rf"\b(?:{table['media']['publish']})\b"),
        forms=[(f["code"], re.compile(f["words"], flags)) for f in table["form"]],
        purposes=[(f["code"], re.compile(f["words"], flags)) for f in table["purpose"]],
    )


# ---- sightings


@dataclass(frozen=True)
class Sighting:
    """One place that speaks of a message, with what it says of it."""

    sentence: Sentence
    span: Span
    noun: Span
    form: str
    plain: bool  # the form is only a guess from the purpose
    senders: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    bearer: Field = field(default_factory=Field)
    dates: tuple[tuple[str, Date], ...] = ()
    occasion: Field = field(default_factory=Field)
    is_reply: bool = False
    answers: Span | None = None  # the noun of the message that it answers
    definite: bool = False
    fresh: bool = False  # "another", "a similar": not one seen before
    act: str = ""  # send, convey, receive, came, exchange, call, "" (noun only)
    open_sender: Span | None = None  # a pronoun that nobody before explains
    referred: bool = False


@dataclass(eq=False)
class Draft:
    """A message being put together from its sightings."""

    sightings: list[Sighting]
    fields: dict[str, Any] = field(default_factory=dict)

    def parties(self, side: int) -> tuple[Party, ...]:
        """The senders (0) or recipients (1) that a sighting names."""
        sides = ((s.senders, s.recipients)[side] for s in self.sightings)
        return next(filter(None, sides), ())

    @property
    def greets(self) -> bool:
        """True if only a verb such as "congratulated" shows it."""
        return all(s.act == "greet" for s in self.sightings)

    @property
    def first(self) -> Sighting:
        """The sighting that says most: both parties before one, the text before the title."""
        return min(
            self.sightings,
            key=lambda s: (
                -(bool(s.senders) + bool(s.recipients)),
                s.act == "",
                s.span.where == "title",
                in_order(s.span),
            ),
        )


_BEFORE_DATE = re.compile(r"(?:\s|,|\()*(?:(?:on|in|at|also|dated|earlier|early)\s+){0,2}", re.I)


class _Article:
    """The sightings of one article, found sentence by sentence."""

    def __init__(self, text: Grammar, found: Found) -> None:
        self.text = text
        names = found.of(Name)
        self.parties = Parties(text, names)
        self.dates = [d for d in found.of(Date) if not d.optional and d.type in ("DATE", "TIME")]
        self.skip = [
            b.evidence[0] for b in found.of(Boilerplate)
            if b.what in ("caption", "metadata", "navigation", "notice", "byline")
        ]  # fmt: skip
        self.datelines = [b.evidence[0] for b in found.of(Boilerplate) if b.what == "dateline"]
        self.sightings: list[Sighting] = []
        self.subject: Party | None = None  # of the last clause that had one

    # -- walking

    def look(self) -> list[Sighting]:
        """All sightings, in order."""
        for s in self.text.sentences:
            if any(b.holds(s.span) for b in self.skip):
                continue
            words = self.text.words(s.span)
            self.sightings += self._nouns(s, words)
            self.sightings += self._calls(s, words)
            self.sightings += self._greets(s, words)
            self.sightings += self._writes(s, words)
            self._remember_subject(s)
        return self.sightings

    def _remember_subject(self, s: Sentence) -> None:
        phrase = self.parties.at(self._after_opening(s), s.span.end, s.span.where)
        if phrase and phrase.parties[0].type == "person" and phrase.parties[0].name.known:
            self.subject = phrase.parties[0]

    def _nouns(self, s: Sentence, words: str) -> Iterator[Sighting]:
        c = cues()
        blocked = [m.span() for m in c.not_messages.finditer(words)]
        reached = 0
        for m in c.noun.finditer(words):
            at = m.start("np")
            if at < reached or any(a <= at < b or a <= m.end() - 1 < b for a, b in blocked):
                continue
            if self._no_object(words, m):
                continue
            made = self._around(s, words, m)
            if made is not None:
                yield from self._both_ways(made) if made.act == "exchange" else (made,)
                # A message that this one answers is read as a sighting of its own.
                reached = m.end()

    @staticmethod
    def _both_ways(s: Sighting) -> Iterator[Sighting]:
        """ "A and B exchanged messages": one from each to the other."""
        sides = (s.senders[:1], s.recipients[:1] or s.senders[1:2])
        if all(sides):
            for a, b in (sides, sides[::-1]):
                yield replace(s, senders=a, recipients=b)

    @staticmethod
    def _no_object(words: str, m: re.Match[str]) -> bool:
        """True for verbs and figures that only look like the noun."""
        head = m["head"].casefold()
        before = words[: m.start()].rstrip().casefold()
        if head in ("cards", "presents", "reply", "cable", "greeting") and before.endswith((" to", "he", "she", "it")):
            return True
        return head.startswith("congratulat") and before.endswith(" accept")

    # -- one noun and what stands around it

    def _around(self, s: Sentence, words: str, m: re.Match[str]) -> Sighting | None:
        c, base, where = cues(), s.span.start, s.span.where
        noun = Span(base + m.start("np"), base + m.end("np"), where)
        det = (m["det"] or "").casefold()
        form, plain = self._form(words, m)
        right = self._right(s, noun.end)
        left = self._left(s, words, m)
        act = left["act"]
        senders = left["senders"] or right["senders"]
        recipients = left["recipients"] or right["recipients"]
        if right["with"] and act != "exchange":
            recipients = left["recipients"]
        bearer = left["bearer"] if left["bearer"].known else right["bearer"]
        if act == "convey" and right["senders"]:
            # "conveyed to X a message from Y": who acts is the bearer.
            if left["senders"]:
                p = left["senders"][0]
                bearer = p.name if p.name.known else p.office
            senders = right["senders"]
        if right["verb"] == "convey" and left["possessive"] and left["senders"] and right["senders"]:
            # "X's message was conveyed to Y by Z"
            p = right["senders"][0]
            bearer, senders = (p.name if p.name.known else p.office), left["senders"]
        if act == "receive" and left["receivers"]:
            recipients = left["receivers"]
            senders = right["senders"] or (left["senders"] if left["possessive"] else ())
        if act == "came":
            senders, recipients = right["senders"], right["recipients"] or left["recipients"]
        if right["verb"] and not act:
            act = right["verb"]
        if not act and re.search(r"\b[Ii]n $", words[: m.start()]) and not right["senders"]:
            senders = self._main_subject(max([noun.end, *right["to"]]), s) or senders
        if act and not left["dates"] and not right["dates"]:
            first = self._after_opening(s)
            left["dates"] = [d for d in self.dates if d.evidence[0].where == where
                             and base <= d.evidence[0].start and d.evidence[0].end <= first]  # fmt: skip
        weak = bool(c.weak.match(m["head"]))
        if weak and left["verb"] in _EXPRESSED:
            return None  # "extended condolences" in talks is no object sent
        if weak and not (act and (senders or recipients)) and not (right["senders"] or right["recipients"]):
            if not (left["possessive"] and form == "reply_message"):
                return None
        if act in ("send", "convey") and m["head"].casefold() in ("invitation",) and not recipients:
            return None
        start = min([noun.start, *left["from"], *right["from"]])
        end = max([noun.end, *right["to"], *left["to"]])
        span = Span(start, end, where)
        dates = self._dates(act, left["dates"], right["dates"], s, span)
        told = bool(act or recipients)
        occasion = self._occasion(s, words, max(end, noun.end) - base) if told else Field()
        head = words[m.start("np") : m.end("np")].casefold()
        reply = form == "reply_message" or bool(
            re.search(r"\b(?:[Ii]n (?:reply|response|return)|[Rr]epl(?:ied|ying)|[Rr]eciprocat\w+)\b[^.;]{0,40}$",
                      words[: m.start()])
        )  # fmt: skip
        return Sighting(
            sentence=s,
            span=span,
            noun=noun,
            form=form,
            plain=plain,
            senders=senders,
            recipients=recipients,
            bearer=bearer,
            dates=dates,
            occasion=occasion,
            is_reply=reply,
            answers=right["answers"],
            definite=det in ("the", "this", "that", "his", "her", "its", "their") or left["possessive"],
            fresh=det == "another" or "similar" in head or "separate" in head,
            act=act,
            open_sender=left["open"],
            referred=bool(re.search(r"\bhad (?:also |earlier |previously )?$", left["before_verb"])),
        )

    def _form(self, words: str, m: re.Match[str]) -> tuple[str, bool]:
        """The form by the noun's own words, else by the purpose that the sentence states."""
        c, own = cues(), m["np"]
        for code, pattern in c.forms:
            if pattern.search(own):
                return code, False
        for code, pattern in c.purposes:
            if pattern.search(words):
                return code, True
        return ("personal_letter" if "letter" in own.casefold() else "other"), True

    # -- to the right: to X, from X, by X, on Monday, sent by X ...

    _LINK = re.compile(
        r"[\"',]?\s*(?:(?:that|which) )?(?:(?:was|were|is|are|has been|had been|have been) )?"
        r"(?:(?P<verb>sent|addressed|forwarded|delivered|conveyed|written|presented|given|received|"
        r"handed|dispatched|came|arrived|signed|issued)(?: over)? )?(?:jointly |separately |also )?"
        r"(?P<link>to|from|by|through|via|on behalf of|in the name of|for|with|between|of)\s+",
        re.IGNORECASE,
    )
    _PASSIVE = re.compile(
        r"[\"']?\s+(?:(?:was|were|is|has been|had been|have been)\s+(?:also |later |then )?"
        r"(?P<verb>sent|delivered|conveyed|handed|forwarded|presented|received|dispatched)|"
        r"(?:also |then )?(?P<came>came|arrived))\b(?: over)?",
        re.IGNORECASE,
    )
    _REACHED = re.compile(r"\s+(?:has |have |had )?(?:reached|went to|arrived for) ", re.IGNORECASE)
    _ACTS = {"received": "receive", "delivered": "convey", "handed": "convey", "conveyed": "convey"}
    _ADVERB = re.compile(r",?\s*(?:also|today|here|jointly|respectively|again|on|,)\s*(?=\w|,)", re.I)

    def _right(self, s: Sentence, at: int) -> dict[str, Any]:
        out: dict[str, Any] = {"senders": (), "recipients": (), "bearer": Field(), "dates": [],
                               "from": [], "to": [], "answers": None, "verb": "", "with": False}  # fmt: skip
        plain, limit, where = self.text.plain[s.span.where], s.span.end, s.span.where
        while True:
            if not out["verb"] and (m := self._PASSIVE.match(plain, at, limit)):
                out["verb"] = "came" if m["came"] else self._ACTS.get(m["verb"].casefold(), "send")
                at = m.end()
                out["to"].append(at)
                continue
            if m := self._REACHED.match(plain, at, limit):
                phrase = self.parties.at(m.end(), limit, where)
                if phrase and not out["recipients"]:
                    out.update(recipients=phrase.parties, verb="came")
                    at = phrase.end
                    out["to"].append(at)
                    continue
            if d := self._date_at(at, limit, where):
                out["dates"].append(d)
                at = d.evidence[0].end
                continue
            m = self._LINK.match(plain, at, limit)
            if m is None:
                break
            link, verb = m["link"].casefold(), (m["verb"] or "").casefold()
            if answered := self._noun_at(m.end(), limit, where):
                if link == "to":
                    out["answers"] = answered
                break
            phrase = self.parties.at(m.end(), limit, where)
            if phrase is None or re.match(r"'s? ", plain[phrase.end : phrase.end + 3]):
                break  # "to the Congress' reply": the party owns the next noun
            if link == "of" and phrase.parties[0].type not in ("person", "body"):
                break
            if link == "for" and phrase.parties[0].type != "person":
                break
            side = {"to": "recipients", "for": "recipients"}.get(link, "senders")
            if link == "between":
                break
            if link == "with":
                out["with"] = True
                side = "recipients"  # "exchanged letters with Y"; no other verb takes it
            if link in ("through", "via"):
                p = phrase.parties[0]
                out["bearer"] = p.name if p.name.known else p.office
            elif not out[side]:
                out[side] = phrase.parties
            else:
                break
            if verb and not out["verb"]:
                out["verb"] = "receive" if verb == "received" else "send"
            at = phrase.end
            out["to"].append(at)
        return out

    def _noun_at(self, at: int, limit: int, where: str) -> Span | None:
        m = cues().noun.match(self.text.plain[where], at, limit)
        return Span(m.start("np"), m.end("np"), where) if m else None

    def _date_at(self, at: int, limit: int, where: str) -> Date | None:
        """A date that comes next, after a comma or "on"."""
        m = _BEFORE_DATE.match(self.text.plain[where], at, limit)
        start = m.end() if m else at
        for d in self.dates:
            span = d.evidence[0]
            if span.where == where and span.start == start and span.end <= limit:
                return d
        return None

    # -- to the left: X sent (Y) a ..., X's ..., X received a ...

    def _left(self, s: Sentence, words: str, m: re.Match[str]) -> dict[str, Any]:
        out: dict[str, Any] = {"act": "", "senders": (), "recipients": (), "receivers": (),
                               "bearer": Field(), "dates": [], "from": [], "to": [],
                               "possessive": False, "open": None, "before_verb": "", "verb": ""}  # fmt: skip
        base, where = s.span.start, s.span.where
        c = cues()
        before = words[: m.start()]
        if owner := re.search(r"(?:'s?|'s) $", before):
            holder = self._ending_at(s, base + owner.start())
            if holder is not None:
                party, start = holder
                out.update(senders=(party,), possessive=True)
                out["from"].append(min((e.start for e in party.evidence), default=start))
                before = words[: start - base]
        elif (m["det"] or "").casefold() in ("his", "her"):
            out["possessive"] = True
            if self.subject is not None:
                out["senders"] = (self.subject,)
            # "in his message to X, Y said": the subject follows.
        verbs = list(c.verb.finditer(before))
        for v in reversed(verbs):
            between = before[v.end() :]
            given = self._between(s, base + v.end(), base + len(before), between)
            if given is None:
                continue
            kind = c.kind_of_verb[v.group().casefold()]
            if kind == "greet":
                break
            out["recipients"], dates = given
            out["dates"] += dates
            out["before_verb"] = before[: v.start()]
            out["verb"] = v.group().casefold()
            subject = self._subject(s, words, v.start(), out)
            if kind == "receive":
                out["receivers"] = subject
                out["act"] = "receive"
            else:
                out["act"] = kind
                if subject:
                    out["senders"] = subject
            if re.search(r"\b(?:was|were|been) $", before[: v.start()]) and kind != "receive":
                # "Kim was sent a letter": the subject receives.
                out.update(act="receive", receivers=subject, senders=())
            out["from"].append(base + v.start())
            break
        return out

    def _ending_at(self, s: Sentence, end: int) -> tuple[Party, int] | None:
        """The party whose phrase ends here: the longest one that does."""
        words = self.text.plain[s.span.where]
        starts = [m.start() for m in re.finditer(r"(?<![\w'-])[\w\"\[]", words[s.span.start : end])]
        for start in starts[-14:]:
            at = s.span.start + start
            phrase = self.parties.at(at, end, s.span.where)
            if phrase and phrase.end >= end - 1 and len(phrase.parties) == 1:
                if not words[at:end].casefold().startswith(("in ", "on ", "of ", "and ", "for ")):
                    return phrase.parties[0], at
        return None

    _FILLER = re.compile(
        r"(?:\s|,|\"|'|\b(?:on|in|also|a|an|the|to|today|him|her|them|him|jointly|respectively|"
        r"separate|separately|out|over|back|another|its|his|their|this|that|one|of|yesterday|later|"
        r"then|two|three|several|both|with|both|at|the same|same|day|recently|once|again|even)\b)*",
        re.IGNORECASE,
    )

    def _between(
        self, s: Sentence, start: int, end: int, words: str
    ) -> tuple[tuple[Party, ...], list[Date]] | None:
        """What stands between verb and noun: a recipient, dates, or nothing; None if something else."""
        where, plain = s.span.where, self.text.plain[s.span.where]
        parties: tuple[Party, ...] = ()
        dates: list[Date] = []
        at = start
        while at < end:
            if d := self._date_at(at, end, where):
                dates.append(d)
                at = d.evidence[0].end
                continue
            m = re.compile(r"[\s,]*(?:to|with)?\s*").match(plain, at, end)
            at_word = m.end() if m else at
            phrase = None if parties or at_word >= end else self.parties.at(at_word, end, where)
            if phrase and self._whole_words(plain, phrase.end, end):
                parties, at = phrase.parties, phrase.end
                continue
            f = self._FILLER.match(plain, at, end)
            if f is None or f.end() == at:
                return None
            at = f.end()
        return parties, dates

    @staticmethod
    def _whole_words(plain: str, at: int, end: int) -> bool:
        return at <= end

    # Words that open a clause with a subject of its own.
    _OPENER = re.compile(
        r"(?:^|[,;:]\s+|\"\s*|\b(?:that|said|says|reported|when|while|after|before|as|where|whereas|and|but|"
        r"because|if|announced|confirmed|revealed|disclosed|which|who)\s+)",
        re.IGNORECASE,
    )
    _OPENING = re.compile(
        r"(?:(?:Meanwhile|Also|Earlier|Later|Then|At the same time|In addition|Besides|Moreover|However|"
        r"According to [^,]+|On the occasion of[^,]*|In (?:this|that) (?:connection|regard)|On behalf of[^,]*|"
        r"On the same day|The same day|Previously|Separately|Recently|But|And|In return|In reply|In response)\s*,?\s+)+",
        re.IGNORECASE,
    )
    _GAP = re.compile(
        r"(?:\s|,|\b(?:on|in|also|has|have|had|today|here|recently|earlier|later|then|just|again|once|"
        r"is|was|to|by|will|would|already|previously|reportedly|formally|jointly|respectively|separately|"
        r"early|even|both|each|at|of|the|same|day|personally|immediately|promptly|yesterday)\b)*",
        re.IGNORECASE,
    )

    def _after_opening(self, s: Sentence) -> int:
        """Where a sentence's first clause begins: after "Meanwhile," and "On Jan. 11,"."""
        plain, at = self.text.plain[s.span.where], s.span.start
        at = next((d.end for d in self.datelines if d.where == s.span.where and d.start == at), at)
        while True:
            if d := self._date_at(at, s.span.end, s.span.where):
                at = d.evidence[0].end
            elif m := self._OPENING.match(plain, at, s.span.end):
                at = m.end()
            elif m := re.compile(r"[\s,\"]+").match(plain, at, s.span.end):
                at = m.end()
            else:
                return at

    def _subject(
        self, s: Sentence, words: str, verb: int, out: dict[str, Any]
    ) -> tuple[Party, ...]:
        """The party that acts in the clause of a verb; notes dates between the two."""
        base, where, plain = s.span.start, s.span.where, self.text.plain[s.span.where]
        first = self._after_opening(s)
        for d in self.dates:  # "On Jan. 11, X sent"
            span = d.evidence[0]
            if span.where == where and base <= span.start and span.end <= first:
                out["dates"].append(d)
        openers = [o.end() for o in self._OPENER.finditer(words[:verb])]
        starts = sorted({max(first, base + o) for o in openers} | {first})
        best: tuple[Party, ...] = ()
        for start in starts:
            if start >= base + verb:
                continue
            phrase = self.parties.at(start, base + verb, where)
            if phrase is None:
                if m := re.compile(r"(?:he|she|they)\b", re.I).match(plain, start, base + verb):
                    if self._clear(plain[m.end() : base + verb], m.end(), where, out):
                        out["from"].append(start)
                        if self.subject is not None:
                            return (self.subject,)
                        out["open"] = Span(m.start(), m.end(), where)
                        return ()
                continue
            dates: list[Date] = []
            if self._clear(plain[phrase.end : base + verb], phrase.end, where, {"dates": dates}):
                out["dates"] += dates
                out["from"].append(start)
                best = phrase.parties
                break
            gap = plain[phrase.end : base + verb]
            if re.search(r"\band (?:also |then |later )?$", gap) and not re.search(
                r"\b(?:that|who|which|whose|said)\b|\"", gap
            ):
                out["from"].append(start)
                best = phrase.parties
                break
        return best

    def _clear(self, gap: str, at: int, where: str, out: dict[str, Any]) -> bool:
        """True if between subject and verb stand only dates, adverbs and a relative clause."""
        gap = re.sub(r"^,? (?:who|which|whose|now|currently)\b[^,]*,", lambda m: " " * len(m.group()), gap)
        gap = re.sub(r"\([^)]*\)", lambda m: " " * len(m.group()), gap)
        i = 0
        while i < len(gap):
            m = self._GAP.match(gap, i)
            if m and m.end() > i:
                i = m.end()
                continue
            d = next((d for d in self.dates if d.evidence[0].where == where
                      and d.evidence[0].start <= at + i < d.evidence[0].end), None)  # fmt: skip
            if d is None:
                return False
            out["dates"].append(d)
            i = d.evidence[0].end - at
        return True

    # -- dates and occasion

    def _dates(
        self, act: str, left: list[Date], right: list[Date], s: Sentence, span: Span
    ) -> tuple[tuple[str, Date], ...]:
        found = list(dict.fromkeys([*left, *right]))
        if not found and act:
            found = self._weekday_at_end(s, span)
        if not found:
            return ()
        name = {"receive": "received", "convey": "delivered", "came": "received"}.get(act, "sent")
        exact = [d for d in found if d.earliest and d.earliest == d.latest] or found
        out = [(name, exact[0])]
        for d in found:
            before = self.text.plain[span.where][max(0, d.evidence[0].start - 12) : d.evidence[0].start]
            if re.search(r"\bdated (?:on )?$", before):
                out = [("dated", d), *((n, x) for n, x in out if x is not d)]
        return tuple(out)

    def _weekday_at_end(self, s: Sentence, span: Span) -> list[Date]:
        """A weekday that closes the sentence goes with its verb."""
        return [
            d for d in self.dates
            if d.evidence[0].where == s.span.where and span.end <= d.evidence[0].start
            and s.span.end - 2 <= d.evidence[0].end <= s.span.end
            and re.match(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", self.text.words(d.evidence[0]))
            and not cues().speech.search(self.text.plain[span.where], max(span.end, d.evidence[0].start - 30),
                                         d.evidence[0].start)
        ]  # fmt: skip

    _OCCASION = re.compile(
        r"\b(?:(?:on|upon) the occasion of|in connection with|as regards|over|upon|on|for|marking|to mark|"
        r"following|after|at the news of|to mourn) (?P<what>(?:his|her|its|their|the|a|an)?\s?.+?)"
        r"(?=,| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| (?:in|by) which | and (?:expressed|wished|extended|handed)"
        r"|[.;:]\s*$|[\"”]| \(|$| and that | said\b| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)",
        re.IGNORECASE,
    )
    _PRAISE = re.compile(
        r"\b(?:praising|congratulating|thanking|lauding|commending|expressing)\b[^.;]*?\b"
        r"(?:in|on|for|over|about|upon) (?P<what>[^,.;\"]+)",
        re.IGNORECASE,
    )
    _NO_OCCASION = re.compile(
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|"
        r"September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|behalf|"
        r"\d|the same day|him\b|her\b$|them\b|display|show|a visit|the (?:first|second|front)",
        re.IGNORECASE,
    )

    def _occasion(self, s: Sentence, words: str, at: int) -> Field:
        base = s.span.start
        for pattern in (self._OCCASION, self._PRAISE):
            place = at
            while m := pattern.search(words, place):
                what = m["what"].strip()
                if not self._NO_OCCASION.match(what) and 3 < len(what) < 200:
                    start = m.start("what") + len(m["what"]) - len(m["what"].lstrip())
                    span = Span(base + start, base + start + len(what), s.span.where)
                    own = self.text.article.slice(span)
                    return Field(own, "stated", (span,), own)
                place = m.start("what")
        return Field()

    # -- calls

    _CALL = re.compile(
        r"\b(?:(?:tele)?phone (?:call|conversation|talk)s?|conversations? by (?:tele)?phone|"
        r"(?:spoke|talked) (?:by|on|over) (?:the )?(?:tele)?phone|had a phone call|phoned|telephoned|"
        r"call(?=s? (?:with|to|from|between)\b))\b",
        re.IGNORECASE,
    )

    def _calls(self, s: Sentence, words: str) -> Iterator[Sighting]:
        m = self._CALL.search(words)
        if m is None:
            return
        base, where, plain = s.span.start, s.span.where, self.text.plain[s.span.where]
        span = Span(base + m.start(), base + m.end(), where)
        link = re.compile(r"\s*(?:,\s*)?(?P<link>with|to|from|between)?\s*").match(plain, span.end, s.span.end)
        other = self.parties.at(link.end(), s.span.end, where) if link else None
        out: dict[str, Any] = {"dates": [], "from": []}
        subject = self._subject(s, words, self._verb_before(words, m.start()), out)
        if len(subject) > 1 and other is None:
            yield self._call(s, span, out, subject[:1], subject[1:2], span.end, words)
        if other is None:
            return
        if not subject and re.search(r"\b[Ii]n (?:a|the|his|her) $", words[: m.start()]):
            subject = self._main_subject(other.end, s)
        sides = other.parties
        if link and link["link"] == "between" and len(sides) > 1:
            subject, sides = sides[:1], sides[1:2]
        elif link and link["link"] == "from":
            subject, sides = sides, subject
        yield self._call(s, span, out, subject, sides, other.end, words)

    def _call(
        self, s: Sentence, span: Span, out: dict[str, Any], one: tuple[Party, ...],
        two: tuple[Party, ...], end: int, words: str,
    ) -> Sighting:  # fmt: skip
        following = self._date_at(end, s.span.end, s.span.where)
        return Sighting(
            sentence=s,
            span=Span(min([span.start, *out["from"]]), max(span.end, end), s.span.where),
            noun=span,
            form="call",
            plain=False,
            senders=one,
            recipients=two,
            dates=self._dates("send", out["dates"], [following] if following else [], s, span),
            definite=words[: span.start - s.span.start].casefold().endswith("the "),
            act="call",
        )

    _WRITES = re.compile(r"\b(?:wrote|writes|written) to ", re.IGNORECASE)

    def _writes(self, s: Sentence, words: str) -> Iterator[Sighting]:
        """ "X wrote to Y": a letter without a noun."""
        base, where = s.span.start, s.span.where
        for v in self._WRITES.finditer(words):
            other = self.parties.at(base + v.end(), s.span.end, where)
            out: dict[str, Any] = {"dates": [], "from": []}
            subject = self._subject(s, words, v.start(), out)
            if other is None or not subject or other.parties[0].type == "people":
                continue
            following = self._date_at(other.end, s.span.end, where)
            yield Sighting(
                sentence=s,
                span=Span(min([base + v.start(), *out["from"]]), other.end, where),
                noun=Span(base + v.start(), base + v.end() - 4, where),
                form="personal_letter",
                plain=True,
                senders=subject,
                recipients=other.parties,
                dates=self._dates("send", out["dates"], [following] if following else [], s,
                                  Span(base + v.start(), other.end, where)),
                act="send",
                referred=words[: v.start()].endswith("had "),
            )  # fmt: skip

    def _main_subject(self, at: int, s: Sentence) -> tuple[Party, ...]:
        """Who speaks in "In a message to X, Y said": the party after the comma."""
        m = re.compile(r"\s*(?:on [A-Z]\w+)?\s*,\s*").match(self.text.plain[s.span.where], at, s.span.end)
        phrase = self.parties.at(m.end(), s.span.end, s.span.where) if m else None
        return phrase.parties[:1] if phrase else ()

    # -- verbs that are a message themselves

    def _greets(self, s: Sentence, words: str) -> Iterator[Sighting]:
        """ "X congratulated Y on Z": a message only if another sighting shows one."""
        base, where, c = s.span.start, s.span.where, cues()
        for v in c.verb.finditer(words):
            if c.kind_of_verb[v.group().casefold()] != "greet":
                continue
            other = self.parties.at(base + v.end() + 1, s.span.end, where)
            out: dict[str, Any] = {"dates": [], "from": []}
            subject = self._subject(s, words, v.start(), out)
            if other is None or not subject:
                continue
            form = next((f for f, p in (*c.purposes, *c.forms) if p.search(words)), "other")
            start = min([base + v.start(), *out["from"]])
            yield Sighting(
                sentence=s,
                span=Span(start, other.end, where),
                noun=Span(base + v.start(), base + v.end(), where),
                form=form,
                plain=True,
                senders=subject,
                recipients=other.parties,
                occasion=self._occasion(s, words, other.end - base),
                act="greet",
            )
            return

    @staticmethod
    def _verb_before(words: str, at: int) -> int:
        m = None
        for m in re.finditer(r"\b(?:had|held|made|has had|received|spoke|talked|phoned|placed)\b", words[:at]):
            pass
        return m.start() if m else at


# With "condolences" or "greetings" these say that something was expressed, not that it was sent.
_EXPRESSED = {"extended", "extends", "extending", "offered", "offering", "passed on", "passed"}

# ---- joining sightings


def _same_party(a: Party, b: Party) -> bool:
    if a.actor and b.actor:
        return a.actor == b.actor
    if a.name.known and b.name.known:
        one, two = str(a.name.value).casefold(), str(b.name.value).casefold()
        if one == two:
            return True
        x, y = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", two))
        x, y = x - _SMALL, y - _SMALL
        if _initials(str(a.name.value), str(b.name.value)):
            return True
        return bool(x and y) and (x <= y or y <= x)
    if "people" in (a.type, b.type) and a.type != b.type:
        return False
    # A role and a name may be one ("the Namibian President"), if the states don't differ.
    return a.state is None or b.state is None or a.state == b.state


def _initials(a: str, b: str) -> bool:
    """True if one is the initials of the other: "APR", "Agrarian Party of Russia"."""
    short, long = sorted((a, b), key=len)
    return short.isupper() and len(short) > 1 and short == "".join(re.findall(r"\b[A-Z]", long))


_SMALL = {"the", "of", "and", "a", "s", "for", "in"}
_LOOSE = {"other", "personal_letter"}
_ALIKE = ({"congratulatory_message", "greetings"}, {"condolence", "sympathy_message"})


def _sides_agree(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool | None:
    """True or False where both name somebody, None where one is silent."""
    if not a or not b:
        return None
    return any(_same_party(x, y) for x in a for y in b)


def _forms_agree(a: Sighting, b: Sighting) -> bool:
    if a.form == b.form:
        return True
    if a.is_reply != b.is_reply and "reply_message" in (a.form, b.form):
        return False
    loose = (a.form in _LOOSE or a.plain) or (b.form in _LOOSE or b.plain)
    objects = {"gift", "floral_basket", "wreath", "aid", "call"}
    if a.form in objects or b.form in objects:
        return False
    return loose or any(a.form in x and b.form in x for x in _ALIKE)


def _joins(draft: Draft, s: Sighting) -> int:
    """How well a sighting fits a message: 0 if it contradicts it or has nothing in common."""
    if s.fresh:
        return 0
    senders = [x.senders for x in draft.sightings if x.senders]
    recipients = [x.recipients for x in draft.sightings if x.recipients]
    from_ = _sides_agree(senders[0] if senders else (), s.senders)
    to = _sides_agree(recipients[0] if recipients else (), s.recipients)
    if from_ is False or to is False:
        return 0
    first = draft.first
    if not _forms_agree(first, s):
        return 0
    agree = (from_ is True) + (to is True)
    days = {n: d.value for x in draft.sightings for n, d in x.dates}
    if any(days.get(n, d.value) != d.value for n, d in s.dates):
        return 0
    if agree == 2:
        return 4 + (first.form == s.form)
    title = s.span.where == "title" or any(x.span.where == "title" for x in draft.sightings)
    if agree == 1 and (s.definite or title or not s.act):
        return 2 + (first.form == s.form)
    if agree == 0 and (s.definite or s.act == "") and not s.senders and not s.recipients:
        return 1 + (first.form == s.form)
    return 0


def _collected(sightings: list[Sighting]) -> list[Draft]:
    """Messages from sightings: those with both parties first, then what else speaks of them."""
    order = sorted(
        sightings, key=lambda s: (not (s.senders and s.recipients), in_order(s.noun))
    )
    drafts: list[Draft] = []
    for s in order:
        if not s.senders and not s.recipients and any(not d.greets for d in drafts):
            pool = [d for d in drafts if not d.greets]
        else:
            pool = drafts
        ranked = [(score, -abs(s.noun.start - d.first.noun.start), -i) for i, d in enumerate(drafts)
                  if d in pool and (score := _joins(d, s))]  # fmt: skip
        if ranked:
            drafts[-max(ranked)[2]].sightings.append(s)
        elif s.senders or s.recipients or s.open_sender or s.span.where == "title":
            drafts.append(Draft([s]))
    for d in drafts:
        d.sightings.sort(key=lambda s: in_order(s.noun))
    drafts.sort(key=lambda d: in_order(d.first.noun))
    return drafts


# ---- what is said of a message elsewhere

_UNKNOWN = re.compile(
    r"\b(?:(?:not|n't|un)\s?(?:immediately |yet )?(?:clear|known)|unclear|unknown|did not (?:say|disclose|mention|specify|"
    r"reveal|elaborate|explain|give|state)|gave (?:neither|no)|did not (?:explain|state)|neither .{3,40} (?:said|named|told)|not stated|without (?:saying|specifying|mentioning)|no mention of|not disclosed|not made public)\b",
    re.IGNORECASE,
)
_ASKED = (
    (re.compile(r"\b(?:when|the date|the day|what day|which day)\b[^.;]*?\b(?:sent|dispatched|written|wrote)\b", re.I), "sent"),
    (re.compile(r"\b(?:when|the date|the day)\b(?:(?! how | by whom | who )[^.;])*?\b(?:delivered|handed|conveyed)\b", re.I), "delivered"),
    (re.compile(r"\bwithout saying when\b|\b(?:day|date|time) of (?:sending|dispatch|the (?:letter|message))", re.I), "sent"),
    (re.compile(r"\bhow (?:the (?:\w+ ){1,3}|it )(?:had )?(?:reached|travelled|traveled|arrived)|\bway of delivery|"
                r"\bthrough which (?:channel|route)", re.I), "route"),
    (re.compile(r"\b(?:when|the date)\b[^.;]*?\breceived\b", re.I), "received"),
    (re.compile(r"\b(?:how (?:it|the \w+) (?:was|had been|were) (?:delivered|sent|conveyed|carried)|who (?:delivered|carried|"
                r"brought|conveyed|bore|handed) \w+(?: \w+)?|through whom|by whom)\b", re.I), "bearer"),
)  # fmt: skip
_WITHHELD = re.compile(r"\b(?:declined|refused) to (?:say|disclose|give|comment)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"\b(?:(?P<ord>first|second|third|fourth|fifth|sixth|front|same) page|page (?P<num>\d{1,2}|one|two|three|four))\b",
    re.IGNORECASE,
)
_PAGES = {"first": 1, "front": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
          "one": 1, "two": 2, "three": 3, "four": 4}  # fmt: skip
_SHARE = re.compile(r"\b(?:a|the|an) (?:whole|full|entire|half(?: a)?|quarter) page\b|\bhalf a page\b", re.I)
_FULL = re.compile(r"\b(?:(?:the |its )?full text|in full|in its entirety|the whole text|verbatim)\b", re.I)
_EXCERPT = re.compile(r"\b(?:excerpts?|reads?,? in (?:part|particular)|(?:said|stated),? in (?:part|particular)|in part)\b", re.I)
_REPORTS = re.compile(r"\b(?:said|reported|announced|disclosed|published|carried)\b[^,.;]{0,25}$")
_EDITION = re.compile(r"\bedition\b|\bissue\b", re.IGNORECASE)


def _said_elsewhere(a: _Article, drafts: list[Draft]) -> None:
    """Fields that other sentences give: medium, page, treatment, reporting day, open questions."""
    if not drafts:
        return
    here = {id(s.sentence): s for d in drafts for s in d.sightings}
    last: Draft | None = None
    printed: dict[str, Any] = {}
    for s in a.text.sentences:
        if any(b.holds(s.span) for b in a.skip):
            continue
        words = a.text.words(s.span)
        spoken = [d for d in drafts if any(x.sentence is s for x in d.sightings)]
        if spoken:
            last = spoken[-1]
        if last is None:
            continue
        _unknown(a, s, words, last)
        _handed(a, s, words, last)
        for d in spoken or _meant(a, s, words, last):
            printed = _printed(a, s, words, d, printed, bool(spoken))
    del here


def _meant(a: _Article, s: Sentence, words: str, last: Draft) -> list[Draft]:
    """The last message, if a following sentence quotes it or names its parties."""
    near = s.index - last.sightings[-1].sentence.index
    if not 0 < near <= 2:
        return []
    parties = (*last.first.senders, *last.first.recipients)
    names = a.parties.named(s.span)
    named = any(n.actor and n.actor == p.actor for n in names for p in parties)
    quoted = bool(a.text.quotations(s.paragraph)) or "report said" in words
    return [last] if named and quoted else []


def _unknown(a: _Article, s: Sentence, words: str, d: Draft) -> None:
    withheld = _WITHHELD.search(words)
    if not (withheld or _UNKNOWN.search(words)):
        return
    for pattern, name in _ASKED:
        m = pattern.search(words)
        if m is None:
            continue
        whole = name != "bearer"
        span = s.span if whole else Span(s.span.start + m.start(), s.span.start + m.end(), s.span.where)
        cls = DateField if whole else Field
        made = cls(state="withheld" if withheld else "stated_unknown", evidence=(span,),
                   text=a.text.article.slice(span))  # fmt: skip
        d.fields.setdefault(name, made)


_HANDED = re.compile(
    r"^(?:It|They|The (?:\w+ ){1,3})(?: ?)(?:was|were) (?P<passive>handed|conveyed|delivered|presented|given)\b"
    r"|\b(?P<active>handed|conveyed|delivered|presented|gave) (?:it|them|the (?:gifts?|letter|message|basket|floral basket|"
    r"wreath|present|congratulatory letter))\b",
    re.IGNORECASE,
)


def _handed(a: _Article, s: Sentence, words: str, d: Draft) -> None:
    """The day of delivery and the bearer: "It was handed to X by Y on Feb. 10"."""
    m = _HANDED.search(words)
    if m is None:
        return
    out: dict[str, Any] = {"dates": [], "from": []}
    if m["active"]:
        bearers = a._subject(s, words, m.start(), out)
    else:
        by = re.search(r"\bby ", words[m.end() :])
        at = s.span.start + m.end() + by.end() if by else 0
        phrase = a.parties.at(at, s.span.end, s.span.where) if by else None
        bearers = phrase.parties if phrase else ()
    sender = next((x.senders for x in d.sightings if x.senders), ())
    if bearers and not _sides_agree(bearers[:1], sender):
        p = bearers[0]
        d.fields.setdefault("bearer", p.name if p.name.known else p.office)
    for day in a.dates:
        place = day.evidence[0]
        if s.span.holds(place) and not a.text.in_quotation(place):
            d.fields.setdefault("delivered", day.as_field(a.text.article.slice(place)))


def _field_at(a: _Article, span: Span, value: Any, state: str = "stated") -> Field:
    return Field(value, state, (span,), a.text.article.slice(span))  # type: ignore[arg-type]


def _printed(
    a: _Article, s: Sentence, words: str, d: Draft, before: dict[str, Any], spoken: bool
) -> dict[str, Any]:
    """Medium, page, share of the page, treatment and days of report and edition in one sentence."""
    base, where, given = s.span.start, s.span.where, dict[str, Any]()

    def at(m: re.Match[str]) -> Span:
        return Span(base + m.start(), base + m.end(), where)

    c = cues()
    medium = _medium(a, s)
    if m := _PAGE.search(words):
        if (m["ord"] or "").casefold() == "same":
            if "page" in before:
                given = {k: v for k, v in before.items() if k in ("channel", "published_edition")}
                given["page"] = replace(before["page"], evidence=(at(m),), text=a.text.article.slice(at(m)))
        else:
            number = _PAGES.get((m["ord"] or m["num"]).casefold()) or int(m["num"])
            given["page"] = _field_at(a, at(m), number)
    if m := _SHARE.search(words):
        given["page_share"] = _field_at(a, at(m), re.sub(r"^(?:a|an|the) ", "", m.group(), flags=re.I))
    if m := _FULL.search(words):
        given["treatment"] = _field_at(a, at(m), "full_text")
    elif m := _EXCERPT.search(words):
        given["treatment"] = _field_at(a, at(m), "excerpt")
    elif quoted := _quoted_words(a, s):
        given["treatment"] = Field("excerpt", "implied", (quoted,), a.text.article.slice(quoted))
    if medium is None and (m := _STATE_MEDIA.search(words)) and a.text.in_quotation(at(m)) is None:
        given.update(_reported(a, s, words, d))
    if medium is not None and (c.speech.search(words) or c.publish.search(words)):
        name, span = medium
        given["channel"] = Field(name, "stated", (span,), a.text.article.slice(span))
        for k, v in _reported(a, s, words, d).items():
            given.setdefault(k, v)
    for k, v in given.items():
        d.fields.setdefault(k, v)
    return {**before, **{k: v for k, v in given.items() if k in ("page", "channel", "published_edition")}}


_STATE_MEDIA = re.compile(r"\b(?:state|official|party)(?:-run|-controlled)? (?:media|news agency|newspaper|television)\b", re.I)


def _reported(a: _Article, s: Sentence, words: str, d: Draft) -> dict[str, DateField]:
    """The day of the report ("KCNA said Friday") and of the edition, from one sentence."""
    out: dict[str, DateField] = {}
    base = s.span.start
    own = [day for sight in d.sightings for _, day in sight.dates]
    for day in a.dates:
        place = day.evidence[0]
        if not s.span.holds(place) or a.text.in_quotation(place):
            continue
        around = words[max(0, place.start - base - 25) : place.end - base + 12]
        lead = words[: place.start - base]
        made = day.as_field(a.text.article.slice(place))
        if _EDITION.search(around):
            out.setdefault("published_edition", made)
        elif _REPORTS.search(lead) and day not in own:
            out.setdefault("reported", made)
    return out


def _medium(a: _Article, s: Sentence) -> tuple[str, Span] | None:
    """A paper, agency or broadcaster named in a sentence that reports, outside quotations."""
    actors = lore.roster()
    for n in a.parties.named(s.span):
        actor = actors.get(n.actor or "")
        if actor and actor.type in ("agency", "newspaper", "broadcaster"):
            if a.text.in_quotation(n.evidence[0]) is None:
                return actor.name, n.evidence[0]
    return None


def _quoted_words(a: _Article, s: Sentence) -> Span | None:
    """A quotation of some length in a sentence: words of the message stand there."""
    for q in a.text.quotations(s.paragraph):
        if s.span.start <= q.start < s.span.end and q.end - q.start > 40:
            return Span(q.start, q.end, q.where)
    return None


# ---- drafts to findings


def _message(a: _Article, d: Draft, number: int, drafts: list[Draft]) -> Message | None:
    first = d.first
    senders = next((s.senders for s in [first, *d.sightings] if s.senders), ())
    recipients = next((s.recipients for s in [first, *d.sightings] if s.recipients), ())
    senders, recipients = _richest(d, senders, 0), _richest(d, recipients, 1)
    form = first.form
    like = _like(a, d, drafts)
    if like is not None:
        form = like.first.form
    for s in d.sightings:
        if (first.plain or form in _LOOSE) and not s.plain and s.form not in _LOOSE:
            form = s.form
            break
    if not senders:
        senders = _site(a, d)
    recipients = recipients or _from_occasion(a, d)
    answered = _answered(d, drafts)
    implied = _implied_by_reply(d, drafts, answered, recipients)
    recipients = recipients or implied
    if not _believable(a, d, senders, recipients, form):
        return None
    dates: dict[str, DateField] = {}
    for s in d.sightings:
        for name, day in s.dates:
            made = day.as_field(a.text.article.slice(day.evidence[0]))
            if name not in dates or (made.known and not dates[name].known):
                dates[name] = made
    dates = {**_same_day(a, d, drafts), **dates}
    given = {**d.fields, **{k: v for k, v in dates.items() if not d.fields.get(k, Field()).known}}
    bearer = next((s.bearer for s in d.sightings if s.bearer.known), None)
    if bearer is not None:
        given["bearer"] = bearer
    occasion = next((s.occasion for s in [first, *d.sightings] if s.occasion.known), Field())
    if form in ("personal_letter",) and not (_personal(senders) and _personal(recipients)):
        form = "other"
    return Message(
        id=f"m{number}",
        evidence=(first.span,),
        sender=senders[0] if senders else None,
        co_senders=senders[1:],
        recipient=recipients[0] if recipients else None,
        co_recipients=recipients[1:],
        form=form,
        is_reply=any(s.is_reply for s in d.sightings if s.form == first.form or s is first),
        replies_to=f"m{drafts.index(answered)}" if answered is not None else None,
        mentions=tuple(dict.fromkeys(s.span for s in d.sightings)),
        occasion=occasion,
        role="referred" if all(s.referred for s in d.sightings) else "reported",
        scope=_scope(senders, recipients),
        **given,
    )


def _like(a: _Article, d: Draft, drafts: list[Draft]) -> Draft | None:
    """The message that "a similar message" is like: the last one before it with a form of its own."""
    if not (d.first.fresh and d.first.plain):
        return None
    before = [x for x in drafts if in_order(x.first.noun) < in_order(d.first.noun)]
    return next((x for x in reversed(before) if x.first.form != "other"), None)


_SAME_DAY = re.compile(r"\b(?:on )?the same day\b", re.IGNORECASE)


def _same_day(a: _Article, d: Draft, drafts: list[Draft]) -> dict[str, DateField]:
    """ "on the same day": the day of the message before, with both places as evidence."""
    s = d.first
    m = _SAME_DAY.search(a.text.words(s.sentence.span))
    if m is None or s.dates or not s.act:
        return {}
    here = Span(s.sentence.span.start + m.start(), s.sentence.span.start + m.end(), s.span.where)
    name = "received" if s.act in ("receive", "came") else "sent"
    before = [x for x in drafts if in_order(x.first.noun) < in_order(s.noun)]
    for x in reversed(before):
        for _, day in x.first.dates:
            made = day.as_field(a.text.article.slice(here))
            return {name: replace(made, evidence=(here, *day.evidence))}
    return {}


def _from_occasion(a: _Article, d: Draft) -> tuple[Party, ...]:
    """The recipient that the occasion implies: congratulations "on Kim Jong Un's election" are his."""
    s = d.first
    if not s.occasion.known or not s.senders or s.form not in ("congratulatory_message", "condolence"):
        return ()
    where = s.occasion.evidence[0]
    phrase = a.parties.at(where.start, where.end, where.where)
    if phrase is None or phrase.parties[0].type != "person" or not phrase.parties[0].name.known:
        return ()
    if not re.match(r"'s? ", a.text.plain[where.where][phrase.end : phrase.end + 3]):
        return ()
    return (_implied(phrase.parties[0]),)


def _richest(d: Draft, parties: tuple[Party, ...], side: int) -> tuple[Party, ...]:
    """The party as the sighting that says most of it does: name, office, actor."""

    def worth(p: Party) -> int:
        return 4 * bool(p.actor) + 2 * p.name.known + p.office.known

    if len(parties) != 1:
        return parties
    best = parties[0]
    for s in d.sightings:
        for p in (s.senders, s.recipients)[side][:1]:
            if worth(p) > worth(best) and _same_party(p, best):
                best = replace(p, state=p.state or best.state)
    return (best,)


def _personal(parties: tuple[Party, ...]) -> bool:
    return bool(parties) and parties[0].type == "person"


def _answered(d: Draft, drafts: list[Draft]) -> Draft | None:
    """The message that a reply names as what it answers."""
    for s in d.sightings:
        if s.answers is None:
            continue
        for other in drafts:
            if other is not d and any(x.noun == s.answers for x in other.sightings):
                return other
    if not any(s.is_reply for s in d.sightings):
        return None
    # Without a named one: the only message here that came the other way, or to whom isn't said.
    own, to = d.parties(0), d.parties(1)
    other_way = [
        x for x in drafts
        if x is not d and not x.greets and not any(s.is_reply for s in x.sightings)
        and x.parties(0) and (not to or _sides_agree(x.parties(0), to))
        and _sides_agree(x.parties(1), own) is not False and not _sides_agree(x.parties(0), own)
    ]  # fmt: skip
    return other_way[0] if len(other_way) == 1 else None


def _implied_by_reply(
    d: Draft, drafts: list[Draft], answered: Draft | None, own: tuple[Party, ...]
) -> tuple[Party, ...]:
    """A reply goes to who sent what it answers, and that message came to who replies."""
    if own:
        return ()
    if answered is not None:
        return tuple(map(_implied, answered.first.senders[:1]))
    for reply in drafts:
        if reply is not d and _answered(reply, drafts) is d:
            return tuple(map(_implied, reply.first.senders[:1]))
    return ()


def _implied(p: Party) -> Party:
    return replace(p, name=replace(p.name, state="implied") if p.name.known else p.name)


# Sites that print their own office's messages: an unnamed sender is the holder of the office.
_SITES = {"kremlin.ru": ("President of Russia", "RUS"), "en.kremlin.ru": ("President of Russia", "RUS")}


def _site(a: _Article, d: Draft) -> tuple[Party, ...]:
    outlet = (a.text.article.value("outlet") or "").casefold()
    if outlet not in _SITES or d.first.act in ("receive", "came"):
        return ()
    office, state = _SITES[outlet]
    evidence = (d.first.span,)
    return (Party(office=Field(office, "implied", evidence), state=state, type="person", evidence=evidence),)


def _believable(
    a: _Article, d: Draft, senders: tuple[Party, ...], recipients: tuple[Party, ...], form: str
) -> bool:
    """False where too little is said for a message: nobody to send it, or nobody to get it."""
    acts = {s.act for s in d.sightings}
    if acts == {"greet"}:
        return False
    if senders and recipients:
        return True
    if senders and d.first.span.where == "title" and senders[0].office.state == "implied":
        return any(s.definite for s in a.sightings) or len(d.sightings) > 1
    if form == "call":
        return False
    if recipients and acts & {"receive", "came"} and not senders:
        return any(not s.plain for s in d.sightings)
    if senders and acts & {"send", "convey"}:
        return form not in ("other", "greetings", "personal_letter", "thanks", "gift") and all(
            p.type in ("person", "body") for p in senders
        )
    return False


_PARTY_BODIES = ("party",)


def _scope(senders: tuple[Party, ...], recipients: tuple[Party, ...]) -> Any:
    if not senders or not recipients:
        return None
    a, b = senders[0], recipients[0]
    if a.state and a.state == b.state:
        return "domestic"
    if all(p.type == "body" and re.search(r"party|wpk|cpc|ccp|communist|congress", p.label, re.I) for p in (a, b)):
        return "party"
    if a.state and b.state:
        return "interstate"
    if a.state and b.type in ("people", "other", "body"):
        return "domestic"
    return None


def asks(text: Grammar) -> Iterator[int]:
    """No paragraph: the statistical names that help here are asked for by the reader of names."""
    del text
    yield from ()


def read(text: Grammar, found: Found) -> Iterator[Finding]:
    """Messages with all their mentions, and a Doubt for each sender that stays open."""
    if not any(cues().noun.search(text.plain[w]) or _Article._CALL.search(text.plain[w]) for w in ("text", "title")):
        return
    a = _Article(text, found)
    drafts = _collected(a.look())
    _said_elsewhere(a, drafts)
    kept = [(i, m) for i, d in enumerate(drafts) if (m := _message(a, d, i, drafts)) is not None]
    held = {m.id for _, m in kept}
    for i, m in kept:
        yield replace(m, replies_to=m.replies_to if m.replies_to in held else None)
        if drafts[i].first.open_sender and not m.sender:
            yield Doubt(evidence=(drafts[i].first.open_sender,), about=About("message", "sender"),
                        why="pronoun with no person before it")  # fmt: skip


READER = Reader("messages", 1, read, needs=(Boilerplate, Name, Date), gives=(Message, Doubt))
