"""Messages that answer each other, in words and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.listings import rows
from dragoman.listings.row import Row
from dragoman.weigh.communications import Communication
from dragoman.weigh.threads import Link, Thread


def dated(c: Communication) -> tuple[str, str]:
    """The day by which a message is put in order, and which day that is."""
    if c.dated:
        name, days, _ = c.dated
        exact = days.first == days.last
        return days.first.isoformat() + ("" if exact else f"/{days.last.isoformat()}"), name
    return (c.seen.isoformat(), "published") if c.seen else ("?", "")


def answer(link: Link | None, thread: Thread) -> str:
    """What a reply answers, in words; nothing for what is no reply."""
    if link is None:
        return ""
    if link.state == "ambiguous":
        several = ", ".join(c.message.id for c in link.candidates)
        return f"may answer one of {len(link.candidates)}, not decided: {several}"
    if link.state == "out_of_corpus":
        return "answers a message that the record does not hold" + _after(link)
    before = thread.messages.index(link.reply) - 1
    above = before >= 0 and thread.messages[before] is link.answered
    what = "the one above" if above else link.answered.message.id if link.answered else "?"
    return f"answers {what}{_after(link)}, by {', '.join(link.by)}{_shares(link)}"


def _shares(link: Link) -> str:
    """How many of its words stand in what it answers, where both texts are held."""
    same = link.overlap
    return f"; {same.same} of its {same.n} words stand there" if same else ""


def _after(link: Link) -> str:
    runs = link.runs
    if runs is None:
        return ""
    ends = " to ".join(f"{r.field} {r.day.isoformat()}" for r in runs)
    days = "1 day" if link.latency_days == 1 else f"{link.latency_days} days"
    return f" after {days} ({ends})"


def sources(c: Communication) -> str:
    """Who tells of a message, copies counted once; and by how long the other side is later."""
    if not c.reports:
        return "only referred to"
    outlets = list(dict.fromkeys(t.outlet or t.article.key for t in c.reports))
    number = f"{c.sources} sources: " if c.sources > 1 else ""
    lag = f" (recipient's side {c.lag_days:+} days)" if c.lag_days is not None else ""
    return number + ", ".join(outlets) + lag


def threads(found: Iterable[Thread]) -> Iterator[Row]:
    """A row for each message of each thread."""
    for t in found:
        for c in t.messages:
            link = t.link_of(c)
            runs = link.runs if link else None
            same = link.overlap if link else None
            day, what = dated(c)
            m = c.message
            cells = {
                "thread": t.id,
                "date": day,
                "date_is": what,
                "sender": rows.party(m.senders) or "?",
                "recipient": rows.party(m.recipients) or "?",
                "form": " / ".join(f.replace("_", " ") for f in c.forms),
                "occasion": str(c.shared_occasion.value or ""),
                "sources": str(c.sources),
                "outlets": ", ".join(dict.fromkeys(t.outlet or "" for t in c.reports)),
                "lag_days": "" if c.lag_days is None else str(c.lag_days),
                "link": link.state if link else "",
                "answers": link.answered.message.id if link and link.answered else "",
                "by": ", ".join(link.by) if link else "",
                "latency_days": str(link.latency_days) if runs and link else "",
                "runs_from": f"{runs[0].field} {runs[0].day}" if runs else "",
                "runs_to": f"{runs[1].field} {runs[1].day}" if runs else "",
                "overlap": f"{same.share:.4f}" if same else "",
                "overlap_words": str(same.same) if same else "",
                "of_words": str(same.n) if same else "",
                "candidates": ", ".join(x.message.id for x in link.candidates) if link else "",
                "conflicting": ", ".join(c.conflicting),
                "article": c.first.article.key,
                "id": m.id,
                "ids": ", ".join(x.message.id for x in c.told),
            }
            yield Row(cells, None)
