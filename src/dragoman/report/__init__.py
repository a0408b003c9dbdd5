"""Reports on a record: one file a form, each taking a view and giving text."""

from collections.abc import Callable

from dragoman.report import page

FORMS: dict[str, Callable[..., str]] = {"page": page.page}

__all__ = ["FORMS"]
