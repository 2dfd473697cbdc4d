"""When a practice ran, read from what people write in five languages: "Since March 2011", "dal 2003 ad oggi"."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from babel import Locale

from practices.periods import Period
from records.folding import folded, plain_letters
from records.languages import LANGUAGES

LONGEST_TEXT = 1000  # characters; a period is no essay
MORE_MONTHS = {"sept": 9, "sett": 9, "septiembre": 9, "setiembre": 9, "janner": 1, "feber": 2}

YEAR = r"(?:19|20)\d\d"
BETWEEN_DATES = r"[-–—−‒→]|\b(?:to|until|till|through|and|al?|ad|fino|e|bis|und|hasta|y|au|aux|jusqu|et)\b"
ISO_MONTH = re.compile(rf"\b{YEAR}-0\d\b")
DAY_AFTER_MONTH = r"(?:\d{1,2}(?:st|nd|rd|th)?\s*,\s*)?"
ENUMERATED = re.compile(r"\s*,?\s*(?:and|e|und|y|et)?\s*")
SINCE = re.compile(
    r"\b(?:since|from|as of|starting|dal|dalla|dall|da|a partire|seit|ab|desde|a partir|depuis|des|du)\b"
)
UNTIL = re.compile(r"\b(?:until|till|up to|by|fino|bis|hasta|jusqu)\b")
ONGOING = re.compile(
    r"\b(?:on.?going|present|now|today|onwards?|current(?:ly)?|to date|still|continu\w+"
    r"|in corso|oggi|tuttora|attual\w+|presente"
    r"|laufend|fortlaufend|heute|andauernd|dauert an|aktuell|jetzt|unbefristet"
    r"|en curso|la fecha|actual\w*|hoy|ahora|vigente"
    r"|en cours|aujourd|ce jour|actuel\w*|nos jours)\b"
)
OPEN_END = re.compile(r"(?:[-–—→…]|\.\.\.)\s*\)?\s*$")


@dataclass(frozen=True, order=True)
class _Point:
    """A year, or a month of a year; month 0 is not known."""

    year: int
    month: int = 0


def parse_period(text):
    """Period of a text of one or several lines: from the earliest start to the latest end.

    A Period without years when none is named, or when the end comes before the start.
    """
    lines = [line for line in map(_parse_line, text[:LONGEST_TEXT].splitlines()) if line]
    starts = [start for start, _, _ in lines if start]
    ongoing = any(ongoing for _, _, ongoing in lines)
    ends = [] if ongoing else [end for _, end, _ in lines if end]
    period = _period(min(starts, default=None), max(ends, default=None), ongoing)
    return Period() if period.ends_before_it_starts else period


def _period(start, end, ongoing):
    return Period(
        start_year=start.year if start else None,
        start_month=(start.month or None) if start else None,
        end_year=end.year if end else None,
        end_month=(end.month or None) if end else None,
        ongoing=ongoing,
    )


def _parse_line(line):
    """(start, end, ongoing) of a line, None where it names no time."""
    line = _written_out(plain_letters(line))
    dates = [(_point(match), *match.span()) for match in _date_pattern().finditer(line)]
    dates = _with_years(dates)
    ongoing = bool(ONGOING.search(line))
    if not dates:
        return (None, None, True) if ongoing else None
    (first, begins, ends), *others = dates
    if ongoing or OPEN_END.search(line[dates[-1][2] :]):
        return first, None, True
    before = line[:begins]
    if not others:
        return _single(first, before)
    if SINCE.search(before) and not _joined(line, ends, others[0][1]):
        return first, None, True
    return _range(line, dates)


def _single(point, before):
    if SINCE.search(before):
        return point, None, True
    return (None, point, False) if UNTIL.search(before) else (point, None, False)


def _range(line, dates):
    """From the first date to the last of those that a dash or "to" joins; without such, to the latest."""
    points = [point for point, _, _ in dates]
    if all(ENUMERATED.fullmatch(line, early[2], late[1]) for early, late in pairwise(dates)):
        return min(points), max(points), False
    pairs = [(early[0], late[0]) for early, late in pairwise(dates) if _joined(line, early[2], late[1])]
    if not pairs:
        return min(points), max(points), False
    return min(start for start, _ in pairs), max(end for _, end in pairs), False


def _joined(line, end_of_one, start_of_other):
    return re.search(BETWEEN_DATES, line[end_of_one:start_of_other]) is not None


def _written_out(line):
    """ "2009-10" and "2009/10" as "2009-2010"; "2011-03" is no range, so March stays March."""
    return line if ISO_MONTH.search(line) else _two_figures().sub(_whole_range, line)


@cache
def _two_figures():
    """ "2009-10", but not the day of "2009 - 10 June 2011"."""
    names = "|".join(_months())
    day = rf"(?:st|nd|rd|th)?\.?\s+(?:of\s|de\s)?\s*(?:{names})"
    return re.compile(rf"\b({YEAR})(\s?[-–—/]\s?)(\d\d)\b(?![-–—/.]?\d|{day})")


def _whole_range(match):
    start, dash, end = match[1], match[2], match[3]
    return f"{start}{dash}{start[:2]}{end}" if int(end) > int(start[2:]) else match[0]


def _point(match):
    year = match["year"] or match["iso_year"]
    month = match["month_number"] or match["iso_month"] or _months().get(match["month_name"] or match["lone_month"], 0)
    return _Point(int(year or 0), int(month))


def _with_years(dates):
    """Dates whose month was named without a year have that of the date after them: "March to June 2011"."""
    year, known = 0, []
    for point, start, end in reversed(dates):
        year = point.year or year
        if year:
            known.append((_Point(year, point.month), start, end))
    return known[::-1]


@cache
def _months():
    """Folded name or short name -> number, in five languages."""
    names = dict(MORE_MONTHS)
    for language in LANGUAGES:
        months = Locale(language).months
        for form in (months["format"], months["stand-alone"]):
            names |= {folded(name): number for width in ("wide", "abbreviated") for number, name in form[width].items()}
    return names


@cache
def _date_pattern():
    names = "|".join(sorted(_months(), key=len, reverse=True))
    whole_names = "|".join(name for name in _months() if len(name) > 3)
    return re.compile(
        rf"\b(?P<iso_year>{YEAR})-(?P<iso_month>0[1-9]|1[0-2])(?:-\d\d)?\b(?!-)"
        rf"|(?:\b(?:\d{{1,2}}\s?[./-]\s?)?(?P<month_number>0?[1-9]|1[0-2])\s?[./-]\s?"
        rf"|\b(?P<month_name>{names})(?![a-z])\.?,?\s*{DAY_AFTER_MONTH}(?:(?:del?|of|d)\b.?\s*)?)?"
        rf"(?<!\d)(?P<year>{YEAR})\b(?!%)"
        rf"|\b(?P<lone_month>{whole_names})\b(?=\.?\s*(?:{BETWEEN_DATES}).*{YEAR})"
    )
