"""What corrections make of the findings of one article; what the machine read stays as it is.

A statement finds its finding by the words: those that it quotes must stand where they stood, or,
in another version of the text, between the same surroundings in one place only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal

from dragoman.article import Article, Span
from dragoman.corrections.persons import left
from dragoman.corrections.place import placed
from dragoman.corrections.statement import Statement
from dragoman.corrections.values import (
    FieldError,
    UnplacedError,
    as_it_stood,
    finding_said,
    patched,
)
from dragoman.finding import Finding, from_json, place, spans_of
from dragoman.finding.kinds import BEARINGS, REFERS

# What became of a statement: it counts; it brought back what the machine no longer finds; it has
# nothing left to do; its words are gone; another statement took it away; its article isn't held.
Fate = Literal["applied", "reinstated", "moot", "orphaned", "undone", "not_held"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement with what became of it in a record.

    Args:
        article: id of the article on which it was tried, the newest of its source.
        finding: id of the finding there that it is about.
        why: of an orphan, what no longer stands; of an accepted finding, that the machine now reads
            it otherwise.
    """

    statement: Statement
    fate: Fate
    article: str | None = None
    finding: str | None = None
    why: str = ""


@dataclass(frozen=True)
class Applied:
    """The findings of an article as persons have them, and what became of each statement.

    Args:
        own: ids of findings that a person changed or put there.
        left: by id of a finding the paths of the parties that a person took from their actor.
    """

    findings: tuple[Finding, ...]
    standings: tuple[Standing, ...]
    own: frozenset[str] = frozenset()
    left: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Case:
    """A statement with where its words stand in the article at hand.

    Args:
        at: for each span quoted its place here; what is missing is gone.
        evidence: where the finding would stand; None if some of its words are gone.
    """

    statement: Statement
    at: Mapping[Span, Span]
    evidence: tuple[Span, ...] | None

    @property
    def gone(self) -> list[str]:
        """The words that no longer stand; those of the evidence, if any of them."""
        gone = [a for a in self.statement.words if a.span not in self.at]
        own = [a for a in gone if a.span in self.statement.evidence]
        return [a.words for a in own or gone]


def applied(article: Article, found: Sequence[Finding], statements: Iterable[Statement]) -> Applied:
    """What statements make of findings.

    Args:
        found: what the machine read, of at least the kinds that the statements are about.
        statements: those in force about this article or another version of it, in their order.
    """
    groups: dict[tuple[str, str], list[_Case]] = defaultdict(list)
    for s in statements:
        if s.kind is not None and s.finding is not None:
            groups[s.kind, s.finding].append(_case(article, s))
    targets = _targets(found, groups)
    changed: dict[str, Finding | None] = {}
    added: list[Finding] = []
    authors: dict[str, set[str]] = {}
    standings: list[Standing] = []
    lefts: dict[str, frozenset[str]] = {}
    for key, cases in groups.items():
        fold = _Fold(article, found, targets.get(key))
        for case in cases:
            fold.take(case)
        standings += fold.standings
        if fold.target is not None and fold.touched:
            changed[fold.target.id] = fold.result
        elif fold.result is not None:
            added.append(fold.result)
        if fold.touched and fold.result is None:
            authors[key[1]] = fold.authors
        if fold.left:
            lefts[fold.own] = frozenset(fold.left)
    kept = [changed.get(f.id, f) for f in found]
    whole = [f for f in kept if f is not None] + added
    whole = _linked(found, whole, authors)
    own = frozenset(f.id for f in (*added, *changed.values()) if f is not None)
    return Applied(tuple(sorted(whole, key=place)) if added or changed else tuple(whole),
                   tuple(standings), own, lefts)  # fmt: skip


def _case(article: Article, s: Statement) -> _Case:
    at = placed(article, s.words, same_text=s.article == article.id)
    places = tuple(at[x] for x in s.evidence if x in at)
    # A finding without words, a doubt about something absent, stands while the text is the same.
    whole = len(places) == len(s.evidence) and (bool(places) or s.article == article.id)
    return _Case(s, at, places if whole else None)


