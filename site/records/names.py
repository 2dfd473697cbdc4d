"""Names of countries, languages and months in the reader's language, from CLDR (Babel)."""

from functools import cache

from babel import Locale
from babel.dates import format_skeleton
from django.utils.translation import get_language

# CLDR's own name where a shorter or undisputed one is usual in the field.
SHORT_NAMES = {"en": {"BA": "Bosnia and Herzegovina", "CZ": "Czech Republic", "MK": "North Macedonia", "TR": "Turkey"}}


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
