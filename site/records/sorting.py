"""Sort keys that order a list alike in every database: accents and case folded, digits by their value."""

import re

from records.folding import folded

SORT_KEY_LENGTH = 200


def sort_key(text):
    padded = re.sub(r"\d+", lambda number: number.group().zfill(8), folded(text))
    return padded[:SORT_KEY_LENGTH]
