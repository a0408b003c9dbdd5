"""Bytes to articles: paths, folders and standard input, one file a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dragoman.article import Article, Coverage
from dragoman.intake.coverage import NAME as COVERAGE
from dragoman.intake.coverage import read_coverage
from dragoman.intake.files import saved_at, too_large, unpacked
from dragoman.intake.json_lines import read_json_lines
from dragoman.intake.language import with_language
from dragoman.intake.markdown import read_markdown
from dragoman.intake.metadata import from_mapping, iso, iso_or_wider
from dragoman.intake.plain import read_plain
from dragoman.intake.problem import Problem
from dragoman.intake.saved import DEEPEST, LARGEST_FILE, Saved, largest, suffix_of
from dragoman.intake.sniff import known_other, sniffed

# What a form gives; a container gives what lies in it.
Taken = Iterator[Article | Coverage | Problem | Saved]
Form = Callable[[Saved], Taken]


# Forms that need much are imported when the first such file is met: every command starts faster.
def _html(saved: Saved) -> Taken:
    from dragoman.intake.html import read_html

    return read_html(saved)


def _mail(saved: Saved) -> Taken:
    from dragoman.intake.mail import read_mail

    return read_mail(saved)


def _pdf(saved: Saved) -> Taken:
    from dragoman.intake.pdf import read_pdf

    return read_pdf(saved)


def _zip(saved: Saved) -> Taken:
    from dragoman.intake.archive import read_zip

    return read_zip(saved)


# By the end of the file name. A new form of input is one file and one line here.
FORMS: dict[str, Form] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".mhtml": _mail,
    ".mht": _mail,
    ".eml": _mail,
    ".pdf": _pdf,
    ".zip": _zip,
}
# Archives by their content, documents by their name: the archive's reader says so.
_DOCUMENTS = frozenset(".docx .xlsx .pptx .odt .ods .odp .epub".split())
# Text that may well begin like a mail: memoranda and telegrams do.
_BY_NAME = (read_plain, read_markdown)


def intake(
    paths: Iterable[str], given: dict[str, str] | None = None
) -> Iterator[Article | Coverage | Problem]:
    """Articles and tables of coverage in order, and a Problem for whatever could not be taken in.

    Args:
        paths: files, folders (read whole, in order of name), "-" for standard input.
        given: metadata that a person gives; they hold for every article.
    """
    said, bad = from_mapping(given or {}, "person", "options")
    yield from bad
    for path in paths:
        for item in saved_at(path, tuple(said)):
            yield from [item] if isinstance(item, Problem) else _taken(item)


def _taken(saved: Saved) -> Iterator[Article | Coverage | Problem]:
    """What lies in a file, and in what lies in it."""
    packed = 0
    while sniffed(saved.raw) == ".gz" or (saved.name.lower().endswith(".gz") and not packed):
        raw = unpacked(saved)
        packed += 1
        if isinstance(raw, Problem) or packed > DEEPEST:
            what = f"packed more than {DEEPEST} times"
            yield raw if isinstance(raw, Problem) else Problem(saved.place, what, "unpack it first")
            return
        saved = replace(saved, raw=raw)
    form, told = _form(saved)
    if told:
        yield told
    if form is None:
        return
    for item in form(saved):
        if isinstance(item, Saved):
            yield from _taken(item)
        else:
            yield with_language(item) if isinstance(item, Article) else item


def _form(saved: Saved) -> tuple[Form | None, Problem | None]:
    """The form of a file by name and content, and what must be said about it."""
    suffix, told = suffix_of(saved.name), None
    if saved.name.rsplit("/", 1)[-1] == COVERAGE:
        return read_coverage, None
    form = FORMS.get(suffix)
    if not saved.raw:
        return None, Problem(saved.place, "empty", "nothing to read")
    certain = sniffed(saved.raw)
    if certain == ".eml" and form in _BY_NAME:
        certain = None
    if certain and FORMS[certain] is not form:
        if suffix and suffix not in _DOCUMENTS:
            what = f"the name says {suffix}, the content is {certain} and was read so"
            told = Problem(saved.place, what, "rename it if that is right", lost=False)
        form, suffix = FORMS[certain], certain
    elif other := known_other(saved.raw):
        return None, Problem(saved.place, f"{other}, no text", "save it as text, HTML or PDF")
    if form is None and saved.name == "-":
        form = read_json_lines if saved.raw.lstrip().startswith(b"{") else read_plain
    if form is None:
        what = f"no form known for {suffix or 'files without suffix'}"
        known = f"one of {', '.join(FORMS)} (each also .gz) can be read"
        return None, Problem(saved.place, what, known)
    refused = _refused(saved, form, suffix)
    return (None, refused) if refused else (form, told)


def _refused(saved: Saved, form: Form, suffix: str) -> Problem | None:
    """Why a file is not read, though its form is known."""
    if saved.depth > DEEPEST or (form is _zip and saved.depth == DEEPEST):
        return Problem(saved.place, f"more than {DEEPEST} archives deep", "unpack the outer ones")
    limit = LARGEST_FILE if saved.name == "-" else largest(suffix)
    return too_large(saved.place, limit) if len(saved.raw) > limit else None


__all__ = ["FORMS", "Problem", "intake", "iso", "iso_or_wider"]
