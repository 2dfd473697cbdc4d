"""Patterns of dates, made of the words of a language. All look into `Passage.plain`."""

import re
from functools import cache

from records.identifying.passages import comparable
from records.identifying.wording import GAP, LEFT, RIGHT, any_of, followed, number_words, ordinal_words, wording

NO_NUMBER_BEFORE = r"(?<![\w/.-])"
NO_NUMBER_AFTER = r"(?![\w/]|[.,-][0-9])"
FULL_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
# 12/03/2010, 12-3-10, 12. 3. 2010; 2010-03-12 with or without the time; 03/2010
NUMERIC_DATES = tuple(
    re.compile(rf"{NO_NUMBER_BEFORE}{pattern}{NO_NUMBER_AFTER}")
    for pattern in (
        r"(?P<day>[0-3]?[0-9])\s?(?P<sign>[./-])\s?(?P<month>[0-3]?[0-9])\s?(?P=sign)\s?(?P<year>(?:19|20)?[0-9]{2})"
        r"(?:\s?-\s?[0-3]?[0-9](?P=sign)[0-3]?[0-9](?P=sign)(?:19|20)?[0-9]{2})?",
        rf"{FULL_YEAR}(?P<sign>[./-])(?P<month>[01]?[0-9])(?P=sign)(?P<day>[0-3]?[0-9])(?:t[0-9:.]{{4,12}}z?)?",
        rf"(?P<month>0?[1-9](?=/)|0[1-9]|1[0-2])[/.-]{FULL_YEAR}",
    )
)
# 12/03 and 12.3. can be other things too.
DAY_AND_MONTH = re.compile(
    rf"(?P<day>[0-3]?[0-9])(?:/(?P<month>0[1-9]|1[0-2])|\.\s?(?P<dotted>[01]?[0-9])\.){NO_NUMBER_AFTER}"
)
NUMBER_SIGN = re.compile(r"(?:\bn[or]?|§|#)[.°]?\s?\Z")


@cache
def month_names(language):
    """{name as in `Passage.plain`: number}"""
    months = enumerate(wording(language)["dates"]["months"], start=1)
    return {comparable(name): number for number, names in months for name in names}


@cache
def leads(language):
    """{words before a date: the four seasons as they stand in their place}"""
    groups = wording(language)["dates"]["leads"]
    return {comparable(words): group["seasons"] for group in groups for words in group["words"]}


@cache
def day_words(language):
    """{word: day}: "first" as well as "one", for "il dodici marzo"."""
    return {word: day for word, day in number_words(language).items() if day <= 31} | ordinal_words(language)


@cache
def patterns(language):
    words = wording(language)["dates"]
    to = any_of(words["day_to_day"])
    ending = any_of(words["day_endings"])
    article = rf"(?:{LEFT}{followed(words['articles'])})?"
    weekday = rf"(?P<weekday>{LEFT}{any_of(words['weekdays'])}{RIGHT}\.?,?\s{{0,2}})?"
    lead = rf"(?:{LEFT}(?P<lead>{any_of(leads(language))})(?:{GAP}|(?<=')))?"
    start = rf"{lead}{weekday}{article}"
    day = rf"{LEFT}(?:[0-3]?[0-9](?![0-9])(?:{ending}(?![^\W_]))?|{any_of(day_words(language))}{RIGHT})"
    joint = rf"(?:\s?[-/,]\s?|\s{{1,2}}{to}(?:{GAP}|(?<=')))"
    of = rf"\.?(?:[-/.]|\s{{0,2}}(?:{followed(words['before_month'])})?)"
    year = rf"(?:[-/.]|\s?,?\s{{1,2}}(?:{followed(words['before_year'])})?)(?P<year>(?:19|20)[0-9]{{2}}|'[0-9]{{2}})(?![0-9])"
    day_after = rf"\.?\s{{1,2}}{article}(?P<day>{day})(?:{joint}{day})?(?![^\W_])(?:{year})?"
    return {
        "month": re.compile(rf"(?<![^\W\d_]){any_of(month_names(language))}(?![^\W\d_])"),
        "lead": re.compile(rf"{start}\Z"),
        "day_before": re.compile(rf"{start}(?P<range>(?:{day}{joint}{article}){{1,3}})?(?P<day>{day}){of}\Z"),
        "year_after": re.compile(rf"\.?{year}"),
        "day_after": re.compile(day_after if words.get("day_follows_month") else r"(?!)(?P<day>)(?P<year>)"),
        "lead_of_numbers": re.compile(rf"{LEFT}{any_of(words['before_numbers_alone'])}{GAP}"),
    }
