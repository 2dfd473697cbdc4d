"""Ages in numbers or words. The proposal is a band: under 18, 18 to 25, older.

Limits ("under 18"), ranges ("18 to 25") and durations ("for 17 years") are no ages.
"""

from dataclasses import dataclass

from records.identifying.age_patterns import (
    LAST_WORD,
    LONGEST_AROUND,
    LONGEST_WORD,
    number_values,
    patterns,
    phrases,
)
from records.identifying.passages import Span
from records.identifying.wording import languages, value_of

YOUNG_FROM, ADULT_FROM, OLDEST = 18, 26, 115
SMALLEST_IN_A_LIST = 10


@dataclass(frozen=True)
class Number:
    start: int
    end: int
    value: int
    in_digits: bool


def find_ages(passage):
    for language in languages(passage.language):
        for run in _runs(passage.plain, language):
            if _could_be_age(passage.plain, language, run):
                yield from _ages_at(passage, language, run)


# --- Numbers that could be ages ---


def _runs(plain, language):
    """Numbers that stand together ("17 and 19"), but not ranges ("18 to 25", "between 18 and 25")."""
    found = patterns(language)
    run, is_range = [], False
    for number in _numbers(plain, language):
        gap = plain[run[-1].end : number.start] if run else ""
        joins = run and run[-1].in_digits == number.in_digits and found["and"].fullmatch(gap)
        continues_range = run and found["to"].fullmatch(gap)
        if joins:
            run.append(number)
            continue
        if run and not is_range and not continues_range and not _is_between(plain, language, run):
            yield run
        run, is_range = [number], bool(continues_range)
    if run and not is_range and not _is_between(plain, language, run):
        yield run


def _numbers(plain, language):
    for found in patterns(language)["number"].finditer(plain):
        value = value_of(found[0], number_values(language))
        if value <= OLDEST:
            yield Number(found.start(), found.end(), value, found[0].isdigit())


def _is_between(plain, language, run):
    return len(run) > 1 and _before(patterns(language)["between"], plain, run[0].start)


def _before(pattern, plain, place):
    return pattern.search(plain, max(0, place - LONGEST_AROUND), place)


# --- What stands around them ---


def _could_be_age(plain, language, run):
    """A quick look at the words on either side, for most numbers are none."""
    found = patterns(language)
    if any(found["any_after"].match(plain, number.end) for number in {run[0], run[-1]}):
        return True
    word = LAST_WORD.search(plain, max(0, run[0].start - LONGEST_WORD), run[0].start)
    return bool(word) and word[1] in found["last_words_before"]


def _ages_at(passage, language, run):
    for phrase in phrases(language):
        for numbers in (run, run[:1], run[-1:])[: 3 if len(run) > 1 else 1]:
            span = _age(passage, language, phrase, numbers)
            if span:
                yield span
                break


def _age(passage, language, phrase, numbers):
    plain, found = passage.plain, patterns(language)
    after = phrase.after.match(plain, numbers[-1].end)
    before = after and _before(phrase.before, plain, numbers[0].start)
    if not before:
        return None
    if phrase.ends_with_number and _ends_in_a_count(numbers, found["ends_list"].match(plain, after.end())):
        return None
    start = before.start("found")
    if phrase.capital and not _has_capital(passage.text[numbers[0].start : after.end()]):
        return None
    if _is_limit_or_duration(plain, found, start, after.end()):
        return None
    wording = _band(phrase, numbers).format(ending=after.groupdict().get("ending", ""))
    return Span(start, after.end(), passage.in_place(wording, start, like_first_letter=start < numbers[0].start))


def _ends_in_a_count(numbers, ends_list):
    """ "aged 27 and 3 children", not "aged 17 and 19"."""
    return len(numbers) > 1 and numbers[-1].value < SMALLEST_IN_A_LIST and not ends_list


def _has_capital(found):
    return next((char for char in found if char.isalpha()), "").isupper()


def _is_limit_or_duration(plain, found, start, end):
    return (
        _before(found["limit_before"], plain, start)
        or found["limit_after"].match(plain, end)
        or _before(found["lasting_after"], plain, start)
        or found["lasting_before"].match(plain, end)
    )


def _band(phrase, numbers):
    """The wording for the ages found; none for ages of several bands."""
    bands = {_band_of(number.value) for number in numbers}
    return phrase.proposals.get(bands.pop(), phrase.proposals["child"]) if len(bands) == 1 else ""


def _band_of(age):
    if age < YOUNG_FROM:
        return "child"
    return "young" if age < ADULT_FROM else "adult"
