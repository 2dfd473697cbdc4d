"""Exact dates: a day, or a month of a year. The proposal is the season, with the year where one is given."""

from records.identifying.date_patterns import (
    DAY_AND_MONTH,
    NUMBER_SIGN,
    NUMERIC_DATES,
    day_words,
    leads,
    month_names,
    patterns,
)
from records.identifying.passages import Span, comparable
from records.identifying.wording import languages, value_of, wording

LONGEST_BEFORE = 70
# Two-digit years up to this one are of this century.
LAST_SHORT_YEAR = 49


def find_dates(passage):
    for language in languages(passage.language):
        for name in patterns(language)["month"].finditer(passage.plain):
            yield from _written_out(passage, language, name)
        yield from _without_year(passage, language)
    for pattern in NUMERIC_DATES:
        for date in pattern.finditer(passage.plain):
            if not NUMBER_SIGN.search(passage.plain, max(0, date.start() - 6), date.start()):
                yield from _in_numbers(passage, languages(passage.language)[0], date)


# --- With the name of the month ---


def _written_out(passage, language, name):
    """The date that a name of a month belongs to, if any."""
    plain, found = passage.plain, patterns(language)
    month = month_names(language)[name[0]]
    year = found["year_after"].match(plain, name.end())
    day = _search_before(found["day_before"], plain, name.start())
    if day and _is_day(day["day"], language):
        if year or _is_surely_a_month(passage, language, name):
            yield _span(passage, language, month, day, year or name)
        return
    lead = _search_before(found["lead"], plain, name.start())
    day = found["day_after"].match(plain, name.end())
    if day and _is_day(day["day"], language) and _is_surely_a_month(passage, language, name):
        month_alone = wording(language)["dates"]["before_month_alone"]
        if day["year"] or not (lead["lead"] in month_alone and day["day"].isdigit()):
            yield _span(passage, language, month, lead, day)
    elif year:
        yield _span(passage, language, month, lead, year)


def _search_before(pattern, plain, place):
    return pattern.search(plain, max(0, place - LONGEST_BEFORE), place)


def _is_day(found, language):
    return 1 <= value_of(found, day_words(language)) <= 31


def _is_surely_a_month(passage, language, name):
    """Without a year "may" and "mar" could be other words."""
    if passage.text[name.start()].isupper():
        return True
    words = wording(language)["dates"]
    is_short = all(name[0] != comparable(names[0]) for names in words["months"])
    if is_short:
        return passage.plain[name.end() : name.end() + 1] == "."
    return not words.get("months_have_capitals")


def _span(passage, language, month, before, after):
    """before: a match with lead and perhaps with days; after: the match that ends the date, perhaps with a year."""
    year = after.groupdict().get("year")
    season = _season(language, month, year, before)
    start = before.start()
    return Span(start, after.end(), passage.in_place(season, start, like_first_letter=bool(before["lead"])))


def _season(language, month, year, before):
    season = _seasons(language, before)[(month // 3 - 1) % 4]  # December to February is winter, of whichever year
    words = wording(language)["dates"]
    return words["with_year"].format(season=season, year=_in_full(year)) if year else season


def _seasons(language, before):
    """The four seasons as they follow what stands before the date."""
    words, lead = wording(language)["dates"], before["lead"]
    is_range = lead and before.groupdict().get("range")  # "from 12 to 15 March" lies within one season
    if is_range or (not lead and before["weekday"] and words.get("weekday_leads")):
        return words["leads"][0]["seasons"]
    return leads(language)[" ".join(lead.split())] if lead else words["seasons"]


def _in_full(year):
    digits = year.strip("'")
    if len(digits) == 4:
        return digits
    return f"20{digits}" if int(digits) <= LAST_SHORT_YEAR else f"19{digits}"


# --- In numbers alone ---


def _without_year(passage, language):
    """ "am 12.3." and "il 12/03": only after a word that a day follows."""
    for lead in patterns(language)["lead_of_numbers"].finditer(passage.plain):
        date = DAY_AND_MONTH.match(passage.plain, lead.end())
        if date:
            yield from _in_numbers(passage, language, date)


def _in_numbers(passage, language, date):
    found = date.groupdict()
    month, day = int(found["month"] or found["dotted"]), int(found.get("day") or 1)
    if month > 12 >= day:  # 03/25/2010
        month, day = day, month
    if 1 <= month <= 12 and 1 <= day <= 31:
        before = _search_before(patterns(language)["lead"], passage.plain, date.start())
        yield _span(passage, language, month, before, date)
