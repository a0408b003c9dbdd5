"""PDF with text: paragraphs, and where each page stands in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.article import Article, Metadatum, Raw, Span
from dragoman.intake.plain import article_from, sha256, source_of, title_told, told
from dragoman.intake.problem import Problem
from dragoman.intake.saved import Saved, printable

# A book; beyond it a file is split.
_MOST_PAGES = 2_000
_HEADER_WITHIN = 1_024


def read_pdf(saved: Saved) -> Iterator[Article | Problem]:
    """The one article of a PDF with text; one that is scanned, encrypted or broken is named."""
    if b"%PDF-" not in saved.raw[:_HEADER_WITHIN]:
        yield Problem(saved.place, "no PDF, though its name says so", "save it again")
        return
    # 0.15 s, only where there is a PDF.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(saved.raw)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            yield Problem(saved.place, "encrypted PDF", "save it without a password")
        else:
            yield Problem(saved.place, f"broken PDF ({_why(error)})", "fetch or save it again")
        return
    try:
        yield from _article(saved, document)
    except pypdfium2.PdfiumError as error:
        yield Problem(saved.place, f"broken PDF ({_why(error)})", "fetch or save it again")
    finally:
        document.close()


def _why(error: Exception) -> str:
    return printable(str(error))


def _article(saved: Saved, document: Any) -> Iterator[Article | Problem]:
    import pypdfium2.raw

    from dragoman.intake.pdf.lines import (
        heading_of,
        lines_of,
        paragraphs_of,
        vocabulary,
        without_running,
    )

    count = len(document)
    if count > _MOST_PAGES:
        yield Problem(saved.place, f"over {_MOST_PAGES:,} pages", "split it")
        return
    pages = []
    for number in range(count):
        page = document[number]
        pages.append(lines_of(page, pypdfium2.raw))
        page.close()
    if not any(pages):
        what = "scanned PDF, no text in it" if count else "PDF without pages"
        yield Problem(saved.place, what, "run text recognition over it, e.g. with ocrmypdf")
        return
    pages = without_running(pages)
    words = vocabulary(pages)
    text, spans = _laid([paragraphs_of(p, words) for p in pages])
    more, bad = told(saved)
    yield from bad
    empty = sum(not p for p in pages)
    if empty:
        yield Problem(saved.place, f"{empty} of {count} pages have no text", "run text recognition over it", lost=False)  # fmt: skip
    more += _facts(document)
    raw = Raw(sha256(saved.raw), "pdf", pages=spans)
    heading = heading_of(pages[0])
    at = text.find(heading, 0, 1_000) if heading else -1
    where = Span(at, at + len(heading)) if heading and at >= 0 else None
    yield article_from(
        text, saved.name, source_of(saved, more), more, title_told(saved), title_span=where,
        first_line=False, raw=raw,
    )  # fmt: skip


def _laid(pages: list[list[str]]) -> tuple[str, tuple[Span, ...]]:
    """All paragraphs with an empty line between them, and the span of each page.

    A paragraph that goes on over a page's end stays one.
    """
    spans: list[Span] = []
    text, before = "", ""
    for paragraphs in pages:
        if text and paragraphs:
            text += " " if _goes_on(before, paragraphs[0]) else "\n\n"
        body = "\n\n".join(paragraphs)
        spans.append(Span(len(text), len(text) + len(body)))
        text += body
        before = paragraphs[-1] if paragraphs else before
    return text, tuple(spans)


def _goes_on(before: str, after: str) -> bool:
    """True for a sentence that isn't finished and words that can't begin one."""
    return before[-1:].isalnum() and after[:1].islower()


def _facts(document: Any) -> list[Metadatum]:
    """The author, if the file states one.

    The day on which the file was made is not that of the story, so it isn't taken.
    """
    author = printable(str(document.get_metadata_value("Author") or "").strip())
    return [Metadatum("author", author, "page")] if author else []
