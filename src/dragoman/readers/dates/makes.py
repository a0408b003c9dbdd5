"""What a match of each rule means: its date, from its words and from where it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from dragoman.grammar.numerals import ordinal
from dragoman.readers.dates import values
from dragoman.readers.dates.groups import Match, group
from dragoman.readers.dates.patterns import (
    ERAS,
    MONTHS,
    MOVING,
    NAMED_DAYS,
    ZONES,
)
from dragoman.readers.dates.place import Place
from dragoman.readers.dates.values import Anchored, Made

STEPS = {"that same": 0, "this same": 0, "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
          "the previous": -1, "the preceding": -1, "the prior": -1, "that": 0, "the same": 0,
          "the following": 1, "the next": 1}  # fmt: skip


def waiting(needs: str = "published", **more: object) -> Made:
    """A date that waits for a day to hang on."""
    hangs = "publication" if needs == "published" else "event"
    return Made(state="not_resolved", needs=needs, hangs=hangs, **more)  # type: ignore[arg-type]


# ---- complete dates


def iso(m: Match, _p: Place) -> Made | None:
    """2021-01-13, also with a time and a zone."""
    made = values.in_day(int(m["year"]), int(m["m"]), int(m["d"]))
    if made is None or not m["hour"]:
        return made
    zone = ZONES.get(m["zone"] or "", m["zone"] or "")
    return values.at_clock(made, int(m["hour"]), m["minute"], zone)


def numeric(m: Match, _p: Place) -> Made | None:
    """13/1/2021 can only be a day and a month; of 3/4/2021 the text doesn't say which is which."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    both = [x for x in (values.in_day(year, b, a), values.in_day(year, a, b)) if x]
    if m["mark"] == ".":
        both = both[:1] if b <= 12 else []
    if len({x.value for x in both}) == 2:
        days = tuple(str(x.value) for x in both)
        return Made(state="ambiguous", candidates=days, why="day and month may be either way round")
    return both[0] if both else None


def _has_year(m: Match) -> bool:
    groups = m.groupdict()
    return any(groups.get(g) for g in ("year", "era", "rel", "bc", "short"))


def _year_of(m: Match, p: Place) -> tuple[int, Anchored] | None:
    """The year that the words give, in figures, of an era, or by "last" and "that"."""
    groups, rel = m.groupdict(), group(m, "rel")
    if groups.get("year"):
        return int(m["year"]), "none"
    if groups.get("bc"):
        return 1 - int(m["bc"]), "none"
    if groups.get("era"):
        return int(m["n"]) + ERAS[m["era"]], "none"
    if groups.get("short"):
        return _short(m, p)
    step = STEPS[rel]
    if rel in ("last", "this", "next"):
        return (p.today.year + step, p.kind) if p.today else None
    return (p.story.year + step, "event") if p.story else None


def _no_year(m: Match) -> Made:
    return waiting(
        "antecedent" if group(m, "rel") not in ("", "last", "this", "next") else "published"
    )


def _dated(m: Match, p: Place, month: int, day: int = 0) -> tuple[int, Anchored] | None:
    """The year of a month or day: its own, else the nearest that fits."""
    return _year_of(m, p) if _has_year(m) else p.year_of(month, day)


# Days that name something else, of a year that everybody is supposed to know.
_EPITHET = re.compile(
    r"\s(?:(?:north-south|joint|people'?s|popular|historic|armed|peasant|student) )*"
    r"(?:declarations?|joint (?:statement|communique|agreement)|uprising|movement|revolution|massacre|"
    r"incident|era|spirit|teams?|club|prize|resistance|riot|coup|factory|company)\b",
    re.IGNORECASE,
)


_LED_BY = re.compile(
    r"(?:\b(?:on|of|by|from|to|until|since|till|between|and|or|for|before|after|dated|through|as)|[,;:(\"'.–—-])\s*\Z|\A\W*\Z",
    re.IGNORECASE,
)


