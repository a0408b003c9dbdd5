"""Whose medium an outlet is, and which bodies speak for their state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dragoman.lore import tables
from dragoman.lore.actors import Actor, roster


@cache
def side_of(outlet: str | None) -> str | None:
    """The state whose medium an outlet is, by the roster.

    >>> side_of("KCNA"), side_of("kremlin.ru"), side_of("a page somewhere")
    ('PRK', 'RUS', None)
    """
    found = _outlets().get((outlet or "").casefold())
    return found.state if found else None


@cache
def spoken_for_by(outlet: str | None) -> str | None:
    """The state for which an outlet speaks; None for a paper or agency that speaks for itself.

    >>> spoken_for_by("KCNA"), spoken_for_by("kremlin.ru"), spoken_for_by("Reuters")
    ('PRK', 'RUS', None)
    """
    found = _outlets().get((outlet or "").casefold())
    return found.state if found and acts_for_state(found) else None


def acts_for_state(body: Actor) -> bool:
    """True for a state's own bodies and media; not for institutes and media of their own."""
    organs, acting = _speaking()
    return body.id in organs or body.type in acting


@cache
def _speaking() -> tuple[frozenset[str], frozenset[str]]:
    table = tables.toml("words/outlets.toml")
    return frozenset(table["organs"]), frozenset(table["acting"])


@cache
def _outlets() -> Mapping[str, Actor]:
    bodies = (x for x in roster().values() if not x.is_person and x.state)
    return {form.casefold(): x for x in bodies for form in x.forms}
