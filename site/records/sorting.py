"""Sort keys that order a list alike in every database: accents and case folded, digits by their value."""

import re
import unicodedata

SORT_KEY_LENGTH = 200
LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text):
    """Lower case, without accents and punctuation: "“Évolution”, part 2" becomes "evolution part 2"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS_WITHOUT_DECOMPOSITION))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", letters))


def sort_key(text):
    padded = re.sub(r"\d+", lambda number: number.group().zfill(8), fold(text))
    return padded[:SORT_KEY_LENGTH]
