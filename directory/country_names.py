"""Countries, by any usual name in five languages."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from rapidfuzz import process
from rapidfuzz.distance import OSA

from records.folding import folded, folded_words, words_of
from records.languages import LANGUAGES

ALIASES = Path(__file__).with_name("country_names.toml")
# CLDR's territories that are no countries.
NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
BETWEEN_COUNTRIES = set(folded_words("and the e ed il la lo le gli l und der die das y el los las et"))
MISSPELLABLE = 5
LETTERS_ONLY = re.compile(r"[A-Z]{2}")


@lru_cache(maxsize=4096)
def parse_countries(text):
    """(ISO codes in their order, the words that name no country)."""
    words = words_of(text)
    codes, leftover, position = [], [], 0
    while position < len(words):
        code, length = _country_at(words, position)
        if code:
            codes.append(code)
        else:
            leftover.append(words[position])
        position += length
    others = _printed(text, leftover)
    if (others or not codes) and (code := _nearly(text)):
        return (code,), ""
    return tuple(dict.fromkeys(codes)), others


def is_country(text):
    codes, leftover = parse_countries(text)
    return len(codes) == 1 and not leftover


def _country_at(words, position):
    """(code or None, words used up) for the longest name that begins at the position."""
    for length in range(min(_longest_name(), len(words) - position), 0, -1):
        name = " ".join(word.folded for word in words[position : position + length])
        if code := _names().get(name):
            return code, length
    return None, 1


def _printed(text, words):
    """The words as they stand in the text, those that only join countries left out; "" when nothing remains."""
    if all(word.folded in BETWEEN_COUNTRIES for word in words):
        return ""
    return " ".join(text[word.start : word.end] for word in words)


def _nearly(text):
    name = folded(text)
    if len(name) < MISSPELLABLE:
        return None
    near = process.extract(name, _long_names(), scorer=OSA.distance, score_cutoff=1 + (len(name) > 9), limit=3)
    codes = {_names()[wording] for wording, distance, _ in near if distance == near[0][1]}
    return codes.pop() if len(codes) == 1 else None


@cache
def _names():
    """Folded name -> ISO code. The names that partners use win over CLDR's."""
    names = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if LETTERS_ONLY.fullmatch(code) and code not in NO_COUNTRIES:
                names.setdefault(folded(name), code)
    aliases = tomllib.loads(ALIASES.read_text(encoding="utf-8"))
    return names | {folded(alias): code for code, own in aliases.items() for alias in own}


@cache
def _long_names():
    return [name for name in _names() if len(name) >= MISSPELLABLE]


@cache
def _longest_name():
    return max(len(name.split()) for name in _names())
