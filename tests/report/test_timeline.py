"""Exact days are points, uncertain ones bars of the right extent, undated ones stand in the tray."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from dragoman.finding import DateField
from dragoman.report.timeline import Dated, Row, bounds, timeline


def day(iso: str, text: str | None = None) -> DateField:
    return DateField(iso, "stated", (), text, earliest=iso, latest=iso)


def between(first: str, last: str, text: str) -> DateField:
    return DateField(f"{first}/{last}", "stated", (), text, earliest=first, latest=last)


def row(number: int, *dates: tuple[str, DateField], lane: str = "A → B") -> Row:
    made = tuple(Dated(what, field, f"#a1:char={number},9") for what, field in dates)
    return Row(f"m{number}", lane, "A → B, letter", "#a1:char=0,1", made)


def points(svg: str, sort: str) -> list[float]:
    found = re.findall(rf'<path class="{sort}" d="[^"]*" transform="translate\(([\d.]+) ', svg)
    return [float(x) for x in found]


def bars(svg: str) -> list[tuple[float, float, str, str]]:
    found = re.findall(
        r'<rect class="bar [^"]*" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="9" '
        r'data-from="([\d-]+)" data-to="([\d-]+)"',
        svg,
    )
    return [(float(x), float(x) + float(w), a, b) for x, w, a, b in found]


def test_nothing_gives_nothing() -> None:
    assert timeline([]) == ""


def test_an_exact_day_is_a_point_with_a_link() -> None:
    svg = timeline([row(1, ("sent", day("2021-01-11")))])
    assert len(points(svg, "sent")) == 1
    assert not bars(svg)
    assert '<a href="#a1:char=1,9"><title>m1 A → B, letter: sent 2021-01-11</title>' in svg


def test_an_uncertain_date_is_a_bar_from_its_first_to_its_last_day() -> None:
    svg = timeline(
        [
            row(1, ("sent", day("2020-01-01"))),
            row(2, ("sent", between("2020-01-21", "2020-01-31", "late January"))),
            row(3, ("sent", day("2020-02-10"))),
        ]
    )
    ((left, right, first, last),) = bars(svg)
    assert (first, last) == ("2020-01-21", "2020-01-31")
    begin, end = points(svg, "sent")
    a_day = (end - begin) / 40
    assert left == pytest.approx(begin + 19.5 * a_day, abs=0.2)
    assert right == pytest.approx(begin + 30.5 * a_day, abs=0.2)
    assert ">m2 late January</text>" in svg
    assert "sent 2020-01-21 to 2020-01-31, in the text: “late January”</title>" in svg


def test_undated_messages_stand_in_the_tray_with_their_words() -> None:
    open_ = DateField(state="not_resolved", text="Friday", needs="published")
    html = timeline([row(1, ("reported", open_)), row(2), row(3, ("sent", day("2021-01-11")))])
    tray = html[html.index('class="tray"') :]
    assert "Without a date that can be drawn (2)" in tray
    assert "m1 A → B, letter</a> <span" in tray
    assert "reported “Friday”" in tray
    assert "m3" not in tray
    assert "<svg" not in timeline([row(1)])


def test_candidates_are_drawn_as_such() -> None:
    two = DateField(state="ambiguous", candidates=("2021-06-02", "2021-06-03"))
    svg = timeline([row(1, ("delivered", two))])
    assert len(points(svg, "delivered maybe")) == 2
    assert "perhaps 2021-06-02 (not decided)" in svg


def test_a_month_without_bounds_is_its_days() -> None:
    svg = timeline([row(1, ("sent", DateField("2018-02", "stated")))])
    assert [b[2:] for b in bars(svg)] == [("2018-02-01", "2018-02-28")]


@pytest.mark.parametrize("value", ["", "XXXX-01", "2021-13-40", "2021-02/2020-01", "-0044-03-15"])
def test_what_cannot_be_drawn_goes_to_the_tray(value: str) -> None:
    assert bounds(value) is None
    assert "tray" in timeline([row(1, ("sent", DateField(value, "stated")))])


def test_points_of_one_message_do_not_cover_each_other() -> None:
    far = row(1, ("sent", day("1961-01-01")))
    svg = timeline([far, row(2, ("sent", day("2020-01-01")), ("reported", day("2020-01-02")))])
    assert points(svg, "reported")[0] - points(svg, "sent")[1] >= 9


@pytest.mark.parametrize(("count", "days"), [(1, 1), (7, 5), (300, 3), (300, 400), (300, 60 * 366)])
def test_labels_never_overlap_and_stay_inside(count: int, days: int) -> None:
    rows = []
    for n in range(count):
        first = date(1961, 3, 4) + timedelta(days=n * 7919 % days)
        last = first + timedelta(days=n % 3 * 11)
        field = between(first.isoformat(), last.isoformat(), "in the second half 지난달")
        lane = f"lane {n % 4}"
        rows.append(row(n + 1, ("sent", field), ("reported", day(last.isoformat())), lane=lane))
    svg = timeline(rows)
    width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)" width', svg)[-1])
    for kind in ("no", "axis"):
        ends: dict[str, float] = {}
        labels = re.findall(rf'<text class="{kind}" x="([\d.]+)" y="(\d+)">([^<]*)', svg)
        assert labels
        for x, y, text in sorted(labels, key=lambda one: (int(one[1]), float(one[0]))):
            assert float(x) >= ends.get(y, 0.0)
            assert int(y) <= height
            wide = sum(11.5 if c > "\u2e7f" else 6.6 for c in text)
            ends[y] = float(x) + wide
            assert kind == "axis" or ends[y] <= width
    assert len(re.findall('class="no"', svg)) == count


def test_text_is_escaped() -> None:
    bad = "<script>alert(1)</script>"
    svg = timeline([row(1, ("sent", between("2020-01-01", "2020-01-09", bad)), lane=bad)])
    assert "<script" not in svg


def test_same_rows_same_bytes() -> None:
    rows = [row(n, ("sent", day(f"2021-01-{n:02}"))) for n in range(1, 20)]
    assert timeline(rows) == timeline(list(rows))
