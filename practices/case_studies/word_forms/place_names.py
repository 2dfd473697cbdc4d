"""Places of a case as forms name them: countries by any usual name, regions in words, "not disclosed"."""

import re
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.country_names import parse_countries
from practices.case_studies.places import NOT_DISCLOSED, named
from records.folding import folded, has_words
from records.languages import LANGUAGES

BETWEEN = re.compile(r"[,;]")


def places_of(text, as_they_stand=False):
    """Codes, NOT_DISCLOSED and regions in words. A line of names is cut where one of them is a country."""
    for line in filter(has_words, map(str.strip, text.splitlines())):
        parts = [part.strip() for part in BETWEEN.split(line) if has_words(part)]
        if not as_they_stand and any(_known(part) for part in parts) and not _known(line):
            yield from (place for part in parts for place in _known(part) or [part])
        else:
            yield from _known(line) or [line]


def as_lines(places, language):
    return [str(named(place, language)) for place in places]


def _known(text):
    """Codes of a text that names countries and nothing else, or NOT_DISCLOSED; () of any other."""
    if folded(text) in _not_disclosed():
        return (NOT_DISCLOSED,)
    codes, leftover = parse_countries(text)
    return () if leftover else codes


@cache
def _not_disclosed():
    names = set()
    for language in LANGUAGES:
        with override(language):
            names.add(folded(_("not disclosed")))
    return frozenset(names)
