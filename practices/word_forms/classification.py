"""Category and typologies of a practice, from a letter, a title or the printed wording in any language."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from practices.word_forms.sentences import Objection
from records.folding import folded, folded_words, has_words

SAME = 92
CONTAINED = 95
LIKELY = 70
SURELY = 85
CLEARLY_BETTER = 8
SAME_TITLE = 80
SHORTEST_CONTAINED = 10
LONGEST_LINE = 1000

TICKED, BOX = r"[☒☑✓✗⊠]|\[[xX]\]", r"[☐□▢◻❏]|\[ ?\]"
OPTION = re.compile(rf"(?P<ticked>{TICKED})|{BOX}")
LONE_LETTER = re.compile(r"\W*[^\W\d_]\W*")
JOINED_LETTERS = re.compile(
    r"\s*(?:[-–—:.,;()/&+]|$|(?:and|or|e|o|ed|und|oder|y|et|ou)\s+[^\W\d_](?!\w))", re.IGNORECASE
)
CATEGORY = ("category", "categoria", "kategorie", "categorie")
FIRST_LETTER = re.compile(r"\W*([^\W\d_])\s*[-–—:.)]")
LEAD = re.compile(r"[:(]")

UNKNOWN_CATEGORY = Objection(
    _("No category is recognised."),
    _("Write the letter of the category and its title, as in the list of the form."),
)
ALL_CATEGORIES = Objection(_("Every category is named."), _("Choose one category."))
LETTER_AGAINST_TITLE = Objection(
    _("The letter of the category and its title disagree."),
    _("Choose the category in the record; the form’s wording stands in its note for editors."),
)


@dataclass(frozen=True)
class Typology:
    """A typology as editors keep it: its titles and wordings, both in the same order of languages."""

    code: str
    titles: tuple[str, ...]
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Category:
    code: str
    titles: tuple[str, ...]
    typologies: tuple[Typology, ...] = ()


@dataclass(frozen=True)
class CategoryMatch:
    """`leftover` holds the printed lines that say more, or other, than the category's title."""

    code: str | None = None
    also_in: tuple[str, ...] = ()
    leftover: str = ""
    objection: Objection | None = None


@dataclass(frozen=True)
class TypologyMatch:
    """`note` holds the printed lines that the typologies found do not say in full, `unknown` those without any.

    `leftover` is what stands in the cell without being ticked, where it is not simply the list of the form.
    """

    codes: tuple[str, ...] = ()
    note: str = ""
    unknown: str = ""
    leftover: str = ""


# --- Category -------------------------------------------------------------------------------------------------------


def parse_category(text, categories):
    """CategoryMatch of a text of one or several lines, each with a letter, a title, or both."""
    ticked, unticked = ticked_options(text)
    printed = _with_titles(filter(has_words, ticked.splitlines()), categories)
    lines = [_parse_category_line(line, categories) for line in printed]
    codes = tuple(dict.fromkeys(code for match in lines for code in (match.code, *match.also_in) if code))
    leftover = "\n".join(
        line for line in (*(match.leftover for match in lines), *_unofficial(unticked, categories)) if line
    )
    objection = next((match.objection for match in lines if match.objection), None) or _objection(codes, categories)
    if objection:
        return CategoryMatch(leftover=text, objection=objection)
    return CategoryMatch(codes[0], codes[1:], leftover)


def _objection(codes, categories):
    if not codes:
        return UNKNOWN_CATEGORY
    return ALL_CATEGORIES if len(codes) == len(categories) > 1 else None


def _with_titles(lines, categories):
    """The lines, a title joined to the lone letter on the line above it."""
    joined = []
    for line in lines:
        if joined and _is_letter(joined[-1]) and not _letters(line, categories) and _best_title(line, categories):
            joined[-1] = f"{joined[-1]} - {line}"
        else:
            joined.append(line)
    return joined


