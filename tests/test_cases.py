"""Must-pass cases: quoted text with brackets round what a reader must find, and nothing else.

    # What the case shows
    > On [[date 2021-01-11: Jan. 11]] [[sender: Xi Jinping]] sent a message to [[recipient: Kim Jong Un]].
    ```toml
    published = "2021-01-13"
    [[message]]
    form = "congratulatory_message"
    ```

In `cases/READER/`, brackets that name the reader's kind must be exactly its findings; a value after
the kind is the one it must have. Messages are listed in TOML, in order: each key is a field, a value
or a field's state (`sent = "stated_unknown"`). Quotes are listed so too, by the place of their
content, the outer before the inner:

    ```toml
    [[quote]]
    source = "Xi Jinping"                     # "" where nobody is named
    cue = "said"                              # "" for a quotation that goes on without one
    content = ["If they come,", "we talk."]   # or one string, if it is unbroken
    speaker = "Xi Jinping"                    # `speakers`, a list, where several speak as one
    ```

Claims and outlooks are listed too:

    ```toml
    [[claim]]
    holder = "a driver"                       # by name, office or words; "article"
    proposition = "the pier was closed"
    status = "denied"                         # "none" for one that only confirms
    opposed_by = [{ claim = 2, part = "the pier was open" }]
    ```

Offices are bracketed, with the change as value; a table `[[office]]` for each, in order, may give
fields (`person`, `office`, `state`, `date`, `published`: a value or a state).

Other keys are fields of the quote (`act`, `form`, `depth`, `addressee`, `when`) or of its speaker
(`status`, `name`, `office`, `state`, `affiliation`, `reason` for anonymity). Quotation marks and
points at the edges of spans are not compared. Wordings are listed in the same way:

    ```toml
    [[wording]]
    phrase = "traditional friendship"         # words apart from each other are joined by " ... "
    type = "formula"
    formula = "traditional_friendship"        # "" for words that stand in no table
    speaker = "Xi Jinping"                    # "" for the article
    pair = ["CHN", "PRK"]                     # [] where nobody knows, or for a slogan
    date = "2021-01-11"
    ```

(`state`, `status` and `office` are the speaker's).

Emphasis is listed so too, the article's own finding first:

    ```toml
    speaks_for = "MNG"                        # metadata of the article
    [[emphasis]]
    of = "We greet"                           # how a part begins; "article", or left out
    states = ["LAO 10", "MNG+PER 6"]          # in order, with words; also order, alone, shared, mentions
    stated = { document = "the speech", unit = "word", sum = 166, states = ["LAO 1 118", "PER - 48"] }
    ```

Other keys are fields (`n`, `own`, `own_words`, `unnamed`, `headed`). A case without brackets and
tables is a negative one: the reader must find nothing. `~` before a line end goes on in the same paragraph; an empty
quoted line ends it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dragoman.article import Article, Metadatum, Span, in_order
from dragoman.finding import (
    Amount,
    Boilerplate,
    Check,
    Claim,
    Credit,
    Date,
    Doubt,
    Emphasis,
    Field,
    Finding,
    Judgement,
    Message,
    Name,
    Office,
    Outlook,
    Party,
    Quote,
    Reading,
    Speaker,
    Stated,
    Wording,
    from_json,
    to_json,
)
from dragoman.intake.plain import article_from
from dragoman.pipeline import read_batch

CASES = Path(__file__).parent / "cases"
KIND: dict[str, type[Finding]] = {
    "boilerplate": Boilerplate,
    "credits": Credit,
    "names": Name,
    "dates": Date,
    "amounts": Amount,
    "checks": Check,
    "messages": Message,
    "offices": Office,
    "quotes": Quote,
    "claims": Claim,
    "judgements": Judgement,
    "outlooks": Outlook,
    "wording": Wording,
    "emphasis": Emphasis,
    "silences": Doubt,
}
_OPEN = re.compile(r"\[\[(?P<label>[a-z_]+)(?: (?P<value>[^\[\]:]*(?::\d\d[^\[\]:]*)*))?: ")


@dataclass
class Mark:
    label: str
    value: str | None
    span: Span


@dataclass
class Case:
    name: str
    reader: str
    text: str
    marks: list[Mark]
    given: dict[str, Any]


def unbracketed(quoted: str) -> tuple[str, list[Mark]]:
    """The text without brackets, and what they marked."""
    out: list[str] = []
    length = 0
    stack: list[tuple[str, str | None, int]] = []
    marks: list[Mark] = []
    at = 0
    while at < len(quoted):
        if m := _OPEN.match(quoted, at):
            stack.append((m["label"], m["value"], length))
            at = m.end()
        elif quoted.startswith("]]", at) and stack:
            label, value, start = stack.pop()
            marks.append(Mark(label, value, Span(start, length)))
            at += 2
        else:
            out.append(quoted[at])
            length += 1
            at += 1
    assert not stack, f"unclosed bracket: {stack}"
    return "".join(out), sorted(marks, key=lambda m: (m.span.start, -m.span.end))


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*/*.md")):
        for block in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
            title, _, body = block.partition("\n")
            quoted = "\n".join(
                line[2:] if line.startswith("> ") else ""
                for line in body.splitlines()
                if line.startswith(">")
            )
            quoted = quoted.replace("~\n", "")
            fence = re.search(r"```toml\n(.*?)```", body, re.DOTALL)
            text, marks = unbracketed(quoted)
            given = tomllib.loads(fence[1]) if fence else {}
            yield Case(
                f"{path.parent.name}/{path.stem}: {title}", path.parent.name, text, marks, given
            )


def read(case: Case) -> Reading:
    known = ("published", "outlet", "speaks_for")
    metadata = [Metadatum(k, str(case.given[k]), "file") for k in known if k in case.given]
    title = case.given.get("title")
    article = article_from(case.text, case.name, case.name, metadata, title)
    if title is None and not case.given.get("first_line_is_title"):
        article = Article(article.key, article.source, article.text, metadata=article.metadata)
    return read_batch([article])[0]


def shown(article: Article, finding: Finding) -> str:
    words = " … ".join(article.slice(s) for s in finding.evidence)
    return f"[{' '.join(sorted(values_of(finding)))}: {words}]"


def values_of(f: Finding) -> set[str]:
    """What a value in a bracket may be."""
    given: tuple[str | None, ...] = ()
    if isinstance(f, Date):
        given = (f.value, f.edtf, f.state, f"{f.edtf} {f.anchor}", f.type)
    elif isinstance(f, Name):
        given = (f.actor, f.state, f.canonical, f.type, f.proposed)
    elif isinstance(f, Amount):
        number = "-".join(f"{v:g}" for v in f.value) if isinstance(f.value, list) else f.value
        shown = number if isinstance(number, str) or number is None else f"{number:.12g}"
        given = (
            shown,
            f.type,
            f.unit,
            f"{shown} {f.unit}",
            f"{f.modifier}{shown} {f.unit}",
            f"{shown} of {f.of}",
        )
        if f.pair:
            given += (f"{shown} {f.unit} pair",)
    elif isinstance(f, Check):
        given = (f.result, f.check)
    elif isinstance(f, Boilerplate):
        given = (f.what,)
    elif isinstance(f, Credit):
        given = (f.role,)
    elif isinstance(f, Office):
        given = (f.change, f.person, f.office)
    return {x for x in given if x}


def hedges(article: Article, f: Finding) -> set[str]:
    return {article.slice(s) for s in f.hedge} if isinstance(f, Judgement) else set()


def expected(case: Case, kind: str) -> list[tuple[str, Span]]:
    return [(m.value or "", m.span) for m in case.marks if m.label == kind]


@pytest.mark.parametrize("case", list(cases()), ids=lambda c: c.name)
def test_case(case: Case) -> None:
    reading = read(case)
    kind = KIND[case.reader]
    found = [f for f in reading.of(kind) if not (isinstance(f, Date) and f.optional)]
    if case.reader == "silences":  # other readers have doubts too
        found = [f for f in found if f.reader.startswith("silences")]
    if case.reader == "messages":
        check_messages(case, reading)
    elif case.reader == "quotes":
        check_quotes(case, reading)
    elif case.reader in ("claims", "outlooks"):
        check_held(case, reading, found)
    elif case.reader == "wording":
        check_wordings(case, reading)
    elif case.reader == "emphasis":
        check_emphasis(case, reading)
    else:
        check_spans(case, reading, found)
        check_fields(case, found)
    doubts = [m.span for m in case.marks if m.label == "doubt"]
    if doubts:
        got = [s for d in reading.of(Doubt) for s in d.evidence]
        assert all(any(s.meets(x) for x in got) for s in doubts), f"no doubt there: {got}"


def check_spans(case: Case, reading: Reading, found: list[Any]) -> None:
    label = KIND[case.reader].kind
    want = {span: value for value, span in expected(case, label)}
    got = {f.evidence[0]: f for f in found}
    surplus = [shown(reading.article, f) for s, f in got.items() if s not in want]
    missing = [case.text[s.start : s.end] for s in want if s not in got]
    assert not surplus, f"surplus: {surplus}; missing: {missing}"
    assert not missing, f"missing: {missing}"
    for span, value in want.items():
        if value:
            values = values_of(got[span]) | hedges(reading.article, got[span])
            assert value in values, f"{case.text[span.start : span.end]!r}: {values}"


def check_fields(case: Case, found: list[Any]) -> None:
    """Fields given in tables, one for each finding, in order."""
    wanted = case.given.get(KIND[case.reader].kind, [])
    assert not wanted or len(wanted) == len(found)
    for want, one in zip(wanted, found, strict=bool(wanted)):
        for name, value in want.items():
            ours = value_or_state(getattr(one, name))
            fits = value in ours if isinstance(ours, tuple) else value == ours
            assert fits, f"{name}: {ours!r}"


def check_messages(case: Case, reading: Reading) -> None:
    wanted = case.given.get("message", [])
    found = reading.of(Message)
    assert len(found) == len(wanted), [
        f"{m.form}: {[p.label for p in m.senders]} -> {[p.label for p in m.recipients]}"
        for m in found
    ]
    for number, (want, m) in enumerate(zip(wanted, found, strict=True)):
        for name, value in want.items():
            got = getattr(m, name)
            where = f"message {number + 1}, {name}"
            if name == "replies_to":
                assert got == found[value - 1].id, where
            elif isinstance(got, Party) or name in ("sender", "recipient"):
                label = got.label if got else ""
                assert value == label, f"{where}: {label!r}"
            elif name in ("co_senders", "co_recipients"):
                assert value == [p.label for p in got], f"{where}: {[p.label for p in got]}"
            elif isinstance(got, Field):
                ours = got.value if got.known else got.state
                assert value in (ours, got.state), f"{where}: {ours!r} ({got.state})"
            else:
                assert value == got, f"{where}: {got!r}"
    for label in ("sender", "recipient"):
        for mark in (m for m in case.marks if m.label == label):
            spans = [s for m in found for p in (m.senders + m.recipients) for s in p.evidence]
            assert any(s.meets(mark.span) for s in spans), (
                f"{label} {case.text[slice(*mark.span[:2])]!r}"
            )


_EDGES = " \"'“”‘’«».,"
_OF_SPEAKER = ("status", "name", "office", "state", "affiliation", "reason")


def edged(words: str) -> str:
    """Words without the quotation marks and points at their edges; a colon alone stays."""
    return words.strip(_EDGES + ":") or words.strip(_EDGES)


def check_quotes(case: Case, reading: Reading) -> None:
    wanted = case.given.get("quote", [])
    found = sorted(reading.of(Quote), key=lambda q: (in_order(q.content[0])[:2], q.depth))
    got = [quote_of(reading.article, q) for q in found]
    shown = [
        f"{'>' * q.depth} {g['source']} | {g['cue']} | {g['content']} -> {g['speakers']}"
        for q, g in zip(found, got, strict=True)
    ]
    assert len(got) == len(wanted), shown
    for number, (want, have) in enumerate(zip(wanted, got, strict=True)):
        for key, value in want.items():
            ours = have[key]
            if key in ("source", "cue"):
                value = edged(value)
            elif key == "content":
                value = [edged(v) for v in ([value] if isinstance(value, str) else value)]
            fits = value in ours if isinstance(ours, tuple) else value == ours
            assert fits, f"quote {number + 1}, {key}: {ours!r}; all: {shown}"


def quote_of(article: Article, q: Quote) -> dict[str, Any]:
    """What a table may say of a quote; a tuple where any of several values will do."""

    def words(span: Span | None) -> str:
        return "" if span is None else edged(article.slice(span))

    names = [str(s.name.value or "") for s in q.speakers]
    speaker = q.speaker or Speaker()
    return {
        "source": words(q.source),
        "cue": words(q.cue),
        "content": [words(s) for s in q.content],
        "speaker": names[0] if len(names) == 1 else names,
        "speakers": names,
        **{key: value_or_state(getattr(q, key)) for key in ("addressee", "when")},
        **{key: getattr(q, key) for key in ("act", "form", "depth")},
        **{
            key: value_or_state(
                getattr(speaker, "anonymity_reason" if key == "reason" else key) or ""
            )
            for key in _OF_SPEAKER
        },
    }


def check_held(case: Case, reading: Reading, found: list[Any]) -> None:
    kind = KIND[case.reader].kind
    wanted = case.given.get(kind, [])
    article = reading.article
    got = [held_of(article, f, found) for f in found]
    assert len(got) == len(wanted), got
    for number, (want, have) in enumerate(zip(wanted, got, strict=True)):
        for key, value in want.items():
            ours = have[key]
            if key in ("proposition", "consequence", "likelihood"):
                value = [edged(v) for v in ([value] if isinstance(value, str) else value)]
            fits = value in ours if isinstance(ours, tuple) else value == ours
            assert fits, f"{kind} {number + 1}, {key}: {ours!r}; all: {got}"


def held_of(article: Article, f: Any, all_: list[Any]) -> dict[str, Any]:
    """What a table may say of a claim or an outlook; a tuple where any of several values will do."""
    who = f.holder or Speaker()
    words = tuple(article.slice(s) for s in who.evidence[:1])
    out: dict[str, Any] = {
        "holder": (
            *words,
            who.name.value,
            who.office.value,
            who.status,
            *str(who.name.value).split(),
        ),
        "status": who.status,
    }
    if isinstance(f, Outlook):
        return out | {
            "condition": edged(article.slice(f.condition)) if f.condition else "",
            "consequence": [edged(article.slice(s)) for s in f.consequence],
            "likelihood": [article.slice(s) for s in f.likelihood],
            "horizon": value_or_state(f.horizon),
        }
    order = {c.id: n for n, c in enumerate(all_, 1)}
    return out | {
        "proposition": [edged(article.slice(s)) for s in f.proposition],
        "polarity": f.polarity,
        "status": f.status or "none",
        "when": value_or_state(f.when),
        **{
            name: [
                {"claim": order[b.id], "part": edged(article.slice(b.part))}
                for b in getattr(f, name)
            ]
            for name in ("opposed_by", "confirmed_by")
        },
    }


def check_wordings(case: Case, reading: Reading) -> None:
    wanted = case.given.get("wording", [])
    found = sorted(reading.of(Wording), key=lambda w: in_order(w.evidence[0]))
    got = [wording_of(w) for w in found]
    shown = [f"{g['phrase']} ({g['formula'] or g['type']}) {g['speaker']} {g['pair']}" for g in got]
    assert len(got) == len(wanted), shown
    for number, (want, have) in enumerate(zip(wanted, got, strict=True)):
        for key, value in want.items():
            ours = have[key]
            fits = value in ours if isinstance(ours, tuple) else value == ours
            assert fits, f"wording {number + 1}, {key}: {ours!r}; all: {shown}"


def wording_of(w: Wording) -> dict[str, Any]:
    """What a table may say of a wording."""
    speaker = w.speaker or Speaker()
    return {
        "phrase": w.phrase,
        "formula": w.formula or "",
        "speaker": str(speaker.name.value or ""),
        "co_speakers": [p.label for p in w.co_speakers],
        "pair": list(w.pair or ()),
        **{key: getattr(w, key) or "" for key in ("type", "variant", "via", "quoted")},
        **{key: value_or_state(getattr(w, key)) for key in ("date", "occasion", "channel")},
        **{
            key: value_or_state(getattr(speaker, key)) or ""
            for key in ("status", "state", "office")
        },
    }


def check_emphasis(case: Case, reading: Reading) -> None:
    wanted = case.given.get("emphasis", [])
    found = sorted(reading.of(Emphasis), key=lambda e: (e.of != "article", e.of))
    got = [emphasis_of(reading.article, e) for e in found]
    assert len(got) == len(wanted), got
    for number, (want, have) in enumerate(zip(wanted, got, strict=True)):
        for key, value in {"of": "article", **want}.items() if number == 0 else want.items():
            ours = have[key]
            fits = ours.startswith(value) if key == "of" else ours == value
            if key == "stated" and value and ours:
                fits = {k: ours[k] for k in value} == value
            assert fits, f"emphasis {number + 1}, {key}: {ours!r}; all: {have}"
    for e in found:
        assert from_json(to_json(e)) == e
        assert e.own_words + e.unnamed + sum(w.words for w in e.states) == e.n


def emphasis_of(article: Article, e: Emphasis) -> dict[str, Any]:
    """What a table may say of an emphasis."""
    return {
        "of": e.of if isinstance(e.of, str) else article.slice(e.of),
        "own": e.own or "",
        "states": [f"{w.state} {w.words}" for w in e.states],
        "order": [m.state for m in e.mentioned],
        "headed": list(e.headed),
        "stated": stated_of(e.stated_by_article) if e.stated_by_article else False,
        **{key: getattr(e, key) for key in ("n", "own_words", "unnamed")},
        **{
            key: [f"{m.state} {getattr(m, key)}" for m in e.mentioned if getattr(m, key)]
            for key in ("alone", "shared", "mentions")
        },
    }


def stated_of(s: Stated) -> dict[str, Any]:
    rows = [(w.state, w.rank, w.words) for w in s.states]
    return {
        "document": s.document,
        "unit": s.unit or "",
        "sum": s.sum,
        "states": [" ".join("-" if x is None else str(x) for x in row) for row in rows],
    }


def value_or_state(field: object) -> object:
    """The value and the state of a field; what is no field stays as it is."""
    if not isinstance(field, Field):
        return field
    return (field.value if field.known else None, field.state)


def test_brackets_nest_and_keep_offsets() -> None:
    text, marks = unbracketed("On [[date 2021-01-11: Jan. 11]] [[a: x [[b: y]]]] z")
    assert text == "On Jan. 11 x y z"
    assert [(m.label, m.value, text[m.span.start : m.span.end]) for m in marks] == [
        ("date", "2021-01-11", "Jan. 11"),
        ("a", None, "x y"),
        ("b", None, "y"),
    ]


@pytest.mark.parametrize("reader", sorted(KIND))
def test_each_reader_has_positive_and_negative_cases(reader: str) -> None:
    own = [c for c in cases() if c.reader == reader]
    kind = KIND[reader].kind
    positive = [c for c in own if c.given.get(kind) or any(m.label == kind for m in c.marks)]
    assert len(positive) >= 8
    assert len(own) - len(positive) >= 4
