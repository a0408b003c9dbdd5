"""Findings to JSON and back, by the fields of the dataclasses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from dragoman.article import Span
from dragoman.finding.base import Finding
from dragoman.finding.fields import Field
from dragoman.finding.kinds import KINDS

_ALWAYS = {"value", "state", "evidence", "text"}


def to_json(thing: Any, *, sparse: bool = False) -> Any:
    """Any finding, field or party as JSON values; a field's empty extras are left out.

    Args:
        sparse: leave out whatever `from_json` fills in by itself; the record stores findings so.
    """
    if isinstance(thing, Span):
        return thing.to_json()
    if isinstance(thing, list | tuple):
        return [to_json(x, sparse=sparse) for x in thing]
    if is_dataclass(thing) and not isinstance(thing, type):
        out: dict[str, Any] = {}
        if isinstance(thing, Finding):
            out = {"id": thing.id, "kind": thing.kind}
        for f in fields(thing):
            value = getattr(thing, f.name)
            if sparse and f.default is not MISSING and value == f.default:
                continue
            empty = value is None or value == () or value is False
            if empty and isinstance(thing, Field) and f.name not in _ALWAYS:
                continue
            if empty and f.name in ("needs", "why", "range", "corrected_by"):
                continue
            if f.name != "id" or not isinstance(thing, Finding):
                out[f.name] = to_json(value, sparse=sparse)
        return out
    return thing


def _as_it_is(data: Any) -> Any:
    return data


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a field's type from JSON; made once a type, a record holds millions."""
    origin = get_origin(hint)
    if hint is Span:
        return Span.from_json
    if origin is tuple:
        each = _maker(get_args(hint)[0])
        return lambda data: tuple(map(each, data))
    if origin in (UnionType, Union):
        *words, inner = (a for a in get_args(hint) if a is not NoneType)
        make = _maker(inner)
        # "article" or a span: words stay as they are.
        return (lambda data: data if isinstance(data, str) else make(data)) if words else make
    if not (isinstance(hint, type) and is_dataclass(hint)):
        return _as_it_is
    makers = {
        name: _maker(each)
        for name, each in get_type_hints(hint).items()
        if get_origin(each) is not ClassVar
    }

    def made(data: dict[str, Any]) -> Any:
        return hint(
            **{k: None if v is None else makers[k](v) for k, v in data.items() if k in makers}
        )

    return made


def from_json(data: dict[str, Any]) -> Finding:
    """A finding from its JSON object.

    >>> from dragoman.finding.doubt import About, Doubt
    >>> d = Doubt(evidence=(Span(0, 2),), about=About("quote", "speaker"), why="He?")
    >>> from_json(to_json(d)) == d
    True
    """
    kind: Any = KINDS[data["kind"]]  # mypy does not take a class for hashable
    made: Finding = _maker(kind)(data)
    return made


def spans_of(finding: Finding) -> list[Span]:
    """Every span that stands anywhere in a finding."""
    out: list[Span] = []

    def walk(thing: Any) -> None:
        if isinstance(thing, Span):
            out.append(thing)
        elif isinstance(thing, list | tuple):
            for x in thing:
                walk(x)
        elif is_dataclass(thing) and not isinstance(thing, type):
            for f in fields(thing):
                walk(getattr(thing, f.name))

    walk(finding)
    return out
