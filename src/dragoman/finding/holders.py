"""Whether two who vouch for something are one source."""

from __future__ import annotations

from dragoman.finding.fields import Speaker
from dragoman.finding.parties import same_party


def same_holder(a: Speaker | None, b: Speaker | None) -> bool | None:
    """True if two speakers of one article are one, False if not, None where the text leaves it open.

    Those without a name are one if they stand for the same first mention.
    """
    if a is None or b is None or "unresolved" in (a.status, b.status):
        return None
    if a.actor or b.actor:
        return a.actor == b.actor if a.actor and b.actor else False
    if a.name.known != b.name.known:
        return False
    if a.name.known:
        return same_party(a, b)
    return bool(a.evidence and b.evidence) and a.evidence[-1] == b.evidence[-1]
