"""What a match means that counts from another day: publication, speech, or the story so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.readers.dates import values
from dragoman.readers.dates.around import clock_of
from dragoman.readers.dates.groups import Match, count_of, group, unit_of
from dragoman.readers.dates.makes import STEPS, waiting
from dragoman.readers.dates.patterns import (
    DAYS,
    ZONES,
)
from dragoman.readers.dates.place import Place
from dragoman.readers.dates.values import Made, Point


def weekday(m: Match, p: Place) -> Made | None:
    """A weekday: the last one, or where the tense is future the next."""
    if p.today is None:
        return waiting()
    which, wanted = group(m, "which"), DAYS[m["weekday"]]
    back = (p.today.weekday() - wanted) % 7
    if which == "this" and p.tense != "past":
        return values.on_day(p.today + timedelta(days=(wanted - p.today.weekday()) % 7)).on(p.kind)
    if which == "next" or (p.tense == "future" and which not in ("last", "past")):
        return values.on_day(p.today + timedelta(days=7 - back if back else 7)).on(p.kind)
    if which == "last" and back == 0:
        back = 7
    if back == 6 and p.ahead and not which:
        back = -1
    return values.on_day(p.today - timedelta(days=back)).on(p.kind)


def _of_unit(p: Point, n: int, unit: str) -> Made | None:
    """The day, week, month or year so many steps from a point."""
    if unit == "week":
        day = p.as_date
        return values.in_week(day + timedelta(weeks=n)) if day else None
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = p.year - p.year % size + n * size
        return values.in_decade(first) if size == 10 else values.in_century(first // 100 + 1)
    return values.moved(p, n, unit)


def _today_point(p: Place) -> Point | None:
    return Point(p.today.year, p.today.month, p.today.day) if p.today else None


def this_unit(m: Match, p: Place) -> Made | None:
    """This month, last year: from the day of publication or speech."""
    point = _today_point(p)
    if point is None:
        return waiting()
    made = _of_unit(point, STEPS[group(m, "which")], unit_of(m))
    return made.on(p.kind) if made else None


def that_unit(m: Match, p: Place) -> Made | None:
    """That year, the following day: from where the story stands."""
    if p.story is None:
        return waiting("antecedent")
    made = _of_unit(p.story, STEPS[group(m, "which")], unit_of(m))
    return made.on("event") if made else waiting("antecedent")


def the_unit(m: Match, p: Place) -> Made | None:
    """The (end of the) year or month: where the story stands in a history, else now."""
    point = p.story if p.narrative else _today_point(p)
    if point is None:
        return waiting("antecedent" if p.narrative else "published")
    made = _of_unit(point, 0, unit_of(m))
    return made.on("event" if p.narrative else p.kind) if made else waiting("antecedent")


def deictic(m: Match, p: Place) -> Made | None:
    """Today, yesterday evening, tonight, last weekend."""
    word = " ".join(m.group().casefold().split())
    if p.narrative and p.kind == "publication" and word == "today":
        return Made(value="PRESENT_REF", optional=True)
    if p.today is None:
        return waiting()
    if "weekend" in word:
        return _weekend(p.today, group(m, "which"), p.tense).on(p.kind)
    shift = -1 if word.startswith(("yesterday", "last night")) else word.startswith("tomorrow")
    made = values.on_day(p.today + timedelta(days=shift))
    part = group(m, "daypart") or ("night" if "night" in word else "")
    return (values.at_part_of_day(made, part) if part else made).on(p.kind)


def _weekend(today: date, which: str, tense: str | None) -> Made:
    """Saturday and Sunday; told on a weekday the last ones, unless the tense is future."""
    saturday = today + timedelta(days=5 - today.weekday())
    if which == "next":
        saturday += timedelta(weeks=1)
    elif which != "this" and tense != "future" and today.weekday() < 5:
        saturday -= timedelta(weeks=1)
    first, last = saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
    week = values.in_week(saturday)
    return replace(
        week, value=f"{week.value}-WE", edtf=f"{first}/{last}", earliest=first, latest=last
    )


def ago(m: Match, p: Place) -> Made | None:
    """Three days ago, a year ago."""
    point, n = _today_point(p), count_of(m["n"])
    if point is None:
        return waiting()
    if n is None or n != int(n):
        return Made(value="PAST_REF")
    made = _shifted(point, -int(n), unit_of(m))
    return made.on(p.kind) if made else None


def _shifted(point: Point, n: int, unit: str) -> Made | None:
    if unit == "week":
        day = point.as_date
        if day is None:
            return None
        return values.in_week(day + timedelta(weeks=n)) if abs(n) > 0 else None
    return values.moved(point, n, unit)


def later(m: Match, p: Place) -> Made | None:
    """Two days later, a year earlier: from where the story stands."""
    n, unit = count_of(m["n"]), unit_of(m)
    ahead = m["way"].casefold() in ("later", "after", "afterwards", "thereafter", "on")
    if n is None or n != int(n):
        return Made(value="FUTURE_REF" if ahead else "PAST_REF", optional=False)
    if p.story is None:
        return waiting("antecedent")
    made = values.moved(p.story, int(n) * (1 if ahead else -1), unit)
    return made.on("event") if made else waiting("antecedent")


def later_that(m: Match, p: Place) -> Made | None:
    """Later that month, earlier this year: somewhere in it."""
    which = group(m, "which")
    if which in ("this", "last", "next"):
        return this_unit(m, p)
    return (
        the_unit(m, replace(p, narrative=True)) if which in ("that", "the same") else the_unit(m, p)
    )


# ---- times of day


def clock(m: Match, p: Place) -> Made | None:
    """A time of the clock on the day that the story has reached."""
    hour, minute = clock_of(m)
    zone = ZONES.get(m["zone"] or "")
    on = values.in_day(*p.story) if p.story and p.story.day else None
    made = values.at_clock(on, hour, minute, zone)
    return made.on("event") if made and on else made


def that_part_of_day(m: Match, p: Place) -> Made | None:
    """This morning; that evening; the next morning."""
    which, part = group(m, "which"), group(m, "daypart")
    if which in ("this", ""):
        if p.today is None:
            return waiting(type="TIME")
        return values.at_part_of_day(values.on_day(p.today), part).on(p.kind)
    if p.story is None or (day := values.moved(p.story, STEPS.get(which, 0), "day")) is None:
        return waiting("antecedent", type="TIME")
    return values.at_part_of_day(day, part).on("event")


def the_unit_following(m: Match, p: Place) -> Made | None:
    """ "the day after", with nothing behind it."""
    if p.story is None:
        return waiting("antecedent")
    ahead = m["which"].casefold() in ("following", "after")
    made = _of_unit(p.story, 1 if ahead else -1, unit_of(m))
    return made.on("event") if made else waiting("antecedent")


def anno_domini(m: Match, _p: Place) -> Made | None:
    """AD 70, 70 AD."""
    year = int(m["year"] or m["year2"])
    return values.in_year(year) if year else None
