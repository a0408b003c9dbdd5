"""Field paths and the values that a person gives them: "sender.name" = "Kim Jong Un"."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from dragoman.article import Article, Span
from dragoman.corrections.edtf import bounds
from dragoman.corrections.statement import CorrectionsError, Statement
from dragoman.finding import (
    KINDS,
    Date,
    DateField,
    Field,
    Finding,
    Party,
    State,
    from_json,
    to_json,
)

# Given instead of a value, these say which silence stands in a field.
SILENT: tuple[State, ...] = ("not_stated", "stated_unknown", "withheld", "not_looked_for")
NOTHING: State = "not_stated"

_KEPT = ("id", "reader", "rule", "certainty", "corrected_by", "kind")
# Fields of text whose values the codebook lists, by kind and name.
_LISTED = {
    ("message", "form"): "form",
    ("message", "note_type"): "note_type",
    ("message", "naming"): "naming",
    ("message", "treatment"): "treatment",
}
_STATES = ("state", "own")


class FieldError(CorrectionsError):
    """A path that a kind of finding does not have, or a value that a field can't take."""


class UnplacedError(LookupError):
    """Characters given for a field whose words no longer stand in the text."""


def patched(
    finding: Finding,
    values: Mapping[str, Any],
    article: Article,
    moved: Mapping[Span, Span] | None = None,
) -> Finding:
    """The finding with values in some of its fields; what hangs on a field follows it.

    The quoted words of a field keep their place if the value only reads them otherwise; a value
    whose words stand in the evidence is shown there. A value that rests on no words is `implied`.

    Args:
        moved: for each span given where it is now; None if the text is the one it was given for.

    Raises:
        FieldError: no such field, or no value for it.
        UnplacedError: a span given is not in `moved`.
    """
    at = _Setting(finding, article, moved)
    for path in sorted(values):
        finding = at.put(finding, path, values[path])
    return finding


def spans_in(kind: str, values: Mapping[str, Any]) -> list[Span]:
    """The characters that values name."""
    out: list[Span] = []
    for path, value in values.items():
        if isinstance(value, str) and value not in SILENT and _takes_spans(_hint(kind, path)):
            out += _spans(path, value)
    return out


def names_of(kind: str) -> list[str]:
    """The fields of a kind that a person may set."""
    return [f.name for f in fields(KINDS[kind]) if f.name not in _KEPT]


def value_at(finding: Finding, path: str) -> str:
    """What a finding has at a path, as text by which two are compared; silences by their state."""
    thing: Any = finding
    for name in path.split("."):
        if isinstance(thing, tuple):
            number = int(name) if name.isdigit() else len(thing)
            thing = thing[number] if number < len(thing) else None
        else:
            thing = getattr(thing, name, None)
    return _plain(thing)


def _plain(thing: Any) -> str:
    if isinstance(thing, Field):
        return _plain(thing.value) if thing.known else thing.state
    if isinstance(thing, Party):
        return thing.label or "not_stated"
    if thing is None or thing == ():
        return "not_stated"
    if isinstance(thing, tuple) and not isinstance(thing, Span):
        return "; ".join(map(_plain, thing))
    return thing if isinstance(thing, str) else json.dumps(to_json(thing), ensure_ascii=False)


# ---- what a statement says of its finding


# Values don't depend on the text; only the words shown for them do, and they are not compared.
_NO_TEXT = Article(key="", source="", text="")


def as_it_stood(s: Statement) -> Finding | None:
    """The finding that a statement was made about; None if it can't be read."""
    try:
        return from_json(dict(s.whole or {}))
    except (KeyError, TypeError, ValueError):
        return None


def finding_said(s: Statement) -> Finding | None:
    """The finding as a statement has it, by its values; None if it can't be read."""
    made = as_it_stood(s)
    if made is None or not s.set:
        return made
    try:
        return patched(made, s.set, _NO_TEXT, {a.span: a.span for a in s.words})
    except (FieldError, UnplacedError, KeyError, TypeError, ValueError):
        return None


# ---- paths


@cache
def _hints(kind: type) -> dict[str, Any]:
    return {n: h for n, h in get_type_hints(kind).items() if get_origin(h) is not ClassVar}


def _bare(hint: Any) -> tuple[Any, bool]:
    """A type without its None, and whether it had one; of `"article" | Span` the span counts."""
    if get_origin(hint) in (Union, UnionType):
        several = [a for a in get_args(hint) if a is not NoneType]
        rest = [a for a in several if get_origin(a) is not Literal] or several
        # int | float is a number, whichever.
        return (rest[0] if len(rest) == 1 else Any), NoneType in get_args(hint)
    return hint, hint is Any


