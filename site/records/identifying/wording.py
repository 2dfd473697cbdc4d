"""The words of words/<language>.toml, and patterns made of them.

Every quantifier has a bound, so that no text makes a search slow.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from records.identifying.passages import comparable

WORDS = Path(__file__).with_name("words")
GAP = r"\s{1,2}"
LEFT = r"(?<![^\W_])"  # no letter or digit before
RIGHT = r"(?![^\W_])"


@cache
def wording(language):
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def languages(first):
    """The languages that have words, beginning with that of the text."""
    known = sorted(path.stem for path in WORDS.glob("*.toml"))
    return tuple(sorted(known, key=lambda language: (language != first, language != "en")))


def phrase(words):
    """A pattern for one wording: a space may be wide, a hyphen may be a space."""
    return re.escape(comparable(words)).replace(r"\-", r"[\s-]").replace(r"\ ", GAP)


def any_of(wordings):
    """A pattern for one of several, the longest that fits; for none, one that never matches."""
    ordered = sorted(set(wordings), key=len, reverse=True)
    return "(?:" + "|".join(map(phrase, ordered)) + ")" if ordered else r"(?!)"


def followed(wordings):
    """A pattern for one of several and the space after it, which an apostrophe makes needless."""
    with_apostrophe = [words for words in wordings if words.endswith("'")]
    others = [words for words in wordings if not words.endswith("'")]
    return rf"(?:{any_of(others)}{GAP}|{any_of(with_apostrophe)}\s?)"


@cache
def number_words(language):
    """{spelling, comparable: value} of one to ninety-nine; a hyphen may be a space."""
    listed = [each.strip() for each in wording(language)["numbers"].split(",")]
    return {_key(spelling): value for value, each in enumerate(listed, start=1) for spelling in each.split("/")}


@cache
def ordinal_words(language):
    listed = [each.strip() for each in wording(language)["ordinals"].split(",")]
    return {_key(spelling): value for value, each in enumerate(listed, start=1) for spelling in each.split("/")}


def _key(spelling):
    return comparable(" ".join(spelling.replace("-", " ").split()))


def value_of(found, words):
    """The value of a number as found: digits, or a word of `words`."""
    digits = re.match(r"[0-9]+", found)
    return int(digits[0]) if digits else words[" ".join(found.replace("-", " ").split())]
