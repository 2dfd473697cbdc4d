"""Numbers of documents and cases: those with a form of their own, and those that a word introduces ("passport no. ...").

The proposal for a number with its word is the word alone; a number without one can only be removed.
"""

import re
from functools import cache

from records.identifying.passages import Span
from records.identifying.wording import LEFT, RIGHT, any_of, languages, wording

IBAN = re.compile(rf"{LEFT}[a-z]{{2}}[0-9]{{2}}(?:\s?[a-z0-9]{{4}}){{2,7}}(?:\s?[a-z0-9]{{1,3}})?{RIGHT}")
ITALIAN_TAX_CODE = re.compile(
    rf"{LEFT}[a-z]{{6}}\s?[0-9l-nu-vp-t]{{2}}[abcdehlmprst][0-9l-nu-vp-t]{{2}}\s?[a-z][0-9l-nu-vp-t]{{3}}[a-z]{RIGHT}"
)
SPANISH_ID = re.compile(rf"{LEFT}(?P<first>[0-9xyz])[\s.-]?(?P<rest>[0-9.]{{7,9}})[\s-]?(?P<letter>[a-z]){RIGHT}")
FRENCH_INSEE = re.compile(
    rf"{LEFT}[12]\s?[0-9]{{2}}\s?(?:0[1-9]|1[0-2]|[2-9][0-9])\s?(?:[0-9]{{2}}|2[ab])\s?[0-9]{{3}}\s?[0-9]{{3}}(?P<key>\s?[0-9]{{2}})?{RIGHT}"
)
BRITISH_INSURANCE = re.compile(
    rf"{LEFT}[abceghj-prstw-z][abceghj-nprstw-z]\s?[0-9]{{2}}\s?[0-9]{{2}}\s?[0-9]{{2}}\s?[a-d]{RIGHT}"
)
SPANISH_LETTERS = "trwagmyfpdxbnjzsqvhlcke"


def find_numbers(passage):
    yield from _with_form_of_their_own(passage.plain)
    for language in languages(passage.language):
        yield from _introduced(passage, language)


# --- With a form of their own ---


def _with_form_of_their_own(plain):
    for pattern, is_valid in (
        (IBAN, _is_iban),
        (ITALIAN_TAX_CODE, bool),
        (SPANISH_ID, _is_spanish_id),
        (FRENCH_INSEE, _is_insee),
        (BRITISH_INSURANCE, bool),
    ):
        yield from (Span(*found.span()) for found in pattern.finditer(plain) if is_valid(found))


def _is_iban(found):
    compact = "".join(found[0].split())
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def _is_spanish_id(found):
    digits = found["rest"].replace(".", "")
    if found["first"].isdigit():
        digits = found["first"] + digits
        return len(digits) == 8 and SPANISH_LETTERS[int(digits) % 23] == found["letter"]
    number = "xyz".index(found["first"]) * 10**7 + int(digits or 0)
    return len(digits) == 7 and SPANISH_LETTERS[number % 23] == found["letter"]


def _is_insee(found):
    if not found["key"]:
        return True
    key = int(found["key"])
    number = "".join(found[0].split())[:-2].replace("2a", "19").replace("2b", "18")
    return 97 - int(number) % 97 == key


# --- After a word that introduces them ---

REGISTER_SIGN = r"(?:[0-9]{1,6}\s[a-z]{1,4}\s){1,2}[0-9]{1,6}/[0-9]{2,4}"  # 3 KLs 12 Js 345/10
IN_GROUPS = r"(?:[a-z]{1,3}\s)?[0-9]{2,9}(?:\s[0-9]{2,9}){1,4}|[a-z]{1,3}\s[0-9]{4,9}"
IN_ONE = r"[a-z0-9]{1,24}(?:(?:[./-]|\s?[/-]\s?(?=[0-9]))[a-z0-9]{1,16}){0,5}"
NUMERIC_DATE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:[/-](?:(?:19|20)?[0-9]{2}))?")


def _introduced(passage, language):
    for found in _pattern(language).finditer(passage.plain):
        if _names_one(found["number"], has_sign=bool(found["sign"])):
            closes = "(" in found[0] and passage.plain.startswith(")", found.end())
            yield Span(found.start(), found.end() + closes, passage.text[found.start() : found.end("word")])


def _names_one(number, *, has_sign):
    """Whether it is the number of one document, not a year, a date, or how many there are."""
    digits = sum(map(str.isdigit, number))
    if NUMERIC_DATE.fullmatch(number) or (YEARS.fullmatch(number) and not has_sign):
        return False
    if "/" in number:
        return digits >= 2
    if has_sign:
        return digits >= 3
    return digits >= 5 or (digits >= 4 and number[0].isalpha())


@cache
def _pattern(language):
    words = wording(language)["documents"]
    sign = rf"(?P<sign>(?:{any_of(words['signs'])}(?![^\W_])|#|°)[.°:]{{0,2}})"
    between = rf"(?:{any_of(words['between'])}{RIGHT}\.?)"
    return re.compile(
        rf"{LEFT}(?P<word>{any_of(words['introduced_by'])}{RIGHT}\.?)(?:[\s:,(-]{{1,3}}{between}){{0,3}}"
        rf"[\s:,(-]{{0,3}}{sign}?(?:[\s:]{{1,2}}{between})?[\s:(]{{0,3}}(?P<number>{REGISTER_SIGN}|{IN_GROUPS}|{IN_ONE}){RIGHT}"
    )
