import re
import threading
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from records.folding import plain_letters
from search.analysis.remembered import Remembered

STEMMERS = {"en": "english", "it": "italian", "de": "german", "es": "spanish", "fr": "french"}
# Letters of acronyms with their dots ("A.V.R."), or a word with the accents that no letter of Unicode has taken in.
WORD = re.compile(
    r"(?<![^\W\d_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*"
)
# Nothing a reader sees, but they split words: hyphenation marks, joiners, direction marks, byte order marks.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
# A letter to Unicode, an apostrophe to whoever types it.
APOSTROPHE_LETTER, APOSTROPHE = "\u02bc", "\u2019"
# "Migrantin", "Migrantinnen": their stemmer knows only those of "-er".
GERMAN_WOMEN = re.compile(r"(.{2,}(?:ant|ent|ist|or|og|ält|eut|amt|und))in(?:nen)?")
FORMS_KEPT = 100_000
CHUNKS_KEPT = 50_000  # of each language, and once more
LONGEST = 100  # letters of a token

_stemmers = threading.local()


class Token(NamedTuple):
    """A word from `start` to `end` of its text; `plain` without case and accents, `stem` without its ending too."""

    # A tuple: a text has thousands of them.
    start: int
    end: int
    plain: str
    stem: str


def normalised(text):
    """The text as the index keeps it: composed letters, no invisible signs. Offsets of tokens refer to it."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).replace(APOSTROPHE_LETTER, APOSTROPHE)
    return text


def tokens(text, language):
    """Words in their order. An apostrophe or hyphen divides words; without a stemmer, as in "other", stem is plain."""
    words = ((match, _forms(match[0], language)) for match in WORD.finditer(text))
    return [Token(match.start(), match.end(), plain, stem) for match, (plain, stem) in words if plain]


def forms(text, language):
    """[(plain, stem)] of the tokens, for whoever need not know where they stand."""
    # No word reaches over a blank, and most of what stands between two of them comes again.
    forms_of = _chunks(language)
    return [pair for chunk in text.split() for pair in forms_of[chunk]]


@cache
def _chunks(language):
    return Remembered(lambda chunk: forms_of_chunk(chunk, language), CHUNKS_KEPT)


def forms_of_chunk(chunk, language):
    """Like `forms`, of a piece that is not worth remembering here."""
    return [pair for word in WORD.findall(chunk) if (pair := _forms(word, language))[0]]


def stem_of(word, language):
    """The stem of one word as it is written."""
    return _forms(word, language)[1]


@lru_cache(maxsize=FORMS_KEPT)
def _forms(word, language):
    word = word.replace(".", "")
    # Stemmed with its accents (French endings need them), folded after that.
    return _folded(word), _folded(_stemmed(word.lower(), language))


def _stemmed(word, language):
    if language == "de" and (woman := GERMAN_WOMEN.fullmatch(word)):
        word = woman[1]
    stemmer = _stemmer(language)
    return stemmer.stemWord(word) if stemmer else word


def _folded(word):
    """One run of letters, whatever Unicode makes of a rare one."""
    return "".join(plain_letters(word).split())[:LONGEST]


def _stemmer(language):
    """One for each thread, for they are not made to be shared."""
    if language not in STEMMERS:
        return None
    if not hasattr(_stemmers, language):
        setattr(_stemmers, language, Stemmer.Stemmer(STEMMERS[language], 0))
    return getattr(_stemmers, language)
