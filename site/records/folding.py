"""Text as it is compared: without case, accents and punctuation, so that "Organización/es:" is "organizacion es"."""

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"\w+")
ACCENTS = re.compile("[\u0300-\u036f]+")
LETTERS_OF_THEIR_OWN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "_": " "})


def has_words(text):
    return WORD.search(text) is not None


def folded(text):
    return " ".join(WORD.findall(plain_letters(text)))


def folded_words(text):
    return WORD.findall(plain_letters(text))


def plain_letters(text):
    """Small letters without accents."""
    text = text.casefold()
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return text.translate(LETTERS_OF_THEIR_OWN)


@dataclass(frozen=True)
class Word:
    """A word of a text: as it is compared, and where it stands."""

    folded: str
    start: int
    end: int


def words_of(text):
    """Words in their order; a sign such as "½" that folds to several words counts as one."""
    return [Word(folded(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]