def _is_epithet(m: Match) -> bool:
    """True for "the June 15 joint declaration", "the May 21 Architectural Festival"."""
    rest = m.string[m.end() : m.end() + 40]
    if _EPITHET.match(rest):
        return True
    lead = m.string[max(0, m.start() - 10) : m.start()]
    return re.match(r" [A-Z][a-z]{3}", rest) is not None and not _LED_BY.search(lead)


def day_month(m: Match, p: Place) -> Made | None:
    """A day of a month, or a range of days, with its year or with the nearest that fits."""
    month, day = MONTHS[m["month"]], int(m["day"])
    if day > values.last_day(2000, month):
        return None
    if not _has_year(m) and _is_epithet(m):
        why = "the day stands in a name; the text does not tell of which year"
        return waiting("antecedent", why=why)
    near = _dated(m, p, month, day)
    if near is None:
        return _no_year(m)
    first = values.in_day(near[0], month, day)
    if first is not None and (last := group(m, "last")):
        end_month = m.groupdict().get("last_month")
        first = _to_day(first, MONTHS[end_month] if end_month else month, int(last))
    return first.on(near[1]) if first else None


def _to_day(first: Made, month: int, day: int) -> Made | None:
    """The first day, with the range to the last as its `until`."""
    assert first.point is not None
    last = values.in_day(first.point.year, month, day)
    if last is None or last.point is None or last.point < first.point:
        return None
    return replace(first, until=last)


def month(m: Match, p: Place) -> Made | None:
    """A month, with its year or with the nearest that fits."""
    number, which = MONTHS[m["month"]], group(m, "which")
    if which in ("last", "next"):
        p = replace(p, tense="past" if which == "last" else "future", narrative=False)
    if which == "this" and p.today:
        return values.in_month(p.today.year, number).on(p.kind)
    near = _dated(m, p, number)
    if near is None:
        return _no_year(m)
    year, hangs = near
    if which == "last" and p.today and number == p.today.month:
        year -= 1
    return values.in_month(year, number).on(hangs)


def month_before_or_after(m: Match, p: Place) -> Made | None:
    """ "the previous April", "the following May"."""
    if p.story is None:
        return waiting("antecedent")
    step = STEPS[group(m, "which")]
    return values.in_month(p.story.year + step, MONTHS[m["month"]]).on("event")


def era(m: Match, _p: Place) -> Made | None:
    """Juche 100 (2011), and Juche 113.8.2. in datelines."""
    year = int(m["year"]) if group(m, "year") else int(m["n"]) + ERAS[m["era"]]
    if group(m, "d"):
        return values.in_day(year, int(m["m"]), int(m["d"]))
    return values.in_year(year)


def season(m: Match, p: Place) -> Made | None:
    """A season, with its year or with the nearest that fits."""
    name, which = m["season"].casefold(), group(m, "which")
    if which not in ("", "last", "this", "next"):
        if p.story is None:
            return waiting("antecedent")
        return values.in_season(p.story.year + STEPS[which], name).on("event")
    if which == "this" and p.today:
        started = name == "winter" and p.today.month < 5
        return values.in_season(p.today.year - started, name).on(p.kind)
    if which in ("last", "next"):
        p = replace(p, tense="past" if which == "last" else "future", narrative=False)
    elif p.today and not _has_year(m) and not p.narrative and _in_season(p.today.month, name):
        return values.in_season(p.today.year - (name == "winter" and p.today.month < 3), name).on(
            p.kind
        )
    near = _dated(m, p, values.SEASONS[name][2])
    return values.in_season(near[0], name).on(near[1]) if near else _no_year(m)


def _in_season(month: int, name: str) -> bool:
    return (month - values.SEASONS[name][2]) % 12 < 3


