"""A question as it may be counted: its words without capitals, accents and signs, or nothing at all.

What could identify a person is not counted, not even as a hash. Names cannot be told by a pattern: what
protects them is that nobody reads a question before it was asked three times.
"""

import re
import unicodedata

from records.folding import folded
from records.identifying import find_identifying
from search.models.learning import LONGEST_QUESTION

# Longer ones hold a telephone number, a case, a day of birth.
MOST_NUMBERS, MOST_DIGITS_OF_A_NUMBER, MOST_DIGITS = 2, 4, 5
YEAR = re.compile(r"(?:19|20)\d\d")
# Part of an address of a person or page, in whatever way it is written.
SIGNS_OF_AN_ADDRESS = ("@", "://", "www.")


def countable(text, language):
    """The question as it is counted and later read; "" when it may not be kept. Longer texts tell a story: not kept."""
    text = unicodedata.normalize("NFKC", text)
    question = folded(text)
    if len(question) > LONGEST_QUESTION or _could_identify(text, question, language):
        return ""
    return question


def _could_identify(text, question, language):
    return (
        any(sign in text.casefold() for sign in SIGNS_OF_AN_ADDRESS)
        or _has_long_numbers(question)
        or bool(find_identifying(text, language))
    )


def _has_long_numbers(question):
    numbers = [word for word in question.split() if any(map(str.isdigit, word))]
    digits = [sum(map(str.isdigit, word)) for word in numbers]
    without_years = [count for word, count in zip(numbers, digits, strict=True) if not YEAR.fullmatch(word)]
    return (
        len(numbers) > MOST_NUMBERS
        or max(digits, default=0) > MOST_DIGITS_OF_A_NUMBER
        or sum(without_years) > MOST_DIGITS
    )
