"""Quotation marks, paired: `{` and `}` stand round each quotation with its marks.

`~}` ends one that has no closing mark, `+{` begins one that goes on from the paragraph before.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article, Span
from dragoman.grammar import Grammar
from dragoman.grammar.quotations import Quotation, across, quotations


def bracketed(text: str, found: list[Quotation]) -> str:
    signs = []
    for n, q in enumerate(found):
        signs.append((q.span.start, 1, n, "+{" if q.continues else "{"))
        signs.append((q.span.end, 0, -q.level, "}" if q.closed else "~}"))
    out, at = "", 0
    for place, _, _, sign in sorted(signs):
        out += text[at:place] + sign
        at = place
    return out + text[at:]


def plain(case: str) -> str:
    return re.sub(r"\+?\{|~?\}", "", case)


def whole(text: str) -> Span:
    return Span(0, len(text))


CASES = [
    # double marks
    'He said, {"We agree."} She left.',
    "{“We agree,”} he said. {“We always did.”}",
    '{"Yes,"} he said, {"and no."}',
    'The {"talks"} ended.',
    '{"Is it so?"} she asked.',
    '({"Nobody came,"} it said.)',
    'The paper ({"Dawn"}) wrote it; a second ({"Dusk"}), too.',
    'A word—{"peace"}—was missing.',
    'An anti-{"reform"} crowd stood there.',
    'Its {"wait-and-see"}-policy failed.',
    '{"[. . .] and then [the envoy] left [...]"} was all.',
    '{". . . and the rest is known,"} he wrote.',
    '{"...the rest is known..."} he wrote.',
    'He began: {"I was—"} and stopped.',
    '{"A"}, {"B"} and {"C"} are marks; {"D"}/{"E"} are, too.',
    "He called it {“peace”}; they called it {“war”}.",
    # mixed and mismatched marks
    '{“We agree,"} he said.',
    '{"We agree,”} he said. {“We always did."}',
    "{''We don't agree,''} he said. {''Not now.''}",
    "{``We don't agree,''} he said.",
    "{“We don’t agree,''} he said.",
    "The film {“Snowfall“} and the boat {”Seagull“} and {”Tern”}, too.",
    "He talks of {'bringing the matter\"} to court.",
    "{“We will be there,’} he wrote to them.",
    # marks of other tongues
    "{„Ja“}, sagte er. {„Nein”}, sagte sie. {‚Gut‘}, sagten beide.",
    "{»Ja«}, sagte er; {›nein‹} dachte sie.",
    "Il a dit : {« Nous l’avons vu. »} Puis {«fini»}.",
    'Il parle de l\'{"esprit"} du lieu.',
    "他说：{「好，{『可以』}。」}又读了{《晨报》}。",
    "그는 {“가자”}고 말했다. {‘평화’}의 길, {'평화'}의 길.",
    # apostrophes
    "They don't know, they can't know, and it's late.",
    "They don’t know Kim’s view, it’s late o’clock.",
    "The workers' union and the boys' club met the workers’ council.",
    "In the '90s and the ’60s, in '68 and ’72, rock 'n' roll was young.",
    "In the ‘80s he told ‘em all.",
    "Give 'em time, 'til they're ready; 'tis late.",
    "Talkin' and walkin' with ol' friends.",
    "The party 's plan, the Union (EU)'s plan, the U.S.'s plan, the e.v.’s.",
    'In {"Dawn"}\'s view and {“Dusk”}’s view.',
    "I don‘t know.",
    "The states' rights and one man's house.",
    # single marks outside
    "{'Don't go,'} he said. {'The workers' party is here.'}",
    "{‘Don’t go,’} he said. {‘The workers’ party is here.’}",
    "The {'talks'} of the workers' union ended.",
    "{'I saw {\"Dawn\"} on Monday,'} she said.",
    "{‘I saw {“Dawn”} and {“Dusk”} on Monday,’} she said.",
    "The ship {'Sea Bird No. 2'} sailed in {'1931'}.",
    "She asked: {‘It’s the workers’ day, isn’t it?’} and left.",
    "It reads {'by order of the court'}, and {'soon'}.",
    # nested
    "{“He told me, {‘Don’t go,’}”} she said.",
    "{\"He told me, {'Don't go,'}\"} she said.",
    "{\"The power of {'we'} \"} and so on.",
    "{''He told me, {'Don't go.'}''} She left.",
    "{''{'Twenty years'} is long,''} she said.",
    "{“{’Snowfall,’}”} she said.",
    '{"On {"Unity"} and us"} is its title.',
    "{“On {“Unity”} and us”} is its title.",
    "{“A {‘b {“c”} d’} e”} is deep.",
    # lengths and minutes
    'He was 6\' 2" tall and held a 12" pipe, 3\' 6" long.',
    "It lies at 30' north and 10' east.",
    "{“He is like 6’2”,”} she said.",
    '{"The pipe was 12" wide,"} he said. {"It broke."}',
    # unclosed
    '{"We will come. We will stay.~}',
    "He said: {“We will come.~}",
    "{'We will come and stay.~}",
    '{"I agree, he said.~} {"We will come."}',
    "{“Work goes on inside the {“quartet”} of states.~}",
    "{“He told me, {‘I can do it. I can.~}”} Then he left.",
    "{“Yes,”} he said. {“Then he told me, {‘I can do it. I can.~}~}",
    # never opened, and marks that are none
    'They came to the hall."',
    "They came to the hall.” Then they left.",
    "He ends: they came.'",
    "» first point",
    '" first point',
    'Wheat, 5 tons; rice " " tons.',
    "\"\"\"\"\"\"\" and ''''''' and ``` are ornaments.",
    "No marks at all.",
    "",
    '"',
    "'",
    # spaces on the wrong side
    'He said that {" signs were seen"} there.',
    'The {"case of the envelope "} was closed.',
    'It called it {"peace, "} a word.',
    '{" Unity "} is a word.',
    # at a line's start in a list
    '- {"Unity"}: a word',
    "* {“Unity”} is a word",
    "1. {'Unity'} is a word",
    '•{"Unity"} is a word',
    '**{“Unity”}** and *{"talks"}*',
]


@pytest.mark.parametrize("case", CASES)
def test_marks_of_a_paragraph(case: str) -> None:
    text = plain(case)
    assert bracketed(text, quotations(text, whole(text))) == case


ARTICLES = {
    "a mark at each paragraph's start": [
        'She said: {"We came.~}',
        '+{"We saw.~}',
        '+{"We left."} So she said.',
        '{"Good,"} he said.',
    ],
    "one opening and one closing mark": [
        "The message reads: {“We wish you well.~}",
        "+{We hope for peace, and for the {‘quartet’}.~}",
        "+{Our workers’ union greets you.”}",
        "The union’s message was read.",
    ],
    "a line broken inside a title": ['A statement titled {"Let us~}', '+{go on"} came out.'],
    "nothing closes it": ["He said: {“We wish you well.~}", "They left.", "{“Good,”} he said."],
    "an opening mark two paragraphs on begins another": [
        "He said: {“We wish you well.~}",
        "They left.",
        "{“Good.”} They left.",
    ],
    "speech between shows that it ended": [
        "He said: {“We wish you well.~}",
        "She said: {“Thanks.”}",
        "They left.”",
    ],
    "single marks": [
        "He wrote: {'The states agree.~}",
        "+{The states' rights stand.~}",
        "+{It is done.'} So he wrote.",
    ],
    "another mark does not go on": ["He said: {“We came.~}", "{'Unity'} is a word."],
}


@pytest.mark.parametrize("name", ARTICLES)
def test_marks_across_paragraphs(name: str) -> None:
    texts = [plain(case) for case in ARTICLES[name]]
    found = across((t, whole(t)) for t in texts)
    assert [bracketed(t, q) for t, q in zip(texts, found, strict=True)] == ARTICLES[name]


@pytest.mark.parametrize(
    "case", ['+{"We left."} So she said.', "+{We left.”} So she said.", 'He said, {"Yes."}']
)
def test_a_paragraph_after_an_open_one(case: str) -> None:
    text = plain(case)
    assert bracketed(text, quotations(text, whole(text), before_open=True)) == case


def test_the_grammar_gives_outermost_spans_and_all() -> None:
    text = "He said: “We came.\n“He told me, ‘Go,’ and I went.” So it ends."
    grammar = Grammar(Article("k", "s", text))
    (one,) = grammar.quotations(1)
    assert text[one.start : one.end] == "“He told me, ‘Go,’ and I went.”"
    outer, inner = grammar.quoted(1)
    assert (outer.span, outer.level, outer.parent, outer.continues) == (one, 0, None, True)
    assert (inner.level, inner.parent, inner.continues) == (1, 0, False)
    assert text[inner.inner.start : inner.inner.end] == "Go,"
    assert grammar.in_quotation(inner.span) == one


def test_a_title_outside_the_text_opens_nothing_in_it() -> None:
    grammar = Grammar(Article("k", "s", "They left.” So it ends.", title="Envoy: “We came"))
    assert [q.closed for q in grammar.quoted(0)] == [False]
    assert grammar.quoted(0)[0].span.where == "title"
    assert grammar.quoted(1) == []


@given(st.text(alphabet="ab sS2.,:(\n\"“”„‘’'«»「」`-é한", max_size=80), st.booleans(), st.data())
def test_quotations_nest_inside_their_paragraph(
    text: str, before_open: bool, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))), "title")
    found = quotations(text, span, before_open=before_open)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    marks = "\"“”„‘’'«»「」`"
    for n, q in enumerate(found):
        assert span.holds(q.span)
        assert q.span.holds(q.inner)
        unmarked = q.continues and q.inner.start == q.span.start == span.start
        assert unmarked or set(text[q.span.start : q.inner.start]) <= set(marks)
        assert unmarked or 1 <= q.inner.start - q.span.start <= 2
        assert (q.inner.end < q.span.end) == q.closed
        assert set(text[q.inner.end : q.span.end]) <= set(marks)
        assert (q.level == 0) == (q.parent is None)
        assert not q.continues or before_open
        if q.parent is not None:
            outer = found[q.parent]
            assert q.parent < n
            assert outer.level == q.level - 1
            assert outer.inner.holds(q.span)
    for one in found:
        for other in found:
            if one is not other and one.level == other.level:
                assert not one.span.meets(other.span)