def part_of_year(m: Match, p: Place) -> Made | None:
    """A half or a quarter of a year."""
    parts = 2 if "half" in m.group().casefold() or m["h"] else 4
    rank = int(m["h"] or m["q"]) if m["h"] or m["q"] else ordinal(m["rank"] or "") or 0
    if group(m, "rank") in ("last", "latter"):
        rank = parts
    if group(m, "year"):
        return values.in_part_of_year(int(m["year"]), rank, parts)
    if group(m, "which") in ("that", "the same", "the following"):
        if p.story is None:
            return waiting("antecedent")
        year = p.story.year + (group(m, "which") == "the following")
        made = values.in_part_of_year(year, rank, parts)
        return made.on("event") if made else None
    if p.today is None:
        return waiting()
    shift = {"last": -1, "next": 1}.get(group(m, "which"), 0)
    made = values.in_part_of_year(p.today.year + shift, rank, parts)
    return made.on(p.kind) if made else None


def named_day(m: Match, p: Place) -> Made | None:
    """A day with a name: New Year's Day, Easter."""
    name = group(m, "name")
    fixed = next((v for k, v in NAMED_DAYS.items() if k.casefold() == name), None)
    month, day = map(int, fixed.split("-")) if fixed else (4, 0)
    near = _dated(m, p, month, day)
    if near is None:
        return _no_year(m)
    year, hangs = near
    if fixed:
        made = values.in_day(year, month, day)
    else:
        shift = next(v for k, v in MOVING.items() if k.casefold() == name)
        made = values.on_day(values.easter(year) + timedelta(days=shift))
    return made.on(hangs) if made else None


def year(m: Match, _p: Place) -> Made | None:
    """A year, or both ends of a stretch of years."""
    if not group(m, "last_year"):
        return values.in_year(int(m["year"]))
    first, last = int(m["year"]), m["last_year"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if first >= end:
        return None
    return replace(values.in_year(first), until=replace(values.in_year(end), point=None))


def _short(m: Match, p: Place) -> tuple[int, Anchored] | None:
    """'54: of the century that the story or the day of publication is in, or of the last."""
    reached = p.story.year if p.story else p.today.year if p.today else None
    if reached is None:
        return None
    year = reached - reached % 100 + int(m["short"])
    return (year - 100 if year - reached > 20 else year), ("event" if p.story else p.kind)


def short_year(m: Match, p: Place) -> Made | None:
    """A year of two figures behind an apostrophe."""
    near = _short(m, p)
    return values.in_year(near[0]).on(near[1]) if near else None


def before_christ(m: Match, _p: Place) -> Made | None:
    """A year before Christ, or a month in it."""
    year = int(m["bc"])
    month = m.groupdict().get("month")
    if not year:
        return None
    return values.in_month(1 - year, MONTHS[month]) if month else values.in_year(1 - year)


# A bare number further from the story than this is a number ("with 20 ships").
_NEAR_BC = 60


def bare_before_christ(m: Match, p: Place) -> Made | None:
    """A number of two or three digits is a year where the story is before Christ."""
    if p.story is None or p.story.year > 0:
        return None
    year = 1 - int(m["n"])
    return values.in_year(year) if abs(year - p.story.year) <= _NEAR_BC else None


def decade(m: Match, p: Place) -> Made | None:
    """The 1990s, the '50s, the 470s BC."""
    if m["short"]:
        reached = p.today.year if p.today else p.story.year if p.story else 1999
        first = reached - reached % 100 + int(m["short"])
        return values.in_decade(first - 100 if first > reached else first)
    first = int(m["decade"])
    if first % 100 == 0 and 1000 <= first < 2000 and not m["bc"]:
        return values.in_years(first, first + 99, f"{first // 100:02}")  # "the 1500s"
    return values.in_decade(first, bc=bool(m["bc"]))


def century(m: Match, _p: Place) -> Made | None:
    """The 19th century, the fourth century BC."""
    n = ordinal(m["rank"])
    return values.in_century(n, bc=bool(m["bc"])) if n else None
