from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli.summary import summary
from dragoman.finding import Reading
from dragoman.pipeline import Outcome
from dragoman.record import open_record

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "DRAGOMAN_RECORD"}


def run(*args: object, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)],
        cwd=cwd, input=stdin, capture_output=True, text=True, env=ENVIRONMENT, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    made = run("demo", folder, cwd=folder)
    assert made.returncode == 0, made.stderr
    (folder / "summary.txt").write_text(made.stdout, encoding="utf-8")
    return folder


def record(demo: Path) -> list[str]:
    return ["--record", str(demo / "dragoman.db")]


def test_demo_writes_record_and_report(demo: Path) -> None:
    summary = (demo / "summary.txt").read_text(encoding="utf-8")
    assert "17 articles" in summary  # of 18 one is an older version
    assert "has no publication date" in summary
    assert "NOT KNOWN, says the text" in summary
    page = (demo / "report.html").read_text(encoding="utf-8")
    assert page[:15].casefold() == "<!doctype html>"


def test_listings_in_three_forms_agree(demo: Path) -> None:
    for name in ("messages", "dates", "names", "credits", "emphasis", "unknowns", "articles"):
        plain = run(name, *record(demo), cwd=demo)
        objects = json.loads(run(name, *record(demo), "--json", cwd=demo).stdout)
        table = list(
            csv.DictReader(io.StringIO(run(name, *record(demo), "--csv", cwd=demo).stdout))
        )
        assert plain.returncode == 0
        assert len(objects) == len(table) > 0
        assert len(plain.stdout.splitlines()) == len(table) + 1, name


def test_messages_filters(demo: Path) -> None:
    def listed(*args: str) -> list[dict[str, object]]:
        got: list[dict[str, object]] = json.loads(
            run("messages", *record(demo), "--json", *args, cwd=demo).stdout
        )
        return got

    everything = listed()
    pair = listed("--between", "prk", "chn")
    assert 0 < len(pair) < len(everything)
    assert {m["form"] for m in listed("--form", "call")} == {"call"}
    assert listed("--since", "2024-01-01")
    for wrong in (
        ("--since", "soon"),
        ("--form", "poem"),
        ("--between", "PRK", "XXX"),
        ("--scope", "x"),
    ):
        got = run("messages", *record(demo), *wrong, cwd=demo)
        assert (got.returncode, len(got.stderr.splitlines())) == (2, 1), wrong


