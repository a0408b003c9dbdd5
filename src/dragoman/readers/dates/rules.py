"""The table of rules for time expressions: gate, pattern, and what makes the date of a match."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from dragoman.readers.dates import lengths, makes, relative
from dragoman.readers.dates.groups import Match
from dragoman.readers.dates.patterns import (
    CLOCK,
    COUNT,
    DAY,
    DAYS,
    ERAS,
    MONTH,
    MONTHS,
    MOVING,
    NAMED_DAYS,
    PART_OF_DAY,
    POINTING,
    RANK,
    SEASON,
    UNIT,
    WEEKDAY,
    WEEKDAY_BEFORE,
    WITH_YEAR,
    YEAR,
    ZONE,
    ZONES,
    any_of,
    spaced,
)
from dragoman.readers.dates.place import Place
from dragoman.readers.dates.values import Made

Make = Callable[[Match, Place], Made | None]


class Rule(NamedTuple):
    """One line of the table: tried only in paragraphs that hold words of its gate."""

    name: str
    gate: str
    pattern: str
    make: Make


_N_UNIT = rf"{COUNT}(?P<gap>[- ])(?:(?:full|whole|more|long|consecutive|straight|short|brutal|bloody|calendar|working)[- ])?{UNIT}"
_ABOUT = (
    r"(?:(?:more|less|fewer|longer) than |(?:at least|at most|up to|nearly|almost|about|around|over|under|"
    r"roughly|approximately|some|only|just|another) )?"
)
_YEAR_OR_BC = rf"(?:{YEAR}|(?P<bc>\d{{1,4}}) ?(?:BCE?\b|B\.C\b\.?(?:E\.)?))"

# Of two that meet, the one that starts first wins, then the longer, then the earlier here.
RULES: tuple[Rule, ...] = (
    Rule("iso", "digits", rf"(?<![\d-]){YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?:[ ]?(?P<zone>(?:{any_of(ZONES)})\b|[+-]\d\d:?\d\d))?)?(?!\d)", makes.iso),
    Rule("numeric, year first", "digits", r"(?<![\d./])(?P<year>1[5-9]\d\d|20\d\d)[./](?P<m>\d\d?)[./](?P<d>\d\d?)(?![\d/])(?P<hour>)", makes.iso),
    Rule("numeric", "digits", r"(?<![\d./$])(?P<a>\d\d?)(?P<mark>[./])(?P<b>\d\d?)(?P=mark)(?P<year>1[5-9]\d\d|20\d\d)(?![\d/])", makes.numeric),
    Rule("range", "month", rf"\b{MONTH} {DAY} ?(?:-|–|—|to|through) ?(?P<last>[12]?\d|3[01])(?:st|nd|rd|th)?\b{WITH_YEAR}(?!:)", makes.day_month),
    Rule("range, month last", "month", rf"\b(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)? ?[-–—/] ?(?P<last>[12]?\d|3[01])(?:st|nd|rd|th)? (?:of )?{MONTH}{WITH_YEAR}", makes.day_month),
    Rule("range of days, month last", "month", rf"\b(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)? (?:(?P<list>and|or)|to|until|through) (?:the )?(?P<last>[12]?\d|3[01])(?:st|nd|rd|th)? (?:of )?{MONTH}{WITH_YEAR}", makes.day_month),
    Rule("list of days", "month", rf"\b{MONTH} {DAY},? (?P<list>and|or) (?P<last>[12]?\d|3[01])\b(?:st|nd|rd|th)?(?![-\d%:]| (?:people|men|women|children|percent|per|million|(?!was\b|has\b|is\b|as\b|its\b|his\b|this\b)[a-z]+s)\b){WITH_YEAR}", makes.day_month),
    Rule("range over months", "month", rf"\b{MONTH} {DAY} ?(?:-|–|—) ?(?P<last_month>{any_of(MONTHS)})\b\.? (?P<last>[12]?\d|3[01])\b{WITH_YEAR}", makes.day_month),
    Rule("month day", "month", rf"\b{WEEKDAY_BEFORE}{MONTH}(?: |(?<=\.)|\n){DAY}{WITH_YEAR}", makes.day_month),
    Rule("day month", "month", rf"\b{WEEKDAY_BEFORE}(?:the )?(?<![\d.,$€£]){DAY}[ -]?(?:of )?{MONTH}{WITH_YEAR}", makes.day_month),
    Rule("month BC", "month", rf"\b{MONTH},? (?:of )?(?P<bc>\d{{1,4}}) ?(?:BCE?\b|B\.C\b\.?(?:E\.)?)", makes.before_christ),
    Rule("the month of", "month", rf"(?i:\bthe month of ){MONTH}{WITH_YEAR}", makes.month),
    Rule("that month named", "month", rf"(?i:\b{POINTING}) {MONTH}(?! \d)", makes.month_before_or_after),
    Rule("month", "month", rf"\b(?:(?i:(?P<which>last|next|this)) )?{MONTH}{WITH_YEAR}", makes.month),
    Rule("era day", "named", rf"\b(?P<era>{any_of(ERAS)}) ?(?P<n>\d{{1,3}})\.(?P<m>\d\d?)\.(?P<d>\d\d?)\b\.?", makes.era),
    Rule("era", "named", rf"\b(?P<era>{any_of(ERAS)}) ?(?P<n>\d{{1,3}})\b(?! ?\.\d)(?: \({YEAR}\))?", makes.era),
    Rule("named day", "named", rf"\b(?<![Ll]unar )(?<![Cc]hinese )(?<!Orthodox )(?i:(?:the )?(?P<name>{any_of((*NAMED_DAYS, *MOVING))}))\b{WITH_YEAR}(?! [A-Z])", makes.named_day),
    Rule("weekday", "weekday", rf"(?:(?i:\b(?:on )?(?P<which>last|next|this|past)) )?\b{WEEKDAY}", relative.weekday),
    Rule("season year", "season", rf"(?i:\b(?:the )?){SEASON}(?:(?:,? (?:of )?|/){_YEAR_OR_BC}| of (?i:(?P<rel>last|this|next|that|the same|the following|the previous) year\b))", makes.season),
    Rule("that season", "season", rf"(?i:\b(?P<which>that|the same|the following|the next|the previous|last|this|next)) {SEASON}(?! [A-Z])", makes.season),
    Rule("season", "season", rf"(?i:(?<=\bin )|(?<=\bby )|(?<=\bduring )|(?<=\bof )|(?<=\bsince )|(?<=\buntil )|(?<=\blate )|(?<=\bearly )|(?<=\bmid-)|(?<=\bthrough )|(?<=\bthroughout )|(?<=\bfor )|(?<=\bafter )|(?<=\bbefore )|(?<=\bover )|(?<=\bfrom )|(?<=\bthis )|(?<=\blast ))(?:the )?{SEASON}(?! (?:of|out|in|into|to|from|[A-Z])\b)", makes.season),
    Rule("the season", "season", r"(?i:\bthe )(?P<season>winter|summer|autumn)\b(?! (?:of|solstice|[A-Z])\b)", makes.season),
    Rule("part of year", "unit", rf"(?i:\b(?:the )?(?P<rank>first|second|third|fourth|last|latter|1st|2nd|3rd|4th) (?:half|quarter)) (?:of )?(?:the year )?(?:{YEAR}|(?i:(?P<which>this|last|next|that|the same|the following) year|the year))(?P<h>)(?P<q>)", makes.part_of_year),
    Rule("part of year, short", "digits", rf"\b(?:Q(?P<q>[1-4])|H(?P<h>[12])) (?:of )?{YEAR}(?P<rank>)", makes.part_of_year),
    Rule("whole unit", "unit", r"(?i:\b(?:all|the whole|the entire|the rest of the|an entire|a whole|a full|the past|the course of the|(?<=over )the last|(?<=for )the last|(?<=in )the last|(?<=during )the last|(?<=within )the last|(?<=over )the next|(?<=for )the next|(?<=within )the next) (?P<n>)(?P<unit>day|week|month|year|decade|century)\b)", lengths.whole),
    Rule("this unit", "unit", r"(?i:\b(?P<which>last|previous|this|current|next|coming) (?P<unit>day|week|month|quarter|year|decade|century)\b)", relative.this_unit),
    Rule("that unit", "unit", rf"(?i:\b{POINTING} (?P<unit>day|week|month|year|decade|century)\b)", relative.that_unit),
    Rule("the unit following", "unit", r"(?i:\bthe (?P<unit>day|week|month|year) (?P<which>following|after|before|prior)\b(?= ?[,.;:\n]|\Z))", relative.the_unit_following),
    Rule("later that", "unit", r"(?i:\b(?:later|earlier|early|late)(?: on| in)? (?P<which>that|the same|this|last|next|the|in the) (?P<unit>day|week|month|year|decade|century)\b)", relative.later_that),
    Rule("the unit", "unit", r"(?i:(?<=\bof )|(?<=\bin )|(?<=\bduring )|(?<=\blater in ))(?i:the (?P<unit>year|month)\b)(?! (?:of|when|that|in|before|after|since|ahead|to come)\b| [IVX\d]+\b| One\b)", relative.the_unit),
    Rule("later", "unit", rf"(?i:\b{_ABOUT}{COUNT} {UNIT}(?: or so)? (?P<way>later|earlier|afterwards|thereafter|previously)\b)", relative.later),
    Rule("later, uncounted", "unit", rf"(?i:\b(?P<n>){UNIT} (?P<way>later|earlier|afterwards)\b)", relative.later),
    Rule("after, alone", "unit", rf"(?i:\b{COUNT} {UNIT} (?P<way>after|before)\b(?= ?[,.;\n]|\Z))", relative.later),
    Rule("ago", "unit", rf"(?i:\b{_ABOUT}{COUNT} {UNIT}(?: or so)? ago\b)", relative.ago),
    Rule("deictic", "vague", rf"(?i:\b(?:tomorrow|yesterday)(?: {PART_OF_DAY})?\b|\btoday\b(?! 's)|\btonight\b|\blast night\b)", relative.deictic),
    Rule("weekend", "unit", r"(?i:\b(?:(?P<which>last|next|this|the past|the) )weekend\b)", relative.deictic),
    Rule("years", "digits", rf"(?<![\d.,$£€#/-])\b{YEAR} ?[-–—/] ?(?P<last_year>1\d\d\d|20\d\d|\d\d)\b(?![-\d])", makes.year),
    Rule("decade", "digits", r"(?i:\bthe )?(?:(?<=mid-)|(?<![\d.,$£€-]))(?:\b(?P<decade>\d{2,3}0)'?s\b|'(?P<short>\d0)'?s\b)(?: ?(?P<bc>BCE?\b|B\.C\.))?", makes.decade),
    Rule("century", "unit", rf"(?i:\b(?:the )?{RANK}[ -]centur(?:y|ies)\b(?: ?(?P<bc>BCE?\b|B\.C\.))?)", makes.century),
    Rule("BC", "digits", r"\b(?P<bc>\d{1,4}) ?(?:BCE?\b|B\.C\b\.?(?:E\.)?)", makes.before_christ),
    Rule("BC, shared", "digits", r"\b(?P<bc>\d{1,4})(?=(?: ?[-–—] ?| (?:and|to|or|until) (?:late |early |mid-)?)\d{1,4} ?(?:BCE?\b|B\.C\.))", makes.before_christ),
    Rule("AD", "digits", r"\b(?:A\.?D\.? ?(?P<year>\d{1,4})|(?P<year2>\d{1,4}) ?(?:AD\b|A\.D\.|CE\b))", relative.anno_domini),
    Rule("bare BC", "digits", r"(?i:(?<=\bin )|(?<=\bby )|(?<=\bof )|(?<=\bsince )|(?<=\buntil )|(?<=\bto )|(?<=\bfrom )|(?<=\bduring )|(?<=\bearly )|(?<=\blate ))(?<![\d.,-])(?P<n>\d{2,3})\b(?![.,]?\d| ?(?:BC|B\.C|years|men|ships|km|%|percent)|-)", makes.bare_before_christ),
    Rule("the year named", "digits", r"(?i:\bthe year )(?P<year>\d{3,4})\b(?![.,]\d)", makes.year),
    Rule("year", "digits", rf"(?i:\b(?:the year )?)(?:(?<=mid-)|(?<![\d.,$£€#/-]))\b{YEAR}", makes.year),
    Rule("short year", "digits", r"(?:(?<=\s)|(?<=\())'(?P<short>\d\d)\b(?!s)", makes.short_year),
    Rule("clock", "digits", rf"(?<![\d:.,$-])\b{CLOCK}(?:{ZONE})?(?![\d:])", relative.clock),
    Rule("that part of day", "daypart", rf"(?i:\b(?:early |late )?(?P<which>this|that|the same|the following|the next|the previous) {PART_OF_DAY}\b)", relative.that_part_of_day),
    Rule("that night", "unit", r"(?i:\b(?:early |late )?(?P<which>that|the same|the following|the next|the previous) (?P<daypart>night)\b)", relative.that_part_of_day),
    Rule("set", "unit", rf"(?i:\b(?:every|each) (?P<other>other )?(?:(?P<n>\d+|two|three|four|five|six|ten) )?{UNIT})", lengths.repeated),
    Rule("set of weekdays", "weekday", rf"(?i:\b(?:every|each) )(?:{WEEKDAY})s?", lengths.repeated),
    Rule("set of weekdays, plural", "weekday", rf"\b(?P<weekday>{any_of(DAYS)})s\b", lengths.repeated),
    Rule("set of seasons", "season", rf"(?i:\b(?:every|each) ){SEASON}", lengths.repeated),
    Rule("set of days", "month", rf"(?i:\b(?:every|each) ){MONTH} {DAY}", lengths.repeated),
    Rule("set of months", "month", rf"(?i:\b(?:every|each) ){MONTH}", lengths.repeated),
    Rule("set of parts of day", "daypart", rf"(?i:\b(?:every|each) {PART_OF_DAY}\b)", lengths.repeated),
    Rule("per", "unit", r"(?i:\b(?:per|(?:once|twice|(?:\d+|two|three|four|five|six|seven|eight|ten|several|many) times) an?) (?P<unit>day|week|month|quarter|year)\b)", lengths.per),
    Rule("duration", "unit", rf"(?i:\b(?:(?:the|these|those) (?:past|last|next|first|final|previous|following|coming|ensuing|subsequent|entire|whole) |{_ABOUT})(?:(?P<low>\d+|{any_of('one two three four five six seven eight nine ten'.split())})(?: to | or |-to-|-|–))?{_N_UNIT}(?P<half_after> and a half)?(?!(?:-|\s)old\b| ago\b|' [A-Z]))", lengths.duration),
    Rule("duration and a half", "unit", rf"(?i:\b{_ABOUT}{COUNT}(?P<half>[- ]and[- ]a?[- ]?half)[- ]{UNIT}(?!(?:-|\s)old\b))", lengths.duration),
    Rule("half a unit", "unit", rf"(?i:\b{_ABOUT}(?P<half>half)[- ](?:an? )?(?P<unit>hour|day|year|month|decade|century)\b)", lengths.duration),
    Rule("uncounted duration", "unit", r"(?i:(?<=\bfor )|(?<=\bfor many )|(?<=\bin )|(?<=\bwithin )|(?<=\bafter )|(?<=\bover )|(?<=\bof ))(?i:(?:the (?:past|last|next|coming|following|intervening|succeeding|preceding|first|final) )?(?P<n>)(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)\b)(?! (?:ago|later|earlier|old)\b)", lengths.duration),
    Rule("units of", "unit", r"\b(?P<n>)(?P<unit>days|weeks|months|years|decades|centuries)\b(?= of [a-z]| to come\b)", lengths.duration),
    Rule("few units", "unit", r"(?i:\b(?:the )?(?:past|last|next|coming|following|first|final|recent|ensuing|early|later) (?P<n>)(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)\b)", lengths.duration),
    Rule("adverb of repetition", "vague", r"\b(?:daily|[Aa]nnually|[Aa]nnual)\b(?! (?:[A-Z]|necessit|life|lives|newspaper|paper|bread|living))(?!,? (?:said|says|noted|notes|reported|wrote|added|quoted|carried|adds|went|held))", lengths.adverb),
    Rule("vague", "vague", r"(?i:\b(?:now|currently|recently|recent|of late|current|future|formerly|former|at present|nowadays|these days|for the time being|at the moment|present[- ]day|the present|(?:in )?the past(?! (?:few|several|couple|half|\d|two|three|four|five|six|seven|eight|nine|ten|year|month|week|day|decade|century|quarter|hour))|the future|at (?:this|that|the present) time|at the time|to date|until now|soon)\b)", lengths.vague),
)  # fmt: skip


@cache
def compiled(wide: bool = False) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The table with its patterns compiled, once a process; `wide` for wrapped text."""
    made = spaced if wide else str
    return tuple((rule, re.compile(made(rule.pattern))) for rule in RULES)
