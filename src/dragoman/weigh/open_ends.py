"""Replies of which it is not known what they answer, as lines of the ledger of what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.weigh.threads import WINDOW, WINDOW_OCCASION, Thread
from dragoman.weigh.told import Told
from dragoman.weigh.unknowns import Unknown, title_of


def open_ends(threads: Iterable[Thread]) -> Iterator[tuple[Told, Unknown]]:
    """One line for each reply whose message the record lacks or that might answer several.

    It stands at the first report of the reply.
    """
    for thread in threads:
        for link in thread.links:
            if link.state == "linked":
                continue
            told = link.reply.first
            m = told.message
            why = (
                f"{len(link.candidates)} messages of the record fit"
                if link.state == "ambiguous"
                else f"no message of the record within {WINDOW.days} days before it, or "
                f"{WINDOW_OCCASION.days} on the same occasion"
            )
            if link.answered is not None and link.state == "out_of_corpus":
                why = "the record holds only words that refer to it"
            words = " … ".join(told.article.slice(s) for s in m.evidence)
            yield told, Unknown("message", m.id, "replies_to", link.state,
                                f"{title_of(m)}: which message it answers", why, m.evidence,
                                words)  # fmt: skip
