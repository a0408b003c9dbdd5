"""The attribution encoder: spans of plain sentences, independence, and what happens without it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.grammar.encoder import Attribution, Encoder, Part, Voices, encoder_identity
from dragoman.grammar.encoder.attribution import nested
from dragoman.grammar.encoder.decode import cue_ranges
from dragoman.grammar.encoder.model import FOLDER
from dragoman.grammar.encoder.pieces import INSIDE, MARK, OUTSIDE, quotation_states

needs_model = pytest.mark.skipif(encoder_identity() is None, reason="no model files")

DIRECT = "“We will never give in,” President Kim Jong Un told reporters on Monday."
INDIRECT = "The foreign ministry said that the talks had been useful."
ACCORDING = "According to the foreign minister, the two sides will meet again in Hanoi in May."
COLON = "The president: “There will be no war on our soil.”"
NESTED = "Yonhap reported that Xi Jinping had praised the two countries' friendship."
SENTENCES = [DIRECT, INDIRECT, ACCORDING, COLON, NESTED]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def only(encoder: Encoder, paragraph: str) -> Voices:
    (voices,) = encoder.read([paragraph])
    assert voices is not None
    return voices


def words(paragraph: str, part: Part | None) -> str | None:
    return None if part is None else paragraph[part.start : part.end]


def told(paragraph: str, a: Attribution) -> tuple[str | None, str | None, list[str | None]]:
    content = [words(paragraph, p) for p in a.content]
    return words(paragraph, a.source), words(paragraph, a.cue), content


@needs_model
@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        (DIRECT, "President Kim Jong Un", "told", "“We will never give in,”"),
        (INDIRECT, "The foreign ministry", "said", "that the talks had been useful"),
        (
            ACCORDING,
            "the foreign minister",
            "According to",
            "the two sides will meet again in Hanoi in May",
        ),
        (COLON, "The president", ":", "“There will be no war on our soil.”"),
        (
            NESTED,
            "Yonhap",
            "reported",
            "that Xi Jinping had praised the two countries' friendship",
        ),
    ],
)
def test_spans(encoder: Encoder, sentence: str, source: str, cue: str, content: str) -> None:
    a, *_ = only(encoder, sentence).attributions
    found_source, found_cue, found_content = told(sentence, a)
    assert (found_source, found_cue) == (source, cue)
    assert [c.rstrip(".") for c in found_content if c] == [content]
    assert (a.depth, a.parent) == (0, None)
    assert all(0 < p.probability <= 1 for p in a.parts)


@needs_model
def test_finds_the_inner_voice(encoder: Encoder) -> None:
    outer, inner = only(encoder, NESTED).attributions
    assert told(NESTED, outer)[:2] == ("Yonhap", "reported")
    assert told(NESTED, inner)[:2] == ("Xi Jinping", "had praised")
    assert (inner.depth, inner.parent) == (1, 0)


@needs_model
def test_no_attribution_in_plain_news(encoder: Encoder) -> None:
    assert only(encoder, "The train left the city at noon and crossed the river.") == Voices()


@needs_model
def test_neighbours_do_not_matter(encoder: Encoder) -> None:
    alone = [only(encoder, s) for s in SENTENCES]
    crowd = ["", *SENTENCES, "x" * 3000, INDIRECT * 40]
    together = list(encoder.read(crowd))
    assert together[1 : len(SENTENCES) + 1] == alone
    assert list(encoder.read(SENTENCES[::-1])) == alone[::-1]


# A test module cannot be imported in a fresh process, so two workers are two programs.
_WORKER = """
import sys
from dragoman.grammar.encoder import Encoder
print(ascii(list(Encoder().read(eval(sys.argv[1])))))
"""


@needs_model
def test_same_bytes_again_and_on_two_workers() -> None:
    halves = [SENTENCES[:2], SENTENCES[2:]]
    here = [ascii(list(Encoder().read(h))) for h in halves]
    assert [ascii(list(Encoder().read(h))) for h in halves] == here
    workers = [
        subprocess.Popen([sys.executable, "-c", _WORKER, repr(h)], stdout=subprocess.PIPE)
        for h in halves
    ]
    assert [w.communicate()[0].decode().strip() for w in workers] == here


@needs_model
@pytest.mark.parametrize("paragraph", ["", "   ", "\n", '"', "“”", "."])
def test_nothing_in_nothing(encoder: Encoder, paragraph: str) -> None:
    assert only(encoder, paragraph) == Voices()


@needs_model
def test_long_paragraph_without_a_break(encoder: Encoder) -> None:
    sentence = "The envoy said the aid would come and "
    paragraph = (sentence * 270)[:10_000]
    voices = only(encoder, paragraph)
    assert len(voices.attributions) > 20
    for a in voices.attributions:
        assert all(0 <= p.start < p.end <= len(paragraph) for p in a.parts)
    assert only(encoder, "a" * 10_000) == Voices()


@needs_model
@pytest.mark.parametrize(
    "paragraph",
    [
        "김정은 국무위원장은 시진핑 주석에게 구두친서를 보냈다고 조선중앙통신이 보도했다.",
        "习近平说：“中朝友谊牢不可破。”",
        "По словам министра, «переговоры были полезными».",
        "وقال الوزير إن المحادثات كانت مفيدة.",
        "👩‍👩‍👧 said \ud800 “ok”\u202e",
    ],
)
def test_other_writing_is_no_fault(encoder: Encoder, paragraph: str) -> None:
    for a in only(encoder, paragraph).attributions:
        assert all(0 <= p.start < p.end <= len(paragraph) for p in a.parts)


@needs_model
@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from('Xi said that “we” will not: he told. \t-,’"Ä中'), max_size=300))
def test_spans_lie_inside(paragraph: str) -> None:
    voices = only(_SHARED, paragraph)
    for i, a in enumerate(voices.attributions):
        assert all(0 <= p.start < p.end <= len(paragraph) for p in a.parts)
        assert a.parent != i
        assert (a.depth == 0) == (a.parent is None)


_SHARED = Encoder()


def test_without_files_it_says_so(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path)
    assert encoder.missing is not None
    assert "cues.onnx" in encoder.missing
    assert list(encoder.read(SENTENCES)) == [None] * len(SENTENCES)
    assert encoder_identity(tmp_path) is None


@needs_model
def test_damaged_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "attribution"
    shutil.copytree(FOLDER, folder)
    (folder / "roles.onnx").write_bytes(b"not a graph")
    encoder = Encoder(folder)
    assert encoder.missing == "the attribution model is damaged: roles.onnx"
    assert list(encoder.read([DIRECT])) == [None]


@needs_model
def test_unreadable_config_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "attribution"
    shutil.copytree(FOLDER, folder)
    (folder / "config.json").write_text(json.dumps({"name": "half"}), encoding="utf-8")
    assert "config.json" in (Encoder(folder).missing or "")


@needs_model
def test_fits_the_package() -> None:
    assert sum(p.stat().st_size for p in FOLDER.iterdir()) < 32_000_000


def test_cues_that_touch_are_told_apart() -> None:
    import numpy as np

    tags = np.array([[0.9, 0.1, 0], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.1, 0.8, 0.1]])
    assert [r for r, _ in cue_ranges(tags, 0.5)] == [range(1, 3), range(3, 4)]


def test_parent_is_the_nearest_content() -> None:
    def said(cue: int, start: int, end: int) -> Attribution:
        return Attribution(Part(cue, cue + 1, 1), None, (Part(start, end, 1),), (), 1)

    made = nested([said(20, 22, 40), said(0, 2, 50), said(10, 12, 45)])
    assert [(a.cue.start, a.depth, a.parent) for a in made] == [
        (0, 0, None),
        (10, 1, 0),
        (20, 2, 1),
    ]


def test_the_network_sees_the_marks_that_it_was_trained_with() -> None:
    text = "''No 'a' word,'' \"b\" '\"c\"'"
    states = quotation_states(text)
    assert [text[i] for i, s in enumerate(states) if s == INSIDE] == ["b", "c"]
    assert [text[i] for i, s in enumerate(states) if s == MARK] == ['"'] * 4
    assert states[0] == OUTSIDE
