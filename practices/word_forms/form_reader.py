"""What the readers of each kind of form share: rows by their field, problems, and what has no place."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from directory.country_names import parse_countries
from practices.word_forms.forms import as_lines
from practices.word_forms.name_lists import split_names
from practices.word_forms.sentences import Objection
from records.folding import folded, has_words
from records.languages import LANGUAGES

UNKNOWN_COUNTRY = Objection(
    _("These words name no country that is known."),
    _("Choose the countries in the record; the words stand in its note for editors."),
)
UNKNOWN_ROW = Objection(
    _("The form has no such row."),
    _("Move the words to a field of the record; they stand in its note for editors."),
)


@dataclass(frozen=True)
class Problem:
    """Something for an editor to look at. `row` counts from 1 (0: above the table), None for the form as a whole.

    field: what has to be decided (a field that the form can change, or "number"), "" where no single field is.
    """

    row: int | None
    label: str
    value: str
    problem: str
    fix: str
    field: str = ""


@dataclass(frozen=True)
class FormRow:
    """A filled-in row of the form as printed, for whoever compares it; `about` is the field of its label, or None."""

    row: int
    printed: str
    about: str | None
    text: str


class FormReader:
    """Reads one Form field by field; whatever a field does not take goes to `unplaced`."""

    country_field = "countries"

    def __init__(self, form):
        self._form = form
        self._extra = {}
        self._problems = []
        self._unplaced = list(form.loose)

    def _rows(self):
        filled = [entry for entry in self._form.entries if has_words(entry.text)]
        return tuple(FormRow(entry.row, entry.printed, entry.field, entry.text) for entry in filled)

    def _language(self):
        votes = Counter(language for entry in self._form.entries if entry.label for language in entry.label.languages)
        return max(LANGUAGES, key=lambda language: votes[language])

    def _digest(self):
        words = (folded(f"{entry.printed} {entry.guidance} {entry.text}") for entry in self._form.entries)
        return sha256("\n".join((*words, *map(folded, self._form.loose))).encode()).hexdigest()

    # --- Entries ----------------------------------------------------------------------------------------------------

    def _entries(self, field):
        """The filled-in rows of a field from which something is to be read."""
        filled = (entry for entry in self._form.entries if entry.field == field and has_words(entry.text))
        return [entry for entry in filled if not entry.is_word_for_word]

    def _text(self, field):
        return "\n".join(entry.text for entry in self._entries(field))

    def _entries_as_they_stand(self, field):
        return [entry for entry in self._form.entries if entry.field == field and entry.is_word_for_word]

    def _text_as_it_stands(self, field):
        return "\n".join(entry.text for entry in self._entries_as_they_stand(field) if has_words(entry.text))

    def _on_one_line(self, field):
        return " ".join(self._text(field).split())

    # --- What has no place ------------------------------------------------------------------------------------------

    def _object(self, entry, objection, field, value=None):
        value = entry.text if value is None else value
        self._problems.append(Problem(entry.row, entry.printed, value, objection.problem, objection.fix, field))

    def _set_aside(self, entry, text):
        """Keep words that have no field of their own, after the label of their row."""
        if has_words(text):
            self._unplaced.append(f"{entry.printed}: {text}" if entry.printed else text)

    def _set_guidance_aside(self, entry):
        if entry.guidance and not entry.is_word_for_word:
            self._unplaced.append(f"{entry.printed}: {entry.guidance}")

    def _note_unknown_rows(self):
        for entry in self._form.entries:
            if entry.field is None:
                self._unplaced += as_lines(entry)
                self._object(entry, UNKNOWN_ROW, "")

    # --- Facts that every form asks for -----------------------------------------------------------------------------

    def _countries(self, found=()):
        for entry in self._entries("country"):
            codes, leftover = parse_countries(entry.text)
            self._object_to_country(entry, leftover)
            found += codes
        return tuple(dict.fromkeys(found))

    def _object_to_country(self, entry, leftover):
        if leftover:
            self._object(entry, UNKNOWN_COUNTRY, self.country_field, leftover)
            self._set_aside(entry, leftover)

    def _organisations(self):
        as_they_stand = filter(has_words, self._text_as_it_stands("organisations").splitlines())
        return tuple(dict.fromkeys([*split_names(self._text("organisations")), *as_they_stand]))

    def _read_line(self, entry):
        """A row of short lines, such as the year of the information."""
        self._extra.setdefault(entry.field, []).extend(entry.text.splitlines())