def test_report_refuses_a_state_that_is_none(demo: Path, tmp_path: Path) -> None:
    got = run(
        "report", "-o", tmp_path / "r.html", *record(demo), "--between", "PRK", "XXX", cwd=demo
    )
    assert (got.returncode, len(got.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "r.html").exists()


def test_show_and_why_open_a_finding(demo: Path) -> None:
    first = json.loads(run("messages", *record(demo), "--json", cwd=demo).stdout)[0]
    shown = run("show", first["id"], *record(demo), cwd=demo)
    assert "[[" in shown.stdout
    assert "sender" in shown.stdout
    why = run("why", first["id"], *record(demo), cwd=demo)
    assert "messages/" in why.stdout
    unknown = run("show", "zzz", *record(demo), cwd=demo)
    assert unknown.returncode == 2
    assert len(unknown.stderr.splitlines()) == 1


def test_search_verify_export_codebook(demo: Path) -> None:
    assert "telegram" in run("search", "telegram", *record(demo), cwd=demo).stdout
    verified = run("verify", *record(demo), cwd=demo)
    assert (verified.returncode, "all agree" in verified.stdout) == (0, True)
    lines = run("export", "--to", "jsonl", *record(demo), cwd=demo).stdout.splitlines()
    assert len(lines) == 18
    assert {json.loads(x)["schema"] for x in lines} == {"dragoman.reading/1"}
    assert run("export", "--to", "xls", *record(demo), cwd=demo).returncode == 2
    assert "verbal_message" in run("codebook", "verbal message", cwd=demo).stdout
    assert run("codebook", "no such term", cwd=demo).returncode == 2
    formula = run("codebook", "lips and teeth", cwd=demo).stdout
    assert "唇齿相依" in formula
    assert "source: Hankyoreh" in formula
    assert (
        json.loads(run("codebook", "双循环", "--json", cwd=demo).stdout)[0]["key"]
        == "dual_circulation"
    )


def test_versions_are_linked(demo: Path) -> None:
    held = json.loads(run("articles", "--versions", "--json", *record(demo), cwd=demo).stdout)
    assert len(held) == 2
    assert sum(a["version_of"] is not None for a in held) == 1


def test_read_json_stores_nothing_unless_a_record_is_named(tmp_path: Path) -> None:
    text = "Xi Jinping sent a message to Kim Jong Un on Friday."
    got = run("read", "--json", "-", "--published", "2021-01-15", cwd=tmp_path, stdin=text)
    assert got.returncode == 0
    reading = json.loads(got.stdout)
    assert reading["article"]["text"] == text
    assert [f["sent"]["value"] for f in reading["findings"] if f["kind"] == "message"] == [
        "2021-01-15"
    ]
    assert list(tmp_path.iterdir()) == []
    kept = run("read", "--json", "-", "--record", "r.db", cwd=tmp_path, stdin=text)
    assert json.loads(kept.stdout)["article"]["text"] == text
    assert (tmp_path / "r.db").is_file()


def test_bad_input_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Text.", encoding="utf-8")
    got = run("read", "good.txt", "missing.txt", cwd=tmp_path)
    assert got.returncode == 1
    assert "missing.txt: no such file" in got.stderr
    assert run("articles", cwd=tmp_path).stdout.count("good.txt") == 1
    assert run("read", "good.txt", "--published", "soon", cwd=tmp_path).returncode == 2
    none = run("messages", "--record", "none.db", cwd=tmp_path)
    assert none.returncode == 3
    assert len(none.stderr.splitlines()) == 1
    (tmp_path / "x.db").write_text("no database at all, but text " * 40, encoding="utf-8")
    assert run("read", "good.txt", "--record", "x.db", cwd=tmp_path).returncode == 3


def test_listings_import_no_model(demo: Path) -> None:
    program = (
        "import sys; from dragoman.cli import app\n"
        f"sys.argv = ['dragoman', 'messages', '--record', {str(demo / 'dragoman.db')!r}]\n"
        "try: app()\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'dragoman.readers', 'jinja2'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    got = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert got.returncode == 0, got.stderr


# ---- quotes


@pytest.fixture
def told(tmp_path: Path, quoted: list[Reading]) -> list[str]:
    """A record of readings with quotes."""
    held = open_record(tmp_path / "told.db", create=True)
    for one in quoted:
        held.add(one, "x", held.begin_run({"dragoman": "0", "codebook": "0"}))
    held.close()
    return ["--record", str(tmp_path / "told.db")]


def test_quotes_are_listed(told: list[str], tmp_path: Path) -> None:
    lines = run("quotes", *told, cwd=tmp_path).stdout.splitlines()
    assert lines[0].split()[:3] == ["no", "speaker", "role"]
    assert len(lines) == 13
    assert lines[3].startswith("q3   a trader in Sinuiju (PRK)")
    objects = json.loads(run("quotes", *told, "--json", cwd=tmp_path).stdout)
    assert [q["depth"] for q in objects[:2]] == [0, 1]
    assert objects[0]["article"]["key"] == "talks.txt"
    table = list(csv.DictReader(io.StringIO(run("quotes", *told, "--csv", cwd=tmp_path).stdout)))
    assert len(objects) == len(table) == 12
    assert (
        table[0]
        | {
            "speaker": "Lao News Agency (LAO)",
            "source_words": "the Lao News Agency",
            "cue_words": "reported",
        }
        == table[0]
    )
    assert table[1]["parent"] == table[0]["id"]
    assert table[1] | {"addressee": "Kim Jong Un", "certainty": "0.87", "depth": "1"} == table[1]
    assert table[1]["role"].startswith("president of China; general secretary")
    assert (
        table[2]
        | {
            "affiliation": "Sinuiju",
            "anonymity_reason": "for fear of arrest",
            "name_state": "withheld",
            "status": "anonymous",
        }
        == table[2]
    )
    assert table[4]["speaker"] == "He ?"
    assert table[7]["speaker"] == "?"


def test_quotes_table_cuts_what_csv_has_whole(told: list[str], tmp_path: Path) -> None:
    content = "Xi Jinping told Kim Jong Un that China “will stand by the talks,”"
    table, whole = (run("quotes", *told, *as_, cwd=tmp_path).stdout for as_ in ([], ["--csv"]))
    assert content in whole
    assert content not in table
    assert content[:59].rstrip() + "…" in table


def test_quotes_filters(told: list[str], tmp_path: Path) -> None:
    def listed(*args: str) -> list[str]:
        got = run("quotes", *told, "--csv", *args, cwd=tmp_path)
        assert got.returncode == 0, got.stderr
        return [row["speaker"] for row in csv.DictReader(io.StringIO(got.stdout))]

    assert listed("--who", "bat tumur") == ["Bat Tumur (MNG)", "Bat Tumur"]
    assert listed("--about", "trade") == ["a trader in Sinuiju (PRK)"]
    assert listed("--act", "warn") == ["Bat Tumur (MNG)"]
    assert listed("--kind", "role only") == ["ministry"]
    assert listed("--between", "chn", "prk") == ["Xi Jinping (CHN)", "Kim Jong-un (PRK)"]
    assert len(listed("--outlet", "Sample Daily", "--since", "2021-01-01")) == 4
    for option, wrong, named in (
        ("--act", "sing", "say, claim, deny"),
        ("--kind", "loud", "named, role_only"),
        ("--kind", "loud", "direct, indirect, mixed"),
    ):
        got = run("quotes", *told, option, wrong, cwd=tmp_path)
        assert (got.returncode, len(got.stderr.splitlines())) == (2, 1)
        assert named in got.stderr


def test_quotes_import_no_model(told: list[str]) -> None:
    program = (
        "import sys; from dragoman.cli import app\n"
        f"sys.argv = ['dragoman', 'quotes', *{told!r}]\n"
        "try: app()\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'dragoman.readers', 'dragoman.grammar', 'jinja2'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    got = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert got.returncode == 0, got.stderr


def test_show_and_why_open_a_quote(told: list[str], tmp_path: Path) -> None:
    rows = json.loads(run("quotes", *told, "--json", "--who", "trader", cwd=tmp_path).stdout)
    shown = run("show", rows[0]["id"], *told, cwd=tmp_path).stdout
    assert "[[“Trade will grow,”]] said a trader" in shown
    said = {line.split("  ")[0]: line for line in shown.splitlines()}
    assert "a trader in Sinuiju (PRK)  [anonymous]" in said["speaker"]
    assert "Sinuiju" in shown
    assert "for fear of arrest" in shown
    assert "said  (116-120)" in said["cue"]
    assert "“Trade will grow,”  (97-115)" in said["content"]
    why = run("why", rows[0]["id"], *told, cwd=tmp_path).stdout
    assert "what fired         model: cue 0.97" in why
    assert "certainty          not calibrated yet" in why
    assert "source             a trader in Sinuiju" in why
    (xi,) = json.loads(run("quotes", *told, "--json", "--who", "Xi", cwd=tmp_path).stdout)
    assert (
        "on 2019-06-22    president of China;" in run("show", xi["id"], *told, cwd=tmp_path).stdout
    )
    assert "certainty          0.87" in run("why", xi["id"], *told, cwd=tmp_path).stdout


def test_summary_counts_quotes_and_names_the_unknown(quoted: list[Reading]) -> None:
    held = open_record(":memory:", create=True)
    outcome = Outcome()
    for one in quoted:
        held.add(one, "x", held.begin_run({}))
        outcome.articles.append(one.article.id)
    lines = list(summary(held, outcome))
    held.close()
    assert (
        "QUOTES  12, by speaker: 4 named, 1 role only, 1 group, 1 outlet, 1 document, 2 anonymous, "
        "2 unresolved; 1 within another: dragoman quotes"
    ) in lines
    unknown = lines[lines.index("UNKNOWNS") :]
    assert ' "He predicted" (228-240): no one before it' in unknown
    trader = "who speaks: 'a trader in Sinuiju': the text withholds the name, 'for fear of arrest'"
    assert f" {trader} (141-166)" in unknown
    assert len(unknown) == len(set(unknown)) == 4


SENT = (
    "Lao President Somchit Vannak on July 10 sent a congratulatory message to Mongolian President "
    "Bat Tumur on the 60th anniversary of diplomatic relations, the Lao News Agency said.\n"
)
REPLY = (
    "Mongolian President Bat Tumur on July 24 sent a reply message to Lao President Somchit Vannak "
    "on the 60th anniversary of diplomatic relations.\n"
)
LOST = (
    "Mongolian President Bat Tumur on September 2 sent a reply message to Vietnamese President "
    "Tran Lam.\n"
)


def test_threads_join_articles_and_say_what_is_missing(tmp_path: Path) -> None:
    for name, text, day in (
        ("a.txt", SENT, "2024-07-12"), ("b.txt", REPLY, "2024-07-26"), ("c.txt", LOST, "2024-09-03")
    ):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("read", "--fast", "--published", day, name, cwd=tmp_path)
    shown = run("threads", cwd=tmp_path).stdout
    assert "answers the one above after 14 days (sent 2024-07-10 to sent 2024-07-24)" in shown
    assert "answers a message that the record does not hold" in shown
    # The message is older than what is shown; it was found all the same.
    only = json.loads(run("threads", "--since", "2024-07-20", "--json", cwd=tmp_path).stdout)
    assert [x["links"][0].get("state", "linked") for x in only] == ["linked", "out_of_corpus"]
    assert {x["schema"] for x in only} == {"dragoman.weighed/1"}
    table = run("threads", "--csv", "--between", "LAO", "MNG", cwd=tmp_path).stdout
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [(x["article"], x["latency_days"]) for x in lines] == [("a.txt", ""), ("b.txt", "14")]
    own = run("messages", "--thread", lines[0]["thread"], "--csv", cwd=tmp_path).stdout
    assert [x["id"] for x in csv.DictReader(io.StringIO(own))] == [x["id"] for x in lines]
    assert "which message it answers" in run("unknowns", cwd=tmp_path).stdout
    run("report", "-o", "r.html", cwd=tmp_path)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    section = page[page.index('<section id="threads">') : page.index('<section id="timeline"')]
    assert "14 days" in section
    assert "Bat Tumur → Tran Lam" in section


def test_copies_are_listed(tmp_path: Path) -> None:
    story = "\n".join(
        f"The envoy of the river state visited the {n} harbour and thanked all of its {n} pilots."
        for n in ("old", "new", "upper", "lower", "western")
    )
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Heading {name}\n\n{story}", encoding="utf-8")
    (tmp_path / "other.txt").write_text("Nobody came to the feast of the fishermen this year.")
    run("read", ".", "--fast", cwd=tmp_path)
    table = run("articles", "--copies", cwd=tmp_path).stdout.splitlines()
    assert len(table) == 2
    (pair,) = json.loads(run("articles", "--copies", "--json", cwd=tmp_path).stdout)
    assert (pair["kind"], pair["direction"], len(pair["sentences"])) == ("copy", "undirected", 5)
    assert json.loads(
        run("articles", "--copies", "--json", "--article", "one", cwd=tmp_path).stdout
    )
    assert run("articles", "--copies", "--versions", cwd=tmp_path).returncode == 2


def test_an_occasion_over_the_years_and_a_rank_against_the_record(tmp_path: Path) -> None:
    greeting = "Lao President Somchit Vannak sent a message of greetings to Mongolian President Bat Tumur on"
    wish = "The message wished the people of Mongolia a rich year."
    texts = {
        "2023": f"{greeting} the 102nd national day of Mongolia. The rivers were high. {wish}",
        "2024": f"{greeting} the 103rd national day of Mongolia. {wish} It was the second message that "
        "Somchit Vannak sent to Bat Tumur since January 2023.",
    }
    for year, text in texts.items():
        (tmp_path / f"{year}.txt").write_text(f"Laos greets Mongolia\n\n{text}", encoding="utf-8")
        (tmp_path / f"{year}.toml").write_text(
            f'published = {year}-07-12\noutlet = "Mekong Post"\n'
        )
    (tmp_path / "coverage.toml").write_text(
        '[[coverage]]\noutlet = "Mekong Post"\nfrom = 2023-01-01\nto = 2024-12-31\ncomplete = true\n'
    )
    run("read", "--fast", ".", cwd=tmp_path)
    shown = run("compare", "--occasion", "nation day", cwd=tmp_path).stdout
    assert "LAO -> MNG, greetings: 2 messages" in shown
    assert "1 kept, 1 varied, 1 new, 1 dropped" in shown
    (made,) = json.loads(run("compare", "--occasion", "nation", "--json", cwd=tmp_path).stdout)
    assert (made["schema"], made["kind"]) == ("dragoman.weighed/1", "occasion")
    rows = list(csv.DictReader(io.StringIO(
        run("compare", "--occasion", "nation", "--csv", cwd=tmp_path).stdout
    )))  # fmt: skip
    assert [(r["day"], r["kept"], r["dropped"]) for r in rows] == [
        ("2023-07-12", "", ""), ("2024-07-12", "1", "1"),
    ]  # fmt: skip
    assert "no message" in run("compare", "--occasion", "moon", cwd=tmp_path).stderr
    assert run("compare", cwd=tmp_path).returncode == 2
    checks = list(csv.DictReader(io.StringIO(run("checks", "--csv", cwd=tmp_path).stdout)))
    assert [(r["check"], r["result"]) for r in checks] == [
        ("ordinal in article", "cannot tell"), ("ordinal vs record", "agrees"),
    ]  # fmt: skip
    years = list(
        csv.DictReader(io.StringIO(run("messages", "--by-year", "--csv", cwd=tmp_path).stdout))
    )
    assert [(r["pair"], r["year"], r["from_first"], r["months_complete"]) for r in years] == [
        ("LAO-MNG", "2023", "1", "12"), ("LAO-MNG", "2024", "1", "12"),
    ]  # fmt: skip


def test_offices_and_the_ledger_are_listed_by_pair_and_person(tmp_path: Path) -> None:
    text = (
        "New envoys\n\nBat Tumur was appointed Lao ambassador to China on Jan. 9. Chinese President Xi "
        "Jinping was pleased.\n\nHuang Mei was elected speaker of the Peruvian congress."
    )
    (tmp_path / "envoys.txt").write_text(text, encoding="utf-8")
    run("read", "--fast", "envoys.txt", "--published", "2021-01-13", cwd=tmp_path)

    def listed(*args: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(run(*args, "--csv", cwd=tmp_path).stdout)))

    rows = listed("offices")
    assert [(r["change"], r["person"], r["state"], r["date"]) for r in rows] == [
        ("named", "Bat Tumur", "LAO", "2021-01-09"),
        ("elected", "Huang Mei", "PER", "-"),
    ]
    assert [r["person"] for r in listed("offices", "--between", "PER", "CHL")] == ["Huang Mei"]
    assert [r["person"] for r in listed("offices", "--who", "ambassador")] == ["Bat Tumur"]
    lines = listed("unknowns")
    assert [r["what"] for r in lines] == [
        "when Huang Mei was elected speaker of the Peruvian congress"
    ]
    assert listed("unknowns", "--between", "LAO", "CHN") == []
    assert listed("unknowns", "--who", "huang mei") == lines
    assert listed("unknowns", "--state", "withheld") == []
    assert run("unknowns", "--state", "unheard", cwd=tmp_path).returncode == 2


def test_a_quotation_is_held_against_the_speech(tmp_path: Path) -> None:
    speech = "Speech of Bat Tumur\n\nThe harbour will stay open in every season, and our labour will not be forgotten.\n"
    report = "Talks in Hue\n\n“The harbour will stay shut in every season, and our labour will not be forgotten,” Bat Tumur said.\n"
    (tmp_path / "speech.txt").write_text(speech, encoding="utf-8")
    (tmp_path / "report.txt").write_text(report, encoding="utf-8")
    run("read", "--fast", "speech.txt", "--published", "2021-01-12", cwd=tmp_path)
    run("read", "--fast", "report.txt", "--published", "2021-01-13", cwd=tmp_path)
    done = run("checks", "--json", cwd=tmp_path)
    assert done.returncode == 1
    (made,) = json.loads(done.stdout)
    assert (made["kind"], made["result"]) == ("quote_check", "altered")
    assert made["cuts"] == [{"kind": "altered", "said": "shut", "original": "open"}]
    page = tmp_path / "report.html"
    run("report", "-o", page, cwd=tmp_path)
    assert "quotation against the text quoted" in page.read_text(encoding="utf-8")
