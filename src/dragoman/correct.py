"""Making corrections: each function checks what a person says and gives the statement to append.

Nothing is written here. `corrections.append(path, statement)` puts a statement into the file, and
the record shows it from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from typing import Any, get_type_hints

from dragoman import lore
from dragoman.article import Article, Span
from dragoman.corrections import (
    CorrectionsError,
    Does,
    FieldError,
    Ledger,
    Statement,
    anchored,
    now,
    patched,
)
from dragoman.corrections.persons import parties
from dragoman.corrections.values import names_of, spans_in
from dragoman.finding import (
    KINDS,
    REFERS,
    About,
    Finding,
    Name,
    Office,
    Party,
    Speaker,
    identified,
    spans_of,
    to_json,
)
from dragoman.record import Filter, View

# These need a reason: they say that the machine is wrong.
REASONED: tuple[Does, ...] = ("edit", "reject", "add")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who makes a statement, why, resting on what, and when.

    Args:
        clock: gives the time, ISO 8601 with its zone.
    """

    by: str
    because: str = ""
    source: str = ""
    clock: Callable[[], str] = now

    def on(self, does: Does, **more: Any) -> Statement:
        """The statement, signed.

        Raises:
            CorrectionsError: nobody signs, or a reason is missing.
        """
        if not self.by.strip():
            raise CorrectionsError("nobody signs this correction; say who makes it")
        if does in REASONED and not self.because.strip():
            raise CorrectionsError(f"why? {does} needs a reason: --because WORDS")
        return Statement(
            does=does,
            author=" ".join(self.by.split()),
            time=self.clock(),
            because=self.because.strip(),
            source=self.source.strip(),
            codebook=lore.codebook().version,
            **more,
        ).signed()


# ---- one finding


def accept(view: View, finding: str, sign: Signature) -> Statement:
    """The finding is right as it stands now, with all its fields.

    Raises:
        LookupError: there is no such finding, or several (as in all functions here).
        CorrectionsError: what is said can't be taken (likewise).
    """
    article, seen = view.finding(finding)
    return _on(view, sign, "accept", article, seen)


def edit(view: View, finding: str, values: Mapping[str, Any], sign: Signature) -> Statement:
    """Some fields have other values.

    Whoever gets another name loses the actor that the old one had: the roster's for the new name
    is put in its place, with its state, or none. All of it stands in the statement.
    """
    article, seen = view.finding(finding)
    if not values:
        raise FieldError(f"which field of the {seen.kind}? It has {', '.join(names_of(seen.kind))}")
    made = patched(seen, values, article)
    whole = {**values, **_following(seen, made, values)}
    made = patched(seen, whole, article)
    if made == seen:
        raise FieldError("this stands so already; accept it instead")
    _linked(view, article, made, values)
    return _on(view, sign, "edit", article, seen, whole)


def not_stated(view: View, finding: str, paths: Iterable[str], sign: Signature) -> Statement:
    """The text says nothing of some fields."""
    article, seen = view.finding(finding)
    values = dict.fromkeys(paths, "not_stated")
    if patched(seen, values, article) == seen:
        raise FieldError("this stands so already; accept it instead")
    return _on(view, sign, "not_stated", article, seen, values)


def reject(view: View, finding: str, sign: Signature) -> Statement:
    """It is no finding of its kind."""
    article, seen = view.finding(finding)
    return _on(view, sign, "reject", article, seen)


def add(
    view: View,
    kind: str,
    article: str,
    spans: Sequence[Span],
    values: Mapping[str, Any],
    sign: Signature,
) -> Statement:
    """A finding that the machine missed, on these characters.

    Args:
        article: id or key of the article, or the beginning of either.
        values: its fields; what it quotes, phrases or calls is by itself the words chosen.
    """
    held = the_article(view, article)
    if kind not in KINDS:
        raise FieldError(f"no kind {kind!r}; there is {', '.join(KINDS)}")
    made = _made(held, kind, tuple(spans), values)
    made = patched(made, _following(made, made, values, new=True), held)
    _linked(view, held, made, values)
    (own,) = identified(held, [replace(made, **_no_link(made))])
    made = replace(made, id=own.id)
    same = view.readings(Filter(article=held.id, versions=True), (kind,))
    if any(f.id == own.id for r in same for f in r.findings):
        raise FieldError(f"this is found already: {own.id}; accept or edit it instead")
    return _on(view, sign, "add", held, made)


