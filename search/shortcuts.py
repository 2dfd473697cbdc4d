"""Shortcuts in the text of a query: country:Italy, anno:2006-2010, Kategorie:B, type:pratique.

Every language's names are understood in every language; the help page shows the reader her own.
"""

import re
from functools import cache

from records.folding import folded
from records.languages import LANGUAGES
from records.names import language_name
from search.countries import country_named
from search.query import YEARS

NAMES = {
    "country": {"en": "country", "it": "paese", "de": "Land", "es": "país", "fr": "pays"},
    "year": {"en": "year", "it": "anno", "de": "Jahr", "es": "año", "fr": "année"},
    "category": {"en": "category", "it": "categoria", "de": "Kategorie", "es": "categoría", "fr": "catégorie"},
    "type": {"en": "type", "it": "tipo", "de": "Art", "es": "tipo", "fr": "type"},
    "language": {"en": "language", "it": "lingua", "de": "Sprache", "es": "idioma", "fr": "langue"},
}
TYPES = {
    "practice": "practice practices chart charts pratica pratiche praxisbeispiel praxisbeispiele praxisbogen "
    "practica practicas pratique pratiques",
    "case_study": "case cases casestudy casestudies caso casi casodistudio fall falle fallstudie fallstudien "
    "fallbeispiel fallbeispiele casos casodeestudio estudiodecaso cas etudedecas etudesdecas",
    "organisation": "organisation organisations organization organizations organizzazione organizzazioni "
    "organisationen organizacion organizaciones ngo ngos ong",
    "page": "page pages pagina pagine seite seiten paginas",
}
PERIOD = re.compile(r"(\d{4})?\s*(-|–|\.\.)?\s*(\d{4})?")


@cache
def _names():
    return {folded(word): name for name, words in NAMES.items() for word in words.values()}


@cache
def _types():
    return {word: kind for kind, words in TYPES.items() for word in words.split()}


@cache
def _languages():
    return {
        folded(name): code for code in LANGUAGES for name in [code, *(language_name(code, each) for each in LANGUAGES)]
    }


def shortcut_named(name):
    """ "paese" is "country"; None for any other word."""
    return _names().get(folded(name))


def period_named(text):
    """(first, last) year of "2006", "2006-2010", "2006-" or "-2010"; else None."""
    match = PERIOD.fullmatch(text.strip())
    if not match or not (match[1] or match[3]):
        return None
    first, last = (int(year) if year else None for year in (match[1], match[3]))
    if not match[2]:
        first = last = first or last
    if any(year is not None and year not in YEARS for year in (first, last)):
        return None
    return (last, first) if first and last and last < first else (first, last)


def type_named(name):
    """ "Fallstudie" is "case_study"; None for any other word."""
    return _types().get(folded(name).replace(" ", ""))


def values_named(shortcut, text):
    """Values of a facet by their names, several between commas; () when one of them is unknown."""
    readers = {
        "country": country_named,
        "category": lambda name: name.upper() if re.fullmatch("[A-Za-z]", name) else None,
        "type": type_named,
        "language": lambda name: _languages().get(folded(name)),
    }
    values = [readers[shortcut](name.strip()) for name in text.split(",") if name.strip()]
    return tuple(dict.fromkeys(values)) if all(values) else ()
