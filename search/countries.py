"""Countries by their names, and by those of their people: a country is a concept too, for nobody writes it in five languages."""

from functools import cache
from pathlib import Path

from django_countries import countries

from records.folding import folded
from records.languages import LANGUAGES
from records.names import country_name
from records.seeding import read_toml
from search.analysis import stem_of, tokens

DEMONYMS = Path(__file__).with_name("demonyms.toml")
KEY = "country:"
SHORTEST_FOREIGN_FORM = 7
ALSO = {"uk": "GB", "usa": "US", "czech republic": "CZ"}


@cache
def _codes():
    """{folded name or code: code}, in every language of the site."""
    names = {code.lower(): code for code in countries.countries}
    for language in LANGUAGES:
        names |= {folded(country_name(code, language)): code for code in countries.countries}
    return names | ALSO


def country_named(name):
    """ISO code of a country by its name in any language, its code, or an unmistakable beginning; else None."""
    name = folded(name)
    if name in _codes():
        return _codes()[name]
    codes = {code for known, code in _codes().items() if len(name) > 3 and known.startswith(f"{name} ")}
    return codes.pop() if len(codes) == 1 else None


def countries_in(words, language):
    """[(code, first, last)] of the countries that these words (matching.TypedWord) name, the longest name first.

    language: of the reader, who may use a demonym in any form: "rumene", "rumänischen".
    """
    found, at = [], 0
    while at < len(words):
        for length in range(min(_longest_name(), len(words) - at), 0, -1):
            here = words[at : at + length]
            if code := _by_words().get(tuple(word.plain for word in here)) or _by_form(here, language):
                found.append((code, at, at + length - 1))
                at += length
                break
        else:
            at += 1
    return found


def _by_form(words, language):
    if len(words) > 1:
        return None
    # Short words of other languages are others: German "die Armen" are no Armenians.
    foreign = LANGUAGES if len(words[0].plain) >= SHORTEST_FOREIGN_FORM else ()
    codes = (_by_stem(each).get(stem_of(words[0].text, each)) for each in (language, *foreign))
    return next(filter(None, codes), None)


def is_of_country(word):
    """Whether a word is one of a country's name or people in any language, in whatever form."""
    return word.plain in _all_words() or any(stem_of(word.text, code) in _by_stem(code) for code in LANGUAGES)


def key_of_country(code):
    """Of a country as a concept: "country:RO"."""
    return f"{KEY}{code}"


def country_labels(code):
    """{language: [name, further words]}"""
    return {
        language: [country_name(code, language), *_demonyms().get(code, {}).get(language, ())] for language in LANGUAGES
    }


@cache
def _demonyms():
    """{code: {language: [words]}}"""
    return read_toml(DEMONYMS)


@cache
def _by_words():
    """{words of a name: code}; codes are no names here, for "it" and "de" are words."""
    people = [
        (word, code) for code, by_language in _demonyms().items() for words in by_language.values() for word in words
    ]
    names = [(country_name(code, language), code) for language in LANGUAGES for code in countries.countries]
    # A name goes before a demonym of another language.
    named = [*people, *names, *ALSO.items()]
    return {tuple(word.plain for word in tokens(name, "other")): code for name, code in named}


@cache
def _by_stem(language):
    """{stem of a demonym: code}"""
    words = [(word, code) for code, by_language in _demonyms().items() for word in by_language.get(language, ())]
    # "Polish" has one form: "polished" is another word.
    return {stem_of(word, language): code for word, code in words if "-" not in word and not word.endswith("sh")}


@cache
def _all_words():
    return frozenset(word for words in _by_words() for word in words)


@cache
def _longest_name():
    return max(len(words) for words in _by_words())
