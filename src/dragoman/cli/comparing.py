"""Two texts side by side, or one occasion over the years."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import typer

from dragoman.article import Article, Span, in_order
from dragoman.cli.listing import put
from dragoman.cli.options import USAGE, say
from dragoman.listings.occasions import Keyed, cells_of, field, lines, objects
from dragoman.listings.row import Row
from dragoman.listings.rows import where
from dragoman.listings.sides import side
from dragoman.record import Filter, View
from dragoman.weigh.beside import Beside, Fated, Side, beside
from dragoman.weigh.change import Change
from dragoman.weigh.occasions import Difference, Occasion
from dragoman.weigh.passages import Passage
from dragoman.weighing import changes_of, occasions_of


def put_comparison(
    view: View, a: str, b: str, *, anyway: bool, as_json: bool, as_csv: bool
) -> None:
    """Print two texts side by side; unlike ones only if that is wanted, and labelled."""
    try:
        two = beside(side(view, a), side(view, b))
    except LookupError as error:
        say(f"dragoman: {error.args[0]}; dragoman messages and dragoman articles list them")
        raise typer.Exit(USAGE) from None
    if two.unlike and not anyway:
        say(f"dragoman: not like with like: {'; '.join(two.unlike)}; compare them with --anyway")
        raise typer.Exit(USAGE)
    _put_beside(two, as_json=as_json, as_csv=as_csv)


# ---- two texts


def _put_beside(two: Beside, *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        put([Row({}, two.to_json())], as_json=True, as_csv=False, columns=[])
    elif as_csv:
        lines = [Row(_csv_cells(two, p), None) for p in two.passages]
        put(lines, as_json=False, as_csv=True, columns=["label", "fate", "before", "now"])
    else:
        sys.stdout.writelines(f"{line}\n" for line in _heads(two))
        _columns(two) if sys.stdout.isatty() else _plain(two)
        sys.stdout.writelines(f"{line}\n" for line in _formulas(two))


def _heads(two: Beside) -> Iterator[str]:
    if two.label:
        yield two.label
    for name, one in (("A", two.before), ("B", two.now)):
        x = one.article
        less = f", {one.lacking}" if one.lacking else ""
        own = f"   {one.told.message.id}" if one.told else ""
        yield (
            f"{name}  {x.published or 'no day'}  {x.value('outlet') or 'outlet not held'}  {x.key}"
            f"  {one.text.length} words{less}{own}"
        )
    if two.unknown:
        yield f"not known whether alike: {'; '.join(two.unknown)}"
    yield ""


_SIGNS = {"kept": "=", "varied": "~", "new": "+", "dropped": "-"}


def _plain(two: Beside) -> None:
    """One sentence a line, what differs in marks: [-before-] {+now+}."""
    for p in two.passages:
        varied = p.fate == "varied"
        line = _marked(two, p, before=True, now=True) if varied else _sentence(two, p)
        sys.stdout.write(f"{_SIGNS[p.fate]} {line}\n")


def _sentence(two: Beside, p: Passage) -> str:
    side, span = (two.now, p.here) if p.here else (two.before, p.before)
    return " ".join(side.article.slice(span).split()) if span else ""


def _marked(two: Beside, p: Passage, *, before: bool, now: bool) -> str:
    """A varied sentence with the words of one text or of both marked."""
    if not now:
        return _edited(two.before.article, p.before, [(c.old, f"[-{c.before}-]") for c in p.changes if c.before])  # fmt: skip
    edits = []
    for c in p.changes:
        gone = f"[-{c.before}-]" if before and c.before else ""
        new = f"{{+{c.after}+}}" if c.after else ""
        edits.append((c.new, f"{gone} {new}".strip() if c.after else f"{gone} "))
    return _edited(two.now.article, p.here, edits)


def _edited(article: Article, span: Span | None, edits: Sequence[tuple[Span, str]]) -> str:
    if span is None:
        return ""
    out, at = "", span.start
    for place, words in sorted(edits, key=lambda e: in_order(e[0])):
        if place.start >= at:
            out += article.slice(Span(at, place.start, span.where)) + words
            at = place.end
    return " ".join((out + article.slice(Span(at, span.end, span.where))).split())


def _columns(two: Beside) -> None:
    """Two columns, the earlier left; what differs in marks."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=True)
    table.add_column("", width=1)
    table.add_column("A", ratio=1, overflow="fold")
    table.add_column("B", ratio=1, overflow="fold")
    styles = {"dropped": "bold", "new": "bold"}
    for p in two.passages:
        varied = p.fate == "varied"
        left = right = ""
        if p.before:
            left = _marked(two, p, before=True, now=False) if varied else _edited(two.before.article, p.before, ())  # fmt: skip
        if p.here:
            right = _marked(two, p, before=False, now=True) if varied else _edited(two.now.article, p.here, ())  # fmt: skip
        style = styles.get(p.fate, "")
        table.add_row(Text(_SIGNS[p.fate]), Text(left, style), Text(right, style))
    Console(file=sys.stdout).print(table)


