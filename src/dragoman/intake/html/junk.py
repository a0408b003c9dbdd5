"""Which parts of a page are not the story: by element, by role, by the words of class and id."""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.intake.html.markup import Block, Element, Page

_TAGS = frozenset("nav aside footer menu dialog address legend".split())
_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog alert menu menubar "
    "tablist toolbar tooltip status".split()
)
# In class and id, as sites of many countries name such parts. One word is enough.
_NAMES = frozenset(
    "ad ads adslot advert advertisement advertorial sponsor sponsored promo promotion outbrain taboola "
    "related relate rel recommend recommended recommendation recommendations recirc popular trending "
    "ranking rank mostread readmore seealso teaser teasers "
    "share sharing sharer social sns addthis follow newsletter subscribe subscription signup login register "
    "membership donate paywall regwall cookie cookies consent gdpr privacy disclaimer copyright "
    "comment comments commentary disqus reply replies feedback survey poll quiz "
    "nav navbar navigation menu gnb lnb breadcrumb breadcrumbs crumb crumbs pagination pager paging "
    "sidebar rail widget footer foot masthead topbar toolbar tools utility util skip accessibility "
    "popup modal overlay lightbox tooltip banner toast "
    "tag tags taglist keywords pullquote qrcode qr".split()
)
# Two words that follow each other.
_PAIRS = frozenset(
    [("see", "also"), ("read", "more"), ("most", "read"), ("most", "viewed"), ("more", "news"),
     ("more", "stories"), ("more", "from"), ("link", "news"), ("pull", "quote"), ("sign", "up"),
     ("site", "header"), ("author", "bio"), ("about", "author"), ("support", "box"), ("hot", "news")]
)  # fmt: skip
# A story may be in the comment section of a site; then nearly all that is said is in it.
_MOST = 0.6
# An appeal has few lines and says little beside the story.
_BOX = 8
_SHARE = 0.3
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CAPTION_NAMES = frozenset(
    "caption captions cap figcaption cutline media photo photos credit".split()
)
_NOTICE = re.compile(
    r"^(?:copyright\b|©|ⓒ|\(c\) ?\d{4})|all rights reserved|무단\s?전재|저작권자|版权所有|無断転載|[\w.+-]+@[\w-]+\.\w",
    re.I,
)


def _is_junk(element: Element) -> bool:
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.tag in ("body", "html", "article", "main"):
        return False
    names = element.names
    return bool(_NAMES.intersection(names)) or not _PAIRS.isdisjoint(pairwise(names))


def without_junk(page: Page, heading: Block | None) -> list[Block]:
    """The blocks outside navigation, advertisement, comments and the like.

    A part round the main heading or an article's body is no such thing, whatever its name; where
    neither is to be seen, nor is a part that says most of what the page says.
    """
    story = {id(e) for e in (heading.inside.up() if heading else [])}
    for element in page.elements:
        if "articlebody" in element.get("itemprop").split():
            story.update(id(e) for e in element.up())
    whole = sum(len(b.words) for b in page.blocks if b.is_prose)
    boxes = {id(b) for e in page.elements if e.asks for b in _box(e, page, story, whole)}
    suspect = [e for e in page.elements if id(e) not in story and (id(e) in boxes or _is_junk(e))]
    kept = _outside(page, {id(e) for e in suspect}) if story else []
    if any(b.is_prose for b in kept):
        return kept
    return _outside(page, {id(e) for e in suspect if e.prose <= _MOST * whole})


def _box(element: Element, page: Page, story: set[int], whole: int) -> list[Element]:
    """The small part with a heading round a button or a field: an appeal of the site."""
    found: list[Element] = []
    for e in element.up(_BOX):
        blocks = page.blocks[e.first : e.end]
        if id(e) in story or len(blocks) > _BOX or e.prose > _SHARE * whole:
            break
        if e.tag == "form" or any(b.inside.tag in HEADINGS for b in blocks):
            found.append(e)
    return found[-1:]


def _outside(page: Page, junk: set[int]) -> list[Block]:
    for element in page.elements:  # from the outside in
        if element.parent is not None and id(element.parent) in junk:
            junk.add(id(element))
    return [b for b in page.blocks if id(b.inside) not in junk]


def is_caption(block: Block) -> bool:
    """True for the words under a picture."""
    for element in block.inside.up(3):
        if element.tag in ("figcaption", "figure") or _CAPTION_NAMES.intersection(element.names):
            return element.end - element.first <= 3
    return False


def is_notice(block: Block) -> bool:
    """True for a line about rights or how to write to the editors."""
    return len(block.words) < 300 and _NOTICE.search(block.words) is not None
