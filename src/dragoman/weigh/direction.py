"""Who copied from whom, where evidence shows it; never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Literal

from dragoman import lore
from dragoman.article import Article
from dragoman.finding import Credit

Basis = Literal["credit", "published"]

# Outlets of different places date one moment up to two days apart (UTC-12 to UTC+14): days decide
# between them only from the second on.
_DAYS_BETWEEN_OUTLETS = 2
_SAYS = r"(?:said|says|reported|reports|announced|carried)\b"
_AFTER = r"(?:according to|reported by|carried by|released by|quoting|citing)"


@cache
def _media() -> dict[str, frozenset[str]]:
    """Every name of a medium in the roster with all its names."""
    out = {}
    for body in lore.roster().values():
        if body.type in ("agency", "broadcaster", "newspaper"):
            names = frozenset(n.casefold() for n in (body.name, *body.variants))
            out.update(dict.fromkeys(names, names))
    return out


def _names(name: str) -> frozenset[str]:
    plain = re.sub(r"^the\s+", "", name.casefold().strip())
    return _media().get(plain, frozenset({plain}))


class Origin:
    """Where an article stands in time and among the outlets."""

    def __init__(self, article: Article, credits: Iterable[Credit] = ()) -> None:
        self.article = article
        self._credits = credits

    @cached_property
    def outlet(self) -> frozenset[str]:
        """The names of its outlet; none if that is not known."""
        outlet = self.article.value("outlet")
        return _names(outlet) if outlet else frozenset()

    @cached_property
    def credited(self) -> frozenset[str]:
        """The names of the agencies and outlets that it credits."""
        named = (_names(c.name) for c in self._credits if c.role in ("agency", "outlet"))
        return frozenset().union(*named)

    def is_outlet_of(self, other: Origin) -> bool:
        """True if both are known to be of one outlet."""
        return not self.outlet.isdisjoint(other.outlet)

    def names(self, other: Origin) -> bool:
        """True if it credits the other's outlet, or its text says that this reported it."""
        if not other.outlet or self.is_outlet_of(other):
            return False
        if not self.credited.isdisjoint(other.outlet):
            return True
        names = "|".join(map(re.escape, sorted(other.outlet)))
        said = rf"\b(?:(?:{names})\s+{_SAYS}|{_AFTER}\s+(?:the\s+)?(?:{names})\b)"
        return re.search(said, self.article.text, re.IGNORECASE) is not None


def evidence(source: Origin, copy: Origin) -> Basis | None:
    """What shows that the second article copied the first; None if nothing does.

    A credit outranks dates: what an agency in the east dates the 2nd may stand in a paper of the
    1st.
    """
    if copy.names(source) != source.names(copy):
        return "credit" if copy.names(source) else None
    return "published" if _is_before(source, copy) else None


def _is_before(one: Origin, other: Origin) -> bool:
    a, b = _moment(one.article), _moment(other.article)
    if a and b:
        return a < b
    days = _day(one.article), _day(other.article)
    if days[0] is None or days[1] is None:
        return False
    least = 1 if one.is_outlet_of(other) else _DAYS_BETWEEN_OUTLETS
    return days[1] - days[0] >= timedelta(days=least)


def _moment(article: Article) -> datetime | None:
    """The time of publication, if its zone is known too."""
    try:
        found = datetime.fromisoformat(article.published or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _day(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def days_apart(one: Article, other: Article) -> int | None:
    """Days between two publications; None if one of them is not known."""
    a, b = _day(one), _day(other)
    return abs((a - b).days) if a and b else None
