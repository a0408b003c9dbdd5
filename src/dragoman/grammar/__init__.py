"""An article seen through the layers that readers share, each made on demand and once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Article, Span, in_order
from dragoman.grammar.blocks import Paragraph, paragraphs, sentences
from dragoman.grammar.encoder import Encoder, Voices
from dragoman.grammar.known_names import Known, known_names, straight
from dragoman.grammar.parse import Parse, Parser
from dragoman.grammar.quotations import Quotation, across
from dragoman.grammar.trees import Pieces, Tree, Trees
from dragoman.places import Places, taken


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the number of its paragraph."""

    span: Span
    paragraph: int
    index: int


class Grammar:
    """The layers over one article.

    Args:
        parser: makes parses of paragraphs; without one, nobody gets statistical names.
        encoder: finds attributions; without one, rules stand in.
        trees: says what hangs on what; without it, readers that ask for it find less.
    """

    def __init__(
        self,
        article: Article,
        parser: Parser | None = None,
        encoder: Encoder | None = None,
        trees: Trees | None = None,
    ) -> None:
        self.article = article
        self._parser = parser
        self._encoder = encoder
        self._trees = trees
        self._grown: dict[Pieces, Tree | None] = {}
        self._parses: dict[int, Parse] = {}
        self._voices: dict[int, Voices | None] = {}

    @cached_property
    def plain(self) -> dict[str, str]:
        """Title and text with straight marks, character for character, by where."""
        return {
            "text": straight(self.article.text),
            "title": straight(self.article.title_outside or ""),
        }

    def words(self, span: Span) -> str:
        """The characters of a span, marks made straight."""
        return self.plain[span.where][span.start : span.end]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Title (where it stands outside the text) and paragraphs."""
        return paragraphs(self.article)

    @cached_property
    def _quoted(self) -> list[list[Quotation]]:
        texts = {"text": self.article.text, "title": self.article.title_outside or ""}
        return list(across((texts[p.span.where], p.span) for p in self.paragraphs))

    @cached_property
    def _outermost(self) -> list[list[Span]]:
        return [[q.span for q in found if q.parent is None] for found in self._quoted]

    def quoted(self, paragraph: int) -> list[Quotation]:
        """All quotations of a paragraph, ordered by start, with what goes on from the one before."""
        return self._quoted[paragraph]

    def quotations(self, paragraph: int) -> list[Span]:
        """Outermost quotations of a paragraph, marks included."""
        return self._outermost[paragraph]

    def in_quotation(self, span: Span) -> Span | None:
        """The outermost quotation in which a span lies, if it does."""
        return next((q for q in self._outermost_by_place.meeting(span) if q.holds(span)), None)

    def quotations_at(self, span: Span) -> list[Span]:
        """Outermost quotations that have a character in a span."""
        return self._outermost_by_place.meeting(span)

    def quoted_at(self, span: Span) -> list[Quotation]:
        """All quotations that have a character in a span, ordered by start."""
        return self._quoted_by_place.meeting(span)

    @cached_property
    def _quoted_by_place(self) -> Places[Quotation]:
        return Places((q.span, q) for found in self._quoted for q in found)

    @cached_property
    def _outermost_by_place(self) -> Places[Span]:
        return taken(q for found in self._outermost for q in found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, title first."""
        texts = {"text": self.article.text, "title": self.article.title_outside or ""}
        out: list[Sentence] = []
        for p in self.paragraphs:
            for s in sentences(texts[p.span.where], p.span, self.quotations(p.index)):
                out.append(Sentence(s, p.index, len(out)))
        return tuple(out)

    def sentences_in(self, paragraph: int) -> tuple[Sentence, ...]:
        """The sentences of a paragraph."""
        first = bisect_left(self.sentences, paragraph, key=lambda s: s.paragraph)
        last = bisect_right(self.sentences, paragraph, key=lambda s: s.paragraph)
        return self.sentences[first:last]

    @cached_property
    def _paragraph_starts(self) -> list[tuple[int, int, int]]:
        return [in_order(p.span) for p in self.paragraphs]

    @cached_property
    def _sentence_starts(self) -> list[tuple[int, int, int]]:
        return [in_order(s.span) for s in self.sentences]

    def paragraph_at(self, span: Span) -> int:
        """The number of the paragraph that holds a span's first character; -1 if none does."""
        i = bisect_right(self._paragraph_starts, (span.where != "title", span.start, 1 << 60)) - 1
        return i if i >= 0 and self.paragraphs[i].span.meets(span) else -1

    def sentence_at(self, span: Span) -> Sentence | None:
        """The sentence that holds a span's first character."""
        i = bisect_right(self._sentence_starts, (span.where != "title", span.start, 1 << 60)) - 1
        return self.sentences[i] if i >= 0 and self.sentences[i].span.meets(span) else None

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Known names, none across the border of a paragraph."""
        found = [k for w in ("title", "text") for k in known_names().find(self.plain[w], w)]
        whole = []
        for k in found:
            p = self.paragraph_at(k.span)
            if p >= 0 and self.paragraphs[p].span.holds(k.span):
                whole.append(k)
        return tuple(whole)

    @cached_property
    def _known_by_paragraph(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for k in self.known:
            found.setdefault(self.paragraph_at(k.span), []).append(k.span)
        return found

    def known_in(self, paragraph: int) -> list[Span]:
        """Where known names stand in a paragraph."""
        return self._known_by_paragraph.get(paragraph, [])

    @cached_property
    def _known_by_place(self) -> Places[Known]:
        return Places((k.span, k) for k in self.known)

    def known_at(self, span: Span) -> list[Known]:
        """Known names that have a character in a span, in order."""
        return self._known_by_place.meeting(span)

    # ---- parses

    def give_parses(self, parses: Iterable[tuple[int, Parse]]) -> None:
        """Hand in parses made in a batch with other articles'."""
        self._parses.update(parses)

    def parse(self, paragraph: int) -> Parse | None:
        """The parse of a paragraph, made now if nobody asked before; None without a parser."""
        if self._parser is None:
            return None
        if paragraph not in self._parses:
            text = self.words(self.paragraphs[paragraph].span)
            (self._parses[paragraph],) = self._parser.parse([text])
        return self._parses[paragraph]

    # ---- trees

    def trees(self, stretches: Iterable[Pieces]) -> list[Tree | None]:
        """The trees of stretches of text, in order, each made at its first asking, in one batch.

        None for what is too long, and for all without the model. Ask for all that is needed at
        once, and for no more than that.
        """
        wanted = list(stretches)
        if self._trees is None:
            return [None] * len(wanted)
        new = list(dict.fromkeys(w for w in wanted if w not in self._grown))
        if new:
            self._grown.update(zip(new, self._trees.grow(self.plain, new), strict=True))
        return [self._grown[w] for w in wanted]

    # ---- attributions

    @property
    def hears(self) -> bool:
        """True if an encoder is at hand, so that `voices` can say something."""
        return self._encoder is not None and self._encoder.missing is None

    def voices(self, paragraph: int) -> Voices | None:
        """The attributions of a paragraph, made at the first asking; None without an encoder.

        Offsets count from the paragraph's first character.
        """
        if self._encoder is None:
            return None
        if paragraph not in self._voices:
            span = self.paragraphs[paragraph].span
            text = {"title": self.article.title_outside or "", "text": self.article.text}
            (self._voices[paragraph],) = self._encoder.read(
                [text[span.where][span.start : span.end]]
            )
        return self._voices[paragraph]


__all__ = [
    "Encoder",
    "Grammar",
    "Paragraph",
    "Parse",
    "Parser",
    "Quotation",
    "Sentence",
    "Tree",
    "Trees",
    "Voices",
]
