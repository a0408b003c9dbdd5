"""Markup that would hold up any parser: nested without end, or an element with endless attributes."""

from __future__ import annotations

import re

# A tag with its attributes; it always matches, so that each character is looked at once.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?>\"[^\"]*\"|'[^']*'|[^'\">])*+)>?")
_NESTING = frozenset(
    "a abbr address article aside b bdi bdo big blockquote center cite code dd del details dfn dir div dl "
    "dt em fieldset figure font footer form header i ins kbd label main mark menu nav ol q s samp section "
    "small span strike strong sub sup table tbody td tr tt u ul var".split()
)
# Elements open at once. Real pages have 10-60, broken ones of font tables some hundreds; the time
# that parsers need grows with the square.
DEEPEST = 10_000
# Characters and blanks in one tag beyond which its attributes are left out.
_LONGEST = 4_000
_BLANKS = 2_000


class TooDeepError(ValueError):
    """Markup that is nested deeper than any page."""


def tamed(markup: str) -> str:
    """The markup, with bare tags where they have thousands of attributes.

    Raises:
        TooDeepError: it is nested beyond the limit.
    """
    depth, start = 0, 0
    pieces: list[str] = []
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _NESTING:
            depth += -1 if tag[1] and depth else 1
            if depth > DEEPEST:
                raise TooDeepError
        inside = tag[3]
        if len(inside) > _LONGEST and len(inside.split(None, _BLANKS)) > _BLANKS:
            pieces += (markup[start : tag.start()], f"<{tag[1]}{tag[2]}>")
            start = tag.end()
    return "".join((*pieces, markup[start:])) if pieces else markup
