"""Formulas for a relationship and the own names of policies, each with its declared forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Literal

from dragoman.lore import tables

Reach = Literal["sides", "relation", "leader", "alone"]

# What a blank of a form stands for: blanks, a line end, words in square brackets between them.
_GAP = r"\s+(?:\[[^\[\]]{1,80}\]\s+){0,2}"
# Where the sides may be named inside a formula: names with capitals, "bilateral", "our two".
_SIDES = (
    r"(?:(?-i:(?:North |South )?[A-Z][\w.]*(?:[-–/‐‑][A-Z]?[\w.]+)?)(?:['’]s?)?|bilateral|mutual|inter~state"
    r"|trilateral|our|two|countries['’]|peoples['’]|nations['’]|and)"
).replace("~", "[-‐‑ ]?")


@dataclass(frozen=True)
class Formula:
    """A phrase that stands for itself: for a relationship, or as the name of a policy.

    Args:
        forms: what counts as a use of it, in the notation of formulas.toml.
        reach: what must stand near the words for them to speak of a relationship.
        holders: for a slogan, the states whose policy it is.
        said_by: for a formula, the states in whose texts it is at home.
        common: True for a slogan whose words are common: it is taken only as a policy's name.
        counter_examples: uses of the words that are none of the formula.
    """

    key: str
    phrase: str
    type: Literal["formula", "slogan"]
    forms: tuple[str, ...]
    reach: Reach = "alone"
    native: dict[str, str] = field(default_factory=dict)
    said_by: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    common: bool = False
    note: str = ""
    counter_examples: tuple[str, ...] = ()
    source: str = ""

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """One pattern for each form; it matches what the form declares, and nothing else."""
        return tuple(re.compile(pattern_of(f), re.IGNORECASE) for f in self.forms)

    def is_role(self, variant: str) -> bool:
        """True if words say what one side is to another, as they might of people: "close friends"."""
        return (
            self.reach == "sides" and variant.split()[-1:] != [] and variant.split()[-1] in _roles()
        )

    @cached_property
    def anchors(self) -> tuple[tuple[str, ...], ...]:
        """For each form words, or letters, of which any use of it has one."""
        return tuple(anchors_of(f) for f in self.forms)


@cache
def _roles() -> frozenset[str]:
    return frozenset(tables.toml("words/wording.toml")["roles"])


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a formula stands in a collection of texts: in how many of them, and how often."""

    corpus: str
    texts: int
    hits: int


# ---- the notation of forms


_PIECE = re.compile(r"\{sides\}|[\[\]()|~ ]|[^\[\]()|~ {}]+")


def pattern_of(form: str) -> str:
    """The regular expression of a form.

    >>> import re
    >>> find = re.compile(pattern_of("good~neighbo[u]rly {sides} (relations|ties)"), re.IGNORECASE)
    >>> bool(find.search("Good-neighborly\\nDPRK-China ties")), bool(find.search("neighbourly ties"))
    (True, False)
    """
    made = _sequence(parsed(form))
    return rf"(?<![\w-])\[?{made}(?![\w])(?!-\w)"


Node = tuple[str, Any]


def parsed(form: str) -> list[Node]:
    """A form as a list of pieces: words, blanks, hyphens, the sides, alternatives."""
    pieces = _PIECE.findall(form)
    if "".join(pieces) != form:
        raise ValueError(f"formulas.toml: {form!r} is not in the notation of forms")
    nodes, rest = _parse(pieces, "")
    if rest:
        raise ValueError(f"formulas.toml: {form!r}: a bracket too many")
    (alternatives,) = nodes
    return list(alternatives[1][0]) if len(alternatives[1]) == 1 else nodes


def _parse(pieces: list[str], closing: str) -> tuple[list[Node], list[str]]:
    """Alternatives up to a closing bracket, and what comes after it."""
    branches: list[list[Node]] = [[]]
    while pieces:
        piece, *pieces = pieces
        if piece in ("(", "["):
            inner, pieces = _parse(pieces, ")" if piece == "(" else "]")
            branches[-1].append(("maybe" if piece == "[" else "either", inner[0][1]))
        elif piece in (")", "]"):
            if piece != closing:
                raise ValueError(f"formulas.toml: {piece!r} closes what was not opened")
            return [("either", branches)], pieces
        elif piece == "|":
            branches.append([])
        elif piece == "{sides}":
            branches[-1].append(("sides", None))
        elif piece in (" ", "~"):
            branches[-1].append(("gap" if piece == " " else "joint", None))
        else:
            branches[-1].append(("word", piece))
    if closing:
        raise ValueError(f"formulas.toml: no {closing!r}")
    return [("either", branches)], []


