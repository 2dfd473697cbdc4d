"""Telephone numbers: read as people write them, kept in one form, shown as one dials them at home and from abroad."""

from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat, format_number

LONGEST_SHORT_NUMBER = 6


class NoNumber(ValueError):
    """What was written is no telephone number. Its text says what to do, in the reader's language."""


@dataclass(frozen=True)
class Number:
    """dial: for a link. international: "" for a short number, which is dialled within its country alone.

    country: code of the country in which `national` is dialled, "" where no country has it.
    """

    dial: str
    international: str
    national: str
    country: str


@lru_cache(maxsize=10_000)
def read(text, country=""):
    """The Number that this text is in a country (a code or ""), or None."""
    text = text.strip()
    if not text or any(char.isalpha() for char in text):
        return None
    try:
        parsed = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return _short(text, country)
    if not phonenumbers.is_valid_number(parsed):
        return None if text.startswith("+") else _short(text, country)
    return Number(
        dial=format_number(parsed, PhoneNumberFormat.E164),
        international=format_number(parsed, PhoneNumberFormat.INTERNATIONAL),
        national=format_number(parsed, PhoneNumberFormat.NATIONAL),
        country=_region(phonenumbers.region_code_for_number(parsed)),
    )


def _short(text, country):
    """Numbers such as 1522 or 116 006 exist in one country alone and have no international form."""
    digits = dialled(text)
    if not country or not digits.isdigit() or len(digits) > LONGEST_SHORT_NUMBER:
        return None
    try:
        parsed = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    is_known = phonenumbers.is_possible_short_number_for_region(parsed, country)
    return Number(dial=digits, international="", national=text, country=country) if is_known else None


def _region(code):
    return code if code and code.isalpha() else ""


def stored(text, country=""):
    """E.164, or the digits of a short number. Raises NoNumber, with what to do."""
    if number := read(text, country):
        return number.dial
    if text.strip().startswith("+") or country:
        raise NoNumber(_("This is no telephone number that can be dialled. Write it as +39 06 1234 5678."))
    raise NoNumber(
        _("This cannot be dialled from another country. Begin with + and the number of the country: +39 06 1234 5678.")
    )


def dialled(text):
    return "".join(char for char in text if char.isdigit() or char == "+")