def _hint(kind: str, path: str) -> Any:
    """The type of what stands at a path.

    Raises:
        FieldError: there is no such path.
    """
    names = path.split(".")
    if names[0] in _KEPT:
        raise FieldError(f"{path!r} can't be set by hand")
    hint: Any = KINDS[kind]
    for depth, name in enumerate(names):
        hint, _ = _bare(hint)
        if get_origin(hint) is tuple and name.isdigit():
            hint = get_args(hint)[0]
        elif isinstance(hint, type) and is_dataclass(hint) and name in _hints(hint):
            hint = _hints(hint)[name]
        else:
            raise FieldError(_no_such(kind, names, depth, hint))
    return hint


def _no_such(kind: str, names: list[str], depth: int, hint: Any) -> str:
    path = ".".join(names)
    known = list(_hints(hint)) if isinstance(hint, type) and is_dataclass(hint) else []
    known = [n for n in known if n not in _KEPT]
    if not known:
        return f"a {kind} has no field {path!r}"
    near = get_close_matches(names[depth], known, 3) or known
    shown = ", ".join(".".join([*names[:depth], n]) for n in near[:12])
    return f"a {kind} has no field {path!r}; there is {shown}"


def _takes_spans(hint: Any) -> bool:
    bare, _ = _bare(hint)
    return bare is Span or (get_origin(bare) is tuple and get_args(bare)[0] is Span)


def _spans(path: str, value: str) -> tuple[Span, ...]:
    """ "73-161, title 0-12" as spans."""
    out = []
    for piece in value.split(","):
        m = re.fullmatch(r"\s*(?:(title)\s+)?(\d{1,9})-(\d{1,9})\s*", piece)
        if m is None:
            raise FieldError(
                f"{path}: {value!r} names no characters; write 73-161 or 73-161, 200-210"
            )
        out.append(Span(int(m[2]), int(m[3]), m[1] or "text"))
    return tuple(out)


# ---- values


