"""Patterns of ages, made of the words of a language. All look into `Passage.plain`."""

import re
from dataclasses import dataclass
from functools import cache

from records.identifying.passages import comparable
from records.identifying.wording import GAP, LEFT, RIGHT, any_of, followed, number_words, phrase, wording

LONGEST_AROUND = 60
LONGEST_WORD = 20
LAST_WORD = re.compile(r"([^\W\d_]+|[(,:'])[\s.:-]{0,3}\Z")
DIGITS = r"(?<![\w.])(?<![0-9][,:/])[0-9]{1,3}(?![0-9]|[.,:/][0-9])"
A_WORD = r"[^\W\d_][\w']{0,14}"
VOWELS = "aeio"


@dataclass(frozen=True)
class Phrase:
    """before, after: patterns of what stands on either side of the number. capital: it is a noun (German)."""

    before: re.Pattern
    after: re.Pattern
    ends_with_number: bool
    capital: bool
    proposals: dict


@cache
def phrases(language):
    groups = wording(language)["ages"]["groups"]
    return tuple(_phrase(language, group, words) for group in groups for words in group["phrases"])


def _phrase(language, group, words):
    before, after = _sides(words, group)
    about = rf"(?:{LEFT}{any_of(wording(language)['ages']['about'])}\.?{GAP})?"
    context = _context(group.get("after", ()))
    return Phrase(
        before=re.compile(rf"{context}(?P<found>{before}{about})\Z"),
        after=re.compile(after + _following(group.get("before", ()))),
        ends_with_number=words.endswith("{n}"),
        capital=group.get("capital", False),
        proposals={band: group[band] for band in ("child", "young", "adult") if band in group},
    )


def _sides(words, group):
    """Patterns of what a phrase has before and after the number."""
    before, after = words.split("{n}")
    ending = rf"(?P<ending>{any_of(group.get('endings', ()))})"
    after = ending.join(map(_loose, after.split("{ending}")))
    return (LEFT if before else "") + _loose(before), after + RIGHT


def _loose(words):
    """ "17 years old" is written "17-years-old" too."""
    return phrase(words).replace(GAP, r"[\s-]{1,3}")


def _context(words):
    """What must stand before, and is no part of what is found."""
    if not words:
        return ""
    signs = [word for word in words if not word[-1].isalpha()]
    others = [word for word in words if word[-1].isalpha()]
    return rf"(?:{LEFT}{any_of(others)}{GAP}|{any_of(signs)}\s{{0,2}})"


def _following(words):
    if not words:
        return ""
    signs = [word for word in words if not word[-1].isalpha()]
    others = [word for word in words if word[-1].isalpha()]
    return rf"(?=\s{{0,2}}(?:{any_of(signs)}|{any_of(others)}{RIGHT}|\Z))"


@cache
def number_values(language):
    """{word: number}, with those that lose their last vowel: "diciassett-enne"."""
    words = number_words(language)
    elided = {word[:-1]: value for word, value in words.items() if word[-1] in VOWELS}
    return elided | words if wording(language)["ages"].get("elided_before") else words


@cache
def patterns(language):
    words = wording(language)["ages"]
    every_phrase = [(group, each) for group in words["groups"] for each in group["phrases"]]
    afters = {_sides(each, group)[1].replace("?P<ending>", "?:") for group, each in every_phrase}
    befores = {each.split("{n}")[0] for _group, each in every_phrase if each.endswith("{n}") and each != "{n}"}
    befores |= {word for group, each in every_phrase if each == "{n}" for word in group["after"]} | {*words["about"]}
    return {
        "number": re.compile(rf"{DIGITS}|{LEFT}{_words_of_numbers(language)}"),
        "and": re.compile(rf"-?,?\s{{0,2}}(?:{any_of(words['and'])}\.?{GAP})?(?<=[\s,])"),
        "to": re.compile(rf"\s?-\s?|\s{{1,2}}{any_of(words['to'])}{GAP}"),
        "between": re.compile(rf"{LEFT}{any_of(words['between'])}{GAP}\Z"),
        "limit_before": re.compile(rf"{LEFT}{followed(words['limits_before'])}\Z"),
        "limit_after": re.compile(rf"\s{{0,2}}(?:\+|{any_of(words['limits_after'])}{RIGHT})"),
        "lasting_after": re.compile(rf"{LEFT}{any_of(words['lasting_after'])}[\w']{{0,12}}(?:{GAP}{A_WORD})?{GAP}\Z"),
        "lasting_before": re.compile(rf"{GAP}{any_of(words['lasting_before'])}{RIGHT}"),
        "ends_list": re.compile(r"\s{0,2}(?:[^\w\s]|\Z)"),
        "any_after": re.compile("|".join(sorted(afters - {RIGHT}))),
        "last_words_before": {LAST_WORD.search(comparable(each))[1] for each in befores},
    }


def _words_of_numbers(language):
    ages = wording(language)["ages"]
    whole = any_of(number_words(language)).replace(GAP, r"[\s-]{1,2}")
    never = rf"(?!{any_of(ages['not_numbers'])}{RIGHT})"
    elided_before = ages.get("elided_before")
    if not elided_before:
        return never + whole
    stems = any_of(set(number_values(language)) - set(number_words(language)))
    return rf"{never}(?:{stems}(?={any_of(elided_before)})|{whole})"
