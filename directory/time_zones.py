"""Time zones (IANA), in the reader's words: CLDR's, by Babel."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone, get_timezone_name
from django.utils.translation import get_language

from records.names import country_name

# Offered beside those of Europe: where neighbours and frequent countries of origin are.
ELSEWHERE = (
    "Africa/Algiers Africa/Cairo Africa/Casablanca Africa/Lagos Africa/Tripoli Africa/Tunis America/New_York "
    "Asia/Amman Asia/Baku Asia/Bangkok Asia/Beirut Asia/Damascus Asia/Dhaka Asia/Jerusalem Asia/Karachi Asia/Manila "
    "Asia/Nicosia Asia/Shanghai Asia/Tashkent Asia/Tbilisi Asia/Yerevan Atlantic/Azores Atlantic/Canary "
    "Atlantic/Reykjavik"
).split()


@cache
def _known():
    return available_timezones()


def is_time_zone(name):
    return name in _known()


def time_zone_name(name, language=None):
    """ "Europe/Rome" is "Central European Time" in English."""
    if not is_time_zone(name):
        return name
    locale = Locale.parse(language or get_language(), sep="-")
    return get_timezone_name(get_timezone(name), width="long", zone_variant="generic", locale=locale)


def choices():
    """[(name, "Italy: Central European Time (Rome)")], in the order of the reader's countries."""
    countries = get_global("zone_territories")
    offered = [name for name in countries if name.startswith("Europe/") or name in ELSEWHERE]
    return sorted(((name, _in_words(name, countries[name])) for name in offered), key=lambda choice: choice[1])


def _in_words(name, country):
    city = name.rpartition("/")[2].replace("_", " ")
    return f"{country_name(country)}: {time_zone_name(name)} ({city})"