class _Setting:
    """The making of values for the fields of one finding."""

    def __init__(
        self, finding: Finding, article: Article, moved: Mapping[Span, Span] | None
    ) -> None:
        self.kind = finding.kind
        self.evidence = finding.evidence
        self.article = article
        self.moved = moved

    def put(self, finding: Finding, path: str, value: Any) -> Finding:
        _hint(self.kind, path)  # says what is wrong with the whole path
        value = value.strip() if isinstance(value, str) else value
        if isinstance(finding, Date) and path in ("value", "edtf"):
            return self._date(finding, path, value)
        made: Finding = self._within(finding, type(finding), path.split("."), value, path)
        first = path.split(".")[0]
        # Of a quote the evidence is the content.
        if first != "evidence" and getattr(finding, first) == finding.evidence:
            made = replace(made, evidence=getattr(made, first))
        if not made.evidence and finding.evidence:
            raise FieldError(f"{path}: a finding needs words to stand on")
        return made

    def _within(self, thing: Any, hint: Any, names: list[str], value: Any, path: str) -> Any:
        """The thing with the value at the place that the names lead to."""
        if not names:
            return self._made(hint, thing, value, path)
        bare, _ = _bare(hint)
        name, *rest = names
        if get_origin(bare) is tuple:
            held, number = tuple(thing or ()), int(name)
            if number > len(held):
                raise FieldError(f"{path}: there are {len(held)}, counted from 0")
            old = held[number] if number < len(held) else None
            new = self._within(old, get_args(bare)[0], rest, value, path)
            return (*held[:number], *(() if new is None else (new,)), *held[number + 1 :])
        if thing is None:
            thing = self._empty(bare, path)
        new = self._within(getattr(thing, name), _hints(bare)[name], rest, value, path)
        if isinstance(thing, Field) and name == "evidence":
            words = " … ".join(map(self.article.slice, new)) or None
            said = str(thing.value).casefold() in (words or "").casefold()
            state: State = "stated" if thing.state == "implied" and said else thing.state
            return replace(thing, evidence=new, text=words, state=state)
        return replace(thing, **{name: new})

    def _empty(self, bare: Any, path: str) -> Any:
        try:
            return bare()
        except TypeError:
            raise FieldError(f"{path}: there is nothing of which this is a part") from None

    def _made(self, hint: Any, old: Any, value: Any, path: str) -> Any:
        bare, optional = _bare(hint)
        if isinstance(bare, type) and issubclass(bare, Field):
            return self._field(bare, old, value, path)
        if optional and (value is None or value == NOTHING):
            return None
        if get_origin(bare) is tuple:
            return self._several(bare, value, path)
        if isinstance(bare, type) and issubclass(bare, Party):
            return self._party(bare, old, value, path)
        if bare is Span:
            return self._placed(path, value)[0]
        return self._plain(bare, value, path)

    def _several(self, bare: Any, value: Any, path: str) -> tuple[Any, ...]:
        if value in (None, NOTHING, ""):
            return ()
        each = get_args(bare)[0]
        if each is Span:
            return self._placed(path, value)
        pieces = [p.strip() for p in re.split(r";|(?<=[A-Z]) (?=[A-Z])", str(value))]
        if each is str and path == "pair":
            if len(pieces) != 2:
                raise FieldError(f"pair: two sides, as in 'PRK CHN', not {value!r}")
            pieces = [_side(path, p) for p in pieces]
        if each is not str:
            pieces = [p.strip() for p in str(value).split(";")]
        return tuple(self._made(each, None, p, path) for p in pieces if p)

    def _party(self, bare: type[Party], old: Party | None, value: Any, path: str) -> Party:
        thing = old or bare()
        return replace(thing, name=self._field(Field, thing.name, value, path))

    def _placed(self, path: str, value: Any) -> tuple[Span, ...]:
        spans = _spans(path, str(value))
        if self.moved is not None:
            if any(s not in self.moved for s in spans):
                raise UnplacedError(f"the words of {path} ({value}) no longer stand there")
            return tuple(self.moved[s] for s in spans)
        sizes = {"text": len(self.article.text), "title": len(self.article.title_outside or "")}
        for s in spans:
            if not s.start < s.end <= sizes[s.where]:
                raise FieldError(f"{path}: characters {s.start}-{s.end} lie outside the {s.where}")
        return spans

    def _field(self, bare: type[Field], old: Field, value: Any, path: str) -> Field:
        if value is None:
            value = NOTHING
        evidence, text = old.evidence, old.text
        if value in SILENT:
            silence: State = value
            if silence in ("not_stated", "not_looked_for"):
                evidence, text = (), None
            return bare(state=silence, evidence=evidence, text=text)
        if not isinstance(value, str | int | float) or value == "":
            raise FieldError(f"{path}: {value!r} is no value for it")
        if found := self._stands(str(value)):
            evidence, text = (found,), self.article.slice(found)
        state: State = "stated" if evidence else "implied"
        if issubclass(bare, DateField):
            days = bounds(str(value))
            if days is None:
                raise FieldError(
                    f"{path}: {value!r} is no date; write 2021-01-11, 2021-01, 2021, "
                    f"2021-01-05/2021-01-07, or {', '.join(SILENT[:3])}"
                )
            return bare(value, state, evidence, text, earliest=days[0], latest=days[1])
        self._listed(path, value)
        return bare(value, state, evidence, text)

    def _stands(self, words: str) -> Span | None:
        """Where words stand within the evidence, if in one place only."""
        places = [
            Span(s.start + m.start(), s.start + m.end(), s.where)
            for s in self.evidence
            for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.article.slice(s))
        ]
        return places[0] if len(places) == 1 else None

    def _date(self, date: Date, path: str, value: Any) -> Date:
        bare = replace(date, candidates=(), range=None, needs=None, why=None)
        if value is None or value in SILENT:
            state: State = NOTHING if value is None else value
            return replace(bare, value=None, edtf=None, earliest=None, latest=None, state=state)
        text = str(value)
        days = bounds(text)
        if days is None and path == "value":
            return replace(date, value=text)
        if days is None:
            raise FieldError(f"{path}: {value!r} is no date; write 2021-01-11, 2021-01 or 2021")
        timex = date.value if "/" in text else text
        return replace(bare, value=timex, edtf=text, earliest=days[0], latest=days[1],
                       state="stated")  # fmt: skip

    def _plain(self, bare: Any, value: Any, path: str) -> Any:
        if get_origin(bare) is Literal:
            return _one_of(path, value, get_args(bare))
        if bare is bool:
            known = {"yes": True, "true": True, "no": False, "false": False}
            if isinstance(value, bool):
                return value
            if str(value).casefold() in known:
                return known[str(value).casefold()]
            raise FieldError(f"{path}: yes or no, not {value!r}")
        if bare in (int, float) and not isinstance(value, bool):
            try:
                return bare(value)
            except (TypeError, ValueError):
                raise FieldError(f"{path}: {value!r} is no number") from None
        if bare is str:
            if not isinstance(value, str) or not value or value in SILENT:
                raise FieldError(f"{path}: {value!r} is no value for it")
            self._listed(path, value)
            return _side(path, value) if path.split(".")[-1] in _STATES else value
        if bare is Any:
            return _number_or_words(value)
        raise FieldError(f"{path}: set one of its parts instead")

    def _listed(self, path: str, value: Any) -> None:
        if (name := _LISTED.get((self.kind, path))) is not None:
            from dragoman import lore

            codes = tuple(t.code for t in lore.codebook().terms if t.list == name)
            _one_of(path, value, codes)
        if (self.kind, path) == ("wording", "formula"):
            from dragoman.lore import formula

            _one_of(path, value, tuple(formula.formulas()))


def _one_of(path: str, value: Any, codes: tuple[Any, ...]) -> Any:
    if value in codes:
        return value
    near = get_close_matches(str(value), map(str, codes), 3) or list(map(str, codes))
    raise FieldError(
        f"{path}: {value!r} is not in the codebook; for example {', '.join(near[:10])}"
    )


def _side(path: str, value: str) -> str:
    from dragoman import lore

    for code in value.split("+"):
        if code not in lore.sides():
            raise FieldError(f"{path}: {code!r} is no state or body of the codebook, as PRK is one")
    return value


def _number_or_words(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
