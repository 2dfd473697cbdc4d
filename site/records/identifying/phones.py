"""Phone numbers, with and without the code of a country. They can only be removed."""

import re
from functools import cache

from phonenumbers import Leniency, PhoneNumberMatcher, ndd_prefix_for_region

from records.identifying.passages import Span
from records.identifying.wording import LEFT, RIGHT, any_of, languages, wording

FEWEST_DIGITS = 6
MOST_GROUPS = 24
CANDIDATE = re.compile(r"[0-9+() ./\t-]{6,}")
GROUP = re.compile(r"[0-9]+")
# In most countries a number without the code of a country begins so.
TRUNK_PREFIX = re.compile(r"\+|(?<![0-9])0")


def find_phones(passage):
    for candidate in CANDIDATE.finditer(passage.plain):
        if _could_be_phone(candidate[0]):
            yield from _valid(passage.plain, *candidate.span())
    for language in languages(passage.language):
        for found in _introduced(language).finditer(passage.plain):
            yield Span(*found.span("number"))


def _could_be_phone(candidate):
    """Neither too few digits, nor a long row of very short numbers, at which the library is slow."""
    groups = GROUP.findall(candidate)
    digits = sum(map(len, groups))
    return digits >= FEWEST_DIGITS and (len(groups) <= MOST_GROUPS or digits >= 2 * len(groups))


def _valid(plain, start, end):
    """Numbers that one of the countries has; the signs on either side tell them from numbers of other kinds."""
    before, after = max(0, start - 1), end + 1
    has_prefix = TRUNK_PREFIX.search(plain, start, end)
    for region, needs_prefix in _regions():
        if has_prefix or not needs_prefix:
            for match in PhoneNumberMatcher(plain[before:after], region, leniency=Leniency.VALID):
                yield Span(before + match.start, before + match.end)


@cache
def _regions():
    """(region, whether a national number has a prefix) of all languages, for numbers of neighbours are cited too."""
    regions = (region for language in languages("en") for region in wording(language)["phones"]["regions"])
    return tuple((region, bool(ndd_prefix_for_region(region, True))) for region in dict.fromkeys(regions))


@cache
def _introduced(language):
    """A number after "tel." may be one of a country that is not tried."""
    words = any_of(wording(language)["phones"]["introduced_by"])
    number = r"(?P<number>[+(]{0,2}[0-9](?:[ ()./-]{0,2}[0-9]){5,16})(?![0-9])"
    return re.compile(rf"{LEFT}{words}{RIGHT}[\s.:(°n-]{{0,4}}{number}")
