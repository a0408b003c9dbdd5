"""Which blocks of a page are the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from dragoman.intake.html.junk import is_caption, is_notice
from dragoman.intake.html.markup import Block, Element, Page, prose_in, tidy

_BODY_NAMES = re.compile(
    r"\b(?:article|story|news|entry|post|page|read)[\s_-]*(?:body|text|content|txt|view)\b"
    r"|\b(?:artbody|articletext|article_view|story)\b",
    re.I,
)
# "By A. Writer", "Reported by", "Posted on ...": what stands between heading and story and is kept.
_CREDIT = re.compile(
    r"(?:By|Reported by|Written by|Text by|Story by|Translated by|Edited by) [A-Z]"
    r"|(?:First published|Published|Posted|Updated|Last updated|Modified|Publication date)\b.{0,20}\d"
    r"|.{0,20}\b(?:기자|특파원)\b|.{0,9}(?:记者|記者)[:：]",
)
_ENDED = re.compile(r"[。；;.!?！？]\Z")
_LONGEST_CREDIT = 200
# Letters of a passage that is looked for in others, and of a story in which it is looked for.
_REPEATED, _LONGEST_REPEATED, _LARGEST = 60, 400, 200_000
_ENOUGH = 0.7
_HALF = 0.5
_FIFTH = 0.2


def plain(words: str) -> str:
    """Letters and figures only, in small letters: to compare words that differ in dress."""
    return re.sub(r"[\W_]+", "", words).casefold()


def main_heading(page: Page, title: str | None) -> Block | None:
    """The block that is the title, else the first heading of the first rank."""
    wanted = plain(title) if title else ""
    same = [b for b in page.blocks if wanted and plain(b.words) == wanted]
    ranked = [b for b in same if _rank(b)] or same
    if ranked:
        return min(ranked, key=lambda b: _rank(b) or "h9")
    first = [b for b in page.blocks if _rank(b) == "h1"]
    return first[0] if len(first) == 1 else None


def _rank(block: Block) -> str | None:
    return next((e.tag for e in block.inside.up(3) if re.fullmatch("h[1-6]", e.tag)), None)


def story_of(
    page: Page, kept: list[Block], heading: Block | None, title: str | None
) -> list[Block]:
    """The blocks of the story in order, without the heading that is its title.

    Args:
        kept: the blocks outside navigation and the like.
    """
    prose = prose_in(page, kept)
    container = _marked(page, prose) or _densest(page, prose)
    if container is None:
        return _trimmed(kept, title)
    inside = [b for b in kept if b.is_in(container)]
    return _trimmed(_head(kept, inside, heading) + _after(inside, heading), title)


def _marked(page: Page, prose: dict[Element, int]) -> Element | None:
    """What the page itself marks as the article's body, if it holds much of what the page says."""
    most = max(prose.values(), default=0)
    kinds: tuple[Callable[[Element], bool], ...] = (
        lambda e: "articlebody" in e.get("itemprop").split(),
        lambda e: bool(_BODY_NAMES.search(f"{e.get('class')} {e.get('id')}")),
        lambda e: e.tag == "article" or e.get("role") == "article",
    )
    # A plain statement is believed sooner than a name.
    for kind, least in zip(kinds, (_FIFTH, _HALF, _HALF), strict=True):
        best = max((e for e in page.elements if kind(e)), key=prose.__getitem__, default=None)
        if best is not None and prose[best] and prose[best] >= least * most:
            return best
    return None


def _densest(page: Page, prose: dict[Element, int]) -> Element | None:
    """From the outside in, as long as one part holds nearly all that its whole says."""
    children: dict[Element, list[Element]] = {}
    for element in page.elements:
        if element.parent is not None and prose[element]:
            children.setdefault(element.parent, []).append(element)
    at = page.elements[0] if page.elements else None
    while at is not None and (inner := children.get(at)):
        best = max(inner, key=prose.__getitem__)
        if prose[best] < _ENOUGH * prose[at] or best.tag in ("p", "li", "blockquote"):
            break
        at = best
    return at


