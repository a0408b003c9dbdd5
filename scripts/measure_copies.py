"""Copies: what is found and what is wrongly joined on a constructed set of 300, and how fast.

    python scripts/measure_copies.py [--errors] [--groups N] [--near N] [--speed]

150 pairs are made copies in fifteen ways from real stories; 150 are look-alikes: of one formula,
one day or one event, and not one text. All stand amid the 11,219 stories of an agency. The same
seed gives the same set. Needs `../shared/corpora`; no text of it is stored.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from dragoman.article import Article, Metadatum
from dragoman.finding import Credit, Reading
from dragoman.grammar import Grammar
from dragoman.record import open_record
from dragoman.shingles import shingles, sketch, words_of
from dragoman.weigh.copies import Copy, found

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
FILES = {
    "kcna": "kcna_2011/stories.jsonl.gz",
    "kremlin": "kremlin/articles.jsonl.gz",
    "whitehouse": "whitehouse/statements.jsonl.gz",
}
SEED = 6


def made(key: str, text: str, title: str | None, day: str, outlet: str) -> Article:
    """An article with day and outlet."""
    metadata = (Metadatum("published", day, "file"), Metadatum("outlet", outlet, "file"))
    return Article(key, f"{outlet}/{key}", text, title, metadata=metadata)


def corpus(name: str) -> list[Article]:
    """All texts of a corpus, in its order."""
    out = []
    with gzip.open(CORPORA / FILES[name], "rt", encoding="utf-8") as handle:
        for i, line in enumerate(handle):
            row = json.loads(line)
            day = (row.get("date") or row.get("published") or "")[:10]
            text = row["text"]
            if text and day:
                out.append(made(f"{name}-{i}", text, row["title"], day, name))
    return out


@dataclass
class Pile:
    """Articles held in memory as the search for copies asks for them."""

    articles: Sequence[Article]
    by_id: dict[str, Article] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    _holders: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for a in self.articles:
            own, kept = a.id, sketch(a.text)
            if own not in self.by_id:
                self.by_id[own], self._sizes[own] = a, len(kept)
                for h in kept:
                    self._holders[h].append(own)

    def sketches(self, of: Collection[str] | None = None) -> Mapping[str, int]:
        """Sizes of all sketches."""
        return self._sizes

    def holders(
        self, of: str | None = None, among: Collection[str] | None = None
    ) -> Iterable[Sequence[str]]:
        """Who holds each shared hash."""
        return (h for h in self._holders.values() if len(h) > 1)

    def article(self, own: str) -> Article:
        """By id."""
        return self.by_id[own]

    def credits(self, own: str) -> Iterable[Credit]:
        """None: no reader has run."""
        return ()


# ---- copies, in fifteen ways

Way = Callable[[Article, Article, random.Random], str]


def paragraphs(text: str) -> list[str]:
    """The lines of a story: each is a paragraph."""
    return [p for p in text.split("\n") if p.strip()]


def sentences(article: Article) -> list[str]:
    """The sentences of a text."""
    spans = [s.span for s in Grammar(article).sentences if s.span.where == "text"]
    return [article.slice(s) for s in spans]


def first_half(a: Article, _b: Article, _r: random.Random) -> str:
    """The first sentences, up to half of the words."""
    kept: list[str] = []
    most = len(a.text.split()) / 2
    for s in sentences(a):
        if kept and len(" ".join([*kept, s]).split()) > most:
            break
        kept.append(s)
    return "\n".join(kept)


def dropped(a: Article, _b: Article, r: random.Random) -> str:
    """A quarter of the sentences left out anywhere."""
    all_of = sentences(a)
    out = set(r.sample(range(len(all_of)), max(1, len(all_of) // 4)))
    return "\n".join(s for i, s in enumerate(all_of) if i not in out)


def reordered(a: Article, _b: Article, r: random.Random) -> str:
    """Paragraphs in another order."""
    all_of = paragraphs(a.text)
    r.shuffle(all_of)
    return "\n".join(all_of)


def datelined(a: Article, _b: Article, _r: random.Random) -> str:
    """A dateline before the first word, a byline on a line of its own."""
    return f"By Ann Example and Bo Sample\nPYONGYANG, Jan. 3 (KCNA) -- {a.text}"


def credited(a: Article, _b: Article, _r: random.Random) -> str:
    """The agency named at the end."""
    return f"{a.text}\n\n(KCNA/Example Daily)\nCopyright Example Daily. All rights reserved."


def typography(a: Article, _b: Article, _r: random.Random) -> str:
    """Curly marks, dashes, other white space."""
    text = re.sub(r'(^|\s)"', r"\1“", a.text).replace('"', "”").replace("'", "’")
    text = text.replace(" - ", " — ").replace("--", "—")
    return re.sub(r" (\w)", lambda m: ("\u00a0" if len(m[1]) % 3 else "  ") + m[1], text)


def cased(a: Article, _b: Article, _r: random.Random) -> str:
    """The first paragraph in capitals."""
    first, *others = paragraphs(a.text)
    return "\n".join([first.upper(), *others])


SPELLINGS = (
    (r"\b(Kim|Ri|Pak|Choe) ([A-Z][a-z]+) ([A-Z][a-z]+)", lambda m: f"{m[1]} {m[2]}-{m[3].lower()}"),
    (r"\bDefence\b", "Defense"), (r"\bdefence\b", "defense"), (r"\bprogramme", "program"),
    (r"\blabour\b", "labor"), (r"\bsouth Korea", "South Korea"), (r"\bnorth-south\b", "North-South"),
    (r"isation\b", "ization"), (r"ising\b", "izing"), (r"\btowards\b", "toward"),
    (r"\bcentre\b", "center"), (r"\bHonour", "Honor"),
)  # fmt: skip


def respelled(a: Article, _b: Article, _r: random.Random) -> str:
    """Names with hyphens, American spellings."""
    text = a.text
    for pattern, other in SPELLINGS:
        text = re.sub(pattern, other, text)
    return text


def corrected(a: Article, _b: Article, r: random.Random) -> str:
    """A figure or a name put right, everywhere."""
    figures = sorted(set(re.findall(r"(?<=\s)\d{1,4}(?=\s[a-z])", a.text)))
    names = Counter(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?= [a-z])", a.text))
    rare = sorted(n for n, k in names.items() if k <= 3)
    if (figures and r.random() < 0.5) or not rare:
        old = r.choice(figures) if figures else "the"
        new = str(int(old) + 3) if figures else "this"
    else:
        old = r.choice(rare)
        new = old[:-2] + "ok"
    return re.sub(rf"\b{old}\b", new, a.text)


def stitched(a: Article, b: Article, r: random.Random) -> str:
    """Two stories, one after the other, in either order."""
    two = [a.text, b.text]
    r.shuffle(two)
    return "\n".join(two)


def embedded(a: Article, b: Article, r: random.Random) -> str:
    """Amid as many words of an own text, which opens the article."""
    own, most, size = [], len(a.text.split()), 0
    for p in paragraphs(b.text):
        if size < most:
            own.append(p)
            size += len(p.split())
    at = max(1, len(own) // 2)
    return "\n".join([*own[:at], a.text, *own[at:]])


def wrapped(a: Article, _b: Article, _r: random.Random) -> str:
    """Lines broken at 72 characters, paragraphs parted by an empty line."""
    import textwrap

    return "\n\n".join(textwrap.fill(p, 72) for p in paragraphs(a.text))


WAYS: dict[str, Way] = {
    "exact": lambda a, b, r: a.text + "\n",
    "other title": lambda a, b, r: a.text,
    "first half": first_half,
    "first three paragraphs": lambda a, b, r: "\n".join(paragraphs(a.text)[:3]),
    "sentences dropped": dropped,
    "paragraphs reordered": reordered,
    "dateline and byline": datelined,
    "agency credit": credited,
    "typography": typography,
    "capitals": cased,
    "spelling": respelled,
    "corrected": corrected,
    "two stitched": stitched,
    "embedded": embedded,
    "hard-wrapped": wrapped,
}


@dataclass(frozen=True)
class Pair:
    """Two articles, and what they are to each other."""

    kind: str
    one: Article
    other: Article


def is_story(a: Article) -> bool:
    """Long enough to be shortened, and in English."""
    return (
        100 <= len(a.text.split()) <= 600
        and len(paragraphs(a.text)) >= 5
        and " the " in a.text
        and len(sentences(a)) >= 5
    )


def copies(stories: Sequence[Article], r: random.Random) -> Iterator[Pair]:
    """Ten of each way; what is added is of like length where a way joins two."""
    drawn = [a for a in r.sample(list(stories), len(stories)) if is_story(a)][:340]
    for way, change in WAYS.items():
        for _ in range(10):
            a, b = drawn.pop(), drawn.pop()
            lengths = sorted((len(a.text), len(b.text)))
            if way in ("two stitched", "embedded") and lengths[0] * 1.5 < lengths[1]:
                near = min(drawn, key=lambda x: abs(len(x.text) - len(a.text)))
                drawn.remove(near)
                b = near
            same = way == "corrected"
            day = str(date.fromisoformat(a.published or "") + timedelta(days=r.choice((0, 1))))
            title = a.title if way != "other title" else "Another heading"
            outlet = "kcna" if same else "Example Daily"
            yield Pair(way, a, made(f"copy {way}", change(a, b, r), title, day, outlet))


# ---- look-alikes


def alike(
    pairs: Iterable[tuple[Article, Article]], most: int, r: random.Random
) -> list[tuple[Article, Article]]:
    """Those with the most runs of words in common, each article once."""
    runs: dict[str, frozenset[int]] = {}

    def of(a: Article) -> frozenset[int]:
        if a.key not in runs:
            runs[a.key] = shingles(words_of(a.text))
        return runs[a.key]

    def shared(pair: tuple[Article, Article]) -> float:
        x, y = map(of, pair)
        return len(x & y) / max(1, min(len(x), len(y)))

    ranked = sorted(pairs, key=lambda p: (-shared(p), p[0].key, p[1].key))
    out: list[tuple[Article, Article]] = []
    used: set[str] = set()
    for a, b in ranked:
        # The same text under the same heading is one article.
        if not {a.key, b.key} & used and a.id != b.id and len(out) < most:
            used |= {a.key, b.key}
            out.append((a, b))
    return out


def within(
    articles: Sequence[Article], key: Callable[[Article], object]
) -> Iterator[tuple[Article, Article]]:
    """All pairs of one key."""
    groups: dict[object, list[Article]] = defaultdict(list)
    for a in articles:
        groups[key(a)].append(a)
    for some in groups.values():
        for i, a in enumerate(some[:60]):
            for b in some[:i]:
                yield b, a


def days_apart(a: Article, b: Article) -> int:
    """Days between two."""
    x, y = (date.fromisoformat(z.published or "") for z in (a, b))
    return abs((x - y).days)


def place(title: str | None) -> frozenset[str]:
    """Capitalised words of a title: whom it is about."""
    return frozenset(re.findall(r"\b[A-Z][a-z]{3,}", title or ""))


FORMULAS = re.compile(
    r"Credentials|Congratulat|Greetings? (?:to|from)|Message of|Condolence|Sends Message", re.I
)
LISTS = re.compile(
    r"Floral [Bb]asket|Wreath|Work (?:Posted|Carried|Off|Published|Introduced)|Visit.*Embass|"
    r"Delegations? (?:Arrive|Leave|Here)|Soldiers Killed",
)


def lookalikes(agency: Sequence[Article], r: random.Random) -> Iterator[Pair]:
    """The hardest of seven kinds: most runs in common, and not one text."""
    kremlin, calls = corpus("kremlin"), corpus("whitehouse")
    titled = [a for a in agency if a.title and len(a.text.split()) >= 15]

    def other(
        pairs: Iterable[tuple[Article, Article]], days: int
    ) -> Iterator[tuple[Article, Article]]:
        """Of two headings that name somebody else, so many days apart at least."""
        for a, b in pairs:
            names = place(a.title), place(b.title)
            if days_apart(a, b) >= days and names[0] - names[1] and names[1] - names[0]:
                yield a, b

    yearly = [
        (a, b)
        for a, b in within(kremlin, lambda a: " ".join(words_of(a.title or "")))
        if days_apart(a, b) > 200
    ]
    of_formula = [a for a in titled if FORMULAS.search(a.title or "")]
    of_lists = [a for a in titled if LISTS.search(a.title or "") and a not in of_formula]
    short = [a for a in titled if len(a.text.split()) <= 60 and a not in of_lists]
    one_day = [
        (a, b)
        for a, b in other(within(titled, lambda a: a.published), 0)
        # Flashes are copies of the story that follows.
        if min(len(x.text.split()) for x in (a, b)) > 60 and "(" not in f"{a.title}{b.title}"
    ]
    calls = [a for a in calls if re.search(r"Readout.*(?:Call|Meeting)", a.title or "")]
    for kind, pairs, most in (
        ("same occasion next year", yearly, 20),
        ("other party, same formula", list(other(within(of_formula, lambda a: 0), 1)), 25),
        ("one event, other story", one_day, 20),
        ("list stories", list(other(within(of_lists, lambda a: LISTS.search(a.title or "")[0][:5]), 2)), 25),  # type: ignore[index]
        ("two calls of one day", list(within(calls, lambda a: a.published)), 15),
        ("short, one formula", list(other(within(short, lambda a: words_of(a.text)[0]), 3)), 20),
    ):  # fmt: skip
        for a, b in alike(pairs, most, r):
            yield Pair(kind, a, b)
    drawn = [a for a in r.sample(list(agency), 2000) if is_story(a)]
    for _ in range(25):
        a, b = drawn.pop(), drawn.pop()
        lines = paragraphs(b.text)
        lines.insert(2, f'It said: "{max(sentences(a), key=len)}"')
        day = a.published or ""
        yield Pair(
            "one sentence quoted", a, made("report", "\n".join(lines), b.title, day, "Daily")
        )


# ---- the figures


def main() -> int:
    """Print them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", action="store_true", help="show misses and false joins")
    options.add_argument("--corpus", choices=FILES, default="kcna", help="of --groups, --near")
    options.add_argument(
        "--groups", type=int, default=0, help="show N copies among a corpus as it is"
    )
    options.add_argument("--near", type=int, default=0, help="show N that were not joined")
    options.add_argument("--speed", action="store_true", help="documents per second")
    chosen = options.parse_args()
    if not CORPORA.is_dir():
        print(f"nothing measured: {CORPORA} is not here")
        return 0
    agency = corpus("kcna")
    r = random.Random(SEED)
    pairs = [*copies(agency, r), *lookalikes(agency, r)]
    every = [*agency, *(x for p in pairs for x in (p.one, p.other))]
    joined = {frozenset((c.first, c.second)): c for c in found(Pile(every))}
    report(pairs, joined, errors=chosen.errors)
    if chosen.groups or chosen.near:
        on_real(corpus(chosen.corpus), chosen.groups, chosen.near)
    if chosen.speed:
        speed(agency)
    return 0


