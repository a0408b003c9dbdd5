"""Findings to JSON and back, by the fields of the dataclasses."""

from __future__ import annotations

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
            if empty and f.name in ("needs", "why", "range"):
                continue
            if f.name != "id":
                out[f.name] = to_json(value, sparse=sparse)
        return out
    return thing


@cache
def _hints(cls: type) -> dict[str, Any]:
    return {k: v for k, v in get_type_hints(cls).items() if get_origin(v) is not ClassVar}


def _from(hint: Any, data: Any) -> Any:
    origin = get_origin(hint)
    if data is None:
        return None
    if hint is Span:
        return Span.from_json(data)
    if origin is tuple:
        return tuple(_from(get_args(hint)[0], x) for x in data)
    if origin in (UnionType, Union):
        (inner,) = (a for a in get_args(hint) if a is not NoneType)
        return _from(inner, data)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{k: _from(hints[k], v) for k, v in data.items() if k in hints})
    return data


def from_json(data: dict[str, Any]) -> Finding:
    """A finding from its JSON object.

    >>> from dragoman.finding.doubt import About, Doubt
    >>> d = Doubt(evidence=(Span(0, 2),), about=About("quote", "speaker"), why="He?")
    >>> from_json(to_json(d)) == d
    True
    """
    made: Finding = _from(KINDS[data["kind"]], data)
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
