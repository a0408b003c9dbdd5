"""A correction made, the article read again: still there at the right words, or loudly orphaned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from dragoman import correct
from dragoman.article import Article, Metadatum, Span
from dragoman.correct import Signature
from dragoman.corrections import CorrectionsError, FieldError, Statement, append
from dragoman.finding import (
    DateField,
    Field,
    Finding,
    Message,
    Name,
    Party,
    Quote,
    Reading,
    Speaker,
    identified,
)
from dragoman.record import Filter, Record, open_record

TEXT = (
    "VIENTIANE -- President Somchit Vannak sent a letter to Bat Tumur on Friday. "
    "“Trade will grow,” the president wrote in it, and he wished the Mongolian people well. "
    "In the evening the ministry said that Bat Tumur had thanked him for the letter at once."
)
SOURCE = "dir/letter.txt"
_seconds = count()


def clock() -> str:
    return f"2026-03-01T10:{next(_seconds) % 3600 // 60:02}:{next(_seconds) % 60:02}+00:00"


def ana(because: str = "read it again", **more: str) -> Signature:
    return Signature(by="Ana Torres", because=because, clock=clock, **more)


def ben(because: str = "seen otherwise") -> Signature:
    return Signature(by="Ben Okafor", because=because, clock=clock)


@dataclass(frozen=True)
class Desk:
    """A record with its file of corrections, and articles put into it by hand."""

    record: Record
    path: Path

    def put(
        self,
        text: str,
        *made: Callable[[Article], Finding],
        source: str = SOURCE,
        published: str | None = "2021-01-13",
    ) -> Article:
        by = (Metadatum("published", published, "file"),) if published else ()
        article = Article(Path(source).name, source, text, metadata=by)
        found = identified(article, [m(article) for m in made])
        run = self.record.begin_run({})
        self.record.add(Reading(article, found), f"v{run}", run)
        self.record.end_run(run, {})
        return article

    def say(self, *statements: Statement) -> tuple[Statement, ...]:
        append(self.path, *statements)
        return statements

    def messages(self, **want: str) -> list[Message]:
        found = self.record.findings("message", Filter(**want))  # type: ignore[arg-type]
        return [f for _, f in found if isinstance(f, Message)]

    def fates(self) -> list[str]:
        return [s.fate for s in self.record.standings()]


def at(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def stated(article: Article, words: str) -> Field:
    return Field(words, "stated", (at(article, words),), words)


def letter(article: Article) -> Message:
    def party(words: str, state: str) -> Party:
        return Party(
            stated(article, words), state=state, type="person", evidence=(at(article, words),)
        )

    return Message(
        evidence=(at(article, "sent a letter to Bat Tumur"),),
        sender=party("Somchit Vannak", "LAO"),
        recipient=party("Bat Tumur", "MNG"),
        form="personal_letter",
        sent=DateField(
            state="not_resolved",
            evidence=(at(article, "Friday"),),
            text="Friday",
            needs="published",
        ),
        reader="messages/3",
    )


def person(article: Article) -> Name:
    where = at(article, "Bat Tumur")
    return Name(evidence=(where,), type="person", canonical="Bat Tumur", state="MNG")


@pytest.fixture(params=[".db", ":memory:"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "corrections.jsonl"
    where = request.param if request.param == ":memory:" else tmp_path / "r.db"
    record = open_record(where, create=True, corrections=path)
    yield Desk(record, path)
    record.close()


def only(desk: Desk) -> Message:
    (one,) = desk.messages()
    return one


def test_an_edit_shows_at_once_and_names_who_made_it(desk: Desk) -> None:
    desk.put(TEXT, letter)
    before = only(desk)
    assert before.corrected_by == ()
    values = {"form": "note", "sent": "2021-01-08", "sender.state": "CHN"}
    (said,) = desk.say(correct.edit(desk.record, before.id, values, ana()))
    now = only(desk)
    assert (now.form, now.sent.value, now.sent.earliest) == ("note", "2021-01-08", "2021-01-08")
    assert (now.sent.state, now.sent.text, now.sent.needs) == ("stated", "Friday", None)
    assert now.id == before.id
    assert now.corrected_by == ("Ana Torres",)
    assert now.reader == "messages/3; Ana Torres"
    assert desk.messages(who="CHN") == [now]  # filters see what is corrected
    assert desk.messages(who="LAO") == []
    assert desk.messages(form="personal_letter") == []
    (stored,) = desk.record.as_read(next(desk.record.articles()).id)
    assert stored == before
    assert list(desk.record.verify()) == []
    assert said.words[0].words == TEXT[said.words[0].span.start : said.words[0].span.end]


def test_text_put_before_it_moves_the_correction_along(desk: Desk) -> None:
    desk.put(TEXT, letter)
    edit = correct.edit(desk.record, only(desk).id, {"form": "note"}, ana())
    spans = correct.edit(
        desk.record,
        only(desk).id,
        {"mentions": f"{TEXT.index('the letter')}-{len(TEXT) - 1}"},
        ana(),
    )
    desk.say(edit, spans)
    newer = desk.put("By our own correspondent.\n\nIt rained. " + TEXT, letter)
    now = only(desk)
    assert now.form == "note"
    assert newer.slice(now.evidence[0]) == "sent a letter to Bat Tumur"
    assert newer.slice(now.mentions[0]) == "the letter at once"
    assert desk.fates() == ["applied", "applied"]


def test_an_accepted_finding_that_is_no_longer_found_comes_back(desk: Desk) -> None:
    desk.put(TEXT, letter)
    seen = only(desk)
    desk.say(correct.accept(desk.record, seen.id, ana("")))
    assert only(desk).corrected_by == ("Ana Torres",)
    newer = desk.put("A line before.\n" + TEXT)
    now = only(desk)
    assert (now.id, now.form, now.corrected_by) == (seen.id, seen.form, ("Ana Torres",))
    assert newer.slice(now.evidence[0]) == "sent a letter to Bat Tumur"
    assert now.sender is not None
    assert newer.slice(now.sender.evidence[0]) == "Somchit Vannak"
    assert now.reader == "messages/3; Ana Torres"
    assert desk.fates() == ["reinstated"]
    assert desk.record.counts()["message"] == 2  # one in each version
    assert desk.record.finding(seen.id)[0].id == newer.id


def test_an_accepted_finding_stays_as_it_was_accepted(desk: Desk) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.accept(desk.record, only(desk).id, ana("")))
    desk.put(TEXT, lambda a: replace(letter(a), form="appeal", reader="messages/4"))
    assert only(desk).form == "personal_letter"
    (standing,) = desk.record.standings()
    assert (standing.fate, standing.why) == ("applied", "the machine now reads it otherwise")


def test_an_edited_sentence_makes_an_orphan(desk: Desk) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.edit(desk.record, only(desk).id, {"form": "note"}, ana()))
    desk.put(TEXT.replace("on Friday", "last Friday, it seems"), letter)
    assert only(desk).form == "personal_letter"
    (standing,) = desk.record.standings()
    assert standing.fate == "orphaned"
    assert "sent a letter to Bat Tumur" in standing.why


def test_it_never_moves_to_a_look_alike(desk: Desk) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.accept(desk.record, only(desk).id, ana("")))
    alike = "At noon, say officials, Somchit Vannak sent a letter to Bat Tumur on Friday by plane."
    desk.put(alike, letter)
    assert only(desk).corrected_by == ()
    assert desk.fates() == ["orphaned"]


def test_in_two_places_it_is_orphaned(desk: Desk) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.edit(desk.record, only(desk).id, {"form": "note"}, ana()))
    desk.put(TEXT + "\n\n" + TEXT, letter)
    assert only(desk).form == "personal_letter"
    assert desk.fates() == ["orphaned"]


def test_a_rejected_finding_is_gone_and_stays_so(desk: Desk) -> None:
    article = desk.put(TEXT, letter, person)
    own = only(desk).id
    desk.say(correct.reject(desk.record, own, ana()))
    assert desk.messages() == []
    assert list(desk.record.readings(kinds=("message",))) == []
    assert "message" not in desk.record.counts()
    assert desk.record.finding(own)[1].id == own  # an old link still leads somewhere
    assert [f.kind for r in desk.record.readings() for f in r.findings] == ["name"]
    desk.put("New first line. " + TEXT, letter)
    assert desk.messages() == []
    assert desk.fates() == ["applied"]
    desk.put(TEXT + " A last line.", person)  # no longer found: nothing left to do
    assert desk.fates() == ["moot"]
    assert article.text == TEXT


def test_an_added_finding_is_listed_with_its_kind(desk: Desk) -> None:
    article = desk.put(TEXT)
    assert list(desk.record.readings(kinds=("message",))) == []
    where = at(article, "had thanked him")
    said = correct.add(
        desk.record, "message", "letter", [where], {"form": "thanks", "sender": "Bat Tumur"}, ana()
    )
    desk.say(said)
    now = only(desk)
    assert (now.form, now.senders[0].label, now.reader) == ("thanks", "Bat Tumur", "Ana Torres")
    assert desk.record.counts()["message"] == 1
    assert desk.messages(form="thanks") == [now]
    assert desk.record.finding(str(said.finding)[:6])[1] == now
    desk.put("Before. " + TEXT)
    assert only(desk).id == now.id
    with pytest.raises(FieldError, match="already"):
        correct.add(desk.record, "message", "letter", [Span(where.start + 8, where.end + 8)],
                    {"form": "thanks", "sender": "Bat Tumur"}, ana())  # fmt: skip


def test_a_name_added_gives_its_state_to_the_article(desk: Desk) -> None:
    article = desk.put(TEXT)
    where = [at(article, "Bat Tumur")]
    said = correct.add(
        desk.record, "name", article.id, where, {"type": "person", "state": "MNG"}, ana()
    )
    desk.say(said)
    (naming,) = desk.record.namings()
    assert naming.states == {"MNG"}
    with pytest.raises(FieldError, match="a name needs type"):
        correct.add(desk.record, "name", article.id, where, {}, ana())


def test_undo_and_undo_of_it(desk: Desk) -> None:
    desk.put(TEXT, letter)
    (edit,) = desk.say(correct.edit(desk.record, only(desk).id, {"form": "note"}, ana()))
    (undo,) = desk.say(correct.undo(desk.record, edit.id[:5], ben()))
    assert only(desk).form == "personal_letter"
    assert only(desk).corrected_by == ()
    assert desk.fates() == ["undone", "applied"]
    with pytest.raises(CorrectionsError, match="already"):
        correct.undo(desk.record, edit.id, ana())
    desk.say(correct.undo(desk.record, undo.id, ana()))
    assert only(desk).form == "note"
    with pytest.raises(LookupError):
        correct.undo(desk.record, "nonsense", ana())


def test_the_later_of_two_people_wins_and_both_are_named(desk: Desk) -> None:
    desk.put(TEXT, letter)
    own = only(desk).id
    one = correct.edit(desk.record, own, {"form": "note"}, ana())
    two = correct.edit(desk.record, own, {"form": "appeal"}, ben())
    desk.say(one, two)
    now = only(desk)
    assert (now.form, now.corrected_by) == ("appeal", ("Ana Torres", "Ben Okafor"))


def test_merged_persons_have_one_actor_everywhere(desk: Desk) -> None:
    desk.put(TEXT, letter, person)
    desk.put(TEXT.replace("Bat", "Bad"), lambda a: replace(person_of(a, "Bad Tumur"), actor="bat-tumur"),
             source="dir/other.txt")  # fmt: skip
    desk.say(correct.merge(desk.record, "bat-tumur", "Bat Tumur", ana()))
    assert [p.actor for m in desk.messages() for p in m.recipients] == ["bat-tumur"]
    assert only(desk).corrected_by == ("Ana Torres",)
    assert desk.messages(to="bat-tumur")
    names = [f for _, f in desk.record.findings("name")]
    assert [(n.actor, n.corrected_by) for n in names if isinstance(n, Name)] == [
        ("bat-tumur", ("Ana Torres",)),
        ("bat-tumur", ()),
    ]
    desk.say(correct.split(desk.record, only(desk).id, ["recipient"], ben()))
    assert [p.actor for m in desk.messages() for p in m.recipients] == [None]
    with pytest.raises(CorrectionsError, match="nobody"):
        correct.merge(desk.record, "bat-tumur", "Nobody At All", ana())


def person_of(article: Article, words: str) -> Name:
    return Name(evidence=(at(article, words),), type="person", canonical=words, state="MNG")


def test_what_hung_on_a_rejected_finding_hangs_on_nothing(desk: Desk) -> None:
    def outer(a: Article) -> Quote:
        where = at(a, "that Bat Tumur had thanked him for the letter at once")
        return Quote(evidence=(where,), content=(where,), speaker=Speaker(), id="outer")

    def inner(a: Article) -> Quote:
        where = at(a, "the letter at once")
        return Quote(evidence=(where,), content=(where,), parent="outer", depth=1, id="inner")

    desk.put(TEXT, outer, inner)
    first = next(
        f for _, f in desk.record.findings("quote") if isinstance(f, Quote) and not f.depth
    )
    desk.say(correct.reject(desk.record, first.id, ana()))
    ((_, left),) = desk.record.findings("quote")
    assert isinstance(left, Quote)
    assert (left.parent, left.depth, left.corrected_by) == (None, 0, ("Ana Torres",))


def test_an_article_that_is_not_held_makes_no_orphan(desk: Desk, tmp_path: Path) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.accept(desk.record, only(desk).id, ana("")))
    other = open_record(tmp_path / "other.db", create=True, corrections=desk.path)
    assert [s.fate for s in other.standings()] == ["not_held"]
    other.close()


def test_the_same_text_from_another_place_has_the_corrections(desk: Desk, tmp_path: Path) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.edit(desk.record, only(desk).id, {"form": "note"}, ana()))
    elsewhere = Desk(open_record(tmp_path / "o.db", create=True, corrections=desk.path), desk.path)
    elsewhere.put(TEXT, letter, source="elsewhere/letter-of-friday.txt")
    assert only(elsewhere).form == "note"
    elsewhere.record.close()


def test_a_changed_reading_of_the_same_words_still_takes_an_edit(desk: Desk) -> None:
    desk.put(TEXT, letter)
    before = only(desk)
    desk.say(correct.edit(desk.record, before.id, {"form": "note"}, ana()))
    nobody = Party(Field(), state="MNG")
    desk.put(TEXT, lambda a: replace(letter(a), recipient=nobody, reader="messages/4"))
    now = only(desk)  # another id, for another recipient; the same words
    assert now.id != before.id
    assert desk.record.finding(before.id[:8])[1] == now  # the old id leads to it
    assert (now.form, now.reader) == ("note", "messages/4; Ana Torres")


def test_words_read_otherwise_are_not_the_finding_rejected(desk: Desk) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.reject(desk.record, only(desk).id, ana()))
    desk.put(TEXT, lambda a: replace(letter(a), recipient=Party(state="CHN")))
    assert [m.recipients[0].state for m in desk.messages()] == ["CHN"]
    assert desk.fates() == ["moot"]


def test_nothing_is_taken_without_a_reason_or_a_name(desk: Desk) -> None:
    desk.put(TEXT, letter)
    own = only(desk).id
    with pytest.raises(CorrectionsError, match="why"):
        correct.reject(desk.record, own, ana(" "))
    with pytest.raises(CorrectionsError, match="why"):
        correct.edit(desk.record, own, {"form": "note"}, ana(""))
    with pytest.raises(CorrectionsError, match="nobody signs"):
        correct.accept(desk.record, own, Signature(by="  "))
    with pytest.raises(LookupError):
        correct.accept(desk.record, "m000", ana())


def wider(article: Article) -> Message:
    """The letter as another version of a reader may mark it: more words, the same parties."""
    where = at(article, "Somchit Vannak sent a letter to Bat Tumur")
    return replace(letter(article), evidence=(where,), reader="messages/4")


@pytest.mark.parametrize("does", ["edit", "accept", "reject"])
def test_a_reader_that_marks_more_words_finds_no_second_one(desk: Desk, does: str) -> None:
    desk.put(TEXT, letter)
    own = only(desk).id
    said = {
        "edit": lambda: correct.edit(desk.record, own, {"form": "note"}, ana()),
        "accept": lambda: correct.accept(desk.record, own, ana()),
        "reject": lambda: correct.reject(desk.record, own, ana()),
    }
    desk.say(said[does]())
    desk.put("Before. " + TEXT, wider)
    assert desk.fates() == ["applied"]
    forms = [(m.form, m.corrected_by) for m in desk.messages()]
    form = {"edit": "note", "accept": "personal_letter"}.get(does)
    assert forms == ([] if form is None else [(form, ("Ana Torres",))])


def test_another_finding_on_some_of_the_words_is_told(desk: Desk) -> None:
    desk.put(TEXT, letter)
    desk.say(correct.accept(desk.record, only(desk).id, ana()))
    desk.put(TEXT, lambda a: replace(wider(a), sender=Party(state="CHN")))
    assert len(desk.messages()) == 2
    (standing,) = desk.record.standings()
    assert standing.fate == "reinstated"
    assert "on some of these words" in standing.why