def _targets(
    found: Sequence[Finding], groups: Mapping[tuple[str, str], list[_Case]]
) -> dict[tuple[str, str], Finding]:
    """For each group of statements the finding of the machine that they are about, if it is there.

    One with the id comes first; then the only one of its kind on exactly these words; then the only
    one in the same role on most of them, for a reader may learn to mark a word more or less.
    """
    by_place: dict[tuple[str, tuple[Span, ...]], list[Finding]] = defaultdict(list)
    for f in found:
        by_place[f.kind, f.evidence].append(f)
    out: dict[tuple[str, str], Finding] = {}
    places = {
        k: sorted({c.evidence for c in v if c.evidence is not None}) for k, v in groups.items()
    }
    for key, own in places.items():
        for f in (f for p in own for f in by_place[key[0], p]):
            if f.id == key[1]:
                out[key] = f
    taken = {f.id for f in out.values()}

    def take(key: tuple[str, str], some: Iterable[Finding]) -> None:
        free = [f for f in some if f.id not in taken]
        if len(free) == 1:
            out[key] = free[0]
            taken.add(free[0].id)

    for key in sorted(k for k, own in places.items() if own and k not in out):
        same = [f for p in places[key] for f in by_place[key[0], p]]
        if all(c.statement.does == "reject" for c in groups[key]):
            # Words that are now read otherwise are another finding than the one rejected.
            same = [f for f in same if f.role_key() in _roles(groups[key])]
        take(key, same)
    for key in sorted(k for k, own in places.items() if own and k not in out):
        roles = _roles(groups[key])
        near = (f for f in found if f.kind == key[0] and f.role_key() in roles)
        take(key, [f for f in near if any(_mostly(f.evidence, p) for p in places[key])])
    return out


def _mostly(a: tuple[Span, ...], b: tuple[Span, ...]) -> bool:
    """True if two have more characters in common than not."""
    one, two = ({(s.where, n) for s in some for n in range(s.start, s.end)} for some in (a, b))
    return 2 * len(one & two) > len(one | two)


def _roles(cases: Iterable[_Case]) -> set[str | None]:
    """In which role the finding was, as it was read and as a person has it."""
    made = [m for c in cases for m in (finding_said(c.statement), as_it_stood(c.statement)) if m]
    return {m.role_key() for m in made}


