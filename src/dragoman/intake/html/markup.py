"""A page as blocks of words in order, each with the elements round it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dragoman.intake.html.tame import tamed

# Elements that begin and end a block of words.
_BLOCK = frozenset(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header legend li main menu nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
# Elements that hold no words of a story.
_SKIPPED = frozenset(
    "head script style noscript template svg math iframe object embed canvas audio video map select "
    "option datalist button textarea input progress meter title meta link rp rt -comment -doctype".split()
)
_CONTROLS = frozenset("button input select textarea".split())
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Hints where a line may break, and marks of byte order: no characters of a story.
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")
_NAME = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# Words for those who hear the page, and little windows over a name.
_UNSEEN = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only tooltip popover".split()
)
_CLASS_WORD = re.compile(r"sr-only|visually-hidden|screen-reader-(?:text|only)|[a-z]+")
_PROSE = 40
_FREE = 25  # characters of a sentence outside its links
_DENSE = 20  # characters of Chinese, Japanese or Korean that say as much
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*(?:\s|$)|[。！？।۔؟]")


def tidy(words: str) -> str:
    """Words on one line: runs of any blanks are one space, invisible hints are left out.

    >>> tidy(" of\\xa0the   pre\\xadsident\\n")
    'of the president'
    """
    return _SPACE.sub(" ", _INVISIBLE.sub("", words)).strip()


@dataclass(slots=True, eq=False)
class Element:
    """An element that holds blocks. `names` are the words of its class and id, in small letters."""

    tag: str
    parent: Element | None
    attributes: dict[str, str | None]
    prose: int = 0
    asks: bool = False  # a field to fill in or a button stands right in it
    first: int = 0  # the number of its first block, and that behind its last
    end: int = 0

    @property
    def names(self) -> list[str]:
        """The words of its class and id: `newsBox related-links` says news, box, related, links."""
        said = f"{self.attributes.get('class') or ''} {self.attributes.get('id') or ''}"
        return [w.lower() for w in _NAME.findall(said[:500])]

    def get(self, name: str) -> str:
        """An attribute in small letters, empty if it isn't there."""
        return (self.attributes.get(name) or "").strip().lower()

    def up(self, most: int = 10_000) -> list[Element]:
        """The element and those round it, from the inside."""
        out: list[Element] = []
        at: Element | None = self
        while at is not None and len(out) < most:
            out.append(at)
            at = at.parent
        return out


@dataclass(slots=True, eq=False)
class Block:
    """Words between two borders of blocks. `linked` counts the characters inside links."""

    words: str
    inside: Element
    linked: int
    number: int
    after_break: bool = False  # one line break, and no border, stands before it
    is_prose: bool = False  # a sentence or more that is no list of links

    @property
    def is_links(self) -> bool:
        """True if most of it is links; a sentence whose names are linked isn't."""
        free = len(self.words) - self.linked
        said = free >= _FREE and _SENTENCE.search(self.words[-3:])
        return self.linked * 2 > len(self.words) and not said

    def is_in(self, element: Element) -> bool:
        """True if it lies in an element."""
        return element.first <= self.number < element.end


@dataclass(slots=True, eq=False)
class Time:
    """A `time` element: its attributes, its words, and the number of the block that it stands in."""

    attributes: dict[str, str | None]
    words: str
    inside: Element
    block: int
    linked: bool


@dataclass(slots=True)
class Page:
    """The blocks of a page in order, the elements that hold them, and the times that it marks."""

    tree: LexborHTMLParser
    times: list[Time] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)


def page_of(markup: str) -> Page:
    """The blocks of a page.

    Raises:
        TooDeepError: it is nested beyond any sense.
    """
    page = Page(LexborHTMLParser(tamed(markup)))
    walk = _Walk(page)
    body = page.tree.body or page.tree.root
    if body is not None:
        walk.through(body)
    for element, said in prose_in(page, page.blocks).items():
        element.prose = said
    return page


def prose_in(page: Page, blocks: Iterable[Block]) -> dict[Element, int]:
    """How many characters of sentences each element holds, of those blocks."""
    out: dict[Element, int] = dict.fromkeys(page.elements, 0)
    for block in blocks:
        if block.is_prose:
            out[block.inside] += len(block.words) - block.linked
    for element in reversed(page.elements):  # from the inside out
        if element.parent is not None:
            out[element.parent] += out[element]
    return out


def _is_prose(words: str, *, links: bool) -> bool:
    wide = len(_WIDE.findall(words)) * 2 >= len(words)
    return (
        len(words) >= (_DENSE if wide else _PROSE) and not links and bool(_SENTENCE.search(words))
    )


class _Walk:
    """Depth first and without recursion: a page may be nested as deep as it likes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.at: Element | None = None
        self.pieces: list[str] = []
        self.linked = 0
        self.breaks = 0

    def through(self, root: LexborNode) -> None:
        # A node to enter with its depth in links, or an element to leave.
        stack: list[tuple[LexborNode | None, int]] = [(root, 0)]
        while stack:
            node, links = stack.pop()
            if node is None:
                self._leave()
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._add(node.text_content or "", links)
                continue
            if tag in ("br", "hr"):
                self._flush()
                self.breaks += 1 if tag == "br" else 2
                continue
            if tag in _SKIPPED or _is_hidden(node):
                if tag in _CONTROLS and self.at is not None:
                    self.at.asks = True
                continue
            if tag in _BLOCK:
                self._enter(node, tag)
                stack.append((None, 0))
            if tag == "time" and self.at is not None:
                said = tidy(node.text(deep=True))
                self.page.times.append(
                    Time(node.attributes, said, self.at, len(self.page.blocks), links > 0)
                )
            links += tag == "a"
            child = node.last_child
            while child is not None:
                stack.append((child, links))
                child = child.prev

    def _add(self, words: str, links: int) -> None:
        if words.isspace():
            words = " "
        self.pieces.append(words)
        self.linked += len(words.strip()) if links else 0

    def _enter(self, node: LexborNode, tag: str) -> None:
        self._border()
        made = Element(tag, self.at, node.attributes, first=len(self.page.blocks))
        self.page.elements.append(made)
        self.at = made

    def _leave(self) -> None:
        self._border()
        if self.at is not None:
            self.at.end = len(self.page.blocks)
            self.at = self.at.parent

    def _border(self) -> None:
        self._flush()
        self.breaks = 2

    def _flush(self) -> None:
        words = tidy("".join(self.pieces))
        if words and self.at is not None:
            number = len(self.page.blocks)
            made = Block(words, self.at, min(self.linked, len(words)), number, self.breaks == 1)
            made.is_prose = _is_prose(words, links=made.is_links)
            self.page.blocks.append(made)
            self.breaks = 0
        self.pieces, self.linked = [], 0


def _is_hidden(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    attributes = node.attributes
    return bool(attributes) and (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(attributes.get("style") or ""))
        or not _UNSEEN.isdisjoint(_CLASS_WORD.findall((attributes.get("class") or "").lower()))
    )
