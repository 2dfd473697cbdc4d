"""Question 2 and the other lists of options: what is chosen in each group, and what "Other" says."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from practices.case_studies.word_forms.labels import LABELS
from practices.models.case_study import CHOICES
from practices.questions import BACKGROUND, official_options
from practices.word_forms.blocks import Block, between, lines_of, text_of, without_start
from practices.word_forms.labels import in_language, read_texts
from practices.word_forms.options import MARK, OTHER, Options
from practices.word_forms.sentences import Objection
from records.folding import folded, has_words, words_of
from records.languages import LANGUAGES

NAMES = Path(__file__).with_name("options.toml")
GROUPS = ("gender", "age", "exploitation", "recruited_by", "proposed")
WITH_OTHER = ("exploitation", "recruited_by", "proposed")
OTHER_ROWS = {f"{group}_other": group for group in WITH_OTHER}
YES_OR_NO = "several_cases"
GROUP_AND_MORE = re.compile(rf"[:?]|{MARK.pattern}")

UNKNOWN_OPTION = Objection(
    _("These words are none of the options of the form."),
    _("Choose the options in the record; the words stand in its note for editors."),
)
TAKEN_AS_OTHER = Objection(
    _("These words are none of the options of the form; they were taken as “other”."),
    _("See whether one of the options in the record says the same. Take out whatever names a person."),
)
UNDECIDED = Objection(
    _("Several options stand there, and it cannot be told which of them are meant."),
    _("Choose the options in the record; the words stand in its note for editors."),
)
OTHER_WITHOUT_WORDS = Objection(
    _("“Other” is marked, and no words say what."),
    _("Ask the organisation, and write it in the record."),
)


@cache
def options_of(field):
    """Options of a list by their official names, those of today in each language, and those that people type."""
    names = read_texts(NAMES)
    if field == YES_OR_NO:
        return Options({name: code for code, own in names["yes_or_no"].items() for name in own.values()})
    own = {name: code for code, more in names.get(field, {}).items() for name in more}
    if field in WITH_OTHER or OTHER in CHOICES[field].values:
        own |= dict.fromkeys(("other", *names["other"]["other"]), OTHER)
    today = {}
    for language in LANGUAGES:
        with override(language):
            today |= {str(choice.label): choice.value for choice in CHOICES[field]}
    official = {name: code for code, name in official_options().get(field, {}).items()}
    return Options(own | today | official)


def printed_options(field, language):
    """[(code, name)] of a list as our own form prints it."""
    if field == YES_OR_NO:
        return [(code, in_language(own, language)) for code, own in read_texts(NAMES)["yes_or_no"].items()]
    with override(language):
        return [(choice.value, str(choice.label)) for choice in CHOICES[field]]


@dataclass(frozen=True)
class Group:
    """A part of the answer to question 2.

    name: of GROUPS, OTHER for a line "Other: ..." of its own, None for what stands before the first group.
    """

    name: str | None
    printed: str
    blocks: tuple[Block, ...]


def choice_in(field, blocks):
    return options_of(field).read(blocks)


def is_untouched(field, blocks):
    """True of lists as the form prints them, in which nobody chose or wrote anything."""
    if field != BACKGROUND:
        return not choice_in(field, blocks)
    return not any(
        choice_in(group.name, group.blocks) if group.name in GROUPS else has_words(text_of(group.blocks))
        for group in groups_in(blocks)
    )


def groups_in(blocks):
    """The Groups of the answer to question 2, in their order."""
    groups = []
    for line in (line for block in blocks for line in lines_of(block)):
        for start, end in _pieces(line):
            piece = between(line, start, end)
            if found := _labelled(piece) or _as_other(piece, groups):
                groups.append(Group(found[0], found[1], tuple(found[2])))
            elif groups:
                groups[-1] = replace(groups[-1], blocks=(*groups[-1].blocks, piece))
            else:
                groups.append(Group(None, "", (piece,)))
    return groups


def _pieces(line):
    """Where the groups of one line begin and end: "Gender: ☒ Female Age: ☒ Adult"."""
    words, starts, place = words_of(line.text), [0], 0
    while place < len(words):
        length, start = _label_at(line.text, words, place), words[place].start
        if length and _ends_a_group(line, starts[-1], start):
            starts.append(start)
        place += length or 1
    return pairwise([*starts, len(line.text)])


def _ends_a_group(line, start, end):
    """True where a label and more stand before, so that the next label is no part of that one."""
    return start < end and (GROUP_AND_MORE.search(line.text, start, end) or _labelled(between(line, start, end)))


def _label_at(text, words, place):
    """Number of the words of a label that stands there with its colon or question mark, else 0."""
    for length in range(min(_longest_label(), len(words) - place), 0, -1):
        name = " ".join(word.folded for word in words[place : place + length])
        if name in _labels_of_groups() and text[words[place + length - 1].end :].lstrip()[:1] in (":", "?"):
            return length
    return 0


def _labelled(piece):
    """(group, label as printed, blocks) of a line that begins with the label of a group, else None."""
    found = LABELS.split((piece,))
    if found and found[0].field in GROUPS:
        return found[0].field, found[1], found[2]
    words = words_of(piece.text)
    for length in range(min(_longest_label(), len(words)), 0, -1):
        group = _labels_of_groups().get(" ".join(word.folded for word in words[:length]))
        rest = without_start(piece, words[length - 1].end)
        if group and (MARK.match(rest.text) or options_of(group).first_of(words_of(rest.text))[0]):
            return group, piece.text[: words[length - 1].end], (rest,)
    return None


def _as_other(piece, groups):
    """The same for a line "Other: ..." below a list, which may belong to another list than the last."""
    words = words_of(piece.text)
    code, length = options_of(WITH_OTHER[-1]).first_of(words) if words and groups else ("", 0)
    end = words[length - 1].end if code == OTHER else 0
    if not end or MARK.search(piece.text, 0, end) or not piece.text[end:].lstrip().startswith(":"):
        return None
    rest = without_start(piece, piece.text.index(":", end) + 1)
    return OTHER, piece.text[:end], (rest,)


@cache
def _labels_of_groups():
    return {folded(wording): field for field, _language, wording in LABELS.all() if field in GROUPS}


@cache
def _longest_label():
    return max(len(label.split()) for label in _labels_of_groups())