def _is_letter(line):
    words = [word for word in folded_words(line) if word not in CATEGORY]
    return len(words) == 1 and len(words[0]) == 1


def _parse_category_line(line, categories):
    if len(line) > LONGEST_LINE:
        return CategoryMatch(leftover=line)
    if LONE_LETTER.fullmatch(line):
        line = line.upper()
    letters = _letters(line, categories)
    title = _without(line, letters)
    codes = tuple(dict.fromkeys(letter[0] for letter in letters))
    titled = _best_title(title, categories)
    if titled and (
        titled not in codes if len(codes) == 1 else not codes and _begins_with_other_letter(line, categories)
    ):
        return CategoryMatch(leftover=line, objection=LETTER_AGAINST_TITLE)
    if not codes and titled:
        codes = (titled,)
    if not codes:
        return CategoryMatch(leftover=line)
    covered = any(_covers([*CATEGORY, *titles], title) for titles in _titles_by_language(codes, categories))
    return CategoryMatch(codes[0], codes[1:], "" if covered else line)


def _begins_with_other_letter(line, categories):
    letter = FIRST_LETTER.match(line)
    return letter is not None and letter[1].upper() not in {category.code for category in categories}


def _titles_by_language(codes, categories):
    return zip_longest(*(category.titles for category in categories if category.code in codes), fillvalue="")


def _letters(line, categories):
    """The letters of categories in a line: before a dash and the like, before another letter, or before a title."""
    known = "".join(category.code for category in categories)
    found = re.finditer(rf"(?<![\w'’])[{re.escape(known)}](?![\w'’])", line)
    return [match for match in found if JOINED_LETTERS.match(line, match.end()) or _titled(line, match, categories)]


def _titled(line, match, categories):
    return _best_title(line[match.end() :], categories) is not None


def _without(line, matches):
    for match in reversed(matches):
        line = f"{line[: match.start()]} {line[match.end() :]}"
    return line


def _best_title(title, categories):
    """Code of the category whose title this is, None when it is none's or could be another's."""
    words = folded(title)
    if len(words) < 4:
        return None
    return _clearly_best({code: _likeness(words, names) for code, names in _titles(categories).items()}, SAME_TITLE)


@cache
def _titles(categories):
    return {category.code: tuple(map(folded, category.titles)) for category in categories}


# --- Typologies -----------------------------------------------------------------------------------------------------


def match_typologies(text, categories, chosen=()):
    """TypologyMatch of the printed lines. A guess is made among the typologies of the practice's own categories only.

    `chosen`: letters of those categories; none while none is known.
    """
    ticked, unticked = ticked_options(text)
    codes, notes, unknown = [], [], []
    for line in filter(has_words, ticked.splitlines()):
        found, sure = _match_line(line, categories, chosen)
        codes.extend(found)
        if not sure:
            notes.append(line)
        if not found:
            unknown.append(line)
    leftover = _unofficial(unticked, categories)
    return TypologyMatch(tuple(dict.fromkeys(codes)), *map("\n".join, (notes, unknown, leftover)))


def _match_line(line, categories, chosen):
    """(codes, True when they say all that the line says)"""
    names = _names(categories)
    words = folded(line[:LONGEST_LINE])
    found = (
        [code for code in names if code.lower() in words.split()]
        or [code for code, own in names.items() if any(fuzz.ratio(words, name) >= SAME for name in own)]
        or _contained(words, names)
        or _likely(words, _of_categories(names, categories, chosen))
    )
    return found, any(_covers([*found, *wordings], line) for wordings in _wordings_by_language(found, categories))


def _wordings_by_language(codes, categories):
    """The titles and wordings of the typologies with these codes, one tuple for each language."""
    chosen = [typology for category in categories for typology in category.typologies if typology.code in codes]
    texts = (texts for typology in chosen for texts in (typology.titles, typology.wordings))
    return zip_longest(*texts, fillvalue="")


