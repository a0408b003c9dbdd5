from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article, Span
from dragoman.finding import (
    DateField,
    Field,
    Message,
    Name,
    Party,
    Reading,
    from_json,
    identified,
    spans_of,
    to_json,
)
from dragoman.pipeline import read_batch

TEXT = "Xi Jinping sent a reply to a letter sent by Kim Jong Un on Friday, and thanked Kim."


def test_findings_survive_json() -> None:
    (reading,) = read_batch([Article("k", "s", TEXT)])
    assert reading.findings
    for f in reading.findings:
        assert from_json(json.loads(json.dumps(to_json(f)))) == f
        assert from_json(json.loads(json.dumps(to_json(f, sparse=True)))) == f


spans = st.builds(lambda s, n, w: Span(s, s + n, w), st.integers(0, 90), st.integers(1, 9),
                  st.sampled_from(["text", "title"]))  # fmt: skip
texts = st.none() | st.text(max_size=5)
given_fields = st.builds(Field, texts, st.sampled_from(["stated", "implied", "not_stated"]),
                         st.tuples(spans) | st.just(()), texts)  # fmt: skip
parties = st.builds(Party, given_fields, given_fields, texts, texts,
                    st.sampled_from(["person", "body"]), st.tuples(spans))  # fmt: skip


@given(st.none() | parties, st.tuples(parties) | st.just(()), given_fields, st.booleans())
def test_any_message_survives_json(
    sender: Party | None, more: tuple[Party, ...], field: Field, reply: bool
) -> None:
    m = Message(evidence=(Span(0, 5),), sender=sender, co_recipients=more, channel=field, is_reply=reply,
                sent=DateField("2020", "stated", (Span(1, 2),), "x", earliest="2020-01-01"))  # fmt: skip
    for sparse in (False, True):
        back = from_json(json.loads(json.dumps(to_json(m, sparse=sparse))))
        assert back == m
        assert spans_of(back) == spans_of(m)


def test_ids_stay_when_text_before_changes_and_differ_on_the_same_words() -> None:
    def names(text: str) -> tuple[str, ...]:
        article = Article("k", "s", text)
        starts = [i for i in range(len(text)) if text.startswith("China", i)]
        made = [Name(evidence=(Span(i, i + 5),), type="state", canonical="China") for i in starts]
        return tuple(f.id for f in identified(article, made))

    assert names("China and China") == names("So: China and China")
    assert len(set(names("China and China"))) == 2


def test_links_follow_the_lasting_ids() -> None:
    (reading,) = read_batch([Article("k", "s", TEXT)])
    reply, letter = sorted(reading.of(Message), key=lambda m: not m.is_reply)
    assert reply.replies_to == letter.id
    assert isinstance(reading, Reading)
