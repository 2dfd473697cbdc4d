"""Names of countries, languages, months and days in the reader's language, from CLDR (Babel)."""

from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

# CLDR's own name where a shorter or undisputed one is usual in the field.
SHORT_NAMES = {"en": {"BA": "Bosnia and Herzegovina", "CZ": "Czech Republic", "MK": "North Macedonia", "TR": "Turkey"}}
# English for European readers: the day first.
DATES = {"en": "en-GB"}


@cache
def _locale(language):
    return Locale.parse(language, sep="-")


def country_name(code, language=None):
    """ "XK" is Kosovo, in every language; an unknown code is its own name."""
    language = language or get_language()
    short = SHORT_NAMES.get(language, {}).get(code)
    return short or _locale(language).territories.get(code, code)


def language_name(code, language=None):
    """Name of any ISO language, as a word in a sentence of the reader's language."""
    return _locale(language or get_language()).languages.get(code, code)


def month_and_year(date, language=None):
    """ "March 2011", "marzo 2011": in the order the language wants."""
    return format_skeleton("yMMMM", date, locale=_locale(language or get_language()))


def date_in_words(date, language=None):
    """ "3 January 2026", "3 gennaio 2026". Django writes "03 Gennaio 2026" for Italian."""
    language = language or get_language()
    return format_date(date, "long", locale=_locale(DATES.get(language, language)))


def moment_in_words(moment):
    """The day and the hour in the time of the site: "3 January 2026, 14:05"."""
    moment = localtime(moment)
    return f"{date_in_words(moment)}, {time_format(moment)}"