def _contained(words, names):
    """Codes whose name is a part of the words, and the one that the other words clearly stand for."""
    found = {code: name for code, own in names.items() for name in own if _contains(words, name)}
    if not found:
        return []
    others = set(words.split()).difference(*(name.split() for name in found.values()))
    rest = " ".join(word for word in words.split() if word in others)
    return [*found, *_likely(rest, names, SURELY)] if len(rest) >= SHORTEST_CONTAINED else [*found]


def _contains(words, name):
    return SHORTEST_CONTAINED <= len(name) < len(words) and fuzz.partial_ratio(name, words) >= CONTAINED


def _likely(words, names, at_least=LIKELY):
    best = _clearly_best({code: _likeness(words, own) for code, own in names.items()}, at_least)
    return [best] if best else []


def _of_categories(names, categories, chosen):
    """The names to guess among: those of the chosen categories, or all while none is chosen."""
    own = {typology.code for category in categories if category.code in chosen for typology in category.typologies}
    return {code: names[code] for code in own} if chosen else names


@cache
def _names(categories):
    """Typology code -> folded titles, wordings, and wordings up to their first colon or parenthesis."""
    return {
        typology.code: tuple(dict.fromkeys(folded(name) for name in _wordings(typology) if folded(name)))
        for category in categories
        for typology in category.typologies
    }


def _wordings(typology):
    return (*typology.titles, *typology.wordings, *(LEAD.split(wording)[0] for wording in typology.wordings))


# --- Both -----------------------------------------------------------------------------------------------------------


def ticked_options(text):
    """(what counts, what is not ticked) of a text: lines without boxes count, and every line where no box is ticked."""
    if not any(mark["ticked"] for mark in OPTION.finditer(text)):
        return OPTION.sub(" ", text), ""
    options = [option for line in text.splitlines() for option in _options(line)]
    return tuple("\n".join(option for counts, option in options if counts is wanted) for wanted in (True, False))


def _options(line):
    """(True where it counts, text) of each option of a line, and of what stands before them."""
    marks = list(OPTION.finditer(line))
    if marks and has_words(line[: marks[0].start()]) and not has_words(line[marks[-1].end() :]):
        return _options_before_boxes(line, marks)
    starts = [mark.start() for mark in marks]
    found = [(not marks, line[: starts[0]] if marks else line)]
    for mark, end in zip(marks, [*starts[1:], len(line)], strict=False):
        found.append((mark["ticked"] is not None, line[mark.end() : end]))
    return [(counts, option.strip()) for counts, option in found if option.strip()]


def _options_before_boxes(line, marks):
    """Those of "A ☐ B ☒", where each box stands behind its option."""
    starts = [0, *(mark.end() for mark in marks)]
    found = [
        (mark["ticked"] is not None, line[start : mark.start()]) for start, mark in zip(starts, marks, strict=False)
    ]
    return [(counts, option.strip()) for counts, option in found if option.strip()]


def _unofficial(text, categories):
    """The lines of a text that are not just letters, titles and wordings of the form's list."""
    names = [name for category in categories for name in (category.code, *category.titles)]
    names += [name for own in _names(categories).values() for name in own]
    return [line for line in text.splitlines() if not _covers(names, line)]


def _likeness(words, names):
    return max((fuzz.token_set_ratio(words, name) for name in names), default=0)


def _clearly_best(scores, at_least):
    """The key of the highest score, None when it is too low or another is nearly as high."""
    (best, score), *others = sorted(scores.items(), key=lambda item: -item[1]) or [(None, 0)]
    second = others[0][1] if others else 0
    return best if score >= at_least and score - second >= CLEARLY_BETTER else None


def _covers(names, text):
    """True when the official names have every word of the printed text, give or take one letter of a long one."""
    official = {word for name in names for word in folded_words(name)}
    return all(word in official or _is_near(word, official) for word in folded_words(text))


def _is_near(word, words):
    return len(word) > 4 and any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in words)
