"""What a page says of itself: title, author, times, outlet, section, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from dragoman.article import Metadatum
from dragoman.intake.html import linked_data
from dragoman.intake.html.junk import without_junk
from dragoman.intake.html.markup import Block, Page, tidy
from dragoman.intake.html.moments import moments, stamp, with_clock
from dragoman.intake.html.story import main_heading, plain

# Names of `meta` elements, by property, name or itemprop, the most telling first.
_META = {
    "published": (
        "article:published_time", "og:article:published_time", "article:published", "datepublished",
        "parsely-pub-date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued",
        "dcterms.issued", "dcterms.created", "dc.date", "sailthru.date", "citation_publication_date", "date",
    ),
    "modified": (
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "lastmod",
        "last-modified", "dcterms.modified", "dc.date.modified",
    ),
    "author": ("author", "article:author", "byl", "parsely-author", "dc.creator", "dcterms.creator",
               "sailthru.author", "citation_author", "og:article:author"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher",
               "article:publisher"),
    "section": ("article:section", "parsely-section", "section", "og:article:section"),
    "agency": ("agency", "news_agency", "article:agency", "dc.source", "dcterms.source", "source"),
}  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_SEPARATOR = re.compile(r"\s+[|\-–—:»«•·>/]+\s+|\s{0,9}[|»•_]\s{0,9}|\s*:\s{1,9}|^\[|\]\s{0,9}")
_MODIFIED = re.compile(
    r"(?:last )?(?:updated|modified|edited)|수정|최종|更新|修改|обновлен|изменен|mis à jour|actualis|aktualisiert|actualizad|atualizad",
    re.I,
)
_PUBLISHED = re.compile(
    r"(?:first )?published|posted|publication|issued|입력|등록|승인|发布|發布|掲載|опубликован|publié|publicad|veröffentlicht",
    re.I,
)
_BYLINE = re.compile(
    r"^(?:(?:Reported|Written|Text|Story|Words)\s+)?by:? (?P<names>\S.{2,120})", re.I
)
_REPORTER = re.compile(
    r"(?P<ko>[가-힣]{2,4}) (?:선임)?(?:기자|특파원)\b|(?:记者|記者)[:：/／ ]?\s?(?P<zh>[一-鿿]{2,4})"
)
_NAME_END = re.compile(
    r"\s+(?:in|for|at|from|of the)\s+[A-ZÀ-Þ].*|[,|·(–].*|\d.*|\s+(?:and|&) (?:agencies|staff)\b.*",
    re.S,
)
_AUTHORS = frozenset("author authors byline writer reporter".split())
_AND = re.compile(r",\s+(?=[A-ZÀ-Þ][\w.'’-]+ [A-ZÀ-Þ])|\s+(?:and|und|et|y|e)\s+|\s*[&;、،]\s*")
_ADDRESS = re.compile(r"https?://|^/|^www\.|@")


@dataclass(slots=True)
class Facts:
    """The title of a page, its statements in order of precedence, and where its own words stand.

    Args:
        heading: the block that is the title.
        kept: the blocks outside navigation and the like.
    """

    title: str | None = None
    heading: Block | None = None
    kept: list[Block] = field(default_factory=list)
    said: list[Metadatum] = field(default_factory=list)

    def say(self, name: str, value: str | None) -> None:
        """Note a statement, once."""
        value = tidy(value or "")
        known = {
            plain(m.value) if name == "author" else m.value for m in self.said if m.field == name
        }
        if value and (plain(value) if name == "author" else value) not in known:
            self.said.append(Metadatum(name, value, "page"))


def facts_of(page: Page) -> Facts:
    """All that a page says of itself; where it says several things of one field, all of them."""
    metas = _metas(page.tree)
    facts = Facts()
    site = _title(page, metas, facts)
    node = linked_data.article_node(page.tree, facts.title, plain)
    kept = facts.kept = without_junk(page, facts.heading)
    _times(page, metas, node, kept, facts)
    _outlet(metas, node, site, facts)
    _authors(page, metas, node, kept, facts)
    for value in (*linked_data.names_of(node.get("articleSection")), *_all(metas, "section")):
        facts.say("section", value)
    for value in _all(metas, "agency"):
        if not _ADDRESS.search(value):
            facts.say("agency", value)
    facts.say("url", _address(page.tree, metas))
    facts.say("language", _language(page.tree, node))
    return facts


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            # Inside the body an itemprop may speak of a picture; there `_stated` looks closer.
            if name and (key != "itemprop" or _of_the_page(node)):
                out.setdefault(name, []).append(tidy(attributes.get("content") or ""))
    return out


def _of_the_page(node: object) -> bool:
    """True if what an element states concerns the article: no other item is round it."""
    at = getattr(node, "parent", None)
    while at is not None:
        if "itemscope" in at.attributes:
            kind = at.attributes.get("itemtype") or ""
            return bool(re.search(r"Article|Posting|Report|WebPage|ItemPage", kind))
        at = at.parent
    return True


def _all(metas: dict[str, list[str]], name: str) -> Iterator[str]:
    for key in _META[name]:
        yield from (v for v in metas.get(key, ()) if v)


# ---- title


def _title(page: Page, metas: dict[str, list[str]], facts: Facts) -> str | None:
    """Find the title; what the page's `title` has beside it is the site's name, which comes out."""
    node = page.tree.css_first("title")
    whole = tidy(node.text()) if node else ""
    headline = linked_data.article_node(page.tree, None, plain).get("headline")
    offered = [*(v for k in _TITLES[:1] for v in metas.get(k, ())), linked_data.words_of(headline),
               *(v for k in _TITLES[1:] for v in metas.get(k, ())), whole]  # fmt: skip
    shown = {plain(b.words): b for b in reversed(page.blocks) if len(b.words) < 400}
    for e in (e for e in page.elements if e.tag == "h1" and e.end - e.first > 1):
        lines = page.blocks[e.first : e.end]  # broken into lines
        shown.setdefault(plain("".join(b.words for b in lines)), lines[0])
    for words in filter(None, offered):
        for part in _parts(words):
            # A short part ("Chagos Islands: ...") may stand anywhere on the page.
            most = 2 * len(plain(part)) >= len(plain(words))
            if most and len(plain(part)) > 5 and plain(part) in shown:
                facts.heading = main_heading(page, part) or shown[plain(part)]
                same = plain(facts.heading.words) == plain(part)
                facts.title = facts.heading.words if same else part
                return _beside(whole, facts.title)
    facts.heading = main_heading(page, None)
    site = next(iter(metas.get("og:site_name", ())), "")
    if facts.heading and not offered[0]:
        facts.title = facts.heading.words
    else:
        first = next(filter(None, offered), "")
        facts.title = _without(first, site) or (facts.heading.words if facts.heading else None)
    return _beside(whole, facts.title or "")


def _parts(words: str) -> list[str]:
    """The words whole, then without their first or last parts, the longest first."""
    borders = [
        (0, 0),
        *((m.start(), m.end()) for m in _SEPARATOR.finditer(words[:1_000])),
        (len(words),) * 2,
    ]
    some = {words[a[1] : b[0]] for i, a in enumerate(borders) for b in borders[i + 1 :][:8]}
    return [words, *sorted((p for p in some if p), key=lambda p: (-len(p), p))]


def _beside(whole: str, title: str) -> str | None:
    """The part of `title` that is not the title: of several behind it the last."""
    start = whole.find(title) if title else -1
    if start < 0:
        return None
    behind = [p for p in _SEPARATOR.split(whole[start + len(title) :]) if p and p.strip()]
    before = [p for p in _SEPARATOR.split(whole[:start]) if p and p.strip()]
    found = behind[-1:] or before[:1]
    return found[0].strip(" -–—|:[]") if found and len(found[0]) < 60 else None


def _without(words: str, site: str) -> str:
    for part in _SEPARATOR.split(words):
        if site and part and plain(part) == plain(site):
            return re.sub(r"^[\s|\-–—:•·]+|[\s|\-–—:•·]+$", "", words.replace(part, ""))
    return words


# ---- times


def _times(
    page: Page,
    metas: dict[str, list[str]],
    node: dict[str, object],
    kept: list[Block],
    facts: Facts,
) -> None:
    for name, key in (("published", "datePublished"), ("modified", "dateModified")):
        stated = [linked_data.words_of(node.get(key)), *_all(metas, name)]
        found = [s for s in map(stamp, filter(None, stated)) if s]
        found += _marked_times(page, name, kept, facts.heading)
        if not found or name == "modified":
            found += _visible_times(kept, name, facts.heading)
        found = list(dict.fromkeys(found))
        # Of statements that agree on the day the one with the time says more.
        if found and len(day := found[0]) == 10:
            found = sorted(found, key=lambda s, day=day: s[:10] != day or len(s) == 10)  # type: ignore[misc]
        for i, value in enumerate(found):
            # The same moment once more, without its zone or time, is no other statement.
            if not any(other.startswith(value) for other in found[:i]):
                facts.say(name, value)


def _marked_times(page: Page, name: str, kept: list[Block], heading: Block | None) -> list[str]:
    """Moments in `time` elements that speak of the article itself."""
    marked, labelled, first = [], [], []
    whole = {id(b) for b in kept}
    near = {id(b) for some in _near(kept, heading) for b in some}
    for time in page.times:
        block = page.blocks[time.block] if time.block < len(page.blocks) else None
        if time.linked or block is None or id(block) not in whole:
            continue
        value = stamp(time.attributes.get("datetime") or "") or stamp(time.words)
        if value is None:
            continue
        value = with_clock(value, time.words)
        said = (
            f"{time.attributes.get('itemprop') or ''} {time.attributes.get('class') or ''}".lower()
        )
        if (
            name in said
            or f"date{name}" in said
            or (name == "published" and "pubdate" in time.attributes)
        ):
            marked.append(value)
        elif (label := _label(block.words, time.words)) == name:
            labelled.append(value)
        elif label is None and name == "published" and id(block) in near:
            first.append(value)
    return marked + labelled or first[:1]


def _label(words: str, time: str) -> str | None:
    """What the words before a time say that it is the time of."""
    before = words[: words.find(time)] if time and time in words else words
    before = before[-40:]
    modified = max((m.end() for m in _MODIFIED.finditer(before)), default=-1)
    published = max((m.end() for m in _PUBLISHED.finditer(before)), default=-1)
    if modified == published:
        return None
    return "modified" if modified > published else "published"


def _near(kept: list[Block], heading: Block | None) -> tuple[list[Block], list[Block]]:
    """The lines between heading and story, and those right before the heading."""
    if heading is None or heading not in kept:
        return [], []
    start = kept.index(heading)
    below = kept[start + 1 : _story_start(kept, start) + 1]
    above = kept[max(0, start - 2) : start]
    below, above = ([b for b in x if not b.is_prose or moments(b.words)] for x in (below, above))
    return below, above


def _story_start(kept: list[Block], start: int) -> int:
    """The number of the first paragraph behind the heading that is no line of dates."""
    for i in range(start + 1, min(start + 15, len(kept))):
        if kept[i].is_prose and not (len(kept[i].words) < 150 and moments(kept[i].words)):
            return i
    return min(start + 6, len(kept))


def _visible_times(kept: list[Block], name: str, heading: Block | None) -> list[str]:
    """Moments in lines near the heading, by their label; one without is that of publication."""
    # A date above the heading may be that of the visit; one below it comes first.
    below, above = _near(kept, heading)
    for block in (b for b in (*below, *above) if len(b.words) <= 200):
        for start, end, value in moments(block.words):
            label = _label(block.words, block.words[start:end])
            if (label or "published") == name:
                return [value]
    return []


# ---- outlet, authors, address


def _outlet(
    metas: dict[str, list[str]], node: dict[str, object], site: str | None, facts: Facts
) -> None:
    values = [*metas.get("og:site_name", ()), *linked_data.names_of(node.get("publisher")),
              *_all(metas, "outlet")]  # fmt: skip
    for value in values:
        if not _ADDRESS.search(value):
            facts.say("outlet", value)
    if not any(m.field == "outlet" for m in facts.said):
        facts.say("outlet", site)


def _authors(
    page: Page,
    metas: dict[str, list[str]],
    node: dict[str, object],
    kept: list[Block],
    facts: Facts,
) -> None:
    outlets = {plain(m.value) for m in facts.said if m.field == "outlet"}
    stated = [*linked_data.names_of(node.get("author")), *linked_data.names_of(node.get("creator")),
              *_all(metas, "author"), *_marked_authors(page)]  # fmt: skip
    if not any(_names(s) for s in stated if not any(o in plain(s) for o in outlets)):
        stated += list(_bylines(kept, facts.heading))
    for words in stated:
        for name in _names(words):
            # "The Courier, online desk" is the outlet and no person.
            if not any(o in plain(name) for o in outlets):
                facts.say("author", name)


def _names(words: str) -> list[str]:
    """The names in a line of authors: "By A. Writer and B. Reporter in Seoul" has two."""
    words = tidy(words)
    if _ADDRESS.search(words) or len(words) > 200:
        return []
    words = re.sub(r"^by:? ", "", words, flags=re.I)
    names = (_NAME_END.sub("", part).strip(" .,;:-–|") for part in _AND.split(words))
    return [n for n in names if 1 < len(n) < 60 and any(c.isalpha() for c in n)]


def _marked_authors(page: Page) -> Iterator[str]:
    for node in page.tree.css('[itemprop="author"], a[rel="author"]')[:20]:
        if _of_the_page(node):
            name = node.css_first('[itemprop="name"]') or node
            yield name.attributes.get("content") or name.text(deep=True, separator=" ")


def _bylines(kept: list[Block], heading: Block | None) -> Iterator[str]:
    """Names in lines that begin with "By" between heading and story, or of a reporter by title."""
    near = [b for b in (_near(kept, heading)[0] if heading else kept) if len(b.words) < 200]
    for block in near:
        named = any(_AUTHORS.intersection(e.names) for e in block.inside.up(2))
        m = _BYLINE.match(block.words)
        if m or (named and not block.is_prose and len(block.words) < 60):
            yield m["names"] if m else block.words
            return
    for block in (*near, *(b for b in kept if len(b.words) < 120 and not b.is_prose)):
        found = [m["ko"] or m["zh"] for m in _REPORTER.finditer(block.words)]
        if found:
            yield from found
            return


def _address(tree: LexborHTMLParser, metas: dict[str, list[str]]) -> str | None:
    link = tree.css_first('link[rel="canonical"]')
    offered = [link.attributes.get("href") if link else None, *metas.get("og:url", ())]
    return next((a for a in offered if a and re.match(r"https?://[^/\s]+", a)), None)


def _language(tree: LexborHTMLParser, node: dict[str, object]) -> str | None:
    root = tree.css_first("html")
    said = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root else None
    said = said or linked_data.words_of(node.get("inLanguage"))
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", said or "")
    return found[1].lower() if found else None
