"""What a request's filters ask for, each value checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args, get_type_hints

from dragoman import lore
from dragoman.finding import Act, Quote, SpeakerStatus
from dragoman.intake import iso
from dragoman.listings.rows import OUTWARD
from dragoman.listings.table import Listing
from dragoman.record import Filter

SCOPES = ("outward", "all", "interstate", "party", "domestic")
LABELS = {
    "between": "Between", "who": "Who", "to": "To", "form": "Form", "scope": "Scope",
    "about": "About", "act": "Act", "kind": "Status or form", "since": "Since", "until": "Until",
    "outlet": "Outlet", "article": "Article",
}  # fmt: skip


class UnknownValueError(ValueError):
    """A filter has a value that nothing can have; the text says which, and some that it may have."""


def choices(field: str) -> tuple[str, ...]:
    """The values of a filter that is a closed list; () for any other."""
    if field == "scope":
        return SCOPES
    if field == "form":
        return tuple(t.code for t in lore.codebook().terms if t.list == "form")
    if field == "act":
        return get_args(Act)
    if field == "kind":
        return (*get_args(SpeakerStatus), *get_args(get_type_hints(Quote)["form"]))
    return ()


def wanted(listing: Listing, given: Mapping[str, str]) -> Filter:
    """The filter that a request gives.

    Raises:
        UnknownValueError: a value is none of its list, or no date, or no state.
    """
    held = {k: v.strip() for k, v in given.items() if k in listing.filters and v.strip()}
    made: dict[str, object] = {}
    for field, value in held.items():
        made[field] = _between(value) if field == "between" else _checked(field, value)
    if "scope" in listing.filters:
        scope = held.get("scope", "outward")
        made["scope"] = {"outward": (*OUTWARD, None), "all": None}.get(scope, (scope,))
    return Filter(**made)  # type: ignore[arg-type]


def _checked(field: str, value: str) -> str:
    if field in ("since", "until") and iso(value) is None:
        raise UnknownValueError(f"{LABELS[field]}: {value!r} is no date; write it as YYYY-MM-DD")
    allowed = choices(field)
    code = value.replace(" ", "_")
    if allowed and code not in allowed:
        raise UnknownValueError(
            f"{LABELS[field]}: {value!r} is not known; one of {', '.join(allowed[:12])}"
        )
    return code if allowed else value


def _between(value: str) -> tuple[str, ...]:
    states = tuple(value.upper().replace("-", " ").replace(",", " ").split())
    unknown = [s for s in states if s not in lore.sides()]
    if unknown or len(states) != 2:
        raise UnknownValueError(
            f"Between: {value!r} are not two states; write two codes, as PRK CHN"
        )
    return states
