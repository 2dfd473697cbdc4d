"""A case study as its form was filled in: every word of the form in a field, or in `unplaced`."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from practices.case_studies.places import ROLES
from practices.case_studies.word_forms.background import (
    GROUPS,
    OTHER_ROWS,
    OTHER_WITHOUT_WORDS,
    TAKEN_AS_OTHER,
    UNDECIDED,
    UNKNOWN_OPTION,
    WITH_OTHER,
    choice_in,
    groups_in,
)
from practices.case_studies.word_forms.labels import LABELS, is_number
from practices.case_studies.word_forms.partners import Partner, partners_of_outline
from practices.case_studies.word_forms.place_names import places_of
from practices.models.case_study import CHOICES
from practices.questions import ANSWERS, BACKGROUND, questions
from practices.word_forms.blocks import Block, lines_of, text_of
from practices.word_forms.form_reader import FormReader, FormRow, Problem
from practices.word_forms.options import OTHER
from practices.word_forms.sentences import Objection
from records.folding import has_words

EXTRAS = ("information_as_of", "source")
TITLE_IN_ANSWER = "involvement"
LONGEST_TITLE = 300
KNOWN_BY_NUMBER = Objection(
    _("This question is worded otherwise than in the form; it was taken by its number."),
    _("See whether the answer stands at the right question."),
)


@dataclass(frozen=True)
class CaseChart:
    """What one form says.

    number        None always: the form of a case study has none
    language      of the labels: the form's own language
    title         as printed, on one line, "" where the form has none
    organisations names as printed, the reporting one first
    countries     of the reporting organisation, ISO codes
    answers       field of questions.ANSWERS -> Blocks, of those that are answered
    background    group (gender, age, exploitation, recruited_by, proposed) -> codes in the order of the model
    others        group -> what "Other:" says there
    several_cases None where the form does not say
    areas         codes
    places        role of case_studies.places.ROLES -> ISO codes, regions in words, "not disclosed"
    extra         "information_as_of", "source" -> lines
    unplaced      lines that have no field, for editors
    rows          the filled-in rows as printed
    digest        of all the words of the form
    """

    kind: ClassVar = "case_study"
    number: ClassVar = None

    language: str
    title: str = ""
    organisations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    answers: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    background: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    several_cases: bool | None = None
    areas: tuple[str, ...] = ()
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    partners: tuple[Partner, ...] = ()
    references: tuple[Block, ...] = ()
    extra: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unplaced: tuple[str, ...] = ()
    rows: tuple[FormRow, ...] = ()
    digest: str = ""


class CaseReader(FormReader):
    """Reads the form of a case study."""

    country_field = "reporting_country"

    def __init__(self, form):
        super().__init__(form)
        self._answers = defaultdict(list)
        self._codes = defaultdict(set)
        self._others = defaultdict(list)
        self._partners = []
        self._references = []
        self._several_cases = None

    def chart(self):
        for entry in self._form.entries:
            if has_words(entry.text):
                self._read(entry)
            self._check_question(entry)
            self._set_guidance_aside(entry)
        self._read_background()
        self._note_unknown_rows()
        return CaseChart(
            language=self._language(),
            title=self._title(),
            organisations=self._organisations(),
            countries=self._countries(),
            answers={name: tuple(blocks) for name, blocks in self._answers.items() if blocks},
            background={group: codes for group in GROUPS if (codes := self._chosen(group))},
            others={group: "\n".join(self._others[group]) for group in WITH_OTHER if self._others[group]},
            several_cases=self._several_cases,
            areas=self._chosen("areas"),
            places={role: places for role in ROLES if (places := self._places(role))},
            partners=tuple(self._partners),
            references=tuple(self._references),
            extra={name: tuple(lines) for name, lines in self._extra.items()},
            problems=tuple(self._problems),
            unplaced=tuple(self._unplaced),
            rows=self._rows(),
            digest=self._digest(),
        )

    def _read(self, entry):
        if entry.field in ANSWERS:
            self._answers[entry.field] += self._without_question(entry)
        elif entry.field == "several_cases":
            self._read_several(entry)
        elif entry.field == "areas":
            self._take(entry, "areas", entry.printed, entry.blocks)
        elif entry.field == "partners":
            partners, others = partners_of_outline(entry.blocks)
            self._partners += partners
            self._set_aside(entry, text_of(others))
        elif entry.field == "references":
            self._references += entry.blocks
        elif entry.field in EXTRAS:
            self._read_line(entry)
        elif entry.field == "number":
            self._set_aside(entry, entry.text)

    # --- Questions --------------------------------------------------------------------------------------------------

    def _without_question(self, entry):
        """The answer without sentences of the question that stand in its cell."""
        blocks = list(entry.blocks)
        while blocks and not entry.is_word_for_word and LABELS.is_wording(entry.field, blocks[0].text):
            blocks.pop(0)
        return blocks

    def _check_question(self, entry):
        """Words beside the number of a question, by which it was not known, are kept."""
        if entry.field in questions() and not entry.label.languages and not is_number(entry.printed):
            self._unplaced.append(entry.printed)
            self._object(entry, KNOWN_BY_NUMBER, entry.field, entry.printed)

    def _title(self):
        """Of its own row; or of the line "Case: ..." of the first answer, where the form has no such row."""
        if any(entry.field == "title" for entry in self._form.entries):
            return self._on_one_line("title")
        lines = (line for block in self._answers[TITLE_IN_ANSWER] for line in lines_of(block))
        return next(filter(None, map(_title_in, lines)), "")

    # --- Options ----------------------------------------------------------------------------------------------------

    def _chosen(self, name):
        return tuple(code for code in CHOICES[name].values if code in self._codes[name])

    def _read_several(self, entry):
        choice = choice_in("several_cases", entry.blocks)
        if len(choice.codes) == 1:
            self._several_cases = choice.codes == ("yes",)
        self._keep_words(entry, "several_cases", entry.printed, choice)

    def _read_background(self):
        loose = []  # (the group it stands after, entry, text) of lines "Other: ..."
        for entry in self._form.entries:
            if entry.field in OTHER_ROWS and has_words(entry.text):
                self._others[OTHER_ROWS[entry.field]].append(entry.text)
            elif entry.field in GROUPS:
                self._take(entry, entry.field, entry.printed, entry.blocks)
            elif entry.field == BACKGROUND:
                loose += self._read_groups(entry)
        for before, entry, text in filter(lambda other: has_words(other[2]), loose):
            self._add_loose_other(before, entry, text)
        for group in WITH_OTHER:
            self._check_other(group)

    def _read_groups(self, entry):
        before = None
        for group in groups_in(entry.blocks):
            if group.name == OTHER:
                yield before, entry, text_of(group.blocks)
            elif group.name is None:
                self._read_without_group(entry, group.blocks)
            else:
                self._take(entry, group.name, group.printed, group.blocks)
                before = group.name if group.name in WITH_OTHER else before

    def _read_without_group(self, entry, blocks):
        """Options that stand there without saying of what: "☒ Female, ☒ Adult"."""
        for block in blocks:
            found = {group: choice for group in GROUPS if (choice := choice_in(group, (block,))).codes}
            group = next((group for group, choice in found.items() if not choice.unknown), None)
            if group:
                self._take(entry, group, "", (block,))
            elif not LABELS.is_wording(entry.field, block.text) and has_words(block.text):
                self._object(entry, UNKNOWN_OPTION, "", block.text)
                self._set_aside(entry, block.text)

    def _take(self, entry, name, printed, blocks):
        choice = choice_in(name, blocks)
        self._codes[name] |= set(choice.codes)
        if choice.other and name in WITH_OTHER:
            self._others[name].append(choice.other)
        self._keep_words(entry, name, printed, choice)

    def _keep_words(self, entry, name, printed, choice):
        """Words that are none of the options: with "other" where the record has that, or aside."""
        said = "\n".join(choice.unknown)
        if said and name in WITH_OTHER:
            self._others[name].append(said)
            self._object(entry, TAKEN_AS_OTHER, f"{name}_other", said)
        elif said:
            self._object(entry, UNKNOWN_OPTION, name, said)
        if choice.undecided:
            self._object(entry, UNDECIDED, name, choice.undecided)
        aside = [choice.undecided, *choice.left]
        if name not in WITH_OTHER:
            aside += [choice.other, said]
        label = f"{printed}: " if printed and printed != entry.printed else ""
        for text in filter(has_words, aside):
            self._set_aside(entry, label + text)

    def _add_loose_other(self, before, entry, text):
        """A line "Other: ..." speaks of the one group in which that is marked without words, or else of the last above."""
        open_ = [group for group in WITH_OTHER if OTHER in self._codes[group] and not self._others[group]]
        group = open_[0] if len(open_) == 1 else before
        if group:
            self._others[group].append(text)
        else:
            self._object(entry, UNKNOWN_OPTION, "", text)
            self._set_aside(entry, text)

    def _check_other(self, group):
        """ "Other" without words can be kept only where it is one of the options of the record."""
        if OTHER in self._codes[group] and OTHER not in CHOICES[group].values and not self._others[group]:
            entry = next(entry for entry in self._form.entries if entry.field in (group, BACKGROUND))
            self._object(entry, OTHER_WITHOUT_WORDS, f"{group}_other", "")

    # --- Places -----------------------------------------------------------------------------------------------------

    def _places(self, role):
        read = [place for entry in self._entries(role) for place in places_of(entry.text)]
        as_they_stand = [
            place for entry in self._entries_as_they_stand(role) for place in places_of(entry.text, as_they_stand=True)
        ]
        return tuple(dict.fromkeys([*read, *as_they_stand]))


def _title_in(line):
    found = LABELS.split((line,))
    if not found or found[0].field != "title" or not re.match(r"\s*:", line.text[len(found[1]) :]):
        return ""
    title = " ".join(text_of(found[2]).split())
    return title if len(title) <= LONGEST_TITLE else ""
