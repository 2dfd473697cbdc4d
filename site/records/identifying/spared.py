"""What looks like a date or a number of a person and is none: laws with their numbers and dates, percentages, amounts."""

import re
from functools import cache

from records.identifying.date_patterns import month_names
from records.identifying.passages import Span, comparable
from records.identifying.wording import LEFT, RIGHT, any_of, languages, wording

LONGEST_CITATION = 24  # pieces
PIECE = re.compile(r"[\s,;()\[\]]{0,3}([^\s,;()\[\]]{1,40})")
CAN_STAND_ALONE = re.compile(
    r"(?=.{0,12}[0-9])[\w./:°-]{0,12}(?:[0-9][./:-][0-9]|[./:-]\w{2,8}|(?:19|20)[0-9]{2}(?![0-9]))"
)
# 286/98, 2004/38/EC, CM/Rec(2022)21 and not 12/03/2010
NUMBER_OF_LAW = re.compile(
    r"(?![0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\Z)[a-z0-9]{0,8}(?<=[0-9])(?:[/-][a-z0-9]{1,8}){1,3}|[a-z/-]{0,8}[0-9]{3,5}"
)
# A year before a word such as "mille" is no amount: "in March 2010".
FIGURES = r"(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,12}(?:[.,' ][0-9]{1,3}(?![0-9])){0,5}"
CURRENCY = r"[€$£]"


def find_spared(passage):
    for language in languages(passage.language):
        words = _patterns(language)
        yield from _citations(passage, words["law"], words, needs_number=False)
        yield from _citations(passage, words["only_with_number"], words, needs_number=True)
        yield from (Span(*found.span()) for found in words["amount"].finditer(passage.plain))


def _citations(passage, law, words, *, needs_number):
    for found in law.finditer(passage.plain):
        if found[1] in words["capitals"] and not passage.text[found.start()].isupper():
            continue
        end = _end_of_citation(passage, found.end(), words, needs_number)
        if end:
            yield Span(found.start(), end)


def _end_of_citation(passage, place, words, needs_number):
    """Where the numbers and dates of a law end; None when it has none.

    A bare number belongs to it only after the law's name, after a word such as "no." or before a month.
    """
    end, can_be_number, is_first = None, True, True
    for _ in range(LONGEST_CITATION):
        piece = PIECE.match(passage.plain, place)
        if not piece:
            return end
        text = piece[1].rstrip(".:")
        has_digit = any(char.isdigit() for char in text)
        if not has_digit and not words["filler"].fullmatch(text):
            return end
        if has_digit and is_first and needs_number and not NUMBER_OF_LAW.fullmatch(text):
            return end
        if has_digit and not can_be_number and not CAN_STAND_ALONE.match(text):
            before_month = PIECE.match(passage.plain, piece.end())
            if not (before_month and before_month[1] in words["months"]):
                return end
        if has_digit:
            end, is_first = piece.start(1) + len(text), False
            if piece[1].endswith(".") and len(text) > 2:  # the sentence ends
                return end
        can_be_number = not has_digit
        place = piece.end()
    return end


@cache
def _patterns(language):
    laws, amounts = wording(language)["laws"], wording(language)["amounts"]
    every_law = (*laws["words"], *laws["only_with_number"])
    months = set(month_names(language))
    units = rf"(?:%|‰|{CURRENCY}|{any_of(amounts['units'])}{RIGHT})"
    return {
        "law": re.compile(rf"{LEFT}({any_of(laws['words'])}){RIGHT}\.?"),
        "only_with_number": re.compile(rf"{LEFT}({any_of(laws['only_with_number'])}){RIGHT}\.?"),
        "filler": re.compile(rf"(?:§{{1,2}}|[a-z]'|{any_of({*laws['fillers'], *months})})"),
        "months": months,
        "capitals": {comparable(word) for word in every_law if word[0].isupper()}
        - {comparable(word) for word in every_law if not word[0].isupper()},
        "amount": re.compile(rf"(?<![\w.,/+]){FIGURES}(?:\s?-\s?{FIGURES})?\s?{units}|{CURRENCY}\s?{FIGURES}"),
    }
