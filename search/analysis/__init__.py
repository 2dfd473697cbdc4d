"""Texts and queries cut into words, the same way for every engine, the highlighter, the thesaurus and the typo policy.

Tokens carry offsets into the text they were cut from: give `normalised` text, for the index keeps nothing else.
What is decided here is part of what an index holds: with every change to these files indexes are built anew.
"""

from search.analysis.compounds import parts, parts_of
from search.analysis.remembered import Remembered
from search.analysis.stop_words import is_stop_word, stop_words
from search.analysis.words import Token, forms, forms_of_chunk, normalised, stem_of, tokens

__all__ = [
    "Remembered",
    "Token",
    "forms",
    "forms_of_chunk",
    "is_stop_word",
    "normalised",
    "parts",
    "parts_of",
    "stem_of",
    "stop_words",
    "tokens",
]
