"""Cells of a table: a field's value or its kind of silence, in words, with links to the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.article import Span
from dragoman.finding import DateField, Field, Party
from dragoman.report import terms

# What a field that is not resolved waits for, in words.
NEEDS = {
    "published": "needs the date of publication",
    "antecedent": "no one before it to whom it must refer",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values between which the text does not decide."""

    shown: str
    hrefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A field as a table shows it: state, value, the text's own words, links, alternatives."""

    state: str
    shown: str = ""
    words: str = ""
    hrefs: tuple[str, ...] = ()
    note: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def silent(self) -> bool:
        """True if the text says nothing here, so that a table may leave it out."""
        return self.state in ("not_stated", "not_looked_for")


@dataclass(frozen=True, slots=True)
class PartyCell:
    """A sender or recipient: name, office, and the state's code with its name."""

    name: Cell
    office: Cell
    state: str
    state_name: str
    hrefs: tuple[str, ...]


def anchor(number: int | None, span: Span) -> str:
    """The id of a place in the page: article number (none on a page of one), where, code points.

    >>> anchor(3, Span(783, 862)), anchor(None, Span(783, 862))
    ('a3:char=783,862', 'char=783,862')
    """
    where = "char" if span.where == "text" else span.where
    article = "" if number is None else f"a{number}:"
    return f"{article}{where}={span.start},{span.end}"


def hrefs(number: int, spans: Iterable[Span]) -> tuple[str, ...]:
    """Links to each of these places, in order and once each."""
    return tuple(dict.fromkeys("#" + anchor(number, s) for s in spans))


def spoken(value: Any) -> str:
    """Any value of a field as words; an EDTF interval with a dash.

    >>> spoken("2020-01-21/2020-01-31")
    '2020-01-21 – 2020-01-31'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Party):
        return value.label
    if isinstance(value, Field):
        return spoken(value.value) or value.text or ""
    if isinstance(value, dict):
        return ", ".join(f"{k} {spoken(v)}" for k, v in sorted(value.items()))
    if isinstance(value, list | tuple):
        return ", ".join(spoken(v) for v in value)
    text = str(value)
    parts = text.split("/")
    if len(parts) == 2 and all(p in ("", "..") or p[:4].isdigit() for p in parts):
        return " – ".join(p if p not in ("", "..") else "…" for p in parts)
    return text


def _choices(number: int, field: Field) -> tuple[Choice, ...]:
    values: tuple[Any, ...] = field.values
    if not values and isinstance(field, DateField):
        values = field.candidates
    made = []
    for value in values:
        spans: Iterable[Span] = ()
        if isinstance(value, Field | Party):
            spans = value.evidence
        elif isinstance(value, dict):
            spans = tuple(Span.from_json(s) for s in value.get("evidence") or ())
            value = value.get("value") or value.get("text")
        made.append(Choice(spoken(value), hrefs(number, spans)))
    return tuple(made)


def cell(number: int, field: Field, *, codes: str | None = None) -> Cell:
    """A field as a cell.

    Args:
        number: of the article in the page.
        codes: the codebook list from which the value is taken, if it is a code.
    """
    shown = spoken(field.value)
    if codes and field.value is not None:
        shown = terms.label(codes, str(field.value))
    if not shown and isinstance(field, DateField) and (field.earliest or field.latest):
        shown = spoken(f"{field.earliest or '..'}/{field.latest or '..'}")
    needs = field.needs and NEEDS.get(field.needs, f"needs: {field.needs}")
    words = clip(field.text or "", 120)
    return Cell(
        state=field.state,
        shown=shown or (words if field.known else ""),
        words=words if words.casefold() != shown.casefold() else "",
        hrefs=hrefs(number, field.evidence),
        note=needs or "",
        choices=_choices(number, field),
    )


def party(number: int, who: Party) -> PartyCell:
    """A party as a cell; a party without evidence of its own links nowhere."""
    code = who.state or ""
    return PartyCell(
        name=cell(number, who.name),
        office=cell(number, who.office),
        state=code,
        state_name=terms.state_name(code) if code else "",
        hrefs=hrefs(number, who.evidence),
    )


def clip(words: str, most: int) -> str:
    """The words on one line, cut at `most` characters with a mark where they were cut.

    >>> clip("late  January", 7)
    'late J…'
    """
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