def report(pairs: list[Pair], joined: Mapping[frozenset[str], Copy], *, errors: bool) -> None:
    """Recall per way, false joins per kind."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for p in pairs:
        ids = frozenset((p.one.id, p.other.id))
        c = joined.get(ids)
        # A text under the same heading has the same id: one article in two places.
        outcome = c.kind if c else "same id" if len(ids) == 1 else "not joined"
        table[p.kind][outcome] += 1
        good = outcome in ("copy", "version", "same id")
        if errors and good != (p.kind in WAYS):
            print("!!", p.kind, outcome, c and (c.share, c.share_of_longer))
            for a in (p.one, p.other):
                print("   ", a.published, a.title, "|", a.text[:500].replace("\n", " / "))
    for name, wanted in (("copies", True), ("look-alikes", False)):
        rows = {k: v for k, v in table.items() if (k in WAYS) is wanted}
        n = sum(v.total() for v in rows.values())
        one = sum(v[x] for v in rows.values() for x in ("copy", "version", "same id"))
        print(f"{name}: {n}, joined as one source {one} ({100 * one / n:.1f} %)")
        for kind, v in rows.items():
            print(f"  {kind:28}", ", ".join(f"{o} {k}" for o, k in v.most_common()))


def on_real(agency: Sequence[Article], groups: int, near: int) -> None:
    """Copies among the agency's stories as they are, and the nearest that were not joined."""
    from dragoman.weigh.alignment import Text
    from dragoman.weigh.copies import candidates

    pile = Pile(agency)
    got = found(pile)
    print(f"{len(got)} pairs:", dict(Counter(c.kind for c in got)))
    r = random.Random(SEED)
    for c in r.sample(got, min(groups, len(got))):
        print(f"\n{c.kind} {c.direction} {c.share} {c.share_of_longer}", *counted(c))
        shown(pile, c.first, c.second)
    if not near:
        return
    joined = {(c.first, c.second) for c in got} | {(c.second, c.first) for c in got}
    left = []
    for pair in candidates(pile.holders(), pile.sketches()):
        if pair not in joined:
            a, b = (Text(pile.article(x)).shingles for x in pair)
            left.append((len(a & b) / max(1, min(len(a), len(b))), pair))
    left.sort(reverse=True)
    print(f"\n{len(left)} candidates not joined, the nearest {near}:")
    for share, pair in left[:near]:
        print(f"\nshared runs {share:.2f}")
        shown(pile, *pair)