def split(view: View, finding: str, paths: Iterable[str], sign: Signature) -> Statement:
    """The person named in a finding is not the actor that it was given.

    Args:
        paths: of the parties meant, as in "sender"; may be left out where only one has an actor.
    """
    article, seen = view.finding(finding)
    held = parties(seen)
    wanted = tuple(p.removesuffix(".actor") for p in paths)
    if not wanted and len(held) == 1:
        wanted = tuple(held)
    if not wanted or set(wanted) - set(held):
        told = ", ".join(p or "it" for p in held) or "nobody"
        raise FieldError(f"who of this {seen.kind}? An actor is given for {told}")
    return _on(view, sign, "split", article, seen, of=wanted)


def _on(
    view: View,
    sign: Signature,
    does: Does,
    article: Article,
    seen: Finding,
    values: Mapping[str, Any] | None = None,
    of: tuple[str, ...] = (),
) -> Statement:
    own = next((f for f in view.as_read(article.id, (seen.kind,)) if f.id == seen.id), None)
    reader = own.reader if own else ""
    plain = replace(seen, reader=reader, corrected_by=(), certainty=own.certainty if own else None)
    spans = [*spans_of(seen), *spans_in(seen.kind, values or {})]
    return sign.on(
        does,
        article=article.id,
        key=article.key,
        origin=article.source,
        kind=seen.kind,
        finding=seen.id,
        words=anchored(article, spans),
        set=dict(values or {}),
        of=of,
        whole=to_json(plain, sparse=True),
    )


def _at(finding: Finding, path: str) -> Any:
    thing: Any = finding
    for name in path.split("."):
        if isinstance(thing, tuple):
            thing = thing[int(name)] if int(name) < len(thing) else None
        else:
            thing = getattr(thing, name, None)
    return thing


def _following(
    old: Finding, made: Finding, values: Mapping[str, Any], *, new: bool = False
) -> dict[str, Any]:
    """What a new name brings with it: actor and state of the roster, or no actor."""
    out: dict[str, Any] = {}
    for path in values:
        head, _, last = path.rpartition(".")
        if isinstance(_at(made, path), Party):
            base, called = f"{path}.", _at(made, path).name.value
            before = _at(old, path)
            was = before.name.value if before else None
        elif last == "name" and isinstance(_at(made, head), Party):
            base, called = f"{head}.", _at(made, path).value
            before = _at(old, head)
            was = before.name.value if before else None
        elif isinstance(made, Name | Office) and path in ("canonical", "person"):
            base, called, before, was = "", _at(made, path), old, _at(old, path)
        else:
            continue
        if called == was and not new:
            continue
        known = actor_called(str(called)) if called else None
        after: dict[str, Any] = {}
        if known is not None:
            after = {"actor": known.id, "state": known.state}
            if base and not getattr(before, "type", None):
                after["type"] = "person" if known.is_person else "body"
        elif getattr(before, "actor", None):
            after["actor"] = "not_stated"
        thing = _at(made, base.rstrip(".")) if base else made
        if called and isinstance(thing, Speaker) and thing.status in _NAMELESS:
            after["status"] = "named"
        out |= {
            f"{base}{k}": v
            for k, v in after.items()
            if f"{base}{k}" not in values and v is not None
        }
    return out


_NAMELESS = ("unresolved", "anonymous", "role_only", "group")


@cache
def _by_form() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for own, actor in lore.roster().items():
        for form in actor.forms:
            plain = form.casefold().replace("-", " ")
            if own not in out.get(plain, ()):
                out[plain] = (*out.get(plain, ()), own)
    return out


def actor_called(name: str) -> lore.Actor | None:
    """The person or body of the roster with this full name, if there is just one.

    >>> found = actor_called("Kim Jong-un")
    >>> found and found.id
    'kim-jong-un'
    """
    ids = _by_form().get(name.casefold().replace("-", " "), ())
    return lore.roster()[ids[0]] if len(ids) == 1 else None


def _linked(view: View, article: Article, made: Finding, values: Mapping[str, Any]) -> None:
    """Check that a link leads to a finding of the article."""
    refer = REFERS.get(made.kind)
    if refer is None or refer not in values or (target := getattr(made, refer)) is None:
        return
    wanted = Filter(article=article.id, versions=True)
    held = {f.id for r in view.readings(wanted, (made.kind,)) for f in r.findings}
    if target not in held or target == made.id:
        raise FieldError(f"{refer}: no other {made.kind} {target!r} in this article")


def _no_link(made: Finding) -> dict[str, Any]:
    # An id doesn't depend on links, and `identified` would look for their target.
    return {name: None for name in (REFERS.get(made.kind),) if name}


# What a new finding takes from the words chosen, if nothing else is said.
_WORDS = ("canonical", "phrase", "name")


