"""How templates are filled, in the report and in the desk."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from dragoman.report.passages import tongued, unbroken


@cache
def environment(*packages: str) -> Environment:
    """The templates of these packages and then the report's; everything is escaped."""
    loaders = [PackageLoader(p) for p in (*packages, "dragoman.report")]
    made = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters |= {"tongued": tongued, "unbroken": unbroken, "count": count}
    return made


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "message"), count(1200, "message")
    ('1 message', '1,200 messages')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
