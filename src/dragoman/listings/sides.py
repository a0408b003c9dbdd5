"""Two texts that are held against each other, by their names."""

from __future__ import annotations

from dragoman.article import Article
from dragoman.finding import Message
from dragoman.record import Filter, View
from dragoman.weigh.beside import Side
from dragoman.weigh.told import Told
from dragoman.weighing import side_of_comparison


def side(view: View, name: str) -> Side:
    """The text that a name begins: a message's id, or an article's key or id.

    Raises:
        LookupError: there is none, or there are several.
    """
    found = _named(view, name)
    if len(found) != 1:
        why = "no message and no article begins so"
        if found:
            several = ", ".join(m.id if m else x.key for x, m in found[:5])
            why = f"several begin so: {several}"
        raise LookupError(f"{name}: {why}")
    article, message = found[0]
    if message is None:
        message = _own_message(view, article)
    return side_of_comparison(view, article, message)


def _named(view: View, name: str) -> list[tuple[Article, Message | None]]:
    articles = list(view.articles(Filter(article=name, versions=True)))
    exact = [x for x in articles if name in (x.key, x.id)]
    found: list[tuple[Article, Message | None]] = [(x, None) for x in exact or articles]
    if exact:
        return found
    try:
        article, finding = view.finding(name)
    except LookupError:
        return found
    return [*found, (article, finding)] if isinstance(finding, Message) else found


def _own_message(view: View, article: Article) -> Message | None:
    """The one message that an article is about; None if it is about none, or several."""
    readings = view.readings(Filter(versions=True), ("message",), of=(article.id,))
    held = [m for r in readings for m in r.of(Message) if m.role != "referred"]
    about = [m for m in held if Told(article, m).headlined]
    return about[0] if len(about) == 1 else None