def _formulas(two: Beside) -> Iterator[str]:
    if not two.formulas:
        return
    yield ""
    yield "FORMULAS"
    for f in two.formulas:
        yield f" {f.status.replace('_', ' '):12} {_fate(two, f)}"


def _fate(two: Beside, f: Fated) -> str:
    """The words, with what they were if they were varied, or why nothing is said of them."""
    name = f"   ({f.formula})" if f.formula else ""
    if f.status == "varied":
        return f"{f.before[0].wording.phrase} > {f.phrase}{name}"
    if f.status == "not_covered":
        where = "B" if f.before else "A"
        less = (two.now if f.before else two.before).lacking
        return f"{f.phrase}{name}   not in {where}, of which {less} is held"
    return f"{f.phrase}{name}"


def _csv_cells(two: Beside, p: Passage) -> dict[str, str]:
    def words(side: Side, span: Span | None) -> str:
        return " ".join(side.article.slice(span).split()) if span else ""

    def formulas(span: Span | None, *, now: bool) -> str:
        return ", ".join(
            f"{f.formula or f.phrase}: {f.status.replace('_', ' ')}"
            for f in two.formulas
            if span
            and any(
                s.meets(span) for u in (f.here if now else f.before) for s in u.wording.evidence
            )
        )

    return {
        "label": two.label,
        "fate": p.fate,
        "before": words(two.before, p.before),
        "now": words(two.now, p.here),
        "changes": " ".join(f"[-{c.before}-] {{+{c.after}+}}" for c in p.changes),
        "before_characters": where((p.before,)) if p.before else "",
        "now_characters": where((p.here,)) if p.here else "",
        "before_formulas": formulas(p.before, now=False),
        "now_formulas": formulas(p.here, now=True),
        "before_article": two.before.article.key,
        "now_article": two.now.article.key,
    }


# ---- one occasion


def put_occasions(view: View, words: str, want: Filter, *, as_json: bool, as_csv: bool) -> None:
    """Print an occasion over the years: blocks for people, whole objects, or a row for each message."""
    found = occasions_of(view, words, want)
    fates: dict[tuple[str, str], list[Change]] = {}
    for c in changes_of(view) if found else ():
        if c.now:
            fates.setdefault(c.now.told.key, []).append(c)
    if as_json or as_csv:
        told = objects(found, fates) if as_json else lines(found, fates)
        put(told, as_json=as_json, as_csv=as_csv, columns=["day"])
        return
    _tables(found, fates)
    if not found:
        say(f"no message in this record is said to be on {words!r}")


def _tables(found: Iterable[Occasion], fates: Keyed) -> None:
    """A block for each direction and form."""
    for o in found:
        number = f"{len(o.times)} message" + ("" if len(o.times) == 1 else "s")
        sys.stdout.write(f"{' -> '.join(o.direction)}, {o.form.replace('_', ' ')}: {number}\n")
        for t in o.times:
            cells = cells_of(o, t, fates)
            who = f"{cells['sender']} -> {cells['recipient']}"
            text = f"{cells['words']} words" if cells["words"] else "no text of its own"
            sys.stdout.write(f"  {cells['day'] or '?':12}{who}   {text}   {cells['id']}\n")
            if t.difference:
                sys.stdout.write(f"{'':14}{_said(t.difference)}\n")
            if cells["formulas"]:
                sys.stdout.write(f"{'':14}formulas: {cells['formulas']}\n")
        sys.stdout.write("\n")


def _said(d: Difference) -> str:
    """A difference in words."""
    parts = []
    if d.passages:
        counts = [f"{n} {fate}" for fate in ("kept", "varied", "new", "dropped") if (n := d.count(fate))]  # fmt: skip
        parts.append("sentences: " + ", ".join(counts))
    if d.shorter:
        parts.append(f"{abs(d.shorter)} words {'shorter' if d.shorter > 0 else 'longer'}")
    parts += [field(*f) for f in d.fields]
    return "; ".join(parts) or "as the one before"