def _made(
    article: Article, kind: str, spans: tuple[Span, ...], values: Mapping[str, Any]
) -> Finding:
    cls = KINDS[kind]
    sizes = {"text": len(article.text), "title": len(article.title_outside or "")}
    for s in spans:
        if not 0 <= s.start < s.end <= sizes[s.where]:
            raise FieldError(
                f"characters {s.start}-{s.end} lie outside the {s.where} of {article.key}, "
                f"which has {sizes[s.where]:,}"
            )
    if not spans:
        raise FieldError("which characters? A finding needs words to stand on")
    words = " ".join(" ".join(map(article.slice, spans)).split())
    hints = get_type_hints(cls)
    needed = [
        f.name
        for f in fields(cls)
        if f.default is MISSING and f.default_factory is MISSING and f.name != "evidence"
    ]
    start: dict[str, Any] = {}
    for name in needed:
        start[name] = None
        if hints[name] == tuple[Span, ...]:
            start[name] = spans
        elif name in _WORDS:
            start[name] = words
        elif hints[name] is About:
            start[name] = About("", "")
    made = patched(cls(evidence=spans, **start), values, article)
    lacking = [n for n in needed if getattr(made, n) in (None, About("", ""))]
    if lacking:
        given = " ".join(f"{n}=..." for n in lacking)
        raise FieldError(f"a {kind} needs {' and '.join(lacking)}: add {given}")
    return made


# ---- persons, articles, statements


def merge(view: View, stays: str, goes: str, sign: Signature) -> Statement:
    """Two persons or bodies are one, in the whole record.

    Args:
        stays: actor id, or a name as it stands in the record; `goes` is from now on this one.
    """
    first = _person(view, stays)
    of = (first, _person(view, goes, into=first))
    if of[0] == of[1]:
        raise CorrectionsError(f"both are {of[0]} already")
    return sign.on("merge", of=of)


def _person(view: View, said: str, into: str | None = None) -> str:
    """The actor meant by an id, or by a name that nobody else bears; else the name itself.

    Args:
        into: who the name becomes where it has no actor yet.
    """
    said = " ".join(said.split())
    if said in lore.roster():
        return said
    called = view.called(said)
    actors = sorted({a for _, a in called if a} - {into})
    if said in actors:
        return said
    if not called:
        raise CorrectionsError(
            f"nobody in the record is called {said!r}, nor is that an actor's id"
        )
    if len(actors) > 1 or (actors and into and any(a is None for _, a in called)):
        raise CorrectionsError(f"{said!r} is said of {', '.join(actors)}; give the id of one")
    return actors[0] if actors else said


def reviewed(view: View, article: str, kinds: Sequence[str], sign: Signature) -> Statement:
    """Somebody has looked at a whole article: of these kinds it holds what stands now, and no more.

    Args:
        kinds: all if none is named.
    """
    held = the_article(view, article)
    for kind in kinds:
        if kind not in KINDS:
            raise FieldError(f"no kind {kind!r}; there is {', '.join(KINDS)}")
    of = tuple(kinds) or tuple(KINDS)
    found: dict[str, list[str]] = {k: [] for k in of}
    for f in view.as_read(held.id, of):
        found[f.kind].append(f.id)
    return sign.on(
        "reviewed",
        article=held.id,
        key=held.key,
        origin=held.source,
        of=of,
        whole={"found": found},
    )


def undo(view: View, statement: str, sign: Signature) -> Statement:
    """A statement no longer counts; undoing an undo lets it count again.

    Args:
        statement: its id or the beginning of it.
    """
    said = view.statements()
    meant = [s for s in said if s.id.startswith(statement)]
    exact = [s for s in meant if s.id == statement] or meant
    if len(exact) != 1:
        several = f"several statements begin so: {', '.join(s.id for s in exact[:5])}"
        raise LookupError(several if exact else "no such statement")
    own = exact[0]
    if own.id in Ledger(said).undone:
        raise CorrectionsError(f"{own.id} is undone already")
    return sign.on("undo", of=(own.id,))


def the_article(view: View, called: str) -> Article:
    """The article with this id or key, or the only one that begins so; the newest of its versions.

    Raises:
        LookupError: there is none, or several.
    """
    found = list(view.articles(Filter(article=called)))
    found = found or list(view.articles(Filter(article=called, versions=True)))
    exact = [a for a in found if called in (a.id, a.key)] or found
    if len(exact) != 1:
        several = f"several articles begin so: {', '.join(a.key for a in exact[:5])}"
        raise LookupError(several if exact else f"no article {called!r}")
    return exact[0]
