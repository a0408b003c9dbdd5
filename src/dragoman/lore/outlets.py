"""Whose medium an outlet is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.lore.actors import roster


@cache
def side_of(outlet: str | None) -> str | None:
    """The state whose medium an outlet is, by the roster.

    >>> side_of("KCNA"), side_of("kremlin.ru"), side_of("a page somewhere")
    ('PRK', 'RUS', None)
    """
    return _outlets().get((outlet or "").casefold())


@cache
def _outlets() -> Mapping[str, str]:
    bodies = (x for x in roster().values() if not x.is_person and x.state)
    return {form.casefold(): str(x.state) for x in bodies for form in x.forms}
