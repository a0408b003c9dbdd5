"""Which sightings speak of one message; one that contradicts stays apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from dragoman.article import in_order
from dragoman.finding import same_party, sides_agree
from dragoman.readers.messages.draft import Draft, days
from dragoman.readers.messages.shelves import Shelf, Shelves, nearest
from dragoman.readers.messages.sighting import Sighting

LOOSE = {"other", "personal_letter"}
_ALIKE = ({"congratulatory_message", "greetings"}, {"condolence", "sympathy_message"})
_OBJECTS = {"gift", "floral_basket", "wreath", "aid", "call"}


def _forms_agree(a: Sighting, b: Sighting) -> bool:
    if a.form == b.form:
        return True
    if "exchange" in (a.act, b.act) and "reply_message" in (a.form, b.form):
        return True  # of two letters exchanged one may be the reply
    bare = any(s.definite and s.plain and not s.senders and not s.recipients for s in (a, b))
    if bare and a.form not in _OBJECTS and b.form not in _OBJECTS:
        return True  # "The message says": whatever its form is
    if a.is_reply != b.is_reply and "reply_message" in (a.form, b.form):
        return False
    if a.form in _OBJECTS or b.form in _OBJECTS:
        return False
    if "invitation" in (a.form, b.form):
        return bool({a.form, b.form} & LOOSE)  # said in a letter; not in congratulations
    loose = any(s.form in LOOSE or s.plain for s in (a, b))
    return loose or any(a.form in x and b.form in x for x in _ALIKE)


# No message is under way longer: reports follow a stated day by 35 at most (KCNA 2011-12, 2024).
_LONGEST = timedelta(days=60)


def _far_apart(draft: Draft, s: Sighting) -> bool:
    """True if days that belong to the two, of sending or of report, lie too far from each other."""
    if draft.latest is None or draft.earliest is None:
        return False
    return any(
        first - draft.earliest > _LONGEST or draft.latest - last > _LONGEST
        for first, last in days(s)
    )


def _fit(draft: Draft, s: Sighting) -> int:
    """How well a sighting fits a message: 0 if it contradicts it or has nothing in common."""
    first = draft.first
    if s.item and draft.items.get(s.noun, set()) - {s.item}:
        return 0  # another of the same list
    sender, recipient = (
        sides_agree(draft.parties(i), p) for i, p in ((0, s.senders), (1, s.recipients))
    )
    if s.fresh or sender is False or recipient is False or not _forms_agree(first, s):
        return 0
    told = draft.values
    if any(told.get(name, d.value) != d.value for name, d in s.dates) or _far_apart(draft, s):
        return 0
    alike = int(first.form == s.form)
    if sender and recipient:
        return 4 + alike
    title = s.headline or draft.headline
    if (sender or recipient) and (s.definite or title or not s.act):
        return 2 + alike
    if not s.senders and not s.recipients and (s.definite or s.headline):
        # "Kim thanked Xi for the message": not the message of his thanks.
        thanked = draft.greets and s.sentence in draft.sentences
        return 0 if thanked else 1 + alike
    # A headline of an office's own site names nobody; the text goes on about "his message".
    headline = title and not draft.parties(0) and not draft.parties(1)
    return 1 + alike if headline and s.definite else 0


def _parted(d: Draft) -> list[Draft]:
    """A message to several, of which the text quotes one to each, as the messages that they are."""
    to_all = [s for s in d.sightings if len(s.recipients) > 1 and s.act != "greet"]
    to_one = [s for s in d.sightings if len(s.recipients) == 1]
    if not to_all:
        return [d]
    everybody = to_all[0].recipients
    told = {p: [s for s in to_one if same_party(s.recipients[0], p)] for p in everybody}
    if not all(told.values()) or len({id(s) for own in told.values() for s in own}) < len(
        everybody
    ):
        return [d]
    out = []
    for number, p in enumerate(everybody, 1):
        item = (len(everybody), number)
        shared = [replace(s, recipients=(p,), item=item) for s in to_all]
        out.append(Draft([*shared, *told[p]]))
    return out


# Drafts looked at for one sighting where names, states and forms leave more: by then a hundred
# messages between the same two, no two of one day, stand nearer than the next.
_MOST = 100


def _meant(held: Shelves, s: Sighting) -> int | None:
    """The number of the draft that a sighting fits best, of several the nearest."""
    if s.fresh:
        return None
    if s.senders or s.recipients:
        best = 5 if s.senders and s.recipients else 3
        return _best(held, s, _able(held, s), best)
    if not (s.definite or s.headline):
        return None  # "a letter": fits none
    # "the message" is none that only a verb of greeting shows, if there is another.
    greets = not held.all(greets=False)
    found = _best(held, s, [held.with_form(s.form, greets=greets)], 2)
    return _best(held, s, [held.all(greets=greets)], 1) if found is None else found


def _able(held: Shelves, s: Sighting) -> list[Shelf]:
    """The shelves with all drafts that agree with the side of a sighting that fewer agree with."""
    sides = [
        [*held.agreeing(i, p), held.silent(i)] for i, p in ((0, s.senders), (1, s.recipients)) if p
    ]
    return min(sides, key=lambda shelves: sum(map(len, shelves)))


def _best(held: Shelves, s: Sighting, shelves: Iterable[Shelf], most: int) -> int | None:
    """The best of the drafts on some shelves; `most` is what a sighting can fit at best."""
    best: tuple[int, int, int] | None = None
    for looked, (far, number) in enumerate(nearest(shelves, s.noun.start)):
        if looked >= _MOST or (best is not None and best[0] >= most and -best[1] < far):
            break
        if fit := _fit(held.drafts[number], s):
            one = (fit, -far, -number)
            best = one if best is None else max(best, one)
    return None if best is None else -best[2]


def collected(sightings: list[Sighting]) -> list[Draft]:
    """Messages from sightings: those with both parties first, then what else speaks of them."""
    held = Shelves()
    for s in sorted(sightings, key=lambda s: (not (s.senders and s.recipients), in_order(s.noun))):
        found = _meant(held, s)
        if found is not None:
            held.drafts[found].add(s)
            held.moved(found)
        elif s.senders or s.recipients or s.open_sender or s.headline:
            held.put(Draft([s]))
    drafts = [part for d in held.drafts for part in _parted(d)]
    for d in drafts:
        d.put_in_order()
    return sorted(drafts, key=lambda d: in_order(d.first.noun))
