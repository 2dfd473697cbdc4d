"""Words that say nothing of what a text is about (stop_words.toml)."""

from functools import cache
from pathlib import Path

from records.folding import plain_letters
from records.seeding import read_toml

FILE = Path(__file__).with_name("stop_words.toml")


def is_stop_word(plain, language=None):
    """Whether a folded word is one in this language; without a language, in any of the five."""
    return plain in stop_words(language)


@cache
def stop_words(language=None):
    """The folded stop words of a language, or of all five."""
    lists = read_toml(FILE)
    chosen = lists.values() if language is None else [lists.get(language, "")]
    return frozenset(plain_letters(word) for words in chosen for word in words.split())