def _after(inside: list[Block], heading: Block | None) -> list[Block]:
    """The blocks of the container behind the heading."""
    if heading not in inside:
        return inside
    start = inside.index(heading) + 1
    first = next((i for i, b in enumerate(inside) if b.is_prose), len(inside))
    if start > first + 1:
        return inside  # the heading of another part
    lead = [b for b in inside[start:first] if _is_lead(b)] if first > start else []
    return lead + inside[max(first, start) :]


def _head(kept: list[Block], inside: list[Block], heading: Block | None) -> list[Block]:
    """What stands between the heading and the story: summary, credits, dates, captions."""
    if heading not in kept or not inside or heading in inside:
        return []
    start, end = kept.index(heading) + 1, kept.index(inside[0])
    between = kept[start:end]
    # A heading far above is that of another part.
    return [b for b in between if _is_lead(b)] if len(between) <= 15 else []


def _is_lead(block: Block) -> bool:
    if block.is_links:
        return len(block.words) < _LONGEST_CREDIT and block.words.startswith("By ")
    if block.is_prose or is_caption(block):
        return True
    return len(block.words) < _LONGEST_CREDIT and _CREDIT.match(block.words) is not None


def _trimmed(blocks: list[Block], title: str | None) -> list[Block]:
    """Without links, headings of what was dropped, notices at the end, and what stands twice."""
    said = [i for i, b in enumerate(blocks) if b.is_prose and not is_notice(b)]
    last = said[-1] if said else len(blocks) - 1
    heads = _heads_of_links(blocks)
    out: list[Block] = []
    for i, block in enumerate(blocks):
        if i > last and _rank(block):
            break
        if i > last and is_notice(block):
            continue
        if i in heads or (block.is_links and not _is_credit(block)):
            continue
        out.append(block)
    return _once(out, title)


def _is_credit(block: Block) -> bool:
    return len(block.words) < _LONGEST_CREDIT and _CREDIT.match(block.words) is not None


def _heads_of_links(blocks: list[Block]) -> set[int]:
    """The lines that are no sentences, with nothing but links behind them or more such lines."""
    out: set[int] = set()
    links = False
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if block.is_links:
            links = True
        elif block.is_prose or is_caption(block) or _is_credit(block) or _in_row(blocks, i):
            links = False
        elif _ENDED.search(block.words):
            links = False  # an item of a list, not the heading of links
        elif links:
            out.add(i)
    return out


def _once(blocks: list[Block], title: str | None) -> list[Block]:
    """Without long passages that another one holds word for word: quotations set in large."""
    plains = [plain(b.words) for b in blocks]
    times = Counter(plains)
    whole = "\n".join(plains)
    wanted = plain(title or "")
    out = []
    for block, words in zip(blocks, plains, strict=True):
        if not words or (words == wanted and _rank(block)):
            continue
        inside_another = (
            _REPEATED <= len(words) <= _LONGEST_REPEATED
            and len(whole) <= _LARGEST
            and whole.count(words) > times[words]
        )
        if not inside_another:
            out.append(block)
    return out


def _is_cell(block: Block) -> bool:
    return block.inside.tag in ("td", "th") and not block.is_prose and not block.is_links


def _in_row(blocks: list[Block], i: int) -> bool:
    """True for a cell beside another one."""
    own = blocks[i].inside
    beside = [b.inside for b in (*blocks[max(0, i - 1) : i], *blocks[i + 1 : i + 2]) if _is_cell(b)]
    return _is_cell(blocks[i]) and any(c is not own and c.parent is own.parent for c in beside)


def _between(before: Block, block: Block) -> str:
    """Tabs between the cells of a row, a line end after a line break, else an empty line."""
    if _is_cell(block) and _is_cell(before) and block.inside is not before.inside:
        if block.inside.parent is before.inside.parent:
            return "\t"
        if (row := block.inside.parent) and row.parent in before.inside.up(4):
            return "\n"
    return "\n" if block.after_break else "\n\n"


def text_of(blocks: list[Block]) -> str:
    """Paragraphs with an empty line between them; rows and broken lines have a line end."""
    pieces = [tidy(blocks[0].words)] if blocks else []
    for before, block in pairwise(blocks):
        pieces += (_between(before, block), block.words)
    return "".join(pieces)