class _Fold:
    """The statements about one finding, one after the other."""

    def __init__(self, article: Article, found: Sequence[Finding], target: Finding | None) -> None:
        self.article = article
        self.found = found
        self.target = target
        self.own = target.id if target is not None else ""
        self.result = target
        self.authors: set[str] = set()
        self.left: tuple[str, ...] = ()
        self.touched = False
        self.standings: list[Standing] = []

    def take(self, case: _Case) -> None:
        """Let one statement count, or say why it can't."""
        s = case.statement
        if not self.own:
            # The machine may find the same words in another place, under the id they had here.
            taken = any(f.id == s.finding for f in self.found)
            self.own = f"{s.finding}-own" if taken else str(s.finding)
        if s.does == "reject":
            self._reject(case)
            return
        if case.evidence is None:
            self._note(s, "orphaned", _gone(case))
            return
        try:
            why = self._set(case)
        except (FieldError, UnplacedError, KeyError, TypeError, ValueError) as error:
            self._note(s, "orphaned", str(error))
            return
        self.authors.add(s.author)
        self.touched = True
        self._sign()
        new = self.target is None and s.does != "add"
        if new and not why:
            why = self._beside(case)
        self._note(s, "reinstated" if new else "applied", why)

    def _set(self, case: _Case) -> str:
        s = case.statement
        why = ""
        if s.does in ("accept", "add"):
            whole = self._whole(case)
            # What stood there for whoever accepted it: as read, with what people had said before.
            stands = self.result or self.target
            if self.target is not None and stands is not None and not _alike(stands, whole):
                why = "the machine now reads it otherwise"
            self.result = whole
            return why
        base = self.result or self.target or self._whole(case)
        if s.does == "split":
            self.left = (*self.left, *s.of)
            self.result = left(base, s.of)
        else:
            self.result = patched(base, s.set, self.article, case.at)
            given = {
                p.removesuffix("actor").removesuffix(".") for p in s.set if p.endswith("actor")
            }
            self.left = tuple(p for p in self.left if p not in given)
        return why

    def _beside(self, case: _Case) -> str:
        """That the machine has another finding on some of the words, if it has."""
        own = case.evidence or ()
        for f in self.found:
            if f.kind == case.statement.kind and any(a.meets(b) for a in f.evidence for b in own):
                return f"the machine now has {f.id} on some of these words"
        return ""

    def _reject(self, case: _Case) -> None:
        s = case.statement
        if case.evidence is None and self.target is not None:
            self._note(s, "orphaned", _gone(case))
        elif case.evidence is None or (self.result is None and self.target is None):
            self._note(s, "moot", "it is no longer found")
        else:
            self.result = None
            self.touched = True
            self.authors.add(s.author)
            self._note(s, "applied", "")

    def _whole(self, case: _Case) -> Finding:
        """The finding as it stood, at the places where its words stand now."""
        made = from_json(dict(case.statement.whole or {}))
        if any(s not in case.at for s in spans_of(made)):
            raise UnplacedError(_gone(case))
        moved: Finding = _moved(made, case.at)
        return moved

    def _sign(self) -> None:
        if self.result is None:
            return
        machine = (self.target or self.result).reader.partition("; ")[0]
        names = sorted(self.authors)
        self.result = replace(
            self.result,
            id=self.own,
            reader="; ".join([*([machine] if machine else []), ", ".join(names)]),
            certainty=None,
            corrected_by=tuple(names),
        )

    def _note(self, s: Statement, fate: Fate, why: str) -> None:
        self.standings.append(Standing(s, fate, self.article.id, self.own, why))


def _gone(case: _Case) -> str:
    words = ", ".join(f"“{w[:60]}”" for w in case.gone[:3])
    return f"no longer stands as it did, or stands in several places: {words or 'its text'}"


def _moved(thing: Any, at: Mapping[Span, Span]) -> Any:
    if isinstance(thing, Span):
        return at[thing]
    if isinstance(thing, tuple):
        return tuple(_moved(x, at) for x in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        changes = {f.name: _moved(getattr(thing, f.name), at) for f in fields(thing)}
        return replace(thing, **changes)
    return thing


def _alike(a: Finding, b: Finding) -> bool:
    """True if two say the same, whoever read them."""
    same = {"id": "", "reader": "", "rule": "", "certainty": None, "corrected_by": ()}
    refer = {r: None for r in (REFERS.get(a.kind),) if r}
    return replace(a, **same, **refer) == replace(b, **same, **refer)  # type: ignore[arg-type]


def _linked(
    before: Sequence[Finding], after: list[Finding], authors: Mapping[str, set[str]]
) -> list[Finding]:
    """The findings without links to what is no longer there; a quote hangs on what held its holder."""
    held = {f.id for f in after}
    gone = {f.id: f for f in before if f.id not in held}

    def mended(f: Finding) -> Finding:
        changes: dict[str, Any] = {}
        by: set[str] = set()
        refer = REFERS.get(f.kind)
        target = getattr(f, refer) if refer else None
        steps = 0
        while target is not None and target not in held:
            by |= authors.get(target, set())
            lost = gone.get(target)
            target = getattr(lost, "parent", None) if f.kind == "quote" else None
            steps += 1
        if refer and steps:
            changes[refer] = target
            if f.kind == "quote":
                changes["depth"] = max(0, getattr(f, "depth", 0) - steps)
        for name in BEARINGS.get(f.kind, ()):
            own = getattr(f, name)
            kept = tuple(b for b in own if b.id in held)
            if kept != own:
                changes[name] = kept
                by |= {a for b in own if b.id not in held for a in authors.get(b.id, ())}
        if not changes:
            return f
        return replace(f, **changes, corrected_by=tuple(sorted({*f.corrected_by, *by})))

    return [mended(f) for f in after]