def _sequence(nodes: list[Node]) -> str:
    """A sequence of pieces."""
    out: list[str] = []
    i = 0
    while i < len(nodes):
        kind, value = nodes[i]
        after = nodes[i + 1][0] if i + 1 < len(nodes) else "end"
        before = nodes[i - 1][0] if i else "start"
        if kind == "word":
            out.append(re.escape(value).replace("-", "[-‐‑]").replace("'", "['’]"))
        elif kind == "gap":
            out.append(_GAP)
        elif kind == "joint":
            out.append(r"(?:[-‐‑]|\s+)?")
        elif kind == "either":
            out.append(_either(value))
        elif before in ("start", "gap") and after in ("gap", "end"):
            # A word of its own that may be missing takes a blank beside it along.
            body = _SIDES if kind == "sides" else _either(value)
            times = "{0,4}" if kind == "sides" else "?"
            if out and out[-1] == _GAP:
                out[-1] = rf"(?:{_GAP}{body}){times}"
            else:
                out.append(rf"(?:{body}{_GAP}){times}" if after == "gap" else rf"(?:{body})?")
                i += 1
        else:
            out.append(_either(value) + "?")
        i += 1
    return "".join(out)


def _either(branches: list[list[Node]]) -> str:
    return "(?:" + "|".join(map(_sequence, branches)) + ")"


def anchors_of(form: str) -> tuple[str, ...]:
    """Runs of letters, in lower case, of which every use of a form has one; the most telling ones.

    >>> anchors_of("[as] close as lips (and|to) [the] teeth"), anchors_of("(blood|kin) (ties|bonds)")
    (('close',), ('blood', 'kin'))
    """
    sets = list(_anchor_sets(parsed(form)))
    if not sets:
        raise ValueError(f"formulas.toml: {form!r} has no word that every use has")
    return max(sets, key=_telling)


# Words that stand in so many texts that a search for them spares little.
_FREQUENT = frozenset(
    "relations relation relationship ties bond bonds links friendship friend friends partnership "
    "partner partners operation alliance ally allies policy initiative development peace".split()
)


def _telling(words: tuple[str, ...]) -> tuple[bool, int, int]:
    return (_FREQUENT.isdisjoint(words), min(map(len, words)), -len(words))


def _anchor_sets(nodes: list[Node]) -> Iterator[tuple[str, ...]]:
    for kind, value in nodes:
        if kind == "word":
            yield from ((r.lower(),) for r in re.findall(r"[^\W\d_]+", value))
        elif kind == "either":
            each = [max(_anchor_sets(b), key=_telling, default=()) for b in value]
            if all(each):
                yield tuple(dict.fromkeys(w for words in each for w in words))


# ---- the table


def _made(row: dict[str, Any], kind: Literal["formula", "slogan"]) -> Formula:
    return Formula(
        key=row["key"],
        phrase=row["phrase"],
        type=kind,
        forms=tuple(row.get("forms", (row["phrase"],))),
        reach=row.get("reach", "alone"),
        native=row.get("native", {}),
        said_by=tuple(row.get("said_by", ())),
        holders=tuple(row["holder"].split("|")) if "holder" in row else (),
        common=row.get("common", False),
        note=row.get("note", ""),
        counter_examples=tuple(row.get("not", ())),
        source=row["source"],
    )


@cache
def formulas() -> dict[str, Formula]:
    """Formulas and slogans by key."""
    table = tables.toml("formulas.toml")
    made = [_made(r, "formula") for r in table["formula"]]
    made += [_made(r, "slogan") for r in table["slogan"]]
    return {f.key: f for f in made}


@cache
def counts() -> dict[str, tuple[Counted, ...]]:
    """How often each formula stands in the collections that it was counted in, by key."""
    out: dict[str, list[Counted]] = {}
    for r in tables.rows("formula_counts.tsv"):
        out.setdefault(r["key"], []).append(Counted(r["corpus"], int(r["texts"]), int(r["hits"])))
    return {k: tuple(v) for k, v in out.items()}


def found(words: str) -> list[Formula]:
    """Entries with this key, phrase or native form, or with a form that these words have.

    If there are none: those whose phrase or key holds the words.

    >>> [f.key for f in found("as close as lips and teeth")], [f.key for f in found("双循环")]
    (['lips_and_teeth'], ['dual_circulation'])
    """
    want = words.casefold().strip()
    entries = list(formulas().values())
    exact = [
        f
        for f in entries
        if want in (f.key, f.phrase.casefold(), f.key.replace("_", " "))
        or any(want == n.strip().casefold() for each in f.native.values() for n in each.split(";"))
        or any(p.fullmatch(words.strip()) for p in f.patterns)
    ]
    return exact or [f for f in entries if want in f.phrase.casefold() or want in f.key]


@cache
def counted_in() -> dict[str, int]:
    """The collections that formulas were counted in, with the number of their texts."""
    heads = re.findall(r"(?m)^# (\w+): (\d+) texts$", tables.text("formula_counts.tsv"))
    return {name: int(n) for name, n in heads}


def as_json(formula: Formula, counted: tuple[Counted, ...]) -> dict[str, Any]:
    """An entry as JSON values, with its counts."""
    return {
        "key": formula.key,
        "type": formula.type,
        "phrase": formula.phrase,
        "forms": list(formula.forms),
        "reach": formula.reach,
        "native": formula.native,
        "said_by": list(formula.said_by),
        "holders": list(formula.holders),
        "note": formula.note,
        "counter_examples": list(formula.counter_examples),
        "source": formula.source,
        "counts": [{"corpus": c.corpus, "texts": c.texts, "hits": c.hits} for c in counted],
    }