def counted(c: Copy) -> list[str]:
    """How many sentences of each sort."""
    return [f"{k} {c.count(k)}" for k in ("exact", "changed", "own")]


def shown(pile: Pile, *ids: str) -> None:
    """Two articles, their beginnings."""
    for a in map(pile.article, ids):
        print("  ", a.published, len(a.text.split()), "|", a.title, "|", a.text[:400].replace("\n", " / "))  # fmt: skip


def speed(agency: Sequence[Article]) -> None:
    """Documents per CPU-second: sketch, search and alignment; and through a record on disk."""
    for name in ("weigh only", "through a record"):
        start = time.process_time()
        if name == "weigh only":
            found(Pile(agency))
        else:
            with tempfile.TemporaryDirectory() as folder:
                record = open_record(Path(folder) / "r.db", create=True)
                run = record.begin_run({})
                for a in agency:
                    record.add(Reading(a), "", run)
                print(f"  stored: {len(agency) / (time.process_time() - start):,.0f} articles/s")
                start = time.process_time()
                found(record)
                own = next(iter(record.sketches()))
                again = time.process_time()
                found(record, own)
                print(f"  one article: {1000 * (time.process_time() - again):.1f} ms")
                record.close()
        print(
            f"{name}: {len(agency) / (time.process_time() - start):,.0f} documents per CPU-second"
        )


if __name__ == "__main__":
    sys.exit(main())
