"""Reports on a record: one file a form, each taking a view and giving text."""

from collections.abc import Callable

from dragoman.record.base import Filter, View
from dragoman.report import page

FORMS: dict[str, Callable[[View, Filter], str]] = {"page": page.page}

__all__ = ["FORMS"]
